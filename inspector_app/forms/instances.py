"""Secondary instances: the lists that a form carries."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from inspector_app.domain.errors import InputError
from inspector_app.forms.xpath.values import BLANKS

if TYPE_CHECKING:
    from lxml import etree

LAST_SAVED = "jr://instance/last-saved"
_MOST_ITEMS = 400_000


_NO_ATTRIBUTES: Mapping[str, str] = {}


class Item:
    """An element of a secondary instance. Two items are never equal: lists hold twins."""

    __slots__ = ("attributes", "children", "name", "parent", "text")

    def __init__(
        self,
        name: str,
        text: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> None:
        """Make an element without children and without a parent."""
        self.name = name
        self.text = text
        self.attributes = attributes or _NO_ATTRIBUTES
        self.children: Sequence[Item] = ()  # most have none, and lists may be long
        self.parent: Item | None = None

    def add(self, child: "Item") -> "Item":
        """Put *child* at the end; return it."""
        child.parent = self
        if isinstance(self.children, list):
            self.children.append(child)
        else:
            self.children = [child]
        return child

    def child_text(self, name: str) -> str:
        """Return the text of the first child of a name, "" without one.

        The name may be a path down, ``details/name``.
        """
        for child in self.children:
            if child.name == name:
                return child.text
        first, deeper, rest = name.partition("/")
        if deeper:
            for child in self.children:
                if child.name == first:
                    return child.child_text(rest)
        return ""


class ItemIndex:
    """Finds the items of a list by the text of a child; made when first asked."""

    def __init__(self) -> None:
        """Begin with nothing indexed."""
        self._found: dict[tuple[int, str, str], dict[str, list[Item]]] = {}

    def items(self, holder: Item, name: str, child: str, value: str) -> list[Item]:
        """Return the children of *holder* called *name* whose *child* says *value*."""
        key = (id(holder), name, child)
        index = self._found.get(key)
        if index is None:
            index = {}
            for item in holder.children:
                if item.name == name:
                    index.setdefault(item.child_text(child), []).append(item)
            self._found[key] = index
        return index.get(value, _NOTHING)


_NOTHING: list[Item] = []


def read_lists(elements: "Iterable[etree._Element]", *, name: str) -> dict[str, Item]:
    """Read the secondary instances of a form; one that has no content is an empty list.

    Raises ``InputError``: ``forms.too_large``, ``forms.list_twice``.
    """
    lists: dict[str, Item] = {}
    budget = [_MOST_ITEMS]
    for element in elements:
        key = element.get("id", "")
        if key in lists:
            raise InputError("forms.list_twice", name=name, what=key)
        lists[key] = holder = Item("")
        if len(element):
            _copy(element[0], holder, budget, name)
    return lists


def _copy(element: "etree._Element", holder: Item, budget: list[int], name: str) -> None:
    names: dict[str, str] = {}
    waiting = [(element, holder)]
    while waiting:
        source, above = waiting.pop()
        budget[0] -= 1
        if budget[0] < 0:
            raise InputError("forms.too_large", name=name)
        tag, text, given = str(source.tag), source.text, source.items()
        local = names.get(tag)
        if local is None:
            local = names[tag] = tag.rpartition("}")[2]
        item = Item(local, text.strip(BLANKS) if text else "")
        if given:
            item.attributes = {str(key).rpartition("}")[2]: str(value) for key, value in given}
        above.add(item)
        below = list(source)
        below.reverse()
        waiting.extend([(child, item) for child in below])
