"""Backups of a folder: complete, verified before they count, never touching older ones.

Beside other missions' backups a mission has one folder ``NAME-<id>.backup``: the evidence
files once (they never change), and a sub-folder per version with the databases and the
``keys.json`` of that moment. Everything is encrypted as in the mission; a version opens
with the passphrases of its day.

A version is made under a temporary name, checked page by page, and renamed last. A
database is copied in one step: copying it in slices would start over at every write and,
beside a busy writer, never end.
"""

import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.store import key_file
from inspector_app.store.blobs import FOLDER_NAME as BLOBS
from inspector_app.store.driver import (
    check_header,
    check_pages,
    close_database,
    known_errors,
    open_database,
)
from inspector_app.store.keys import Vault
from inspector_app.store.secret_bytes import wipe
from inspector_app.system.clock import Clock, claimed_at
from inspector_app.system.safe_files import (
    flush_folder,
    new_file,
    os_errors,
    private_folder,
    write_atomically,
)
from inspector_app.system.space import require_space

KEEP_LAST = 3
KEEP_DAYS = 7
_SUFFIX = ".backup"
_NOTE = "backup.json"
_COPY_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class BackupVersion:
    """One complete backup. ``number`` grows by one each time, whatever the clock says.

    ``day`` and ``made_at`` are by the laptop's clock; ``mark`` is what the caller gave;
    ``label`` says what it was made before (``merge``, ``migration``), mostly nothing.
    """

    path: Path
    number: int
    day: date
    label: str
    mark: str
    made_at: str


def backup_home(destination: Path, folder: Path, mission_id: str) -> Path:
    """Return the folder under *destination* that holds the backups of one mission."""
    return destination / f"{folder.stem}-{mission_id[-8:]}{_SUFFIX}"


