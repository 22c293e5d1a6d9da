"""Match a regular expression in time that grows with the text alone.

All ways to match are followed at once, as a set of states; a set once met is remembered with
where each character leads. So no pattern can keep the program from answering.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeAlias

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.pattern_chars import LINE_ENDS, Test, is_word
from inspector_app.forms.xpath.pattern_syntax import (
    Char,
    Choice,
    Edge,
    Look,
    Repeat,
    Sequence,
    Tree,
)

_States: TypeAlias = frozenset[int]
#: Says of every place in a text, before each character and at the end, whether it is met.
Condition: TypeAlias = Callable[[str], list[bool]]

#: Patterns that need more states are refused; steps remembered before forgetting them all;
#: states looked at for one text, a few seconds' work at the utmost.
_MOST_STATES = 10_000
_MOST_STEPS = 20_000
_MOST_WORK = 5_000_000
_NONE = -1


@dataclass(slots=True)
class Automaton:
    """The states of a pattern.

    From a state one goes on by a character, or without one, perhaps on a condition.
    """

    backward: bool = False
    moves: list[tuple[Test, int] | None] = field(default_factory=list)
    jumps: list[list[tuple[int, int]]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)
    start: int = 0
    end: int = 0
    _steps: dict[tuple[_States, str, int], _States] = field(default_factory=dict)
    _work: int = 0

    def state(self) -> int:
        """Add a state. Raises ``XPathError``: ``unsupported_pattern`` if there are too many."""
        if len(self.moves) >= _MOST_STATES:
            raise XPathError("unsupported_pattern")
        self.moves.append(None)
        self.jumps.append([])
        return len(self.moves) - 1

    # --- matching -----------------------------------------------------------------------

    def matches(self, text: str) -> bool:
        """Say whether the pattern matches the whole of *text*.

        Raises ``XPathError``: ``unsupported_pattern`` if that is too much work.
        """
        self._work = 0
        masks = self._masks(text)
        states = self._closed({self.start}, masks[0] if masks else 0)
        for at, char in enumerate(text, start=1):
            mask = masks[at] if masks else 0
            states = self._step(states, char, mask)
            if not states:
                return False
        return self.end in states

    def ends(self, text: str) -> list[bool]:
        """Say of every place in *text* whether a match ends there, wherever it begins.

        Going backward, whether one begins there.
        """
        self._work = 0
        masks = self._masks(text)
        places = range(len(text) + 1)
        found = [False] * len(places)
        states: _States = frozenset()
        for at in reversed(places) if self.backward else places:
            mask = masks[at] if masks else 0
            before = at if self.backward else at - 1
            arrived = (
                self._step(states, text[before], mask) if 0 <= before < len(text) else frozenset()
            )
            states = arrived | self._closed({self.start}, mask)
            found[at] = self.end in states
        return found

    def _masks(self, text: str) -> list[int]:
        """Return which conditions are met at each place, as bits; nothing if there are none."""
        if not self.conditions:
            return []
        masks = [0] * (len(text) + 1)
        for bit, condition in enumerate(self.conditions):
            for at, met in enumerate(condition(text)):
                masks[at] |= met << bit
        return masks

    def _step(self, states: _States, char: str, mask: int) -> _States:
        key = (states, char, mask)
        found = self._steps.get(key)
        if found is None:
            moves = (self.moves[state] for state in states)
            reached = {move[1] for move in moves if move and move[0](char)}
            found = self._closed(reached, mask)
            if len(self._steps) >= _MOST_STEPS:
                self._steps.clear()
            self._steps[key] = found
            self._work += len(states) + len(found)
            if self._work > _MOST_WORK:
                raise XPathError("unsupported_pattern")
        return found

    def _closed(self, states: set[int], mask: int) -> _States:
        """Return *states* with those reached from them without a character."""
        open_states = list(states)
        while open_states:
            for condition, target in self.jumps[open_states.pop()]:
                if target not in states and (condition == _NONE or mask >> condition & 1):
                    states.add(target)
                    open_states.append(target)
        return frozenset(states)


def automaton(tree: Tree, *, backward: bool = False) -> Automaton:
    """Return the automaton of *tree*. Raises ``XPathError``: ``unsupported_pattern``."""
    made = Automaton(backward)
    made.start = made.state()
    made.end = _add(made, tree, made.start)
    return made


def _add(made: Automaton, tree: Tree, begin: int) -> int:
    """Add the states of *tree* after *begin*; return the one at its end."""
    match tree:
        case Char(test):
            end = made.state()
            made.moves[begin] = (test, end)
            return end
        case Sequence(parts):
            for part in reversed(parts) if made.backward else parts:
                begin = _add(made, part, begin)
            return begin
        case Choice(parts):
            end = made.state()
            for part in parts:
                first = _jump(made, begin)
                made.jumps[_add(made, part, first)].append((_NONE, end))
            return end
        case Repeat(part, least, most):
            return _add_repeat(made, part, least, most, begin)
        case Edge(kind):
            return _jump(made, begin, _EDGES[kind])
        case Look():
            return _jump(made, begin, _looks(tree))


def _jump(made: Automaton, begin: int, condition: Condition | None = None) -> int:
    end = made.state()
    if condition is None:
        made.jumps[begin].append((_NONE, end))
    else:
        made.jumps[begin].append((len(made.conditions), end))
        made.conditions.append(condition)
    return end


def _add_repeat(made: Automaton, part: Tree, least: int, most: int | None, begin: int) -> int:
    at = _jump(made, begin)
    for _ in range(least):
        at = _jump(made, _add(made, part, at))
    if most is None:
        made.jumps[_add(made, part, _jump(made, at))].append((_NONE, at))
        return _jump(made, at)
    end = made.state()
    for _ in range(most - least):
        made.jumps[at].append((_NONE, end))
        at = _jump(made, _add(made, part, at))
    made.jumps[at].append((_NONE, end))
    return end


# --- conditions -------------------------------------------------------------------------


def _looks(look: Look) -> Condition:
    # what follows is found by going backward from the end
    inner = automaton(look.part, backward=look.ahead)
    return lambda text: [met is look.wanted for met in inner.ends(text)]


def _at(places: Iterable[int], text: str) -> list[bool]:
    found = [False] * (len(text) + 1)
    for place in places:
        found[place] = True
    return found


def _start(text: str) -> list[bool]:
    return _at([0], text)


def _very_end(text: str) -> list[bool]:
    return _at([len(text)], text)


def _end(text: str) -> list[bool]:
    """Meet the end and the place before a line end that is the last thing in the text."""
    places = [len(text)]
    if text.endswith("\r\n"):
        places.append(len(text) - 2)
    elif text and text[-1] in LINE_ENDS:
        places.append(len(text) - 1)
    return _at(places, text)


def _line_start(text: str) -> list[bool]:
    """Meet the start and what comes after a line end, but never the end of the text."""
    places = [
        at
        for at in range(len(text))
        if at == 0 or (text[at - 1] in LINE_ENDS and text[at - 1 : at + 1] != "\r\n")
    ]
    return _at(places, text)


def _line_end(text: str) -> list[bool]:
    inner = range(len(text))
    before = [
        at for at in inner if text[at] in LINE_ENDS and text[max(0, at - 1) : at + 1] != "\r\n"
    ]
    return _at([*before, len(text)], text)


def _boundary(text: str) -> list[bool]:
    words = [False, *map(is_word, text), False]
    return [before != after for before, after in pairwise(words)]


def _no_boundary(text: str) -> list[bool]:
    return [not met for met in _boundary(text)]


_EDGES: dict[str, Condition] = {
    "^": _start,
    "$": _end,
    "^m": _line_start,
    "$m": _line_end,
    "z": _very_end,
    "b": _boundary,
    "B": _no_boundary,
}
