"""The head of an issued paper in a DOCX."""

from inspector_app.documents.cleaning import one_line
from inspector_app.documents.flow import marks_of
from inspector_app.documents.measures import (
    BODY_WIDTH,
    CHARACTER_PITCH,
    LINE_PITCH,
    RED_HEAD_TOP,
    RED_RULE_GAP,
    RED_RULE_WIDTH,
    head_size,
    red_head_height,
    red_rule_offset,
)
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.tree import Align, Paper, RedHead
from inspector_app.documents.word.markup import (
    fonts,
    indents,
    paragraph,
    run,
    runs,
    tab,
    tag,
    twips,
)
from inspector_app.documents.word.styles import exact
from inspector_app.system.fonts import Role

_EIGHTHS = 8  # rules are measured in eighths of a point
_RED = "FF0000"


def red_head(head: RedHead, paper: Paper) -> str:
    """Return marks, name in red, number and rule, at the heights of the PDF's head."""
    marks = marks_of(paper)
    body = one_line(head.body)
    size = head_size(body)
    leading = size * 0.2
    above = RED_HEAD_TOP - len(marks) * LINE_PITCH - leading / 2
    red = tag("color", val=_RED) + tag("sz", val=round(size * 2)) + tag("szCs", val=round(size * 2))
    name = paragraph(Style.TITLE, run(body, red), spacing=exact(size + leading, before=above))
    rule = tag(
        "bottom", val="single", sz=round(RED_RULE_WIDTH * _EIGHTHS), space=round(RED_RULE_GAP),
        color=_RED,
    )  # fmt: skip
    after = red_head_height(size) - red_rule_offset(size)
    look = LOOKS[Style.DOCUMENT_NUMBER]
    content, tabs, align, indent = run(one_line(head.number)), "", Align.CENTRE, 0
    if head.approved_by:
        stop = tag("tab", val="right", pos=twips(BODY_WIDTH - CHARACTER_PITCH))
        tabs, align, indent = f"<w:tabs>{stop}</w:tabs>", Align.LEFT, 1
        approved = run(head.approved_label) + run(one_line(head.approved_by), fonts(Role.KAITI))
        content += tab() + approved
    number = paragraph(
        Style.DOCUMENT_NUMBER,
        content,
        border=f"<w:pBdr>{rule}</w:pBdr>",
        tabs=tabs,
        spacing=exact(LINE_PITCH, before=2 * LINE_PITCH - leading / 2, after=after),
        indent=indents(look, indent),
        align=align,
    )
    beside = "".join(
        paragraph(mark.style, runs(mark.text, mark.style), align=mark.align) for mark in marks
    )
    return beside + name + number
