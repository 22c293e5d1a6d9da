"""Canonical JSON (RFC 8785) over the value types a journal may hold, and its SHA-256.

Only strings, integers, booleans, null, lists and objects with string keys are allowed:
no floats, so that one value has one spelling on every machine. Strings are brought to NFC.
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | bool | Sequence[Json] | Mapping[str, Json] | None"

#: Integers beyond this lose digits in JSON readers that use doubles (RFC 8785, section 3.2.2.3).
MAX_SAFE_INTEGER = 2**53 - 1


def normalised(value: Json) -> Json:
    """Return *value* with every string in NFC and every container plain.

    Raises ``TypeError`` for a type outside the allowed set and ``ValueError`` for an
    integer too large to survive other JSON readers or a lone surrogate.
    """
    if isinstance(value, str):
        value.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, a ValueError
        return unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        if abs(value) > MAX_SAFE_INTEGER:
            raise ValueError("integer outside the safe range")
        return value
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("object keys must be strings")
        return {unicodedata.normalize("NFC", key): normalised(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [normalised(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot be written to the journal")


def _sorted(value: Json) -> Json:
    if isinstance(value, Mapping):
        # RFC 8785 sorts keys by UTF-16 code units; code points differ beyond the BMP.
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _sorted(value[key]) for key in keys}
    if isinstance(value, list):
        return [_sorted(item) for item in value]
    return value


def canonical(value: Json) -> bytes:
    """Return the canonical UTF-8 bytes of *value*."""
    text = json.dumps(_sorted(normalised(value)), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def digest(value: Json) -> str:
    """Return the SHA-256 of the canonical bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
