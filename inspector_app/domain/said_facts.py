"""What can be held against each other in what people said: sums, numbers, dates, yes and no.

Plain rules, no guessing of meaning: two statements differ when both name a sum (a number of the
same kind of thing, a date, yes or no) and nothing that one names can be what the other names.
Who is right, or whether they speak of the same thing, is for a person to judge.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from inspector_app.domain.chinese_numbers import AFTER, NUMBER, Span, number_of, span_of


class FactKind(StrEnum):
    """What kind of fact a statement names."""

    AMOUNT = "amount"
    COUNT = "count"
    DATE = "date"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact as somebody said it: ``span`` in yuan, pieces, days; ``unit`` of what is counted."""

    kind: FactKind
    unit: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one voice said to an item, and on what day: "last June" depends on it."""

    key: str
    text: str
    said_on: date | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements that name different facts of one kind: by key, the words they used."""

    kind: FactKind
    unit: str
    said: tuple[tuple[str, str], ...]


_YUAN = re.compile(
    NUMBER
    + r"(?P<money>元|块钱|块|人民币)?"
    + AFTER
    + r"(?P<next>[人名次个亩套户吨米公平度起件家份])?"
)
_COUNT = re.compile(NUMBER + r"个?(?P<unit>[套辆次桌顿张瓶条箱人件家幅])" + AFTER)


def facts_in(text: str, said_on: date | None = None) -> tuple[Fact, ...]:
    """Return the facts that *text* names, in order within each kind."""
    return (*_amounts(text), *_counts(text), *_dates(text, said_on), *_yes_no(text))


def _amounts(text: str) -> Iterator[Fact]:
    for match in _YUAN.finditer(text):
        parts = match.groupdict()
        figures = (parts["number"], parts["upto"], parts["scale"])
        scaled = any(c in "万亿" for part in figures if part for c in part)
        if not parts["money"] and (not scaled or parts["next"]):
            continue
        span = span_of(match)
        if span is not None:
            words = match.group().removesuffix(parts["next"] or "")
            yield Fact(FactKind.AMOUNT, "", span, words)


def _counts(text: str) -> Iterator[Fact]:
    for match in _COUNT.finditer(text):
        span = span_of(match)
        if span is not None:
            yield Fact(FactKind.COUNT, match["unit"], span, match.group())


# --- dates ------------------------------------------------------------------------------

