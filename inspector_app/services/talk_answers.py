"""Answers to must-ask items while the talk is on: one mark at a time, each can be taken back."""

from dataclasses import replace
from typing import TypedDict, Unpack

from inspector_app.domain.changes import Changes
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.record import Record
from inspector_app.services.checklist import FORM_ID, Checklist, answer_fields
from inspector_app.services.mission import OpenMission
from inspector_app.services.talks import answers_of, require_open, set_answer
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader


class AnswerParts(TypedDict, total=False):
    """The parts of an answer that a change may name; the others stay as they are."""

    kind: AnswerKind | None
    text: str
    lead: bool
    verify: str
    paragraph: str


def filled_checklist(reader: Reader, talk: str) -> Record | None:
    """Return the filled checklist of a talk: the record that its answers are fields of."""
    found = reader.find("submission", {"subject_type": "talk", "subject": talk, "form_id": FORM_ID})
    return found[0] if found else None


def ensure_checklist(mission: OpenMission, talk: str) -> Changes:
    """Give a talk that came without one an empty checklist to be filled (store lane)."""
    if filled_checklist(mission.journal.reader, talk) is not None:
        return Changes()
    require_open(mission.journal.reader, talk)
    return set_answer(mission, talk)


def text_field(checklist: Checklist, code: str, part: str) -> str:
    """Return the field in which the ``text`` or ``verify`` of an answer stands."""
    return f"{checklist.item(code).path}/{part}"


def change_answer(
    mission: OpenMission, talk: str, code: str, *, entry: str = "", **parts: Unpack[AnswerParts]
) -> Changes:
    """Change some parts of the answer to one item (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``RefusedError('talk.closed')`` for a talk that takes supplements only.
    """
    reader = mission.journal.reader
    require_open(reader, talk)
    filled = filled_checklist(reader, talk)
    before = answers_of(reader, mission.checklist, talk).get(code, ItemAnswer(code))
    after = replace(before, **parts)
    if filled is None:
        return set_answer(mission, talk, after)
    fields = answer_fields(mission.checklist.item(code), after)
    return mission.journal.write(Write("submission", filled.id, fields, entry_id=entry))
