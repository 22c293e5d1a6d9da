"""What the cards of the report read, and what they do to it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.missing import Missing
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import BlockKind, Duty, Opinion, Section, WorkingPaperState
from inspector_app.services import report, roster
from inspector_app.services.missing_words import missing_text
from inspector_app.services.mission import OpenMission
from inspector_app.services.report import ReportView
from inspector_app.services.results import Created
from inspector_app.services.working_papers import state_of, working_papers
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.record_texts import RecordTexts
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.theme import Tone
from inspector_app.ui.widgets import Choice


class ReportDesk(QObject):
    """The report as it is worked on: shared by the page and its cards.

    Signals:
        block_added (str): a block of this id was made; its card should be typed into.
        block_entered (str): the caret is in the block of this id now.
        jumped (str, dict): go to this page, there to this target.
    """

    block_added = Signal(str)
    block_entered = Signal(str)
    jumped = Signal(str, dict)

    def __init__(self, context: PageContext[OpenMission], page: QWidget) -> None:
        super().__init__(page)
        self.context = context
        self.mission = context.services
        self.texts = RecordTexts(context, page)
        self.steps = Steps(context, page)
        self.papers: dict[str, Record] = {}
        self.officials: dict[str, Record] = {}
        self._view: ReportView | None = None
        self._missing: dict[str, list[Missing]] = {}

    def load(self, view: ReportView, missing: Sequence[Missing]) -> None:
        """Take what was read anew."""
        reader = self.mission.reader
        self._view = view
        self.papers = {paper.id: paper for paper in working_papers(reader)}
        self.officials = {one.id: one for one in roster.officials(reader)}
        self._missing = {}
        for one in missing:
            self._missing.setdefault(one.target.get("block", ""), []).append(one)
        if not self.editable:
            self.steps.forget()

    @property
    def view(self) -> ReportView:
        """The report; only asked once one was begun."""
        if self._view is None:
            raise LookupError("no report was loaded")
        return self._view

    @property
    def editable(self) -> bool:
        """Whether the report may be changed: not once it is final."""
        return self._view is not None and not self._view.report.flag("final")

    def missing_words(self, block: str) -> str:
        """Return what a block lacks, in words."""
        wording = self.context.wording
        return self.tr("；").join(missing_text(m, wording) for m in self._missing.get(block, ()))

    def lacks(self, block: str, code: str) -> bool:
        """Say whether a block lacks this."""
        return any(one.code == code for one in self._missing.get(block, ()))

    # --- words of what blocks point at ------------------------------------------------

    def paper_label(self, paper: str) -> tuple[str, Tone, str]:
        """Return what a chip of a working paper says, its tone and its tooltip."""
        record = self.papers.get(paper)
        if record is None:
            return self.tr("底稿已不在"), "mark", ""
        number = record.text("number") or record.text("draft_number")
        state = state_of(record)
        if state is WorkingPaperState.APPROVED:
            return number, "accent", record.text("title")
        word = self.context.wording.text(f"terms.working_paper_state.{state.value}")
        return f"{number} · {word}", "warn", record.text("title")

    def paper_choices(self, without: Sequence[str]) -> list[Choice]:
        """Return the working papers that can be cited besides *without*."""
        return [
            Choice(one.id, f"{one.text('number') or one.text('draft_number')}  {one.text('title')}")
            for one in self.papers.values()
            if one.id not in without
        ]

    def official_choices(self, without: Sequence[str]) -> list[Choice]:
        """Return the officials of the roster besides *without*."""
        return [
            Choice(one.id, f"{one.text('name')}  {one.text('office')}".strip())
            for one in self.officials.values()
            if one.id not in without
        ]

    def official_name(self, official: str) -> str:
        """Return a name, or that it is gone."""
        record = self.officials.get(official)
        return record.text("name") if record else self.tr("已不在名册")

    # --- doing --------------------------------------------------------------------------

    def add(
        self,
        section: Section,
        official: str,
        kind: BlockKind,
        *,
        text: str = "",
        duty: Duty | None = None,
        opinion: Opinion | None = None,
        after: str = "",
        failed: Callable[[], None] | None = None,
    ) -> None:
        """Add a block behind block *after*, or at the end, and have it typed into."""
        self.texts.commit()
        self.context.tasks.store(
            partial(
                report.add_block,
                self.mission,
                self.view.report.id,
                section=section,
                kind=kind,
                official=official,
                text=text,
                duty=duty,
                opinion=opinion,
                after=after,
            ),
            done=self._on_added,
            failed=partial(self._on_not_added, failed),
            owner=self,
        )

    def update(self, block: str, words: str, **fields: Json) -> None:
        """Change fields of a block; *words* say what was done."""
        self._write(
            lambda entry: report.update_block(self.mission, block, entry=entry, **fields), words
        )

    def move(self, block: str, *, down: bool) -> None:
        """Move a block one place."""
        self._write(
            lambda entry: report.move_block(self.mission, block, down=down, entry=entry),
            self.tr("移动一条"),
        )

    def delete(self, block: str) -> None:
        """Take a block out; the banner offers to take that back."""
        self._write(
            lambda entry: report.delete_block(self.mission, block, entry=entry),
            self.tr("已删除一条"),
            tell=True,
        )

    def update_report(self, words: str, **fields: Json) -> None:
        """Change the date of the report and the like."""
        text = self.view.report.id
        self._write(
            lambda entry: report.update_report(self.mission, text, entry=entry, **fields), words
        )

    def cite(self, block: Record, paper: str) -> None:
        """Let a block rest on a working paper."""
        papers = [*block.items("working_papers"), paper]
        self.update(block.id, self.tr("加底稿依据"), working_papers=list(papers))

    def uncite(self, block: Record, paper: str) -> None:
        """Take a working paper from what a block rests on."""
        papers = [one for one in block.items("working_papers") if one != paper]
        self.update(block.id, self.tr("去掉底稿依据"), working_papers=list(papers))

    def show_paper(self, paper: str) -> None:
        """Go to a working paper; from there its proofs lead on."""
        self.jumped.emit("working_paper", {"working_paper": paper})

    def _write(self, service: Callable[..., Changes], words: str, *, tell: bool = False) -> None:
        self.texts.commit()  # what was typed before comes before
        entry = self.steps.new_entry()
        self.context.tasks.store(
            partial(service, entry),
            done=partial(self._on_written, words, entry, tell),
            owner=self,
        )

    def _on_written(self, words: str, entry: str, tell: bool, changes: Changes) -> None:
        if changes.ids:
            self.steps.did(words, entry, tell=tell)

    def _on_not_added(self, then: Callable[[], None] | None, error: Exception) -> None:
        if then is not None:
            then()
        if isinstance(error, KnownError):
            self.context.tasks.known_error.emit(error)

    def _on_added(self, made: Created) -> None:
        back = partial(report.delete_block, self.mission, made.id)
        self.steps.did_by(self.tr("加一条"), back)
        self.block_added.emit(made.id)
