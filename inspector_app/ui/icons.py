"""Line icons: one family of 16 px drawings, recoloured from tokens.

The files in ``resources/icons`` draw with ``currentColor``; here the colour is put in and
the drawing rendered at the sizes screens ask for.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QPushButton

from inspector_app.system.resources import resources

if TYPE_CHECKING:
    from inspector_app.ui.theme.theme import Theme

#: 16 px (18 in the rail, 40 in empty states) at scales of 100 to 300 %.
_SIZES = (16, 18, 20, 24, 27, 32, 36, 40, 48, 80)
#: Free space at the right of an icon that stands before words, for each 16 px.
GAP = 6
_SIDE = 16


def icon_names() -> tuple[str, ...]:
    """Return the names of all icons."""
    return tuple(sorted(path.stem for path in (resources() / "icons").glob("*.svg")))


class Icons:
    """Renders icons and remembers them by name and colour."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}
        self._icons: dict[tuple[str, str, str, int], QIcon] = {}

    def icon(self, name: str, color: str, disabled: str, gap: int = 0) -> QIcon:
        """Return icon *name* in *color*, its disabled state in *disabled*.

        *gap* adds free space at the right (style sheets know no spacing of icons).

        Raises ``FileNotFoundError`` for a name that is not drawn.
        """
        key = (name, color, disabled, gap)
        if key not in self._icons:
            icon = QIcon()
            for mode, ink in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, disabled)):
                for pixmap in self._pixmaps(name, ink, gap):
                    icon.addPixmap(pixmap, mode)
            self._icons[key] = icon
        return self._icons[key]

    def _pixmaps(self, name: str, color: str, gap: int) -> list[QPixmap]:
        if name not in self._sources:
            path = resources() / "icons" / f"{name}.svg"
            self._sources[name] = path.read_text(encoding="utf-8")
        drawing = self._sources[name].replace("currentColor", color)
        renderer = QSvgRenderer(QByteArray(drawing.encode()))
        pixmaps = []
        for size in _SIZES:
            pixmap = QPixmap(size + size * gap // 16, size)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter, QRectF(0, 0, size, size))
            painter.end()
            pixmaps.append(pixmap)
        return pixmaps


class _Binding(QObject):
    """Child of the widget or action it serves: goes with it, leaving no stale connection."""

    def __init__(
        self, target: QAbstractButton | QAction, theme: "Theme", name: str, color: str
    ) -> None:
        super().__init__(target)
        self.setObjectName("icon-binding")
        self._target = target
        self._theme = theme
        self._name = name
        self._color = color
        theme.changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        words = isinstance(self._target, QPushButton) and bool(self._target.text())
        gap = GAP if words else 0
        if isinstance(self._target, QAbstractButton):
            self._target.setIconSize(QSize(_SIDE + gap, _SIDE))
        self._target.setIcon(self._theme.icon(self._name, self._color, gap=gap))


def set_icon(
    target: QAbstractButton | QAction, theme: "Theme", name: str, color: str = "text2"
) -> None:
    """Give *target* the icon *name* and recolour it whenever the theme changes."""
    for old in target.findChildren(_Binding, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.setParent(None)
        old.deleteLater()
    _Binding(target, theme, name, color)
