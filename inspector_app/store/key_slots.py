"""Wrapping the vault key: from a passphrase, a recovery code or the system's keyring.

A slot holds, under AES-256-GCM, the vault key and its user's own keys. The wrapping key
comes from Argon2id for a passphrase, and from HKDF for the two secrets that are random
already. All parameters of the slot are authenticated with it.
"""

import os
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspector_app.domain.errors import (
    DamagedError,
    InputError,
    KnownError,
    RefusedError,
    WrongSecretError,
)
from inspector_app.store.identity import SEED_BYTES, UserKeys
from inspector_app.store.key_file import FILE_NAME, KdfCost, KeyFile, Slot, SlotType, slot_header
from inspector_app.store.secret_bytes import KEY_BYTES, derive

#: Below this a slot is refused on reading: RFC 9106's low-memory choice, with one lane.
FLOOR = KdfCost(passes=3, memory_kib=64 * 1024, lanes=1)
#: Above this a slot is refused on reading: it would only be there to exhaust the machine.
CEILING = KdfCost(passes=20, memory_kib=4 * 1024 * 1024, lanes=16)

DEFAULT_MINIMUM_LENGTH = 10
_MAX_PASSPHRASE = 1024
_MIN_DIFFERENT = 4
_CALIBRATION = tuple(KdfCost(3, mebibytes * 1024, 4) for mebibytes in (256, 128, 64))
_CALIBRATION_SECONDS = 0.9
_NONCE_BYTES = 12


def calibrated(now: Callable[[], float] = time.perf_counter) -> KdfCost:
    """Return the dearest cost that this machine pays in at most 0.9 s (takes up to 2 s)."""
    for cost in _CALIBRATION[:-1]:
        start = now()
        try:
            _argon2(b"calibration", bytes(16), cost)
        except KnownError:
            continue
        if now() - start <= _CALIBRATION_SECONDS:
            return cost
    return _CALIBRATION[-1]


def passphrase_bytes(passphrase: str) -> bytes:
    """Return the one spelling of *passphrase* that every input method leads to (NFKC).

    Full-width letters and spaces from a Chinese input method open the same folder.
    Raises ``InputError('store.passphrase_unusable')`` if it cannot be written as UTF-8 or
    is absurdly long.
    """
    if len(passphrase) > _MAX_PASSPHRASE:
        raise InputError("store.passphrase_unusable")
    try:
        return unicodedata.normalize("NFKC", passphrase).strip().encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError("store.passphrase_unusable") from error


def check_new_passphrase(passphrase: str, *, minimum_length: int = DEFAULT_MINIMUM_LENGTH) -> bytes:
    """Return ``passphrase_bytes`` of a passphrase that is good enough to be set.

    Raises ``RefusedError``: ``store.passphrase_short`` with the ``minimum``, or
    ``store.passphrase_monotonous`` for fewer than four different characters.
    """
    spelled = passphrase_bytes(passphrase)
    characters = spelled.decode("utf-8")
    if len(characters) < minimum_length:
        raise RefusedError("store.passphrase_short", minimum=minimum_length)
    if len(set(characters)) < _MIN_DIFFERENT:
        raise RefusedError("store.passphrase_monotonous")
    return spelled


def make_slot(
    content: KeyFile,
    type_: SlotType,
    user_id: str,
    secret: bytes,
    *,
    vault_key: bytearray,
    keys: UserKeys,
    cost: KdfCost | None = None,
) -> Slot:
    """Wrap *vault_key* and the user's *keys* under *secret* for the file *content*."""
    slot = Slot(secrets.token_hex(8), type_, user_id, secrets.token_hex(16), cost, "")
    nonce = os.urandom(_NONCE_BYTES)
    payload = bytes(vault_key) + keys.seed + keys.age_identity.encode("ascii")
    sealed = AESGCM(_wrapping_key(slot, secret)).encrypt(nonce, payload, slot_header(content, slot))
    return replace(slot, wrapped=(nonce + sealed).hex())


def open_slot(
    content: KeyFile, slot: Slot, secret: bytes, *, minimum: KdfCost
) -> tuple[bytearray, UserKeys]:
    """Unwrap a slot: the vault key and the user's keys.

    Raises ``WrongSecretError('store.wrong_<type>')`` if *secret* is not the slot's, and
    ``DamagedError('store.keys_damaged')`` for a cost out of bounds: lowered to make
    guessing cheap, or raised to exhaust the machine.
    """
    _check_cost(slot, minimum)
    wrapped = bytes.fromhex(slot.wrapped)
    try:
        payload = AESGCM(_wrapping_key(slot, secret)).decrypt(
            wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], slot_header(content, slot)
        )
    except (InvalidTag, ValueError) as error:
        raise WrongSecretError(f"store.wrong_{slot.type}") from error
    vault_key = bytearray(payload[:KEY_BYTES])
    seed = payload[KEY_BYTES : KEY_BYTES + SEED_BYTES]
    return vault_key, UserKeys(seed, payload[KEY_BYTES + SEED_BYTES :].decode("ascii"))


def _check_cost(slot: Slot, minimum: KdfCost) -> None:
    cost = slot.cost
    if (cost is None) != (slot.type != "passphrase"):
        raise DamagedError("store.keys_damaged", file=FILE_NAME)
    if cost is not None and not (
        minimum.passes <= cost.passes <= CEILING.passes
        and minimum.memory_kib <= cost.memory_kib <= CEILING.memory_kib
        and minimum.lanes <= cost.lanes <= CEILING.lanes
    ):
        raise DamagedError("store.keys_damaged", file=FILE_NAME)


def _wrapping_key(slot: Slot, secret: bytes) -> bytes:
    salt = bytes.fromhex(slot.salt)
    if slot.cost is not None:
        return _argon2(secret, salt, slot.cost)
    return bytes(derive(secret, f"slot/{slot.type}", salt=salt))


def _argon2(secret: bytes, salt: bytes, cost: KdfCost) -> bytes:
    try:
        return hash_secret_raw(
            secret, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
        )
    except (HashingError, MemoryError) as error:
        raise KnownError("store.not_enough_memory") from error
