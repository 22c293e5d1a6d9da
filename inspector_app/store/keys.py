"""Opening the folder: the vault, its users and the heads of its logs.

One random vault key opens everything; the databases' keys are derived from it (HKDF). It
lies in ``keys.json`` once per *slot*, wrapped together with the user's own keys: a
passphrase slot and a recovery slot for every user, a keyring slot where a user chose it.
The MAC of the vault key covers the whole file, so that no slot, salt or head can be
changed, added or removed without the key.

``keys.json`` shows to whoever has the folder: the users' display names (the unlock page
needs them), how many slots there are and their kind, the devices' ids and how many entries
each has written. There is no second copy in the folder, which would have to be verified as
well; every backup holds one. An old copy still opens with the passphrase it had.
"""

import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from inspector_app.domain.errors import DamagedError, InputError, RefusedError
from inspector_app.store import key_file, recovery_code
from inspector_app.store.identity import PublicKeys, UserKeys, generate
from inspector_app.store.key_file import FILE_NAME, Head, KdfCost, KeyFile, Kind, SlotType, UserSlot
from inspector_app.store.key_slots import (
    DEFAULT_MINIMUM_LENGTH,
    FLOOR,
    check_new_passphrase,
    make_slot,
    open_slot,
    passphrase_bytes,
)
from inspector_app.store.secret_bytes import KEY_BYTES, derive, wipe

#: The databases of a folder, by the names that ``Vault.database_key`` takes.
DATABASES = ("mission", "drafts")

_MAC_LABEL = "header-mac"
_MAX_NAME = 60


class Vault:
    """An unlocked folder: who unlocked it, their keys, and the keys of its parts.

    ``wipe`` it on locking. It holds no open file.
    """

    __slots__ = ("_content", "_vault_key", "folder", "keys", "user")

    def __init__(
        self, folder: Path, content: KeyFile, vault_key: bytearray, user: UserSlot, keys: UserKeys
    ) -> None:
        self.folder = folder
        self.user = user
        self.keys = keys
        self._content = content
        self._vault_key = vault_key

    @property
    def mission_id(self) -> str:
        """The mission's id (or the HQ folder's), as it was given at creation."""
        return self._content.folder_id

    @property
    def kind(self) -> Kind:
        """``mission`` or ``hq``."""
        return self._content.kind

    @property
    def user_id(self) -> str:
        """The id of the user who unlocked."""
        return self.user.user_id

    @property
    def databases(self) -> tuple[str, ...]:
        """The names of the folder's databases; their files are ``<name>.db``."""
        return tuple(sorted(self._content.salts))

    def database_key(self, name: str) -> bytearray:
        """Return the raw key of the database *name* (see ``DATABASES``); wipe it after use."""
        if name not in self._content.salts:
            raise KeyError(name)
        return self.subkey(f"db/{name}")

    def database_salt(self, name: str) -> bytes:
        """Return the 16 bytes that the database file *name* starts with."""
        return bytes.fromhex(self._content.salts[name])

    def subkey(self, label: str) -> bytearray:
        """Return the vault's 32-byte sub-key for *label* (e.g. ``access``); wipe it after use."""
        if not any(self._vault_key):
            raise RuntimeError("the vault is locked")
        return derive(self._vault_key, label)

    def wipe(self) -> None:
        """Forget the vault key; the vault is of no use afterwards."""
        wipe(self._vault_key)

    def current(self) -> KeyFile:
        """Read ``keys.json`` as it is now and check its MAC; raises ``DamagedError``."""
        content = key_file.read(self.folder / FILE_NAME)
        _check_mac(content, self.subkey(_MAC_LABEL))
        return content

    def edit(self, change: Callable[[KeyFile, bytearray], KeyFile]) -> None:
        """Write what *change* makes of the current content; it is also given the vault key."""
        content = change(self.current(), self._vault_key)
        self._content = _save(self.folder, content, self.subkey(_MAC_LABEL))


@dataclass(frozen=True, slots=True)
class NewUser:
    """What a new user must be given: the recovery code to note down, and their public keys."""

    public: PublicKeys
    recovery_code: str


