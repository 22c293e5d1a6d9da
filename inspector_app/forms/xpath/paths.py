"""Compile location paths: which frames and slots of the form, or items of a list, they mean.

As in JavaRosa, a path that runs through a repeat means the instance that the reader is in, as
far as both paths go the same way; below that it means every instance. A step with a predicate
always means every instance that the predicate lets through.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from inspector_app.forms.frames import Frame, Place
from inspector_app.forms.instances import Item
from inspector_app.forms.skeleton import ROOT_SCOPE
from inspector_app.forms.xpath.closures import Evaluate, Frames, Here, Items, Origin, Values
from inspector_app.forms.xpath.declare import PRESENT
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.item_paths import ItemPaths
from inspector_app.forms.xpath.syntax import Expression, Path, Step, path_text, step_text
from inspector_app.forms.xpath.values import Scalar, to_text

if TYPE_CHECKING:
    from inspector_app.forms.skeleton import Skeleton
    from inspector_app.forms.xpath.compiler import Compiler


@dataclass(frozen=True, slots=True)
class Target:
    """A node of the form as a path means it.

    The frame of scope ``anchor`` around the reader holds all that is meant. With ``frames``
    that may be several instances; without, it is that one frame, ``up`` levels out.
    """

    node: int
    slot: int
    anchor: int
    up: int
    frames: Frames | None = None


@dataclass(frozen=True, slots=True)
class _Way:
    """How a path goes down to several nodes: its chain, walked from ``level`` on.

    ``anchor`` is the innermost scope that the reader shares with what it reads; ``own`` are the
    nodes from the root down of which the reader's own instances are meant.
    """

    chain: tuple[int, ...]
    level: int
    anchor: int
    predicates: dict[int, tuple[Expression, ...]]
    own: tuple[int, ...]

    def is_own(self, at: int) -> bool:
        """Say whether the reader's own instance is meant at a level."""
        return at < len(self.own) and self.own[: at + 1] == self.chain[: at + 1]


