import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from inspector_app.domain.errors import KnownError, WrongSecretError
from inspector_app.system.wording import Wording
from inspector_app.ui.unlock import MissionUser, RecentMission, TryDelay, UnlockPage
from inspector_app.ui.unlock import tries as tries_module

HERE = Path("示例市住建局.mission")
GONE = Path("旧任务.mission")
OTHER = Path("示例县水务局.mission")


class Port:
    """A mission that opens with the right words."""

    def __init__(self):
        self.missions = (
            RecentMission(GONE, "旧任务", present=False),
            RecentMission(HERE, "示例市住建局"),
            RecentMission(OTHER, "示例县水务局"),
        )
        self.people = {
            HERE: (
                MissionUser("u1", "示例甲", "组长", on_this_computer=True),
                MissionUser("u2", "示例乙"),
            ),
            OTHER: (MissionUser("u3", "示例丙"),),
        }
        self.calls = []

    def recent(self):
        return self.missions

    def users(self, folder):
        if folder not in self.people:
            raise KnownError("ui.no_mission_folder", name=folder.name)
        return self.people[folder]

    def unlock(self, folder, user_id, passphrase):
        self.calls.append((folder, user_id, passphrase))
        if passphrase == "damaged":
            raise KnownError("ui.no_mission_folder", name=folder.name)
        if passphrase == "bug":
            raise ZeroDivisionError
        if passphrase != "right":
            raise WrongSecretError("ui.no_mission_folder", name=folder.name)
        return ("passphrase", folder, user_id)

    def unlock_with_recovery(self, folder, user_id, code):
        if code != "CODE":
            raise WrongSecretError("ui.no_mission_folder", name=folder.name)
        return ("recovery", folder, user_id)

    def unlock_on_this_computer(self, folder, user_id):
        return ("computer", folder, user_id)


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now


@pytest.fixture
def port():
    return Port()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def page(theme, tasks, port, clock, qtbot):
    page = UnlockPage(theme=theme, tasks=tasks, wording=Wording(), port=port, delay=TryDelay(clock))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    page.opened = []
    page.unlocked.connect(page.opened.append)
    return page


def enter(page, qtbot, text):
    page.passphrase.edit.setText(text)
    qtbot.keyClick(page.passphrase.edit, Qt.Key.Key_Return)


def test_last_mission_that_is_there_is_offered_ready_to_type(page, qtbot):
    page.activateWindow()
    assert page._folder == HERE
    assert [page.user.itemText(i) for i in range(page.user.count())] == ["示例甲 · 组长", "示例乙"]
    assert not page.unlock_button.isEnabled()
    qtbot.waitUntil(page.passphrase.edit.hasFocus)
    buttons = {b.mission.folder: b for b in page.picker._buttons}
    assert not buttons[GONE].isEnabled()
    assert buttons[HERE].isChecked()


def test_right_passphrase_opens_and_is_forgotten(page, qtbot):
    enter(page, qtbot, "right")
    assert page.opened == [("passphrase", HERE, "u1")]
    assert page.passphrase.edit.text() == ""


def test_second_user_unlocks_as_himself(page, qtbot):
    page.user.setCurrentIndex(1)
    enter(page, qtbot, "right")
    assert page.opened == [("passphrase", HERE, "u2")]


def test_choosing_another_mission_or_user_forgets_what_was_typed(page):
    page.passphrase.edit.setText("half a word")
    page.user.setCurrentIndex(1)
    assert page.passphrase.edit.text() == ""
    page.passphrase.edit.setText("half a word")
    next(b for b in page.picker._buttons if b.mission.folder == OTHER).click()
    assert page._folder == OTHER
    assert page.passphrase.edit.text() == ""
    assert page.user.count() == 1


def test_wrong_passphrase_is_told_beside_the_field(page, qtbot):
    enter(page, qtbot, "wrong")
    assert page.opened == []
    assert page.passphrase.error
    assert page.passphrase.edit.text() == ""
    page.passphrase.edit.setText("x")
    assert page.passphrase.error == ""


def test_wrong_tries_wait_longer_and_longer(page, port, clock, qtbot):
    for _ in range(4):
        enter(page, qtbot, "wrong")
    assert len(port.calls) == 4
    assert page._wait.isVisible()
    enter(page, qtbot, "right")
    assert len(port.calls) == 4
    assert not page.unlock_button.isEnabled()
    clock.now += 1.1
    qtbot.waitUntil(page.unlock_button.isEnabled)
    assert not page._wait.isVisible()
    enter(page, qtbot, "right")
    assert page.opened == [("passphrase", HERE, "u1")]


