"""From records to papers: what a paper says is gathered here, how it looks is ``documents``.

Gathering reads the mission and is quick; rendering needs no mission and can run beside the
window's work.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from inspector_app.documents.papers.common import MissionFacts, Passage, Person
from inspector_app.documents.papers.lists import ProblemRow, WorkingPaperRow
from inspector_app.documents.papers.number_one_talk_report import (
    NumberOneTalkContent,
    number_one_talk_paper,
)
from inspector_app.documents.papers.report import (
    Annexes,
    NumberOne,
    OpinionOn,
    Problem,
    ProblemGroup,
    ReportContent,
    Requirement,
    TalkCoverage,
    report_paper,
)
from inspector_app.documents.papers.statistics import CategoryCount
from inspector_app.documents.papers.talk_record import TalkRecordContent, Turn, talk_record_paper
from inspector_app.documents.papers.working_paper import (
    Fact,
    Responsibility,
    SignOff,
    SignOffRole,
    Statement,
    WorkingPaperContent,
    working_paper_paper,
)
from inspector_app.documents.pdf.render import render_pdf
from inspector_app.documents.tree import Paper
from inspector_app.documents.word.render import render_docx
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import (
    BlockKind,
    Capacity,
    Duty,
    FindingClass,
    Head,
    Opinion,
    ParagraphKind,
    Purpose,
    Section,
    TalkState,
)
from inspector_app.services.approvals import approvals
from inspector_app.services.checklist import Checklist, all_answers, count_kinds
from inspector_app.services.mission import (
    OpenMission,
    certified,
    mission_record,
    user_names,
    vocabulary,
)
from inspector_app.services.report import SECTION_OF, ReportView, report_view, with_typing
from inspector_app.services.statistics import talk_statistics
from inspector_app.services.talks import category_of, paragraphs, state_of
from inspector_app.services.working_papers import WorkingPaperView, working_paper_view
from inspector_app.store.access_log import AccessKind
from inspector_app.store.reader import Reader
from inspector_app.system.fonts import FontSet
from inspector_app.system.wording import Wording

#: How long the manifestation of a problem in the annexed list gets, in characters.
_MANIFESTATION = 110


@dataclass(frozen=True, slots=True)
class Printable:
    """A paper ready to be rendered, on any thread."""

    paper: Paper

    def pdf(self, fonts: FontSet) -> bytes:
        """Render as PDF; raises ``KnownError('papers.missing_glyph')``."""
        return render_pdf(self.paper, fonts)

    def docx(self) -> bytes:
        """Render as DOCX."""
        return render_docx(self.paper)


def paper_wording(reader: Reader) -> Wording:
    """Return the words of papers: Chinese, with the mission's vocabulary."""
    return Wording("zh_CN", vocabulary(reader))


def _facts(reader: Reader, mission_id: str) -> tuple[MissionFacts, Record]:
    mission = mission_record(reader, mission_id)
    facts = MissionFacts(
        mission.text("body_name"), mission.text("team_name"), mission.text("sending_committee")
    )
    return facts, mission


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _time(text: str) -> time | None:
    return datetime.fromisoformat(text).time() if len(text) > len("yyyy-mm-dd") else None


def _passages(text: str) -> tuple[Passage, ...]:
    return tuple(Passage(line.strip()) for line in re.split(r"\n+", text) if line.strip())


def _yes_no(record: Record | None, field: str) -> bool | None:
    value = record.values.get(field) if record else None
    return value if isinstance(value, bool) else None


def _person(record: Record | None) -> Person:
    return Person(record.text("name"), record.text("office")) if record else Person("")


# --- the report -------------------------------------------------------------------------


def report_printable(
    mission: OpenMission,
    report_id: str,
    *,
    draft: bool | None = None,
    typed: Mapping[tuple[str, str], str] | None = None,
) -> Printable:
    """Gather the report. As a draft it shows its gaps; a final one may have none.

    *typed* holds texts that are being typed, by block id and field: for the preview. Raises
    ``RefusedError('papers.incomplete')`` when a final report lacks a part.
    """
    content = report_content(mission.reader, mission.id, mission.checklist, report_id, typed=typed)
    if draft is not None:
        content = replace(content, draft=draft)
    return Printable(report_paper(content, paper_wording(mission.reader)))


