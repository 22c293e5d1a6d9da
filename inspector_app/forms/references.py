"""Make the references between model and body of an XForm absolute, as JavaRosa reads them.

A hand-written form may name nodes relatively (``ref="name"`` inside a group, a bind below the
root) or by the ``id`` of a bind. Once these are settled all reading goes by absolute paths.
"""

import re
from typing import TYPE_CHECKING

from inspector_app.domain.errors import InputError
from inspector_app.forms.skeleton import XFORMS, local_name

if TYPE_CHECKING:
    from lxml import etree

#: Controls that lie over a node, and the attributes that may name it.
_ATTRIBUTES = {
    **dict.fromkeys(
        ("input", "secret", "textarea", "select", "select1", "rank", "range", "trigger", "upload"),
        ("ref",),
    ),
    "group": ("ref", "nodeset"),
    "repeat": ("nodeset",),
}
_CHOICES = frozenset({"item", "itemset"})
_COUNT = "{http://openrosa.org/javarosa}count"
_RELATIVE = re.compile(r"\s*(?:\.\.?|[^\W\d][\w.\-]*)(?:\s*/\s*(?:\.\.?|[^\W\d][\w.\-:]*))*\s*")
_LONGEST_SHOWN = 80


def settle_references(model: "etree._Element", body: "etree._Element", *, name: str) -> None:
    """Write absolute paths into the binds, controls and counts of a form that was parsed.

    Raises ``InputError("forms.no_such_node")`` for the ``id`` of a bind that is not there.
    """
    instance = model.find(f"{XFORMS}instance")
    if instance is None or not len(instance):
        return  # told where the instance is read
    root = f"/{local_name(instance[0])}"
    by_id: dict[str, str] = {}
    for bind in model.iterfind(f"{XFORMS}bind"):
        path = bind.get("nodeset")
        if path is None:
            continue
        bind.set("nodeset", _anchored(path, root))
        if bind.get("id") is not None:
            by_id[bind.get("id", "")] = bind.get("nodeset", "")
    waiting = [(child, root) for child in body]
    while waiting:
        element, around = waiting.pop()
        attributes = _ATTRIBUTES.get(local_name(element))
        if attributes is not None:
            if element.get(_COUNT) is not None:
                element.set(_COUNT, _anchored(element.get(_COUNT, ""), around))
            around = _settle(element, attributes, around, by_id, name)
        if local_name(element) not in _CHOICES:
            waiting.extend((child, around) for child in element)


def _settle(
    element: "etree._Element",
    attributes: tuple[str, ...],
    around: str,
    by_id: dict[str, str],
    name: str,
) -> str:
    """Settle one control; return the path from which what is inside it starts."""
    named = element.get("bind")
    given = next((element.get(one) for one in attributes if element.get(one) is not None), None)
    if named is not None:
        if named not in by_id:
            raise InputError("forms.no_such_node", name=name, path=named[:_LONGEST_SHOWN])
        given = by_id[named]
    if given is None:
        return around
    path = _anchored(given, around)
    element.set(attributes[0], path)
    return path


def _anchored(path: str, around: str) -> str:
    """Return *path* as an absolute one; what is no plain path stays as it is."""
    if not _RELATIVE.fullmatch(path):
        return path
    steps = around.split("/")
    for step in (part.strip() for part in path.split("/")):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
