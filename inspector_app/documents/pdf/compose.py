"""From the flow of a paper to slots."""

from collections.abc import Iterator

from inspector_app.documents.cleaning import one_line
from inspector_app.documents.flow import (
    Gap,
    Item,
    Lines,
    PageBreak,
    TitleLines,
    date_words,
    flow,
    marks_of,
)
from inspector_app.documents.measures import (
    BODY_WIDTH,
    CHARACTER_PITCH,
    LINE_PITCH,
    SIZE_3,
    title_lines_height,
)
from inspector_app.documents.pdf.letter_head import letter_head
from inspector_app.documents.pdf.red_head import red_head
from inspector_app.documents.pdf.slots import (
    BreakSlot,
    GapSlot,
    LineSlot,
    SignatureSlot,
    Slot,
    SnapSlot,
)
from inspector_app.documents.pdf.tables import table_rows
from inspector_app.documents.pdf.typeface import Typefaces
from inspector_app.documents.pdf.typeset import Setting, typeset
from inspector_app.documents.styles import LOOKS, Look, Style
from inspector_app.documents.tree import (
    Align,
    LetterHead,
    Paper,
    RedHead,
    SignatureLine,
    Span,
    Table,
    Text,
)


def _characters(look: Look, count: float) -> float:
    """Return the width of *count* characters of a style, in points."""
    return count * (CHARACTER_PITCH * look.size / SIZE_3 if look.grid else look.size)


def lines_setting(item: Lines) -> Setting:
    """Return how a paragraph is set."""
    look = LOOKS[item.style]
    return Setting(
        look.size,
        BODY_WIDTH,
        _characters(look, item.indent),
        _characters(look, item.hang),
        _characters(look, item.right),
        item.align,
        look.grid,
    )


def _lines(item: Lines, typefaces: Typefaces) -> Iterator[Slot]:
    look = LOOKS[item.style]
    lines = typeset(item.text, typefaces, lines_setting(item))
    for number, line in enumerate(lines):
        bookmark = item.outline is not None and number == 0
        yield LineSlot(
            line,
            look.pitch,
            keep=item.keep_next if number == len(lines) - 1 else item.keep_lines,
            bookmark="".join(span.text for span in item.text) if bookmark else "",
            level=item.outline or 0,
        )


def _title(item: TitleLines, typefaces: Typefaces) -> Iterator[Slot]:
    look = LOOKS[Style.TITLE]
    spare = title_lines_height(len(item.lines)) * LINE_PITCH - len(item.lines) * look.pitch
    yield GapSlot(spare / 2, keep=True)
    for number, words in enumerate(item.lines):
        text: Text = (Span(words, look.role),)
        setting = Setting(look.size, BODY_WIDTH, align=look.align, grid=look.grid)
        for line in typeset(text, typefaces, setting):
            first = number == 0 and item.outline is not None
            yield LineSlot(
                line,
                look.pitch,
                keep=True,
                bookmark="".join(item.lines) if first else "",
                level=item.outline or 0,
            )
    yield GapSlot(spare / 2)


def _signature(item: SignatureLine, typefaces: Typefaces) -> SignatureSlot:
    look = LOOKS[Style.BODY]
    setting = Setting(look.size, BODY_WIDTH, align=Align.LEFT, grid=look.grid)

    return SignatureSlot(
        typeset((Span(one_line(item.label), look.role),), typefaces, setting)[0],
        typeset((Span(date_words(item), look.role),), typefaces, setting)[0],
        _characters(look, look.indent),
        keep=item.keep_next,
    )


def _item(item: Item, typefaces: Typefaces) -> Iterator[Slot]:
    match item:
        case Lines():
            yield from _lines(item, typefaces)
        case TitleLines():
            yield from _title(item, typefaces)
        case Gap():
            for _ in range(item.lines):
                yield GapSlot(LINE_PITCH, keep=item.keep_next)
        case PageBreak():
            yield BreakSlot()
        case Table():
            yield from table_rows(item, typefaces)
            yield SnapSlot()
        case SignatureLine():
            yield _signature(item, typefaces)
        case RedHead() | LetterHead():
            raise TypeError("a head is composed with its marks")


def compose(paper: Paper, typefaces: Typefaces) -> list[Slot]:
    """Return the slots of *paper* in order."""
    slots: list[Slot] = []
    for item in flow(paper):
        if isinstance(item, RedHead | LetterHead):
            marks = [
                typeset(mark.text, typefaces, lines_setting(mark))[0] for mark in marks_of(paper)
            ]
            if isinstance(item, RedHead):
                slots.append(red_head(item, marks, typefaces))
            else:
                slots.append(letter_head(item, marks, typefaces))
        else:
            slots += _item(item, typefaces)
    return slots
