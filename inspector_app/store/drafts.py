"""Typing that is not yet an entry: kept within a second, in a lane of its own.

A draft fixes the id of the entry it will become, so committing it twice (a crash between the
journal's commit and the draft's removal) writes it once. It is sealed to its author: what
somebody types into a restricted record must not lie readable for the folder's other users.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import cast

from sqlite_utils import Database

from inspector_app.domain.canonical import Json, canonical, well_formed
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Entry, Operation
from inspector_app.domain.errors import RefusedError, WrongSecretError
from inspector_app.store.driver import database_file, known_errors, transaction
from inspector_app.store.identity import UserKeys, seal, unseal
from inspector_app.store.journal import Author, Journal, Write


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody is typing into one field.

    ``companions`` are the other values of a record that the draft will create; ``base`` is
    what the author had seen of the field when typing began.
    """

    record_type: str
    record_id: str
    field: str
    author: str
    entry_id: str
    text: str
    typed_at: str
    op: Operation = Operation.SET
    companions: Mapping[str, Json] = dataclass_field(default_factory=dict)
    base: Sequence[str] | None = None


class Drafts:
    """The drafts of one folder. Calls may come from any thread; each is short."""

    def __init__(self, db: Database, keys: UserKeys) -> None:
        self.db = db
        self._keys = keys
        self._file = database_file(db)
        self._lock = threading.Lock()

    def keep(self, draft: Draft) -> None:
        """Keep the latest text of a field; returns when it is on the disk.

        The author is who unlocked the folder: the text is sealed to the keys at hand.
        """
        sealed = seal(_content(draft), [self._keys.public.seal])
        with self._lock, transaction(self.db):
            self.db.conn.execute(
                "INSERT INTO draft (record_type, record_id, field, author, entry_id, sealed)"
                " VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (record_type, record_id, field, author) DO UPDATE SET"
                " entry_id = excluded.entry_id, sealed = excluded.sealed",
                (
                    draft.record_type,
                    draft.record_id,
                    draft.field,
                    draft.author,
                    draft.entry_id,
                    sealed,
                ),
            )

    def pending(self, author: str) -> list[Draft]:
        """Return an author's drafts in the order their entries were begun.

        Those that the keys at hand do not open are somebody else's and left out.
        """
        with self._lock, known_errors(self._file):
            rows = self.db.conn.execute(
                "SELECT record_type, record_id, field, author, entry_id, sealed FROM draft"
                " WHERE author = ? ORDER BY entry_id",
                (author,),
            ).fetchall()
        drafts = []
        for record_type, record_id, field, writer, entry_id, sealed in rows:
            content = self._open(bytes(sealed))
            if content is not None:
                place = (str(record_type), str(record_id), str(field), str(writer), str(entry_id))
                drafts.append(_draft(place, content))
        return drafts

    def drop(self, draft: Draft) -> None:
        """Forget a draft, unless the field has been typed into since it was read."""
        place = (draft.record_type, draft.record_id, draft.field, draft.author, draft.entry_id)
        where = (
            "WHERE record_type = ? AND record_id = ? AND field = ? AND author = ? AND entry_id = ?"
        )
        with self._lock, transaction(self.db):
            row = self.db.conn.execute(f"SELECT sealed FROM draft {where}", place).fetchone()  # noqa: S608 - fixed text
            if row is not None and self._open(bytes(row[0])) == _content(draft):
                self.db.conn.execute(f"DELETE FROM draft {where}", place)  # noqa: S608 - fixed text

    def _open(self, sealed: bytes) -> bytes | None:
        try:
            return unseal(sealed, self._keys)
        except WrongSecretError:
            return None


def _content(draft: Draft) -> bytes:
    return canonical(
        {
            "op": draft.op.value,
            "companions": draft.companions,
            "base": None if draft.base is None else list(draft.base),
            "text": well_formed(draft.text),
            "typed_at": draft.typed_at,
        }
    )


def _draft(place: tuple[str, str, str, str, str], content: bytes) -> Draft:
    fields = cast("Mapping[str, Json]", json.loads(content))
    return Draft(
        *place,
        text=str(fields["text"]),
        typed_at=str(fields["typed_at"]),
        op=Operation(str(fields["op"])),
        companions=cast("Mapping[str, Json]", fields["companions"]),
        base=cast("Sequence[str] | None", fields["base"]),
    )


def commit_drafts(journal: Journal, drafts: Drafts) -> Changes:
    """Turn every pending draft of the journal's author into its entry.

    A draft that cannot be written any more stays where it is: its record type or field is
    unknown to this program, or its record has been closed to the author. Returns what was
    touched.
    """
    changes = Changes()
    for draft in drafts.pending(journal.author.user):
        declared = journal.reader.types.get(draft.record_type)
        if declared is None or not declared.accepts(draft.field):
            continue
        write = _write_of(journal, draft)
        if write is not None:
            try:
                changes |= journal.write(write)
            except RefusedError:
                continue
        drafts.drop(draft)
    return changes


def _write_of(journal: Journal, draft: Draft) -> Write | None:
    """Return what a draft writes; nothing if its entry says it already."""
    reader = journal.reader
    written = reader.entry(draft.entry_id)
    entries = reader.entries(draft.record_type, draft.record_id)
    mine = [e.id for e in entries if _is_mine(journal, e) and draft.field in e.body.new]
    new: dict[str, Json] = {draft.field: draft.text}
    if written is not None:
        if written.body.new.get(draft.field) == draft.text:
            return None
        # Typed on while the entry was being written: the rest is an entry of its own.
        seen = {draft.field: sorted({draft.entry_id, *mine})}
        return Write(draft.record_type, draft.record_id, new, base=seen)
    op = draft.op
    if op is Operation.CREATE and entries:
        op = Operation.SET
    if op is Operation.CREATE:
        new = {**draft.companions, **new}
    base = None
    if draft.base is not None:
        # Whatever somebody had seen when typing began, he has seen what he wrote himself.
        base = {draft.field: sorted({*draft.base, *mine})}
    return Write(draft.record_type, draft.record_id, new, op, entry_id=draft.entry_id, base=base)


def _is_mine(journal: Journal, entry: Entry) -> bool:
    return Author(entry.body.author, entry.stub.device) == journal.author
