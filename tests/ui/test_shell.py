import gc
import time
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QClipboard, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.ui.page import Badge, Notice, Page, PageSpec
from inspector_app.ui.shell import Header, IdleLock, MainWindow, Session
from inspector_app.ui.theme import ThemeMode
from inspector_app.ui.unlock import MissionUser, RecentMission, TryDelay
from inspector_app.ui.widgets import Phase, data_label

SECRET = "某同志先定了调"
TALK = Changes(frozenset({"talk"}), frozenset({"t1"}))
LEAD = Changes(frozenset({"lead"}), frozenset({"l1"}))


class Services:
    def __init__(self):
        self.log = []
        self.leads = 0
        self.fail_on = ""


class NotesPage(Page[Services]):
    """A page that holds secrets and unsaved typing, as pages do."""

    key = "notes"

    def __init__(self, context):
        super().__init__(context)
        self.label = data_label(SECRET)
        self.edit = QPlainTextEdit()
        self.edit.setAccessibleName("记录")
        self.target = {}
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addWidget(self.edit)
        context.services.log.append("built")

    def refresh(self, changes):
        self.context.services.log.append(("refresh", self.key, changes))
        if self.context.services.fail_on == "refresh":
            raise KnownError("ui.no_mission_folder", name="x")

    def go_to(self, target):
        self.target = dict(target)

    def where(self):
        return self.target

    def flush(self):
        text = self.edit.toPlainText()
        if text:
            self.context.tasks.store(lambda: self.save(text))

    def save(self, text):
        if self.context.services.fail_on == "save":
            raise KnownError("ui.no_mission_folder", name="x")
        self.context.services.log.append(("saved", text))

    def release(self):
        self.context.services.log.append(("released", self.key))


class LeadsPage(NotesPage):
    key = "leads"


class Port:
    def recent(self):
        return (RecentMission(Path("示例.mission"), "示例"),)

    def users(self, _folder):
        return (MissionUser("u1", "示例甲"),)

    def unlock(self, folder, user_id, _passphrase):
        return (folder, user_id)

    unlock_with_recovery = unlock

    def unlock_on_this_computer(self, folder, user_id):
        return (folder, user_id)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def services():
    return Services()


@pytest.fixture
def make_session(services):
    specs = (
        PageSpec("notes", lambda: "谈话", "talk", NotesPage),
        PageSpec(
            "leads",
            lambda: "线索",
            "lead",
            LeadsPage,
            lambda s: Badge(s.leads, "mark") if s.leads else None,
        ),
    )

    def make(_opened=None):
        return Session(
            identity="mission/u1",
            services=services,
            pages=specs,
            header=lambda _wording: Header(
                "示例市住房建设局党组",
                "2026年第三轮",
                (Phase("配置", "done"), Phase("了解", "current")),
                "工作秘密",
                "组长 · A02",
                (5, 3),
            ),
            vocabulary=lambda _language: {},
            flush=lambda: services.log.append("flushed"),
            close=lambda: services.log.append("closed"),
            search_page="leads",
        )

    return make


@pytest.fixture
def idle():
    return IdleLock(limit_s=300, monotonic=Clock(), wall=Clock())


@pytest.fixture
def parts(theme, bus, translations):
    return theme, bus, translations


@pytest.fixture
def window(parts, make_session, idle, qtbot, request):
    theme, bus, translations = parts
    runner = request.getfixturevalue(getattr(request, "param", "tasks"))
    window = MainWindow(
        theme=theme,
        tasks=runner,
        bus=bus,
        translations=translations,
        port=Port(),
        open_session=make_session,
        idle=idle,
        delay=TryDelay(),
    )
    qtbot.addWidget(window)
    window.show()
    yield window
    if window.session is not None:
        window.lock()


@pytest.fixture
def opened(window, make_session):
    window.open(make_session())
    return window


def readable(root):
    """Everything a person could read off the widgets under *root*."""
    texts = []
    for widget in [root, *root.findChildren(QWidget)]:
        texts += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
        texts.append(widget.windowTitle())
        if isinstance(widget, QLabel | QLineEdit):
            texts.append(widget.text())
        if isinstance(widget, QPlainTextEdit):
            texts.append(widget.toPlainText())
        if isinstance(widget, QComboBox):
            texts += [widget.itemText(i) for i in range(widget.count())]
    return "\n".join(texts)


def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, modifier))


