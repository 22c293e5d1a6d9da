"""Backups beside the work: only when something changed, verified before they count."""

from collections.abc import Callable
from pathlib import Path

from inspector_app.services.mission import OpenMission
from inspector_app.services.seat import Surroundings
from inspector_app.store.backup import BackupVersion, back_up, backup_home, list_backups, restore
from inspector_app.system.settings import load_settings


def head_mark(mission: OpenMission) -> str:
    """Return the state of the journal as one text: what a backup of it would hold."""
    heads = mission.reader.heads()
    return ";".join(f"{device}:{seq}" for device, (seq, _) in sorted(heads.items()))


def back_up_mission(
    mission: OpenMission,
    surroundings: Surroundings,
    destination: Path,
    *,
    mark: str,
    label: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> BackupVersion | None:
    """Make a backup of an open mission (work lane); ``None`` if nothing has changed.

    *mark* comes from ``head_mark``, read before on the window's thread. Raises what
    ``store.backup.back_up`` raises.
    """
    with mission.folder.reading_connections() as databases:
        return back_up(
            mission.folder.vault,
            databases,
            destination,
            mark=mark,
            clock=surroundings.clock,
            label=label,
            progress=progress,
        )


def default_destination(folder: Path) -> Path:
    """Return where backups go unless the user chose: beside the mission folder."""
    return folder.parent / "backups"


def chosen_destination(surroundings: Surroundings, folder: Path) -> Path:
    """Return where backups of the mission *folder* go on this computer."""
    chosen = load_settings(surroundings.folders.settings_file).settings.backup_folder
    return Path(chosen) if chosen else default_destination(folder)


def backups_of(mission_folder: Path, mission_id: str, destination: Path) -> list[BackupVersion]:
    """Return the backups of a mission, the latest first."""
    return list(list_backups(backup_home(destination, mission_folder, mission_id)))


def restore_backup(version: BackupVersion, target: Path) -> None:
    """Put a backup back as a new folder; ``store.restore_target_in_place`` if there is one."""
    restore(version, target)
