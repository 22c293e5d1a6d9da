"""The writer: appends entries and projects them, in one transaction.

One journal belongs to one connection on one lane. Every write returns ``Changes``.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlite_utils import Database

from inspector_app.domain.canonical import Json, canonical, digest
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Body, Entry, Operation, Stub
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.fold import (
    ADD,
    LIFE,
    REMOVE,
    RecordState,
    fold,
    is_set_value,
    items_of,
    set_change,
)
from inspector_app.domain.ids import NewId
from inspector_app.domain.record_type import AUDIENCE_FIELD, READERS_FIELD, Audience, RecordType
from inspector_app.domain.rights import Action, may
from inspector_app.domain.vocabulary import Role
from inspector_app.store.driver import transaction
from inspector_app.store.identity import UserKeys, seal
from inspector_app.store.projection import (
    MAX_DEPTH,
    Reach,
    children_of,
    parse_body,
    project,
    reach_of,
)
from inspector_app.store.reader import Reader
from inspector_app.store.restricted import bump_epoch, keep_open

SALT_BYTES = 16


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
        self._keys = keys
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

        A write that changes nothing leaves no entry. Raises ``ValueError`` for a value
        that its field does not allow (a bug of the caller) and what ``transaction``
        raises for disk trouble.
        """
        types: set[str] = set()
        ids: set[str] = set()
        with transaction(self.db):
            for one in writes:
                if self._append(one):
                    types.add(one.record_type)
                    ids.add(one.record_id)
        return Changes(frozenset(types), frozenset(ids))

    def create(self, record_type: str, new: Mapping[str, Json], record_id: str = "") -> Write:
        """Return the write that creates a record; its id is in the write."""
        return Write(record_type, record_id or self._new_id(), new, Operation.CREATE)

    def undo(self, entry_id: str) -> Changes:
        """Write the entry that takes *entry_id* back.

        Raises ``RefusedError('journal.undo_overtaken')`` when somebody has since written
        one of its fields.
        """
        entry = self._entry(entry_id)
        body = entry.body
        state = self.reader.state(body.record_type, body.record_id)
        if body.op is Operation.CREATE:
            later = [e for e in self.reader.entries(body.record_type, body.record_id) if e != entry]
            if later:
                raise RefusedError("journal.undo_overtaken")
            return self.write(Write(body.record_type, body.record_id, op=Operation.DELETE))
        if body.op is Operation.DELETE:
            return self.write(Write(body.record_type, body.record_id, op=Operation.RESTORE))
        if any(entry_id not in state.seen(name) for name in body.new):
            raise RefusedError("journal.undo_overtaken")
        new: dict[str, Json] = {}
        for name, value in body.new.items():
            if is_set_value(value):
                now = set(self._texts(state.values.get(name)))
                now = now - set(items_of(value, ADD)) | set(items_of(value, REMOVE))
                new[name] = sorted(now)
            elif len(state.heads[name]) > 1:
                raise RefusedError("journal.undo_overtaken")
            else:
                new[name] = self._value_before(entry, name)
        return self.write(Write(body.record_type, body.record_id, new))

    def _texts(self, value: Json) -> list[str]:
        return [str(item) for item in value] if isinstance(value, list) else []

    def _value_before(self, entry: Entry, name: str) -> Json:
        """Return the value that the author of *entry* had seen in a field."""
        body = entry.body
        declared = self.reader.types[body.record_type]
        seen = set(body.base.get(name, ()))
        entries = self.reader.entries(body.record_type, body.record_id)
        earlier = [other for other in entries if other.id in seen]
        return fold(declared, body.record_id, earlier).values.get(name)

    def _entry(self, entry_id: str) -> Entry:
        row = self.db.conn.execute(
            "SELECT coalesce(e.record_type, o.record_type), coalesce(e.record_id, o.record_id)"
            " FROM entry e LEFT JOIN temp.own_body o ON o.id = e.id WHERE e.id = ?",
            (entry_id,),
        ).fetchone()
        if row is None or row[0] is None:
            raise RefusedError("journal.undo_unknown")
        for entry in self.reader.entries(str(row[0]), str(row[1])):
            if entry.id == entry_id:
                return entry
        raise RefusedError("journal.undo_unknown")

    def _append(self, one: Write) -> bool:
        if one.entry_id and self.has(one.entry_id):
            return False
        declared = self.reader.types[one.record_type]
        state = self.reader.state(one.record_type, one.record_id)
        if one.op is Operation.CREATE and state.exists:
            raise ValueError(f"{one.record_type} {one.record_id} exists already")
        new = _changed(declared, state, one)
        if not new and one.op in {Operation.SET, Operation.DECIDE}:
            return False
        reach = reach_of(self.reader, declared, {**state.values, **_plain(declared, new)})
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
        self._insert(body, one.entry_id or self._new_id(), reach)
        self.settle(one.record_type, one.record_id)
        return True

    def _insert(self, body: Body, entry_id: str, reach: Reach) -> None:
        row = self.db.conn.execute(
            "SELECT seq, hash FROM entry WHERE device = ? ORDER BY seq DESC LIMIT 1",
            (self.author.device,),
        ).fetchone()
        seq, prev = (int(row[0]) + 1, str(row[1])) if row else (1, "")
        content = canonical(body.as_json())
        stub = Stub(entry_id, self.author.device, seq, prev, digest(body.as_json()))
        if reach.restricted:
            sealed = seal(content, self.recipients(reach, body.author))
            self.insert_stub(stub, None, sealed)
            keep_open(self.db, entry_id, body)
        else:
            self.insert_stub(stub, body, None)

    def insert_stub(self, stub: Stub, body: Body | None, sealed: bytes | None) -> None:
        """Add a link of the chain with its open or sealed body, if it is held."""
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
                canonical(body.as_json()).decode() if body else None,
                sealed,
            ),
        )

    def has(self, entry_id: str) -> bool:
        """Say whether the journal holds an entry."""
        row = self.db.conn.execute("SELECT 1 FROM entry WHERE id = ?", (entry_id,)).fetchone()
        return row is not None

    # --- projection and seals ------------------------------------------------------

    def settle(self, record_type: str, record_id: str, depth: int = 0) -> None:
        """Project a record and bring its bodies into the form its audience asks for.

        What belongs to the record is settled too when the audience in force changed.
        """
        declared = self.reader.types.get(record_type)
        if declared is None:
            return  # a newer program's type: kept and forwarded, not shown
        before = self.reader.get(record_type, record_id)
        state = self.reader.state(record_type, record_id)
        reach = reach_of(self.reader, declared, state.values)
        project(self.reader, state, reach)
        known = before is not None and Reach(
            before.audience, frozenset(before.items(READERS_FIELD))
        )
        if reach.restricted:
            self._seal_open_bodies(record_type, record_id, reach, anew=known != reach)
        else:
            self._open_sealed_bodies(record_type, record_id)
            self._queue_for_search(declared, record_id)
        if known != reach and depth < MAX_DEPTH:
            for child_type, child_id in children_of(self.reader, record_type, record_id):
                self.settle(child_type, child_id, depth + 1)

    def recipients(self, reach: Reach, author: str) -> list[str]:
        """Return the sealing keys of everybody who may read a restricted record."""
        keys = [self._keys.public.seal] if author == self.author.user else []
        for user in self.reader.find("user"):
            if not user.text("role") or not user.text("seal_key"):
                continue
            allowed = may(Role(user.text("role")), Audience(reach.audience), Action.READ)
            if allowed or user.id in reach.readers or user.id == author:
                keys.append(user.text("seal_key"))
        return keys

    def _seal_open_bodies(
        self, record_type: str, record_id: str, reach: Reach, *, anew: bool
    ) -> None:
        rows = self.db.conn.execute(
            "SELECT id FROM entry WHERE record_type = ? AND record_id = ? AND body IS NOT NULL",
            (record_type, record_id),
        ).fetchall()
        opened = {str(row[0]) for row in rows}
        if not opened and not anew:
            return
        for entry in self.reader.entries(record_type, record_id):
            if entry.id not in opened and not anew:
                continue
            content = canonical(entry.body.as_json())
            self.db.conn.execute(
                "UPDATE entry SET record_type = NULL, record_id = NULL, body = NULL, sealed = ?"
                " WHERE id = ?",
                (seal(content, self.recipients(reach, entry.body.author)), entry.id),
            )
            keep_open(self.db, entry.id, entry.body)
        self._unindex(record_type, record_id)
        bump_epoch(self.db)

    def _open_sealed_bodies(self, record_type: str, record_id: str) -> None:
        rows = self.db.conn.execute(
            "SELECT id, body FROM temp.own_body WHERE record_type = ? AND record_id = ?",
            (record_type, record_id),
        ).fetchall()
        for identifier, text in rows:
            parse_body(str(text))
            self.db.conn.execute(
                "UPDATE entry SET record_type = ?, record_id = ?, body = ?, sealed = NULL"
                " WHERE id = ?",
                (record_type, record_id, text, identifier),
            )
            self.db.conn.execute("DELETE FROM temp.own_body WHERE id = ?", (identifier,))
        if rows:
            bump_epoch(self.db)

    def _queue_for_search(self, declared: RecordType, record_id: str) -> None:
        if declared.dynamic or any(field.searchable for field in declared.fields):
            self.db.conn.execute(
                "INSERT OR IGNORE INTO index_queue VALUES (?, ?)", (declared.name, record_id)
            )

    def _unindex(self, record_type: str, record_id: str) -> None:
        row = self.db.conn.execute(
            "SELECT number FROM search_text WHERE record_type = ? AND record_id = ?",
            (record_type, record_id),
        ).fetchone()
        if row is not None:
            self.db.conn.execute("DELETE FROM search_index WHERE rowid = ?", (row[0],))
            self.db.conn.execute("DELETE FROM search_text WHERE number = ?", (row[0],))


