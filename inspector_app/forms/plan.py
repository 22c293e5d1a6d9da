"""The order in which a form's conditions are evaluated, and what a change reaches.

Each condition is a task. A task that reads a node waits for the node's calculation and
relevance; a node is irrelevant with its group, so relevance waits for the group's.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from inspector_app.forms.model import Node
from inspector_app.forms.xpath.compiler import Compiled, CompiledItems


class Aspect(Enum):
    """What a task decides about its node."""

    RELEVANT = "relevant"
    CALCULATE = "calculate"
    REQUIRED = "required"
    READONLY = "readonly"
    CONSTRAINT = "constraint"
    CHOICES = "choices"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to evaluate; ``number`` is its place in the order."""

    number: int
    node: int
    aspect: Aspect
    expression: Compiled | CompiledItems


@dataclass(frozen=True, slots=True)
class Plan:
    """All tasks of a form in an order in which each comes after what it reads.

    ``governor[node]`` is the relevance task that decides over a node (its own or its nearest
    group's), ``None`` if it is always relevant. ``readers[node]`` are the tasks that read a
    node's value; ``following[task]`` those to run again when a task's outcome changes.
    ``governed[task]`` are the nodes whose relevance a task decides; ``own[node][aspect]`` is
    a node's task.
    """

    tasks: tuple[Task, ...]
    governor: tuple[int | None, ...]
    readers: tuple[tuple[int, ...], ...]
    following: tuple[tuple[int, ...], ...]
    governed: tuple[tuple[int, ...], ...]
    own: tuple[dict[Aspect, int], ...]


class CycleError(Exception):
    """Conditions that wait for each other; ``paths``: the nodes in turn, the first again last."""

    def __init__(self, paths: tuple[str, ...]) -> None:
        self.paths = paths
        super().__init__(paths)


def make_plan(nodes: Sequence[Node]) -> Plan:
    """Return the plan of a form's nodes. Raises ``CycleError``."""
    drafts = [draft for node in nodes for draft in _drafts(node)]
    keys = {(draft.node, draft.aspect): at for at, draft in enumerate(drafts)}
    relevance = _governors(nodes, keys)
    waits = [_waits_for(draft, nodes, keys, relevance) for draft in drafts]
    order = _in_order(waits, drafts, nodes)
    place = {old: new for new, old in enumerate(order)}
    tasks = tuple(
        Task(new, drafts[old].node, drafts[old].aspect, drafts[old].expression)
        for new, old in enumerate(order)
    )
    following: list[list[int]] = [[] for _ in tasks]
    for old, awaited in enumerate(waits):
        for other in awaited:
            following[place[other]].append(place[old])
    governor = tuple(None if old is None else place[old] for old in relevance)
    governed: list[list[int]] = [[] for _ in tasks]
    for node, ruling in enumerate(governor):
        if ruling is not None:
            governed[ruling].append(node)
    readers: list[list[int]] = [[] for _ in nodes]
    own: tuple[dict[Aspect, int], ...] = tuple({} for _ in nodes)
    for task in tasks:
        own[task.node][task.aspect] = task.number
        for read in task.expression.reads:
            readers[read].append(task.number)
    return Plan(
        tasks,
        governor,
        tuple(map(tuple, readers)),
        tuple(tuple(sorted(later)) for later in following),
        tuple(map(tuple, governed)),
        own,
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    node: int
    aspect: Aspect
    expression: Compiled | CompiledItems


def _drafts(node: Node) -> Iterable[_Draft]:
    rules = node.rules
    for aspect, expression in (
        (Aspect.RELEVANT, rules.relevant),
        (Aspect.CALCULATE, rules.calculate),
        (Aspect.REQUIRED, rules.required),
        (Aspect.READONLY, rules.readonly),
        (Aspect.CONSTRAINT, rules.constraint),
    ):
        if expression is not None:
            yield _Draft(node.index, aspect, expression)
    if node.choices is not None and node.choices.items is not None and node.choices.items.reads:
        yield _Draft(node.index, Aspect.CHOICES, node.choices.items)
    outputs = [output for words in (node.label, node.hint) for output in words.outputs()]
    if outputs:
        reads = frozenset().union(*(output.reads for output in outputs))
        yield _Draft(node.index, Aspect.LABEL, Compiled("", outputs[0].evaluate, reads))


def _governors(nodes: Sequence[Node], keys: dict[tuple[int, Aspect], int]) -> list[int | None]:
    relevance: list[int | None] = []
    for node in nodes:  # parents come before their children
        inherited = None if node.parent is None else relevance[node.parent]
        relevance.append(keys.get((node.index, Aspect.RELEVANT), inherited))
    return relevance


def _waits_for(
    draft: _Draft,
    nodes: Sequence[Node],
    keys: dict[tuple[int, Aspect], int],
    relevance: Sequence[int | None],
) -> frozenset[int]:
    """Return the tasks that have to be done before *draft*."""
    awaited: set[int | None] = set()
    for read in draft.expression.reads:
        awaited.add(relevance[read])
        awaited.add(keys.get((read, Aspect.CALCULATE)))
    parent = nodes[draft.node].parent
    if draft.aspect is Aspect.RELEVANT and parent is not None:
        awaited.add(relevance[parent])
    return frozenset(task for task in awaited if task is not None)


def _in_order(
    waits: Sequence[frozenset[int]], drafts: Sequence[_Draft], nodes: Sequence[Node]
) -> list[int]:
    """Sort so that everything comes after what it waits for, else in document order."""
    done: set[int] = set()
    order: list[int] = []
    for start in range(len(waits)):
        trail: list[tuple[int, list[int]]] = [(start, sorted(waits[start], reverse=True))]
        on_trail = {start}
        while trail and start not in done:
            task, open_tasks = trail[-1]
            if open_tasks:
                following = open_tasks.pop()
                if following in on_trail:
                    names = [nodes[drafts[at].node].path for at, _ in trail]
                    begin = [at for at, _ in trail].index(following)
                    raise CycleError((*names[begin:], names[begin]))
                if following not in done:
                    trail.append((following, sorted(waits[following], reverse=True)))
                    on_trail.add(following)
            else:
                trail.pop()
                on_trail.discard(task)
                if task not in done:
                    done.add(task)
                    order.append(task)
    return order
