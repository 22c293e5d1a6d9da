"""谈话提纲: what one talker is asked, in the order in which it is asked.

The must-ask items of his category come first, work and life apart (article 9); then what was
prepared for him alone, then what may be asked besides. Each must-ask item has a line to tick
how it was answered, for talks that are recorded by hand.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from inspector_app.documents.papers.common import (
    MissionFacts,
    Person,
    Words,
    classification,
    counted_footer,
    field,
)
from inspector_app.documents.tree import (
    Align,
    Block,
    Column,
    Heading,
    Marks,
    Paper,
    Paragraph,
    Span,
    Table,
    text,
)
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import Head, TalkCategory
from inspector_app.system.fonts import Role
from inspector_app.system.wording import Wording

#: So many boxes to tick stand on a line of a cell.
_BOXES = 2


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A question of the checklist, with what to call for if something is said to it."""

    code: str
    head: Head
    question: str
    call_for: str = ""


@dataclass(frozen=True, slots=True)
class OutlineQuestion:
    """A question for this talker alone; ``because`` says what gave reason to ask it."""

    text: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class OutlineContent:
    """Everything of one outline. Without a talk only category and items are there."""

    mission: MissionFacts
    classification: str
    talker: Person
    category: TalkCategory
    number: str
    held_on: date | None
    starts: time | None
    ends: time | None
    place: str
    interviewers: tuple[Person, ...]
    recorder: Person
    must: tuple[OutlineItem, ...]
    own: tuple[OutlineQuestion, ...] = ()
    optional: tuple[OutlineItem, ...] = ()


def _facts(content: OutlineContent, words: Words) -> Iterator[Block]:
    if content.talker.name:
        yield field(words, "talk.talker", words.person(content.talker))
    yield field(words, "schedule.category", words(f"category.{content.category.value}"))
    if not content.number:
        return
    yield field(words, "talk.number", content.number)
    yield field(words, "talk.date", words.date(content.held_on))
    yield field(words, "talk.time", words.period(content.starts, content.ends))
    yield field(words, "talk.place", content.place)
    people = words.joined(words.person(person) for person in content.interviewers)
    yield field(words, "talk.interviewers", people)
    yield field(words, "talk.recorder", words.person(content.recorder))


def _ticks(words: Words) -> str:
    """Return a box for each kind of answer, some on a line."""
    boxes = [f"□{words(f'answer.{kind.value}')}" for kind in AnswerKind]
    lines = [boxes[start : start + _BOXES] for start in range(0, len(boxes), _BOXES)]
    return "\n".join(" ".join(line) for line in lines)


def _asked(item: OutlineItem, words: Words) -> str:
    call = words("outline.call_for", what=item.call_for) if item.call_for else ""
    return "\n".join(filter(None, [item.question, call]))


def _items(items: Sequence[OutlineItem], words: Words, *, ticks: bool) -> Table:
    columns = [
        Column(words("outline.item_code"), 1.6, role=Role.HEITI),
        Column(words("outline.asked"), 8.5, Align.LEFT),
    ]
    if ticks:
        columns.append(Column(words("outline.answered"), 5.6, Align.LEFT))
    boxes = (_ticks(words),) if ticks else ()
    return Table(tuple(columns), tuple((item.code, _asked(item, words), *boxes) for item in items))


def _must(content: OutlineContent, words: Words) -> Iterator[Block]:
    yield Heading(1, words("outline.must", count=len(content.must)))
    for head in Head:
        items = [item for item in content.must if item.head is head]
        if not items:
            continue
        yield Heading(2, words(f"outline.head_{head.value}", count=len(items)))
        if content.category is TalkCategory.NUMBER_ONE and head is Head.LIFE:
            yield Paragraph(text(Span(words("outline.self_statement"), Role.KAITI)))
        yield _items(items, words, ticks=True)


def _blocks(content: OutlineContent, words: Words) -> Iterator[Block]:
    yield from _facts(content, words)
    yield Heading(1, words("outline.opening"))
    for line in words.lines("outline.opening_text"):
        yield Paragraph(text(line))
    if content.must:
        yield from _must(content, words)
    if content.own:
        yield Heading(1, words("outline.own", count=len(content.own)))
        columns = (
            Column(words("schedule.row"), 1.2),
            Column(words("outline.asked"), 8.9, Align.LEFT),
            Column(words("outline.answered"), 5.6, Align.LEFT),
        )
        rows = [
            (
                str(number),
                "\n".join(
                    filter(
                        None,
                        [
                            one.text,
                            words("outline.because", what=one.because) if one.because else "",
                        ],
                    )
                ),
                _ticks(words),
            )
            for number, one in enumerate(content.own, 1)
        ]
        yield Table(columns, tuple(rows))
    if content.optional:
        yield Heading(1, words("outline.optional", count=len(content.optional)))
        yield _items(content.optional, words, ticks=False)
    yield Heading(1, words("outline.discipline"))
    for line in words.lines("outline.discipline_text"):
        yield Paragraph(text(line))


def outline_paper(content: OutlineContent, wording: Wording) -> Paper:
    """Return the outline of a talk."""
    words = Words(wording, content.mission)
    title = "number_one_title" if content.category is TalkCategory.NUMBER_ONE else "title"
    return Paper(
        kind=words("outline.kind"),
        title=words.lines(f"outline.{title}"),
        blocks=tuple(_blocks(content, words)),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )
