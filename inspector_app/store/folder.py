"""An open mission folder: its connections, journal, drafts and evidence, closed as one.

``mission.db`` has one writing connection (the store lane) and one that only reads (the
window's thread); ``drafts.db`` has one of its own. The folder's lock is the caller's.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import KnownError
from inspector_app.domain.ids import NewId
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import RecordType
from inspector_app.store import blobs
from inspector_app.store.access_log import AccessLog
from inspector_app.store.blobs import BlobRef
from inspector_app.store.drafts import Drafts
from inspector_app.store.driver import close_database, open_database, transaction
from inspector_app.store.journal import Author, Journal
from inspector_app.store.key_file import Head
from inspector_app.store.keys import Vault, read_heads, write_heads
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import create_connection_tables, create_record_tables
from inspector_app.store.restricted import RestrictedView
from inspector_app.store.schema import (
    DRAFTS,
    FORMAT,
    JOURNAL,
    create_tables,
    read_state,
    write_state,
)
from inspector_app.store.secret_bytes import wipe

MISSION_DB = "mission.db"
DRAFTS_DB = "drafts.db"
_FORMAT_KEY = "format"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a folder is opened with: record types, device, clock and ids."""

    types: Mapping[str, RecordType]
    device: str
    now: Callable[[], str]
    new_id: NewId


class MissionFolder:
    """The parts of an open folder. ``rolled_back`` says its logs end before where they did."""

    def __init__(self, path: Path, vault: Vault, setting: Setting) -> None:
        self.path = path
        self.vault = vault
        self.setting = setting
        types = setting.types
        self._write_db = _open(path / MISSION_DB, vault, "mission")
        with transaction(self._write_db):
            create_tables(self._write_db, JOURNAL)
            create_record_tables(self._write_db, types.values())
            _check_format(self._write_db)
        create_connection_tables(self._write_db, types.values())
        self._read_db = _open(path / MISSION_DB, vault, "mission", read_only=True)
        self._read_db.conn.execute("PRAGMA query_only=OFF")  # for the tables in memory
        create_connection_tables(self._read_db, types.values())
        self._read_db.conn.execute("PRAGMA query_only=ON")
        self._drafts_db = _open(path / DRAFTS_DB, vault, "drafts")
        create_tables(self._drafts_db, DRAFTS)
        self.journal = Journal(
            Reader(self._write_db, types),
            Author(vault.user_id, setting.device),
            vault.keys,
            new_id=setting.new_id,
            now=setting.now,
        )
        RestrictedView(self.journal.reader, vault.keys).refresh()
        self._view = RestrictedView(Reader(self._read_db, types), vault.keys)
        self._reader = Reader(self._read_db, types)
        self.drafts = Drafts(self._drafts_db)
        self.access = AccessLog(
            self._write_db, author=vault.user_id, device=setting.device, now=setting.now
        )
        self.rolled_back = not self._heads_reached()

    @property
    def reader(self) -> Reader:
        """Return the reading connection, up to date with what was written."""
        self._view.refresh()
        return self._reader

    @property
    def blobs(self) -> Path:
        """Return the folder of the evidence files."""
        return self.path / blobs.FOLDER_NAME

    @property
    def databases(self) -> Mapping[str, Database]:
        """Return the open databases by file name, for the backup."""
        return {MISSION_DB: self._write_db, DRAFTS_DB: self._drafts_db}

    def note_blob(self, blob_id: str) -> None:
        """Remember what lies in the folder for an evidence file, for ``verify``."""
        data_hash = hashlib.sha256()
        path = blobs.blob_path(self.blobs, blob_id)
        with path.open("rb") as stream:
            while piece := stream.read(blobs.CHUNK):
                data_hash.update(piece)
        with transaction(self._write_db):
            self._write_db.conn.execute(
                "INSERT OR REPLACE INTO blob VALUES (?, ?, ?)",
                (blob_id, data_hash.hexdigest(), path.stat().st_size),
            )

    def known_blobs(self) -> dict[str, tuple[str, int]]:
        """Return the evidence files that belong here: id to (hash, size) of what lies there."""
        rows = self._write_db.conn.execute("SELECT id, stored_sha256, stored_size FROM blob")
        return {str(row[0]): (str(row[1]), int(row[2])) for row in rows}

    def save_heads(self) -> None:
        """Write where the logs end into the key file: at a clean close and now and then."""
        heads = {device: Head(*head) for device, head in self.journal.reader.heads().items()}
        if dict(read_heads(self.vault)) != heads:
            write_heads(self.vault, heads)

    def _heads_reached(self) -> bool:
        for device, head in read_heads(self.vault).items():
            row = self._write_db.conn.execute(
                "SELECT 1 FROM entry WHERE device = ? AND seq = ? AND hash = ?",
                (device, head.seq, head.entry_hash),
            ).fetchone()
            if row is None:
                return False
        return True

    def close(self) -> None:
        """Write the heads, close every connection, forget the keys."""
        try:
            self.save_heads()
        finally:
            close_database(self._read_db)
            close_database(self._write_db)
            close_database(self._drafts_db)
            self.vault.wipe()


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


def _check_format(db: Database) -> None:
    found = read_state(db, _FORMAT_KEY)
    if not found:
        write_state(db, _FORMAT_KEY, str(FORMAT))
    elif int(found) > FORMAT:
        raise KnownError("store.newer_folder")
