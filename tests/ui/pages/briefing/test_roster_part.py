"""The roster on the page: import with a preview, decide, undo; find and correct one person."""

import pytest
from openpyxl import Workbook
from PySide6.QtCore import Qt

from inspector_app.domain.vocabulary import Capacity
from inspector_app.services import officials
from inspector_app.ui.theme import ThemeMode
from tests.mission_fixture import OFFICIALS

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = Qt.Key
HEAD = ("姓名", "性别", "出生年月", "职务", "谈话类别", "备用栏")


@pytest.fixture
def table(tmp_path):
    """Write a roster with these rows; returns its path."""

    def write(*rows, name="示例名册.xlsx"):
        book = Workbook()
        sheet = book.active
        sheet.append(HEAD)
        for row in rows:
            sheet.append(row)
        path = tmp_path / name
        book.save(path)
        return path

    return write


GOOD = (
    ("冉芸菲", "女", "1990.05", "城建科科长", "M", ""),
    ("虞堃", "男", "1975-01", "党组副书记、副局长", "D", ""),
    ("佘翊", "男", "", "机关党委专职副书记", "", ""),
    ("郗𠮷", "", "", "办公室科员", "O", ""),
)
BAD = (*GOOD, ("宣鸷", "不详", "去年", "科员", "", ""))


def names(small):
    return {one.text("name") for one in small.mission.reader.find("official")}


def official(small, name):
    return small.mission.reader.get("official", small.officials[name])


def kinds(page):
    return [row.kind.value for row in page.roster.preview._rows.values()]


class TestImport:
    def test_preview_decide_import_undo(self, small, show_page, hands, table, settle, qtbot):
        page = show_page(small.mission, part="roster")
        roster, preview = page.roster, page.roster.preview
        roster.read_file(table(*GOOD))
        settle()
        assert preview.isVisible()
        assert kinds(page) == ["possibly_same", "changed", "new", "unchanged"]
        assert not preview.take.isEnabled()
        assert "备用栏" in preview.unknown.text()
        # the doubtful row is current: Ctrl+1 says that it is the person shown first
        hands.press(KEYS.Key_1, CTRL)
        qtbot.waitUntil(preview.take.isEnabled)  # a button shows that it was pressed
        assert preview.take.hasFocus()
        hands.press(KEYS.Key_Space)
        assert "冉芸菲" in names(small)
        assert official(small, "虞堃").text("birth") == "1975-01"
        assert official(small, "佘翊").text("office") == "机关党委专职副书记"
        assert not preview.isVisible()
        assert roster.model.rowCount() == len(OFFICIALS) + 1
        told = page.context.notify[-1]
        assert told.action
        told.act()
        assert names(small) == {one[0] for one in OFFICIALS}
        assert official(small, "佘翊").text("office") == "办公室主任"

    def test_a_namesake_is_somebody_new(self, small, show_page, hands, table, settle, qtbot):
        page = show_page(small.mission, part="roster")
        page.roster.read_file(table(GOOD[2]))
        settle()
        hands.press(KEYS.Key_0, CTRL)
        qtbot.waitUntil(page.roster.preview.take.isEnabled)
        hands.click(page.roster.preview.take)
        assert small.mission.reader.count("official", {"name": "佘翊"}) == 2

    def test_old_and_new_stand_side_by_side(self, small, show_page, table, settle):
        page = show_page(small.mission, part="roster")
        page.roster.read_file(table(GOOD[1]))
        settle()
        row = next(iter(page.roster.preview._rows.values()))
        assert "1975-01" in row.note
        assert "→" in row.note

    def test_problems_stop_everything_and_say_where(self, small, show_page, hands, table, settle):
        page = show_page(small.mission, part="roster")
        preview = page.roster.preview
        page.roster.read_file(table(*BAD))
        settle()
        assert kinds(page)[:2] == ["problem", "problem"]
        rows = list(preview._rows.values())[:2]
        assert {row.number for row in rows} == {6}
        assert any("不详" in row.note for row in rows)
        assert not preview.take.isEnabled()
        hands.click(preview.cancel)
        assert names(small) == {one[0] for one in OFFICIALS}
        assert page.roster.table.isVisible()

    def test_a_file_that_is_no_roster_is_told_in_words(self, small, show_page, tmp_path):
        path = tmp_path / "照片.xlsx"
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 500)
        page = show_page(small.mission, part="roster")
        heard = []
        page.context.tasks.known_error.connect(heard.append)
        page.roster.read_file(path)
        assert [error.code for error in heard] == ["intake.no_table"]
        assert page.roster.import_button.isVisible()

    def test_nothing_to_import_is_said(self, small, show_page, table, settle):
        page = show_page(small.mission, part="roster")
        page.roster.read_file(table(("郗𠮷", "", "", "办公室科员", "O", "")))
        settle()
        assert not page.roster.preview.take.isEnabled()
        assert kinds(page) == ["unchanged"]

    def test_stopped_while_it_is_read(self, small, show_page, table):
        page = show_page(small.mission, part="roster")
        roster = page.roster
        path = table(*GOOD)
        waiting = []
        # a reader that takes its time: the result comes after the user pressed 取消
        roster._desk.context.tasks.work = lambda job, **ends: waiting.append((job, ends)) or Late()
        roster.read_file(path)
        assert roster.stop.isVisible()
        roster.stop.click()
        job, ends = waiting[0]
        ends["done"](job())
        assert not roster.preview.isVisible()
        assert roster.import_button.isVisible()


class Late:
    """A task that runs on whatever is asked of it."""

    finished = False

    def cancel(self):
        """Come too late."""


