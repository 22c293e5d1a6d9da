"""Dates and times: typed as people write them, days also picked from a calendar."""

from datetime import date

from PySide6.QtCore import Qt

from inspector_app.ui.forms import moments
from inspector_app.ui.forms.editors.base import Asked
from inspector_app.ui.forms.editors.texts import LineEditor
from inspector_app.ui.forms.looks import Face, Look
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.buttons import icon_button
from inspector_app.ui.widgets.dates import open_calendar, parse_date

_NOTATIONS = {
    Face.DAY: moments.DAY,
    Face.MONTH: moments.MONTH,
    Face.YEAR: moments.YEAR,
    Face.TIME: moments.TIME,
    Face.MOMENT: moments.MOMENT,
}


class WhenEditor(LineEditor):
    """A day, a month, a year, a time of day, or day and time."""

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__()
        self._theme = theme
        self._face = look.face
        self._notation = _NOTATIONS[look.face]
        examples = {
            Face.DAY: self.tr("年-月-日"),
            Face.MONTH: self.tr("年-月"),
            Face.YEAR: self.tr("年"),
            Face.TIME: self.tr("时:分"),
            Face.MOMENT: self.tr("年-月-日 时:分"),
        }
        self._example = examples[look.face]
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.button = icon_button(theme, "calendar", self.tr("打开日历"))
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.clicked.connect(self.open_calendar)
        self.row.insertWidget(1, self.button)
        self._has_calendar = look.face is Face.DAY and look.calendar
        self.button.setVisible(self._has_calendar)

    def read(self, text: str) -> str:
        """Return the moment as XForms write it; what is none stays as typed."""
        found = self._notation.read(text)
        return text.strip() if found is None else found

    def write(self, value: str) -> str:
        """Return the moment as people write it."""
        return self._notation.show(value)

    def show_asked(self, asked: Asked) -> None:
        """Show the moment; no calendar where nothing can be written."""
        super().show_asked(asked)
        self.button.setVisible(self._has_calendar and not asked.read_only)

    def open_calendar(self) -> None:
        """Let the user pick a day."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        open_calendar(self.line, self._theme, parse_date(self.line.text()), self._on_picked)

    def _on_picked(self, day: date) -> None:
        self.take(day.isoformat())
