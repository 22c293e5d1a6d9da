"""A previewed roster as rows of a table: what each row of the file is, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from inspector_app.domain.canonical import Json
from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.intake.matching import FieldChange, MatchKind, RosterMatch, field_changes
from inspector_app.services.roster import RosterPreview
from inspector_app.system.wording import Wording
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme import Tone

translate = QCoreApplication.translate


class RowKind(StrEnum):
    """What a row of the file is, the pressing ones first."""

    PROBLEM = "problem"
    POSSIBLY_SAME = "possibly_same"
    CHANGED = "changed"
    DUPLICATE = "duplicate_in_file"
    NEW = "new"
    UNCHANGED = "unchanged"
    SKIPPED = "skipped"


ROW_TONES: Mapping[RowKind, Tone] = {
    RowKind.PROBLEM: "mark",
    RowKind.POSSIBLY_SAME: "warn",
    RowKind.CHANGED: "accent",
    RowKind.DUPLICATE: "warn",
    RowKind.NEW: "ok",
    RowKind.UNCHANGED: "neutral",
    RowKind.SKIPPED: "neutral",
}
_KINDS = {
    MatchKind.NEW: RowKind.NEW,
    MatchKind.CHANGED: RowKind.CHANGED,
    MatchKind.UNCHANGED: RowKind.UNCHANGED,
    MatchKind.POSSIBLY_SAME: RowKind.POSSIBLY_SAME,
    MatchKind.DUPLICATE_IN_FILE: RowKind.DUPLICATE,
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of the file; ``match`` is ``None`` for rows that are no people."""

    number: int
    kind: RowKind
    name: str
    office: str
    note: str
    match: RosterMatch | None


def file_rows(preview: RosterPreview, wording: Wording) -> list[FileRow]:
    """Return every row that was read, the pressing ones first."""
    notes: dict[int, list[str]] = {}
    for note in preview.reading.notes:
        words = wording.text(note.wording, row=note.row, **note.params)
        notes.setdefault(note.row, []).append(without_number(words))
    rows = [
        FileRow(
            number=problem.row,
            kind=RowKind.PROBLEM,
            name="",
            office="",
            note=without_number(wording.text(problem.wording, row=problem.row, **problem.params)),
            match=None,
        )
        for problem in preview.reading.problems
    ]
    for match in preview.matches:
        said = notes.pop(match.row.number, [])
        if match.kind is MatchKind.POSSIBLY_SAME:
            said.insert(0, wording.text(f"intake.match.{match.reason}"))
        elif match.kind is MatchKind.DUPLICATE_IN_FILE:
            other = match.other_row or 0
            said.insert(0, wording.text("intake.match.duplicate_in_file", other_row=other))
        elif match.kind is MatchKind.CHANGED:
            said.insert(0, change_words(match.changes, wording))
        rows.append(
            FileRow(
                number=match.row.number,
                kind=_KINDS[match.kind],
                name=match.row.name,
                office=match.row.office,
                note="；".join(said),
                match=match,
            )
        )
    rows += [
        FileRow(number, RowKind.SKIPPED, "", "", "；".join(said), None)
        for number, said in notes.items()
    ]
    order = list(RowKind)
    return sorted(rows, key=lambda row: (order.index(row.kind), row.number))


def without_number(words: str) -> str:
    """Leave out the row number that starts the sentence: it has a column of its own."""
    head, colon, rest = words.partition("：")
    if not colon:
        head, colon, rest = words.partition(": ")
    return rest.strip() if colon and len(head) <= len("Row 000000") else words


def change_words(changes: tuple[FieldChange, ...], wording: Wording) -> str:
    """Return what would change, field by field, old → new."""
    parts = []
    for change in changes:
        label = wording.text(f"records.official.fields.{change.field}")
        old, new = (value_words(change.field, value, wording) for value in (change.old, change.new))
        parts.append(f"{label} {old} → {new}")
    return "；".join(parts)


def value_words(field: str, value: Json, wording: Wording) -> str:
    """Return the value of an official's field as people say it."""
    if value is None or value == "":
        return translate("RosterPreview", "（空）")
    if isinstance(value, bool):
        return translate("RosterPreview", "是") if value else translate("RosterPreview", "否")
    words = Words(wording)
    if field == "category":
        return words.coded_category(TalkCategory(str(value)))
    if field == "capacity":
        return words.capacity(str(value))
    return str(value)


def changes_for(
    preview: RosterPreview, match: RosterMatch, official: str
) -> tuple[FieldChange, ...]:
    """Return what a doubtful row would change in the candidate *official*."""
    known = next(one for one in preview.known if one.id == official)
    return field_changes(match.row, known)
