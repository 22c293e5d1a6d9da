"""What the rows of a form stand on: sheets and cards, painted."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from inspector_app.ui.forms.places import Places
from inspector_app.ui.forms.rows import FrameKind
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import RADIUS_CARD

_RADIUS_INNER = 8


class Canvas(QWidget):
    """Paints the frames of sheets and cards; the rows' widgets are its children."""

    def __init__(self, theme: Theme, places: Places) -> None:
        super().__init__()
        self._theme = theme
        self._places = places
        self.setAutoFillBackground(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frames that can be seen."""
        theme, exposed = self._theme, event.rect()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("line"), theme.hairline))
        for frame, box in self._places.frames(exposed.top(), exposed.bottom()):
            card = frame.kind is FrameKind.CARD
            radius = _RADIUS_INNER if card else RADIUS_CARD
            painter.setBrush(theme.color("surface2" if card else "surface"))
            painter.drawRoundedRect(QRectF(*box).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
