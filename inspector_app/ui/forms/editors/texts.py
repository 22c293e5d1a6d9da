"""Typed answers: a line that grows, several lines, numbers, codes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector_app.ui.forms.editors.base import (
    FOCUS,
    Asked,
    Editor,
    is_enter,
    is_on_enter,
    is_undo,
)
from inspector_app.ui.forms.numerals import group_digits, read_number
from inspector_app.ui.widgets import GrowingTextEdit, set_read_only
from inspector_app.ui.widgets.labels import mark_data
from inspector_app.ui.widgets.layout import restyle

#: Width of fields that hold a number, a date or a code, in pixels.
SHORT = 200


class Paragraph(GrowingTextEdit):
    """A text that grows with what is typed; Enter leads on unless it takes several lines.

    Ctrl+Z goes to the form while the text is what is ``kept``: nothing was typed yet.

    Signals:
        entered_on: Enter in a text of one line, Ctrl+Enter in any.
        freed: the focus has left, whatever for.
    """

    entered_on = Signal()
    freed = Signal()

    def __init__(self, *, several: bool) -> None:
        super().__init__(name="", least_lines=3 if several else 1)
        self._several = several
        self.kept = ""
        self.setProperty("boxed", True)
        self.setFocusPolicy(FOCUS)

    @property
    def composing(self) -> bool:
        """Whether an input method shows what is not text yet."""
        return bool(self.textCursor().block().layout().preeditAreaText())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on by Enter; leave Ctrl+Z to the form when there is nothing to undo here."""
        if is_on_enter(event) or (is_enter(event) and not self._several):
            if not self.composing:
                self.entered_on.emit()
            return
        if is_undo(event) and self.text == self.kept:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the form may put its text here."""
        super().focusOutEvent(event)
        self.freed.emit()


class TextEditor(Editor):
    """A text: one line that grows, or several lines."""

    def __init__(self, *, several: bool) -> None:
        super().__init__()
        self.field = Paragraph(several=several)
        self._value = ""
        self._touched = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.setFocusProxy(self.field)
        self.field.typed.connect(self._on_typed)
        self.field.left.connect(self.commit)
        self.field.freed.connect(self._catch_up)
        self.field.entered_on.connect(self._on_enter)

    def show_asked(self, asked: Asked) -> None:
        """Show the text unless somebody is typing."""
        self._value = self.field.kept = asked.value
        self.field.set_text(asked.value)
        set_read_only(self.field, read_only=asked.read_only)
        describe(self.field, asked)

    def stops(self) -> list[QWidget]:
        """Return the field."""
        return [self.field]

    def commit(self) -> None:
        """Tell the text if it is another one now."""
        if not self._touched:
            return
        self._touched = False
        text = self.field.text
        if text != self._value:
            self._value = self.field.kept = text
            self.committed.emit(text)

    def _on_typed(self, text: str) -> None:
        self._touched = True
        self.typed.emit(text)

    def _catch_up(self) -> None:
        """Show what was not shown while the field had the focus."""
        if not self._touched:
            self.field.set_text(self._value)

    def _on_enter(self) -> None:
        self.commit()
        self.entered.emit()


class Line(QLineEdit):
    """A line whose Ctrl+Z goes to the form while its text is what is ``kept``.

    Signals:
        freed: the focus has left, whatever for.
    """

    freed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept = ""
        self.setFocusPolicy(FOCUS)
        mark_data(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the form's keys to the form."""
        if is_undo(event) and self.text() == self.kept:
            event.ignore()
            return
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the form may put its text here."""
        super().focusOutEvent(event)
        self.freed.emit()


class LineEditor(Editor):
    """A short answer typed into one line; subclasses say how it is read and written."""

    def __init__(self, *, width: int = SHORT) -> None:
        super().__init__()
        self.line = Line()
        self._example = ""
        self._value = ""
        self._touched = False
        if width:
            self.line.setFixedWidth(width)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(4)
        self.row.addWidget(self.line)
        if width:
            self.row.addStretch(1)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_typed)
        self.line.editingFinished.connect(self.commit)
        self.line.freed.connect(self._catch_up)
        self.line.returnPressed.connect(self._on_enter)

    def read(self, text: str) -> str:
        """Return the answer that *text* means."""
        return text.strip()

    def write(self, value: str) -> str:
        """Return how *value* is written."""
        return value

    def show_asked(self, asked: Asked) -> None:
        """Show the answer unless somebody is typing."""
        self._take_over(asked.value)
        if not self.line.hasFocus() or self.line.isReadOnly():
            self._put(self.write(asked.value))
        set_read_only(self.line, read_only=asked.read_only)
        self.line.setPlaceholderText("" if asked.read_only else self._example)
        describe(self.line, asked)

    def stops(self) -> list[QWidget]:
        """Return the line."""
        return [self.line]

    def commit(self) -> None:
        """Tell the answer if it is another one now."""
        if not self._touched:
            return
        self._touched = False
        value = self.read(self.line.text())
        if value != self._value:
            self._take_over(value)
            self.committed.emit(value)

    def take(self, value: str) -> None:
        """Answer with *value*, picked otherwise than by typing."""
        self._touched = False
        self._put(self.write(value))
        if value != self._value:
            self._take_over(value)
            self.committed.emit(value)

    def _take_over(self, value: str) -> None:
        self._value = value
        self.line.kept = self.write(value)

    def _put(self, text: str) -> None:
        if text != self.line.text():
            self.line.setText(text)
            self.line.setCursorPosition(0)

    def _on_typed(self, text: str) -> None:
        self._touched = True
        self.typed.emit(self.read(text))

    def _on_enter(self) -> None:
        self.commit()
        self.entered.emit()

    def _catch_up(self) -> None:
        """Show what was not shown while the line had the focus."""
        if not self._touched:
            self._put(self.write(self._value))


class NumberEditor(LineEditor):
    """A number; separators and full-width digits are read, separators shown if wanted."""

    def __init__(self, *, grouped: bool) -> None:
        super().__init__()
        self._grouped = grouped
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)

    def read(self, text: str) -> str:
        """Return the number as XForms write it; what is none stays as typed."""
        return read_number(text)

    def write(self, value: str) -> str:
        """Return the number, with separators if the form wants them."""
        plain = value.removesuffix(".0")  # how XForms write a whole number of type decimal
        return group_digits(plain) if self._grouped else plain


class CodeEditor(LineEditor):
    """A code: a scanner types it and ends with Enter, which leads on."""

    def __init__(self) -> None:
        super().__init__(width=320)
        self._example = self.tr("扫描或输入编码")


class MaskedEditor(LineEditor):
    """A text nobody beside the screen should read."""

    def __init__(self) -> None:
        super().__init__(width=320)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def read(self, text: str) -> str:
        """Return the text as it is."""
        return text


def describe(field: QWidget, asked: Asked) -> None:
    """Tell *field*'s question to screen readers and mark it when something is wrong."""
    if field.accessibleName() != asked.name:
        field.setAccessibleName(asked.name)
    if field.accessibleDescription() != asked.description:
        field.setAccessibleDescription(asked.description)
    wrong = asked.state.problem not in {"", "required"}
    if bool(field.property("invalid")) != wrong:
        field.setProperty("invalid", wrong)
        restyle(field)
