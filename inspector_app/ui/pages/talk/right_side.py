"""What stands beside the record: the checklist, or for a while one of the panels in its place."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.talk.answer_desk import AnswerDesk
from inspector_app.ui.pages.talk.check_panel import WIDTH, CheckPanel
from inspector_app.ui.pages.talk.files_panel import FilesPanel
from inspector_app.ui.pages.talk.key_sheet import KeySheet
from inspector_app.ui.pages.talk.plan_form import PlanForm
from inspector_app.ui.pages.talk.snippet_panel import SnippetPanel
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.typist import Typist


class RightSide(QStackedWidget):
    """Checklist, plan, keys, snippets and files of one talk, one of them at a time.

    Signals:
        back_wanted: a panel was put away: back to the record.
    """

    back_wanted = Signal()

    def __init__(
        self, context: PageContext[OpenMission], words: Words, answers: AnswerDesk, typist: Typist
    ) -> None:
        super().__init__()
        self.panel = CheckPanel(context.theme, words, answers)
        self.plan = PlanForm(context.theme, words)
        self.keys = KeySheet(context.theme)
        self.snippets = SnippetPanel(context)
        self.files = FilesPanel(context, typist)
        for widget in (self.panel, self.plan, self.keys, self.snippets, self.files):
            self.addWidget(widget)
        self.setFixedWidth(WIDTH)
        self.keys.closed.connect(self.toggle_keys)
        for closed in (self.plan.closed, self.snippets.closed, self.files.closed):
            closed.connect(self._put_away)

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of what is shown, not of the tallest of all."""
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else super().minimumSizeHint()

    @property
    def busy(self) -> bool:
        """Whether the keyboard is in a panel with fields of its own, not at the talk."""
        focus = QApplication.focusWidget()
        others = (self.plan, self.snippets, self.files)
        return focus is not None and any(part.isAncestorOf(focus) for part in others)

    def toggle_keys(self) -> None:
        """Show all keys, or the checklist again; typing goes on."""
        focus = QApplication.focusWidget()
        inside = focus is not None and self.keys.isAncestorOf(focus)
        self.setCurrentWidget(self.panel if self.currentWidget() is self.keys else self.keys)
        if inside:
            self.back_wanted.emit()

    def manage_snippets(self) -> None:
        """Show the snippets to be changed."""
        self.setCurrentWidget(self.snippets)
        self.snippets.open_panel()

    def toggle_files(self) -> None:
        """Show the files of the talk, or the checklist again."""
        if self.currentWidget() is self.files:
            self._put_away()
        else:
            self._take_focus(self.files, self.files.list)

    def _take_focus(self, panel: QWidget, field: QWidget) -> None:
        self.setCurrentWidget(panel)
        field.setFocus()

    def _put_away(self) -> None:
        self.setCurrentWidget(self.panel)
        self.back_wanted.emit()