_CN = "零〇一二三四五六七八九十"
_DATE = re.compile(
    rf"(?:(?P<year>\d{{4}}|[{_CN}]{{4}}|(?<![\d{_CN}])(?:\d{{2}}|[{_CN}]{{2}})(?=年[\d{_CN}]))年"
    rf"|(?P<relative>今年|本年|去年|上年|前年|(?<![\d{_CN}每多学半全整常几])年(?=[初底末])))"
    rf"(?:(?P<month>\d{{1,2}}|[{_CN}]{{1,3}})月份?)?(?:(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})[日号])?"
    r"(?P<part>上旬|中旬|下旬|上半年|下半年|初|中|底|末)?"
    rf"|(?<![\d{_CN}])(?P<month2>\d{{1,2}}|[{_CN}]{{1,3}})月份?"
    rf"(?:(?P<day2>\d{{1,2}}|[{_CN}]{{1,3}})[日号])?(?P<part2>上旬|中旬|下旬|初|中|底|末)?"
    r"|(?P<iso>\d{4}[-./]\d{1,2}[-./]\d{1,2})"
)
_BACK = {"年": 0, "今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2}
_MONTHS = {
    "初": (1, 3),
    "中": (5, 8),
    "底": (11, 12),
    "末": (11, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
}
_DAYS = {
    "上旬": (1, 10),
    "初": (1, 10),
    "中旬": (11, 20),
    "中": (11, 20),
    "下旬": (21, 31),
    "底": (21, 31),
    "末": (21, 31),
}
_CENTURY = 100


def _dates(text: str, said_on: date | None) -> Iterator[Fact]:
    for match in _DATE.finditer(text):
        span = _days(match, said_on)
        if span is not None:
            yield Fact(FactKind.DATE, "", span, match.group())


def _days(match: re.Match[str], said_on: date | None) -> Span | None:
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-./]", match["iso"]))
        return _span(year, month, day, "")
    month, day = _small(match["month"] or match["month2"]), _small(match["day"] or match["day2"])
    year = _year(match, month, said_on)
    return _span(year, month, day, match["part"] or match["part2"] or "") if year else None


def _small(words: str | None) -> int:
    number = number_of(words) if words else None
    return int(number) if number is not None else 0


def _year(match: re.Match[str], month: int, said_on: date | None) -> int:
    """Return the year that is meant; a month without one is the last before it was said."""
    if match["year"]:
        year = _small(match["year"])
        return year if year > _CENTURY else 2000 + year
    if said_on is None:
        return 0
    if match["relative"]:
        return said_on.year - _BACK[match["relative"]]
    return said_on.year - (month > said_on.month)


def _span(year: int, month: int, day: int, part: str) -> Span | None:
    try:
        if day:
            first = last = date(year, month or 1, day)
        elif month:
            since, until = _DAYS.get(part, (1, 31))
            end = monthrange(year, month)[1]
            first, last = date(year, month, since), date(year, month, min(until, end))
        else:
            since, until = _MONTHS.get(part, (1, 12))
            first, last = date(year, since, 1), date(year, until, monthrange(year, until)[1])
    except ValueError:  # the thirty-first of June: no date
        return None
    return Span(Decimal(first.toordinal()), Decimal(last.toordinal()))


# --- yes and no -------------------------------------------------------------------------

_NOT_KNOWN = re.compile(r"^(没有?|不)(听|太?清楚|知道|了解|注意|印象|好说)")
_NO = re.compile(r"^(没有|没|不是|从来?没|从未|未|不存在|不会|否)")
_YES = re.compile(r"^(有|是的?|对|确实|存在|参加|去过|见过|知道|会)")


def _yes_no(text: str) -> Iterator[Fact]:
    said = re.split(r"[，。；！？,;!?\s]", text.strip().removeprefix("答：").strip(), maxsplit=1)[0]
    if not said or _NOT_KNOWN.match(said):
        return
    for value, pattern in ((0, _NO), (1, _YES)):
        if pattern.match(said):
            yield Fact(FactKind.YES_NO, "", Span(Decimal(value), Decimal(value)), said)
            return


# --- holding against each other ---------------------------------------------------------


def differences(statements: Sequence[Statement]) -> tuple[Difference, ...]:
    """Return where *statements* to one item name different facts, kind by kind."""
    named: dict[tuple[FactKind, str], list[tuple[str, list[Fact]]]] = {}
    for statement in statements:
        own: dict[tuple[FactKind, str], list[Fact]] = {}
        for fact in facts_in(statement.text, statement.said_on):
            own.setdefault((fact.kind, fact.unit), []).append(fact)
        for kind, facts in own.items():
            named.setdefault(kind, []).append((statement.key, facts))
    return tuple(
        Difference(kind, unit, tuple((key, _words(facts)) for key, facts in voices))
        for (kind, unit), voices in sorted(
            named.items(), key=lambda pair: list(FactKind).index(pair[0][0])
        )
        if _differ([facts for _key, facts in voices])
    )


def _words(facts: Iterable[Fact]) -> str:
    return "、".join(dict.fromkeys(fact.words for fact in facts))


def _differ(voices: Sequence[Sequence[Fact]]) -> bool:
    """Say whether two of *voices* have nothing in common.

    Hundreds of talkers name a few different facts: each set of spans is looked at once, and
    voices of a single fact by their outermost ends.
    """
    said = list(dict.fromkeys(frozenset(fact.span for fact in facts) for facts in voices))
    single = [next(iter(spans)) for spans in said if len(spans) == 1]
    if single and max(one.low for one in single) > min(one.high for one in single):
        return True
    return any(
        not any(one.meets(other) for one in here for other in there)
        for here in said
        if len(here) > 1
        for there in said
        if there is not here
    )
