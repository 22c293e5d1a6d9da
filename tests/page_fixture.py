"""Pages in a window as the workbench shows them, and hands that type and click as a user does."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from inspector_app.services.mission import OpenMission, vocabulary
from inspector_app.ui.page import Page

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
#: The room that the workbench leaves for a page at 1366 × 768.
ROOM = (1182, 682)


class Hands:
    """Types into whatever has the focus; clicks; drops files."""

    def type(self, text: str) -> None:
        """Press a key for every character, as a finished input method would send it."""
        for character in text:
            widget = QApplication.focusWidget()
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
                QApplication.sendEvent(widget, event)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
        """Press one key."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the focus"
        QTest.keyClick(widget, key, modifiers)

    def click(self, widget) -> None:
        """Click the middle of a widget."""
        QTest.mouseClick(widget, LEFT)

    def fill(self, field, text: str) -> None:
        """Go to a field and replace what stands there."""
        field.setFocus()
        self.press(Qt.Key.Key_A, CTRL)
        self.type(text)

    def drop(self, widget, *paths) -> bool:
        """Drag files over *widget* and drop them; returns whether it would take them."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        arguments = (data, LEFT, Qt.KeyboardModifier.NoModifier)
        over = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, *arguments)
        QApplication.sendEvent(widget, over)
        if over.isAccepted():
            event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, *arguments)
            QApplication.sendEvent(widget, event)
        return over.isAccepted()


class Stage:
    """Shows pages and puts them away again."""

    def __init__(self, page_context, bus, qtbot, settle) -> None:
        self._page_context = page_context
        self._bus = bus
        self._qtbot = qtbot
        self.settle = settle
        self._shown: list[tuple[QWidget, Page[OpenMission]]] = []

    def show(
        self,
        factory: Callable[[Any], Page[OpenMission]],
        mission: OpenMission,
        *,
        language: str = "zh_CN",
        tasks=None,
    ) -> Any:
        """Build a page on *mission*, shown, active and filled."""
        from dataclasses import replace

        context = self._page_context(
            mission, language=language, vocabulary=vocabulary(mission.reader)
        )
        if tasks is not None:
            context = replace(context, tasks=tasks)
        page = factory(context)
        page.setAccessibleName(page.key)
        window = QWidget()
        window.setAccessibleName("window")
        layout = QVBoxLayout(window)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        window.resize(*ROOM)
        self._bus.changed.connect(page.refresh)
        page.refresh(None)
        window.show()
        window.activateWindow()
        self._qtbot.waitActive(window)
        self.settle()
        self._shown.append((window, page))
        return page

    def put_away(self) -> None:
        """Close what is still shown."""
        for window, page in self._shown:
            self._bus.changed.disconnect(page.refresh)
            page.release()
            window.close()
            # In its own order: a list that pops up goes with its field.
            window.deleteLater()
        self._shown.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def button(root: QWidget, text: str) -> QPushButton:
    """Return the visible button with *text*."""
    found = [b for b in root.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    assert found, f"no button {text}"
    return found[0]
