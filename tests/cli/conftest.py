"""The command line on folders made once and copied for each test (示例)."""

import json
import re
import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from inspector_app.cli.main import run
from inspector_app.services.session import Surroundings
from inspector_app.system.paths import AppFolders
from tests.delivery_fixture import OFFICER, CaseTemplate
from tests.mission_fixture import CHEAP, PASSPHRASE, small_mission
from tests.paper_fixture import DEPUTY, LEADER, MEMBER, OTHER_MEMBER

OPEN_PLACE = re.compile(r"\{[a-z_]+\}")
HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self):
        """The one object that ``--json`` prints."""
        return json.loads(self.out)


@dataclass
class Desk:
    """A place to work at: the mission and headquarters' folder, closed, and the passphrases."""

    place: Path
    surroundings: Surroundings
    capsys: pytest.CaptureFixture

    @property
    def mission(self) -> Path:
        return self.place / "示例.mission"

    @property
    def hq(self) -> Path:
        return self.place / "示例.hq"

    @property
    def passphrases(self) -> Path:
        path = self.place / "口令.txt"
        if not path.exists():
            people = (LEADER, DEPUTY, MEMBER, OTHER_MEMBER, OFFICER)
            lines = ["# 示例", *(f"{name}：{PASSPHRASE}" for name in people)]
            path.write_text("\n".join(lines), encoding="utf-8")
        return path

    def __call__(self, *arguments: object, language: str = "zh_CN") -> Answer:
        """Run one command; a traceback or a slip of ours is a failure whatever the test asks."""
        self.capsys.readouterr()
        words = ["--language", language, *(str(one) for one in arguments)]
        try:
            code = run(words, self.surroundings).code
        except SystemExit as end:
            code = end.code
        said = self.capsys.readouterr()
        for text in (said.out, said.err):
            assert "Traceback" not in text
            assert not OPEN_PLACE.search(text), "a placeholder was left open"
        assert "crash.txt" not in said.err, said.err
        if code:
            assert said.err.strip(), "a no without a reason"
            assert language == "en" or "en" in arguments or HAN.search(said.err)
        return Answer(code, said.out, said.err)

    def opened(self, *arguments: object, language: str = "zh_CN") -> Answer:
        """Run a command that unlocks something with the passphrases of the file."""
        return self(*arguments, "--passphrase-file", self.passphrases, language=language)

    def file(self, name: str, content: bytes | str) -> Path:
        """Write a file to be given to a command."""
        path = self.place / name
        if isinstance(content, str):
            content = content.encode("utf-8")
        path.write_bytes(content)
        return path


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """A mission whose report is final, and the headquarters that certified its leader."""
    place = tmp_path_factory.mktemp("finished")
    made = CaseTemplate(place)
    return place, made._small.surroundings


@pytest.fixture(scope="session")
def begun(tmp_path_factory):
    """A mission with a roster and a planned talk, and no report."""
    place = tmp_path_factory.mktemp("begun")
    small = small_mission(place)
    small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T10:00")
    small.sitting.end()
    return place, small.surroundings


def _desk(made, place: Path, capsys) -> Desk:
    folder, surroundings = made
    for name in ("示例.mission", "示例.hq"):
        if (folder / name).exists():
            shutil.copytree(folder / name, place / name)
    machine = place / "machine"
    folders = AppFolders(*(machine / name for name in ("config", "data", "cache", "state")))
    mine = replace(surroundings, folders=folders, new_cost=lambda: CHEAP)
    return Desk(place, mine, capsys)


@pytest.fixture
def desk(finished, tmp_path, capsys) -> Desk:
    return _desk(finished, tmp_path, capsys)


@pytest.fixture
def young(begun, tmp_path, capsys) -> Desk:
    return _desk(begun, tmp_path, capsys)
