"""Reading entries that came from elsewhere apart from the folder's own journal.

Headquarters looks into a delivered journal without mixing it with its own: the entries are
folded in memory, and nothing of them is written anywhere.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from sqlite_utils import Database

from inspector_app.domain.canonical import canonical
from inspector_app.domain.entry import sealed_link
from inspector_app.domain.errors import DamagedError
from inspector_app.domain.record_type import RecordType
from inspector_app.store.merge import Foreign
from inspector_app.store.projection import rebuild
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import create_connection_tables, create_record_tables
from inspector_app.store.schema import JOURNAL, create_tables


@contextmanager
def read_apart(entries: Iterable[Foreign], types: Mapping[str, RecordType]) -> Iterator[Reader]:
    """Give a reader of what *entries* say together; bodies that are sealed stay unread.

    The caller has checked the chains. Raises ``DamagedError('journal.body_mismatch')`` for a
    body that is not the one its stub names.
    """
    db = Database(memory=True, execute_plugins=False)
    try:
        create_tables(db, JOURNAL)
        create_record_tables(db, types.values())
        create_connection_tables(db, types.values())
        reader = Reader(db, types)
        _fill(db, entries)
        rebuild(reader)
        yield reader
    finally:
        db.close()


def _fill(db: Database, entries: Iterable[Foreign]) -> None:
    for entry in entries:
        stub, body = entry.stub, entry.body
        if body is not None and not sealed_link(stub, body):
            raise DamagedError("journal.body_mismatch", entry=stub.id)
        db.conn.execute(
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
                entry.sealed,
            ),
        )
