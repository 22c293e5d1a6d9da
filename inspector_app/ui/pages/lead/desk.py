"""What is written into a lead: one that is here, or one that is being typed for the first time."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD
from inspector_app.services.leads import (
    NewLead,
    begin_lead,
    dispose_lead,
    keep_new_lead,
    set_lead_readers,
    update_lead,
)
from inspector_app.services.mission import OpenMission
from inspector_app.services.talk_record import commit_typing, keep_typing
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.typist import Keep, Typist

_CONTENT = "content"


class LeadDesk(QObject):
    """Holds the lead that is shown and writes into it.

    A new lead is a draft from its first character and a record as soon as its content is
    left; what else is said of it until then goes into it with the content.

    Signals:
        recorded (str): the new lead has become a record.
    """

    recorded = Signal(str)

    def __init__(self, context: PageContext[OpenMission], steps: Steps) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._steps = steps
        self._typist = Typist(context.tasks, partial(commit_typing, self._mission))
        self.record: Record | None = None
        self.new: NewLead | None = None

    @property
    def id(self) -> str:
        """The id of what is shown, empty for nothing."""
        if self.new is not None:
            return self.new.id
        return self.record.id if self.record else ""

    def open(self, record: Record | None) -> None:
        """Show *record*, or nothing."""
        self.commit()
        self.record, self.new = record, None

    def begin(self, talk: str = "") -> None:
        """Begin a new lead."""
        self.commit()
        self.record, self.new = None, begin_lead(self._mission, talk=talk)

    def reread(self) -> bool:
        """Read anew what is shown; returns whether it is still there."""
        reader = self._mission.reader
        if self.new is not None:
            record = reader.get("lead", self.new.id)
            if record is not None and not record.deleted:
                self.record, self.new = record, None
                self.recorded.emit(record.id)
            return True
        if self.record is not None:
            self.record = reader.get("lead", self.record.id)
            return self.record is not None and not self.record.deleted
        return True

    # --- the content --------------------------------------------------------------------

    def content(self) -> str:
        """Return the content, what is being typed included."""
        unsaved = self._typist.unsaved(self.id)
        if unsaved is not None:
            return unsaved
        return self.record.text(_CONTENT) if self.record else ""

    def typed(self, text: str) -> None:
        """Take the content as it is being typed."""
        self._typist.typed(self.id, text, self._begin)

    def commit(self) -> None:
        """Make an entry of what was typed: on leaving the field or the lead, before a lock."""
        self._typist.commit()

    def stop(self) -> None:
        """Stop the timers; the page is going."""
        self._typist.stop()

    def _begin(self) -> Keep:
        if self.new is not None:
            return partial(keep_new_lead, self._mission, self.new)
        if self.record is None:
            raise RuntimeError("typed into no lead")
        entry = self._steps.new_entry()
        return partial(keep_typing, self._mission, self.record, _CONTENT, entry=entry)

    # --- the rest -----------------------------------------------------------------------

    def set(self, name: str, value: Json) -> None:
        """Write a field of the lead."""
        if self.new is not None:
            self.new = _with(self.new, name, value)
            self._typist.rebind(self.id, self._begin)
        elif self.record is not None and self.record.values.get(name) != value:
            entry = self._steps.new_entry()
            job = partial(update_lead, self._mission, self.record.id, entry=entry, **{name: value})
            self._write(job, name, entry)

    def set_disposal(self, text: str) -> None:
        """Write how the lead is dealt with."""
        if self.record is not None and self.record.text("disposal") != text.strip():
            entry = self._steps.new_entry()
            job = partial(dispose_lead, self._mission, self.record.id, text, entry=entry)
            self._write(job, "disposal", entry)

    def set_readers(self, readers: tuple[str, ...]) -> None:
        """Decide who besides leader and author may read the lead."""
        if self.new is not None:
            self.set(READERS_FIELD, list(readers))
        elif self.record is not None:
            self._context.tasks.store(
                partial(set_lead_readers, self._mission, self.record.id, readers), owner=self
            )

    def _write(self, job: partial[Changes], name: str, entry: str) -> None:
        label = self._context.wording.text(f"records.lead.fields.{name}")
        self._context.tasks.store(job, done=partial(self._on_written, label, entry), owner=self)

    def _on_written(self, label: str, entry: str, changes: Changes) -> None:
        if changes.ids:
            self._steps.did(label, entry)


def _with(new: NewLead, name: str, value: Json) -> NewLead:
    """Return *new* with one of its fields set."""
    if name == "about_number_one":
        return replace(new, about_number_one=value is True)
    if isinstance(value, list):
        items = tuple(str(item) for item in value)
        return replace(new, officials=items) if name == "officials" else replace(new, readers=items)
    text = value if isinstance(value, str) else ""
    match name:
        case "source":
            return replace(new, source=text)
        case "received_on":
            return replace(new, received_on=text)
        case "talk":
            return replace(new, talk=text)
        case _:
            raise ValueError(f"a new lead has no {name}")
