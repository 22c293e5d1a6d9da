"""What was recorded: typed paragraphs, the scan of a handwritten record, or the paper."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QStackedWidget

from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission
from inspector_app.services.talk_files import page_of
from inspector_app.services.talks import TalkView
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.talk.paper_card import PaperCard
from inspector_app.ui.pages.talk.record_card import RecordCard
from inspector_app.ui.pages.talk.scan_card import ScanCard


class LeftSide(QStackedWidget):
    """Record, scan and paper of one talk, one of them at a time.

    Signals:
        record_wanted: the keyboard belongs to the typed record.
        items_wanted: the scan is shown; the keyboard belongs to the checklist.
    """

    record_wanted = Signal()
    items_wanted = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._mission = context.services
        self._record: Record | None = None
        self.card = RecordCard(context.theme)
        self.paper = PaperCard(context)
        self.scan = ScanCard(context)
        for widget in (self.card, self.paper, self.scan):
            self.addWidget(widget)
        self.paper.closed.connect(self._on_closed)
        self.scan.closed.connect(self.toggle_scan)

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of what is shown, not of the tallest of all."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    def show_talk(self, view: TalkView, *, anew: bool) -> None:
        """Take the scan of a talk; *anew* shows it where nothing was typed."""
        scan = view.talk.text("record_scan")
        self._record = self._mission.reader.get("evidence", scan) if scan else None
        self.scan.show_scan(self._record)
        if anew or (self._record is None and self.currentWidget() is self.scan):
            scanned = self._record is not None and not view.paragraphs
            self.setCurrentWidget(self.scan if scanned else self.card)

    @property
    def page(self) -> int:
        """The page of the scan that is looked at, 0 while the typed record is shown."""
        return self.scan.page if self.currentWidget() is self.scan else 0

    def toggle_scan(self) -> None:
        """Show the scan, or the typed record again."""
        if self.currentWidget() is self.scan:
            self._on_closed()
        elif self._record is not None:
            self.setCurrentWidget(self.scan)
            self.items_wanted.emit()

    def is_scan(self, evidence: str) -> bool:
        """Say whether a file is the talk's scanned record."""
        return self._record is not None and self._record.id == evidence

    def show_page(self, paragraph: str) -> bool:
        """Turn to the page that an answer points at; ``False`` if it points at a paragraph."""
        page = page_of(paragraph)
        if page and self._record is not None:
            self.setCurrentWidget(self.scan)
            self.scan.show_page(self._record, page)
            return True
        if self.currentWidget() is self.scan:
            self.setCurrentWidget(self.card)
        return False

    def _on_closed(self) -> None:
        self.setCurrentWidget(self.card)
        self.record_wanted.emit()
