"""The body of an XForm: which control shows which node, and what it is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inspector_app.domain.errors import InputError
from inspector_app.forms.model import Control
from inspector_app.forms.skeleton import XFORMS, local_name

if TYPE_CHECKING:
    from lxml import etree

_JR = "{http://openrosa.org/javarosa}"
_CONTROLS = {
    **{control.value: control for control in Control if control is not Control.NONE},
    "secret": Control.INPUT,
    "textarea": Control.INPUT,
}
_NO_PARAMETERS = frozenset({"ref", "nodeset", "appearance", "bind", "count", "noAddRemove"})
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class BodyControl:
    """A control as it stands in the body: what holds its label and hint, the repeat around it."""

    kind: Control
    element: "etree._Element"
    words: "etree._Element"
    appearance: str = ""
    count: str = ""
    fixed: bool = False
    inside: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)

    def child(self, name: str) -> "etree._Element | None":
        """Return the element of a name that holds words of the control."""
        own, lent = (at.findall(f"{XFORMS}{name}") for at in (self.element, self.words))
        return (own[-1] if own else None) if not lent else lent[-1]  # the last counts: JavaRosa


def repeat_paths(body: "etree._Element") -> list[str]:
    """Return the paths of the repeats of a form."""
    return [(element.get("nodeset") or "").strip() for element in body.iter(f"{XFORMS}repeat")]


def read_controls(body: "etree._Element", *, name: str) -> Iterator[tuple[str, BodyControl]]:
    """Yield the path and control of everything shown.

    A group that only wraps a repeat lends it its words. Raises ``InputError``:
    ``forms.no_such_node`` for a control without a node.
    """
    for element in body.iter():
        kind = _CONTROLS.get(local_name(element))
        if kind is None or not _is_control(element):
            continue
        path = element.get("nodeset" if kind is Control.REPEAT else "ref")
        if path is None:
            if kind is not Control.GROUP:
                raise InputError("forms.no_such_node", name=name, path=local_name(element))
            continue
        if kind is Control.GROUP and _wraps_repeat(element, path):
            continue
        yield path.strip(), _control(kind, element)


def _is_control(element: "etree._Element") -> bool:
    """Tell a control from the parts of one that share its name."""
    parent = element.getparent()
    return parent is not None and local_name(parent) not in {"item", "itemset"}


def _wraps_repeat(group: "etree._Element", path: str) -> bool:
    """Say whether a group holds a repeat of its own node, and no other control: JavaRosa."""
    repeat = group.find(f"{XFORMS}repeat")
    alone = sum(local_name(child) in _CONTROLS for child in group) == 1
    return alone and repeat is not None and (repeat.get("nodeset") or "").strip() == path.strip()


def _control(kind: Control, element: "etree._Element") -> BodyControl:
    words, appearance, count = element, element.get("appearance", ""), ""
    if kind is Control.REPEAT:
        count = element.get(f"{_JR}count", "")
        group = element.getparent()
        if group is not None and local_name(group) == "group":
            reference = group.get("ref")
            if reference is None or reference.strip() == (element.get("nodeset") or "").strip():
                words = group
                appearance = appearance or group.get("appearance", "")
    parameters = {
        str(key).rpartition("}")[2]: str(value)
        for key, value in element.items()
        if str(key).rpartition("}")[2] not in _NO_PARAMETERS
    }
    fixed = element.get(f"{_JR}noAddRemove") is not None  # whatever it says: JavaRosa
    repeat = next(element.iterancestors(f"{XFORMS}repeat"), None)
    inside = "" if repeat is None else (repeat.get("nodeset") or "").strip()
    return BodyControl(kind, element, words, appearance, count, fixed, inside, parameters)


def path_shown(path: str) -> str:
    """Return a path as a message shows it: not endless."""
    return path[:_LONGEST_SHOWN]
