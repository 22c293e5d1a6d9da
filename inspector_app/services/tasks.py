"""Tasks of verification: what a talk or a paper gave reason to check, by whom, by when.

A task comes from an answer, a paragraph, a contradiction between answers, a briefing item or
any other record, and leads back there. What only some may read makes a task that only they
may read, and whoever is to do it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD, READERS_FIELD, Audience
from inspector_app.domain.vocabulary import TaskState
from inspector_app.services.checklist import Checklist
from inspector_app.services.mission import OpenMission, mission_record, setting, user_names
from inspector_app.services.places import place_of
from inspector_app.services.results import Created
from inspector_app.services.value_words import record_name
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader
from inspector_app.system.wording import Wording

#: In how many days a task is due where nobody says; a setting.
USUAL_DAYS = 7


@dataclass(frozen=True, slots=True)
class TaskSource:
    """Where a task comes from: a record, and the must-ask item if it is about one.

    An answer is its talk with the item; a contradiction is the item alone, or with the
    official it is about.
    """

    record_type: str = ""
    record: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in the list.

    ``days`` until it is due, negative when it is late, ``None`` without a day or when it is no
    longer open. ``source`` says in words where it comes from.
    """

    task: Record
    state: TaskState
    assignee: str
    source: str
    days: int | None

    @property
    def overdue(self) -> bool:
        """Say whether it should be done already."""
        return self.days is not None and self.days < 0


def open_tasks(reader: Reader) -> list[Record]:
    """Return the tasks that are still to be done, the earliest due first."""
    found = reader.find("task", {"state": TaskState.OPEN.value}, order=[Order("due_on")])
    return sorted(found, key=lambda task: task.text("due_on") or "9999")


def state_of(task: Record) -> TaskState:
    """Return how far a task is; a state of a newer program counts as open."""
    state = task.text("state")
    return TaskState(state) if state in list(TaskState) else TaskState.OPEN


def task_rows(
    reader: Reader,
    checklist: Checklist,
    wording: Wording,
    today: str,
    *,
    state: TaskState | None = TaskState.OPEN,
    assignee: str = "",
) -> list[TaskRow]:
    """Return tasks, open ones first and the earliest due first.

    *state* ``None`` means all; *assignee* leaves only what is that user's.
    """
    names = user_names(reader)
    rows = [
        TaskRow(
            task=task,
            state=state_of(task),
            assignee=names.get(task.text("assignee"), ""),
            source=source_words(reader, checklist, wording, task),
            days=_days_left(task, today),
        )
        for task in reader.find("task")
        if state is None or state_of(task) is state
        if not assignee or task.text("assignee") == assignee
    ]
    return sorted(rows, key=lambda row: (row.state, row.task.text("due_on") or "9999", row.task.id))


def _days_left(task: Record, today: str) -> int | None:
    due = task.text("due_on")
    if not due or state_of(task) is not TaskState.OPEN:
        return None
    return (date.fromisoformat(due) - date.fromisoformat(today)).days


def source_words(reader: Reader, checklist: Checklist, wording: Wording, task: Record) -> str:
    """Say where a task comes from: the talk and the item, the paper, the organ's words."""
    parts = []
    if task.text("subject_type"):
        parts.append(_record_words(reader, task.text("subject_type"), task.text("subject")))
    code = task.text("item")
    item = next((one for one in checklist.items if one.code == code), None)
    if item is not None:
        parts.append(f"{code} {item.label.get(wording.language, '')}".strip())
    return " · ".join(part for part in parts if part)


def _record_words(reader: Reader, record_type: str, record_id: str) -> str:
    """Name a record, with the talk that a paragraph belongs to."""
    if record_type == "paragraph":
        paragraph = reader.get(record_type, record_id)
        talk = paragraph.text("talk") if paragraph else ""
        return " · ".join(
            filter(
                None,
                [record_name(reader, "talk", talk), record_name(reader, record_type, record_id)],
            )
        )
    return record_name(reader, record_type, record_id)


def task_place(reader: Reader, task: Record) -> tuple[str, dict[str, str]]:
    """Return page and target of what a task is about; without a record, of its item."""
    item = {"item": task.text("item")} if task.text("item") else {}
    if not task.text("subject_type") or task.text("subject_type") == "official":
        return (
            ("talk", {"view": "contradictions", **item})
            if item
            else ("overview", {"task": task.id})
        )
    page, target = place_of(reader, task.text("subject_type"), task.text("subject"))
    return page, {**target, **item}


# --- writing (store lane) ---------------------------------------------------------------


def usual_due(reader: Reader, mission_id: str, today: str) -> str:
    """Return by when a task is due where nobody says: some days on, but before the team leaves."""
    days = setting(reader, "talk.days", USUAL_DAYS)
    due = (date.fromisoformat(today) + timedelta(days=days)).isoformat()
    leave = mission_record(reader, mission_id).text("leave_on")
    return leave if today <= leave < due else due


