"""The recovery code: 160 random bits on paper, told apart from a typing error.

36 characters in six groups of six, from Crockford's Base32 alphabet (no I, L, O, U): 32
carry the secret, the last four are check characters. Someone who types it may use small
letters, full-width letters, any separators, and O, I, L for 0 and 1.
"""

import hashlib
import secrets
import unicodedata

from inspector_app.domain.errors import InputError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 6
GROUP_LENGTH = 6
_SECRET_LENGTH = 32
_LENGTH = GROUPS * GROUP_LENGTH
_LOOKALIKES = str.maketrans("OIL", "011")
_SEPARATORS = " -‐‑‒–—―−_.,·、。"


def new_code() -> str:
    """Return a fresh recovery code as it is shown and printed: six groups with hyphens."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(_SECRET_LENGTH))
    return "-".join(groups(secret + _check(secret)))


def groups(code: str) -> tuple[str, ...]:
    """Return the six groups of *code* (as shown or typed), in canonical letters."""
    plain = _plain(code)
    return tuple(plain[at : at + GROUP_LENGTH] for at in range(0, len(plain), GROUP_LENGTH))


def secret_of(typed: str) -> bytes:
    """Return the secret that *typed* holds.

    Raises ``InputError``: ``store.recovery_length`` with the number of characters found,
    ``store.recovery_character`` with the first one that no code has, or
    ``store.recovery_typo`` if the check characters do not fit. A code that is typed
    correctly but belongs to another folder passes here and fails at unlocking.
    """
    plain = _plain(typed)
    for character in plain:
        if character not in ALPHABET:
            raise InputError("store.recovery_character", character=character)
    if len(plain) != _LENGTH:
        raise InputError("store.recovery_length", found=len(plain), expected=_LENGTH)
    secret, check = plain[:_SECRET_LENGTH], plain[_SECRET_LENGTH:]
    if check != _check(secret):
        raise InputError("store.recovery_typo")
    return secret.encode("ascii")


def same_group(code: str, number: int, typed: str) -> bool:
    """Say whether *typed* is group *number* (from 1) of *code*: proof that it was noted down."""
    return groups(code)[number - 1] == _plain(typed)


def _plain(typed: str) -> str:
    text = unicodedata.normalize("NFKC", typed).upper().translate(_LOOKALIKES)
    return "".join(
        character for character in text if character not in _SEPARATORS and not character.isspace()
    )


def _check(secret: str) -> str:
    summary = hashlib.sha256(secret.encode("ascii")).digest()
    return "".join(ALPHABET[byte & 31] for byte in summary[: _LENGTH - _SECRET_LENGTH])
