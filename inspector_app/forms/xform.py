"""Read an XForm (the XML that XLSForms compile to) into a ``Form``."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from inspector_app.domain.errors import InputError
from inspector_app.forms.model import (
    INSP,
    Choice,
    Choices,
    Control,
    Form,
    Node,
    Rules,
    Template,
    Words,
)
from inspector_app.forms.plan import CycleError, make_plan
from inspector_app.forms.skeleton import XFORMS, BareNode, Skeleton, local_name, read_skeleton
from inspector_app.forms.words import (
    GUIDANCE,
    PLAIN,
    Dictionary,
    RawTemplate,
    itext_child,
    read_dictionary,
)
from inspector_app.forms.xpath.compiler import Compiled, Item, compile_expression, compile_items
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.intake.safe_xml import parse_xml

_T = TypeVar("_T")
_H = "{http://www.w3.org/1999/xhtml}"
_JR = "{http://openrosa.org/javarosa}"
_INSP = f"{{{INSP}}}"
_CONTROLS = {control.value: control for control in Control}
#: What a later version of the engine will do; a form that needs it is refused, not misread.
_NOT_YET = frozenset({"repeat", "setvalue", "setgeopoint", "recordaudio", "action", "insert"})
_RULES = ("relevant", "required", "readonly", "constraint", "calculate")
_LONGEST_SHOWN = 80


def form_from_xform(data: bytes, *, name: str) -> Form:
    """Return the form in *data*; *name* is for messages only.

    Raises ``InputError`` (areas ``forms`` and ``intake``) naming the node and, for an
    expression, the column it stands in.
    """
    definition = _canonical(data, name)
    root = parse_xml(definition.encode(), name=name)
    model = root.find(f"{_H}head/{XFORMS}model")
    body = root.find(f"{_H}body")
    if model is None or body is None:
        raise InputError("forms.no_model", name=name)
    _refuse_unsupported(root, name)
    skeleton = read_skeleton(model, name=name)
    reader = _Reader(name, skeleton, read_dictionary(model))
    reader.take_binds(model)
    reader.take_controls(body)
    nodes = tuple(reader.node(bare) for bare in skeleton.nodes)
    try:
        plan = make_plan(nodes)
    except CycleError as problem:
        raise InputError("forms.cycle", name=name, paths=" → ".join(problem.paths)) from problem
    instance = model.findall(f"{XFORMS}instance")[0][0]
    return Form(
        id=instance.get("id", ""),
        version=instance.get("version", ""),
        title=(root.findtext(f"{_H}head/{_H}title") or "").strip(),
        hash=hashlib.sha256(definition.encode()).hexdigest(),
        definition=definition,
        languages=reader.dictionary.languages,
        nodes=nodes,
        by_path=skeleton.by_path,
        lists={key: reader.choice_list(key) for key in skeleton.instances},
        plan=plan,
    )


def _canonical(data: bytes, name: str) -> str:
    """Return canonical XML (C14N 1.0) with texts in NFC, as a form is hashed and kept."""
    root = parse_xml(data, name=name)
    for element in root.iter():
        # Text by text: over the markup NFC would join ">" with a combining mark behind it.
        element.tag = unicodedata.normalize("NFC", str(element.tag))
        element.text = _nfc(element.text)
        element.tail = _nfc(element.tail)
        for key, value in element.items():
            element.set(key, unicodedata.normalize("NFC", str(value)))
    try:
        return etree.tostring(root, method="c14n").decode()
    except etree.LxmlError as problem:  # relative namespace names, for one
        raise InputError("intake.bad_xml", name=name, line=0) from problem


def _nfc(text: str | None) -> str | None:
    return None if text is None else unicodedata.normalize("NFC", text)


def _refuse_unsupported(root: "etree._Element", name: str) -> None:
    for element in root.iter():
        if local_name(element) in _NOT_YET and not _inside_instance(element):
            what = local_name(element)
            place = element.get("nodeset") or element.get("ref") or "/"
            raise InputError("forms.not_yet", name=name, what=what, path=place)


def _inside_instance(element: "etree._Element") -> bool:
    return any(parent.tag == f"{XFORMS}instance" for parent in element.iterancestors())


@dataclass(slots=True)
class _Reader:
    """Gathers what binds and body say about the nodes of one form."""

    name: str
    skeleton: Skeleton
    dictionary: Dictionary
    binds: dict[int, "etree._Element"] = field(default_factory=dict)
    controls: dict[int, "etree._Element"] = field(default_factory=dict)
    lists: dict[tuple[str, str, str], dict[Item, Choice]] = field(default_factory=dict)

    def take_binds(self, model: "etree._Element") -> None:
        """Find the node of each bind."""
        for bind in model.findall(f"{XFORMS}bind"):
            self.binds[self._place(bind.get("nodeset", ""))] = bind

    def take_controls(self, body: "etree._Element") -> None:
        """Find the node of each control; a group without a node only arranges."""
        for element in body.iter():
            kind = local_name(element)
            if kind not in _CONTROLS or not isinstance(element.tag, str):
                continue
            reference = element.get("ref")
            if reference is None and kind == Control.GROUP:
                continue
            self.controls[self._place(reference or "")] = element

    def _place(self, path: str) -> int:
        found = self.skeleton.by_path.get(path.strip())
        if found is None:
            raise InputError("forms.no_such_node", name=self.name, path=path[:_LONGEST_SHOWN])
        return found

    # --- one node -----------------------------------------------------------------------

    def node(self, bare: BareNode) -> Node:
        """Return the finished node."""
        bind, control = self.binds.get(bare.index), self.controls.get(bare.index)
        given = _attributes(bind)
        label, hint = (self._child(control, "label"), self._child(control, "hint"))
        return Node(
            index=bare.index,
            path=bare.path,
            name=bare.name,
            parent=bare.parent,
            children=tuple(bare.children),
            control=_CONTROLS[local_name(control)] if control is not None else Control.NONE,
            type=given.get("type", "string").rpartition(":")[2],
            appearance=control.get("appearance", "") if control is not None else "",
            label=self._words(bare, self.dictionary.of_element(label)),
            hint=self._words(bare, self.dictionary.of_element(hint)),
            guidance=self._words(bare, self.dictionary.of_element(hint, GUIDANCE)),
            required_message=self._message(bare, given, "requiredMsg"),
            constraint_message=self._message(bare, given, "constraintMsg"),
            choices=self._choices(bare, control) if control is not None else None,
            rules=self._rules(bare, given),
            default=bare.default,
            attributes={
                key.removeprefix(_INSP): value
                for key, value in given.items()
                if key.startswith(_INSP)
            },
        )

    @staticmethod
    def _child(control: "etree._Element | None", name: str) -> "etree._Element | None":
        return None if control is None else control.find(f"{XFORMS}{name}")

    def _message(self, bare: BareNode, given: Mapping[str, str], key: str) -> Words:
        reference = given.get(f"{_JR}{key}", "")
        return self._words(bare, self.dictionary.of_reference(reference, PLAIN))

    def _words(self, bare: BareNode, raw: Mapping[str, RawTemplate]) -> Words:
        def compiled(template: RawTemplate) -> Iterator[str | Compiled]:
            for calculated, text in template:
                yield self._compile(bare, "label", text) if calculated else text

        by_language: dict[str, Template] = {
            language: tuple(compiled(template)) for language, template in raw.items()
        }
        return Words(by_language)

    def _rules(self, bare: BareNode, given: Mapping[str, str]) -> Rules:
        compiled = {
            rule: self._compile(bare, rule, given[rule]) for rule in _RULES if rule in given
        }
        return Rules(**compiled)

    def _compile(self, bare: BareNode, column: str, source: str) -> Compiled:
        return self._told(
            bare, column, source, lambda: compile_expression(source, bare.index, self.skeleton)
        )

    def _told(self, bare: BareNode, column: str, source: str, compiling: Callable[[], _T]) -> _T:
        """Run *compiling* and say in which node and column a wrong expression stands."""
        try:
            return compiling()
        except XPathError as problem:
            raise InputError(
                f"forms.expression_{problem.code}",
                name=self.name,
                path=bare.path,
                column=column,
                expression=" ".join(source.split())[:_LONGEST_SHOWN],
                what=problem.what[:_LONGEST_SHOWN],
            ) from problem

    # --- choices ------------------------------------------------------------------------

    def _choices(self, bare: BareNode, control: "etree._Element") -> Choices | None:
        itemset = control.find(f"{XFORMS}itemset")
        if itemset is not None:
            return self._from_list(bare, itemset)
        listed = tuple(
            Choice(
                (item.findtext(f"{XFORMS}value") or "").strip(),
                self._words(bare, self.dictionary.of_element(item.find(f"{XFORMS}label"))),
            )
            for item in control.findall(f"{XFORMS}item")
        )
        return Choices(listed) if listed else None

    def _from_list(self, bare: BareNode, itemset: "etree._Element") -> Choices:
        source = itemset.get("nodeset", "")
        value, label = (
            element.get("ref", "") if element is not None else ""
            for element in (itemset.find(f"{XFORMS}value"), itemset.find(f"{XFORMS}label"))
        )
        found = self._told(
            bare, "choices", source, lambda: compile_items(source, bare.index, self.skeleton)
        )
        by_item = self._list(found.instance, value, label)
        if "[" not in source:
            return Choices(tuple(by_item.values()))
        return Choices(items=found, by_item=by_item)

    def choice_list(self, instance: str) -> tuple[Choice, ...]:
        """Return a whole list of choices as XLSForms write them."""
        return tuple(self._list(instance, "name", "").values())

    def _list(self, instance: str, value: str, label: str) -> dict[Item, Choice]:
        key = (instance, value, label)
        if key not in self.lists:
            self.lists[key] = {
                item: Choice(_child_text(item, value), self._item_label(item, label))
                for item in self.skeleton.instances[instance].children
            }
        return self.lists[key]

    def _item_label(self, item: Item, label: str) -> Words:
        text_id = _child_text(item, itext_child(label) or "itextId")
        if text_id and (itext_child(label) or not label):
            raw: Mapping[str, RawTemplate] = self.dictionary.by_id(text_id)
        else:
            text = _child_text(item, label or "label")
            raw = dict.fromkeys(self.dictionary.languages, ((False, text),)) if text else {}
        root = self.skeleton.nodes[0]
        return self._words(root, raw)


def _attributes(element: "etree._Element | None") -> dict[str, str]:
    return {} if element is None else {str(key): str(value) for key, value in element.items()}


def _child_text(item: Item, name: str) -> str:
    return next((child.text for child in item.children if child.name == name), "")
