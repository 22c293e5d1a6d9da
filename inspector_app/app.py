"""Composition root: builds the parts once and hands them down.

Phases of starting, in this order: harden the process; settings and the crash file; Qt and its
fonts; translations and theme; the window with its unlock page; then the event loop.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from inspector_app import __version__
from inspector_app.domain.errors import KnownError
from inspector_app.services.mission import OpenMission
from inspector_app.services.program import Program
from inspector_app.services.seat import Surroundings
from inspector_app.services.session import Sitting
from inspector_app.system.crash import crash_log, previous_crash
from inspector_app.system.hardening import harden
from inspector_app.system.wording import Wording
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.door import Door
from inspector_app.ui.i18n import Translations
from inspector_app.ui.mission_session import MissionDesk
from inspector_app.ui.pages.settings import Seat
from inspector_app.ui.shell import IdleLock, MainWindow, Session
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme, ThemeMode
from inspector_app.ui.theme.fonts import interface_families
from inspector_app.ui.unlock import TryDelay

Window = MainWindow[Sitting, OpenMission]


@dataclass(frozen=True, slots=True)
class OpenAtStart:
    """A mission to show unlocked at once, the demonstration's: as the user of that *name*."""

    folder: Path
    name: str
    passphrase: str


class Parts:
    """What the window is built from; kept together so that nothing is collected early."""

    def __init__(
        self,
        app: QApplication,
        program: Program,
        *,
        bundled_fonts: bool = False,
        language: str = "",
    ) -> None:
        """Build them; *language* is the window's this time, "" for the one in the settings."""
        self.app = app
        self.program = program
        self.bus = ChangeBus()
        self.tasks = TaskRunner(self.bus)
        self.translations = Translations(app)
        wanted = language or program.settings.language
        if wanted in self.translations.languages:
            self.translations.set_language(wanted)
        self.theme = Theme(
            app,
            families=interface_families(bundled_only=bundled_fonts),
            mode=ThemeMode(program.settings.theme),
        )
        self.idle = IdleLock(limit_s=program.settings.idle_minutes * 60)
        self.desk: MissionDesk | None = None

    def window(self) -> Window:
        """Build the window, locked."""
        window: Window = MainWindow(
            theme=self.theme,
            tasks=self.tasks,
            bus=self.bus,
            translations=self.translations,
            port=Door(self.program),
            open_session=self.open_session,
            idle=self.idle,
            delay=TryDelay(),
        )
        window.theme_chosen.connect(self._on_theme)
        window.language_chosen.connect(self._on_language)
        return window

    def open_session(self, sitting: Sitting) -> Session[OpenMission]:
        """Give a sitting its desk and return the session that the window shows."""
        backups = self.program.settings.backup_folder
        self.desk = MissionDesk(
            sitting,
            self.tasks,
            self.bus,
            backups=Path(backups) if backups else None,
            seat=Seat(self.program, sitting, self._on_idle_minutes),
        )
        return self.desk.session()

    def _on_idle_minutes(self, minutes: int) -> None:
        self.idle.set_limit(minutes * 60)

    def _on_theme(self, mode: str) -> None:
        self.program.set("theme", mode)

    def _on_language(self, language: str) -> None:
        self.program.set("language", language)


def run_window(start: OpenAtStart | None = None, *, language: str = "") -> int:
    """Run the window until it is closed; return the exit code.

    *language* is the window's this time; "" for the one in the settings.
    """
    harden()
    surroundings = Surroundings(program="window")
    crash_file = surroundings.folders.crash_file
    earlier = previous_crash(crash_file)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("inspector")
    app.setApplicationVersion(__version__)
    parts = Parts(app, Program(surroundings), language=language)
    with crash_log(crash_file, surroundings.clock, __version__, _tell_of_crash):
        window = parts.window()
        window.show()
        _tell_at_start(window, parts.program, crashed=earlier is not None)
        if start is not None:
            QTimer.singleShot(0, lambda: open_at_start(window, parts, start))
        code = app.exec()
        parts.tasks.shutdown()
    return code


def open_at_start(window: Window, parts: Parts, start: OpenAtStart) -> None:
    """Show *start* unlocked; what prevents it stands on the unlock page."""
    program = parts.program
    try:
        known = {user.name: user.user_id for user, _keyring in program.users(start.folder)}
        sitting = program.unlock(start.folder, known.get(start.name, ""), start.passphrase)
        window.open(parts.open_session(sitting))
    except KnownError as error:
        page = window.unlock_page
        if page is None:
            raise
        page.show_message(Wording(program.settings.language).error(error), "mark")


def _tell_at_start(window: Window, program: Program, *, crashed: bool) -> None:
    page = window.unlock_page
    if page is None:
        return
    if program.settings_problem is not None:
        words = Wording(program.settings.language).error(program.settings_problem)
        page.show_message(words, "warn")
    elif crashed:
        page.show_message(window.tr("上次没有正常退出。已写入的内容都在，草稿会自动找回。"), "warn")


def _tell_of_crash(_error: BaseException) -> None:
    """Nothing more to do: it is written, and the event loop goes on."""
