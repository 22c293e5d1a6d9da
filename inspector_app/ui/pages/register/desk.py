"""What is written into an entry: every step of its form, typing included."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.forms.filled import Filled
from inspector_app.forms.register import Register, register_of
from inspector_app.forms.sitting import Sitting
from inspector_app.services.entries import begin_entry, create_entry, save_entry
from inspector_app.services.evidence import TakenFile, record_evidence, take_file
from inspector_app.services.mission import OpenMission
from inspector_app.services.registers import OpenRegister
from inspector_app.services.results import Created
from inspector_app.services.submissions import (
    Place,
    Step,
    open_form,
    place_of_answer,
    same_content,
    stored,
)
from inspector_app.services.talk_record import commit_typing, keep_typing, seen_of
from inspector_app.ui.page import PageContext
from inspector_app.ui.tasks import Lane, Progress
from inspector_app.ui.typist import Keep, Typist


class EntryDesk(QObject):
    """Holds the entry that is shown and writes into it.

    A new entry becomes a record with its first answer, or the first character typed: nothing
    is registered by opening an empty form.

    Signals:
        recorded (str): the new entry has become a record.
        attached (str, str): a file was taken in: the path of its question, its number.
    """

    recorded = Signal(str)
    attached = Signal(str, str)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._typist = Typist(context.tasks, partial(commit_typing, self._mission))
        self._writing = 0
        #: Whether there is text that the journal may have and the sitting has not yet.
        self._typing = False
        self.register: Register | None = None
        self.sitting: Sitting | None = None
        self.record: Record | None = None
        self.id = ""
        self.saved = Filled()
        self.is_new = False

    def begin(self, opened: OpenRegister) -> None:
        """Begin a new entry of a register."""
        self.commit()
        self.register = opened.register
        self.sitting = begin_entry(self._mission, self._mission.reader, opened.register)
        self.id = self._mission.folder.setting.new_id()
        self.saved = Filled()
        self.record = None
        self.is_new = True
        self._typing = False

    def open(self, entry: str) -> None:
        """Open an entry; raises ``RefusedError`` when it is not there."""
        self.commit()
        opened = open_form(self._mission, self._mission.reader, entry)
        self.register = register_of(opened.form)
        self.sitting, self.record = opened.sitting, opened.record
        self.id, self.saved, self.is_new = entry, opened.saved, False
        self._typing = False

    def close(self) -> None:
        """Hold nothing."""
        self.commit()
        self.register = self.sitting = self.record = None
        self.id, self.is_new = "", False

    def reread(self) -> bool:
        """Look whether somebody else wrote into the entry; says whether it was opened anew."""
        sitting = self.sitting
        if not self.id or self.is_new or self._writing or self._typing or sitting is None:
            return False  # what is being typed or written stays in sight; the next change tells
        self.record, filled = stored(self._mission.reader, self.id)
        moved = self.record.text("form_hash") != sitting.form.hash
        if not moved and same_content(sitting.form, filled, self.saved):
            return False
        self.open(self.id)
        return True

    # --- writing --------------------------------------------------------------------------

    def step(self) -> None:
        """Write what has changed since the last step."""
        if self.sitting is None or self.register is None:
            return
        before, after = self.saved, self.sitting.filled()
        self.saved = after
        self._writing += 1
        self._typist.commit()  # only now: its changes must not look like somebody else's
        if self.is_new:
            self.is_new = False
            job = partial(create_entry, self._mission, self.register, after, entry=self.id)
            failed = partial(self._on_failed, self.id, before, new=True)
            self._context.tasks.store(job, done=self._on_created, failed=failed, owner=self)
            return
        self._context.tasks.store(
            partial(save_entry, self._mission, self.register, self.id, before, after),
            done=self._on_written,
            failed=partial(self._on_failed, self.id, before),
            owner=self,
        )

    def typed(self, path: str, text: str) -> None:
        """Take what is being typed at *path* (with positions)."""
        if self.sitting is None:
            return
        if self.is_new:
            self.step()
        self._typing = True
        place = place_of_answer(self.sitting, self.id, path)
        self._typist.typed(place, text, partial(self._begin_typing, place))

    def commit(self) -> None:
        """Make entries of what was typed: on leaving the form, before a lock."""
        self._typist.commit()

    def stop(self) -> None:
        """Stop the timers; the page is going."""
        self._typist.stop()

    def _begin_typing(self, place: Place) -> Keep:
        record = Record(place.record_type, place.record_id, "", "", deleted=False,
                        conflicts=(), values={})  # fmt: skip
        reader = self._mission.reader
        return partial(
            keep_typing,
            self._mission,
            record,
            place.field,
            entry=self._mission.folder.setting.new_id(),
            base=seen_of(reader, record, place.field),
        )

    def _on_created(self, made: Created) -> None:
        self._writing -= 1
        self.record = self._mission.reader.get("submission", made.id)
        self.recorded.emit(made.id)

    def _on_written(self, _step: Step) -> None:
        self._writing -= 1

    def _on_failed(
        self, entry: str, before: Filled, error: Exception, *, new: bool = False
    ) -> None:
        self._writing -= 1
        if entry == self.id:  # what could not be written goes along with the next step
            self.saved, self.is_new = before, new
        if isinstance(error, KnownError):
            self._context.notify(error)

    # --- files ----------------------------------------------------------------------------

    def attach(self, path: str, file: Path) -> None:
        """Take a file into the evidence; its number will be the answer at *path*."""
        self._context.tasks.long(
            Lane.WORK,
            partial(_take, self._mission, file),
            progress=_heard,
            done=partial(self._on_taken, path),
            owner=self,
        )

    def _on_taken(self, path: str, taken: TakenFile) -> None:
        closed = self.record is not None and self.record.audience != Audience.TEAM
        audience = Audience.LEADER.value if closed else ""
        job: Callable[[], Created] = partial(
            record_evidence,
            self._mission,
            taken,
            source=self.record.text("number") if self.record else "",
            audience=audience,
        )
        self._context.tasks.store(job, done=partial(self._on_attached, path), owner=self)

    def _on_attached(self, path: str, made: Created) -> None:
        record = self._mission.reader.get("evidence", made.id)
        if record is not None:
            self.attached.emit(path, record.text("number"))


def _take(mission: OpenMission, file: Path, progress: Progress) -> TakenFile:
    return take_file(mission, file, progress=progress)


def _heard(_done: int, _total: int, _note: str) -> None:
    pass


def touches(changes: Changes, entry: str) -> bool:
    """Say whether *changes* may concern an entry."""
    return entry in changes.ids or changes.touches("instance", "form", "approval")
