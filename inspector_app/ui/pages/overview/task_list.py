"""The open tasks of verification: a box to tick at the left, the rest of a line jumps."""

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
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import mark_data

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_BOX = 14
_LEFT = 26
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task: its id, what to verify, whose it is and till when."""

    id: str
    title: str
    note: str
    overdue: bool = False


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[TaskLine, ...] = ()

    def show(self, lines: Sequence[TaskLine]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == _LINE:
            return line
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{line.title} · {line.note}" if line.note else line.title
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(140, QFontMetrics(self._theme.font("body")).height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: TaskLine = index.data(_LINE)
        theme = self._theme
        state: QStyle.StateFlag = option.state
        hot = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hot or focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 4, 4)
        if focused:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        box = QRectF(rect.left() + 5, rect.center().y() - _BOX / 2, _BOX, _BOX)
        painter.setPen(QPen(theme.color("text3"), 1.2))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(box, 3, 3)
        inner = rect.adjusted(_LEFT, 0, -6, 0)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("warn" if line.overdue else "text2"))
        note_width = min(inner.width() * 0.5, painter.fontMetrics().horizontalAdvance(line.note))
        middle = Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight
        note = QRectF(inner.right() - note_width, inner.top(), note_width, inner.height())
        painter.drawText(note, middle | right, line.note)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        room = inner.adjusted(0, 0, -note_width - 12, 0)
        shown = painter.fontMetrics().elidedText(
            line.title, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, middle, shown)
        painter.restore()


class TaskList(QListView):
    """Tasks. Enter or a click leads to what a task is about; Space or the box finishes it.

    Signals:
        opened (str): show what the task is about.
        finished (str): the task is done.
    """

    opened = Signal(str)
    finished = Signal(str)

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._model = _Model()
        self._delegate = _Delegate(theme)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "plain")
        mark_data(self)
        theme.changed.connect(self.viewport().update)

    @property
    def lines(self) -> tuple[TaskLine, ...]:
        """What is listed."""
        return self._model.lines

    def set_lines(self, lines: Sequence[TaskLine]) -> None:
        """List *lines*; the place in the list is kept."""
        if tuple(lines) == self._model.lines:
            return
        row = self.currentIndex().row()
        self._model.show(lines)
        if row >= 0 and lines:
            self.setCurrentIndex(self._model.index(min(row, len(lines) - 1), 0))

    def minimumSizeHint(self) -> QSize:
        """Room for two tasks."""
        return QSize(160, 62)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads there, Space finishes."""
        index = self.currentIndex()
        if index.isValid() and event.key() in _ENTER:
            self.opened.emit(self._model.lines[index.row()].id)
        elif index.isValid() and event.key() == Qt.Key.Key_Space:
            self.finished.emit(self._model.lines[index.row()].id)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Finish at the box, else lead there."""
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        index = self.indexAt(place)
        if not index.isValid() or event.button() != Qt.MouseButton.LeftButton:
            return
        task = self._model.lines[index.row()].id
        (self.finished if place.x() < _LEFT else self.opened).emit(task)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.lines:
            self.setCurrentIndex(self._model.index(0, 0))
