"""Answering by real keys and clicks: one answer for each intention, and what follows from it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.forms.load import form_from
from tests.ui.forms.conftest import small

YESNO = "yn | y | 是\nyn | n | 否\nyn | u | 说不清"
ENTER = Qt.Key.Key_Return
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def test_a_text_is_told_while_typed_and_answered_once_on_leaving(shown):
    shown.open(small("text | a | 甲", "text | b | 乙"))
    shown.go("a")
    shown.hands.type("会议")
    assert shown.told.of("typed") == [("/data/a", "会"), ("/data/a", "会议")]
    assert shown.told.of("answered") == []
    shown.hands.press(Qt.Key.Key_Tab)
    assert shown.told.of("answered") == [("/data/a", "会议")]
    assert shown.kept("a") == "会议"
    assert shown.focused() == "b"


def test_a_rest_while_typing_answers_and_leaves_the_field_alone(shown, qtbot):
    shown.open(small("text | a | 甲", "text | b | 乙 ${a}"))
    field = shown.go("a").editor.field
    shown.view._pause.setInterval(20)
    shown.hands.type("一")
    shown.hands.compose("er")
    qtbot.waitUntil(lambda: shown.told.of("answered") == [("/data/a", "一")])
    assert shown.row("b").label.text() == "乙 一"
    assert field.composing
    assert field.hasFocus()
    shown.hands.compose("", "二")
    shown.hands.press(ENTER)
    assert shown.told.of("answered") == [("/data/a", "一"), ("/data/a", "一二")]


def test_enter_goes_to_the_next_question_and_answers_once(shown):
    shown.open(small("text | a | 甲", "integer | n | 数", "text | b | 乙"))
    shown.go("a")
    shown.hands.type("x")
    shown.hands.press(ENTER)
    assert shown.focused() == "n"
    shown.hands.type("12")
    shown.hands.press(ENTER)
    assert shown.focused() == "b"
    assert shown.told.of("answered") == [("/data/a", "x"), ("/data/n", "12")]


def test_an_unchanged_field_answers_nothing(shown):
    shown.open(small("text | a | 甲", "integer | n | 数"), a="旧", n="3")
    shown.go("a")
    shown.hands.press(ENTER)
    shown.hands.press(ENTER)
    shown.hands.press(Qt.Key.Key_Tab)
    assert shown.told.of("answered") == []


def test_several_lines_take_enter_and_leave_by_ctrl_enter(shown):
    shown.open(
        small(
            "text | a | 甲 | multiline", "text | b | 乙 |", head="type | name | label | appearance"
        )
    )
    shown.go("a")
    shown.hands.type("一")
    shown.hands.press(ENTER)
    shown.hands.type("二")
    assert shown.focused() == "a"
    shown.hands.press(ENTER, CTRL)
    assert shown.focused() == "b"
    assert shown.told.of("answered") == [("/data/a", "一\n二")]


def test_an_input_method_is_not_disturbed(shown):
    shown.open(
        small(
            "text | a | 甲 |",
            "note | n | 您写了：${a} |",
            "text | b | 乙 | ${a} != ''",
            head="type | name | label | relevant",
        )
    )
    field = shown.go("a").editor.field
    shown.hands.type("已")
    shown.hands.compose("nih")
    assert field.composing
    # Enter belongs to the input method now, and others may refresh the form meanwhile.
    shown.hands.press(ENTER)
    shown.view.refresh(["/data/a"])
    shown.view.refresh()
    assert shown.focused() == "a"
    assert field.composing
    assert field.text == "已"
    shown.hands.compose("", "你好")
    assert field.text == "已你好"
    shown.hands.press(ENTER)
    assert shown.told.of("answered") == [("/data/a", "已你好")]


def test_numbers_are_read_with_separators_and_full_width(shown):
    shown.open(
        small(
            "decimal | m | 金额 | thousands-sep",
            "integer | n | 数 |",
            head="type | name | label | appearance",
        )
    )
    row = shown.go("m")
    shown.hands.type("1,234,567.5")
    shown.hands.press(ENTER)
    shown.hands.type("１２")
    shown.hands.press(ENTER)
    assert float(shown.kept("m")) == 1234567.5
    assert shown.kept("n") == "12"
    assert row.editor.line.text() == "1,234,567.5"


def test_a_masked_text_is_not_readable_beside_the_screen(shown):
    shown.open(small("text | a | 口令 | masked", head="type | name | label | appearance"))
    line = shown.go("a").editor.line
    shown.hands.type(" x 1")
    shown.hands.press(ENTER)
    assert shown.kept("a") == " x 1"
    assert line.displayText() != " x 1"


def test_options_in_columns_stand_close_together(shown):
    form = small(
        "select_one yn | a | 是否 | columns",
        "select_one yn | b | 是否 | columns-2",
        "select_one yn | c | 是否 | likert",
        choices=YESNO,
        head="type | name | label | appearance",
    )
    shown.open(form)
    for name, lefts in (("a", [0, 156, 312]), ("b", [0, 156, 0]), ("c", [0, 156, 312])):
        assert [b.x() for b in shown.row(name).editor.buttons] == lefts


def test_what_is_no_number_is_kept_and_said(shown):
    shown.open(small("integer | n | 数", "text | b | 乙"))
    row = shown.go("n")
    shown.hands.type("三个")
    shown.hands.press(ENTER)
    assert shown.kept("n") == "三个"
    assert row.problem.text().startswith("▲ ")
    assert row.editor.line.property("invalid") is True
    assert shown.view.wrong_count == 1


@pytest.mark.parametrize(
    ("kind", "appearance", "typed", "start"),
    [
        ("date", "", "2026年10月21日", "2026-10-21"),
        ("date", "no-calendar", "20261021", "2026-10-21"),
        ("date", "month-year", "2026.10", "2026-10-01"),
        ("date", "year", "2026年", "2026-01-01"),
        ("time", "", "9:05", "09:05:00.000"),
        ("dateTime", "", "2026-10-21 15:30", "2026-10-21T15:30:00.000"),
    ],
)
def test_moments_are_typed_as_people_write_them(shown, kind, appearance, typed, start):
    form = small(
        f"{kind} | d | 何时 | {appearance}",
        "text | b | 乙 |",
        head="type | name | label | appearance",
    )
    shown.open(form)
    row = shown.go("d")
    shown.hands.type(typed)
    shown.hands.press(ENTER)
    assert shown.kept("d").startswith(start)
    assert not shown.view.wrong_count
    shown.settle()
    assert row.editor.line.text() != ""
    assert "T" not in row.editor.line.text()


def test_what_is_no_date_stays_as_typed(shown):
    shown.open(small("date | d | 日", "text | b | 乙"))
    row = shown.go("d")
    shown.hands.type("2026-02-30")
    shown.hands.press(ENTER)
    assert shown.kept("d") == "2026-02-30"
    assert row.problem.isVisible()
    assert row.editor.line.text() == "2026-02-30"


def test_a_day_is_picked_from_the_calendar(shown):
    shown.open(small("date | d | 日"))
    row = shown.go("d")
    shown.hands.click(row.editor.button)
    popup = QApplication.activePopupWidget()
    day = popup.selectedDate().toString(Qt.DateFormat.ISODate)
    popup.clicked.emit(popup.selectedDate())
    shown.settle()
    assert shown.kept("d") == day


def test_options_by_digit_arrow_space_and_delete(shown):
    shown.open(small("select_one yn | a | 是否", "text | b | 乙", choices=YESNO))
    row = shown.go("a")
    shown.hands.press(Qt.Key.Key_2)
    assert shown.kept("a") == "n"
    shown.hands.press(Qt.Key.Key_Down)
    assert shown.kept("a") == "n"  # walking chooses nothing
    shown.hands.press(Qt.Key.Key_Space)
    assert shown.kept("a") == "u"
    assert [b.isChecked() for b in row.editor.buttons] == [False, False, True]
    shown.hands.press(Qt.Key.Key_Delete)
    assert shown.kept("a") == ""
    assert not any(b.isChecked() for b in row.editor.buttons)
    shown.hands.press(ENTER)
    assert shown.focused() == "b"
    assert [v for _p, v in shown.told.of("answered")] == ["n", "u", ""]


def test_options_by_mouse_and_taken_away_by_the_button(shown):
    shown.open(small("select_one yn | a | 是否", choices=YESNO))
    row = shown.row("a")
    shown.hands.click(row.editor.buttons[0])
    shown.hands.click(row.editor.buttons[0])  # once more changes nothing
    assert shown.kept("a") == "y"
    shown.settle()
    assert row.tools.clear.isVisible()
    shown.hands.click(row.tools.clear)
    assert [v for _p, v in shown.told.of("answered")] == ["y", ""]


def test_several_options_keep_the_order_given(shown):
    shown.open(small("select_multiple yn | a | 哪些", choices=YESNO))
    shown.go("a")
    shown.hands.press(Qt.Key.Key_3)
    shown.hands.press(Qt.Key.Key_1)
    assert shown.kept("a") == "u y"
    shown.hands.press(Qt.Key.Key_3)
    assert shown.kept("a") == "y"


def test_quick_leads_on(shown):
    form = small(
        "select_one yn | a | 是否 | quick",
        "text | b | 乙 |",
        choices=YESNO,
        head="type | name | label | appearance",
    )
    shown.open(form)
    shown.go("a")
    shown.hands.press(Qt.Key.Key_1)
    assert shown.kept("a") == "y"
    assert shown.focused() == "b"


def test_a_drop_down_chooses_and_takes_away(shown):
    form = small(
        "select_one yn | a | 是否 | minimal",
        "text | b | 乙 |",
        choices=YESNO,
        head="type | name | label | appearance",
    )
    shown.open(form)
    box = shown.go("a").editor.box
    assert [box.itemText(i) for i in range(box.count())] == ["（未选）", "是", "否", "说不清"]
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert shown.kept("a") == "n"
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert shown.kept("a") == ""
    shown.hands.press(ENTER)
    assert shown.focused() == "b"


def test_one_of_many_is_found_by_typing(shown):
    many = "\n".join(f"pl | p{i} | 示例{i}区" for i in range(500))
    shown.open(small("select_one pl | a | 地方", "text | b | 乙", choices=many))
    line = shown.go("a").editor.line
    shown.hands.type("例77区")
    shown.hands.press(ENTER)
    shown.settle()
    assert shown.kept("a") == "p77"
    assert line.text() == "示例77区"
    line.clear()
    shown.hands.press(ENTER)
    assert shown.kept("a") == ""
    assert shown.focused() == "b"


def test_a_half_typed_search_is_given_up_on_leaving(shown):
    many = "\n".join(f"pl | p{i} | 示例{i}区" for i in range(50))
    shown.open(small("select_one pl | a | 地方", "text | b | 乙", choices=many), a="p3")
    row = shown.go("a")
    row.editor.line.selectAll()
    shown.hands.type("不存在")
    shown.hands.press(Qt.Key.Key_Tab)
    shown.settle()
    assert row.editor.line.text() == "示例3区"
    assert shown.told.of("answered") == []


def test_what_can_be_found_follows_filter_words_and_language(shown):
    districts = "\n".join(
        f"pl | d{i} | {i % 2} | 示例{i}区 ${{who}} | Area {i} ${{who}}" for i in range(80)
    )
    form = form_from(
        """
