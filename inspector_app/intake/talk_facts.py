"""The facts at the head of a talk record: number, time, place, who talked, who wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from inspector_app.intake.dates import DateError
from inspector_app.intake.talk_time import NO_PERIOD, Period, read_period
from inspector_app.intake.text import clean_line, clean_name, squeezed
from inspector_app.intake.transcript_words import TranscriptWords

Pairs: TypeAlias = tuple[tuple[str, str], ...]

_PEOPLE = frozenset({"interviewers", "recorder", "subject"})
_BRACKETS = re.compile(r"[（(].*?[)）]")
_SEPARATORS = re.compile(r"[、，,;；/]")
_SENTENCE = re.compile(r"[？?！!。]")
_LONGEST_FACT = 200
_LONGEST_NAMES = 60


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """What the head of the record says; "" where it says nothing.

    ``time`` is the text as written, ``period`` what could be read from it.
    """

    number: str = ""
    time: str = ""
    period: Period = NO_PERIOD
    place: str = ""
    interviewers: tuple[str, ...] = ()
    recorder: str = ""
    subject: str = ""
    gender: str = ""
    body: str = ""
    office: str = ""
    party_member: str = ""
    category: str = ""
    topic: str = ""
    pages: str = ""


def line_pairs(line: str, words: TranscriptWords) -> Pairs:
    """Return the (fact, value) pairs of a line such as ``时间：… 地点：…``.

    Empty unless the line begins with the label of a fact.
    """
    labels = list(words.fact_label.finditer(line))
    if not labels or labels[0].start() != 0:
        return ()
    ends = [label.start() for label in labels[1:]] + [len(line)]
    return tuple(
        (words.facts[squeezed(label[1])], clean_line(line[label.end() : end]).strip("；;，,、"))
        for label, end in zip(labels, ends, strict=True)
    )


def row_pairs(row: tuple[str, ...], words: TranscriptWords) -> Pairs:
    """Return the (fact, value) pairs of a table row ``label | value | label | value``."""
    pairs = []
    for label, value in zip(row[::2], row[1::2], strict=False):
        fact = words.facts.get(squeezed(label))
        if fact is None:
            return ()
        pairs.append((fact, clean_line(value)))
    return tuple(pairs)


@dataclass(slots=True)
class FactReader:
    """Collects facts while a document is read; the first value of a fact stays."""

    found: dict[str, str] = field(default_factory=dict)

    def take(self, pairs: Pairs) -> bool:
        """Take *pairs* if all are facts not yet known that look like facts, not like talk."""
        if not pairs or not all(self._fits(fact, value) for fact, value in pairs):
            return False
        self.found.update((fact, value) for fact, value in pairs if value)
        return True

    def _fits(self, fact: str, value: str) -> bool:
        longest = _LONGEST_NAMES if fact in _PEOPLE else _LONGEST_FACT
        sentence = _SENTENCE.search(value.rstrip("。"))
        return fact not in self.found and len(value) <= longest and not sentence

    def people(self, fact: str) -> tuple[str, ...]:
        """Return the names under *fact*."""
        return tuple(_names(self.found.get(fact, "")))

    def facts(self) -> TalkFacts:
        """Return what was found."""
        rest = {fact: value for fact, value in self.found.items() if fact not in _PEOPLE}
        return TalkFacts(
            period=self.period() or NO_PERIOD,
            interviewers=self.people("interviewers"),
            recorder="、".join(self.people("recorder")),
            subject="、".join(self.people("subject")),
            **rest,
        )

    def period(self) -> Period | None:
        """Return when the talk was held, ``None`` if that cannot be read."""
        try:
            return read_period(self.found.get("time", ""))
        except DateError:
            return None


def _names(text: str) -> Iterator[str]:
    """Yield names divided by marks or spaces; 张 三 is one name, 张三 李四 are two."""
    for piece in _SEPARATORS.split(_BRACKETS.sub(" ", text)):
        single: list[str] = []
        for word in clean_line(piece).split():
            if len(word) == 1 or word.isascii():
                single.append(word)
                continue
            if single:
                yield clean_name(" ".join(single))
            single = []
            yield clean_name(word)
        if single:
            yield clean_name(" ".join(single))
