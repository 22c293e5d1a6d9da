"""The report as a whole: its state, saving it as a paper, making it final, reopening it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.missing import Missing, blocking
from inspector_app.domain.vocabulary import Purpose, Role
from inspector_app.services import report_final
from inspector_app.services.approvals import approvals
from inspector_app.services.mission import role_of
from inspector_app.services.report_paper import report_printable
from inspector_app.services.talk_papers import number_one_talk_printable
from inspector_app.ui.page import Notice
from inspector_app.ui.pages.common.paper_export import ExportedPaper, Kind, PaperExport
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.widgets import ConfirmStrip, PageHeader, Pill, ReasonStrip, make_button


class WholeReport(QObject):
    """Head of the page and what its buttons do.

    Signals:
        refused: it cannot be final yet: what is missing should be shown.
    """

    refused = Signal()

    def __init__(self, desk: ReportDesk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._missing: tuple[Missing, ...] = ()
        theme = desk.context.theme
        self.header = PageHeader(desk.context.wording.text("report_page.title"), data=True)
        self.state = Pill(theme)
        self.export_pdf = make_button(self.tr("导出 PDF"), theme=theme, icon="export")
        self.export_docx = make_button(self.tr("导出 Word"), theme=theme, icon="export")
        self.finalise = make_button(self.tr("定稿…"), role="primary")
        self.reopen = make_button(self.tr("重新打开…"))
        self.confirm = ConfirmStrip(theme)
        self.reason = ReasonStrip(theme)
        self._export = PaperExport(desk.context, page, self.confirm)
        self.header.add_pill(self.state)
        self.header.add_action(self.export_pdf, self.export_docx, self.reopen, self.finalise)
        self.export_pdf.clicked.connect(partial(self._on_export, "pdf"))
        self.export_docx.clicked.connect(partial(self._on_export, "docx"))
        self.finalise.clicked.connect(self._on_finalise)
        self.reopen.clicked.connect(self._on_reopen)

    def show_none(self) -> None:
        """Show that no report was begun."""
        for widget in (
            self.state,
            self.export_pdf,
            self.export_docx,
            self.finalise,
            self.reopen,
        ):
            widget.hide()
        self.header.subtitle.setText("")

    def show_report(self, missing: Sequence[Missing]) -> None:
        """Show the desk's report, which lacks *missing*."""
        self._missing = tuple(missing)
        mission, view = self._desk.mission, self._desk.view
        final = view.report.flag("final")
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self.state.show()
        self.state.set_state(
            self.tr("● 已定稿") if final else self.tr("○ 起草"), "ok" if final else "accent"
        )
        parts = [
            self.tr("{count} 字").format(count=f"{view.characters:,}"),
            self.tr("第 {number} 版").format(number=view.report.number("edition") or 1),
        ]
        if final:
            parts += self._signed()
        self.header.subtitle.setText(" · ".join(parts))
        for button in (self.export_pdf, self.export_docx):
            button.show()
        self.finalise.setVisible(not final)
        self.reopen.setVisible(final)
        only = "" if leader else self.tr("只有组长可以定稿和重新打开")
        for button in (self.finalise, self.reopen):
            button.setEnabled(leader)
            button.setToolTip(only)

    def export_talk_report(self, record: str, name: str) -> None:
        """Save the report on the talk with a number one."""
        self._desk.texts.commit()
        gather = partial(number_one_talk_printable, self._desk.mission, record)
        paper = ExportedPaper(gather, name, "number_one_talk_report", record)
        self._export.ask("pdf", paper)

    def _signed(self) -> list[str]:
        """Return who made the report final, and when."""
        mission = self._desk.mission
        signed = approvals(
            mission.reader,
            mission.id,
            subject_type="report",
            subject=self._desk.view.report.id,
            purposes=(Purpose.REPORT_FINAL,),
        )
        return [f"{s.signer_name} {s.signed_at[:10]}" for s in signed if s.counts][-1:]

    def _on_export(self, kind: Kind) -> None:
        self._desk.texts.commit()
        text = self._desk.view.report
        paper = ExportedPaper(
            partial(report_printable, self._desk.mission, text.id),
            text.text("title").replace("\n", "") or self.header.title.text(),
            "report",
            text.id,
        )
        self._export.ask(kind, paper)

    def _on_finalise(self) -> None:
        self._desk.texts.commit()
        standing = blocking(list(self._missing))
        if standing:
            self._desk.context.notify(KnownError("report.not_ready", count=len(standing)))
            self.refused.emit()
            return
        self.confirm.ask(
            self.tr("定稿即由您签名，正文此后不能再改；要改须重新打开为下一版。"),
            yes=self.tr("签名定稿"),
            confirmed=self._do_finalise,
            role="primary",
        )

    def _do_finalise(self) -> None:
        desk = self._desk
        desk.context.tasks.store(
            partial(report_final.finalise_report, desk.mission, desk.view.report.id),
            done=self._on_finalised,
            failed=self._on_not_finalised,
            owner=self,
        )

    def _on_finalised(self, _changes: Changes) -> None:
        words = self.tr("报告已定稿。接下来在“交换”里移交。")
        self._desk.context.notify(Notice(words, tone="ok"))

    def _on_not_finalised(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._desk.context.tasks.known_error.emit(error)
            self.refused.emit()

    def _on_reopen(self) -> None:
        self.reason.ask(
            self.tr("重新打开为下一版，原因记入版次"),
            yes=self.tr("重新打开"),
            given=self._do_reopen,
        )

    def _do_reopen(self, reason: str) -> None:
        mission, text = self._desk.mission, self._desk.view.report.id
        self._desk.context.tasks.store(
            lambda: report_final.reopen_report(mission, text, reason=reason), owner=self
        )
