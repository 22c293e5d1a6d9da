"""Who is at the command line: passphrases from a prompt, a file or the keyring.

Never from an argument: arguments stand in the shell's history and in the process list.
"""

import argparse
import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inspector_app.cli.console import Console
from inspector_app.domain.errors import InputError
from inspector_app.services.session import (
    Sitting,
    Surroundings,
    open_mission,
    open_with_keyring,
)
from inspector_app.store.key_file import FILE_NAME, UserSlot, read
from inspector_app.store.keys import has_keyring_slot, list_users
from inspector_app.system.keyring_slot import find_keyring, secret_name
from inspector_app.system.safe_files import os_errors

_MOST_BYTES = 4096


def add_access_options(parser: argparse.ArgumentParser, console: Console) -> None:
    """Add the options that say who unlocks the folder."""
    parser.add_argument("--user", metavar="NAME", help=console.words("help.user"))
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="FILE", help=console.words("help.passphrase_file")
    )
    parser.add_argument("--keyring", action="store_true", help=console.words("help.keyring"))


def read_passphrase(args: argparse.Namespace, console: Console, *, name: str = "") -> str:
    """Return the passphrase from ``--passphrase-file`` or a prompt.

    A file holds the passphrase on its first line, or lines of ``name: passphrase``.
    Raises ``InputError`` if the file has none or nobody can be asked.
    """
    file: Path | None = args.passphrase_file
    if file is not None:
        return _from_file(file, name)
    try:
        return getpass.getpass(console.words("prompt.passphrase", name=name))
    except (EOFError, OSError) as error:
        raise InputError("cli.no_passphrase") from error


def _from_file(file: Path, name: str) -> str:
    with os_errors(file), file.open("rb") as stream:
        data = stream.read(_MOST_BYTES)
    lines = [line.strip() for line in data.decode("utf-8-sig", "replace").splitlines()]
    given = [line for line in lines if line and not line.startswith("#")]
    named: dict[str, str] = {}
    for line in given:
        who, separator, passphrase = line.replace("：", ":").partition(":")
        if separator:
            named[who.strip()] = passphrase.strip()
    if name in named:
        return named[name]
    if len(given) == 1:
        return given[0]
    raise InputError("cli.no_passphrase_in_file", file=file.name, name=name)


def choose_user(folder: Path, wanted: str | None) -> UserSlot:
    """Return the user to unlock as: the one named, or the first (the leader)."""
    users = list_users(folder)
    if wanted is None:
        return users[0]
    for user in users:
        if wanted in {user.name, user.user_id}:
            return user
    raise InputError("cli.unknown_user", name=wanted, known="、".join(u.name for u in users))


@contextmanager
def unlocked(
    args: argparse.Namespace, console: Console, folder: Path, surroundings: Surroundings
) -> Iterator[Sitting]:
    """Open the mission the arguments name, and lock it when the block ends."""
    user = choose_user(folder, args.user)
    if args.keyring:
        sitting = _by_keyring(folder, user, surroundings)
    else:
        passphrase = read_passphrase(args, console, name=user.name)
        sitting = open_mission(surroundings, folder, user=user.user_id, passphrase=passphrase)
    try:
        yield sitting
    finally:
        sitting.end()


def _by_keyring(folder: Path, user: UserSlot, surroundings: Surroundings) -> Sitting:
    keyring = find_keyring()
    if keyring is None or not has_keyring_slot(folder, user.user_id):
        raise InputError("store.no_keyring_slot", name=user.name)
    mission_id = read(folder / FILE_NAME).folder_id
    secret = keyring.secret(secret_name(mission_id, user.user_id))
    if secret is None:
        raise InputError("store.no_keyring_slot", name=user.name)
    return open_with_keyring(surroundings, folder, user=user.user_id, secret=secret)
