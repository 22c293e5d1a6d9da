"""In which line of an XForm's XML a node's condition stands."""

from lxml import etree

from inspector_app.domain.errors import InputError
from inspector_app.forms.skeleton import XFORMS, local_name
from inspector_app.intake.safe_xml import parse_xml

#: Where the engine's name for a condition is not the attribute's.
_ATTRIBUTES = {"default": "value", "choices": "nodeset", "repeat_count": "count"}


def with_line(problem: InputError, data: bytes) -> InputError:
    """Return *problem* with the line of the node it names behind the file's name, ``a.xml:12``."""
    path, name = str(problem.params.get("path", "")), str(problem.params.get("name", ""))
    if not path.startswith("/") or "line" in problem.params:
        return problem
    line = line_of(data, path, str(problem.params.get("column", "")))
    if not line:
        return problem
    return InputError(problem.code, **{**problem.params, "name": f"{name}:{line}", "line": line})


def line_of(data: bytes, path: str, column: str) -> int:
    """Return the line of what *column* says of the node at *path*, 0 if it is not there."""
    return _line(parse_xml(data, name=""), path, column)


def _line(root: "etree._Element", path: str, column: str) -> int:
    attribute = _ATTRIBUTES.get(column, column)
    fallback = 0
    for element in root.iter():
        place = element.get("nodeset") or element.get("ref") or element.get("bind")
        if place is None or place.strip() != path:
            continue
        fallback = fallback or _number(element)
        if any(local_attribute == attribute for local_attribute in map(_local, element.keys())):
            return _number(element)
    return fallback or _node_line(root, path)


def _number(element: "etree._Element") -> int:
    line: object = element.sourceline
    return line if isinstance(line, int) else 0


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _node_line(root: "etree._Element", path: str) -> int:
    """Return the line of the node itself in the first instance."""
    instance = root.find(f".//{XFORMS}instance")
    if instance is None or not len(instance):
        return 0
    here: etree._Element | None = instance
    for name in path.strip("/").split("/"):
        found = None if here is None else [each for each in here if local_name(each) == name]
        here = found[0] if found else None
    return 0 if here is None else _number(here)
