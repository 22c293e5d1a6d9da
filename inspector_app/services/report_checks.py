"""What the report still lacks before it can be final, each line a jump to where to mend it.

It cannot be final while the number-one section is incomplete, a finding lacks a signed
approval, a conflict is open, a talk's gap awaits consent, a placeholder is left, or a name
stands in it that source protection forbids (design: papers).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspector_app.domain.missing import Missing, Severity
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.domain.rights import Action, may
from inspector_app.domain.source_protection import HitKind, SourceHit
from inspector_app.domain.vocabulary import (
    BlockKind,
    Duty,
    Purpose,
    Section,
    TalkState,
)
from inspector_app.services.approvals import approvals
from inspector_app.services.findings import Findings, findings_of
from inspector_app.services.mission import role_of
from inspector_app.services.report import SECTION_OF, ReportView, report_view
from inspector_app.services.source_checks import ADDRESSEE, TITLE, open_hits
from inspector_app.services.source_organs import mandatory_organs
from inspector_app.services.talks import state_of as talk_state
from inspector_app.store.reader import Reader

PAGE = "report"
#: What people leave where something has still to come.
_PLACEHOLDER = re.compile(r"[×xX＊*]{2,}|【[^】]*】|待补|待填|待定|TODO|\?{3,}|？{3,}|_{3,}")
#: Where in the report's head a text is mended.
_FRAME = {TITLE: {"block": TITLE}, ADDRESSEE: {"field": ADDRESSEE}}
#: Kinds of blocks that are nothing but their text.
_SPOKEN = frozenset({BlockKind.PARAGRAPH.value, BlockKind.FACT.value, BlockKind.NO_PROBLEM.value})


@dataclass(frozen=True, slots=True)
class ReportCheck:
    """What a report lacks, blocking things first, and what stands in it against the rules.

    ``findings`` can be handed to the next check while no working paper has changed.
    """

    missing: tuple[Missing, ...]
    hits: tuple[SourceHit, ...]
    findings: Findings


def report_missing(
    reader: Reader, mission_id: str, report_id: str, *, user: str = ""
) -> list[Missing]:
    """Return everything that stands between the report and final, blocking things first.

    With *user*, what he may not read is not said to be missing: it may well be there.
    """
    return list(check_report(reader, mission_id, report_view(reader, report_id), user=user).missing)


def check_report(
    reader: Reader,
    mission_id: str,
    view: ReportView,
    *,
    user: str = "",
    findings: Findings | None = None,
) -> ReportCheck:
    """Check a report as it was read; *user* as in ``report_missing``.

    *findings* of an earlier check save reading and checking every working paper anew.
    """
    if findings is None:
        findings = findings_of(reader, mission_id)
    hits = open_hits(reader, mission_id, view, findings)
    found = [
        *_frame(view),
        *_empty_sections(view),
        *_half_written(view),
        *_number_one_sections(view, findings),
        *_citations(view, findings),
        *_placeholders(view),
        *_source_hits(view, hits),
        *_conflicts(reader),
        *_talks(reader, mission_id),
        *_briefings(reader),
        *(_number_one_talks(reader, mission_id) if sees_restricted(reader, user) else ()),
    ]
    found.sort(key=lambda one: list(Severity).index(one.severity))
    return ReportCheck(tuple(found), tuple(hits), findings)


def _line(
    code: str,
    severity: Severity,
    section: Section | str = "",
    block: str = "",
    official: str = "",
    *,
    field: str = "",
    **params: str | int,
) -> Missing:
    target = {"section": str(section), "block": block, "official": official, "field": field}
    kept = {name: value for name, value in target.items() if value}
    return Missing(code, severity, PAGE, params, kept)


def _frame(view: ReportView) -> Iterable[Missing]:
    for field, code in (("addressee", "report_no_addressee"), ("dated_on", "report_undated")):
        if not view.report.text(field):
            yield Missing(code, Severity.DUE, PAGE, {}, {"field": field})


def _empty_sections(view: ReportView) -> Iterable[Missing]:
    for section in (Section.OVERVIEW, *SECTION_OF.values(), Section.SUGGESTIONS):
        if not any(_says_something(block) for block in view.blocks(section)):
            yield _line("report_section_empty", Severity.BLOCK, section, section_name=section.value)


def _says_something(block: Record) -> bool:
    """Say whether a block would print as more than nothing."""
    return bool(block.text("text").strip() or block.text("heading").strip())


def _half_written(view: ReportView) -> Iterable[Missing]:
    """Give problems without heading or text, and blocks left blank."""
    for section in view.sections:
        for number, block in enumerate(section.blocks, start=1):
            problem = block.text("kind") == BlockKind.PROBLEM.value
            checked = {
                "problem_heading": problem and not block.text("heading").strip(),
                "problem_text": problem and not block.text("text").strip(),
                "block_blank": block.text("kind") in _SPOKEN and not _says_something(block),
            }
            for code in (code for code, wrong in checked.items() if wrong):
                yield _line(
                    code,
                    Severity.BLOCK,
                    section.section,
                    block.id,
                    section.official,
                    section_name=section.section.value,
                    number=number,
                )


def _number_one_sections(view: ReportView, findings: Findings) -> Iterable[Missing]:
    if not view.number_ones:
        yield Missing("report_no_number_one", Severity.BLOCK, "briefing")
    for person in view.number_ones:
        name = person.text("name")
        yield from _facts_of(view, person.id, name)
        yield from _opinions_of(view, person.id, name)
        yield from _requirements_of(view, person.id, name, findings)


def _facts_of(view: ReportView, official: str, name: str) -> Iterable[Missing]:
    for section in (Section.FIRST_RESPONSIBILITY, Section.INTEGRITY):
        blocks = view.blocks(section, official)
        spoken = [block for block in blocks if block.text("text").strip()]
        if not spoken:
            # "No problem found" must be said, never left blank.
            yield _line(
                "number_one_blank",
                Severity.BLOCK,
                section,
                official=official,
                name=name,
                section_name=section.value,
            )


def _opinions_of(view: ReportView, official: str, name: str) -> Iterable[Missing]:
    opinions = view.blocks(Section.OPINION, official)
    for duty in Duty:
        if not any(b.text("duty") == duty.value and b.text("opinion") for b in opinions):
            yield _line(
                "number_one_opinion",
                Severity.BLOCK,
                Section.OPINION,
                official=official,
                field=duty.value,
                name=name,
                duty=duty.value,
            )


def _requirements_of(
    view: ReportView, official: str, name: str, findings: Findings
) -> Iterable[Missing]:
    blocks = view.blocks(Section.REQUIREMENTS, official)
    if not any(_says_something(block) for block in blocks):
        yield _line(
            "number_one_blank",
            Severity.BLOCK,
            Section.REQUIREMENTS,
            official=official,
            name=name,
            section_name=Section.REQUIREMENTS.value,
        )
    # That none is made is said in words, and needs neither a deadline nor anybody to answer.
    requirements = [b for b in blocks if b.text("kind") == BlockKind.REQUIREMENT.value]
    answered = {paper for block in requirements for paper in block.items("working_papers")}
    for number, block in enumerate(requirements, start=1):
        for field, code in (("deadline", "requirement_deadline"), ("text", "requirement_text")):
            if not block.text(field).strip():
                yield _line(
                    code,
                    Severity.BLOCK,
                    Section.REQUIREMENTS,
                    block.id,
                    official,
                    field=field,
                    number=number,
                )
        if not block.items("responsible") and not block.text("responsible_text"):
            yield _line(
                "requirement_responsible",
                Severity.BLOCK,
                Section.REQUIREMENTS,
                block.id,
                official,
                field="responsible",
                number=number,
            )
    cited = [
        paper
        for section in (Section.FIRST_RESPONSIBILITY, Section.INTEGRITY)
        for block in view.blocks(section, official)
        for paper in block.items("working_papers")
    ]
    for paper in dict.fromkeys(cited):
        if paper not in answered:
            record = findings.papers.get(paper)
            yield _line(
                "requirement_for_problem",
                Severity.BLOCK,
                Section.REQUIREMENTS,
                official=official,
                paper=record.text("number") if record else "?",
                name=name,
            )


def _citations(view: ReportView, findings: Findings) -> Iterable[Missing]:
    cited: set[str] = set()
    for section in view.sections:
        for number, block in enumerate(section.blocks, start=1):
            papers = block.items("working_papers")
            cited.update(papers)
            problem = block.text("kind") in {BlockKind.PROBLEM.value, BlockKind.FACT.value}
            if problem and not papers:
                yield _line(
                    "finding_without_paper",
                    Severity.BLOCK,
                    section.section,
                    block.id,
                    section.official,
                    field="working_papers",
                    section_name=section.section.value,
                    number=number,
                )
            for paper in papers:
                if paper not in findings.approved:
                    record = findings.papers.get(paper)
                    label = record.text("number") or record.text("draft_number") if record else "?"
                    yield _line(
                        "finding_not_approved",
                        Severity.BLOCK,
                        section.section,
                        block.id,
                        section.official,
                        paper=label,
                    )
    for paper in sorted(findings.approved - cited):
        yield Missing(
            "paper_not_in_report",
            Severity.NOTE,
            PAGE,
            {"paper": findings.papers[paper].text("number")},
            {"working_paper": paper},
        )


def _placeholders(view: ReportView) -> Iterable[Missing]:
    for name, target in _FRAME.items():
        match = _PLACEHOLDER.search(view.report.text(name))
        if match:
            yield Missing(
                "placeholder_left", Severity.BLOCK, PAGE, {"found": match.group()}, target
            )
    for section in view.sections:
        for block in section.blocks:
            for field in ("heading", "text", "responsible_text"):
                match = _PLACEHOLDER.search(block.text(field))
                if match:
                    yield _line(
                        "placeholder_left",
                        Severity.BLOCK,
                        section.section,
                        block.id,
                        section.official,
                        found=match.group(),
                    )


def _conflicts(reader: Reader) -> Iterable[Missing]:
    for conflict in reader.conflicts():
        yield Missing(
            "conflict_open",
            Severity.BLOCK,
            "exchange",
            {"record_type": conflict.record_type, "field": conflict.field},
            {"record": conflict.record_id, "field": conflict.field},
        )


def _talks(reader: Reader, mission_id: str) -> Iterable[Missing]:
    for talk in reader.find("talk"):
        place = {"talk": talk.id}
        number = talk.text("number")
        state = talk_state(talk)
        if talk.text("gap_reason") and state is not TalkState.HELD:
            found = approvals(
                reader,
                mission_id,
                subject_type="talk",
                subject=talk.id,
                purposes=(Purpose.TALK_GAP,),
            )
            if not any(view.counts for view in found):
                yield Missing("talk_gap", Severity.BLOCK, "talk", {"talk": number}, place)
        if state is TalkState.HELD:
            yield Missing("talk_not_closed", Severity.DUE, "talk", {"talk": number}, place)
        elif state is TalkState.CLOSED:
            yield Missing("talk_not_signed", Severity.DUE, "talk", {"talk": number}, place)


def _briefings(reader: Reader) -> Iterable[Missing]:
    received = {
        briefing.text("organ")
        for briefing in reader.find("briefing")
        if briefing.text("received_on")
    }
    for organ in mandatory_organs(reader):
        if organ.value not in received:
            yield Missing("briefing_missing", Severity.BLOCK, "briefing", {"organ": organ.value})


def sees_restricted(reader: Reader, user: str) -> bool:
    """Say whether *user* reads what is for the leader; nobody named means everybody."""
    return not user or may(role_of(reader, user), Audience.LEADER, Action.READ)


def _number_one_talks(reader: Reader, mission_id: str) -> Iterable[Missing]:
    reports = reader.find("number_one_talk_report")
    for person in reader.find("official", {"number_one": True}):
        own = [report for report in reports if report.text("official") == person.id]
        signed = any(
            view.counts
            for report in own
            for view in approvals(
                reader,
                mission_id,
                subject_type="number_one_talk_report",
                subject=report.id,
                purposes=(Purpose.NUMBER_ONE_TALK_REPORT,),
            )
        )
        if not signed:
            yield Missing(
                "number_one_talk_report",
                Severity.DUE,
                PAGE,
                {"name": person.text("name")},
                {"talk_report": person.id},
            )


def _source_hits(view: ReportView, hits: Iterable[SourceHit]) -> Iterable[Missing]:
    codes = {
        HitKind.NAME: ("source_name", Severity.BLOCK),
        HitKind.LEAD: ("source_lead", Severity.BLOCK),
        HitKind.SOURCE_PHRASE: ("source_phrase", Severity.DUE),
    }
    blocks = {block.id for section in view.sections for block in section.blocks}
    for hit in hits:
        code, severity = codes[hit.kind]
        params: dict[str, str | int] = {"found": hit.found, "context": hit.context}
        if hit.place in blocks:
            yield Missing(code, severity, PAGE, params, {"block": hit.place})
        elif hit.place in _FRAME:
            yield Missing(code, severity, PAGE, params, _FRAME[hit.place])
        else:
            paper, _, field = hit.place.partition("/")
            target = {"working_paper": paper, "field": field}
            yield Missing(code, severity, "working_paper", params, target)
