"""What everybody said to one item, a line for each voice; the words that differ stand out."""

from collections.abc import Mapping, Sequence
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
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector_app.ui.pages.talk.line_text import to_block, units, wrapping
from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets import mark_data

_Index = QModelIndex | QPersistentModelIndex

_PAD = 10
_WHO = 178
_KIND = 104
_GAP = 12


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One voice as it is shown: who, what about him, how he answered, his words.

    ``striking`` are the words in ``text`` that do not agree with somebody else's.
    """

    key: str
    who: str
    note: str
    kind: str
    tone: Tone
    text: str
    marks: str = ""
    striking: tuple[str, ...] = ()


class VoicesModel(QAbstractListModel):
    """The voices on one item, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[VoiceLine, ...] = ()

    def show(self, lines: Sequence[VoiceLine]) -> None:
        """Show *lines*."""
        if tuple(lines) != self.lines:
            self.beginResetModel()
            self.lines = tuple(lines)
            self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of voices."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words; for screen readers with who said them and what does not agree."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (line.who, line.note, line.kind, line.marks, line.text, *line.striking)
            return " · ".join(part for part in parts if part)
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: VoicesModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model
        self.width = 500
        self._heights: dict[tuple[str, str, int], float] = {}

    @property
    def text_width(self) -> int:
        """Room for what was said."""
        return max(120, self.width - _WHO - _KIND - 2 * _GAP - 2 * _PAD)

    def forget(self) -> None:
        self._heights.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        line = self._model.lines[index.row()]
        key = (line.key, line.text, self.text_width)
        if key not in self._heights:
            self._heights[key] = self._flow(line).boundingRect().height() if line.text else 0
        return QSize(self.width, round(max(40, self._heights[key] + 4)) + 2 * _PAD)

    def _flow(self, line: VoiceLine) -> QTextLayout:
        layout = QTextLayout(to_block(line.text), self._theme.font("body"))
        layout.setTextOption(wrapping())
        layout.setFormats(self._formats(line))
        layout.beginLayout()
        top = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(self.text_width)
            row.setPosition(QPointF(0, top))
            top += row.height() * 1.25
        layout.endLayout()
        return layout

    def _formats(self, line: VoiceLine) -> list[QTextLayout.FormatRange]:
        found = []
        for words in line.striking:
            start = line.text.find(words)
            while start >= 0:
                look = QTextLayout.FormatRange()
                look.start, look.length = units(line.text[:start]), units(words)
                look.format = self._striking()
                found.append(look)
                start = line.text.find(words, start + len(words))
        return found

    def _striking(self) -> QTextCharFormat:
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setForeground(self._theme.color("warn"))
        return look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, theme, room = self._model.lines[index.row()], self._theme, QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            pen = QPen(theme.color("accent"), 1.5 if focused else 1)
            painter.setPen(pen)
            painter.setBrush(theme.color("accentw"))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -2), 5, 5)
        else:
            painter.setPen(QPen(theme.color("line"), theme.hairline))
            painter.drawLine(room.bottomLeft(), room.bottomRight())
        inner = room.adjusted(_PAD, _PAD, -_PAD, -_PAD)
        self._draw_who(painter, QRectF(inner.left(), inner.top(), _WHO, inner.height()), line)
        left = inner.left() + _WHO + _GAP
        self._draw_kind(painter, QRectF(left, inner.top(), _KIND, 20), line)
        painter.setPen(theme.color("text"))
        self._flow(line).draw(painter, QPointF(left + _KIND + _GAP, inner.top()))
        painter.restore()

    def _draw_who(self, painter: QPainter, room: QRectF, line: VoiceLine) -> None:
        theme, elide = self._theme, Qt.TextElideMode.ElideRight
        font = theme.font("body")
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text"))
        name = painter.fontMetrics().elidedText(line.who, elide, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignTop, name)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        below = room.adjusted(0, 22, 0, 0)
        note = painter.fontMetrics().elidedText(line.note, elide, int(room.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignTop, note)

    def _draw_kind(self, painter: QPainter, room: QRectF, line: VoiceLine) -> None:
        theme = self._theme
        painter.setFont(theme.font("caption"))
        if line.kind:
            ink, wash = theme.tone(line.tone)
            width = QFontMetricsF(painter.font()).horizontalAdvance(line.kind) + 16
            box = QRectF(room.left(), room.top(), min(width, room.width()), room.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(wash)
            painter.drawRoundedRect(box, 10, 10)
            painter.setPen(ink)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, line.kind)
        if line.marks:
            painter.setPen(theme.color("mark"))
            below = room.translated(0, 22)
            painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, line.marks)


class VoicesView(QListView):
    """Shows a `VoicesModel`.

    Signals:
        opened (str): Enter or a double click: to where it was said.
        task_wanted (str): T: something of it is to be verified.
    """

    opened = Signal(str)
    task_wanted = Signal(str)

    def __init__(self, theme: Theme, model: VoicesModel) -> None:
        super().__init__()
        self._voices = model
        self._painter = _Painter(theme, model)
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setProperty("role", "plain")
        self.setAccessibleName(self.tr("各方说法"))
        self.verticalScrollBar().setSingleStep(24)
        mark_data(self)
        self.doubleClicked.connect(self._on_opened)
        theme.changed.connect(self._on_theme)

    @property
    def current(self) -> str:
        """The key of the current voice, empty when there is none."""
        row = self.currentIndex().row()
        return self._voices.lines[row].key if 0 <= row < len(self._voices.lines) else ""

    def choose(self, key: str) -> None:
        """Make a voice current, the first one if it is not there."""
        places = {line.key: row for row, line in enumerate(self._voices.lines)}
        if places:
            self.setCurrentIndex(self._voices.index(places.get(key, 0), 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, make a task by T."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_opened()
        elif event.key() == Qt.Key.Key_T and plain == Qt.KeyboardModifier.NoModifier:
            if self.current:
                self.task_wanted.emit(self.current)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out for the new width."""
        self._painter.width = self.viewport().width()
        super().resizeEvent(event)
        self.doItemsLayout()

    def _on_opened(self) -> None:
        if self.current:
            self.opened.emit(self.current)

    def _on_theme(self) -> None:
        self._painter.forget()
        self.doItemsLayout()
        self.viewport().update()


def striking_words(differing: Mapping[str, Sequence[str]], key: str) -> tuple[str, ...]:
    """Return the words of one voice that do not agree with another's."""
    return tuple(dict.fromkeys(differing.get(key, ())))
