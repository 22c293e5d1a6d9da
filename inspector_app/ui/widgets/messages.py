"""Telling and asking without a dialog: banner, confirmation strip, empty state."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.theme.metrics import RADIUS_CONTROL, S1, S2, S3, S4, S5
from inspector_app.ui.widgets.announce import announce
from inspector_app.ui.widgets.buttons import ButtonRole, icon_button, make_button
from inspector_app.ui.widgets.labels import Label, mark_data
from inspector_app.ui.widgets.layout import hbox

_NONE = QMargins()
_ICONS: dict[Tone, str] = {
    "neutral": "info",
    "accent": "info",
    "ok": "check",
    "warn": "warning",
    "mark": "warning",
}


class _Symbol(QWidget):
    """An icon of the theme in a token's colour."""

    def __init__(self, theme: Theme, name: str, color: str, size: int = 16) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._color = color
        self.setFixedSize(QSize(size, size))

    def set_symbol(self, name: str, color: str) -> None:
        """Show another icon."""
        self._name, self._color = name, color
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        self._theme.icon(self._name, self._color).paint(QPainter(self), self.rect())


class Strip(QFrame):
    """A rounded strip in the wash of a tone; base of banner and confirmation."""

    def __init__(self, theme: Theme, tone: Tone, outer: QMargins) -> None:
        super().__init__()
        self._theme = theme
        self._outer = outer
        self._tone: Tone = tone
        self.symbol = _Symbol(theme, _ICONS[tone], _ink_name(tone))
        # Messages name persons and papers: not only words of the program.
        self.label = Label("", wrap=True, data=True)
        mark_data(self, itself_only=True)
        self.row = hbox(self.symbol, self.label, gap=S3)
        self.row.setContentsMargins(outer + QMargins(S4 - 2, S2 + 1, S3, S2 + 1))
        self.row.setStretch(1, 1)
        self.setLayout(self.row)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone and its symbol."""
        self._tone = tone
        self.symbol.set_symbol(_ICONS[tone], _ink_name(tone))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw wash and edge."""
        ink, wash = self._theme.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = ink
        if self._theme.tokens.name != "high_contrast":
            edge.setAlphaF(0.28)
        painter.setPen(edge)
        painter.setBrush(wash)
        inner = self.rect().marginsRemoved(self._outer)
        rect = inner.toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, RADIUS_CONTROL, RADIUS_CONTROL)


class Banner(Strip):
    """A message in the page's flow, with one action at most; typing goes on beneath it.

    *outer* is free space around it that goes with it when it is put away.

    Signals:
        closed: the user put it away.
    """

    closed = Signal()

    def __init__(self, theme: Theme, *, outer: QMargins = _NONE) -> None:
        super().__init__(theme, "accent", outer)
        self._act: Callable[[], None] | None = None
        self._action = make_button("", role="link")
        self._action.clicked.connect(self._on_action)
        self._close = icon_button(theme, "close", self.tr("收起"))
        self._close.clicked.connect(self._on_close)
        self.row.addWidget(self._action)
        self.row.addWidget(self._close)
        self.hide()

    def show_message(
        self,
        text: str,
        tone: Tone = "accent",
        *,
        action: str = "",
        act: Callable[[], None] | None = None,
    ) -> None:
        """Show *text*; *action* names what *act* does. Replaces what was shown."""
        self.set_tone(tone)
        self.label.setText(text)
        self._act = act
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        announce(self)

    def put_away(self) -> None:
        """Hide and forget the message."""
        self._act = None
        self.label.setText("")
        self.setAccessibleName("")
        self.hide()

    @property
    def message(self) -> str:
        """The text shown, or an empty one."""
        return "" if self.isHidden() else self.label.text()

    def _on_action(self) -> None:
        act = self._act
        self.put_away()
        if act is not None:
            act()

    def _on_close(self) -> None:
        self.put_away()
        self.closed.emit()


class ConfirmStrip(Strip):
    """Asks before something that cannot be taken back, in place, without a dialog.

    ``ask`` shows it and puts the focus on the way back; Esc is no, too.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "warn", _NONE)
        self._yes: Callable[[], None] | None = None
        self._no_button = make_button(self.tr("取消"))
        self._yes_button = make_button("", role="danger")
        self._no_button.clicked.connect(self.withdraw)
        self._yes_button.clicked.connect(self._on_yes)
        self.row.addWidget(self._no_button)
        self.row.addWidget(self._yes_button)
        self.hide()

    def ask(
        self,
        question: str,
        *,
        yes: str,
        confirmed: Callable[[], None],
        role: ButtonRole = "danger",
        tone: Tone = "warn",
    ) -> None:
        """Show *question*; the button *yes* calls *confirmed*."""
        self.set_tone(tone)
        self.label.setText(question)
        self._yes = confirmed
        self._yes_button.setText(yes)
        self._yes_button.setProperty("role", role)
        self._yes_button.style().polish(self._yes_button)
        self.setAccessibleName(question)
        self.show()
        self._no_button.setFocus()
        announce(self)

    def withdraw(self) -> None:
        """Take the question back: the answer is no."""
        self._yes = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is no."""
        if event.key() == Qt.Key.Key_Escape:
            self.withdraw()
            return
        super().keyPressEvent(event)

    def _on_yes(self) -> None:
        confirmed = self._yes
        self.withdraw()
        if confirmed is not None:
            confirmed()


class EmptyState(QWidget):
    """What stands where nothing is yet: what this is for and what to do next.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme, *, icon: str, title: str, text: str, action: str = "") -> None:
        super().__init__()
        symbol = _Symbol(theme, icon, "text3", size=40)
        heading = Label(title, role="card")
        body = Label(text, tone="dim", wrap=True)
        body.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        body.setMinimumWidth(220)
        body.setMaximumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S5, S5, S5)
        column.setSpacing(S3)
        column.addStretch(2)
        column.addWidget(symbol, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(S1)
        column.addWidget(heading, 0, Qt.AlignmentFlag.AlignHCenter)
        # Not by an alignment, which would take away the height that wrapping needs.
        middle = hbox(gap=0)
        middle.addStretch(1)
        middle.addWidget(body, 100)
        middle.addStretch(1)
        column.addLayout(middle)
        if action:
            button = make_button(action, role="primary")
            button.clicked.connect(self.acted)
            column.addSpacing(S2)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)


def _ink_name(tone: Tone) -> str:
    return "text2" if tone == "neutral" else tone
