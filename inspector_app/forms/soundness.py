"""What JavaRosa refuses in an XForm and reading it would pass over.

A form that opens here has to open in ODK Collect, too, so these are errors and not merely
odd: an author who sees them here need not find them on a phone.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from inspector_app.domain.errors import InputError
from inspector_app.forms.body import path_shown
from inspector_app.forms.model import Event
from inspector_app.forms.skeleton import XFORMS, local_name
from inspector_app.forms.words import Dictionary, itext_child, itext_id
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.parser import parse
from inspector_app.forms.xpath.syntax import Call, Path, Text

if TYPE_CHECKING:
    from lxml import etree

    from inspector_app.forms.instances import Item

#: The attribute in the namespace that XForms themselves have for it.
EVENT = "{http://www.w3.org/2001/xml-events}event"
_SELECTS = frozenset({"select1", "select", "rank"})
_WORDS = frozenset({"label", "hint"})


def check_model(model: "etree._Element", *, name: str) -> None:
    """Check binds, actions and translations.

    Raises ``InputError``: ``forms.no_path``, ``forms.unknown_event``, ``forms.action_outside``,
    ``forms.bad_translations``.
    """
    for bind in model.iterfind(f"{XFORMS}bind"):
        path = bind.get("nodeset", "").strip()
        if not path or (path.endswith("/") and path != "/"):
            raise InputError("forms.no_path", name=name, path=path_shown(path))
    for action in model.iterfind(f"{XFORMS}setvalue"):
        if Event.NEW_REPEAT in action.get("event", "").split(" "):
            raise InputError("forms.action_outside", name=name)
        _check_action(action, name)
    languages = [t.get("lang", "") for t in model.iterfind(f"{XFORMS}itext/{XFORMS}translation")]
    if not all(languages) or len(set(languages)) < len(languages):
        raise InputError("forms.bad_translations", name=name, what=_repeated(languages))
    for translation in model.iterfind(f"{XFORMS}itext/{XFORMS}translation"):
        texts = [
            (text.get("id", ""), value.get("form", ""))
            for text in translation.iterfind(f"{XFORMS}text")
            for value in (text.findall(f"{XFORMS}value") or [text])
        ]
        ids = [text_id for text_id, _ in texts]
        if not all(ids) or len(set(texts)) < len(texts):
            what = _repeated([";".join(text).strip(";") for text in texts])
            raise InputError("forms.bad_translations", name=name, what=what)


def _repeated(names: list[str]) -> str:
    return next((path_shown(each) for each, times in Counter(names).items() if times > 1), "")


def check_body(body: "etree._Element", dictionary: Dictionary, *, name: str) -> None:
    """Check controls, their words and the events of actions.

    Raises ``InputError``: ``forms.no_choices``, ``forms.text_missing``,
    ``forms.unknown_event``.
    """
    for element in body.iter(f"{XFORMS}*"):
        kind = local_name(element)
        if kind in _SELECTS:
            _check_select(element, name)
        elif kind in _WORDS and element.getparent() is not None:
            _check_words(element, dictionary, name)
        elif kind == "setvalue":
            _check_action(element, name)


def _check_action(action: "etree._Element", name: str) -> None:
    if not (action.get("event") or action.get(EVENT) or "").strip():
        path = path_shown(action.get("ref", ""))
        raise InputError("forms.unknown_event", name=name, path=path, what="")


def _check_words(words: "etree._Element", dictionary: Dictionary, name: str) -> None:
    parent, reference = words.getparent(), words.get("ref")
    if reference is None or parent is None or local_name(parent) == "itemset":
        return
    text_id = itext_id(reference)
    if text_id is None or not dictionary.begins_with(text_id):
        raise InputError("forms.text_missing", name=name, text=path_shown(text_id or reference))


def _check_select(control: "etree._Element", name: str) -> None:
    items = control.findall(f"{XFORMS}item")
    itemset = control.find(f"{XFORMS}itemset")
    path = path_shown(control.get("ref", ""))
    complete = (itemset is None) is bool(items)
    for holder in items:
        label, value = holder.find(f"{XFORMS}label"), holder.find(f"{XFORMS}value")
        complete = complete and label is not None and value is not None
    if itemset is not None:
        parts = (itemset.find(f"{XFORMS}label"), itemset.find(f"{XFORMS}value"))
        complete = complete and all(part is not None and _is_path(part) for part in parts)
    if not complete:
        raise InputError("forms.no_choices", name=name, path=path)


def _is_path(part: "etree._Element") -> bool:
    """Say whether a label or value of choices names a node: by a path, or by the id of a text."""
    reference = part.get("ref", "")
    if reference.startswith("jr:itext(") and reference.endswith(")"):
        reference = reference[len("jr:itext(") : -1]
    try:
        return isinstance(parse(reference), Path)
    except XPathError:
        return False


def check_lists(body: "etree._Element", instances: "Mapping[str, Item]", *, name: str) -> None:
    """Check that the first item of a list has what its choices are made of.

    Raises ``InputError("forms.list_incomplete")``. An empty list is well: it may fill up.
    """
    for itemset in body.iter(f"{XFORMS}itemset"):
        for list_name, steps in _list_paths(itemset.get("nodeset", "")):
            item = instances.get(list_name)
            for step in steps:
                item = next((c for c in item.children if c.name == step), None) if item else None
            if item is None:
                continue
            for part in ("label", "value"):
                element = itemset.find(f"{XFORMS}{part}")
                reference = "" if element is None else element.get("ref", "").strip()
                wanted = itext_child(reference) or reference
                if wanted.isidentifier() and all(c.name != wanted for c in item.children):
                    where = {"list": path_shown(list_name), "what": path_shown(wanted)}
                    raise InputError("forms.list_incomplete", name=name, **where)


def _list_paths(nodeset: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the list and the steps down to its items that a nodeset names, if it does."""
    try:
        tree = parse(nodeset)
    except XPathError:
        return  # told elsewhere, with its cell
    if isinstance(tree, Call) and tree.name == "randomize" and tree.arguments:
        tree = tree.arguments[0]
    if not isinstance(tree, Path) or tree.start is None or tree.start.name != "instance":
        return
    named = tree.start.arguments[:1]
    if len(named) == 1 and isinstance(named[0], Text):
        yield named[0].value, [step.name.rpartition(":")[2] for step in tree.steps]
