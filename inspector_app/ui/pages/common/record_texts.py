"""Text fields tied to records: what is typed goes to the drafts, what is read to the fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission
from inspector_app.services.talk_record import commit_typing, keep_typing, seen_of
from inspector_app.ui.page import PageContext
from inspector_app.ui.typist import Keep, Typist
from inspector_app.ui.widgets import GrowingTextEdit, TextEntry

#: A field that is typed into: tall, or one line.
TypedField = GrowingTextEdit | TextEntry

#: A text field of a record: its id and the field's name.
Place = tuple[str, str]


@dataclass(slots=True)
class _Tie:
    edit: TypedField
    record: Record
    field: str

    @property
    def place(self) -> Place:
        return (self.record.id, self.field)


class RecordTexts(QObject):
    """The long texts of a page.

    ``tie`` an edit to a field of a record, again with the fresh record after each refresh.
    Typing is kept within half a second and becomes an entry when the field is left.

    Signals:
        typed: some text changed under the user's fingers.
    """

    typed = Signal()

    def __init__(self, context: PageContext[OpenMission], parent: QWidget) -> None:
        super().__init__(parent)
        self._mission = context.services
        self._typist = Typist(context.tasks, partial(commit_typing, self._mission))
        self._ties: dict[int, _Tie] = {}
        self._stopped = False

    def tie(self, edit: TypedField, record: Record, field: str) -> None:
        """Show *field* of *record* in *edit* and keep what is typed there."""
        known = self._ties.get(id(edit))
        if known is None or not isValid(known.edit):
            tie = _Tie(edit, record, field)
            self._ties[id(edit)] = tie
            edit.typed.connect(partial(self._on_typed, tie))
            edit.left.connect(self.commit)
            edit.destroyed.connect(partial(self._ties.pop, id(edit), None))
        else:
            known.record, known.field = record, field
        unsaved = self._typist.unsaved((record.id, field))
        edit.set_text(record.text(field) if unsaved is None else unsaved)

    def live(self) -> dict[Place, str]:
        """Return the texts that are not yet in the records, by record and field."""
        found: dict[Place, str] = {}
        for tie in self._alive():
            unsaved = self._typist.unsaved(tie.place)
            if unsaved is not None:
                found[tie.place] = unsaved
        return found

    def commit(self) -> None:
        """Turn what was typed into entries: on leaving a field, before anything signed."""
        if not self._stopped:
            self._typist.commit()

    def stop(self) -> None:
        """Stop for good: the page is going, and the mission may be closed already."""
        self._stopped = True
        self._typist.stop()

    def _alive(self) -> Iterable[_Tie]:
        return [tie for tie in self._ties.values() if isValid(tie.edit)]

    def _on_typed(self, tie: _Tie, text: str) -> None:
        self._typist.typed(tie.place, text, partial(self._begin, tie))
        self.typed.emit()

    def _begin(self, tie: _Tie) -> Keep:
        mission = self._mission
        entry = mission.folder.setting.new_id()
        # What is merged in while somebody types is seen by him only afterwards.
        base = seen_of(mission.reader, tie.record, tie.field)
        return partial(keep_typing, mission, tie.record, tie.field, entry=entry, base=base)
