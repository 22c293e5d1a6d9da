"""The whole job on the command line: a team and an office that never share a computer.

Every command is a process of its own, with real files and the real cost of a passphrase. What
the command line does not do (talks, signatures, the report) is done in between by the services.
"""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.domain.vocabulary import Role
from inspector_app.services import report_final, session
from inspector_app.services.session import Surroundings
from inspector_app.store.keys import list_users
from inspector_app.system.paths import app_folders
from tests import paper_fixture as made
from tests.mission_fixture import CHEAP, OFFICIALS, Clock, SmallMission

#: As long as the program asks for.
PASSPHRASE = "纸上得来终觉浅-绝知此事-7"
ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.timeout(300)


class Laptop:
    """A computer of its own: a folder, a home, and the program."""

    def __init__(self, place: Path, people: str) -> None:
        self.place = place
        place.mkdir()
        self.passphrases = place / "口令.txt"
        self.passphrases.write_text(f"{people}: {PASSPHRASE}\n", encoding="utf-8")
        self.environment = {
            **os.environ,
            "INSPECTOR_HOME": str(place / "home"),
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
        }

    def __call__(self, *arguments: object, code: int = 0) -> dict:
        words = [*(str(one) for one in arguments), "--json"]
        done = subprocess.run(
            [sys.executable, "-m", "inspector_app", *words, "--passphrase-file", self.passphrases],
            cwd=self.place,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return json.loads(done.stdout)

    def carry(self, name: str, other: "Laptop") -> Path:
        """Carry a file to the other computer, as on a stick."""
        target = other.place / name
        target.write_bytes((self.place / name).read_bytes())
        return target


def sit_down(team: Laptop, folder: Path) -> SmallMission:
    """Open the mission for its leader, as the window does; other users' passphrases cost less."""
    folders = app_folders({"INSPECTOR_HOME": team.environment["INSPECTOR_HOME"]})
    surroundings = replace(Surroundings(folders=folders), least_cost=CHEAP)
    leader = list_users(folder)[0]
    sitting = session.open_mission(surroundings, folder, user=leader.user_id, passphrase=PASSPHRASE)
    small = SmallMission(sitting, folder, surroundings, Clock())
    small.users[leader.name] = leader.user_id
    return small


def the_work_itself(small: SmallMission) -> None:
    """Hold a talk, sign a working paper by three, write the report and sign it."""
    mission = small.mission
    for name, role in (
        (made.DEPUTY, Role.DEPUTY_LEADER),
        (made.MEMBER, Role.MEMBER),
        (made.OTHER_MEMBER, Role.MEMBER),
    ):
        user, _, _ = session.add_member(
            mission, small.surroundings, name=name, role=role, passphrase=PASSPHRASE, cost=CHEAP
        )
        small.users[name] = user
    small.officials = {one.text("name"): one.id for one in mission.reader.find("official")}
    made.answered_briefings(small)
    _, paragraph = made.proving_talk(small)
    paper = made.signed_paper(small, made.draft_paper(small, paragraph=paragraph))
    report = made.begun_report(small, paper)
    report_final.finalise_report(small.mission, report)
    small.sitting.end()


def roster(path: Path) -> Path:
    rows = ["姓名,职务,谈话类别,是否一把手"]
    rows += [
        f"{n},{office},{category},{'是' if first else '否'}"
        for n, office, category, first in OFFICIALS
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_from_headquarters_to_the_receipt_with_files_carried_between(tmp_path, monkeypatch):
    monkeypatch.setattr("tests.mission_fixture.PASSPHRASE", PASSPHRASE)
    office = Laptop(tmp_path / "办公室", "佴𫖯")
    team = Laptop(tmp_path / "巡察组", made.LEADER)

    created = office("hq", "new", "示例", "--name", "示例市委巡察办", "--officer", "佴𫖯")
    hq = Path(created["folder"])
    assert office("hq", "card", hq)["fingerprint"] == created["fingerprint"]
    card = office.carry("hq-card.json", team)

    said = {"body": "示例市园林局", "round": "2026年第三轮", "team": "第二巡察组"}
    said |= {"committee": "中共示例市委", "addressee": "示例市委书记", "year": "2026"}
    said |= {"office": "示例市委巡察办", "leader": made.LEADER, "classification": "工作秘密"}
    options = [word for name, text in said.items() for word in (f"--{name}", text)]
    new = team("mission", "new", "园林", *options, "--hq-card", card)
    assert new["hq_fingerprint"] == created["fingerprint"]
    mission = team.place / new["folder"]

    asked = team("mission", "request", mission)
    request = team.carry("request.json", office)
    shown = office("hq", "certify", hq, request, code=1)
    assert shown["fingerprint"] == asked["fingerprint"]
    assert office("hq", "certify", hq, request, "--fingerprint-confirmed")["certified"]
    certificate = office.carry("certificate.json", team)
    assert team("mission", "certify", mission, certificate)["hq"] == "示例市委巡察办"

    people = team("import", "roster", mission, roster(team.place / "名册.csv"))
    assert people["added"] == len(OFFICIALS)
    photo = made.photo(team.place)
    assert team("import", "evidence", mission, photo)["number"] == "Z-001"

    the_work_itself(sit_down(team, mission))

    assert team("mission", "verify", mission)["ok"]
    out = team.place / "文书"
    assert team("report", "build", mission, "--out", out)["built"]
    assert (out / "report.pdf").read_bytes().startswith(b"%PDF")
    make = ("package", "make", mission, "--out", "移交.age")
    refused = team(*make, code=1)
    assert refused["hq_fingerprint"] == created["fingerprint"]
    delivery = team(*make, "--fingerprint-confirmed")
    package = team.carry("移交.age", office)

    taken = office("hq", "receive", hq, package)
    assert (taken["verdict"], taken["remarks"]) == ("accepted", [])
    assert [one["number"] for one in taken["findings"]] == ["B-001"]
    receipt = office.carry("receipt.txt", team)
    assert team("package", "receipt", mission, receipt)["register_number"] == taken["number"]
    listed = office("hq", "register", hq)["register"]
    assert [(row["number"], row["sha256"]) for row in listed] == [
        (taken["number"], delivery["sha256"])
    ]
    assert team("mission", "info", mission)["hq"]["confirmed"] is True
    assert office("hq", "verify", hq)["ok"]
    assert team("mission", "verify", mission)["ok"]


def test_alone_at_the_end_of_a_pipe_nobody_reads(tmp_path):
    """Whoever reads the output may stop; that is no reason for a traceback."""
    laptop = Laptop(tmp_path / "x", "x")
    command = f'"{sys.executable}" -m inspector_app --help | head -c 1'
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env={**laptop.environment, "PYTHONUNBUFFERED": "1"},
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "cp1252"])
def test_a_console_that_lacks_characters_still_gets_an_answer(tmp_path, encoding):
    laptop = Laptop(tmp_path / "x", "x")
    environment = {
        **laptop.environment,
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": f"{encoding}:strict",
    }
    for arguments in (
        ("--help",),
        ("mission", "info", "𬀩.mission"),
        ("demo", "--out", str(ROOT), "--json"),
    ):
        done = subprocess.run(
            [sys.executable, "-m", "inspector_app", *arguments],
            env=environment,
            capture_output=True,
            check=False,
        )
        assert done.returncode == (0 if arguments == ("--help",) else 1)
        assert b"Traceback" not in done.stderr
        if "--json" in arguments:
            answer = json.loads(done.stdout.decode(encoding))
            assert "不是空文件夹" in answer["message"]
