"""What the attributes of an XForm's elements say, and how JavaRosa reads them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from inspector_app.forms.body import BodyControl
from inspector_app.forms.model import INSP, SELECTIONS, Control
from inspector_app.forms.skeleton import local_name

if TYPE_CHECKING:
    from lxml import etree

_INSP = f"{{{INSP}}}"
#: Types as binds name them, and as the engine does.
_TYPES = {"integer": "int", "double": "decimal", "float": "decimal", "listItem": "select1",
          "listItems": "select"}  # fmt: skip
#: Types that a node may have; JavaRosa knows no others and takes them for texts.
_KNOWN_TYPES = frozenset({
    "string", "int", "long", "decimal", "boolean", "date", "time", "dateTime", "select1", "select",
    "rank", "geopoint", "geotrace", "geoshape", "binary", "barcode",
})  # fmt: skip


def attribute(element: "etree._Element", name: str) -> str:
    """Return an attribute of any namespace, the first of that name: JavaRosa."""
    found = (str(value) for key, value in element.items() if str(key).rpartition("}")[2] == name)
    return next(found, "")


def type_of(given: str, control: Control) -> str:
    """Return the data type of a node; a selection is one by its control."""
    kind = given.rpartition(":")[2]
    kind = _TYPES.get(kind, kind)
    if kind not in _KNOWN_TYPES or kind == "string":
        return SELECTIONS.get(control, "string")
    return kind


def own(given: Mapping[str, str]) -> dict[str, str]:
    """Return our own attributes among those given, by their local names."""
    return {key.removeprefix(_INSP): value for key, value in given.items() if key.startswith(_INSP)}


def own_attributes(element: "etree._Element") -> dict[str, str]:
    """Return our own attributes of an element."""
    return own({str(key): str(value) for key, value in element.items()})


def parameters(given: Mapping[str, str], control: BodyControl | None) -> dict[str, str]:
    """Return what a control is told: start and end of a range, media type of an upload."""
    told = dict(control.parameters) if control is not None else {}
    for key, value in given.items():
        if key.startswith("{http://openrosa.org/xforms}"):
            told[key.rpartition("}")[2]] = value
    return told


def may_act(action: "etree._Element") -> bool:
    """Say whether JavaRosa does an action of the body: in a repeat or a question only."""
    parent = action.getparent()
    return parent is not None and local_name(parent) not in {"group", "body"}


def child_path(reference: str) -> str:
    """Return a path below an item without blanks and steps that lead nowhere."""
    if "(" in reference:
        return reference
    return "/".join(step.strip() for step in reference.split("/") if step.strip() != ".")


def quoted(text: str) -> str:
    """Return *text* as an expression that is this text."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text:
        return f'"{text}"'
    return "concat(" + ', "\'", '.join(f"'{part}'" for part in text.split("'")) + ")"
