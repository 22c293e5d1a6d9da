"""The layout of ``keys.json``: reading, checking and writing it, without any secret.

The file is the canonical JSON of its content, to the byte. ``check`` is a plain SHA-256
over everything else, so that damage is known before a secret is asked for; ``mac`` is the
vault key's word for everything but the two (see ``keys``).
"""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, cast

from inspector_app.domain.canonical import Json, canonical, digest
from inspector_app.domain.errors import DamagedError, InputError, KnownError
from inspector_app.system.safe_files import os_errors, write_atomically

FILE_NAME = "keys.json"
VERSION = 1
MAX_BYTES = 4 * 1024 * 1024

Kind = Literal["mission", "hq"]
SlotType = Literal["passphrase", "recovery", "keyring"]

_KINDS = ("mission", "hq")
_SLOT_TYPES = ("passphrase", "recovery", "keyring")
_MAX_TEXT = 200


@dataclass(frozen=True, slots=True)
class UserSlot:
    """A user of the folder, as the unlock page lists them; ``name`` is visible to anyone."""

    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one try of a passphrase costs (Argon2id): passes, memory in KiB, lanes."""

    passes: int
    memory_kib: int
    lanes: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One wrapped copy of the vault key and its user's keys; ``cost`` only for passphrases."""

    slot_id: str
    type: SlotType
    user_id: str
    salt: str
    cost: KdfCost | None
    wrapped: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a device's log ended when the file was written: number and hash of its entry."""

    seq: int
    entry_hash: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The content of ``keys.json``. ``salts`` are the databases' salts by name, in hex."""

    folder_id: str
    kind: Kind
    salts: Mapping[str, str]
    users: tuple[UserSlot, ...]
    slots: tuple[Slot, ...]
    heads: Mapping[str, Head] = field(default_factory=dict)
    mac: str = ""

    def authenticated(self) -> bytes:
        """Return the bytes that ``mac`` speaks for."""
        return canonical({"body": _body(self), "purpose": "keys.json"})

    def user(self, user_id: str) -> UserSlot:
        """Return the user; raises ``InputError('store.unknown_user')``."""
        for user in self.users:
            if user.user_id == user_id:
                return user
        raise InputError("store.unknown_user")


def read(path: Path) -> KeyFile:
    """Read and check the file at *path*.

    Raises ``DamagedError``: ``store.file_missing``, ``store.keys_damaged``, and
    ``KnownError('store.newer_folder')`` for a file of a newer program.
    """
    try:
        with os_errors(path), path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise DamagedError("store.file_missing", file=path.name) from error
    try:
        tree = _parse(data)
        if _int(tree["v"]) > VERSION:
            raise KnownError("store.newer_folder")
        return _from_tree(tree)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise DamagedError("store.keys_damaged", file=path.name) from error


def write(path: Path, content: KeyFile) -> None:
    """Replace the file at *path* in one step; raises ``KnownError`` ``system.*``.

    What could not be read again is not written (``ValueError``): it would lock everyone out.
    """
    tree = {**_body(content), "mac": content.mac}
    data = canonical({**tree, "check": digest(tree)})
    _from_tree(_parse(data))
    write_atomically(path, data)


def slot_header(content: KeyFile, slot: Slot) -> bytes:
    """Return everything about *slot* but its wrapped bytes: what the wrapping authenticates."""
    header = _slot_tree(slot)
    del header["wrapped"]
    return canonical({"id": content.folder_id, "kind": content.kind, "slot": header, "v": VERSION})


def _parse(data: bytes) -> dict[str, Json]:
    if len(data) > MAX_BYTES:
        raise ValueError("too long")
    tree = json.loads(data.decode("utf-8"))
    if not isinstance(tree, dict) or canonical(tree) != data:
        raise ValueError("not canonical")
    rest = {key: value for key, value in tree.items() if key != "check"}
    if not hmac.compare_digest(str(tree["check"]), digest(rest)):
        raise ValueError("checksum")
    return tree


