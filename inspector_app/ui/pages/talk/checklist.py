"""The must-ask list beside the record: what was asked, what was said, what is still open."""

from collections.abc import Mapping, Sequence
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
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from inspector_app.domain.must_ask import OPEN_SYMBOL, AnswerKind, ItemAnswer, MustAskItem
from inspector_app.domain.vocabulary import Head
from inspector_app.ui.pages.talk.keys import DIGITS, act_of
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets import mark_data

_Index = QModelIndex | QPersistentModelIndex

_ROW = 30
_GAP = 4
_TONES: dict[AnswerKind, Tone] = {
    AnswerKind.SPECIFIC: "accent",
    AnswerKind.GENERAL: "accent",
    AnswerKind.DECLINED: "warn",
}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """An item of the checklist with what was said to it.

    ``source`` says where an extra question comes from, empty for the form's items; words can
    be typed to it once it has an answer (``typable``).
    """

    item: MustAskItem
    must: bool
    answer: ItemAnswer
    source: str = ""
    typable: bool = True

    @property
    def open(self) -> bool:
        """Whether it has to be asked and no kind of answer is recorded."""
        return self.must and self.answer.kind is None


@dataclass(frozen=True, slots=True)
class StateWords:
    """The words for items without an answer kind."""

    open: str
    optional: str
    talking: str
    lead: str
    verify: str


class ChecklistModel(QAbstractListModel):
    """The items asked of one category, in the form's order."""

    def __init__(self, words: Words, states: StateWords) -> None:
        super().__init__()
        self.words = words
        self.states = states
        self.rows: tuple[CheckRow, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of items."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return code and label; with the state for tooltips and screen readers."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        name = f"{row.item.code} {self.words.label(row.item)}"
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            parts = [self.words.head(row.item.head), name, self.state(row)[0]]
            parts += [self.states.lead] if row.answer.lead else []
            parts += [f"{self.states.verify}：{row.answer.verify}"] if row.answer.verify else []
            parts += [row.source] if row.source else []
            return " · ".join(parts)
        return None

    def state(self, row: CheckRow) -> tuple[str, Tone]:
        """Return the words of an item's state, and their tone."""
        if row.answer.kind is not None:
            tone = _TONES.get(row.answer.kind, "neutral")
            return self.words.signed_answer(row.answer.kind), tone
        if row.answer.paragraph:
            return self.states.talking, "accent"
        if row.must:
            return f"{OPEN_SYMBOL} {self.states.open}", "neutral"
        return self.states.optional, "neutral"

    def show(self, rows: Sequence[CheckRow]) -> None:
        """Show *rows*; those that stay keep their place."""
        fresh = tuple(rows)
        if [row.item.code for row in fresh] != [row.item.code for row in self.rows]:
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()
            return
        changed = [place for place, row in enumerate(fresh) if row != self.rows[place]]
        self.rows = fresh
        for place in changed:
            index = self.index(place, 0)
            self.dataChanged.emit(index, index)

    def place(self, code: str) -> int:
        """Return the row of an item, -1 when it is not asked."""
        return next((n for n, row in enumerate(self.rows) if row.item.code == code), -1)


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: ChecklistModel) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(200, _ROW + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._model.rows[index.row()]
        theme = self._theme
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -_GAP - 0.5)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
        edge = theme.color("accent") if chosen else theme.color("line")
        high = theme.tokens.name == "high_contrast"
        painter.setPen(QPen(edge, 2 if focused else 1) if chosen or high else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accentw" if chosen else "surface2"))
        painter.drawRoundedRect(box, 5, 5)
        self._draw_words(painter, box.adjusted(9, 0, -6, 0), row)
        painter.restore()

    def _draw_words(self, painter: QPainter, room: QRectF, row: CheckRow) -> None:
        theme = self._theme
        middle = Qt.AlignmentFlag.AlignVCenter
        right = self._draw_pill(painter, room, row)
        for sign, tone, wanted in (
            ("⚑", "mark", row.answer.lead),
            ("◆", "accent", bool(row.answer.verify)),
        ):
            if wanted:
                painter.setFont(theme.font("caption"))
                painter.setPen(theme.color(tone))
                painter.drawText(QRectF(right - 18, room.top(), 16, room.height()), middle, sign)
                right -= 18
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("accent" if row.item.head is Head.WORK else "text2"))
        painter.drawText(room, middle, row.item.code)
        left = room.left() + QFontMetricsF(theme.font("caption")).horizontalAdvance("W8-8") + 8
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text" if row.must or row.answer.kind else "text2"))
        label = self._model.words.label(row.item)
        shown = painter.fontMetrics().elidedText(
            label, Qt.TextElideMode.ElideRight, int(right - left - 6)
        )
        painter.drawText(QRectF(left, room.top(), right - left, room.height()), middle, shown)

    def _draw_pill(self, painter: QPainter, room: QRectF, row: CheckRow) -> float:
        """Draw the state at the right; return where it begins."""
        theme = self._theme
        text, tone = self._model.state(row)
        ink, wash = theme.tone(tone)
        font = theme.font("caption")
        width = QFontMetricsF(font).horizontalAdvance(text) + 16
        box = QRectF(room.right() - width, room.center().y() - 10, width, 20)
        strong = row.answer.kind in {AnswerKind.SPECIFIC, AnswerKind.DECLINED}
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(wash if strong else theme.color("surface"))
        painter.drawRoundedRect(box, 10, 10)
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return box.left() - 4


