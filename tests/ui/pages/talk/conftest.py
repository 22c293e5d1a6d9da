"""A small mission, the talk page on it, and hands that type and click as a user does."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector_app.services.mission import vocabulary
from inspector_app.ui.pages.talk import TalkPage
from tests.mission_fixture import small_mission

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def small(tmp_path):
    """An invented mission, open as its leader."""
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


class Hands:
    """Types into whatever has the focus and counts the events; clicks."""

    def __init__(self) -> None:
        self.events = 0

    def type(self, text: str) -> None:
        """Press a key for every character, as a finished input method would send it."""
        for character in text:
            self.events += 1
            widget = QApplication.focusWidget()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(widget, event)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        self.events += 1
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def compose(self, preedit: str, commit: str = "") -> None:
        """Let an input method show *preedit*, or hand over *commit*."""
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def click(self, widget) -> None:
        """Click the middle of a widget."""
        self.events += 1
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def show_page(page_context, bus, qtbot, settle):
    """``show_page(mission)``: the talk page in a window as the workbench shows it."""
    shown = []

    def make(mission, *, language="zh_CN", context=None):
        context = context or page_context(
            mission, language=language, vocabulary=vocabulary(mission.reader)
        )
        page = TalkPage(context)
        window = QWidget()
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        window.resize(1182, 682)
        bus.changed.connect(page.refresh)
        page.refresh(None)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        settle()
        shown.append((window, page))
        return page

    yield make
    for window, page in shown:
        bus.changed.disconnect(page.refresh)
        page.release()
        window.close()


@pytest.fixture
def page(small, show_page):
    """The page on the small mission."""
    return show_page(small.mission)
