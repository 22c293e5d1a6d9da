"""The head of a letter: the name in red between the page's edge and a double line; the second line.

信函格式, GB/T 9704-2012, 10.1. Everything is drawn with the first page's head, as only that page
has it.
"""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from inspector_app.documents.cleaning import one_line
from inspector_app.documents.measures import (
    BINDING_MARGIN,
    BODY_WIDTH,
    LETTER_HEAD_TOP,
    LETTER_RULE_FOOT,
    LETTER_RULE_LENGTH,
    LETTER_RULE_SPACE,
    LETTER_RULE_THICK,
    LETTER_RULE_THIN,
    LINE_PITCH,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    TOP_MARGIN,
    letter_head_height,
    letter_head_size,
    letter_number_top,
    letter_rule_top,
)
from inspector_app.documents.pdf.slots import Box, Slot
from inspector_app.documents.pdf.typeface import Typefaces
from inspector_app.documents.pdf.typeset import Setting, TypesetLine, draw_line, typeset
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.tree import Align, LetterHead, Span
from inspector_app.system.fonts import Role

_RED = (1, 0, 0)
_BLACK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class LetterHeadSlot:
    """The head, the marks at the left, the number at the right, and both double lines."""

    marks: tuple[TypesetLine, ...]
    body: TypesetLine
    number: TypesetLine
    keep: bool = True
    repeat: tuple[Slot, ...] = ()

    @property
    def height(self) -> float:
        """The height down to the title."""
        return letter_head_height(self.body.size, max(1, len(self.marks)))

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw name, lines, marks and number."""
        page_top = box.top + TOP_MARGIN
        page_left = box.left - BINDING_MARGIN
        canvas.setFillColorRGB(*_RED)
        name_bottom = page_top - LETTER_HEAD_TOP - self.body.size
        draw_line(canvas, self.body, page_left, name_bottom, self.body.size)
        rule = page_top - letter_rule_top(self.body.size)
        _rules(canvas, page_left, rule, (LETTER_RULE_THICK, LETTER_RULE_THIN))
        foot = page_top - PAGE_HEIGHT + LETTER_RULE_FOOT
        height = LETTER_RULE_THICK + LETTER_RULE_SPACE + LETTER_RULE_THIN
        _rules(canvas, page_left, foot + height, (LETTER_RULE_THIN, LETTER_RULE_THICK))
        canvas.setFillColorRGB(*_BLACK)
        first = box.top - letter_number_top(self.body.size)
        for number, mark in enumerate(self.marks, 1):
            draw_line(canvas, mark, box.left, first - number * LINE_PITCH, LINE_PITCH)
        draw_line(canvas, self.number, box.left, first - LINE_PITCH, LINE_PITCH)


def _rules(canvas: Canvas, page_left: float, top: float, heights: tuple[float, float]) -> None:
    """Draw a double line, centred on the page, its upper edge at *top*."""
    left = page_left + (PAGE_WIDTH - LETTER_RULE_LENGTH) / 2
    upper, lower = heights
    canvas.rect(left, top - upper, LETTER_RULE_LENGTH, upper, stroke=0, fill=1)
    bottom = top - upper - LETTER_RULE_SPACE - lower
    canvas.rect(left, bottom, LETTER_RULE_LENGTH, lower, stroke=0, fill=1)


def letter_head(head: LetterHead, marks: list[TypesetLine], typefaces: Typefaces) -> LetterHeadSlot:
    """Return the head of a letter."""
    body = one_line(head.body)
    look = LOOKS[Style.DOCUMENT_NUMBER]
    name = Setting(letter_head_size(body), PAGE_WIDTH, align=Align.CENTRE, grid=False)
    right = Setting(look.size, BODY_WIDTH, align=Align.RIGHT)
    return LetterHeadSlot(
        tuple(marks),
        typeset((Span(body, Role.TITLE),), typefaces, name)[0],
        typeset((Span(one_line(head.number), look.role),), typefaces, right)[0],
    )