| survey |
| | type | name | label::中文 (zh) | label::English (en) | choice_filter | appearance |
| | text | who | 谁 | Who | | |
| | select_one half | half | 哪边 | Which | | |
| | select_one pl | a | 地方 | Place | half = ${half} | autocomplete |
| | select_one pl | b | 另一处 | Other | half = ${half} | |
| choices |
| | list_name | name | half | label::中文 (zh) | label::English (en) |
| | half | 0 | | 东 | East |
| | half | 1 | | 西 | West |
""".encode()
        + "\n".join(f"| | {line} |" for line in districts.split("\n")).encode(),
        name="form.md",
    )
    shown.open(form)
    row = shown.go("a")

    def offered():
        return row.editor.line.completer().model().stringList()

    assert offered() == []
    shown.view.answer("/data/half", "1")
    assert len(offered()) == 40
    assert offered()[0] == "示例1区"
    shown.view.answer("/data/who", "甲")
    assert offered()[0] == "示例1区 甲"
    shown.view.set_language("English (en)")
    assert offered()[0] == "Area 1 甲"
    shown.view.answer("/data/half", "0")
    assert offered()[1] == "Area 2 甲"
    # What is listed while short is searched when long.
    assert shown.row("b").look.face == "find"
    shown.go("b")
    shown.view.answer("/data/half", "")
    shown.settle()
    assert shown.row("b").look.face == "options"


def test_several_of_many_become_chips(shown):
    many = "\n".join(f"pl | p{i} | 示例{i}区" for i in range(50))
    shown.open(small("select_multiple pl | a | 地方", choices=many))
    row = shown.go("a")
    for wanted in ("示例7区", "示例33区"):
        shown.hands.type(wanted)
        shown.hands.press(ENTER)
        shown.settle()
    assert shown.kept("a") == "p7 p33"
    assert [chip.text() for chip in row.editor.chips] == ["示例7区", "示例33区"]
    row.editor.chips[0].setFocus()
    shown.hands.press(Qt.Key.Key_Delete)
    assert shown.kept("a") == "p33"


def test_a_rank_is_ordered_by_keys_and_only_then_an_answer(shown):
    shown.open(small("rank yn | r | 排序", "text | b | 乙", choices=YESNO))
    row = shown.go("r")
    assert shown.kept("r") == ""
    assert row.editor.note.isVisible()
    shown.hands.press(Qt.Key.Key_Down, ALT)
    assert shown.kept("r") == "n y u"
    assert not row.editor.note.isVisible()
    shown.hands.press(Qt.Key.Key_Up, ALT)
    shown.hands.press(Qt.Key.Key_Up, ALT)  # already the first
    assert [v for _p, v in shown.told.of("answered")] == ["n y u", "y n u"]


def test_the_proposed_order_can_be_accepted(shown):
    shown.open(small("rank yn | r | 排序", choices=YESNO))
    row = shown.row("r")
    shown.hands.click(row.editor.accept)
    assert shown.kept("r") == "y n u"


def test_a_range_by_slider_and_by_field(shown, qtbot):
    form = small(
        "range | s | 打分 | start=0;end=5;step=0.5",
        head="type | name | label | parameters",
    )
    shown.open(form)
    row = shown.go("s")
    assert row.editor.slider.property("empty") is True
    assert row.editor.slider.hasFocus()
    shown.hands.press(Qt.Key.Key_Right)
    shown.hands.press(Qt.Key.Key_Right)
    shown.hands.press(Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: bool(shown.told.of("answered")))
    assert float(shown.kept("s")) == 1.5
    assert len(shown.told.of("answered")) == 1
    shown.hands.press(Qt.Key.Key_Tab)
    row.editor.line.selectAll()
    shown.hands.type("4.5")
    shown.hands.press(ENTER)
    assert float(shown.kept("s")) == 4.5
    assert row.editor.slider.value() == 9


def test_a_slider_that_is_left_answers_at_once(shown):
    shown.open(
        small(
            "range | s | 打分 | start=10;end=0;step=1",
            "text | b | 乙 |",
            head="type | name | label | parameters",
        )
    )
    shown.go("s")
    shown.hands.press(Qt.Key.Key_Right)
    shown.view.commit()
    assert shown.kept("s") == "9"


@pytest.mark.parametrize(
    ("parameters", "typed", "kept"),
    [
        ("start=0;end=10;step=1", "12", "10"),
        ("start=0;end=10;step=1", "-3", "0"),
        ("start=0;end=10;step=2.5", "6", "5"),
        ("start=10;end=0;step=1", "12", "10"),
        ("start=0;end=1000000000;step=0.5", "123456.5", "123456.5"),
        ("start=0;end=10;step=1", "很多", "很多"),
    ],
)
def test_a_typed_number_stays_in_its_range(shown, parameters, typed, kept):
    rows = (f"range | s | 打分 | {parameters}", "text | b | 乙 |")
    shown.open(small(*rows, head="type | name | label | parameters"))
    row = shown.go("s")
    shown.hands.press(Qt.Key.Key_Tab)
    shown.hands.type(typed)
    shown.hands.press(ENTER)
    shown.settle()
    assert shown.kept("s").removesuffix(".0") == kept
    if kept != "很多":
        assert row.editor.line.text() == kept


def test_a_wide_range_reaches_both_ends_by_the_slider(shown):
    rows = ("range | s | 打分 | start=0;end=1000000;step=1",)
    shown.open(small(*rows, head="type | name | label | parameters"))
    slider = shown.go("s").editor.slider
    shown.hands.press(Qt.Key.Key_End)
    shown.view.commit()
    assert shown.kept("s") == "1000000"
    assert slider.maximum() <= 10_000
    shown.hands.press(Qt.Key.Key_Home)
    shown.view.commit()
    assert shown.kept("s") == "0"


def test_acknowledging(shown):
    shown.open(small("acknowledge | k | 已告知"))
    row = shown.go("k")
    shown.hands.press(Qt.Key.Key_Space)
    assert shown.kept("k") == "OK"
    shown.hands.click(row.editor.button)
    assert shown.kept("k") == ""


def test_a_scanner_types_and_ends_with_enter(shown):
    shown.open(small("barcode | c | 条码", "barcode | d | 条码二"))
    shown.go("c")
    shown.hands.type("6901234567892")
    shown.hands.press(ENTER)
    shown.hands.type("B-7")
    shown.hands.press(ENTER)
    assert (shown.kept("c"), shown.kept("d")) == ("6901234567892", "B-7")


def test_a_file_is_wanted_taken_in_by_the_page_and_taken_away(shown, tmp_path):
    shown.open(small("file | f | 附件"))
    row = shown.go("f")
    file = tmp_path / "示例.pdf"
    file.write_bytes(b"x")
    shown.hands.click(row.editor.pick)
    dialog = row.editor.asker.dialog
    dialog.filesSelected.emit([str(file)])
    assert shown.told.of("attachment_wanted") == [("/data/f", file)]
    assert shown.kept("f") == ""
    shown.view.answer("/data/f", "示例-会议记录.pdf")
    shown.settle()
    assert row.editor.chip.text() == "示例-会议记录.pdf"
    shown.hands.click(row.editor.chip)
    assert shown.told.of("attachment_opened") == [("/data/f",)]
    shown.hands.click(row.editor.remove)
    assert shown.told.of("answered") == [("/data/f", "示例-会议记录.pdf"), ("/data/f", "")]


def test_a_dropped_file_is_wanted(shown, tmp_path):
    shown.open(small("image | f | 照片"))
    editor = shown.row("f").editor
    file = tmp_path / "示例.png"
    file.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    editor.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))
    assert [Path(one[1]) for one in shown.told.of("attachment_wanted")] == [file]


def test_what_a_telephone_answers_is_shown_and_blocks_nothing(shown):
    form = small(
        "geopoint | g | 位置 | yes", "audio | a | 录音 | yes", head="type | name | label | required"
    )
    shown.open(form, g="30.1 120.2 0 0")
    row = shown.row("g")
    assert "30.1 120.2" in row.editor.words.text()
    assert not row.required
    assert shown.view.open_count == 0
    assert row.stops() == []


def test_values_the_form_fills_are_shown_and_follow(shown):
    form = small(
        "integer | a | 数 | |",
        "text | double | 两倍 | ${a} * 2 | yes",
        "text | triple | 三倍 | ${a} * 3 |",
        "calculate | hidden | | ${a} + 1 |",
        head="type | name | label | calculation | readonly",
    )
    shown.open(form)
    shown.go("a")
    shown.hands.type("21")
    shown.hands.press(ENTER)
    assert shown.row("double").editor.words.text() == "42"
    assert "hidden" not in shown.names_shown()
    shown.go("triple")  # one that may be overwritten, as in ODK
    assert shown.row("triple").editor.field.text == "63"
    shown.hands.type("约")
    shown.hands.press(ENTER)
    assert shown.kept("triple") == "约63"


def test_labels_follow_what_they_output(shown):
    shown.open(small("text | a | 姓名", "text | b | ${a}的职务"))
    shown.go("a")
    shown.hands.type("示例甲")
    shown.hands.press(ENTER)
    assert shown.row("b").label.text() == "示例甲的职务"
    assert shown.row("b").editor.field.accessibleName() == "示例甲的职务"


def test_questions_come_and_go_and_the_focus_stays(shown):
    form = small(
        "select_one yn | a | 是否 |",
        "text | why | 原因 | ${a} = 'n'",
        "text | b | 乙 |",
        choices=YESNO,
        head="type | name | label | relevant",
    )
    shown.open(form)
    assert shown.names_shown() == ["a", "b"]
    shown.go("a")
    top = shown.row("a").mapTo(shown.host, QPoint()).y()
    shown.hands.press(Qt.Key.Key_2)
    assert shown.names_shown() == ["a", "why", "b"]
    assert shown.focused() == "a"
    assert shown.row("a").mapTo(shown.host, QPoint()).y() == top
    shown.go("why")
    shown.hands.type("某原因")
    shown.view.answer("/data/a", "y")  # it vanishes under the hands
    shown.settle()
    assert shown.names_shown() == ["a", "b"]
    assert shown.focused() == "b"
    assert shown.kept("why") in {"某原因", ""}


def test_ctrl_z_takes_back_the_last_answers_and_shows_where(shown):
    shown.open(
        small("text | a | 甲", "select_one yn | s | 是否", "integer | n | 数", choices=YESNO)
    )
    shown.go("a")
    shown.hands.type("一")
    shown.hands.press(ENTER)
    shown.hands.press(Qt.Key.Key_1)
    shown.hands.press(Qt.Key.Key_2)
    shown.hands.press(Qt.Key.Key_Z, CTRL)
    assert shown.kept("s") == "y"
    assert shown.focused() == "s"
    shown.hands.press(Qt.Key.Key_Z, CTRL)
    assert shown.kept("s") == ""
    shown.hands.press(Qt.Key.Key_Z, CTRL)
    assert shown.kept("a") == ""
    assert shown.focused() == "a"
    assert shown.row("a").editor.field.text == ""
    assert shown.told.of("answered")[-1] == ("/data/a", "")


def test_ctrl_z_in_a_field_takes_back_the_typing_first(shown):
    shown.open(small("text | a | 甲", "text | b | 乙"))
    shown.go("a")
    shown.hands.type("一")
    shown.hands.press(ENTER)
    QTest.keyClicks(QApplication.focusWidget(), "xyz")
    shown.hands.press(Qt.Key.Key_Z, CTRL)
    assert shown.row("b").editor.field.text == ""
    assert shown.kept("a") == "一"
    shown.hands.press(Qt.Key.Key_Z, CTRL)
    assert shown.kept("a") == ""


def test_read_only_shows_everything_and_takes_nothing(shown, every_type):
    shown.open(every_type, read_only=True, title="示例", yes_no="no", kind="money")
    assert shown.row("title").editor.field.isReadOnly()
    row = shown.row("yes_no")
    shown.hands.click(row.editor.buttons[0])
    assert shown.kept("yes_no") == "no"
    assert not shown.row("kind").editor.box.isEnabled()
    assert not any(row.kind == "add" for row in shown.view.sheet.rows.rows)
    assert shown.told.all == []
