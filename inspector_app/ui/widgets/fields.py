"""Fields: one row for label, field, help and error; passphrases; search."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSpinBox, QVBoxLayout, QWidget

from inspector_app.ui.icons import set_icon
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S1
from inspector_app.ui.widgets.announce import announce
from inspector_app.ui.widgets.labels import Label
from inspector_app.ui.widgets.layout import STRETCH, hbox, restyle

#: Rest after the last key before a search runs, in milliseconds.
SEARCH_PAUSE_MS = 200


class FormRow(QWidget):
    """Label, field, help and error, tied together for eyes and for screen readers.

    It is the only way to put a field on a page: label and error reach the field's
    accessible name and description here, so nobody can forget them.
    """

    def __init__(
        self, label: str, field: QWidget, *, help_text: str = "", required: bool = False
    ) -> None:
        super().__init__()
        self.field = field
        self._help_text = help_text
        self._label = Label(label, tone="dim")
        self._label.setBuddy(field)
        self._required = Label("＊", tone="mark")
        self._required.setToolTip(self.tr("必填"))
        self._help = Label(help_text, role="caption", wrap=True)
        self._error = Label("", role="caption", tone="mark", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S1)
        column.addLayout(hbox(self._label, self._required, STRETCH, gap=2))
        column.addWidget(field)
        column.addWidget(self._help)
        column.addWidget(self._error)
        # Only now: a label shown without a parent flashes as a window of its own.
        self._required.setVisible(required)
        self._help.setVisible(bool(help_text))
        self.setFocusProxy(field)
        name = self.tr("{label}（必填）").format(label=label) if required else label
        field.setAccessibleName(name)
        field.setAccessibleDescription(help_text)

    @property
    def error(self) -> str:
        """The error shown, or an empty text."""
        return self._error.text() if not self._error.isHidden() else ""

    def set_error(self, text: str) -> None:
        """Show *text* as what is wrong with the field; an empty text takes it away."""
        if text == self.error:
            return
        self._error.setText(f"▲ {text}" if text else "")
        self._error.setVisible(bool(text))
        self.field.setProperty("invalid", bool(text))
        restyle(self.field)
        parts = [part for part in (text, self._help_text) if part]
        self.field.setAccessibleDescription("。".join(parts))
        if text:
            announce(self.field)


class PasswordEdit(QLineEdit):
    """A passphrase: hidden, to be shown on request, with a hint while Caps Lock is on.

    Signals:
        caps_lock_seen (bool): letters show that Caps Lock is on, or off again.
    """

    caps_lock_seen = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._caps = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self._toggle = QAction(self)
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._on_toggled)
        self.addAction(self._toggle, QLineEdit.ActionPosition.TrailingPosition)
        self._on_toggled(shown=False)

    def reset(self) -> None:
        """Forget what was typed, and its undo history, and hide again."""
        self.clear()
        self.setModified(False)
        self._toggle.setChecked(False)
        self._set_caps(on=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Watch letters for Caps Lock, which no system tells in the same way."""
        super().keyPressEvent(event)
        text = event.text()
        if len(text) == 1 and text.isascii() and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._set_caps(on=text.isupper() != shift)
        elif event.key() == Qt.Key.Key_CapsLock:
            self._set_caps(on=False)

    def _set_caps(self, *, on: bool) -> None:
        if on != self._caps:
            self._caps = on
            self.caps_lock_seen.emit(on)

    def _on_toggled(self, shown: bool) -> None:
        modes = QLineEdit.EchoMode
        self.setEchoMode(modes.Normal if shown else modes.Password)
        set_icon(self._toggle, self._theme, "eye_off" if shown else "eye")
        self._toggle.setText(self.tr("隐藏口令") if shown else self.tr("显示口令"))


class PasswordRow(FormRow):
    """A `FormRow` for a passphrase that says when Caps Lock is on."""

    def __init__(self, theme: Theme, label: str, *, help_text: str = "") -> None:
        self.edit = PasswordEdit(theme)
        super().__init__(label, self.edit, help_text=help_text, required=False)
        self._caps = Label(self.tr("大写锁定已打开"), role="caption", tone="warn")
        self._caps.hide()
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self._caps)
        self.edit.caps_lock_seen.connect(self._on_caps)

    def _on_caps(self, on: bool) -> None:
        self._caps.setVisible(on)
        if on:
            announce(self._caps)


class NumberEdit(QSpinBox):
    """A whole number, typed; the arrow keys step."""

    def __init__(self, minimum: int = 0, maximum: int = 9999) -> None:
        super().__init__()
        self.setRange(minimum, maximum)
        # Without buttons a styled spin box leaves its line one pixel wide (Qt 6.8 to 6.11).
        self.setButtonSymbols(QSpinBox.ButtonSymbols.UpDownArrows)


class SearchBox(QLineEdit):
    """A field to search with.

    Signals:
        searched (str): the text after a short rest, or at once on Enter; empty when cleared.
    """

    searched = Signal(str)

    def __init__(self, theme: Theme, placeholder: str, *, name: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name or placeholder)
        self.setClearButtonEnabled(True)
        self.setProperty("role", "search")
        lens = QAction(self)
        set_icon(lens, theme, "search", "text3")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_PAUSE_MS)
        self._pause.timeout.connect(self._tell)
        self._told = ""
        self.textChanged.connect(self._on_text)
        self.returnPressed.connect(self._tell)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Empty the field by Esc."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def _on_text(self) -> None:
        self._pause.start()

    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)


class WheelGuard(QObject):
    """Keeps the wheel from changing fields the user only scrolls past.

    Install it on combo boxes, spin boxes and date fields inside scrolling pages.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel through to a field only while it has the focus."""
        if (
            event.type() == QEvent.Type.Wheel
            and isinstance(watched, QWidget)
            and not watched.hasFocus()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def minimum_touch(widget: QWidget, height: int = 40) -> None:
    """Give *widget* the height a finger needs."""
    widget.setMinimumSize(QSize(widget.minimumWidth(), height))