def test_delays_are_as_laid_down(clock):
    delay, waits = TryDelay(clock), []
    for _ in range(11):
        delay.failed(HERE)
        waits.append(delay.wait_s(HERE))
        clock.now += 100
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert tries_module.DELAYS_S[-1] == 30
    delay.failed(HERE)
    assert delay.wait_s(OTHER) == 0
    delay.succeeded(HERE)
    assert delay.wait_s(HERE) == 0


def test_delay_outlives_the_page(theme, tasks, port, page, qtbot):
    for _ in range(5):
        page._delay.failed(HERE)
    again = UnlockPage(theme=theme, tasks=tasks, wording=Wording(), port=port, delay=page._delay)
    qtbot.addWidget(again)
    again.show()
    assert again._wait.isVisible()


def test_recovery_is_one_click_away(page, qtbot):
    page.recovery_button.click()
    assert page.code.isVisible()
    assert not page.passphrase.isVisible()
    page.code.setText("NO")
    qtbot.keyClick(page.code, Qt.Key.Key_Return)
    assert page.code_row.error
    page.code.setText("CODE")
    page.unlock_button.click()
    assert page.opened == [("recovery", HERE, "u1")]
    assert page.code.text() == ""
    page.recovery_button.click()
    assert page.passphrase.isVisible()


def test_keyring_is_offered_only_to_whom_it_lets_in(page):
    assert page.computer_button.isVisible()
    page.user.setCurrentIndex(1)
    assert not page.computer_button.isVisible()
    page.user.setCurrentIndex(0)
    page.computer_button.click()
    assert page.opened == [("computer", HERE, "u1")]


def test_folder_that_is_none_is_told_and_another_can_be_chosen(page, qtbot):
    page.show_folder(Path("照片"))
    assert "照片" in page.banner.message
    assert not page.unlock_button.isEnabled()
    page.show_folder(HERE)
    assert page.banner.message == ""
    enter(page, qtbot, "right")
    assert len(page.opened) == 1


def test_other_trouble_is_no_wrong_try(page, qtbot):
    for _ in range(6):
        enter(page, qtbot, "damaged")
    assert page.banner.message
    assert page.passphrase.error == ""
    assert not page._wait.isVisible()


def test_bug_while_unlocking_leaves_the_page_usable(page, qtbot):
    with qtbot.captureExceptions() as caught:
        enter(page, qtbot, "bug")
        qtbot.waitUntil(lambda: len(caught) == 1)
    assert not page._busy
    enter(page, qtbot, "right")
    assert len(page.opened) == 1


def test_while_unlocking_nothing_can_be_pressed_twice(theme, threaded_tasks, port, qtbot):
    gate = threading.Event()

    def slow(folder, user_id, passphrase):
        port.calls.append(passphrase)
        gate.wait(5)
        return (folder, user_id)

    port.unlock = slow
    page = UnlockPage(
        theme=theme, tasks=threaded_tasks, wording=Wording(), port=port, delay=TryDelay()
    )
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.user.count() == 2)
    page.passphrase.edit.setText("right")
    page.unlock_button.click()
    page._on_unlock()
    assert page._bar.isVisible()
    assert not page.passphrase.edit.isEnabled()
    with qtbot.waitSignal(page.unlocked):
        gate.set()
    assert port.calls == ["right"]
    assert not page._bar.isVisible()


def test_answer_for_a_folder_left_meanwhile_is_dropped(page):
    page._on_users(OTHER, (MissionUser("x", "另一个"),))
    assert page.user.count() == 2


def test_no_recent_mission_says_what_to_do(theme, tasks, port, qtbot):
    port.missions = ()
    page = UnlockPage(theme=theme, tasks=tasks, wording=Wording(), port=port, delay=TryDelay())
    qtbot.addWidget(page)
    page.show()
    assert page._folder is None
    assert page.picker._none.isVisible()
    assert not page.user.isVisible()


def test_other_folder_is_asked_for_without_blocking(page):
    page.picker.other.emit()
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]
    assert len(dialogs) == 1
    dialogs[0].fileSelected.emit(str(OTHER))
    assert page._folder == OTHER
    dialogs[0].close()


def test_nothing_typed_is_ever_shown(page):
    assert page.passphrase.edit.echoMode() == QLineEdit.EchoMode.Password
