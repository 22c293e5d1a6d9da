"""From the tree of a paper to the sequence of things that stand on its pages.

Order, numbers, blank lines and indents after GB/T 9704-2012 are decided here once, so that
the PDF and the DOCX cannot differ in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from inspector_app.documents.cleaning import BLANKS, one_line, visible
from inspector_app.documents.measures import SIGNATURE_RIGHT
from inspector_app.documents.numbering import labelled
from inspector_app.documents.styles import HEADINGS, LOOKS, Style
from inspector_app.documents.titles import title_lines, width_in_characters
from inspector_app.documents.tree import (
    Align,
    Attachment,
    Blank,
    Block,
    Closing,
    Heading,
    LetterHead,
    Marks,
    Numbered,
    Paper,
    Paragraph,
    RedHead,
    SignatureLine,
    Span,
    Table,
    Text,
)


@dataclass(frozen=True, slots=True)
class Lines:
    """One paragraph. ``outline`` is its level (from 0) among the bookmarks, if it has one.

    ``indent``, ``hang`` and ``right`` are in characters; ``keep_next`` keeps its last line on
    the page of what follows, ``keep_lines`` all its lines on one page.
    """

    style: Style
    text: Text
    indent: float = 0
    hang: float = 0
    right: float = 0
    align: Align = Align.JUSTIFY
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class TitleLines:
    """A title in its lines, none longer than a line holds."""

    lines: tuple[str, ...]
    outline: int | None = None


@dataclass(frozen=True, slots=True)
class Gap:
    """Empty grid lines."""

    lines: int
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Head: TypeAlias = RedHead | LetterHead
Item: TypeAlias = Lines | TitleLines | Gap | PageBreak | Head | Table | SignatureLine


def date_words(line: SignatureLine) -> str:
    """Return the words of a date to fill in, with the room they leave for figures."""
    return visible(line.date_words).replace("\n", " ")


def _title(title: tuple[str, ...], outline: int | None) -> Iterator[Item]:
    lines = title_lines(title)
    if lines:
        yield TitleLines(lines, outline)


def _styled(style: Style, words: str, *, right: float = 0, keep_next: bool = False) -> Lines:
    look = LOOKS[style]
    return Lines(
        style,
        (Span(one_line(words), look.role),),
        look.indent,
        right=right,
        align=look.align,
        keep_next=keep_next,
    )


def _stripped(text: list[Span]) -> Text:
    if text:
        text[0] = replace(text[0], text=text[0].text.lstrip(BLANKS))
        text[-1] = replace(text[-1], text=text[-1].text.rstrip(BLANKS))
    return tuple(text)


def _split(text: Text) -> Iterator[Text]:
    """Give the paragraphs of *text*, which a line end divides, cleaned."""
    current: list[Span] = []
    for span in text:
        first, *rest = visible(span.text).split("\n")
        current.append(replace(span, text=first))
        for part in rest:
            yield _stripped(current)
            current = [replace(span, text=part)]
    yield _stripped(current)


def _paragraphs(block: Paragraph) -> Iterator[Item]:
    for part in _split(block.text):
        yield Lines(
            Style.BODY,
            part,
            block.indent,
            block.hang,
            align=block.align,
            keep_next=block.keep_next,
            keep_lines=block.keep_next,
        )


def _numbered(label: str, block: Numbered) -> Iterator[Item]:
    first, *rest = _split(block.text)
    role = first[0].role if first else LOOKS[Style.BODY].role
    yield Lines(Style.BODY, (Span(label, role), *first), indent=2)
    for part in rest:
        yield Lines(Style.BODY, part, indent=2)


def _heading(label: str, block: Heading) -> Lines:
    style = HEADINGS[block.level - 1]
    return replace(
        _styled(style, label + one_line(block.text), keep_next=True),
        keep_lines=True,
        outline=block.level - 1,
    )


def _blocks(blocks: tuple[Block, ...], language: str) -> Iterator[Item]:
    for label, block in labelled(blocks, language):
        match block:
            case Heading():
                yield _heading(label, block)
            case Numbered():
                yield from _numbered(label, block)
            case Paragraph():
                yield from _paragraphs(block)
            case Blank():
                yield Gap(block.lines)
            case Table() if not block.rows and not block.header:
                pass  # a word processor calls a table without rows damaged
            case Table():
                if block.caption:
                    yield _styled(Style.CAPTION, block.caption, keep_next=True)
                yield block
            case SignatureLine():
                yield block


def _marks(marks: Marks) -> Iterator[Item]:
    """份号 on line 1, 密级和保密期限 on line 2, 紧急程度 on line 3."""
    lines = [
        _styled(Style.COPY_NUMBER, marks.copy_number),
        _styled(Style.MARK, marks.classification.words() if marks.classification else ""),
        _styled(Style.MARK, marks.urgency),
    ]
    while lines and not lines[-1].text[0].text:
        lines.pop()
    yield from lines


def marks_of(paper: Paper) -> tuple[Lines, ...]:
    """Return the lines in the upper left of the first page.

    In a letter they follow one another under the first rule, without room for what is not there.
    """
    lines = tuple(item for item in _marks(paper.marks) if isinstance(item, Lines))
    if isinstance(paper.red_head, LetterHead):
        return tuple(line for line in lines if line.text[0].text)
    return lines


def _attachment_note(paper: Paper) -> Iterator[Item]:
    titles = [one_line(attachment.title) for attachment in paper.attachments]
    word = f"{paper.attachment_word}："
    if paper.language == "en":
        word = f"{paper.attachment_word}: "
    lead = width_in_characters(word)
    yield Gap(1, keep_next=True)
    for number, title in enumerate(titles, 1):
        label = "" if len(titles) == 1 else f"{number}."
        first = number == 1
        yield replace(
            _styled(Style.ATTACHMENT_NOTE, f"{word if first else ''}{label}{title}"),
            indent=2 if first else 2 + lead,
            hang=2 + lead + (0.75 if label else 0),
            keep_next=number < len(titles),
        )


def _closing(closing: Closing) -> Iterator[Item]:
    """署名 and 成文日期 without a seal: the date begins two characters right of the name."""
    yield Gap(1, keep_next=True)
    *others, last = (one_line(signer) for signer in closing.signers or ("",))
    date = one_line(closing.date)
    name_width, date_width = width_in_characters(last), width_in_characters(date)
    date_right = max(SIGNATURE_RIGHT, name_width - date_width)
    name_right = date_right + date_width + 2 - name_width if date else SIGNATURE_RIGHT
    for signer in others:
        yield _styled(Style.CLOSING, signer, right=max(0, SIGNATURE_RIGHT), keep_next=True)
    if last:
        yield _styled(
            Style.CLOSING, last, right=max(SIGNATURE_RIGHT, name_right), keep_next=bool(date)
        )
    if date:
        yield _styled(Style.CLOSING, date, right=date_right)


def _attachment(number: int, attachment: Attachment, paper: Paper) -> Iterator[Item]:
    """附件 and its number on line 1, its title centred from line 3."""
    only = len(paper.attachments) == 1
    space = " " if paper.language == "en" else ""
    label = paper.attachment_word if only else f"{paper.attachment_word}{space}{number}"
    yield PageBreak()
    yield _styled(Style.ATTACHMENT_LABEL, label)
    yield Gap(1)
    yield from _title((attachment.title,), 0)
    yield Gap(1)
    yield from _blocks(attachment.blocks, paper.language)


def _kept(items: list[Item]) -> list[Item]:
    """Keep the last line of the body with what follows: no signature stands alone on a page."""
    if items and isinstance(items[-1], Lines):
        items[-1] = replace(items[-1], keep_next=True)
    return items


def _body(paper: Paper) -> list[Item]:
    items: list[Item] = []
    if paper.addressee:
        colon = ":" if paper.language == "en" else "："
        items.append(_styled(Style.ADDRESSEE, paper.addressee.rstrip(":：") + colon))
    items += _blocks(paper.blocks, paper.language)
    if paper.attachments:
        items = [*_kept(items), *_attachment_note(paper)]
    if paper.closing is not None:
        items = [*_kept(items), *_closing(paper.closing)]
    return items


def flow(paper: Paper) -> tuple[Item, ...]:
    """Return everything that stands in the text block of *paper*, in order.

    With a red head the marks stand beside it and are not in the sequence (``marks_of``).
    """
    items: list[Item] = []
    marks = marks_of(paper)
    if paper.red_head is not None:
        items.append(paper.red_head)
    elif marks:
        items += [*marks, Gap(1)]
    title = list(_title(paper.title, None))
    if title:
        items += [*title, Gap(1)]
    items += _body(paper)
    if paper.note:
        items.append(_styled(Style.BODY, paper.note))
    for number, attachment in enumerate(paper.attachments, 1):
        items += _attachment(number, attachment, paper)
    return tuple(items)
