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
from inspector_app.domain.record_type import AUDIENCE_FIELD, Field, RecordType, narrowest

ADD = "add"
REMOVE = "remove"
#: Key of ``base`` under which a restore names the deletes it undoes, and a delete the restores
#: it has seen.
LIFE = "_life"

#: Operations that bring a record into being; approvals are born signed.
_CREATING = frozenset({Operation.CREATE, Operation.SIGN})


@dataclass(frozen=True, slots=True)
class Head:
    """One value of a field that no other entry has overridden."""

    entry: str
    author: str
    claimed_at: str
    value: Json


@dataclass(frozen=True, slots=True)
class RecordState:
    """What a record's entries say together.

    ``conflicts`` names the fields that wait for a person; a deleted record has none.
    ``deletes`` are those that nobody has undone, ``restores`` all there are.
    """

    record_type: str
    record_id: str
    owner: str = ""
    values: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    heads: Mapping[str, tuple[Head, ...]] = field(default_factory=lambda: MappingProxyType({}))
    conflicts: tuple[str, ...] = ()
    deleted: bool = False
    deletes: tuple[str, ...] = ()
    restores: tuple[str, ...] = ()
    exists: bool = False

    def seen(self, name: str) -> tuple[str, ...]:
        """Return the ids of the entries whose values stand in field *name* now."""
        return tuple(head.entry for head in self.heads.get(name, ()))


@dataclass(frozen=True, slots=True)
class _Written:
    """One entry's value of one field, under today's name and of today's kind."""

    entry: Entry
    value: Json
    base: frozenset[str]

    @property
    def head(self) -> Head:
        body = self.entry.body
        return Head(self.entry.id, body.author, body.claimed_at, self.value)


def is_set_value(value: Json) -> bool:
    """Say whether an entry's value adds to or removes from a set."""
    return isinstance(value, Mapping) and bool(value) and set(value) <= {ADD, REMOVE}


def fold(record_type: RecordType, record_id: str, entries: Iterable[Entry]) -> RecordState:
    """Fold the entries of one record. Their order does not matter; duplicates count once."""
    unique = {entry.id: entry for entry in entries}
    if not unique:
        return RecordState(record_type.name, record_id)
    owner = _owner(unique.values())
    values: dict[str, Json] = {}
    heads: dict[str, tuple[Head, ...]] = {}
    disputed: list[str] = []
    for name, written in sorted(_by_field(record_type, unique.values()).items()):
        if _is_set(record_type.field(name), written):
            values[name], heads[name] = _fold_set(written)
            continue
        values[name], heads[name] = _fold_plain(written, owner, narrow=name == AUDIENCE_FIELD)
        if len(heads[name]) > 1 and len({canonical(head.value) for head in heads[name]}) > 1:
            disputed.append(name)
    deletes, restores = _life(unique.values())
    seen = {one for entry in deletes for ids in entry.body.base.values() for one in ids}
    touched = {head.entry for standing in heads.values() for head in standing}
    deleted = bool(deletes) and touched <= seen and {entry.id for entry in restores} <= seen
    return RecordState(
        record_type=record_type.name,
        record_id=record_id,
        owner=owner,
        values=values,
        heads=heads,
        conflicts=() if deleted else tuple(disputed),
        deleted=deleted,
        deletes=tuple(sorted(entry.id for entry in deletes)),
        restores=tuple(sorted(entry.id for entry in restores)),
        exists=True,
    )


def _owner(entries: Collection[Entry]) -> str:
    creating = [entry for entry in entries if entry.body.op in _CREATING]
    # Two creations of one record settle by hash: ids tell the laptops' time.
    return min(creating or entries, key=lambda entry: entry.stub.hash).body.author


def _by_field(record_type: RecordType, entries: Collection[Entry]) -> dict[str, list[_Written]]:
    """Return what was written, by today's name of the field."""
    written: dict[str, list[_Written]] = {}
    for entry in entries:
        new = entry.body.new
        for name, value in new.items():
            declared = record_type.field(name)
            today = declared.name if declared else name
            if today != name and today in new:
                continue  # both names at once: today's counts
            read = declared.read(value) if declared else value
            base = _base(record_type, entry, today)
            written.setdefault(today, []).append(_Written(entry, read, base))
    return written


def _base(record_type: RecordType, entry: Entry, name: str) -> frozenset[str]:
    return frozenset(
        seen
        for written, ids in entry.body.base.items()
        if record_type.canonical_name(written) == name
        for seen in ids
    )


def _is_set(declared: Field | None, written: Sequence[_Written]) -> bool:
    if declared is not None:
        return declared.is_set
    # A field of a newer program: its values show what it is.
    return all(is_set_value(one.value) for one in written)


def _fold_plain(
    written: Sequence[_Written], owner: str, *, narrow: bool
) -> tuple[Json, tuple[Head, ...]]:
    overridden = {seen for one in written for seen in one.base}
    standing = [one for one in written if one.entry.id not in overridden]
    # A cycle of bases cannot come from our writers; should one arrive, every value stands.
    standing = sorted(standing or written, key=lambda one: one.entry.id)
    heads = tuple(one.head for one in standing)
    if narrow:  # until a person decides, the fewest people read
        return narrowest(one.value for one in standing), heads
    if len(standing) == 1:
        return standing[0].value, heads
    owned = [one for one in standing if one.entry.body.author == owner]
    return max(owned or standing, key=lambda one: one.entry.stub.hash).value, heads


def _fold_set(written: Sequence[_Written]) -> tuple[Json, tuple[Head, ...]]:
    removed: dict[str, set[str]] = {}
    # A plain list stands for the whole set: an earlier version of the field was one value.
    overridden = {seen for one in written if not is_set_value(one.value) for seen in one.base}
    for one in written:
        for item in items_of(one.value, REMOVE):
            removed.setdefault(item, set()).update(one.base)
    present = {
        item
        for one in written
        if one.entry.id not in overridden
        for item in items_of(one.value, ADD)
        if one.entry.id not in removed.get(item, ())
    }
    ordered = sorted(written, key=lambda one: one.entry.id)
    return sorted(present), tuple(one.head for one in ordered)


def items_of(value: Json, part: str) -> Sequence[str]:
    """Return the items that a set field's entry adds or removes (*part*)."""
    listed = value.get(part) if isinstance(value, Mapping) else value if part == ADD else None
    if not isinstance(listed, list | tuple):
        return ()
    return [item for item in listed if isinstance(item, str)]


def _life(entries: Collection[Entry]) -> tuple[list[Entry], list[Entry]]:
    """Return the deletes that stand, and every restore."""
    restores = [entry for entry in entries if entry.body.op is Operation.RESTORE]
    undone = {seen for entry in restores for seen in entry.body.base.get(LIFE, ())}
    deletes = [entry for entry in entries if entry.body.op is Operation.DELETE]
    return [entry for entry in deletes if entry.id not in undone], restores


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
