"""The order in which a form's conditions are evaluated, and what a change reaches.

Relevance and calculations are tasks: what they come to is read by others, so they are done
again at once, in an order in which each comes after what it reads. All else that depends on
answers (required, read-only, constraint, choices, words) is looked up when it is shown; the
plan only says which nodes are touched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TypeAlias, TypeVar

from inspector_app.forms.model import Node
from inspector_app.forms.skeleton import Scope
from inspector_app.forms.xpath.compiler import Compiled, Read

_T = TypeVar("_T")


class Aspect(Enum):
    """What an expression decides about its node."""

    RELEVANT = "relevant"
    CALCULATE = "calculate"
    REQUIRED = "required"
    READONLY = "readonly"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to evaluate in every frame of its scope; ``number`` is its place in the order."""

    number: int
    node: int
    scope: int
    slot: int
    aspect: Aspect
    expression: Compiled


#: How to come from the frame of a node to those of what depends on it: levels out, scopes in.
Route: TypeAlias = tuple[int, tuple[int, ...]]
#: A task or a node that depends, and the way to its frames.
Dependent: TypeAlias = tuple[int, int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Plan:
    """What there is to do for a form.

    By node: ``readers`` are the tasks that read its value, ``touched`` the nodes whose look
    depends on it. By scope: ``resized`` and ``touched_by_size`` are the tasks and nodes that
    depend on how many instances there are or on anything in them, from the frame around;
    ``own`` the tasks inside a scope and the repeats in it.
    """

    tasks: tuple[Task, ...]
    readers: tuple[tuple[Dependent, ...], ...]
    touched: tuple[tuple[Dependent, ...], ...]
    resized: tuple[tuple[Dependent, ...], ...]
    touched_by_size: tuple[tuple[Dependent, ...], ...]
    own: tuple[tuple[int, ...], ...]


class CycleError(Exception):
    """Conditions that wait for each other; ``paths``: the nodes in turn, the first again last."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        super().__init__(paths)


def make_plan(nodes: Sequence[Node], scopes: Sequence[Scope]) -> Plan:
    """Return the plan of a form's nodes. Raises ``CycleError``."""
    drafts = [draft for node in nodes for draft in _drafts(node)]
    order = _in_order(_waits(drafts, nodes), drafts)
    eager = [drafts[at] for at in order if drafts[at].aspect in _EAGER]
    tasks = tuple(
        Task(
            number,
            draft.node.index,
            draft.node.scope,
            draft.node.slot,
            draft.aspect,
            draft.expression,
        )
        for number, draft in enumerate(eager)
    )
    maps = _Maps(nodes, scopes)
    for task in tasks:
        maps.take(maps.readers, maps.resized, task.number, task.scope, task.expression.reads)
    for node in nodes:
        reads = frozenset().union(*_shown(node))
        maps.take(maps.touched, maps.touched_by_size, node.index, node.scope, reads)
    return Plan(
        tasks,
        _tuples(maps.readers),
        _tuples(maps.touched),
        _tuples(maps.resized),
        _tuples(maps.touched_by_size),
        _tuples([[task.number for task in tasks if task.scope == at] for at in range(len(scopes))]),
    )


_EAGER = frozenset({Aspect.RELEVANT, Aspect.CALCULATE})


@dataclass(frozen=True, slots=True)
class _Draft:
    node: Node
    aspect: Aspect
    expression: Compiled


def _drafts(node: Node) -> Iterable[_Draft]:
    rules = node.rules
    for aspect, expression in (
        (Aspect.RELEVANT, rules.relevant),
        (Aspect.CALCULATE, rules.calculate),
        (Aspect.REQUIRED, rules.required),
        (Aspect.READONLY, rules.readonly),
    ):
        if expression is not None:
            yield _Draft(node, aspect, expression)


def _shown(node: Node) -> Iterable[frozenset[Read]]:
    """Yield what the look of a node depends on."""
    rules = node.rules
    for rule in (rules.required, rules.readonly, rules.constraint, node.count):
        if rule is not None:
            yield rule.reads
    if node.choices is not None and node.choices.items is not None:
        yield node.choices.items.reads
    said = (node.label, node.hint, node.guidance, node.required_message, node.constraint_message)
    for words in said:
        for output in words.outputs():
            yield output.reads


# --- the order --------------------------------------------------------------------------


def _waits(drafts: Sequence[_Draft], nodes: Sequence[Node]) -> list[list[int]]:
    """Return for each draft those that have to be settled before it.

    Whatever reads a node waits for all that is decided about it, and for the relevance of
    all around it. Required and read-only are part of this, though nothing reads them: forms
    in which they go round in a circle are refused by JavaRosa.
    """
    own: list[list[int]] = [[] for _ in nodes]
    relevance: list[int | None] = [None for _ in nodes]
    for at, draft in enumerate(drafts):
        own[draft.node.index].append(at)
        if draft.aspect is Aspect.RELEVANT:
            relevance[draft.node.index] = at
    around: list[list[int]] = []
    for node in nodes:  # parents come before their children
        above = [] if node.parent is None else list(around[node.parent])
        ruling = relevance[node.index]
        around.append(above if ruling is None else [*above, ruling])
    waits: list[list[int]] = []
    for draft in drafts:
        awaited: set[int] = set()
        for node_index, _ in draft.expression.reads:
            awaited.update(own[node_index])
            awaited.update(around[node_index])
        waits.append(sorted(awaited))
    return waits


def _in_order(waits: Sequence[Sequence[int]], drafts: Sequence[_Draft]) -> list[int]:
    """Sort so that everything comes after what it waits for, else in document order."""
    done = [False] * len(waits)
    order: list[int] = []
    for start in range(len(waits)):
        if done[start]:
            continue
        trail: list[tuple[int, list[int]]] = [(start, list(reversed(waits[start])))]
        on_trail = {start}
        while trail:
            at, open_ones = trail[-1]
            if not open_ones:
                trail.pop()
                on_trail.discard(at)
                if not done[at]:
                    done[at] = True
                    order.append(at)
                continue
            following = open_ones.pop()
            if following in on_trail:
                names = [drafts[on].node.path for on, _ in trail]
                begin = [on for on, _ in trail].index(following)
                raise CycleError((*names[begin:], names[begin]))
            if not done[following]:
                trail.append((following, list(reversed(waits[following]))))
                on_trail.add(following)
    return order


# --- who depends on what ----------------------------------------------------------------


class _Maps:
    """Gathers the dependents of every node, and of the size of every repeat."""

    def __init__(self, nodes: Sequence[Node], scopes: Sequence[Scope]) -> None:
        self._nodes = nodes
        self._scopes = scopes
        self.readers: list[list[Dependent]] = [[] for _ in nodes]
        self.touched: list[list[Dependent]] = [[] for _ in nodes]
        self.resized: list[list[Dependent]] = [[] for _ in scopes]
        self.touched_by_size: list[list[Dependent]] = [[] for _ in scopes]

    def take(
        self,
        by_node: list[list[Dependent]],
        by_scope: list[list[Dependent]],
        dependent: int,
        scope: int,
        reads: Iterable[Read],
    ) -> None:
        """Note that *dependent*, which stands in *scope*, reads what *reads* says."""
        for node_index, shared in sorted(reads):
            node, anchor = self._nodes[node_index], shared
            # what reads a repeat itself asks for its instances: the frame around decides
            outside = self._scopes[node.scope].parent if node.is_repeat else None
            if outside is not None and self._depth(outside) < self._depth(anchor):
                anchor = outside
            entry = (dependent, *self._route(node.scope, anchor, scope))
            if entry not in by_node[node_index]:
                by_node[node_index].append(entry)
            self._note_size(by_scope, dependent, scope, node.scope, anchor)

    def _note_size(
        self, by_scope: list[list[Dependent]], dependent: int, scope: int, read: int, anchor: int
    ) -> None:
        lineage = self._scopes[read].lineage
        start = self._depth(anchor)
        for outside, inner in pairwise(lineage[start:]):
            entry = (dependent, *self._route(outside, anchor, scope))
            if entry not in by_scope[inner]:
                by_scope[inner].append(entry)

    def _route(self, start: int, anchor: int, end: int) -> Route:
        up = self._depth(start) - self._depth(anchor)
        return up, self._scopes[end].lineage[self._depth(anchor) + 1 :]

    def _depth(self, scope: int) -> int:
        return self._scopes[scope].depth


def _tuples(lists: Iterable[Iterable[_T]]) -> tuple[tuple[_T, ...], ...]:
    return tuple(tuple(entries) for entries in lists)
