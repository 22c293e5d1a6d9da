"""Who is at the command line: passphrases from a prompt, a file or the keyring.

Never from an argument: arguments stand in the shell's history and in the process list.
"""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_app.cli.console import Console
from inspector_app.cli.files import read_small
from inspector_app.domain.errors import InputError, KnownError
from inspector_app.services.session import (
    Sitting,
    Surroundings,
    open_mission,
    open_with_keyring,
)
from inspector_app.store.folder import MISSION_DB
from inspector_app.store.key_file import FILE_NAME, UserSlot, read
from inspector_app.store.keys import has_keyring_slot, list_users


def add_passphrase_option(parser: argparse.ArgumentParser, console: Console) -> None:
    """Add the option that says where the passphrase stands."""
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=console.words("help.passphrase_file")
    )


def add_access_options(
    parser: argparse.ArgumentParser, console: Console, *, keyring: bool = True
) -> None:
    """Add the options that say who unlocks the folder, and how."""
    parser.add_argument("--user", metavar="NAME", help=console.words("help.user"))
    if not keyring:
        add_passphrase_option(parser, console)
        return
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=console.words("help.passphrase_file")
    )
    ways.add_argument("--keyring", action="store_true", help=console.words("help.keyring"))


def read_passphrase(
    args: argparse.Namespace, console: Console, *, name: str, new: bool = False
) -> str:
    """Return the passphrase of *name* from ``--passphrase-file`` or a prompt.

    A file holds the passphrase as its only line, or lines of ``name: passphrase`` and
    remarks behind ``#``. A *new* one is asked for twice. Raises ``InputError``
    ``cli.no_passphrase`` if nobody can be asked, ``cli.no_passphrase_in_file``,
    ``cli.passphrases_differ`` and those of ``read_small``.
    """
    file: Path | None = args.passphrase_file
    if file is not None:
        return _from_file(file, name)
    if sys.stdin is None or not sys.stdin.isatty():
        raise InputError("cli.no_passphrase")
    typed = _prompt(console.words("prompt.passphrase", name=name))
    if new and _prompt(console.words("prompt.again")) != typed:
        raise InputError("cli.passphrases_differ")
    return typed


def _prompt(text: str) -> str:
    try:
        return getpass.getpass(text)
    except (EOFError, OSError) as error:
        raise InputError("cli.no_passphrase") from error


def _from_file(file: Path, name: str) -> str:
    lines = [line.strip() for line in read_small(file).splitlines() if line.strip()]
    if len(lines) == 1:
        only = _named(lines[0])
        return only[1] if only[0] == name else lines[0]
    named = dict(_named(line) for line in lines if not line.startswith("#"))
    if name not in named:
        raise InputError("cli.no_passphrase_in_file", file=file.name, name=name)
    return named[name]


def _named(line: str) -> tuple[str, str]:
    who, _, passphrase = line.replace("：", ":", 1).partition(":")
    return who.strip(), passphrase.strip()


def choose_user(folder: Path, wanted: str | None, console: Console) -> UserSlot:
    """Return the user to unlock as: the one named, or the first (the leader)."""
    if not folder.is_dir():
        raise InputError("cli.no_such_folder", folder=str(folder))
    if not any((folder / name).exists() for name in (FILE_NAME, MISSION_DB)):
        raise InputError("cli.not_a_folder_of_ours", folder=str(folder))
    users = list_users(folder)
    if wanted is None:
        return users[0]
    for user in users:
        if wanted in {user.name, user.user_id}:
            return user
    raise InputError("cli.unknown_user", name=wanted, known=console.names(u.name for u in users))


@contextmanager
def unlocked(
    args: argparse.Namespace, console: Console, folder: Path, surroundings: Surroundings
) -> Iterator[Sitting]:
    """Open the mission the arguments name, and lock it when the block ends."""
    user = choose_user(folder, args.user, console)
    if args.keyring:
        sitting = _by_keyring(folder, user, surroundings)
    else:
        passphrase = read_passphrase(args, console, name=user.name)
        sitting = open_mission(surroundings, folder, user=user.user_id, passphrase=passphrase)
    try:
        if sitting.rolled_back:
            console.warn(KnownError("mission.rolled_back"))
        yield sitting
    finally:
        sitting.end()


def _by_keyring(folder: Path, user: UserSlot, surroundings: Surroundings) -> Sitting:
    # Looking for back ends takes long, and few commands need one.
    from inspector_app.system.keyring_slot import (  # noqa: PLC0415
        require_keyring,
        secret_name,
    )

    keyring = require_keyring()
    secret = None
    if has_keyring_slot(folder, user.user_id):
        secret = keyring.secret(secret_name(read(folder / FILE_NAME).folder_id, user.user_id))
    if secret is None:
        raise InputError("store.no_keyring_slot", name=user.name)
    return open_with_keyring(surroundings, folder, user=user.user_id, secret=secret)
