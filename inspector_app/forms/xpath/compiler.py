"""Turn a parsed expression into a closure over the values of a form.

Which node a path means is settled here, once: at run time a closure reads values by number.
"""

import math
import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, TypeAlias

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions import Argument, Values, check_pattern, function
from inspector_app.forms.xpath.parser import parse
from inspector_app.forms.xpath.syntax import (
    Call,
    Chain,
    Expression,
    Negative,
    Number,
    Path,
    Step,
    Text,
)
from inspector_app.forms.xpath.values import (
    NAN,
    Scalar,
    equal,
    to_boolean,
    to_number,
)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A node of a secondary instance (a list of choices): name, text, children.

    Two items are never equal: a list may hold the same choice twice.
    """

    name: str
    text: str
    children: tuple["Item", ...] = ()


class Scope(Protocol):
    """The names an expression may use, when it is compiled. Nodes are numbers."""

    def root(self, name: str) -> int | None:
        """Return the root node if that is its name."""

    def parent(self, node: int) -> int | None:
        """Return a node's parent, ``None`` above the root."""

    def children(self, node: int, name: str) -> tuple[int, ...]:
        """Return a node's children of a name, ``*`` for all."""

    def instance(self, name: str) -> Item | None:
        """Return the secondary instance called *name*."""


class Answers(Protocol):
    """What an expression reads when it is evaluated."""

    def value(self, node: int) -> Scalar:
        """Return a node's value, the empty text if it is irrelevant."""

    def relevant(self, node: int) -> bool:
        """Say whether a node is relevant."""

    def now(self) -> datetime:
        """Return the present moment, with its time zone."""


