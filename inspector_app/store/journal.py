"""The writer: appends entries and projects them, in one transaction.

One journal belongs to one connection on one lane. Every write returns ``Changes``.
"""

import hashlib
import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from inspector_app.domain.canonical import Json, canonical, normalised
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Body, Entry, Operation, Stub
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.fold import LIFE, REMOVE, RecordState, fold, set_change
from inspector_app.domain.ids import NewId
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD, READERS_FIELD, Merge, RecordType
from inspector_app.store.driver import transaction
from inspector_app.store.identity import UserKeys
from inspector_app.store.projection import (
    MAX_DEPTH,
    Reach,
    children_of,
    parent_of,
    project,
    reach_in_force,
    reach_of,
    reach_shown,
    reach_under,
)
from inspector_app.store.reader import Reader
from inspector_app.store.restricted import keep_open
from inspector_app.store.seals import Seals
from inspector_app.store.search import queue_for_index, unindex
from inspector_app.store.undo import taking_back

SALT_BYTES = 16

#: Operations on a record that must be there; the others bring one into being.
_ON_PRESENT = frozenset({Operation.SET, Operation.DECIDE, Operation.DELETE, Operation.RESTORE})


@dataclass(frozen=True, slots=True)
class Write:
    """One intention: what to write into which record.

    Values of set fields are whole lists; the journal finds what was added and removed.
    ``entry_id`` fixes the entry's id beforehand (drafts): a second write with it does
    nothing. ``base`` overrides what the author is said to have seen: a draft remembers it
    from when typing began.
    """

    record_type: str
    record_id: str
    new: Mapping[str, Json] = field(default_factory=dict)
    op: Operation = Operation.SET
    reason: str = ""
    entry_id: str = ""
    base: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, on which device."""

    user: str
    device: str


class Journal:
    """The append-only journal of one folder, seen through its writing connection."""

    def __init__(
        self,
        reader: Reader,
        author: Author,
        keys: UserKeys,
        *,
        new_id: NewId,
        now: Callable[[], str],
    ) -> None:
        self.reader = reader
        self.author = author
        self.seals = Seals(reader, author.user, keys)
        self._new_id = new_id
        self._now = now

    @property
    def db(self) -> Database:
        """Return the writing connection."""
        return self.reader.db

    def new_id(self) -> str:
        """Return a fresh id for a record."""
        return self._new_id()

    # --- writing -------------------------------------------------------------------

    def write(self, *writes: Write) -> Changes:
        """Append the entries of *writes* and project them: all of them, or none.

        A write that changes nothing leaves no entry. What a parent's new audience moves is
        in the ``Changes`` too. Raises ``RefusedError('journal.record_unknown')`` for a record,
        or a parent, that is not here or that the author may not read any more; ``ValueError``
        for a value that its field does not allow (a bug of the caller); and what
        ``transaction`` raises for disk trouble.
        """
        touched: set[tuple[str, str]] = set()
        with transaction(self.db):
            for one in writes:
                touched |= self._append(one)
        return changes_of(touched)

    def create(self, record_type: str, new: Mapping[str, Json], record_id: str = "") -> Write:
        """Return the write that creates a record; its id is in the write."""
        return Write(record_type, record_id or self._new_id(), new, Operation.CREATE)

    def undo(self, entry_id: str) -> Changes:
        """Write the entry that takes *entry_id* back.

        Raises ``RefusedError``: ``journal.undo_overtaken`` when somebody has since written
        one of its fields, ``journal.undo_final`` for a signature or a decision,
        ``journal.undo_unknown`` for an entry that is not here.
        """
        entry = self.reader.entry(entry_id)
        if entry is None or entry.body.record_type not in self.reader.types:
            raise RefusedError("journal.undo_unknown")
        op, new = taking_back(self.reader, entry)
        return self.write(Write(entry.body.record_type, entry.body.record_id, new, op))

    def has(self, entry_id: str) -> bool:
        """Say whether the journal holds an entry."""
        return bool(self.reader.rows("SELECT 1 FROM entry WHERE id = ?", (entry_id,)))

    def _append(self, one: Write) -> set[tuple[str, str]]:
        if one.entry_id and self.has(one.entry_id):
            return set()
        declared = self.reader.types[one.record_type]
        entries = self.reader.entries(one.record_type, one.record_id)
        state = fold(declared, one.record_id, entries)
        if one.op is Operation.CREATE and state.exists:
            raise ValueError(f"{one.record_type} {one.record_id} exists already")
        if one.op in _ON_PRESENT and not state.exists:
            raise RefusedError("journal.record_unknown")
        new = _changed(declared, state, one)
        if not new and _is_idle(state, one.op):
            return set()
        body = Body(
            author=self.author.user,
            claimed_at=self._now(),
            record_type=one.record_type,
            record_id=one.record_id,
            op=one.op,
            new=new,
            base=one.base if one.base is not None else _seen(state, new, one.op),
            salt=os.urandom(SALT_BYTES).hex(),
            reason=one.reason,
        )
        content = canonical(body.as_json())
        entry = Entry(self._link(one.entry_id or self._new_id(), content), body)
        after = fold(declared, one.record_id, [*entries, entry])
        before = self.reader.get(one.record_type, one.record_id) if state.exists else None
        reach = self._reach_of_write(declared, after, new, created=not state.exists)
        if reach.restricted:
            self.insert(entry.stub, None, sealed=self.seals.closed(content, reach, body.author))
            keep_open(self.db, entry.id, body, content)
        else:
            self.insert(entry.stub, body, content)
        return self._settle(after, before, reach)

    def _link(self, entry_id: str, content: bytes) -> Stub:
        device = self.author.device
        rows = self.db.conn.execute(
            "SELECT seq, hash FROM entry WHERE device = ? ORDER BY seq DESC, hash DESC LIMIT 1",
            (device,),
        ).fetchall()
        seq, prev = (int(rows[0][0]) + 1, str(rows[0][1])) if rows else (1, "")
        return Stub(entry_id, device, seq, prev, hashlib.sha256(content).hexdigest())

    def _reach_of_write(
        self, declared: RecordType, after: RecordState, new: Collection[str], *, created: bool
    ) -> Reach:
        """Return who may read a record once an entry is written; it changes only by saying so."""
        placed = {declared.parent, f"{declared.parent}_type"} if declared.parent else set()
        if created or not placed.isdisjoint(new):
            place = parent_of(declared, after.values)
            if place is None or place[0] not in self.reader.types:
                return reach_under(declared, after.values, None)
            parent = self.reader.get(*place)
            if parent is None:
                # Whose audience it should inherit cannot be seen: it must not lie open by chance.
                raise RefusedError("journal.record_unknown")
            return reach_under(declared, after.values, reach_shown(parent))
        if AUDIENCE_FIELD in new:
            return reach_of(self.reader, declared, after.values)
        return reach_in_force(self.reader, after)

    def insert(
        self, stub: Stub, body: Body | None, content: bytes = b"", *, sealed: bytes | None = None
    ) -> None:
        """Add a link of the chain with its open body and *content*, or sealed, or alone."""
        self.db.conn.execute(
            "INSERT INTO entry (id, device, seq, prev, hash, body_hash, record_type, record_id,"
            " body, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                stub.id,
                stub.device,
                stub.seq,
                stub.prev,
                stub.hash,
                stub.body_hash,
                body.record_type if body else None,
                body.record_id if body else None,
                content.decode() if body else None,
                sealed,
            ),
        )

    # --- projection and seals ------------------------------------------------------

    def settle(
        self, record_type: str, record_id: str, *, opened: bool = False
    ) -> set[tuple[str, str]]:
        """Project a record and bring its bodies into the form its audience asks for.

        What belongs to the record is settled too when the audience in force changed.
        *opened* says that what it belongs to has just been opened to the team. Returns the
        records that were settled.
        """
        return self._settle_stored(record_type, record_id, opened=opened, depth=0)

    def settle_mixed(self) -> None:
        """Settle the records that are restricted for this user but of which bodies lie open.

        They come from an import while somebody else was working, who could not tell that
        what lay open was restricted; or from a release that narrows a default.
        """
        mixed = [
            (name, str(row[0]))
            for name in self.reader.types
            for row in self.reader.rows(
                f"SELECT id FROM temp.own_{name} o WHERE EXISTS (SELECT 1 FROM entry e"  # noqa: S608 - declared names
                " WHERE e.record_type = ? AND e.record_id = o.id AND e.body IS NOT NULL)",
                (name,),
            )
        ]
        if mixed:
            with transaction(self.db):
                for record_type, record_id in mixed:
                    self.settle(record_type, record_id)

    def _settle_stored(
        self, record_type: str, record_id: str, *, opened: bool, depth: int
    ) -> set[tuple[str, str]]:
        declared = self.reader.types.get(record_type)
        if declared is None:
            return {(record_type, record_id)}  # a newer program's: kept, forwarded, not shown
        before = self.reader.get(record_type, record_id)
        state = self.reader.state(record_type, record_id)
        reach = (
            reach_of(self.reader, declared, state.values)
            if opened
            else reach_in_force(self.reader, state)
        )
        return self._settle(state, before, reach, depth)

    def _settle(
        self, state: RecordState, before: Record | None, reach: Reach, depth: int = 0
    ) -> set[tuple[str, str]]:
        record_type, record_id = state.record_type, state.record_id
        touched = {(record_type, record_id)}
        project(self.reader, state, reach, emptied=before is None)
        known = None if before is None else reach_shown(before)
        moved = known != reach
        if reach.restricted:
            if moved:
                unindex(self.db, record_type, record_id)
            anew = known is not None and moved
            if self.seals.close(record_type, record_id, reach, anew=anew):
                # Somebody may not read what he brought along: what he may is what he sees.
                project(self.reader, self.reader.state(record_type, record_id), reach)
        else:
            self.seals.open(record_type, record_id)
            queue_for_index(self.db, self.reader.types[record_type], record_id)
        if moved and depth < MAX_DEPTH:
            for child in children_of(self.reader, record_type, record_id):
                touched |= self._settle_stored(*child, opened=not reach.restricted, depth=depth + 1)
        if record_type == "user" and _reads_otherwise(before, state):
            self.seals.renew()
        return touched


def changes_of(touched: Collection[tuple[str, str]]) -> Changes:
    """Return what views refresh from, for settled records."""
    return Changes(
        frozenset(record_type for record_type, _ in touched),
        frozenset(record_id for _, record_id in touched),
    )


def _reads_otherwise(before: Record | None, state: RecordState) -> bool:
    """Say whether a user's write changes what is sealed to him."""
    names = ("role", "seal_key", "active")
    return before is None or any(before.values.get(n) != state.values.get(n) for n in names)


