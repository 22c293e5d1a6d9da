"""Answers as text: what XForms data types they spell, and which spellings are wrong."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime

from inspector_app.forms.xpath.values import Scalar

_INTEGER = re.compile(r"-?\d{1,10}", re.ASCII)
_SPELLINGS = {
    "int": _INTEGER,
    "integer": _INTEGER,
    "decimal": re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII),
    "boolean": re.compile(r"true|false|1|0"),
    "time": re.compile(
        r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII
    ),
}
_READERS: dict[str, Callable[[str], object]] = {
    "date": date.fromisoformat,
    "dateTime": datetime.fromisoformat,
}
_NUMBERS = frozenset({"int", "integer", "decimal"})


def normalised(value: str) -> str:
    """Return an answer as it is kept: in NFC, lines ended by a line feed."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def typed(kind: str, value: str) -> Scalar:
    """Return the value that *value* spells in the data type *kind*; else the text itself."""
    if not value or wrong_type(kind, value):
        return value
    if kind in _NUMBERS:
        return float(value)
    if kind == "date":
        return date.fromisoformat(value)
    if kind == "dateTime":
        return datetime.fromisoformat(value)
    return value


def wrong_type(kind: str, value: str) -> bool:
    """Say whether *value*, which is not empty, is no value of the data type *kind*."""
    spelling, read = _SPELLINGS.get(kind), _READERS.get(kind)
    if spelling is not None:
        return spelling.fullmatch(value) is None
    if read is None:
        return False
    try:
        read(value)
    except ValueError:
        return True
    return False
