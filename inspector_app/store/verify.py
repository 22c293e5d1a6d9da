"""Is the closed folder what was written? Nothing is changed by asking.

Every byte of every file is covered: ``keys.json`` by its own check and MAC, each database
page by SQLCipher's HMAC and the first bytes by the salt, each evidence file by the hash kept
in the database; then the journal's chain, its bodies, the heads and the projection.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from inspector_app.domain.entry import Stub, body_from_json, sealed_link
from inspector_app.domain.errors import DamagedError
from inspector_app.domain.record_type import RecordType
from inspector_app.store import access_log, blobs
from inspector_app.store.driver import (
    check_pages,
    close_database,
    known_errors,
    open_database,
    transaction,
)
from inspector_app.store.folder import DRAFTS_DB, MISSION_DB, heads_reached, is_current
from inspector_app.store.key_file import FILE_NAME
from inspector_app.store.keys import Vault, read_heads
from inspector_app.store.projection import rebuild, snapshot
from inspector_app.store.reader import Reader, parsed
from inspector_app.store.record_tables import create_connection_tables, create_record_tables
from inspector_app.store.restricted import open_body
from inspector_app.store.schema import JOURNAL, create_tables
from inspector_app.store.secret_bytes import wipe
from inspector_app.system.safe_files import is_leftover

#: Files that may lie in a folder besides the databases and the evidence.
_OTHERS = frozenset({FILE_NAME, "lock"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the folder is not what was written. ``code`` is worded like an error."""

    file: str
    code: str


@dataclass(frozen=True, slots=True)
class Verified:
    """The outcome: how much was checked, and what was wrong."""

    entries: int
    files: int
    problems: tuple[Problem, ...]


def verify_folder(path: Path, vault: Vault, types: Mapping[str, RecordType]) -> Verified:
    """Check a closed folder (the caller holds its lock). Reads everything, changes nothing."""
    problems: list[Problem] = []
    entries = 0
    expected: dict[str, tuple[str, int]] | None = None
    with _copy_if_unfinished(path) as place:
        with _told(DRAFTS_DB, problems), _opened(place / DRAFTS_DB, vault, "drafts") as drafts:
            _check_file(place / DRAFTS_DB, drafts)
        with _told(MISSION_DB, problems), _opened(place / MISSION_DB, vault, "mission") as db:
            _check_file(place / MISSION_DB, db)
            expected = _expected_blobs(db)
            entries = int(db.conn.execute("SELECT count(*) FROM entry").fetchone()[0])
            problems += [Problem(MISSION_DB, code) for code in _check_contents(db, vault, types)]
    if expected is not None:
        problems += _check_blobs(path, expected)
    problems += _strangers(path)
    return Verified(entries, 3 + len(expected or ()), tuple(problems))


@contextmanager
def _told(file: str, problems: list[Problem]) -> Iterator[None]:
    """Turn damage into a problem of *file*, and go on with the next."""
    try:
        yield
    except DamagedError as error:
        problems.append(Problem(str(error.params.get("file", file)), error.code))


def _check_file(path: Path, db: Database) -> None:
    """Raise ``DamagedError`` unless the file is nothing but sound pages."""
    pages, size = (
        db.conn.execute(f"PRAGMA {n}").fetchone()[0] for n in ("page_count", "page_size")
    )
    unfinished = _unfinished(path)
    if not check_pages(db) or (not unfinished and path.stat().st_size != int(pages) * int(size)):
        raise DamagedError("store.database_damaged", file=path.name)


@contextmanager
def _copy_if_unfinished(path: Path) -> Iterator[Path]:
    """Give a place where the databases can be read without touching them.

    After a crash commits still stand in the WAL; reading them would write into the folder,
    so the (encrypted) files are copied aside.
    """
    names = [MISSION_DB, DRAFTS_DB]
    if not any(_unfinished(path / name) for name in names):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="inspector-verify-") as folder:
        for name in names:
            for source in (path / name, path / f"{name}-wal"):
                if source.exists():
                    shutil.copyfile(source, Path(folder) / source.name)
        yield Path(folder)


