"""Whose work is not all here: laptops to ask for a work package."""

from collections.abc import Mapping

from inspector_app.services.mission import OpenMission
from inspector_app.services.team_logs import Laptop, laptops


def laptops_behind(mission: OpenMission) -> list[Laptop]:
    """Return the laptops with a gap, and those of which nothing came today.

    A laptop whose people have all written later on another one does not count: it was
    replaced, or its folder put back from a backup.
    """
    today = mission.today()
    found = laptops(mission)
    last: dict[str, str] = {}
    for one in found:
        for person in one.people:
            last[person] = max(one.last_at, last.get(person, ""))
    return [
        one
        for one in found
        if not one.here and (one.gaps or (_stale(one, today) and _in_use(one, last)))
    ]


def _stale(laptop: Laptop, today: str) -> bool:
    return laptop.last_at[:10] < today


def _in_use(laptop: Laptop, last: Mapping[str, str]) -> bool:
    return any(laptop.last_at >= last[person] for person in laptop.people)
