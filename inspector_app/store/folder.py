"""An open mission folder: its connections, journal, drafts and evidence, closed as one.

``mission.db`` has one writing connection (the store lane) and one that only reads (the
window's thread); ``drafts.db`` has one of its own. The folder's lock is the caller's.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from sqlite_utils import Database

from inspector_app.domain.canonical import Json, digest
from inspector_app.domain.errors import KnownError
from inspector_app.domain.ids import NewId
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import RecordType
from inspector_app.store import blobs
from inspector_app.store.access_log import ACCESS_LOG, AccessLog, has_link, last_link
from inspector_app.store.blobs import BlobRef
from inspector_app.store.drafts import Drafts
from inspector_app.store.driver import close_database, open_database, transaction
from inspector_app.store.journal import Author, Journal
from inspector_app.store.key_file import Head
from inspector_app.store.keys import Vault, read_heads, write_heads
from inspector_app.store.projection import rebuild
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import (
    create_connection_tables,
    create_record_tables,
    declarations,
)
from inspector_app.store.restricted import RestrictedView
from inspector_app.store.schema import (
    DRAFTS,
    FORMAT,
    JOURNAL,
    create_tables,
    read_state,
    write_state,
)
from inspector_app.store.search import INDEX_SCHEME, queue_all
from inspector_app.store.secret_bytes import wipe
from inspector_app.system.safe_files import os_errors, sweep_leftovers

MISSION_DB = "mission.db"
DRAFTS_DB = "drafts.db"
_FORMAT_KEY = "format"
_SCHEME_KEY = "scheme"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a folder is opened with: record types, device, clock and ids."""

    types: Mapping[str, RecordType]
    device: str
    now: Callable[[], str]
    new_id: NewId


class MissionFolder:
    """The parts of an open folder. ``rolled_back`` says its logs end before where they did.

    ``unreadable`` are entries sealed to this user that are not what their stubs name. Opening
    raises ``DamagedError`` and ``KnownError``; nothing is then left open and *vault* is wiped.
    """

    def __init__(self, path: Path, vault: Vault, setting: Setting) -> None:
        self.path = path
        self.vault = vault
        self.setting = setting
        types = setting.types
        self._closed = False
        with ExitStack() as opened:
            opened.callback(vault.wipe)
            self._write_db = self._connect(opened, MISSION_DB)
            writer = Reader(self._write_db, types)
            view = _bring_up_to_date(writer, vault)
            self._read_db = self._connect(opened, MISSION_DB, read_only=True)
            self._read_db.conn.execute("PRAGMA query_only=OFF")  # for the tables in memory
            create_connection_tables(self._read_db, types.values())
            self._read_db.conn.execute("PRAGMA query_only=ON")
            self._drafts_db = self._connect(opened, DRAFTS_DB)
            with transaction(self._drafts_db):
                create_tables(self._drafts_db, DRAFTS)
            author = Author(vault.user_id, setting.device)
            self.journal = Journal(
                writer, author, vault.keys, new_id=setting.new_id, now=setting.now
            )
            self.journal.settle_mixed()
            self.unreadable = view.damaged
            self._reader = Reader(self._read_db, types)
            self._view = RestrictedView(self._reader, vault.keys)
            self.drafts = Drafts(self._drafts_db, vault.keys)
            self.access = self._access_log()
            self.rolled_back = not heads_reached(writer, read_heads(vault))
            if not self.rolled_back:
                # What a crash left: files whose record was never written.
                blobs.sweep_orphans(self.blobs, set(self.known_blobs()))
            sweep_leftovers(path)
            self._opened = opened.pop_all()

    def _connect(self, opened: ExitStack, file: str, *, read_only: bool = False) -> Database:
        name = Path(file).stem
        db = _open(self.path / file, self.vault, name, read_only=read_only)
        opened.callback(close_database, db)
        return db

    def _access_log(self) -> AccessLog:
        setting = self.setting
        return AccessLog(
            self._write_db, author=self.vault.user_id, device=setting.device, now=setting.now
        )

    def go_on_as(self, device: str) -> None:
        """Write as another *device* from now on: the folder was put back as it was earlier."""
        self.setting = replace(self.setting, device=device)
        self.journal.author = Author(self.vault.user_id, device)
        self.access = self._access_log()

    @property
    def reader(self) -> Reader:
        """Return the reading connection, up to date with what was written."""
        self._view.refresh()
        return self._reader

    @property
    def blobs(self) -> Path:
        """Return the folder of the evidence files."""
        return self.path / blobs.FOLDER_NAME

    @contextmanager
    def reading_connections(self) -> Iterator[Mapping[str, Database]]:
        """Open connections of one's own to both databases, by name: for a backup beside work."""
        with ExitStack() as opened:
            databases = {}
            for file, name in ((MISSION_DB, "mission"), (DRAFTS_DB, "drafts")):
                databases[name] = _open(self.path / file, self.vault, name, read_only=True)
                opened.callback(close_database, databases[name])
            yield databases

    def note_blob(self, blob_id: str) -> None:
        """Remember what lies in the folder for an evidence file, for ``verify``."""
        data_hash = hashlib.sha256()
        path = blobs.blob_path(self.blobs, blob_id)
        with os_errors(path), path.open("rb") as stream:
            while piece := stream.read(blobs.CHUNK):
                data_hash.update(piece)
            size = stream.tell()
        with transaction(self._write_db):
            self._write_db.conn.execute(
                "INSERT OR REPLACE INTO blob VALUES (?, ?, ?)",
                (blob_id, data_hash.hexdigest(), size),
            )

    def known_blobs(self) -> dict[str, tuple[str, int]]:
        """Return the evidence files that belong here: id to (hash, size) of what lies there."""
        rows = self.journal.reader.rows("SELECT id, stored_sha256, stored_size FROM blob")
        return {str(row[0]): (str(row[1]), cast("int", row[2])) for row in rows}

    def save_heads(self) -> None:
        """Write where the logs end into the key file: at a clean close and now and then.

        An end that was reached once and is not any more stays noted, so that the loss shows
        until the missing entries are back or ``accept_loss`` is called.
        """
        noted = read_heads(self.vault)
        lost = {one: head for one, head in noted.items() if not self._reached(one, head)}
        heads = {**self._heads(), **lost}
        if dict(noted) != heads:
            write_heads(self.vault, heads)

    def accept_loss(self) -> None:
        """Note where the logs end now, although they went further once: somebody has decided."""
        write_heads(self.vault, self._heads())
        self.rolled_back = False

    def _heads(self) -> dict[str, Head]:
        heads = {device: Head(*head) for device, head in self.journal.reader.heads().items()}
        last = last_link(self._write_db)
        return heads if last is None else {**heads, ACCESS_LOG: Head(*last)}

    def _reached(self, device: str, head: Head) -> bool:
        return heads_reached(self.journal.reader, {device: head})

    def close(self) -> None:
        """Write the heads, close every connection, forget the keys. A second time does nothing."""
        if not self._closed:
            self._closed = True
            with self._opened:  # closes whatever happens to the heads
                self.save_heads()


