"""The briefing before entry (article 9, first duty): which organ was asked, what it said."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Head, ItemState, Organ, Purpose
from inspector_app.services.approvals import ApprovalView, approvals, sign
from inspector_app.services.mission import OpenMission, mission_record
from inspector_app.services.results import Created
from inspector_app.services.roster import number_ones
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

#: Organs that must have been asked before entry. Article 9 names these two.
MANDATORY = (Organ.DISCIPLINE, Organ.ORGANIZATION)


@dataclass(frozen=True, slots=True)
class OrganRow:
    """One organ: asked when, due when, answered when, and what it said in items."""

    briefing: Record
    organ: Organ
    mandatory: bool
    answered: bool
    overdue: bool
    before_entry: bool
    items: tuple[Record, ...]

    def count(self, state: ItemState) -> int:
        """Return how many items the organ answered in one way."""
        return sum(item.text("state") == state.value for item in self.items)


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of a number one before entry, work and life side by side."""

    official: Record
    work: tuple[Record, ...]
    life: tuple[Record, ...]


def organ_rows(reader: Reader, mission_id: str, today: str) -> list[OrganRow]:
    """Return the organs asked, mandatory ones first."""
    entry_on = mission_record(reader, mission_id).text("entry_on")
    rows = []
    for briefing in reader.find("briefing"):
        organ = Organ(briefing.text("organ") or Organ.OTHER.value)
        received = briefing.text("received_on")
        due = briefing.text("due_on")
        items = reader.find("briefing_item", {"briefing": briefing.id}, order=[Order("theme")])
        rows.append(
            OrganRow(
                briefing=briefing,
                organ=organ,
                mandatory=organ in MANDATORY,
                answered=bool(received),
                overdue=bool(due) and (received or today) > due,
                before_entry=bool(received) and (not entry_on or received < entry_on),
                items=tuple(items),
            )
        )
    return sorted(rows, key=lambda row: (not row.mandatory, list(Organ).index(row.organ)))


def profiles(reader: Reader) -> list[Profile]:
    """Return a profile per number one, with what every organ said about him."""
    found = []
    for official in number_ones(reader):
        items = reader.find("briefing_item", {"official": official.id}, order=[Order("theme")])
        work = tuple(item for item in items if item.text("head") == Head.WORK.value)
        life = tuple(item for item in items if item.text("head") == Head.LIFE.value)
        found.append(Profile(official, work, life))
    return found


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
    briefed_by: str = "",
    listeners: Sequence[str] = (),
    main_points: str = "",
    evidence: Sequence[str] = (),
) -> Created:
    """Record that an organ was asked and what it answered (store lane)."""
    values: dict[str, Json] = {
        "organ": organ.value,
        "organ_name": organ_name,
        "letter_number": letter_number or None,
        "sent_on": sent_on or None,
        "due_on": due_on or None,
        "received_on": received_on or None,
        "held_on": held_on or None,
        "form": form or None,
        "briefed_by": briefed_by or None,
        "listeners": list(listeners),
        "main_points": main_points or None,
        "evidence": list(evidence),
    }
    write = mission.journal.create("briefing", values)
    return Created(write.record_id, mission.journal.write(write))


def update_briefing(mission: OpenMission, briefing: str, **fields: Json) -> Changes:
    """Change fields of a briefing record (store lane)."""
    return mission.journal.write(Write("briefing", briefing, fields))


def record_item(
    mission: OpenMission,
    *,
    briefing: str,
    official: str,
    head: Head,
    theme: str,
    state: ItemState,
    text: str = "",
    evidence: Sequence[str] = (),
    as_of: str = "",
) -> Created:
    """Record what an organ said to one item about a number one (store lane)."""
    write = mission.journal.create(
        "briefing_item",
        {
            "briefing": briefing,
            "official": official,
            "head": head.value,
            "theme": theme,
            "state": state.value,
            "text": text or None,
            "evidence": list(evidence),
            "as_of": as_of or None,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def update_item(mission: OpenMission, item: str, **fields: Json) -> Changes:
    """Change fields of a briefing item (store lane)."""
    return mission.journal.write(Write("briefing_item", item, fields))


def confirm_reading(mission: OpenMission, briefing: str) -> Changes:
    """Sign that the user has read a briefing (store lane)."""
    return sign(mission, purpose=Purpose.BRIEFING_READ, subject_type="briefing", subject=briefing)


def readers_of(reader: Reader, mission_id: str, briefing: str) -> list[ApprovalView]:
    """Return who confirmed reading a briefing."""
    return approvals(
        reader,
        mission_id,
        subject_type="briefing",
        subject=briefing,
        purposes=(Purpose.BRIEFING_READ,),
    )
