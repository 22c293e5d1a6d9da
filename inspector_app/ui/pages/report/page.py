"""The report page: outline, editor of one part, the page as it will print."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.services import report, report_checks
from inspector_app.services.mission import OpenMission
from inspector_app.services.paper_words import Printable
from inspector_app.services.report import ReportView, current_report, report_view
from inspector_app.services.report_checks import ReportCheck
from inspector_app.services.report_outline import (
    OutlineKey,
    OutlineRow,
    Part,
    PartState,
    key_of,
    outline,
    target_of,
)
from inspector_app.services.report_paper import report_printable
from inspector_app.services.talk_papers import number_one_talk_printable
from inspector_app.ui.page import Page, PageContext, Target
from inspector_app.ui.pages.common.paper_preview import PaperPreview
from inspector_app.ui.pages.report.checks import ChecksPanel
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.pages.report.frame_editor import FrameEditor
from inspector_app.ui.pages.report.outline import OutlineLine, OutlineView, is_number_one
from inspector_app.ui.pages.report.section_editor import SectionEditor
from inspector_app.ui.pages.report.talk_report import TalkReportForm
from inspector_app.ui.pages.report.whole import WholeReport
from inspector_app.ui.pages.report.words import full_title, hint, short_title
from inspector_app.ui.theme.metrics import S2, S3, S4, S5
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    Label,
    Pane,
)

#: What a change of other records does to the report: numbers, names, figures, what is missing.
_CONCERNED = (
    "report",
    "report_block",
    "working_paper",
    "official",
    "talk",
    "submission",
    "briefing",
    "lead",
    "approval",
    "number_one_talk_report",
    "mission",
    "user",
    "term",
    "evidence",
)
_OUTLINE_WIDTH = 236
#: Narrower pages show no preview beside the text.
_PREVIEW_FROM = 900


class ReportPage(Page[OpenMission]):
    """Draft the report under its fixed sections, see what it lacks and how it prints."""

    key = "report"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        self.desk = ReportDesk(context, self)
        self._rows: tuple[OutlineRow, ...] = ()
        self._check: ReportCheck | None = None
        self._current: OutlineKey | None = None
        self._previewed: tuple[str, str] = ("", "")
        self._turned_to: OutlineKey | None = None
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.whole = WholeReport(self.desk, self)
        self.empty = EmptyState(
            theme,
            icon="report",
            title=self.tr("还没有开始起草"),
            text=self.context.wording.text("report_page.empty"),
            action=self.tr("开始起草"),
        )
        self.outline = OutlineView(theme)
        self.title = Label("", role="card", wrap=True, data=True)
        self.hint = Label("", role="caption", wrap=True, data=True)
        self.sections = SectionEditor(self.desk)
        self.frame = FrameEditor(self.desk)
        self.talk_report = TalkReportForm(self.desk)
        self.nothing = QWidget()
        self.editors = QStackedWidget()
        self.checks = ChecksPanel(self.desk, self._where_words)
        self.preview = PaperPreview(self.context, name=self.tr("报告印出的样子"))

    def _lay_out(self) -> None:
        outline_card = Card(self.tr("提纲"), pad=S3, gap=S2)
        outline_card.setFixedWidth(_OUTLINE_WIDTH)
        outline_card.add(self.outline, stretch=1)
        for editor in (self.sections, self.frame, self.talk_report, self.nothing):
            self.editors.addWidget(editor)
        editor_card = Card(gap=S2)
        editor_card.add(self.title, self.hint)
        editor_card.add(self.editors, stretch=3)
        editor_card.add(self.checks, stretch=0)
        columns = QHBoxLayout()
        columns.setSpacing(S4)
        columns.addWidget(outline_card)
        columns.addWidget(editor_card, 50)
        columns.addWidget(self.preview, 50)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S3)
        column.addWidget(self.whole.confirm)
        column.addWidget(self.whole.reason)
        column.addLayout(columns, 1)
        self._work = work
        self._stack = QStackedLayout()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(work)
        pane = Pane()
        pane.setLayout(self._stack)
        page = QVBoxLayout(self)
        page.setContentsMargins(S5, S4, S5, S4)
        page.setSpacing(S4)
        page.addWidget(self.whole.header)
        page.addWidget(pane, 1)

    def _connect(self) -> None:
        self.empty.acted.connect(self._on_begin)
        self.outline.chosen.connect(self._on_chosen)
        self.outline.entered.connect(self._on_entered)
        self.checks.jumped.connect(self._on_jump)
        self.desk.jumped.connect(self._on_jump)
        self.desk.texts.typed.connect(self.preview.renew)
        self.desk.block_entered.connect(self._on_block_entered)
        self.talk_report.export_wanted.connect(self._on_export_talk_report)
        self.whole.refused.connect(self.checks.show_all)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the report, its outline and what it lacks."""
        if changes is not None and not changes.touches(*_CONCERNED):
            return
        mission = self.context.services
        reader = mission.reader
        record = current_report(reader)
        self._stack.setCurrentIndex(0 if record is None else 1)
        if record is None:
            self.whole.show_none()
            return
        view = report_view(reader, record.id)
        own = changes is not None and changes.record_types <= {"report", "report_block"}
        known = self._check.findings if own and self._check is not None else None
        check = report_checks.check_report(
            reader, mission.id, view, user=mission.me, findings=known
        )
        self._check = check
        sees = report_checks.sees_restricted(reader, mission.me)
        self._rows = outline(view, check.missing, sees_restricted=sees)
        self.desk.load(view, check.missing)
        self._show_outline(view)
        self.whole.show_report(check.missing)
        self._show_current()
        self.preview.renew()

    def _show_outline(self, view: ReportView) -> None:
        wording = self.context.wording
        self.outline.set_lines(
            [
                OutlineLine(
                    key=row.key,
                    title=short_title(row, view, wording),
                    level=row.level,
                    state=row.state,
                    missing=len(row.missing),
                    in_number_one=is_number_one(row.key),
                )
                for row in self._rows
            ]
        )
        if self._row_of(self._current) is None:
            self._current = next(r.key for r in self._rows if r.key.part is Part.SECTION)
        if self._current is not None:
            self.outline.set_current(self._current)

    def _row_of(self, key: OutlineKey | None) -> OutlineRow | None:
        return next((row for row in self._rows if row.key == key), None)

    def _show_current(self) -> None:
        row = self._row_of(self._current)
        if row is None:
            return
        view, wording, key = self.desk.view, self.context.wording, row.key
        self.title.setText(full_title(row, view, wording))
        self.hint.setText(hint(key, wording))
        match key.part:
            case Part.SECTION:
                self.sections.show_section(key)
                self.editors.setCurrentWidget(self.sections)
            case Part.FRAME:
                self.frame.show_report()
                self.editors.setCurrentWidget(self.frame)
            case Part.TALK_REPORT:
                self.talk_report.show_official(key.official)
                self.editors.setCurrentWidget(self.talk_report)
            case _:
                self.editors.setCurrentWidget(self.nothing)
        self.checks.setVisible(row.state is not PartState.HIDDEN)
        if self._check is not None:
            self.checks.show_missing(row.missing, self._check.missing, self._check.hits)
        self._preview(row)

    def _preview(self, row: OutlineRow) -> None:
        told = self.talk_report.record if row.key.part is Part.TALK_REPORT else None
        if row.key.part is Part.TALK_REPORT and told is None:
            wanted = ("", "")
        elif told is not None:
            wanted = ("number_one_talk_report", told.id)
        else:
            wanted = ("report", self.desk.view.report.id)
        if row.key != self._turned_to:  # only then: what is being looked at stays in view
            self._turned_to = row.key
            self.preview.go_to_heading(row.printed if wanted[0] == "report" else -1)
        if wanted != self._previewed:
            self._previewed = wanted
            if told is not None:
                self.preview.set_paper(partial(self._gather_told, told.id))
            else:
                self.preview.set_paper(self._gather_report if wanted[1] else None)

    def _on_block_entered(self, block: str) -> None:
        """Turn the preview to the block that is being worked on."""
        row = self._row_of(self._current)
        card = self.sections.cards.get(block)
        if row is not None and card is not None:
            words = next((edit.text for edit in card.edits if edit.text.strip()), "")
            self.preview.reveal_words(words, row.printed)

    def _gather_report(self) -> Printable:
        mission, text = self.context.services, self.desk.view.report
        # What is being typed now is shown, too; a final report has no such thing.
        return report_printable(mission, text.id, typed=self.desk.texts.live())

    def _gather_told(self, record: str) -> Printable:
        return number_one_talk_printable(self.context.services, record, draft=True)

    def _where_words(self, place: str) -> str:
        """Return where a hit of source protection stands, in words."""
        paper = self.desk.papers.get(place)
        if paper is not None:
            number = paper.text("number") or paper.text("draft_number")
            return self.tr("底稿 {number} 的题目").format(number=number)
        row = self._row_of(key_of(self.desk.view, {"block": place}))
        return short_title(row, self.desk.view, self.context.wording) if row is not None else ""

    # --- moving about -------------------------------------------------------------------

    def go_to(self, target: Target) -> None:
        """Show the part and block that *target* names."""
        if current_report(self.context.services.reader) is None:
            return
        paper = target.get("working_paper", "")
        if paper:  # approved but not yet in the report: say it where it belongs
            self.context.navigate("working_paper", {"working_paper": paper})
            return
        told = target.get("number_one_talk_report", "")
        if told:
            record = self.context.services.reader.get("number_one_talk_report", told)
            target = {"talk_report": record.text("official") if record is not None else ""}
        key = key_of(self.desk.view, target)
        if key is None:
            return
        self._choose(key)
        block = target.get("block", "") or target.get("report_block", "")
        field = target.get("field", "")
        if key.part is Part.FRAME:
            self.frame.focus_field(field)
        elif key.part is Part.SECTION and (block or field):
            self.sections.focus(block, field)
        self.outline.set_current(key)

    def where(self) -> Target:
        """Return the part that is shown."""
        return target_of(self._current) if self._current is not None else {}

    def _choose(self, key: OutlineKey) -> None:
        if key.part is Part.CHAPTER:
            return
        self.desk.texts.commit()
        self._current = key
        self.outline.set_current(key)
        self._show_current()

    def _on_chosen(self, key: OutlineKey) -> None:
        self._choose(key)

    def _on_entered(self) -> None:
        key = self._current
        if key is None:
            return
        if key.part is Part.SECTION:
            self.sections.focus_first()
        elif key.part is Part.FRAME:
            self.frame.focus_field("title")
        elif key.part is Part.TALK_REPORT:
            self.talk_report.focus_first()

    def _on_jump(self, page: str, target: dict[str, str]) -> None:
        if page == self.key:
            self.go_to(target)
        else:
            self.context.navigate(page, target)

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.desk.texts.commit()

    def release(self) -> None:
        """Stop typing's timers and the preview."""
        self.desk.texts.stop()
        self.preview.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the text where there is little of it."""
        super().resizeEvent(event)
        self.preview.setVisible(self.width() >= _PREVIEW_FROM)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page is leaving the field."""
        self.desk.texts.commit()
        super().hideEvent(event)

    # --- beginning and saving -----------------------------------------------------------

    def _on_begin(self) -> None:
        self.context.tasks.store(
            partial(report.begin_report, self.context.services),
            done=lambda _made: QTimer.singleShot(0, self, self._on_begun),
            owner=self,
        )

    def _on_begun(self) -> None:
        self.outline.setFocus()

    def _on_export_talk_report(self) -> None:
        record = self.talk_report.record
        if record is not None:
            self.whole.export_talk_report(record.id, self.talk_report.title)
