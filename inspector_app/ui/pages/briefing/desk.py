"""Writing from the page 进驻前: each step is one entry that Ctrl+Z takes back."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.services.history import note_view
from inspector_app.services.mission import OpenMission
from inspector_app.services.steps import take_back
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.briefing.paper_view import ShownPaper
from inspector_app.ui.pages.common.record_texts import RecordTexts
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.widgets import ConfirmStrip

T = TypeVar("T")


class Desk:
    """What the parts of the page share: steps to take back, long texts, the question strip."""

    def __init__(
        self,
        context: PageContext[OpenMission],
        page: QWidget,
        strip: ConfirmStrip,
        show_paper: Callable[[ShownPaper], None] | None = None,
    ) -> None:
        self.context = context
        self.page = page
        self.strip = strip
        self._show_paper = show_paper
        self.steps = Steps(context, page)
        self.texts = RecordTexts(context, page)
        self._looked_at: set[str] = set()

    @property
    def mission(self) -> OpenMission:
        """The open mission."""
        return self.context.services

    def new_id(self) -> str:
        """Return an id for a record that is about to be made."""
        return self.mission.folder.setting.new_id()

    def show_paper(self, paper: ShownPaper) -> None:
        """Show a paper in place of the parts, what is being typed with it."""
        self.texts.commit()
        if self._show_paper is not None:
            self._show_paper(paper)

    def looked_at(self, record_type: str, record: str) -> None:
        """Log that data about a number one are shown: once for each record and visit."""
        if record not in self._looked_at:
            self._looked_at.add(record)
            self.context.tasks.store(
                partial(note_view, self.mission, record_type, record), owner=self.page
            )

    def write(
        self,
        words: str,
        job: Callable[[str], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[KnownError], None] | None = None,
        tell: bool = False,
        final: bool = False,
    ) -> None:
        """Run *job* with the id of its entry; *words* name the step, should it be taken back.

        *tell* says so at once, with a button to undo; a *final* step cannot be taken back.
        A known error is shown as a notice unless *failed* takes it.
        """
        entry = self.steps.new_entry()
        self.context.tasks.store(
            partial(job, entry),
            done=partial(self._on_done, "" if final else words, entry, done, tell),
            failed=partial(self._on_failed, failed),
            owner=self.page,
        )

    def did_all(self, words: str, entries: tuple[str, ...]) -> None:
        """Remember a step of many entries, and say that it was done."""
        self.steps.did_by(words, partial(take_back, self.mission, entries), tell=True)

    def _on_done(
        self,
        words: str,
        entry: str,
        done: Callable[[T], None] | None,
        tell: bool,
        result: T,
    ) -> None:
        changes = result if isinstance(result, Changes) else getattr(result, "changes", None)
        if words and isinstance(changes, Changes) and changes.ids:
            back = partial(take_back, self.mission, (entry,))
            self.steps.did_by(words, back, tell=tell)
        if done is not None:
            done(result)

    def _on_failed(self, failed: Callable[[KnownError], None] | None, error: Exception) -> None:
        if not isinstance(error, KnownError):
            return  # on its way to the crash hook by itself
        if failed is not None:
            failed(error)
        else:
            self.context.tasks.known_error.emit(error)
