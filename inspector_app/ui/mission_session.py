"""An unlocked mission as the window's session, and the work that goes on beside it.

Beside the user's own work: what was written is indexed for the search when the store rests,
the heads of the logs are written every few minutes, and a backup is made if something changed.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.vocabulary import MissionKind
from inspector_app.services.backup import back_up_mission, default_destination, head_mark
from inspector_app.services.mission import OpenMission, mission_record, role_of, vocabulary
from inspector_app.services.overview import phase_steps
from inspector_app.services.session import Sitting
from inspector_app.services.talk_record import commit_typing
from inspector_app.system.wording import Wording
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.pages.registry import SEARCH_PAGE, SETTINGS_PAGE, mission_pages
from inspector_app.ui.pages.settings import Seat
from inspector_app.ui.shell import Header, Session
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.widgets import Phase

INDEX_AFTER_MS = 1_500
CHECKPOINT_MS = 5 * 60_000
BACKUP_MS = 20 * 60_000


def mission_header(mission: OpenMission, wording: Wording) -> Header:
    """Return what stands around the pages."""
    reader = mission.reader
    record = mission_record(reader, mission.id)
    kind = MissionKind(record.text("kind") or MissionKind.ROUTINE.value)
    user = reader.get("user", mission.me)
    role = wording.text(f"terms.role.{role_of(reader, mission.me).value}")
    phases = tuple(
        Phase(
            wording.text(f"terms.phase.{step.phase.value}"),
            "done" if step.done else "current" if step.current else "ahead",
        )
        for step in phase_steps(record)
    )
    parts = (
        record.text("round"),
        wording.text(f"terms.mission_kind.{kind.value}"),
        record.text("team_name"),
    )
    device = mission.folder.setting.device[-4:].upper()
    return Header(
        title=record.text("body_name"),
        subtitle=" · ".join(part for part in parts if part),
        phases=phases,
        mark=record.text("classification"),
        seat=f"{role} {user.text('name') if user else ''} · {device}",
    )


class MissionDesk(QObject):
    """Holds one sitting for the window: its session, and its background work."""

    def __init__(
        self,
        sitting: Sitting,
        tasks: TaskRunner,
        bus: ChangeBus,
        *,
        backups: Path | None,
        seat: Seat | None = None,
    ) -> None:
        super().__init__()
        self._seat = seat
        self._sitting = sitting
        self._tasks = tasks
        self._bus = bus
        folder = sitting.mission.folder.path
        self._backups = backups or default_destination(folder)
        self._index_soon = QTimer(self)
        self._index_soon.setSingleShot(True)
        self._index_soon.setInterval(INDEX_AFTER_MS)
        self._index_soon.timeout.connect(self._index)
        self._checkpoint = QTimer(self)
        self._checkpoint.setInterval(CHECKPOINT_MS)
        self._checkpoint.timeout.connect(self._write_heads)
        self._backup = QTimer(self)
        self._backup.setInterval(BACKUP_MS)
        self._backup.timeout.connect(self.back_up)
        bus.changed.connect(self._on_changed)
        self._index_soon.start()
        self._checkpoint.start()
        self._backup.start()
        self.flush()  # what was being typed when the program last stopped
        if sitting.rolled_back:
            QTimer.singleShot(0, self, self._tell_of_rollback)  # when the window shows it

    @property
    def sitting(self) -> Sitting:
        """The sitting behind the window."""
        return self._sitting

    def session(self) -> Session[OpenMission]:
        """Return the session that the window shows."""
        mission = self._sitting.mission
        return Session(
            identity=f"{mission.id}/{mission.me}",
            services=mission,
            pages=mission_pages(self._seat),
            header=partial(mission_header, mission),
            vocabulary=self._vocabulary,
            flush=self.flush,
            close=self.close,
            search_page=SEARCH_PAGE,
            settings_page=SETTINGS_PAGE if self._seat is not None else "",
        )

    def _vocabulary(self, language: str) -> Mapping[str, str]:
        return vocabulary(self._sitting.mission.reader, language)

    def flush(self) -> None:
        """Turn drafts that no page holds into entries."""
        mission = self._sitting.mission
        self._tasks.store(lambda: commit_typing(mission))

    def close(self) -> None:
        """Stop the background work, close the store, forget the keys."""
        for timer in (self._index_soon, self._checkpoint, self._backup):
            timer.stop()
        self._bus.changed.disconnect(self._on_changed)
        self._tasks.drain()
        self._sitting.end()

    def back_up(self) -> None:
        """Make a backup if something changed since the last one."""
        mission = self._sitting.mission
        surroundings = self._sitting.surroundings
        mark = head_mark(mission)
        self._tasks.work(
            lambda: back_up_mission(mission, surroundings, self._backups, mark=mark),
            owner=self,
            failed=self._on_backup_failed,
        )

    def _on_backup_failed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._tasks.known_error.emit(error)

    def _tell_of_rollback(self) -> None:
        self._tasks.known_error.emit(KnownError("mission.rolled_back"))

    def _on_changed(self, _changes: Changes) -> None:
        self._index_soon.start()

    def _index(self) -> None:
        self._tasks.store(self._sitting.index, done=self._on_indexed, owner=self)

    def _on_indexed(self, left: int) -> None:
        if left:
            self._index_soon.start()

    def _write_heads(self) -> None:
        self._tasks.store(self._sitting.checkpoint, owner=self)
