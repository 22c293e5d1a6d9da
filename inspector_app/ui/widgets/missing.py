"""What still stands between the user and done; each line is a jump."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets.labels import mark_data

_Index = QModelIndex | QPersistentModelIndex
_ITEM = Qt.ItemDataRole.UserRole

#: ``done`` is for lists that also show what is there already.
Severity = Literal["blocking", "due", "note", "done"]

_TONES: dict[Severity, Tone] = {
    "blocking": "mark",
    "due": "warn",
    "note": "accent",
    "done": "ok",
}
_SIGNS: dict[Severity, str] = {"blocking": "▲", "due": "△", "note": "◇", "done": "✓"}


@dataclass(frozen=True, slots=True)
class MissingItem:
    """One thing that is missing: what, where, how bad, and where the jump leads.

    ``caption`` says where it stands (empty for none); ``page`` and ``target`` are handed
    to `page.Navigate` by whoever listens to ``jumped``; an empty page leads nowhere.
    """

    title: str
    caption: str
    severity: Severity
    page: str
    target: tuple[tuple[str, str], ...] = ()


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.items: tuple[MissingItem, ...] = ()
        self.words: dict[Severity, str] = {}

    def set_items(self, items: Sequence[MissingItem]) -> None:
        self.beginResetModel()
        self.items = tuple(items)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == _ITEM:
            return item
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            parts = (self.words.get(item.severity, ""), item.title, item.caption)
            return " · ".join(part for part in parts if part)
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a line: edge in the colour of its severity, sign, title, caption, arrow."""

    def __init__(self, theme: Theme, *, compact: bool) -> None:
        super().__init__()
        self._theme = theme
        self._compact = compact

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        item = index.data(_ITEM)
        body = QFontMetrics(self._theme.font("body")).height()
        caption = QFontMetrics(self._theme.font("caption")).height()
        if self._compact:
            return QSize(120, body + 10)
        return QSize(120, body + (caption + 1 if item.caption else 0) + 14 + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        item: MissingItem = index.data(_ITEM)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        hot = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._compact:
            self._paint_compact(painter, rect, item, hot=hot, focused=focused)
        else:
            self._paint_card(painter, rect.adjusted(0, 0, 0, -8), item, hot=hot, focused=focused)
        painter.restore()

    def _paint_card(
        self, painter: QPainter, rect: QRectF, item: MissingItem, *, hot: bool, focused: bool
    ) -> None:
        theme = self._theme
        ink, _wash = theme.tone(_TONES[item.severity])
        shape = QPainterPath()
        shape.addRoundedRect(rect, 4, 4)
        painter.fillPath(shape, theme.color("hover" if hot else "surface2"))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), ink)
        painter.restore()
        if focused:
            painter.setPen(theme.color("accent"))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        inner = rect.adjusted(15, 7, -36, -7)
        if item.page:
            arrow = QRectF(rect.right() - 28, rect.center().y() - 7, 14, 14)
            icon = theme.icon("jump", "accent" if hot or focused else "text3")
            icon.paint(painter, arrow.toRect())
        metrics = QFontMetrics(theme.font("body"))
        self._line(painter, inner, item.title, "body", "text")
        if item.caption:
            below = inner.adjusted(0, metrics.height() + 1, 0, 0)
            self._line(painter, below, item.caption, "caption", "text2")

    def _paint_compact(
        self, painter: QPainter, rect: QRectF, item: MissingItem, *, hot: bool, focused: bool
    ) -> None:
        theme = self._theme
        ink, _wash = theme.tone(_TONES[item.severity])
        if hot or focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 4, 4)
        inner = rect.adjusted(4, 5, -24, -5)
        painter.setPen(ink)
        painter.setFont(theme.font("caption"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, _SIGNS[item.severity])
        text = item.title if not item.caption else f"{item.title} · {item.caption}"
        color = "text2" if item.severity == "done" else "text"
        self._line(painter, inner.adjusted(20, 0, 0, 0), text, "body", color)
        if item.page:
            arrow = QRectF(rect.right() - 18, rect.center().y() - 7, 14, 14)
            quiet = item.severity == "done" and not (hot or focused)
            theme.icon("jump", "text3" if quiet else "accent").paint(painter, arrow.toRect())

    def _line(
        self,
        painter: QPainter,
        rect: QRectF,
        text: str,
        role: Literal["body", "caption"],
        color: str,
    ) -> None:
        font = self._theme.font(role)
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.TextFlag.TextSingleLine, shown)


class MissingList(QListView):
    """A list of `MissingItem`; a click or Enter jumps.

    ``compact`` draws one line per item (sign, title, caption), as beside a text.

    Signals:
        jumped (MissingItem): the user wants to go there.
    """

    jumped = Signal(object)

    def __init__(self, theme: Theme, *, compact: bool = False) -> None:
        super().__init__()
        self._model = _Model()
        self._model.words = {
            "blocking": self.tr("阻断"),
            "due": self.tr("应处理"),
            "note": self.tr("提示"),
            "done": self.tr("已完成"),
        }
        self.setModel(self._model)
        self._delegate = _Delegate(theme, compact=compact)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("还差什么"))
        self.setProperty("role", "plain")
        mark_data(self)
        self.clicked.connect(self._on_activated)
        theme.changed.connect(self.viewport().update)

    @property
    def items(self) -> tuple[MissingItem, ...]:
        """What is listed."""
        return self._model.items

    def set_items(self, items: Sequence[MissingItem]) -> None:
        """List *items*, in their order; the position in the list is kept if it can be."""
        if tuple(items) == self._model.items:
            return
        row = self.currentIndex().row()
        self._model.set_items(items)
        self.updateGeometry()
        if self.hasFocus() and row >= 0 and items:
            self.setCurrentIndex(self._model.index(min(row, len(items) - 1), 0))

    def sizeHint(self) -> QSize:
        """Room for all items, up to a screen's worth."""
        option = QStyleOptionViewItem()
        height = sum(
            self._delegate.sizeHint(option, self._model.index(row, 0)).height()
            for row in range(min(len(self._model.items), 12))
        )
        return QSize(240, height + 2)

    def minimumSizeHint(self) -> QSize:
        """Room for one item."""
        return QSize(160, min(64, self.sizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter jumps, and does not press the page's default button."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_activated(self.currentIndex())
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._model.items:
            self.setCurrentIndex(self._model.index(0, 0))

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid() and self._model.items[index.row()].page:
            self.jumped.emit(self._model.items[index.row()])


def worst(items: Sequence[MissingItem]) -> Tone:
    """Return the tone of the worst item, ``ok`` when nothing is missing."""
    for severity in ("blocking", "due", "note"):
        if any(item.severity == severity for item in items):
            return _TONES[severity]
    return "ok"
