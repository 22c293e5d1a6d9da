"""Talk statistics without names: how many talks, and how they answered, by category.

A category of one or two talks would say who said what, so small categories are shown
together. This is why the table takes numbers and no records.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from inspector_app.documents.papers.common import Words
from inspector_app.documents.tree import Column, Table
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import Head, TalkCategory

#: Fewer talks than this are not shown as a row of their own.
SMALLEST_ROW = 3

Counts = Mapping[AnswerKind, int]


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """The talks of one category, and their answers about work and about life by kind."""

    category: TalkCategory
    talks: int
    answers: Mapping[Head, Counts] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatisticsRow:
    """A printed row: one category, or several that are too small to be shown alone.

    ``answers`` is empty where even all talks together are too few to show how they answered.
    """

    categories: tuple[TalkCategory, ...]
    talks: int
    answers: Mapping[Head, Counts]


def _merged(rows: Sequence[StatisticsRow]) -> StatisticsRow:
    return StatisticsRow(
        tuple(category for row in rows for category in row.categories),
        sum(row.talks for row in rows),
        {
            head: {
                kind: sum(row.answers.get(head, {}).get(kind, 0) for row in rows)
                for kind in AnswerKind
            }
            for head in Head
        },
    )


def protected_rows(
    counts: Iterable[CategoryCount], smallest: int = SMALLEST_ROW
) -> tuple[StatisticsRow, ...]:
    """Return the rows to print: none stands for fewer than *smallest* talks.

    Small categories are merged; if they are few even together, the smallest other category
    joins them, else it could be worked out by subtraction what they said.
    """
    rows = [
        StatisticsRow((count.category,), count.talks, count.answers)
        for count in counts
        if count.talks
    ]
    small = [row for row in rows if row.talks < smallest]
    large = [row for row in rows if row.talks >= smallest]
    if not small:
        return tuple(large)
    while sum(row.talks for row in small) < smallest and large:
        next_smallest = min(large, key=lambda row: row.talks)
        large.remove(next_smallest)
        small.append(next_smallest)
    merged = _merged(small)
    if merged.talks < smallest:
        merged = StatisticsRow(merged.categories, merged.talks, {})
    return (*large, merged)


def _shown(row: StatisticsRow, head: Head, kind: AnswerKind, words: Words) -> str:
    answers = row.answers.get(head)
    return words("statistics.hidden") if answers is None else str(answers.get(kind, 0))


def statistics_table(
    words: Words, counts: Iterable[CategoryCount], smallest: int = SMALLEST_ROW
) -> Table:
    """Return the table of talks: category, number of talks, and answers by head and kind."""
    columns = (
        Column(words("statistics.category"), 3.2),
        Column(words("statistics.talks"), 1.3),
        Column(words("statistics.head"), 1.3),
        *(Column(words(f"answer.{kind.value}"), 1.8) for kind in AnswerKind),
    )
    rows = []
    for row in protected_rows(counts, smallest):
        category = words("comma").join(words(f"category.{code.value}") for code in row.categories)
        heads = "\n".join(words(f"head.{head.value}") for head in Head)
        shown = ["\n".join(_shown(row, head, kind, words) for head in Head) for kind in AnswerKind]
        rows.append((category, str(row.talks), heads, *shown))
    return Table(columns, tuple(rows))