def _body(content: KeyFile) -> dict[str, Json]:
    return {
        "databases": dict(content.salts),
        "heads": {
            device: {"hash": head.entry_hash, "seq": head.seq}
            for device, head in content.heads.items()
        },
        "id": content.folder_id,
        "kind": content.kind,
        "slots": [_slot_tree(slot) for slot in content.slots],
        "users": [{"id": user.user_id, "name": user.name} for user in content.users],
        "v": VERSION,
    }


def _slot_tree(slot: Slot) -> dict[str, Json]:
    cost = slot.cost
    return {
        "id": slot.slot_id,
        "kdf": None
        if cost is None
        else {"lanes": cost.lanes, "memory_kib": cost.memory_kib, "passes": cost.passes},
        "salt": slot.salt,
        "type": slot.type,
        "user": slot.user_id,
        "wrapped": slot.wrapped,
    }


def _from_tree(tree: dict[str, Json]) -> KeyFile:
    _expect(tree, "check", "databases", "heads", "id", "kind", "mac", "slots", "users", "v")
    content = KeyFile(
        folder_id=_text(tree["id"]),
        kind=cast("Kind", _one_of(tree["kind"], _KINDS)),
        salts={
            _file_name(name): _hex(salt, 16) for name, salt in _object(tree["databases"]).items()
        },
        users=tuple(_user(item) for item in _list(tree["users"])),
        slots=tuple(_slot(item) for item in _list(tree["slots"])),
        heads={device: _head(item) for device, item in _object(tree["heads"]).items()},
        mac=_hex(tree["mac"], 32),
    )
    if tree["v"] != VERSION or tree != {
        **_body(content),
        "mac": content.mac,
        "check": tree["check"],
    }:
        raise ValueError("unknown layout")
    return content


def _user(value: Json) -> UserSlot:
    tree = _object(value)
    _expect(tree, "id", "name")
    return UserSlot(_text(tree["id"]), _text(tree["name"]))


def _slot(value: Json) -> Slot:
    tree = _object(value)
    _expect(tree, "id", "kdf", "salt", "type", "user", "wrapped")
    return Slot(
        slot_id=_hex(tree["id"], 8),
        type=cast("SlotType", _one_of(tree["type"], _SLOT_TYPES)),
        user_id=_text(tree["user"]),
        salt=_hex(tree["salt"], 16),
        cost=None if tree["kdf"] is None else _cost(tree["kdf"]),
        wrapped=_hex(tree["wrapped"]),
    )


def _cost(value: Json) -> KdfCost:
    tree = _object(value)
    _expect(tree, "lanes", "memory_kib", "passes")
    return KdfCost(_int(tree["passes"]), _int(tree["memory_kib"]), _int(tree["lanes"]))


def _head(value: Json) -> Head:
    tree = _object(value)
    _expect(tree, "hash", "seq")
    return Head(_int(tree["seq"]), _hex(tree["hash"], 32))


def _expect(tree: Mapping[str, Json], *keys: str) -> None:
    if tree.keys() != set(keys):
        raise ValueError("unknown layout")


def _object(value: Json) -> Mapping[str, Json]:
    if not isinstance(value, Mapping):
        raise TypeError("object")
    return value


def _list(value: Json) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError("list")
    return value


def _text(value: Json) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= _MAX_TEXT:
        raise ValueError("text")
    return value


def _file_name(value: str) -> str:
    if not (value.isascii() and value.isalpha() and value.islower()):
        raise ValueError("a database's name is the name of its file")
    return value


def _one_of(value: Json, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise ValueError("choice")
    return str(value)


def _int(value: Json) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("integer")
    return value


def _hex(value: Json, size: int | None = None) -> str:
    if not isinstance(value, str) or bytes.fromhex(value).hex() != value:
        raise ValueError("hexadecimal digits")
    if size is not None and len(value) != 2 * size:
        raise ValueError("length")
    return value
