"""``inspector report build`` and ``inspector search``."""

import pytest

from inspector_app.services import report_final
from inspector_app.services.report import current_report
from inspector_app.services.session import open_mission
from inspector_app.store.keys import list_users
from inspector_app.system.wording import LANGUAGES
from tests.documents.pages import all_text
from tests.mission_fixture import PASSPHRASE


@pytest.fixture
def reopened(desk):
    """A report that is taken back into work and loses a deadline."""
    leader = list_users(desk.mission)[0].user_id
    sitting = open_mission(desk.surroundings, desk.mission, user=leader, passphrase=PASSPHRASE)
    mission = sitting.mission
    report = current_report(mission.reader)
    report_final.reopen_report(mission, report.id, reason="示例")
    from inspector_app.domain.vocabulary import Section
    from inspector_app.services.report import report_view, update_block

    person = mission.reader.find("official", {"number_one": True})[0].id
    block = report_view(mission.reader, report.id).blocks(Section.REQUIREMENTS, person)[0]
    update_block(mission, block.id, deadline=None)
    sitting.end()
    return desk


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_that_lacks_nothing_is_written(desk, language):
    out = desk.place / "文书" / language
    answer = desk.opened("report", "build", desk.mission, "--out", out, language=language)
    assert answer.code == 0
    text = all_text((out / "report.pdf").read_bytes())
    assert "岑𬀩" in text
    assert "待补充" not in text
    assert (out / "report.docx").read_bytes()[:2] == b"PK"
    assert str(out / "report.pdf") in answer.out
    again = desk.opened("report", "build", desk.mission, "--out", out, "--json")
    assert again.json["built"] is True
    assert again.json["files"] == [str(out / "report.pdf"), str(out / "report.docx")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_blocks_is_named_and_nothing_is_written(reopened, language):
    out = reopened.place / "out"
    build = ("report", "build", reopened.mission, "--out", out)
    answer = reopened.opened(*build, language=language)
    assert answer.code == 1
    assert not out.exists()
    assert "--draft" in answer.err
    assert ("整改要求第 1 条没有时限" if language == "zh_CN" else "1") in answer.err
    found = reopened.opened(*build, "--json", language=language)
    assert found.json["built"] is False
    assert all(line in found.json["missing"] for line in answer.err.splitlines()[1:])
    draft = reopened.opened(*build, "--draft", language=language)
    assert draft.code == 0
    assert "待补充" in all_text((out / "report.pdf").read_bytes())


def test_there_may_be_no_report_yet(young):
    answer = young.opened("report", "build", young.mission, "--json")
    assert (answer.code, answer.json["error"]) == (1, "cli.no_report")


def test_a_file_where_the_folder_should_be_is_told(desk):
    taken = desk.file("taken", "x")
    answer = desk.opened("report", "build", desk.mission, "--out", taken, "--json")
    assert answer.code == 1
    assert "taken" in answer.err
    (desk.place / "out" / "report.pdf").mkdir(parents=True)
    answer = desk.opened("report", "build", desk.mission, "--out", desk.place / "out", "--json")
    assert (answer.code, answer.json["error"]) == (1, "system.file_exists")


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_finds_words_and_says_when_there_are_none(desk, language):
    answer = desk.opened("search", desk.mission, "采购", language=language)
    assert answer.code == 0
    lines = answer.out.splitlines()
    assert lines
    assert all("采购" in line for line in lines)
    label = "底稿" if language == "zh_CN" else "Working paper"
    assert any(line.startswith(label) for line in lines)
    hits = desk.opened("search", desk.mission, "采购", "--limit", "1", "--json").json["hits"]
    assert len(hits) == 1
    nothing = desk.opened("search", desk.mission, "䶮𫖯", language=language)
    assert nothing.code == 1
    assert nothing.out == ""


@pytest.mark.parametrize("query", ["", " ", '"', "*", "NEAR(", "a" * 5000, "\x00", "采 购"])
def test_any_query_is_only_words(desk, query):
    answer = desk.opened("search", desk.mission, query, "--json")
    assert answer.code in {0, 1}
    assert isinstance(answer.json["hits"], list)


def test_a_member_finds_no_lead(desk):
    for user, found in (("郁澄", 0), ("骆珩", 1)):
        answer = desk.opened("search", desk.mission, "收受礼金的线索", "--user", user, "--json")
        assert answer.code == found
