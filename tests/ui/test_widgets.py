import datetime

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QVBoxLayout, QWidget

from inspector_app.ui.page import Badge
from inspector_app.ui.theme import ThemeMode
from inspector_app.ui.widgets import (
    Banner,
    Bar,
    ConfirmStrip,
    DateEdit,
    ElidedLabel,
    EmptyState,
    FigureCard,
    FormRow,
    Inset,
    Label,
    MissingItem,
    MissingList,
    NumberEdit,
    PasswordRow,
    Phase,
    PhaseStepper,
    Pill,
    Rail,
    RailItem,
    SearchBox,
    StatusBar,
    data_label,
    icon_button,
    make_button,
    parse_date,
    scrolling,
    worst,
)
from inspector_app.ui.widgets.fields import WheelGuard


def accessible(widget, part=QAccessible.Text.Name):
    return QAccessible.queryAccessibleInterface(widget).text(part)


def shown(qtbot, widget, width=400, height=200):
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    return widget


class TestLabels:
    @pytest.mark.parametrize("text", ["<b>甲</b>", "<img src='http://x'>", "&nbsp;"])
    def test_text_is_never_markup(self, qtbot, text):
        label = shown(qtbot, data_label(text))
        assert label.textFormat() == Qt.TextFormat.PlainText
        assert label.text() == text

    def test_short_text_has_no_tooltip_and_long_text_has_it_whole(self, qtbot):
        label = shown(qtbot, ElidedLabel("短"), width=200)
        assert not label.elided
        assert label.toolTip() == ""
        long = "很长的标题" * 20
        label.setText(long)
        assert label.elided
        assert label.toolTip() == long
        label.resize(label.fontMetrics().horizontalAdvance(long) + 10, label.height())
        assert label.toolTip() == ""

    def test_line_ends_of_data_do_not_break_the_line(self, qtbot):
        label = shown(qtbot, data_label("一\n二"))
        assert label.text() == "一 二"

    def test_elided_label_takes_little_room(self, qtbot):
        label = ElidedLabel("很长的标题" * 20)
        qtbot.addWidget(label)
        assert label.minimumSizeHint().width() < 80
        assert ElidedLabel("").minimumSizeHint().width() >= 0

    @pytest.mark.parametrize("text", ["𬀩㛃䶮𫖯𠮷喆", "e\u0301", "", "\u200b", "甲" * 5000])
    def test_rare_names_are_drawn(self, theme, qtbot, text):
        for widget in (data_label(text), Pill(theme, text, data=True), Label(text, wrap=True)):
            shown(qtbot, widget, width=120)
            assert not widget.grab().isNull()


class TestFormRow:
    def test_label_help_and_error_reach_the_field(self, qtbot):
        field = QLineEdit()
        row = shown(qtbot, FormRow("日期", field, help_text="进驻之后", required=True))
        assert accessible(field) == "日期（必填）"
        assert accessible(field, QAccessible.Text.Description) == "进驻之后"
        row.set_error("早于进驻日")
        assert row.error.endswith("早于进驻日")
        assert row.error.startswith("▲")  # not by colour alone
        assert accessible(field, QAccessible.Text.Description) == "早于进驻日。进驻之后"
        assert field.property("invalid") is True
        row.set_error("")
        assert row.error == ""
        assert field.property("invalid") is False
        assert accessible(field, QAccessible.Text.Description) == "进驻之后"

    def test_label_leads_the_focus_to_the_field(self, qtbot):
        field = QLineEdit()
        row = shown(qtbot, FormRow("日期", field))
        row.setFocus()
        assert row.focusProxy() is field
        buddies = [label.buddy() for label in row.findChildren(Label)]
        assert field in buddies


class TestPassword:
    def test_hidden_until_asked_for_and_forgotten_on_reset(self, theme, qtbot):
        row = shown(qtbot, PasswordRow(theme, "口令"))
        edit = row.edit
        edit.setText("geheim")
        assert edit.echoMode() == QLineEdit.EchoMode.Password
        toggle = edit.actions()[0]
        toggle.trigger()
        assert edit.echoMode() == QLineEdit.EchoMode.Normal
        assert toggle.text() == "隐藏口令"
        edit.reset()
        assert edit.text() == ""
        assert edit.echoMode() == QLineEdit.EchoMode.Password
        edit.undo()
        assert edit.text() == ""

    @pytest.mark.parametrize(
        ("text", "modifier", "on"),
        [
            ("A", Qt.KeyboardModifier.NoModifier, True),
            ("A", Qt.KeyboardModifier.ShiftModifier, False),
            ("a", Qt.KeyboardModifier.ShiftModifier, True),
            ("a", Qt.KeyboardModifier.NoModifier, False),
            ("1", Qt.KeyboardModifier.NoModifier, False),
            ("口", Qt.KeyboardModifier.NoModifier, False),
        ],
    )
    def test_caps_lock_is_noticed_from_letters(self, theme, qtbot, text, modifier, on):
        row = shown(qtbot, PasswordRow(theme, "口令"))
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
        QApplication.sendEvent(row.edit, event)
        hints = [w for w in row.findChildren(Label) if w.text() == "大写锁定已打开"]
        assert hints[0].isVisible() is on


