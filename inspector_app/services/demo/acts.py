"""The acts of the demonstration, each played by one user in a sitting of his own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import KnownError
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import (
    BlockKind,
    Capacity,
    Duty,
    FindingClass,
    Head,
    ItemState,
    Opinion,
    Organ,
    Phase,
    Purpose,
    Section,
    TalkCategory,
)
from inspector_app.services import (
    briefing,
    briefing_readers,
    evidence,
    leads,
    number_one_talk,
    report,
    report_checks,
    report_final,
    roster,
    talk_record,
    talks,
    tasks,
    working_papers,
)
from inspector_app.services.demo.story import Story, Table, flag, number, table, tables, text, texts
from inspector_app.services.mission import OpenMission
from inspector_app.store.journal import Write


@dataclass(slots=True)
class Cast:
    """Who and what has come on stage so far: names and keys of the story to record ids."""

    users: dict[str, str] = field(default_factory=dict)
    officials: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, str] = field(default_factory=dict)
    talks: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    report: str = ""
    number_one_talk_report: str = ""
    number_one_talk: str = ""


def import_people(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Import the roster file, and mark the number ones with their capacity."""
    preview = roster.preview_roster(mission.reader, story.file("roster.xlsx"))
    done = roster.import_roster(mission, preview)
    cast.officials = {
        one.text("name"): one.id for one in mission.reader.find("official", deleted=False)
    }
    for person in tables(story.mission, "number_ones"):
        official = cast.officials[text(person, "name")]
        fields: dict[str, Json] = {
            "number_one": True,
            "capacity": Capacity(text(person, "capacity")).value,
        }
        mission.journal.write(Write("official", official, fields))
    return done.added


