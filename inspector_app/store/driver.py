"""The one door to SQLite: SQLCipher under sqlite-utils.

A keyed SQLite file has silent failure modes, each closed here:

* a forgotten key gives a plain-text file without any error -> the file's header is
  compared with the salt that ``keys.json`` holds, before connecting;
* a raw key of the wrong length is taken for a passphrase -> the length is checked;
* a wrong key shows only at the first read -> a row is read before the connection is
  handed out;
* an empty file opens as an empty database -> refused unless it is to be created.

With a raw key of 96 hexadecimal digits (32 bytes key, 16 bytes salt) the file starts with
exactly that salt, and SQLCipher never looks at it again: without the comparison a damaged
header would pass unseen.
"""

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import sqlcipher3
from sqlcipher3 import dbapi2 as sqlite
from sqlite_utils import Database, utils

from inspector_app.domain.errors import DamagedError, KnownError
from inspector_app.store.secret_bytes import wipe
from inspector_app.system.safe_files import create_private_file, os_errors

if vars(utils)["sqlite3"] is not sqlcipher3:
    raise ImportError("sqlite_utils does not use sqlcipher3 (see the package's __init__)")

#: The base of all errors of the driver; it is *not* a subclass of ``sqlite3.Error``.
DriverError = sqlite.Error

KEY_BYTES = 32
SALT_BYTES = 16
PLAIN_HEADER = b"SQLite format 3\x00"

#: Prepared statements a connection keeps: with the driver's 128 the statements of two dozen
#: record types push one another out, and preparing costs more than running.
STATEMENTS = 2048

#: How long a statement waits for another connection's write, in seconds.
BUSY_SECONDS = 15.0
_CLOSING_SECONDS = 0.5

#: Keeps what is open out of the swap file; it holds for the whole process.
_MEMORY = "cipher_memory_security=ON"
_PRAGMAS = (
    "foreign_keys=ON",
    "temp_store=MEMORY",  # the build's default is overridable and would write plain text
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-32768",
)
_WRITER_PRAGMAS = (
    "synchronous=FULL",  # a power cut may otherwise drop the last commits
    "fullfsync=ON",  # macOS only: flush the drive's own cache too
    "checkpoint_fullfsync=ON",
    "secure_delete=ON",
)

_PRIMARY_CODE = 0xFF
_DAMAGED = {sqlite.SQLITE_CORRUPT, sqlite.SQLITE_NOTADB}
_KNOWN = {
    sqlite.SQLITE_FULL: "store.disk_full",
    sqlite.SQLITE_BUSY: "store.busy",
    sqlite.SQLITE_LOCKED: "store.busy",
    sqlite.SQLITE_READONLY: "store.read_only",
    sqlite.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite.SQLITE_PERM: "store.cannot_open",
    sqlite.SQLITE_IOERR: "store.disk_error",
}


@contextmanager
def known_errors(file: str) -> Iterator[None]:
    """Turn what can go wrong with the database *file* (its name) into known errors.

    Damage becomes ``DamagedError('store.database_damaged')``; a full disk, a lock, a
    read-only medium and failing hardware become ``KnownError``; everything else (a
    mistake in our SQL) passes as it is. After a ``DamagedError`` throw the connection
    away: SQLCipher refuses to go on with it.
    """
    try:
        yield
    except DriverError as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
        if code in _DAMAGED:
            raise DamagedError("store.database_damaged", file=file) from error
        if code in _KNOWN:
            raise KnownError(_KNOWN[code], file=file) from error
        raise


def open_database(
    path: Path,
    key: bytearray,
    salt: bytes,
    *,
    read_only: bool = False,
    immutable: bool = False,
    create: bool = False,
    already_open: bool = False,
) -> Database:
    """Connect to the encrypted database at *path*.

    *key* (32 bytes; the caller wipes it) and *salt* (16 bytes, as ``keys.json`` has it).
    *read_only* refuses writes but sees the commits in the WAL. *immutable* leaves the
    folder untouched and takes no locks; it does not see a WAL, so it is for folders that
    were closed cleanly and that nobody has open. *create* makes a new file (mode 0600)
    and refuses one that is there. *already_open* must be given for every further
    connection of this process: reading the header would close a descriptor of the file,
    and on POSIX that drops the locks which SQLite holds on it.

    One connection belongs to one lane (thread) at a time; it is not tied to the thread
    that made it. Transactions are explicit (see ``transaction``).

    Raises ``DamagedError`` if the file is missing, plain, of another vault or damaged, and
    ``KnownError`` if it cannot be read.
    """
    if len(key) != KEY_BYTES or len(salt) != SALT_BYTES:
        raise ValueError("a raw key has 32 bytes and its salt 16")
    if create:
        _create(path, key, salt)
    if not already_open:
        check_header(path, salt)
    mode = "immutable" if immutable else "ro" if read_only else "rw"
    return Database(_connect(path, key, salt, mode), execute_plugins=False)


