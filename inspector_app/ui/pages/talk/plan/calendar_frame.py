"""Where on the calendar things stand: columns and minutes to pixels, and back."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from inspector_app.ui.pages.talk.plan.sheet import Block, Sheet

GUTTER = 50
HEAD = 40
GAP = 3
LEAST_COLUMN = 96
_LEAST_SCALE = 0.72  # pixels per minute: half an hour holds a line
_BELOW = 6


@dataclass(frozen=True, slots=True)
class Frame:
    """A sheet laid out in a viewport of *width* × *height*, scrolled by *left* and *top*."""

    sheet: Sheet
    width: int
    height: int
    left: int = 0
    top: int = 0

    @property
    def scale(self) -> float:
        """Return pixels for a minute: the whole day fits if there is room for it."""
        room = self.height - HEAD - _BELOW
        return max(_LEAST_SCALE, room / max(1, self.sheet.last - self.sheet.first))

    @property
    def column_width(self) -> float:
        """Return the width of a column."""
        return max(LEAST_COLUMN, (self.width - GUTTER) / max(1, len(self.sheet.columns)))

    @property
    def spare(self) -> tuple[int, int]:
        """Return by how much the content is wider and higher than the viewport."""
        wide = round(len(self.sheet.columns) * self.column_width) - (self.width - GUTTER)
        high = round((self.sheet.last - self.sheet.first) * self.scale) + _BELOW
        return max(0, wide), max(0, high - (self.height - HEAD))

    def x(self, column: int) -> float:
        """Return the left edge of a column."""
        return GUTTER + column * self.column_width - self.left

    def y(self, minute: float) -> float:
        """Return the height at which a minute of the day stands."""
        return HEAD + (minute - self.sheet.first) * self.scale - self.top

    def place(self, point: QPointF) -> tuple[int, float]:
        """Return column (-1 for none) and minute under a point."""
        if point.y() < HEAD or point.x() < GUTTER:
            return -1, 0
        column = int((point.x() - GUTTER + self.left) // self.column_width)
        minute = self.sheet.first + (point.y() - HEAD + self.top) / self.scale
        return (column if column < len(self.sheet.columns) else -1), minute

    def rect_of(self, block: Block) -> QRectF:
        """Return where a block stands; those that share a moment stand side by side."""
        lane, lanes = self._lane(block)
        width = (self.column_width - 2 * GAP) / lanes
        left = self.x(block.column) + GAP + lane * width
        top, bottom = self.y(block.starts), self.y(block.ends)
        return QRectF(left, top + 1, width - 1, max(14.0, bottom - top - 2))

    def span(self, column: int, starts: int, ends: int) -> QRectF:
        """Return the place from minute to minute of a column, over its whole width."""
        top = self.y(starts)
        return QRectF(self.x(column) + GAP, top, self.column_width - 2 * GAP, self.y(ends) - top)

    def block_at(self, point: QPointF) -> Block | None:
        """Return the block under a point."""
        if point.y() < HEAD:
            return None
        blocks = self.sheet.blocks
        return next((one for one in blocks if self.rect_of(one).contains(point)), None)

    def _lane(self, block: Block) -> tuple[int, int]:
        beside = sorted(
            (
                one
                for one in self.sheet.blocks
                if one.column == block.column
                and one.starts < block.ends
                and block.starts < one.ends
            ),
            key=lambda one: (one.starts, one.talk),
        )
        return beside.index(block), len(beside)
