"""What happens to the lines of a record while they are typed: split, joined, saved, removed.

The view tells what the keys did; here it becomes lines in the model, typing for the `Typist`
and writes for the store. Nothing waits: lines on their way to the mission are shown already.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind, TalkState
from inspector_app.services.mission import OpenMission
from inspector_app.services.speakers import Speaker
from inspector_app.services.talk_record import (
    delete_paragraph,
    keep_new_paragraph,
    keep_typing,
    paragraph_between,
    seen_of,
    set_paragraph,
)
from inspector_app.services.talks import TalkView
from inspector_app.ui.pages.talk.lines import Line, following, line_of_new, merged
from inspector_app.ui.pages.talk.record_model import RecordModel
from inspector_app.ui.pages.talk.record_view import RecordView
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.typist import Keep, Typist

_FIELD = "text"


class RecordDesk(QObject):
    """The lines of one talk, between view, typist and store.

    Signals:
        begun: the first words were typed into a talk that was only planned.
        removed (str): a paragraph was taken out; the entry to take that back with.
        moved (str): the caret came into a line.
    """

    begun = Signal()
    removed = Signal(str)
    moved = Signal(str)

    def __init__(
        self,
        mission: OpenMission,
        tasks: TaskRunner,
        typist: Typist,
        model: RecordModel,
        view: RecordView,
    ) -> None:
        super().__init__()
        self._mission = mission
        self._tasks = tasks
        self._typist = typist
        self._model = model
        self._view = view
        self._talk = ""
        self._state = TalkState.PLANNED
        view.allows = self._allows
        view.typed.connect(self._on_typed)
        view.left.connect(self._on_left)
        view.parted.connect(self._on_parted)
        view.split.connect(self._on_split)
        view.erased.connect(self._on_erased)
        view.kind_chosen.connect(self._on_kind)
        view.line_entered.connect(self.moved)

    @property
    def recording(self) -> bool:
        """Whether the talk still takes questions and answers, not supplements only."""
        return self._state in {TalkState.PLANNED, TalkState.HELD}

    @property
    def lines(self) -> list[Line]:
        """The lines in order; the last one may still be empty."""
        return self._model.lines

    def show(self, view: TalkView, removed: Sequence[Record] = ()) -> None:
        """Show a talk as it was read; keep what is being typed in it.

        *removed* are the paragraphs that were taken out since it was read back.
        """
        if view.talk.id != self._talk:
            self._view.close_editor()
            self._model.show([])
        self._talk, self._state = view.talk.id, view.state
        self._view.typing_first = self.recording
        unsaved = {
            line.id: text
            for line in self._model.lines
            if (text := self._typist.unsaved(_key(line.id))) is not None
        }
        editor = self._view.editor
        typing = self._model.line(self._view.line) if editor is not None else None
        caret, focused = 0, False
        if typing is not None and editor is not None:
            unsaved.setdefault(typing.id, typing.text)
            caret, focused = editor.caret, editor.hasFocus()
        lines = merged(view.paragraphs, self._kept_lines(), unsaved, removed)
        if not self.recording:
            lines = [line for line in lines if line.record or _is_supplement(line) or line.text]
        self._model.show(lines)
        if typing is not None and self._view.editor is None:  # its line had to move
            self._view.type_in(typing.id, caret, focus=focused)
        self._ensure_room()

    def can_type(self, line: Line) -> bool:
        """Say whether *line* may be typed into: once a talk is closed, a new supplement only."""
        fresh = line.record is None and _is_supplement(line)
        return not line.removed and (self.recording or fresh)

    def _allows(self, line_id: str) -> bool:
        line = self._model.line(line_id)
        return line is not None and self.can_type(line)

    def enter(self, *, caret_at_end: bool = True) -> None:
        """Put the caret into the last line."""
        if self._model.lines:
            self._view.type_in(self._model.lines[-1].id, -1 if caret_at_end else 0)

    def current(self) -> Line | None:
        """Return the line the caret is in or was in last."""
        return self._model.line(self._view.line)

    def line(self, line_id: str) -> Line | None:
        """Return a line, ``None`` when it is not there."""
        return self._model.line(line_id)

    def spoken(self) -> Line | None:
        """Return the line under the caret; of an empty one, the nearest above with words."""
        row = self._model.row_of(self._view.line)
        for line in reversed(self._model.lines[: row + 1]):
            if line.text.strip() and not line.removed:
                return line
        return None

    def save(self) -> None:
        """Turn what was typed into entries now; paragraphs left empty go."""
        for line in list(self._model.lines):
            if not line.text.strip() and self._is_known(line) and self.can_type(line):
                self._discard(line.id)
        self._typist.commit()

    def remove(self, line_id: str) -> None:
        """Take a paragraph out; a neighbour gets the caret."""
        line = self._model.line(line_id)
        if line is None or not self.can_type(line):
            return
        row = self._model.row_of(line_id)
        neighbour = row - 1 if row else 1
        if neighbour < len(self._model.lines):
            self._view.type_in(self._model.lines[neighbour].id)
        self._discard(line_id)
        if self._view.editor is None:
            self.enter()

    # --- what the view tells -------------------------------------------------------

    def _on_typed(self, line_id: str, text: str) -> None:
        line = self._model.line(line_id)
        if line is None:
            return
        if line.new is not None and self._typist.unsaved(_key(line_id)) is None:
            said_at = self._mission.folder.setting.now()[11:16]
            line.new, line.said_at = replace(line.new, said_at=said_at), said_at
        if self._state is TalkState.PLANNED:
            self._state = TalkState.HELD
            self.begun.emit()
        self._typist.typed(_key(line_id), text, partial(self._keeping, line_id))

    def _keeping(self, line_id: str) -> Keep:
        """Return how the draft of a line is kept: as a new paragraph, or as a changed text."""
        mission, line = self._mission, self._model.line(line_id)
        if line is None:
            raise LookupError(line_id)
        if line.new is not None:
            return partial(keep_new_paragraph, mission, line.new)
        if line.record is None:
            raise LookupError(line_id)
        return _keeper(mission, line.record, mission.folder.setting.new_id())

    def _on_left(self, _line_id: str) -> None:
        self._typist.commit()

    def _on_parted(self, line_id: str) -> None:
        line = self._model.line(line_id)
        if line is not None and not line.text.strip() and self._is_known(line):
            self._discard(line_id)
        self._typist.commit()
        self._ensure_room()

    def _on_split(self, line_id: str, place: int) -> None:
        """Enter: what is behind the caret goes on as the next paragraph.

        In an empty paragraph it changes question and answer instead, so that two answers
        can follow one another.
        """
        line = self._model.line(line_id)
        if line is None:
            return
        if not line.text.strip():
            self._on_kind(line_id, following(line.kind))
            return
        rest = line.text[place:].lstrip("\n")
        row = self._model.row_of(line_id)
        if rest:
            self._retype(line, line.text[:place].rstrip("\n"))
            fresh = self._fresh(row + 1, line.kind)
            self._retype(fresh, rest)
            self._view.type_in(fresh.id, 0)
            return
        below = self._model.lines[row + 1] if row + 1 < len(self._model.lines) else None
        if below is None or below.text or below.new is None:
            below = self._fresh(row + 1, following(line.kind))
        elif self.recording:
            self._on_kind(below.id, following(line.kind))
        self._view.type_in(below.id)

    def _on_erased(self, line_id: str) -> None:
        """Backspace at the beginning: an empty paragraph goes, another joins the one before."""
        line = self._model.line(line_id)
        row = self._model.row_of(line_id)
        if line is None or row <= 0:
            return
        before = self._model.lines[row - 1]
        if not self.can_type(before) or (line.text.strip() and self._model.marks.get(line_id)):
            return
        caret = len(before.text)
        if line.text.strip():
            self._retype(before, before.text + line.text)
        self._view.type_in(before.id, caret)
        self._discard(line_id)

    def _on_kind(self, line_id: str, kind: ParagraphKind) -> None:
        line = self._model.line(line_id)
        if line is None or line.kind is kind or not self.recording:
            return
        line.kind = kind
        if line.new is not None and not self._typist.under_way(_key(line_id)):
            line.new = replace(line.new, kind=kind)
            self._typist.rebind(_key(line_id), partial(self._keeping, line_id))
        else:
            self._typist.commit()
            self._tasks.store(
                partial(set_paragraph, self._mission, line_id, kind=kind.value), owner=self
            )
        self._model.touch(self._model.row_of(line_id))

    def set_speaker(self, line_id: str, speaker: Speaker) -> None:
        """Say who of several said a line."""
        line = self._model.line(line_id)
        if line is None or not self.can_type(line) or not self.recording:
            return
        name = "" if speaker.official else speaker.name
        line.speaker, line.speaker_name = speaker.official, name
        if line.new is not None and not self._typist.under_way(_key(line_id)):
            line.new = replace(line.new, speaker=speaker.official, speaker_name=name)
            self._typist.rebind(_key(line_id), partial(self._keeping, line_id))
        else:
            self._typist.commit()
            job = partial(
                set_paragraph,
                self._mission,
                line_id,
                speaker=speaker.official or None,
                speaker_name=name or None,
            )
            self._tasks.store(job, owner=self)
        self._model.touch(self._model.row_of(line_id))

    # --- lines ---------------------------------------------------------------------

    def _kept_lines(self) -> list[Line]:
        """Return the lines that are not in the mission yet but stay on screen."""
        last = self._model.lines[-1] if self._model.lines else None
        return [
            line
            for line in self._model.lines
            if line.new is not None and (line.text or line is last or line.id == self._view.line)
        ]

    def _ensure_room(self) -> None:
        """See that an empty line waits at the end."""
        last = self._model.lines[-1] if self._model.lines else None
        if last is not None and last.new is not None and not last.text:
            wanted = last.kind if self.recording else ParagraphKind.SUPPLEMENT
            if last.kind is wanted:
                return
        if not self.recording:
            self._fresh(len(self._model.lines), ParagraphKind.SUPPLEMENT)
        elif last is None:
            self._fresh(0, ParagraphKind.QUESTION)
        else:
            self._fresh(len(self._model.lines), following(last.kind))

    def _fresh(self, row: int, kind: ParagraphKind) -> Line:
        lines = self._model.lines
        before = lines[row - 1].order if row else ""
        behind = lines[row].order if row < len(lines) else ""
        new = paragraph_between(self._mission, self._talk, kind, before=before, behind=behind)
        line = line_of_new(new)
        self._model.insert(row, line)
        return line

    def _retype(self, line: Line, text: str) -> None:
        """Change the text of a line other than by its field."""
        line.text = text
        self._typist.typed(_key(line.id), text, partial(self._keeping, line.id))
        self._model.touch(self._model.row_of(line.id))

    def _is_known(self, line: Line) -> bool:
        return line.record is not None or self._typist.unsaved(_key(line.id)) is not None

    def _discard(self, line_id: str) -> None:
        row = self._model.row_of(line_id)
        if row < 0:
            return
        known = self._is_known(self._model.lines[row])
        if self._view.editor is not None and line_id == self._view.line:
            self._view.close_editor()
        self._model.remove(row)
        if known:
            self._typist.commit()
            entry = self._mission.folder.setting.new_id()
            self._tasks.store(
                partial(delete_paragraph, self._mission, line_id, entry=entry),
                done=self._tell_removed(entry),
                owner=self,
            )
        self._ensure_room()

    def _tell_removed(self, entry: str) -> Callable[[object], None]:
        return lambda _changes: self.removed.emit(entry)


def _key(line_id: str) -> tuple[str, str, str]:
    return ("paragraph", line_id, _FIELD)


def _is_supplement(line: Line) -> bool:
    return line.kind is ParagraphKind.SUPPLEMENT


def _keeper(mission: OpenMission, record: Record, entry: str) -> Keep:
    # What is merged in while somebody types is seen by him only afterwards.
    base = seen_of(mission.reader, record, _FIELD)
    return lambda text: keep_typing(mission, record, _FIELD, text, entry=entry, base=base)
