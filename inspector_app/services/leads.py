"""Leads: a stream of their own, sealed to the leader and whoever wrote them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD, READERS_FIELD, Audience
from inspector_app.services.access import readers_of, require_change
from inspector_app.services.mission import OpenMission, require_leader
from inspector_app.services.results import Created
from inspector_app.store.drafts import Draft
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

#: What author and leader may change of a lead; its disposal and number are the leader's.
EDITABLE = frozenset({"content", "officials", "about_number_one", "source", "received_on", "talk"})


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead in the list: whom it is about, how old it is, who can read it.

    ``days`` since it was received, ``None`` when that was not recorded. Where it came from is
    not here: a list is read over shoulders.
    """

    lead: Record
    officials: tuple[str, ...]
    author: str
    days: int | None
    readers: tuple[str, ...]


def leads(reader: Reader) -> list[Record]:
    """Return the leads this user may read, those about the number one first."""
    found = reader.find("lead", order=[Order("number")])
    return sorted(found, key=lambda lead: not lead.flag("about_number_one"))


def lead_rows(reader: Reader, today: str) -> list[LeadRow]:
    """Return the list of leads with their ages on *today* (the laptop's date)."""
    found = leads(reader)
    users = reader.find("user", order=[Order("name")])
    names = {user.id: user.text("name") for user in users}
    wanted = {one for lead in found for one in lead.items("officials")}
    people = reader.many("official", sorted(wanted))
    return [
        LeadRow(
            lead,
            tuple(people[one].text("name") for one in lead.items("officials") if one in people),
            names.get(lead.owner, ""),
            _days(lead.text("received_on"), today),
            tuple(user.text("name") for user in readers_of(reader, lead, users=users)),
        )
        for lead in found
    ]


def _days(received: str, today: str) -> int | None:
    if not received:
        return None
    return (date.fromisoformat(today) - date.fromisoformat(received)).days


def unnumbered(reader: Reader) -> int:
    """Return how many leads have no number yet."""
    return sum(not lead.text("number") for lead in reader.find("lead"))


def record_lead(
    mission: OpenMission,
    *,
    content: str,
    officials: Sequence[str] = (),
    about_number_one: bool = False,
    source: str = "",
    received_on: str = "",
    talk: str = "",
    number: str = "",
    disposal: str = "",
    audience: Audience = Audience.LEADER,
    readers: Sequence[str] = (),
) -> Created:
    """Record a lead (store lane), readable to the leader, its author and whom it names.

    Raises ``RefusedError('lead.never_team')``: leads are never open to the whole team, and
    ``InputError('lead.no_content')``.
    """
    if audience is Audience.TEAM:
        raise RefusedError("lead.never_team")
    if not content.strip():
        raise InputError("lead.no_content")
    write = mission.journal.create(
        "lead",
        {
            "content": content,
            "officials": list(officials),
            "about_number_one": about_number_one,
            "source": source or None,
            "received_on": received_on or None,
            "talk": talk or None,
            "number": number or None,
            "disposal": disposal or None,
            "audience": audience.value,
            "readers": list(readers),
        },
    )
    return Created(write.record_id, mission.journal.write(write))


@dataclass(frozen=True, slots=True)
class NewLead:
    """A lead that is being typed: what it will be made of besides its content."""

    id: str
    entry: str
    officials: tuple[str, ...] = ()
    about_number_one: bool = False
    source: str = ""
    received_on: str = ""
    talk: str = ""
    readers: tuple[str, ...] = ()


def begin_lead(mission: OpenMission, *, talk: str = "") -> NewLead:
    """Prepare a lead to be typed, received today."""
    new_id = mission.folder.setting.new_id
    return NewLead(new_id(), new_id(), talk=talk, received_on=mission.today())


def keep_new_lead(mission: OpenMission, new: NewLead, text: str) -> None:
    """Keep what is typed as the content of a new lead (draft lane); nothing typed is no lead."""
    drafts = mission.folder.drafts
    if not text.strip():
        for draft in drafts.pending(mission.me):
            if draft.record_id == new.id:
                drafts.drop(draft)
        return
    audience = Audience.NAMED if new.readers else Audience.LEADER
    companions: dict[str, Json] = {
        "officials": list(new.officials),
        "about_number_one": new.about_number_one,
        "source": new.source or None,
        "received_on": new.received_on or None,
        "talk": new.talk or None,
        AUDIENCE_FIELD: audience.value,
        READERS_FIELD: list(new.readers),
    }
    now = mission.folder.setting.now()
    drafts.keep(
        Draft(
            "lead",
            new.id,
            "content",
            mission.me,
            new.entry,
            text,
            now,
            Operation.CREATE,
            companions,
        )
    )


def number_leads(mission: OpenMission) -> Changes:
    """Give every lead without a number the next one (leader, store lane).

    Only the leader sees them all, so only he can number them without doubles.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    found = reader.find("lead", order=[Order("id")])
    numbers = [lead.text("number")[3:] for lead in found if lead.text("number")]
    last = max((int(number) for number in numbers if number.isdigit()), default=0)
    writes = []
    for lead in found:
        if not lead.text("number"):
            last += 1
            writes.append(Write("lead", lead.id, {"number": f"XS-{last:03d}"}))
    return mission.journal.write(*writes)


def dispose_lead(mission: OpenMission, lead: str, disposal: str, *, entry: str = "") -> Changes:
    """Record how a lead is dealt with; empty takes it out (leader, store lane)."""
    require_leader(mission.journal.reader, mission.me)
    return mission.journal.write(
        Write("lead", lead, {"disposal": disposal.strip() or None}, entry_id=entry)
    )


def update_lead(mission: OpenMission, lead: str, *, entry: str = "", **fields: Json) -> Changes:
    """Change a lead (its author or the leader, store lane); *fields* are of ``EDITABLE``.

    Raises ``RefusedError`` ``record.gone``, ``record.not_your_right`` and
    ``InputError('lead.no_content')``.
    """
    if unknown := fields.keys() - EDITABLE:
        raise ValueError(f"not to be changed: {', '.join(sorted(unknown))}")
    require_change(mission, "lead", lead)
    if "content" in fields and not str(fields["content"] or "").strip():
        raise InputError("lead.no_content")
    return mission.journal.write(Write("lead", lead, fields, entry_id=entry))


def set_lead_readers(mission: OpenMission, lead: str, readers: Sequence[str]) -> Changes:
    """Decide who besides leader and author may read a lead (leader, store lane).

    It is sealed anew: a laptop that had it keeps what it had read, and gets nothing new.
    """
    require_leader(mission.journal.reader, mission.me)
    require_change(mission, "lead", lead)
    audience = Audience.NAMED if readers else Audience.LEADER
    fields: dict[str, Json] = {AUDIENCE_FIELD: audience.value, READERS_FIELD: list(readers)}
    return mission.journal.write(Write("lead", lead, fields))


def withdraw_lead(mission: OpenMission, lead: str, *, reason: str) -> Changes:
    """Take a lead out of the list; its trace stays in the journal (leader, store lane).

    Raises ``RefusedError`` ``mission.leader_only``, ``lead.needs_reason``.
    """
    require_leader(mission.journal.reader, mission.me)
    if not reason.strip():
        raise RefusedError("lead.needs_reason")
    write = Write("lead", lead, op=Operation.DELETE, reason=reason.strip())
    return mission.journal.write(write)
