"""The bare nodes of a form while it is being read, and the frames that hold their values.

A *scope* is what repeats together: the whole form, or the inside of one repeat. At run time
every instance of a scope is one frame with a slot for each node of the scope.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inspector_app.domain.errors import InputError
from inspector_app.forms.blanks import trimmed
from inspector_app.forms.instances import Item, read_lists

if TYPE_CHECKING:
    from collections.abc import Collection

    from lxml import etree

_MOST_NODES = 20_000
_MOST_INSTANCES = 10_000
#: All paths together: a group with a very long name and many children multiplies it.
_MOST_PATH_LENGTH = 20_000_000
_TEMPLATE = "{http://openrosa.org/javarosa}template"
XFORMS = "{http://www.w3.org/2002/xforms}"
ROOT_SCOPE = 0


@dataclass(frozen=True, slots=True)
class BareNode:
    """A node of the primary instance: where it stands, and its slot in its scope's frames."""

    index: int
    path: str
    name: str
    parent: int | None
    scope: int
    slot: int
    is_repeat: bool
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scope:
    """What repeats together: the root (scope 0), or the inside of a repeat.

    ``nodes`` are the node numbers by slot, the scope's own top node first; ``repeats`` the
    scopes directly inside; ``lineage`` the scopes from the root down to this one.
    """

    index: int
    parent: int | None
    lineage: tuple[int, ...]
    nodes: list[int] = field(default_factory=list)
    repeats: list[int] = field(default_factory=list)

    @property
    def depth(self) -> int:
        """Return in how many repeats the scope lies."""
        return len(self.lineage) - 1


@dataclass(slots=True)
class Start:
    """The values with which an instance of a scope begins, by slot, and the repeats in it."""

    values: dict[int, str] = field(default_factory=dict)
    repeats: dict[int, list["Start"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All nodes of a form and its secondary instances: the names of its expressions.

    ``start`` is how a new form begins, ``templates`` how a new instance of each scope does.
    """

    nodes: tuple[BareNode, ...]
    scopes: tuple[Scope, ...]
    by_path: Mapping[str, int]
    instances: Mapping[str, Item]
    start: Start
    templates: Mapping[int, Start]

    def child(self, node: int, name: str) -> int | None:
        """Return a node's child of a name, without its prefix."""
        return self.by_path.get(f"{self.nodes[node].path}/{name.rpartition(':')[2]}")

    def chain(self, node: int) -> tuple[int, ...]:
        """Return the nodes from the root down to *node*."""
        found = [node]
        while (parent := self.nodes[found[-1]].parent) is not None:
            found.append(parent)
        return tuple(reversed(found))


def local_name(element: "etree._Element") -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def read_skeleton(
    model: "etree._Element", *, name: str, repeats: "Collection[str]" = ()
) -> Skeleton:
    """Read the instances of a form's model; *repeats* are the paths of its repeats.

    Raises ``InputError``: ``forms.no_instance``, ``forms.too_large``,
    ``forms.duplicate_node``, and those of ``read_lists``.
    """
    instances = model.findall(f"{XFORMS}instance")
    if not instances or not len(instances[0]):
        raise InputError("forms.no_instance", name=name)
    reader = _Reader(name, frozenset(repeats))
    start = reader.read(instances[0][0])
    lists = read_lists(instances[1:], name=name)
    return Skeleton(
        tuple(reader.nodes),
        tuple(reader.scopes),
        reader.by_path,
        lists,
        start,
        reader.finished_templates(),
    )


@dataclass(slots=True)
class _Reader:
    """Walks the primary instance: the nodes it has, and the values it begins with."""

    name: str
    repeats: frozenset[str]
    nodes: list[BareNode] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=list)
    by_path: dict[str, int] = field(default_factory=dict)
    templates: dict[int, Start] = field(default_factory=dict)
    instances: int = 0
    path_length: int = 0

    def read(self, root: "etree._Element") -> Start:
        node = self._node(local_name(root), None, root)
        start = Start()
        self._fill(root, node, start)
        return start

    def _node(self, name: str, parent: BareNode | None, element: "etree._Element") -> BareNode:
        path = f"{parent.path if parent else ''}/{name}"
        known = self.by_path.get(path)
        if known is not None:
            return self.nodes[known]
        self.path_length += len(path)
        if len(self.nodes) == _MOST_NODES or self.path_length > _MOST_PATH_LENGTH:
            raise InputError("forms.too_large", name=self.name)
        is_repeat = path in self.repeats
        if is_repeat or parent is None:
            above = None if parent is None else self.scopes[parent.scope]
            lineage = () if above is None else above.lineage
            number = len(self.scopes)
            scope = Scope(number, above.index if above else None, (*lineage, number))
            self.scopes.append(scope)
            if above is not None:
                above.repeats.append(scope.index)
        else:
            scope = self.scopes[parent.scope]
        node = BareNode(
            index=len(self.nodes),
            path=path,
            name=name,
            parent=None if parent is None else parent.index,
            scope=scope.index,
            slot=len(scope.nodes),
            is_repeat=is_repeat,
            attributes={str(key).rpartition("}")[2]: str(value) for key, value in element.items()},
        )
        scope.nodes.append(node.index)
        self.nodes.append(node)
        self.by_path[path] = node.index
        if parent is not None:
            parent.children.append(node.index)
        return node

    def _fill(self, element: "etree._Element", node: BareNode, start: Start) -> None:
        """Read what *element* holds into *start*, which begins an instance of its scope.

        The depth of the XML is bounded where it is parsed.
        """
        children = list(element)
        if not children:
            text = element.text or ""
            if trimmed(text):
                start.values[node.slot] = text
            return
        seen: set[str] = set()
        for child in children:
            name = local_name(child)
            below = self._node(name, node, child)
            if below.is_repeat:
                self._instance(child, below, start)
                continue
            if name in seen:
                raise InputError("forms.duplicate_node", name=self.name, path=below.path)
            seen.add(name)
            self._fill(child, below, start)

    def _instance(self, element: "etree._Element", node: BareNode, start: Start) -> None:
        self.instances += 1
        if self.instances > _MOST_INSTANCES:
            raise InputError("forms.too_large", name=self.name)
        instance = Start()
        self._fill(element, node, instance)
        if element.get(_TEMPLATE) is not None:
            if node.scope in self.templates:
                raise InputError("forms.duplicate_node", name=self.name, path=node.path)
            self.templates[node.scope] = instance
        else:
            start.repeats.setdefault(node.scope, []).append(instance)

    def finished_templates(self) -> dict[int, Start]:
        """Return the template of every repeat; one without it begins empty, as in JavaRosa."""
        return {
            scope.index: self.templates.get(scope.index) or Start() for scope in self.scopes[1:]
        }
