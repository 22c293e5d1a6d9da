"""A paper as a PDF: fonts embedded, pages two-sided, bookmarks, the same bytes every time."""

import io

from reportlab.pdfgen.canvas import Canvas

from inspector_app.documents.cleaning import one_line
from inspector_app.documents.measures import (
    BINDING_MARGIN,
    BODY_HEIGHT,
    BODY_WIDTH,
    BOTTOM_MARGIN,
    OUTER_MARGIN,
    PAGE_HEIGHT,
    PAGE_MARK_GAP,
    PAGE_WIDTH,
    SIGNATURE_LENGTH,
    SIGNED_FOOTER_GAP,
    SIZE_4,
)
from inspector_app.documents.pdf.compose import compose
from inspector_app.documents.pdf.paginate import Placed, paginate
from inspector_app.documents.pdf.slots import Box, draw_rule
from inspector_app.documents.pdf.typeface import Typefaces
from inspector_app.documents.pdf.typeset import Setting, TypesetLine, draw_line, typeset
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.tree import Align, LetterHead, PageMark, Paper, Span
from inspector_app.system.fonts import FontSet

_PRODUCER = "Inspector"


def _left(page: int) -> float:
    """Odd pages are bound at the left, even ones at the right."""
    return BINDING_MARGIN if page % 2 else OUTER_MARGIN


def _footer_line(words: str, style: Style, align: Align, typefaces: Typefaces) -> TypesetLine:
    look = LOOKS[style]
    setting = Setting(look.size, BODY_WIDTH, align=align, grid=False)
    if style is Style.PAGE_MARK:
        # one character in from the outer edge
        setting = Setting(
            look.size, BODY_WIDTH, look.size if align is Align.LEFT else 0,
            right=look.size if align is Align.RIGHT else 0, align=align, grid=False,
        )  # fmt: skip
    return typeset((Span(one_line(words), look.role),), typefaces, setting)[0]


def _page_mark(paper: Paper, page: int, pages: int, typefaces: Typefaces) -> TypesetLine | None:
    footer = paper.footer
    if page == 1 and isinstance(paper.red_head, LetterHead):
        return None
    match footer.mark:
        case PageMark.STANDARD:
            align = Align.RIGHT if page % 2 else Align.LEFT
            return _footer_line(f"— {page} —", Style.PAGE_MARK, align, typefaces)
        case PageMark.OF_TOTAL:
            words = footer.of_total.replace("{page}", str(page)).replace("{pages}", str(pages))
            return _footer_line(words, Style.FOOTER, Align.RIGHT, typefaces)
        case PageMark.NONE:
            return None


def _draw_footer(canvas: Canvas, paper: Paper, page: int, pages: int, faces: Typefaces) -> None:
    left, footer = _left(page), paper.footer
    gap = SIGNED_FOOTER_GAP if footer.signature_label else PAGE_MARK_GAP
    bottom = BOTTOM_MARGIN - gap - SIZE_4
    mark = _page_mark(paper, page, pages, faces)
    if mark is not None:
        draw_line(canvas, mark, left, bottom, SIZE_4)
    if footer.signature_label:
        label = _footer_line(footer.signature_label, Style.FOOTER, Align.LEFT, faces)
        draw_line(canvas, label, left, bottom, SIZE_4)
        start = left + label.width
        draw_rule(canvas, start, start + SIGNATURE_LENGTH, bottom)


def _draw_page(canvas: Canvas, placed: list[Placed], page: int) -> None:
    left, top = _left(page), BOTTOM_MARGIN + BODY_HEIGHT
    last = len(placed) - 1
    for number, place in enumerate(placed):
        place.slot.draw(
            canvas, Box(left, top - place.offset, first=number == 0, last=number == last)
        )


def render_pdf(paper: Paper, fonts: FontSet) -> bytes:
    """Return *paper* as a PDF; the lazy door to this is ``documents.pdf``."""
    typefaces = Typefaces(fonts)
    pages = paginate(compose(paper, typefaces))
    # the footers are set before anything is drawn: a missing character there counts as well
    for page in range(1, len(pages) + 1):
        _page_mark(paper, page, len(pages), typefaces)
    _footer_line(paper.footer.signature_label, Style.FOOTER, Align.LEFT, typefaces)
    typefaces.require_all()

    stream = io.BytesIO()
    canvas = Canvas(
        stream,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        invariant=1,
        pageCompression=1,
        lang="zh-CN" if paper.language == "zh_CN" else paper.language,
        initialFontName=typefaces.initial_font,  # type: ignore[arg-type] # the stubs say float
    )
    canvas.setTitle(one_line(paper.kind))
    canvas.setAuthor("")
    canvas.setSubject("")
    canvas.setCreator(_PRODUCER)
    canvas.setProducer(_PRODUCER)
    for number, placed in enumerate(pages, 1):
        _draw_page(canvas, placed, number)
        _draw_footer(canvas, paper, number, len(pages), typefaces)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()
