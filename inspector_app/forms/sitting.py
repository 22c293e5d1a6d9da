"""Fill a form: answers in, what follows from them out. Only what depends on a change is redone."""

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from inspector_app.domain.errors import InputError
from inspector_app.forms.answers import normalised, typed, wrong_type
from inspector_app.forms.model import Choice, Control, Form, Node
from inspector_app.forms.plan import Aspect, Task
from inspector_app.forms.xpath.compiler import Compiled, CompiledItems
from inspector_app.forms.xpath.values import Scalar, to_boolean, to_text

_Numbers: TypeAlias = set[int]
#: What a task came to: a decision, a calculated text, or the pieces of a label or choices.
Outcome: TypeAlias = "bool | str | tuple[str, ...]"

#: The bind attribute that says which field of the record a node is pre-filled from.
FROM = "from"


@dataclass(frozen=True, slots=True)
class NodeState:
    """A node as it stands. ``value`` is empty for the form while the node is irrelevant.

    ``kept`` is the value it has all the same. ``problem`` is ``required``, ``type``,
    ``choice``, ``constraint`` or "" ; ``message`` the form's own words on it, "" if it has none.
    """

    path: str
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
    """One filling of a form. Paths are those of its nodes, without positions."""

    def __init__(
        self,
        form: Form,
        answers: Mapping[str, str] | None = None,
        prefill: Mapping[str, str] | None = None,
        *,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """Begin with *answers* (XForm text by path) and *prefill* (by record field).

        A field that the form shows is pre-filled only while it has no answer; one that it
        merely carries always follows its record. Answers whose path the form does not have
        are kept in ``unplaced``.
        """
        self.form = form
        self.language = form.languages[0]
        self.unplaced = {p: v for p, v in (answers or {}).items() if p not in form.by_path}
        self._now = now or (lambda: datetime.now(UTC).astimezone())
        self._given = [node.default for node in form.nodes]
        for path, value in (answers or {}).items():
            if path in form.by_path:
                self._given[form.by_path[path]] = normalised(value)
        self._prefill(prefill or {})
        self._outcomes: list[Outcome] = [False] * len(form.plan.tasks)
        for task in form.plan.tasks:
            self._outcomes[task.number] = self._evaluate(task)

    def _prefill(self, prefill: Mapping[str, str]) -> None:
        for node in self.form.nodes:
            value = prefill.get(node.attributes.get(FROM, ""))
            carried = node.control is Control.NONE
            if value is not None and (carried or not self._given[node.index]):
                self._given[node.index] = normalised(value)

    # --- what expressions read ----------------------------------------------------------

    def value(self, node: int) -> Scalar:
        """Return a node's typed value, the empty text if it is irrelevant."""
        if not self.relevant(node):
            return ""
        return typed(self.form.nodes[node].type, self._kept(node))

    def relevant(self, node: int) -> bool:
        """Say whether a node is relevant, itself and all its groups."""
        governor = self.form.plan.governor[node]
        return True if governor is None else bool(self._outcomes[governor])

    def now(self) -> datetime:
        """Return the present moment."""
        return self._now()

    # --- answering ----------------------------------------------------------------------

    def set(self, path: str, value: str) -> frozenset[str]:
        """Give a node a value; return the paths of all nodes whose state changed.

        A wrong value is kept, too, and shows as a problem. Raises
        ``InputError("forms.no_such_question")`` for a path that holds no answer, and
        ``forms.calculated`` for one that the form itself fills.
        """
        node = self._question(path)
        text = normalised(value)
        if text == self._given[node.index]:
            return frozenset()
        self._given[node.index] = text
        changed = {node.index}
        self._redo(set(self.form.plan.readers[node.index]), changed)
        return frozenset(self.form.nodes[index].path for index in changed)

    def _question(self, path: str) -> Node:
        index = self.form.by_path.get(path)
        if index is None or not self.form.nodes[index].is_leaf:
            raise InputError("forms.no_such_question", path=path[:80])
        node = self.form.nodes[index]
        if node.rules.calculate is not None:
            raise InputError("forms.calculated", path=path)
        return node

    def _redo(self, waiting: _Numbers, changed: _Numbers) -> None:
        """Evaluate the *waiting* tasks in order, and whatever waits for a new outcome."""
        plan = self.form.plan
        queue = sorted(waiting)
        while queue:
            task = plan.tasks[heapq.heappop(queue)]
            waiting.discard(task.number)
            outcome = self._evaluate(task)
            if outcome == self._outcomes[task.number]:
                continue
            self._outcomes[task.number] = outcome
            if task.aspect is Aspect.RELEVANT:
                changed.update(plan.governed[task.number])
            else:
                changed.add(task.node)
            for later in plan.following[task.number]:
                if later not in waiting:
                    waiting.add(later)
                    heapq.heappush(queue, later)

    def _evaluate(self, task: Task) -> Outcome:
        expression = task.expression
        if isinstance(expression, CompiledItems):
            return tuple(choice.value for choice in self._choices(self.form.nodes[task.node]))
        if task.aspect is Aspect.LABEL:
            node = self.form.nodes[task.node]
            outputs = (*node.label.outputs(), *node.hint.outputs())
            return tuple(to_text(output.evaluate(self, None)) for output in outputs)
        value = expression.evaluate(self, None)
        if task.aspect is Aspect.CALCULATE:
            return to_text(value)
        decided = to_boolean(value)
        if task.aspect is Aspect.RELEVANT:
            parent = self.form.nodes[task.node].parent
            return decided and (parent is None or self.relevant(parent))
        return decided

    # --- state --------------------------------------------------------------------------

    def state(self, path: str) -> NodeState:
        """Return a node's state; raises ``KeyError`` for a path the form does not have."""
        return self._state(self.form.node(path))

    def states(self) -> Iterator[NodeState]:
        """Yield the state of every node that holds a value, in document order."""
        return (self._state(node) for node in self.form.nodes if node.is_leaf)

    def _state(self, node: Node) -> NodeState:
        relevant, kept = self.relevant(node.index), self._kept(node.index)
        required = self._decided(node, Aspect.REQUIRED, without=False)
        problem = self._problem(node, kept, required=required) if relevant else ""
        return NodeState(
            path=node.path,
            relevant=relevant,
            required=required,
            readonly=self._decided(node, Aspect.READONLY, without=False),
            value=kept if relevant else "",
            kept=kept,
            problem=problem,
            message=self._message(node, problem),
        )

    def _kept(self, index: int) -> str:
        calculation = self.form.plan.own[index].get(Aspect.CALCULATE)
        return self._given[index] if calculation is None else str(self._outcomes[calculation])

    def _decided(self, node: Node, aspect: Aspect, *, without: bool) -> bool:
        task = self.form.plan.own[node.index].get(aspect)
        return without if task is None else bool(self._outcomes[task])

    def _problem(self, node: Node, value: str, *, required: bool) -> str:
        if not node.is_leaf:
            return ""
        if not value:
            return "required" if required else ""
        if wrong_type(node.type, value):
            return "type"
        if not self._is_offered(node, value):
            return "choice"
        holds = self._decided(node, Aspect.CONSTRAINT, without=True)
        return "" if holds else "constraint"

    def _is_offered(self, node: Node, value: str) -> bool:
        if node.choices is None:
            return True
        offered = {choice.value for choice in self._choices(node)}
        chosen = [value] if node.control is Control.SELECT_ONE else value.split()
        return offered.issuperset(chosen)

    def _message(self, node: Node, problem: str) -> str:
        if problem == "required":
            return node.required_message.in_language(self.language, self._read)
        if problem == "constraint":
            return node.constraint_message.in_language(self.language, self._read)
        return ""

    def _read(self, piece: Compiled) -> Scalar:
        return piece.evaluate(self, None)

    def choices(self, path: str) -> tuple[Choice, ...]:
        """Return the choices that are offered at *path* now; raises ``KeyError``."""
        return tuple(self._choices(self.form.node(path)))

    def _choices(self, node: Node) -> Iterator[Choice]:
        if node.choices is None:
            return iter(())
        if node.choices.items is None:
            return iter(node.choices.listed)
        by_item = node.choices.by_item
        return (by_item[item] for item in node.choices.items.items(self))

    def label(self, path: str) -> str:
        """Return a node's label in the sitting's language, with what it calculates filled in."""
        return self.form.node(path).label.in_language(self.language, self._read)

    def hint(self, path: str) -> str:
        """Return a node's hint in the sitting's language."""
        return self.form.node(path).hint.in_language(self.language, self._read)

    # --- results ------------------------------------------------------------------------

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

    def answers(self) -> dict[str, str]:
        """Return every answer given, irrelevant ones and unplaced ones too, by path.

        A default that was cleared is there as empty text, so that it stays cleared.
        """
        given = {
            node.path: self._given[node.index]
            for node in self.form.nodes
            if node.is_leaf
            and node.rules.calculate is None
            and (self._given[node.index] or node.default)
        }
        return {**self.unplaced, **given}

    def submission(self) -> dict[str, str]:
        """Return what the filled form says: relevant values only, calculated ones with them."""
        return {state.path: state.value for state in self.states() if state.value}
