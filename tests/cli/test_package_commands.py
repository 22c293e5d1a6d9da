"""``inspector package`` and ``inspector hq``: from the delivery to the receipt, and refusals."""

import json

import openpyxl
import pytest

from inspector_app.system.wording import LANGUAGES


@pytest.fixture
def delivered(desk):
    path = desk.place / "移交.age"
    assert desk.opened("package", "make", desk.mission, "--out", path).code == 0
    return path


def received(desk, path, language="zh_CN", *more):
    receipt = desk.place / "回执.txt"
    arguments = ("hq", "receive", desk.hq, path, "--receipt", receipt, *more)
    return desk.opened(*arguments, language=language), receipt


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_delivery_goes_there_and_its_receipt_comes_back(desk, language):
    path = desk.place / "d.age"
    make = ("package", "make", desk.mission, "--out", path)
    made = desk.opened(*make, language=language)
    assert made.code == 0
    assert str(path) in made.out
    shown = desk.opened("package", "show", desk.mission, path, language=language)
    assert shown.code == 0
    assert "郁澄" in shown.out
    assert "示例市委巡察办" in shown.out
    assert "report.pdf" in shown.out
    answer, receipt = received(desk, path, language)
    assert answer.code == 0
    assert "示例市园林局" in answer.out
    assert "采购先定调后上会" in answer.out
    taken = desk.opened("package", "receipt", desk.mission, receipt, language=language)
    assert taken.code == 0
    assert "0001" in taken.out
    again, _ = received(desk, path, language)
    assert again.code == 0
    assert "0001" in again.out
    listed = desk.opened("hq", "register", desk.hq, language=language)
    assert "示例市园林局" in listed.out


def test_the_same_as_json(desk, delivered):
    shown = desk.opened("package", "show", desk.mission, delivered, "--json").json
    assert (shown["kind"], shown["sender"], shown["role"]) == ("delivery", "郁澄", "leader")
    assert len(shown["to"]) == 2
    answer, receipt = received(desk, delivered, "zh_CN", "--json")
    found = answer.json
    assert (found["verdict"], found["again"], found["faults"]) == ("accepted", False, [])
    assert found["findings"] == [{"number": "B-001", "title": "采购先定调后上会"}]
    taken = desk.opened("package", "receipt", desk.mission, receipt, "--json").json
    assert taken == {"register_number": found["number"], "verdict": "accepted", "note": ""}
    sheet = desk.place / "台账.xlsx"
    listed = desk.opened("hq", "register", desk.hq, "--xlsx", sheet, "--json").json["register"]
    assert [row["number"] for row in listed] == [found["number"]]
    cells = [
        str(c) for r in openpyxl.load_workbook(sheet).active.iter_rows(values_only=True) for c in r
    ]
    assert any("示例市园林局" in cell for cell in cells)
    assert json.dumps(listed)


def test_an_existing_file_is_not_overwritten_and_the_place_must_be_there(desk, delivered):
    before = delivered.read_bytes()
    make = ("package", "make", desk.mission, "--json", "--out")
    answer = desk.opened(*make, delivered)
    assert (answer.code, answer.json["error"]) == (1, "system.file_exists")
    assert delivered.read_bytes() == before
    answer = desk.opened(*make, desk.place / "nirgends" / "d.age")
    assert (answer.code, answer.json["error"]) == (1, "cli.no_such_folder")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_between_the_mission_and_a_delivery_is_named(young, language):
    make = ("package", "make", young.mission, "--out", young.place / "d.age")
    answer = young.opened(*make, language=language)
    found = young.opened(*make, "--json", language=language)
    assert answer.code == found.code == 1
    assert found.json["made"] is False
    assert answer.err.splitlines()[:-1] == found.json["missing"][:-1]
    assert found.json["hq_fingerprint"] in answer.err
    assert "--fingerprint-confirmed" in answer.err
    confirmed = young.opened(*make, "--fingerprint-confirmed", "--json", language=language)
    assert len(confirmed.json["missing"]) < len(found.json["missing"])
    assert not (young.place / "d.age").exists()


def test_only_the_leader_delivers(desk):
    make = ("package", "make", desk.mission, "--out", desk.place / "d.age", "--json")
    answer = desk.opened(*make, "--user", "骆珩")
    assert (answer.code, answer.json["error"]) == (1, "mission.leader_only")
    answer = desk.opened(*make, "--user", "骆珩", "--fingerprint-confirmed")
    assert (answer.code, answer.json["error"]) == (1, "mission.leader_only")


def test_packages_that_are_none_or_altered_are_refused(desk, delivered):
    whole = delivered.read_bytes()
    middle = bytearray(whole)
    middle[len(whole) // 2] ^= 1
    nonsense = {
        "nothing": (b"", "exchange.empty_file"),
        "no package": (b"nonsense" * 99, "exchange.not_a_package"),
        "cut": (whole[: len(whole) // 2], None),
        "altered": (bytes(middle), None),
        "more": (whole + b"x", None),
    }
    for name, (content, code) in nonsense.items():
        path = desk.file("x.age", content)
        answer, receipt = received(desk, path, "zh_CN", "--json")
        assert answer.code == 1, name
        assert answer.json["error"].startswith("exchange."), name
        assert code in {None, answer.json["error"]}
        assert not receipt.exists()
        shown = desk.opened("package", "show", desk.mission, path, "--json")
        assert shown.code in {0, 1}  # the manifest stands before what was cut or altered
    assert desk.opened("hq", "register", desk.hq, "--json").json["register"] == []
    missing, _ = received(desk, desk.place / "nirgends.age", "zh_CN", "--json")
    assert (missing.code, missing.json["error"]) == (1, "exchange.no_file")


def test_a_member_cannot_open_what_is_for_others(desk, delivered):
    answer = desk.opened("package", "show", desk.mission, delivered, "--user", "骆珩", "--json")
    assert (answer.code, answer.json["error"]) == (1, "exchange.not_for_you")


def test_receipts_that_are_none_are_refused(desk, delivered):
    for content in ("", "nonsense", "-----BEGIN INSPECTOR RECEIPT-----\nAAAA\n"):
        file = desk.file("r.txt", content)
        answer = desk.opened("package", "receipt", desk.mission, file, "--json")
        assert (answer.code, answer.json["error"]) == (1, "exchange.not_a_receipt")
    _, receipt = received(desk, delivered)
    altered = desk.file("r.txt", receipt.read_bytes().replace(b"Y", b"Z", 1))
    answer = desk.opened("package", "receipt", desk.mission, altered, "--json")
    assert answer.code == 1
    assert answer.json["error"] in {
        "exchange.receipt_altered",
        "exchange.bad_receipt",
        "exchange.not_a_receipt",
    }
    missing = desk.opened("package", "receipt", desk.mission, desk.place / "nirgends", "--json")
    assert (missing.code, missing.json["error"]) == (1, "intake.missing")


def test_headquarters_refuses_on_the_command_line_too(desk):
    again = ("hq", "new", desk.hq, "--name", "x", "--officer", "佴𫖯")
    answer = desk.opened(*again, "--json")
    assert (answer.code, answer.json["error"]) == (1, "store.folder_in_place")
    blank = ("hq", "new", desk.place / "b", "--name", " ", "--officer", "佴𫖯", "--json")
    answer = desk.opened(*blank)
    assert (answer.code, answer.json["error"]) == (1, "hq.name_missing")
    for content, code in (("", "exchange.bad_request"), ("{}", "exchange.bad_request")):
        request = desk.file("request.json", content)
        answer = desk.opened("hq", "certify", desk.hq, request, "--json")
        assert (answer.code, answer.json["error"]) == (1, code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_headquarters_folder_verifies(desk, delivered, language):
    received(desk, delivered)
    answer = desk.opened("hq", "verify", desk.hq, language=language)
    assert answer.code == 0
    blob = next(path for path in (desk.hq / "blobs").rglob("*") if path.is_file())
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1  # the smallest blob is shorter than a hundred bytes
    blob.write_bytes(data)
    answer = desk.opened("hq", "verify", desk.hq, language=language)
    assert answer.code == 1
    assert blob.name in answer.err
