"""Pictures of every page on the demonstration: for the README and for looking at the window.

    python -m inspector_app.pictures --out DIR [--mission FOLDER] [--form FILE]

FOLDER is what ``inspector demo --out`` left; without it the demonstration is played first.
FILE is a form to take pictures of, too, screen by screen.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from inspector_app.cli.demo_command import opened_demo
from inspector_app.forms.load import load_form
from inspector_app.services.demo.play import Demonstration
from inspector_app.services.mission import OpenMission
from inspector_app.services.program import Program
from inspector_app.services.seat import Surroundings
from inspector_app.services.session import Sitting, open_mission
from inspector_app.store.keys import list_users
from inspector_app.system.paths import app_folders
from inspector_app.ui.door import Door
from inspector_app.ui.forms.pictures import photograph_form
from inspector_app.ui.mission_session import MissionDesk
from inspector_app.ui.pages.registry import mission_pages
from inspector_app.ui.screenshots import LOCKED, Parts, Shot, Window, photograph
from inspector_app.ui.shell import IdleLock, MainWindow
from inspector_app.ui.unlock import TryDelay


@dataclass(frozen=True, slots=True)
class Studio:
    """Where pictures are taken: a computer of its own, and an unlocked demonstration."""

    surroundings: Surroundings
    sitting: Sitting

    def window(self, parts: Parts) -> Window:
        """Return the window of the demonstration, unlocked as its leader."""
        desk = MissionDesk(self.sitting, parts.tasks, parts.bus, backups=None)
        window: MainWindow[Sitting, OpenMission] = MainWindow(
            theme=parts.theme,
            tasks=parts.tasks,
            bus=parts.bus,
            translations=parts.translations,
            port=Door(Program(self.surroundings)),
            open_session=lambda _sitting: desk.session(),
            idle=IdleLock(limit_s=0),
            delay=TryDelay(),
        )
        desk.setParent(window)
        window.open(desk.session())
        return window


def shots_of(mission: OpenMission) -> tuple[Shot, ...]:
    """Return one shot for each page, and what is worth a picture of its own on some."""
    reader = mission.reader
    talk = next((t.id for t in reader.find("talk", {"number": "T-004"})), "")
    person = next((o.id for o in reader.find("official", {"number_one": True})), "")
    entry = next((s.id for s in reader.find("submission", {"form_id": "meetings"})), "")
    targets = {
        "briefing-organs": ("briefing", {"part": "organs"}),
        "briefing-roster": ("briefing", {"part": "roster"}),
        "briefing-team": ("briefing", {"part": "team"}),
        "briefing-check": ("briefing", {"part": "check"}),
        "talk-workspace": ("talk", {"talk": talk}),
        "talk-matrix": ("talk", {"view": "matrix"}),
        "talk-plan": ("talk", {"view": "plan", "day": "2026-11-10"}),
        "talk-tasks": ("talk", {"view": "tasks"}),
        "talk-contradictions": ("talk", {"view": "contradictions", "item": "W3-1"}),
        "register-list": ("evidence", {"register": "petitions"}),
        "register-entry": ("evidence", {"submission": entry}),
        "report-number-one": ("report", {"section": "requirements", "official": person}),
    }
    # A page is left as it was in the pictures before; this one begins with its first part.
    targets |= {"briefing": ("briefing", {"part": "glance"})}
    targets |= {"evidence": ("evidence", {"part": "evidence"})}
    pages = tuple(
        Shot(spec.key, spec.key)
        for spec in mission_pages()
        if spec.in_rail and spec.key not in targets
    )
    return pages + tuple(
        Shot(name, page, partial(_go, page=page, target=target))
        for name, (page, target) in targets.items()
    )


def _go(window: Window, page: str, target: dict[str, str]) -> None:
    if window.workbench is not None:
        window.workbench.show_page(page, target)


def main(arguments: Sequence[str]) -> int:
    """Take the pictures; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m inspector_app.pictures")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--mission", type=Path, help="folder that `inspector demo --out` left")
    parser.add_argument("--form", type=Path, help="an XLSForm to take pictures of as well")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="inspector-pictures-") as place:
        folders = app_folders({**os.environ, "INSPECTOR_HOME": str(Path(place) / "home")})
        surroundings = Surroundings(folders=folders, program="pictures")
        demo: Path = given.mission or Path(place) / "demo"
        if given.mission is None:
            Demonstration(surroundings, demo, lambda _step, _count: None, finish=False).play()
        folder, name, passphrase = opened_demo(demo)
        user = next(u.user_id for u in list_users(folder) if u.name == name)
        sitting = open_mission(surroundings, folder, user=user, passphrase=passphrase)
        studio = Studio(surroundings, sitting)
        shots = shots_of(sitting.mission)
        photograph(studio.window, shots, given.out)
        photograph_locked(studio, given.out)
    if given.form is not None:
        photograph_form(load_form(given.form), given.out)
    return 0


def photograph_locked(studio: Studio, out: Path) -> None:
    """Take the unlock page, knowing the demonstration as a recent mission."""
    program = Program(studio.surroundings)

    def window_of(parts: Parts) -> Window:
        window: MainWindow[Sitting, OpenMission] = MainWindow(
            theme=parts.theme,
            tasks=parts.tasks,
            bus=parts.bus,
            translations=parts.translations,
            port=Door(program),
            open_session=lambda sitting: MissionDesk(
                sitting, parts.tasks, parts.bus, backups=None
            ).session(),
            idle=IdleLock(limit_s=0),
            delay=TryDelay(),
        )
        return window

    photograph(window_of, (Shot("unlock", LOCKED),), out)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
