"""The functions of expressions, as a table: how many arguments, of what kind, what they do.

A function gets each argument as a value, or as the list of values of a node-set where its
declaration says so. The full ODK set is to be added here, nowhere else.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import (
    NAN,
    Scalar,
    to_boolean,
    to_number,
    to_text,
)

Values: TypeAlias = tuple[Scalar, ...]
Argument: TypeAlias = Scalar | Values
Now: TypeAlias = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Function:
    """One function.

    ``kinds`` has a letter per argument: v value, n node-set, b both (kept as a node-set if it
    is one); the last letter serves all further arguments up to ``most``.
    """

    kinds: str
    least: int
    most: int
    apply: Callable[[Sequence[Argument], Now], Scalar]

    def kind(self, index: int) -> str:
        """Return what the argument at *index* is wanted as."""
        return self.kinds[min(index, len(self.kinds) - 1)] if self.kinds else "v"


def function(name: str, arguments: int) -> Function:
    """Return the function called *name*.

    Raises ``XPathError``: ``unknown_function`` or ``arguments`` for a wrong number of them.
    """
    found = FUNCTIONS.get(name)
    if found is None:
        raise XPathError("unknown_function", name)
    if not found.least <= arguments <= found.most:
        raise XPathError("arguments", name)
    return found


def check_pattern(pattern: str) -> None:
    """Refuse a regular expression that cannot be used. Raises ``XPathError``: ``bad_pattern``."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as problem:
        raise XPathError("bad_pattern", pattern[:60]) from problem


def _scalar(argument: Argument) -> Scalar:
    if isinstance(argument, tuple):
        return argument[0] if argument else ""
    return argument


def _flat(arguments: Sequence[Argument]) -> list[Scalar]:
    values: list[Scalar] = []
    for argument in arguments:
        values.extend(argument) if isinstance(argument, tuple) else values.append(argument)
    return values


def _numbers(arguments: Sequence[Argument]) -> list[float]:
    return [to_number(value) for value in _flat(arguments) if value != ""]


def _sum(arguments: Sequence[Argument]) -> float:
    return math.fsum(number) if all(map(math.isfinite, number := _numbers(arguments))) else NAN


def _extreme(arguments: Sequence[Argument], pick: Callable[[list[float]], float]) -> float:
    numbers = _numbers(arguments)
    return pick(numbers) if numbers and not any(map(math.isnan, numbers)) else NAN


def _round(value: float, places: float) -> float:
    if not math.isfinite(value) or math.isnan(places):
        return value
    scale = 10.0 ** max(-300, min(300, int(places)))
    scaled = value * scale
    # half up, also for negative numbers: round(-2.5) is -2
    return math.floor(scaled + 0.5) / scale if math.isfinite(scaled) else value


def _whole(value: float, how: Callable[[float], int]) -> float:
    return float(how(value)) if math.isfinite(value) else value


def _substring(text: str, start: float, length: float) -> str:
    """XPath's substring: positions from 1, both ends rounded."""
    if math.isnan(start) or math.isnan(length):
        return ""
    first = _round(start, 0.0)
    last = first + _round(length, 0.0)
    kept = (char for at, char in enumerate(text, start=1) if first <= at < last)
    return "".join(kept)


def _slice(text: str, start: float, end: float) -> str:
    """ODK's substr: positions from 0, negative ones from the end."""
    size = len(text)
    bounds = [0 if math.isnan(n) else int(max(-size, min(size, n))) for n in (start, end)]
    first, last = (n + size if n < 0 else n for n in bounds)
    return text[first:last]


def _selected(value: Scalar, wanted: Scalar) -> bool:
    return f" {to_text(wanted).strip()} " in f" {to_text(value)} "


def _selected_at(value: Scalar, index: float) -> str:
    words = to_text(value).split()
    at = -1 if math.isnan(index) else int(max(-1, min(len(words), index)))
    return words[at] if 0 <= at < len(words) else ""


def _regex(text: str, pattern: str) -> bool:
    try:
        return re.fullmatch(pattern, text) is not None
    except (re.error, RecursionError, OverflowError):
        return False


def _date(value: Scalar) -> Scalar:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value[:10])
        except ValueError:
            return ""
    return ""


def _power(base: float, exponent: float) -> float:
    try:
        return math.pow(base, exponent)
    except (OverflowError, ValueError):
        return NAN


