"""The head of a letter (信函格式, GB/T 9704-2012, 10.1) in a DOCX.

Name and double lines belong to the page, not to the text: they stand in the header of the first
page, each at its place on the paper, as the PDF draws them. Marks and number begin the text.
"""

from inspector_app.documents.cleaning import one_line
from inspector_app.documents.flow import marks_of
from inspector_app.documents.measures import (
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
    letter_head_height,
    letter_head_size,
    letter_number_top,
    letter_rule_top,
)
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.tree import Align, LetterHead, Paper
from inspector_app.documents.word.markup import (
    DECLARATION,
    WORD,
    indents,
    paragraph,
    run,
    runs,
    tab,
    tag,
    twips,
)
from inspector_app.documents.word.styles import exact

_RED = "FF0000"
_EMU = 12_700  # a point in the unit of drawings
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPES = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
#: Of the height of the name's line, to each side of its characters.
_LEADING = 0.2


def letter_header(head: LetterHead) -> str:
    """Return ``word/header…xml`` of the first page: the name and the four red lines."""
    body = one_line(head.body)
    size = letter_head_size(body)
    top = letter_rule_top(size)
    under = LETTER_RULE_THICK + LETTER_RULE_SPACE
    foot = PAGE_HEIGHT - LETTER_RULE_FOOT
    lines = (
        (top, LETTER_RULE_THICK),
        (top + under, LETTER_RULE_THIN),
        (foot - LETTER_RULE_THICK - LETTER_RULE_SPACE - LETTER_RULE_THIN, LETTER_RULE_THIN),
        (foot - LETTER_RULE_THICK, LETTER_RULE_THICK),
    )
    drawn = "".join(_line(number, *place) for number, place in enumerate(lines, 1))
    colour = tag("color", val=_RED) + tag("sz", val=round(size * 2))
    line = size * (1 + _LEADING)
    frame = tag(
        "framePr",
        w=twips(PAGE_WIDTH),
        h=twips(line),
        hRule="exact",
        wrap="around",
        vAnchor="page",
        hAnchor="page",
        x=1,  # 0 would mean: where the text stands
        y=twips(LETTER_HEAD_TOP - size * _LEADING / 2),
    )
    name = (
        f"<w:p><w:pPr>{tag('pStyle', val='Title')}{frame}{exact(line)}{tag('jc', val='center')}"
        f"</w:pPr>{run(body, colour + tag('szCs', val=round(size * 2)))}</w:p>"
    )
    anchor = f"<w:p><w:pPr>{exact(1)}</w:pPr>{drawn}</w:p>"
    spaces = (
        f'xmlns:w="{WORD}" xmlns:a="{_DRAWING}/main" xmlns:wps="{_SHAPES}" '
        f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:mc="{_COMPATIBILITY}"'
    )
    return f"{DECLARATION}<w:hdr {spaces}>{name}{anchor}</w:hdr>"


def _line(number: int, top: float, height: float) -> str:
    """Return a filled red bar at its place on the page; *top* from the page's upper edge."""
    left = (PAGE_WIDTH - LETTER_RULE_LENGTH) / 2
    width, high = round(LETTER_RULE_LENGTH * _EMU), round(height * _EMU)
    shape = (
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{width}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{_RED}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:bodyPr/></wps:wsp>"
    )
    anchor = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        f'relativeHeight="{number}" behindDoc="1" locked="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{round(left * _EMU)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="page">'
        f"<wp:posOffset>{round(top * _EMU)}</wp:posOffset></wp:positionV>"
        f'<wp:extent cx="{width}" cy="{high}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:wrapNone/><wp:docPr id="{number}" name="line {number}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_SHAPES}">{shape}</a:graphicData></a:graphic></wp:anchor>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing>'
        f"</mc:Choice></mc:AlternateContent></w:r>"
    )


def letter_head(head: LetterHead, paper: Paper) -> str:
    """Return what begins the text of a letter: marks at the left, the number at the right."""
    marks = marks_of(paper)
    size = letter_head_size(one_line(head.body))
    before = letter_number_top(size)
    rows = max(1, len(marks))
    after = letter_head_height(size, rows) - before - rows * LINE_PITCH
    look = LOOKS[Style.DOCUMENT_NUMBER]
    stop = tag("tab", val="right", pos=twips(BODY_WIDTH))
    first = runs(marks[0].text, Style.DOCUMENT_NUMBER) if marks else ""
    number = paragraph(
        Style.DOCUMENT_NUMBER,
        first + tab() + run(one_line(head.number)),
        keep_next=True,
        tabs=f"<w:tabs>{stop}</w:tabs>",
        spacing=exact(LINE_PITCH, before=before, after=after if rows == 1 else 0),
        indent=indents(look, 0),
        align=Align.LEFT,
    )
    last = len(marks) - 1
    return number + "".join(
        paragraph(
            mark.style,
            runs(mark.text, mark.style),
            keep_next=True,
            spacing=exact(LINE_PITCH, after=after if place == last else 0),
            align=mark.align,
        )
        for place, mark in enumerate(marks)
        if place
    )
