"""The report as an outline: every part of it in printing order, and how far each is.

A part's state follows from what is missing there (``report_checks``); nothing is stored.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from inspector_app.domain.missing import Missing, Severity
from inspector_app.domain.vocabulary import FindingClass, Section
from inspector_app.services.report import NUMBER_ONE_SECTIONS, SECTION_OF, ReportView
from inspector_app.services.report_checks import PAGE
from inspector_app.services.source_checks import TITLE


class Part(StrEnum):
    """What a line of the outline stands for."""

    FRAME = "frame"  # title, addressee, date
    CHAPTER = "chapter"  # a heading over sections
    SECTION = "section"  # a section with blocks
    ANNEX = "annex"  # made from records, nothing to write
    TALK_REPORT = "talk_report"  # the report on the talk with a number one: a paper of its own


class Annex(StrEnum):
    """The annexes, in printing order."""

    PROBLEMS = "problems"
    WORKING_PAPERS = "working_papers"
    STATISTICS = "statistics"


class PartState(StrEnum):
    """How far a part is."""

    DONE = "done"
    DUE = "due"
    BLOCKED = "blocked"
    EMPTY = "empty"
    HIDDEN = "hidden"  # somebody else's to read and write


@dataclass(frozen=True, slots=True)
class OutlineKey:
    """Names one line: what it stands for, which section or annex, which number one."""

    part: Part
    name: str = ""
    official: str = ""


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One line of the outline.

    ``number`` is the number of the heading as printed (三、 is 3 on level 1; 0 where none is
    printed), ``missing`` what stands between this part and done, ``printed`` the place of its
    heading among all headings of the paper (-1 for a part without one).
    """

    key: OutlineKey
    level: int
    number: int
    state: PartState
    missing: tuple[Missing, ...]
    printed: int


#: The chapters' names besides those of sections.
PROBLEMS = "problems"
NUMBER_ONE = "number_one"


def outline(
    view: ReportView, missing: Sequence[Missing], *, sees_restricted: bool = True
) -> tuple[OutlineRow, ...]:
    """Return the outline of a report with the state of each part.

    Of the report on the talk with a number one nothing is said to those who may not read it.
    """
    rows = _Outline(view, missing).rows()
    if sees_restricted:
        return rows
    return tuple(
        replace(row, state=PartState.HIDDEN) if row.key.part is Part.TALK_REPORT else row
        for row in rows
    )


def key_of(view: ReportView, target: Mapping[str, str]) -> OutlineKey | None:
    """Return the part a jump's *target* leads to, ``None`` if it leads nowhere in the report."""
    official = target.get("official", "")
    if target.get("talk_report"):
        return OutlineKey(Part.TALK_REPORT, "", target["talk_report"])
    block = target.get("block", "") or target.get("report_block", "")
    for section in view.sections:
        if any(one.id == block for one in section.blocks):
            return OutlineKey(Part.SECTION, section.section.value, section.official)
    if block == TITLE or (target.get("field") and not target.get("section")):
        return OutlineKey(Part.FRAME)
    if target.get("annex") in set(Annex):
        return OutlineKey(Part.ANNEX, target["annex"])
    if target.get("section") in set(Section):
        section_name = Section(target["section"])
        if section_name in NUMBER_ONE_SECTIONS and not official and view.number_ones:
            official = view.number_ones[0].id
        return OutlineKey(Part.SECTION, section_name.value, official)
    return None


def target_of(key: OutlineKey) -> dict[str, str]:
    """Return the target that ``key_of`` leads back to *key*."""
    match key.part:
        case Part.FRAME:
            return {"field": TITLE}
        case Part.ANNEX:
            return {"annex": key.name}
        case Part.TALK_REPORT:
            return {"talk_report": key.official}
        case Part.SECTION | Part.CHAPTER:
            return {"section": key.name, "official": key.official}


class _Outline:
    """Builds the rows in order, counting the headings as they will be printed."""

    def __init__(self, view: ReportView, missing: Sequence[Missing]) -> None:
        self._view = view
        self._by_key: dict[OutlineKey, list[Missing]] = {}
        for one in missing:
            key = key_of(view, one.target) if one.page == PAGE else None
            if key is not None:
                self._by_key.setdefault(key, []).append(one)
        self._rows: list[OutlineRow] = []
        self._headings = 0
        self._chapters = 0

    def rows(self) -> tuple[OutlineRow, ...]:
        self._plain(OutlineKey(Part.FRAME), empty=False)
        self._chapter_section(Section.OVERVIEW)
        self._chapter(PROBLEMS, "", [(SECTION_OF[one], "") for one in FindingClass])
        for person in self._view.number_ones:
            self._chapter(NUMBER_ONE, person.id, [(s, person.id) for s in NUMBER_ONE_SECTIONS])
        self._chapter_section(Section.SUGGESTIONS)
        # Printed only if there is something to say; it has no number before that.
        spoken = any(b.text("text").strip() for b in self._view.blocks(Section.OTHER))
        self._chapter_section(Section.OTHER, printed=spoken)
        for annex in Annex:
            self._plain(OutlineKey(Part.ANNEX, annex.value), empty=False, heading=True)
        for person in self._view.number_ones:
            self._plain(OutlineKey(Part.TALK_REPORT, "", person.id), empty=False)
        return tuple(self._rows)

    def _plain(self, key: OutlineKey, *, empty: bool, heading: bool = False) -> None:
        printed = self._next_heading() if heading else -1
        self._add(key, 0, 0, empty=empty, printed=printed)

    def _chapter_section(self, section: Section, *, printed: bool = True) -> None:
        number, heading = 0, -1
        if printed:
            self._chapters += 1
            number, heading = self._chapters, self._next_heading()
        key = OutlineKey(Part.SECTION, section.value)
        self._add(key, 0, number, empty=not self._view.blocks(section), printed=heading)

    def _chapter(self, name: str, official: str, sections: Iterable[tuple[Section, str]]) -> None:
        self._chapters += 1
        at, number, heading = len(self._rows), self._chapters, self._next_heading()
        for place, (section, person) in enumerate(sections, start=1):
            key = OutlineKey(Part.SECTION, section.value, person)
            empty = not self._view.blocks(section, person)
            self._add(key, 1, place, empty=empty, printed=self._next_heading())
        under = self._rows[at:]
        row = OutlineRow(
            OutlineKey(Part.CHAPTER, name, official),
            0,
            number,
            _joined(one.state for one in under),
            tuple(missing for one in under for missing in one.missing),
            heading,
        )
        self._rows.insert(at, row)

    def _next_heading(self) -> int:
        self._headings += 1
        return self._headings - 1

    def _add(self, key: OutlineKey, level: int, number: int, *, empty: bool, printed: int) -> None:
        missing = tuple(self._by_key.get(key, ()))
        row = OutlineRow(key, level, number, _state(missing, empty=empty), missing, printed)
        self._rows.append(row)


def _state(missing: Iterable[Missing], *, empty: bool) -> PartState:
    if empty:
        return PartState.EMPTY
    severities = {one.severity for one in missing}
    if Severity.BLOCK in severities:
        return PartState.BLOCKED
    return PartState.DUE if Severity.DUE in severities else PartState.DONE


def _joined(states: Iterable[PartState]) -> PartState:
    """Return the state of a chapter: empty or done if all of it is, else its worst."""
    found = set(states)
    if len(found) == 1:
        return found.pop()
    if PartState.BLOCKED in found or PartState.EMPTY in found:
        return PartState.BLOCKED
    return PartState.DUE
