"""Compile paths over lists: which items of a secondary instance they lead to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from inspector_app.forms.frames import Place
from inspector_app.forms.instances import Item
from inspector_app.forms.xpath.closures import Here, Items, Origin
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.syntax import Call, Chain, Expression, Path, Step, Text, step_text

if TYPE_CHECKING:
    from inspector_app.forms.xpath.compiler import Compiler


@dataclass(frozen=True, slots=True)
class ItemPaths:
    """Compiles the paths of an expression that lead into lists."""

    compiler: "Compiler"

    def items(self, path: Path) -> Items:
        """Compile a path over a list: the items that it leads to."""
        steps = path.steps
        first: Items = _this_item if path.start is None else self._instance(path.start)
        parts = [self._item_step(step) for step in steps]

        def walk(here: Here, origin: Origin) -> list[Item]:
            found = first(here, origin)
            for part in parts:
                found = part(found, here, origin)
            return found

        return walk

    def _instance(self, call: Call) -> Items:
        name = instance_name(call)
        found = self.compiler.names.skeleton.instances.get(name)
        if found is None:
            raise XPathError("no_such_instance", name)
        if name == self.compiler.names.last_saved:
            return lambda _here, origin: [origin.around.last_saved]
        holder = [found]
        return lambda _here, _origin: holder

    def _item_step(self, step: Step) -> "Callable[[list[Item], Here, Origin], list[Item]]":
        name = step.name.rpartition(":")[2]
        predicates = list(step.predicates)
        take = _item_children(step.axis, name)
        if take is None:
            raise XPathError("unsupported", step_text(step))
        indexed = self._indexed(name, predicates) if step.axis == "child" else None
        filters = [self._item_filter(predicate) for predicate in predicates]

        def walk(items: list[Item], here: Here, origin: Origin) -> list[Item]:
            if len(items) > 1 and filters:  # positions are counted within each parent
                return [found for item in items for found in walk([item], here, origin)]
            found = None if indexed is None else indexed(items, here, origin)
            if found is None:
                found = take(items)
                for keep in filters:
                    found = keep(found, here, origin)
                return found
            for keep in filters[1:]:
                found = keep(found, here, origin)
            return found

        return walk

    def _indexed(
        self, name: str, predicates: list[Expression]
    ) -> "Callable[[list[Item], Here, Origin], list[Item] | None] | None":
        """Return the short way for ``item[child = value]`` if the first predicate begins so.

        It serves only when the value is a text; else the items are compared one by one.
        """
        parts = _equality(predicates[0]) if predicates else None
        if parts is None or name == "*":
            return None
        child, wanted, others = parts
        if others:  # what the index does not decide is a predicate of its own
            predicates[:1] = [predicates[0], *others]
        value = self.compiler.inside(None, None, wanted).value(wanted)
        index = self.compiler.names.index

        def find(items: list[Item], here: Here, origin: Origin) -> list[Item] | None:
            sought = value(here, origin)
            if sought.__class__ is not str:
                return None
            if len(items) == 1:
                return index.items(items[0], name, child, sought)
            return [found for item in items for found in index.items(item, name, child, sought)]

        return find

    def _item_filter(
        self, predicate: Expression
    ) -> "Callable[[list[Item], Here, Origin], list[Item]]":
        inner = self.compiler.inside(None, None, predicate)
        holds = inner.value(predicate)
        counts = inner.counts
        if isinstance(predicate, Path):
            return _none  # to JavaRosa a node is neither true nor a position

        def keep(items: list[Item], _here: Here, origin: Origin) -> list[Item]:
            if not counts:
                return [item for item in items if holds(item, origin) is True]
            return [
                item
                for position, item in enumerate(items, start=1)
                if holds(item, Place(origin, position)) is True
            ]

        return keep


def _none(_items: list[Item], _here: Here, _origin: Origin) -> list[Item]:
    return []


def instance_name(call: Call) -> str:
    """Return which list ``instance('…')`` means. Raises ``XPathError``."""
    if len(call.arguments) != 1 or not isinstance(call.arguments[0], Text):
        raise XPathError("arguments", "instance")
    return call.arguments[0].value


def _this_item(here: Here, _origin: Origin) -> list[Item]:
    return [here]  # type: ignore[list-item]


def _item_children(axis: str, name: str) -> "Callable[[list[Item]], list[Item]] | None":
    match axis:
        case "self":
            return lambda items: items
        case "parent":
            return lambda items: [item.parent for item in items if item.parent is not None]
        case "attribute":
            return lambda items: [
                Item(name, item.attributes[name]) for item in items if name in item.attributes
            ]
        case "child" if name == "*":
            return lambda items: [child for item in items for child in item.children]
        case "child":
            return lambda items: [
                child for item in items for child in item.children if child.name == name
            ]
    return None


def _equality(tree: Expression) -> tuple[str, Expression, list[Expression]] | None:
    """Return the child and the value that a predicate compares it with, and what it says more.

    The value must be the same for every item: it may not ask for anything of the item.
    """
    if not isinstance(tree, Chain):
        return None
    if tree.rest[0][0] == "and":
        first = _equality(tree.first)
        if first is None:
            return None
        child, wanted, more = first
        return child, wanted, [*more, *(part for _, part in tree.rest)]
    if len(tree.rest) != 1 or tree.rest[0][0] != "=":
        return None
    left, right = tree.first, tree.rest[0][1]
    for one, other in ((left, right), (right, left)):
        name = _child_name(one)
        if name is not None and _is_constant(other):
            return name, other, []
    return None


def _child_name(tree: Expression) -> str | None:
    if (
        isinstance(tree, Path)
        and not tree.absolute
        and tree.start is None
        and len(tree.steps) == 1
        and tree.steps[0].axis == "child"
        and tree.steps[0].name != "*"
        and not tree.steps[0].predicates
    ):
        return tree.steps[0].name.rpartition(":")[2]
    return None


def _is_constant(tree: Expression) -> bool:
    """Say whether an expression inside a predicate over items asks nothing of the item."""
    if isinstance(tree, Text):
        return True
    if isinstance(tree, Path):
        plain = not any(step.predicates for step in tree.steps)
        return plain and (
            tree.absolute or (isinstance(tree.start, Call) and tree.start.name == "current")
        )
    return False
