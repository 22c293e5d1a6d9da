"""Compare a roster with the officials already recorded: who is new, changed, perhaps the same.

Pure functions; nothing is written. A name alone proves nothing (two people are called the
same, one person changes office), so whatever is not certain is left for a person to decide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.domain.canonical import Json
from inspector_app.intake.roster import RosterRow
from inspector_app.intake.text import clean_name


class MatchKind(StrEnum):
    """What a row of a roster is to the officials already there."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    POSSIBLY_SAME = "possibly_same"
    DUPLICATE_IN_FILE = "duplicate_in_file"


@dataclass(frozen=True, slots=True)
class KnownOfficial:
    """An official already recorded; *fields* as in the record ``official``."""

    id: str
    fields: Mapping[str, Json]

    def text(self, field: str) -> str:
        """Return a field as text, "" if not recorded."""
        value = self.fields.get(field)
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What the roster would change in a recorded official."""

    field: str
    old: Json
    new: Json


@dataclass(frozen=True, slots=True)
class RosterMatch:
    """One row and what it is.

    ``official_id`` for changed and unchanged; ``candidates`` (ids) for possibly the same,
    with ``reason`` ``same_name_other_birth``, ``same_name_other_office``, ``several`` or
    ``similar_name``; ``other_row`` for a duplicate. ``changes`` of a possible match are
    those against the first candidate.
    """

    row: RosterRow
    kind: MatchKind
    official_id: str | None = None
    candidates: tuple[str, ...] = ()
    reason: str = ""
    changes: tuple[FieldChange, ...] = ()
    other_row: int | None = None


def match_roster(
    rows: Iterable[RosterRow], known: Sequence[KnownOfficial]
) -> tuple[RosterMatch, ...]:
    """Return one match per row, in the order of *rows*.

    An empty cell changes nothing, and neither does a value that was only derived, where
    something is recorded. No official is matched by two rows for certain: the second is a
    duplicate in the file.
    """
    by_name: dict[str, list[KnownOfficial]] = {}
    for official in known:
        by_name.setdefault(clean_name(official.text("name")), []).append(official)
    seen: dict[str, list[RosterRow]] = {}
    taken: dict[str | None, int] = {}
    matches = []
    for row in rows:
        match = _duplicate(row, seen.get(row.name, ())) or _match(row, by_name, known)
        matched = match.official_id
        if matched in taken:
            match = RosterMatch(row, MatchKind.DUPLICATE_IN_FILE, other_row=taken[matched])
        elif matched is not None:
            taken[matched] = row.number
        if match.kind is not MatchKind.DUPLICATE_IN_FILE:
            seen.setdefault(row.name, []).append(row)
        matches.append(match)
    return tuple(matches)


def _duplicate(row: RosterRow, earlier: Iterable[RosterRow]) -> RosterMatch | None:
    for other in earlier:
        same_post = (row.body, row.office) == (other.body, other.office)
        if _agree(row.birth, other.birth) and same_post:
            return RosterMatch(row, MatchKind.DUPLICATE_IN_FILE, other_row=other.number)
    return None


def _match(
    row: RosterRow, by_name: Mapping[str, list[KnownOfficial]], known: Sequence[KnownOfficial]
) -> RosterMatch:
    namesakes = by_name.get(row.name, [])
    certain = [official for official in namesakes if _certain(row, official)]
    if len(certain) == 1:
        changes = field_changes(row, certain[0])
        kind = MatchKind.CHANGED if changes else MatchKind.UNCHANGED
        return RosterMatch(row, kind, official_id=certain[0].id, changes=changes)
    if certain:
        return _possibly(row, certain, "several")
    if namesakes:
        contradicted = all(not _agree(row.birth, known.text("birth")) for known in namesakes)
        reason = "same_name_other_birth" if contradicted else "same_name_other_office"
        return _possibly(row, namesakes, reason)
    similar = [official for official in known if _similar(row, official)]
    return _possibly(row, similar, "similar_name") if similar else RosterMatch(row, MatchKind.NEW)


def _possibly(row: RosterRow, candidates: Sequence[KnownOfficial], reason: str) -> RosterMatch:
    return RosterMatch(
        row,
        MatchKind.POSSIBLY_SAME,
        candidates=tuple(official.id for official in candidates),
        reason=reason,
        changes=field_changes(row, candidates[0]),
    )


def _certain(row: RosterRow, known: KnownOfficial) -> bool:
    """Say whether two of one name are one person: the birth proves it, or body and office do."""
    if not _agree(row.gender, known.text("gender")):
        return False
    birth = known.text("birth")
    if row.birth and birth:
        return _agree(row.birth, birth)
    return _agree(row.body, known.text("body")) and row.office == known.text("office")


def _agree(one: str, other: str) -> bool:
    """Say whether two texts do not contradict each other; 1975 agrees with 1975-03."""
    return one.startswith(other) or other.startswith(one)


def _similar(row: RosterRow, known: KnownOfficial) -> bool:
    name = clean_name(known.text("name"))
    if len(name) != len(row.name) or len(name) < 2 or not row.office:
        return False
    differing = sum(a != b for a, b in zip(row.name, name, strict=True))
    same_post = row.office == known.text("office") and _agree(row.body, known.text("body"))
    return differing == 1 and same_post and _agree(row.birth, known.text("birth"))


def field_changes(row: RosterRow, known: KnownOfficial) -> tuple[FieldChange, ...]:
    """Return what *row* would change in *known*, as ``match_roster`` says."""
    changes = []
    for field, new in row.fields().items():
        old = known.fields.get(field)
        if field in row.derived and old is not None:
            continue
        if new != old and not (isinstance(old, str) and isinstance(new, str) and _poorer(new, old)):
            changes.append(FieldChange(field, old, new))
    return tuple(changes)


def _poorer(new: str, old: str) -> bool:
    """Say whether *new* is the same date with less in it (1975 for 1975-03)."""
    return len(new) in {4, 7} and new[:4].isdecimal() and old.startswith(new + "-")
