"""The field in which one paragraph is typed.

A field of its own for each paragraph under the caret: the input method is never handed a text
that changes under it, and one step of undo never reaches into another paragraph.
"""

from typing import Literal

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QInputMethodEvent,
    QKeyEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit

from inspector_app.ui.pages.talk import line_text
from inspector_app.ui.pages.talk.keys import act_of, paragraph_kind_of
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import mark_data

_PLAIN = Qt.KeyboardModifier.NoModifier
_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

#: Which way the caret leaves the paragraph.
Way = Literal["up", "down", "left", "right"]


class LineEditor(QTextEdit):
    """Types one paragraph; what goes beyond it is told by signals.

    Signals:
        typed (str): the text changed.
        grown: its height may be another.
        split (int): Enter at this place in the text.
        escaped (Way): an arrow led out of the paragraph.
        erased: Backspace at its beginning.
        kind_chosen (ParagraphKind): Ctrl and a digit.
        left: it has lost the focus.
    """

    typed = Signal(str)
    grown = Signal()
    split = Signal(int)
    escaped = Signal(str)
    erased = Signal()
    kind_chosen = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, text: str, *, name: str) -> None:
        super().__init__()
        self._composing = False
        self.setProperty("role", "line")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(theme.font("record"))
        self.setAccessibleName(name)
        mark_data(self)
        line_text.prepare(self.document(), theme.font("record"), text)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self._on_changed)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size)

    @property
    def text(self) -> str:
        """The paragraph as it is recorded."""
        return self.toPlainText()  # soft breaks come as line ends

    @property
    def composing(self) -> bool:
        """Whether an input method is in the middle of a word."""
        return self._composing

    def set_caret(self, place: int) -> None:
        """Put the caret at *place* in the text; a negative place counts from the end."""
        cursor, text = self.textCursor(), self.text
        wanted = max(0, min(len(text), place if place >= 0 else len(text) + 1 + place))
        cursor.setPosition(line_text.units(text[:wanted]))
        self.setTextCursor(cursor)

    @property
    def caret(self) -> int:
        """The place of the caret in the text."""
        return line_text.place_in(self.text, self.textCursor().position())

    def replace_before(self, count: int, text: str) -> None:
        """Put *text* in place of what is selected, or of *count* characters before the caret."""
        cursor = self.textCursor()
        if count and not cursor.hasSelection():
            left = QTextCursor.MoveOperation.Left
            cursor.movePosition(left, QTextCursor.MoveMode.KeepAnchor, count)
        cursor.insertText(line_text.to_block(text))
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; leave the workspace's keys to it; tell of those that leave the paragraph."""
        if self._composing:
            if event.key() not in _ENTER:  # it belongs to the word being composed
                super().keyPressEvent(event)
            event.accept()  # nor is any other key for the workspace meanwhile
            return
        if act_of(event) is not None:
            event.ignore()
            return
        kind = paragraph_kind_of(event)
        if kind is not None:
            self.kind_chosen.emit(kind)
            return
        if event.modifiers() & ~_KEYPAD == _PLAIN and self._plain_key(event.key()):
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether a word is being composed."""
        self._composing = bool(event.preeditString())
        super().inputMethodEvent(event)
        self.grown.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, several lines as lines of this paragraph."""
        if source.hasText():
            text = source.text().strip("\r\n")
            self.textCursor().insertText(line_text.to_block(text))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to the record."""
        event.ignore()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left; a menu over it does not count."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _plain_key(self, key: int) -> bool:
        cursor = self.textCursor()
        if key in _ENTER:
            if cursor.hasSelection():
                cursor.removeSelectedText()
            self.split.emit(self.caret)
            return True
        if key == Qt.Key.Key_Backspace and cursor.atStart() and not cursor.hasSelection():
            self.erased.emit()
            return True
        way = self._way_out(key, cursor)
        if way:
            self.escaped.emit(way)
        return bool(way)

    def _way_out(self, key: int, cursor: QTextCursor) -> Way | Literal[""]:
        moved = QTextCursor(cursor)
        if key == Qt.Key.Key_Up and not moved.movePosition(QTextCursor.MoveOperation.Up):
            return "up"
        if key == Qt.Key.Key_Down and not moved.movePosition(QTextCursor.MoveOperation.Down):
            return "down"
        if key == Qt.Key.Key_Left and cursor.atStart():
            return "left"
        if key == Qt.Key.Key_Right and cursor.atEnd():
            return "right"
        return ""

    def _on_changed(self) -> None:
        self.typed.emit(self.text)

    def _on_size(self) -> None:
        self.grown.emit()