Evaluate: TypeAlias = Callable[[Answers, Item | None], Scalar]
_Nodes: TypeAlias = Callable[[Answers, Item | None], Values]
_Items: TypeAlias = Callable[[Answers, Item | None], tuple[Item, ...]]


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression ready to evaluate, and the nodes whose values it reads."""

    source: str
    evaluate: Evaluate
    reads: frozenset[int]


@dataclass(frozen=True, slots=True)
class CompiledItems:
    """A path into the list *instance* ready to evaluate, and the nodes its predicates read."""

    source: str
    instance: str
    items: Callable[[Answers], tuple[Item, ...]]
    reads: frozenset[int]


def compile_expression(source: str, node: int, scope: Scope) -> Compiled:
    """Compile *source*, which stands at *node*. Raises ``XPathError``."""
    compiler = _Compiler(scope, node)
    evaluate = compiler.value(parse(source))
    return Compiled(source, evaluate, frozenset(compiler.reads))


def compile_items(source: str, node: int, scope: Scope) -> CompiledItems:
    """Compile a path that begins with ``instance(…)``. Raises ``XPathError``."""
    compiler = _Compiler(scope, node)
    tree = parse(source)
    if not isinstance(tree, Path) or tree.start is None or tree.start.name != "instance":
        raise XPathError("unsupported", source[:60])
    items = compiler.items(tree)
    (name,) = (argument.value for argument in tree.start.arguments if isinstance(argument, Text))
    return CompiledItems(
        source, name, lambda answers: items(answers, None), frozenset(compiler.reads)
    )


@dataclass(slots=True)
class _Compiler:
    scope: Scope
    node: int
    reads: set[int] = field(default_factory=set)
    in_item: bool = False  # inside a predicate: a bare name is a child of the item at hand

    # --- values -------------------------------------------------------------------------

    def value(self, tree: Expression) -> Evaluate:
        match tree:
            case Text(text):
                return lambda _answers, _item: text
            case Number(number):
                return lambda _answers, _item: number
            case Negative(operand):
                inner = self.value(operand)
                return lambda answers, item: -to_number(inner(answers, item))
            case Chain(first, rest):
                return self._chain(first, rest)
            case Call():
                return self._call(tree)
            case Path():
                return self._path_value(tree)

    def _chain(self, first: Expression, rest: tuple[tuple[str, Expression], ...]) -> Evaluate:
        start = self.value(first)
        if rest[0][0] in _SHORT_CUTS:
            stops_at = _SHORT_CUTS[rest[0][0]]
            parts = (start, *(self.value(operand) for _, operand in rest))

            def logical(answers: Answers, item: Item | None) -> Scalar:
                found = any(to_boolean(part(answers, item)) is stops_at for part in parts)
                return stops_at if found else not stops_at

            return logical
        steps = tuple((_OPERATORS[sign], self.value(operand)) for sign, operand in rest)

        def folded(answers: Answers, item: Item | None) -> Scalar:
            result = start(answers, item)
            for do, operand in steps:
                result = do(result, operand(answers, item))
            return result

        return folded

    def _call(self, call: Call) -> Evaluate:
        if call.name in {"instance", "current"}:
            raise XPathError("unsupported", f"{call.name}()")
        found = function(call.name, len(call.arguments))
        if call.name == "regex" and isinstance(call.arguments[1], Text):
            check_pattern(call.arguments[1].value)
        arguments = tuple(
            self._argument(found.kind(index), argument)
            for index, argument in enumerate(call.arguments)
        )
        apply = found.apply
        return lambda answers, item: apply([arg(answers, item) for arg in arguments], answers.now)

    def _argument(self, kind: str, tree: Expression) -> Callable[[Answers, Item | None], Argument]:
        if isinstance(tree, Path) and kind in "nb":
            return self._path_nodes(tree)
        if kind == "n":
            raise XPathError("not_nodes")
        return self.value(tree)

    # --- paths --------------------------------------------------------------------------

    def _path_value(self, path: Path) -> Evaluate:
        if self._leads_to_items(path):
            items = self.items(path)
            return lambda answers, item: next((i.text for i in items(answers, item)), "")
        nodes = self._main_nodes(path)
        if len(nodes) != 1:
            raise XPathError("several_nodes", path_text(path))
        (node,) = nodes
        return lambda answers, _item: answers.value(node)

    def _path_nodes(self, path: Path) -> _Nodes:
        if self._leads_to_items(path):
            items = self.items(path)
            return lambda answers, item: tuple(found.text for found in items(answers, item))
        nodes = self._main_nodes(path)
        return lambda answers, _item: tuple(
            answers.value(node) for node in nodes if answers.relevant(node)
        )

    def _leads_to_items(self, path: Path) -> bool:
        if path.start is not None:
            return path.start.name == "instance"
        return self.in_item and not path.absolute

    def items(self, path: Path) -> _Items:
        """Compile a path over a secondary instance: its elements that the path leads to."""
        first: _Items = _this_item if path.start is None else self._instance(path.start)
        steps = tuple(self._item_step(step) for step in path.steps)

        def walk(answers: Answers, item: Item | None) -> tuple[Item, ...]:
            found = first(answers, item)
            for step in steps:
                found = step(answers, found)
            return found

        return walk

    def _instance(self, call: Call) -> _Items:
        if len(call.arguments) != 1 or not isinstance(call.arguments[0], Text):
            raise XPathError("arguments", "instance")
        name = call.arguments[0].value
        found = self.scope.instance(name)
        if found is None:
            raise XPathError("no_such_instance", name)
        holder = (Item("", "", (found,)),)
        return lambda _answers, _item: holder

    def _item_step(self, step: Step) -> Callable[[Answers, tuple[Item, ...]], tuple[Item, ...]]:
        if step.axis not in {"child", "self"}:
            raise XPathError("unsupported", step_text(step))
        outside, self.in_item = self.in_item, True
        predicates = tuple(self.value(predicate) for predicate in step.predicates)
        self.in_item = outside

        def take(answers: Answers, items: tuple[Item, ...]) -> tuple[Item, ...]:
            found = items if step.axis == "self" else _children(items, step.name)
            for predicate in predicates:
                found = tuple(
                    item
                    for position, item in enumerate(found, start=1)
                    if _holds(predicate(answers, item), position)
                )
            return found

        return take

    def _main_nodes(self, path: Path) -> tuple[int, ...]:
        """Return the nodes of the form that *path* means; at least one, else it is an error."""
        steps = path.steps
        if path.start is not None and path.start.name != "current":
            raise XPathError("unsupported", f"{path.start.name}()/")
        if any(step.predicates for step in steps):
            raise XPathError("unsupported", path_text(path))
        nodes: tuple[int, ...] = (self.node,)
        if path.absolute:
            root = self.scope.root(steps[0].name) if steps else None
            if root is None:
                raise XPathError("no_such_node", path_text(path))
            nodes, steps = (root,), steps[1:]
        for step in steps:
            nodes = tuple(found for node in nodes for found in self._main_step(node, step))
        if not nodes:
            raise XPathError("no_such_node", path_text(path))
        self.reads.update(nodes)
        return nodes

    def _main_step(self, node: int, step: Step) -> tuple[int, ...]:
        match step.axis:
            case "self":
                return (node,)
            case "parent":
                parent = self.scope.parent(node)
                return () if parent is None else (parent,)
            case "child":
                return self.scope.children(node, step.name)
        raise XPathError("unsupported", step_text(step))


def _this_item(_answers: Answers, item: Item | None) -> tuple[Item, ...]:
    return (item,) if item is not None else ()


def _children(items: tuple[Item, ...], name: str) -> tuple[Item, ...]:
    return tuple(child for item in items for child in item.children if name in ("*", child.name))


def _holds(value: Scalar, position: int) -> bool:
    if isinstance(value, float):
        return value == position
    return to_boolean(value)


def step_text(step: Step) -> str:
    """Return a step as it is written."""
    if step.axis == "self":
        return "."
    if step.axis == "parent":
        return ".."
    return f"@{step.name}" if step.axis == "attribute" else step.name


def path_text(path: Path) -> str:
    """Return a path as it is written, without its predicates."""
    steps = "/".join(map(step_text, path.steps))
    if path.start is not None:
        return f"{path.start.name}()/{steps}"
    return f"/{steps}" if path.absolute else steps


def _arithmetic(do: Callable[[float, float], float]) -> Callable[[Scalar, Scalar], Scalar]:
    return lambda left, right: do(to_number(left), to_number(right))


def _comparison(do: Callable[[float, float], bool]) -> Callable[[Scalar, Scalar], Scalar]:
    return lambda left, right: do(to_number(left), to_number(right))


def _divide(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if math.isnan(left) or left == 0:
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    """Return what is left over, with the sign of the dividend."""
    if right == 0 or not math.isfinite(left) or math.isnan(right):
        return NAN
    return math.fmod(left, right)


_SHORT_CUTS = {"or": True, "and": False}
_OPERATORS: dict[str, Callable[[Scalar, Scalar], Scalar]] = {
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": _comparison(operator.lt),
    "<=": _comparison(operator.le),
    ">": _comparison(operator.gt),
    ">=": _comparison(operator.ge),
    "+": _arithmetic(operator.add),
    "-": _arithmetic(operator.sub),
    "*op": _arithmetic(operator.mul),
    "div": _arithmetic(_divide),
    "mod": _arithmetic(_remainder),
}