class TestSearch:
    def test_search_waits_for_a_rest_and_enter_does_not(self, theme, qtbot):
        box = shown(qtbot, SearchBox(theme, "搜索"))
        heard = []
        box.searched.connect(heard.append)
        qtbot.keyClicks(box, "ab")
        assert heard == []
        qtbot.waitUntil(lambda: heard == ["ab"])
        qtbot.keyClicks(box, "c")
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert heard == ["ab", "abc"]
        qtbot.keyClick(box, Qt.Key.Key_Escape)
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert heard == ["ab", "abc", ""]

    def test_composing_an_input_method_does_not_search(self, theme, qtbot):
        box = shown(qtbot, SearchBox(theme, "搜索"))
        heard = []
        box.searched.connect(heard.append)
        QApplication.sendEvent(box, QInputMethodEvent("xun", []))
        qtbot.keyClick(box, Qt.Key.Key_Return)
        assert heard == []
        commit = QInputMethodEvent("", [])
        commit.setCommitString("巡")
        QApplication.sendEvent(box, commit)
        qtbot.waitUntil(lambda: heard == ["巡"])


class TestDates:
    @pytest.mark.parametrize(
        "text",
        ["2026-10-21", "2026.10.21", "2026/10/21", "2026年10月21日", "20261021", " 2026-10-21 ",
         "２０２６－１０－２１"],
    )  # fmt: skip
    def test_dates_are_read_as_people_write_them(self, text):
        assert parse_date(text) == datetime.date(2026, 10, 21)

    @pytest.mark.parametrize("text", ["", "2026-02-30", "10-21", "2026112", "明天", "0000-01-01"])
    def test_what_is_no_date_is_none(self, text):
        assert parse_date(text) is None

    def test_field_tells_once_and_keeps_what_it_cannot_read(self, theme, qtbot):
        edit = shown(qtbot, DateEdit(theme))
        heard, unreadable = [], []
        edit.date_changed.connect(heard.append)
        edit.unreadable.connect(lambda: unreadable.append(edit.text()))
        edit.setText("2026年10月21日")
        edit.editingFinished.emit()
        edit.editingFinished.emit()
        assert heard == [datetime.date(2026, 10, 21)]
        assert edit.text() == "2026-10-21"
        edit.setText("2026-13-01")
        edit.editingFinished.emit()
        assert unreadable == ["2026-13-01"]
        assert edit.value == datetime.date(2026, 10, 21)
        edit.setText("")
        edit.editingFinished.emit()
        assert heard[-1] is None
        edit.set_value(datetime.date(2027, 1, 1))
        assert edit.text() == "2027-01-01"
        assert len(heard) == 2

    def test_calendar_picks_and_goes(self, theme, qtbot, settle):
        edit = shown(qtbot, DateEdit(theme))
        edit.set_value(datetime.date(2026, 10, 21))
        edit._calendar.trigger()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.clicked.emit(popup.selectedDate().addDays(1))
        assert edit.value == datetime.date(2026, 10, 22)
        settle()
        assert QApplication.activePopupWidget() is None


