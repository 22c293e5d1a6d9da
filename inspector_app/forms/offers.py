"""Which choices are offered now, and what of the answers given is among them.

A selection whose choices depend on answers can lose its own: it is kept, but the form no
longer says it. JavaRosa takes it away when the choices are shown, and does so without working
out again what was calculated from it. So calculations and relevance go on reading what is
kept, while all that is worked out to be shown (choices, constraints, words) reads what is
said: the district is not offered under the city of the province that was chosen before.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count

from inspector_app.forms.answers import typed
from inspector_app.forms.evaluation import Evaluation, Spot
from inspector_app.forms.frames import Frame
from inspector_app.forms.model import Choice, Control, Form, Node
from inspector_app.forms.xpath.compiler import Compiled
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import Scalar


class Offers:
    """The choices of one filling. ``refresh`` after every change."""

    def __init__(
        self, form: Form, evaluation: Evaluation, failed: Callable[[XPathError], None]
    ) -> None:
        """Begin; *failed* is told of choices that cannot be worked out, which then are none."""
        self._form = form
        self._evaluation = evaluation
        self._failed = failed
        self._said: dict[Spot, str] = {}  # by the selections that have lost choices
        self._filtered = frozenset(node.index for node in form.nodes if _may_lose(node))

    def choices(self, frame: Frame, node: Node, *, as_shown: bool = True) -> tuple[Choice, ...]:
        """Return the choices at a node; without *as_shown* as calculations see them."""
        choices = node.choices
        if choices is None:
            return ()
        if choices.items is None or choices.of_item is None:
            return choices.listed
        try:
            if as_shown and self._said:
                with self._shown():
                    return tuple(map(choices.of_item, choices.items.items(frame, frame)))
            return tuple(map(choices.of_item, choices.items.items(frame, frame)))
        except XPathError as problem:
            self._failed(problem)
            return ()

    def said(self, frame: Frame, node: Node) -> str:
        """Return what the form says with a node: its value, without choices not offered."""
        return self._said.get((frame, node.index), frame.text[node.slot])

    def look(self, expression: Compiled, frame: Frame) -> Scalar:
        """Evaluate what is shown. Raises ``XPathError``."""
        if not self._said:
            return expression.evaluate(frame, frame)
        with self._shown():
            return expression.evaluate(frame, frame)

    @contextmanager
    def _shown(self) -> Iterator[None]:
        """Let expressions read what is said in place of what is kept."""
        before: list[tuple[Frame, int, Scalar]] = []
        for (frame, index), said in self._said.items():
            node = self._form.nodes[index]
            if frame.relevant[node.slot]:
                before.append((frame, node.slot, frame.read[node.slot]))
                frame.read[node.slot] = typed(node.answer_type, said, self._evaluation.around.now)
        try:
            yield
        finally:
            for frame, slot, value in before:
                frame.read[slot] = value

    # --- keeping up ---------------------------------------------------------------------

    def refresh(self, changed: Iterable[Spot]) -> None:
        """Look again at the selections among *changed* and at those that depend on them.

        In the order of the form, each once, as somebody sees them who goes through it. What
        looks different because of that is added to the evaluation's changes.
        """
        if not self._filtered:
            return
        turns = count()
        waiting = [(spot[1], next(turns), spot) for spot in changed if spot[1] in self._filtered]
        heapq.heapify(waiting)
        seen: set[Spot] = set()
        while waiting:
            _, _, spot = heapq.heappop(waiting)
            if spot in seen or not self._look_again(spot):
                continue
            seen.add(spot)
            for touched in self._touched(spot):
                self._evaluation.changed.add(touched)
                if touched[1] in self._filtered and touched not in seen:
                    heapq.heappush(waiting, (touched[1], next(turns), touched))

    def refresh_all(self) -> None:
        """Look at every selection: after instances came or went."""
        if not self._filtered:
            return
        spots = list(self._spots(self._evaluation.root))
        there = set(spots)
        self._said = {spot: said for spot, said in self._said.items() if spot in there}
        self.refresh(spots)

    def _spots(self, frame: Frame) -> Iterator[Spot]:
        for index in frame.scope.nodes:
            node = self._form.nodes[index]
            if index in self._filtered and frame.text[node.slot]:
                yield frame, index
        for frames in frame.frames.values():
            for inner in frames:
                yield from self._spots(inner)

    def _look_again(self, spot: Spot) -> bool:
        """Work out what is said at *spot*; say whether that is something else now."""
        frame, index = spot
        node = self._form.nodes[index]
        kept, before = frame.text[node.slot], self.said(frame, node)
        said = self._offered(frame, node, kept) if kept else ""
        if said == kept:
            self._said.pop(spot, None)
        else:
            self._said[spot] = said
        return said != before or spot in self._said

    def _offered(self, frame: Frame, node: Node, value: str) -> str:
        choices = node.choices
        if choices is None:
            return value
        if choices.items is None:
            offered = choices.listed_values
        else:
            offered = frozenset(choice.value for choice in self.choices(frame, node))
        if node.control is Control.SELECT_ONE:
            return value if value in offered else ""
        return " ".join(word for word in value.split() if word in offered)

    def _touched(self, spot: Spot) -> Iterator[Spot]:
        frame, index = spot
        for other, up, route in self._form.plan.touched[index]:
            for touched in frame.up(up).below(route) if up or route else (frame,):
                yield touched, other


def _may_lose(node: Node) -> bool:
    return node.choices is not None and not node.choices.inline