def create_vault(
    folder: Path,
    *,
    mission_id: str,
    user: UserSlot,
    passphrase: str,
    cost: KdfCost,
    kind: Kind = "mission",
    databases: Sequence[str] = DATABASES,
    keys: UserKeys | None = None,
    minimum_length: int = DEFAULT_MINIMUM_LENGTH,
) -> tuple[Vault, str]:
    """Write ``keys.json`` into the existing, empty *folder* with its first user.

    *cost* comes from ``key_slots.calibrated``; *keys* are fresh unless the user has some
    already. Returns the open vault and the recovery code, which is shown once.
    Raises ``RefusedError`` for a weak passphrase or a folder that has keys.
    """
    path = folder / FILE_NAME
    if path.exists():
        raise RefusedError("store.folder_in_place", folder=folder.name)
    vault_key = bytearray(secrets.token_bytes(KEY_BYTES))
    empty = KeyFile(
        folder_id=mission_id,
        kind=kind,
        salts={name: secrets.token_hex(16) for name in databases},
        users=(),
        slots=(),
    )
    secret = check_new_passphrase(passphrase, minimum_length=minimum_length)
    own_keys = generate() if keys is None else keys
    code = recovery_code.new_code()
    content = _with_user(empty, vault_key, user, secret, code, cost=cost, keys=own_keys)
    content = _save(folder, content, derive(vault_key, _MAC_LABEL))
    return Vault(folder, content, vault_key, content.user(user.user_id), own_keys), code


def list_users(folder: Path) -> tuple[UserSlot, ...]:
    """Return the users of the folder, in the order they were added; needs no secret.

    Raises ``DamagedError`` (``store.file_missing``, ``store.keys_damaged``) and
    ``KnownError('store.newer_folder')``, as every function here that reads the file.
    """
    return key_file.read(folder / FILE_NAME).users


def unlock_passphrase(
    folder: Path, user_id: str, passphrase: str, *, minimum: KdfCost = FLOOR
) -> Vault:
    """Unlock with the user's passphrase (takes up to a second: use a worker thread).

    *minimum* is the least cost accepted; only tests lower it.
    Raises ``WrongSecretError('store.wrong_passphrase')``, ``DamagedError``.
    """
    return _unlock(folder, user_id, "passphrase", passphrase_bytes(passphrase), minimum)


def unlock_recovery(folder: Path, user_id: str, code: str) -> Vault:
    """Unlock with the recovery code; let the user set a new passphrase next.

    Raises ``InputError('store.recovery_…')`` for a code that is mistyped and
    ``WrongSecretError('store.wrong_recovery')`` for one of another folder or user.
    """
    return _unlock(folder, user_id, "recovery", recovery_code.secret_of(code), FLOOR)


def unlock_keyring(folder: Path, user_id: str, secret: bytes) -> Vault:
    """Unlock with the random secret that this computer's keyring holds.

    Raises ``InputError('store.no_keyring_slot')``, ``WrongSecretError('store.wrong_keyring')``.
    """
    return _unlock(folder, user_id, "keyring", secret, FLOOR)


def has_keyring_slot(folder: Path, user_id: str) -> bool:
    """Say whether the user chose to unlock from a computer's keyring."""
    slots = key_file.read(folder / FILE_NAME).slots
    return any(slot.type == "keyring" and slot.user_id == user_id for slot in slots)


def add_user(
    vault: Vault,
    *,
    user: UserSlot,
    passphrase: str,
    cost: KdfCost,
    keys: UserKeys | None = None,
    minimum_length: int = DEFAULT_MINIMUM_LENGTH,
) -> NewUser:
    """Give another member of the team access to this folder.

    Raises ``RefusedError('store.user_exists')`` and those for a weak passphrase.
    """
    secret = check_new_passphrase(passphrase, minimum_length=minimum_length)
    own_keys = generate() if keys is None else keys
    code = recovery_code.new_code()

    def with_user(content: KeyFile, vault_key: bytearray) -> KeyFile:
        if any(known.user_id == user.user_id for known in content.users):
            raise RefusedError("store.user_exists", name=user.name)
        return _with_user(content, vault_key, user, secret, code, cost=cost, keys=own_keys)

    vault.edit(with_user)
    return NewUser(own_keys.public, code)


