"""Tasks of verification: what a talk or a paper gave reason to check, by whom, by when."""

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import TaskState
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader


def open_tasks(reader: Reader) -> list[Record]:
    """Return the tasks that are still to be done, the earliest due first."""
    found = reader.find("task", {"state": TaskState.OPEN.value}, order=[Order("due_on")])
    return sorted(found, key=lambda task: task.text("due_on") or "9999")


def add_task(
    mission: OpenMission,
    *,
    title: str,
    assignee: str = "",
    due_on: str = "",
    subject_type: str = "",
    subject: str = "",
) -> Created:
    """Set a task (store lane)."""
    write = mission.journal.create(
        "task",
        {
            "title": title,
            "assignee": assignee or None,
            "due_on": due_on or None,
            "state": TaskState.OPEN.value,
            "subject_type": subject_type or None,
            "subject": subject or None,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def finish_task(mission: OpenMission, task: str, *, outcome: str = "", entry: str = "") -> Changes:
    """Say that a task is done and what came of it (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it.
    """
    fields: dict[str, Json] = {"state": TaskState.DONE.value, "outcome": outcome or None}
    return mission.journal.write(Write("task", task, fields, entry_id=entry))
