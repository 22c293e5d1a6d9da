"""Hands that type and click as a user does, and a window of one page for them."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from inspector_app.ui.widgets import scrolling

#: Room of a page at 1366 × 768: the window without rail, top and status bar.
PAGE_SIZE = (1182, 682)
NONE = Qt.KeyboardModifier.NoModifier


class Hands:
    """Types into whatever has the focus; clicks."""

    def type(self, text: str) -> None:
        """Press a key for every character, as a finished input method would send it."""
        for character in text:
            widget = QApplication.focusWidget()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, NONE, character))

    def press(self, key, modifiers=NONE) -> None:
        """Press one key."""
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)

    def compose(self, preedit: str, commit: str = "") -> None:
        """Let an input method show *preedit*, or hand over *commit*."""
        event = QInputMethodEvent(preedit, [])
        if commit:
            event.setCommitString(commit)
        QApplication.sendEvent(QApplication.focusWidget(), event)

    def click(self, widget, place: QPoint | None = None) -> None:
        """Click the middle of a widget, or *place* in it."""
        assert widget.isVisible(), widget
        assert widget.isEnabled(), widget
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=place or widget.rect().center())

    def into(self, widget) -> None:
        """Click into a field, so that it has the focus."""
        widget.window().activateWindow()  # without a window manager nobody else does
        QApplication.processEvents()
        self.click(widget)
        assert widget.hasFocus(), widget

    def pick(self, box, text: str) -> None:
        """Type *text* into a picker that has the focus and take the only match."""
        assert box.hasFocus()
        box.insert(text)
        QTest.keyClick(box, Qt.Key.Key_Return)
        QApplication.processEvents()


def window_of(page, qtbot):
    """Show *page* in a window of its own, in the area the workbench gives it."""
    host = QWidget()
    layout = QVBoxLayout(host)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(scrolling(page))
    host.resize(*PAGE_SIZE)
    qtbot.addWidget(host)
    host.show()
    qtbot.waitExposed(host)
    return host