class TestMessages:
    def test_banner_acts_once_and_goes(self, theme, qtbot):
        banner = Banner(theme)
        parent = QWidget()
        QVBoxLayout(parent).addWidget(banner)
        shown(qtbot, parent)
        done = []
        banner.show_message("导出完成", "ok", action="打开", act=lambda: done.append(1))
        assert banner.message == "导出完成"
        assert accessible(banner) == "导出完成"
        banner._action.click()
        assert done == [1]
        assert banner.message == ""
        banner.show_message("第二条")
        assert not banner._action.isVisible()
        with qtbot.waitSignal(banner.closed):
            banner._close.click()
        assert banner.message == ""
        assert banner.label.text() == ""

    def test_banner_action_may_show_the_next_message(self, theme, qtbot):
        banner = Banner(theme)
        qtbot.addWidget(banner)
        banner.show_message("一", action="做", act=lambda: banner.show_message("二"))
        banner._action.click()
        assert banner.message == "二"

    def test_confirmation_begins_at_no_and_esc_is_no(self, theme, qtbot):
        strip = ConfirmStrip(theme)
        parent = QWidget()
        QVBoxLayout(parent).addWidget(strip)
        shown(qtbot, parent)
        parent.activateWindow()
        done = []
        strip.ask("删除？", yes="删除", confirmed=lambda: done.append(1))
        qtbot.waitUntil(strip._no_button.hasFocus)
        qtbot.keyClick(strip, Qt.Key.Key_Escape)
        assert not strip.isVisible()
        strip.ask("删除？", yes="删除", confirmed=lambda: done.append(2))
        strip._yes_button.click()
        strip._yes_button.click()
        assert done == [2]
        assert not strip.isVisible()

    def test_empty_state_says_what_to_do(self, theme, qtbot):
        state = EmptyState(theme, icon="talk", title="还没有谈话", text="先选人", action="安排")
        shown(qtbot, state)
        texts = [label.text() for label in state.findChildren(Label)]
        assert texts == ["还没有谈话", "先选人"]
        with qtbot.waitSignal(state.acted):
            state.findChild(QObject, options=Qt.FindChildOption.FindChildrenRecursively)
            next(b for b in state.findChildren(type(make_button("")))).click()


ITEMS = (
    MissingItem("没有时限", "报告 · 专节", "blocking", "report", (("block", "4"),)),
    MissingItem("记录未签字", "谈话", "due", "talk"),
    MissingItem("说法不一致", "", "note", "talk"),
)


class TestMissing:
    @pytest.mark.parametrize("compact", [False, True])
    def test_click_and_enter_jump(self, theme, qtbot, compact):
        view = shown(qtbot, MissingList(theme, compact=compact), 400, 300)
        view.set_items(ITEMS)
        heard = []
        view.jumped.connect(heard.append)
        place = view.visualRect(view.model().index(1, 0)).center()
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert heard == [ITEMS[1]]
        view.setFocus()
        view.setCurrentIndex(view.model().index(0, 0))
        qtbot.keyClick(view, Qt.Key.Key_Return)
        assert heard == [ITEMS[1], ITEMS[0]]

    def test_severity_is_said_in_words(self, theme, qtbot, qtmodeltester):
        view = MissingList(theme)
        qtbot.addWidget(view)
        view.set_items(ITEMS)
        qtmodeltester.check(view.model())
        index = view.model().index(0, 0)
        assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "阻断 · 没有时限 · 报告 · 专节"
        assert index.data(Qt.ItemDataRole.DisplayRole) == "没有时限"

    def test_same_items_are_not_set_anew(self, theme, qtbot):
        view = shown(qtbot, MissingList(theme))
        view.set_items(ITEMS)
        with qtbot.assertNotEmitted(view.model().modelReset):
            view.set_items(list(ITEMS))
        view.set_items(ITEMS[:1])
        assert view.items == ITEMS[:1]
        view.set_items(())
        assert not view.grab().isNull()

    def test_worst_of_nothing_is_done(self):
        assert worst(()) == "ok"
        assert worst(ITEMS) == "mark"
        assert worst(ITEMS[1:]) == "warn"
        assert worst(ITEMS[2:]) == "accent"


class TestRail:
    def test_choosing_marking_and_badges(self, theme, qtbot):
        rail = shown(qtbot, Rail(theme), 184, 500)
        rail.set_items([RailItem("a", "总览", "overview"), RailItem("b", "线索", "lead")])
        rail.set_current("a")
        rail.set_badge("b", Badge(1234, "mark"))
        button = rail._buttons["b"]
        assert accessible(button) == "线索 · 1234"
        with qtbot.waitSignal(rail.chosen) as signal:
            button.click()
        assert signal.args == ["b"]
        rail.set_badge("b", None)
        assert accessible(button) == "线索"

    def test_arrows_move_between_entries(self, theme, qtbot):
        rail = shown(qtbot, Rail(theme), 184, 500)
        rail.set_items([RailItem(key, key, "lead") for key in "abc"])
        rail.activateWindow()
        rail._buttons["a"].setFocus()
        qtbot.waitUntil(rail._buttons["a"].hasFocus)
        qtbot.keyClick(rail._buttons["a"], Qt.Key.Key_Up)
        assert rail._buttons["c"].hasFocus()
        qtbot.keyClick(rail._buttons["c"], Qt.Key.Key_Down)
        assert rail._buttons["a"].hasFocus()

    def test_folded_rail_names_pages_in_tooltips(self, theme, qtbot):
        rail = shown(qtbot, Rail(theme), 184, 500)
        rail.set_items([RailItem("a", "总览", "overview")])
        rail.set_badge("a", Badge(3))
        rail.set_folded(folded=True)
        assert rail.width() == 56
        assert "总览" in rail._buttons["a"].toolTip()
        assert not rail.grab().isNull()


