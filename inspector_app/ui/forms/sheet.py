"""The scrolling sheet of rows: widgets exist for what is on screen only.

Every row has a height, measured or guessed, and so a place; the widgets of rows near the
screen are made when they come near, and a few more are kept for scrolling back. Whatever
grows or vanishes above, what the user looks at stays where it is.
"""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from inspector_app.ui.forms.canvas import Canvas
from inspector_app.ui.forms.places import Places
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.rows import Row, RowKey, RowKind, Rows
from inspector_app.ui.forms.walking import BACK, TAB, neighbour, outside, stop_after
from inspector_app.ui.theme import Theme

#: Rows this far above and below the screen have widgets, in pixels.
_AHEAD = 240
#: Widgets kept beyond those on screen.
_KEPT = 60

#: Ways for the focus to come in that mean the first question.
_ENTERING = {TAB, Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason}
MakeRow = Callable[[Row], FormRowWidget]


class FormSheet(QScrollArea):
    """Shows `Rows`; *make* gives the widget of a row, filled.

    Signals:
        row_entered (RowKey | None), row_left (RowKey): the focus went into a row, out of it.
    """

    row_entered = Signal(object)
    row_left = Signal(object)

    def __init__(self, theme: Theme, make: MakeRow) -> None:
        super().__init__()
        self._make = make
        self.places = Places()
        self._alive: dict[RowKey, FormRowWidget] = {}
        self._keys: dict[QWidget, RowKey] = {}
        self._current: RowKey | None = None
        self._stale: set[RowKey] = set()
        self._working = False
        self._canvas = Canvas(theme, self.places)
        self.setWidget(self._canvas)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.arrange)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    # --- what is shown ------------------------------------------------------------------

    @property
    def rows(self) -> Rows:
        """The rows shown."""
        return self.places.rows

    @property
    def current(self) -> RowKey | None:
        """The row that has the focus."""
        return self._current

    def widget_of(self, key: RowKey) -> FormRowWidget | None:
        """Return the widget of a row, if it has one now."""
        return self._alive.get(key)

    def alive(self) -> Iterator[tuple[Row, FormRowWidget]]:
        """Yield the rows that have widgets."""
        for key, widget in list(self._alive.items()):
            at = self.rows.by_key.get(key)
            if at is not None:
                yield self.rows.rows[at], widget

    def set_rows(self, rows: Rows, *, afresh: bool = False) -> None:
        """Show *rows*; widgets of rows that are still there stay, unless all is *afresh*."""
        self.places.rows = rows
        if afresh:
            self.places.heights.clear()
        for key in list(self._alive):
            if afresh or key not in rows.by_key:
                self._drop(key)
        if afresh:
            self.verticalScrollBar().setValue(0)
        self.arrange(moved=True)

    def replace(self, row: Row) -> None:
        """Make the widget of *row* anew: it looks otherwise now."""
        old = self._alive.get(row.key)
        focused = old is not None and old.isAncestorOf(QApplication.focusWidget() or self)
        self._drop(row.key)
        self.arrange()
        if focused:
            self.focus_row(self.rows.by_key[row.key])

    def mark_stale(self, key: RowKey) -> None:
        """Measure a row anew the next time the rows are placed: its content has changed."""
        self._stale.add(key)

    def arrange(self, *, moved: bool = False) -> None:
        """Measure and place the rows; what the user looks at stays where it is.

        *moved* says that other rows are shown than before: else only heights can move them.
        """
        self._soon.stop()
        if self._working:
            return
        self._working = True
        try:
            held = self._hold()
            for _ in range(4):
                if self._measure() or moved:
                    self._place_all()
                    self._release(held)
                if not self._bring_to_life():
                    break
                moved = False
            self._put()
        finally:
            self._working = False
        self._trim()

    # --- places -------------------------------------------------------------------------

    def _measure(self) -> bool:
        """Measure what may have another height; say whether anything has."""
        places, room = self.places, self.viewport().width()
        if room != places.room:
            places.room = room
            self._stale.update(self._alive)
        changed = False
        for key in list(self._stale):
            row, widget = places.rows.row(key), self._alive.get(key)
            if row is not None and widget is not None and not row.shown:
                continue  # when it is shown again
            self._stale.discard(key)
            if row is not None and widget is not None:
                height = widget.height_at(places.row_width(row))
                changed |= places.heights.get(key) != height
                places.heights[key] = height
        return changed

    def _place_all(self) -> None:
        view = self.viewport().size()
        height = max(self.places.settle(), view.height())
        if self._canvas.size() != QSize(view.width(), height):
            self._canvas.resize(view.width(), height)

    def _hold(self) -> tuple[RowKey, int] | None:
        """Remember a row on screen, best the one with the focus, and how far down it stands."""
        scrolled, view = self.verticalScrollBar().value(), self.viewport().height()
        current = self._alive.get(self._current) if self._current is not None else None
        if current is not None and _on_screen(current, scrolled, view):
            return self._keys[current], current.y() - scrolled
        for widget in sorted(self._alive.values(), key=QWidget.y):
            if _on_screen(widget, scrolled, view):
                return self._keys[widget], widget.y() - scrolled
        return None

    def _release(self, held: tuple[RowKey, int] | None) -> None:
        if held is None:
            return
        at = self.rows.by_key.get(held[0])
        if at is not None and self.rows.rows[at].shown:
            self.verticalScrollBar().setValue(self.places.tops[at] - held[1])

    def _near(self) -> range:
        top = self.verticalScrollBar().value()
        return self.places.between(top - _AHEAD, top + self.viewport().height() + _AHEAD)

    def _bring_to_life(self) -> bool:
        """Make the widgets that are missing near the screen; say whether there were any."""
        made = False
        for at in self._near():
            row = self.rows.rows[at]
            if row.shown and row.kind is not RowKind.PAD:
                made |= row.key not in self._alive
                self._come(row)
        return made

    def _come(self, row: Row) -> FormRowWidget:
        widget = self._alive.pop(row.key, None)
        if widget is None:
            widget = self._make(row)
            widget.setParent(self._canvas)
            widget.resized.connect(partial(self._on_resized, row.key))
            self._keys[widget] = row.key
            self._stale.add(row.key)
            widget.ensurePolished()
        self._alive[row.key] = widget  # the last one in the order is the latest used
        return widget

    def _put(self) -> None:
        for key, widget in list(self._alive.items()):
            at = self.rows.by_key.get(key)
            if at is None or not self.rows.rows[at].shown:
                self._hide(widget)
                continue
            box = self.places.box(at)
            if widget.geometry().getRect() != box:
                widget.setGeometry(*box)
            if widget.isHidden():
                widget.show()
        self._canvas.update()

    def _hide(self, widget: FormRowWidget) -> None:
        if widget.isHidden():
            return
        if widget.isAncestorOf(QApplication.focusWidget() or self):
            self._flee(self._keys[widget])
        widget.hide()

    def _flee(self, key: RowKey) -> None:
        """Move the focus out of a row that vanishes, to the next one there is."""
        at = self.rows.by_key.get(key, 0)
        if not self._go(at) and not self._go(at, back=True):
            self.rest()

    def rest(self) -> None:
        """Hold the focus without giving it to a question."""
        self.setFocus(Qt.FocusReason.NoFocusReason)

    def _trim(self) -> None:
        near = {self.rows.rows[at].key for at in self._near()}
        spare = [key for key in self._alive if key not in near and key != self._current]
        for key in spare[: max(0, len(spare) - _KEPT)]:
            self._drop(key)

    def _drop(self, key: RowKey) -> None:
        widget = self._alive.pop(key, None)
        if widget is None:
            return
        if key == self._current:
            self._current = None
        del self._keys[widget]
        widget.resized.disconnect()
        if widget.isAncestorOf(QApplication.focusWidget() or self):
            self.rest()
        widget.hide()
        widget.deleteLater()

    # --- going --------------------------------------------------------------------------

    def focus_row(self, at: int) -> bool:
        """Bring row *at* into view and put the focus into it, if it takes it."""
        row = self.rows.rows[at]
        if not row.shown or row.kind is RowKind.PAD:
            return False
        self.reveal(at)
        stops = self._come(row).stops()
        self.arrange()
        self.reveal(at)
        if not stops:
            return False
        stops[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def reveal(self, at: int) -> None:
        """Scroll until row *at* can be seen whole, its top at least."""
        top, bottom = self.places.tops[at], self.places.tops[at + 1]
        bar, view = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() + 4:
            bar.setValue(max(0, top - 24))
        elif bottom > bar.value() + view:
            bar.setValue(min(top - 24, bottom - view + 24))

    def focus_next(self, *, back: bool = False) -> bool:
        """Go to the next row that takes the focus; ``False`` when there is none."""
        at = self.rows.by_key.get(self._current, -1) if self._current is not None else -1
        if at < 0 and back:
            at = len(self.rows.rows)
        return self._go(at, back=back)

    def focus_from(self, at: int) -> bool:
        """Put the focus into the first row after *at* that takes it."""
        return self._go(at)

    def _go(self, at: int, *, back: bool = False) -> bool:
        found = stop_after(self.rows.rows, at, -1 if back else 1, self._stops)
        if found is None:
            return False
        to, stops = found
        if not self._working:
            self.arrange()
            self.reveal(to)
        stops[-1 if back else 0].setFocus(BACK if back else TAB)
        return True

    def _stops(self, row: Row) -> list[QWidget]:
        return self._come(row).stops()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go through the rows in their order, then on to what stands after the form."""
        widget = QApplication.focusWidget()
        key = self._key_at(widget)
        if key is not None and widget is not None:
            beside = neighbour(self._alive[key].stops(), widget, forward=forward)
            if beside is not None:
                beside.setFocus(TAB if forward else BACK)
                return True
            if self.focus_next(back=not forward):
                return True
        return self.leave(forward=forward)

    def leave(self, *, forward: bool = True) -> bool:
        """Go to what stands after the form, or before it; ``False`` if there is nothing."""
        found = outside(self, forward=forward)
        if found is not None:
            found.setFocus(TAB if forward else BACK)
        return found is not None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the first question, or the last one coming from behind."""
        super().focusInEvent(event)
        if event.reason() in _ENTERING:
            self._current = None
            self.focus_next()
        elif event.reason() == BACK:
            self._current = None
            self.focus_next(back=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page keys scroll; everything else goes on to the form."""
        if event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            super().keyPressEvent(event)
            return
        event.ignore()

    def _key_at(self, widget: QWidget | None) -> RowKey | None:
        while widget is not None and widget is not self:
            if isinstance(widget, FormRowWidget) and widget in self._keys:
                return self._keys[widget]
            widget = widget.parentWidget()
        return None

    # --- events -------------------------------------------------------------------------

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:  # another window; the row stays the current one
            return
        key = self._key_at(new)
        if key == self._current:
            return
        before, self._current = self._current, key
        if before is not None:
            widget = self._alive.get(before)
            if widget is not None:
                widget.set_busy(busy=False)
            self.row_left.emit(before)
        if key is not None:
            self._alive[key].set_busy(busy=True)
            self.row_entered.emit(key)

    def _on_resized(self, key: RowKey) -> None:
        self._stale.add(key)
        self._soon.start()

    def _on_scrolled(self) -> None:
        if self._working:
            return
        if any(
            self.rows.rows[at].shown
            and self.rows.rows[at].kind is not RowKind.PAD
            and self.rows.rows[at].key not in self._alive
            for at in self._near()
        ):
            self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rows to the new size; the row with the focus stays in view."""
        super().resizeEvent(event)
        current, height = self._current, event.oldSize().height()
        widget = self._alive.get(current) if current is not None else None
        seen = widget is not None and _on_screen(widget, self.verticalScrollBar().value(), height)
        self.arrange(moved=True)
        if current is not None and seen and current in self.rows.by_key:
            self.reveal(self.rows.by_key[current])

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to other fonts."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._stale.update(self._alive)
            self._soon.start()


def _on_screen(widget: QWidget, scrolled: int, height: int) -> bool:
    top = widget.y() - scrolled
    return widget.isVisible() and top + widget.height() > 0 and top < height
