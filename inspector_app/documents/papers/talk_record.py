"""谈话记录: the record of a talk, to be read, corrected and signed by the talker on each page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time

from inspector_app.documents.papers.common import (
    MissionFacts,
    Person,
    Words,
    classification,
    field,
    labelled,
    signatures,
    signed_footer,
)
from inspector_app.documents.tree import (
    Blank,
    Block,
    Marks,
    Paper,
    Paragraph,
    SignatureLine,
    Span,
    text,
)
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.system.fonts import Role
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class Turn:
    """A paragraph of the record: a question, an answer, or what its kind says.

    ``speaker`` is who of several said it.
    """

    kind: ParagraphKind
    text: str
    source: str = ""
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class TalkRecordContent:
    """A talk as it was recorded.

    ``opening_done`` and ``read_back_done`` say whether identity, purpose, discipline and
    confidentiality were explained, and whether the talker has read the record or had it read;
    what was not recorded is printed as not recorded. ``materials`` are papers handed over.
    A 座谈会 has a ``topic`` and ``speakers`` instead of the talker; an unnamed talker is
    ``described_as`` something and does not sign.
    """

    mission: MissionFacts
    classification: str
    number: str
    talker: Person
    held_on: date | None
    starts: time | None
    ends: time | None
    place: str
    interviewers: tuple[Person, ...]
    recorder: Person
    turns: tuple[Turn, ...]
    opening_done: bool
    read_back_done: bool
    materials: tuple[str, ...] = ()
    party_member: bool | None = None
    speakers: tuple[Person, ...] = ()
    topic: str = ""
    described_as: str = ""


#: The word that stands before a paragraph of each kind; an opening and notes stand without.
_LABELS: Mapping[ParagraphKind, str] = {
    ParagraphKind.QUESTION: "talk.question",
    ParagraphKind.ANSWER: "talk.answer",
    ParagraphKind.NOTE: "talk.note",
    ParagraphKind.CORRECTION: "talk.correction",
    ParagraphKind.SUPPLEMENT: "talk.supplement",
}


def _head(content: TalkRecordContent, words: Words) -> Iterator[Block]:
    member = {None: "not_recorded", True: "yes", False: "no"}[content.party_member]
    interviewers = words.joined(words.person(person) for person in content.interviewers)
    period = words.period(content.starts, content.ends)
    yield field(words, "talk.number", content.number)
    if content.speakers:
        yield field(words, "group_talk.topic", content.topic)
        speakers = words.joined(words.person(person) for person in content.speakers)
        yield field(words, "group_talk.speakers", speakers)
    elif content.described_as:
        who = words("group_talk.unnamed", who=content.described_as)
        yield field(words, "talk.talker", who)
    else:
        yield field(words, "talk.talker", content.talker.name)
        yield field(words, "talk.office", content.talker.office)
        yield field(words, "talk.party_member", words(member))
    yield field(words, "talk.date", words.date(content.held_on))
    yield field(words, "talk.time", period)
    yield field(words, "talk.place", content.place)
    yield field(words, "talk.interviewers", interviewers)
    yield field(words, "talk.recorder", words.person(content.recorder))
    opening = words("talk.opening_done" if content.opening_done else "talk.opening_missing")
    yield field(words, "talk.opening", opening)
    yield Blank()


def _turns(content: TalkRecordContent, words: Words) -> Iterator[Block]:
    for turn in content.turns:
        if turn.kind is ParagraphKind.READ_BACK or not turn.text.strip():
            continue
        label = _LABELS.get(turn.kind)
        if label is None:
            yield Paragraph(text(turn.text), source=turn.source)
        elif turn.speaker:
            said = text(Span(words("label", label=turn.speaker), Role.HEITI), turn.text)
            yield Paragraph(said, source=turn.source)
        else:
            yield Paragraph(labelled(words, label, turn.text), source=turn.source)


def _ending(content: TalkRecordContent, words: Words) -> Iterator[Block]:
    yield Blank()
    materials = words.joined(content.materials) if content.materials else words("talk.no_materials")
    yield field(words, "talk.materials", materials)
    said = [turn for turn in content.turns if turn.kind is ParagraphKind.READ_BACK]
    key = "talk.read_back_done" if content.read_back_done else "talk.read_back_missing"
    yield Paragraph(text(Span(words(key), Role.KAITI)), keep_next=True)
    for turn in said:
        if turn.text.strip():
            yield Paragraph(text(turn.text), keep_next=True, source=turn.source)
    interviewers = ["talk.sign_interviewer"] * max(1, len(content.interviewers))
    if content.speakers:
        for person in content.speakers:
            label = words("group_talk.sign_speaker", name=person.name)
            yield SignatureLine(words("label", label=label), words("date_to_fill"), keep_next=True)
        yield from signatures(words, [*interviewers, "talk.sign_recorder"])
    elif content.described_as:
        yield field(words, "talk.sign_talker", words("group_talk.sign_unnamed"))
        yield from signatures(words, [*interviewers, "talk.sign_recorder"])
    else:
        yield from signatures(words, ["talk.sign_talker", *interviewers, "talk.sign_recorder"])


def talk_record_paper(content: TalkRecordContent, wording: Wording) -> Paper:
    """Return the record of a talk; each page has a line for a signature.

    The talker signs every page. Where several spoke, or the talker is not named, the recorder
    does, and those who spoke sign at the end.
    """
    words = Words(wording, content.mission)
    room = "group_talk" if content.speakers else "talk"
    alone = not content.speakers and not content.described_as
    return Paper(
        kind=words(f"{room}.kind"),
        title=words.lines(f"{room}.title"),
        blocks=(*_head(content, words), *_turns(content, words), *_ending(content, words)),
        marks=Marks(classification=classification(content.classification)),
        footer=signed_footer(words, "talk.sign_talker" if alone else "talk.sign_recorder"),
        language=wording.language,
    )
