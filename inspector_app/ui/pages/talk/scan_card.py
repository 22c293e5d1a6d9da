"""A handwritten record, scanned, in the place of the typed one: its pages and the checklist."""

from PySide6.QtCore import Signal

from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.evidence.content_view import ContentView
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import Card, Label, make_button, vbox


class ScanCard(Card):
    """Shows the scan of a talk's record; items are attached to the page in view.

    Signals:
        closed: to the typed record.
    """

    closed = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__("…", pad=14, gap=S2)
        self._scan = ""
        self.title.setText(self.tr("手写记录"))
        typed = make_button(self.tr("打字记录（F10）"), role="link")
        typed.clicked.connect(self.closed)
        self.add_to_head(typed)
        self.content = ContentView(context)
        hint = Label(self.tr("F2 把正在看的这一页挂到选中的事项，Alt+1–5 回答"), role="caption")
        self.body.addLayout(vbox(self.content, hint, gap=S2), 1)

    @property
    def page(self) -> int:
        """The page in view, from 1."""
        return self.content.page

    def show_scan(self, evidence: Record | None) -> None:
        """Show a scan; nothing for ``None``."""
        if evidence is None:
            self._scan = ""
            self.content.clear()
        elif evidence.id != self._scan:
            self._scan = evidence.id
            self.content.show_evidence(evidence)

    def show_page(self, evidence: Record, page: int) -> None:
        """Turn to a page (from 1)."""
        self._scan = evidence.id
        self.content.show_evidence(evidence, page)
