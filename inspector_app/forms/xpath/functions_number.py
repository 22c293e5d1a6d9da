"""Functions of numbers and of yes or no."""

import math
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal
from math import isnan
from random import Random

from inspector_app.forms.xpath.declare import MANY, Argument, Function, listed
from inspector_app.forms.xpath.moments import DAY, EPOCH, instant
from inspector_app.forms.xpath.values import (
    NAN,
    Scalar,
    to_boolean,
    to_int,
    to_number,
    to_text,
    whole,
)

#: What JavaRosa begins a maximum with, taking it for the least number. It is the least
#: *positive* one, so the maximum of negative numbers is this, which reads as 0.
_LEAST_POSITIVE = 5e-324
_MOST = 1.7976931348623157e308
#: Exact enough for 1e308 with thirty places.
_EXACT = Context(prec=400)


def to_fraction(value: Scalar) -> float:
    """Return a value as a number; a moment as days since 1970 with the part of the day."""
    if isinstance(value, datetime):
        return (instant(value) - instant(EPOCH)) / DAY
    return to_number(value)


def _round(value: Scalar, places: Scalar = 0.0) -> float:
    number, count = to_number(value), to_int(places)
    if not math.isfinite(number):
        return number
    if not -30 <= count <= 30:
        return NAN
    exact = Decimal(repr(number))
    if count >= 0:
        # half up, seen on the number line: round(-2.5) is -2
        how = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
        return float(exact.quantize(Decimal(1).scaleb(-count), how, _EXACT)) + 0.0
    # cuts after adding a half, so -1234 to hundreds is -1100: JavaRosa's mistake, kept
    scaled = float(exact.scaleb(count, _EXACT)) + 0.5
    cut = int(min(max(scaled, -(2.0**63)), 2.0**63 - 1))
    return float(Decimal(repr(float(cut))).scaleb(-count, _EXACT)) + 0.0


def _pow(base: Scalar, exponent: Scalar) -> float:
    return power(to_fraction(base), to_fraction(exponent))


def power(base: float, exponent: float) -> float:
    """Return the power as Java does: infinite where it is too large, else not a number."""
    if exponent == 0:
        return 1.0
    if isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return NAN
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return -math.inf if base < 0 and math.fmod(exponent, 2) else math.inf
    except ValueError:
        if base != 0:
            return NAN
        odd = math.copysign(1.0, base) < 0 and abs(math.fmod(exponent, 2)) == 1
        return -math.inf if odd else math.inf


def _maths(do: Callable[[float], float], outside: float = NAN) -> Function:
    """Declare a function of one number that is *outside* where mathematics has no result."""

    def apply(value: Scalar) -> float:
        try:
            return do(to_fraction(value))
        except ValueError:
            return outside
        except OverflowError:
            return math.inf

    return Function("f", 1, 1, apply)


def _logarithm(do: Callable[[float], float]) -> Function:
    return _maths(lambda number: -math.inf if number == 0 else do(number))


def _atan2(y: Scalar, x: Scalar) -> float:
    return math.atan2(to_fraction(y), to_fraction(x))


def _max(*arguments: Argument) -> float:
    numbers = [number for number in map(to_number, listed(arguments)) if not isnan(number)]
    return max(_LEAST_POSITIVE, *numbers) if numbers else NAN


def _min(*arguments: Argument) -> float:
    numbers = [number for number in map(to_number, listed(arguments)) if not isnan(number)]
    return min(_MOST, *numbers, key=_by_sign) if numbers else NAN


def _by_sign(number: float) -> tuple[float, float]:
    """Return what orders numbers with minus zero before zero."""
    return number, math.copysign(1.0, number)


def _not(value: Scalar) -> bool:
    return not to_boolean(value)


def _from_string(value: Scalar) -> bool:
    text = to_text(value)
    return text == "1" or text.lower() == "true"


def _random(random: Random) -> float:
    return random.random()


NUMBER_FUNCTIONS = {
    "true": Function("", 0, 0, lambda: True),
    "false": Function("", 0, 0, lambda: False),
    "boolean": Function("v", 1, 1, to_boolean),
    "boolean-from-string": Function("v", 1, 1, _from_string),
    "not": Function("v", 1, 1, _not),
    "number": Function("v", 1, 1, to_number),
    "int": Function("v", 1, 1, whole),
    "round": Function("v", 1, 2, _round),
    "abs": _maths(abs),
    "pow": Function("f", 2, 2, _pow),
    "exp": _maths(math.exp),
    "exp10": _maths(lambda number: power(10.0, number)),
    "log": _logarithm(math.log),
    "log10": _logarithm(math.log10),
    "sqrt": _maths(math.sqrt),
    "sin": _maths(math.sin),
    "cos": _maths(math.cos),
    "tan": _maths(math.tan),
    "asin": _maths(math.asin),
    "acos": _maths(math.acos),
    "atan": _maths(math.atan),
    "atan2": Function("f", 2, 2, _atan2),
    "pi": Function("", 0, 0, lambda: math.pi),
    "max": Function("b", 0, MANY, _max),
    "min": Function("b", 0, MANY, _min),
    "random": Function("", 0, 0, _random, random=True),
}
