"""Functions over node-sets, and the shuffling of one."""

import math
from collections.abc import Callable, Sequence
from hashlib import sha256
from math import isnan
from random import Random
from typing import TypeVar

from inspector_app.forms.xpath.declare import MANY, PRESENT, Argument, Function, Values
from inspector_app.forms.xpath.values import Scalar, to_number, to_text

_Item = TypeVar("_Item")
#: The generator of Park and Miller, by which ODK shuffles the same everywhere.
_MODULUS, _FACTOR = 2**31 - 1, 16807
_LEAST_LONG, _MOST_LONG = -(2**63), 2**63 - 1


def _count(values: Values) -> float:
    return float(len(values))


def _count_non_empty(values: Values) -> float:
    return float(sum(value != "" or value is PRESENT for value in values))


def _sum(values: Values) -> float:
    total = 0.0
    for number in map(to_number, values):
        if not isnan(number):
            total += number
    return total


def _depend(value: Scalar, *_rest: Argument) -> Scalar:
    return value


def seed_of(value: Scalar) -> int:
    """Return the seed that *value* is: a number cut to a Java ``long``, other text its hash."""
    number = to_number(value)
    if not isnan(number):
        return int(min(max(number, _LEAST_LONG), _MOST_LONG))
    text = to_text(value)
    if not text:
        return 0
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big", signed=True)


def shuffled(items: Sequence[_Item], seed: int | None, random: Random) -> tuple[_Item, ...]:
    """Return *items* in the order that *seed* gives (as ODK everywhere), any without one."""
    draw = random.random if seed is None else _park_miller(seed)
    found: list[_Item] = []
    for at, item in enumerate(items):
        place = int(draw() * (at + 1))
        if place == at:
            found.append(item)
        else:
            found.append(found[place])
            found[place] = item
    return tuple(found)


def _park_miller(seed: int) -> Callable[[], float]:
    state = int(math.fmod(seed, _MODULUS))
    if state <= 0:
        state += _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * _FACTOR % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


NODE_FUNCTIONS = {
    "count": Function("n", 1, 1, _count),
    "count-non-empty": Function("n", 1, 1, _count_non_empty),
    "sum": Function("n", 1, 1, _sum),
    "depend": Function("vb", 1, MANY, _depend),
}
