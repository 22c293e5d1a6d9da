"""The roster: officials of the inspected body, read from the office's spreadsheets."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.intake.matching import (
    KnownOfficial,
    MatchKind,
    RosterMatch,
    field_changes,
    match_roster,
)
from inspector_app.intake.roster import RosterReading, RosterRow, read_roster
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Imported
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

FIELDS = (
    "name",
    "gender",
    "birth",
    "body",
    "office",
    "duties",
    "category",
    "in_office_since",
    "left_on",
    "number_one",
    "capacity",
    "leadership",
    "party_member",
    "contact",
    "note",
)


@dataclass(frozen=True, slots=True)
class RosterPreview:
    """What an import of a roster would do, row by row, before anything is written.

    ``known`` are the officials it was compared with.
    """

    reading: RosterReading
    matches: tuple[RosterMatch, ...]
    known: tuple[KnownOfficial, ...]

    def count(self, kind: MatchKind) -> int:
        """Return how many rows are of one kind."""
        return sum(match.kind is kind for match in self.matches)

    @property
    def undecided(self) -> tuple[RosterMatch, ...]:
        """Return the rows that may be somebody already known: a person has to say."""
        return tuple(m for m in self.matches if m.kind is MatchKind.POSSIBLY_SAME)


def officials(reader: Reader) -> list[Record]:
    """Return the officials: number ones first, then by category and name."""
    found = reader.find("official", order=[Order("category"), Order("name")])
    rank = "NDSHMUOR"
    return sorted(
        found,
        key=lambda one: (
            not one.flag("number_one"),
            rank.find(one.text("category")) if one.text("category") else len(rank),
        ),
    )


def number_ones(reader: Reader) -> list[Record]:
    """Return the number ones of the inspected body (two where 党政正职 are two persons)."""
    return reader.find("official", {"number_one": True}, order=[Order("name")])


def has_left(official: Record, on: str) -> bool:
    """Say whether somebody had left the office by the day *on* (yyyy-mm-dd).

    ``left_on`` is as exact as it is known: a month counts from its beginning.
    """
    left = official.text("left_on")
    return bool(left) and left <= on[: len(left)]


def serving_number_ones(reader: Reader, on: str) -> list[Record]:
    """Return the number ones in office on a day; one replaced before keeps his mark and profile."""
    return [one for one in number_ones(reader) if not has_left(one, on)]


def known_officials(reader: Reader) -> tuple[KnownOfficial, ...]:
    """Return the recorded officials as a roster is compared with them."""
    return tuple(
        KnownOfficial(one.id, {name: one.values.get(name) for name in FIELDS})
        for one in reader.find("official")
    )


def preview_file(path: Path, known: Sequence[KnownOfficial]) -> RosterPreview:
    """Read a roster file and match it with the officials *known* (any lane: no store).

    Raises ``InputError`` for a file that is no roster; problems of single rows are in the
    reading, worded by row.
    """
    reading = read_roster(path)
    return RosterPreview(reading, tuple(match_roster(reading.rows, known)), tuple(known))


def preview_roster(reader: Reader, path: Path) -> RosterPreview:
    """Read a roster file and match it with the officials already recorded."""
    return preview_file(path, known_officials(reader))


def import_roster(
    mission: OpenMission,
    preview: RosterPreview,
    *,
    same: Mapping[int, str] | None = None,
    new: Collection[int] = (),
) -> Imported:
    """Write a previewed roster: new officials, and what changed of known ones, in one step.

    *same* says for a doubtful row (by row number) which official it is, *new* which doubtful
    rows are new people. Nothing is half imported. Raises ``RefusedError``:
    ``roster.rows_wrong`` while a row has a problem, ``roster.undecided`` while a doubtful row
    is not decided, ``roster.same_twice`` if two rows would be one person, and
    ``roster.changed_since_preview`` if the officials are not those it was compared with.
    """
    if preview.reading.problems:
        raise RefusedError("roster.rows_wrong", count=len(preview.reading.problems))
    decided = dict(same or {})
    open_rows = [
        match.row.number
        for match in preview.undecided
        if match.row.number not in decided and match.row.number not in new
    ]
    if open_rows:
        raise RefusedError("roster.undecided", rows=_rows(open_rows))
    _require_one_row_each(preview, decided, new)
    if known_officials(mission.journal.reader) != preview.known:
        raise RefusedError("roster.changed_since_preview")
    known = {one.id: one for one in preview.known}
    writes: list[Write] = []
    added = changed = unchanged = 0
    for match in preview.matches:
        row = match.row
        official = decided.get(row.number) or match.official_id
        if match.kind is MatchKind.NEW or row.number in new:
            writes.append(mission.journal.create("official", _fields(row)))
            added += 1
        elif official in known and match.kind in _UPDATES:
            changes = {change.field: change.new for change in field_changes(row, known[official])}
            writes.append(Write("official", official, changes))
            changed += bool(changes)
            unchanged += not changes
        else:
            unchanged += 1
    writes = [replace(write, entry_id=mission.journal.new_id()) for write in writes]
    return Imported(
        mission.journal.write(*writes),
        added,
        changed,
        unchanged,
        tuple(write.record_id for write in writes),
        tuple(write.entry_id for write in writes),
    )


_UPDATES = frozenset({MatchKind.CHANGED, MatchKind.POSSIBLY_SAME})


def _require_one_row_each(
    preview: RosterPreview, decided: Mapping[int, str], new: Collection[int]
) -> None:
    rows: dict[str, list[int]] = {}
    for match in preview.matches:
        number = match.row.number
        official = None if number in new else decided.get(number) or match.official_id
        if official is not None:
            rows.setdefault(official, []).append(number)
    for numbers in rows.values():
        if len(numbers) > 1:
            raise RefusedError("roster.same_twice", rows=_rows(numbers))


def _rows(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))


def _fields(row: RosterRow) -> dict[str, Json]:
    values: dict[str, Json] = {}
    for name in FIELDS:
        value = getattr(row, name)
        if value is not None and value != "":
            values[name] = value if isinstance(value, bool) else str(value)
    return values
