"""A paper of this page as it will print: to look at, then to save as PDF or for Word."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.paper_export import ExportedPaper, Kind, PaperExport
from inspector_app.ui.pages.common.paper_preview import PaperPreview
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    ConfirmStrip,
    ElidedLabel,
    hbox,
    make_button,
    vbox,
)

#: So wide that a page is read without leaning forward, and seen half at once.
_WIDEST = 860


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper with what it is called in the window, and in which formats it is saved."""

    title: str
    paper: ExportedPaper
    kinds: tuple[Kind, ...] = ("pdf", "docx")


class PaperView(QWidget):
    """Takes the place of the page's parts while a paper is looked at.

    Signals:
        closed: back to where the paper was asked for.
    """

    closed = Signal()

    def __init__(
        self, context: PageContext[OpenMission], page: QWidget, strip: ConfirmStrip
    ) -> None:
        super().__init__()
        theme = context.theme
        self._shown: ShownPaper | None = None
        self._export = PaperExport(context, page, strip)
        self.title = ElidedLabel("", role="card", data=True)
        self.back = make_button(self.tr("返回"), theme=theme, icon="chevron_left")
        self.save: dict[Kind, QWidget] = {}
        words: dict[Kind, str] = {"pdf": self.tr("存为 PDF…"), "docx": self.tr("存为 Word…")}
        head = hbox(self.back, self.title, gap=S3)
        head.setStretch(1, 1)
        for kind, text in words.items():
            button = make_button(
                text, theme=theme, icon="export", role="primary" if kind == "pdf" else "normal"
            )
            button.clicked.connect(partial(self._on_save, kind))
            self.save[kind] = button
            head.addWidget(button)
        self.preview = PaperPreview(context, name=self.tr("印出的样子"))
        card = Card(gap=S3)
        card.body.addLayout(head)
        self.preview.setMaximumWidth(_WIDEST)
        sheet = hbox(STRETCH, self.preview, STRETCH, gap=0)
        sheet.setStretch(1, 100)
        page_box = vbox(card, gap=S3)
        page_box.addLayout(sheet, 1)
        self.setLayout(page_box)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.closed)
        self.back.clicked.connect(self.closed)

    def show_paper(self, shown: ShownPaper) -> None:
        """Show *shown*."""
        self._shown = shown
        self.title.setText(shown.title)
        for kind, button in self.save.items():
            button.setVisible(kind in shown.kinds)
        self.preview.set_paper(shown.paper.gather)
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def renew(self) -> None:
        """Draw the paper anew: something it tells has changed."""
        self.preview.renew()

    def stop(self) -> None:
        """Draw no more."""
        self._shown = None
        self.preview.stop()

    def _on_save(self, kind: Kind) -> None:
        if self._shown is not None:
            self._export.ask(kind, self._shown.paper)
