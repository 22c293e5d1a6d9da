"""The line at the bottom: saved state, classification, who and where."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QMenu, QToolButton

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.theme.metrics import S3, STATUS_HEIGHT
from inspector_app.ui.widgets.labels import Label
from inspector_app.ui.widgets.layout import STRETCH, hbox

_SIGNS: dict[Tone, str] = {"ok": "●", "neutral": "○", "accent": "◌", "warn": "△", "mark": "▲"}


class StatusBar(QFrame):
    """Always visible: what is saved, how secret it is, who works at which machine.

    Attributes:
        seat: the button with user and device; give it a menu with ``set_menu``.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(STATUS_HEIGHT)
        self._theme = theme
        self._saved = Label("", role="caption", tone="ok")
        self._mark = Label("", role="caption", tone="mark", data=True)
        self.seat = QToolButton()
        self.seat.setProperty("role", "seat")
        self.seat.setProperty("data", True)
        self.seat.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.seat.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.seat.setAccessibleName(self.tr("使用人和设置"))
        row = hbox(self._saved, STRETCH, self._mark, self.seat, gap=S3)
        row.setContentsMargins(18, 0, 10, 0)
        self.setLayout(row)

    def show_saved(self, text: str, tone: Tone = "ok") -> None:
        """Say whether everything is saved: ``ok`` saved, ``accent`` saving, ``mark`` not."""
        self._saved.setText(f"{_SIGNS[tone]} {text}" if text else "")
        self._saved.set_tone("dim" if tone == "neutral" else tone)
        layout = self.layout()
        if layout is not None:
            layout.activate()  # the words are never cut, not even for a moment

    def show_mark(self, text: str) -> None:
        """Show the classification."""
        self._mark.setText(text)

    def show_seat(self, text: str) -> None:
        """Show user and device."""
        self.seat.setText(text)

    def set_menu(self, menu: QMenu) -> None:
        """Open *menu* from the user's name."""
        self.seat.setMenu(menu)
