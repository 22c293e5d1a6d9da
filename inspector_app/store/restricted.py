"""Restricted entries: sealed on disk, open only in the memory of a reader's connection."""

from collections.abc import Iterable
from typing import cast

from sqlite_utils import Database

from inspector_app.domain.entry import Body, Stub, body_from_json, content_of, foreign_json
from inspector_app.domain.errors import DamagedError, WrongSecretError
from inspector_app.store.driver import known_errors
from inspector_app.store.identity import UserKeys, unseal
from inspector_app.store.projection import parents_first, project, reach_in_force
from inspector_app.store.reader import Reader, parsed
from inspector_app.store.schema import read_state, write_state

SEAL_EPOCH = "seal_epoch"


def open_body(stub: Stub, sealed: bytes, keys: UserKeys) -> Body | None:
    """Open a sealed body; raises and returns ``None`` as ``opened``."""
    found = opened(stub, sealed, keys)
    return None if found is None else found[0]


def opened(stub: Stub, sealed: bytes, keys: UserKeys) -> tuple[Body, bytes] | None:
    """Open a sealed body, with its content; ``None`` if it is sealed to others.

    Raises ``DamagedError`` when what was sealed is not what the stub names.
    """
    try:
        text = unseal(sealed, keys).decode("utf-8")
    except WrongSecretError:
        return None
    except UnicodeDecodeError as error:
        raise DamagedError("journal.entry_malformed") from error
    body = body_from_json(foreign_json(parsed(text)))
    return body, content_of(stub, body)


def keep_open(db: Database, entry_id: str, body: Body, content: bytes) -> None:
    """Hold an opened body and its canonical *content* in the connection's memory."""
    db.conn.execute(
        "INSERT OR REPLACE INTO temp.own_body VALUES (?, ?, ?, ?)",
        (entry_id, body.record_type, body.record_id, content.decode()),
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
        self._damaged: set[str] = set()

    @property
    def damaged(self) -> frozenset[str]:
        """Return the entries sealed to this user that hold something else than was signed for."""
        return frozenset(self._damaged)

    def refresh(self) -> None:
        """Open what is new and project it; after a change of seals, start over."""
        db = self._reader.db
        with known_errors(self._reader.file):
            epoch = read_state(db, SEAL_EPOCH, "0")
            newest = db.conn.execute("SELECT coalesce(max(arrival), 0) FROM entry").fetchone()[0]
            if epoch == self._epoch and newest == self._seen:
                return
            query_only = db.conn.execute("PRAGMA query_only").fetchone()[0]
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
        rows = self._reader.rows(
            "SELECT id, device, seq, prev, body_hash, sealed FROM entry"
            " WHERE sealed IS NOT NULL AND arrival > ?",
            (self._seen,),
        )
        touched: set[tuple[str, str]] = set()
        for identifier, device, seq, prev, body_hash, sealed in rows:
            stub = Stub(str(identifier), str(device), cast("int", seq), str(prev), str(body_hash))
            try:
                found = opened(stub, cast("bytes", sealed), self._keys)
            except DamagedError:
                # Somebody sealed to us what is not ours to read; the rest must open all the same.
                self._damaged.add(stub.id)
                continue
            if found is not None:
                keep_open(self._reader.db, stub.id, *found)
                touched.add((found[0].record_type, found[0].record_id))
        project_restricted(self._reader, touched)


def project_restricted(reader: Reader, records: Iterable[tuple[str, str]]) -> None:
    """Project restricted records into the connection's memory, parents first."""
    states = {pair: reader.state(*pair) for pair in records if pair[0] in reader.types}
    for state in parents_first(reader.types, states):
        project(reader, state, reach_in_force(reader, state), in_memory=True)
