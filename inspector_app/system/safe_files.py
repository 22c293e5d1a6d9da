"""Writing files so that a crash, a full disk or a power cut leaves the old one whole."""

import contextlib
import errno
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from inspector_app.domain.errors import KnownError

if sys.platform == "darwin":
    import fcntl

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_TEMPORARY = re.compile(r"\..+\.[0-9a-f]{8}\.tmp", re.DOTALL)
_CODES = {
    errno.ENOSPC: "system.disk_full",
    errno.EDQUOT: "system.disk_full",
    errno.EFBIG: "system.file_too_big_for_disk",
    errno.EACCES: "system.no_permission",
    errno.EPERM: "system.no_permission",
    errno.EROFS: "system.read_only_medium",
    errno.EIO: "system.disk_error",
    errno.ENAMETOOLONG: "system.name_too_long",
    errno.ENODEV: "system.medium_gone",
    errno.ENXIO: "system.medium_gone",
}


@contextmanager
def os_errors(path: Path) -> Iterator[None]:
    """Turn failures of the machine while *path* is used into known errors.

    A file that is missing or already there stays what it is (``FileNotFoundError``,
    ``FileExistsError``): the caller knows what that means. Anything else becomes a
    ``KnownError`` ``system.*`` with the ``file`` and its ``folder``.
    """
    try:
        yield
    except (FileNotFoundError, FileExistsError):
        raise
    except OSError as error:
        code = _CODES.get(error.errno or 0, "system.file_failed")
        raise KnownError(code, file=path.name, folder=str(path.parent)) from error


def private_folder(path: Path) -> Path:
    """Make the folder *path* (with its parents) for this user only; return it."""
    with os_errors(path):
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            flush_folder(folder.parent)
    return path


def create_private_file(path: Path) -> None:
    """Make the empty file *path* for this user only.

    Raises ``KnownError('system.file_exists')`` if something has that name already.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
    try:
        with os_errors(path):
            os.close(os.open(path, flags, PRIVATE_FILE))
    except FileExistsError as error:
        raise KnownError("system.file_exists", file=path.name, folder=str(path.parent)) from error


def write_atomically(path: Path, data: bytes, *, mode: int = PRIVATE_FILE) -> None:
    """Replace the content of *path* with *data*: afterwards the file is old or new, never half.

    Raises ``KnownError`` ``system.*`` (disk full, no permission …); the old file and the
    folder are then as they were.
    """
    with new_file(path, mode=mode) as stream:
        stream.write(data)


@contextmanager
def new_file(path: Path, *, mode: int = PRIVATE_FILE) -> Iterator[BinaryIO]:
    """Give a stream whose content becomes *path* when the block ends without an error.

    The bytes go to a temporary file in the same folder, are flushed to the disk and take
    the name in one step; after an error nothing is left. Raises as ``write_atomically``.
    """
    temporary = path.with_name(f".{path.name[:20]}.{secrets.token_hex(4)}.tmp")
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    try:
        with os_errors(path):
            descriptor = os.open(temporary, flags, mode)
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    yield stream
                    flush_to_disk(stream)
                temporary.replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)
                raise
            flush_folder(path.parent)
    except FileNotFoundError as error:
        raise KnownError(
            "system.folder_missing", file=path.name, folder=str(path.parent)
        ) from error


def is_leftover(path: Path) -> bool:
    """Say whether *path* has the name of a temporary file of ``new_file``: a run was killed."""
    return _TEMPORARY.fullmatch(path.name) is not None


def sweep_leftovers(folder: Path) -> tuple[str, ...]:
    """Delete the temporary files lying in *folder* itself; return their names, sorted.

    Only for a folder that no other process is writing into (see ``folder_lock``).
    """
    with os_errors(folder):
        leftovers = sorted(path for path in folder.iterdir() if is_leftover(path))
        for path in leftovers:
            path.unlink(missing_ok=True)
    return tuple(path.name for path in leftovers)


def flush_to_disk(stream: BinaryIO) -> None:
    """Return when the bytes written to *stream* have reached the disk."""
    stream.flush()
    if sys.platform == "darwin":  # fsync leaves them in the drive's cache there
        fcntl.fcntl(stream.fileno(), fcntl.F_FULLFSYNC)
    else:
        os.fsync(stream.fileno())


def flush_folder(folder: Path) -> None:
    """Make new and changed names in *folder* survive a power cut (a no-op on Windows)."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
