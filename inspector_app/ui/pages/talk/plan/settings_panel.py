"""The settings of the plan, each with the basis it rests on; written when a field is left."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.services.mission import OpenMission
from inspector_app.services.plan_settings import SettingRow, set_plan_setting, setting_rows
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    FormRow,
    Label,
    hbox,
    icon_button,
    mark_data,
    scrolling,
    vbox,
)


class _Row(QWidget):
    """One setting: its value, and under it the basis."""

    def __init__(self, row: SettingRow, written: Callable[[str, str, str], None]) -> None:
        super().__init__()
        self.key = row.key
        self._written = written
        self._shown = (row.value, row.basis)
        self.value = QLineEdit(row.value)
        self.basis = QLineEdit(row.basis)
        for field in (self.value, self.basis):
            mark_data(field)
            field.setCursorPosition(0)
            field.editingFinished.connect(self._on_left)
        self.form = FormRow(row.label, self.value, help_text=row.hint)
        self.basis.setAccessibleName(self.tr("{label}的依据").format(label=row.label))
        self.basis.setPlaceholderText(self.tr("依据"))
        mark = Label(self.tr("依据"), role="caption")
        line = hbox(mark, self.basis, gap=S2)
        line.setStretch(1, 1)
        column = vbox(self.form, gap=S2)
        column.addLayout(line)
        self.setLayout(column)

    def show_row(self, row: SettingRow) -> None:
        """Show what is set now, unless somebody types here."""
        self._shown = (row.value, row.basis)
        for field, text in ((self.value, row.value), (self.basis, row.basis)):
            if not field.hasFocus() and field.text() != text:
                field.setText(text)
                field.setCursorPosition(0)

    def _on_left(self) -> None:
        entered = (self.value.text().strip(), self.basis.text().strip())
        if entered != self._shown:
            self._written(self.key, *entered)


class SettingsPanel(Card):
    """All settings of the plan in a column that scrolls.

    Signals:
        closed: put away.
    """

    closed = Signal()

    def __init__(self, context: PageContext[OpenMission], steps: Steps) -> None:
        super().__init__("…", pad=14, gap=S3)
        self.title.setText(self.tr("谈话安排设置"))
        self._context = context
        self._steps = steps
        self._rows: dict[str, _Row] = {}
        close = icon_button(context.theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.closed)
        self.add_to_head(close)
        self._holder = QWidget()
        self._column = vbox(gap=S3)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._holder.setLayout(self._column)
        self.add(scrolling(self._holder), stretch=1)

    def refresh(self) -> None:
        """Read the settings anew."""
        rows = setting_rows(self._context.services.reader, self._context.wording)
        for row in rows:
            if row.key in self._rows:
                self._rows[row.key].show_row(row)
            else:
                made = self._rows[row.key] = _Row(row, self._write)
                self._column.addWidget(made)

    def row(self, key: str) -> _Row:
        """Return the fields of one setting."""
        return self._rows[key]

    def focus_rules(self) -> None:
        """Put the caret on the first rule of who must be talked to."""
        first = next(row for key, row in self._rows.items() if key.startswith("rule."))
        first.value.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _write(self, key: str, value: str, basis: str) -> None:
        mission, entry = self._context.services, self._steps.new_entry()
        self._context.tasks.store(
            partial(set_plan_setting, mission, key, value, basis, entry=entry),
            done=partial(self._on_written, key, entry),
            failed=partial(self._on_refused, key),
            owner=self,
        )

    def _on_written(self, key: str, entry: str, _changes: Changes) -> None:
        self._rows[key].form.set_error("")
        self._steps.did(self.tr("改了谈话安排设置"), entry)

    def _on_refused(self, key: str, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._rows[key].form.set_error(self._context.wording.error(error))
