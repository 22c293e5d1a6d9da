"""Evidence attached to a record of this page: chips that lead there, and picking more."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from inspector_app.domain.record import Record
from inspector_app.services.evidence import evidence_list
from inspector_app.store.reader import Reader
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import ChipField, ChipItem, Choice


def evidence_label(evidence: Record) -> str:
    """Return number and title of a piece of evidence."""
    return f"{evidence.text('number')} {evidence.text('title')}".strip()


class EvidenceChips(ChipField):
    """The evidence of one record.

    Signals:
        changed (object): the ids that are to be attached from now on, a list.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, reader: Callable[[], Reader]) -> None:
        self._reader = reader
        self._ids: tuple[str, ...] = ()
        super().__init__(
            theme,
            self.tr("附材料"),
            self._choices,
            name=self.tr("附上材料"),
            placeholder=self.tr("材料编号或题目"),
        )
        self.picked.connect(self._put_in)
        self.removed.connect(self._take_out)

    @property
    def ids(self) -> tuple[str, ...]:
        """What is attached."""
        return self._ids

    def show_ids(self, ids: Sequence[str]) -> None:
        """Show the evidence with *ids*."""
        self._ids = tuple(ids)
        known = self._reader().many("evidence", self._ids)
        items = [
            ChipItem(one, evidence_label(known[one]) if one in known else self.tr("材料已移出"))
            for one in self._ids
        ]
        self.set_items(items, editable=True)

    def _choices(self) -> list[Choice]:
        return [
            Choice(one.id, evidence_label(one))
            for one in evidence_list(self._reader())
            if one.id not in self._ids
        ]

    def _put_in(self, record: str) -> None:
        self.changed.emit([*self._ids, record])

    def _take_out(self, record: str) -> None:
        self.changed.emit([one for one in self._ids if one != record])
