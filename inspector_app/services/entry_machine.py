"""The lines of the entry check that look at this computer: room, fonts, clock, backup."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from inspector_app.domain.missing import Severity
from inspector_app.services.backup import backups_of, chosen_destination
from inspector_app.services.entry_check import Check
from inspector_app.services.mission import OpenMission
from inspector_app.services.seat import Surroundings
from inspector_app.store.devices import latest_moment
from inspector_app.system.fonts import bundled_fonts
from inspector_app.system.space import free_bytes

#: Below this there may be no room for the evidence of a mission and its backup, in bytes.
LEAST_FREE = 2_000_000_000
_GIGABYTE = 1_000_000_000
#: Clocks of laptops differ by minutes; what is more has been set wrong.
_CLOCKS_DIFFER = timedelta(minutes=30)
_BACKUP_STALE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Machine:
    """What the rules look at. ``last_at`` is the latest moment that any entry claims."""

    surroundings: Surroundings
    folder: Path
    mission_id: str
    last_at: str


def machine_of(mission: OpenMission) -> Machine:
    """Gather what the machine's rules need of the records (window's thread)."""
    last = latest_moment(mission.reader)
    return Machine(mission.surroundings, mission.folder.path, mission.id, last)


def machine_checks(machine: Machine) -> list[Check]:
    """Return what this computer says about being ready (any lane: touches no database)."""
    return [rule(machine) for rule in MACHINE_RULES]


def _space(machine: Machine) -> Check:
    free = free_bytes(machine.folder)
    return Check(
        "space_enough" if free >= LEAST_FREE else "space_short",
        free >= LEAST_FREE,
        Severity.DUE,
        {"free": free // _GIGABYTE, "needed": LEAST_FREE // _GIGABYTE},
    )


def _fonts(_machine: Machine) -> Check:
    fonts = bundled_fonts()
    lost = {
        file.path.name
        for role in fonts.roles.values()
        for file in (*role.chain, *role.borrowed.values())
        if not file.path.is_file()
    }
    return Check(
        "fonts_lost" if lost else "fonts_there",
        not lost,
        params={"names": "、".join(sorted(lost))},
    )


def _clock(machine: Machine) -> Check:
    """Compare the clock with what was written already: nothing is written in the future."""
    now = machine.surroundings.clock.now()
    last = datetime.fromisoformat(machine.last_at) if machine.last_at else now
    behind = last - now > _CLOCKS_DIFFER
    return Check(
        "clock_behind" if behind else "clock_right",
        not behind,
        params={"now": f"{now:%Y-%m-%d %H:%M}", "last": machine.last_at[:16].replace("T", " ")},
    )


def _backup(machine: Machine) -> Check:
    destination = chosen_destination(machine.surroundings, machine.folder)
    backups = backups_of(machine.folder, machine.mission_id, destination)
    target = {"view": "backup"}
    if not backups:
        return Check("backup_missing", done=False, target=target, on_page="exchange")
    made = backups[0].made_at
    stale = machine.surroundings.clock.now() - datetime.fromisoformat(made) > _BACKUP_STALE
    return Check(
        "backup_old" if stale else "backup_there",
        not stale,
        Severity.DUE,
        {"moment": made[:16].replace("T", " ")},
        target,
        on_page="exchange",
    )


#: What is looked at, in the order in which it is shown. A later capability adds its line.
MACHINE_RULES: tuple[Callable[[Machine], Check], ...] = (_space, _fonts, _clock, _backup)
