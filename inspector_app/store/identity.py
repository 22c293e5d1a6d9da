"""A user's own keys: to sign what they approve, and to open what is sealed to them.

Signing is Ed25519 (RFC 8032) over a context and the message, so that a signature made for
one purpose is worthless for another. Sealing is age with X25519 recipients, readable with
the stock ``age`` tool. Certificates (who may speak for whom) are in ``certificates``.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from inspector_app.domain.canonical import Json, digest
from inspector_app.domain.errors import DamagedError, InputError, WrongSecretError

SEED_BYTES = 32
SIGNATURE_BYTES = 64
_AGE_MAGIC = b"age-encryption.org/v1\n"
_MAX_AGE_HEADER = 64 * 1024
_MAX_AGE_STANZAS = 128
_MAX_RECIPIENTS = 64  # age itself adds a stanza or two of nonsense
_FINGERPRINT_GROUPS = 8


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The public half: ``sign`` is 64 hexadecimal digits, ``seal`` an ``age1…`` recipient."""

    sign: str
    seal: str

    @property
    def key_id(self) -> str:
        """The 32 hexadecimal digits that name this pair of keys in papers and entries."""
        return digest({"seal": self.seal, "sign": self.sign})[:32]

    @property
    def fingerprint(self) -> str:
        """Eight groups of five digits, to be read out and compared over a second channel."""
        summary = hashlib.sha256(b"fingerprint\x00" + self.key_id.encode("ascii")).digest()
        number = int.from_bytes(summary, "big")
        groups = []
        for _ in range(_FINGERPRINT_GROUPS):
            number, group = divmod(number, 100_000)
            groups.append(f"{group:05d}")
        return " ".join(groups)

    def to_json(self) -> dict[str, Json]:
        """Return the keys as a JSON object."""
        return {"seal": self.seal, "sign": self.sign}

    @classmethod
    def from_json(cls, value: object) -> "PublicKeys":
        """Read what ``to_json`` wrote; raises ``DamagedError('store.bad_public_key')``."""
        if isinstance(value, dict) and value.keys() == {"seal", "sign"}:
            sign, seal = value["sign"], value["seal"]
            if isinstance(sign, str) and isinstance(seal, str) and _usable(sign, seal):
                return cls(sign, seal)
        raise DamagedError("store.bad_public_key")


@dataclass(frozen=True, slots=True)
class UserKeys:
    """The private half of a user's keys; never shown, never in an error or a log."""

    seed: bytes = field(repr=False)
    age_identity: str = field(repr=False)

    @property
    def public(self) -> PublicKeys:
        """The public half."""
        key = Ed25519PrivateKey.from_private_bytes(self.seed).public_key()
        recipient = pyrage.x25519.Identity.from_str(self.age_identity).to_public()
        return PublicKeys(key.public_bytes_raw().hex(), str(recipient))

    def sign(self, context: str, message: bytes) -> bytes:
        """Return the 64-byte signature of *message* for the purpose *context*."""
        return Ed25519PrivateKey.from_private_bytes(self.seed).sign(_framed(context, message))


def generate() -> UserKeys:
    """Return fresh keys."""
    seed = Ed25519PrivateKey.generate().private_bytes_raw()
    return UserKeys(seed, str(pyrage.x25519.Identity.generate()))


def verify(public: PublicKeys, context: str, message: bytes, signature: bytes) -> bool:
    """Say whether *signature* is *public*'s own over *message* for *context*."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public.sign))
        key.verify(signature, _framed(context, message))
    except (InvalidSignature, ValueError):
        return False
    return True


def seal(plain: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt *plain* (a record's body: small) to every ``age1…`` recipient.

    Raises ``InputError('store.bad_recipient')`` for a text that is no such key.
    """
    if not 0 < len(set(recipients)) <= _MAX_RECIPIENTS:
        raise ValueError("sealed to nobody or to a crowd")
    try:
        keys = [pyrage.x25519.Recipient.from_str(text) for text in sorted(set(recipients))]
    except pyrage.RecipientError as error:
        raise InputError("store.bad_recipient") from error
    sealed: bytes = pyrage.encrypt(plain, keys)
    return sealed


def unseal(sealed: bytes, keys: UserKeys) -> bytes:
    """Decrypt what ``seal`` made.

    Raises ``WrongSecretError('store.not_for_you')`` if it is sealed to others and
    ``DamagedError('store.sealed_damaged')`` if it was changed or is no age file.
    """
    check_age_header(sealed)
    try:
        plain: bytes = pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(keys.age_identity)])
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise WrongSecretError("store.not_for_you") from error
        raise DamagedError("store.sealed_damaged") from error
    return plain


def check_age_header(start: bytes) -> None:
    """Bound the header of an age file before a decryptor works on it.

    *start* is the file's beginning, at least 64 KiB of it if it is that long. Every
    recipient's stanza costs a key agreement before anything is authenticated, so a
    header of thousands is refused. Raises ``DamagedError('store.sealed_damaged')``.
    """
    end = start.find(b"\n--- ", 0, _MAX_AGE_HEADER)
    if not start.startswith(_AGE_MAGIC) or end < 0:
        raise DamagedError("store.sealed_damaged")
    if start.count(b"\n-> ", 0, end) > _MAX_AGE_STANZAS:
        raise DamagedError("store.sealed_damaged")


def _framed(context: str, message: bytes) -> bytes:
    if not context or not context.isascii() or "\x00" in context:
        raise ValueError("a signature's context is plain ASCII")
    return b"inspector/v1/" + context.encode("ascii") + b"\x00" + message


def _usable(sign: str, seal: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(sign))
        pyrage.x25519.Recipient.from_str(seal)
    except (ValueError, pyrage.RecipientError):
        return False
    return sign == sign.lower() and len(sign) == 2 * SEED_BYTES
