"""谈话情况统计: how many talks, and how they answered; a paper that may leave the team.

It takes numbers and no records: no name can be in it. What would say who said what (few
talks of a category, few answers to an item) is merged or left out.
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
from inspector_app.documents.papers.statistics import SMALLEST_ROW, CategoryCount, statistics_table
from inspector_app.documents.tree import (
    Align,
    Block,
    Column,
    Heading,
    Marks,
    Paper,
    Paragraph,
    Table,
    text,
)
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import Head, TalkKind
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class ItemCount:
    """How one item was answered over all talks."""

    code: str
    head: Head
    label: str
    kinds: Mapping[AnswerKind, int]

    @property
    def answers(self) -> int:
        """Return how many answers there are."""
        return sum(self.kinds.values())


@dataclass(frozen=True, slots=True)
class TalkStatisticsContent:
    """The figures. ``work`` and ``life`` are talks in which the head was asked about."""

    mission: MissionFacts
    classification: str
    on: date
    talks: Mapping[TalkKind, int]
    work: int
    life: int
    must: int
    asked: int
    categories: Sequence[CategoryCount]
    items: Sequence[ItemCount]


def _item_row(item: ItemCount, words: Words) -> tuple[str, ...]:
    shown = item.answers >= SMALLEST_ROW
    hidden = words("statistics.hidden")
    counts = [str(item.kinds.get(kind, 0)) if shown else "—" for kind in AnswerKind]
    head = words(f"head.{item.head.value}")
    return (item.code, head, item.label, str(item.answers) if shown else hidden, *counts)


def _blocks(content: TalkStatisticsContent, words: Words) -> Iterator[Block]:
    counts = {kind.value: content.talks.get(kind, 0) for kind in TalkKind}
    summary = words(
        "statistics_paper.summary",
        date=words.date(content.on),
        talks=sum(counts.values()),
        work=content.work,
        life=content.life,
        must=content.must,
        asked=content.asked,
        **counts,
    )
    yield Paragraph(text(summary))
    if any(count.talks for count in content.categories):
        yield Heading(1, words("statistics_paper.by_category"))
        yield statistics_table(words, content.categories)
        yield Paragraph(text(words("statistics.note")))
        yield Heading(1, words("statistics_paper.by_item"))
        columns = (
            Column(words("outline.item_code"), 1.5),
            Column(words("statistics.head"), 1.6),
            Column(words("statistics_paper.item"), 4.9, Align.LEFT),
            Column(words("statistics_paper.answers"), 1.9),
            *(Column(words(f"answer.{kind.value}"), 1.75) for kind in AnswerKind),
        )
        yield Table(columns, tuple(_item_row(item, words) for item in content.items))
        yield Paragraph(text(words("statistics_paper.item_note", smallest=SMALLEST_ROW)))


def talk_statistics_paper(content: TalkStatisticsContent, wording: Wording) -> Paper:
    """Return the statistics as a paper of their own."""
    words = Words(wording, content.mission)
    return Paper(
        kind=words("statistics_paper.kind"),
        title=words.lines("statistics_paper.title"),
        blocks=tuple(_blocks(content, words)),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )
