"""The briefing before entry (article 9, first duty): which organ was asked, what it said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from inspector_app.domain.briefing import BriefingForm
from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Head, ItemState, Organ
from inspector_app.services.mission import OpenMission, mission_record, vocabulary
from inspector_app.services.results import Created
from inspector_app.services.source_organs import mandatory_organs, remind_days
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader
from inspector_app.system.wording import Wording


class Standing(StrEnum):
    """How far the inquiry at one organ is."""

    NOT_SENT = "not_sent"
    AWAITED = "awaited"  # days until it is due; -1 when no date was set
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"  # days since it was due
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"  # days between due and received


@dataclass(frozen=True, slots=True)
class OrganRow:
    """One organ: asked when, due when, answered when."""

    briefing: Record
    organ: Organ
    mandatory: bool
    answered: bool
    overdue: bool
    before_entry: bool


def organ_of(briefing: Record) -> Organ:
    """Return which organ a briefing is from; a newer program's kinds count as other."""
    code = briefing.text("organ")
    return Organ(code) if code in frozenset(Organ) else Organ.OTHER


def standing(briefing: Record, today: str) -> tuple[Standing, int]:
    """Return how far an inquiry is, and the days that go with it (see ``Standing``)."""
    received, due = briefing.text("received_on"), briefing.text("due_on")
    if received:
        late = _days(due, received) if due else 0
        return (Standing.ANSWERED_LATE, late) if late > 0 else (Standing.ANSWERED, 0)
    if not briefing.text("sent_on"):
        return Standing.NOT_SENT, 0
    if not due:
        return Standing.AWAITED, -1
    left = _days(today, due)
    if left == 0:
        return Standing.DUE_TODAY, 0
    return (Standing.AWAITED, left) if left > 0 else (Standing.OVERDUE, -left)


@dataclass(frozen=True, slots=True)
class Reminder:
    """An answer that is late or due soon; ``days`` as in ``standing``."""

    briefing: Record
    standing: Standing
    days: int

    @property
    def late(self) -> bool:
        """Say whether the answer should be there already."""
        return self.standing is Standing.OVERDUE


def reminders(reader: Reader, today: str) -> list[Reminder]:
    """Return the answers that are overdue or due within the days of reminding, latest first."""
    ahead = remind_days(reader)
    found = []
    for briefing in reader.find("briefing", order=[Order("due_on")]):
        how, days = standing(briefing, today)
        soon = how is Standing.AWAITED and 0 <= days <= ahead
        if soon or how in {Standing.OVERDUE, Standing.DUE_TODAY}:
            found.append(Reminder(briefing, how, days))
    return found


def _days(start: str, end: str) -> int:
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def organ_rows(reader: Reader, mission_id: str, today: str) -> list[OrganRow]:
    """Return the organs asked, mandatory ones first."""
    entry_on = mission_record(reader, mission_id).text("entry_on")
    mandatory = mandatory_organs(reader)
    rows = []
    for briefing in reader.find("briefing"):
        organ = organ_of(briefing)
        received = briefing.text("received_on")
        due = briefing.text("due_on")
        rows.append(
            OrganRow(
                briefing=briefing,
                organ=organ,
                mandatory=organ in mandatory,
                answered=bool(received),
                overdue=bool(due) and (received or today) > due,
                before_entry=bool(received) and (not entry_on or received < entry_on),
            )
        )
    return sorted(rows, key=lambda row: (not row.mandatory, list(Organ).index(row.organ)))


def usual_name(reader: Reader, organ: Organ) -> str:
    """Return what this mission calls an organ: a word for its records and papers."""
    words = vocabulary(reader)
    return words.get(f"{organ.value}_organ") or Wording().text(f"terms.organ.{organ.value}")


def organ_name(reader: Reader, briefing: Record) -> str:
    """Return the organ's own name, else what this mission calls its kind."""
    return briefing.text("organ_name") or usual_name(reader, organ_of(briefing))


def record_briefing(
    mission: OpenMission,
    *,
    organ: Organ,
    organ_name: str,
    letter_number: str = "",
    sent_on: str = "",
    due_on: str = "",
    received_on: str = "",
    held_on: str = "",
    form: str = "",
    forms: Sequence[BriefingForm] = (),
    contact: str = "",
    letter_note: str = "",
    briefed_by: str = "",
    listeners: Sequence[str] = (),
    main_points: str = "",
    evidence: Sequence[str] = (),
    entry: str = "",
) -> Created:
    """Record that an organ was asked and what it answered (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it.
    """
    values: dict[str, Json] = {
        "organ": organ.value,
        "organ_name": organ_name,
        "letter_number": letter_number or None,
        "sent_on": sent_on or None,
        "due_on": due_on or None,
        "received_on": received_on or None,
        "held_on": held_on or None,
        "form": form or None,
        "forms": [one.value for one in forms],
        "contact": contact or None,
        "letter_note": letter_note or None,
        "briefed_by": briefed_by or None,
        "listeners": list(listeners),
        "main_points": main_points or None,
        "evidence": list(evidence),
    }
    write = replace(mission.journal.create("briefing", values), entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def update_briefing(
    mission: OpenMission, briefing: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Change fields of a briefing record; *entry* as in ``record_briefing`` (store lane)."""
    return mission.journal.write(Write("briefing", briefing, fields, entry_id=entry))


def remove_briefing(mission: OpenMission, briefing: str, *, entry: str = "") -> Changes:
    """Take an organ that was entered by mistake out (store lane).

    Raises ``RefusedError``: ``briefing.has_items`` while items hang on it, and
    ``briefing.has_readers`` once somebody signed for having read it.
    """
    if mission.journal.reader.count("briefing_item", {"briefing": briefing}):
        raise RefusedError("briefing.has_items")
    signed = {"subject_type": "briefing", "subject": briefing}
    if mission.journal.reader.count("approval", signed):
        raise RefusedError("briefing.has_readers")
    write = Write("briefing", briefing, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)


def record_item(
    mission: OpenMission,
    *,
    briefing: str,
    official: str,
    head: Head,
    theme: str,
    state: ItemState | None,
    text: str = "",
    evidence: Sequence[str] = (),
    as_of: str = "",
    item: str = "",
    entry: str = "",
) -> Created:
    """Record what an organ said to one item about a number one (store lane).

    Without a *state* the item is asked, and not answered yet. *item* fixes the record's id
    beforehand, so that its text can be typed at once; *entry* as in ``record_briefing``.
    """
    write = mission.journal.create(
        "briefing_item",
        {
            "briefing": briefing,
            "official": official,
            "head": head.value,
            "theme": theme,
            "state": state.value if state else None,
            "text": text or None,
            "evidence": list(evidence),
            "as_of": as_of or None,
        },
        item,
    )
    write = replace(write, entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def update_item(mission: OpenMission, item: str, *, entry: str = "", **fields: Json) -> Changes:
    """Change fields of a briefing item; *entry* as in ``record_briefing`` (store lane)."""
    return mission.journal.write(Write("briefing_item", item, fields, entry_id=entry))


def remove_item(mission: OpenMission, item: str, *, entry: str = "") -> Changes:
    """Take an item out; the journal keeps it (store lane)."""
    return mission.journal.write(Write("briefing_item", item, op=Operation.DELETE, entry_id=entry))
