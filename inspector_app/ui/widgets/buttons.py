"""Buttons by role: one primary per page, quiet ones in cards, links in lists."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from inspector_app.ui.icons import set_icon
from inspector_app.ui.theme import Theme

ButtonRole = Literal["normal", "primary", "danger", "quiet", "link"]

_ICON_COLOR = {
    "normal": "text",
    "primary": "on_accent",
    "danger": "mark",
    "quiet": "text2",
    "link": "accent",
}


def make_button(
    text: str,
    *,
    role: ButtonRole = "normal",
    theme: Theme | None = None,
    icon: str = "",
    tip: str = "",
) -> QPushButton:
    """Return a button with words; an *icon* needs the *theme* that colours it."""
    button = QPushButton(text)
    button.setProperty("role", role)
    button.setAutoDefault(False)
    if icon and theme is not None:
        set_icon(button, theme, icon, _ICON_COLOR[role])
    if tip:
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
    if role == "link":
        button.setCursor(Qt.CursorShape.PointingHandCursor)
    return button


def icon_button(theme: Theme, icon: str, name: str, *, color: str = "text2") -> QToolButton:
    """Return a button that is only an icon; *name* is its tooltip and accessible name."""
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setToolTip(name)
    button.setAccessibleName(name)
    set_icon(button, theme, icon, color)
    return button
