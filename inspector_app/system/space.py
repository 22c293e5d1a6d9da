"""Free space on a disk, asked before work that would fill it."""

import shutil
from pathlib import Path

from inspector_app.domain.errors import KnownError
from inspector_app.system.safe_files import os_errors

_MEGABYTE = 1_000_000


def free_bytes(path: Path) -> int:
    """Return how many bytes can still be written where *path* is or will be."""
    existing = path.absolute()
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    with os_errors(existing):
        return shutil.disk_usage(existing).free


def require_space(path: Path, needed: int) -> None:
    """Raise ``KnownError('system.not_enough_space')`` if fewer than *needed* bytes are free.

    The error gives ``needed`` and ``free`` in megabytes and the ``folder``.
    """
    free = free_bytes(path)
    if free < needed:
        raise KnownError(
            "system.not_enough_space",
            folder=str(path),
            needed=-(-needed // _MEGABYTE),
            free=free // _MEGABYTE,
        )
