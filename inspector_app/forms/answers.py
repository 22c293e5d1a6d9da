"""Answers as text: what XForms data types they spell, what they read as, what they are kept as.

A data type is named as a bind does; a selection is ``select1``, ``select`` or ``rank``, which
the control says, not the bind. All as JavaRosa reads and writes it, whose dates, times and
moments become local ones.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from math import isnan

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions_geo import read_double, read_line, read_place
from inspector_app.forms.xpath.moments import local, offset_at, read_date, read_moment, read_time
from inspector_app.forms.xpath.values import (
    LEAST_INT,
    MOST_INT,
    Scalar,
    date_text,
    double_text,
    to_boolean,
    to_text,
)

_WHOLE = re.compile(r"[+-]?\d+")
#: Numbers nearer than this to a whole one are kept as that.
_WHOLE_ENOUGH = 1e-9
_LONG, _MOST_LONG = 2.0**63, 2**63 - 1
#: Digits of a whole number, zeros before it included.
_LONGEST = 100
#: JavaRosa reads ``true`` as no; nobody can mean that, but nobody can enter it either.
_TRUTHS = {"1": True, "t": True, "0": False, "true": False, "false": False}
_INTEGERS = frozenset({"int", "integer"})
_LONGS = frozenset({"long"})
_DECIMALS = frozenset({"decimal", "double", "float"})
_SEVERAL = frozenset({"select", "rank", "listItems"})
_PLACES = frozenset({"geopoint", "geotrace", "geoshape"})
_ONE = frozenset({"select1", "listItem"})
_PLAIN = frozenset({"string", "barcode", "binary", "", *_ONE})

Clock = Callable[[], datetime]


def _system_clock() -> datetime:
    return datetime.now().astimezone()


def normalised(value: str) -> str:
    """Return an answer as it is kept: in NFC, lines ended by a line feed."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def wrong_type(kind: str, value: str) -> bool:
    """Say whether *value*, which is not empty, is no value of the data type *kind*."""
    if kind in _PLAIN or kind in _SEVERAL:
        return False
    return _read(kind, value, _system_clock) is None


def typed(kind: str, value: str, now: Clock = _system_clock) -> Scalar:
    """Return what an expression reads from *value*; the text itself if its type is wrong.

    A time is that time on the day *now*.
    """
    if not value or kind in _PLAIN:
        return value
    found = _read(kind, value, now)
    return value if found is None else found


def spelled(kind: str, value: str, now: Clock = _system_clock) -> str:
    """Return *value* as its data type is written: ``3.50`` as ``3.5``, a moment in full."""
    found = typed(kind, value, now)
    if isinstance(found, float):
        return double_text(found) if kind in _DECIMALS else str(int(value))
    return _written(kind, found)


def kept(kind: str, value: Scalar) -> tuple[Scalar, str]:
    """Return the *value* of a calculation as it reads at a node of that type, and its text.

    The value's own type wins: a number calculated for a text is read as a number again. Empty
    text and not a number are empty. Raises ``XPathError``: ``wrong_result``.
    """
    if isinstance(value, str):
        if not value or kind in _PLAIN:
            return value, value
    elif isinstance(value, float):
        if isnan(value):
            return "", ""
        if kind != "boolean":
            return _kept_number(kind, value)
    if kind == "boolean" or isinstance(value, bool):
        if isinstance(value, datetime):
            raise XPathError("wrong_result", kind)
        truth = to_boolean(value)
        return truth, "1" if truth else "0"
    found = _converted(kind, value)
    return found, _written(kind, found)


def stored(kind: str, value: Scalar) -> str:
    """Return the text that the *value* of a calculation is kept as. Raises ``XPathError``."""
    return kept(kind, value)[1]


def _kept_number(kind: str, value: float) -> tuple[float, str]:
    if LEAST_INT <= value <= MOST_INT and value == int(value):
        return value + 0.0, str(int(value))
    whole = min(int(min(max(value, -_LONG), _LONG)), _MOST_LONG)
    integral = abs(value - whole) < _WHOLE_ENOUGH
    if kind in _INTEGERS or (integral and LEAST_INT <= whole <= MOST_INT):
        whole = min(max(whole, LEAST_INT), MOST_INT)
        return float(whole), str(whole)
    if kind in _LONGS or integral:
        return float(whole), str(whole)
    return value, double_text(value)


def _converted(kind: str, value: Scalar) -> Scalar:
    if kind in _SEVERAL or kind in _PLACES:
        found = _read(kind, to_text(value), _system_clock)
        if found is None:
            raise XPathError("wrong_result", kind)
        return found
    if kind in _ONE:
        return to_text(value)
    if isinstance(value, datetime) and kind == "date":
        return value.replace(hour=0, minute=0, second=0, microsecond=0)
    return value


def _read(kind: str, value: str, now: Clock) -> Scalar | None:
    """Return the value that *value* spells in the data type *kind*, ``None`` if none."""
    if kind == "time":
        return read_time(value, local(now()).replace(second=0, microsecond=0))
    read = _READERS.get(kind)
    try:
        return value if read is None else read(value)
    except ValueError:
        return None


def _integer(value: str) -> float | None:
    return _whole_within(value, MOST_INT)


def _long(value: str) -> float | None:
    return _whole_within(value, _MOST_LONG)


def _whole_within(value: str, bound: int) -> float | None:
    if not _WHOLE.fullmatch(value) or len(value) > _LONGEST:
        return None
    number = int(value)
    return float(number) if -bound - 1 <= number <= bound else None


def _choices(value: str) -> str:
    return " ".join(filter(None, value.split(" ")))


def _point(value: str) -> str:
    return _place_text(read_place(value))


def _line(value: str) -> str:
    return "; ".join(map(_place_text, read_line(value)))


def _place_text(place: tuple[float, ...]) -> str:
    return " ".join(map(double_text, place)) if any(place) else ""


def _written(kind: str, value: Scalar) -> str:
    if isinstance(value, datetime):
        if kind == "date":
            return date_text(value)
        time = _time_text(value)
        return time if kind == "time" else f"{date_text(value)}T{time}"
    if isinstance(value, bool):
        return "1" if value else "0"
    return to_text(value)


def _time_text(moment: datetime) -> str:
    """Return the time of *moment* with thousandths and its offset from Greenwich."""
    minutes = offset_at(moment) // timedelta(minutes=1)
    zone = f"{'+' if minutes > 0 else '-'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    time = f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}"
    return f"{time}.{moment.microsecond // 1000:03}{zone if minutes else 'Z'}"


#: What reads the text of a data type; ``None`` or ``ValueError`` if it spells nothing.
_READERS: dict[str, Callable[[str], Scalar | None]] = {
    **dict.fromkeys(_INTEGERS, _integer),
    **dict.fromkeys(_LONGS, _long),
    **dict.fromkeys(_DECIMALS, read_double),
    **dict.fromkeys(_SEVERAL, _choices),
    "boolean": _TRUTHS.get,
    "date": read_date,
    "dateTime": read_moment,
    "geopoint": _point,
    "geotrace": _line,
    "geoshape": _line,
}
