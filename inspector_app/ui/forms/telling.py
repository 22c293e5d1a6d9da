"""Telling what is open: in the bar, and in the list beside the form or below the bar."""

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.bar import FormBar
from inspector_app.ui.forms.open_list import OpenList
from inspector_app.ui.forms.problems import Problems
from inspector_app.ui.forms.rows import Rows

#: From this width on, what is open is listed beside the form.
BESIDE_FROM = 1000


class Telling:
    """Keeps bar and lists up to date."""

    def __init__(self, bar: FormBar, side: OpenList, problems: Problems) -> None:
        self._bar = bar
        self._side = side
        self._problems = problems

    def counts(self, *, counted: bool) -> None:
        """Say how much is open; not where nothing is *counted* (read only)."""
        self._bar.show_counts(self._problems.missing, self._problems.wrong, counted=counted)

    def lines(self, rows: Rows, sitting: Sitting | None, *, width: int, counted: bool) -> None:
        """List what is open where there is room for it."""
        beside = width >= BESIDE_FROM and counted and sitting is not None
        self._bar.set_beside(beside=beside)
        self._side.setVisible(beside)
        shown = self._side if beside else self._bar.panel if self._bar.listing else None
        if sitting is not None and shown is not None:
            items = self._problems.items(rows, sitting)
            more = self._problems.missing + self._problems.wrong - len(items)
            shown.show_items(items, more)
