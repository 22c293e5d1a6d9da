"""The one `Theme` object: which colours hold now, told to those who paint by hand."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QStyle

from inspector_app.ui.icons import Icons
from inspector_app.ui.theme.fonts import FontRole, make_font
from inspector_app.ui.theme.sheet import make_palette, make_sheet
from inspector_app.ui.theme.tokens import ThemeName, Tokens, Tone, load_tokens


class ThemeMode(StrEnum):
    """What the user chose; ``SYSTEM`` follows the desktop between light and dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


_NATIVE = {
    ThemeMode.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeMode.LIGHT: Qt.ColorScheme.Light,
    ThemeMode.DARK: Qt.ColorScheme.Dark,
    ThemeMode.HIGH_CONTRAST: Qt.ColorScheme.Light,
}


class Theme(QObject):
    """Tokens, fonts and icons of the window; applies them to the application.

    It is built once and passed to every widget that paints by hand; such a widget reads
    ``color()``, ``font()`` and ``icon()`` while painting and keeps no colour, so that a
    change of theme is a repaint.

    Signals:
        changed: the tokens are others now (every widget has been asked to repaint).
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        *,
        families: Sequence[str],
        mode: ThemeMode = ThemeMode.SYSTEM,
    ) -> None:
        super().__init__()
        self._app = app
        self._families = tuple(families)
        self._mode = mode
        self._icons = Icons()
        self._tokens = load_tokens(self._wanted())
        app.setStyle("Fusion")
        app.setFont(self.font("body"))
        self._apply()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def tokens(self) -> Tokens:
        """The colours that hold now."""
        return self._tokens

    @property
    def mode(self) -> ThemeMode:
        """What the user chose."""
        return self._mode

    def set_mode(self, mode: ThemeMode) -> None:
        """Switch at run time; everything repaints."""
        self._mode = mode
        # Also colours the window frame on Windows and macOS.
        QGuiApplication.styleHints().setColorScheme(_NATIVE[mode])
        self._update()

    def color(self, name: str) -> QColor:
        """Return the token *name* as a colour."""
        return QColor(self._tokens.color(name))

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Return ink and wash of *tone*."""
        ink, wash = self._tokens.tone(tone)
        return QColor(ink), QColor(wash)

    def font(self, role: FontRole) -> QFont:
        """Return the font of *role*."""
        return make_font(role, self._families)

    def icon(self, name: str, color: str = "text2", *, gap: int = 0) -> QIcon:
        """Return the icon *name* drawn in the token *color*, *gap* pixels free at its right.

        For a widget that keeps the icon use ``icons.set_icon``: it recolours by itself.
        """
        return self._icons.icon(name, self._tokens.color(color), self._tokens.text3, gap)

    @property
    def hairline(self) -> int:
        """Width of the one border, in pixels."""
        return 2 if self._tokens.name == "high_contrast" else 1

    @property
    def animated(self) -> bool:
        """Whether the desktop wants motion at all."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        return self._app.style().styleHint(hint) > 0

    def _wanted(self) -> ThemeName:
        if self._mode is ThemeMode.HIGH_CONTRAST:
            return "high_contrast"
        dark = self._mode is ThemeMode.DARK
        if self._mode is ThemeMode.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        self._update()

    def _update(self) -> None:
        wanted = self._wanted()
        if wanted == self._tokens.name:
            return
        self._tokens = load_tokens(wanted)
        self._apply()
        self.changed.emit()

    def _apply(self) -> None:
        self._app.setPalette(make_palette(self._tokens))
        self._app.setStyleSheet(make_sheet(self._tokens))
