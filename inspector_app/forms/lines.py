"""In which line of an XForm's XML a node's condition stands."""

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from inspector_app.domain.errors import InputError
from inspector_app.forms.skeleton import XFORMS, local_name
from inspector_app.intake.safe_xml import parse_xml

#: Where the engine's name for a condition is not the attribute's.
_ATTRIBUTES = {"default": "value", "choices": "nodeset", "repeat_count": "count"}

#: Characters of all paths together; a form with more is refused for its size.
_MOST_PATHS = 20_000_000


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a form's XML that say something of a node, by the node's path.

    ``said`` has for each element its line and the names of its attributes; ``nodes`` the line
    of the node itself in the first instance.
    """

    said: Mapping[str, tuple[tuple[int, frozenset[str]], ...]]
    nodes: Mapping[str, int]

    def of(self, path: str, column: str) -> int:
        """Return the line of what *column* says of the node at *path*, 0 if it is not there."""
        attribute = _ATTRIBUTES.get(column, column)
        found = self.said.get(path, ())
        for line, attributes in found:
            if attribute in attributes:
                return line
        return found[0][0] if found else self.nodes.get(path, 0)


def lines_of(data: bytes) -> Lines:
    """Return the lines of the XForm in *data*; raises as ``parse_xml``."""
    root = parse_xml(data, name="")
    said: dict[str, tuple[tuple[int, frozenset[str]], ...]] = {}
    for element in root.iter():
        place = element.get("nodeset") or element.get("ref") or element.get("bind")
        if place is not None:
            names = frozenset(str(name).rpartition("}")[2] for name in element.keys())  # noqa: SIM118
            path = place.strip()
            said[path] = (*said.get(path, ()), (_number(element), names))
    return Lines(said, dict(_nodes(root)))


def with_line(problem: InputError, data: bytes) -> InputError:
    """Return *problem* with the line of the node it names behind the file's name, ``a.xml:12``."""
    path, name = str(problem.params.get("path", "")), str(problem.params.get("name", ""))
    if not path.startswith("/") or "line" in problem.params:
        return problem
    line = lines_of(data).of(path, str(problem.params.get("column", "")))
    if not line:
        return problem
    return InputError(problem.code, **{**problem.params, "name": f"{name}:{line}", "line": line})


def _number(element: "etree._Element") -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _nodes(root: "etree._Element") -> list[tuple[str, int]]:
    instance = root.find(f".//{XFORMS}instance")
    found: list[tuple[str, int]] = []
    waiting = [(each, "") for each in reversed(instance)] if instance is not None else []
    room = _MOST_PATHS
    while waiting and room > 0:
        element, around = waiting.pop()
        path = f"{around}/{local_name(element)}"
        room -= len(path)
        found.append((path, _number(element)))
        waiting.extend((child, path) for child in reversed(element))
    return found