def test_figure_card_tells_figures_to_screen_readers(theme, qtbot):
    card = shown(qtbot, FigureCard(theme, "谈话", jumpable=True))
    card.show_figure("31 / 46", 0.67, "今天 4 场")
    assert accessible(card) == "谈话"
    assert accessible(card, QAccessible.Text.Description) == "31 / 46 · 今天 4 场"
    with qtbot.waitSignal(card.activated):
        qtbot.keyClick(card, Qt.Key.Key_Return)
    with qtbot.waitSignal(card.activated):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(card.activated):
        qtbot.mouseRelease(card, Qt.MouseButton.LeftButton, pos=card.rect().bottomRight() * 2)


@pytest.mark.parametrize(("value", "wanted"), [(-1, 0), (0.4, 0.4), (7, 1)])
def test_bar_stays_between_nothing_and_all(theme, qtbot, value, wanted):
    bar = shown(qtbot, Bar(theme))
    bar.set_value(value, "ok")
    assert bar.value == wanted
    assert accessible(bar, QAccessible.Text.Description) == f"{wanted:.0%}"


def test_busy_bar_runs_and_stops(theme, qtbot):
    bar = shown(qtbot, Bar(theme))
    bar.set_busy(busy=True)
    assert bar._timer.isActive() == theme.animated
    assert not bar.grab().isNull()
    bar.set_value(0.5)
    assert not bar._timer.isActive()


def test_phases_say_where_the_mission_stands(theme, qtbot):
    stepper = shown(qtbot, PhaseStepper(theme), 520, 40)
    stepper.set_phases([Phase("配置", "done"), Phase("了解", "current"), Phase("报告", "ahead")])
    assert accessible(stepper) == "阶段"
    assert accessible(stepper, QAccessible.Text.Description) == "了解 · 2/3"
    stepper.set_phases(())
    assert not stepper.grab().isNull()


def test_status_shows_saving_in_sign_word_and_colour(theme, qtbot):
    status = shown(qtbot, StatusBar(theme), 800, 28)
    for text, tone, sign in (("已保存", "ok", "●"), ("没有保存", "mark", "▲")):
        status.show_saved(text, tone)
        assert status._saved.text() == f"{sign} {text}"
    status.show_mark("工作秘密")
    status.show_seat("组长 · A02")
    assert accessible(status.seat) != ""


def test_status_is_never_cut_not_even_for_a_moment(theme, qtbot):
    status = shown(qtbot, StatusBar(theme), 800, 28)
    for text in ("已保存", "已保存 08:06:52", "没有保存成功"):
        status.show_saved(text)
        assert status._saved.width() >= status._saved.sizeHint().width()


def test_icon_buttons_have_names(theme, qtbot):
    button = shown(qtbot, icon_button(theme, "more", "更多"), 40, 40)
    assert accessible(button) == "更多"


def test_inset_border_takes_the_tone(theme, qtbot):
    inset = shown(qtbot, Inset())
    inset.set_tone("mark")
    assert inset.grab().toImage().pixelColor(200, 0) == theme.color("mark")


def test_number_is_typed_in_its_range(qtbot):
    edit = shown(qtbot, NumberEdit(1, 99))
    edit.setValue(500)
    assert edit.value() == 99


def test_scrolling_content_is_never_squeezed(qtbot):
    content = QWidget()
    content.setMinimumSize(300, 900)
    area = shown(qtbot, scrolling(content), 200, 200)
    assert content.height() >= 900
    assert area.verticalScrollBar().maximum() > 0
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_wheel_does_not_change_fields_scrolled_past(qtbot):
    box = QComboBox()
    box.addItems(["一", "二"])
    shown(qtbot, box)
    guard = WheelGuard()
    wheel = QEvent(QEvent.Type.Wheel)
    assert guard.eventFilter(box, wheel)
    assert not guard.eventFilter(box, QEvent(QEvent.Type.MouseMove))


@pytest.mark.parametrize("mode", list(ThemeMode))
def test_everything_paints_in_every_theme(theme, qtbot, mode):
    theme.set_mode(mode)
    page = QWidget()
    column = QVBoxLayout(page)
    banner, strip = Banner(theme), ConfirmStrip(theme)
    banner.show_message("信息", "warn", action="做", act=lambda: None)
    strip.ask("删除？", yes="删除", confirmed=lambda: None)
    missing = MissingList(theme)
    missing.set_items(ITEMS)
    for widget in (banner, strip, missing, Pill(theme, "一", "mark"), DateEdit(theme)):
        column.addWidget(widget)
    shown(qtbot, page, 600, 500)
    assert not page.grab().isNull()
