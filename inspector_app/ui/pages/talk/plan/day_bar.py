"""Which day or week the calendar shows, and what its columns are."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from inspector_app.ui.pages.talk.plan.sheet import Arrangement, week_of
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import Label, hbox, icon_button, make_button
from inspector_app.ui.widgets.dates import open_calendar


class DayBar(QWidget):
    """Buttons to turn the days; the choice of columns stands apart (``arrangement``).

    Signals:
        changed: another day, or other columns.
    """

    changed = Signal()

    def __init__(self, theme: Theme, today: str) -> None:
        super().__init__()
        self._theme = theme
        self._day = today
        self._weekdays: frozenset[int] = frozenset(range(1, 8))
        self.previous = icon_button(theme, "chevron_left", self.tr("前一天（PgUp）"))
        self.today = make_button(self.tr("今天"))
        self.next = icon_button(theme, "chevron_right", self.tr("后一天（PgDn）"))
        self.pick = icon_button(theme, "calendar", self.tr("选日期"))
        self.label = Label("", role="card")
        self.arrangement = QComboBox()
        self.arrangement.setAccessibleName(self.tr("按什么排列"))
        for words, one in (
            (self.tr("按谈话室"), Arrangement.ROOMS),
            (self.tr("按组员"), Arrangement.MEMBERS),
            (self.tr("按周"), Arrangement.WEEK),
        ):
            self.arrangement.addItem(words, one)
        self.setLayout(hbox(self.previous, self.today, self.next, self.pick, self.label, gap=S2))
        self.previous.clicked.connect(partial(self.turn, -1))
        self.next.clicked.connect(partial(self.turn, 1))
        self.today.clicked.connect(partial(self.show_day, today))
        self.pick.clicked.connect(self._on_pick)
        self.arrangement.currentIndexChanged.connect(self._on_arranged)
        self._show_label()

    @property
    def day(self) -> str:
        """The day that is shown, or whose week is."""
        return self._day

    @property
    def columns(self) -> Arrangement:
        """What the columns are."""
        return Arrangement(self.arrangement.currentData())

    def set_weekdays(self, weekdays: frozenset[int]) -> None:
        """Skip the other days when turning."""
        self._weekdays = weekdays

    def show_day(self, day: str, _checked: bool = False) -> None:
        """Show *day* (yyyy-mm-dd)."""
        self._day = day
        self._show_label()
        self.changed.emit()

    def turn(self, by: int, _checked: bool = False) -> None:
        """Show the next or an earlier working day, or week."""
        span = 7 if self.columns is Arrangement.WEEK else 1
        day = date.fromisoformat(self._day) + timedelta(days=by * span)
        while span == 1 and self._weekdays and day.isoweekday() not in self._weekdays:
            day += timedelta(days=by)
        self.show_day(day.isoformat())

    def weekday_names(self) -> Sequence[str]:
        """Return the names of the days of the week, from Monday."""
        return (
            self.tr("星期一"),
            self.tr("星期二"),
            self.tr("星期三"),
            self.tr("星期四"),
            self.tr("星期五"),
            self.tr("星期六"),
            self.tr("星期日"),
        )

    def span(self) -> tuple[str, str]:
        """Return the first and the last day that is shown."""
        if self.columns is Arrangement.WEEK:
            days = week_of(self._day)
            return days[0], days[-1]
        return self._day, self._day

    def _show_label(self) -> None:
        first, last = self.span()
        if first != last:
            self.label.setText(f"{first} – {last[5:]}")
        else:
            weekday = self.weekday_names()[date.fromisoformat(self._day).weekday()]
            self.label.setText(f"{self._day} {weekday}")

    def _on_arranged(self) -> None:
        self._show_label()
        self.changed.emit()

    def _on_pick(self) -> None:
        shown = date.fromisoformat(self._day)
        open_calendar(self.pick, self._theme, shown, lambda day: self.show_day(day.isoformat()))
