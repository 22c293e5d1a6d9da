"""The must-ask matrix on paper and as a spreadsheet: talks × items, with totals per item.

It names talkers, so it is the team's own and says so. The page is narrower than the window: the
items are printed in several tables, each with all talks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.documents.papers.common import (
    MissionFacts,
    Words,
    classification,
    counted_footer,
)
from inspector_app.documents.spreadsheet import CellKind, SheetColumn, Value, write_sheet
from inspector_app.documents.tree import (
    Align,
    Blank,
    Block,
    Column,
    Heading,
    Marks,
    Paper,
    Paragraph,
    Table,
    text,
)
from inspector_app.domain.must_ask import OPEN_SYMBOL, AnswerKind
from inspector_app.domain.vocabulary import Head, TalkCategory
from inspector_app.system.wording import Wording

#: So many items stand beside one another on a page.
_BESIDE = 10


@dataclass(frozen=True, slots=True)
class MatrixItem:
    """An item: code, short name, head; how it was answered, and where it is still open."""

    code: str
    label: str
    head: Head
    kinds: Mapping[AnswerKind, int]
    open: int


@dataclass(frozen=True, slots=True)
class MatrixTalk:
    """A talk: its kinds of answers by item, and the items that are open in it."""

    number: str
    talker: str
    category: TalkCategory
    on: date | None
    kinds: Mapping[str, AnswerKind]
    open: frozenset[str]


@dataclass(frozen=True, slots=True)
class MatrixContent:
    """What the matrix showed when it was printed; ``shown`` says what of it, empty for all."""

    mission: MissionFacts
    classification: str
    items: Sequence[MatrixItem]
    talks: Sequence[MatrixTalk]
    on: date | None
    shown: str = ""


def _sign(talk: MatrixTalk, item: MatrixItem) -> str:
    kind = talk.kinds.get(item.code)
    if kind is not None:
        return kind.symbol
    return OPEN_SYMBOL if item.code in talk.open else ""


def _named(kind: AnswerKind, words: Words) -> str:
    """Return a kind of answer with its sign, unless the sign is a word of it."""
    name = words(f"answer.{kind.value}")
    return name if kind is AnswerKind.NONE else f"{kind.symbol} {name}"


def _legend(words: Words) -> str:
    signs = [_named(kind, words) for kind in AnswerKind]
    return words("matrix.legend", signs=words("comma").join(signs), open=OPEN_SYMBOL)


def totals_line(words: Words, item: MatrixItem) -> str:
    """Say how an item was answered: spoke to it, of them how many which way, still open."""
    parts = [words("matrix.asked", count=sum(item.kinds.values()))]
    parts += [
        words("matrix.count", kind=words(f"answer.{kind.value}"), count=item.kinds[kind])
        for kind in AnswerKind
        if item.kinds.get(kind)
    ]
    parts += [words("matrix.open", count=item.open)] if item.open else []
    return words("matrix.comma").join(parts)


def _tables(content: MatrixContent, words: Words) -> Iterator[Block]:
    for head in Head:
        own = [item for item in content.items if item.head is head]
        if not own:
            continue
        yield Heading(1, words(f"head.{head.value}"))
        for start in range(0, len(own), _BESIDE):
            if start:
                yield Blank()
            part = own[start : start + _BESIDE]
            columns = (
                Column(words("matrix.talker"), 3.6, Align.LEFT),
                *(Column(item.code, 1.25) for item in part),
            )
            rows = tuple(
                (talk.talker or talk.number, *(_sign(talk, item) for item in part))
                for talk in content.talks
            )
            yield Table(columns, rows)


def _blocks(content: MatrixContent, words: Words) -> Iterator[Block]:
    summary = words(
        "matrix.summary",
        date=words.date(content.on),
        talks=len(content.talks),
        items=len(content.items),
    )
    yield Paragraph(text(summary))
    if content.shown:
        yield Paragraph(text(words("matrix.shown", what=content.shown)))
    yield Paragraph(text(_legend(words)))
    if not content.talks:
        return
    yield from _tables(content, words)
    yield Heading(1, words("matrix.totals"))
    columns = (
        Column(words("outline.item_code"), 1.4),
        Column(words("statistics_paper.item"), 5.2, Align.LEFT),
        Column(words("matrix.answered"), 7.4, Align.LEFT),
    )
    yield Table(columns, tuple((i.code, i.label, totals_line(words, i)) for i in content.items))


def must_ask_matrix_paper(content: MatrixContent, wording: Wording) -> Paper:
    """Return the matrix to be printed, for the team."""
    words = Words(wording, content.mission)
    return Paper(
        kind=words("matrix.kind"),
        title=words.lines("matrix.title"),
        blocks=tuple(_blocks(content, words)),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )


def must_ask_matrix_sheet(content: MatrixContent, wording: Wording) -> bytes:
    """Return the matrix as .xlsx: a line for each talk, then a line of totals for each kind."""
    words = Words(wording, content.mission)
    columns = (
        SheetColumn(words("matrix.number"), 9),
        SheetColumn(words("matrix.talker"), 14),
        SheetColumn(words("statistics.category"), 16),
        SheetColumn(words("matrix.held_on"), 12, CellKind.DATE),
        *(SheetColumn(f"{item.code} {item.label}", 11) for item in content.items),
    )
    return write_sheet(words("matrix.kind"), columns, _sheet_rows(content, words))


def _sheet_rows(content: MatrixContent, words: Words) -> Iterator[tuple[Value, ...]]:
    for talk in content.talks:
        yield (
            talk.number,
            talk.talker,
            words(f"category.{talk.category.value}"),
            talk.on,
            *(_worded(talk, item, words) for item in content.items),
        )
    yield from _total_rows(content, words)


def _worded(talk: MatrixTalk, item: MatrixItem, words: Words) -> str:
    kind = talk.kinds.get(item.code)
    if kind is None:
        return f"{OPEN_SYMBOL} {words('matrix.not_asked')}" if item.code in talk.open else ""
    return _named(kind, words)


def _total_rows(content: MatrixContent, words: Words) -> Iterator[tuple[Value, ...]]:
    def row(name: str, numbers: list[int]) -> tuple[Value, ...]:
        return (words("matrix.total"), name, None, None, *(str(one) for one in numbers))

    yield row(words("matrix.spoken"), [sum(item.kinds.values()) for item in content.items])
    for kind in AnswerKind:
        counts = [item.kinds.get(kind, 0) for item in content.items]
        yield row(words(f"answer.{kind.value}"), counts)
    yield row(words("matrix.not_asked"), [item.open for item in content.items])
