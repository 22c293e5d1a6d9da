"""The report: blocks under fixed sections, the number-one section as a form of its own.

Findings cite working papers, working papers carry proofs, proofs lead to the paragraph of a
talk or the page of a scan. What the report still lacks is in ``report_checks``, how far each
part of it is in ``report_outline``; how it comes to paper in ``papers``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

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


def with_typing(view: ReportView, typed: Mapping[tuple[str, str], str]) -> ReportView:
    """Return *view* with what is being typed: texts by block id and field, not yet entries."""
    if not typed:
        return view

    def block_with(block: Record) -> Record:
        own = {field: text for (record, field), text in typed.items() if record == block.id}
        return replace(block, values={**block.values, **own}) if own else block

    sections = tuple(
        replace(section, blocks=tuple(block_with(block) for block in section.blocks))
        for section in view.sections
    )
    return replace(view, sections=sections)


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


def update_report(mission: OpenMission, report: str, *, entry: str = "", **fields: Json) -> Changes:
    """Change title, addressee or date of the paper.

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``RefusedError('report.final')`` once the report is final.
    """
    _require_open(mission.journal.reader, report)
    return mission.journal.write(Write("report", report, fields, entry_id=entry))


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
    entry: str = "",
) -> Created:
    """Add a block to a section, behind block *after* or at the end.

    *entry* fixes the id of the entry, so that the step can be taken back with it.

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
    write = replace(write, entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def _order(reader: Reader, report: str, section: Section, official: str, after: str) -> str:
    siblings = reader.find(
        "report_block",
        {"report": report, "section": section.value, "official": official or None},
        order=[Order("order")],
    )
    for place, one in enumerate(siblings):
        if one.id == after and place + 1 < len(siblings):
            lower, upper = one.text("order"), siblings[place + 1].text("order")
            # The same key twice (two laptops): behind both.
            return key_between(lower, upper) if lower < upper else key_after(upper)
    return key_after(siblings[-1].text("order") if siblings else "")


def update_block(mission: OpenMission, block: str, *, entry: str = "", **fields: Json) -> Changes:
    """Change a block's fields; *entry* as in ``add_block``."""
    reader = mission.journal.reader
    record = reader.get("report_block", block)
    _require_open(reader, record.text("report") if record else "")
    return mission.journal.write(Write("report_block", block, fields, entry_id=entry))


def delete_block(mission: OpenMission, block: str, *, entry: str = "") -> Changes:
    """Take a block out; undo of *entry* brings it back."""
    reader = mission.journal.reader
    record = reader.get("report_block", block)
    _require_open(reader, record.text("report") if record else "")
    write = Write("report_block", block, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)


def move_block(mission: OpenMission, block: str, *, down: bool, entry: str = "") -> Changes:
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
    places = [one.id for one in siblings]
    at = places.index(block)
    target = at + (1 if down else -1)
    if not 0 <= target < len(places):
        return Changes()
    keys = [one.text("order") for one in siblings]
    lower = keys[target] if down else (keys[target - 1] if target else "")
    upper = (keys[target + 1] if target + 1 < len(keys) else "") if down else keys[target]
    if upper and lower >= upper:
        places.insert(target, places.pop(at))
        return mission.journal.write(*_numbered_anew(places))
    key = key_between(lower, upper)
    return mission.journal.write(Write("report_block", block, {"order": key}, entry_id=entry))


def _numbered_anew(blocks: Sequence[str]) -> list[Write]:
    """Two laptops gave two blocks the same place: nothing fits between, all get new ones."""
    writes, key = [], ""
    for block in blocks:
        key = key_after(key)
        writes.append(Write("report_block", block, {"order": key}))
    return writes
