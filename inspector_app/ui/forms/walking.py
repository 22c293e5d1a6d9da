"""Walking through a form by Tab: row after row, whether it has a widget yet or not."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector_app.ui.forms.rows import Row, RowKind

TAB = Qt.FocusReason.TabFocusReason
BACK = Qt.FocusReason.BacktabFocusReason
_STOPPING = {RowKind.QUESTION, RowKind.ADD}

#: Returns what Tab stops at in a row, bringing it to life.
StopsOf = Callable[[Row], list[QWidget]]


def stop_after(
    rows: list[Row], at: int, step: int, stops_of: StopsOf
) -> tuple[int, list[QWidget]] | None:
    """Return the next row from *at* by *step* that takes the focus, and its stops."""
    at += step
    while 0 <= at < len(rows):
        row = rows[at]
        if row.shown and row.kind in _STOPPING:
            stops = stops_of(row)
            if stops:
                return at, stops
        at += step
    return None


def neighbour(stops: list[QWidget], widget: QWidget, *, forward: bool) -> QWidget | None:
    """Return the stop beside *widget* in its own row."""
    for place, stop in enumerate(stops):
        if stop is widget or stop.isAncestorOf(widget):
            beside = place + (1 if forward else -1)
            return stops[beside] if 0 <= beside < len(stops) else None
    return None


def outside(area: QWidget, *, forward: bool) -> QWidget | None:
    """Return what Qt's own order has after *area*, or before it."""
    step: QWidget | None = area
    while step is not None:
        step = step.nextInFocusChain() if forward else step.previousInFocusChain()
        if step is area or step is None:
            break
        tabbed = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if tabbed and step.isVisible() and step.isEnabled() and not area.isAncestorOf(step):
            return step
    return None
