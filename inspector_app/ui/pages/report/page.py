"""The report page: outline, editor of one part, the page as it will print."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.missing import Missing, blocking
from inspector_app.domain.vocabulary import Purpose, Role
from inspector_app.services import report, report_checks, report_final, source_checks
from inspector_app.services.approvals import approvals
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.services.paper_words import Printable
from inspector_app.services.report import ReportView, current_report, report_view
from inspector_app.services.report_outline import (
    OutlineKey,
    OutlineRow,
    Part,
    key_of,
    outline,
    target_of,
)
from inspector_app.services.report_paper import report_printable
from inspector_app.services.talk_papers import number_one_talk_printable
from inspector_app.ui.page import Notice, Page, PageContext, Target
from inspector_app.ui.pages.common.paper_export import ExportedPaper, Kind, PaperExport
from inspector_app.ui.pages.common.paper_preview import PaperPreview
from inspector_app.ui.pages.report.checks import ChecksPanel
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.pages.report.frame_editor import FrameEditor
from inspector_app.ui.pages.report.outline import OutlineLine, OutlineView, is_number_one
from inspector_app.ui.pages.report.section_editor import SectionEditor
from inspector_app.ui.pages.report.talk_report import TalkReportForm
from inspector_app.ui.pages.report.words import full_title, hint, short_title
from inspector_app.ui.theme.metrics import S2, S3, S4, S5
from inspector_app.ui.widgets import (
    Card,
    ConfirmStrip,
    EmptyState,
    Label,
    PageHeader,
    Pane,
    Pill,
    ReasonStrip,
    make_button,
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


class ReportPage(Page[OpenMission]):
    """Draft the report under its fixed sections, see what it lacks and how it prints."""

    key = "report"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        self.desk = ReportDesk(context, self)
        self._rows: tuple[OutlineRow, ...] = ()
        self._missing: tuple[Missing, ...] = ()
        self._current: OutlineKey | None = None
        self._previewed: tuple[str, str] = ("", "")
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.header = PageHeader(self._page_title())
        self.state = Pill(theme)
        self.export_pdf = make_button(self.tr("导出 PDF"), theme=theme, icon="export")
        self.export_docx = make_button(self.tr("导出 Word"), theme=theme, icon="export")
        self.finalise = make_button(self.tr("定稿…"), role="primary")
        self.reopen = make_button(self.tr("重新打开…"))
        self.confirm = ConfirmStrip(theme)
        self.reason = ReasonStrip(theme)
        self.export = PaperExport(self.context, self, self.confirm)
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

    def _page_title(self) -> str:
        return self.context.wording.text("report_page.title")

    def _lay_out(self) -> None:
        self.header.add_pill(self.state)
        self.header.title.setProperty("data", True)
        self.header.add_action(self.export_pdf, self.export_docx, self.reopen, self.finalise)
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
        column.addWidget(self.confirm)
        column.addWidget(self.reason)
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
        page.addWidget(self.header)
        page.addWidget(pane, 1)

    def _connect(self) -> None:
        self.empty.acted.connect(self._on_begin)
        self.outline.chosen.connect(self._on_chosen)
        self.outline.entered.connect(self._on_entered)
        self.checks.jumped.connect(self._on_jump)
        self.desk.jumped.connect(self._on_jump)
        self.desk.texts.typed.connect(self.preview.renew)
        self.export_pdf.clicked.connect(partial(self._on_export, "pdf"))
        self.export_docx.clicked.connect(partial(self._on_export, "docx"))
        self.talk_report.export_wanted.connect(self._on_export_talk_report)
        self.finalise.clicked.connect(self._on_finalise)
        self.reopen.clicked.connect(self._on_reopen)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the report, its outline and what it lacks."""
        if changes is not None and not changes.touches(*_CONCERNED):
            return
        mission = self.context.services
        reader = mission.reader
        record = current_report(reader)
        begun = record is not None
        self._stack.setCurrentIndex(1 if begun else 0)
        for widget in (self.export_pdf, self.export_docx, self.finalise, self.state):
            widget.setVisible(begun)
        self.reopen.setVisible(False)
        self.header.subtitle.setText("")
        if record is None:
            return
        view = report_view(reader, record.id)
        missing = report_checks.report_missing(reader, mission.id, record.id)
        self._missing = tuple(missing)
        self._rows = outline(view, missing)
        self.desk.load(view, missing)
        self._show_outline(view)
        self._show_header(view)
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

    def _show_header(self, view: ReportView) -> None:
        mission, final = self.context.services, view.report.flag("final")
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self.state.set_state(
            self.tr("已定稿") if final else self.tr("起草"), "ok" if final else "accent"
        )
        parts = [
            self.tr("{count} 字").format(count=f"{view.characters:,}"),
            self.tr("第 {number} 版").format(number=view.report.number("edition") or 1),
        ]
        if final:
            signed = approvals(
                mission.reader,
                mission.id,
                subject_type="report",
                subject=view.report.id,
                purposes=(Purpose.REPORT_FINAL,),
            )
            parts += [f"{s.signer_name} {s.signed_at[:10]}" for s in signed if s.counts][-1:]
        self.header.subtitle.setText(" · ".join(parts))
        self.finalise.setVisible(not final)
        self.reopen.setVisible(final)
        only = "" if leader else self.tr("只有组长可以定稿和重新打开")
        for button in (self.finalise, self.reopen):
            button.setEnabled(leader)
            button.setToolTip(only)

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
        mission = self.context.services
        hits = source_checks.source_hits(mission.reader, mission.id, view.report.id)
        self.checks.show_missing(row.missing, self._missing, hits)
        self._preview(row)

    def _preview(self, row: OutlineRow) -> None:
        told = self.talk_report.record if row.key.part is Part.TALK_REPORT else None
        if row.key.part is Part.TALK_REPORT and told is None:
            wanted = ("", "")
        elif told is not None:
            wanted = ("number_one_talk_report", told.id)
        else:
            wanted = ("report", self.desk.view.report.id)
        self.preview.go_to_heading(row.printed if wanted[0] == "report" else -1)
        if wanted != self._previewed:
            self._previewed = wanted
            if told is not None:
                self.preview.set_paper(partial(self._gather_told, told.id))
            else:
                self.preview.set_paper(self._gather_report if wanted[1] else None)

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
        key = key_of(self.desk.view, target)
        if key is None:
            return
        self._choose(key)
        block, field = target.get("block", ""), target.get("field", "")
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

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving the page is leaving the field."""
        self.desk.texts.commit()
        super().hideEvent(event)

    # --- the report as a whole ----------------------------------------------------------

    def _on_begin(self) -> None:
        self.context.tasks.store(
            partial(report.begin_report, self.context.services),
            done=lambda _made: QTimer.singleShot(0, self, self._on_begun),
            owner=self,
        )

    def _on_begun(self) -> None:
        self.outline.setFocus()

    def _on_export(self, kind: Kind) -> None:
        self.desk.texts.commit()
        text = self.desk.view.report
        paper = ExportedPaper(
            partial(report_printable, self.context.services, text.id),
            text.text("title").replace("\n", "") or self._page_title(),
            "report",
            text.id,
        )
        self.export.ask(kind, paper)

    def _on_export_talk_report(self) -> None:
        record = self.talk_report.record
        if record is None:
            return
        self.desk.texts.commit()
        paper = ExportedPaper(
            partial(number_one_talk_printable, self.context.services, record.id),
            self.talk_report.title,
            "number_one_talk_report",
            record.id,
        )
        self.export.ask("pdf", paper)

    def _on_finalise(self) -> None:
        self.desk.texts.commit()
        standing = blocking(list(self._missing))
        if standing:
            self._refuse(len(standing))
            return
        self.confirm.ask(
            self.tr("定稿即由您签名，正文此后不能再改；要改须重新打开为下一版。"),
            yes=self.tr("签名定稿"),
            confirmed=self._do_finalise,
            role="primary",
        )

    def _refuse(self, count: int) -> None:
        self.context.notify(KnownError("report.not_ready", count=count))
        self.checks.show_all()

    def _do_finalise(self) -> None:
        self.context.tasks.store(
            partial(report_final.finalise_report, self.context.services, self.desk.view.report.id),
            done=self._on_finalised,
            failed=self._on_not_finalised,
            owner=self,
        )

    def _on_finalised(self, _changes: Changes) -> None:
        self.context.notify(Notice(self.tr("报告已定稿。接下来在“交换”里移交。"), tone="ok"))

    def _on_not_finalised(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.context.tasks.known_error.emit(error)
            self.checks.show_all()

    def _on_reopen(self) -> None:
        self.reason.ask(
            self.tr("重新打开为下一版，原因记入版次"),
            yes=self.tr("重新打开"),
            given=self._do_reopen,
        )

    def _do_reopen(self, reason: str) -> None:
        mission, text = self.context.services, self.desk.view.report.id
        self.context.tasks.store(
            lambda: report_final.reopen_report(mission, text, reason=reason), owner=self
        )

    def missing(self) -> Sequence[Missing]:
        """Return what the report lacks, as shown."""
        return self._missing
