"""How the calendar is drawn; it keeps no colour, so a change of theme is a repaint."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from inspector_app.ui.pages.talk.plan.calendar_frame import GUTTER, HEAD, Frame
from inspector_app.ui.pages.talk.plan.sheet import Block, clock
from inspector_app.ui.theme import Theme


class CalendarPaint:
    """Draws the parts of a calendar with the colours and fonts of a theme."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def ground(self, painter: QPainter, frame: Frame) -> None:
        """Draw hours and columns; what is no working hour is shaded."""
        theme, sheet = self._theme, frame.sheet
        right = frame.x(len(sheet.columns))
        off = theme.color("surface2")
        edges = [sheet.first, *(minute for span in sheet.hours for minute in span), sheet.last]
        for begins, ends in zip(edges[::2], edges[1::2], strict=True):
            top, bottom = frame.y(begins), frame.y(ends)
            painter.fillRect(QRectF(GUTTER, top, right - GUTTER, bottom - top), off)
        for number, column in enumerate(sheet.columns):
            if column.away:
                area = QRectF(frame.x(number), frame.y(sheet.first), frame.column_width, 1e4)
                painter.fillRect(area, theme.color("track"))
        painter.setFont(theme.font("caption"))
        for minute in range(-(-sheet.first // 60) * 60, sheet.last + 1, 60):
            y = frame.y(minute)
            painter.setPen(QPen(theme.color("line"), 1))
            painter.drawLine(QPointF(GUTTER, y), QPointF(right, y))
            painter.setPen(theme.color("text2"))
            label = QRectF(0, y - 9, GUTTER - 8, 18)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, flags, clock(minute))
        painter.setPen(QPen(theme.color("line"), 1))
        for number in range(len(sheet.columns) + 1):
            x = frame.x(number)
            painter.drawLine(QPointF(x, HEAD), QPointF(x, frame.height))

    def head(self, painter: QPainter, frame: Frame) -> None:
        """Draw the names of the columns, which do not scroll away."""
        theme, sheet = self._theme, frame.sheet
        painter.fillRect(QRectF(0, 0, frame.width, HEAD), theme.color("surface"))
        painter.setPen(QPen(theme.color("line"), theme.hairline))
        painter.drawLine(QPointF(0, HEAD - 1), QPointF(frame.width, HEAD - 1))
        for number, column in enumerate(sheet.columns):
            room = QRectF(frame.x(number) + 8, 0, frame.column_width - 16, HEAD - 2)
            if room.right() < GUTTER:
                continue
            painter.setFont(theme.font("body"))
            painter.setPen(theme.color("accent" if column.today else "text"))
            label = _elided(painter, column.label, room.width())
            note = column.away or column.note
            upper = room.adjusted(0, 3, 0, -HEAD / 2) if note else room
            painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, label)
            if note:
                painter.setFont(theme.font("caption"))
                painter.setPen(theme.color("warn" if column.away else "text2"))
                below = room.adjusted(0, HEAD / 2 - 2, 0, 0)
                shown = _elided(painter, note, room.width())
                painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, shown)

    def block(
        self,
        painter: QPainter,
        block: Block,
        rect: QRectF,
        *,
        faint: bool = False,
        focused: bool = False,
    ) -> None:
        """Draw a talk; *faint* while it is carried elsewhere."""
        theme = self._theme
        ink, wash = theme.tone(block.tone)
        painter.save()
        if faint:
            painter.setOpacity(0.35)
        painter.setPen(QPen(ink, theme.hairline))
        painter.setBrush(wash)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillRect(QRectF(rect.left() + 1, rect.top() + 3, 3, rect.height() - 6), ink)
        self._words(painter, block, rect.adjusted(9, 3, -4, -2))
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.restore()

    def _words(self, painter: QPainter, block: Block, room: QRectF) -> None:
        theme = self._theme
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        height = QFontMetrics(painter.font()).height()
        sign = "▲ " if block.clash else ""
        title = _elided(painter, f"{sign}{block.title}", room.width())
        painter.drawText(room, Qt.TextFlag.TextSingleLine, title)
        y = room.top() + height
        painter.setFont(theme.font("caption"))
        lower = QFontMetrics(painter.font()).height()
        lines = [f"{clock(block.starts)}–{clock(block.ends)}", *block.lines]
        if block.clash:
            lines.insert(0, block.clash)
        for number, line in enumerate(lines):
            if y + lower > room.bottom() + 2:
                break
            painter.setPen(theme.color("mark" if block.clash and not number else "text2"))
            painter.drawText(
                QRectF(room.left(), y, room.width(), lower),
                Qt.TextFlag.TextSingleLine,
                _elided(painter, line, room.width()),
            )
            y += lower

    def carried(self, painter: QPainter, rect: QRectF, words: str, *, clash: bool) -> None:
        """Draw a talk that is held over a place."""
        theme = self._theme
        ink, wash = theme.tone("mark" if clash else "accent")
        painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
        painter.setBrush(wash)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 4, 4)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        inner = rect.adjusted(9, 4, -6, -4)
        shown = _elided(painter, f"▲ {words}" if clash else words, inner.width())
        painter.drawText(inner, Qt.TextFlag.TextSingleLine, shown)


def _elided(painter: QPainter, text: str, width: float) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