def create_databases(path: Path, vault: Vault) -> None:
    """Make the empty databases of a folder that has just got its key file."""
    for file, name in ((MISSION_DB, "mission"), (DRAFTS_DB, "drafts")):
        key = vault.database_key(name)
        try:
            db = open_database(path / file, key, vault.database_salt(name), create=True)
        finally:
            wipe(key)
        close_database(db)


def blob_ref(record: Record) -> BlobRef:
    """Return where the file of an evidence record lies."""
    return BlobRef(
        id=record.text("blob"),
        key=record.text("blob_key"),
        sha256=record.text("sha256"),
        size=record.number("size") or 0,
    )


def blob_fields(ref: BlobRef) -> dict[str, Json]:
    """Return the fields of an evidence record that say where its file lies."""
    return {"blob": ref.id, "blob_key": ref.key, "sha256": ref.sha256, "size": ref.size}


def _open(path: Path, vault: Vault, name: str, *, read_only: bool = False) -> Database:
    key = vault.database_key(name)
    try:
        return open_database(
            path,
            key,
            vault.database_salt(name),
            read_only=read_only,
            already_open=read_only,
        )
    finally:
        wipe(key)


def heads_reached(reader: Reader, heads: Mapping[str, Head]) -> bool:
    """Say whether the logs go on at least to where the key file says they did."""
    return all(
        has_link(reader.db, head.seq, head.entry_hash)
        if device == ACCESS_LOG
        else reader.has_link(device, head.seq, head.entry_hash)
        for device, head in heads.items()
    )


def is_current(db: Database, types: Mapping[str, RecordType]) -> bool:
    """Say whether the tables are those that this program's declarations ask for."""
    return _is_made(db) and read_state(db, _SCHEME_KEY) == _scheme(types)


def _scheme(types: Mapping[str, RecordType]) -> str:
    return digest({"tables": JOURNAL, "rows": declarations(types.values()), "index": INDEX_SCHEME})


def _is_made(db: Database) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'state'"
    return db.conn.execute(query).fetchone() is not None


def _bring_up_to_date(reader: Reader, vault: Vault) -> RestrictedView:
    """Make the tables as this program declares them, from the journal where they were others.

    Raises ``KnownError('store.newer_folder')`` before anything is touched.
    """
    db, types = reader.db, reader.types
    view = RestrictedView(reader, vault.keys)
    with transaction(db):
        if _is_made(db) and int(read_state(db, _FORMAT_KEY, "0")) > FORMAT:
            raise KnownError("store.newer_folder")
        current = is_current(db, types)
        if not current:
            create_tables(db, JOURNAL)
            create_record_tables(db, types.values())
        create_connection_tables(db, types.values())
        view.refresh()
        if not current:
            rebuild(reader)
            queue_all(reader)
            write_state(db, _FORMAT_KEY, str(FORMAT))
            write_state(db, _SCHEME_KEY, _scheme(types))
    return view
