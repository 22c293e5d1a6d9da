"""What the demonstration leaves: counts as in the story, a delivery received, folders that hold."""

import json
import shutil
import subprocess
import sys
from collections import Counter

import openpyxl
import pytest

from inspector_app.cli.main import run
from inspector_app.domain.vocabulary import TalkState
from inspector_app.services.receipts import DeliveryState, deliveries
from inspector_app.services.receiving import receive
from inspector_app.services.register import register
from inspector_app.services.statistics import talk_statistics
from inspector_app.store.keys import list_users, unlock_passphrase
from tests.mission_fixture import CHEAP

#: Playing the demonstration counts towards whichever test comes first.
pytestmark = pytest.mark.timeout(300)

FILES = {
    "delivery.age",
    "hq/receipt.txt",
    "hq/register.txt",
    "hq/register.xlsx",
    "number-one-talk-report.pdf",
    "passphrase.txt",
    "report.docx",
    "report.pdf",
    "talk-record.pdf",
}


def test_it_leaves_the_files_it_names(stage):
    assert set(stage.result["files"]) == FILES
    assert all((stage.out / name).is_file() for name in FILES)
    assert stage.mission.is_dir()
    assert stage.hq.is_dir()


def test_the_counts_are_those_of_the_story(stage, story, roster):
    talks = story["talks"]["talks"]
    papers = story["working_papers"]["working_papers"]
    assert stage.result["counts"] == {
        "team": len(story["mission"]["users"]),
        "officials": len(roster),
        "evidence": len(story["evidence"]["evidence"]),
        "registers": len(story["registers"]["entries"]),
        "briefing_items": sum(len(b["items"]) for b in story["briefing"]["briefings"]),
        "talks": len(talks),
        "working_papers": len(papers),
        "reviewed": len(papers),
        "consents": sum(bool(talk.get("gap_reason")) for talk in talks),
        "leads": len(story["leads"]["leads"]),
        "approved": len(papers),
        "report_blocks": len(story["report"]["blocks"]),
        "papers": 4,
        "delivery": stage.result["counts"]["delivery"],
        "received": len(papers),
    }
    assert len(roster) >= 40
    assert len(talks) == 30
    assert len(papers) == 10


def test_the_mission_holds_what_the_story_says(mission, story):
    reader = mission.reader
    talks = {t["number"]: t for t in story["talks"]["talks"]}
    people = {one.id: one.text("name") for one in reader.find("official")}
    for record in reader.find("talk"):
        told = talks[record.text("number")]
        assert people[record.text("official")] == told["talker"]
        assert record.text("starts_at") == told["starts_at"].isoformat()[:16]
        expected = TalkState.SIGNED if told["signed"] else TalkState.CLOSED
        assert record.text("state") == expected.value
    kinds = Counter(a["kind"] for talk in talks.values() for a in talk["answers"])
    figures = talk_statistics(reader, mission.checklist)
    assert sum((Counter(c.kinds) for c in figures.categories), Counter()) == kinds
    numbers = {lead.text("number") for lead in reader.find("lead")}
    assert numbers == {lead["number"] for lead in story["leads"]["leads"]}


def test_what_is_written_is_dated_in_the_story(mission, story):
    days = [day.isoformat() for day in story["mission"]["calendar"].values()]
    for approval in mission.reader.find("approval"):
        assert approval.text("signed_at")[:10] in days
    approved = story["mission"]["calendar"]["approved"].isoformat()
    talked = max(t["ends_at"].isoformat() for t in story["talks"]["talks"])
    assert approved > talked


def test_headquarters_holds_the_delivery_and_the_receipt_is_valid(stage, mission, office):
    [row] = deliveries(mission.reader, mission.id)
    assert row.state is DeliveryState.ACCEPTED
    assert row.receipt.register_number == stage.result["receipt"]
    [entry] = register(office)
    assert entry.number == stage.result["receipt"]
    assert entry.entry.text("sha256") == row.package.text("sha256")
    assert [f.number for f in entry.findings] == [f"B-{n:03d}" for n in range(1, 11)]
    again = receive(office, stage.out / "delivery.age")
    assert again.again
    assert again.receipt == (stage.out / "hq" / "receipt.txt").read_text(encoding="utf-8")


def test_the_register_is_there_to_be_read(stage, story):
    text = (stage.out / "hq" / "register.txt").read_text(encoding="utf-8")
    sheet = openpyxl.load_workbook(stage.out / "hq" / "register.xlsx").active
    cells = {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row}
    for fact in (stage.result["receipt"], story["mission"]["mission"]["body_name"]):
        assert fact in text
        assert any(fact in cell for cell in cells)


def test_every_user_opens_the_mission_with_the_passphrase_written_down(stage):
    users = list_users(stage.mission)
    assert len(users) == 6
    for user in users:
        vault = unlock_passphrase(
            stage.mission, user.user_id, stage.passphrases[user.name], minimum=CHEAP
        )
        assert vault.user_id == user.user_id
        vault.wipe()


def test_the_folder_verifies(stage, tmp_path, capsys):
    folder = tmp_path / stage.mission.name
    shutil.copytree(stage.mission, folder, ignore=shutil.ignore_patterns("lock"))
    arguments = ["mission", "verify", str(folder), "--json"]
    arguments += ["--passphrase-file", str(stage.out / "passphrase.txt")]
    assert run(arguments, stage.surroundings).code == 0
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_a_second_demonstration_into_the_same_folder_is_refused(stage, capsys):
    before = {path: path.stat().st_mtime_ns for path in stage.out.rglob("*.pdf")}
    done = run(["demo", "--out", str(stage.out), "--json"], stage.surroundings)
    said = capsys.readouterr()
    assert done.code == 1
    assert json.loads(said.out)["error"] == "cli.not_empty"
    assert "不是空文件夹" in said.err
    assert {path: path.stat().st_mtime_ns for path in stage.out.rglob("*.pdf")} == before


def test_where_to_put_it_must_be_said():
    done = subprocess.run(
        [sys.executable, "-m", "inspector_app", "demo"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--out" in done.stderr
