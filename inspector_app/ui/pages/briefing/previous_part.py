"""What the last round found: imported from a list, asked about, judged again (回头看)."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from inspector_app.domain.briefing import Judgement
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.services.extra_questions import questions_from
from inspector_app.services.look_back import (
    FindingsPreview,
    add_finding,
    counts,
    preview_findings,
    previous_findings,
)
from inspector_app.services.results import Created
from inspector_app.ui.page import Target
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.previous_form import PreviousForm
from inspector_app.ui.pages.briefing.previous_preview import PreviousPreview
from inspector_app.ui.pages.briefing.words import JUDGEMENT_SIGNS, JUDGEMENT_TONES, Words
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    Card,
    Column,
    ElidedLabel,
    EmptyState,
    Order,
    PagedTableModel,
    RecordTable,
    Row,
    hbox,
    make_button,
    vbox,
)

_FORM_WIDTHS = (360, 480)


class PreviousPart(QWidget):
    """The list at the left, the finding chosen at the right; or the preview of a file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._findings: dict[str, Record] = {}
        theme = desk.context.theme
        self.count = ElidedLabel("", tone="dim", data=True)
        self.new = make_button(self.tr("加一个新问题"), theme=theme, icon="add")
        self.import_button = make_button(self.tr("导入上轮问题…"), theme=theme, icon="import")
        self.model = PagedTableModel(self._columns(), self._ids, self._page_of)
        self.table = RecordTable(theme, self.model, name=self.tr("上轮问题"))
        self.form = PreviousForm(desk)
        self.preview = PreviousPreview(desk)
        self.empty = EmptyState(
            theme,
            icon="refresh",
            title=self.tr("还没有上轮反馈的问题"),
            text=self.tr(
                "导入上轮的问题清单或整改台账（.xlsx、.xls 或 .csv）：先预览，再一次导入；"
                "之后逐项核对、加问、重新判断。"
            ),
            action=self.tr("导入上轮问题…"),
        )
        self._lay_out()
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(self._on_opened)
        self.new.clicked.connect(self._on_new)
        self.import_button.clicked.connect(self._on_import)
        self.empty.acted.connect(self._on_import)
        self.preview.closed.connect(self._on_preview_closed)

    def _columns(self) -> tuple[Column, ...]:
        def field(name: str) -> str:
            return self._words.field("previous_finding", name)

        return (
            Column("number", field("number"), 84, sortable=False),
            Column("problem", field("problem"), sortable=False),
            Column("judgement", field("judgement"), 178, pill=True, sortable=False),
        )

    def _lay_out(self) -> None:
        left = Card(gap=S3)
        tools = hbox(self.count, self.new, self.import_button, gap=S3)
        tools.setStretch(0, 1)
        left.body.addLayout(tools)
        left.add(self.table, stretch=1)
        left.add(self.empty, stretch=1)
        self.form.setMinimumWidth(_FORM_WIDTHS[0])
        self.form.setMaximumWidth(_FORM_WIDTHS[1])
        both = QWidget()
        row = hbox(gap=S4)
        row.addWidget(left, 1)
        row.addWidget(self.form, 1)
        both.setLayout(row)
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(self.preview)
        page = vbox(gap=0)
        page.addWidget(self._stack, 1)
        self.setLayout(page)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the findings anew if they or what comes from them changed."""
        types = ("previous_finding", "extra_question", "extra_answer", "evidence", "official")
        if changes is not None and not changes.touches(*types):
            return
        findings = previous_findings(self._desk.mission.reader)
        self._findings = {one.id: one for one in findings}
        there = bool(findings)
        self.table.setVisible(there)
        self.empty.setVisible(not there)
        for widget in (self.count, self.new, self.import_button):
            widget.setVisible(there)
        self.model.reload()
        found = counts(findings)
        judged = len(findings) - found[None]
        parts = [self.tr("已判断 {judged} / {count}").format(judged=judged, count=len(findings))]
        parts += [f"{self._words.judgement(j.value)} {found[j]}" for j in Judgement if found[j]]
        self.count.setText(" · ".join(parts))
        if there and self.table.current_id not in self._findings:
            self.table.select_record(findings[0].id)
        self._show_form()

    def _ids(self, _order: Order) -> Sequence[str]:
        return tuple(self._findings)

    def _page_of(self, ids: Sequence[str]) -> Mapping[str, Row]:
        rows: dict[str, Row] = {}
        for one in (self._findings[key] for key in ids if key in self._findings):
            code = one.text("judgement")
            known = Judgement(code) if code in frozenset(Judgement) else None
            tone: Tone = JUDGEMENT_TONES[known] if known else "neutral"
            words = f"{JUDGEMENT_SIGNS[known]} {self._words.judgement(code)}" if known else "□"
            if known is None:
                words = self.tr("□ 未判断")
            elif not one.text("basis").strip():
                words = self.tr("{judgement}，缺依据").format(judgement=words)
                tone = "warn"
            cells = (one.text("number"), one.text("problem") or self.tr("还没有写"), words)
            rows[one.id] = Row(cells, {"judgement": tone})
        return rows

    def _show_form(self) -> None:
        finding = self._findings.get(self.table.current_id)
        reader = self._desk.mission.reader
        questions = questions_from(reader, finding.id) if finding is not None else ()
        self.form.show_finding(finding, questions)

    def go_to(self, target: Target) -> None:
        """Show the finding of *target*."""
        if self.table.select_record(target.get("previous_finding", "")):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def where(self) -> Target:
        """Return what leads back to the finding shown."""
        current = self.table.current_id
        return {"previous_finding": current} if current in self._findings else {}

    # --- doing --------------------------------------------------------------------------

    def _on_selected(self, _finding: str) -> None:
        self._desk.texts.commit()
        self._show_form()

    def _on_opened(self, _finding: str) -> None:
        self.form.judgement.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new(self) -> None:
        mission = self._desk.mission
        judgement = Judgement.NEW_PROBLEM.value
        self._desk.write(
            self.tr("加一个新问题"),
            lambda entry: add_finding(
                mission, judgement=judgement, judged_by=mission.me,
                judged_on=mission.today(), entry=entry,
            ),
            done=self._on_added,
        )  # fmt: skip

    def _on_added(self, made: Created) -> None:
        self.table.select_record(made.id)
        edit = self.form.longs["problem"]
        edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_import(self) -> None:
        dialog = QFileDialog(self, self.tr("导入上轮问题"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{self.tr('问题清单')} (*.xlsx *.xls *.csv)")
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name)))
        dialog.show()

    def read_file(self, path: Path) -> None:
        """Read a list beside the work, then show what importing it would do."""
        known = previous_findings(self._desk.mission.reader)
        self._desk.context.tasks.work(
            lambda: preview_findings(path, known),
            done=lambda preview: self._on_read(path, preview),
            owner=self,
        )

    def _on_read(self, path: Path, preview: FindingsPreview) -> None:
        self.preview.show_preview(path.name, preview)
        self._stack.setCurrentWidget(self.preview)
        self.preview.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_preview_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
