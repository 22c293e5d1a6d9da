"""Answers while they are given: shown at once, written one after another, taken back in order."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Literal, Unpack, cast

from PySide6.QtCore import QObject, Signal

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.must_ask import ItemAnswer
from inspector_app.domain.record import Record
from inspector_app.services.extra_questions import answer_extra, questions_of_talk
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.talk_answers import (
    AnswerParts,
    change_answer,
    ensure_checklist,
    filled_checklist,
    text_field,
)
from inspector_app.services.talk_marks import Marked, mark_lead, verify_task
from inspector_app.services.talk_record import keep_typing, seen_of
from inspector_app.services.talks import TalkView
from inspector_app.ui.pages.talk.extra_items import ExtraItem, extra_items
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.typist import Keep, Typist

#: The parts of an answer that are typed.
TextPart = Literal["text", "verify"]
_TYPED: tuple[TextPart, ...] = ("text", "verify")


class AnswerDesk(QObject):
    """The answers of one talk, as they are with what is on its way to the store.

    Signals:
        changed: an answer is another.
        lead_made (str): an answer was marked and a lead recorded, by its id.
        task_made (str): what is to be verified has become a task, by its id.
    """

    changed = Signal()
    lead_made = Signal(str)
    task_made = Signal(str)

    def __init__(self, mission: OpenMission, tasks: TaskRunner, typist: Typist) -> None:
        super().__init__()
        self._mission = mission
        self._tasks = tasks
        self._typist = typist
        self._talk = ""
        self._filled: Record | None = None
        #: The fields that are typed, by item and part.
        self._fields: dict[tuple[str, TextPart], tuple[str, str, str]] = {}
        self._saved: Mapping[str, ItemAnswer] = {}
        self._on_the_way: dict[int, tuple[str, AnswerParts]] = {}
        self._count = 0
        #: Steps that can be taken back: item, how its parts were, how they became.
        self._done: list[tuple[str, AnswerParts, AnswerParts]] = []
        self.answers: dict[str, ItemAnswer] = {}
        #: The questions that came from the briefing, as items by code.
        self.extras: dict[str, ExtraItem] = {}
        #: Whether answers may be changed: until the talk is closed.
        self.editable = False

    def show(self, view: TalkView) -> None:
        """Show the answers of a talk as they were read."""
        if view.talk.id != self._talk:
            self._done.clear()
            self._on_the_way.clear()
        self._talk, self.editable = view.talk.id, view.editable
        self.extras = extra_items(
            questions_of_talk(self._mission.reader, self._talk), view.category
        )
        self._saved = {**view.answers, **{code: one.answer for code, one in self.extras.items()}}
        self._filled = filled_checklist(self._mission.reader, self._talk)
        self._fields = self._typed_fields()
        if self._filled is None and view.editable:
            self._tasks.store(partial(ensure_checklist, self._mission, self._talk), owner=self)
        self._join()

    def answer(self, code: str) -> ItemAnswer:
        """Return the answer to an item, an empty one if there is none."""
        return self.answers.get(code, ItemAnswer(code))

    def change(self, code: str, **parts: Unpack[AnswerParts]) -> None:
        """Change parts of an answer: an entry of its own, that ``undo`` takes back."""
        before = _parts_of(self.answer(code), parts)
        if before != parts:
            self._done.append((code, before, parts))
            self._write(code, parts)

    def mark_lead(self, code: str, content: str) -> None:
        """Mark an answer as a lead and record the lead with *content*."""
        parts = AnswerParts(lead=True)
        self._done.append((code, _parts_of(self.answer(code), parts), parts))
        step = self._begin_step(code, parts)
        self._tasks.store(
            partial(mark_lead, self._mission, self._talk, code, content=content),
            done=partial(self._on_marked, step),
            failed=partial(self._on_failed, step),
            owner=self,
        )

    def verify(self, code: str) -> None:
        """Make a task of what was typed as to be verified, once that is written."""
        self._typist.commit()
        self._tasks.store(
            partial(verify_task, self._mission, self._talk, code),
            done=self._on_task,
            owner=self,
        )

    def _on_marked(self, step: int, marked: Marked) -> None:
        self._on_written(step, marked.changes)
        if marked.new:
            self.lead_made.emit(marked.lead)

    def _on_task(self, made: Created | None) -> None:
        if made is not None:
            self.task_made.emit(made.id)

    def type_text(self, code: str, part: TextPart, text: str) -> None:
        """Take what is typed into a field of an answer."""
        field = self._fields.get((code, part))
        if field is None:
            return
        record = self._extra_record(code) if code in self.extras else self._filled
        if record is not None:
            self._typist.typed(field, text, partial(self._keeping, record, field[2]))
        self._join()

    def undo(self) -> bool:
        """Take the last answer given in this sitting back, by an entry of its own.

        ``False`` if there is none, or if what it said has been changed since.
        """
        if not self._done:
            return False
        code, before, after = self._done.pop()
        if _parts_of(self.answer(code), after) != after:
            return False
        self._write(code, before)
        return True

    def _begin_step(self, code: str, parts: AnswerParts) -> int:
        """Show parts of an answer that are on their way to the store."""
        self._count += 1
        self._on_the_way[self._count] = (code, parts)
        self._join()
        return self._count

    def _write(self, code: str, parts: AnswerParts) -> None:
        extra = self.extras.get(code)
        step = self._begin_step(code, parts)
        answer = self.answer(code)
        job: Callable[[], Changes] = partial(
            change_answer, self._mission, self._talk, code, **parts
        )
        if extra is not None:
            job = partial(
                answer_extra,
                self._mission,
                self._talk,
                extra.question.id,
                kind=answer.kind,
                text=answer.text,
                paragraph=answer.paragraph,
            )
        self._tasks.store(
            job,
            done=partial(self._on_written, step),
            failed=partial(self._on_failed, step),
            owner=self,
        )

    def typable(self, code: str) -> bool:
        """Say whether words can be typed to an item: to an extra one once it was answered."""
        return code not in self.extras or self.extras[code].question.answer is not None

    def _extra_record(self, code: str) -> Record | None:
        given = self.extras[code].question.answer
        return self._mission.reader.get("extra_answer", given.id) if given else None

    def _typed_fields(self) -> dict[tuple[str, TextPart], tuple[str, str, str]]:
        extras: dict[tuple[str, TextPart], tuple[str, str, str]] = {
            (code, "text"): ("extra_answer", one.question.answer.id, "text")
            for code, one in self.extras.items()
            if one.question.answer is not None
        }
        if self._filled is None:
            return extras
        checklist = self._mission.checklist
        return extras | {
            (item.code, part): (
                "submission",
                self._filled.id,
                text_field(checklist, item.code, part),
            )
            for item in checklist.items
            for part in _TYPED
        }

    def _keeping(self, filled: Record, field: str) -> Keep:
        mission, entry = self._mission, self._mission.folder.setting.new_id()
        base = seen_of(mission.reader, filled, field)
        return lambda text: keep_typing(mission, filled, field, text, entry=entry, base=base)

    def _join(self) -> None:
        answers = dict(self._saved)
        for code, parts in self._on_the_way.values():
            answers[code] = replace(answers.get(code, ItemAnswer(code)), **parts)
        for (code, part), field in self._fields.items():
            text = self._typist.unsaved(field)
            if text is not None:
                typed: AnswerParts = {"text": text} if part == "text" else {"verify": text}
                answers[code] = replace(answers.get(code, ItemAnswer(code)), **typed)
        if answers != self.answers:
            self.answers = answers
            self.changed.emit()

    def _on_written(self, step: int, _changes: Changes) -> None:
        self._on_the_way.pop(step, None)
        self._join()

    def _on_failed(self, step: int, error: Exception) -> None:
        self._on_the_way.pop(step, None)
        self._join()
        if isinstance(error, KnownError):
            self._tasks.known_error.emit(error)


def _parts_of(answer: ItemAnswer, wanted: AnswerParts) -> AnswerParts:
    """Return how the parts named in *wanted* are in *answer*."""
    whole = AnswerParts(
        kind=answer.kind,
        text=answer.text,
        lead=answer.lead,
        verify=answer.verify,
        paragraph=answer.paragraph,
    )
    return cast("AnswerParts", {name: whole[name] for name in wanted})  # type: ignore[literal-required]
