"""How far something is: a thin bar, or one that runs while the end is unknown."""

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_app.ui.theme import Theme, Tone

_HEIGHT = 6
_STEP = 0.02


class Bar(QWidget):
    """A bar from 0 to 1. ``set_busy`` makes it run without a value."""

    def __init__(self, theme: Theme, *, tone: Tone = "accent") -> None:
        super().__init__()
        self._theme = theme
        self._tone: Tone = tone
        self._value = 0.0
        self._phase = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(30)
        self._timer.timeout.connect(self._on_tick)
        self._busy = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def value(self) -> float:
        """The share done, 0 to 1."""
        return self._value

    def set_value(self, value: float, tone: Tone | None = None) -> None:
        """Show *value* (clipped to 0…1) in *tone* if given."""
        self._value = min(1.0, max(0.0, value))
        if tone is not None:
            self._tone = tone
        self.set_busy(busy=False)
        self.setAccessibleDescription(f"{self._value:.0%}")
        self.update()

    def set_busy(self, *, busy: bool) -> None:
        """Run without a value until told otherwise; stands still if motion is unwanted."""
        self._busy = busy
        if busy and self._theme.animated:
            self._timer.start()
        else:
            self._timer.stop()
        self.update()

    def sizeHint(self) -> QSize:
        """Thin and as wide as there is room."""
        return QSize(80, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Thin, of some width."""
        return QSize(24, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw track and value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("track"))
        top = (self.height() - _HEIGHT) / 2
        width = float(self.width())
        painter.drawRoundedRect(QRectF(0, top, width, _HEIGHT), 3, 3)
        ink, _wash = self._theme.tone(self._tone)
        painter.setBrush(ink)
        if self._busy:
            part = width * 0.3
            painter.setClipRect(self.rect())
            start = self._phase * (width + part) - part if self._timer.isActive() else 0.0
            painter.drawRoundedRect(QRectF(start, top, part, _HEIGHT), 3, 3)
        elif self._value > 0:
            painter.drawRoundedRect(QRectF(0, top, max(6.0, width * self._value), _HEIGHT), 3, 3)

    def _on_tick(self) -> None:
        self._phase = (self._phase + _STEP) % 1.0
        self.update()