def back_up(
    vault: Vault,
    databases: Mapping[str, Database],
    destination: Path,
    *,
    mark: str,
    clock: Clock,
    label: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> BackupVersion | None:
    """Make one more version under *destination*; ``None`` if nothing has changed.

    *databases* are open (reading) connections by name (``mission``, ``drafts``); work on
    others may go on. *mark* is the state to be kept (the journal's head): if the latest
    version has it already, nothing is done, unless *label* asks for a version of its own.
    *progress* is called with evidence files copied and in all; what it raises stops the
    backup and leaves the older ones.

    Raises ``RefusedError('store.backup_inside')``, ``DamagedError``
    (``store.backup_failed_check``) and ``KnownError`` (disk full, no permission …).
    """
    folder = vault.folder
    if set(databases) != set(vault.databases) or (label and not label.isalpha()):
        raise ValueError("a backup holds every database; its label is one word")
    if destination.resolve().is_relative_to(folder.resolve()):
        raise RefusedError("store.backup_inside")
    home = backup_home(destination, folder, vault.mission_id)
    existing = list_backups(home)
    if existing and existing[0].mark == mark and not label:
        return None
    expected = _missing_blobs(folder / BLOBS, home / BLOBS)
    require_space(destination, _bytes_needed(folder, databases, expected))
    private_folder(home)
    for leftover in home.glob(".*.tmp"):  # of a run that was killed
        shutil.rmtree(leftover, ignore_errors=True)
    number = 1 + max((version.number for version in existing), default=0)
    name = f"{number:06d}-{clock.now():%Y%m%d-%H%M}" + (f"-{label}" if label else "")
    temporary = home / f".{name}.{secrets.token_hex(4)}.tmp"
    try:
        private_folder(temporary)
        _copy_keys(vault, temporary)  # first: its heads may not be ahead of the journal copied
        for database_name, source in databases.items():
            _copy_database(vault, database_name, source, temporary)
        # After the databases: every file they refer to is there by now.
        _copy_blobs(_missing_blobs(folder / BLOBS, home / BLOBS), progress)
        note = {"label": label, "made_at": claimed_at(clock), "mark": mark}
        write_atomically(temporary / _NOTE, json.dumps(note).encode("utf-8"))
        with os_errors(temporary):
            temporary.rename(home / name)
            flush_folder(home)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise
    _rotate(list_backups(home))
    return next(version for version in list_backups(home) if version.number == number)


def list_backups(home: Path) -> tuple[BackupVersion, ...]:
    """Return the complete versions in *home* (see ``backup_home``), the latest first."""
    if not home.is_dir():
        return ()
    with os_errors(home):
        found = (_version(path) for path in home.iterdir() if path.is_dir())
        versions = [version for version in found if version is not None]
    return tuple(sorted(versions, key=lambda version: version.number, reverse=True))


def check_backup(vault: Vault, version: BackupVersion) -> None:
    """Read every page of a version; raises ``DamagedError('store.backup_damaged')``."""
    try:
        content = key_file.read(version.path / key_file.FILE_NAME)
        for name in content.salts:
            _check_database(vault, name, version.path / f"{name}.db")
    except DamagedError as error:
        raise DamagedError("store.backup_damaged", name=version.path.name) from error


def restore(version: BackupVersion, target: Path) -> None:
    """Copy *version* with all evidence to the new folder *target*.

    Needs no key; the folder opens with the passphrases of that day. Give it a new device
    (``system.device_token.renew_device``) before anything is written into it, and verify
    it after unlocking. Raises ``RefusedError('store.restore_target_in_place')``,
    ``DamagedError('store.backup_damaged')``, ``KnownError``; nothing is left then.
    """
    if target.exists() or target.is_symlink():
        raise RefusedError("store.restore_target_in_place", folder=str(target))
    blobs = sorted((version.path.parent / BLOBS).rglob("*.enc"))
    temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    with os_errors(version.path):
        files = [path for path in version.path.iterdir() if path.is_file()]
        require_space(target.parent, sum(path.stat().st_size for path in (*files, *blobs)))
    try:
        private_folder(temporary)
        try:
            content = key_file.read(version.path / key_file.FILE_NAME)
            for name, salt in content.salts.items():
                check_header(version.path / f"{name}.db", bytes.fromhex(salt))
        except DamagedError as error:
            raise DamagedError("store.backup_damaged", name=version.path.name) from error
        for name in (key_file.FILE_NAME, *(f"{name}.db" for name in content.salts)):
            _copy_file(version.path / name, temporary / name)
        for path in blobs:
            _copy_file(path, temporary / path.relative_to(version.path.parent))
        private_folder(temporary / BLOBS)
        with os_errors(target):
            temporary.rename(target)
            flush_folder(target.parent)
    except BaseException:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


def _copy_keys(vault: Vault, to: Path) -> None:
    vault.current()  # a damaged file must not become the backup
    path = vault.folder / key_file.FILE_NAME
    with os_errors(path):
        data = path.read_bytes()
    write_atomically(to / key_file.FILE_NAME, data)


def _copy_database(vault: Vault, name: str, source: Database, to: Path) -> None:
    path = to / f"{name}.db"
    key = vault.database_key(name)
    try:
        copy = open_database(path, key, vault.database_salt(name), create=True)
    finally:
        wipe(key)
    try:
        with known_errors(path.name):
            source.conn.backup(copy.conn)
    finally:
        close_database(copy)
    try:
        _check_database(vault, name, path)
    except DamagedError as error:
        raise DamagedError("store.backup_failed_check") from error


def _check_database(vault: Vault, name: str, path: Path) -> None:
    key = vault.database_key(name)
    try:
        copy = open_database(path, key, vault.database_salt(name), immutable=True)
    finally:
        wipe(key)
    try:
        if not check_pages(copy):
            raise DamagedError("store.database_damaged", file=path.name)
    finally:
        close_database(copy)


def _missing_blobs(source: Path, target: Path) -> tuple[tuple[Path, Path], ...]:
    """Pair the evidence files that the backup lacks (or has in another size) with their place."""
    with os_errors(source):
        pairs = (
            (path, target / path.relative_to(source)) for path in sorted(source.rglob("*.enc"))
        )
        return tuple(
            (path, to)
            for path, to in pairs
            if not to.is_file() or to.stat().st_size != path.stat().st_size
        )


def _copy_blobs(
    pairs: tuple[tuple[Path, Path], ...], progress: Callable[[int, int], None] | None
) -> None:
    for done, (path, to) in enumerate(pairs):
        if progress is not None:
            progress(done, len(pairs))
        _copy_file(path, to)


def _copy_file(path: Path, to: Path) -> None:
    private_folder(to.parent)
    try:
        with os_errors(path), path.open("rb") as source, new_file(to) as target:
            shutil.copyfileobj(source, target, _COPY_BYTES)
    except FileNotFoundError as error:
        raise DamagedError("store.file_missing", file=path.name) from error


def _bytes_needed(
    folder: Path, databases: Iterable[str], blobs: tuple[tuple[Path, Path], ...]
) -> int:
    files = [folder / f"{name}.db{suffix}" for name in databases for suffix in ("", "-wal")]
    files += [path for path, _ in blobs]
    with os_errors(folder):
        return sum(path.stat().st_size for path in files if path.exists())


def _version(path: Path) -> BackupVersion | None:
    try:
        number, day, *_ = path.name.split("-")
        note = json.loads((path / _NOTE).read_bytes())
        label, mark, made_at = note["label"], note["mark"], note["made_at"]
        return BackupVersion(
            path,
            int(number),
            date.fromisoformat(day),
            str(label),
            str(mark),
            str(made_at),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None  # unfinished, or not ours


def _rotate(versions: tuple[BackupVersion, ...]) -> None:
    kept: set[int] = set()
    for label in {version.label for version in versions}:
        group = [version for version in versions if version.label == label]
        kept.update(version.number for version in group[:KEEP_LAST])
        if not label:
            latest: dict[date, int] = {}
            for version in group:
                latest.setdefault(version.day, version.number)
            kept.update(list(latest.values())[:KEEP_DAYS])
    for version in versions:
        if version.number not in kept:
            shutil.rmtree(version.path, ignore_errors=True)
