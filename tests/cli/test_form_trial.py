"""``inspector form try``: one form, a folder of them, and what is refused."""

import json

import pytest

from inspector_app.cli import form_trial
from inspector_app.services.session import Surroundings
from inspector_app.system.paths import AppFolders
from tests.cli.conftest import HAN, Desk

SHEET = """| survey |
| | type | name | label::中文 (zh) | label::English (en) | required |
| | text | name | 姓名 | Name | yes |
| | integer | age | 年龄 | Age | |
"""
STEPS = [{"set": "/data/name", "value": "岑𬀩"}, {"set": "/data/age", "value": "x"}]


@pytest.fixture
def desk(tmp_path, capsys):
    folders = AppFolders(*(tmp_path / name for name in ("config", "data", "cache", "state")))
    return Desk(tmp_path, Surroundings(folders=folders), capsys)


@pytest.fixture
def place(desk):
    folder = desk.place / "forms"
    folder.mkdir()
    (folder / "表.md").write_text(SHEET, encoding="utf-8")
    (folder / "steps.json").write_text(json.dumps(STEPS), encoding="utf-8")
    return folder


def test_a_form_is_tried(desk, place):
    answer = desk("form", "try", place / "表.md", "--script", place / "steps.json", "--json")
    assert answer.code == 0
    assert answer.json["complete"] is False
    assert [one["kind"] for one in answer.json["problems"]] == ["type"]
    assert answer.json["nodes"][0]["value"] == "岑𬀩"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_without_json_it_is_told_in_words(desk, place, language):
    answer = desk("form", "try", place / "表.md", language=language)
    assert answer.code == 0
    assert answer.out.startswith("/data/name\t\t")
    assert bool(HAN.search(answer.out)) == (language == "zh_CN")


def test_a_step_that_cannot_be_done_is_told_with_its_reason(desk, place):
    (place / "steps.json").write_text('[{"set": "/data/nobody", "value": ""}]', encoding="utf-8")
    answer = desk("form", "try", place / "表.md", "--script", place / "steps.json", language="en")
    assert answer.code == 1
    assert "Step 1 (/data/nobody) cannot be done." in answer.err
    assert "no question" in answer.err


@pytest.mark.parametrize("words", [(), ("a.md", "--batch", "b")])
def test_either_a_form_or_a_folder(desk, words):
    answer = desk("form", "try", *words, "--json", language="en")
    assert (answer.code, answer.json["error"]) == (1, "cli.form_or_batch")


def test_a_folder_is_tried_file_by_file(desk, place, monkeypatch):
    batch = place / "batch"
    batch.mkdir()
    contents = {
        "10-good": {"xlsform_md": SHEET, "steps": STEPS},
        "02-label": {"xlsform_md": SHEET.replace("| 年龄 |", "| ${name} |"), "steps": []},
        "03-bad-step": {"xlsform_md": SHEET, "steps": [{"add": "/data/name"}]},
        "04-empty": {},
    }
    for name, content in contents.items():
        (batch / f"{name}.json").write_text(json.dumps(content), encoding="utf-8")
    (batch / "05-torn.json").write_bytes(b"{\xff")
    (batch / "readme.txt").write_text("示例", encoding="utf-8")
    answer = desk("form", "try", "--batch", batch, "--json")
    lines = [json.loads(line) for line in answer.out.splitlines()]
    assert [line["name"] for line in lines] == [
        "02-label", "03-bad-step", "04-empty", "05-torn", "10-good",
    ]  # fmt: skip
    assert answer.code == 1
    assert all("Traceback" not in line.get("error", "") for line in lines)
    assert ["result" in line for line in lines] == [True, False, False, False, True]
    assert lines[-1]["result"]["nodes"][0]["value"] == "岑𬀩"

    def broken(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(form_trial, "read_trial", broken)
    answer = desk("form", "try", "--batch", batch, "--json", language="en")
    assert len(answer.out.splitlines()) == 5
    assert "ZeroDivisionError" in answer.out


def test_a_folder_of_sound_forms_is_a_success(desk, place):
    batch = place / "batch"
    batch.mkdir()
    (batch / "a.json").write_text(json.dumps({"xlsform_md": SHEET}), encoding="utf-8")
    assert desk("form", "try", "--batch", batch, "--json").code == 0
    told = desk("form", "try", "--batch", batch, language="en")
    assert told.out.startswith("a\t")
    assert desk("form", "try", "--batch", place / "nowhere", "--json").code == 1
