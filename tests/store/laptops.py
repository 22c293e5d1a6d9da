"""A team of invented people (示例) and their laptops, for tests of the mission folder.

A ``Team`` has three people whose keys are the same on every laptop. ``laptop(name)`` makes a
mission folder that all of them can unlock; ``exchange`` carries entries as a package would,
through JSON.
"""

import contextlib
import itertools
import json
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from inspector_app.domain.ids import uuid7
from inspector_app.domain.record_type import RecordType
from inspector_app.domain.records import MISSION_TYPES
from inspector_app.domain.vocabulary import Role
from inspector_app.store import keys
from inspector_app.store.folder import MissionFolder, Setting, create_databases
from inspector_app.store.identity import UserKeys, generate
from inspector_app.store.key_file import KdfCost, UserSlot
from inspector_app.store.merge import (
    Merged,
    foreign_as_json,
    foreign_from_json,
    outgoing,
    take_in,
)
from inspector_app.store.verify import Verified, verify_folder

CHEAP = KdfCost(1, 8, 1)
PASSPHRASE = "示例 口令 correct horse"
MISSION = "0190-mission"
LEADER, MEMBER, OTHER = "leader", "member", "other"
ROLES = {LEADER: Role.LEADER, MEMBER: Role.MEMBER, OTHER: Role.MEMBER}


def user_keys() -> dict[str, UserKeys]:
    """Return fresh keys for everybody."""
    return {user: generate() for user in ROLES}


class Laptop:
    """One folder on one device, opened by one person at a time."""

    def __init__(self, path: Path, name: str, types: Mapping[str, RecordType], year: int) -> None:
        self.path = path
        self.name = name
        self.types = types
        self._ticks = itertools.count(year * 31_557_600_000)
        self._open: MissionFolder | None = None

    def vault(self, user: str) -> keys.Vault:
        return keys.unlock_passphrase(self.path, user, PASSPHRASE, minimum=CHEAP)

    def open(self, user: str) -> MissionFolder:
        """Let *user* work; whoever worked before is put out."""
        self.close()
        setting = Setting(self.types, self.name, lambda: f"claimed by {self.name}", self.new_id)
        self._open = MissionFolder(self.path, self.vault(user), setting)
        return self._open

    def new_id(self) -> str:
        return uuid7(next(self._ticks))

    def close(self) -> None:
        if self._open is not None:
            self._open.close()
            self._open = None

    def verify(self, user: str) -> Verified:
        """Close the folder and check it as *user*."""
        self.close()
        vault = self.vault(user)
        try:
            return verify_folder(self.path, vault, self.types)
        finally:
            vault.wipe()


class Team:
    """The people, and laptops made for them. Close it: it closes every laptop.

    *issued* is the folder that every laptop begins as, made by ``issue``.
    """

    def __init__(self, home: Path, issued: Path) -> None:
        self.home = home
        self.issued = issued
        self.laptops: list[Laptop] = []

    def laptop(
        self,
        name: str,
        *,
        types: Mapping[str, RecordType] = MISSION_TYPES,
        year: int = 56,
        known: bool = True,
    ) -> Laptop:
        """Make a folder; *known* says whether the people stand in its journal yet."""
        path = self.home / f"{name}.mission"
        shutil.copytree(self.issued / ("known" if known else "empty"), path)
        laptop = Laptop(path, name, types, year)
        self.laptops.append(laptop)
        return laptop

    def close(self) -> None:
        for laptop in self.laptops:
            # A test may have damaged what closing would write.
            with contextlib.suppress(Exception):
                laptop.close()


def issue(home: Path, people: Mapping[str, UserKeys]) -> Path:
    """Make the folders that laptops begin as: ``empty``, and ``known`` with its people."""
    empty = home / "empty"
    empty.mkdir()
    users = list(people)
    vault, _ = keys.create_vault(
        empty,
        mission_id=MISSION,
        user=UserSlot(users[0], "示例·组长"),
        passphrase=PASSPHRASE,
        cost=CHEAP,
        keys=people[users[0]],
    )
    for user in users[1:]:
        keys.add_user(
            vault,
            user=UserSlot(user, f"示例·{user}"),
            passphrase=PASSPHRASE,
            cost=CHEAP,
            keys=people[user],
        )
    (empty / "blobs").mkdir()
    create_databases(empty, vault)
    vault.wipe()
    shutil.copytree(empty, home / "known")
    office = Laptop(home / "known", "office", MISSION_TYPES, 55)
    journal = office.open(LEADER).journal
    journal.write(
        *(
            journal.create(
                "user",
                {
                    "name": f"示例·{user}",
                    "role": ROLES[user].value,
                    "seal_key": keys_of.public.seal,
                    "sign_key": keys_of.public.sign,
                },
                user,
            )
            for user, keys_of in people.items()
        )
    )
    office.close()
    return home


def travelling(
    folder: MissionFolder, *, open_bodies: bool = False, without: Collection[str] = ()
) -> list[object]:
    """Return what a folder sends, as JSON that has been text."""
    sent = outgoing(folder.journal.reader, open_bodies=open_bodies)
    entries = [foreign_as_json(one) for one in sent if one.stub.id not in without]
    return json.loads(json.dumps(entries, ensure_ascii=False))


def receive(folder: MissionFolder, entries: Iterable[object]) -> Merged:
    """Take in what another folder sent."""
    return take_in(folder.journal, [foreign_from_json(one) for one in entries], folder.vault.keys)


def exchange(sender: MissionFolder, receiver: MissionFolder) -> Merged:
    """Carry everything from one folder to another."""
    return receive(receiver, travelling(sender))
