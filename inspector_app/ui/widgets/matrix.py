"""The must-ask matrix: who was asked what, and what kind of answer came."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets.labels import mark_data
from inspector_app.ui.widgets.layout import hbox
from inspector_app.ui.widgets.pill import Pill

_Index = QModelIndex | QPersistentModelIndex

#: Kinds of answer; ``open`` is asked of this person but not yet talked about.
AnswerKind = Literal["specific", "general", "none", "unknown", "refused", "open"]
KINDS: tuple[AnswerKind, ...] = ("specific", "general", "none", "unknown", "refused", "open")

_GAP = 3
#: Room for the scroll bar at the right.
_BAR = 14
_LABEL_MAX = 150


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A person: key, name shown, more for the tooltip."""

    key: str
    label: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """An item: key, short code shown, its words for the tooltip, work or life."""

    key: str
    label: str
    tip: str = ""
    life: bool = False


Cell = Callable[[int, int], AnswerKind | None]


class _Model(QAbstractTableModel):
    def __init__(self, words: Mapping[AnswerKind, str]) -> None:
        super().__init__()
        self.words = words
        self.rows: tuple[MatrixRow, ...] = ()
        self.columns: tuple[MatrixColumn, ...] = ()
        self.cell: Cell = lambda _row, _column: None

    def set_content(
        self, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn], cell: Cell
    ) -> None:
        self.beginResetModel()
        self.rows, self.columns, self.cell = tuple(rows), tuple(columns), cell
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _SPOKEN or not index.isValid():
            return None
        return self.spoken(index.row(), index.column())

    def spoken(self, row: int, column: int) -> str:
        kind = self.cell(row, column)
        person, item = self.rows[row], self.columns[column]
        answer = "" if kind is None else self.words[kind]
        parts = (person.label, person.tip, item.label, item.tip, answer)
        return " · ".join(part for part in parts if part)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        across = orientation == Qt.Orientation.Horizontal
        entries: Sequence[MatrixRow | MatrixColumn] = self.columns if across else self.rows
        if not 0 <= section < len(entries):
            return None
        entry = entries[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role in _SPOKEN:
            return f"{entry.label} · {entry.tip}" if entry.tip else entry.label
        return None


_SPOKEN = (
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def paint_answer(painter: QPainter, box: QRectF, theme: Theme, kind: AnswerKind, sign: str) -> None:
    """Draw the field of one answer: its ground and its sign, never the ground alone."""
    colors = theme.tokens.answers[kind]
    line = theme.tokens.name == "high_contrast"
    if kind == "open":
        painter.setPen(QPen(theme.color("field_line"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        return
    painter.setPen(QPen(QColor(colors.ink), 1) if line else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QColor(colors.fill))
    painter.drawRoundedRect(box, 3, 3)
    ink = QColor(colors.ink)
    if kind == "specific":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        painter.drawEllipse(box.center(), box.height() * 0.21, box.height() * 0.21)
        return
    painter.setPen(ink)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


class _Stamps:
    """The fields of answers, drawn once for each kind and then put down like stamps.

    A screen shows a thousand fields; drawing each with its rounded corners and its sign takes
    three times as long as a frame lasts, copying a small picture a hundredth of that.
    """

    def __init__(self, theme: Theme, signs: Mapping[AnswerKind, str]) -> None:
        self._theme = theme
        self._signs = signs
        self._kept: dict[tuple[AnswerKind, int, float], QPixmap] = {}

    def of(self, kind: AnswerKind, side: int, ratio: float) -> QPixmap:
        """Return the picture of *kind*, *side* logical pixels wide, on a screen of *ratio*."""
        key = (kind, side, ratio)
        picture = self._kept.get(key)
        if picture is None:
            picture = QPixmap(round(side * ratio), round(side * ratio))
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._theme.font("badge"))
            box = QRectF(0.5, 0.5, side - 1, side - 1)
            paint_answer(painter, box, self._theme, kind, self._signs[kind])
            painter.end()
            self._kept[key] = picture
        return picture

    def forget(self) -> None:
        """Draw them anew: the colours are others."""
        self._kept.clear()


class _Header(QHeaderView):
    """Labels of persons or items, in the caption's size."""

    def __init__(self, theme: Theme, orientation: Qt.Orientation, parent: QWidget) -> None:
        super().__init__(orientation, parent)
        self._theme = theme
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(8)
        mark_data(self)

    def paintSection(self, painter: QPainter, rect: QRect, logical_index: int) -> None:
        model = self.model()
        if not isinstance(model, _Model) or not rect.isValid():
            return
        painter.save()
        across = self.orientation() == Qt.Orientation.Horizontal
        painter.setFont(self._theme.font("badge" if across else "caption"))
        life = across and model.columns[logical_index].life
        color = "accent" if life else "text2" if across else "text"
        painter.setPen(self._theme.color(color))
        text = (model.columns if across else model.rows)[logical_index].label
        room = rect if across else rect.adjusted(0, 0, -8, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        flags = Qt.AlignmentFlag.AlignVCenter | (
            Qt.AlignmentFlag.AlignHCenter if across else Qt.AlignmentFlag.AlignRight
        )
        painter.drawText(room, flags, shown)
        painter.restore()


def _span(header: QHeaderView, first: int, last: int) -> range:
    """Return the sections that show between two places of the viewport."""
    if not header.count():
        return range(0)
    end = header.logicalIndexAt(last)
    return range(
        max(0, header.logicalIndexAt(first)), (end if end >= 0 else header.count() - 1) + 1
    )


class MatrixView(QTableView):
    """Persons × items. Paints only what is in view, so thousands of persons scroll freely.

    *words* names each kind of answer (for tooltips and screen readers), in the language of
    the window and the words of the mission. Columns spread over the room there is, up to
    *widest_column*; 0 keeps them as narrow as their labels allow.

    Signals:
        chosen (int, int): row and column the user clicked or pressed Enter on.
    """

    chosen = Signal(int, int)

    def __init__(
        self,
        theme: Theme,
        words: Mapping[AnswerKind, str],
        *,
        cell_size: int = 19,
        widest_column: int = 0,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._cell_size = cell_size
        self._narrowest = cell_size + _GAP
        self._widest = widest_column
        self._model = _Model(words)
        self._signs: dict[AnswerKind, str] = {
            "specific": "●",
            "general": "–",
            "none": self.tr("无"),
            "unknown": "?",
            "refused": "×",
            "open": "□",
        }
        self._stamps = _Stamps(theme, self._signs)
        across = _Header(theme, Qt.Orientation.Horizontal, self)
        down = _Header(theme, Qt.Orientation.Vertical, self)
        across.setFixedHeight(24)
        across.setDefaultSectionSize(cell_size + _GAP)
        down.setDefaultSectionSize(cell_size + _GAP)
        self.setHorizontalHeader(across)
        self.setVerticalHeader(down)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("必谈矩阵"))
        for header in (across, down):
            header.setAccessibleName(self.accessibleName())
        mark_data(self)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme)

    def set_content(
        self, rows: Sequence[MatrixRow], columns: Sequence[MatrixColumn], cell: Cell
    ) -> None:
        """Show *rows* × *columns*; *cell* tells the kind of answer at a row and a column.

        *cell* returns ``None`` where the item is not asked of the person. It is called for
        visible cells only, and must be quick. The current cell is kept by key.
        """
        current = self._keys(self.currentIndex())
        self._model.set_content(rows, columns, cell)
        metrics = QFontMetrics(self._theme.font("badge"))
        widest = max((metrics.horizontalAdvance(column.label) for column in columns), default=0)
        self._narrowest = max(self._cell_size + _GAP, widest + 6)
        names = QFontMetrics(self._theme.font("caption"))
        longest = max((names.horizontalAdvance(row.label) for row in rows), default=0)
        self.verticalHeader().setFixedWidth(min(_LABEL_MAX, longest + 12))
        self._spread_columns()
        self.updateGeometry()
        for place, row in enumerate(rows):
            if current is not None and row.key == current[0]:
                keys = [column.key for column in columns]
                column = keys.index(current[1]) if current[1] in keys else 0
                self.setCurrentIndex(self._model.index(place, column))

    def refresh_cells(self) -> None:
        """Paint anew after answers changed, rows and columns being the same."""
        self.viewport().update()

    def spoken(self, row: int, column: int) -> str:
        """Return what a screen reader says of a cell."""
        return self._model.spoken(row, column)

    def sign(self, kind: AnswerKind) -> str:
        """Return the sign of *kind*."""
        return self._signs[kind]

    def sizeHint(self) -> QSize:
        """Room for everything, within reason."""
        width = self.verticalHeader().width() + self.horizontalHeader().length() + 4
        height = self.horizontalHeader().height() + self.verticalHeader().length() + 4
        return QSize(min(width, 1100), min(height, 560))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the fields in view, whole rows at a time, and the frame of the current one."""
        down, across, seen = self.verticalHeader(), self.horizontalHeader(), event.rect()
        rows, columns = (
            _span(down, seen.top(), seen.bottom()),
            _span(across, seen.left(), seen.right()),
        )
        if not rows or not columns:
            return
        height, width = down.sectionSize(rows[0]), across.sectionSize(columns[0])
        side, ratio = height - _GAP, self.devicePixelRatioF()
        indent = (width - side) // 2
        cell, stamp = self._model.cell, self._stamps.of
        painter = QPainter(self.viewport())
        lefts = [self.columnViewportPosition(column) + indent for column in columns]
        for row in rows:
            top = self.rowViewportPosition(row) + _GAP // 2
            for column, left in zip(columns, lefts, strict=True):
                kind = cell(row, column)
                if kind is not None:
                    painter.drawPixmap(left, top, stamp(kind, side, ratio))
        if self.hasFocus() and self.currentIndex().isValid():
            self._draw_focus(painter, side)

    def _draw_focus(self, painter: QPainter, side: int) -> None:
        rect = self.visualRect(self.currentIndex())
        left = rect.left() + (rect.width() - side) // 2
        frame = QRectF(left, rect.top() + _GAP // 2, side, side)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("text"), 1.6))
        painter.drawRoundedRect(frame.adjusted(-1, -1, 1, 1), 4, 4)

    def _on_theme(self) -> None:
        self._stamps.forget()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Spread the columns over the new width."""
        super().resizeEvent(event)
        self._spread_columns()

    def _spread_columns(self) -> None:
        count = self._model.columnCount()
        room = (self.width() - self.verticalHeader().width() - _BAR) // max(1, count)
        size = max(self._narrowest, min(self._widest, room))
        if self.horizontalHeader().defaultSectionSize() != size:
            self.horizontalHeader().setDefaultSectionSize(size)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or Space chooses the current cell."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _keys(self, index: QModelIndex) -> tuple[str, str] | None:
        if not index.isValid():
            return None
        return self._model.rows[index.row()].key, self._model.columns[index.column()].key

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.isValid() and self._model.cell(index.row(), index.column()) is not None:
            self.chosen.emit(index.row(), index.column())


class MatrixLegend(QWidget):
    """The signs of the matrix with their words, in a row."""

    def __init__(self, theme: Theme, matrix: MatrixView, words: Mapping[AnswerKind, str]) -> None:
        super().__init__()
        row = hbox(gap=4)
        tones: dict[AnswerKind, Tone] = {
            "specific": "accent",
            "general": "accent",
            "refused": "warn",
        }
        for kind in KINDS:
            sign, word = matrix.sign(kind), words[kind]
            text = word if word.startswith(sign) else f"{sign} {word}"
            row.addWidget(Pill(theme, text, tones.get(kind, "neutral"), data=True))
        self.setLayout(row)
