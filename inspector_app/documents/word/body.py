"""From the flow of a paper to the body of a DOCX."""

from inspector_app.documents.cleaning import one_line
from inspector_app.documents.flow import (
    Gap,
    Item,
    Lines,
    PageBreak,
    TitleLines,
    date_words,
    flow,
)
from inspector_app.documents.measures import (
    BODY_WIDTH,
    CHARACTER_PITCH,
    LINE_PITCH,
    title_lines_height,
)
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.titles import width_in_characters
from inspector_app.documents.tree import (
    Align,
    LetterHead,
    Paper,
    RedHead,
    SignatureLine,
    Table,
)
from inspector_app.documents.word.letter_head import letter_head
from inspector_app.documents.word.markup import (
    indents,
    paragraph,
    run,
    runs,
    tab,
    tag,
    twips,
)
from inspector_app.documents.word.red_head import red_head
from inspector_app.documents.word.styles import exact
from inspector_app.documents.word.tables import table


def _lines(item: Lines, *, new_page: bool) -> str:
    look = LOOKS[item.style]
    return paragraph(
        item.style,
        runs(item.text, item.style),
        keep_next=item.keep_next,
        keep_lines=item.keep_lines,
        new_page=new_page,
        indent=indents(look, item.indent, item.hang, item.right),
        align=item.align,
    )


def _title(item: TitleLines, *, new_page: bool) -> str:
    look = LOOKS[Style.TITLE]
    spare = title_lines_height(len(item.lines)) * LINE_PITCH - len(item.lines) * look.pitch
    last = len(item.lines) - 1
    return "".join(
        paragraph(
            Style.TITLE,
            run(words),
            keep_next=True,
            new_page=new_page and number == 0,
            spacing=exact(
                look.pitch,
                before=spare / 2 if number == 0 else 0,
                after=spare / 2 if number == last else 0,
            ),
        )
        for number, words in enumerate(item.lines)
    )


def _gap(item: Gap) -> str:
    look = LOOKS[Style.BODY]
    blank = paragraph(Style.BODY, "", keep_next=item.keep_next, indent=indents(look, 0))
    return blank * item.lines


def _spacer(points: float) -> str:
    """Return an empty paragraph of the given height: tables end with one."""
    return paragraph(
        Style.BODY,
        "",
        spacing=exact(points),
        indent=indents(LOOKS[Style.BODY], 0),
    )


def _signature(item: SignatureLine) -> str:
    look = LOOKS[Style.BODY]
    date = date_words(item)
    end = BODY_WIDTH - width_in_characters(date) * CHARACTER_PITCH
    stop = tag("tab", val="left", leader="underscore", pos=twips(end))
    return paragraph(
        Style.BODY,
        run(one_line(item.label)) + tab() + run(date),
        keep_next=item.keep_next,
        tabs=f"<w:tabs>{stop}</w:tabs>",
        spacing=exact(LINE_PITCH, before=LINE_PITCH),
        indent=indents(look, look.indent),
        align=Align.LEFT,
    )


def _item(item: Item, paper: Paper, *, new_page: bool) -> str:  # noqa: PLR0911 - one a kind
    match item:
        case Lines():
            return _lines(item, new_page=new_page)
        case TitleLines():
            return _title(item, new_page=new_page)
        case Gap():
            return _gap(item)
        case Table():
            return table(item)
        case SignatureLine():
            return _signature(item)
        case RedHead():
            return red_head(item, paper)
        case LetterHead():
            return letter_head(item, paper)
        case PageBreak():
            return ""


def body(paper: Paper) -> str:
    """Return the paragraphs and tables of *paper*."""
    items = flow(paper)
    pieces, new_page = [], False
    for number, item in enumerate(items):
        pieces.append(_item(item, paper, new_page=new_page))
        new_page = isinstance(item, PageBreak)
        if isinstance(item, Table):
            # a table needs a paragraph behind it; on average the PDF loses half a line here
            last = number == len(items) - 1 or isinstance(items[number + 1], PageBreak)
            pieces.append(_spacer(1 if last else LINE_PITCH / 2))
    return "".join(pieces)
