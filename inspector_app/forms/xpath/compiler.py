"""Turn a parsed expression into a closure over the frames of a form.

Which node a path means is settled here, once: at run time a closure reads slots of frames.
A closure takes the frame (or the item of a list) it is evaluated at, and the origin: the
frame where the whole expression stands, for ``current()``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, cast

from inspector_app.forms.instances import ItemIndex
from inspector_app.forms.skeleton import Skeleton
from inspector_app.forms.xpath.closures import Evaluate, Here, Items, Origin, Values
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions import check_text, function
from inspector_app.forms.xpath.functions_nodes import seed_of, shuffled
from inspector_app.forms.xpath.item_paths import instance_name
from inspector_app.forms.xpath.operators import ARITHMETIC, COMPARISONS, folded, logical
from inspector_app.forms.xpath.parser import parse
from inspector_app.forms.xpath.paths import PathCompiler
from inspector_app.forms.xpath.special import SPECIAL
from inspector_app.forms.xpath.syntax import (
    Call,
    Chain,
    Expression,
    Negative,
    Number,
    Path,
    Text,
)
from inspector_app.forms.xpath.values import Scalar, to_number

if TYPE_CHECKING:
    from inspector_app.forms.frames import Frame
    from inspector_app.forms.instances import Item
    from inspector_app.forms.xpath.functions import Function
    from inspector_app.forms.xpath.paths import Target

#: A node and the innermost scope whose frame the reader shares with what it reads.
Read: TypeAlias = tuple[int, int]


#: Operators that become closures within closures; a longer chain is a loop.
_MOST_NESTED = 20


@dataclass(frozen=True, slots=True)
class Compiled:
    """An expression ready to evaluate at a frame, and what it reads."""

    source: str
    evaluate: Evaluate
    reads: frozenset[Read]

    def at(self, frame: "Frame") -> Scalar:
        """Return the value at *frame*. Raises ``EvaluationError``."""
        return self.evaluate(frame, frame)


@dataclass(frozen=True, slots=True)
class CompiledItems:
    """The choices of a selection ready to evaluate, and what they depend on.

    ``instance`` names the list they are taken from; "" if they are nodes of the form itself.
    """

    source: str
    instance: str
    items: Items
    reads: frozenset[Read]
    plain: bool  # the whole list, always and in its order

    def listed(self) -> "list[Item]":
        """Return the items of a plain list, which needs no frame."""
        nowhere = cast("Frame", None)
        return self.items(nowhere, nowhere)


@dataclass(frozen=True, slots=True)
class Names:
    """What expressions of a form may name: its nodes and lists.

    ``targets`` are the nodes that paths from outside all repeats have been found to mean.
    """

    skeleton: Skeleton
    index: ItemIndex = field(default_factory=ItemIndex)
    targets: "dict[Path, tuple[Target, ...]]" = field(default_factory=dict)
    last_saved: str = ""
    version: str = ""


def compile_expression(source: str, node: int, names: Names) -> Compiled:
    """Compile *source*, which stands at *node*. Raises ``XPathError``."""
    compiler = Compiler(names, node)
    evaluate = compiler.value(parse(source))
    return Compiled(source, evaluate, frozenset(compiler.reads))


def compile_count(source: str, node: int, names: Names) -> Compiled:
    """Compile how many instances the repeat at *node* has, as seen from one of them.

    A node says so by the value it holds, relevant or not. Raises ``XPathError``.
    """
    tree = parse(source)
    if not isinstance(tree, Path):
        return compile_expression(source, node, names)
    compiler = Compiler(names, node)
    evaluate = PathCompiler(compiler).kept(tree)
    return Compiled(source, evaluate, frozenset(compiler.reads))


def compile_items(source: str, node: int, names: Names) -> CompiledItems:
    """Compile where a selection has its choices from: a path, or ``randomize(…)`` of one.

    Raises ``XPathError``.
    """
    compiler = Compiler(names, node)
    tree = parse(source)
    seed: Evaluate | None = None
    random = isinstance(tree, Call) and tree.name == "randomize"
    if isinstance(tree, Call) and random:
        tree, seed = compiler.shuffle_parts(tree)
    if not isinstance(tree, Path):
        raise XPathError("unsupported", source[:60])
    plain = not any(step.predicates for step in tree.steps)
    if tree.start is not None and tree.start.name == "instance":
        name, items = instance_name(tree.start), compiler.items(tree)
    else:
        name, items = "", PathCompiler(compiler).frame_items(tree)
    if random:
        items = _in_random_order(items, seed)
    return CompiledItems(source, name, items, frozenset(compiler.reads), plain and not random)


def _in_random_order(items: Items, seed: Evaluate | None) -> Items:
    return lambda here, origin: list(
        shuffled(
            items(here, origin),
            None if seed is None else seed_of(seed(here, origin)),
            origin.around.random,
        )
    )


@dataclass(slots=True)
class Compiler:
    """Compiles the parts of one expression that stands at a node.

    Inside a predicate, ``node`` is the node that the predicate filters, or ``None`` for items
    of a list; ``limit`` is the scope that the frames met there share with the outer reader.
    """

    names: Names
    node: int | None
    origin: int = -1
    reads: set[Read] = field(default_factory=set)
    limit: int | None = None
    counts: bool = False  # a predicate that uses position(): the origin carries it

    def __post_init__(self) -> None:
        """Take the place of the expression as its origin, unless it is inside another."""
        if self.origin < 0:
            self.origin = cast("int", self.node)

    # --- values -------------------------------------------------------------------------

    def value(self, tree: Expression) -> Evaluate:
        """Compile *tree* to a single value."""
        match tree:
            case Text(text):
                return lambda _here, _origin: text
            case Number(number):
                return lambda _here, _origin: number
            case Negative(operand):
                inner = self.value(operand)
                return lambda here, origin: -to_number(inner(here, origin))
            case Chain(first, rest):
                return self._chain(first, rest)
            case Call():
                return self._call(tree)
            case Path():
                return self._paths().value(tree)

    def _paths(self) -> PathCompiler:
        return PathCompiler(self)

    def _chain(self, first: Expression, rest: tuple[tuple[str, Expression], ...]) -> Evaluate:
        if rest[0][0] in {"or", "and"}:
            parts = tuple(self.value(part) for part in (first, *(part for _, part in rest)))
            return logical(parts, stops_at=rest[0][0] == "or")
        result = self.value(first)
        if len(rest) > _MOST_NESTED:
            return folded(result, [(sign, self.value(operand)) for sign, operand in rest])
        for sign, operand in rest:
            if sign in COMPARISONS:
                result = COMPARISONS[sign](result, self.value(operand), operand)
            else:
                result = ARITHMETIC[sign](result, self.value(operand))
        return result

    # --- calls --------------------------------------------------------------------------

    def _call(self, call: Call) -> Evaluate:
        special = SPECIAL.get(call.name)
        if special is not None:
            return special(self, call)
        found = function(call.name, len(call.arguments))
        for place, argument in enumerate(call.arguments):
            if isinstance(argument, Text):
                check_text(call.name, place, argument.value)
        arguments = tuple(
            self._argument(found.kind(index), argument)
            for index, argument in enumerate(call.arguments)
        )
        return _applied(found, arguments)

    def _argument(self, kind: str, tree: Expression) -> Callable[[Here, Origin], object]:
        if kind in "nb" and isinstance(tree, Path):
            return self._paths().values(tree)
        if kind in "nb" and isinstance(tree, Call) and tree.name == "randomize":
            return self.shuffled(tree)
        if kind == "n":
            raise XPathError("not_nodes")
        value = self.value(tree)
        if kind == "f" and isinstance(tree, Path):
            return lambda here, origin: _whole_days(value(here, origin))
        return value

    def shuffled(self, call: Call) -> Values:
        """Compile ``randomize(nodes, seed)`` to the values of the nodes in random order."""
        nodes, seed = self.shuffle_parts(call)
        values = self._paths().values(nodes)
        return lambda here, origin: tuple(
            shuffled(
                values(here, origin),
                None if seed is None else seed_of(seed(here, origin)),
                origin.around.random,
            )
        )

    def shuffle_parts(self, call: Call) -> tuple[Path, Evaluate | None]:
        """Return the path that ``randomize(…)`` shuffles and its seed. Raises ``XPathError``."""
        if not 1 <= len(call.arguments) <= 2 or not isinstance(call.arguments[0], Path):
            raise XPathError("arguments", call.name)
        seed = self.value(call.arguments[1]) if len(call.arguments) == 2 else None
        return call.arguments[0], seed

    # --- what paths need ----------------------------------------------------------------

    def items(self, path: Path) -> Items:
        """Compile a path over a secondary instance: its elements that the path leads to."""
        return self._paths().items(path)

    def add_read(self, node: int, anchor: int) -> None:
        """Note that the expression reads *node* in frames that share *anchor* with it."""
        scopes = self.names.skeleton.scopes
        if self.limit is not None and scopes[anchor].depth > scopes[self.limit].depth:
            anchor = self.limit
        self.reads.add((node, anchor))

    def inside(self, node: int | None, limit: int | None, predicate: Expression) -> "Compiler":
        """Return the compiler for a predicate over *node* (``None``: items of a list)."""
        scopes = self.names.skeleton.scopes
        if limit is None or (
            self.limit is not None and scopes[limit].depth > scopes[self.limit].depth
        ):
            limit = self.limit
        return Compiler(
            self.names,
            node,
            origin=self.origin,
            reads=self.reads,
            limit=limit,
            counts=self.counts or uses_position(predicate),
        )


def _whole_days(value: Scalar) -> Scalar:
    return to_number(value) if isinstance(value, datetime) else value


def uses_position(tree: Expression) -> bool:
    """Say whether *tree* asks for the position of what a predicate filters."""
    match tree:
        case Call(name, arguments):
            own = name == "position" and not arguments
            return own or any(map(uses_position, arguments))
        case Negative(operand):
            return uses_position(operand)
        case Chain(first, rest):
            return uses_position(first) or any(uses_position(part) for _, part in rest)
        case Path(start=Call() as start):
            return any(map(uses_position, start.arguments))
    return False


def _applied(
    found: "Function", arguments: tuple[Callable[[Here, Origin], object], ...]
) -> Evaluate:
    """Return the call of a function; the usual numbers of arguments without a loop."""
    do: Callable[..., Scalar] = found.apply
    if found.clock:
        return _told_first(do, lambda origin: origin.around.now, arguments)
    if found.random:
        return _told_first(do, lambda origin: origin.around.random, arguments)
    match arguments:
        case (one,):
            return lambda here, origin: do(one(here, origin))
        case (one, two):
            return lambda here, origin: do(one(here, origin), two(here, origin))
        case (one, two, three):
            return lambda here, origin: do(
                one(here, origin), two(here, origin), three(here, origin)
            )
    return lambda here, origin: do(*[argument(here, origin) for argument in arguments])


def _told_first(
    do: Callable[..., Scalar],
    told: Callable[[Origin], object],
    arguments: tuple[Callable[[Here, Origin], object], ...],
) -> Evaluate:
    """Return the call of a function that is told the time, or given chance, first."""
    return lambda here, origin: do(
        told(origin), *[argument(here, origin) for argument in arguments]
    )