@dataclass(frozen=True, slots=True)
class PathCompiler:
    """Compiles the paths of an expression."""

    compiler: "Compiler"

    @property
    def skeleton(self) -> "Skeleton":
        """Return the form's bare nodes."""
        return self.compiler.names.skeleton

    # --- what is wanted of a path -------------------------------------------------------

    def value(self, path: Path) -> Evaluate:
        """Compile to the one value that the path means; "" if there is no such node."""
        if self.leads_to_items(path):
            items = self.items(path)
            return lambda here, origin: _only([item.text for item in items(here, origin)], path)
        if _names_attribute(path):
            said = self._attribute(path)
            return lambda _here, _origin: said or ""
        targets = self.targets(path)
        if len(targets) == 1 and targets[0].frames is None:
            return self._read(path, targets[0])
        values = self._target_values(path, targets)
        return lambda here, origin: _only(values(here, origin), path)

    def values(self, path: Path) -> Values:
        """Compile to the values of all relevant nodes that the path means."""
        if self.leads_to_items(path):
            items = self.items(path)
            return lambda here, origin: tuple([item.text for item in items(here, origin)])
        if _names_attribute(path):
            said = self._attribute(path)
            return lambda _here, _origin: () if said is None else (said,)
        return self._target_values(path, self.targets(path, every=True))

    def _attribute(self, path: Path) -> str | None:
        """Return what an attribute of a node of the form says: it never changes."""
        name = path.steps[-1].name.rpartition(":")[2]
        chain, _ = self._chains(replace(path, steps=path.steps[:-1]))[0]
        return self.skeleton.nodes[chain[-1]].attributes.get(name)

    def kept(self, path: Path) -> Evaluate:
        """Compile to the value that the first node of the path holds, relevant or not."""
        target = self.targets(path)[0]
        frames, slot = self.frames(path, target), target.slot

        def held(here: Here, origin: Origin) -> Scalar:
            found = frames(here, origin)
            return found[0].kept[slot] if found else ""

        return held

    def targets(self, path: Path, *, every: bool = False) -> tuple[Target, ...]:
        """Return the nodes of the form that *path* means. Raises ``XPathError``.

        Within the condition of a list an absolute path means the instances around the question
        where one value is wanted, but with *every* all of them, as in JavaRosa.
        """
        from_root = path.absolute and self._in_root_scope()
        known = self.compiler.names.targets.get(path) if from_root else None
        if known is None:
            chains = self._chains(path)
            own = not (every and self.compiler.node is None and path.absolute)
            known = tuple(self._target(path, *chain, own=own) for chain in chains)
            if from_root and all(target.frames is None for target in known):
                self.compiler.names.targets[path] = known
        for target in known:
            self.compiler.add_read(target.node, target.anchor)
        return known

    def _in_root_scope(self) -> bool:
        node = self.compiler.node
        return node is not None and self.skeleton.nodes[node].scope == ROOT_SCOPE

    def frames(self, path: Path, target: Target) -> Frames:
        """Return where to find the frames of *target*, relevant or not."""
        if target.frames is not None:
            return target.frames
        base = self._base(path, target.up)
        return lambda here, origin: [base(here, origin)]

    # --- reading ------------------------------------------------------------------------

    def _read(self, path: Path, target: Target) -> Evaluate:
        """Return the reading of one slot; from here or one level out without a detour."""
        slot, up = target.slot, target.up
        if not self._from_origin(path):
            if up == 0:
                return lambda here, _origin: here.read[slot]  # type: ignore[union-attr]
            if target.anchor == 0:
                return lambda here, _origin: here.root.read[slot]  # type: ignore[union-attr]
        base = self._base(path, up)
        return lambda here, origin: base(here, origin).read[slot]

    def _from_origin(self, path: Path) -> bool:
        """Say whether a path starts where the whole expression stands."""
        return path.start is not None or (path.absolute and self.compiler.node is None)

    def _base(self, path: Path, up: int) -> "Callable[[Here, Origin], Frame]":
        if self._from_origin(path):
            return lambda _here, origin: origin.frame.up(up)
        return lambda here, _origin: here.up(up)  # type: ignore[union-attr]

    def _target_values(self, path: Path, targets: tuple[Target, ...]) -> Values:
        parts = [self._slot_values(path, target) for target in targets]
        if len(parts) == 1:
            return parts[0]
        return lambda here, origin: tuple([value for part in parts for value in part(here, origin)])

    def _slot_values(self, path: Path, target: Target) -> Values:
        slot = target.slot
        leaf = not self.skeleton.nodes[target.node].children
        if target.frames is None:
            base = self._base(path, target.up)

            def one(here: Here, origin: Origin) -> tuple[Scalar, ...]:
                frame = base(here, origin)
                if not frame.relevant[slot]:
                    return ()
                return (frame.read[slot] if leaf else PRESENT,)

            return one
        frames = target.frames
        if leaf:
            return lambda here, origin: tuple(
                [frame.read[slot] for frame in frames(here, origin) if frame.relevant[slot]]
            )
        return lambda here, origin: tuple(
            [PRESENT for frame in frames(here, origin) if frame.relevant[slot]]
        )

    # --- which nodes --------------------------------------------------------------------

    def leads_to_items(self, path: Path) -> bool:
        """Say whether *path* leads into a list rather than to nodes of the form."""
        if path.start is not None:
            return path.start.name == "instance"
        return self.compiler.node is None and not path.absolute

    def _chains(
        self, path: Path
    ) -> list[tuple[tuple[int, ...], dict[int, tuple[Expression, ...]]]]:
        """Return the nodes from the root down that *path* leads to, and predicates by level."""
        steps = path.steps
        if path.start is not None and path.start.name != "current":
            raise XPathError("unsupported", f"{path.start.name}()/")
        if path.absolute:
            if not steps or self.skeleton.nodes[0].name != steps[0].name.rpartition(":")[2]:
                raise XPathError("no_such_node", path_text(path))
            chain: tuple[int, ...] = (0,)
            predicates = {0: steps[0].predicates} if steps[0].predicates else {}
            steps = steps[1:]
        elif self.leads_to_items(path):
            raise XPathError("unsupported", path_text(path))
        else:
            start = self._standing(path)
            chain, predicates = self.skeleton.chain(start), {}
        found = [(chain, predicates)]
        for step in steps:
            found = [further for sofar in found for further in self._step(*sofar, step)]
        if not found:
            raise XPathError("no_such_node", path_text(path))
        return found

    def _step(
        self,
        chain: tuple[int, ...],
        predicates: dict[int, tuple[Expression, ...]],
        step: Step,
    ) -> list[tuple[tuple[int, ...], dict[int, tuple[Expression, ...]]]]:
        match step.axis:
            case "self":
                further = [chain]
            case "parent":
                further = [chain[:-1]] if len(chain) > 1 else []
            case "child" if step.name == "*":
                further = [(*chain, child) for child in self.skeleton.nodes[chain[-1]].children]
            case "child":
                child = self.skeleton.child(chain[-1], step.name)
                further = [] if child is None else [(*chain, child)]
            case _:
                raise XPathError("unsupported", step_text(step))
        if not step.predicates:
            return [(longer, predicates) for longer in further]
        return [(longer, {**predicates, len(longer) - 1: step.predicates}) for longer in further]

    def _target(
        self,
        path: Path,
        chain: tuple[int, ...],
        predicates: dict[int, tuple[Expression, ...]],
        *,
        own: bool,
    ) -> Target:
        """Settle, level by level, whether the reader's own instance is meant or every one."""
        nodes, scopes = self.skeleton.nodes, self.skeleton.scopes
        here = self._standing(path)
        context = self.skeleton.chain(here)
        bound_to = self._bound_levels(path, context) if own else 0
        anchor, level, same = 0, 1, chain[:1] == context[:1]
        first = min(predicates, default=len(chain))
        while level < len(chain) and level < first:
            same = same and context[level : level + 1] == chain[level : level + 1]
            if nodes[chain[level]].is_repeat:
                if not (same and level < bound_to):
                    break
                anchor = nodes[chain[level]].scope
            level += 1
        end = nodes[chain[-1]]
        up = scopes[nodes[here].scope].depth - scopes[anchor].depth
        if level == len(chain):
            return Target(end.index, end.slot, anchor, up)
        way = _Way(chain, level, anchor, predicates, context[:bound_to])
        frames = self._walk(path, up, way)
        for node in chain[level:]:
            if nodes[node].is_repeat:
                self.compiler.add_read(node, anchor)
        return Target(end.index, end.slot, anchor, up, frames)

    def _standing(self, path: Path) -> int:
        """Return the node the path starts from: within a list, that of the whole expression."""
        if path.start is not None or self.compiler.node is None:
            return self.compiler.origin
        return self.compiler.node

    @staticmethod
    def _bound_levels(path: Path, context: tuple[int, ...]) -> int:
        """Return up to which level the reader's own instances are meant: JavaRosa's rule.

        A path that climbs with ``..`` means every instance from where it turns down again.
        """
        if path.absolute:
            return len(context)
        climbed = sum(step.axis == "parent" for step in path.steps)
        return len(context) - climbed

    def _walk(self, path: Path, up: int, way: "_Way") -> Frames:
        """Return the walk from the anchor's frame down the rest of the chain."""
        nodes = self.skeleton.nodes
        steps: list[_Step] = []
        for at in range(way.level, len(way.chain)):
            node = nodes[way.chain[at]]
            predicates = way.predicates.get(at, ())
            filters = [self._filter(node.index, one, way.anchor) for one in predicates]
            if node.is_repeat and way.is_own(at) and not predicates:
                steps.append(self._same_number(path, node.scope))
            elif node.is_repeat:
                below = _instances(node.scope)
                steps.append(_each([below, *filters]) if filters else below)
            elif filters:
                steps.append(_each(filters))
        base = self._base(path, up)
        if len(steps) == 1 and not way.predicates:
            scope = next(nodes[n].scope for n in way.chain[way.level :] if nodes[n].is_repeat)
            return lambda here, origin: base(here, origin).frames[scope]

        def walk(here: Here, origin: Origin) -> list[Frame]:
            found = [base(here, origin)]
            for step in steps:
                found = step(found, here, origin)
            return found

        return walk

    def _same_number(self, path: Path, scope: int) -> "_Step":
        """Take the instance with the number of the reader's: JavaRosa below a predicate."""
        skeleton = self.skeleton
        depth = skeleton.scopes[scope].depth
        from_origin = self._from_origin(path)

        def take(frames: list[Frame], here: Here, origin: Origin) -> list[Frame]:
            reader: Frame = origin.frame if from_origin else here  # type: ignore[assignment]
            number = reader.up(reader.scope.depth - depth).number
            return [
                frame.frames[scope][number] for frame in frames if number < len(frame.frames[scope])
            ]

        return take

    def _filter(self, node: int, predicate: Expression, anchor: int) -> "_Step":
        inner = self.compiler.inside(node, anchor, predicate)
        holds = inner.value(predicate)
        counts = inner.counts
        if isinstance(predicate, Path):
            return lambda _frames, _here, _origin: []  # no truth to JavaRosa, nor a position

        def keep(frames: list[Frame], _here: Here, origin: Origin) -> list[Frame]:
            if not counts:
                return [frame for frame in frames if holds(frame, origin) is True]
            return [
                frame
                for position, frame in enumerate(frames, start=1)
                if holds(frame, Place(origin, position)) is True
            ]

        return keep

    # --- lists --------------------------------------------------------------------------

    def items(self, path: Path) -> Items:
        """Compile a path over a list: the items that it leads to."""
        return ItemPaths(self.compiler).items(path)

    def frame_items(self, path: Path) -> Items:
        """Compile a path over the form's own repeat: an item for each relevant instance.

        The children of the item are the values of the instance as they stand, each named by
        its path within the instance.
        """
        (target,) = self.targets(path) or (None,)
        if target is None or not self.skeleton.nodes[target.node].is_repeat:
            raise XPathError("unsupported", path_text(path))
        frames = self.frames(path, target)
        nodes = self.skeleton.nodes
        scope = self.skeleton.scopes[nodes[target.node].scope]
        for node in scope.nodes:
            self.compiler.add_read(node, target.anchor)
        above = len(nodes[target.node].path) + 1
        names = [nodes[node].path[above:] for node in scope.nodes]

        def items(here: Here, origin: Origin) -> list[Item]:
            found = []
            for frame in frames(here, origin):
                if frame.relevant[0]:
                    item = Item(nodes[target.node].name)
                    for slot, name in enumerate(names[1:], start=1):
                        item.add(Item(name, to_text(frame.read[slot])))
                    found.append(item)
            return found

        return items


_Step: TypeAlias = Callable[[list[Frame], Here, Origin], list[Frame]]


def _names_attribute(path: Path) -> bool:
    return bool(path.steps) and path.steps[-1].axis == "attribute"


def _only(values: "tuple[Scalar, ...] | list[str]", path: Path) -> Scalar:
    if len(values) > 1:
        raise XPathError("several_nodes", path_text(path))
    return values[0] if values else ""


def _each(parts: "list[_Step]") -> "_Step":
    """Take the steps within each frame on its own: positions are counted there."""

    def step(frames: list[Frame], here: Here, origin: Origin) -> list[Frame]:
        found: list[Frame] = []
        for frame in frames:
            inside = [frame]
            for part in parts:
                inside = part(inside, here, origin)
            found.extend(inside)
        return found

    return step


def _instances(scope: int) -> "_Step":
    def below(frames: list[Frame], _here: Here, _origin: Origin) -> list[Frame]:
        return [inner for frame in frames for inner in frame.frames[scope]]

    return below
