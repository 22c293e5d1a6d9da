"""Title, addressee and date of the report, and its editions."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.services.history import writings
from inspector_app.services.source_checks import TITLE
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    DateEdit,
    FormRow,
    GrowingTextEdit,
    Inset,
    Label,
    clear_layout,
    scrolling,
    set_read_only,
)


class FrameEditor(QWidget):
    """The three fields around the text, and who reopened the report why."""

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self._desk = desk
        wording = desk.context.wording
        self.title = GrowingTextEdit(name="", placeholder=self.tr("报告的题目"))
        self.addressee = GrowingTextEdit(name="", placeholder=self.tr("主送的机关或领导"))
        self.date = DateEdit(desk.context.theme)
        self.title_row = FormRow(wording.text("records.report.fields.title"), self.title)
        self.addressee_row = FormRow(
            wording.text("records.report.fields.addressee"), self.addressee
        )
        self.date_row = FormRow(wording.text("records.report.fields.dated_on"), self.date)
        for field in (self.title, self.addressee):
            field.setProperty("boxed", True)
        self.date.date_changed.connect(self._on_date)
        self.date.unreadable.connect(self._on_unreadable)
        self._editions = Inset()
        self._history = QVBoxLayout()
        self._history.setSpacing(4)
        self._editions.body.addWidget(Label(self.tr("版次"), role="strong"))
        self._editions.body.addLayout(self._history)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(S4)
        for row in (self.title_row, self.addressee_row, self.date_row):
            column.addWidget(row)
        column.setAlignment(self.date_row, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(S3)
        column.addWidget(self._editions)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(content))

    def show_report(self) -> None:
        """Show the desk's report."""
        desk, record = self._desk, self._desk.view.report
        desk.texts.tie(self.title, record, "title")
        desk.texts.tie(self.addressee, record, "addressee")
        for edit in (self.title, self.addressee, self.date):
            set_read_only(edit, read_only=not desk.editable)
        dated = record.text("dated_on")
        if not self.date.hasFocus():
            self.date.set_value(date.fromisoformat(dated) if dated else None)
            self.date_row.set_error("")
        self.title_row.set_error(desk.missing_words(TITLE))
        self._show_editions()

    def focus_field(self, field: str) -> None:
        """Put the caret into *field*."""
        fields = {"addressee": self.addressee, "dated_on": self.date}
        fields.get(field, self.title).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_editions(self) -> None:
        clear_layout(self._history)
        record = self._desk.view.report
        for one in writings(self._desk.mission.reader, "report", record.id, "edition"):
            words = self.tr("第 {number} 版 · {who} · {when}").format(
                number=one.value, who=one.author, when=one.moment
            )
            line = f"{words}\n{one.reason}" if one.reason else words
            self._history.addWidget(Label(line, role="caption", wrap=True, data=True))

    def _on_date(self, day: date | None) -> None:
        self.date_row.set_error("")
        text = day.isoformat() if day is not None else None
        self._desk.update_report(self.tr("写成文日期"), dated_on=text)

    def _on_unreadable(self) -> None:
        self.date_row.set_error(self.tr("请写成 2026-12-04 这样的日期"))
