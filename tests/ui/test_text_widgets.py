"""Growing fields, chips, rows that wrap, picking by typing: by keys and clicks."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector_app.ui.widgets import (
    Chip,
    ChipField,
    ChipItem,
    Choice,
    FlowRow,
    GrowingTextEdit,
    Label,
    Pane,
    PickBox,
    PickButton,
    ReasonStrip,
    scrolling,
    set_read_only,
)

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def column(qtbot, theme):
    """A shown column to put fields into."""
    assert theme is not None
    host = QWidget()
    layout = QVBoxLayout(host)
    other = PickBox(theme, name="别处", placeholder="别处")
    layout.addWidget(other)
    host.resize(360, 600)
    qtbot.addWidget(host)
    host.show()
    qtbot.waitExposed(host)
    host.other = other
    return host


def added(column, widget, settle):
    column.layout().insertWidget(0, widget)
    column.layout().addStretch(1)
    settle()
    return widget


def test_a_field_grows_and_shrinks_with_its_text(column, qtbot, settle):
    edit = added(column, GrowingTextEdit(name="正文"), settle)
    one = edit.height()
    edit.set_text("国" * 200)
    settle()
    tall = edit.height()
    assert tall > one * 4
    line = edit.fontMetrics().lineSpacing()
    bottom = edit.cursorRect().bottom()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    assert edit.cursorRect().bottom() + line / 2 >= bottom
    assert edit.cursorRect().bottom() <= edit.viewport().height() + 1, "the last line is hidden"
    assert edit.verticalScrollBar().maximum() == 0
    column.resize(720, 600)
    settle()
    assert edit.height() < tall
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    settle()
    assert edit.height() == one


def test_typing_is_told_filling_is_not(column, qtbot, settle):
    edit = added(column, GrowingTextEdit(name="正文"), settle)
    told = []
    edit.typed.connect(told.append)
    edit.set_text("来自记录")
    assert told == []
    edit.setFocus()
    edit.moveCursor(edit.textCursor().MoveOperation.End)
    qtbot.keyClicks(edit, "ab")
    assert told == ["来自记录a", "来自记录ab"]


def test_nothing_is_put_under_somebodys_fingers(column, settle):
    edit = added(column, GrowingTextEdit(name="正文"), settle)
    edit.set_text("旧")
    edit.setFocus()
    assert not edit.set_text("别人改的")
    assert edit.text == "旧"
    composing = QInputMethodEvent("xun'cha", [])
    edit.inputMethodEvent(composing)
    assert not edit.set_text("别人改的")
    done = QInputMethodEvent()
    done.setCommitString("巡察")
    edit.inputMethodEvent(done)
    assert "巡察" in edit.text
    column.other.setFocus()
    assert edit.set_text("别人改的")


def test_tab_leaves_the_field_and_tells(column, qtbot, settle):
    edit = added(column, GrowingTextEdit(name="正文"), settle)
    edit.setFocus()
    with qtbot.waitSignal(edit.left):
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert not edit.hasFocus()
    assert edit.text == ""


def test_a_button_can_put_a_text_that_undo_takes_back(column, qtbot, settle):
    edit = added(column, GrowingTextEdit(name="正文"), settle)
    edit.put("未发现问题。")
    assert edit.text == "未发现问题。"
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert edit.text == ""


def test_the_page_follows_the_caret_of_a_long_text(qtbot, theme, settle):
    assert theme is not None
    content = QWidget()
    layout = QVBoxLayout(content)
    edit = GrowingTextEdit(name="正文")
    layout.addWidget(edit)
    layout.addStretch(1)
    area: QScrollArea = scrolling(content)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    qtbot.waitExposed(area)
    edit.setFocus()
    for _ in range(20):
        qtbot.keyClick(edit, Qt.Key.Key_A)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    settle()
    caret = edit.viewport().mapTo(area.viewport(), edit.cursorRect().center())
    assert 0 <= caret.y() <= area.viewport().height()


def test_a_row_wraps_and_says_how_tall_it_is(qtbot, theme, settle):
    row = FlowRow()
    for number in range(8):
        row.add(Chip(theme, f"底稿 B-{number:03d}"))
    host = QWidget()
    layout = QVBoxLayout(host)
    layout.addWidget(row)
    after = QLabel("后面")
    layout.addWidget(after)
    layout.addStretch(1)
    host.resize(240, 400)
    qtbot.addWidget(host)
    host.show()
    settle()
    chips = row.findChildren(Chip)
    assert len({chip.y() for chip in chips}) > 2
    assert all(chip.geometry().right() <= row.width() for chip in chips)
    assert max(chip.geometry().bottom() for chip in chips) <= row.height()
    assert after.y() >= row.geometry().bottom()
    assert not any(
        one.geometry().intersects(two.geometry())
        for place, one in enumerate(chips)
        for two in chips[place + 1 :]
    )


def test_a_chip_leads_there_and_can_be_taken_away(column, qtbot, settle, theme):
    chip = added(column, Chip(theme, "底稿 B-004", removable=True), settle)
    led, gone = [], []
    chip.clicked.connect(lambda: led.append(1))
    chip.removed.connect(lambda: gone.append(1))
    qtbot.mouseClick(chip, LEFT, pos=QPoint(12, chip.height() // 2))
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert (len(led), len(gone)) == (3, 0)
    qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 8, chip.height() // 2))
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert (len(led), len(gone)) == (3, 2)


def test_a_chip_that_stays_ignores_delete(column, qtbot, settle, theme):
    chip = added(column, Chip(theme, "底稿 B-004"), settle)
    gone = []
    chip.removed.connect(lambda: gone.append(1))
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert gone == []


@pytest.fixture
def pick(column, settle, theme):
    box = PickBox(theme, name="底稿", placeholder="编号或标题", own_words=True)
    box.set_choices(
        [
            Choice("p1", "B-001 老旧小区改造"),
            Choice("p2", "B-002 采购先定调"),
            Choice("p3", "Y-003 采购拆分"),
        ]
    )
    return added(column, box, settle)


def test_enter_takes_the_only_record_that_fits(pick, qtbot, settle):
    got = []
    pick.picked.connect(got.append)
    pick.setFocus()
    qtbot.keyClicks(pick, "b-002")
    qtbot.keyClick(pick, Qt.Key.Key_Return)
    settle()
    assert got == ["p2"]
    assert pick.text() == ""


def test_several_fits_are_shown_and_picked_by_arrows(pick, qtbot, settle):
    got = []
    pick.picked.connect(got.append)
    pick.setFocus()
    pick.insert("采购")
    qtbot.keyClick(pick, Qt.Key.Key_Return)
    popup = pick.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert got == []
    assert popup.model().rowCount() == 2
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    settle()
    assert got == ["p3"]
    assert pick.text() == ""


def test_down_shows_all_and_a_click_picks(pick, qtbot, settle):
    got = []
    pick.picked.connect(got.append)
    pick.setFocus()
    qtbot.keyClick(pick, Qt.Key.Key_Down)
    popup = pick.completer().popup()
    qtbot.waitUntil(popup.isVisible)
    assert popup.model().rowCount() == 3
    place = popup.visualRect(popup.model().index(0, 0)).center()
    qtbot.mouseClick(popup.viewport(), LEFT, pos=place)
    settle()
    assert got == ["p1"]


def test_words_that_are_no_record_can_be_given(pick, qtbot, settle):
    words = []
    pick.worded.connect(words.append)
    pick.setFocus()
    pick.insert("局办公室")
    qtbot.keyClick(pick, Qt.Key.Key_Return)
    settle()
    assert words == ["局办公室"]
    assert pick.text() == ""


def test_escape_gives_up(pick, qtbot, settle):
    closed = []
    pick.closed.connect(lambda: closed.append(1))
    pick.setFocus()
    pick.insert("采")
    qtbot.keyClick(pick, Qt.Key.Key_Escape)
    settle()
    assert closed
    assert pick.text() == ""


# --- fields made of these -----------------------------------------------------------------


def test_a_field_of_chips_tells_what_is_wanted_and_keeps_the_focus(column, qtbot, settle, theme):
    field = added(
        column,
        ChipField(
            theme,
            "责任人",
            lambda: [Choice("a", "岑甲"), Choice("b", "虞乙")],
            name="加责任人",
            placeholder="姓名",
            own_words=True,
        ),
        settle,
    )
    told = []
    for name in ("opened", "removed", "picked", "worded"):
        getattr(field, name).connect(lambda value, name=name: told.append((name, value)))
    field.set_items([ChipItem("a", "岑甲"), ChipItem("c", "丙丁")], editable=True)
    settle()
    first, second = field.chips
    qtbot.mouseClick(first, LEFT, pos=QPoint(10, 10))
    second.setFocus()
    qtbot.keyClick(second, Qt.Key.Key_Delete)
    field.set_items([ChipItem("a", "岑甲")], editable=True)  # as its page does next
    settle()
    assert field.add_button.button.hasFocus()
    field.add_button.button.click()
    settle()
    field.add_button.box.insert("虞")
    qtbot.keyClick(field.add_button.box, Qt.Key.Key_Return)
    settle()
    field.add_button.button.click()
    settle()
    field.add_button.box.insert("局办公室")
    qtbot.keyClick(field.add_button.box, Qt.Key.Key_Return)
    settle()
    assert told == [("opened", "a"), ("removed", "c"), ("picked", "b"), ("worded", "局办公室")]
    field.set_items([ChipItem("a", "岑甲")], editable=False)
    settle()
    assert not field.add_button.isVisible()
    qtbot.keyClick(field.chips[0], Qt.Key.Key_Delete)
    assert len(told) == 4


def test_a_picker_folds_up_again_when_nothing_is_picked(column, qtbot, settle, theme):
    button = added(
        column, PickButton(theme, "底稿", list, name="加底稿", placeholder="编号"), settle
    )
    button.button.click()
    settle()
    assert button.box.isVisible()
    qtbot.keyClick(button.box, Qt.Key.Key_Escape)
    settle()
    assert not button.box.isVisible()
    assert button.button.isVisible()


def test_a_reason_is_asked_for_and_none_is_no_yes(column, qtbot, settle, theme):
    strip = added(column, ReasonStrip(theme), settle)
    given = []
    strip.ask("退回，请写明要改什么", yes="退回", given=given.append)
    settle()
    assert strip.field.hasFocus()
    assert not strip._yes_button.isEnabled()
    strip.field.insert("   ")
    qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert given == []
    strip.field.insert("时间写到日")
    qtbot.keyClick(strip.field, Qt.Key.Key_Return)
    assert given == ["时间写到日"]
    assert not strip.isVisible()
    strip.ask("再问一次", yes="退回", given=given.append)
    assert strip.field.text() == ""
    qtbot.keyClick(strip.field, Qt.Key.Key_Escape)
    assert not strip.isVisible()
    assert given == ["时间写到日"]


def test_a_pane_takes_the_height_there_is(qtbot, theme, settle):
    assert theme is not None
    pane = Pane()
    column = QVBoxLayout(pane)
    column.addWidget(Label("很长的说明" * 40, wrap=True))
    tall = QWidget()
    tall.setMinimumHeight(50)
    column.addWidget(tall, 1)
    area = scrolling(pane)
    area.resize(300, 420)
    qtbot.addWidget(area)
    area.show()
    settle()
    assert pane.height() == area.viewport().height()


def test_a_field_that_is_read_only_looks_like_it(column, settle):
    edit = added(column, GrowingTextEdit(name="正文"), settle)
    set_read_only(edit, read_only=True)
    assert edit.isReadOnly()
    assert edit.set_text("仍可显示")
    set_read_only(edit, read_only=False)
    assert not edit.isReadOnly()
