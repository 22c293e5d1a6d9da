"""What the parts of a working paper read, and what they do to it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import FindingClass, Role, WorkingPaperState
from inspector_app.services import roster, working_paper_parts, working_papers
from inspector_app.services.missing_words import missing_text
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.working_paper_paper import proof_label
from inspector_app.services.working_papers import WorkingPaperView
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.record_texts import RecordTexts
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.theme import Tone
from inspector_app.ui.widgets import Choice

STATE_TONES: dict[WorkingPaperState, Tone] = {
    WorkingPaperState.DRAFT: "neutral",
    WorkingPaperState.SUBMITTED: "accent",
    WorkingPaperState.REVIEWED: "accent",
    WorkingPaperState.APPROVED: "ok",
    WorkingPaperState.RETURNED: "warn",
}
#: A symbol before the word of a state: never colour alone.
STATE_SIGNS: dict[WorkingPaperState, str] = {
    WorkingPaperState.DRAFT: "○",
    WorkingPaperState.SUBMITTED: "◇",
    WorkingPaperState.REVIEWED: "◑",
    WorkingPaperState.APPROVED: "●",
    WorkingPaperState.RETURNED: "△",
}


class PaperDesk(QObject):
    """One working paper as it is worked on: shared by the page and its parts.

    Signals:
        made (str, str): a record of this kind (fact, statement, working_paper) and id was made.
        jumped (str, dict): go to this page, there to this target.
        proof_wanted (str): proofs are to be added to the fact with this id.
        proof_opened (str): show the proof with this id.
    """

    made = Signal(str, str)
    jumped = Signal(str, dict)
    proof_wanted = Signal(str)
    proof_opened = Signal(str)

    def __init__(self, context: PageContext[OpenMission], page: QWidget) -> None:
        super().__init__(page)
        self.context = context
        self.mission = context.services
        self.texts = RecordTexts(context, page)
        self.steps = Steps(context, page)
        self.officials: dict[str, Record] = {}
        self.users: dict[str, Record] = {}
        self._view: WorkingPaperView | None = None

    def load_people(self) -> None:
        """Read who there is: officials of the body, users of the team."""
        reader = self.mission.reader
        self.officials = {one.id: one for one in roster.officials(reader)}
        self.users = {one.id: one for one in reader.find("user")}

    def load(self, view: WorkingPaperView | None) -> None:
        """Take a paper as it was read anew."""
        changed = self._view is None or view is None or self._view.paper.id != view.paper.id
        self._view = view
        if changed or (view is not None and not view.editable):
            self.steps.forget()

    @property
    def view(self) -> WorkingPaperView:
        """The paper; only asked while there is one."""
        if self._view is None:
            raise LookupError("no working paper is shown")
        return self._view

    @property
    def has_paper(self) -> bool:
        """Whether a paper is shown."""
        return self._view is not None

    @property
    def editable(self) -> bool:
        """Whether the paper may be changed: before submission, after a return."""
        return self._view is not None and self._view.editable

    # --- words --------------------------------------------------------------------------

    def missing_words(self, **target: str) -> str:
        """Return what is missing at *target* (``field``, ``fact``, ``statement``), in words."""
        wording = self.context.wording
        found = [
            missing_text(one, wording)
            for one in self.view.missing
            if all(one.target.get(name) == value for name, value in target.items())
        ]
        return self.tr("；").join(found)

    def state_words(self, state: WorkingPaperState) -> str:
        """Return symbol and word of a state."""
        word = self.context.wording.text(f"terms.working_paper_state.{state.value}")
        return f"{STATE_SIGNS[state]} {word}"

    def class_words(self, finding_class: str) -> str:
        """Return the word of a class of findings; empty if the paper has none."""
        if finding_class not in set(FindingClass):
            return ""
        return self.context.wording.text(f"terms.finding_class.{finding_class}")

    def user_name(self, user: str) -> str:
        """Return the name of somebody of the team."""
        record = self.users.get(user)
        return record.text("name") if record else self.tr("已不在组里")

    def official_name(self, official: str) -> str:
        """Return the name of an official."""
        record = self.officials.get(official)
        return record.text("name") if record else self.tr("已不在名册")

    def official_choices(self, without: Sequence[str]) -> list[Choice]:
        """Return the officials of the roster besides *without*."""
        return [
            Choice(one.id, f"{one.text('name')}  {one.text('office')}".strip())
            for one in self.officials.values()
            if one.id not in without
        ]

    def user_choices(self, without: Sequence[str]) -> list[Choice]:
        """Return the team besides *without*."""
        wording = self.context.wording
        return [
            Choice(
                one.id,
                f"{one.text('name')}  "
                f"{wording.text('terms.role.' + (one.text('role') or Role.MEMBER.value))}",
            )
            for one in self.users.values()
            if one.id not in without
        ]

    def proof_words(self, proof: Record) -> str:
        """Return where a proof is found."""
        return proof_label(self.mission.reader, proof) or self.tr("佐证已不在")

    # --- doing --------------------------------------------------------------------------

    def update(self, words: str, **fields: Json) -> None:
        """Change fields of the paper."""
        paper = self.view.paper.id
        self.write(
            lambda entry: working_papers.update_working_paper(
                self.mission, paper, entry=entry, **fields
            ),
            words,
        )

    def add_fact(self) -> None:
        """Add a blank fact and have it typed into."""
        make = partial(working_papers.add_fact, self.mission, self.view.paper.id, text="")
        back = partial(working_paper_parts.delete_fact, self.mission)
        self._make("fact", make, back, self.tr("加一件事实"))

    def move_fact(self, fact: str, *, down: bool) -> None:
        """Move a fact one place."""
        self.write(
            lambda entry: working_paper_parts.move_fact(self.mission, fact, down=down, entry=entry),
            self.tr("移动一件事实"),
        )

    def delete_fact(self, fact: str) -> None:
        """Take a fact out; the banner offers to take that back."""
        self.write(
            lambda entry: working_paper_parts.delete_fact(self.mission, fact, entry=entry),
            self.tr("已删除一件事实"),
            tell=True,
        )

    def add_statement(self, official: str) -> None:
        """Add a statement of an official and have it typed into."""
        make = partial(
            working_papers.add_statement,
            self.mission,
            self.view.paper.id,
            official=official,
            text="",
        )
        back = partial(working_paper_parts.delete_statement, self.mission)
        self._make("statement", make, back, self.tr("加一条说明"))

    def update_statement(self, statement: str, words: str, **fields: Json) -> None:
        """Change a statement."""
        self.write(
            lambda entry: working_paper_parts.update_statement(
                self.mission, statement, entry=entry, **fields
            ),
            words,
        )

    def delete_statement(self, statement: str) -> None:
        """Take a statement out; the banner offers to take that back."""
        self.write(
            lambda entry: working_paper_parts.delete_statement(
                self.mission, statement, entry=entry
            ),
            self.tr("已删除一条说明"),
            tell=True,
        )

    def delete_proof(self, proof: str) -> None:
        """Take a proof from its fact; the banner offers to take that back."""
        self.write(
            lambda entry: working_paper_parts.delete_proof(self.mission, proof, entry=entry),
            self.tr("已去掉一项佐证"),
            tell=True,
        )

    def add_proof(
        self, fact: str, *, evidence: str = "", page: int = 0, paragraph: str = ""
    ) -> None:
        """Let a page of evidence or a paragraph of a talk prove a fact."""
        make = partial(
            working_papers.add_proof,
            self.mission,
            fact,
            evidence=evidence,
            page=page or None,
            paragraph=paragraph,
        )
        back = partial(working_paper_parts.delete_proof, self.mission)
        self._make("proof", make, back, self.tr("加一项佐证"))

    def write(self, service: Callable[[str], Changes], words: str, *, tell: bool = False) -> None:
        """Run a service that takes the id of its entry, and remember the step."""
        self.texts.commit()  # what was typed before comes before
        entry = self.steps.new_entry()
        self.context.tasks.store(
            partial(service, entry),
            done=partial(self._on_written, words, entry, tell),
            owner=self,
        )

    def _make(
        self,
        kind: str,
        make: Callable[[], Created],
        back: Callable[[str], Changes],
        words: str,
    ) -> None:
        self.texts.commit()
        self.context.tasks.store(make, done=partial(self._on_made, kind, back, words), owner=self)

    def _on_made(
        self, kind: str, back: Callable[[str], Changes], words: str, made: Created
    ) -> None:
        self.steps.did_by(words, partial(back, made.id))
        self.made.emit(kind, made.id)

    def _on_written(self, words: str, entry: str, tell: bool, changes: Changes) -> None:
        if changes.ids:
            self.steps.did(words, entry, tell=tell)
