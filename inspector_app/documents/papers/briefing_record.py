"""情况通报记录: what one organ told the team about the number one, when, how, to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from inspector_app.documents.papers.common import (
    MissionFacts,
    Passage,
    Person,
    Words,
    classification,
    counted_footer,
    field,
    passages,
    signatures,
)
from inspector_app.documents.tree import Align, Block, Column, Heading, Marks, Paper, Table
from inspector_app.domain.vocabulary import Head
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """A theme with the organ's answer: ``state`` in words, empty when it was not answered."""

    head: Head
    theme: str
    state: str
    text: str
    as_of: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """A paper that was handed over; ``returned_on`` is ``None`` while it is kept."""

    title: str
    copies: int
    received_on: date | None
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class BriefingRecordContent:
    """One organ's briefing. ``forms`` are its ways, in words; ``about`` gives items by person."""

    mission: MissionFacts
    classification: str
    organ: str
    letter_number: str
    sent_on: date | None
    received_on: date | None
    held_on: date | None
    forms: tuple[str, ...]
    briefed_by: str
    listeners: tuple[str, ...]
    main_points: tuple[Passage, ...]
    about: tuple[tuple[Person, tuple[AnsweredItem, ...]], ...]
    papers: tuple[HandedOver, ...]


def _facts(content: BriefingRecordContent, words: Words) -> Iterator[Block]:
    yield field(words, "briefing.organ", content.organ)
    yield field(words, "briefing.letter_number", content.letter_number)
    yield field(words, "briefing.sent_on", words.date(content.sent_on))
    yield field(words, "briefing.received_on", words.date(content.received_on))
    yield field(words, "briefing.held_on", words.date(content.held_on))
    yield field(words, "briefing.form", words.joined(content.forms))
    yield field(words, "briefing.briefed_by", content.briefed_by)
    yield field(words, "briefing.listeners", words.joined(content.listeners))


def _items(content: BriefingRecordContent, words: Words) -> Iterator[Block]:
    columns = (
        Column(words("inquiry.form_head"), 1.4),
        Column(words("inquiry.form_item"), 3.6, Align.LEFT),
        Column(words("briefing.state"), 1.8),
        Column(words("inquiry.form_text"), 7, Align.JUSTIFY),
        Column(words("inquiry.form_as_of"), 2.4),
    )
    for person, items in content.about:
        rows = tuple(
            (
                words(f"head.{item.head.value}"),
                item.theme,
                item.state or words("briefing.unanswered"),
                item.text,
                item.as_of,
            )
            for item in items
        )
        yield Heading(2, words.person(person))
        yield Table(columns, rows, split_rows=True)


def _blocks(content: BriefingRecordContent, words: Words) -> Iterator[Block]:
    yield Heading(1, words("briefing.facts"))
    yield from _facts(content, words)
    yield Heading(1, words("briefing.main_points"))
    points = tuple(passages(words, content.main_points))
    yield from points or passages(words, (Passage(words("not_recorded_sentence")),))
    yield Heading(1, words("briefing.items"))
    yield from _items(content, words)
    if content.papers:
        yield Heading(1, words("briefing.papers"))
        yield Table(
            (
                Column(words("briefing.paper"), 6, Align.LEFT),
                Column(words("briefing.copies"), 1.5),
                Column(words("briefing.received"), 3),
                Column(words("briefing.returned"), 3),
            ),
            tuple(
                (
                    paper.title,
                    str(paper.copies),
                    words.date(paper.received_on),
                    words.date(paper.returned_on) if paper.returned_on else words("briefing.kept"),
                )
                for paper in content.papers
            ),
        )
    yield from signatures(words, ["briefing.sign_listener", "briefing.sign_leader"])


def briefing_record_paper(content: BriefingRecordContent, wording: Wording) -> Paper:
    """Return the record of one organ's briefing."""
    words = Words(wording, content.mission)
    return Paper(
        kind=words("briefing.kind"),
        title=words.lines("briefing.title"),
        blocks=tuple(_blocks(content, words)),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )
