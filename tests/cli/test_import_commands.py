"""``inspector import``: dry runs row by row, refusals row by row, and nothing half imported."""

import csv
import io
from pathlib import Path

import pytest

from inspector_app.services.session import open_mission
from inspector_app.store.keys import list_users
from inspector_app.system.wording import LANGUAGES
from tests.mission_fixture import PASSPHRASE

FILES = Path(__file__).resolve().parents[2] / "resources" / "demo" / "files"


def state(desk):
    """What the mission holds of what is imported."""
    leader = list_users(desk.mission)[0].user_id
    sitting = open_mission(desk.surroundings, desk.mission, user=leader, passphrase=PASSPHRASE)
    reader = sitting.mission.reader
    held = {name: reader.count(name) for name in ("official", "talk", "paragraph", "evidence")}
    held["entries"] = reader.entry_count()
    sitting.end()
    return held


def sheet(desk, *rows, name="名册.csv"):
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(("姓名", "职务", "单位", "出生年月", "联系方式"))
    writer.writerows(rows)
    return desk.file(name, stream.getvalue())


# --- roster -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dry_run_says_row_by_row_what_would_happen_and_writes_nothing(young, language):
    before = state(young)
    file = FILES / "roster.xlsx"
    said = young.opened("import", "roster", young.mission, file, "--dry-run", language=language)
    rows = young.opened("import", "roster", young.mission, file, "--dry-run", "--json").json["rows"]
    assert said.code == 0
    assert len(rows) == 48
    for row in rows:
        assert f"{row['row']}" in said.out
        assert row["name"] in said.out
    assert {"new", "possibly_same"} <= {row["what"] for row in rows}
    assert state(young) == before


def test_rows_that_may_be_somebody_known_wait_for_a_word(young):
    file = sheet(
        young,
        ("虞堃", "城建科科长", "示例市园林局", "1990-01", ""),
        ("邝喆", "派驻纪检监察组组长", "", "", "0000-1"),
        ("新来者", "干事", "", "", ""),
    )
    before = state(young)
    answer = young.opened("import", "roster", young.mission, file, "--json")
    assert (answer.code, answer.json["error"]) == (1, "roster.undecided")
    assert [row["what"] for row in answer.json["rows"]] == ["possibly_same", "changed", "new"]
    assert answer.json["rows"][0]["candidates"] == ["虞堃"]
    assert "2" in answer.err
    assert state(young) == before
    done = young.opened("import", "roster", young.mission, file, "--new", "2", "--json").json
    assert (done["added"], done["changed"], done["unchanged"]) == (2, 1, 0)
    again = young.opened("import", "roster", young.mission, file, "--json").json
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 3)


def test_a_doubtful_row_can_be_the_one_who_is_listed(young):
    file = sheet(young, ("虞堃", "城建科科长", "", "", ""))
    done = young.opened("import", "roster", young.mission, file, "--same", "2", "--json").json
    assert (done["added"], done["changed"]) == (0, 1)
    said = young.opened("import", "roster", young.mission, file, "--dry-run").out
    assert "没有变化" in said


def test_changes_are_shown_old_and_new(young):
    file = sheet(young, ("邝喆", "派驻纪检监察组组长", "", "", "0000-1"))
    said = young.opened("import", "roster", young.mission, file, "--dry-run").out
    assert "联系方式：（空） → 0000-1" in said
    said = young.opened("import", "roster", young.mission, file, "--dry-run", language="en").out
    assert "(blank) → 0000-1" in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dry", [True, False])
def test_errors_are_told_by_row_and_nothing_is_half_imported(young, language, dry):
    before = state(young)
    extra = ("--dry-run",) if dry else ()
    arguments = ("import", "roster", young.mission, FILES / "roster-errors.csv", *extra)
    answer = young.opened(*arguments, language=language)
    found = young.opened(*arguments, "--json", language=language)
    assert answer.code == found.code == 1
    problems = found.json["problems"]
    assert len(problems) >= 4
    for problem in problems:
        assert problem["message"] in answer.err
        assert str(problem["row"]) in problem["message"]
    if not dry:
        assert found.json["error"] == "roster.rows_wrong"
    assert state(young) == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_old_formats_are_answered_with_how_to_convert(young, language):
    legacy = sorted((FILES / "legacy").iterdir())
    assert {path.suffix for path in legacy} >= {".doc", ".wps"}
    for path in legacy:
        if path.suffix not in {".doc", ".wps"}:
            continue
        answer = young.opened("import", "transcript", young.mission, path, language=language)
        assert answer.code == 1
        assert ".docx" in answer.err
        assert ("另存为" if language == "zh_CN" else "save") in answer.err.lower()


NO_TABLE = {
    "empty": (b"", "intake.empty"),
    "text": ("只是一段话".encode(), "intake.no_roster_header"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "intake.no_table"),
    "a broken archive": (b"PK\x03\x04" + b"x" * 50, "intake.damaged"),
    "only a header": ("姓名,职务\n".encode(), "intake.roster_empty"),
}


@pytest.mark.parametrize("name", NO_TABLE)
def test_what_is_no_roster_is_refused(young, name):
    content, code = NO_TABLE[name]
    answer = young.opened(
        "import", "roster", young.mission, young.file("x.xlsx", content), "--json"
    )
    assert (answer.code, answer.json["error"]) == (1, code)


# --- talk records -----------------------------------------------------------------------


@pytest.fixture
def record(young):
    from docx import Document

    def write(talker="虞堃", number="", name="记录.docx", day=22):
        document = Document()
        lines = ["谈话记录", f"谈话编号：{number}" if number else "", f"谈话对象：{talker}"]
        lines += [f"时间：2026年10月{day}日9时00分至10时00分", "地点：谈话二室"]
        lines += ["谈话人：骆珩、阚玥、外来人", "记录人：阚玥", "问：会上谁先表态？"]
        lines += ["答：平常是分管的先讲。", "问：还有吗？", "答：没有了。"]
        for line in filter(None, lines):
            document.add_paragraph(line)
        path = young.place / name
        document.save(path)
        return path

    return write


def test_a_record_goes_into_the_talk_that_was_planned(young, record):
    file = record()
    before = state(young)
    dry = young.opened("import", "transcript", young.mission, file, "--dry-run", "--json").json
    assert dry["talk"] == "T-001"
    assert dry["official"] == "虞堃"
    assert dry["unknown"] == ["外来人"]
    assert state(young) == before
    said = young.opened("import", "transcript", young.mission, file, "--dry-run").out
    assert "[问]" in said
    assert "平常是分管的先讲。" in said
    done = young.opened("import", "transcript", young.mission, file, "--json").json
    assert done["added"] == 4
    after = state(young)
    assert (after["talk"], after["paragraph"]) == (before["talk"], before["paragraph"] + 4)
    again = young.opened("import", "transcript", young.mission, file, "--talk", "T-001", "--json")
    assert (again.code, again.json["error"]) == (1, "talk.transcript_again")
    assert state(young) == after


def test_a_talk_that_nobody_planned_is_made(young, record):
    before = state(young)
    file = record("蔺㛃", "T-077", day=23)
    said = young.opened("import", "transcript", young.mission, file)
    assert said.code == 0
    assert "新建一次与 蔺㛃 的谈话" in said.out
    assert "T-077" in said.out
    assert state(young)["talk"] == before["talk"] + 1


def test_whose_record_it_is_must_be_clear(young, record):
    before = state(young)
    for arguments, code in (
        ((record("无名氏", name="a.docx"),), "cli.talker_unknown"),
        ((record(), "--talk", "T-999"), "cli.no_such_talk"),
        ((FILES / "roster.xlsx",), "intake.no_transcript"),
        ((young.place / "nirgends.docx",), "intake.missing"),
        ((young.file("leer.docx", b""),), "intake.empty"),
    ):
        answer = young.opened("import", "transcript", young.mission, *arguments, "--json")
        assert (answer.code, answer.json["error"]) == (1, code)
    assert state(young) == before


# --- evidence ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_evidence_is_hashed_numbered_and_recognised_again(young, language):
    file = young.file("现场𬀩.txt", "一份说明")
    dry = young.opened("import", "evidence", young.mission, file, "--dry-run", language=language)
    assert "SHA-256" in dry.out
    assert state(young)["evidence"] == 0
    options = ("--title", "说明", "--supplier", "办公室", "--obtained-on", "2026-10-20")
    done = young.opened("import", "evidence", young.mission, file, *options, "--json").json
    assert done["number"] == "Z-001"
    assert done["same_content"] == []
    again = young.opened("import", "evidence", young.mission, file, language=language)
    assert again.code == 0
    assert "Z-001" in again.out
    assert "Z-002" in again.out


@pytest.mark.parametrize("dry", [True, False])
def test_what_is_no_file_is_no_evidence(young, dry):
    extra = ("--dry-run",) if dry else ()
    link = young.place / "link"
    link.symlink_to(young.passphrases)
    for path, code in (
        (young.place / "nirgends", "intake.missing"),
        (young.place, "intake.not_a_file"),
        (link, "intake.link"),
        (young.file("leer", b""), "intake.empty"),
    ):
        answer = young.opened("import", "evidence", young.mission, path, *extra, "--json")
        assert (answer.code, answer.json["error"]) == (1, code)
    assert state(young)["evidence"] == 0
