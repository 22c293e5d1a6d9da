"""One option of a choice: a mark and words that wrap."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from inspector_app.ui.forms.editors.base import FOCUS
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.labels import mark_data

_MARK = 16
_GAP = 8
_PAD_X = 8
_PAD_Y = 5
#: Options are no wider than this when they stand side by side.
_WIDEST = 360
_WRAP = Qt.TextFlag.TextWordWrap


class OptionButton(QAbstractButton):
    """A round mark (one of them) or a square one (several), words beside or below it.

    The list it stands in decides what a press means, and moves the focus; ``digit`` is drawn
    while the list takes digits (0 for none).

    Signals:
        key_pressed (QKeyEvent): a key for the list.
    """

    key_pressed = Signal(object)

    def __init__(self, theme: Theme, *, several: bool, below: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._several = several
        self._below = below
        self._bare = False
        self._locked = False
        self.digit = 0
        self.setCheckable(True)
        # For screen readers: exclusive is a radio button, else a tick box.
        self.setAutoExclusive(not several)
        self.setFocusPolicy(FOCUS)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        mark_data(self)

    def set_words(self, words: str, *, bare: bool = False) -> None:
        """Show *words*; *bare* only tells them to screen readers."""
        self._bare = bare
        if self.text() != words:
            self.setText(words)
            self.setAccessibleName(words)
            self.setToolTip(words if bare else "")
            self.updateGeometry()

    def set_locked(self, *, locked: bool) -> None:
        """Let it be looked at only. Unlike a disabled one it stays legible and reachable."""
        if self._locked != locked:
            self._locked = locked
            self.update()

    def tick(self, *, on: bool) -> None:
        """Show it chosen or not, whatever the others are."""
        if self.isChecked() == on:
            return
        exclusive = self.autoExclusive()
        self.setAutoExclusive(False)
        self.setChecked(on)
        self.setAutoExclusive(exclusive)

    def nextCheckState(self) -> None:
        """Leave it to the list: what is chosen follows from the answer that is kept."""

    def hasHeightForWidth(self) -> bool:
        """Say that narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height its words need at *width*."""
        if self._bare or not self.text():
            return _MARK + 2 * _PAD_Y
        if self._below:
            words = self._words_height(width - 8)
            return _MARK + 4 + words + 2 * _PAD_Y
        words = self._words_height(width - _MARK - _GAP - 2 * _PAD_X)
        return max(_MARK, words) + 2 * _PAD_Y

    def sizeHint(self) -> QSize:
        """Room for the words in one line, up to the widest it may be."""
        metrics = self.fontMetrics()
        words = 0 if self._bare else metrics.horizontalAdvance(self.text())
        if self._below:
            width = min(max(words + 8, 56), 120)
        else:
            width = _MARK + 2 * _PAD_X + (_GAP + words + 2 if words else 0)
        width = min(width, _WIDEST)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Room for the mark and a few characters."""
        few = 0 if self._bare else self.fontMetrics().horizontalAdvance("国国国")
        width = few + 8 if self._below else _MARK + 2 * _PAD_X + (few + _GAP if few else 0)
        return QSize(max(width, _MARK + 2 * _PAD_X), _MARK + 2 * _PAD_Y)

    def _words_height(self, width: int) -> int:
        room = QRect(0, 0, max(20, width), 10_000)
        return self.fontMetrics().boundingRect(room, _WRAP, self.text()).height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give keys to the list; it ignores those it has no use for."""
        event.ignore()
        self.key_pressed.emit(event)
        if not event.isAccepted() and event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, mark, words, and the digit that chooses it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        mark = self._mark_rect()
        self._paint_mark(painter, mark)
        if not self._bare and self.text():
            painter.setPen(self._theme.color("text"))
            painter.setFont(self.font())
            painter.drawText(self._words_rect(mark), self._alignment() | _WRAP, self.text())
        if self.digit and not self._below:
            painter.setPen(self._theme.color("text3"))
            painter.setFont(self._theme.font("badge"))
            room = self.rect().adjusted(0, 0, -4, 0)
            if room.width() - self.sizeHint().width() > -2:
                painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                                 str(self.digit))  # fmt: skip

    def _alignment(self) -> Qt.AlignmentFlag:
        flags = Qt.AlignmentFlag
        return flags.AlignTop | (flags.AlignHCenter if self._below else flags.AlignLeft)

    def _mark_rect(self) -> QRectF:
        if self._below:
            return QRectF((self.width() - _MARK) / 2, _PAD_Y, _MARK, _MARK)
        if self._bare:
            return QRectF((self.width() - _MARK) / 2, (self.height() - _MARK) / 2, _MARK, _MARK)
        line = self.fontMetrics().height()
        top = _PAD_Y + max(0.0, (line - _MARK) / 2)
        return QRectF(_PAD_X, top, _MARK, _MARK)

    def _words_rect(self, mark: QRectF) -> QRect:
        if self._below:
            top = int(mark.bottom()) + 4
            return QRect(4, top, self.width() - 8, self.height() - top)
        left = int(mark.right()) + _GAP
        top = _PAD_Y + max(0, (_MARK - self.fontMetrics().height()) // 2)
        return QRect(left, top, self.width() - left - _PAD_X, self.height() - top)

    def _paint_ground(self, painter: QPainter) -> None:
        theme = self._theme
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = None
        if self.isChecked():
            ground = theme.color("accentw")
        elif self.underMouse() and not self._locked:
            ground = theme.color("hover")
        edge = theme.color("accent") if self.hasFocus() else None
        if ground is None and edge is None:
            return
        width = theme.hairline if edge is not None else 0
        painter.setPen(QPen(edge, width) if edge is not None else Qt.PenStyle.NoPen)
        painter.setBrush(ground if ground is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 6, 6)

    def _paint_mark(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        ink = theme.color("text3" if self._locked else "accent")
        inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        if not self.isChecked():
            painter.setPen(QPen(theme.color("text3"), 1.2))
            painter.setBrush(theme.color("surface2" if self._locked else "surface"))
        else:
            painter.setPen(QPen(ink, 1.2))
            painter.setBrush(ink)
        if self._several:
            painter.drawRoundedRect(inner, 4, 4)
        else:
            painter.drawEllipse(inner)
        if not self.isChecked():
            return
        sign = theme.color("on_accent" if not self._locked else "surface")
        if not self._several:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(sign)
            painter.drawEllipse(rect.center(), 3.2, 3.2)
            return
        painter.setPen(QPen(sign, 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        x, y = rect.left(), rect.top()
        painter.drawPolyline(
            [QPointF(x + 4, y + 8.2), QPointF(x + 7, y + 11), QPointF(x + 12, y + 5.4)]
        )