def _changed(declared: RecordType, state: RecordState, one: Write) -> dict[str, Json]:
    """Return what really changes, checked against the declaration, sets as add/remove."""
    new: dict[str, Json] = {}
    for name, value in one.new.items():
        field = declared.field(name)
        if field is None:
            common = name in {AUDIENCE_FIELD, READERS_FIELD}
            if not common and not (declared.dynamic and name.startswith("/")):
                raise ValueError(f"{declared.name} has no field {name}")
            is_set = name == READERS_FIELD
        else:
            problem = field.problem(value)
            if problem:
                raise ValueError(f"{declared.name}.{name}: {problem}")
            name, is_set = field.name, field.is_set  # noqa: PLW2901 - today's name of a renamed field
        old = state.values.get(name)
        if is_set:
            items = [str(item) for item in value] if isinstance(value, list | tuple) else []
            change = set_change(old, items)
            if change:
                new[name] = change
        elif value is None and name not in state.heads:
            continue  # not recorded stays not recorded
        elif value != old or len(state.seen(name)) > 1 or one.op is Operation.DECIDE:
            new[name] = value
    return new


def _plain(declared: RecordType, new: Mapping[str, Json]) -> dict[str, Json]:
    """Return the written values with set changes as the lists they add."""
    plain: dict[str, Json] = {}
    for name, value in new.items():
        if isinstance(value, Mapping) and is_set_value(value):
            added = value.get("add", ())
            plain[name] = list(added) if isinstance(added, list | tuple) else []
        else:
            plain[declared.canonical_name(name)] = value
    return plain


def _seen(state: RecordState, new: Mapping[str, Json], op: Operation) -> dict[str, tuple[str, ...]]:
    if op is Operation.DELETE:
        return {name: state.seen(name) for name in state.heads}
    if op is Operation.RESTORE:
        return {LIFE: state.deletes}
    return {name: state.seen(name) for name in new if state.seen(name)}
