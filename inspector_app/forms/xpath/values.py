"""Values of expressions and how they turn into each other, as JavaRosa does it.

A value is text, a number (always a float), a boolean or a moment. Dates, times and moments are
one class, as in JavaRosa: a naive ``datetime`` in the local time zone, exact to a millisecond.
A date is midnight of its day, a time is that time of the day on which it was read.
"""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from math import isnan
from typing import TypeAlias

#: A single value. An empty or irrelevant answer is the empty text.
Scalar: TypeAlias = str | float | bool | datetime

NAN = math.nan
#: Numbers that differ by less are equal; numbers below it are zero.
TOLERANCE = 1e-12
#: The bounds of Java's ``int``, at which its conversions stop.
LEAST_INT, MOST_INT = -(2**31), 2**31 - 1
#: What Java's ``String.trim`` takes off: the space and every control character before it.
BLANKS = "".join(map(chr, range(0x21)))

_NUMBER = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_EPOCH = date(1970, 1, 1).toordinal()


def to_text(value: Scalar) -> str:
    """Return a value as text: whole numbers without a point, moments as the date alone."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return date_text(value)
    return "true" if value else "false"


def date_text(moment: datetime) -> str:
    """Return the day of *moment* in ISO 8601; a year before 1000 keeps its few digits."""
    return f"{moment.year}-{moment.month:02}-{moment.day:02}"


def _number_text(value: float) -> str:
    if -TOLERANCE < value < TOLERANCE:
        return "0"
    if LEAST_INT <= value <= MOST_INT:
        whole = int(value)
        if abs(value - whole) < TOLERANCE:
            return str(whole)
    return double_text(value)


def double_text(value: float) -> str:
    """Return a number as Java prints a ``double``: ``1.0``, ``1.0E7``, ``1.5E-4``, ``NaN``."""
    if 1e-3 <= abs(value) < 1e7 or value == 0:
        return repr(value)
    if isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    sign, digits, exponent = Decimal(repr(value)).as_tuple()
    text = "".join(map(str, digits)).rstrip("0")
    power = len(digits) - 1 + int(exponent)
    return f"{'-' if sign else ''}{text[0]}.{text[1:] or '0'}E{power}"


def to_number(value: Scalar) -> float:
    """Return a value as a number; a moment as whole days since 1970.

    Text is a number if it is digits with at most one point or comma and a minus before them;
    other text, the empty one too, is not a number.
    """
    if isinstance(value, float):
        return value
    if isinstance(value, str):
        if not value:
            return NAN
        if _NUMBER.fullmatch(value):
            return float(value)
        text = value.strip(BLANKS).replace(",", ".")
        return float(text) if _NUMBER.fullmatch(text) else NAN
    if isinstance(value, datetime):
        return float(value.toordinal() - _EPOCH)
    return 1.0 if value else 0.0


def to_boolean(value: Scalar) -> bool:
    """Return a value as yes or no: empty text, zero and not a number are no."""
    if value is True or value is False:
        return value
    if isinstance(value, str):
        return value != ""
    if isinstance(value, float):
        return value > TOLERANCE or value < -TOLERANCE
    return True


def whole(value: Scalar) -> float:
    """Return a value as a number without what comes after the point (``int()``)."""
    number = to_number(value)
    if -(2.0**63) < number < 2.0**63:
        return math.copysign(float(int(number)), number)
    return number


def to_int(value: Scalar) -> int:
    """Return a value as Java's ``int``: no number is 0, what is too large is the bound."""
    number = to_number(value)
    if isnan(number):
        return 0
    return int(min(max(number, LEAST_INT), MOST_INT))


def equal(left: Scalar, right: Scalar) -> bool:
    """Compare as ``=`` does: as booleans, else as numbers, if one side is; else as texts.

    Infinity equals nothing, not even itself: its difference from itself is not a number.
    """
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return abs(to_number(left) - to_number(right)) < TOLERANCE
    return to_text(left) == to_text(right)


def unequal(left: Scalar, right: Scalar) -> bool:
    """Compare as ``!=`` does."""
    return not equal(left, right)


def less(left: Scalar, right: Scalar) -> bool:
    """Compare as ``<`` does: as numbers, always."""
    return to_number(left) < to_number(right)


def less_or_equal(left: Scalar, right: Scalar) -> bool:
    """Compare as ``<=`` does."""
    return to_number(left) <= to_number(right)


def greater(left: Scalar, right: Scalar) -> bool:
    """Compare as ``>`` does."""
    return to_number(left) > to_number(right)


def greater_or_equal(left: Scalar, right: Scalar) -> bool:
    """Compare as ``>=`` does."""
    return to_number(left) >= to_number(right)


def add(left: Scalar, right: Scalar) -> float:
    """Return the sum."""
    return to_number(left) + to_number(right)


def subtract(left: Scalar, right: Scalar) -> float:
    """Return the difference."""
    return to_number(left) - to_number(right)


def multiply(left: Scalar, right: Scalar) -> float:
    """Return the product."""
    return to_number(left) * to_number(right)


def divide(left: Scalar, right: Scalar) -> float:
    """Return the quotient; infinite for a division by zero."""
    dividend, divisor = to_number(left), to_number(right)
    if divisor != 0:
        return dividend / divisor
    if dividend == 0 or isnan(dividend):
        return NAN
    return math.copysign(math.inf, dividend) * math.copysign(1.0, divisor)


def remainder(left: Scalar, right: Scalar) -> float:
    """Return what a division leaves over, with the sign of the dividend."""
    dividend, divisor = to_number(left), to_number(right)
    if divisor == 0 or not math.isfinite(dividend):
        return NAN
    return math.fmod(dividend, divisor)


def negative(value: Scalar) -> float:
    """Return a value as a number with its sign turned."""
    return -to_number(value)
