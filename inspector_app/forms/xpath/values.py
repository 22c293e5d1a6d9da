"""Values of expressions and how they turn into each other, as JavaRosa does it."""

import math
import re
from datetime import UTC, date, datetime, timedelta
from typing import TypeAlias

#: A single value. An empty or irrelevant answer is the empty text.
Scalar: TypeAlias = str | float | bool | date

#: Differences below this are no difference: how JavaRosa compares numbers.
TOLERANCE = 1e-12
_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_EPOCH = date(1970, 1, 1)
_EPOCH_UTC = datetime(1970, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)
NAN = math.nan


def to_text(value: Scalar) -> str:
    """Return a value as text: whole numbers without a point, dates as ISO 8601."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    return value.isoformat()


def _number_text(value: float) -> str:
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value - round(value)) < TOLERANCE:
        return str(round(value))
    text = repr(value)
    return f"{value:.20f}".rstrip("0") if "e" in text else text


def to_number(value: Scalar) -> float:
    """Return a value as a number; a date as days since 1970; not a number for other text.

    The empty text is not a number, unlike zero. Exponents and a plus sign are no numbers.
    """
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        text = value.strip()
        return float(text) if _NUMBER.fullmatch(text) else NAN
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, datetime):
        moment = value if value.tzinfo else value.astimezone()
        offset = moment.utcoffset() or timedelta()
        return (moment - _EPOCH_UTC + offset) / _DAY
    return float((value - _EPOCH).days)


def to_boolean(value: Scalar) -> bool:
    """Return a value as yes or no: empty text, zero and not a number are no."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not math.isnan(value) and abs(value) > TOLERANCE
    return value != ""


def equal(left: Scalar, right: Scalar) -> bool:
    """Compare as ``=`` does: as booleans, else as numbers, if one side is; else as texts."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return abs(to_number(left) - to_number(right)) < TOLERANCE
    return to_text(left) == to_text(right)
