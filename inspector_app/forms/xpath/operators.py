"""The operators of expressions, as closures; numbers on both sides take the short way."""

import operator
from collections.abc import Callable, Mapping, Sequence

from inspector_app.forms.xpath.closures import Evaluate, Here, Origin
from inspector_app.forms.xpath.syntax import Expression, Text
from inspector_app.forms.xpath.values import (
    Scalar,
    add,
    divide,
    equal,
    greater,
    greater_or_equal,
    less,
    less_or_equal,
    multiply,
    remainder,
    subtract,
    to_boolean,
    to_number,
    unequal,
)


def logical(parts: tuple[Evaluate, ...], *, stops_at: bool) -> Evaluate:
    """Return ``and`` or ``or``: the parts in turn, until one decides."""

    def decide(here: Here, origin: Origin) -> Scalar:
        for part in parts:
            value = part(here, origin)
            if (value if value.__class__ is bool else to_boolean(value)) is stops_at:
                return stops_at
        return not stops_at

    return decide


def folded(first: Evaluate, rest: Sequence[tuple[str, Evaluate]]) -> Evaluate:
    """Return a long chain of operators of one rank, done one after the other."""
    steps = [(_PLAIN[sign], operand) for sign, operand in rest]

    def calculate(here: Here, origin: Origin) -> Scalar:
        value = first(here, origin)
        for do, operand in steps:
            value = do(value, operand(here, origin))
        return value

    return calculate


def _equality(left: Evaluate, right: Evaluate, operand: Expression, *, wanted: bool) -> Evaluate:
    if isinstance(operand, Text):  # by far the most conditions compare with a text
        text = operand.value

        def says(here: Here, origin: Origin) -> Scalar:
            value = left(here, origin)
            if value.__class__ is str:
                return (value == text) is wanted
            return equal(value, text) is wanted

        return says

    def compare(here: Here, origin: Origin) -> Scalar:
        first, second = left(here, origin), right(here, origin)
        if first.__class__ is str and second.__class__ is str:
            return (first == second) is wanted
        return equal(first, second) is wanted

    return compare


def _order(do: Callable[[float, float], bool]) -> Callable[..., Evaluate]:
    def make(left: Evaluate, right: Evaluate, _operand: Expression) -> Evaluate:
        def compare(here: Here, origin: Origin) -> Scalar:
            first, second = left(here, origin), right(here, origin)
            if first.__class__ is float and second.__class__ is float:
                return do(first, second)
            return do(to_number(first), to_number(second))

        return compare

    return make


def _arithmetic(
    do: Callable[[float, float], float],
) -> Callable[[Evaluate, Evaluate], Evaluate]:
    def make(left: Evaluate, right: Evaluate) -> Evaluate:
        def calculate(here: Here, origin: Origin) -> Scalar:
            first, second = left(here, origin), right(here, origin)
            if first.__class__ is float and second.__class__ is float:
                return do(first, second)
            return do(to_number(first), to_number(second))

        return calculate

    return make


COMPARISONS: Mapping[str, Callable[[Evaluate, Evaluate, Expression], Evaluate]] = {
    "=": lambda left, right, operand: _equality(left, right, operand, wanted=True),
    "!=": lambda left, right, operand: _equality(left, right, operand, wanted=False),
    "<": _order(operator.lt),
    "<=": _order(operator.le),
    ">": _order(operator.gt),
    ">=": _order(operator.ge),
}
ARITHMETIC: Mapping[str, Callable[[Evaluate, Evaluate], Evaluate]] = {
    "+": _arithmetic(operator.add),
    "-": _arithmetic(operator.sub),
    "*op": _arithmetic(operator.mul),
    "div": _arithmetic(divide),
    "mod": _arithmetic(remainder),
}
_PLAIN: Mapping[str, Callable[[Scalar, Scalar], Scalar]] = {
    "=": equal,
    "!=": unequal,
    "<": less,
    "<=": less_or_equal,
    ">": greater,
    ">=": greater_or_equal,
    "+": add,
    "-": subtract,
    "*op": multiply,
    "div": divide,
    "mod": remainder,
}
