"""Functions of digests, encodings and identifiers."""

import binascii
import hashlib
from base64 import b64encode
from collections.abc import Callable
from random import Random
from string import ascii_letters, digits

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from inspector_app.forms.xpath.declare import Function
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import Scalar, to_int, to_text

_ALGORITHMS = frozenset({"md5", "sha1", "sha256", "sha384", "sha512"})
_ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "hex": bytes.hex,
    "base64": lambda data: b64encode(data).decode("ascii"),
}
_BASE64 = (ascii_letters + digits + "+/=").encode()
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))
_SIGNATURE = 64
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#: No form needs a longer identifier; JavaRosa would fill the memory.
_LONGEST = 10_000


def _digest(text: Scalar, algorithm: Scalar, encoding: Scalar = "base64") -> str:
    name, kind = check_algorithm(to_text(algorithm)), check_encoding(to_text(encoding))
    data = to_text(text).encode("utf-8", "replace")
    return _ENCODINGS[kind](hashlib.new(name, data, usedforsecurity=False).digest())


def check_algorithm(name: str) -> str:
    """Return what Python calls an algorithm. Raises ``XPathError``: ``wrong_argument``."""
    found = name.replace("-", "").lower()
    if found not in _ALGORITHMS:
        raise XPathError("wrong_argument", "digest")
    return found


def check_encoding(name: str) -> str:
    """Return the name of an encoding in small letters. Raises as above."""
    found = name.lower()
    if found not in _ENCODINGS:
        raise XPathError("wrong_argument", "digest")
    return found


def _base64(text: Scalar) -> bytes:
    """Return the bytes that *text* spells; none if its length is wrong.

    As JavaRosa does: what is no letter is passed over, an equals sign within counts as A.
    """
    data = to_text(text).encode("utf-8", "replace")
    letters = data.translate(None, _NOT_BASE64)
    if len(letters) % 4:
        return b""
    end = data[1:].translate(None, _NOT_BASE64)
    padding = end[len(end.rstrip(b"=A")) :].count(b"=")
    length = len(letters) * 6 // 8 - padding
    if length < 0:
        raise XPathError("wrong_argument", "base64-decode")
    return binascii.a2b_base64(letters.replace(b"=", b"A"))[:length]


def _base64_decode(text: Scalar) -> str:
    return _base64(text).decode("utf-8", "replace")


def _extract_signed(contents: Scalar, key: Scalar) -> str:
    """Return the message in *contents* (signature, message) if *key* signed it, else nothing."""
    data = _base64(contents)
    signature, message = data[:_SIGNATURE], data[_SIGNATURE:]
    try:
        Ed25519PublicKey.from_public_bytes(_base64(key)).verify(signature, message)
    except (InvalidSignature, ValueError):
        return ""
    return message.decode("utf-8", "replace")


def _uuid(random: Random, length: Scalar | None = None) -> str:
    if length is None:
        hexes = f"{random.getrandbits(128):032x}"
        variant = "89ab"[random.getrandbits(2)]
        return f"{hexes[:8]}-{hexes[8:12]}-4{hexes[13:16]}-{variant}{hexes[17:20]}-{hexes[20:]}"
    count = min(max(0, to_int(length)), _LONGEST)
    return "".join(random.choices(_DIGITS, k=count))


def _property(_name: Scalar) -> str:
    """Return what is known of the device: nothing, on purpose."""
    return ""


DIGEST_FUNCTIONS = {
    "digest": Function("v", 2, 3, _digest),
    "base64-decode": Function("v", 1, 1, _base64_decode),
    "extract-signed": Function("v", 2, 2, _extract_signed),
    "uuid": Function("v", 0, 1, _uuid, random=True),
    "property": Function("v", 1, 1, _property),
}
