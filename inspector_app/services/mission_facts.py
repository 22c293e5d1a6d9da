"""What the mission is about: its dates and its phase, changed by the leader."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError
from inspector_app.domain.vocabulary import MissionKind, Phase
from inspector_app.services.mission import OpenMission, mission_record, require_leader
from inspector_app.store.journal import Write
from inspector_app.system.resources import resources

#: The days of a mission, in the order in which they must come.
DAYS = ("entry_on", "leave_on", "report_due_on")


def usual_days(kind: MissionKind, entry_on: str) -> dict[str, str]:
    """Return the days of a mission of one kind that enters on *entry_on*, as they usually are."""
    given = tomllib.loads((resources() / "briefing" / "days.toml").read_text(encoding="utf-8"))
    leave = date.fromisoformat(entry_on) + timedelta(days=given["on_site"][kind.value])
    report = leave + timedelta(days=given["report_after"])
    return dict(zip(DAYS, (entry_on, leave.isoformat(), report.isoformat()), strict=True))


def require_order(days: Mapping[str, str]) -> None:
    """Raise ``InputError('mission.days_reversed')`` unless the days known follow one another."""
    known = [day for name in DAYS if (day := days.get(name, ""))]
    for earlier, later in pairwise(known):
        if date.fromisoformat(later) < date.fromisoformat(earlier):
            raise InputError("mission.days_reversed", earlier=earlier, later=later)


def set_days(mission: OpenMission, *, entry: str = "", **days: str) -> Changes:
    """Set some of ``DAYS`` as yyyy-mm-dd, or "" for not known (leader, store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``RefusedError('mission.leader_only')`` and ``InputError('mission.days_reversed')`` with
    the ``earlier`` and ``later`` day if they would not follow one another.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    record = mission_record(reader, mission.id)
    planned = {name: days.get(name, record.text(name)) for name in DAYS}
    require_order(planned)
    fields: dict[str, Json] = {name: planned[name] or None for name in DAYS if name in days}
    return mission.journal.write(Write("mission", mission.id, fields, entry_id=entry))


def set_phase(mission: OpenMission, phase: Phase, *, entry: str = "") -> Changes:
    """Move the mission to *phase*, on or back (leader, store lane); *entry* as in ``set_days``."""
    require_leader(mission.journal.reader, mission.me)
    return mission.journal.write(
        Write("mission", mission.id, {"phase": phase.value}, entry_id=entry)
    )


def next_phase(phase: Phase) -> Phase | None:
    """Return the phase that follows, ``None`` after the last."""
    order = list(Phase)
    place = order.index(phase) + 1
    return order[place] if place < len(order) else None
