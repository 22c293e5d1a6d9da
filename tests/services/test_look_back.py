"""The last round's findings: imported in one step, judged again, asked about (回头看)."""

import openpyxl
import pytest

from inspector_app.domain.briefing import Judgement
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.vocabulary import MissionKind
from inspector_app.services import look_back
from inspector_app.services.look_back import RowKind, import_findings, preview_findings
from inspector_app.services.places import place_of
from inspector_app.services.steps import take_back
from inspector_app.store.journal import Write
from inspector_app.system.resources import resources
from tests.mission_fixture import small_mission
from tests.paper_fixture import Template

MEMBER = "骆珩"
SAMPLE = resources() / "demo" / "files" / "look-back.xlsx"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return Template(
        tmp_path_factory.mktemp("small"), lambda folder: (small_mission(folder), "", "")
    )


@pytest.fixture
def small(template, tmp_path):
    made, _, _ = template.copy(tmp_path)
    yield made
    made.sitting.end()


def findings(small):
    return look_back.previous_findings(small.mission.reader)


def take_in(small, path=SAMPLE):
    return import_findings(small.mission, preview_findings(path, findings(small)))


def changed_copy(folder, row, column, value):
    book = openpyxl.load_workbook(SAMPLE)
    book.active.cell(row, column).value = value
    book.save(folder / "changed.xlsx")
    return folder / "changed.xlsx"


def test_in_the_order_of_the_list_and_back_out_again(small):
    done = take_in(small)
    assert (done.added, done.changed, done.unchanged) == (6, 0, 0)
    assert [one.text("number") for one in findings(small)] == list("123456")
    assert findings(small)[0].flag("concerns_number_one")
    assert look_back.is_look_back(small.mission.reader, small.mission.id)
    take_back(small.mission, done.entries)
    assert findings(small) == []


def test_a_second_time_only_what_changed_and_judgements_stay(small, tmp_path):
    take_in(small)
    first = findings(small)[0]
    look_back.judge(small.mission, first.id, Judgement.PARTLY)
    path = changed_copy(tmp_path, 3, 8, "后来补报（示例）。")
    preview = preview_findings(path, findings(small))
    assert [m.kind for m in preview.matches].count(RowKind.UNCHANGED) == 5
    assert preview.matches[0].changes == ("reported",)
    done = import_findings(small.mission, preview)
    assert (done.added, done.changed, done.unchanged) == (0, 1, 5)
    again = findings(small)[0]
    assert (again.text("reported"), again.text("judgement")) == ("后来补报（示例）。", "partly")
    nothing = take_in(small, path)
    assert nothing.entries == ()


def test_rows_without_numbers_are_known_by_their_words(small, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["问题", "措施"])
    book.active.append(["示例 问题", "改"])
    book.save(tmp_path / "a.xlsx")
    take_in(small, tmp_path / "a.xlsx")
    book.active.cell(2, 1).value = "示例问题"
    book.active.cell(2, 2).value = "再改"
    book.save(tmp_path / "a.xlsx")
    assert take_in(small, tmp_path / "a.xlsx").changed == 1
    assert len(findings(small)) == 1


def test_nothing_is_half_imported(small, tmp_path):
    path = changed_copy(tmp_path, 4, 4, "也许")
    preview = preview_findings(path, findings(small))
    with pytest.raises(RefusedError, match="rows_wrong"):
        import_findings(small.mission, preview)
    good = preview_findings(SAMPLE, findings(small))
    look_back.add_finding(small.mission, problem="另一个（示例）。")
    with pytest.raises(RefusedError, match="changed_since_preview"):
        import_findings(small.mission, good)
    assert len(findings(small)) == 1


def test_judged_by_whom_and_when_on_what_basis(small):
    take_in(small)
    mission = small.reopen(MEMBER)
    one = findings(small)[1]
    look_back.judge(mission, one.id, Judgement.NOT_RECTIFIED)
    judged = findings(small)[1]
    assert judged.text("judged_by") == mission.me
    assert judged.text("judged_on") == mission.today()
    assert look_back.without_basis(findings(small)) == [judged]
    look_back.update_finding(mission, one.id, basis="抽查会议记录12次（示例）。")
    assert look_back.without_basis(findings(small)) == []
    counted = look_back.counts(findings(small))
    assert (counted[Judgement.NOT_RECTIFIED], counted[None]) == (1, 5)
    look_back.judge(mission, one.id, None)
    assert findings(small)[1].text("judged_by") == ""


def test_new_problems_stand_last_and_every_finding_is_found_on_its_page(small):
    take_in(small)
    made = look_back.add_finding(small.mission, problem="新问题（示例）。").id
    assert findings(small)[-1].id == made
    assert place_of(small.mission.reader, "previous_finding", made) == (
        "briefing",
        {"previous_finding": made},
    )
    look_back.remove_finding(small.mission, made)
    assert len(findings(small)) == 6


def test_only_a_look_back_shows_the_part_before_anything_is_there(small):
    mission = small.mission
    assert not look_back.is_look_back(mission.reader, mission.id)
    mission.journal.write(Write("mission", mission.id, {"kind": MissionKind.LOOK_BACK.value}))
    assert look_back.is_look_back(mission.reader, mission.id)
