"""One process per mission folder: window, command line, verify and backup alike.

The lock is the operating system's, on a file ``lock`` inside the folder, so it ends with
the process whatever happens to it. The file also says who holds it, for the message to
whoever comes second, and is removed at a clean close: one that is found unlocked was left
by a crash.
"""

import contextlib
import errno
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from inspector_app.domain.errors import KnownError
from inspector_app.system.clock import Clock, claimed_at
from inspector_app.system.safe_files import PRIVATE_FILE, os_errors

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FILE_NAME = "lock"
_MAX_BYTES = 4096
#: Windows locks byte ranges against reading too; this byte is beyond the file's text.
_LOCKED_BYTE = 1 << 30
_HELD = frozenset({errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK})


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a folder, as they said themselves; ``since`` is by their clock."""

    host: str
    pid: int
    since: str
    program: str


@dataclass(frozen=True, slots=True)
class FolderLock:
    """A folder that is ours; ``left_behind`` is who last held it and did not close it."""

    folder: Path
    left_behind: Holder | None


@contextmanager
def lock_folder(folder: Path, *, program: str, clock: Clock) -> Iterator[FolderLock]:
    """Hold *folder* for this process while the block runs.

    *program* says what for (window, verify …). Raises ``KnownError``: ``store.in_use``
    with ``host``, ``pid``, ``since``, ``program``; ``store.in_use_unknown`` if the holder
    has not said; ``store.folder_missing``; ``system.*``.
    """
    path = folder / FILE_NAME
    descriptor = _acquire(path)
    try:
        left_behind = _read(descriptor)
        ours = Holder(socket.gethostname(), os.getpid(), claimed_at(clock), program)
        with contextlib.suppress(OSError):  # a full disk must still let people read
            _write(descriptor, ours)
        yield FolderLock(folder, left_behind)
    finally:
        _release(path, descriptor)


def _acquire(path: Path) -> int:
    while True:
        descriptor = _open(path)
        with contextlib.ExitStack() as cleanup:
            cleanup.callback(os.close, descriptor)
            _lock(descriptor, path)
            if _is_still(path, descriptor):
                cleanup.pop_all()
                return descriptor
            # else the last holder removed the file between our two steps


def _open(path: Path) -> int:
    flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_BINARY", 0)
    try:
        with os_errors(path):
            return os.open(path, flags, PRIVATE_FILE)
    except FileNotFoundError as error:
        raise KnownError("store.folder_missing", folder=str(path.parent)) from error


def _is_still(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _lock(descriptor: int, path: Path) -> None:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in _HELD:
            raise KnownError("system.no_locks", folder=str(path.parent)) from error
        holder = _read(descriptor)
        if holder is None:
            raise KnownError("store.in_use_unknown") from error
        raise KnownError("store.in_use", **asdict(holder)) from error


def _release(path: Path, descriptor: int) -> None:
    if sys.platform == "win32":  # an open file cannot be removed there
        os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)


def _read(descriptor: int) -> Holder | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        tree = json.loads(os.read(descriptor, _MAX_BYTES))
        host, pid, since, program = (tree[key] for key in ("host", "pid", "since", "program"))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return Holder(str(host), int(pid) if isinstance(pid, int) else 0, str(since), str(program))


def _write(descriptor: int, holder: Holder) -> None:
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8"))
