"""Open a file that somebody chose: a plain file of bounded size, and nothing else."""

import os
import stat
import unicodedata
from pathlib import Path
from typing import BinaryIO

from inspector_app.domain.errors import InputError

MEGABYTE = 1024 * 1024
_LONGEST_NAME = 120
# What Windows lacks of these, the check before opening has to do there.
_FLAGS = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY")
)


def display_name(path: Path | str) -> str:
    """Return a file's name as it may be shown: one line, NFC, no control or direction marks.

    Direction marks can make ``exe.gpj`` look like ``jpg.exe``; undecodable bytes become �.
    """
    name = path.name if isinstance(path, Path) else path
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    name = unicodedata.normalize("NFC", name)
    shown = "".join(
        "_" if unicodedata.category(char) in {"Cc", "Cf", "Zl", "Zp"} else char for char in name
    )
    shown = " ".join(shown.split()) or "_"
    if len(shown) <= _LONGEST_NAME:
        return shown
    stem, dot, ending = shown.rpartition(".")
    if not dot or len(ending) > 10:
        return shown[: _LONGEST_NAME - 1] + "…"
    return stem[: _LONGEST_NAME - len(ending) - 2] + "…." + ending


def open_plain(path: Path) -> BinaryIO:
    """Open *path* for reading if it is an ordinary file with something in it.

    Links, folders, devices and pipes are refused: what is checked must be what is read.
    Raises ``InputError`` with ``intake.missing``, ``.link``, ``.not_a_file``, ``.no_access``
    or ``.empty``.
    """
    name = display_name(path)
    try:
        _check_mode(path.lstat().st_mode, name)
        handle = os.open(path, _FLAGS)
    except FileNotFoundError as problem:
        raise InputError("intake.missing", name=name) from problem
    except (OSError, ValueError) as problem:  # a zero byte in the name is a ValueError
        raise InputError("intake.no_access", name=name) from problem
    stream = os.fdopen(handle, "rb")
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and found.st_size:
        return stream
    stream.close()
    _check_mode(found.st_mode, name)
    raise InputError("intake.empty", name=name)


def read_plain(path: Path, *, limit: int) -> bytes:
    """Return the bytes of an ordinary file of at most *limit* bytes.

    Raises ``InputError`` as ``open_plain`` does, and ``intake.too_large``.
    """
    name = display_name(path)
    with open_plain(path) as stream:
        try:
            data = stream.read(limit + 1)
        except OSError as problem:
            raise InputError("intake.no_access", name=name) from problem
    if len(data) > limit:
        raise InputError("intake.too_large", name=name, megabytes=limit // MEGABYTE)
    return data


def _check_mode(mode: int, name: str) -> None:
    if stat.S_ISLNK(mode):
        raise InputError("intake.link", name=name)
    if not stat.S_ISREG(mode):
        raise InputError("intake.not_a_file", name=name)
