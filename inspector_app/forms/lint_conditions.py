"""What a condition demands of answers, and whether any answers can meet it.

A condition is taken apart into alternatives, each a set of demands on single questions
("a is x", "b has y chosen", "c is above 3"). What cannot be told from the form alone demands
nothing, so a condition said to be never true really is.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.forms.model import Form
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.parser import parse
from inspector_app.forms.xpath.syntax import (
    Call,
    Chain,
    Expression,
    Negative,
    Number,
    Path,
    Text,
)

#: More alternatives than this are not looked through: the condition may be met.
_MOST = 400
_FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked of the question at *path*: ``= value``, ``> value``, ``has value`` chosen.

    ``among`` asks for one of several values, divided by spaces.
    """

    path: str
    operator: str
    value: str


Alternative: TypeAlias = frozenset[Demand]
Alternatives: TypeAlias = tuple[Alternative, ...]
ALWAYS: Alternatives = (frozenset(),)
NEVER: Alternatives = ()


def tree(source: str) -> Expression | None:
    """Return the tree of an expression, ``None`` for one that cannot be parsed."""
    try:
        return parse(source)
    except XPathError:
        return None


def resolved(path: Path, context: str, form: Form) -> str | None:
    """Return the node path that a location path in the condition of *context* means."""
    if path.start is not None and path.start.name != "current":
        return None
    here = [] if path.absolute else context.strip("/").split("/")
    for step in path.steps:
        if step.predicates or step.axis == "attribute" or step.name == "*" == step.axis:
            return None
        if step.axis == "parent":
            here = here[:-1]
        elif step.axis == "child":
            if step.name == "*":
                return None
            here = [*here, step.name]
    found = "/" + "/".join(here)
    return found if found in form.by_path else None


def alternatives(source: str, context: str, form: Form) -> Alternatives:
    """Return what a condition of the node at *context* demands; ``NEVER`` if it cannot be met."""
    expression = tree(source)
    return ALWAYS if expression is None else _Reading(form, context).of(expression, wanted=True)


def both(first: Alternatives, second: Alternatives) -> Alternatives:
    """Return what meets both; contradictions fall out."""
    if len(first) * len(second) > _MOST:
        return first if len(first) < len(second) else second
    return tuple(dict.fromkeys(one | other for one in first for other in second))


@dataclass(frozen=True, slots=True)
class _Reading:
    form: Form
    context: str

    def of(self, expression: Expression, *, wanted: bool) -> Alternatives:
        match expression:
            case Text(value):
                return ALWAYS if bool(value) is wanted else NEVER
            case Number(value):
                return ALWAYS if (value != 0 and not math.isnan(value)) is wanted else NEVER
            case Chain(first, rest) if rest[0][0] in {"and", "or"}:
                return self._joined(
                    [first, *(operand for _, operand in rest)],
                    every=(rest[0][0] == "and") is wanted,
                    wanted=wanted,
                )
            case Chain(first, ((operator, second),)) if operator in _OPPOSITE:
                said = operator if wanted else _OPPOSITE[operator]
                return self._compared(first, said, second)
            case Call(name, arguments):
                return self._called(name, arguments, wanted=wanted)
            case _:
                return ALWAYS

    def _joined(self, operands: Iterable[Expression], *, every: bool, wanted: bool) -> Alternatives:
        found = [self.of(operand, wanted=wanted) for operand in operands]
        if every:
            all_of = ALWAYS
            for each in found:
                all_of = both(all_of, each)
            return all_of
        any_of = tuple(dict.fromkeys(one for each in found for one in each))
        return any_of if len(any_of) <= _MOST else ALWAYS

    def _called(
        self, name: str, arguments: tuple[Expression, ...], *, wanted: bool
    ) -> Alternatives:
        if name in {"true", "false"} and not arguments:
            return ALWAYS if (name == "true") is wanted else NEVER
        if name in {"not", "boolean"} and len(arguments) == 1:
            return self.of(arguments[0], wanted=wanted is (name == "boolean"))
        if name == "selected" and len(arguments) == 2:
            return self._selected(*arguments, wanted=wanted)
        if name == "if" and len(arguments) == 3:
            condition, then, other = arguments
            met = both(self.of(condition, wanted=True), self.of(then, wanted=wanted))
            unmet = both(self.of(condition, wanted=False), self.of(other, wanted=wanted))
            return tuple(dict.fromkeys((*met, *unmet)))
        return ALWAYS

    def _selected(self, chosen: Expression, value: Expression, *, wanted: bool) -> Alternatives:
        if isinstance(chosen, Text) and isinstance(value, Text):
            return ALWAYS if (value.value in chosen.value.split()) is wanted else NEVER
        path = self._path(chosen)
        if path and isinstance(value, Text):
            return (frozenset({Demand(path, "has" if wanted else "lacks", value.value)}),)
        path = self._path(value)
        if path and isinstance(chosen, Text):
            operator = "among" if wanted else "not among"
            return (frozenset({Demand(path, operator, " ".join(chosen.value.split()))}),)
        return ALWAYS

    def _compared(self, first: Expression, operator: str, second: Expression) -> Alternatives:
        left, right = _constant(first), _constant(second)
        if left is not None and right is not None:
            return ALWAYS if holds(left, operator, right) else NEVER
        if left is not None:
            first, right, operator = second, left, _FLIPPED[operator]
        path = self._path(first)
        if path is None or right is None:
            return ALWAYS
        if operator not in {"=", "!="} and not is_number(right):
            return ALWAYS
        return (frozenset({Demand(path, operator, right)}),)

    def _path(self, expression: Expression) -> str | None:
        if not isinstance(expression, Path):
            return None
        found = resolved(expression, self.context, self.form)
        if found is None:
            return None
        node, here = self.form.node(found), self.form.by_path.get(self.context)
        own = None if here is None else self.form.nodes[here].repeat
        if not node.is_leaf or (node.repeat is not None and node.repeat != own):
            return None  # several values, or another instance's
        return found


def _constant(expression: Expression) -> str | None:
    match expression:
        case Text(value):
            return value
        case Number(value):
            return f"{value:g}"
        case Negative(Number(value)):
            return f"{-value:g}"
    return None


def is_number(text: str) -> bool:
    """Say whether a text spells a number."""
    try:
        return not math.isnan(float(text))
    except ValueError:
        return False


def same(first: str, second: str) -> bool:
    """Say whether two constants are equal, as numbers if both are."""
    if is_number(first) and is_number(second):
        return float(first) == float(second)
    return first == second


#: Comparisons of numbers.
COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def holds(first: str, operator: str, second: str) -> bool:
    """Say whether a comparison of two constants is true."""
    if operator in COMPARE:
        if is_number(first) and is_number(second):
            return COMPARE[operator](float(first), float(second))
        return True
    # Equal as numbers may be unequal as texts: only what is surely so counts.
    return same(first, second) if operator == "=" else first != second
