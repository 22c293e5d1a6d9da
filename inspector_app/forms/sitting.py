"""Fill a form: answers in, what follows from them out. Only what depends on a change is redone.

A sitting speaks in paths. A repeat instance has its position in them, counted from 1
(``/data/rep[2]/x``); a path without one means the first instance.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from random import Random

from inspector_app.domain.errors import InputError
from inspector_app.forms.addresses import LONGEST_SHOWN, Addresses
from inspector_app.forms.answers import normalised, wrong_type
from inspector_app.forms.evaluation import Evaluation, Spot
from inspector_app.forms.filled import Filled
from inspector_app.forms.frames import Frame
from inspector_app.forms.last_saved import saved_items
from inspector_app.forms.model import Choice, Control, Form, Node, Words
from inspector_app.forms.offers import Offers
from inspector_app.forms.surroundings import Surroundings
from inspector_app.forms.xpath.compiler import Compiled
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import Scalar, to_boolean

#: The bind attribute that says which field of the record a node is pre-filled from.
FROM = "from"


@dataclass(frozen=True, slots=True)
class NodeState:
    """A node as it stands.

    ``value`` is what the form says with it: empty while it is irrelevant, without choices that
    are not offered now. ``kept`` is the value it has all the same. ``problem`` is ``required``,
    ``type``, ``constraint``, ``expression`` (what the form should calculate here cannot be
    calculated) or ""; ``message`` the form's own words on it, "" if it has none.
    """

    path: str
    node: Node
    relevant: bool
    required: bool
    readonly: bool
    value: str
    kept: str
    problem: str
    message: str

    @property
    def valid(self) -> bool:
        """Say whether nothing is wrong with the node."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a form is not complete: the node, the kind, and the form's own words if any.

    Without own words the wording has ``forms.problem.<kind>``.
    """

    path: str
    kind: str
    message: str


class Sitting:
    """One filling of a form."""

    def __init__(
        self,
        form: Form,
        filled: Filled | None = None,
        prefill: Mapping[str, str] | None = None,
        *,
        now: Callable[[], datetime] | None = None,
        random: Random | None = None,
        last_saved: Filled | None = None,
        new_key: Callable[[], str] | None = None,
        language: str | None = None,
    ) -> None:
        """Begin with what is *filled* already, or anew, and *prefill* (by record field).

        A field that the form shows is pre-filled only while it has no answer; one that it
        merely carries always follows its record. Answers whose path the form does not have
        are kept in ``unplaced``. *last_saved* is the form of this kind that was saved before;
        *new_key* names new instances of repeats. A new sitting does the actions of a first
        load; one of what is filled already does not.
        """
        self.form = form
        self.language = language or form.languages[0]
        self._failure: XPathError | None = None
        self.unplaced = _unplaced(form, filled)
        numbers = count(1)
        around = Surroundings(
            now or (lambda: datetime.now(UTC).astimezone()),
            random or Random(),  # noqa: S311 - chance for questions, not for secrets
            self._choice_name,
            lambda text_id: self._said(None, form.text(text_id)) or f"[itext:{text_id}]",
            saved_items(form, last_saved),
        )
        self._evaluation = Evaluation(form, around, new_key or (lambda: str(next(numbers))))
        self._at = Addresses(form, self._evaluation.root)
        self._offers = Offers(form, self._evaluation, self._note)
        self._evaluation.begin(filled, self._by_node(prefill or {}))
        self._offers.refresh_all()

    def _by_node(self, prefill: Mapping[str, str]) -> dict[int, str]:
        found: dict[int, str] = {}
        for node in self.form.nodes:
            value = prefill.get(node.attributes.get(FROM, ""))
            if value is not None:
                found[node.index] = normalised(value)
        return found

    # --- answering ----------------------------------------------------------------------

    def set(self, path: str, value: str) -> frozenset[str]:
        """Give a node a value; return the paths of all nodes that look different now.

        A wrong value is kept, too, and shows as a problem. Raises
        ``InputError("forms.no_such_question")`` for a path that holds no answer, and
        ``forms.calculated`` for one that the form itself fills.
        """
        frame, node = self._at.leaf(path)
        if node.rules.calculate is not None and node.control is Control.NONE:
            raise InputError("forms.calculated", path=path[:LONGEST_SHOWN])
        text = normalised(value)
        evaluation = self._evaluation
        if text == evaluation.text(frame, node.index):
            return frozenset()
        instances = evaluation.instances
        evaluation.set(frame, node.index, text, node.answer_type)
        evaluation.grow()
        if evaluation.instances == instances:
            self._offers.refresh(tuple(evaluation.changed))
        else:
            self._offers.refresh_all()
        return self._changed()

    def add(self, path: str) -> str:
        """Add an instance of the repeat at *path*; return the path of the new one.

        Raises ``InputError``: ``forms.no_such_repeat``, ``forms.count_fixed`` where the form
        counts the instances itself, ``forms.too_many_instances``.
        """
        parent, node = self._at.repeat(path)
        if not self._can_add(node):
            raise InputError("forms.count_fixed", path=path[:LONGEST_SHOWN])
        if self._evaluation.full:
            raise InputError("forms.too_many_instances", path=path[:LONGEST_SHOWN])
        frame = self._evaluation.add(parent, node.scope)
        self._offers.refresh_all()
        return self._at.path(frame, node.index)

    def remove(self, path: str) -> None:
        """Remove the instance at *path*. Raises ``InputError`` as ``add`` does."""
        self._evaluation.remove(self._at.instance(path))
        self._offers.refresh_all()

    def move(self, path: str, position: int) -> None:
        """Make the instance at *path* number *position*, counted from 1.

        Raises ``InputError("forms.no_such_repeat")`` for a path or number that is none.
        """
        frame = self._at.instance(path)
        if not 1 <= position <= len(self.instances(path)):
            raise InputError("forms.no_such_repeat", path=f"{path[:LONGEST_SHOWN]} → {position}")
        self._evaluation.move(frame, position - 1)
        self._offers.refresh_all()

    def filled_at(self, path: str) -> Filled:
        """Return the answers in the instance at *path*. Raises ``forms.no_such_repeat``."""
        return self._gather(self._at.instance(path), self._given, {})

    def restore(self, path: str, filled: Filled) -> None:
        """Put an instance that was removed back at *path*, with its answers and its key.

        Raises ``InputError("forms.no_such_repeat")`` for a position that none can have.
        """
        place, _, rest = path.rpartition("[")
        number = int(rest[:-1]) if rest[:-1].isdecimal() else 0
        parent, node = self._at.repeat(place)
        if not 1 <= number <= len(parent.frames[node.scope]) + 1:
            raise InputError("forms.no_such_repeat", path=path[:LONGEST_SHOWN])
        self._evaluation.restore(parent, node.scope, number - 1, filled)

    def taken_changes(self) -> frozenset[str]:
        """Return the paths of what looks different since last asked, after an add or remove."""
        return self._changed()

    def take_failure(self, *, shown: bool = True) -> XPathError | None:
        """Return why something of the form could not be worked out since this was last asked.

        The form goes on without it; JavaRosa stops. Without *shown* only values and relevance
        count, not what is looked up when it is shown.
        """
        evaluation = self._evaluation
        failure = evaluation.trouble or next(iter(evaluation.failed.values()), None)
        if shown and failure is None:
            failure = self._failure
        self._failure = evaluation.trouble = None
        return failure

    def _note(self, problem: XPathError) -> None:
        self._failure = problem

    def _changed(self) -> frozenset[str]:
        evaluation = self._evaluation
        paths = frozenset(self._at.path(frame, index) for frame, index in evaluation.changed)
        evaluation.changed.clear()
        return paths

    # --- repeats ------------------------------------------------------------------------

    def instances(self, path: str) -> tuple[str, ...]:
        """Return the paths of the instances of a repeat. Raises as ``add``."""
        parent, node = self._at.repeat(path)
        return tuple(self._at.path(frame, node.index) for frame in parent.frames[node.scope])

    def instance_key(self, path: str) -> str:
        """Return the key of an instance: the record it is kept in."""
        return self._at.instance(path).key

    def can_add(self, path: str) -> bool:
        """Say whether a person may add an instance to the repeat at *path*."""
        return self._can_add(self._at.repeat(path)[1]) and not self._evaluation.full

    def can_remove(self, path: str) -> bool:
        """Say whether a person may remove the instance at *path*: not if they are counted.

        Instances beyond the count, left from a greater one, may be removed.
        """
        frame = self._at.instance(path)
        node = self.form.nodes[frame.scope.nodes[0]]
        if node.fixed:
            return False
        parent = frame.parent
        wanted = None if parent is None else self._evaluation.wanted(parent, node.index)
        return wanted is None or frame.number >= wanted

    @staticmethod
    def _can_add(node: Node) -> bool:
        return node.count is None and not node.fixed

    # --- state --------------------------------------------------------------------------

    def state(self, path: str) -> NodeState:
        """Return a node's state; raises ``InputError("forms.no_such_question")``."""
        return self._state(*self._at.spot(path))

    def states(self) -> Iterator[NodeState]:
        """Yield the state of every node that holds a value, in document order."""
        return (self._state(frame, self.form.nodes[index]) for frame, index in self._leaves())

    def relevant(self, path: str) -> bool:
        """Say whether a node is relevant, itself and all around it."""
        frame, node = self._at.spot(path)
        return frame.relevant[node.slot]

    def _leaves(self) -> Iterator[Spot]:
        waiting: list[Spot] = [(self._evaluation.root, 0)]
        while waiting:
            frame, index = waiting.pop()
            node = self.form.nodes[index]
            if node.is_leaf:
                yield frame, index
                continue
            below: list[Spot] = []
            for child in node.children:
                inner = self.form.nodes[child]
                if inner.is_repeat:
                    below.extend((instance, child) for instance in frame.frames[inner.scope])
                else:
                    below.append((frame, child))
            waiting.extend(reversed(below))

    def _state(self, frame: Frame, node: Node) -> NodeState:
        relevant, kept = frame.relevant[node.slot], frame.text[node.slot]
        said = self._offers.said(frame, node)
        required = self._holds(frame, node.rules.required, without=False)
        problem = self._problem(frame, node, said, required=required) if relevant else ""
        return NodeState(
            path=self._at.path(frame, node.index),
            node=node,
            relevant=relevant,
            required=required,
            readonly=self._readonly(frame, node),
            value=said if relevant else "",
            kept=kept,
            problem=problem,
            message=self._message(frame, node, problem),
        )

    def _holds(
        self, frame: Frame, rule: Compiled | None, *, without: bool, as_shown: bool = False
    ) -> bool:
        if rule is None:
            return without
        try:
            value = self._offers.look(rule, frame) if as_shown else rule.evaluate(frame, frame)
            return to_boolean(value)
        except XPathError as problem:
            self._failure = problem
            return without

    def _readonly(self, frame: Frame, node: Node) -> bool:
        """Say whether a node is read-only, itself or with what is around it."""
        at: Node | None = node
        place: Frame | None = frame
        while at is not None and place is not None:
            if self._holds(place, at.rules.readonly, without=False):
                return True
            if at.is_repeat:
                place = place.parent
            at = None if at.parent is None else self.form.nodes[at.parent]
        return False

    def _problem(self, frame: Frame, node: Node, value: str, *, required: bool) -> str:
        if self._evaluation.has_failed(frame, node.index):
            return "expression"
        if node.control is Control.NONE or not node.is_leaf:
            return ""  # nobody is asked, so nobody can mend it
        if not value:
            return "required" if required and node.on_device else ""
        if node.rules.calculate is None and wrong_type(node.answer_type, value):
            return "type"  # what the form itself works out is its own business
        rule = node.rules.constraint
        return "" if self._holds(frame, rule, without=True, as_shown=True) else "constraint"

    def _message(self, frame: Frame, node: Node, problem: str) -> str:
        if problem == "required":
            return self._said(frame, node.required_message)
        if problem == "constraint":
            return self._said(frame, node.constraint_message)
        return ""

    # --- words --------------------------------------------------------------------------

    def label(self, path: str) -> str:
        """Return a node's label in the sitting's language, with what it calculates filled in."""
        frame, node = self._at.spot(path)
        return self._said(frame, node.label)

    def hint(self, path: str) -> str:
        """Return a node's hint in the sitting's language."""
        frame, node = self._at.spot(path)
        return self._said(frame, node.hint)

    def guidance(self, path: str) -> str:
        """Return a node's longer explanation in the sitting's language."""
        frame, node = self._at.spot(path)
        return self._said(frame, node.guidance)

    def choices(self, path: str) -> tuple[Choice, ...]:
        """Return the choices that are offered at *path* now."""
        return self._offers.choices(*self._at.spot(path))

    def choice_label(self, path: str, choice: Choice) -> str:
        """Return the label of a choice at *path* in the sitting's language."""
        return self._said(self._at.spot(path)[0], choice.label)

    def _choice_name(self, frame: Frame, index: int, value: str) -> str:
        offered = self._offers.choices(frame, self.form.nodes[index], as_shown=False)
        for choice in offered:
            if choice.value == value:
                return self._said(frame, choice.label)
        return ""

    def _said(self, frame: Frame | None, words: Words) -> str:
        place = frame or self._evaluation.root

        def read(piece: Compiled) -> Scalar:
            try:
                return self._offers.look(piece, place)
            except XPathError as problem:
                self._failure = problem
                return ""

        return words.in_some_language(self.language, self.form.languages[0], read)

    # --- results ------------------------------------------------------------------------

    def held(self, path: str) -> str:
        """Return what a node holds of what is offered, relevant or not."""
        return self._offers.said(*self._at.spot(path))

    def problems(self) -> tuple[Problem, ...]:
        """Return everything that keeps the form from being complete, in document order."""
        return tuple(
            Problem(state.path, state.problem, state.message)
            for state in self.states()
            if state.problem
        )

    @property
    def complete(self) -> bool:
        """Say whether nothing required is open and nothing is wrong."""
        return all(state.valid for state in self.states())

    def filled(self) -> Filled:
        """Return every answer given, irrelevant and unplaced ones too; nothing calculated.

        A default that was cleared is there as empty text, so that it stays cleared.
        """
        return self._gather(self._evaluation.root, self._given, self.unplaced)

    def submission(self) -> Filled:
        """Return what the filled form says: relevant values only, calculated ones with them."""
        return self._gather(self._evaluation.root, self._said_by, {}, said=True)

    def _given(self, frame: Frame, node: Node) -> str | None:
        if node.rules.calculate is not None:
            return None
        value = frame.text[node.slot]
        return value if value or node.default else None

    def _said_by(self, frame: Frame, node: Node) -> str | None:
        if not frame.relevant[node.slot]:
            return None
        return self._offers.said(frame, node) or None

    def _gather(
        self,
        frame: Frame,
        value_of: Callable[[Frame, Node], str | None],
        more: Mapping[str, str],
        *,
        said: bool = False,
    ) -> Filled:
        values = dict(more)
        for index in frame.scope.nodes:
            node = self.form.nodes[index]
            value = value_of(frame, node) if node.is_leaf else None
            if value is not None:
                values[node.path] = value
        repeats: dict[str, tuple[Filled, ...]] = {}
        for scope, frames in frame.frames.items():
            node = self.form.nodes[self.form.scopes[scope].nodes[0]]
            instances = tuple(
                self._gather(inner, value_of, {}, said=said)
                for inner in frames
                if not said or inner.relevant[0]
            )
            if instances:
                repeats[node.path] = instances
        return Filled(values, repeats, frame.key)


def _unplaced(form: Form, filled: Filled | None) -> dict[str, str]:
    if filled is None:
        return {}
    return {path: value for path, value in filled.values.items() if path not in form.by_path}