def _unfinished(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0


@contextmanager
def _opened(path: Path, vault: Vault, name: str) -> Iterator[Database]:
    unfinished = _unfinished(path)
    key = vault.database_key(name)
    try:
        db = open_database(
            path,
            key,
            vault.database_salt(name),
            read_only=not unfinished,
            immutable=not unfinished,
        )
    finally:
        wipe(key)
    try:
        with known_errors(path.name):
            yield db
    finally:
        close_database(db)


def _check_contents(db: Database, vault: Vault, types: Mapping[str, RecordType]) -> list[str]:
    reader = Reader(db, types)
    codes = [*_check_chain(db), *_check_sealed(db, vault)]
    if not heads_reached(reader, read_heads(vault)):
        codes.append("journal.rolled_back")
    if not access_log.chain_holds(db):
        codes.append("journal.access_chain_broken")
    # Tables of another program's declarations are made anew when the folder is opened.
    if not codes and is_current(db, types) and not projection_holds(reader):
        codes.append("journal.projection_differs")
    return codes


def _check_chain(db: Database) -> list[str]:
    rows = db.conn.execute(
        "SELECT id, device, seq, prev, hash, body_hash, record_type, record_id, body FROM entry"
        " ORDER BY device, seq"
    )
    links: dict[tuple[str, int], set[str]] = {}
    followers: list[Stub] = []
    for identifier, device, seq, prev, link, body_hash, record_type, record_id, body in rows:
        stub = Stub(str(identifier), str(device), int(seq), str(prev), str(body_hash))
        if stub.hash != link:
            return ["journal.chain_broken"]
        if body is not None:
            content = body_from_json(parsed(str(body)))
            if not sealed_link(stub, content) or (content.record_type, content.record_id) != (
                record_type,
                record_id,
            ):
                return ["journal.body_differs"]
        links.setdefault((stub.device, stub.seq), set()).add(stub.hash)
        followers.append(stub)
    for stub in followers:
        before = links.get((stub.device, stub.seq - 1))
        if (stub.seq == 1) != (not stub.prev):
            return ["journal.chain_broken"]
        # A gap is no damage: the missing entries are on another laptop.
        if before is not None and stub.prev not in before:
            return ["journal.chain_broken"]
    return []


def _check_sealed(db: Database, vault: Vault) -> list[str]:
    """Check the sealed bodies that this user can open; others check theirs."""
    rows = db.conn.execute(
        "SELECT id, device, seq, prev, body_hash, sealed FROM entry WHERE sealed IS NOT NULL"
    )
    for identifier, device, seq, prev, body_hash, sealed in rows:
        stub = Stub(str(identifier), str(device), int(seq), str(prev), str(body_hash))
        try:
            open_body(stub, bytes(sealed), vault.keys)
        except DamagedError:
            return ["journal.body_differs"]
    return []


def projection_holds(reader: Reader) -> bool:
    """Rebuild in memory what lies open for the whole team and compare it with what is kept.

    What is restricted is projected anew at every opening and kept nowhere.
    """
    scratch = Database(memory=True, execute_plugins=False)
    try:
        with transaction(scratch):
            create_tables(scratch, JOURNAL)
            create_record_tables(scratch, reader.types.values())
            create_connection_tables(scratch, reader.types.values())
            rows = reader.rows("SELECT * FROM entry WHERE body IS NOT NULL")
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                scratch.conn.executemany(f"INSERT INTO entry VALUES ({marks})", rows)  # noqa: S608 - marks only
            rebuilt = Reader(scratch, reader.types)
            rebuild(rebuilt)
        return snapshot(rebuilt, schema="main") == snapshot(reader, schema="main")
    finally:
        scratch.close()


def _expected_blobs(db: Database) -> dict[str, tuple[str, int]]:
    rows = db.conn.execute("SELECT id, stored_sha256, stored_size FROM blob")
    return {str(row[0]): (str(row[1]), int(row[2])) for row in rows}


def _check_blobs(path: Path, expected: Mapping[str, tuple[str, int]]) -> list[Problem]:
    problems = []
    for blob_id, (stored, _) in expected.items():
        file = blobs.blob_path(path / blobs.FOLDER_NAME, blob_id)
        name = file.relative_to(path).as_posix()
        try:
            with file.open("rb") as stream:
                found = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError:
            problems.append(Problem(name, "store.evidence_missing"))
            continue
        if found != stored:
            problems.append(Problem(name, "store.evidence_damaged"))
    strays = blobs.stray_files(path / blobs.FOLDER_NAME, set(expected))
    problems += [
        Problem(stray.relative_to(path).as_posix(), "store.stray_file")
        for stray in strays
        if not blobs.is_orphan(stray)
    ]
    return problems


def _strangers(path: Path) -> list[Problem]:
    known = {MISSION_DB, DRAFTS_DB, *_OTHERS, blobs.FOLDER_NAME}
    known |= {f"{name}{end}" for name in (MISSION_DB, DRAFTS_DB) for end in ("-wal", "-shm")}
    return [
        Problem(item.name, "store.stray_file")
        for item in sorted(path.iterdir())
        if item.name not in known and not is_leftover(item)
    ]
