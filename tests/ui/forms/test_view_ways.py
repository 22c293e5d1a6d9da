"""Finding one's way: Tab, what is open, jumps, languages, history, guidance."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms import HistoryLine
from tests.ui.forms.conftest import small

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | SHIFT
NEEDED = small(
    "text | a | 甲 | yes | |",
    "integer | n | 数 | yes | . < 10 | 要小于 10",
    "text | b | 乙 | | |",
    "select_one yn | s | 是否 | yes | |",
    choices="yn | y | 是\nyn | n | 否",
    head="type | name | label | required | constraint | constraint_message",
)


def test_tab_goes_through_the_questions_and_out_at_both_ends(shown):
    shown.open(small("text | a | 甲", "note | x | 说明", "integer | n | 数", "date | d | 日"))
    shown.before.setFocus()
    way = []
    while not shown.after.hasFocus() and len(way) < 20:
        shown.hands.press(Qt.Key.Key_Tab)
        way.append(shown.focused())
    assert [name for name in way if name] == ["a", "n", "d"]
    shown.hands.press(Qt.Key.Key_Backtab, SHIFT)
    assert shown.focused() == "d"
    for wanted in ("n", "a"):
        shown.hands.press(Qt.Key.Key_Backtab, SHIFT)
        assert shown.focused() == wanted
    shown.hands.press(Qt.Key.Key_Backtab, SHIFT)
    assert not shown.view.sheet.isAncestorOf(shown.host.focusWidget())


def test_the_page_gives_the_focus_to_the_first_question(shown):
    shown.open(small("note | x | 说明", "text | a | 甲"))
    shown.view.setFocus()
    assert shown.focused() == "a"


def test_options_are_one_stop(shown):
    yn = "yn | y | 是\nyn | n | 否"
    shown.open(small("select_one yn | s | 是否", "text | b | 乙", choices=yn), s="n")
    row = shown.go("s")
    assert row.editor.buttons[1].hasFocus()
    shown.hands.press(Qt.Key.Key_Tab)
    assert shown.focused() == "b"


def test_tab_reaches_questions_that_had_no_widget_yet(shown):
    shown.open(small(*(f"text | t{i} | 第{i}题" for i in range(200))))
    shown.go("t0")
    for number in range(1, 60):
        shown.hands.press(Qt.Key.Key_Tab)
        assert shown.focused() == f"t{number}"
    widget = shown.row("t59")
    top = widget.mapTo(shown.view.sheet, widget.rect().topLeft()).y()
    assert 0 <= top < shown.view.sheet.height() - 40


def test_the_bar_counts_and_f8_leads_to_what_is_open(shown):
    shown.open(NEEDED)
    bar = shown.view.bar
    assert bar.state.text() == "△ 还有 3 项必填"
    assert shown.row("a").problem.isHidden()  # nobody has been there yet
    shown.go("b")
    shown.hands.press(Qt.Key.Key_F8)
    assert shown.focused() == "s"
    shown.hands.press(Qt.Key.Key_F8)  # and round again
    assert shown.focused() == "a"
    assert shown.row("a").problem.text() == "▲ 这一项必须填写。"
    shown.hands.type("x")
    shown.hands.press(Qt.Key.Key_F8)
    assert shown.focused() == "n"
    shown.hands.type("12")
    shown.hands.press(Qt.Key.Key_F8, SHIFT)
    assert bar.state.text() == "▲ 还有 1 项必填、1 项不符"
    assert shown.row("n").problem.text() == "▲ 要小于 10"
    assert (shown.view.open_count, shown.view.wrong_count) == (1, 1)


def test_what_the_form_cannot_work_out_is_said(shown):
    form = small(
        "text | a | 甲 |",
        "text | d | 哪天 | date(${a})",
        "calculate | hidden | | date(${a})",
        head="type | name | label | calculation",
    )
    shown.open(form)
    shown.view.answer("/data/a", "不是日期")
    assert shown.view.wrong_count == 2
    shown.view.bar.list_button.setChecked(True)
    lines = shown.view.bar.panel.items
    assert [(one.title, one.page) for one in lines.items] == [("哪天", "form"), ("hidden", "")]
    lines.jumped.emit(lines.items[1])
    shown.view.show_problems()
    assert "算不出" in shown.row("d").problem.text()
    shown.view.answer("/data/a", "2026-10-21")
    assert shown.view.wrong_count == 0


def test_everything_there_is_said_too(shown):
    shown.open(NEEDED, a="x", n="3", s="y")
    assert shown.view.bar.state.text() == "✓ 必填项都已填好"
    assert not shown.view.bar.next.isVisible()


def test_leaving_a_required_question_empty_says_so_there(shown):
    shown.open(NEEDED)
    row = shown.go("a")
    shown.hands.press(Qt.Key.Key_Tab)
    assert row.problem.isVisible()
    assert "这一项必须填写" in row.editor.field.accessibleDescription()


def test_show_problems_says_it_everywhere(shown):
    shown.open(NEEDED)
    shown.view.show_problems()
    assert shown.row("a").problem.isVisible()
    assert shown.row("s").problem.isVisible()


def test_the_list_of_what_is_open_jumps(shown):
    shown.open(NEEDED, n="12")
    bar = shown.view.bar
    shown.hands.click(bar.list_button)
    shown.settle()
    titles = [(item.title, item.caption, item.severity) for item in bar.panel.items.items]
    assert titles == [
        ("甲", "", "due"),
        ("数", "要小于 10", "blocking"),
        ("是否", "", "due"),
    ]
    bar.panel.items.jumped.emit(bar.panel.items.items[2])
    shown.settle()
    assert shown.focused() == "s"
    shown.hands.press(Qt.Key.Key_1)
    assert [item.title for item in bar.panel.items.items] == ["甲", "数"]


def test_where_there_is_room_the_list_stands_beside_the_form(shown):
    shown.open(NEEDED)
    assert not shown.view.side.isVisible()
    shown.host.resize(1182, 640)
    shown.settle()
    side = shown.view.side
    assert side.isVisible()
    assert not shown.view.bar.list_button.isVisible()
    assert [item.title for item in side.items.items] == ["甲", "数", "是否"]
    side.items.jumped.emit(side.items.items[1])
    shown.hands.type("3")
    shown.hands.press(Qt.Key.Key_Return)
    assert [item.title for item in side.items.items] == ["甲", "是否"]
    shown.view.answer("/data/a", "x")
    shown.view.answer("/data/s", "y")
    assert side.done.isVisible()
    assert not side.items.isVisible()
    shown.host.resize(700, 640)
    shown.settle()
    assert not side.isVisible()
    shown.view.show_sitting(shown.sitting, read_only=True)
    shown.host.resize(1182, 640)
    shown.settle()
    assert not side.isVisible()


def test_the_list_says_which_card_it_means(shown, every_type):
    shown.open(every_type)
    shown.sitting.add("/data/witness")
    shown.view.show_sitting(shown.sitting)
    shown.view.bar.list_button.setChecked(True)
    named = [(one.title, one.caption) for one in shown.view.bar.panel.items.items]
    assert ("姓名", "第 1 项") in named
    assert ("姓名", "第 2 项") in named


def test_the_view_goes_while_somebody_types(shown, qtbot):
    shown.open(small("text | a | 甲", "text | b | 乙"))
    shown.go("a")
    shown.hands.type("x")
    shown.view.hide()
    assert shown.told.of("answered") == [("/data/a", "x")]
    shown.view.show()
    shown.go("b")
    gone = []
    shown.view.destroyed.connect(lambda: gone.append(True))
    shown.view.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    shown.before.setFocus()
    shown.settle()
    assert shown.before.hasFocus()


def test_the_same_filling_read_anew_disturbs_nobody(shown, every_type):
    shown.open(every_type)
    shown.sitting.add("/data/witness")
    shown.sitting.set("/data/witness[2]/w_name", "示例乙")
    shown.view.show_sitting(shown.sitting)
    path = "/data/witness[2]/w_name"
    field = shown.go(path).editor.field
    shown.hands.press(Qt.Key.Key_End)
    shown.hands.type("改")
    shown.hands.compose("zai")
    top = field.mapTo(shown.host, field.rect().topLeft()).y()
    theirs = Sitting(every_type, shown.sitting.filled())
    theirs.set("/data/witness[2]/w_present", "yes")
    theirs.set("/data/words/people", "7")
    shown.sitting = theirs
    shown.view.show_sitting(theirs, keep_place=True)
    shown.settle()
    assert field.hasFocus()
    assert field.composing
    assert field.text == "示例乙改"
    assert field.mapTo(shown.host, field.rect().topLeft()).y() == top
    assert shown.row("/data/witness[2]/w_present").editor.buttons[0].isChecked()
    shown.hands.compose("", "再")
    shown.hands.press(Qt.Key.Key_Return)
    assert theirs.state(path).kept == "示例乙改再"
    assert shown.told.of("answered") == [(path, "示例乙改再")]
    assert shown.view.undo()
    assert theirs.state(path).kept == "示例乙"
    assert shown.row("people").editor.line.text() == "7"


def test_a_long_list_says_how_many_more_there_are(shown):
    form = small(
        *(f"text | t{i} | 第{i}题 | yes" for i in range(130)), head="type | name | label | required"
    )
    shown.open(form)
    shown.hands.click(shown.view.bar.list_button)
    items = shown.view.bar.panel.items
    assert len(items.items) == 101
    assert "30" in items.items[-1].title
    items.jumped.emit(items.items[-1])  # leads nowhere
    shown.view.answer("/data/t0", "x")
    assert items.items[0].title == "第1题"


def test_names_tell_label_requirement_and_state(shown):
    shown.open(NEEDED)
    field = shown.go("a").editor.field
    interface = QAccessible.queryAccessibleInterface(field)
    assert interface.text(QAccessible.Text.Name) == "甲（必填）"
    option = shown.row("s").editor.buttons[0]
    interface = QAccessible.queryAccessibleInterface(option)
    assert interface.text(QAccessible.Text.Name) == "是"
    assert interface.text(QAccessible.Text.Description) == "是否（必填）"
    assert interface.role() == QAccessible.Role.RadioButton
    shown.hands.click(option)
    assert interface.state().checked


def test_go_to_a_group_a_card_and_a_far_question(shown, every_type):
    shown.open(every_type)
    for path, wanted in (
        ("/data/picks", "yes_no"),
        ("/data/witness[1]", "w_name"),
        ("/data/picks/table/t_style", "t_style"),
        ("/data/words", "title"),
    ):
        shown.view.go_to(path)
        shown.settle()
        assert shown.focused() == wanted
    shown.view.go_to("/data/nowhere")
    assert shown.focused() == "title"


def test_the_language_switches_at_any_time_and_keeps_place_and_typing(shown, every_type):
    shown.open(every_type)
    row = shown.go("title")
    shown.hands.type("采购")
    shown.view.bar.language_chosen.emit("English (en)")
    shown.settle()
    assert row.label.text() == "Title of the matter"
    assert row.hint.text() == "Write it in full"
    assert shown.kept("title") == "采购"
    assert shown.focused() == "title"
    options = [b.text() for b in shown.row("yes_no").editor.buttons]
    assert options == ["Yes", "No", "Not clear"]
    assert shown.view.bar.language.text() == "English (en)"


def test_the_guidance_unfolds(shown, every_type):
    shown.open(every_type)
    row = shown.go("title")
    assert row.guidance.isHidden()
    shown.hands.press(Qt.Key.Key_F1)
    shown.settle()
    assert row.guidance.isVisible()
    assert row.height() >= row.height_at(row.width())
    shown.hands.click(row.tools.help)
    assert row.guidance.isHidden()


def test_the_history_of_an_answer(shown):
    shown.open(small("text | a | 甲"))
    row = shown.go("a")
    assert row.tools.history.isVisible()
    shown.hands.press(Qt.Key.Key_H, CTRL_SHIFT)
    assert shown.told.of("history_asked") == [("/data/a",)]
    shown.view.show_history("/data/a", [HistoryLine("示例乙", "10月21日 15:30", "旧的答案")])
    shown.settle()
    assert row.history_shown
    labels = [row.history.layout().itemAt(i).widget().text() for i in range(1)]
    assert labels == ["10月21日 15:30 · 示例乙 · 旧的答案"]
    shown.hands.press(Qt.Key.Key_H, CTRL_SHIFT)  # once more folds it
    assert not row.history_shown
    shown.view.show_history("/data/a", [])
    assert row.history_shown


def test_hidden_nodes_are_never_shown(shown, every_type):
    shown.open(every_type)
    names = {row.node.name for row in shown.view.sheet.rows.rows if row.kind == "question"}
    assert "secret" not in names
    assert "instanceID" not in names


def test_a_form_without_questions_and_clearing(shown):
    shown.open(small("note | x | 只有说明"))
    shown.before.setFocus()
    shown.hands.press(Qt.Key.Key_Tab)
    shown.hands.press(Qt.Key.Key_F8)
    shown.view.clear()
    shown.settle()
    assert shown.view.sitting is None
    assert list(shown.view.sheet.alive()) == []


def test_another_sitting_takes_over_what_was_typed_before(shown):
    form = small("text | a | 甲")
    first = shown.open(form)
    shown.go("a")
    shown.hands.type("没离开")
    shown.open(form)
    assert first.state("/data/a").kept == "没离开"
    assert shown.told.of("answered") == [("/data/a", "没离开")]
    assert shown.row("a").editor.field.text == ""
