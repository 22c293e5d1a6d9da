"""与一把手谈话情况报告: the talk with the number one, told to the secretary who sent the team.

Article 9, third duty. What he said himself stands beside what was raised: a matter raised is
no fact, and his explanation has its place.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from inspector_app.documents.papers.common import (
    MissionFacts,
    Passage,
    Person,
    Words,
    classification,
    field,
    passages,
    required,
    signatures,
)
from inspector_app.documents.tree import (
    Block,
    Closing,
    Heading,
    Marks,
    Paper,
    Paragraph,
    text,
)
from inspector_app.system.wording import Wording


@dataclass(frozen=True, slots=True)
class NumberOneTalkContent:
    """What is reported of the talk.

    ``addressee`` is the secretary of the committee that sent the team. Matters, statements and
    assessment may not be blank in a final report; explanations and reminders that were not
    made are printed as not recorded.
    """

    mission: MissionFacts
    classification: str
    addressee: str
    number_one: Person
    held_on: date | None
    starts: time | None
    ends: time | None
    place: str
    interviewers: tuple[Person, ...]
    recorder: Person
    matters: tuple[Passage, ...]
    statements: tuple[Passage, ...]
    explanations: tuple[Passage, ...]
    reminders: tuple[Passage, ...]
    assessment: tuple[Passage, ...]
    dated_on: date | None = None
    draft: bool = False


def _facts(content: NumberOneTalkContent, words: Words) -> Iterator[Block]:
    interviewers = words.joined(words.person(person) for person in content.interviewers)
    yield field(words, "number_one_talk.who", words.person(content.number_one))
    yield field(words, "talk.date", words.date(content.held_on))
    yield field(words, "talk.time", words.period(content.starts, content.ends))
    yield field(words, "talk.place", content.place)
    yield field(words, "talk.interviewers", interviewers)
    yield field(words, "talk.recorder", words.person(content.recorder))


def _blocks(content: NumberOneTalkContent, words: Words) -> Iterator[Block]:
    yield Heading(1, words("number_one_talk.facts"))
    for block in _facts(content, words):
        yield Paragraph(block.text) if isinstance(block, Paragraph) else block
    parts = (
        ("number_one_talk.matters", content.matters, True),
        ("number_one_talk.statements", content.statements, True),
        ("number_one_talk.explanations", content.explanations, False),
        ("number_one_talk.reminders", content.reminders, False),
        ("number_one_talk.assessment", content.assessment, True),
    )
    for key, items, needed in parts:
        heading = Heading(1, words(key))
        found = tuple(passages(words, items))
        yield heading
        if needed:
            yield from required(words, heading.text, found, draft=content.draft)
        else:
            yield from found or (Paragraph(text(words("not_recorded_sentence"))),)
    yield from signatures(words, ["number_one_talk.sign_leader"], dated=False)


def number_one_talk_paper(content: NumberOneTalkContent, wording: Wording) -> Paper:
    """Return the report on the talk with the number one.

    Raises ``RefusedError("papers.incomplete")`` if a final report lacks a part, naming it.
    """
    words = Words(wording, content.mission)
    return Paper(
        kind=words("number_one_talk.kind"),
        title=words.lines("number_one_talk.title"),
        blocks=tuple(_blocks(content, words)),
        marks=Marks(classification=classification(content.classification)),
        addressee=content.addressee,
        closing=Closing(
            (content.mission.team,), words.date(content.dated_on) if content.dated_on else ""
        ),
        language=wording.language,
    )
