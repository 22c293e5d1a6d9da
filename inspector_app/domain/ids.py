"""Identifiers: UUIDv7 (RFC 9562), sortable by creation, never used as a clock."""

import os
import uuid
from collections.abc import Callable
from typing import TypeAlias

#: Makes one fresh identifier; tests hand in a predictable one.
NewId: TypeAlias = Callable[[], str]


def uuid7(milliseconds: int, randomness: bytes | None = None) -> str:
    """Return a UUIDv7 for *milliseconds* since the epoch, as text with hyphens.

    *randomness* is 10 bytes; left out, the operating system gives them.
    """
    random = randomness if randomness is not None else os.urandom(10)
    value = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(random, "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))
