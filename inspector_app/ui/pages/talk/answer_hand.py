"""What the keys do to the chosen item: attach what is under the caret, answer, mark.

It joins the record (where the caret is) with the checklist (which item is chosen); what comes
of it goes to the `AnswerDesk`.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject

from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services.talk_files import page_mark
from inspector_app.ui.pages.talk.answer_desk import AnswerDesk
from inspector_app.ui.pages.talk.check_panel import CheckPanel
from inspector_app.ui.pages.talk.lines import exchange_of
from inspector_app.ui.pages.talk.record_desk import RecordDesk
from inspector_app.ui.typist import Typist


class AnswerHand(QObject):
    """Answers the item chosen in the checklist with what is under the caret in the record."""

    def __init__(
        self, record: RecordDesk, panel: CheckPanel, desk: AnswerDesk, typist: Typist
    ) -> None:
        super().__init__()
        self._record = record
        self._panel = panel
        self._desk = desk
        self._typist = typist
        #: The page of a scanned record that is looked at, 0 for the typed one.
        self.page: Callable[[], int] = lambda: 0
        panel.lead_wanted.connect(self.mark_lead)
        panel.verify_left.connect(self.verify)

    @property
    def _code(self) -> str:
        """The chosen item, empty while nothing may be changed."""
        return self._panel.current if self._desk.editable else ""

    def attach(self) -> None:
        """Attach the paragraph under the caret to the chosen item, or take it off again."""
        line, code = self._record.spoken(), self._code
        place = page_mark(self.page()) if self.page() else line.id if line is not None else ""
        if not place or not code:
            return
        self._typist.commit()
        attached = self._desk.answer(code).paragraph
        self._desk.change(code, paragraph="" if attached == place else place)

    def answer(self, kind: AnswerKind) -> None:
        """Answer the chosen item with what is under the caret.

        The item is attached to the answer if it was attached to nothing, or to its question.
        """
        line, code = self._record.spoken(), self._code
        if not code:
            return
        self._typist.commit()
        attached = self._desk.answer(code).paragraph
        place = attached
        if self.page():
            place = attached or page_mark(self.page())
        elif line is not None and line.kind is ParagraphKind.ANSWER:
            question, _reply = exchange_of(self._record.lines, line.id)
            place = line.id if attached in {"", question} else attached
        self._desk.change(code, kind=kind, paragraph=place)

    def clear(self) -> None:
        """Take the kind of the answer away."""
        if self._code:
            self._desk.change(self._code, kind=None)

    def mark_lead(self) -> None:
        """Mark the answer as a lead, recorded with what was said; or take the mark off.

        The lead itself stays: only the leader withdraws one, with a reason.
        """
        code = self._code
        if not code or code in self._desk.extras:
            return
        answer = self._desk.answer(code)
        if answer.lead:
            self._desk.change(code, lead=False)
            return
        line = self._record.line(answer.paragraph)
        if line is None and not self.page():
            line = self._record.spoken()
        said = [line.text if line is not None else "", answer.text]
        self._typist.commit()
        self._desk.mark_lead(code, "\n".join(part for part in said if part.strip()))

    def verify(self, code: str) -> None:
        """Make a task of what was typed as to be verified of an item."""
        if self._desk.editable and self._desk.answer(code).verify.strip():
            self._desk.verify(code)
