"""The head of an issued paper: marks, 发文机关标志 in red, 发文字号, 签发人 and the red rule."""

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from inspector_app.documents.cleaning import one_line
from inspector_app.documents.measures import (
    BODY_WIDTH,
    CHARACTER_PITCH,
    LINE_PITCH,
    RED_HEAD_TOP,
    RED_RULE_WIDTH,
    head_size,
    red_head_height,
    red_rule_offset,
)
from inspector_app.documents.pdf.slots import Box, Slot
from inspector_app.documents.pdf.typeface import Typefaces
from inspector_app.documents.pdf.typeset import Setting, TypesetLine, draw_line, typeset
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.tree import Align, RedHead, Span
from inspector_app.system.fonts import Role

_RED = (1, 0, 0)
_BLACK = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class RedHeadSlot:
    """The whole head, from the top of the first page to two lines under the red rule."""

    marks: tuple[TypesetLine, ...]
    body: TypesetLine
    number: TypesetLine
    approved_by: TypesetLine | None
    keep: bool = True
    repeat: tuple[Slot, ...] = ()

    @property
    def height(self) -> float:
        """The height down to the title."""
        return red_head_height(self.body.size)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw marks, name, number and rule."""
        for number, mark in enumerate(self.marks, 1):
            draw_line(canvas, mark, box.left, box.top - number * LINE_PITCH, LINE_PITCH)
        head_bottom = box.top - RED_HEAD_TOP - self.body.size
        canvas.setFillColorRGB(*_RED)
        draw_line(canvas, self.body, box.left, head_bottom, self.body.size)
        canvas.setFillColorRGB(*_BLACK)
        number_bottom = head_bottom - 3 * LINE_PITCH
        draw_line(canvas, self.number, box.left, number_bottom, LINE_PITCH)
        if self.approved_by is not None:
            draw_line(canvas, self.approved_by, box.left, number_bottom, LINE_PITCH)
        canvas.setStrokeColorRGB(*_RED)
        canvas.setLineWidth(RED_RULE_WIDTH)
        rule = box.top - red_rule_offset(self.body.size)
        canvas.line(box.left, rule, box.left + BODY_WIDTH, rule)
        canvas.setStrokeColorRGB(*_BLACK)


def red_head(head: RedHead, marks: list[TypesetLine], typefaces: Typefaces) -> RedHeadSlot:
    """Return the head of an issued paper.

    A paper that goes upward has its number at the left and 签发人 at the right, each one
    character in; otherwise the number is centred.
    """
    body = one_line(head.body)
    look = LOOKS[Style.DOCUMENT_NUMBER]
    size = head_size(body)
    upward = bool(head.approved_by)
    side = Setting(look.size, BODY_WIDTH, CHARACTER_PITCH, align=Align.LEFT)
    middle = Setting(look.size, BODY_WIDTH, align=Align.CENTRE)
    number = (Span(one_line(head.number), look.role),)
    approved_by = None
    if upward:
        right = Setting(look.size, BODY_WIDTH, right=CHARACTER_PITCH, align=Align.RIGHT)
        name = (Span(head.approved_label, look.role), Span(one_line(head.approved_by), Role.KAITI))
        approved_by = typeset(name, typefaces, right)[0]
    title = Setting(size, BODY_WIDTH, align=Align.CENTRE, grid=False)
    return RedHeadSlot(
        tuple(marks),
        typeset((Span(body, Role.TITLE),), typefaces, title)[0],
        typeset(number, typefaces, side if upward else middle)[0],
        approved_by,
    )