def change_passphrase(
    vault: Vault,
    passphrase: str,
    *,
    cost: KdfCost,
    minimum_length: int = DEFAULT_MINIMUM_LENGTH,
) -> None:
    """Set a new passphrase for the user who unlocked; copies of the old file keep the old one."""
    secret = check_new_passphrase(passphrase, minimum_length=minimum_length)
    _replace_slot(vault, "passphrase", secret, cost=cost)


def renew_recovery_code(vault: Vault) -> str:
    """Replace the recovery code of the user who unlocked; return the new one."""
    code = recovery_code.new_code()
    _replace_slot(vault, "recovery", recovery_code.secret_of(code))
    return code


def add_keyring_slot(vault: Vault, secret: bytes) -> None:
    """Let *secret* (32 random bytes that the keyring has proven to keep) unlock this user."""
    if len(secret) != KEY_BYTES:
        raise ValueError("a keyring secret has 32 bytes")
    _replace_slot(vault, "keyring", secret)


def remove_keyring_slot(vault: Vault) -> None:
    """Take the keyring slot of the user who unlocked away; harmless if there is none."""
    vault.edit(lambda content, _: _without(content, "keyring", vault.user_id))


def write_heads(vault: Vault, heads: Mapping[str, Head]) -> None:
    """Note where every device's log ends (device id -> head), to be compared at opening.

    Write them at a clean close and every few minutes: a folder that is older than its
    heads was rolled back, or lost its WAL.
    """
    vault.edit(lambda content, _: replace(content, heads=dict(heads)))


def read_heads(vault: Vault) -> Mapping[str, Head]:
    """Return the heads last written; raises ``DamagedError('store.keys_damaged')``."""
    return MappingProxyType(dict(vault.current().heads))


def _unlock(folder: Path, user_id: str, type_: SlotType, secret: bytes, minimum: KdfCost) -> Vault:
    content = key_file.read(folder / FILE_NAME)
    user = content.user(user_id)
    slot = next((s for s in content.slots if s.type == type_ and s.user_id == user_id), None)
    if slot is None:
        raise InputError(f"store.no_{type_}_slot", name=user.name)
    vault_key, keys = open_slot(content, slot, secret, minimum=minimum)
    _check_mac(content, derive(vault_key, _MAC_LABEL))
    return Vault(folder, content, vault_key, user, keys)


def _with_user(
    content: KeyFile,
    vault_key: bytearray,
    user: UserSlot,
    secret: bytes,
    code: str,
    *,
    cost: KdfCost,
    keys: UserKeys,
) -> KeyFile:
    name = user.name.strip()
    if not 0 < len(name) <= _MAX_NAME or not name.isprintable():
        raise InputError("store.bad_user_name", maximum=_MAX_NAME)
    id_ = user.user_id
    new = (
        make_slot(content, "passphrase", id_, secret, vault_key=vault_key, keys=keys, cost=cost),
        make_slot(
            content, "recovery", id_, recovery_code.secret_of(code), vault_key=vault_key, keys=keys
        ),
    )
    users = (*content.users, UserSlot(id_, name))
    return replace(content, users=users, slots=(*content.slots, *new))


def _replace_slot(
    vault: Vault, type_: SlotType, secret: bytes, *, cost: KdfCost | None = None
) -> None:
    user_id = vault.user_id

    def with_slot(content: KeyFile, vault_key: bytearray) -> KeyFile:
        slot = make_slot(
            content, type_, user_id, secret, vault_key=vault_key, keys=vault.keys, cost=cost
        )
        rest = _without(content, type_, user_id)
        return replace(rest, slots=(*rest.slots, slot))

    vault.edit(with_slot)


def _without(content: KeyFile, type_: SlotType, user_id: str) -> KeyFile:
    slots = tuple(slot for slot in content.slots if (slot.type, slot.user_id) != (type_, user_id))
    return replace(content, slots=slots)


def _check_mac(content: KeyFile, mac_key: bytearray) -> None:
    if not hmac.compare_digest(content.mac, _mac(content, mac_key)):
        raise DamagedError("store.keys_damaged", file=FILE_NAME)


def _mac(content: KeyFile, mac_key: bytearray) -> str:
    return hmac.digest(mac_key, content.authenticated(), "sha256").hex()


def _save(folder: Path, content: KeyFile, mac_key: bytearray) -> KeyFile:
    path = folder / FILE_NAME
    key_file.write(path, replace(content, mac=_mac(content, mac_key)))
    return key_file.read(path)