def _translate(text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for at, char in enumerate(old):
        table.setdefault(ord(char), new[at] if at < len(new) else None)
    return text.translate(table)


def _before(text: str, mark: str) -> str:
    head, found, _ = text.partition(mark) if mark else ("", "", "")
    return head if found else ""


def _after(text: str, mark: str) -> str:
    return text.partition(mark)[2] if mark else text


_MANY = 10_000


def _texts(count: int, do: Callable[..., Scalar], least: int | None = None) -> Function:
    """Declare a function of texts."""
    return Function(
        "v", count if least is None else least, count,
        lambda args, _now: do(*(to_text(_scalar(arg)) for arg in args)),
    )  # fmt: skip


def _maths(count: int, do: Callable[..., float], least: int | None = None) -> Function:
    """Declare a function of numbers."""
    return Function(
        "v", count if least is None else least, count,
        lambda args, _now: do(*(to_number(_scalar(arg)) for arg in args)),
    )  # fmt: skip


def _over_nodes(do: Callable[[Sequence[Argument]], Scalar]) -> Function:
    """Declare a function over the values of node-sets and further values."""
    return Function("b", 1, _MANY, lambda args, _now: do(args))


def _join(args: Sequence[Argument], _now: Now) -> Scalar:
    return to_text(_scalar(args[0])).join(map(to_text, _flat(args[1:])))


FUNCTIONS: dict[str, Function] = {
    "true": Function("", 0, 0, lambda _args, _now: True),
    "false": Function("", 0, 0, lambda _args, _now: False),
    "not": Function("v", 1, 1, lambda args, _now: not to_boolean(_scalar(args[0]))),
    "boolean": Function("v", 1, 1, lambda args, _now: to_boolean(_scalar(args[0]))),
    "boolean-from-string": _texts(1, lambda text: text.lower() == "true" or text == "1"),
    "if": Function(
        "v", 3, 3, lambda args, _now: _scalar(args[1 if to_boolean(_scalar(args[0])) else 2])
    ),
    "coalesce": Function(
        "v", 1, _MANY, lambda args, _now: next((v for v in _flat(args) if v != ""), "")
    ),
    # text
    "string": _texts(1, lambda text: text),
    "concat": _over_nodes(lambda args: "".join(map(to_text, _flat(args)))),
    "join": Function("vb", 1, _MANY, _join),
    "contains": _texts(2, lambda text, part: part in text),
    "starts-with": _texts(2, lambda text, part: text.startswith(part)),
    "ends-with": _texts(2, lambda text, part: text.endswith(part)),
    "substring": Function(
        "v", 2, 3,
        lambda args, _now: _substring(
            to_text(_scalar(args[0])),
            to_number(_scalar(args[1])),
            to_number(_scalar(args[2])) if len(args) > 2 else math.inf,
        ),
    ),
    "substr": Function(
        "v", 2, 3,
        lambda args, _now: _slice(
            to_text(_scalar(args[0])),
            to_number(_scalar(args[1])),
            to_number(_scalar(args[2])) if len(args) > 2 else math.inf,
        ),
    ),
    "substring-before": _texts(2, _before),
    "substring-after": _texts(2, _after),
    "string-length": _texts(1, lambda text: float(len(text.encode("utf-16-le")) // 2)),
    "normalize-space": _texts(1, lambda text: " ".join(text.split())),
    "translate": _texts(3, _translate),
    "regex": _texts(2, _regex),
    # selections
    "selected": Function(
        "v", 2, 2, lambda args, _now: _selected(_scalar(args[0]), _scalar(args[1]))
    ),
    "count-selected": _texts(1, lambda text: float(len(text.split()))),
    "selected-at": Function(
        "v", 2, 2,
        lambda args, _now: _selected_at(_scalar(args[0]), to_number(_scalar(args[1]))),
    ),
    # numbers
    "number": _maths(1, lambda number: number),
    "int": _maths(1, lambda number: _whole(number, math.trunc)),
    "floor": _maths(1, lambda number: _whole(number, math.floor)),
    "ceiling": _maths(1, lambda number: _whole(number, math.ceil)),
    "round": _maths(2, lambda number, places=0.0: _round(number, places), 1),
    "abs": _maths(1, abs),
    "pow": _maths(2, _power),
    # node-sets
    "count": Function("n", 1, 1, lambda args, _now: float(len(_flat(args)))),
    "count-non-empty": Function(
        "n", 1, 1, lambda args, _now: float(sum(value != "" for value in _flat(args)))
    ),
    "sum": Function("n", 1, 1, lambda args, _now: _sum(args)),
    "min": _over_nodes(lambda args: _extreme(args, min)),
    "max": _over_nodes(lambda args: _extreme(args, max)),
    # dates
    "today": Function("", 0, 0, lambda _args, now: now().date()),
    "now": Function("", 0, 0, lambda _args, now: now()),
    "date": Function("v", 1, 1, lambda args, _now: _date(_scalar(args[0]))),
}  # fmt: skip