def report_content(
    reader: Reader,
    mission_id: str,
    checklist: Checklist,
    report_id: str,
    *,
    typed: Mapping[tuple[str, str], str] | None = None,
) -> ReportContent:
    """Return everything the report says, from its blocks and the records they cite."""
    facts, mission = _facts(reader, mission_id)
    view = with_typing(report_view(reader, report_id), typed or {})
    numbers = {
        paper.id: paper.text("number") or paper.text("draft_number")
        for paper in reader.find("working_paper")
    }
    gathered = _Gathered(reader, view, numbers)
    figures = talk_statistics(reader, checklist)
    coverage = TalkCoverage(figures.talks, figures.work_asked, figures.life_asked)
    return ReportContent(
        mission=facts,
        classification=mission.text("classification"),
        addressee=view.report.text("addressee"),
        overview=gathered.passages(Section.OVERVIEW),
        problems=tuple(gathered.group(one) for one in FindingClass),
        number_ones=tuple(gathered.number_one(p, coverage) for p in view.number_ones),
        suggestions=gathered.passages(Section.SUGGESTIONS),
        other=gathered.passages(Section.OTHER),
        dated_on=_day(view.report.text("dated_on")),
        title=view.report.text("title"),
        annexes=Annexes(
            problems=gathered.problem_rows(),
            working_papers=_approved_papers(reader, mission_id),
            talks=_category_counts(reader, checklist),
        ),
        draft=not view.report.flag("final"),
    )


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The blocks of a report as passages, problems and requirements."""

    reader: Reader
    view: ReportView
    numbers: dict[str, str]

    def cited(self, block: Record) -> tuple[str, ...]:
        return tuple(self.numbers[p] for p in block.items("working_papers") if p in self.numbers)

    def passage(self, block: Record) -> Passage:
        return Passage(block.text("text"), self.cited(block), block.id)

    def passages(self, section: Section, official: str = "") -> tuple[Passage, ...]:
        return tuple(self.passage(block) for block in self.view.blocks(section, official))

    def group(self, finding_class: FindingClass) -> ProblemGroup:
        blocks = self.view.blocks(SECTION_OF[finding_class])
        problems = [b for b in blocks if b.text("kind") == BlockKind.PROBLEM.value]
        others = [b for b in blocks if b.text("kind") != BlockKind.PROBLEM.value]
        return ProblemGroup(
            finding_class,
            tuple(
                Problem(b.text("heading"), _passages(b.text("text")), self.cited(b), b.id)
                for b in problems
            ),
            tuple(self.passage(b) for b in others),
        )

    def number_one(self, person: Record, coverage: TalkCoverage) -> NumberOne:
        opinions = self.view.blocks(Section.OPINION, person.id)
        return NumberOne(
            name=person.text("name"),
            office=person.text("office"),
            capacity=Capacity(person.text("capacity") or Capacity.PARTY_SECRETARY.value),
            first_responsibility=self.passages(Section.FIRST_RESPONSIBILITY, person.id),
            integrity=self.passages(Section.INTEGRITY, person.id),
            opinions=tuple(
                OpinionOn(
                    Duty(block.text("duty")),
                    Opinion(block.text("opinion")) if block.text("opinion") else None,
                    self.passage(block),
                )
                for block in opinions
                if block.text("duty")
            ),
            requirements=tuple(
                Requirement(
                    text=block.text("text"),
                    deadline=_day(block.text("deadline")),
                    responsible=self.responsible(block),
                    working_papers=self.cited(block),
                    source=block.id,
                )
                for block in self.view.blocks(Section.REQUIREMENTS, person.id)
                if block.text("kind") == BlockKind.REQUIREMENT.value
            ),
            no_requirement=tuple(
                self.passage(block)
                for block in self.view.blocks(Section.REQUIREMENTS, person.id)
                if block.text("kind") == BlockKind.NO_PROBLEM.value
            ),
            coverage=coverage,
        )

    def responsible(self, block: Record) -> str:
        people = self.reader.many("official", list(block.items("responsible")))
        names = [people[i].text("name") for i in block.items("responsible") if i in people]
        return "、".join([*names, *filter(None, [block.text("responsible_text")])])

    def problem_rows(self) -> tuple[ProblemRow, ...]:
        """One row for each problem of the four 落实 and each fact about a number one."""
        papers = {paper.id: paper for paper in self.reader.find("working_paper")}
        rows: list[ProblemRow] = []
        for finding_class in FindingClass:
            rows += [
                self._row(finding_class, block, papers)
                for block in self.view.blocks(SECTION_OF[finding_class])
                if block.text("kind") == BlockKind.PROBLEM.value
            ]
        return tuple(rows)

    def _row(
        self, finding_class: FindingClass, block: Record, papers: dict[str, Record]
    ) -> ProblemRow:
        cited = [papers[p] for p in block.items("working_papers") if p in papers]
        named = [
            person
            for paper in cited
            for field in ("first_responsible", "main_leaders", "supervising")
            for person in paper.items(field)
        ]
        people = self.reader.many("official", list(dict.fromkeys(named)))
        names = [people[one].text("name") for one in dict.fromkeys(named) if one in people]
        bodies = [
            paper.text("responsible_body") for paper in cited if paper.text("responsible_body")
        ]
        return ProblemRow(
            finding_class=finding_class,
            problem=block.text("heading"),
            manifestation=opening(block.text("text")),
            responsible="、".join([*dict.fromkeys(bodies), *names]),
            working_papers=self.cited(block),
        )


def opening(text: str) -> str:
    """Return the first sentences of a finding, enough to say how it shows: for a list."""
    flat = text.replace("\n", "")
    sentences = [part for part in re.split(r"(?<=[。；！？])", flat) if part]
    shown = ""
    for sentence in sentences:
        if shown and len(shown) + len(sentence) > _MANIFESTATION:
            break
        shown += sentence
    return shown


def _approved_papers(reader: Reader, mission_id: str) -> tuple[WorkingPaperRow, ...]:
    rows = []
    trusted = certified(reader, mission_id)
    for paper in reader.find("working_paper"):
        signed = [
            view
            for view in approvals(
                reader,
                mission_id,
                subject_type="working_paper",
                subject=paper.id,
                purposes=(Purpose.WORKING_PAPER_APPROVE,),
                trusted=trusted,
            )
            if view.counts
        ]
        if signed:
            rows.append(
                WorkingPaperRow(
                    paper.text("number"),
                    paper.text("title"),
                    FindingClass(paper.text("finding_class")),
                    _day(signed[-1].signed_at),
                )
            )
    return tuple(sorted(rows, key=lambda row: row.number))


def _category_counts(reader: Reader, checklist: Checklist) -> tuple[CategoryCount, ...]:
    answers = all_answers(reader, checklist)
    heads = {item.code: item.head for item in checklist.items}
    held = [talk for talk in reader.find("talk") if state_of(talk) is not TalkState.PLANNED]
    counted = []
    for category in dict.fromkeys(sorted((category_of(t) for t in held), key=_rank)):
        own = [talk for talk in held if category_of(talk) is category]
        by_head: dict[Head, dict[AnswerKind, int]] = {}
        for head in Head:
            given = [
                answer
                for talk in own
                for answer in answers.get(talk.id, {}).values()
                if heads.get(answer.code) is head
            ]
            by_head[head] = count_kinds(given)
        counted.append(CategoryCount(category, len(own), by_head))
    return tuple(counted)


_RANK: Sequence[str] = "NDSHMUOR"


def _rank(category: str) -> int:
    return _RANK.index(category)


# --- talks ------------------------------------------------------------------------------


def talk_record_printable(mission: OpenMission, talk_id: str) -> Printable:
    """Gather the record of a talk, to be printed, read and signed."""
    reader = mission.reader
    facts, record = _facts(reader, mission.id)
    talk = reader.get("talk", talk_id)
    if talk is None:
        raise RefusedError("talk.gone")
    names = user_names(reader)
    talker = reader.get("official", talk.text("official"))
    evidence = reader.many("evidence", list(talk.items("evidence")))
    materials = [one.text("title") for one in evidence.values()]
    content = TalkRecordContent(
        mission=facts,
        classification=record.text("classification"),
        number=talk.text("number"),
        talker=_person(talker),
        held_on=_day(talk.text("starts_at")),
        starts=_time(talk.text("starts_at")),
        ends=_time(talk.text("ends_at")),
        place=talk.text("place"),
        interviewers=tuple(Person(names.get(one, "")) for one in talk.items("interviewers")),
        recorder=Person(names.get(talk.text("recorder"), "")),
        turns=tuple(
            Turn(ParagraphKind(p.text("kind")), p.text("text"), p.id)
            for p in paragraphs(reader, talk_id)
        ),
        opening_done=talk.flag("opening_done"),
        read_back_done=talk.flag("read_back_done"),
        materials=(*materials, *filter(None, [talk.text("materials")])),
        party_member=_yes_no(talker, "party_member"),
    )
    return Printable(talk_record_paper(content, paper_wording(reader)))


def number_one_talk_printable(
    mission: OpenMission, report_id: str, *, draft: bool = False
) -> Printable:
    """Gather the report on the talk with a number one; addressed, for the leader to sign."""
    reader = mission.reader
    facts, record = _facts(reader, mission.id)
    report = reader.get("number_one_talk_report", report_id)
    talk = reader.get("talk", report.text("talk")) if report else None
    if report is None or talk is None:
        raise RefusedError("number_one_talk.gone")
    names = user_names(reader)
    content = NumberOneTalkContent(
        mission=facts,
        classification=record.text("classification"),
        addressee=report.text("addressee"),
        number_one=_person(reader.get("official", report.text("official"))),
        held_on=_day(talk.text("starts_at")),
        starts=_time(talk.text("starts_at")),
        ends=_time(talk.text("ends_at")),
        place=talk.text("place"),
        interviewers=tuple(Person(names.get(one, "")) for one in talk.items("interviewers")),
        recorder=Person(names.get(talk.text("recorder"), "")),
        matters=_passages(report.text("matters")),
        statements=_passages(report.text("statements")),
        explanations=_passages(report.text("explanations")),
        reminders=_passages(report.text("reminders")),
        assessment=_passages(report.text("assessment")),
        dated_on=_day(report.text("dated_on")),
        draft=draft,
    )
    return Printable(number_one_talk_paper(content, paper_wording(reader)))


# --- working papers ---------------------------------------------------------------------


def working_paper_printable(mission: OpenMission, paper_id: str) -> Printable:
    """Gather a working paper as the form that is signed by hand."""
    reader = mission.reader
    facts, record = _facts(reader, mission.id)
    view = working_paper_view(reader, mission.id, paper_id)
    paper = view.paper
    content = WorkingPaperContent(
        mission=facts,
        classification=record.text("classification"),
        number=paper.text("number"),
        draft_number=paper.text("draft_number"),
        title=paper.text("title"),
        finding_class=FindingClass(paper.text("finding_class")),
        concerns_number_one=paper.flag("concerns_number_one"),
        sources=paper.text("sources"),
        facts=tuple(
            Fact(
                f.fact.text("text"),
                tuple(proof_label(reader, proof) for proof in f.proofs),
                f.fact.text("method"),
                f.fact.text("when"),
                f.fact.text("where"),
            )
            for f in view.facts
        ),
        analysis=paper.text("analysis"),
        basis=paper.text("basis"),
        responsibility=Responsibility(
            paper.text("responsible_body"),
            *(
                _people(reader, paper, field)
                for field in ("first_responsible", "main_leaders", "supervising")
            ),
        ),
        statements=tuple(
            Statement(
                _person(reader.get("official", one.text("official"))),
                one.text("text"),
                _day(one.text("given_on")),
            )
            for one in view.statements
        ),
        sign_offs=_sign_offs(reader, view),
    )
    return Printable(working_paper_paper(content, paper_wording(reader)))


def _people(reader: Reader, paper: Record, field: str) -> tuple[Person, ...]:
    found = reader.many("official", list(paper.items(field)))
    return tuple(_person(found.get(one)) for one in paper.items(field))


def _sign_offs(reader: Reader, view: WorkingPaperView) -> tuple[SignOff, ...]:
    names = user_names(reader)
    signed = {s.purpose: s for s in view.standing}
    paper = view.paper
    undertakers = "、".join(names.get(one, "") for one in paper.items("undertakers"))
    planned = (
        (SignOffRole.UNDERTAKER, Purpose.WORKING_PAPER_UNDERTAKE, undertakers),
        (
            SignOffRole.REVIEWER,
            Purpose.WORKING_PAPER_REVIEW,
            names.get(paper.text("reviewer"), ""),
        ),
        (SignOffRole.LEADER, Purpose.WORKING_PAPER_APPROVE, ""),
    )
    return tuple(
        SignOff(
            role,
            name or (signed[purpose].signer_name if purpose in signed else ""),
            _day(signed[purpose].signed_at) if purpose in signed else None,
        )
        for role, purpose, name in planned
    )


def proof_label(reader: Reader, proof: Record) -> str:
    """Return where a proof is found: 《title》第 n 页, or 谈话记录 T-001 第 n 段."""
    words = paper_wording(reader)
    if proof.text("evidence"):
        evidence = reader.get("evidence", proof.text("evidence"))
        title = evidence.text("title") if evidence else ""
        number = evidence.text("number") if evidence else ""
        if proof.number("page"):
            return words.text(
                "proof.page", number=number, title=title, page=proof.number("page") or 1
            )
        return words.text("proof.file", number=number, title=title)
    paragraph = reader.get("paragraph", proof.text("paragraph"))
    talk = reader.get("talk", paragraph.text("talk")) if paragraph else None
    if paragraph is None or talk is None:
        return proof.text("note")
    order = [one.id for one in paragraphs(reader, talk.id)]
    place = order.index(paragraph.id) + 1 if paragraph.id in order else 0
    return words.text("proof.paragraph", number=talk.text("number"), paragraph=place)


def note_export(mission: OpenMission, record_type: str, record_id: str) -> None:
    """Log that a paper was saved outside the folder (store lane)."""
    mission.folder.access.note(AccessKind.EXPORT, record_type, record_id)
