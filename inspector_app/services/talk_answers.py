"""Answers to must-ask items while the talk is on: one mark at a time."""

from dataclasses import replace
from typing import TypedDict, Unpack

from inspector_app.domain.changes import Changes
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.record import Record
from inspector_app.services.checklist import FORM_ID, Checklist
from inspector_app.services.mission import OpenMission
from inspector_app.services.talks import answers_of, require_open, set_answer
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
    mission: OpenMission, talk: str, code: str, **parts: Unpack[AnswerParts]
) -> Changes:
    """Change some parts of the answer to one item (store lane).

    Raises ``RefusedError('talk.closed')`` for a talk that takes supplements only.
    """
    before = answers_of(mission.journal.reader, mission.checklist, talk)
    return set_answer(mission, talk, replace(before.get(code, ItemAnswer(code)), **parts))
