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
from inspector_app.store.driver import check_pages, close_database, known_errors, open_database
from inspector_app.store.folder import DRAFTS_DB, MISSION_DB
from inspector_app.store.key_file import FILE_NAME
from inspector_app.store.keys import Vault, read_heads
from inspector_app.store.projection import parse_body, rebuild, snapshot
from inspector_app.store.reader import Reader
from inspector_app.store.record_tables import create_connection_tables, create_record_tables
from inspector_app.store.restricted import RestrictedView
from inspector_app.store.schema import JOURNAL, create_tables
from inspector_app.store.secret_bytes import wipe

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
    try:
        with _copy_if_unfinished(path) as place:
            with _opened(place / DRAFTS_DB, vault, "drafts") as drafts:
                if not check_pages(drafts):
                    problems.append(Problem(DRAFTS_DB, "store.database_damaged"))
            with _opened(place / MISSION_DB, vault, "mission") as db:
                if check_pages(db):
                    found, entries = _check_contents(db, vault, types)
                    problems += found
                    expected = _expected_blobs(db)
                else:
                    problems.append(Problem(MISSION_DB, "store.database_damaged"))
    except DamagedError as error:
        problems.append(Problem(str(error.params.get("file", MISSION_DB)), error.code))
    if expected is not None:
        problems += _check_blobs(path, expected)
    problems += _strangers(path)
    return Verified(entries, 3 + len(expected or ()), tuple(problems))


@contextmanager
def _copy_if_unfinished(path: Path) -> Iterator[Path]:
    """Give a place where the databases can be read without touching them.

    After a crash commits still stand in the WAL; reading them would write into the folder,
    so the (encrypted) files are copied aside.
    """
    names = [MISSION_DB, DRAFTS_DB]
    logs = [path / f"{name}-wal" for name in names]
    if not any(log.exists() and log.stat().st_size for log in logs):
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="inspector-verify-") as folder:
        for name in names:
            for source in (path / name, path / f"{name}-wal"):
                if source.exists():
                    shutil.copyfile(source, Path(folder) / source.name)
        yield Path(folder)


@contextmanager
def _opened(path: Path, vault: Vault, name: str) -> Iterator[Database]:
    unfinished = path.with_name(path.name + "-wal").exists()
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


def _check_contents(
    db: Database, vault: Vault, types: Mapping[str, RecordType]
) -> tuple[list[Problem], int]:
    problems = [Problem(MISSION_DB, code) for code in _check_chain(db)]
    for device, head in read_heads(vault).items():
        row = db.conn.execute(
            "SELECT 1 FROM entry WHERE device = ? AND seq = ? AND hash = ?",
            (device, head.seq, head.entry_hash),
        ).fetchone()
        if row is None:
            problems.append(Problem(MISSION_DB, "journal.rolled_back"))
            break
    if not access_log.chain_holds(db):
        problems.append(Problem(MISSION_DB, "journal.access_chain_broken"))
    if not problems and not _projection_holds(db, vault, types):
        problems.append(Problem(MISSION_DB, "journal.projection_differs"))
    return problems, int(db.conn.execute("SELECT count(*) FROM entry").fetchone()[0])


def _check_chain(db: Database) -> list[str]:
    rows = db.conn.execute(
        "SELECT id, device, seq, prev, hash, body_hash, body FROM entry ORDER BY device, seq"
    )
    links: dict[tuple[str, int], set[str]] = {}
    followers: list[Stub] = []
    for identifier, device, seq, prev, link, body_hash, body in rows:
        stub = Stub(str(identifier), str(device), int(seq), str(prev), str(body_hash))
        if stub.hash != link:
            return ["journal.chain_broken"]
        if body is not None and not sealed_link(stub, body_from_json(parse_body(str(body)))):
            return ["journal.body_mismatch"]
        links.setdefault((stub.device, stub.seq), set()).add(stub.hash)
        followers.append(stub)
    for stub in followers:
        before = links.get((stub.device, stub.seq - 1))
        if stub.seq == 1 and stub.prev:
            return ["journal.chain_broken"]
        # A gap is no damage: the missing entries are on another laptop.
        if before is not None and stub.prev not in before:
            return ["journal.chain_broken"]
    return []


def _projection_holds(db: Database, vault: Vault, types: Mapping[str, RecordType]) -> bool:
    """Rebuild the projection in memory and compare it with what is kept."""
    scratch = Database(memory=True, execute_plugins=False)
    try:
        db.conn.execute("PRAGMA query_only=OFF")  # tables in memory only
        create_connection_tables(db, types.values())
        reader = Reader(db, types)
        RestrictedView(reader, vault.keys).refresh()
        kept = snapshot(reader)
        _copy_journal(db, scratch, types)
        rebuilt = Reader(scratch, types)
        rebuild(rebuilt)
        return snapshot(rebuilt) == kept
    finally:
        scratch.close()


def _copy_journal(db: Database, scratch: Database, types: Mapping[str, RecordType]) -> None:
    create_tables(scratch, JOURNAL)
    create_record_tables(scratch, types.values())
    create_connection_tables(scratch, types.values())
    for table in ("main.entry", "temp.own_body"):
        rows = db.conn.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - two fixed names
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            scratch.conn.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - two fixed names


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
    problems += [Problem(s.relative_to(path).as_posix(), "store.stray_file") for s in strays]
    return problems


def _strangers(path: Path) -> list[Problem]:
    known = {MISSION_DB, DRAFTS_DB, *_OTHERS, blobs.FOLDER_NAME}
    known |= {f"{name}{end}" for name in (MISSION_DB, DRAFTS_DB) for end in ("-wal", "-shm")}
    return [
        Problem(item.name, "store.stray_file")
        for item in sorted(path.iterdir())
        if item.name not in known
    ]
