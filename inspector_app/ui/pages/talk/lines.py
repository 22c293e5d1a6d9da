"""The lines of a talk record as the workspace holds them, and the marks that items leave."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services.talk_record import NewParagraph
from inspector_app.ui.theme import Tone

#: What follows a paragraph of a kind when the recorder goes on.
FOLLOWING: Mapping[ParagraphKind, ParagraphKind] = {
    ParagraphKind.QUESTION: ParagraphKind.ANSWER,
    ParagraphKind.SUPPLEMENT: ParagraphKind.SUPPLEMENT,
}


@dataclass(slots=True)
class Line:
    """A paragraph on screen: saved (``record``), or so far only typed (``new``).

    One that was taken out after the read-back stays in sight: ``removed``. Of several
    speakers, ``speaker`` and ``speaker_name`` say whose words they are.
    """

    id: str
    kind: ParagraphKind
    text: str
    order: str
    said_at: str = ""
    record: Record | None = None
    new: NewParagraph | None = None
    removed: bool = False
    speaker: str = ""
    speaker_name: str = ""

    @property
    def place(self) -> tuple[str, str]:
        """Return what paragraphs are sorted by."""
        return self.order, self.id


@dataclass(frozen=True, slots=True)
class Amendment:
    """What was done to a line since it was read back: the words that were, by whom and when."""

    before: str
    note: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign behind a paragraph: an item it belongs to, or what was answered."""

    text: str
    tone: Tone
    item: str


def line_of(record: Record) -> Line:
    """Return the line of a saved paragraph."""
    return Line(
        id=record.id,
        kind=ParagraphKind(record.text("kind") or ParagraphKind.NOTE.value),
        text=record.text("text"),
        order=record.text("order"),
        said_at=record.text("said_at"),
        record=record,
        speaker=record.text("speaker"),
        speaker_name=record.text("speaker_name"),
    )


def line_of_new(new: NewParagraph) -> Line:
    """Return the line of a paragraph that is about to be typed."""
    return Line(new.id, new.kind, "", new.order, new.said_at, new=new)


def following(kind: ParagraphKind) -> ParagraphKind:
    """Return the kind of the paragraph that comes after one of *kind*."""
    return FOLLOWING.get(kind, ParagraphKind.QUESTION)


def merged(
    saved: Iterable[Record],
    held: Sequence[Line],
    unsaved: Mapping[str, str],
    removed: Iterable[Record] = (),
) -> list[Line]:
    """Return the lines to show: what the mission has, with what is still on its way to it.

    *held* are the lines shown so far, *unsaved* the texts by line that no reader can see yet,
    *removed* the paragraphs that were taken out but stay in sight.
    """
    known = {line.id: line for line in held}
    lines = []
    for record in saved:
        line = line_of(record)
        if line.id in unsaved:
            line.text = unsaved[line.id]
        known.pop(line.id, None)
        lines.append(line)
    for record in removed:
        line = line_of(record)
        line.removed = True
        known.pop(line.id, None)
        lines.append(line)
    lines += [line for line in known.values() if line.new is not None or line.id in unsaved]
    return sorted(lines, key=lambda line: line.place)


def exchange_of(lines: Sequence[Line], line_id: str) -> tuple[str, str]:
    """Return the lines of the question and of the answer that *line_id* is a part of.

    A question goes with the first answer behind it, any other paragraph with the question
    before it; where there is none, the paragraph stands for both.
    """
    places = {line.id: place for place, line in enumerate(lines)}
    if line_id not in places:
        return "", ""
    place = places[line_id]
    if lines[place].kind is ParagraphKind.QUESTION:
        for line in lines[place + 1 :]:
            if line.kind is ParagraphKind.QUESTION:
                break
            if line.kind is ParagraphKind.ANSWER:
                return line_id, line.id
        return line_id, line_id
    for line in reversed(lines[:place]):
        if line.kind is ParagraphKind.QUESTION:
            return line.id, line_id
        if line.kind is not ParagraphKind.ANSWER:
            break
    return line_id, line_id


@dataclass(frozen=True, slots=True)
class MarkWords:
    """The words of marks: answer kinds with their signs, heads by item, lead and to-verify."""

    kinds: Mapping[AnswerKind, str]
    life: frozenset[str]
    life_word: str
    lead: str
    verify: str


_TONES: Mapping[AnswerKind, Tone] = {
    AnswerKind.SPECIFIC: "accent",
    AnswerKind.GENERAL: "accent",
    AnswerKind.DECLINED: "warn",
}


def marks(
    lines: Sequence[Line], answers: Mapping[str, ItemAnswer], words: MarkWords
) -> dict[str, list[Mark]]:
    """Return the marks behind each line: items at the question, what was said at the answer."""
    found: dict[str, list[Mark]] = {}
    for code, answer in answers.items():
        if not answer.paragraph:
            continue
        question, reply = exchange_of(lines, answer.paragraph)
        if not question:
            continue
        life = f" {words.life_word}" if code in words.life else ""
        found.setdefault(question, []).append(Mark(f"▸ {code}{life}", "accent", code))
        found.setdefault(reply, []).extend(_answer_marks(code, answer, words))
    return {line: _told_apart(said) for line, said in found.items()}


def _told_apart(said: list[Mark]) -> list[Mark]:
    """Name the items where one answer speaks to several."""
    several = len({mark.item for mark in said}) > 1
    return [
        Mark(f"{mark.item} {mark.text}", mark.tone, mark.item)
        if several and mark.item not in mark.text
        else mark
        for mark in said
    ]


def _answer_marks(code: str, answer: ItemAnswer, words: MarkWords) -> list[Mark]:
    said = []
    if answer.kind is not None:
        tone = _TONES.get(answer.kind, "neutral")
        said.append(Mark(words.kinds[answer.kind], tone, code))
    if answer.lead:
        said.append(Mark(f"⚑ {words.lead}", "mark", code))
    if answer.verify:
        said.append(Mark(f"◆ {words.verify.format(text=answer.verify)}", "accent", code))
    return said
