"""The report: blocks under fixed sections, the number-one section as a form of its own.

Findings cite working papers, working papers carry proofs, proofs lead to the paragraph of a
talk or the page of a scan. What the report still lacks is in ``report_checks``; how it comes
to paper in ``report_paper``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.order_key import key_after, key_between
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import BlockKind, Duty, FindingClass, Opinion, Section
from inspector_app.services.mission import OpenMission, mission_record
from inspector_app.services.results import Created
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

#: Under which section findings of a class stand.
SECTION_OF = {
    FindingClass.DECISIONS: Section.DECISIONS,
    FindingClass.STRICT_GOVERNANCE: Section.STRICT_GOVERNANCE,
    FindingClass.ORGANIZATION_LINE: Section.ORGANIZATION_LINE,
    FindingClass.RECTIFICATION: Section.RECTIFICATION,
}
#: The four blocks of the number-one section (article 9), one set per number one.
NUMBER_ONE_SECTIONS = (
    Section.FIRST_RESPONSIBILITY,
    Section.INTEGRITY,
    Section.OPINION,
    Section.REQUIREMENTS,
)


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section of the outline with its blocks; ``official`` for the number-one sections."""

    section: Section
    official: str
    blocks: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report as it is worked on."""

    report: Record
    sections: tuple[SectionView, ...]
    number_ones: tuple[Record, ...]

    def blocks(self, section: Section, official: str = "") -> tuple[Record, ...]:
        """Return the blocks of one section."""
        for view in self.sections:
            if view.section is section and view.official == official:
                return view.blocks
        return ()

    @property
    def characters(self) -> int:
        """Return how many characters the text has."""
        return sum(
            len(block.text("text")) + len(block.text("heading"))
            for view in self.sections
            for block in view.blocks
        )


def current_report(reader: Reader) -> Record | None:
    """Return the mission's report, if it was begun."""
    found = reader.find("report", order=[Order("id")])
    return found[0] if found else None


def report_view(reader: Reader, report_id: str) -> ReportView:
    """Return the report whole, every section present, in printing order."""
    report = _report(reader, report_id)
    blocks = reader.find("report_block", {"report": report_id}, order=[Order("order")])
    people = tuple(reader.find("official", {"number_one": True}, order=[Order("name")]))
    sections: list[SectionView] = []
    for section in Section:
        if section is NUMBER_ONE_SECTIONS[0]:
            for person in people:
                sections += [_section(s, person.id, blocks) for s in NUMBER_ONE_SECTIONS]
        elif section not in NUMBER_ONE_SECTIONS:
            sections.append(_section(section, "", blocks))
    return ReportView(report, tuple(sections), people)


def _section(section: Section, official: str, blocks: Sequence[Record]) -> SectionView:
    own = tuple(
        block
        for block in blocks
        if block.text("section") == section.value and block.text("official") == official
    )
    return SectionView(section, official, own)


def _report(reader: Reader, report_id: str) -> Record:
    report = reader.get("report", report_id)
    if report is None or report.deleted:
        raise RefusedError("report.gone")
    return report


def _require_open(reader: Reader, report_id: str) -> None:
    if _report(reader, report_id).flag("final"):
        raise RefusedError("report.final")


# --- writing (store lane) ---------------------------------------------------------------


def begin_report(mission: OpenMission) -> Created:
    """Begin the mission's report; there is one. Returns it if it was begun already."""
    reader = mission.journal.reader
    existing = current_report(reader)
    if existing is not None:
        return Created(existing.id, Changes())
    facts = mission_record(reader, mission.id)
    write = mission.journal.create(
        "report",
        {
            "title": mission.wording.text("papers_title.report", body=facts.text("body_name")),
            "addressee": facts.text("addressee") or None,
            "edition": 1,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def add_block(
    mission: OpenMission,
    report: str,
    *,
    section: Section,
    kind: BlockKind,
    text: str = "",
    heading: str = "",
    official: str = "",
    working_papers: Sequence[str] = (),
    duty: Duty | None = None,
    opinion: Opinion | None = None,
    deadline: str = "",
    responsible: Sequence[str] = (),
    responsible_text: str = "",
    after: str = "",
) -> Created:
    """Add a block to a section, behind block *after* or at the end.

    Raises ``RefusedError('report.final')`` once the report is final.
    """
    reader = mission.journal.reader
    _require_open(reader, report)
    write = mission.journal.create(
        "report_block",
        {
            "report": report,
            "section": section.value,
            "official": official or None,
            "order": _order(reader, report, section, official, after),
            "kind": kind.value,
            "heading": heading or None,
            "text": text or None,
            "working_papers": list(working_papers),
            "duty": duty.value if duty else None,
            "opinion": opinion.value if opinion else None,
            "deadline": deadline or None,
            "responsible": list(responsible),
            "responsible_text": responsible_text or None,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def _order(reader: Reader, report: str, section: Section, official: str, after: str) -> str:
    siblings = reader.find(
        "report_block",
        {"report": report, "section": section.value, "official": official or None},
        order=[Order("order")],
    )
    for place, one in enumerate(siblings):
        if one.id == after and place + 1 < len(siblings):
            return key_between(one.text("order"), siblings[place + 1].text("order"))
    return key_after(siblings[-1].text("order") if siblings else "")


def update_block(mission: OpenMission, block: str, **fields: Json) -> Changes:
    """Change a block's fields."""
    reader = mission.journal.reader
    record = reader.get("report_block", block)
    _require_open(reader, record.text("report") if record else "")
    return mission.journal.write(Write("report_block", block, fields))


def delete_block(mission: OpenMission, block: str) -> Changes:
    """Take a block out; undo brings it back."""
    reader = mission.journal.reader
    record = reader.get("report_block", block)
    _require_open(reader, record.text("report") if record else "")
    return mission.journal.write(Write("report_block", block, op=Operation.DELETE))


def move_block(mission: OpenMission, block: str, *, down: bool) -> Changes:
    """Move a block one place up or down inside its section."""
    reader = mission.journal.reader
    record = reader.get("report_block", block)
    if record is None:
        raise RefusedError("report.gone")
    _require_open(reader, record.text("report"))
    siblings = reader.find(
        "report_block",
        {
            "report": record.text("report"),
            "section": record.text("section"),
            "official": record.text("official") or None,
        },
        order=[Order("order")],
    )
    keys = [one.text("order") for one in siblings]
    place = [one.id for one in siblings].index(block)
    target = place + (1 if down else -1)
    if not 0 <= target < len(siblings):
        return Changes()
    lower = keys[target] if down else (keys[target - 1] if target else "")
    upper = (keys[target + 1] if target + 1 < len(keys) else "") if down else keys[target]
    key = key_between(lower, upper)
    return mission.journal.write(Write("report_block", block, {"order": key}))
