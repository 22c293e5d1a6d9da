"""The calendar: talks as blocks, moved by the mouse or by the keys; a clash shows at once.

Keys: the arrows choose a talk; Space or F2 takes it up, then the arrows move it (five
minutes; with Ctrl half an hour) and from column to column, Enter or Space puts it down, Esc
puts it back. Enter opens a talk, Delete takes it out of the plan. The day and the columns
belong to who uses this.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from inspector_app.ui.pages.talk.plan.calendar_frame import GUTTER, HEAD, LEAST_COLUMN, Frame
from inspector_app.ui.pages.talk.plan.calendar_paint import CalendarPaint
from inspector_app.ui.pages.talk.plan.sheet import DAY_MINUTES, Block, Sheet, clock
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import announce, mark_data

STEP = 5
FAR = 30
_DRAG = 5
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_OTHERS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home)
_ARROWS = {
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}

#: Says in words what would stand in the way of a block there; empty for nothing.
Check = Callable[[Block, int, int], str]


@dataclass(slots=True)
class _Carried:
    """A block that has been taken up, and where it is held; ``grip`` is where the mouse has it."""

    block: Block
    column: int
    starts: int
    clash: str = ""
    grip: float = 0.0

    @property
    def ends(self) -> int:
        return self.starts + self.block.ends - self.block.starts


class PlanCalendar(QAbstractScrollArea):
    """Shows a `Sheet`.

    Signals:
        opened (str): a talk.
        removed (str): take this talk out of the plan.
        dropped (object, int, int): a `Block` put down in a column at a minute.
        empty_chosen (int, int): a free place: column and minute.
        told (str, bool): what is selected or carried, in words; whether it clashes.
    """

    opened = Signal(str)
    removed = Signal(str)
    dropped = Signal(object, int, int)
    empty_chosen = Signal(int, int)
    told = Signal(str, bool)

    def __init__(self, theme: Theme, *, check: Check) -> None:
        super().__init__()
        self._theme = theme
        self._paint = CalendarPaint(theme)
        self._check = check
        self._sheet: Sheet | None = None
        self._current = ""
        self._column = 0
        self._carried: _Carried | None = None
        self._ghosts: tuple[Block, ...] = ()
        self._pressed: QPointF | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("谈话日程"))
        self.setAccessibleDescription(
            self.tr("方向键选谈话；空格拿起，再用方向键挪动，回车放下，Esc 放回；回车打开")
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setProperty("role", "plain")
        mark_data(self)
        self.viewport().setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    # --- content -------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self._sheet

    @property
    def carrying(self) -> bool:
        """Whether a talk has been taken up."""
        return self._carried is not None

    @property
    def current(self) -> Block | None:
        """The block that is selected."""
        blocks = self._sheet.blocks if self._sheet else ()
        own = [one for one in blocks if one.talk == self._current]
        return next((one for one in own if one.column == self._column), own[0] if own else None)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show *sheet*; the talk that is selected stays so."""
        self._sheet = sheet
        self._carried = None
        self._set_bars()
        self.viewport().update()

    def show_ghosts(self, ghosts: tuple[Block, ...]) -> None:
        """Show in outline what is only proposed."""
        self._ghosts = ghosts
        self.viewport().update()

    def select(self, talk: str) -> None:
        """Make a talk current."""
        self._current = talk
        block = self.current
        if block is not None:
            self._column = block.column
            self._show_minutes(block.starts, block.ends)
            self._tell(block.spoken, clash=bool(block.clash))
        self.viewport().update()

    def take_up(self) -> None:
        """Take up the talk that is selected, unless it has begun."""
        block = self.current
        if block is None:
            return
        if block.fixed:
            self._tell(self.tr("谈话已经开始，不能再挪动"), clash=True)
            return
        self._carried = _Carried(block, block.column, block.starts)
        self._tell_carried()

    def put_back(self) -> None:
        """Put what was taken up back where it was."""
        if self._carried is not None:
            self._carried = None
            self._tell(self.tr("已放回原处"), clash=False)
            self.viewport().update()

    def put_down(self) -> None:
        """Put it down here; where it clashes it stays in the hand."""
        carried = self._carried
        if carried is None:
            return
        if carried.clash:
            self._tell_carried()
            return
        self._carried = None
        at = (carried.block.column, carried.block.starts)
        if at != (carried.column, carried.starts):
            self._column = carried.column
            self.dropped.emit(carried.block, carried.column, carried.starts)
        self.viewport().update()

    # --- painting ------------------------------------------------------------------

    @property
    def frame(self) -> Frame | None:
        """Where things stand now."""
        if self._sheet is None:
            return None
        room = self.viewport()
        return Frame(
            self._sheet,
            room.width(),
            room.height(),
            self.horizontalScrollBar().value(),
            self.verticalScrollBar().value(),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw hours, columns, talks, and what is carried."""
        frame, carried = self.frame, self._carried
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), self._theme.color("surface"))
        if frame is None:
            return
        painter.save()
        painter.setClipRect(QRectF(0, HEAD, frame.width, frame.height))
        self._paint.ground(painter, frame)
        for block in frame.sheet.blocks:
            held = carried is not None and block == carried.block
            focused = self.hasFocus() and block.talk == self._current
            rect = frame.rect_of(block)
            self._paint.block(painter, block, rect, faint=held, focused=focused)
        for ghost in self._ghosts:
            words = f"{ghost.title} {clock(ghost.starts)}–{clock(ghost.ends)}"
            rect = frame.span(ghost.column, ghost.starts, ghost.ends)
            self._paint.carried(painter, rect, words, clash=False)
        if carried is not None:
            rect = frame.span(carried.column, carried.starts, carried.ends)
            times = f"{clock(carried.starts)}–{clock(carried.ends)}"
            words = f"{times} {carried.block.title}"
            self._paint.carried(painter, rect, words, clash=bool(carried.clash))
        painter.restore()
        self._paint.head(painter, frame)

    # --- events --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the module's text."""
        key = Qt.Key(event.key())
        if self._carried is not None:
            self._carry_by_key(
                key, far=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            )
            return
        block = self.current
        if key in _ARROWS and not event.modifiers():
            self._choose(*_ARROWS[key])
        elif block is not None and key in {Qt.Key.Key_Space, Qt.Key.Key_F2}:
            self.take_up()
        elif block is not None and key in _ENTER:
            self.opened.emit(block.talk)
        elif block is not None and key == Qt.Key.Key_Delete and not block.fixed:
            self.removed.emit(block.talk)
        elif key in _OTHERS:
            event.ignore()  # the days belong to who uses this
        else:
            super().keyPressEvent(event)

    def _carry_by_key(self, key: Qt.Key, *, far: bool) -> None:
        carried = self._carried
        if carried is None:
            return
        if key in _ARROWS:
            across, down = _ARROWS[key]
            self._carry(carried.column + across, carried.starts + down * (FAR if far else STEP))
            self._show_minutes(carried.starts, carried.ends)
        elif key in _ENTER or key == Qt.Key.Key_Space:
            self.put_down()
        elif key == Qt.Key.Key_Escape:
            self.put_back()

    def _carry(self, column: int, starts: int) -> None:
        carried, sheet = self._carried, self._sheet
        if carried is None or sheet is None or not 0 <= column < len(sheet.columns):
            return
        length = carried.block.ends - carried.block.starts
        starts = min(max(starts, 0), DAY_MINUTES - length)
        if (column, starts) == (carried.column, carried.starts):
            return
        carried.column, carried.starts = column, starts
        carried.clash = self._check(carried.block, column, starts)
        self._tell_carried()

    def _choose(self, across: int, down: int) -> None:
        """Select the nearest talk in a direction, or the first one."""
        found = self._sheet.neighbour(self.current, across, down) if self._sheet else None
        if found is not None:
            self.select_block(found)

    def select_block(self, block: Block) -> None:
        """Make a talk current in one of its columns."""
        self._column = block.column
        self.select(block.talk)
        self._column = block.column

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select; what is pressed can be dragged."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() != Qt.MouseButton.LeftButton or self._carried is not None:
            return
        block = self._block_at(event.position())
        if block is None:
            self._current = ""
            self.viewport().update()
            return
        self.select_block(block)
        self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was pressed, in steps of five minutes."""
        point = event.position()
        if self._pressed is not None and self._carried is None:
            away = (point - self._pressed).manhattanLength()
            if away > _DRAG:
                self._drag(self._pressed)
        if self._carried is not None and self._pressed is not None:
            column, minute = self._place_at(point)
            starts = round((minute - self._carried.grip) / STEP) * STEP
            self._carry(column if column >= 0 else self._carried.column, starts)
            return
        hot = self._block_at(point)
        shape = (
            Qt.CursorShape.OpenHandCursor if hot and not hot.fixed else Qt.CursorShape.ArrowCursor
        )
        self.viewport().setCursor(shape)
        self.viewport().setToolTip(hot.spoken if hot else "")

    def _drag(self, pressed: QPointF) -> None:
        """Take up what was pressed, held where it was pressed."""
        self.take_up()
        carried = self._carried
        if carried is None:
            self._pressed = None
        else:
            carried.grip = self._place_at(pressed)[1] - carried.block.starts

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put down what was dragged; over a clash it goes back."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        carried = self._carried
        if carried is not None and carried.clash:
            words = carried.clash
            self._carried = None
            self._tell(words, clash=True)
            self.viewport().update()
        else:
            self.put_down()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a talk, or plan one in a free place."""
        self._pressed = None
        block = self._block_at(event.position())
        column, minute = self._place_at(event.position())
        if block is not None:
            self.opened.emit(block.talk)
        elif column >= 0:
            self.empty_chosen.emit(column, int(minute // FAR * FAR))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the day into the height there is."""
        super().resizeEvent(event)
        self._set_bars()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        if self.current is None and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._choose(0, 1)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put back what is carried by the keys: nothing hangs in the air."""
        super().focusOutEvent(event)
        if self._pressed is None:
            self.put_back()
        self.viewport().update()

    def minimumSizeHint(self) -> QSize:
        """Room for two columns and some hours."""
        return QSize(GUTTER + 2 * LEAST_COLUMN, 220)

    # --- helpers -------------------------------------------------------------------

    def _block_at(self, point: QPointF) -> Block | None:
        frame = self.frame
        return frame.block_at(point) if frame else None

    def _place_at(self, point: QPointF) -> tuple[int, float]:
        frame = self.frame
        return frame.place(point) if frame else (-1, 0)

    def _set_bars(self) -> None:
        frame = self.frame
        if frame is None:
            return
        wide, high = frame.spare
        self.verticalScrollBar().setRange(0, high)
        self.verticalScrollBar().setPageStep(frame.height - HEAD)
        self.verticalScrollBar().setSingleStep(24)
        self.horizontalScrollBar().setRange(0, wide)
        self.horizontalScrollBar().setPageStep(frame.width - GUTTER)

    def _show_minutes(self, starts: int, ends: int) -> None:
        bar, frame = self.verticalScrollBar(), self.frame
        if frame is None:
            return
        top, bottom = frame.y(starts), frame.y(ends)
        if top < HEAD:
            bar.setValue(int(bar.value() + top - HEAD) - 8)
        elif bottom > frame.height:
            bar.setValue(int(bar.value() + bottom - frame.height) + 8)

    def _tell_carried(self) -> None:
        carried, sheet = self._carried, self._sheet
        if carried is None or sheet is None:
            return
        times = f"{clock(carried.starts)}–{clock(carried.ends)}"
        words = f"{carried.block.title} · {sheet.columns[carried.column].label} {times}"
        self._tell(carried.clash or words, clash=bool(carried.clash))
        self.viewport().update()

    def _tell(self, words: str, *, clash: bool) -> None:
        self.setAccessibleDescription(words)
        announce(self)
        self.told.emit(words, clash)
