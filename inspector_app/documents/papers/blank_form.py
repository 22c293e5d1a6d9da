"""A blank form to be filled in by hand: numbered questions in tables, boxes to tick, lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.documents.tree import (
    Align,
    Attachment,
    Blank,
    Block,
    Column,
    Footer,
    Heading,
    PageMark,
    Paper,
    Paragraph,
    SignatureLine,
    Span,
    Table,
    text,
)
from inspector_app.system.fonts import Role
from inspector_app.system.wording import Wording

#: Headings have four levels; parts nested deeper stand at the last.
_DEEPEST = 4
#: Choices of an annexed list that stand side by side.
_ACROSS = 3


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A question with its number, and the cell it is answered in.

    Lines of the question behind the first are small print.
    """

    number: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class BlankText:
    """A text between questions."""

    text: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BlankMatrix:
    """Questions with the same choices: a row for each, a box for each choice."""

    choices: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]
    box: str


@dataclass(frozen=True, slots=True)
class BlankPart:
    """A part with its title, remarks under it, and what it holds; ``level`` from 1."""

    title: str
    level: int
    remarks: tuple[str, ...]
    items: "tuple[BlankItem, ...]"


BlankItem: TypeAlias = BlankRow | BlankText | BlankMatrix | BlankPart


@dataclass(frozen=True, slots=True)
class BlankTable:
    """A long list of choices, annexed to the form."""

    title: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlankForm:
    """What a blank form says, beside its questions which form it is."""

    title: str
    facts: tuple[str, ...]
    items: tuple[BlankItem, ...]
    tables: tuple[BlankTable, ...] = ()


def blank_form_paper(content: BlankForm, wording: Wording) -> Paper:
    """Return a form on paper, with page n of m and a line to sign on at the end."""
    of_total = wording.text("papers.page_of_total", page="{page}", pages="{pages}")
    return Paper(
        kind=wording.text("papers.blank_form.kind"),
        title=tuple(content.title.split("\n")),
        blocks=(*_head(content), *_items(content.items, wording), *_end(wording)),
        attachments=tuple(Attachment(each.title, (_choices(each),)) for each in content.tables),
        footer=Footer(PageMark.OF_TOTAL, of_total=of_total),
        attachment_word=wording.text("papers.attachment"),
        language=wording.language,
    )


def _head(content: BlankForm) -> Iterator[Block]:
    for line in content.facts:
        yield _remark(line)
    yield Blank()


def _end(wording: Wording) -> Iterator[Block]:
    yield Blank()
    label = wording.text("papers.label", label=wording.text("papers.blank_form.filled_in_by"))
    yield SignatureLine(label, wording.text("papers.blank_form.date_to_fill"))


def _remark(words: str) -> Paragraph:
    return Paragraph(text(Span(words, Role.KAITI)), indent=0, align=Align.LEFT, keep_next=True)


def _items(items: Iterable[BlankItem], wording: Wording) -> Iterator[Block]:
    rows: list[BlankRow] = []
    for item in items:
        if isinstance(item, BlankRow):
            rows.append(item)
            continue
        yield from _rows(rows, wording)
        rows = []
        match item:
            case BlankText():
                yield Paragraph(text(item.text), keep_next=True)
                yield from map(_remark, item.remarks)
            case BlankMatrix():
                yield _matrix(item, wording)
            case BlankPart():
                yield Heading(min(item.level, _DEEPEST), item.title)
                yield from map(_remark, item.remarks)
                yield from _items(item.items, wording)
    yield from _rows(rows, wording)


def _rows(rows: list[BlankRow], wording: Wording) -> Iterator[Block]:
    if not rows:
        return
    columns = (
        Column(wording.text("papers.blank_form.number_header"), 1.3),
        Column(wording.text("papers.blank_form.question"), 6.2, Align.LEFT, small_print=True),
        Column(wording.text("papers.blank_form.answer"), 6.5, Align.LEFT, Role.SONG),
    )
    cells = tuple((row.number, row.question, row.answer) for row in rows)
    yield Table(columns, cells)


def _matrix(matrix: BlankMatrix, wording: Wording) -> Table:
    share = 7.7 / max(len(matrix.choices), 1)
    columns = (
        Column(wording.text("papers.blank_form.number_header"), 1.3),
        Column(wording.text("papers.blank_form.question"), 5.0, Align.LEFT, small_print=True),
        *(Column(choice, share, role=Role.SONG) for choice in matrix.choices),
    )
    boxes = (matrix.box,) * len(matrix.choices)
    return Table(columns, tuple((number, label, *boxes) for number, label in matrix.rows))


def _choices(table: BlankTable) -> Table:
    columns = tuple(Column("", 1, Align.LEFT) for _ in range(_ACROSS))
    padded = (*table.choices, *[""] * (-len(table.choices) % _ACROSS))
    rows = tuple(padded[at : at + _ACROSS] for at in range(0, len(padded), _ACROSS))
    return Table(columns, rows, header=False)
