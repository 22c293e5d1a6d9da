"""Leads: a stream of their own, sealed to the leader and whoever wrote them."""

from collections.abc import Sequence

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.services.mission import OpenMission, require_leader
from inspector_app.services.results import Created
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader


def leads(reader: Reader) -> list[Record]:
    """Return the leads this user may read, those about the number one first."""
    found = reader.find("lead", order=[Order("number")])
    return sorted(found, key=lambda lead: not lead.flag("about_number_one"))


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

    Raises ``RefusedError('lead.never_team')``: leads are never open to the whole team.
    """
    if audience is Audience.TEAM:
        raise RefusedError("lead.never_team")
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


def dispose_lead(mission: OpenMission, lead: str, disposal: str) -> Changes:
    """Record how a lead is dealt with (leader, store lane)."""
    require_leader(mission.journal.reader, mission.me)
    return mission.journal.write(Write("lead", lead, {"disposal": disposal}))