class ChecklistView(QListView):
    """The list of items. Digits answer while it has the focus.

    Signals:
        chosen (str): another item is current.
        answered (AnswerKind | None): a digit was pressed; ``None`` takes the answer away.
        opened: Enter or a double click: on to the item's details.
        escaped: Esc: back to the record.
    """

    chosen = Signal(str)
    answered = Signal(object)
    opened = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, model: ChecklistModel) -> None:
        super().__init__()
        self._items = model
        self._painter = _Painter(theme, model)
        self._keep = ""
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("必谈清单"))
        self.setProperty("role", "plain")
        self.verticalScrollBar().setSingleStep(_ROW + _GAP)
        mark_data(self)
        model.modelAboutToBeReset.connect(self._before_reset)
        model.modelReset.connect(self._after_reset)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(self.opened)
        theme.changed.connect(self.viewport().update)

    @property
    def current(self) -> str:
        """The code of the current item, empty when there is none."""
        row = self.currentIndex().row()
        return self._items.rows[row].item.code if 0 <= row < len(self._items.rows) else ""

    def choose(self, code: str) -> None:
        """Make an item current and bring it into view."""
        place = self._items.place(code)
        if place >= 0:
            self.setCurrentIndex(self._items.index(place, 0))
            self.scrollTo(self._items.index(place, 0))

    def step(self, by: int) -> None:
        """Go *by* items up or down."""
        place = self.currentIndex().row() + by
        if 0 <= place < len(self._items.rows):
            self.choose(self._items.rows[place].item.code)

    def next_open(self, by: int = 1) -> bool:
        """Go to the next item (before it with -1) that has to be asked still; wraps around."""
        rows = self._items.rows
        here = max(0, self.currentIndex().row())
        for distance in range(1, len(rows) + 1):
            row = rows[(here + by * distance) % len(rows)]
            if row.open:
                self.choose(row.item.code)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer by digits; leave the workspace's keys to it."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if act_of(event) is not None:
            event.ignore()
        elif plain == Qt.KeyboardModifier.NoModifier and event.key() in DIGITS:
            self.answered.emit(DIGITS[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_0, Qt.Key.Key_Delete}:
            self.answered.emit(None)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._items.rows:
            self.setCurrentIndex(self._items.index(0, 0))

    def _before_reset(self) -> None:
        self._keep = self.current

    def _after_reset(self) -> None:
        self.choose(self._keep)
        if not self.currentIndex().isValid() and self._items.rows:
            self.choose(self._items.rows[0].item.code)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._items.rows[current.row()].item.code)


def check_rows(
    items: Sequence[MustAskItem], must: frozenset[str], answers: Mapping[str, ItemAnswer]
) -> list[CheckRow]:
    """Join items and answers."""
    return [
        CheckRow(item, item.code in must, answers.get(item.code, ItemAnswer(item.code)))
        for item in items
    ]
