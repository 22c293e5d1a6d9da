"""The demonstration is played once for all of these tests, in a process of its own."""

import json
import os
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path

import openpyxl
import pytest

from inspector_app.services.hq import open_hq
from inspector_app.services.session import Surroundings, open_mission
from inspector_app.store.keys import list_users
from inspector_app.system.paths import app_folders
from tests.mission_fixture import CHEAP

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "resources" / "demo"


@dataclass
class Stage:
    """What the demonstration left, and the process that keeps a copy of it open."""

    place: Path
    process: subprocess.Popen
    result: dict
    told: dict
    passphrases: dict[str, str] = field(default_factory=dict)

    @property
    def out(self) -> Path:
        return self.place / "out"

    @property
    def mission(self) -> Path:
        return self.out / self.result["mission"]

    @property
    def hq(self) -> Path:
        return next((self.out / "hq").glob("*.hq"))

    @property
    def surroundings(self) -> Surroundings:
        folders = app_folders({"INSPECTOR_HOME": str(self.place / "home")})
        return replace(Surroundings(folders=folders), least_cost=CHEAP)

    def paper(self, name: str) -> bytes:
        return (self.out / name).read_bytes()


@pytest.fixture(scope="session")
def stage(tmp_path_factory):
    place = tmp_path_factory.mktemp("stage")
    home, temporary = place / "home", place / "tmp"
    temporary.mkdir()
    notes = place / "notes.json"
    environment = {
        **os.environ,
        "INSPECTOR_HOME": str(home),
        "TMPDIR": str(temporary),
        "TEMP": str(temporary),
        "TMP": str(temporary),
        "HOME": str(home),
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }
    errors = place / "errors.txt"
    with (
        errors.open("w", encoding="utf-8") as stream,
        subprocess.Popen(
            [sys.executable, "-m", "tests.demo.performer", str(place / "out"), str(notes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stream,
            text=True,
            encoding="utf-8",
            env=environment,
            cwd=ROOT,
        ) as process,
    ):
        try:
            said = []
            for line in process.stdout:
                if line == "OPEN\n":
                    break
                said.append(line)
            yield _stage(place, process, said, notes)
        finally:
            process.kill()


def _stage(place: Path, process: subprocess.Popen, said: list[str], notes: Path) -> Stage:
    assert process.poll() is None, (place / "errors.txt").read_text(encoding="utf-8")
    written_down = (place / "out" / "passphrase.txt").read_text(encoding="utf-8")
    lines = [line for line in written_down.splitlines() if not line.startswith("#")]
    return Stage(
        place,
        process,
        json.loads("".join(said)),
        json.loads(notes.read_text(encoding="utf-8")),
        dict(line.split(": ", 1) for line in lines),
    )


@pytest.fixture(scope="session")
def mission(stage):
    """The mission that was left, open for its leader."""
    leader = list_users(stage.mission)[0]
    sitting = open_mission(
        stage.surroundings,
        stage.mission,
        user=leader.user_id,
        passphrase=stage.passphrases[leader.name],
    )
    yield sitting.mission
    sitting.end()


@pytest.fixture(scope="session")
def office(stage):
    """Headquarters' folder, open for its officer."""
    officer = list_users(stage.hq)[0]
    sitting = open_hq(
        stage.surroundings,
        stage.hq,
        user=officer.user_id,
        passphrase=stage.passphrases[officer.name],
    )
    yield sitting.hq
    sitting.end()


# --- the story, read with standard tools only ------------------------------------------------


def _table(name: str) -> dict:
    return tomllib.loads((DEMO / f"{name}.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def story():
    names = ("mission", "briefing", "evidence", "talks", "working_papers", "leads", "report")
    return {name: _table(name) for name in (*names, "number_one_talk", "registers")}


@pytest.fixture(scope="session")
def roster():
    """The people of roster.xlsx by name, each a row by column."""
    sheet = openpyxl.load_workbook(DEMO / "files" / "roster.xlsx").active
    _, head, *rows = sheet.iter_rows(values_only=True)
    people = [dict(zip(head, row, strict=True)) for row in rows if row[1]]
    return {"".join(str(person["姓名"]).split()): person for person in people}


@pytest.fixture(scope="session")
def responsible(story):
    """Whom the working papers hold responsible: they may, and must, be named."""
    return {
        name
        for paper in story["working_papers"]["working_papers"]
        for role in ("first_responsible", "main_leaders", "supervising")
        for name in paper["responsibility"][role]
    }


@pytest.fixture(scope="session")
def protected(story, roster, responsible):
    """Who talked and may not be named in a paper that leaves the team."""
    talkers = {talk["talker"] for talk in story["talks"]["talks"]}
    leadership = {name for name, row in roster.items() if row["是否班子成员"] == "是"}
    number_ones = {one["name"] for one in story["mission"]["number_ones"]}
    return talkers - leadership - number_ones - responsible
