"""Read an XForm (the XML that XLSForms compile to) into a ``Form``."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from lxml import etree

from inspector_app.domain.errors import InputError
from inspector_app.forms.attributes import (
    attribute,
    child_path,
    may_act,
    own,
    own_attributes,
    parameters,
    quoted,
    type_of,
)
from inspector_app.forms.blanks import trimmed
from inspector_app.forms.body import BodyControl, path_shown, read_controls, repeat_paths
from inspector_app.forms.canonical_xml import canonical
from inspector_app.forms.instances import LAST_SAVED, Item
from inspector_app.forms.model import (
    Choice,
    Choices,
    Control,
    Event,
    Form,
    Node,
    Rules,
    SetValue,
    Template,
    Words,
)
from inspector_app.forms.plan import CycleError, make_plan
from inspector_app.forms.references import settle_references
from inspector_app.forms.skeleton import XFORMS, BareNode, Skeleton, local_name, read_skeleton
from inspector_app.forms.soundness import EVENT, check_body, check_lists, check_model
from inspector_app.forms.words import (
    GUIDANCE,
    PLAIN,
    Dictionary,
    RawTemplate,
    itext_child,
    read_dictionary,
)
from inspector_app.forms.xpath.compiler import (
    Compiled,
    Names,
    compile_count,
    compile_expression,
    compile_items,
)
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.parser import parse
from inspector_app.intake.safe_xml import parse_xml

_T = TypeVar("_T")
_H = "{http://www.w3.org/1999/xhtml}"
_JR = "{http://openrosa.org/javarosa}"
_RULES = ("relevant", "required", "readonly", "constraint", "calculate")
_LONGEST_SHOWN = 80
#: All nodes that all conditions read; each costs about a kilobyte.
_MOST_READS = 250_000
_EVENTS: Mapping[str, Event | None] = {
    **{event.value: event for event in Event},
    "xforms-revalidate": None,  # before a form is sent; ours never are
    "xforms-ready": Event.LOAD,
    "jr-insert": Event.NEW_REPEAT,
}


def form_from_xform(data: bytes, *, name: str) -> Form:
    """Return the form in *data*; *name* is for messages only.

    Raises ``InputError`` (areas ``forms`` and ``intake``) naming the node and, for an
    expression, the column it stands in.
    """
    definition = canonical(data, name)
    root = parse_xml(definition.encode(), name=name)
    model = root.find(f"{_H}head/{XFORMS}model")
    body = root.find(f"{_H}body")
    if model is None or body is None:
        raise InputError("forms.no_model", name=name)
    check_model(model, name=name)
    settle_references(model, body, name=name)
    dictionary = read_dictionary(model)
    check_body(body, dictionary, name=name)
    skeleton = read_skeleton(model, name=name, repeats=repeat_paths(body))
    check_lists(body, skeleton.instances, name=name)
    names = _names(model, skeleton)
    reader = _Reader(name, skeleton, dictionary, names)
    reader.take_binds(model)
    reader.take_controls(body)
    nodes = tuple(reader.node(bare) for bare in skeleton.nodes)
    try:
        plan = make_plan(nodes, skeleton.scopes)
    except CycleError as problem:
        raise InputError("forms.cycle", name=name, paths=" → ".join(problem.paths)) from problem
    instance = model.findall(f"{XFORMS}instance")[0][0]
    return Form(
        id=attribute(instance, "id"),
        version=names.version,
        title=trimmed(root.findtext(f"{_H}head/{_H}title")),
        hash=hashlib.sha256(definition.encode()).hexdigest(),
        definition=definition,
        languages=dictionary.languages,
        languages_in_order=dictionary.in_order,
        nodes=nodes,
        by_path=skeleton.by_path,
        choices_in=reader.choices_in,
        plan=plan,
        scopes=skeleton.scopes,
        start=skeleton.start,
        templates=skeleton.templates,
        actions=reader.actions(model, body),
        text=reader.text,
        attributes=own_attributes(instance),
    )


def _names(model: "etree._Element", skeleton: Skeleton) -> Names:
    instances = model.findall(f"{XFORMS}instance")
    last_saved = next((i.get("id", "") for i in instances if i.get("src") == LAST_SAVED), "")
    return Names(skeleton, last_saved=last_saved, version=attribute(instances[0][0], "version"))


@dataclass(slots=True)
class _Reader:
    """Gathers what binds and body say about the nodes of one form."""

    name: str
    skeleton: Skeleton
    dictionary: Dictionary
    names: Names
    binds: dict[int, Mapping[str, str]] = field(default_factory=dict)
    controls: dict[int, BodyControl] = field(default_factory=dict)
    lists: dict[tuple[str, str], Callable[[Item], Choice]] = field(default_factory=dict)
    compiled: dict[tuple[int, str], Compiled] = field(default_factory=dict)
    reads: int = 0

    def take_binds(self, model: "etree._Element") -> None:
        """Find the node of each bind; one without a node says nothing, but is read: JavaRosa."""
        for bind in model.findall(f"{XFORMS}bind"):
            found = self._find(bind.get("nodeset", ""))
            given = {str(key): str(value) for key, value in bind.items()}
            if found is not None:
                self.binds[found] = given
                continue
            nowhere = replace(self.skeleton.nodes[0], path=path_shown(bind.get("nodeset", "")))
            for rule in given.keys() & set(_RULES):
                self._told(nowhere, rule, given[rule], partial(parse, given[rule]))

    def take_controls(self, body: "etree._Element") -> None:
        """Find the node of each control; a group without a node only arranges.

        Of several controls over one node the first is meant, as in JavaRosa.
        """
        for path, control in read_controls(body, name=self.name):
            node = self.skeleton.nodes[self._place(path)]
            self._check_place(node, control)
            self.controls.setdefault(node.index, control)

    def _check_place(self, node: BareNode, control: BodyControl) -> None:
        """Refuse a control that does not stand in the repeat that its node is in."""
        scope = self.skeleton.scopes[node.scope]
        if control.kind is Control.REPEAT and node.parent is not None:
            scope = self.skeleton.scopes[self.skeleton.nodes[node.parent].scope]
        repeat = self.skeleton.nodes[scope.nodes[0]].path if scope.index else ""
        if repeat != control.inside or (control.kind is Control.REPEAT and not node.is_repeat):
            raise InputError("forms.outside_repeat", name=self.name, path=node.path)

    def _find(self, path: str) -> int | None:
        steps = path.strip().split("/")
        return self.skeleton.by_path.get("/".join(step.rpartition(":")[2] for step in steps))

    def _place(self, path: str) -> int:
        found = self._find(path)
        if found is None:
            raise InputError("forms.no_such_node", name=self.name, path=path_shown(path))
        return found

    # --- one node -----------------------------------------------------------------------

    def node(self, bare: BareNode) -> Node:
        """Return the finished node."""
        given = self.binds.get(bare.index, {})
        control = self.controls.get(bare.index)
        kind = control.kind if control is not None else Control.NONE
        label, hint = (
            (None, None) if control is None else (control.child("label"), control.child("hint"))
        )
        own_scope = self.skeleton.scopes[bare.scope]
        return Node(
            index=bare.index,
            path=bare.path,
            name=bare.name,
            parent=bare.parent,
            children=tuple(bare.children),
            control=kind,
            type=type_of(given.get("type", ""), kind),
            appearance=control.appearance if control is not None else "",
            label=self._words(bare, self.dictionary.of_element(label)),
            hint=self._words(bare, self.dictionary.of_element(hint)),
            guidance=self._words(bare, self.dictionary.of_element(hint, GUIDANCE)),
            required_message=self._message(bare, given, "requiredMsg"),
            constraint_message=self._message(bare, given, "constraintMsg"),
            choices=self._choices(bare, control) if control is not None else None,
            rules=self._rules(bare, given),
            default=self.skeleton.templates[bare.scope].values.get(bare.slot, "")
            if bare.scope
            else self.skeleton.start.values.get(bare.slot, ""),
            attributes=own(given),
            parameters=parameters(given, control),
            scope=bare.scope,
            slot=bare.slot,
            repeat=own_scope.nodes[0] if bare.scope else None,
            count=self._count(bare, control),
            fixed=control is not None and control.fixed,
            preload=(given.get(f"{_JR}preload", ""), given.get(f"{_JR}preloadParams", "")),
        )

    def _count(self, bare: BareNode, control: BodyControl | None) -> Compiled | None:
        """Compile a repeat's count; a relative path in it starts from the repeat."""
        if control is None or not control.count.strip():
            return None
        return self._told(
            bare,
            "repeat_count",
            control.count,
            lambda: compile_count(control.count, bare.index, self.names),
        )

    def _check_holds_value(self, bare: BareNode) -> None:
        if bare.children:
            raise InputError("forms.no_value_here", name=self.name, path=bare.path)

    def _message(self, bare: BareNode, given: Mapping[str, str], key: str) -> Words:
        reference = given.get(f"{_JR}{key}", "")
        return self._words(bare, self.dictionary.of_reference(reference, PLAIN))

    def _words(self, bare: BareNode, raw: Mapping[str, RawTemplate]) -> Words:
        if not raw:
            return _NO_WORDS

        def compiled(template: RawTemplate) -> Iterator[str | Compiled]:
            for calculated, text in template:
                yield self._compile(bare, "label", text) if calculated else text

        by_language: dict[str, Template] = {
            language: tuple(compiled(template)) for language, template in raw.items()
        }
        return Words(by_language)

    def _rules(self, bare: BareNode, given: Mapping[str, str]) -> Rules:
        if "calculate" in given:
            self._check_holds_value(bare)
        compiled = {
            rule: self._compile(bare, rule, given[rule]) for rule in _RULES if rule in given
        }
        return Rules(**compiled) if compiled else _NO_RULES

    def _compile(self, bare: BareNode, column: str, source: str) -> Compiled:
        key = (bare.index, source)
        found = self.compiled.get(key)
        if found is None:
            found = self.compiled[key] = self._told(
                bare, column, source, lambda: compile_expression(source, bare.index, self.names)
            )
            self.reads += len(found.reads)
            if self.reads > _MOST_READS:
                raise InputError("forms.too_large", name=self.name)
        return found

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

    def _choices(self, bare: BareNode, control: BodyControl) -> Choices | None:
        itemset = control.element.find(f"{XFORMS}itemset")
        if itemset is not None:
            return self._from_list(bare, itemset)
        listed = tuple(
            Choice(
                trimmed(item.findtext(f"{XFORMS}value")),
                self._words(bare, self.dictionary.of_element(item.find(f"{XFORMS}label"))),
            )
            for item in control.element.findall(f"{XFORMS}item")
        )
        return Choices(listed, inline=True) if listed else None

    def _from_list(self, bare: BareNode, itemset: "etree._Element") -> Choices:
        source = itemset.get("nodeset", "")
        value, label = (
            child_path(element.get("ref", "")) if element is not None else ""
            for element in (itemset.find(f"{XFORMS}value"), itemset.find(f"{XFORMS}label"))
        )
        items = self._told(
            bare, "choices", source, lambda: compile_items(source, bare.index, self.names)
        )
        of_item = self._choice_maker(value or "name", label or "label")
        if items.plain and items.instance and items.instance != self.names.last_saved:
            return Choices(tuple(of_item(item) for item in items.listed()))
        return Choices(items=items, of_item=of_item)

    def choices_in(self, instance: str) -> tuple[Choice, ...]:
        """Return a whole list of choices as XLSForms write them; empty if there is none."""
        holder = self.skeleton.instances.get(instance)
        if holder is None or not holder.children:
            return ()
        label = "jr:itext(itextId)" if _has_itext(holder.children[0]) else "label"
        of_item = self._choice_maker("name", label)
        return tuple(of_item(item) for item in holder.children[0].children)

    def _choice_maker(self, value: str, label: str) -> Callable[[Item], Choice]:
        """Return what makes a choice of an item; each item is made a choice once."""
        key = (value, label)
        if key not in self.lists:
            made: dict[int, Choice] = {}

            def make(item: Item) -> Choice:
                found = made.get(id(item))
                if found is None:
                    found = Choice(item.child_text(value), self._item_label(item, label))
                    if item.parent is not None:  # of a list, which stays; others come and go
                        made[id(item)] = found
                return found

            self.lists[key] = make
        return self.lists[key]

    def _item_label(self, item: Item, label: str) -> Words:
        id_child = itext_child(label)
        if id_child is not None:
            return self.text(item.child_text(id_child))
        text = item.child_text(label)
        return Words(dict.fromkeys(self.dictionary.languages, (text,))) if text else _NO_WORDS

    def text(self, text_id: str) -> Words:
        """Return a text of the form by its id; no words if there is none."""
        return self._words(self.skeleton.nodes[0], self.dictionary.by_id(text_id))

    # --- actions ------------------------------------------------------------------------

    def actions(
        self, model: "etree._Element", body: "etree._Element"
    ) -> dict[Event, tuple[SetValue, ...]]:
        """Return the form's actions by event, in the order they stand in."""
        found: dict[Event, list[SetValue]] = {}
        elements = model.findall(f"{XFORMS}setvalue")
        elements += [one for one in body.iter(f"{XFORMS}setvalue") if may_act(one)]
        for element in elements:
            events = (element.get("event") or element.get(EVENT) or "").split()
            action = self._action(element)
            for name in events:
                if name not in _EVENTS:
                    target = self.skeleton.nodes[action.target].path
                    raise InputError("forms.unknown_event", name=self.name, path=target, what=name)
                event = _EVENTS[name]
                if event is not None:
                    found.setdefault(event, []).append(action)
        return {event: tuple(actions) for event, actions in found.items()}

    def _action(self, element: "etree._Element") -> SetValue:
        target = self.skeleton.nodes[self._place(element.get("ref") or self._bound(element))]
        self._check_holds_value(target)
        source = element.get("value")
        if source is None:
            source = quoted(element.text or "")
        value = self._compile(target, "default", source or "''")
        return SetValue(target.index, value, self._action_place(element))

    def _bound(self, element: "etree._Element") -> str:
        wanted = element.get("bind", "")
        for index, given in self.binds.items():
            if wanted and given.get("id") == wanted:
                return self.skeleton.nodes[index].path
        return wanted

    def _action_place(self, element: "etree._Element") -> int | None:
        parent = element.getparent()
        while parent is not None and local_name(parent) not in {"model", "body"}:
            path = parent.get("nodeset") or parent.get("ref")
            if path is not None:
                return self._place(path)
            parent = parent.getparent()
        return None


_NO_WORDS = Words()
_NO_RULES = Rules()


def _has_itext(root: Item) -> bool:
    return bool(root.children) and root.children[0].child_text("itextId") != ""
