"""The lines of a record as a list model; never reset while a line is being typed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services.speakers import Speaker
from inspector_app.ui.pages.talk.lines import Amendment, Line, Mark

_Index = QModelIndex | QPersistentModelIndex


class RecordModel(QAbstractListModel):
    """Lines in order, their marks, and which of them belong to the chosen item.

    *labels* name the kinds of paragraph as they stand before the text.
    """

    def __init__(self, labels: Mapping[ParagraphKind, str]) -> None:
        super().__init__()
        self.labels = labels
        self.lines: list[Line] = []
        self.marks: Mapping[str, Sequence[Mark]] = {}
        self.chosen: frozenset[str] = frozenset()
        self.amendments: Mapping[str, Amendment] = {}
        #: Those who speak in a 座谈会.
        self.speakers: tuple[Speaker, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text; for screen readers with kind and marks."""
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (mark.text for mark in self.marks.get(line.id, ()))
            parts = [f"{self.label(line)} {line.text}", *said]
            amended = self.amendments.get(line.id)
            parts += [amended.note, amended.before] if amended is not None else []
            return " · ".join(part for part in parts if part)
        return None

    def label(self, line: Line) -> str:
        """Return what stands before a line: its speaker's name where several speak."""
        named = next((one.name for one in self.speakers if one.official == line.speaker), "")
        name = named if line.speaker else line.speaker_name
        return name or self.labels[line.kind]

    def row_of(self, line_id: str) -> int:
        """Return the row of a line, -1 when it is not there."""
        return next((row for row, line in enumerate(self.lines) if line.id == line_id), -1)

    def line(self, line_id: str) -> Line | None:
        """Return a line, ``None`` when it is not there."""
        row = self.row_of(line_id)
        return self.lines[row] if row >= 0 else None

    def insert(self, row: int, line: Line) -> None:
        """Put *line* at *row*."""
        self.beginInsertRows(QModelIndex(), row, row)
        self.lines.insert(row, line)
        self.endInsertRows()

    def remove(self, row: int) -> None:
        """Take the line at *row* away."""
        self.beginRemoveRows(QModelIndex(), row, row)
        del self.lines[row]
        self.endRemoveRows()

    def show(self, lines: Sequence[Line]) -> None:
        """Show *lines*: rows that stay are kept, with whatever is being typed in them."""
        if not self.lines and lines:
            self.beginInsertRows(QModelIndex(), 0, len(lines) - 1)
            self.lines = list(lines)
            self.endInsertRows()
            return
        wanted = {line.id for line in lines}
        for row in reversed(range(len(self.lines))):
            if self.lines[row].id not in wanted:
                self.remove(row)
        for row, line in enumerate(lines):
            here = self.lines[row] if row < len(self.lines) else None
            if here is None or here.id != line.id:
                old = self.row_of(line.id)
                if old >= 0:  # somebody else's order key came in between
                    self.remove(old)
                self.insert(row, line)
            elif here is not line:
                changed = here.text != line.text or here.kind is not line.kind
                changed = changed or self.label(here) != self.label(line)
                self.lines[row] = line
                if changed:
                    self.touch(row)

    def touch(self, row: int) -> None:
        """Tell the view that a line looks different."""
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def set_amendments(self, amendments: Mapping[str, Amendment]) -> None:
        """Show what was changed since the record was read back."""
        if amendments == self.amendments:
            return
        changed = {
            one
            for one in {*amendments, *self.amendments}
            if amendments.get(one) != self.amendments.get(one)
        }
        self.amendments = amendments
        for row, line in enumerate(self.lines):
            if line.id in changed:
                self.touch(row)

    def set_marks(self, marks: Mapping[str, Sequence[Mark]], chosen: frozenset[str]) -> None:
        """Show *marks*, and the lines *chosen* as belonging to the item in the checklist."""
        if marks == self.marks and chosen == self.chosen:
            return
        changed = {key for key in {*marks, *self.marks} if marks.get(key) != self.marks.get(key)}
        changed |= chosen ^ self.chosen
        self.marks, self.chosen = marks, chosen
        for row, line in enumerate(self.lines):
            if line.id in changed:
                self.touch(row)
