"""谈话安排表, and the cards cut from it: for the team on its way, and for the talker.

The schedule is the team's own paper (handbook B4). A notice goes to the talker: it names
nobody else, no category and no reason.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import groupby

from inspector_app.documents.papers.common import (
    MissionFacts,
    Person,
    Words,
    classification,
    counted_footer,
)
from inspector_app.documents.tree import (
    Align,
    Block,
    Column,
    Footer,
    Heading,
    Marks,
    PageMark,
    Paper,
    Paragraph,
    Table,
    text,
)
from inspector_app.domain.vocabulary import TalkCategory, TalkKind
from inspector_app.system.wording import Wording

#: Cards stand two beside one another.
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class PlannedTalk:
    """One line of the schedule. ``must`` says whether a rule names everybody of his kind."""

    number: str
    kind: TalkKind
    talkers: tuple[Person, ...]
    called: str
    category: TalkCategory
    must: bool
    on: date | None
    starts: time | None
    ends: time | None
    place: str
    interviewers: tuple[str, ...]
    recorder: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class ScheduleContent:
    """Talks in order of time, from one day to another."""

    mission: MissionFacts
    classification: str
    talks: tuple[PlannedTalk, ...]
    first: date | None = None
    last: date | None = None


def _clock(at: time | None) -> str:
    return f"{at.hour:02}:{at.minute:02}" if at else ""


def _time(one: PlannedTalk, words: Words) -> str:
    if one.starts is None:
        return words("schedule.no_time")
    return "\n".join(filter(None, [f"{_clock(one.starts)}—", _clock(one.ends)]))


def _talker(one: PlannedTalk, words: Words) -> str:
    if one.kind is TalkKind.UNNAMED:
        return words("schedule.unnamed", who=one.called)
    if one.kind is TalkKind.GROUP:
        names = words("comma").join(person.name for person in one.talkers)
        topic = words("schedule.group", topic=one.called)
        return f"{topic}\n{names}" if names and names != one.called else topic
    person = one.talkers[0] if one.talkers else Person(one.called)
    return "\n".join(part for part in (person.name, person.office) if part)


def _row(number: int, one: PlannedTalk, words: Words) -> tuple[str, ...]:
    must = words("schedule.must" if one.must else "schedule.chosen")
    category = words(f"category.{one.category.value}")
    if one.kind is TalkKind.GROUP:
        category = words("schedule.group_kind")
    return (
        str(number),
        _time(one, words),
        _talker(one, words),
        f"{category}\n{must}" if one.kind is TalkKind.INDIVIDUAL else category,
        one.place,
        "\n".join(one.interviewers),
        one.recorder,
    )


def _columns(words: Words) -> tuple[Column, ...]:
    return (
        Column(words("schedule.row"), 1.2),
        Column(words("talk.time"), 2.1),
        Column(words("schedule.talker"), 5.4, Align.LEFT),
        Column(words("schedule.category"), 2.7),
        Column(words("schedule.place"), 2.3),
        Column(words("talk.interviewers"), 2.0),
        Column(words("talk.recorder"), 2.0),
    )


def _day(day: date | None, words: Words) -> str:
    if day is None:
        return words("schedule.no_day")
    weekday = words(f"weekday.{day.isoweekday()}")
    return words("schedule.day", date=words.date(day), weekday=weekday)


def _in_days(talks: Sequence[PlannedTalk]) -> list[PlannedTalk]:
    return sorted(
        talks,
        key=lambda one: (one.on is None, one.on or date.min, one.starts or time.max, one.number),
    )


def _days(content: ScheduleContent, words: Words) -> Iterator[Block]:
    number = 0
    for day, talks in groupby(_in_days(content.talks), key=lambda one: one.on):
        rows = []
        for one in talks:
            number += 1
            rows.append(_row(number, one, words))
        yield Heading(1, _day(day, words))
        yield Table(_columns(words), tuple(rows))


def schedule_paper(content: ScheduleContent, wording: Wording) -> Paper:
    """Return 谈话安排表: a table for each day, talks without a day last."""
    words = Words(wording, content.mission)
    count = words("schedule.count", count=len(content.talks))
    if content.first and content.last and content.first != content.last:
        span = words(
            "schedule.span", first=words.date(content.first), last=words.date(content.last)
        )
        count = f"{span}{count}"
    blocks: list[Block] = [Paragraph(text(count))]
    blocks += _days(content, words)
    if not content.talks:
        blocks.append(Paragraph(text(words("schedule.none"))))
    return Paper(
        kind=words("schedule.kind"),
        title=words.lines("schedule.title"),
        blocks=tuple(blocks),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )


# --- cards ------------------------------------------------------------------------------


def _notice(one: PlannedTalk, name: str, words: Words, dated: date | None) -> str:
    """Return the words of a notice: when, where, what to know; nobody and nothing else."""
    when = words("schedule.when", date=words.date(one.on), time=_clock(one.starts))
    lines = [
        words("cards.notice_title"),
        "",
        words("cards.dear", name=name),
        words("cards.please", when=when, place=one.place or words("not_recorded")),
        words("cards.discretion"),
        "",
        words("cards.from_team"),
        words.date(dated),
    ]
    return _cell(lines)


def _team_card(one: PlannedTalk, words: Words, mark: str) -> str:
    when = words("schedule.when", date=words.date(one.on), time=_clock(one.starts))
    kind = words("schedule.must" if one.must else "schedule.chosen")
    category = words(f"category.{one.category.value}")
    rows = (
        ("talk.number", one.number),
        ("talk.talker", _talker(one, words).replace("\n", words("schedule.between"))),
        ("schedule.category", f"{category}（{kind}）" if one.kind is TalkKind.INDIVIDUAL else ""),
        ("schedule.when_label", when),
        ("schedule.place", one.place),
        ("talk.interviewers", words("comma").join(one.interviewers)),
        ("talk.recorder", one.recorder),
    )
    # once it is cut apart, each card has to bear the mark itself
    lines = [words("cards.team_title") + (f"    {mark}" if mark else ""), ""]
    lines += [words("cards.line", label=words(key), value=value) for key, value in rows if value]
    lines += ["", words("cards.opening"), words("cards.closing")]
    return _cell(lines)


def _cell(lines: Sequence[str]) -> str:
    """Return the lines of a card with room for the scissors above and below."""
    return "\n".join(["", *lines, ""])


def _cards(cells: Sequence[str], *, kind: str, words: Words, language: str) -> Paper:
    rows = [
        tuple([*cells[start : start + _BESIDE], ""][:_BESIDE])
        for start in range(0, len(cells), _BESIDE)
    ]
    columns = tuple(Column("", 1, Align.LEFT) for _ in range(_BESIDE))
    found: tuple[Block, ...] = (Table(columns, tuple(rows), header=False),)
    return Paper(
        kind=kind,
        title=(),
        blocks=found if rows else (Paragraph(text(words("schedule.none"))),),
        footer=Footer(PageMark.NONE),
        language=language,
    )


def notice_cards(content: ScheduleContent, wording: Wording, *, dated: date | None = None) -> Paper:
    """Return a notice for every talker who is named; the lines of the table are for cutting."""
    words = Words(wording, content.mission)
    cells = [
        _notice(one, person.name, words, dated)
        for one in _in_days(content.talks)
        for person in one.talkers
        if one.kind is not TalkKind.UNNAMED
    ]
    return _cards(cells, kind=words("cards.notices"), words=words, language=wording.language)


def team_cards(content: ScheduleContent, wording: Wording) -> Paper:
    """Return a card for every talk, for the team to take along."""
    words = Words(wording, content.mission)
    return _cards(
        [_team_card(one, words, content.classification) for one in _in_days(content.talks)],
        kind=words("cards.kind"),
        words=words,
        language=wording.language,
    )
