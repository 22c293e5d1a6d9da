"""Draws the lines of a talk record: label, text, marks behind it, time at the edge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.ui.pages.talk.line_text import (
    LINE_HEIGHT,
    PAD,
    Measure,
    flow,
    measure,
)
from inspector_app.ui.pages.talk.lines import Line, Mark
from inspector_app.ui.pages.talk.record_model import RecordModel
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S5

_Index = QModelIndex | QPersistentModelIndex

#: Free space at the left and right of the record; the column of times lies in the right one.
SIDE = 28
TIME_WIDTH = 44
_MARK_GAP = 12
_MARK_HEIGHT = 22
_NOTE_HEIGHT = 20
#: Room for the labels, or the names of speakers, at most.
_GUTTER_MOST = 120
_SPOKEN = frozenset({ParagraphKind.QUESTION, ParagraphKind.ANSWER})


@dataclass(frozen=True, slots=True)
class _Kept:
    text: str
    width: int
    measure: Measure


def _struck(font: QFont) -> QFont:
    """Return *font* struck through."""
    crossed = QFont(font)
    crossed.setStrikeOut(True)
    return crossed


class LinePainter(QStyledItemDelegate):
    """Measures and draws lines; ``typed_measure`` gives the size of the one being typed."""

    def __init__(self, theme: Theme, model: RecordModel, hint: str, colon: str) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self._hint = hint
        self._colon = colon
        self._kept: dict[str, _Kept] = {}
        self._font = theme.font("record")
        self.gutter = self._gutter()
        self.width = 400
        self.typed_id = ""
        self.typed_measure: Callable[[], Measure] = lambda: Measure(LINE_HEIGHT, 0, 0)

    def _gutter(self) -> int:
        metrics = QFontMetricsF(self._label_font())
        words = [*self._model.labels.values(), *(one.name for one in self._model.speakers)]
        widest = max(metrics.horizontalAdvance(f"{word}{self._colon}") for word in words)
        return min(_GUTTER_MOST, round(widest) + 2)

    def _label_font(self) -> QFont:
        font = self._theme.font("record")
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @property
    def text_width(self) -> int:
        """Room for the text of a line."""
        return max(80, self.width - 2 * SIDE - self.gutter - TIME_WIDTH)

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height a line needs, its marks included."""
        line = self._model.lines[index.row()]
        size = self.measured(line)
        marks = self._model.marks.get(line.id, ())
        extra = 0 if self._marks_fit(size, marks) else _MARK_HEIGHT
        extra += self._amendment_height(line)
        return QSize(self.width, round(size.height) + 2 * PAD + extra)

    def measured(self, line: Line) -> Measure:
        """Return the size of a line's text."""
        if line.id == self.typed_id:
            return self.typed_measure()
        width = self.text_width
        kept = self._kept.get(line.id)
        if kept is None or kept.text != line.text or kept.width != width:
            kept = _Kept(line.text, width, measure(flow(line.text, self._font, width)))
            self._kept[line.id] = kept
        return kept.measure

    def forget(self) -> None:
        """Measure everything anew."""
        self._kept.clear()
        self._font = self._theme.font("record")
        self.gutter = self._gutter()

    def text_rect(self, row: QRect) -> QRectF:
        """Return where the text of a line stands in its row."""
        left = row.left() + SIDE + self.gutter
        return QRectF(left, row.top() + PAD, self.text_width, row.height() - 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a line; of the one being typed everything but its text."""
        line = self._model.lines[index.row()]
        row: QRect = option.rect
        box = self.text_rect(row)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter, row, line, option)
        self._draw_label(painter, row, box, line)
        size = self.measured(line)
        if line.id != self.typed_id:
            self._draw_text(painter, box, line)
        self._draw_marks(painter, box, size, self._model.marks.get(line.id, ()))
        self._draw_amendment(painter, box, line)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, row: QRect, line: Line, option: QStyleOptionViewItem
    ) -> None:
        inner = QRectF(row).adjusted(SIDE - 10, 1, -SIDE + 10, -1)
        if line.id in self._model.chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accentw"))
            painter.drawRoundedRect(inner, 4, 4)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if line.id == self.typed_id or focused:
            bar = QRectF(inner.left() - 6, inner.top() + 3, 3, inner.height() - 6)
            painter.fillRect(bar, self._theme.color("accent"))

    def _draw_label(self, painter: QPainter, row: QRect, box: QRectF, line: Line) -> None:
        theme = self._theme
        painter.setFont(self._label_font())
        painter.setPen(theme.color("text" if line.kind in _SPOKEN else "text2"))
        foot = box.top() + LINE_HEIGHT - painter.fontMetrics().descent()
        label = f"{self._model.label(line)}{self._colon}"
        shown = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, self.gutter)
        painter.drawText(QPointF(row.left() + SIDE, foot), shown)
        if line.said_at and line.kind is not ParagraphKind.ANSWER and line.text:
            painter.setFont(theme.font("badge"))
            painter.setPen(theme.color("text2"))
            width = painter.fontMetrics().horizontalAdvance(line.said_at)
            painter.drawText(QPointF(box.right() + TIME_WIDTH - width, foot), line.said_at)

    def _draw_text(self, painter: QPainter, box: QRectF, line: Line) -> None:
        theme = self._theme
        if not line.text:
            painter.setFont(theme.font("record"))
            painter.setPen(theme.color("text3"))
            first = QRectF(box.left(), box.top(), box.width(), LINE_HEIGHT)
            metrics = painter.fontMetrics()
            hint = metrics.elidedText(self._hint, Qt.TextElideMode.ElideRight, int(first.width()))
            painter.drawText(first, Qt.AlignmentFlag.AlignVCenter, hint)
            return
        painter.setPen(theme.color("text" if line.kind in _SPOKEN else "text2"))
        if line.removed:
            painter.setPen(theme.color("text2"))
        font = _struck(self._font) if line.removed else self._font
        flow(line.text, font, self.text_width).draw(painter, box.topLeft())

    # --- what was changed since the read-back -------------------------------------------

    def _old_words(self, line: Line) -> str:
        """Return the words that were read back, where others stand now."""
        amended = self._model.amendments.get(line.id)
        return amended.before if amended is not None and not line.removed else ""

    def _amendment_height(self, line: Line) -> int:
        if line.id not in self._model.amendments:
            return 0
        old = self._old_words(line)
        height = measure(flow(old, self._font, self.text_width)).height if old else 0
        return round(height) + _NOTE_HEIGHT

    def _draw_amendment(self, painter: QPainter, box: QRectF, line: Line) -> None:
        amended = self._model.amendments.get(line.id)
        if amended is None:
            return
        theme, old = self._theme, self._old_words(line)
        top = box.bottom() - self._amendment_height(line)
        if old:
            layout = flow(old, _struck(self._font), self.text_width)
            painter.setPen(theme.color("text2"))
            layout.draw(painter, QPointF(box.left(), top))
            top += measure(layout).height
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("warn"))
        place = QRectF(box.left(), top, box.width(), _NOTE_HEIGHT)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, f"✎ {amended.note}")

    # --- marks ---------------------------------------------------------------------

    def _marks_width(self, marks: Sequence[Mark]) -> float:
        metrics = QFontMetricsF(self._theme.font("caption"))
        return sum(metrics.horizontalAdvance(mark.text) + _MARK_GAP for mark in marks)

    def _marks_fit(self, size: Measure, marks: Sequence[Mark]) -> bool:
        return not marks or size.last_right + self._marks_width(marks) <= self.text_width

    def _draw_marks(
        self, painter: QPainter, box: QRectF, size: Measure, marks: Sequence[Mark]
    ) -> None:
        theme = self._theme
        fit = self._marks_fit(size, marks)
        left = box.left() + size.last_right + _MARK_GAP if fit else box.left()
        top = box.top() + (size.last_top if fit else size.height)
        height = LINE_HEIGHT if fit else _MARK_HEIGHT
        painter.setFont(theme.font("caption"))
        metrics = QFontMetricsF(theme.font("caption"))
        for mark in marks:
            room = box.right() - left
            if room < S5:
                return
            text = metrics.elidedText(mark.text, Qt.TextElideMode.ElideRight, room)
            painter.setPen(theme.tone(mark.tone)[0])
            place = QRectF(left, top, room, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
            left += metrics.horizontalAdvance(text) + _MARK_GAP

    def mark_at(self, row: QRect, line: Line, point: QPointF) -> Mark | None:
        """Return the mark at *point* of the view."""
        marks = self._model.marks.get(line.id, ())
        size, box = self.measured(line), self.text_rect(row)
        fit = self._marks_fit(size, marks)
        left = box.left() + size.last_right + _MARK_GAP if fit else box.left()
        top = box.top() + (size.last_top if fit else size.height)
        metrics = QFontMetricsF(self._theme.font("caption"))
        for mark in marks:
            width = metrics.horizontalAdvance(mark.text)
            place = QRectF(left, top, width, LINE_HEIGHT if fit else _MARK_HEIGHT)
            if place.contains(point):
                return mark
            left += width + _MARK_GAP
        return None
