"""The list of working papers: number, title, state, who, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets import mark_data

_Index = QModelIndex | QPersistentModelIndex
_ROW = Qt.ItemDataRole.UserRole
_HEIGHT = 74
_PAD = 10


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One working paper as the list shows it; ``missing`` and ``number_one`` are words."""

    id: str
    number: str
    title: str
    state: str
    tone: Tone
    caption: str
    missing: str = ""
    number_one: str = ""


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[PaperLine, ...] = ()

    def set_lines(self, lines: Sequence[PaperLine]) -> None:
        fresh = tuple(lines)
        if [one.id for one in fresh] == [one.id for one in self.lines]:
            before, self.lines = self.lines, fresh
            for row, (old, new) in enumerate(zip(before, fresh, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, 0))
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{line.number} {line.title}"
        if role == _ROW:
            return line
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            parts = (line.number, line.title, line.state, line.caption, line.number_one)
            return " · ".join(part for part in (*parts, line.missing) if part)
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a paper in three lines: number and state, title, caption."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(120, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: PaperLine = index.data(_ROW)
        theme = self._theme
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = rect.adjusted(0, 1, 0, -2)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accentw" if selected else "hover"))
            painter.drawRoundedRect(box, 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setPen(QPen(theme.color("line"), theme.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        room = box.adjusted(_PAD, 7, -_PAD, -6)
        pill = self._paint_pill(painter, room, line)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("accent" if selected else "text"))
        self._line(painter, room.adjusted(0, 0, -pill - 8, 0), line.number)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        self._line(painter, room.adjusted(0, 21, 0, 0), line.title)
        self._paint_caption(painter, room.adjusted(0, 43, 0, 0), line)
        painter.restore()

    def _paint_pill(self, painter: QPainter, room: QRectF, line: PaperLine) -> float:
        ink, wash = self._theme.tone(line.tone)
        painter.setFont(self._theme.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(line.state) + 16
        pill = QRectF(room.right() - width, room.top(), width, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(ink)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, line.state)
        return width

    def _paint_caption(self, painter: QPainter, room: QRectF, line: PaperLine) -> None:
        painter.setFont(self._theme.font("caption"))
        left = room.left()
        for words in (line.number_one, line.missing):
            if words:
                painter.setPen(self._theme.color("mark"))
                width = painter.fontMetrics().horizontalAdvance(words)
                painter.drawText(
                    QRectF(left, room.top(), width + 2, room.height()),
                    Qt.TextFlag.TextSingleLine,
                    words,
                )
                left += width + 10
        painter.setPen(self._theme.color("text2"))
        self._line(
            painter, QRectF(left, room.top(), room.right() - left, room.height()), line.caption
        )

    def _line(self, painter: QPainter, room: QRectF, text: str) -> None:
        metrics: QFontMetrics = painter.fontMetrics()
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.TextFlag.TextSingleLine, shown)


class PaperListView(QListView):
    """The list.

    Signals:
        chosen (str): this paper is to be shown.
        entered: Enter: on to the paper itself.
    """

    chosen = Signal(str)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = _Model()
        self._quiet = False
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(theme, self))
        self.setProperty("role", "plain")
        self.setAccessibleName(self.tr("底稿列表"))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mark_data(self)
        self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.viewport().update)

    @property
    def lines(self) -> tuple[PaperLine, ...]:
        """What is listed."""
        return self._lines.lines

    def set_lines(self, lines: Sequence[PaperLine], current: str) -> None:
        """List *lines*; *current* is marked without telling."""
        self._quiet = True
        self._lines.set_lines(lines)
        row = next((r for r, one in enumerate(self._lines.lines) if one.id == current), -1)
        if row != self.currentIndex().row():
            self.setCurrentIndex(self._lines.index(row, 0) if row >= 0 else QModelIndex())
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the paper by Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            self.chosen.emit(self._lines.lines[current.row()].id)
