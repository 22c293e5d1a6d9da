"""The bare nodes of a form while it is being read, and the names expressions may use."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inspector_app.domain.errors import InputError
from inspector_app.forms.xpath.compiler import Item

if TYPE_CHECKING:
    from lxml import etree

_MOST_NODES = 20_000
_TEMPLATE = "{http://openrosa.org/javarosa}template"
XFORMS = "{http://www.w3.org/2002/xforms}"


@dataclass(frozen=True, slots=True)
class BareNode:
    """A node of the primary instance: where it stands and its default value."""

    index: int
    path: str
    name: str
    parent: int | None
    default: str
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """All nodes of a form and its secondary instances: the scope of its expressions."""

    nodes: tuple[BareNode, ...]
    by_path: Mapping[str, int]
    instances: Mapping[str, Item]

    def root(self, name: str) -> int | None:
        """Return the root node if that is its name."""
        return 0 if self.nodes[0].name == name or name == "*" else None

    def parent(self, node: int) -> int | None:
        """Return a node's parent, ``None`` above the root."""
        return self.nodes[node].parent

    def children(self, node: int, name: str) -> tuple[int, ...]:
        """Return a node's children of a name, ``*`` for all."""
        if name != "*":
            found = self.by_path.get(f"{self.nodes[node].path}/{name}")
            return () if found is None else (found,)
        return tuple(self.nodes[node].children)

    def instance(self, name: str) -> Item | None:
        """Return the root of the secondary instance called *name*."""
        return self.instances.get(name)


def local_name(element: "etree._Element") -> str:
    """Return an element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def read_skeleton(model: "etree._Element", *, name: str) -> Skeleton:
    """Read the instances of a form's model.

    Raises ``InputError``: ``forms.no_instance``, ``forms.too_large``,
    ``forms.duplicate_node``, ``forms.not_yet`` for repeats and lists beside the form.
    """
    instances = model.findall(f"{XFORMS}instance")
    if not instances or not len(instances[0]):
        raise InputError("forms.no_instance", name=name)
    nodes = _nodes(instances[0][0], name)
    lists: dict[str, Item] = {}
    for instance in instances[1:]:
        key = instance.get("id", "")
        if not len(instance):
            raise InputError("forms.not_yet", name=name, what=instance.get("src", key), path="/")
        lists[key] = _item(instance[0])
    return Skeleton(tuple(nodes), {node.path: node.index for node in nodes}, lists)


def _nodes(root: "etree._Element", name: str) -> list[BareNode]:
    nodes: list[BareNode] = []
    seen: set[str] = set()
    open_elements: list[tuple[etree._Element, int | None]] = [(root, None)]
    while open_elements:
        element, parent = open_elements.pop()
        above = "" if parent is None else nodes[parent].path
        path = f"{above}/{local_name(element)}"
        if element.get(_TEMPLATE) is not None:
            raise InputError("forms.not_yet", name=name, what="repeat", path=path)
        if path in seen:
            raise InputError("forms.duplicate_node", name=name, path=path)
        if len(nodes) == _MOST_NODES:
            raise InputError("forms.too_large", name=name)
        seen.add(path)
        default = "" if len(element) else (element.text or "").strip()
        node = BareNode(len(nodes), path, local_name(element), parent, default)
        nodes.append(node)
        if parent is not None:
            nodes[parent].children.append(node.index)
        open_elements.extend((child, node.index) for child in reversed(element))
    return nodes


def _item(element: "etree._Element") -> Item:
    text = (element.text or "").strip()
    return Item(local_name(element), text, tuple(_item(child) for child in element))