class TestOnePerson:
    def test_found_by_words_and_category(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        roster = page.roster
        hands.into(roster.search)
        hands.type("办公室")
        hands.press(KEYS.Key_Return)
        assert roster.model.rowCount() == 2
        roster.category.setFocus()
        hands.press(KEYS.Key_End)  # retired
        assert roster.model.rowCount() == 0
        page.go_to({"official": small.officials["滕老"]})
        assert roster.form.official == small.officials["滕老"]
        assert roster.search.text() == ""

    def test_corrected_field_by_field(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        page.go_to({"official": small.officials["虞堃"]})
        form = page.roster.form
        hands.into(form.texts["duties"])
        hands.type("分管绿化养护")
        hands.press(KEYS.Key_Tab)
        assert official(small, "虞堃").text("duties") == "分管绿化养护"
        form.texts["in_office_since"].setFocus()
        hands.type("2022年3月")
        hands.press(KEYS.Key_Tab)
        assert official(small, "虞堃").text("in_office_since") == "2022-03"
        assert form.texts["in_office_since"].text() == "2022-03"

    def test_a_wrong_date_stays_with_its_reason(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        page.go_to({"official": small.officials["虞堃"]})
        form = page.roster.form
        form.texts["birth"].setFocus()
        hands.type("属兔")
        hands.press(KEYS.Key_Tab)
        assert "属兔" in form.rows["birth"].error
        assert form.texts["birth"].text() == "属兔"
        assert official(small, "虞堃").text("birth") == ""
        form.texts["birth"].setFocus()
        form.texts["birth"].selectAll()
        hands.type("1975-01")
        hands.press(KEYS.Key_Return)
        assert form.rows["birth"].error == ""

    def test_nobody_loses_the_name(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        page.go_to({"official": small.officials["虞堃"]})
        form = page.roster.form
        hands.into(form.texts["name"])
        form.texts["name"].selectAll()
        hands.press(KEYS.Key_Delete)
        hands.press(KEYS.Key_Tab)
        assert form.rows["name"].error
        assert official(small, "虞堃").text("name") == "虞堃"

    def test_marked_as_number_one_and_taken_back(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        page.go_to({"official": small.officials["虞堃"]})
        combo = page.roster.form.choices["capacity"]
        combo.setFocus()
        hands.press(KEYS.Key_Down)
        hands.press(KEYS.Key_Down)
        marked = official(small, "虞堃")
        assert marked.flag("number_one")
        assert marked.text("capacity") == Capacity.ADMINISTRATIVE_HEAD.value
        hands.press(KEYS.Key_Z, CTRL)
        assert official(small, "虞堃").text("capacity") == Capacity.PARTY_SECRETARY.value

    def test_a_capacity_that_is_missing_is_asked_for(self, small, show_page):
        page = show_page(small.mission, part="roster")
        page.go_to({"official": small.officials["岑𬀩"]})
        assert page.roster.form.rows["capacity"].error

    def test_somebody_new_is_named_first(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        form = page.roster.form
        hands.click(page.roster.new)
        assert form.texts["name"].hasFocus()
        assert not form.texts["office"].isEnabled()
        hands.type("冉芸菲")
        hands.press(KEYS.Key_Return)
        assert "冉芸菲" in names(small)
        assert form.title.text() == "冉芸菲"
        assert form.texts["office"].hasFocus()
        hands.type("城建科科长")
        hands.press(KEYS.Key_Tab)
        made = small.mission.reader.find("official", {"name": "冉芸菲"})[0]
        assert made.text("office") == "城建科科长"

    def test_removed_with_a_way_back_unless_named_somewhere(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        page.go_to({"official": small.officials["郗𠮷"]})
        hands.click(page.roster.form.remove)
        assert "郗𠮷" not in names(small)
        page.context.notify[-1].act()
        assert "郗𠮷" in names(small)
        small.plan("佘翊", "2026-10-22T09:00")
        heard = []
        page.context.tasks.known_error.connect(heard.append)
        page.go_to({"official": small.officials["佘翊"]})
        hands.click(page.roster.form.remove)
        assert [error.code for error in heard] == ["official.in_use"]
        assert "佘翊" in names(small)

    def test_the_lock_keeps_what_was_typed(self, small, show_page, hands):
        page = show_page(small.mission, part="roster")
        page.go_to({"official": small.officials["虞堃"]})
        page.roster.form.texts["left_on"].setFocus()
        hands.type("2026-09")
        page.flush()
        assert official(small, "虞堃").text("left_on") == "2026-09"
        assert page.where() == {"part": "roster", "official": small.officials["虞堃"]}


def test_an_empty_roster_says_what_to_do(small, show_page, hands):
    for one in small.officials.values():
        officials.remove_official(small.mission, one)
    page = show_page(small.mission, part="roster")
    assert page.roster.empty.isVisible()
    assert not page.roster.form.isVisible()
    hands.click(page.roster.new)
    hands.type("冉芸菲")
    hands.press(KEYS.Key_Return)
    assert page.roster.table.isVisible()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_layout(
    small, show_page, translations, theme, layout_problems, settle, table, language, mode
):
    translations.set_language(language)
    theme.set_mode(mode)
    page = show_page(small.mission, part="roster", language=language)
    assert layout_problems(page.window(), language=language) == []
    for rows in (GOOD, BAD):
        page.roster.read_file(table(*rows))
        settle()
        assert layout_problems(page.window(), language=language) == []
        page.roster.preview.cancel.click()
    page.roster.new.click()
    settle()
    assert layout_problems(page.window(), language=language) == []
