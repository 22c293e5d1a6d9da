"""Where the rows of a form stand: heights, measured or guessed, and what follows. No Qt."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from inspector_app.ui.forms.rows import Frame, FrameKind, Row, RowKey, RowKind, Rows

#: Widest a sheet becomes, in pixels: longer lines are hard to read.
WIDEST = 920
_NARROWEST = 240
#: Free space round the sheets.
MARGIN = 2
#: From the edge of a sheet to its rows; the step of each card within.
_SIDE = 8
_STEP = 12
_GUESSES = {RowKind.QUESTION: 84, RowKind.SECTION: 40, RowKind.CARD: 38, RowKind.ADD: 40}


@dataclass(slots=True)
class Places:
    """The places of *rows* in a view of ``room`` pixels; ``tops`` has one more for the end."""

    rows: Rows = field(default_factory=Rows)
    room: int = WIDEST
    heights: dict[RowKey, int] = field(default_factory=dict)
    tops: list[int] = field(default_factory=lambda: [MARGIN])

    @property
    def width(self) -> int:
        """The width of the sheets."""
        return max(_NARROWEST, min(WIDEST, self.room - 2 * MARGIN))

    def row_width(self, row: Row) -> int:
        """Return the width *row* has."""
        return self.width - 2 * _side(row.inset)

    def height(self, row: Row) -> int:
        """Return the height *row* has, or is thought to have."""
        if not row.shown:
            return 0
        if row.kind is RowKind.PAD:
            return row.height
        return self.heights.get(row.key, _GUESSES[row.kind])

    def settle(self) -> int:
        """Work out all places from the heights; returns the height of everything."""
        self.tops = list(accumulate(map(self.height, self.rows.rows), initial=MARGIN))
        return self.tops[-1] + MARGIN

    def box(self, at: int) -> tuple[int, int, int, int]:
        """Return left, top, width and height of row *at*."""
        row = self.rows.rows[at]
        left = MARGIN + _side(row.inset)
        return left, self.tops[at], self.row_width(row), self.height(row)

    def between(self, top: int, bottom: int) -> range:
        """Return the rows that lie between two heights, wholly or partly."""
        first = bisect_right(self.tops, top) - 1
        last = bisect_left(self.tops, bottom)
        return range(max(0, first), min(last, len(self.rows.rows)))

    def frames(self, top: int, bottom: int) -> Iterator[tuple[Frame, tuple[int, int, int, int]]]:
        """Yield the frames to draw between two heights, outer ones first, with their boxes."""
        for frame in self.rows.frames:
            if frame.kind is FrameKind.SECTION or not frame.seen:
                continue
            upper, lower = self.tops[frame.first], self.tops[frame.last]
            if lower >= top and upper <= bottom and lower > upper:
                side = frame.inset * _STEP
                yield frame, (MARGIN + side, upper, self.width - 2 * side, lower - upper)


def _side(inset: int) -> int:
    return _SIDE + inset * _STEP