class TestUnlocking:
    def test_unlock_shows_the_first_page(self, window, qtbot):
        page = window.unlock_page
        page.passphrase.edit.setText("x")
        qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
        assert window.session is not None
        assert window.unlock_page is None
        assert window.workbench.current_key == "notes"
        assert window.workbench.rail._buttons["notes"].isChecked()

    def test_mission_that_cannot_be_shown_is_told(self, window):
        def refuse(_opened):
            raise KnownError("ui.no_mission_folder", name="坏")

        window._open_session = refuse
        window.unlock_page.unlocked.emit(object())
        assert window.session is None
        assert "坏" in window.unlock_page.banner.message


class TestPages:
    def test_page_is_built_when_first_shown_and_kept(self, opened, services):
        assert services.log.count("built") == 1
        opened.workbench.show_page("leads")
        opened.workbench.show_page("notes")
        opened.workbench.show_page("leads")
        assert services.log.count("built") == 2

    def test_shown_page_refreshes_at_once_hidden_one_when_shown(self, opened, services, bus):
        opened.workbench.show_page("leads")
        services.log.clear()
        bus.post(TALK)
        bus.post(LEAD)
        assert services.log == [("refresh", "leads", TALK), ("refresh", "leads", LEAD)]
        services.log.clear()
        opened.workbench.show_page("notes")
        assert services.log == [("refresh", "notes", TALK | LEAD)]
        services.log.clear()
        opened.workbench.show_page("leads")
        assert services.log == []

    def test_jump_carries_its_target(self, opened):
        opened.workbench._context.navigate("leads", {"lead": "l1"})
        assert opened.workbench.stack.currentIndex() == 1
        assert opened.workbench.where() == {"lead": "l1"}
        opened.workbench.show_page("nothing")
        assert opened.workbench.current_key == "leads"

    def test_page_that_cannot_read_tells_why(self, opened, services):
        services.fail_on = "refresh"
        opened.workbench.show_page("leads")
        assert opened.workbench.banner.message
        assert opened.workbench.current_key == "notes"
        services.fail_on = ""
        opened.workbench.show_page("leads")
        assert opened.workbench.current_key == "leads"

    def test_badges_follow_changes(self, opened, services, bus):
        button = opened.workbench.rail._buttons["leads"]
        assert button.accessibleName() == "线索"
        services.leads = 2
        bus.post(LEAD)
        assert button.accessibleName() == "线索 · 2"

    def test_error_of_a_page_stands_in_the_banner(self, opened):
        def fail():
            raise KnownError("ui.no_mission_folder", name="坏")

        opened.workbench._context.tasks.store(fail)
        assert "坏" in opened.workbench.banner.message
        assert "没有保存" in opened.workbench.status._saved.text()
        opened.workbench._context.tasks.store(lambda: None)
        assert "已保存" in opened.workbench.status._saved.text()

    def test_notice_with_action(self, opened):
        done = []
        opened.workbench.notify(Notice("导出完成", "ok", "打开", lambda: done.append(1)))
        opened.workbench.banner._action.click()
        assert done == [1]


