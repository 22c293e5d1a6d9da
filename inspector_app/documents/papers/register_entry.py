"""An entry of a register on paper: what was asked and answered, with lines to sign on."""

from collections.abc import Iterator
from dataclasses import dataclass

from inspector_app.documents.papers.common import classification
from inspector_app.documents.tree import (
    Align,
    Blank,
    Block,
    Column,
    Footer,
    Heading,
    Marks,
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

_DEEPEST = 3
_QUESTION_SHARE, _ANSWER_SHARE, _NUMBER_SHARE = 4.2, 9.8, 1.2


@dataclass(frozen=True, slots=True)
class EntryPart:
    """A group, a repeat or an instance of one: title, questions with answers, inner parts.

    The form's own questions have no title. A repeat of few questions is a table instead:
    ``header`` has them, ``lines`` an instance each.
    """

    title: str
    rows: tuple[tuple[str, str], ...] = ()
    parts: "tuple[EntryPart, ...]" = ()
    header: tuple[str, ...] = ()
    lines: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """An entry as it stands; ``facts`` are lines under the title: number, body, who made it."""

    title: str
    classification: str
    facts: tuple[str, ...]
    parts: tuple[EntryPart, ...]


def register_entry_paper(content: RegisterEntry, wording: Wording) -> Paper:
    """Return an entry as a paper, with page n of m."""
    of_total = wording.text("papers.page_of_total", page="{page}", pages="{pages}")
    return Paper(
        kind=wording.text("papers.register_entry.kind"),
        title=(content.title,),
        blocks=(*_facts(content), *_parts(content.parts, 1, wording), *_end(wording)),
        marks=Marks(classification=classification(content.classification)),
        footer=Footer(PageMark.OF_TOTAL, of_total=of_total),
        language=wording.language,
    )


def _facts(content: RegisterEntry) -> Iterator[Block]:
    for line in content.facts:
        words = text(Span(line, Role.KAITI))
        yield Paragraph(words, indent=0, align=Align.LEFT, keep_next=True)
    yield Blank()


def _parts(parts: tuple[EntryPart, ...], level: int, wording: Wording) -> Iterator[Block]:
    columns = (
        Column(wording.text("papers.register_entry.question"), _QUESTION_SHARE, Align.LEFT),
        Column(wording.text("papers.register_entry.answer"), _ANSWER_SHARE, Align.LEFT),
    )
    for part in parts:
        if part.title:
            yield Heading(min(level, _DEEPEST), part.title)
        if part.rows:
            yield Table(columns, part.rows, header=False, split_rows=True)
        if part.lines:
            yield _lines(part, wording)
        yield from _parts(part.parts, level + 1, wording)


def _lines(part: EntryPart, wording: Wording) -> Table:
    number = Column(wording.text("papers.register_entry.line"), _NUMBER_SHARE)
    share = (_QUESTION_SHARE + _ANSWER_SHARE - _NUMBER_SHARE) / len(part.header)
    columns = (number, *(Column(header, share, Align.LEFT) for header in part.header))
    rows = tuple((str(place), *line) for place, line in enumerate(part.lines, start=1))
    return Table(columns, rows, split_rows=True)


def _end(wording: Wording) -> Iterator[Block]:
    yield Blank()
    date = wording.text("papers.register_entry.date_to_fill")
    for number, key in enumerate(("made_by", "leader")):
        label = wording.text("papers.label", label=wording.text(f"papers.register_entry.{key}"))
        yield SignatureLine(label, date, keep_next=not number)
