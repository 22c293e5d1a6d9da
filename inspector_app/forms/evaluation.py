"""Keep the values of a form that is being filled in step: what depends on a change is redone.

Frames hold the values; the plan says which tasks a change reaches, in an order in which each
is done once. Nothing here knows paths or shows anything: that is the sitting's.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from inspector_app.forms.actions import what_it_sets
from inspector_app.forms.answers import kept, spelled, typed, wrong_type
from inspector_app.forms.blanks import trimmed
from inspector_app.forms.counting import MOST_INSTANCES, has_room, wanted
from inspector_app.forms.filled import Filled
from inspector_app.forms.frames import Frame
from inspector_app.forms.model import Control, Event, Form, Node, SetValue
from inspector_app.forms.plan import Aspect, Task
from inspector_app.forms.preload import preloaded
from inspector_app.forms.skeleton import ROOT_SCOPE, Start
from inspector_app.forms.surroundings import Surroundings
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import Scalar, to_boolean

#: Actions that may set off one another, one after the other.
_LONGEST_CHAIN = 100

#: A node in a frame.
Spot: TypeAlias = tuple[Frame, int]


class Evaluation:
    """The values of one filling.

    ``changed`` gathers the spots that look different since it was last emptied; ``failed``
    are the spots whose expression has no value now, with the reason. ``trouble`` is why an
    action was not done.
    """

    def __init__(self, form: Form, around: Surroundings, new_key: Callable[[], str]) -> None:
        """Make an empty filling; ``begin`` gives it its first values."""
        self.form = form
        self.around = around
        self.changed: set[Spot] = set()
        self.failed: dict[tuple[Frame, int, Aspect], XPathError] = {}
        self.trouble: XPathError | None = None
        self.instances = 0
        self._new_key = new_key
        self._pending: dict[int, dict[Frame, None]] = {}
        self._queue: list[int] = []
        self._settled = False
        self._beginning = False
        self._chain = 0
        self._never = tuple(filter(_is_never, form.plan.tasks))
        self.root = Frame(form.scopes[ROOT_SCOPE], None, around)

    # --- beginning ----------------------------------------------------------------------

    def begin(self, filled: Filled | None, prefill: Mapping[int, str]) -> None:
        """Take the values of a new form or of a *filled* one, and work everything out.

        *prefill* are the values, by node, of what comes from elsewhere: for a node that is
        shown only while it has no answer, for one that is carried always.
        """
        if filled is None:
            self._fill(self.root, self.form.start)
        else:
            self._restore(self.root, filled)
        for node_index, text in prefill.items():
            node = self.form.nodes[node_index]
            if node.scope == ROOT_SCOPE and (
                node.control is Control.NONE or not self.text(self.root, node_index)
            ):
                self._hold(self.root, node_index, text)
        self._settle_never(self.root)
        # what follows from an action is worked out before the next one: as in JavaRosa all of
        # it, for nothing has been worked out before
        self._settled = self._beginning = True
        if filled is None:
            for event in (Event.FIRST_LOAD, Event.LOAD):
                self._act_everywhere(event)
        else:
            self._act_everywhere(Event.LOAD)
        self._beginning = False
        self._pending.clear()
        self._queue.clear()
        for task in self.form.plan.tasks:
            for frame in self.root.below(self.form.scopes[task.scope].lineage[1:]):
                self._run(task, frame)
        # what the tasks told one another is done already, for they came in order
        self._pending.clear()
        self._queue.clear()
        self.grow()
        self.changed.clear()

    def _fill(self, frame: Frame, start: Start) -> None:
        scope = frame.scope
        for slot, text in start.values.items():
            self._default(frame, scope.nodes[slot], text)
        for index in scope.nodes:
            node = self.form.nodes[index]
            given = preloaded(*node.preload, self.around) if node.preload[0] else None
            if given is not None:
                self._hold(frame, index, given)
        for inner, starts in start.repeats.items():
            for begin in starts:
                self._fill(self._new_frame(frame, inner, self._new_key()), begin)

    def _default(self, frame: Frame, index: int, text: str) -> None:
        """Take a value that stands in the form; one that its type does not know is none."""
        node = self.form.nodes[index]
        value = trimmed(text)
        listed = node.choices.listed if node.choices is not None and node.choices.inline else ()
        if listed:
            known = {choice.value for choice in listed}
            value = " ".join(word for word in value.split() if word in known)
        if value and not wrong_type(node.type, value):
            self._hold(frame, index, value)

    def _restore(self, frame: Frame, filled: Filled) -> None:
        for index in frame.scope.nodes:
            text = filled.values.get(self.form.nodes[index].path)
            if text:
                self._hold(frame, index, text, self.form.nodes[index].answer_type)
        for inner in frame.scope.repeats:
            path = self.form.nodes[self.form.scopes[inner].nodes[0]].path
            for instance in filled.repeats.get(path, ()):
                below = self._new_frame(frame, inner, instance.key or self._new_key())
                self._restore(below, instance)

    def _new_frame(self, parent: Frame, scope: int, key: str) -> Frame:
        frame = Frame(self.form.scopes[scope], parent, self.around, key)
        siblings = parent.frames[scope]
        frame.number = len(siblings)
        siblings.append(frame)
        self.instances += 1
        return frame

    # --- values -------------------------------------------------------------------------

    def text(self, frame: Frame, index: int) -> str:
        """Return the value that a node holds, relevant or not, as text."""
        return frame.text[self.form.nodes[index].slot]

    def _hold(self, frame: Frame, index: int, text: str, kind: str = "") -> None:
        """Put a value into its slot without telling anybody; *kind* is its type, if not its own."""
        node = self.form.nodes[index]
        slot, kind = node.slot, kind or node.type
        value = typed(kind, text, self.around.now)
        frame.kept[slot] = value
        frame.text[slot] = text if value is text else spelled(kind, text, self.around.now)
        frame.read[slot] = value if frame.relevant[slot] else ""

    def set(self, frame: Frame, index: int, text: str, kind: str = "") -> None:
        """Give a node a value, redo what depends on it, and do the actions that wait for it.

        *kind* is the type of the value where it is not the node's own: an answer to a selection.
        """
        before = self.text(frame, index)
        self._hold(frame, index, text, kind)
        self.changed.add((frame, index))
        self._tell(frame, index)
        self._settle()
        if self.text(frame, index) != before:
            self._act_on_change(frame, index)

    def _tell(self, frame: Frame, index: int) -> None:
        """Note what has to be redone, or looks different, because a node's value changed."""
        plan = self.form.plan
        for other, up, route in plan.touched[index]:
            for touched in frame.up(up).below(route) if up or route else (frame,):
                self.changed.add((touched, other))
        if self._settled:
            self._await(frame, plan.readers[index])

    def _await(self, frame: Frame, readers: Iterable[tuple[int, int, tuple[int, ...]]]) -> None:
        pending = self._pending
        for number, up, route in readers:
            waiting = pending.get(number)
            if waiting is None:
                waiting = pending[number] = {}
                heapq.heappush(self._queue, number)
            if not up and not route:
                waiting[frame] = None
            else:
                for reached in frame.up(up).below(route):
                    waiting[reached] = None

    def has_failed(self, frame: Frame, index: int) -> bool:
        """Say whether the relevance or the value of a node could not be worked out."""
        failed = self.failed
        return bool(failed) and any((frame, index, aspect) in failed for aspect in Aspect)

    # --- redoing ------------------------------------------------------------------------

    def _settle(self) -> None:
        """Do every waiting task, and those that their outcomes make wait, in order."""
        tasks, queue, pending = self.form.plan.tasks, self._queue, self._pending
        while queue:
            number = heapq.heappop(queue)
            task = tasks[number]
            for frame in pending.pop(number):
                self._run(task, frame)

    def _run(self, task: Task, frame: Frame) -> None:
        try:
            value = task.expression.evaluate(frame, frame)
        except XPathError as problem:
            self.failed[frame, task.node, task.aspect] = problem
            self.changed.add((frame, task.node))
            value = ""
        else:
            if self.failed:
                self.failed.pop((frame, task.node, task.aspect), None)
        if task.aspect is Aspect.CALCULATE:
            self._calculated(task, frame, value)
        else:
            relevant = to_boolean(value)
            if relevant is not frame.own[task.slot]:
                frame.own[task.slot] = relevant
                self._spread(frame, task.node)
            elif self._beginning:
                self._tell_inside(frame, task.node)

    def _calculated(self, task: Task, frame: Frame, value: Scalar) -> None:
        slot = task.slot
        try:
            held, text = kept(self.form.nodes[task.node].type, value)
        except XPathError as problem:
            self.failed[frame, task.node, task.aspect] = problem
            held, text = "", ""
        before = frame.kept[slot]
        if held == before and held.__class__ is before.__class__ and frame.text[slot] == text:
            if self._beginning:
                self._tell(frame, task.node)
            return
        frame.kept[slot] = held
        frame.text[slot] = text
        self.changed.add((frame, task.node))
        if frame.relevant[slot]:
            frame.read[slot] = held
            self._tell(frame, task.node)

    def _spread(self, frame: Frame, index: int) -> None:
        """Carry a changed relevance down to all inside."""
        node = self.form.nodes[index]
        slot = node.slot
        relevant = self._around_relevant(frame, node) and frame.own[slot]
        if relevant is frame.relevant[slot]:
            return
        frame.relevant[slot] = relevant
        frame.read[slot] = frame.kept[slot] if relevant else ""
        self.changed.add((frame, index))
        self._tell(frame, index)
        for child in node.children:
            below = self.form.nodes[child]
            if below.is_repeat:
                for inner in frame.frames[below.scope]:
                    self._spread(inner, child)
            else:
                self._spread(frame, child)

    def _tell_inside(self, frame: Frame, index: int) -> None:
        """Tell of a node and of all inside, of which nothing has been worked out before."""
        self._tell(frame, index)
        for child in self.form.nodes[index].children:
            below = self.form.nodes[child]
            places = frame.frames[below.scope] if below.is_repeat else (frame,)
            for place in places:
                self._tell_inside(place, child)

    def _around_relevant(self, frame: Frame, node: Node) -> bool:
        if node.parent is None:
            return True
        place = frame.outside if node.is_repeat else frame
        return place.relevant[self.form.nodes[node.parent].slot]

    # --- instances of repeats -----------------------------------------------------------

    def add(self, parent: Frame, scope: int, key: str = "") -> Frame:
        """Add an instance of a repeat at the end, from its template; redo what depends on it."""
        frame = self._add(parent, scope, key or self._new_key())
        self.grow()
        return frame

    def _add(self, parent: Frame, scope: int, key: str) -> Frame:
        frame = self._begin(parent, scope, key)
        self._join([frame])
        return frame

    def _begin(self, parent: Frame, scope: int, key: str) -> Frame:
        """Put a new instance in its place, with the values of its template and of actions."""
        frame = self._new_frame(parent, scope, key)
        self._fill(frame, self.form.templates[scope])
        self._share_relevance(frame)
        self._settle_never(frame)
        self._act_in(frame, Event.NEW_REPEAT, self.form.scopes[scope].nodes[0])
        return frame

    def restore(self, parent: Frame, scope: int, number: int, filled: Filled) -> Frame:
        """Put back an instance of a repeat with its answers, as that number from 0."""
        frame = self._new_frame(parent, scope, filled.key or self._new_key())
        self._restore(frame, filled)
        self._share_relevance(frame)
        self._join([frame])
        self.move(frame, number)
        return frame

    def _settle_never(self, frame: Frame) -> None:
        """Settle what is never relevant, before any action: it is part of the form itself."""
        for task in self._never:
            for inner in self._inner_frames(frame):
                if inner.scope.index == task.scope:
                    self._run(task, inner)

    def _share_relevance(self, frame: Frame) -> None:
        """Let a new instance share the relevance of what it lies in."""
        top = frame.scope.nodes[0]
        if not self._around_relevant(frame, self.form.nodes[top]):
            self._spread(frame, top)

    def _join(self, frames: Sequence[Frame]) -> None:
        """Work out everything in new instances of a repeat, and what depends on how many."""
        self._resized(frames[0].outside, frames[0].scope.index)
        for frame in frames:
            for inner in self._inner_frames(frame):
                for number in self.form.plan.own[inner.scope.index]:
                    self._await(inner, ((number, 0, ()),))
        self._settle()

    def _inner_frames(self, frame: Frame) -> Iterable[Frame]:
        yield frame
        for frames in frame.frames.values():
            for inner in frames:
                yield from self._inner_frames(inner)

    def remove(self, frame: Frame) -> None:
        """Remove an instance of a repeat and redo what depends on it."""
        parent = frame.outside
        siblings = parent.frames[frame.scope.index]
        siblings.remove(frame)
        gone = set(self._inner_frames(frame))
        self.instances -= len(gone)
        self.failed = {spot: why for spot, why in self.failed.items() if spot[0] not in gone}
        self.changed = {spot for spot in self.changed if spot[0] not in gone}
        self._renumber(parent, frame.scope.index)

    def move(self, frame: Frame, number: int) -> None:
        """Make an instance of a repeat the one of that number, counted from 0."""
        parent = frame.outside
        siblings = parent.frames[frame.scope.index]
        siblings.remove(frame)
        siblings.insert(number, frame)
        self._renumber(parent, frame.scope.index)

    def _renumber(self, parent: Frame, scope: int) -> None:
        for number, sibling in enumerate(parent.frames[scope]):
            sibling.number = number
        self._resized(parent, scope)
        self._settle()
        self.grow()

    def _resized(self, parent: Frame, scope: int) -> None:
        plan = self.form.plan
        self.changed.add((parent, self.form.scopes[scope].nodes[0]))
        for other, up, route in plan.touched_by_size[scope]:
            for touched in parent.up(up).below(route):
                self.changed.add((touched, other))
        if self._settled:
            self._await(parent, plan.resized[scope])

    def grow(self) -> None:
        """Add the instances that a count asks for. A count that fell removes none: JavaRosa."""
        grown = bool(self.form.counted)
        while grown:
            grown = False
            for node in self.form.counted:
                for parent in self.root.below(self.form.scopes[node.scope].lineage[1:-1]):
                    number = self.wanted(parent, node.index) or 0
                    frames, added = parent.frames[node.scope], []
                    while (
                        len(frames) < number
                        and not self.full
                        and has_room(self.form, parent, node.index)
                    ):
                        added.append(self._begin(parent, node.scope, self._new_key()))
                    if added:
                        self._join(added)
                        grown = True  # what they hold may be counted elsewhere

    @property
    def full(self) -> bool:
        """Say whether the form has as many instances as it may have."""
        return self.instances >= MOST_INSTANCES

    def wanted(self, parent: Frame, index: int) -> int | None:
        """Return how many instances a repeat's count asks for, ``None`` without a count."""
        return wanted(self.form, parent, index)

    # --- actions ------------------------------------------------------------------------

    def _act_everywhere(self, event: Event) -> None:
        """Do the actions of an event that concerns the whole form, in every place they stand."""
        for action in self.form.actions.get(event, ()):
            place = None if action.place is None else self.form.nodes[action.place]
            route = () if place is None else self.form.scopes[place.scope].lineage[1:]
            for frame in self.root.below(route):
                self._do(action, frame)

    def _act_in(self, frame: Frame, event: Event, place: int) -> None:
        for action in self.form.actions.get(event, ()):
            if action.place in {None, place}:
                self._do(action, frame)

    def _act_on_change(self, frame: Frame, index: int) -> None:
        for action in self.form.actions_on_change.get(index, ()):
            self._do(action, frame)

    def _do(self, action: SetValue, place: Frame) -> None:
        """Set a value; where its target is not one node there, nothing is set."""
        if self._chain >= _LONGEST_CHAIN:
            return
        try:
            found = what_it_sets(self.form, action, place)
        except XPathError as problem:
            self.trouble = problem
            return
        if found is None:
            return
        frame, text = found
        self._chain += 1
        self.set(frame, action.target, text)
        self._chain -= 1


def _is_never(task: Task) -> bool:
    return task.aspect is Aspect.RELEVANT and task.expression.source == "false()"