def check_header(path: Path, salt: bytes) -> None:
    """Compare the first bytes of a database file with *salt*, without SQLite.

    Never call it while this process has the database open (see ``open_database``).
    Raises ``DamagedError``: ``store.file_missing``, ``store.not_encrypted``,
    ``store.database_damaged``.
    """
    try:
        with os_errors(path), path.open("rb") as stream:
            header = stream.read(SALT_BYTES)
    except FileNotFoundError as error:
        raise DamagedError("store.file_missing", file=path.name) from error
    if header == PLAIN_HEADER:
        raise DamagedError("store.not_encrypted", file=path.name)
    if header != salt:
        raise DamagedError("store.database_damaged", file=path.name)


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Run the block as one write transaction: all of it, or nothing.

    Takes the write lock at once (BEGIN IMMEDIATE), so that a conflict shows before work
    is done. Raises what ``known_errors`` raises; any exception rolls back.
    """
    connection = db.conn
    file = database_file(db)
    with known_errors(file):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # SQLite has rolled back by itself on some errors
                connection.execute("ROLLBACK")
            raise


def close_database(db: Database) -> None:
    """Close a connection; a writer first moves the WAL into the file and empties it.

    A copy of the ``.db`` file alone is then complete. Readers that still look at old
    pages keep the WAL; that is no error.
    """
    _close(db.conn)


def database_file(db: Database) -> str:
    """Return the name of the file behind *db* (without its folder)."""
    row = db.conn.execute("PRAGMA database_list").fetchone()
    return Path(row[2]).name


def check_pages(db: Database) -> bool:
    """Verify the HMAC of every page and the structure of the database.

    Returns ``False`` for damage. After that throw the connection away.
    """
    try:
        if db.conn.execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            return False
        return [tuple(row) for row in db.conn.execute("PRAGMA quick_check")] == [("ok",)]
    except DriverError as error:
        if getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE in _DAMAGED:
            return False
        raise


def _create(path: Path, key: bytearray, salt: bytes) -> None:
    create_private_file(path)
    try:
        _close(_connect(path, key, salt, "rw", first_write=True))
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
        raise


def _close(connection: sqlite.Connection) -> None:
    try:
        connection.set_busy_timeout(_CLOSING_SECONDS)
        # It fails if read-only, damaged or still read by others: closing goes first.
        with contextlib.suppress(DriverError):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _uri(path: Path, mode: str) -> str:
    text = path.absolute().as_posix()
    if not text.startswith("/"):
        text = "/" + text  # a Windows drive: file:///C:/...
    option = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return f"file://{quote(text)}?{option}"


def _connect(
    path: Path, key: bytearray, salt: bytes, mode: str, *, first_write: bool = False
) -> sqlite.Connection:
    with known_errors(path.name):
        connection = sqlite.connect(
            _uri(path, mode),
            uri=True,
            isolation_level=None,
            timeout=BUSY_SECONDS,
            check_same_thread=False,
            cached_statements=STATEMENTS,
        )
        try:
            _prepare(connection, key, salt, writer=mode == "rw", first_write=first_write)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(
    connection: sqlite.Connection, key: bytearray, salt: bytes, *, writer: bool, first_write: bool
) -> None:
    connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to stderr
    connection.execute(f"PRAGMA {_MEMORY}")
    specification = bytearray(b"x'" + key.hex().encode() + salt.hex().encode() + b"'")
    try:
        connection.set_key(specification)
    finally:
        wipe(specification)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # a wrong key fails here
    if connection.execute("PRAGMA cipher_status").fetchone() != ("1",):
        raise RuntimeError("the driver does not encrypt")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if writer:
        for pragma in _WRITER_PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        # A network share or an odd medium may refuse WAL; the rollback journal it keeps
        # then is slower, not less safe.
        connection.execute("PRAGMA journal_mode=WAL").fetchone()
        if first_write:
            connection.execute("PRAGMA user_version=0")
    else:
        connection.execute("PRAGMA query_only=ON")