class TestKeyboard:
    def test_alt_and_number_choose_pages(self, opened, qtbot):
        opened.activateWindow()
        qtbot.keyClick(opened, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
        assert opened.workbench.current_key == "leads"
        qtbot.keyClick(opened, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        assert opened.workbench.current_key == "notes"

    def test_ctrl_k_searches(self, opened, qtbot):
        opened.activateWindow()
        qtbot.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        search = opened.workbench.top.search
        qtbot.waitUntil(search.hasFocus)
        search.setText("采购")
        qtbot.keyClick(search, Qt.Key.Key_Return)
        assert opened.workbench.current_key == "leads"
        assert opened.workbench.where() == {"query": "采购"}

    def test_ctrl_l_locks(self, opened, qtbot):
        opened.activateWindow()
        qtbot.keyClick(opened, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert opened.session is None

    def test_f6_goes_round_the_panes(self, opened, qtbot):
        opened.activateWindow()
        bench = opened.workbench
        bench._pages["notes"].edit.setFocus()
        qtbot.waitUntil(bench._pages["notes"].edit.hasFocus)
        seen = []
        for _ in range(4):
            qtbot.keyClick(opened, Qt.Key.Key_F6)
            focus = QApplication.focusWidget()
            panes = {"rail": bench.rail, "page": bench.stack, "status": bench.status}
            panes["top"] = bench.top
            seen += [name for name, pane in panes.items() if pane.isAncestorOf(focus)]
        assert seen == ["status", "top", "rail", "page"]
        assert bench._pages["notes"].edit.hasFocus()  # where one was before
        qtbot.keyClick(opened, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert bench.rail.isAncestorOf(QApplication.focusWidget())


class TestLocking:
    @pytest.mark.parametrize("window", ["tasks", "threaded_tasks"], indirect=True)
    def test_lock_saves_then_closes_and_leaves_nothing_readable(
        self, opened, services, settle, qtbot
    ):
        page = opened.workbench._pages["notes"]
        page.edit.setPlainText("打到一半")
        opened.workbench.notify(Notice(SECRET))
        gone = weakref.ref(page)
        del page
        with qtbot.waitSignal(opened.locked):
            opened.lock()
        told = ("flushed", "closed", ("saved", "打到一半"), ("released", "notes"))
        order = [entry for entry in services.log if entry in told]
        assert set(order[:2]) == {("saved", "打到一半"), "flushed"}
        assert order[2:] == [("released", "notes"), "closed"]
        assert opened.workbench is None
        assert opened.unlock_page is not None
        settle()
        everything = "\n".join(readable(w) for w in QApplication.topLevelWidgets())
        for word in (SECRET, "打到一半", "示例市住房建设局党组", "工作秘密"):
            assert word not in everything
        gc.collect()
        assert gone() is None

    @pytest.mark.parametrize(("ours", "left"), [(True, ""), (False, "抄下来的一句")])
    def test_lock_empties_the_clipboard_of_what_was_copied_here(
        self, opened, qapp, monkeypatch, ours, left
    ):
        # the offscreen platform never knows whose the clipboard is
        monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _clipboard: ours)
        qapp.clipboard().setText("抄下来的一句")
        opened.lock()
        assert qapp.clipboard().text() == left
        qapp.clipboard().clear()

    def test_unlocking_again_returns_to_the_page_and_place(self, opened, make_session):
        opened.workbench.show_page("leads", {"lead": "l7"})
        opened.lock()
        opened.open(make_session())
        assert opened.workbench.current_key == "leads"
        assert opened.workbench.where() == {"lead": "l7"}

    def test_lock_happens_even_if_saving_fails_and_says_so(self, opened, services):
        services.fail_on = "save"
        opened.workbench._pages["notes"].edit.setPlainText("打到一半")
        opened.lock()
        assert opened.session is None
        assert services.log[-1] == "closed"
        if opened._tasks.__class__.__name__ != "ImmediateTaskRunner":
            assert opened.unlock_page.banner.message

    @pytest.mark.parametrize("window", ["threaded_tasks"], indirect=True)
    def test_failed_save_is_told_on_the_unlock_page(self, opened, services):
        services.fail_on = "save"
        opened.workbench._pages["notes"].edit.setPlainText("打到一半")
        opened.lock()
        assert "没有保存成功" in opened.unlock_page.banner.message

    def test_bug_in_a_page_does_not_keep_the_window_open(self, opened, services):
        opened.workbench._pages["notes"].flush = lambda: 1 / 0
        with pytest.raises(ZeroDivisionError):
            opened.lock()
        assert opened.session is None
        assert opened.workbench is None
        assert services.log[-1] == "closed"

    def test_results_after_locking_reach_nobody(self, opened, services, bus, settle):
        opened.lock()
        settle()
        services.log.clear()
        bus.post(TALK)
        assert services.log == []

    def test_locked_window_locks_no_more(self, window, qtbot):
        with qtbot.assertNotEmitted(window.locked):
            window.lock()


class TestClosing:
    def test_close_saves(self, opened, services):
        opened._workbench._pages["notes"].edit.setPlainText("打到一半")
        assert opened.close()
        assert ("saved", "打到一半") in services.log
        assert services.log[-1] == "closed"

    @pytest.mark.parametrize("window", ["threaded_tasks"], indirect=True)
    def test_close_with_a_failing_save_asks_first(self, opened, services):
        services.fail_on = "save"
        opened.workbench._pages["notes"].edit.setPlainText("打到一半")
        assert not opened.close()
        assert opened.session is not None
        assert "没有保存成功" in opened.workbench.banner.message
        opened.workbench.banner._action.click()
        assert opened.session is None
        assert not opened.isVisible()


class TestIdle:
    def test_rest_locks_once(self, qapp):
        assert qapp is not None
        clock, wall = Clock(), Clock()
        idle = IdleLock(limit_s=300, monotonic=clock, wall=wall)
        heard = []
        idle.due.connect(lambda: heard.append(clock.now))
        idle.start()
        for _ in range(61):
            clock.now += 5
            wall.now += 5
            idle.check()
        assert heard == [1300]
        idle.stop()

    @pytest.mark.parametrize(
        "event",
        [
            QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
            QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(),
                QPointF(),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            ),
            QEvent(QEvent.Type.InputMethod),
        ],
        ids=["key", "mouse", "input method"],
    )
    def test_input_begins_the_rest_anew(self, qtbot, event):
        clock, wall = Clock(), Clock()
        idle = IdleLock(limit_s=300, monotonic=clock, wall=wall)
        idle.start()
        clock.now += 299
        assert not idle.eventFilter(idle, event)
        clock.now += 299
        with qtbot.assertNotEmitted(idle.due):
            idle.check()
        clock.now += 2
        with qtbot.waitSignal(idle.due):
            idle.check()
        idle.stop()

    @pytest.mark.parametrize("jump", [66, 3600, -3600])
    def test_sleep_of_the_machine_locks(self, qtbot, jump):
        clock, wall = Clock(), Clock()
        idle = IdleLock(limit_s=0, monotonic=clock, wall=wall)
        idle.start()
        wall.now += 5
        with qtbot.assertNotEmitted(idle.due):
            idle.check()
        wall.now += jump
        with qtbot.waitSignal(idle.due):
            idle.check()
        idle.stop()

    def test_never_is_never(self, qtbot):
        clock, wall = Clock(), Clock()
        idle = IdleLock(limit_s=0, monotonic=clock, wall=wall)
        idle.start()
        clock.now += 1e6
        with qtbot.assertNotEmitted(idle.due):
            idle.check()
        idle.set_limit(60)
        with qtbot.waitSignal(idle.due):
            idle.check()
        idle.stop()

    def test_window_locks_after_a_rest(self, opened, idle):
        idle._monotonic.now += 301
        idle.check()
        assert opened.session is None

    def test_typing_in_the_window_keeps_it_open(self, opened, idle, qtbot):
        idle._monotonic.now += 299
        qtbot.keyClicks(opened.workbench._pages["notes"].edit, "a")
        idle._monotonic.now += 299
        idle.check()
        assert opened.session is not None


class TestLanguageAndTheme:
    def test_language_changes_while_running(self, opened, settle, services):
        opened.workbench.show_page("leads", {"lead": "l1"})
        opened.workbench._pages["leads"].edit.setPlainText("打到一半")
        opened._on_language("en")
        settle()
        assert opened.workbench.top.lock.text() == "Lock"
        assert opened.workbench.current_key == "leads"
        assert opened.workbench.where() == {"lead": "l1"}
        assert ("saved", "打到一半") in services.log
        opened._on_language("zh_CN")
        settle()
        assert opened.workbench.top.lock.text() == "锁定"

    def test_locked_window_changes_language(self, window, settle):
        window._on_language("en")
        settle()
        assert window.unlock_page.unlock_button.text() == "Unlock"
        assert window.windowTitle() == "Inspector"

    def test_menu_offers_languages_themes_and_lock(self, opened, qtbot, theme):
        menu = opened.workbench.status.seat.menu()
        texts = {action.text(): action for action in menu.actions()}
        looks = texts["外观"].menu()
        dark = next(a for a in looks.actions() if a.text() == "深色")
        with qtbot.waitSignal(opened.theme_chosen) as signal:
            dark.trigger()
        assert signal.args == ["dark"]
        assert theme.mode is ThemeMode.DARK
        names = [a.text() for a in texts["语言"].menu().actions()]
        assert names == ["中文", "English"]
        with qtbot.waitSignal(opened.language_chosen) as signal:
            texts["语言"].menu().actions()[1].trigger()
        assert signal.args == ["en"]
        texts["锁定并换人…"].trigger()
        assert opened.session is None


def test_narrow_window_folds_the_rail(opened, settle):
    opened.resize(1000, 600)
    settle()
    assert opened.workbench.rail.width() == 56
    opened.resize(1366, 768)
    settle()
    assert opened.workbench.rail.width() == 184


def test_locking_is_quick_for_the_eye(opened):
    begun = time.perf_counter()
    opened.lock()
    assert time.perf_counter() - begun < 1
