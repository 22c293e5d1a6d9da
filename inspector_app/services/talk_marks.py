"""What the marks of an answer lead to: a lead of its own stream, a task of verification.

A mark stands on an answer; what is done about it is a record elsewhere, with its own readers.
Marking and recording are one step, so that nothing marked is forgotten.
"""

from dataclasses import dataclass

from inspector_app.domain.changes import Changes
from inspector_app.domain.must_ask import ItemAnswer
from inspector_app.domain.record import Record
from inspector_app.services.leads import record_lead
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.roster import number_ones
from inspector_app.services.talk_answers import change_answer
from inspector_app.services.talks import answers_of
from inspector_app.services.tasks import TaskSource, change_task, create_task
from inspector_app.store.reader import Order, Reader


@dataclass(frozen=True, slots=True)
class Marked:
    """A mark that was made: what it touched, and the lead it leads to (new or already there)."""

    changes: Changes
    lead: str
    new: bool


def lead_source(talk: Record, code: str) -> str:
    """Return what a lead says of where it comes from: the talk's number and the item."""
    return f"{talk.text('number')} {code}".strip()


def lead_of(reader: Reader, talk: str, code: str) -> Record | None:
    """Return the lead that came from an answer, as far as this user may read it."""
    record = reader.get("talk", talk)
    if record is None:
        return None
    where = {"talk": talk, "source": lead_source(record, code)}
    found = reader.find("lead", dict(where), order=[Order("id")])
    return found[-1] if found else None


def mark_lead(mission: OpenMission, talk: str, code: str, *, content: str) -> Marked:
    """Mark an answer as a lead and record it, for the leader and whoever marks it (store lane).

    *content* is what was said, as it stands so far; the lead's own page goes on from there.
    Asked twice, the lead that is there is kept. A talk with nothing said yet is only marked:
    a lead says something.
    """
    reader = mission.journal.reader
    marked = change_answer(mission, talk, code, lead=True)
    there = lead_of(reader, talk, code)
    if there is not None or not content.strip():
        return Marked(marked, there.id if there else "", new=False)
    record = reader.get("talk", talk)
    people = [one.id for one in number_ones(reader) if not one.text("left_on")]
    made = record_lead(
        mission,
        content=content.strip(),
        officials=people if len(people) == 1 else (),
        about_number_one=True,
        source=lead_source(record, code) if record is not None else code,
        received_on=mission.today(),
        talk=talk,
    )
    return Marked(marked | made.changes, made.id, new=True)


def task_of(reader: Reader, talk: str, code: str) -> Record | None:
    """Return the task that an answer's mark led to, whatever became of it."""
    where = {"subject_type": "talk", "subject": talk, "item": code}
    found = reader.find("task", dict(where), order=[Order("id")])
    return found[-1] if found else None


def verify_task(mission: OpenMission, talk: str, code: str) -> Created | None:
    """Make a task of what is to be verified of an answer, or bring its words up (store lane).

    Nothing is made where nothing is to be verified; a task that is done stays as it is.
    """
    reader = mission.journal.reader
    answers = answers_of(reader, mission.checklist, talk)
    wanted = answers.get(code, ItemAnswer(code)).verify.strip()
    if not wanted:
        return None
    task = task_of(reader, talk, code)
    if task is None:
        return create_task(mission, title=wanted, source=TaskSource("talk", talk, item=code))
    if task.text("state") != "open" or task.text("title") == wanted:
        return None
    return Created(task.id, change_task(mission, task.id, title=wanted))
