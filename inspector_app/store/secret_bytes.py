"""Key material in memory: deriving sub-keys and wiping them.

What Python and Qt have held as ``str`` or ``bytes`` cannot be wiped; only ``bytearray`` can.
So keys travel as ``bytearray`` and are wiped when they have been used. This shortens the
time they lie about; it is no promise against someone who reads the memory of a running
program (see SECURITY).
"""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def wipe(secret: bytearray) -> None:
    """Overwrite *secret* in place with zeros."""
    secret[:] = bytes(len(secret))


def derive(key: bytes | bytearray, label: str, *, salt: bytes | None = None) -> bytearray:
    """Return the 32-byte sub-key of *key* for the purpose *label* (HKDF-SHA-256, RFC 5869).

    Different labels give independent keys, so that one that leaks betrays no other.
    """
    kdf = HKDF(SHA256(), KEY_BYTES, salt, b"inspector/v1/" + label.encode("utf-8"))
    return bytearray(kdf.derive(bytes(key)))
