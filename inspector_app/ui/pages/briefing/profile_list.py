"""One head of a profile: what every organ said, theme by theme; gaps are lines, too."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
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
_ENTRY = Qt.ItemDataRole.UserRole
_PAD = 8
_GAP = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """One theme of one organ; ``gap`` entries are drawn hollow. ``key`` leads to it."""

    key: str
    theme: str
    state: str
    tone: Tone
    text: str
    source: str
    gap: bool = False


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: tuple[ProfileEntry, ...] = ()

    def show(self, entries: Sequence[ProfileEntry]) -> None:
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.theme
        if role == _ENTRY:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (entry.theme, entry.state, entry.text, entry.source)
            return " · ".join(part for part in parts if part)
        return None


def wrapped(text: str, font: QFont, width: int) -> tuple[QTextLayout, int]:
    """Lay *text* out in lines of *width*, broken where Chinese allows it; with its height."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout, int(height + 0.99)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__()
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        entry: ProfileEntry = index.data(_ENTRY)
        width = self._view.viewport().width()
        return QSize(120, self._height(entry, width))

    def _height(self, entry: ProfileEntry, width: int) -> int:
        line = QFontMetrics(self._theme.font("body")).height()
        caption = QFontMetrics(self._theme.font("caption")).height()
        text = self._wrapped(entry, width)[1] if entry.text else 0
        return line + text + caption + 2 * _PAD + _GAP + 2

    def _wrapped(self, entry: ProfileEntry, width: int) -> tuple[QTextLayout, int]:
        return wrapped(entry.text, self._theme.font("body"), max(60, width - 2 * _PAD - 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: ProfileEntry = index.data(_ENTRY)
        theme = self._theme
        state: QStyle.StateFlag = option.state
        rect = QRectF(option.rect).adjusted(0, 0, 0, -_GAP)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hot = bool(state & QStyle.StateFlag.State_MouseOver)
        edge = theme.color("accent") if focused else theme.color("line")
        if entry.gap and not focused:
            edge = theme.tone("warn")[0]
            edge.setAlphaF(0.45 if theme.tokens.name != "high_contrast" else 1.0)
        painter.setPen(edge)
        painter.setBrush(theme.color("hover" if hot else "surface" if entry.gap else "surface2"))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inner = rect.adjusted(_PAD + 1, _PAD, -_PAD - 1, -_PAD)
        line = QFontMetrics(theme.font("body")).height()
        used = self._paint_state(painter, inner, entry, line)
        title = QRectF(inner.left(), inner.top(), inner.width() - used, line)
        self._line(painter, title, entry.theme, strong=True)
        if entry.text:
            painter.setPen(theme.color("text"))
            layout, _ = self._wrapped(entry, option.rect.width())
            layout.draw(painter, QPointF(inner.left(), inner.top() + line))
        below = QRectF(inner.left(), inner.bottom(), inner.width(), 0)
        caption = QFontMetrics(theme.font("caption")).height()
        self._line(painter, below.adjusted(0, -caption, 0, 0), entry.source, strong=False)
        painter.restore()

    def _paint_state(
        self, painter: QPainter, inner: QRectF, entry: ProfileEntry, line: int
    ) -> float:
        ink, wash = self._theme.tone(entry.tone)
        painter.setFont(self._theme.font("caption"))
        width = painter.fontMetrics().horizontalAdvance(entry.state) + 16
        box = QRectF(inner.right() - width, inner.top() + (line - 19) / 2, width, 19)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash)
        painter.drawRoundedRect(box, 9.5, 9.5)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, entry.state)
        return width + 8

    def _line(self, painter: QPainter, rect: QRectF, text: str, *, strong: bool) -> None:
        font = self._theme.font("strong" if strong else "caption")
        painter.setFont(font)
        painter.setPen(self._theme.color("text" if strong else "text2"))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.TextFlag.TextSingleLine, shown)


class ProfileList(QListView):
    """The entries of one head; a click or Enter leads to where an entry is written.

    Signals:
        opened (str): the key of an entry.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, *, name: str) -> None:
        super().__init__()
        self._model = _Model()
        self._delegate = _Delegate(theme, self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setProperty("role", "plain")
        mark_data(self)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.viewport().update)

    @property
    def entries(self) -> tuple[ProfileEntry, ...]:
        """What is listed."""
        return self._model.entries

    def set_entries(self, entries: Sequence[ProfileEntry]) -> None:
        """List *entries*; the place in the list is kept."""
        if tuple(entries) == self._model.entries:
            return
        row = self.currentIndex().row()
        at = self.verticalScrollBar().value()
        self._model.show(entries)
        if row >= 0 and entries:
            self.setCurrentIndex(self._model.index(min(row, len(entries) - 1), 0))
        self.verticalScrollBar().setValue(at)

    def minimumSizeHint(self) -> QSize:
        """Room for an entry."""
        return QSize(180, 80)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens."""
        if event.key() in _ENTER:
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.entries:
            self.setCurrentIndex(self._model.index(0, 0))

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.entries[index.row()].key)
