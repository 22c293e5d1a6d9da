"""A pill that can be pressed: it leads somewhere, and may be taken away."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets.labels import mark_data

_PAD_X = 9
_PAD_Y = 3
_CROSS = 16
#: Longer texts end in … with the whole in the tooltip.
WIDEST = 260


class Chip(QAbstractButton):
    """A cited record, a person, a file: pressing leads there, the cross takes it away.

    Signals:
        clicked: go there (also by Enter and the space bar).
        removed: take it away (the cross, or Delete).
    """

    removed = Signal()

    def __init__(
        self,
        theme: Theme,
        text: str,
        tone: Tone = "accent",
        *,
        removable: bool = False,
        tip: str = "",
        widest: int = WIDEST,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._tone: Tone = tone
        self._removable = removable
        self._tip = tip
        self._widest = widest
        self._elide = elide
        self._over_cross = False
        self.setFont(theme.font("caption"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        mark_data(self)
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip("\n".join(part for part in (text, tip) if part))
        words = [tip, self.tr("按 Delete 移除") if removable else ""]
        self.setAccessibleDescription(self.tr("，").join(word for word in words if word))

    @property
    def tone(self) -> Tone:
        """The tone it is drawn in."""
        return self._tone

    def sizeHint(self) -> QSize:
        """Room for the text, up to the widest it may be."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + 2 * _PAD_X
        if self._removable:
            width += _CROSS
        return QSize(min(width, self._widest), metrics.height() + 2 * _PAD_Y)

    def minimumSizeHint(self) -> QSize:
        """Room for a few characters."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 72), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw field, words and cross."""
        theme = self._theme
        ink, wash = theme.tone(self._tone)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        bordered = self.hasFocus() or theme.tokens.name == "high_contrast"
        painter.setPen(QPen(ink, 1) if bordered else Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        radius = min(rect.height() / 2, 11.0)
        painter.drawRoundedRect(rect, radius, radius)
        painter.setPen(ink)
        painter.setFont(self.font())
        room = self.rect().adjusted(_PAD_X, 0, -_PAD_X, 0)
        if self._removable:
            room.adjust(0, 0, -_CROSS + 2, 0)
        metrics = self.fontMetrics()
        # Qt's own eliding wants some pixels more than the text is wide.
        fits = metrics.horizontalAdvance(self.text()) <= room.width() + 1
        shown = self.text()
        if not fits:
            shown = metrics.elidedText(self.text(), self._elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self._removable:
            self._paint_cross(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads there, Delete takes it away."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        if self._removable and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the cross under the pointer."""
        over = self._removable and self._cross().contains(event.position().toPoint())
        if over != self._over_cross:
            self._over_cross = over
            self.update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take it away at the cross, else lead there."""
        place = event.position().toPoint()
        if self._removable and self._cross().contains(place) and self.isDown():
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS - 5, 0, _CROSS + 5, self.height())

    def _paint_cross(self, painter: QPainter) -> None:
        ink, _wash = self._theme.tone(self._tone)
        box = self._cross()
        middle = QRectF(box).center()
        if not self._over_cross:
            ink.setAlphaF(0.65)
        painter.setPen(QPen(ink, 1.4))
        for step in (1, -1):
            painter.drawLine(
                int(middle.x() - 3), int(middle.y() - 3 * step),
                int(middle.x() + 3), int(middle.y() + 3 * step),
            )  # fmt: skip
