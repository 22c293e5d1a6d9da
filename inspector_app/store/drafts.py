"""Typing that is not yet an entry: kept within a second, in a lane of its own.

A draft fixes the id of the entry it will become, so committing it twice (a crash between the
journal's commit and the draft's removal) writes it once.
"""

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field

from sqlite_utils import Database

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.store.driver import transaction
from inspector_app.store.journal import Journal, Write


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

    def __init__(self, db: Database) -> None:
        self.db = db
        self._lock = threading.Lock()

    def keep(self, draft: Draft) -> None:
        """Keep the latest text of a field; returns when it is on the disk."""
        base = "null" if draft.base is None else canonical(list(draft.base)).decode()
        with self._lock, transaction(self.db):
            self.db.conn.execute(
                "INSERT INTO draft (record_type, record_id, field, author, entry_id, op,"
                " companions, base, text, typed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (record_type, record_id, field, author) DO UPDATE SET"
                " text = excluded.text, typed_at = excluded.typed_at,"
                " entry_id = excluded.entry_id, op = excluded.op,"
                " companions = excluded.companions, base = excluded.base",
                (
                    draft.record_type,
                    draft.record_id,
                    draft.field,
                    draft.author,
                    draft.entry_id,
                    draft.op.value,
                    canonical(draft.companions).decode(),
                    base,
                    draft.text,
                    draft.typed_at,
                ),
            )

    def pending(self, author: str) -> list[Draft]:
        """Return an author's drafts in the order their entries were begun."""
        with self._lock:
            rows = self.db.conn.execute(
                "SELECT record_type, record_id, field, author, entry_id, text, typed_at, op,"
                " companions, base FROM draft WHERE author = ? ORDER BY entry_id",
                (author,),
            ).fetchall()
        return [
            Draft(
                record_type=str(row[0]),
                record_id=str(row[1]),
                field=str(row[2]),
                author=str(row[3]),
                entry_id=str(row[4]),
                text=str(row[5]),
                typed_at=str(row[6]),
                op=Operation(row[7]),
                companions=json.loads(row[8]),
                base=json.loads(row[9]),
            )
            for row in rows
        ]

    def drop(self, draft: Draft) -> None:
        """Forget a draft, unless the field has been typed into again under a new entry."""
        with self._lock, transaction(self.db):
            self.db.conn.execute(
                "DELETE FROM draft WHERE record_type = ? AND record_id = ? AND field = ?"
                " AND author = ? AND entry_id = ?",
                (draft.record_type, draft.record_id, draft.field, draft.author, draft.entry_id),
            )


def commit_drafts(journal: Journal, drafts: Drafts) -> Changes:
    """Turn every pending draft of the journal's author into its entry.

    A draft that cannot be written any more (its record type is unknown to this program)
    stays where it is. Returns what was touched.
    """
    changes = Changes()
    for draft in drafts.pending(journal.author.user):
        if draft.record_type not in journal.reader.types:
            continue
        changes |= journal.write(_write_of(journal, draft))
        drafts.drop(draft)
    return changes


def _write_of(journal: Journal, draft: Draft) -> Write:
    op = draft.op
    exists = journal.reader.get(draft.record_type, draft.record_id) is not None
    if op is Operation.CREATE and exists:
        op = Operation.SET
    new: dict[str, Json] = {draft.field: draft.text}
    if op is Operation.CREATE:
        new = {**draft.companions, **new}
    base = None if draft.base is None else {draft.field: list(draft.base)}
    return Write(draft.record_type, draft.record_id, new, op, entry_id=draft.entry_id, base=base)
