"""A date that may be missing, typed the way people write dates or picked from a calendar."""

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from inspector_app.ui.icons import set_icon
from inspector_app.ui.theme import Theme

_WRITTEN = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_CLOSED = re.compile(r"(\d{4})(\d{2})(\d{2})")


def parse_date(text: str) -> date | None:
    """Return the date written as 2026-10-21, 2026.10.21, 2026年10月21日 or 20261021.

    ``None`` for anything else, impossible days included. Full-width digits are read, too.
    """
    plain = text.strip().translate(_FULL_WIDTH)
    found = _CLOSED.fullmatch(plain) or _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


_FULL_WIDTH = str.maketrans("０１２３４５６７８９－．／", "0123456789-./")


class DateEdit(QLineEdit):
    """A field for one date; empty means none.

    Signals:
        date_changed (date | None): a date was entered or taken out.
        unreadable: the field was left with a text that is no date; it stays as typed.
    """

    date_changed = Signal(object)
    unreadable = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._date: date | None = None
        self.setMinimumWidth(140)
        self.setPlaceholderText(self.tr("年-月-日"))
        self._calendar = QAction(self)
        self._calendar.setText(self.tr("打开日历"))
        set_icon(self._calendar, theme, "calendar")
        self._calendar.triggered.connect(self._on_calendar)
        self.addAction(self._calendar, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._on_finished)

    @property
    def value(self) -> date | None:
        """The date entered last."""
        return self._date

    def set_value(self, value: date | None) -> None:
        """Show *value* without telling; not while the user types here."""
        self._date = value
        self.setText(value.isoformat() if value is not None else "")

    def _on_finished(self) -> None:
        text = self.text().strip()
        value = parse_date(text)
        if text and value is None:
            self.unreadable.emit()
            return
        self._take(value)

    def _take(self, value: date | None) -> None:
        before = self._date
        self.set_value(value)
        if value != before:
            self.date_changed.emit(value)

    def _on_calendar(self) -> None:
        shown = parse_date(self.text()) or self._date
        open_calendar(self, self._theme, shown, self._take)


def open_calendar(
    field: QWidget, theme: Theme, shown: date | None, picked: Callable[[date], None]
) -> None:
    """Let the user pick a day from a calendar below *field*, beginning with the day *shown*."""
    popup = QCalendarWidget(field)
    popup.setWindowFlag(Qt.WindowType.Popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    popup.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    popup.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames)
    _calm(popup, theme)
    if shown is not None:
        popup.setSelectedDate(QDate(shown.year, shown.month, shown.day))

    def on_clicked(day: QDate) -> None:
        picked(date(day.year(), day.month(), day.day()))

    popup.clicked.connect(on_clicked)
    popup.clicked.connect(popup.close)
    popup.move(field.mapToGlobal(QPoint(0, field.height() + 2)))
    popup.show()


def _calm(calendar: QCalendarWidget, theme: Theme) -> None:
    """Take Qt's red from the weekends and its ground from the weekdays' row."""
    plain = QTextCharFormat()
    plain.setForeground(theme.color("text"))
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, plain)
    head = QTextCharFormat()
    head.setForeground(theme.color("text2"))
    head.setBackground(theme.color("surface"))
    calendar.setHeaderTextFormat(head)
