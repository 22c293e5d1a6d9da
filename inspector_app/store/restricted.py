"""Restricted entries: sealed on disk, open only in the memory of a reader's connection."""

from collections.abc import Iterable

from sqlite_utils import Database

from inspector_app.domain.canonical import canonical
from inspector_app.domain.entry import Body, Stub, body_from_json, sealed_link
from inspector_app.domain.errors import DamagedError, WrongSecretError
from inspector_app.domain.fold import fold
from inspector_app.store.identity import UserKeys, unseal
from inspector_app.store.projection import by_depth, parse_body, project, reach_of
from inspector_app.store.reader import Reader
from inspector_app.store.schema import read_state, write_state

SEAL_EPOCH = "seal_epoch"


def open_body(stub: Stub, sealed: bytes, keys: UserKeys) -> Body | None:
    """Open a sealed body; ``None`` if it is sealed to others.

    Raises ``DamagedError`` when what was sealed is not what the stub names.
    """
    try:
        text = unseal(sealed, keys).decode("utf-8")
    except WrongSecretError:
        return None
    body = body_from_json(parse_body(text))
    if not sealed_link(stub, body):
        raise DamagedError("journal.body_mismatch", entry=stub.id)
    return body


def keep_open(db: Database, entry_id: str, body: Body) -> None:
    """Hold an opened body in the connection's memory."""
    db.conn.execute(
        "INSERT OR REPLACE INTO temp.own_body VALUES (?, ?, ?, ?)",
        (entry_id, body.record_type, body.record_id, canonical(body.as_json()).decode()),
    )


def bump_epoch(db: Database) -> None:
    """Tell other connections that bodies were sealed or opened anew."""
    write_state(db, SEAL_EPOCH, str(int(read_state(db, SEAL_EPOCH, "0")) + 1))


class RestrictedView:
    """Keeps one connection's memory of restricted records up to date.

    The writer's connection does it as it writes; a reading connection calls ``refresh``
    when told of changes.
    """

    def __init__(self, reader: Reader, keys: UserKeys) -> None:
        self._reader = reader
        self._keys = keys
        self._seen = 0
        self._epoch = ""

    def refresh(self) -> None:
        """Open what is new and project it; after a change of seals, start over."""
        db = self._reader.db
        epoch = read_state(db, SEAL_EPOCH, "0")
        query_only = db.conn.execute("PRAGMA query_only").fetchone()[0]
        newest = db.conn.execute("SELECT coalesce(max(arrival), 0) FROM entry").fetchone()[0]
        if epoch == self._epoch and newest == self._seen:
            return
        db.conn.execute("PRAGMA query_only = OFF")  # writes below go to memory only
        try:
            if epoch != self._epoch:
                self._forget()
            self._open_new()
        finally:
            db.conn.execute(f"PRAGMA query_only = {'ON' if query_only else 'OFF'}")
        self._epoch = epoch
        self._seen = int(newest)

    def _forget(self) -> None:
        db = self._reader.db
        for name in (*self._reader.types, "answer", "conflict", "body"):
            db.conn.execute(f"DELETE FROM temp.own_{name}")  # noqa: S608 - declared names
        self._seen = 0

    def _open_new(self) -> None:
        db = self._reader.db
        rows = db.conn.execute(
            "SELECT id, device, seq, prev, body_hash, sealed FROM entry"
            " WHERE sealed IS NOT NULL AND arrival > ?",
            (self._seen,),
        ).fetchall()
        touched: set[tuple[str, str]] = set()
        for identifier, device, seq, prev, body_hash, sealed in rows:
            stub = Stub(str(identifier), str(device), int(seq), str(prev), str(body_hash))
            body = open_body(stub, bytes(sealed), self._keys)
            if body is not None:
                keep_open(db, stub.id, body)
                touched.add((body.record_type, body.record_id))
        project_restricted(self._reader, touched)


def project_restricted(reader: Reader, records: Iterable[tuple[str, str]]) -> None:
    """Project restricted records into the connection's memory, parents first."""
    rank = {name: position for position, name in enumerate(by_depth(reader.types))}
    shown = [pair for pair in records if pair[0] in rank]
    for record_type, record_id in sorted(shown, key=lambda pair: rank[pair[0]]):
        declared = reader.types[record_type]
        state = fold(declared, record_id, reader.entries(record_type, record_id))
        project(reader, state, reach_of(reader, declared, state.values), in_memory=True)
