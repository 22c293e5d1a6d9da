"""From an empty mission and a roster to the signed record of a first talk, in the window alone.

Everything goes through the window that is really put together, by keys and clicks. They are
counted, every character too: the ceiling is what it takes today, and may only come down.
"""

import pypdfium2
import pytest
from openpyxl import Workbook
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from inspector_app.app import OpenAtStart, Parts, open_at_start
from inspector_app.domain.vocabulary import Role, TalkState
from inspector_app.services import session, talks
from inspector_app.services.program import Program
from inspector_app.services.session import MissionSpec
from inspector_app.store import identity
from inspector_app.ui.theme import ThemeMode
from tests.mission_fixture import CHEAP, OFFICIALS, PASSPHRASE, VOCABULARY, Clock, _surroundings

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier
LEADER = "郁澄"
#: Keys, characters, clicks and chosen files from the unlocked window to the saved PDF.
CEILING = 82
#: What must be asked of an ordinary member of staff.
ASKED = 10


class Counted:
    """Hands that count what they do."""

    def __init__(self) -> None:
        self.events = 0

    def press(self, key, modifiers=PLAIN) -> None:
        self.events += 1
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        QTest.keyClick(widget, key, modifiers)

    def type(self, text: str) -> None:
        for character in text:
            self.events += 1
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, PLAIN, character)
                QApplication.sendEvent(QApplication.focusWidget(), event)

    def click(self, widget) -> None:
        self.events += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)

    def choose_file(self, window, path) -> None:
        """Choose a file in the dialog that is open: as a double click there would."""
        self.events += 1
        dialog = next(one for one in window.findChildren(QFileDialog) if one.isVisible())
        dialog.fileSelected.emit(str(path))
        dialog.close()
        window.activateWindow()  # without a window manager nobody else does
        QApplication.processEvents()


@pytest.fixture
def empty(tmp_path):
    """A mission of a leader and two members with nobody to talk to: its folder, its computer."""
    clock = Clock("2026-10-21T15:00:00")
    surroundings = _surroundings(tmp_path, clock)
    folder = tmp_path / "示例.mission"
    spec = MissionSpec(
        body_name="示例市园林局",
        body_short_name="市园林局",
        round="2026年第三轮",
        year=2026,
        team_name="第二巡察组",
        sending_committee="中共示例市委",
        addressee="示例市委书记",
        office="示例市委巡察办",
        classification="工作秘密",
        entry_on="2026-10-10",
        leave_on="2026-12-10",
        report_due_on="2026-12-20",
        vocabulary=VOCABULARY,
        hq=identity.generate().public,
    )
    sitting, _code = session.create_mission(
        surroundings, folder, spec, leader=LEADER, passphrase=PASSPHRASE, cost=CHEAP
    )
    for name in ("骆珩", "阚玥"):
        session.add_member(
            sitting.mission,
            surroundings,
            name=name,
            role=Role.MEMBER,
            passphrase=PASSPHRASE,
            cost=CHEAP,
        )
    sitting.end()
    return folder, surroundings, clock


@pytest.fixture
def roster(tmp_path):
    """The roster as the body hands it in."""
    book = Workbook()
    book.active.append(("姓名", "职务", "谈话类别", "是否一把手"))
    for name, office, category, first in OFFICIALS:
        book.active.append((name, office, category, "是" if first else ""))
    path = tmp_path / "名册.xlsx"
    book.save(path)
    return path


@pytest.fixture
def window(qapp, empty):
    folder, surroundings, _clock = empty
    parts = Parts(qapp, Program(surroundings), bundled_fonts=True)
    parts.theme.set_mode(ThemeMode.LIGHT)
    shown = parts.window()
    shown.resize(1366, 768)
    shown.show()
    open_at_start(shown, parts, OpenAtStart(folder, LEADER, PASSPHRASE))
    yield shown
    shown.lock()
    shown.close()
    parts.tasks.shutdown()
    parts.translations.remove()


def button(root, text):
    found = [b for b in root.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert found, f"no button {text}"
    return found[0]


def page_of(window):
    """The page that is shown."""
    return window.workbench._pages[window.workbench.current_key]


def import_roster(window, hands, roster, qtbot):
    """The page of talks says what to do first, and leads there."""
    mission = window.session.services
    hands.press(K.Key_3, ALT)
    hands.click(button(page_of(window), "去导入名册"))
    page = page_of(window)
    hands.click(button(page, "导入名册…"))
    hands.choose_file(window, roster)
    qtbot.waitUntil(page.roster.preview.isVisible)
    hands.click(page.roster.preview.take)
    qtbot.waitUntil(lambda: mission.reader.count("official") == len(OFFICIALS))


def plan_and_begin(window, hands, qtbot):
    """Who, and where; the rest is proposed. Returns the workspace."""
    hands.press(K.Key_3, ALT)
    page = page_of(window)
    hands.press(K.Key_N, CTRL)
    hands.type("郗")
    hands.press(K.Key_Return)
    hands.click(page.plans.form.place)
    hands.type("一室")
    hands.press(K.Key_Return, CTRL | SHIFT)
    qtbot.waitUntil(lambda: page.in_workspace)
    return page.workspace


def hold(workspace, hands, clock, qtbot):
    """Say who we are, ask every item that must be asked, read it back, end it."""
    hands.press(K.Key_F8)
    for _item in workspace.view.open_items:
        hands.type("问")
        hands.press(K.Key_Return)
        hands.type("答")
        hands.press(K.Key_3, ALT)
        hands.press(K.Key_Return)
        hands.press(K.Key_F3)
    clock.advance(minutes=50)
    hands.press(K.Key_F9)
    qtbot.waitUntil(lambda: workspace.view.talk.flag("read_back_done"))
    hands.press(K.Key_E, CTRL | SHIFT)
    qtbot.waitUntil(lambda: workspace.view.state is TalkState.CLOSED)


def sign_and_save(window, workspace, hands, target, qtbot):
    """Sign it, look at the paper, save it."""
    hands.press(K.Key_S, CTRL | SHIFT)
    hands.press(K.Key_Space)
    qtbot.waitUntil(lambda: workspace.view.state is TalkState.SIGNED)
    hands.press(K.Key_P, CTRL)
    qtbot.waitUntil(workspace.paper.isVisible)
    hands.press(K.Key_S, CTRL)
    hands.click(button(workspace.paper, "选择保存位置…"))
    hands.choose_file(window, target)
    qtbot.waitUntil(target.exists, timeout=20_000)


def test_a_first_talk_from_an_empty_mission(window, empty, roster, tmp_path, qtbot):
    _folder, _computer, clock = empty
    target = tmp_path / "谈话记录.pdf"
    hands, mission = Counted(), window.session.services
    window.activateWindow()

    import_roster(window, hands, roster, qtbot)
    workspace = plan_and_begin(window, hands, qtbot)
    hold(workspace, hands, clock, qtbot)
    sign_and_save(window, workspace, hands, target, qtbot)

    saved = talks.talk_view(mission.reader, mission.checklist, mission.id, workspace.talk)
    assert saved.state is TalkState.SIGNED
    assert saved.coverage.asked == saved.coverage.must == ASKED
    assert len(saved.signatures) == 1
    with pypdfium2.PdfDocument(target.read_bytes()) as document:
        text = document[0].get_textpage().get_text_bounded()
    assert "郗𠮷" in text
    assert "第 1 页" in text
    assert hands.events <= CEILING
