"""The items of the must-ask list as a plain list, with how many differences were found in each."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector_app.domain.must_ask import MustAskItem
from inspector_app.domain.vocabulary import Head
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import mark_data

_Index = QModelIndex | QPersistentModelIndex
_ROW = 30


class ItemsModel(QAbstractListModel):
    """The items, and by code how many differences are known."""

    def __init__(self, words: Words, items: Sequence[MustAskItem], differing: str) -> None:
        super().__init__()
        self.words = words
        self.items = tuple(items)
        self.differing = differing
        self.counts: dict[str, int] = {}

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return code and label; for screen readers with what differs."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        name = f"{item.code} {self.words.label(item)}"
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = self.counts.get(item.code, 0)
            return f"{name} · {self.differing.format(count=count)}" if count else name
        return None

    def show_count(self, code: str, count: int) -> None:
        """Show that *count* differences were found in an item."""
        if self.counts.get(code, 0) != count:
            self.counts[code] = count
            index = self.index(self.place(code), 0)
            self.dataChanged.emit(index, index)

    def place(self, code: str) -> int:
        """Return the row of an item, -1 for an unknown one."""
        return next((n for n, item in enumerate(self.items) if item.code == code), -1)


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: ItemsModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item, theme = self._model.items[index.row()], self._theme
        room, middle = QRectF(option.rect), Qt.AlignmentFlag.AlignVCenter
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(theme.color("accent") if focused else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accentw"))
            painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -1.5), 5, 5)
        inner = room.adjusted(8, 0, -8, 0)
        count = self._model.counts.get(item.code, 0)
        painter.setFont(theme.font("caption"))
        if count:
            painter.setPen(theme.color("warn"))
            painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, f"▲ {count}")
            inner.adjust(0, 0, -34, 0)
        painter.setPen(theme.color("accent" if item.head is Head.WORK else "text2"))
        painter.drawText(inner, middle, item.code)
        inner.adjust(QFontMetricsF(painter.font()).horizontalAdvance("W8-8") + 10, 0, 0, 0)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        label = painter.fontMetrics().elidedText(
            self._model.words.label(item), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, middle, label)
        painter.restore()


class ItemList(QListView):
    """Shows an `ItemsModel`.

    Signals:
        chosen (str): another item is current.
        opened: Enter: on to what was said.
    """

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, theme: Theme, model: ItemsModel) -> None:
        super().__init__()
        self._items = model
        self._painter = _Painter(theme, model)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setProperty("role", "plain")
        self.setAccessibleName(self.tr("必谈事项"))
        mark_data(self)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.activated.connect(lambda _index: self.opened.emit())
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> str:
        """The code of the current item."""
        row = self.currentIndex().row()
        return self._items.items[row].code if row >= 0 else ""

    def choose(self, code: str) -> None:
        """Make an item current."""
        place = self._items.place(code)
        if place >= 0:
            self.setCurrentIndex(self._items.index(place, 0))
            self.scrollTo(self._items.index(place, 0))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._items.items[current.row()].code)
