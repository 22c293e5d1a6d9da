"""What is known becomes what is asked: questions for named talkers, beside the checklist.

A question hangs on what it comes from (an item of a briefing, a finding of the last round) and
is as restricted as that: who may not read the source sees neither the question nor its answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import Head
from inspector_app.services.briefing import organ_name
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.speakers import people_of
from inspector_app.services.talks import require_open
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

#: What a question can come from.
SOURCES = ("briefing_item", "previous_finding")
#: So much of a finding tells it from the others.
_ENOUGH = 24


@dataclass(frozen=True, slots=True)
class ExtraAnswer:
    """What a talker answered in one talk; ``paragraph`` is where it stands in the record."""

    id: str
    kind: AnswerKind | None
    text: str
    paragraph: str


@dataclass(frozen=True, slots=True)
class ExtraQuestion:
    """A question for named talkers: optional in their checklists, with its source named.

    ``about`` and ``talkers`` are officials. ``source`` says where it comes from, in words for
    the team's own eyes. ``restricted`` says that not everybody of the team can see it.
    ``answer`` is that of the talk asked about, if one was.
    """

    id: str
    head: Head
    text: str
    about: str
    talkers: tuple[str, ...]
    source: str
    subject_type: str
    subject: str
    restricted: bool
    answer: ExtraAnswer | None = None


def ask_extra(
    mission: OpenMission,
    *,
    subject_type: str,
    subject: str,
    text: str = "",
    head: Head = Head.WORK,
    about: str = "",
    talkers: Sequence[str] = (),
    question: str = "",
    entry: str = "",
) -> Created:
    """Make a question out of what is known (store lane).

    *question* fixes the record's id beforehand, so that its text can be typed at once; *entry*
    that of the entry, so that the step can be taken back. Raises
    ``InputError('briefing.question_source')`` for a source that is not there.
    """
    found = mission.journal.reader.get(subject_type, subject) if subject_type in SOURCES else None
    if found is None or found.deleted:
        raise InputError("briefing.question_source")
    values: dict[str, Json] = {
        "subject_type": subject_type,
        "subject": subject,
        "about": about or None,
        "head": head.value,
        "text": text.strip() or None,
        "talkers": list(talkers),
    }
    write = replace(mission.journal.create("extra_question", values, question), entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def update_extra(
    mission: OpenMission, question: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Change fields of a question; *entry* as in ``ask_extra`` (store lane)."""
    return mission.journal.write(Write("extra_question", question, fields, entry_id=entry))


def remove_extra(mission: OpenMission, question: str, *, entry: str = "") -> Changes:
    """Take a question out (store lane).

    Raises ``RefusedError('briefing.question_answered')`` once a talker has answered it.
    """
    if mission.journal.reader.count("extra_answer", {"question": question}):
        raise RefusedError("briefing.question_answered")
    write = Write("extra_question", question, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)


def questions_from(reader: Reader, subject: str) -> tuple[ExtraQuestion, ...]:
    """Return the questions that come from one record, oldest first."""
    return _views(reader, reader.find("extra_question", {"subject": subject}, order=[Order("id")]))


def questions_by_source(reader: Reader) -> dict[str, tuple[ExtraQuestion, ...]]:
    """Return all questions by the record that they come from, oldest first."""
    found: dict[str, tuple[ExtraQuestion, ...]] = {}
    for one in _views(reader, reader.find("extra_question", order=[Order("id")])):
        found[one.subject] = (*found.get(one.subject, ()), one)
    return found


def questions_for(reader: Reader, official: str) -> tuple[ExtraQuestion, ...]:
    """Return the questions for one talker, work before life, oldest first."""
    return _for(reader, (official,))


def questions_of_talk(reader: Reader, talk: str) -> tuple[ExtraQuestion, ...]:
    """Return the questions for whoever speaks in a talk, each with the answer given there."""
    record = reader.get("talk", talk)
    if record is None:
        return ()
    found = _for(reader, people_of(record))
    if not found:
        return ()
    answers = {
        one.text("question"): _answer(one)
        for one in reader.find("extra_answer", {"talk": talk}, order=[Order("id")])
    }
    return tuple(replace(one, answer=answers.get(one.id)) for one in found)


def answer_extra(
    mission: OpenMission,
    talk: str,
    question: str,
    *,
    kind: AnswerKind | None,
    text: str = "",
    paragraph: str = "",
    entry: str = "",
) -> Changes:
    """Record what a talker answered; it is as restricted as the question (store lane).

    Raises ``RefusedError('talk.closed')`` for a talk that takes supplements only.
    """
    reader = mission.journal.reader
    require_open(reader, talk)
    values: dict[str, Json] = {
        "kind": kind.value if kind else None,
        "text": text or None,
        "paragraph": paragraph or None,
    }
    where: dict[str, Json] = {"question": question, "talk": talk}
    there = reader.find("extra_answer", where, order=[Order("id")])
    if there:
        write = Write("extra_answer", there[-1].id, values)
    else:
        write = mission.journal.create("extra_answer", {**where, **values})
    return mission.journal.write(replace(write, entry_id=entry))


def source_words(reader: Reader, subject_type: str, subject: str) -> str:
    """Return where a question comes from: organ and theme, or the finding's number."""
    record = reader.get(subject_type, subject) if subject_type in SOURCES else None
    if record is None:
        return ""
    if subject_type == "briefing_item":
        briefing = reader.get("briefing", record.text("briefing"))
        organ = organ_name(reader, briefing) if briefing is not None else ""
        return " · ".join(part for part in (organ, record.text("theme")) if part)
    return " ".join(
        part for part in (record.text("number"), record.text("problem")[:_ENOUGH]) if part
    )


def _for(reader: Reader, people: Sequence[str]) -> tuple[ExtraQuestion, ...]:
    wanted = frozenset(people)
    found = [
        one
        for one in reader.find("extra_question", order=[Order("id")])
        if wanted & frozenset(one.items("talkers")) and one.text("text").strip()
    ]
    return tuple(sorted(_views(reader, found), key=lambda one: list(Head).index(one.head)))


def _views(reader: Reader, records: Sequence[Record]) -> tuple[ExtraQuestion, ...]:
    sources: dict[tuple[str, str], str] = {}
    for one in records:
        key = one.text("subject_type"), one.text("subject")
        if key not in sources:
            sources[key] = source_words(reader, *key)
    return tuple(_view(one, sources) for one in records)


def _view(record: Record, sources: dict[tuple[str, str], str]) -> ExtraQuestion:
    key = record.text("subject_type"), record.text("subject")
    head = record.text("head")
    return ExtraQuestion(
        id=record.id,
        head=Head(head) if head in frozenset(Head) else Head.WORK,
        text=record.text("text"),
        about=record.text("about"),
        talkers=record.items("talkers"),
        source=sources[key],
        subject_type=key[0],
        subject=key[1],
        restricted=record.audience != Audience.TEAM.value,
    )


def _answer(record: Record) -> ExtraAnswer:
    kind = record.text("kind")
    return ExtraAnswer(
        record.id,
        AnswerKind(kind) if kind in frozenset(AnswerKind) else None,
        record.text("text"),
        record.text("paragraph"),
    )
