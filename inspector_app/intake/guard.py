"""Turn whatever a reader of foreign bytes throws into one plain answer."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from inspector_app.domain.errors import InputError

#: What parsers of foreign formats raise on bytes that are not what they claim to be. Our
#: own mistakes would hide here too, so a guarded block holds a parser's call and little else.
MALFORMED = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


@contextmanager
def damaged_means(code: str, **params: str | int) -> Iterator[None]:
    """Raise ``InputError(code, **params)`` for anything a parser throws inside the block."""
    try:
        yield
    except MALFORMED as problem:
        raise InputError(code, **params) from problem
