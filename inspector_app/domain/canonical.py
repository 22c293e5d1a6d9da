"""Canonical JSON (RFC 8785) over the value types a journal may hold, and its SHA-256.

Only strings, integers, booleans, null, lists and objects with string keys are allowed:
no floats, so that one value has one spelling on every machine. Strings are brought to NFC.
What comes from another laptop is brought to this form by ``normalised`` before it is used:
two spellings of one text must not be two ids.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"

#: Integers beyond this lose digits in JSON readers that use doubles (RFC 8785, section 3.2.2.3).
MAX_SAFE_INTEGER = 2**53 - 1

#: Containers may lie this deep in one another: far more than any record needs, far less than
#: what exhausts the stack of a reader.
MAX_DEPTH = 32

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def normalised(value: Json) -> Json:
    """Return *value* with strings in NFC, containers plain, keys in canonical order.

    Raises ``TypeError`` for a type outside the allowed set and ``ValueError`` for an
    integer too large to survive other JSON readers, a lone surrogate, two keys that are one
    in NFC, or containers nested deeper than ``MAX_DEPTH``.
    """
    return _normalised(value, MAX_DEPTH)


def _normalised(value: Json, depth: int) -> Json:
    if isinstance(value, str):
        return _text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > MAX_SAFE_INTEGER:
            raise ValueError("integer outside the safe range")
        return value
    if not depth:
        raise ValueError("nested too deeply")
    if isinstance(value, list | tuple):
        return [_normalised(item, depth - 1) for item in value]
    if isinstance(value, dict | Mapping):  # dict first: the commoner and quicker test
        return _ordered(value, depth)
    raise TypeError(f"{type(value).__name__} cannot be written to the journal")


def _ordered(value: Mapping[str, Json], depth: int) -> Json:
    if not all(isinstance(key, str) for key in value):
        raise TypeError("object keys must be strings")
    plain = {_text(key): item for key, item in value.items()}
    if len(plain) != len(value):
        raise ValueError("two keys are one in NFC")
    # RFC 8785 sorts keys by UTF-16 code units; code points differ beyond the BMP.
    place = None if "".join(plain).isascii() else _place
    return {key: _normalised(plain[key], depth - 1) for key in sorted(plain, key=place)}


def _text(value: str) -> str:
    if value.isascii():  # most keys, ids and hashes
        return value
    value.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, a ValueError
    return unicodedata.normalize("NFC", value)


def _place(key: str) -> bytes:
    return key.encode("utf-16-be")


def well_formed(text: str) -> str:
    """Return *text* without lone surrogates, which an input method may hand over.

    Two halves that belong together become their character, a half alone the replacement
    character: what somebody typed is kept as far as it can be.
    """
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def canonical(value: Json) -> bytes:
    """Return the canonical UTF-8 bytes of *value*."""
    return _ENCODER.encode(normalised(value)).encode("utf-8")


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
