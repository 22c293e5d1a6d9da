"""Pictures of the window: every shot in every language and theme, at 1366 × 768.

    python -m inspector_app.ui.screenshots --out DIR

A `Shot` names a page and what to do before the picture; shots are data (`SHOTS`). Whoever
puts the program together passes its own `WindowOf`, which opens the mission; by itself this
module can only show the window of a computer on which nothing was ever opened.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from inspector_app.domain.errors import KnownError
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.i18n import Translations
from inspector_app.ui.shell import IdleLock, MainWindow, Session
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme, ThemeMode
from inspector_app.ui.theme.fonts import interface_families
from inspector_app.ui.unlock import MissionUser, RecentMission, TryDelay

SIZE = (1366, 768)
MODES = (ThemeMode.LIGHT, ThemeMode.DARK)
_SETTLE_MS = 700

#: Key of the shot's page that stands for the locked window.
LOCKED = ""

#: A window of any mission: pictures do not look into what it shows.
Window = MainWindow[Any, Any]


@dataclass(frozen=True, slots=True)
class Parts:
    """What a window is built from."""

    theme: Theme
    tasks: TaskRunner
    bus: ChangeBus
    translations: Translations


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page's key (or ``LOCKED``), what to do before taking it."""

    name: str
    page: str
    prepare: Callable[[Window], None] | None = None


WindowOf = Callable[[Parts], Window]

SHOTS: tuple[Shot, ...] = (Shot("unlock", LOCKED),)


class _NothingOpened:
    """The `UnlockPort` of a computer on which no mission was opened yet."""

    def recent(self) -> Sequence[RecentMission]:
        return ()

    def users(self, folder: Path) -> Sequence[MissionUser]:
        self._refuse(folder)

    def unlock(self, folder: Path, _user_id: str, _passphrase: str) -> object:
        self._refuse(folder)

    def unlock_with_recovery(self, folder: Path, _user_id: str, _code: str) -> object:
        self._refuse(folder)

    def unlock_on_this_computer(self, folder: Path, _user_id: str) -> object:
        self._refuse(folder)

    def _refuse(self, folder: Path) -> NoReturn:
        raise KnownError("ui.no_mission_folder", name=folder.name)


def locked_window(parts: Parts) -> Window:
    """Return a window that has nothing to open."""

    def refuse(_opened: object) -> Session[object]:
        raise KnownError("ui.no_mission_folder", name="")

    return MainWindow(
        theme=parts.theme,
        tasks=parts.tasks,
        bus=parts.bus,
        translations=parts.translations,
        port=_NothingOpened(),
        open_session=refuse,
        idle=IdleLock(limit_s=0),
        delay=TryDelay(),
    )


def steps(window: Window, parts: Parts, shots: Sequence[Shot], out: Path) -> Iterator[None]:
    """Take every picture; pauses (yields) where the window needs time to settle."""
    for language in parts.translations.languages:
        parts.translations.set_language(language)
        yield
        for mode in MODES:
            parts.theme.set_mode(mode)
            for shot in shots:
                if shot.page != LOCKED and window.workbench is not None:
                    window.workbench.show_page(shot.page)
                if shot.prepare is not None:
                    shot.prepare(window)
                yield
                window.grab().save(str(out / f"{shot.name}-{language}-{mode.value}.png"))


def photograph(window_of: WindowOf, shots: Sequence[Shot], out: Path) -> None:
    """Take *shots* of the window into *out*; needs no display (offscreen platform)."""
    out.mkdir(parents=True, exist_ok=True)
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    bus = ChangeBus()
    parts = Parts(
        theme=Theme(app, families=interface_families(bundled_only=True), mode=MODES[0]),
        tasks=TaskRunner(bus),
        bus=bus,
        translations=Translations(app),
    )
    window = window_of(parts)
    window.resize(*SIZE)
    window.show()
    todo = steps(window, parts, shots, out)
    timer = QTimer()
    timer.setInterval(_SETTLE_MS)
    loop = QEventLoop()
    timer.timeout.connect(partial(_next, todo, parts.tasks, loop))
    timer.start()
    loop.exec()
    timer.stop()
    window.close()
    parts.tasks.shutdown()


def _next(todo: Iterator[None], tasks: TaskRunner, loop: QEventLoop) -> None:
    if not tasks.idle:
        return
    try:
        next(todo)
    except StopIteration:
        loop.quit()


def main(argv: Sequence[str] | None = None, *, window_of: WindowOf = locked_window) -> int:
    """Take the pictures named by the command line."""
    parser = argparse.ArgumentParser(prog="inspector_app.ui.screenshots")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pictures")
    options = parser.parse_args(argv)
    photograph(window_of, SHOTS, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