def _is_idle(state: RecordState, op: Operation) -> bool:
    """Say whether an operation that writes no field would change nothing."""
    return (
        op in {Operation.SET, Operation.DECIDE}
        or (op is Operation.DELETE and state.deleted)
        or (op is Operation.RESTORE and not state.deleted)
    )


def _changed(declared: RecordType, state: RecordState, one: Write) -> dict[str, Json]:
    """Return what really changes, checked against the declaration, sets as add/remove."""
    new: dict[str, Json] = {}
    for given, raw in one.new.items():
        field = declared.field(given)
        value = normalised(raw)
        if field is not None:
            problem = field.problem(value)
        elif given == READERS_FIELD:
            is_list = isinstance(value, list) and all(isinstance(i, str) for i in value)
            problem = None if is_list else "not a list of texts"
        elif given == AUDIENCE_FIELD or (declared.dynamic and given.startswith("/")):
            problem = None if value is None or isinstance(value, str) else "not a text"
        else:
            problem = "no such field"
        if problem:
            raise ValueError(f"{declared.name}.{given}: {problem}")
        name = field.name if field else given
        if given == READERS_FIELD or (field is not None and field.is_set):
            items = [str(item) for item in value] if isinstance(value, list) else []
            change = set_change(state.values.get(name), items)
            if field is not None and field.merge is Merge.APPEND:
                change.pop(REMOVE, None)
            if change:
                new[name] = change
        elif value is None and name not in state.heads:
            continue  # not recorded stays not recorded
        elif value != state.values.get(name) or len(state.seen(name)) > 1:
            new[name] = value
    return new


def _seen(state: RecordState, new: Mapping[str, Json], op: Operation) -> dict[str, tuple[str, ...]]:
    if op is Operation.DELETE:
        seen = {name: state.seen(name) for name in state.heads}
        return {**seen, LIFE: state.restores} if state.restores else seen
    if op is Operation.RESTORE:
        return {LIFE: state.deletes}
    return {name: state.seen(name) for name in new if state.seen(name)}
