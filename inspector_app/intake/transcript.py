"""Recognise a talk record typed in a word processor: its facts, questions and answers.

What is recognised is a proposal that a person looks through; no text of the document is
dropped, only sorted.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.intake.bounded_zip import open_bounded
from inspector_app.intake.docx import DocxParagraph, DocxText, read_docx
from inspector_app.intake.files import MEGABYTE, display_name, read_plain
from inspector_app.intake.sniff import FileType, sniff
from inspector_app.intake.talk_facts import FactReader, TalkFacts, line_pairs, row_pairs
from inspector_app.intake.text import clean_name, squeezed
from inspector_app.intake.transcript_words import TranscriptWords, transcript_words

MAX_TRANSCRIPT_BYTES = 64 * MEGABYTE
_MOST_PARAGRAPHS = 20_000
_SPEAKER = re.compile(
    r"(?:\d{1,3}\s*[.、．)）]\s*)?(?P<who>[^：:？?。！!]{1,20}?)\s*[：:]\s*(?P<said>.*)"
)
_INLINE = re.compile(r"(?<=[。？！?!…\s])(?=[问答]\s*[：:])")
_BRACKETED = re.compile(r"[（(【\[].*[)）】\]]")
_SHORT = 100  # a read-back line or a line of signatures is no longer
_SPOKEN = frozenset({ParagraphKind.QUESTION, ParagraphKind.ANSWER})


@dataclass(frozen=True, slots=True)
class TranscriptParagraph:
    """One paragraph: opening, question, answer, note or read_back, and its text."""

    kind: ParagraphKind
    text: str


@dataclass(frozen=True, slots=True)
class TranscriptProblem:
    """Something to look at; worded under ``intake.transcript.<code>`` with *params*."""

    code: str
    params: Mapping[str, str]

    @property
    def wording(self) -> str:
        """Return the key of the sentence in the wording."""
        return f"intake.transcript.{self.code}"


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was read. ``pages`` is what the program that saved the file counted."""

    title: str
    facts: TalkFacts
    paragraphs: tuple[TranscriptParagraph, ...]
    pages: int | None
    problems: tuple[TranscriptProblem, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    bold: bool
    row: tuple[str, ...] = ()  # the table row it stands in, if any


def read_transcript(path: Path) -> Transcript:
    """Read the talk record in the .docx at *path*.

    Raises ``InputError`` (area ``intake``): ``old_word`` for .doc and .wps with how to
    convert, ``no_transcript`` for another kind of file, and those of ``read_docx``.
    """
    name = display_name(path)
    data = read_plain(path, limit=MAX_TRANSCRIPT_BYTES)
    match sniff(io.BytesIO(data)):
        case FileType.DOCX:
            return _recognise(read_docx(data, name=name), name)
        case FileType.DOC | FileType.OLE | FileType.RTF:
            raise InputError("intake.old_word", name=name)
        case FileType.LOCKED_OFFICE:
            raise InputError("intake.encrypted", name=name)
        case kind:
            if kind is FileType.ZIP:
                with open_bounded(data, name=name):
                    pass  # a document that was cut short is no whole zip either: damaged
            raise InputError("intake.no_transcript", name=name, kind=kind.value)


def _recognise(document: DocxText, name: str) -> Transcript:
    lines = list(_lines(document))
    if not lines:
        raise InputError("intake.transcript_empty", name=name)
    if len(lines) > _MOST_PARAGRAPHS:
        raise InputError("intake.transcript_too_long", name=name, paragraphs=_MOST_PARAGRAPHS)
    sorter = _Sorter(transcript_words())
    sorter.labelled = sorter.finds_labels(lines)
    for line in lines:
        sorter.take(line)
    return Transcript(
        sorter.title,
        sorter.facts.facts(),
        tuple(sorter.paragraphs),
        document.pages,
        tuple(_problems(sorter, document)),
    )


def _lines(document: DocxText) -> Iterator[_Line]:
    for block in document.blocks:
        if isinstance(block, DocxParagraph):
            for text in block.text.split("\n"):
                if text.strip():
                    yield _Line(text.strip(), block.bold)
        else:
            for row in block.rows:
                yield _Line("\t".join(row), bold=False, row=row)


def _problems(sorter: "_Sorter", document: DocxText) -> Iterator[TranscriptProblem]:
    kinds = {paragraph.kind for paragraph in sorter.paragraphs}
    if ParagraphKind.QUESTION not in kinds:
        yield TranscriptProblem("no_questions", {})
    if not sorter.facts.people("subject"):
        yield TranscriptProblem("no_subject", {})
    period = sorter.facts.period()
    written = sorter.facts.found.get("time", "")
    if period is None:
        yield TranscriptProblem("bad_time" if written else "no_time", {"value": written[:40]})
    elif not period.ends_at:
        yield TranscriptProblem("no_end", {"value": written[:40]})
    if document.tracked:
        yield TranscriptProblem("tracked", {"count": str(document.tracked)})
    if document.pictures:
        yield TranscriptProblem("pictures", {"count": str(document.pictures)})


@dataclass(slots=True)
class _Sorter:
    """Sorts the lines of one document; ``labelled``: its questions bear 问 or a name."""

    words: TranscriptWords
    labelled: bool = True
    title: str = ""
    facts: FactReader = field(default_factory=FactReader)
    paragraphs: list[TranscriptParagraph] = field(default_factory=list)
    speaking: ParagraphKind | None = None
    begun: bool = False

    def finds_labels(self, lines: Iterable[_Line]) -> bool:
        """Say whether any line bears a speaker's mark that is not the label of a fact."""
        head = FactReader()
        return any(
            self.speaker(line.text) and not head.take(line_pairs(line.text, self.words))
            for line in lines
        )

    def take(self, line: _Line) -> None:
        """Sort one line."""
        if line.row:
            self._take_row(line.row)
        elif not self._is_fact(line.text) and not self._is_title(line.text):
            for part in _INLINE.split(line.text):
                self._take_text(part.strip(), bold=line.bold)

    def speaker(self, text: str) -> tuple[ParagraphKind, str] | None:
        """Return who speaks and what, if *text* begins with a speaker's mark."""
        match = _SPEAKER.fullmatch(text)
        if match is None:
            return None
        who = clean_name(match["who"])
        kind = self.words.speakers.get(squeezed(who))
        if kind is None and who in self.facts.people("subject"):
            kind = ParagraphKind.ANSWER
        if kind is None and who in (
            *self.facts.people("interviewers"),
            *self.facts.people("recorder"),
        ):
            kind = ParagraphKind.QUESTION
        return (kind, match["said"]) if kind else None

    def _take_row(self, row: tuple[str, ...]) -> None:
        filled = tuple(cell for cell in row if cell)
        if not self.begun and self.facts.take(
            row_pairs(row, self.words) or row_pairs(filled, self.words)
        ):
            return
        if len(filled) == 2 and squeezed(filled[0]) in self.words.speakers:
            filled = (f"{filled[0]}：{filled[1]}",)
        if len(filled) > 1 and not any("\n" in cell for cell in filled):
            self._take_text(" | ".join(filled), bold=False)
            return
        for cell in filled:
            for text in cell.split("\n"):
                if text.strip():
                    self.take(_Line(text.strip(), bold=False))

    def _is_fact(self, text: str) -> bool:
        pairs = line_pairs(text, self.words)
        # Behind the talk only a line of signatures may still name people: 谈话人：甲 记录人：乙
        return (not self.begun or len(pairs) > 1) and self.facts.take(pairs)

    def _is_title(self, text: str) -> bool:
        if self.title or self.begun or self.paragraphs:
            return False
        key = squeezed(text)
        if key in self.words.titles or (len(key) < 40 and key.endswith(tuple(self.words.titles))):
            self.title = text
            return True
        return False

    def _is_signature(self, text: str) -> bool:
        signed = any(word in text for word in self.words.signature)
        return signed and len(text) <= _SHORT and ("：" in text or ":" in text)

    def _take_text(self, text: str, *, bold: bool) -> None:
        if not text:
            return
        said = self.speaker(text)
        if said is not None:
            self.speaking, text = said
            self.begun = True
            kind = self.speaking
        else:
            kind = self._unlabelled(text, bold=bold)
        if text:
            self.paragraphs.append(TranscriptParagraph(kind, text))

    def _unlabelled(self, text: str, *, bold: bool) -> ParagraphKind:
        if len(text) <= _SHORT and any(phrase in text[:25] for phrase in self.words.read_back):
            self.speaking = None
            return ParagraphKind.READ_BACK
        if not self.begun and sum(word in text for word in self.words.opening) >= 2:
            return ParagraphKind.OPENING
        if self._is_signature(text) or _BRACKETED.fullmatch(text):
            return ParagraphKind.NOTE
        if not self.labelled and bold:
            self.begun, self.speaking = True, ParagraphKind.ANSWER
            return ParagraphKind.QUESTION
        if self.speaking in _SPOKEN:
            return self.speaking  # a speech of several paragraphs
        return ParagraphKind.NOTE
