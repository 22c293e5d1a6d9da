"""A word in a rounded field: a state, a class, a count."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets.labels import mark_data

_PAD_X = 9
_PAD_Y = 2


class Pill(QLabel):
    """One word with ink and wash of a tone.

    The word says it all; the colour only helps to find it.
    """

    def __init__(
        self, theme: Theme, text: str = "", tone: Tone = "neutral", *, data: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tone: Tone = tone
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font("caption"))
        self.setProperty("type", "caption")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if data:
            mark_data(self)
        self.setText(text)

    def set_state(self, text: str, tone: Tone) -> None:
        """Show *text* in *tone*."""
        self._tone = tone
        self.setText(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the word and its field."""
        metrics = self.fontMetrics()
        return QSize(
            metrics.horizontalAdvance(self.text()) + 2 * _PAD_X, metrics.height() + 2 * _PAD_Y
        )

    def minimumSizeHint(self) -> QSize:
        """Let nobody cut a pill."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw field and word."""
        ink, wash = self._theme.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self._theme.tokens.name == "high_contrast":
            painter.setPen(ink)
            rect.adjust(0.5, 0.5, -0.5, -0.5)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        radius = min(rect.height() / 2, 10.0)
        painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(ink)
        painter.setFont(self.font())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
