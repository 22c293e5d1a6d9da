"""A time of day, typed the way people write it: 15:00, 1500, 9.30, 15点, 9时30分."""

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

_WRITTEN = re.compile(r"(\d{1,2})\s*[:：.时点]\s*(\d{1,2})?\s*分?")
_CLOSED = re.compile(r"(\d{1,2})(\d{2})?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．", "0123456789.")


def parse_time(text: str) -> str:
    """Return the time as hh:mm, empty for anything that is none."""
    plain = text.strip().translate(_FULL_WIDTH)
    found = _WRITTEN.fullmatch(plain) or _CLOSED.fullmatch(plain)
    if found is None:
        return ""
    hour, minute = int(found[1]), int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""


class TimeField(QLineEdit):
    """A field for one time; empty means none. Brought to hh:mm when it is left.

    Signals:
        time_changed (str): another time, hh:mm or empty.
    """

    time_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._time = ""
        self.setPlaceholderText(self.tr("时:分"))
        self.editingFinished.connect(self._on_finished)

    @property
    def value(self) -> str:
        """The time as hh:mm, empty for none or for what cannot be read."""
        return parse_time(self.text())

    @property
    def readable(self) -> bool:
        """Whether what is typed is a time, or nothing."""
        return not self.text().strip() or bool(self.value)

    def set_value(self, value: str) -> None:
        """Show *value* without telling."""
        self._time = value
        self.setText(value)

    def _on_finished(self) -> None:
        if not self.readable:
            return
        value = self.value
        self.setText(value)
        if value != self._time:
            self._time = value
            self.time_changed.emit(value)
