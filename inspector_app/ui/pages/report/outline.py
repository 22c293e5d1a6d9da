"""The outline: every part of the report with a sign of how far it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector_app.services.report_outline import NUMBER_ONE, OutlineKey, Part, PartState
from inspector_app.ui.pages.report.words import state_word
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import mark_data

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_INDENT = 14
_SIGN = 22
_PAD_Y = 4
_RIGHT = 8
_STEPS: Mapping[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line: its key, its words, how far it is, how many things are missing there."""

    key: OutlineKey
    title: str
    level: int
    state: PartState
    missing: int
    in_number_one: bool

    @property
    def is_chapter(self) -> bool:
        """Whether the line is a heading over others, to which nothing belongs by itself."""
        return self.key.part is Part.CHAPTER

    @property
    def starts_apart(self) -> bool:
        """Whether the line begins something that is not the report itself."""
        return self.key.part is Part.TALK_REPORT


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[OutlineLine, ...] = ()

    def set_lines(self, lines: Sequence[OutlineLine]) -> None:
        fresh = tuple(lines)
        if [one.key for one in fresh] == [one.key for one in self.lines]:
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
            return line.title
        if role == _LINE:
            return line
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{line.title} · {state_word(line.state)}"
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and self.lines[index.row()].is_chapter:
            return Qt.ItemFlag.ItemIsEnabled  # a click goes to what is under it
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    """Paints sign and title; a title that is long takes two lines."""

    def __init__(self, theme: Theme, view: "OutlineView") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        line: OutlineLine = index.data(_LINE)
        room = self._text_room(line, self._view.viewport().width())
        metrics = QFontMetrics(self._theme.font("strong" if line.is_chapter else "body"))
        flags = Qt.TextFlag.TextWrapAnywhere
        text = metrics.boundingRect(QRect(0, 0, room, 200), flags, line.title)
        lines = 2 if text.height() > metrics.height() * 1.5 else 1
        return QSize(80, lines * metrics.height() + 2 * _PAD_Y + (9 if line.starts_apart else 0))

    def _text_room(self, line: OutlineLine, width: int) -> int:
        return max(40, width - _SIGN - line.level * _INDENT - _RIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line: OutlineLine = index.data(_LINE)
        theme = self._theme
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.starts_apart:
            painter.setPen(QPen(theme.color("line"), theme.hairline))
            painter.drawLine(rect.topLeft() + QPointF(0, 4), rect.topRight() + QPointF(0, 4))
            rect.adjust(0, 9, 0, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if selected or hot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accentw" if selected else "hover"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.color("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 1.5, -0.5, -1.5), 6, 6)
        if line.in_number_one:  # the section apart: its edge in cinnabar
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), theme.color("mark"))
        metrics = QFontMetrics(theme.font("strong" if line.is_chapter else "body"))
        top = rect.top() + _PAD_Y + metrics.height() / 2
        left = rect.left() + 4 + line.level * _INDENT
        self._paint_sign(painter, QPointF(left + 8, top), line.state)
        font = theme.font("strong" if line.is_chapter or selected else "body")
        painter.setFont(font)
        painter.setPen(theme.color("accent" if selected else "text"))
        room = rect.adjusted(_SIGN + line.level * _INDENT, _PAD_Y, -_RIGHT, -_PAD_Y)
        self._paint_title(painter, room, QFontMetrics(font), line.title)
        painter.restore()

    def _paint_title(
        self, painter: QPainter, room: QRectF, metrics: QFontMetrics, title: str
    ) -> None:
        width = int(room.width())
        first = title
        if metrics.horizontalAdvance(title) > width and room.height() > metrics.height() * 1.5:
            fits = next(
                n for n in range(len(title), 0, -1) if metrics.horizontalAdvance(title[:n]) <= width
            )
            # Words of Latin letters are not torn.
            space = title.rfind(" ", 0, fits + 1)
            cut = space if space > fits // 2 else fits
            first = title[:cut]
            rest = title[cut:].strip()
            shown = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
            below = room.adjusted(0, metrics.height(), 0, 0)
            painter.drawText(below, Qt.TextFlag.TextSingleLine, shown)
        shown = metrics.elidedText(first.strip(), Qt.TextElideMode.ElideRight, width)
        painter.drawText(room, Qt.TextFlag.TextSingleLine, shown)

    def _paint_sign(self, painter: QPainter, middle: QPointF, state: PartState) -> None:
        """Draw a shape of its own for each state: the colour only helps to find it."""
        theme = self._theme
        disc = QRectF(middle.x() - 5, middle.y() - 5, 10, 10)
        if state is PartState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ok"))
            painter.drawEllipse(disc)
            painter.setPen(QPen(theme.color("surface"), 1.5))
            tick = [QPointF(-2.4, 0.2), QPointF(-0.6, 2.0), QPointF(2.6, -1.8)]
            painter.drawPolyline(QPolygonF([middle + point for point in tick]))
        elif state is PartState.DUE:
            painter.setPen(QPen(theme.color("warn"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setBrush(theme.color("warn"))
            painter.drawPie(disc.adjusted(0.5, 0.5, -0.5, -0.5), 90 * 16, 180 * 16)
        elif state is PartState.BLOCKED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("mark"))
            corners = [QPointF(0, -5.5), QPointF(5.8, 4.5), QPointF(-5.8, 4.5)]
            painter.drawPolygon(QPolygonF([middle + point for point in corners]))
        elif state is PartState.HIDDEN:
            theme.icon("lock", "text3").paint(painter, disc.adjusted(-2, -2, 2, 2).toRect())
        else:
            painter.setPen(QPen(theme.color("text3"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(disc.adjusted(0.7, 0.7, -0.7, -0.7))


class OutlineView(QListView):
    """The list of parts.

    Signals:
        chosen (OutlineKey): another part is to be shown.
        entered: Enter: on to the text of the part.
    """

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lines = _Model()
        self._quiet = False
        self.setModel(self._lines)
        self.setItemDelegate(_Delegate(theme, self))
        self.setProperty("role", "plain")
        self.setAccessibleName(self.tr("报告提纲"))
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        mark_data(self)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self.viewport().update)

    @property
    def lines(self) -> tuple[OutlineLine, ...]:
        """What is listed."""
        return self._lines.lines

    def set_lines(self, lines: Sequence[OutlineLine]) -> None:
        """List *lines*; the current one stays current."""
        self._lines.set_lines(lines)

    def set_current(self, key: OutlineKey) -> None:
        """Mark *key* as the part that is shown, without telling."""
        for row, line in enumerate(self._lines.lines):
            if line.key == key:
                self._quiet = True
                self.setCurrentIndex(self._lines.index(row, 0))
                self._quiet = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap titles anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pass over chapters with the arrows; Enter goes on to the text."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
            return
        step = _STEPS.get(event.key(), 0)
        if step:
            self._step(step)
            return
        super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        row = self.currentIndex().row() + step
        while 0 <= row < len(self._lines.lines):
            if not self._lines.lines[row].is_chapter:
                self.setCurrentIndex(self._lines.index(row, 0))
                return
            row += step

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._quiet and current.isValid():
            line = self._lines.lines[current.row()]
            if not line.is_chapter:
                self.chosen.emit(line.key)

    def _on_clicked(self, index: QModelIndex) -> None:
        if self._lines.lines[index.row()].is_chapter:
            self.setCurrentIndex(self._lines.index(index.row() + 1, 0))


def is_number_one(key: OutlineKey) -> bool:
    """Say whether a part belongs to the section on a number one."""
    within = key.part is Part.SECTION and bool(key.official)
    return within or (key.part is Part.CHAPTER and key.name == NUMBER_ONE)