def create_task(
    mission: OpenMission,
    *,
    title: str,
    source: TaskSource | None = None,
    note: str = "",
    assignee: str = "",
    due_on: str | None = None,
    entry: str = "",
) -> Created:
    """Set a task from a source (store lane).

    *title* says what to verify, *note* more of it. *due_on* is yyyy-mm-dd, "" for no day;
    without it ``usual_due``. *entry* fixes the id of the entry, so that the step can be taken
    back with it. Raises ``InputError('task.no_title')``, ``RefusedError``: ``task.source_gone``,
    ``task.no_such_member``.
    """
    reader = mission.journal.reader
    source = source or TaskSource()
    if not title.strip():
        raise InputError("task.no_title")
    _require_member(reader, assignee)
    if due_on is None:
        due_on = usual_due(reader, mission.id, mission.today())
    created = mission.journal.create(
        "task",
        {
            "title": title.strip(),
            "note": note.strip() or None,
            "assignee": assignee or None,
            "due_on": due_on or None,
            "state": TaskState.OPEN.value,
            "subject_type": source.record_type or None,
            "subject": source.record or None,
            "item": source.item or None,
            **_audience(_source_record(reader, source), [assignee]),
        },
    )
    write = Write(created.record_type, created.record_id, created.new, created.op, entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def _source_record(reader: Reader, source: TaskSource) -> Record | None:
    if not source.record_type:
        return None
    record = reader.get(source.record_type, source.record)
    if record is None or record.deleted:
        raise RefusedError("task.source_gone")
    return record


def _audience(source: Record | None, more: Sequence[str]) -> dict[str, Json]:
    """Return the audience of a task: its source's, with whoever is to do it."""
    if source is None or source.audience == Audience.TEAM.value:
        return {}
    readers = {*source.items(READERS_FIELD), source.owner, *more} - {""}
    return {AUDIENCE_FIELD: Audience.NAMED.value, READERS_FIELD: sorted(readers)}


def _require_member(reader: Reader, user: str) -> None:
    if user and reader.get("user", user) is None:
        raise RefusedError("task.no_such_member")


def add_task(
    mission: OpenMission,
    *,
    title: str,
    assignee: str = "",
    due_on: str = "",
    subject_type: str = "",
    subject: str = "",
) -> Created:
    """Set a task from a record, without a day unless one is given (store lane)."""
    source = TaskSource(subject_type, subject)
    return create_task(mission, title=title, source=source, assignee=assignee, due_on=due_on)


def change_task(mission: OpenMission, task: str, *, entry: str = "", **fields: str) -> Changes:
    """Change ``title``, ``note``, ``assignee`` or ``due_on`` of an open task (store lane).

    Raises what ``create_task`` does, and ``RefusedError('task.not_open')``.
    """
    reader = mission.journal.reader
    record = _require(reader, task, {TaskState.OPEN})
    if "title" in fields and not fields["title"].strip():
        raise InputError("task.no_title")
    values: dict[str, Json] = {name: value.strip() or None for name, value in fields.items()}
    if "assignee" in fields:
        _require_member(reader, fields["assignee"])
        if fields["assignee"] and record.audience != Audience.TEAM.value:
            values[READERS_FIELD] = sorted({*record.items(READERS_FIELD), fields["assignee"]})
    return mission.journal.write(Write("task", task, values, entry_id=entry))


def finish_task(mission: OpenMission, task: str, *, outcome: str = "", entry: str = "") -> Changes:
    """Say that a task is done and what came of it (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``InputError('task.no_outcome')``: what was found out is the point of it.
    """
    return _end(mission, task, TaskState.DONE, outcome, entry)


def drop_task(mission: OpenMission, task: str, *, reason: str, entry: str = "") -> Changes:
    """Let a task go that need not be done any more, with a reason (store lane)."""
    return _end(mission, task, TaskState.DROPPED, reason, entry)


def _end(mission: OpenMission, task: str, state: TaskState, outcome: str, entry: str) -> Changes:
    _require(mission.journal.reader, task, {TaskState.OPEN})
    if not outcome.strip():
        raise InputError("task.no_outcome")
    fields: dict[str, Json] = {
        "state": state.value,
        "outcome": outcome.strip(),
        "done_on": mission.today(),
    }
    return mission.journal.write(Write("task", task, fields, entry_id=entry))


def reopen_task(mission: OpenMission, task: str, *, entry: str = "") -> Changes:
    """Open a task again that was done or let go; its outcome so far stays (store lane)."""
    _require(mission.journal.reader, task, {TaskState.DONE, TaskState.DROPPED})
    fields: dict[str, Json] = {"state": TaskState.OPEN.value, "done_on": None}
    return mission.journal.write(Write("task", task, fields, entry_id=entry))


def _require(reader: Reader, task: str, states: Iterable[TaskState]) -> Record:
    record = reader.get("task", task)
    if record is None or record.deleted:
        raise RefusedError("record.gone")
    if state_of(record) not in set(states):
        raise RefusedError("task.not_open")
    return record
