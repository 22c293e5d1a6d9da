"""The talk record as it will print, in the place of the record; to be saved from there."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.paper_export import ExportedPaper, Kind, PaperExport
from inspector_app.ui.pages.common.paper_preview import PaperPreview
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import (
    ConfirmStrip,
    Label,
    hbox,
    icon_button,
    make_button,
    vbox,
)


class PaperCard(QWidget):
    """Shows a paper and lets it be saved.

    Signals:
        closed: back to the record.
    """

    closed = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._paper: ExportedPaper | None = None
        self.preview = PaperPreview(context, name=self.tr("谈话记录预览"))
        self.strip = ConfirmStrip(context.theme)
        self.export = PaperExport(context, self, self.strip)
        save_pdf = make_button(self.tr("另存为 PDF…"), role="primary", tip="Ctrl+S")
        save_word = make_button(self.tr("另存为 Word…"))
        close = icon_button(context.theme, "close", self.tr("返回记录（Esc）"))
        save_pdf.clicked.connect(partial(self._on_save, "pdf"))
        save_word.clicked.connect(partial(self._on_save, "docx"))
        close.clicked.connect(self.put_away)
        top = hbox(
            Label(self.tr("谈话记录"), role="card"), None, save_word, save_pdf, close, gap=S3
        )
        column = vbox(top, self.strip, self.preview, gap=S3)
        column.setStretch(2, 1)
        self.setLayout(column)

    def show_paper(self, paper: ExportedPaper) -> None:
        """Show *paper*."""
        self._paper = paper
        self.preview.set_paper(paper.gather)
        self.preview.view.setFocus()

    def renew(self) -> None:
        """Draw the paper anew after something was written."""
        if self._paper is not None:
            self.preview.renew()

    def put_away(self) -> None:
        """Forget the paper and go back."""
        if self._paper is not None:
            self._paper = None
            self.strip.withdraw()
            self.preview.set_paper(None)
            self.closed.emit()

    def stop(self) -> None:
        """Draw no more; the page is going."""
        self.preview.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc, save by Ctrl+S."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        if event.key() == Qt.Key.Key_S and control:
            self._on_save("pdf")
            return
        super().keyPressEvent(event)

    def _on_save(self, kind: Kind) -> None:
        if self._paper is not None:
            self.export.ask(kind, self._paper)
