"""The page 资料与证据: the evidence (list, files coming in, one piece), or the registers."""

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from inspector_app.domain.changes import Changes
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import Page, PageContext, Target
from inspector_app.ui.pages.common.record_texts import RecordTexts
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.evidence.adding import AddPanel
from inspector_app.ui.pages.evidence.listing import EvidenceListing
from inspector_app.ui.pages.evidence.tabs import MaterialTabs
from inspector_app.ui.pages.evidence.viewer import EvidenceViewer
from inspector_app.ui.pages.register import RegisterPart
from inspector_app.ui.theme.metrics import S4, S5
from inspector_app.ui.widgets import Pane
from inspector_app.ui.widgets.files import FileAsker, dropped_files


class EvidencePage(Page[OpenMission]):
    """Shows `EvidenceListing`, `AddPanel`, `EvidenceViewer` or `RegisterPart`.

    Files that are dropped are taken in. Targets: ``evidence`` opens a piece, ``page`` at that
    page (from 1); ``add`` asks for files; ``submission`` opens an entry of a register,
    ``register`` the list of one by its form's id; ``part`` is ``evidence`` or ``registers``.
    """

    key = "evidence"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        self.steps = Steps(context, self)
        self.texts = RecordTexts(context, self)
        self.asker = FileAsker(self)
        self.listing = EvidenceListing(context)
        self.adding = AddPanel(context)
        self.viewer = EvidenceViewer(context, steps=self.steps, texts=self.texts, asker=self.asker)
        self.registers = RegisterPart(context, self.steps, self.tr("资料与证据"))
        self._missed: Changes | None = None
        self._fresh = False
        self.tabs = (MaterialTabs("evidence"), MaterialTabs("registers"))
        self.listing.header.add_pill(self.tabs[0])
        self.registers.header.add_pill(self.tabs[1])
        self._stack = QStackedWidget()
        for widget in (self.listing, self.adding, self.viewer, self.registers):
            self._stack.addWidget(widget)
        pane = Pane()
        inner = QVBoxLayout(pane)
        inner.setContentsMargins(S5, S4, S5, S4)
        inner.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(pane)
        self.setAcceptDrops(True)
        self.listing.opened.connect(self.open_evidence)
        self.listing.add_wanted.connect(self.ask_for_files)
        self.adding.more_wanted.connect(self.ask_for_files)
        self.adding.finished.connect(self._on_added)
        self.viewer.closed.connect(self._on_closed)
        self.viewer.stepped.connect(self._on_stepped)
        for tabs in self.tabs:
            tabs.chosen.connect(self.show_part)

    @property
    def shown(self) -> str:
        """What is shown: ``list``, ``add``, ``evidence`` or ``registers``."""
        names = {self.adding: "add", self.viewer: "evidence", self.registers: "registers"}
        widget = self._stack.currentWidget()
        return names.get(widget, "list") if widget is not None else "list"

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what is shown; the registers catch up when they are."""
        if self.shown == "registers":
            self.registers.refresh(changes)
        else:
            self._miss(changes)
        if changes is not None and not changes.touches(*_CONCERNED):
            return
        if self.shown == "evidence":
            self.viewer.refresh()
        elif self.shown == "list":
            self.listing.refresh()

    def _miss(self, changes: Changes | None) -> None:
        if changes is None:
            self._fresh = False
        elif self._fresh:
            self._missed = changes if self._missed is None else self._missed | changes

    def show_part(self, part: str) -> None:
        """Show the evidence or the registers."""
        if self.adding.busy:
            return
        if part != "registers":
            self.registers.flush()
            self._show_list("")
            return
        if self.shown == "evidence":
            self.viewer.leave()
        if not self._fresh:
            self.registers.refresh(None)
        elif self._missed is not None:
            self.registers.refresh(self._missed)
        self._fresh, self._missed = True, None
        self._stack.setCurrentWidget(self.registers)

    def go_to(self, target: Target) -> None:
        """Open a piece of evidence at a page, an entry, a register; or ask for files."""
        if target.get("add"):
            self.ask_for_files()
            return
        if target.get("part") or target.get("register") or target.get("submission"):
            self._go_to_registers(target)
            return
        page = target.get("page", "")
        self.open_evidence(
            target.get("evidence", ""), int(page) if page.isascii() and page.isdigit() else 1
        )

    def _go_to_registers(self, target: Target) -> None:
        self.show_part(target.get("part", "registers"))
        if target.get("register"):
            self.registers.show_register(target["register"])
        if target.get("submission"):
            self.registers.open_entry(target["submission"])

    def where(self) -> Target:
        """Return the piece and page in view, or the entry or register."""
        if self.shown == "registers":
            return self.registers.where()
        return self.viewer.where() if self.shown == "evidence" else {}

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.viewer.save()
        self.registers.flush()

    def release(self) -> None:
        """Stop what runs and forget what is shown."""
        self.asker.close()
        self.adding.stop()
        self.viewer.leave()
        self.registers.release()
        self.texts.stop()

    def open_evidence(self, evidence: str, page: int = 1) -> None:
        """Show a piece of evidence; does nothing when it is not there, or files come in."""
        if evidence and not self.adding.busy and self.viewer.open(evidence, page):
            self._stack.setCurrentWidget(self.viewer)
            self.viewer.content.setFocus()

    def ask_for_files(self) -> None:
        """Let the user choose files."""
        if not self.adding.busy:
            self.asker.files(self.tr("收进文件"), self._on_chosen)

    # --- dropping -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from this computer."""
        if dropped_files(event) and not self.adding.busy and self.shown != "registers":
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take them anywhere on the page."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self._on_chosen(dropped_files(event))

    def _on_chosen(self, paths: list[Path]) -> None:
        if paths and not self.adding.busy:
            if self.shown == "evidence":
                self.viewer.leave()
            self._stack.setCurrentWidget(self.adding)
            self.adding.add_files(paths)

    # --- between the parts --------------------------------------------------------------

    def _on_added(self, last: str) -> None:
        self._show_list(last)

    def _on_closed(self) -> None:
        shown = self.viewer.evidence
        self.viewer.leave()
        self._show_list(shown)

    def _on_stepped(self, step: int) -> None:
        other = self.listing.neighbour(self.viewer.evidence, step)
        if other:
            self.viewer.open(other)

    def _show_list(self, select: str) -> None:
        self._stack.setCurrentWidget(self.listing)
        self.listing.refresh()
        self.listing.select(select)


#: What the page shows: evidence, and all that can rest on it.
_CONCERNED = (
    "evidence",
    "proof",
    "fact",
    "working_paper",
    "talk",
    "briefing",
    "briefing_item",
    "official",
    "user",
)
