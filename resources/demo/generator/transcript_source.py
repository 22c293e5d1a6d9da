"""Read the transcripts in ``source/transcripts``: what was said, and what each answer answers.

A source is a TOML head between ``+++`` lines, then paragraphs::

    问：…            a question
    答：…            an answer
    + …              the answer goes on in a new paragraph
    = W3-1 specific | what was said, distilled | find=… | verify=… | lead

A ``=`` line belongs to the paragraph above it. ``find`` is left out where the clause that is
nearest to the distilled text will do. ``{-old-}{+new+}`` marks a correction made while the
talker read the record: the text that counts is the new one.
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

KINDS = ("specific", "general", "none", "unknown", "declined")
_CLAUSE = re.compile(r"[^，。；：？！、“”（）]+")
_CHANGE = re.compile(r"\{([-+])(.*?)\1\}")
_SHORTEST_CLAUSE, _SHORTEST_FIND = 4, 10


@dataclass(frozen=True, slots=True)
class Answer:
    """One must-ask or optional item that a paragraph answers."""

    item: str
    kind: str
    text: str
    find: str
    lead: bool = False
    verify: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph: ``speaker`` is ``q``, ``a`` or ``more`` (the answer goes on)."""

    speaker: str
    marked: str
    answers: list[Answer] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return the text as it stands after corrections."""
        return _CHANGE.sub(lambda found: found[2] if found[1] == "+" else "", self.marked)

    def runs(self) -> list[tuple[str, str]]:
        """Return (state, text) runs; state is ``kept``, ``deleted`` or ``inserted``."""
        runs, position = [], 0
        for found in _CHANGE.finditer(self.marked):
            runs.append(("kept", self.marked[position : found.start()]))
            runs.append(("deleted" if found[1] == "-" else "inserted", found[2]))
            position = found.end()
        runs.append(("kept", self.marked[position:]))
        return [(state, text) for state, text in runs if text]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A talk as the record tells it."""

    number: str
    talker: str
    category: str
    day: date
    start: str
    end: str
    place: str
    interviewers: tuple[str, ...]
    recorder: str
    layout: str
    gap_items: tuple[str, ...]
    gap_reason: str
    gap_decided_by: str
    gap_decided_at: date | None
    gap_decision: str
    paragraphs: tuple[Paragraph, ...]


def split_head(text: str) -> tuple[dict[str, object], str]:
    """Return the TOML head between ``+++`` lines and the text that follows."""
    _, head, body = re.split(r"^\+\+\+$", text, maxsplit=2, flags=re.MULTILINE)
    return tomllib.loads(head), body.strip("\n")


def read_transcript(path: Path) -> Transcript:
    """Read one source. Raises ``ValueError`` naming the line that is not as described."""
    head, body = split_head(path.read_text(encoding="utf-8"))
    drafts: list[tuple[Paragraph, list[str]]] = []
    for line in body.splitlines():
        if line.startswith(("问：", "答：")):
            drafts.append((Paragraph("q" if line[0] == "问" else "a", line[2:]), []))
        elif line.startswith("+ "):
            drafts.append((Paragraph("more", line[2:]), []))
        elif line.startswith("= "):
            drafts[-1][1].append(line[2:])
        else:
            raise ValueError(f"{path.name}: {line[:30]}")
    texts = [paragraph.text for paragraph, _ in drafts]
    for paragraph, notes in drafts:
        paragraph.answers.extend(_answer(path.stem, note, paragraph.text, texts) for note in notes)
    return _transcript(path.stem, head, tuple(paragraph for paragraph, _ in drafts))


def _transcript(
    number: str, head: dict[str, object], paragraphs: tuple[Paragraph, ...]
) -> Transcript:
    def text(key: str) -> str:
        return str(head.get(key, ""))

    def names(key: str) -> tuple[str, ...]:
        found = head.get(key, [])
        return tuple(str(name) for name in found) if isinstance(found, list) else ()

    day, decided = head["date"], head.get("gap_decided_at")
    if not isinstance(day, date) or not (decided is None or isinstance(decided, date)):
        raise TypeError(f"{number}: a date is no date")
    return Transcript(
        number=number,
        talker=text("talker"),
        category=text("category"),
        day=day,
        start=text("start"),
        end=text("end"),
        place=text("place"),
        interviewers=names("interviewers"),
        recorder=text("recorder"),
        layout=text("layout"),
        gap_items=names("gap_items"),
        gap_reason=text("gap_reason"),
        gap_decided_by=text("gap_decided_by"),
        gap_decided_at=decided,
        gap_decision=text("gap_decision"),
        paragraphs=paragraphs,
    )


def _answer(number: str, note: str, paragraph: str, texts: list[str]) -> Answer:
    code, *parts = (part.strip() for part in note.split("|"))
    item, kind = code.split()
    if kind not in KINDS:
        raise ValueError(f"{number} {item}: {kind}")
    text, *options = parts
    named = dict(option.split("=", 1) for option in options if "=" in option)
    find = named.get("find") or _nearest_clause(paragraph, text, texts)
    if sum(find in other for other in texts) != 1 or find not in paragraph or not find:
        raise ValueError(f"{number} {item}: “{find}” is not in exactly one paragraph")
    return Answer(item, kind, text, find, "lead" in options, named.get("verify", ""))


def _nearest_clause(paragraph: str, text: str, texts: list[str]) -> str:
    """Return the clause that shares most pairs of characters with *text* and stands once."""
    clauses: list[str] = [
        clause
        for clause in _CLAUSE.findall(paragraph)
        if len(clause) >= _SHORTEST_CLAUSE and sum(clause in other for other in texts) == 1
    ]
    if not clauses:
        whole = paragraph.rstrip("。")
        return whole if sum(whole in other for other in texts) == 1 else ""
    pairs = set(pairwise(text))
    best = max(clauses, key=lambda clause: len(pairs & set(pairwise(clause))))
    return _widened(best, paragraph)


def _widened(clause: str, paragraph: str) -> str:
    """Take in the clauses around a short one, so that a person recognises the place."""
    spans = [found.span() for found in _CLAUSE.finditer(paragraph)]
    start = paragraph.index(clause)
    end = start + len(clause)
    while end - start < _SHORTEST_FIND:
        after = [right for left, right in spans if left >= end]
        before = [left for left, right in spans if right <= start]
        if after:
            end = after[0]
        elif before:
            start = before[-1]
        else:
            break
    return paragraph[start:end]
