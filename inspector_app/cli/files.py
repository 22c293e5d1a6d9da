"""Small text files that are given to commands, and the files that commands write."""

from pathlib import Path

from inspector_app.domain.errors import InputError, KnownError
from inspector_app.intake.files import display_name
from inspector_app.intake.text import decode
from inspector_app.system.safe_files import os_errors, private_folder, write_atomically

#: Cards, requests, certificates, receipts, passphrases: none is as large as this.
MOST_BYTES = 1024 * 1024


def read_small(path: Path) -> str:
    """Return the text of a small file, or of a pipe.

    Raises ``InputError`` as ``read_small_bytes`` does, and ``intake.not_text``.
    """
    return decode(read_small_bytes(path), name=display_name(path))


def read_small_bytes(path: Path) -> bytes:
    """Return the bytes of a small file, or of a pipe.

    Raises ``InputError`` ``intake.missing``, ``.not_a_file``, ``.too_large``, and
    ``KnownError`` ``system.*``.
    """
    name = display_name(path)
    if path.is_dir():
        raise InputError("intake.not_a_file", name=name)
    try:
        with os_errors(path), path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("intake.missing", name=name) from error
    if len(data) > MOST_BYTES:
        raise InputError("intake.too_large", name=name, megabytes=MOST_BYTES // 1024**2)
    return data


def write_result(path: Path, data: bytes) -> None:
    """Write what a command made, for this user only; its folder is made if it is missing.

    Raises ``KnownError`` ``system.*``.
    """
    if path.is_dir():
        raise KnownError("system.file_exists", file=path.name, folder=str(path.parent))
    try:
        private_folder(path.parent)
    except FileExistsError as error:  # one of the folders is a file
        raise InputError("cli.no_such_folder", folder=str(path.parent)) from error
    write_atomically(path, data)
