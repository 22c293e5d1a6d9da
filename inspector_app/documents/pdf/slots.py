"""The strips a page is built of, from top to bottom: each has a height and draws itself."""

from dataclasses import dataclass, field
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from inspector_app.documents.measures import (
    BODY_WIDTH,
    CELL_PADDING_X,
    CELL_PADDING_Y,
    LINE_PITCH,
    TABLE_RULE,
)
from inspector_app.documents.pdf.typeset import TypesetLine, draw_line


@dataclass(frozen=True, slots=True)
class Box:
    """Where a slot is drawn, and whether it is the first or last on its page."""

    left: float
    top: float
    first: bool = False
    last: bool = False


class Slot(Protocol):
    """A strip of a page. With ``keep`` no page ends after it."""

    @property
    def height(self) -> float:
        """The height in points."""

    @property
    def keep(self) -> bool:
        """Whether what follows must stand on the same page."""

    @property
    def repeat(self) -> tuple["Slot", ...]:
        """What is drawn before the slot when it comes to stand first on a page."""

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the slot with its upper left corner where *box* says."""


@dataclass(frozen=True, slots=True)
class LineSlot:
    """A line of text; the first line of a heading carries its bookmark."""

    line: TypesetLine
    height: float = LINE_PITCH
    keep: bool = False
    bookmark: str = ""
    level: int = 0
    repeat: tuple[Slot, ...] = ()

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the line and set its bookmark."""
        if self.bookmark:
            # no counter and no id(): the same in every build
            key = f"heading-{canvas.getPageNumber()}-{round(box.top)}"
            canvas.bookmarkHorizontal(key, 0, box.top)
            canvas.addOutlineEntry(self.bookmark, key, self.level, closed=False)
        draw_line(canvas, self.line, box.left, box.top - self.height, self.height)


@dataclass(frozen=True, slots=True)
class GapSlot:
    """Empty height."""

    height: float
    keep: bool = False
    repeat: tuple[Slot, ...] = ()

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class SnapSlot:
    """Leads back to the grid of 22 lines after something that is not on it."""

    height: float = 0.0
    keep: bool = False
    repeat: tuple[Slot, ...] = ()

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class BreakSlot:
    """What follows begins a new page."""

    height: float = 0.0
    keep: bool = False
    repeat: tuple[Slot, ...] = ()

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw nothing."""


@dataclass(frozen=True, slots=True)
class SignatureSlot:
    """A label, a line to sign on by hand, and the words of a date."""

    label: TypesetLine
    date: TypesetLine
    left: float
    height: float = 2 * LINE_PITCH
    keep: bool = False
    repeat: tuple[Slot, ...] = ()

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the label, the rule between label and date, and the date."""
        bottom = box.top - self.height
        draw_line(canvas, self.label, box.left + self.left, bottom, LINE_PITCH)
        draw_line(canvas, self.date, box.left + BODY_WIDTH - self.date.width, bottom, LINE_PITCH)
        start = box.left + self.left + self.label.width
        end = box.left + BODY_WIDTH - self.date.width - (self.label.size if self.date.glyphs else 0)
        draw_rule(canvas, start, end, bottom + LINE_PITCH * 0.22)


def draw_rule(canvas: Canvas, start: float, end: float, height: float) -> None:
    """Draw a thin horizontal rule."""
    canvas.setLineWidth(TABLE_RULE)
    canvas.line(start, height, end, height)


@dataclass(frozen=True, slots=True)
class Cell:
    """The lines of a table cell and its width; ``middle`` centres them in the row's height."""

    lines: tuple[TypesetLine, ...]
    width: float
    middle: bool = True


@dataclass(frozen=True, slots=True)
class RowSlot:
    """A table row, or with ``opens`` or ``closes`` false a piece of one that runs over pages."""

    cells: tuple[Cell, ...]
    pitch: float
    opens: bool = True
    closes: bool = True
    keep: bool = False
    repeat: tuple[Slot, ...] = field(default=())

    @property
    def height(self) -> float:
        """The height of the tallest cell with its padding."""
        lines = max((len(cell.lines) for cell in self.cells), default=1)
        return lines * self.pitch + CELL_PADDING_Y * (self.opens + self.closes)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw the cells and the rules around them."""
        canvas.setLineWidth(TABLE_RULE)
        bottom = box.top - self.height
        left = box.left
        for cell in self.cells:
            canvas.line(left, box.top, left, bottom)
            text_top = box.top - (CELL_PADDING_Y if self.opens else 0)
            if cell.middle:
                text_top = box.top - (self.height - len(cell.lines) * self.pitch) / 2
            for number, line in enumerate(cell.lines, 1):
                draw_line(
                    canvas, line, left + CELL_PADDING_X, text_top - number * self.pitch, self.pitch
                )
            left += cell.width
        canvas.line(left, box.top, left, bottom)
        if self.opens or box.first:
            canvas.line(box.left, box.top, left, box.top)
        if self.closes or box.last:
            canvas.line(box.left, bottom, left, bottom)
