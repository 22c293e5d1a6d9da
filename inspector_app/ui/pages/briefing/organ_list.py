"""The organs asked, one row each: how far, in sign, colour and words."""

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
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
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
_LINE = Qt.ItemDataRole.UserRole
_PAD = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class OrganLine:
    """One organ: ``key`` is its briefing's id, or its kind where nothing is recorded yet."""

    key: str
    title: str
    standing: str
    sign: str
    tone: Tone
    mark: str = ""


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[OrganLine, ...] = ()

    def show(self, lines: Sequence[OrganLine]) -> None:
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
            return " · ".join(part for part in (line.title, line.mark, line.standing) if part)
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        body = QFontMetrics(self._theme.font("body")).height()
        caption = QFontMetrics(self._theme.font("caption")).height()
        return QSize(140, body + caption + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: OrganLine = index.data(_LINE)
        theme = self._theme
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(0, 1, 0, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(theme.color("accentw"))
            painter.drawRoundedRect(rect, 6, 6)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = theme.color("text2") if line.tone == "neutral" else theme.tone(line.tone)[0]
        inner = rect.adjusted(8, _PAD - 1, -8, -_PAD + 1)
        painter.setFont(theme.font("strong"))
        painter.setPen(ink)
        flags = Qt.TextFlag.TextSingleLine
        painter.drawText(inner, flags, line.sign)
        ink = theme.color("mark" if line.tone == "mark" else "text2")
        mark_width = self._paint_mark(painter, inner, line.mark, ink)
        self._text(painter, inner.adjusted(24, 0, -mark_width, 0), line.title, "body", "text")
        below = inner.adjusted(24, QFontMetrics(theme.font("body")).height(), 0, 0)
        color = "text2" if line.tone in {"neutral", "ok", "accent"} else line.tone
        self._text(painter, below, line.standing, "caption", color)
        painter.restore()

    def _paint_mark(self, painter: QPainter, rect: QRectF, mark: str, ink: QColor) -> int:
        if not mark:
            return 0
        painter.setFont(self._theme.font("caption"))
        painter.setPen(ink)
        width = painter.fontMetrics().horizontalAdvance(mark) + 8
        box = QRectF(rect.right() - width, rect.top(), width, painter.fontMetrics().height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight, mark)
        return width

    def _text(self, painter: QPainter, rect: QRectF, text: str, role: str, color: str) -> None:
        font = self._theme.font("body" if role == "body" else "caption")
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.TextFlag.TextSingleLine, shown)


class OrganList(QListView):
    """The organs. With *choosing*, the current one stays marked.

    Signals:
        chosen (str): the key of the line now current; only when *choosing*.
        opened (str): clicked, or Enter.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, *, name: str, choosing: bool) -> None:
        super().__init__()
        self._model = _Model()
        self._delegate = _Delegate(theme)
        self._choosing = choosing
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.SingleSelection if choosing else modes.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "plain")
        mark_data(self)
        self.clicked.connect(self._on_clicked)
        if choosing:
            self.selectionModel().currentChanged.connect(self._on_current)
        theme.changed.connect(self.viewport().update)

    @property
    def lines(self) -> tuple[OrganLine, ...]:
        """What is listed."""
        return self._model.lines

    @property
    def current_key(self) -> str:
        """The key of the current line, empty for none."""
        index = self.currentIndex()
        return self._model.lines[index.row()].key if index.isValid() else ""

    def set_lines(self, lines: Sequence[OrganLine]) -> None:
        """List *lines*; the current one is kept by key."""
        if tuple(lines) == self._model.lines:
            return
        key = self.current_key
        model = self.selectionModel()
        model.blockSignals(True)
        self._model.show(lines)
        if key:
            self.set_current(key)
        model.blockSignals(False)
        self.updateGeometry()
        self.viewport().update()

    def set_current(self, key: str) -> bool:
        """Make the line *key* current; returns whether it is there."""
        for row, line in enumerate(self._model.lines):
            if line.key == key:
                self.setCurrentIndex(self._model.index(row, 0))
                return True
        return False

    def sizeHint(self) -> QSize:
        """Room for all lines."""
        row = self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        return QSize(220, row * max(1, len(self._model.lines)) + 2)

    def minimumSizeHint(self) -> QSize:
        """Room for two lines."""
        row = self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        return QSize(160, min(2, max(1, len(self._model.lines))) * row + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in _ENTER:
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.lines[index.row()].key)

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._model.lines[current.row()].key)