def capture_evidence(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Take in every file: hashed, encrypted, numbered."""
    for piece in story.evidence:
        made = evidence.add_evidence(
            mission,
            story.file(text(piece, "file")),
            title=text(piece, "title"),
            source=text(piece, "source"),
            supplier=text(piece, "supplier"),
            obtained_on=text(piece, "obtained_on"),
            original=flag(piece, "original") if "original" in piece else None,
            tags=texts(piece, "tags"),
        )
        cast.evidence[text(piece, "key")] = made.id
    return len(story.evidence)


def record_briefings(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Record what every organ answered about the number one, item by item."""
    first = cast.officials[text(tables(story.mission, "number_ones")[0], "name")]
    items = 0
    for given in story.briefings:
        made = briefing.record_briefing(
            mission,
            organ=Organ(text(given, "organ")),
            organ_name=text(given, "organ_name"),
            letter_number=text(given, "letter_number"),
            sent_on=text(given, "sent_on"),
            due_on=text(given, "due_on"),
            received_on=text(given, "received_on"),
            held_on=text(given, "briefed_on"),
            form=text(given, "form"),
            briefed_by=text(given, "briefed_by"),
            listeners=[cast.users[name] for name in texts(given, "listeners")],
            main_points=text(given, "main_points"),
            evidence=_known(cast.evidence, [text(given, "evidence")]),
        )
        for item in tables(given, "items"):
            briefing.record_item(
                mission,
                briefing=made.id,
                official=cast.officials.get(text(item, "official"), first),
                head=Head(text(item, "head")),
                theme=text(item, "theme"),
                state=ItemState(text(item, "state")),
                text=text(item, "text"),
                evidence=_known(cast.evidence, [text(item, "evidence")]),
                as_of=text(item, "as_of") or text(item, "date"),
            )
            items += 1
    return items


def confirm_readings(mission: OpenMission) -> int:
    """Confirm with one's key that one has read the briefings."""
    records = mission.reader.find("briefing")
    for record in records:
        briefing_readers.confirm_reading(mission, record.id)
    return len(records)


def _known(table_: dict[str, str], keys: Iterable[str]) -> list[str]:
    return [table_[key] for key in keys if key]


# --- talks ------------------------------------------------------------------------------


def hold_talks(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Hold the talks this user records: plan, import the record, answer the checklist, close."""
    own = [one for one in story.talks if cast.users[text(one, "recorder")] == mission.me]
    for one in own:
        _hold(mission, story, cast, one)
    return len(own)


def _hold(mission: OpenMission, story: Story, cast: Cast, one: Table) -> None:
    made = talks.plan_talk(
        mission,
        official=cast.officials[text(one, "talker")],
        number=text(one, "number"),
        category=TalkCategory(text(one, "category")),
        interviewers=[cast.users[name] for name in texts(one, "interviewers")],
        recorder=cast.users[text(one, "recorder")],
        starts_at=_minutes(one, "starts_at"),
        ends_at=_minutes(one, "ends_at"),
        place=text(one, "place"),
    )
    cast.talks[text(one, "number")] = made.id
    stage = text(one, "stage")
    if stage == "planned":
        return
    talks.begin_talk(mission, made.id)
    transcript = talk_record.preview_transcript(story.file(text(one, "file")))
    talk_record.import_transcript(mission, made.id, transcript)
    _answer(mission, made.id, one, half=stage == "half")
    if stage == "half":
        return
    talks.update_talk(
        mission,
        made.id,
        opening_done=flag(one, "opening_done"),
        read_back_done=flag(one, "read_back"),
    )
    talks.close_talk(mission, made.id, gap_reason=text(one, "gap_reason"))
    if flag(one, "signed") and not text(one, "gap_reason"):
        talks.sign_talk(mission, made.id)
    if TalkCategory(text(one, "category")) is TalkCategory.NUMBER_ONE:
        cast.number_one_talk = made.id


def _minutes(one: Table, name: str) -> str:
    return text(one, name)[: len("yyyy-mm-ddThh:mm")]


def _answer(mission: OpenMission, talk: str, one: Table, *, half: bool) -> None:
    given_answers = tables(one, "answers")
    if half:
        given_answers = given_answers[: len(given_answers) // 2]
    spoken = talks.paragraphs(mission.reader, talk)
    answers = []
    for given in given_answers:
        found = text(given, "find")
        place = next((p.id for p in spoken if found and found in p.text("text")), "")
        answers.append(
            ItemAnswer(
                code=text(given, "item"),
                kind=AnswerKind(text(given, "kind")),
                text=text(given, "text"),
                lead=flag(given, "lead"),
                verify=text(given, "verify"),
                paragraph=place,
            )
        )
    talks.set_answer(mission, talk, *answers)
    for answer in answers:
        if answer.verify:
            tasks.create_task(
                mission,
                title=answer.verify,
                assignee=mission.me,
                source=tasks.TaskSource("talk", talk, answer.code),
            )


def consent_to_gaps(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Let the leader consent to the gaps, and sign those records too."""
    gaps = [one for one in story.talks if text(one, "gap_reason")]
    for one in gaps:
        talk = cast.talks[text(one, "number")]
        talks.consent_to_gap(mission, talk, reason=text(table(one, "gap_consent"), "reason"))
        if flag(one, "signed"):
            talks.sign_talk(mission, talk)
    return len(gaps)


def record_leads(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Record the leads, each sealed to those who may read it."""
    for lead in story.leads:
        leads.record_lead(
            mission,
            number=text(lead, "number"),
            content=text(lead, "content"),
            officials=_known(cast.officials, texts(lead, "officials")),
            about_number_one=flag(lead, "about_number_one"),
            source=text(lead, "source"),
            received_on=text(lead, "received_on"),
            talk=cast.talks.get(text(lead, "talk"), ""),
            disposal=text(lead, "disposal"),
            audience=Audience(text(lead, "audience", "leader")),
            readers=[cast.users[name] for name in texts(lead, "named")],
        )
    return len(story.leads)


# --- working papers ---------------------------------------------------------------------


def papers_of(story: Story, cast: Cast, user: str) -> list[Table]:
    """Return the working papers of the story whose first undertaker *user* is."""
    return [one for one in story.working_papers if cast.users[texts(one, "undertakers")[0]] == user]


def draft_working_papers(mission: OpenMission, cast: Cast, own: Sequence[Table]) -> int:
    """Draft and submit the working papers that are this user's *own*."""
    for one in own:
        paper = _draft(mission, cast, one)
        working_papers.sign_working_paper(mission, paper, Purpose.WORKING_PAPER_UNDERTAKE)
    return len(own)


def _draft(mission: OpenMission, cast: Cast, one: Table) -> str:
    who = table(one, "responsibility")
    made = working_papers.create_working_paper(
        mission,
        title=text(one, "title"),
        finding_class=FindingClass(text(one, "finding_class")),
        undertakers=[cast.users[name] for name in texts(one, "undertakers")],
        reviewer=cast.users[text(one, "reviewer")],
        concerns_number_one=flag(one, "concerns_number_one"),
        sources="、".join(texts(one, "sources")),
        analysis=text(one, "analysis"),
        basis=text(one, "basis"),
        responsible_body=text(who, "body"),
        responsible_text=text(who, "text"),
        first_responsible=_known(cast.officials, texts(who, "first_responsible")),
        main_leaders=_known(cast.officials, texts(who, "main_leaders")),
        supervising=_known(cast.officials, texts(who, "supervising")),
    )
    cast.papers[text(one, "key")] = made.id
    for fact in tables(one, "facts"):
        added = working_papers.add_fact(
            mission,
            made.id,
            text=text(fact, "text"),
            method=text(fact, "method"),
            when=text(fact, "when"),
            where=text(fact, "where"),
        )
        for proof in tables(fact, "proofs"):
            _prove(mission, cast, added.id, proof)
    for statement in tables(one, "statements"):
        working_papers.add_statement(
            mission,
            made.id,
            official=cast.officials[text(statement, "name")],
            text=text(statement, "text"),
            given_on=text(statement, "given_on"),
        )
    return made.id


def _prove(mission: OpenMission, cast: Cast, fact: str, proof: Table) -> None:
    if "talk" in proof:
        spoken = talks.paragraphs(mission.reader, cast.talks[text(proof, "talk")])
        paragraph = next(p.id for p in spoken if text(proof, "find") in p.text("text"))
        working_papers.add_proof(mission, fact, paragraph=paragraph)
    else:
        working_papers.add_proof(
            mission,
            fact,
            evidence=cast.evidence[text(proof, "evidence")],
            page=number(proof, "page"),
        )


def sign_papers(mission: OpenMission, cast: Cast, purpose: Purpose, *, but: int = 0) -> int:
    """Review, or approve, the working papers in the story's order; *but* the last ones."""
    keys = sorted(cast.papers)
    keys = keys[: len(keys) - but]
    for key in keys:
        working_papers.sign_working_paper(mission, cast.papers[key], purpose)
    return len(keys)


# --- papers of the leader ---------------------------------------------------------------


def report_number_one_talk(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Write and sign the report on the talk with the number one."""
    given = story.number_one_talk
    fields: dict[str, Json] = {
        name: "\n".join(texts(given, name)) or None
        for name in ("matters", "statements", "explanations", "reminders")
    }
    made = number_one_talk.begin_number_one_talk_report(
        mission,
        cast.number_one_talk,
        assessment=text(given, "assessment"),
        dated_on=text(given, "dated_on"),
        **fields,
    )
    number_one_talk.sign_number_one_talk_report(mission, made.id)
    cast.number_one_talk_report = made.id
    return 1


def draft_report(mission: OpenMission, story: Story, cast: Cast) -> int:
    """Draft the report with its number-one section."""
    made = report.begin_report(mission)
    cast.report = made.id
    head = table(story.report, "report")
    mission.journal.write(
        Write(
            "report",
            made.id,
            {
                "title": text(head, "title"),
                "addressee": text(head, "addressee"),
                "dated_on": text(head, "dated_on"),
            },
        )
    )
    first = cast.officials[text(tables(story.mission, "number_ones")[0], "name")]
    blocks = tables(story.report, "blocks")
    for block in blocks:
        section = Section(text(block, "section"))
        report.add_block(
            mission,
            made.id,
            section=section,
            kind=BlockKind(text(block, "kind")),
            heading=text(block, "heading"),
            text=text(block, "text"),
            official=first if section in report.NUMBER_ONE_SECTIONS else "",
            working_papers=[cast.papers[key] for key in texts(block, "working_papers")],
            duty=Duty(text(block, "duty")) if text(block, "duty") else None,
            opinion=Opinion(text(block, "opinion")) if text(block, "opinion") else None,
            deadline=text(block, "deadline"),
            responsible=_known(cast.officials, texts(block, "responsible")),
            responsible_text=text(block, "responsible_text"),
        )
    return len(blocks)


def finalise(mission: OpenMission, cast: Cast) -> int:
    """Sign the report as final; name what blocks if something does."""
    try:
        report_final.finalise_report(mission, cast.report)
    except KnownError:
        standing = report_checks.report_missing(mission.journal.reader, mission.id, cast.report)
        raise RuntimeError(f"the demonstration's report is not ready: {standing}") from None
    return 1


def move_to_report(mission: OpenMission) -> None:
    """Move the mission to the phase of the report."""
    mission.journal.write(Write("mission", mission.id, {"phase": Phase.REPORT.value}))
