"""The fold: from the set of a record's entries to its state, whatever order they arrived in.

A value whose author had seen another overrides it. Values that had not seen each other are
*heads*: every laptop shows the same provisional one (the record owner's, else the entry with
the greatest hash, never a time), and all of them are kept for a person to decide. Set fields
keep each item by itself: an item is there unless somebody who had seen it took it out. An
edit beats a delete that had not seen it. Nothing here looks at a clock.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.entry import Entry, Operation
from inspector_app.domain.record_type import AUDIENCE_FIELD, RecordType

ADD = "add"
REMOVE = "remove"
#: Key of ``base`` under which a restore names the deletes it undoes.
LIFE = "_life"


@dataclass(frozen=True, slots=True)
class Head:
    """One value of a field that no other entry has overridden."""

    entry: str
    author: str
    claimed_at: str
    value: Json


@dataclass(frozen=True, slots=True)
class RecordState:
    """What a record's entries say together."""

    record_type: str
    record_id: str
    owner: str = ""
    values: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    heads: Mapping[str, tuple[Head, ...]] = field(default_factory=lambda: MappingProxyType({}))
    conflicts: tuple[str, ...] = ()
    deleted: bool = False
    deletes: tuple[str, ...] = ()
    exists: bool = False

    def seen(self, name: str) -> tuple[str, ...]:
        """Return the ids of the entries whose values stand in field *name* now."""
        return tuple(head.entry for head in self.heads.get(name, ()))


def is_set_value(value: Json) -> bool:
    """Say whether an entry's value adds to or removes from a set."""
    return isinstance(value, Mapping) and bool(value) and set(value) <= {ADD, REMOVE}


def fold(record_type: RecordType, record_id: str, entries: Iterable[Entry]) -> RecordState:
    """Fold the entries of one record. Their order does not matter; duplicates count once."""
    unique = {entry.id: entry for entry in entries}
    if not unique:
        return RecordState(record_type.name, record_id)
    owner = _owner(unique.values())
    written: dict[str, list[Entry]] = {}
    for entry in unique.values():
        for name in entry.body.new:
            written.setdefault(record_type.canonical_name(name), []).append(entry)
    values: dict[str, Json] = {}
    heads: dict[str, tuple[Head, ...]] = {}
    conflicts: list[str] = []
    for name in sorted(written):
        values[name], heads[name], disputed = _fold_field(record_type, name, written[name], owner)
        if disputed:
            conflicts.append(name)
    deletes = _standing_deletes(unique.values())
    seen_by_delete = {seen for entry in deletes for ids in entry.body.base.values() for seen in ids}
    unseen_edit = any(
        head.entry not in seen_by_delete for standing in heads.values() for head in standing
    )
    return RecordState(
        record_type=record_type.name,
        record_id=record_id,
        owner=owner,
        values=values,
        heads=heads,
        conflicts=tuple(conflicts),
        deleted=bool(deletes) and not unseen_edit,
        deletes=tuple(sorted(entry.id for entry in deletes)),
        exists=True,
    )


def _owner(entries: Collection[Entry]) -> str:
    creating = [entry for entry in entries if entry.body.op is Operation.CREATE]
    first = min(creating or entries, key=lambda entry: entry.id)
    return first.body.author


def _own_value(record_type: RecordType, entry: Entry, name: str) -> Json:
    for written, value in entry.body.new.items():
        if record_type.canonical_name(written) == name:
            return value
    raise KeyError(name)


def _base(record_type: RecordType, entry: Entry, name: str) -> frozenset[str]:
    return frozenset(
        seen
        for written, ids in entry.body.base.items()
        if record_type.canonical_name(written) == name
        for seen in ids
    )


def _fold_field(
    record_type: RecordType, name: str, entries: Sequence[Entry], owner: str
) -> tuple[Json, tuple[Head, ...], bool]:
    valued = [(entry, _own_value(record_type, entry, name)) for entry in entries]
    sets = [(entry, value) for entry, value in valued if is_set_value(value)]
    plain = [(entry, value) for entry, value in valued if not is_set_value(value)]
    if sets and not plain:
        return _fold_set(record_type, name, sets)
    overridden = {seen for entry, _ in plain for seen in _base(record_type, entry, name)}
    standing = [(entry, value) for entry, value in plain if entry.id not in overridden]
    # A cycle of bases cannot come from our writers; should one arrive, every value stands.
    standing = standing or list(plain)
    heads = tuple(
        Head(entry.id, entry.body.author, entry.body.claimed_at, value)
        for entry, value in sorted(standing, key=lambda pair: pair[0].id)
    )
    owned = [pair for pair in standing if pair[0].body.author == owner]
    _, provisional = max(owned or standing, key=lambda pair: pair[0].stub.hash)
    distinct = {canonical(head.value) for head in heads}
    return provisional, heads, len(distinct) > 1


def _fold_set(
    record_type: RecordType, name: str, entries: Sequence[tuple[Entry, Json]]
) -> tuple[Json, tuple[Head, ...], bool]:
    removed: dict[str, set[str]] = {}
    for entry, value in entries:
        for item in items_of(value, REMOVE):
            removed.setdefault(item, set()).update(_base(record_type, entry, name))
    present: set[str] = set()
    adders: dict[str, Head] = {}
    for entry, value in entries:
        for item in items_of(value, ADD):
            if entry.id not in removed.get(item, ()):
                present.add(item)
        adders[entry.id] = Head(entry.id, entry.body.author, entry.body.claimed_at, value)
    return sorted(present), tuple(adders[key] for key in sorted(adders)), False


def items_of(value: Json, part: str) -> Sequence[str]:
    """Return the items that a set field's entry adds or removes (*part*)."""
    listed = cast("Mapping[str, Json]", value).get(part, ())
    return [item for item in cast("Sequence[Json]", listed or ()) if isinstance(item, str)]


def _standing_deletes(entries: Collection[Entry]) -> list[Entry]:
    undone = {
        seen
        for entry in entries
        if entry.body.op is Operation.RESTORE
        for seen in entry.body.base.get(LIFE, ())
    }
    return [
        entry for entry in entries if entry.body.op is Operation.DELETE and entry.id not in undone
    ]


def set_change(before: Json, after: Sequence[str]) -> dict[str, Json]:
    """Return the value an entry writes to bring a set from *before* to *after*."""
    old = set(cast("Sequence[str]", before or ()))
    new = set(after)
    change: dict[str, Json] = {}
    if new - old:
        change[ADD] = sorted(new - old)
    if old - new:
        change[REMOVE] = sorted(old - new)
    return change


def audience_of(state: RecordState, record_type: RecordType) -> str:
    """Return a record's own audience: what was set, else what its type says."""
    value = state.values.get(AUDIENCE_FIELD)
    return value if isinstance(value, str) else record_type.audience.value
