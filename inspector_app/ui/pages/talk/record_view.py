"""The record of a talk: lines that are drawn, and a field over the one being typed.

Only the line under the caret is a widget; three hundred others cost nothing while typing.
"""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyleOptionViewItem,
    QWidget,
)

from inspector_app.services.speakers import Speaker
from inspector_app.ui.pages.talk.keys import act_of
from inspector_app.ui.pages.talk.line_editor import LineEditor, Way
from inspector_app.ui.pages.talk.line_text import (
    LINE_HEIGHT,
    PAD,
    Measure,
    flow,
    measure,
    measure_typed,
    place_in,
)
from inspector_app.ui.pages.talk.record_model import RecordModel
from inspector_app.ui.pages.talk.record_paint import SIDE, TIME_WIDTH, LinePainter
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import mark_data

_Index = QModelIndex | QPersistentModelIndex


class RecordView(QListView):
    """Shows a `RecordModel` and types into it.

    Signals:
        typed (str, str): line and its text, at every change.
        left (str): the field of a line lost the focus; the caret is still there.
        parted (str): the caret went to another line.
        split (str, int): Enter in a line, at this place of its text.
        erased (str): Backspace at the beginning of a line.
        kind_chosen (str, ParagraphKind): another kind for a line.
        item_pressed (str): a mark was clicked; the item's code.
        line_entered (str): the caret came into a line, or the keyboard to it.
    """

    typed = Signal(str, str)
    left = Signal(str)
    parted = Signal(str)
    split = Signal(str, int)
    erased = Signal(str)
    kind_chosen = Signal(str, object)
    item_pressed = Signal(str)
    line_entered = Signal(str)

    def __init__(self, theme: Theme, model: RecordModel) -> None:
        super().__init__()
        self._theme = theme
        self._records = model
        self._painter = LinePainter(
            theme, model, hint=self.tr("在这里接着记，回车换段"), colon=self.tr("：")
        )
        self._painter.typed_measure = self._typed_measure
        self._editor: LineEditor | None = None
        self._line = ""
        self.allows: Callable[[str], bool] = lambda _line: False
        #: Whether the keyboard coming here means typing at the end, or reading.
        self.typing_first = True
        self._last_row_height = 0
        self.setModel(model)
        self.setItemDelegate(self._painter)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(self.tr("谈话记录"))
        self.verticalScrollBar().setSingleStep(LINE_HEIGHT)
        mark_data(self)
        theme.changed.connect(self._on_theme)

    # --- what is typed -------------------------------------------------------------

    @property
    def line(self) -> str:
        """The line with the caret, or the current one of a record that is only read."""
        if self._line:
            return self._line
        row = self.currentIndex().row()
        return self._records.lines[row].id if 0 <= row < len(self._records.lines) else ""

    @property
    def editor(self) -> LineEditor | None:
        """The field being typed into."""
        return self._editor

    def type_in(self, line_id: str, caret: int = -1, *, focus: bool = True) -> None:
        """Put the caret into a line, at *caret* (negative: from the end)."""
        row = self._records.row_of(line_id)
        if row < 0 or not self.allows(line_id):
            return
        if self._editor is None or self._line != line_id:
            self._open_editor(row, focus=focus)
        elif focus:
            self._editor.setFocus()
        if self._editor is not None:
            self._editor.set_caret(caret)
        self._show_caret()
        self.line_entered.emit(line_id)

    def show_speakers(self, speakers: tuple[Speaker, ...]) -> None:
        """Make room for the names of those who speak."""
        if speakers != self._records.speakers:
            self._records.speakers = speakers
            self._on_theme()

    def show_line(self, line_id: str) -> None:
        """Scroll to a line and make it current, without putting the caret there."""
        row = self._records.row_of(line_id)
        if row >= 0:
            self.setCurrentIndex(self._records.index(row, 0))
            self.scrollTo(self._records.index(row, 0))

    def close_editor(self) -> None:
        """Take the field away; its text has been told by ``typed``."""
        editor, line = self._editor, self._line
        if editor is None:
            return
        self._editor, self._line = None, ""
        self._painter.typed_id = ""
        self._drop(editor, line)
        self._set_tab_stop()

    def _open_editor(self, row: int, *, focus: bool) -> None:
        old, old_line = self._editor, self._line
        line = self._records.lines[row]
        editor = LineEditor(self._theme, line.text, name=self._records.labels[line.kind])
        self._place_margins(editor)
        self._editor, self._line = editor, line.id
        self._painter.typed_id = line.id
        self.setIndexWidget(self._records.index(row, 0), editor)
        editor.typed.connect(self._on_typed)
        editor.grown.connect(self._on_grown)
        editor.split.connect(self._on_split)
        editor.escaped.connect(self._on_escaped)
        editor.erased.connect(self._on_erased)
        editor.kind_chosen.connect(self._on_kind)
        editor.left.connect(self._on_left)
        self._set_tab_stop()
        QWidget.setTabOrder(self, editor)
        editor.show()
        if focus or (old is not None and old.hasFocus()):
            editor.setFocus()
        if old is not None:
            self._retire(old, old_line)
        self._relayout()

    def _retire(self, editor: LineEditor, line: str) -> None:
        self._drop(editor, line)
        self.parted.emit(line)

    def _drop(self, editor: LineEditor, line: str) -> None:
        """Take a field away at once; Qt shows fields again that the view still knows."""
        editor.hide()
        row = self._records.row_of(line)
        if row >= 0:
            index = self._records.index(row, 0)
            self.setIndexWidget(index, None)  # type: ignore[arg-type]  # takes it away
            self._records.touch(row)

    def _place_margins(self, editor: LineEditor) -> None:
        left = SIDE + self._painter.gutter
        editor.setViewportMargins(left, PAD, SIDE + TIME_WIDTH, 0)

    def _typed_measure(self) -> Measure:
        if self._editor is None:
            return Measure(LINE_HEIGHT, 0, 0)
        document = self._editor.document()
        if document.textWidth() != self._painter.text_width:
            # Not at its place yet: measure what it will be there.
            font = self._theme.font("record")
            return measure(flow(self._editor.text, font, self._painter.text_width))
        return measure_typed(document)

    def _set_tab_stop(self) -> None:
        stop = Qt.FocusPolicy.ClickFocus if self._editor else Qt.FocusPolicy.StrongFocus
        self.setFocusPolicy(stop)

    # --- events --------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go on typing at the end, or read."""
        super().focusInEvent(event)
        last = self._records.lines[-1].id if self._records.lines else ""
        if self._editor is not None:
            self._editor.setFocus(event.reason())
        elif self.typing_first and self.allows(last):
            self.type_in(last)
        elif not self.currentIndex().isValid() and self._records.lines:
            self.setCurrentIndex(self._records.index(0, 0))

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Tell which line the keyboard is at in a record that is only read."""
        super().currentChanged(current, previous)
        if current.isValid() and self._editor is None:
            self.line_entered.emit(self._records.lines[current.row()].id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the item of a mark, or put the caret into a line."""
        point = event.position()
        index = self.indexAt(point.toPoint())
        if not index.isValid():
            if self._records.lines:
                self.type_in(self._records.lines[-1].id)
            return
        line = self._records.lines[index.row()]
        row = self.visualRect(index)
        mark = self._painter.mark_at(row, line, point)
        if mark is not None:
            self.item_pressed.emit(mark.item)
        elif self.allows(line.id):
            self.type_in(line.id, self._caret_at(row, line.text, point))
        else:
            super().mousePressEvent(event)

    def _caret_at(self, row: QRect, text: str, point: QPointF) -> int:
        layout = flow(text, self._theme.font("record"), self._painter.text_width)
        inside = point - self._painter.text_rect(row).topLeft()
        place = min(max(0, int(inside.y()) // LINE_HEIGHT), layout.lineCount() - 1)
        return place_in(text, layout.lineAt(place).xToCursor(inside.x())) if place >= 0 else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the caret into the line on Enter; leave the workspace's keys to it."""
        if act_of(event) is not None:
            event.ignore()
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.type_in(self.line)
            return
        super().keyPressEvent(event)

    def rowsAboutToBeRemoved(self, parent: _Index, start: int, end: int) -> None:
        """Give up the field of a line that goes: Qt deletes it with the row."""
        if self._editor is not None and start <= self._records.row_of(self._line) <= end:
            self._editor.hide()
            self._editor, self._line = None, ""
            self._painter.typed_id = ""
            self._set_tab_stop()
        super().rowsAboutToBeRemoved(parent, start, end)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the lines out for the new width."""
        self._painter.width = self.viewport().width()
        super().resizeEvent(event)
        self._relayout()

    # --- the field -----------------------------------------------------------------

    def _on_typed(self, text: str) -> None:
        line = self._records.line(self._line)
        if line is None:
            return
        line.text = text
        self._on_grown()
        self.typed.emit(self._line, text)

    def _on_grown(self) -> None:
        """Give the line the height its text needs; repaint what stands behind it."""
        row = self._records.row_of(self._line)
        if row < 0 or self._editor is None:
            return
        index = self._records.index(row, 0)
        height = self._painter.sizeHint(self._option(), index).height()
        if height != self._last_row_height:
            self._relayout()
        else:
            self.update(index)
        self._show_caret()

    def _relayout(self) -> None:
        self._painter.width = self.viewport().width()
        self.doItemsLayout()
        if self._editor is not None:
            row = self._records.row_of(self._line)
            if row >= 0:
                self._last_row_height = self.visualRect(self._records.index(row, 0)).height()
            self._editor.verticalScrollBar().setValue(0)

    def _show_caret(self) -> None:
        """Scroll so that the caret is in view, also within a long paragraph."""
        if self._editor is None:
            return
        caret = self._editor.cursorRect()
        top = self._editor.viewport().mapTo(self.viewport(), caret.topLeft()).y()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if top < PAD:
            bar.setValue(bar.value() + top - PAD)
        elif top + LINE_HEIGHT + PAD > room:
            bar.setValue(bar.value() + top + LINE_HEIGHT + 2 * PAD - room)

    def _on_split(self, place: int) -> None:
        self.split.emit(self._line, place)

    def _on_erased(self) -> None:
        self.erased.emit(self._line)

    def _on_kind(self, kind: object) -> None:
        self.kind_chosen.emit(self._line, kind)

    def _on_left(self) -> None:
        if self._line:
            self.left.emit(self._line)

    def _on_escaped(self, way: Way) -> None:
        row = self._records.row_of(self._line)
        step = -1 if way in {"up", "left"} else 1
        if 0 <= row + step < len(self._records.lines):
            target = self._records.lines[row + step]
            self.type_in(target.id, -1 if step < 0 else 0)

    def _on_theme(self) -> None:
        self._painter.forget()
        if self._editor is not None:
            self._place_margins(self._editor)
        self._relayout()
        self.viewport().update()

    def _option(self) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return option
