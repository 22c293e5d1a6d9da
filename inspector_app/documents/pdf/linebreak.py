"""Breaking Chinese text into lines, by the rules of GB/T 15834 and the printers' habits.

No line begins with a closing mark or ends with an opening one; ——, ……, numbers and Latin
words stay whole; every line but the last is flush: marks are squeezed when that saves the
next character, else the slack is spread over the gaps. Fonts play no part here: a character
comes with its width.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

OPENING = frozenset("（《〈「『【〔［｛“‘([{〖￥＄$№")
CLOSING = frozenset("，。、；：！？）》〉」』】〕］｝”’〗〞…—～·％‰℃°′″,.;:!?)]}%々〻ー")
#: Marks whose glyph leaves half of its cell blank, on the right or on the left.
_BLANK_RIGHT = frozenset("，。、；：！？）》〉」』】〕］｝”’〗")
_BLANK_LEFT = frozenset("（《〈「『【〔［｛“‘〖")
_PAIRS = frozenset("—…")
_WORD = re.compile(r"[0-9A-Za-z\u00c0-\u024f@#&+_/\\\-.,:;%'\"²³~=?!]")
_THOUSANDS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
#: Where a long address or number may be cut.
_SEAMS = frozenset("/@.-_&=?")
#: Below this many characters a word is never cut while it fits on a line of its own.
_LONG_WORD = 12
#: No line holds so many characters; a longer run without a break is nonsense, cut anywhere.
_LONGEST_CLUSTER = 256
_EPSILON = 0.01
#: A gap is stretched by half an em at most; beyond that the line stays ragged.
_MAX_STRETCH = 0.5
_MAX_SQUEEZE = 0.25


@dataclass(frozen=True, slots=True)
class Line:
    """Characters ``start`` to ``end`` of the text, how far each advances, and the indent."""

    start: int
    end: int
    advances: tuple[float, ...]
    indent: float


def _narrow(char: str) -> bool:
    return char < "\u0250"


def _breakable(text: str) -> list[bool]:
    """Say for each character whether a line may end after it."""
    words = [_WORD.match(char) is not None for char in text]
    solid = {match.start() for match in _THOUSANDS.finditer(text)}
    allowed = []
    for place in range(len(text) - 1):
        char, following = text[place], text[place + 1]
        joined = (
            char in OPENING
            or following in CLOSING
            or following == " "
            or place in solid
            or (words[place] and words[place + 1])
            or (words[place] and following in "([")
            or (char == following and char in _PAIRS)
        )
        allowed.append(not joined)
    return [*allowed, True]


def _clusters(text: str) -> list[tuple[int, int]]:
    clusters, start = [], 0
    for place, allowed in enumerate(_breakable(text)):
        if allowed or place + 1 - start == _LONGEST_CLUSTER:
            clusters.append((start, place + 1))
            start = place + 1
    return clusters


class _Breaker:
    """One text on its way into lines; ``at`` is the character the next line starts with."""

    def __init__(self, text: str, widths: Sequence[float], size: float) -> None:
        self.text = text
        self.widths = widths
        self.size = size
        self.clusters = _clusters(text)
        self.next = 0

    def _width(self, start: int, end: int) -> float:
        return sum(self.widths[start:end])

    def _room(self, start: int, end: int) -> tuple[float, float]:
        """Return how much the last mark, and all other marks, of a line can give up."""
        tail = self.size / 2 if self.text[end - 1] in _BLANK_RIGHT else 0.0
        marks = sum(char in _BLANK_RIGHT for char in self.text[start : end - 1])
        marks += sum(char in _BLANK_LEFT for char in self.text[start + 1 : end])
        return tail, marks * self.size * _MAX_SQUEEZE

    def skip_blanks(self) -> None:
        """Drop the blanks that a line would begin with."""
        while self.next < len(self.clusters):
            start, end = self.clusters[self.next]
            while start < end and self.text[start] == " ":
                start += 1
            if start < end:
                self.clusters[self.next] = (start, end)
                return
            self.next += 1

    def take(self, available: float) -> tuple[int, int]:
        """Return the start and end of the longest line that fits into *available* points."""
        start = end = self.clusters[self.next][0]
        width = 0.0
        while self.next < len(self.clusters):
            _, cluster_end = self.clusters[self.next]
            added = self._width(end, cluster_end)
            # blanks at the end of a line take no room
            inked = len(self.text[end:cluster_end].rstrip(" "))
            over = width + self._width(end, end + inked) - available
            if over > _EPSILON and not self._squeezes(start, end + inked, over, available - width):
                break
            width += added
            end = cluster_end
            self.next += 1
            if over > _EPSILON:
                return start, end
        if self.next < len(self.clusters):
            end = self._cut_word(start, end, available - width)
        return start, end

    def _squeezes(self, start: int, end: int, over: float, slack: float) -> bool:
        tail, others = self._room(start, end)
        return over <= slack and over <= tail + others

    def _cut_word(self, start: int, end: int, slack: float) -> int:
        """Cut the cluster at the line's end if it is a long word or too wide for any line."""
        first, last = self.clusters[self.next]
        nothing_yet = end == start
        word = last - first >= _LONG_WORD and slack > 2 * self.size
        if not nothing_yet and not (word and self._is_word(first, last)):
            return end
        fitting, width = first, 0.0
        while fitting < last and width + self.widths[fitting] <= slack + _EPSILON:
            width += self.widths[fitting]
            fitting += 1
        seams = [at + 1 for at in range(first + 2, fitting) if self.text[at] in _SEAMS]
        if seams and seams[-1] < last - 1:
            fitting = seams[-1]
        elif not nothing_yet:
            return end  # no seam: the word gets a line of its own first
        fitting = max(fitting, first + 1) if nothing_yet else fitting
        if fitting >= last:
            self.next += 1
        else:
            self.clusters[self.next] = (fitting, last)
        return fitting

    def _is_word(self, start: int, end: int) -> bool:
        return all(
            _WORD.match(char) or char in CLOSING or char in OPENING for char in self.text[start:end]
        )

    def advances(self, start: int, end: int, available: float, *, flush: bool) -> tuple[float, ...]:
        """Return the advances of a line that is squeezed or stretched to *available*."""
        advances = list(self.widths[start:end])
        slack = available - sum(advances)
        if slack < -_EPSILON:
            self._squeeze(advances, start, -slack)
        elif slack > _EPSILON and flush:
            self._stretch(advances, start, slack)
        return tuple(advances)

    def _squeeze(self, advances: list[float], start: int, excess: float) -> None:
        end = start + len(advances)
        if self.text[end - 1] in _BLANK_RIGHT:
            given = min(excess, self.size / 2)
            advances[-1] -= given
            excess -= given
        spots = [
            place for place in range(len(advances) - 1) if self.text[start + place] in _BLANK_RIGHT
        ]
        # an opening mark moves into the blank at its left: the character before gives way
        spots += [
            place - 1
            for place in range(1, len(advances))
            if self.text[start + place] in _BLANK_LEFT
        ]
        if excess > _EPSILON and spots:
            for place in spots:
                advances[place] -= excess / len(spots)

    def _stretch(self, advances: list[float], start: int, slack: float) -> None:
        text = self.text[start : start + len(advances)]
        gaps = [
            place
            for place, (char, following) in enumerate(pairwise(text))
            if char == " "
            or not (
                (_narrow(char) and _narrow(following)) or (char == following and char in _PAIRS)
            )
        ]
        if gaps and slack / len(gaps) <= self.size * _MAX_STRETCH:
            for place in gaps:
                advances[place] += slack / len(gaps)


def break_lines(
    text: str,
    widths: Sequence[float],
    *,
    size: float,
    width: float,
    indent: float = 0.0,
    hang: float = 0.0,
    justify: bool = True,
) -> list[Line]:
    """Return the lines of *text*, at least one; lengths in points.

    *widths* are the natural advances of the characters at *size*; *indent* moves the first
    line in and *hang* the others. Without *justify* lines are not stretched.
    """
    if not text.strip(" "):
        return [Line(0, 0, (), indent)]
    breaker = _Breaker(text, widths, size)
    lines: list[Line] = []
    breaker.skip_blanks()
    while breaker.next < len(breaker.clusters):
        shift = hang if lines else indent
        available = max(width - shift, size)
        start, end = breaker.take(available)
        end -= len(text[start:end]) - len(text[start:end].rstrip(" "))
        breaker.skip_blanks()
        flush = justify and breaker.next < len(breaker.clusters)
        advances = breaker.advances(start, end, available, flush=flush)
        lines.append(Line(start, end, advances, shift))
    return lines
