"""进驻核对表: what was looked at before entry, line by line, and on what reason it was waived."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector_app.documents.papers.common import (
    MissionFacts,
    Words,
    classification,
    counted_footer,
    field,
    signatures,
)
from inspector_app.documents.tree import (
    Align,
    Blank,
    Block,
    Column,
    Marks,
    Paper,
    Table,
)
from inspector_app.system.wording import Wording


class Mark(StrEnum):
    """How one line stands; worded under ``papers.entry``."""

    DONE = "done"
    REASONED = "reasoned"
    NOTED = "noted"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One line: what was found, how it stands, and the leader's reason, if one was needed."""

    text: str
    mark: Mark
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EntryCertificateContent:
    """The check as it stood on the day ``checked_on``."""

    mission: MissionFacts
    classification: str
    entry_on: date | None
    checked_on: date
    lines: tuple[CheckedLine, ...]


def _conclusion(content: EntryCertificateContent) -> str:
    marks = {line.mark for line in content.lines}
    if Mark.OPEN in marks:
        return "not_ready"
    return "ready_with_reasons" if Mark.REASONED in marks else "ready"


def _blocks(content: EntryCertificateContent, words: Words) -> Iterator[Block]:
    yield field(words, "entry.body", content.mission.body)
    yield field(words, "entry.team", content.mission.team)
    yield field(words, "entry.entry_on", words.date(content.entry_on))
    yield field(words, "entry.checked_on", words.date(content.checked_on))
    columns = (
        Column(words("entry.number"), 1.5),
        Column(words("entry.what"), 7, Align.LEFT),
        Column(words("entry.result"), 2),
        Column(words("entry.reason"), 5, Align.LEFT),
    )
    rows = tuple(
        (str(number), line.text, words(f"entry.{line.mark.value}"), line.reason)
        for number, line in enumerate(content.lines, 1)
    )
    yield Blank()
    yield Table(columns, rows)
    still_open = sum(line.mark is Mark.OPEN for line in content.lines)
    conclusion = words(f"entry.{_conclusion(content)}", count=still_open)
    yield Blank()
    yield field(words, "entry.conclusion", conclusion)
    yield from signatures(words, ["entry.sign_leader"])


def entry_certificate_paper(content: EntryCertificateContent, wording: Wording) -> Paper:
    """Return the certificate of the entry check."""
    words = Words(wording, content.mission)
    return Paper(
        kind=words("entry.kind"),
        title=words.lines("entry.title"),
        blocks=tuple(_blocks(content, words)),
        marks=Marks(classification=classification(content.classification)),
        footer=counted_footer(words),
        language=wording.language,
    )
