"""A table model over any number of records, read page by page.

The model holds the ordered list of record ids and a few pages of 200 rows. Sorting and
filtering are a new list of ids from SQL: a Qt sort proxy over Python needs eighteen seconds
for 100 000 rows, SQL a twentieth of one.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from inspector_app.ui.theme import Tone

_Index = QModelIndex | QPersistentModelIndex

PAGE_ROWS = 200
_PAGES_KEPT = 12

#: Role under which a row gives its record id, and a cell its tone.
ID_ROLE = Qt.ItemDataRole.UserRole
TONE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: key (also what SQL sorts by), title, width in pixels, how it is drawn.

    ``width`` 0 takes the room that is left; ``pill`` draws the text as a pill in the tone
    of the row's cell; ``number`` aligns at the right.
    """

    key: str
    title: str
    width: int = 0
    pill: bool = False
    number: bool = False
    sortable: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """The texts of one record, one per column, and tones of cells by column key."""

    cells: tuple[str, ...]
    tones: Mapping[str, Tone] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """What to sort by; an empty key is the list's own order."""

    key: str = ""
    descending: bool = False


Ids = Callable[[Order], Sequence[str]]
PageOf = Callable[[Sequence[str]], Mapping[str, Row]]


class PagedTableModel(QAbstractTableModel):
    """Rows of records by id.

    *ids* returns all ids in order (it holds the filter); *page_of* returns the rows of up
    to 200 ids; both read SQL quickly and are called on the GUI thread. A record that is
    gone when its page is read shows as an empty row until the next ``reload``.
    """

    def __init__(self, columns: Sequence[Column], ids: Ids, page_of: PageOf) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._ids_of = ids
        self._page_of = page_of
        self._order = Order()
        self._ids: tuple[str, ...] = ()
        self._places: dict[str, int] = {}
        self._pages: OrderedDict[int, Mapping[str, Row]] = OrderedDict()

    def reload(self) -> None:
        """Read the list anew: after a filter changed, or order or number may have."""
        fresh = tuple(self._ids_of(self._order))
        if fresh == self._ids:
            self._pages.clear()
            self._tell_all()
            return
        self.beginResetModel()
        self._ids = fresh
        self._places = {record: place for place, record in enumerate(fresh)}
        self._pages.clear()
        self.endResetModel()

    def update_records(self, ids: frozenset[str]) -> None:
        """Read anew the rows of *ids*, order and number being the same."""
        places = sorted(self._places[record] for record in ids if record in self._places)
        for page in {place // PAGE_ROWS for place in places}:
            self._pages.pop(page, None)
        last = len(self.columns) - 1
        for place in places:
            self.dataChanged.emit(self.index(place, 0), self.index(place, last))

    def id_at(self, row: int) -> str:
        """Return the record id of *row*."""
        return self._ids[row]

    def row_of(self, record_id: str) -> int | None:
        """Return the row of a record, ``None`` when it is not in the list."""
        return self._places.get(record_id)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort in SQL; -1 is the list's own order."""
        descending = order == Qt.SortOrder.DescendingOrder
        key = self.columns[column].key if column >= 0 else ""
        if column >= 0 and not self.columns[column].sortable:
            return
        wanted = Order(key, descending)
        if wanted != self._order:
            self._order = wanted
            self.reload()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of records."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return text, tone, id or alignment of a cell."""
        if role not in _ANSWERED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.number else _LEFT
        record = self._ids[index.row()]
        if role == ID_ROLE:
            return record
        row = self._page(index.row() // PAGE_ROWS).get(record)
        if row is None:
            return None
        if role == TONE_ROLE:
            return row.tones.get(column.key)
        return row.cells[index.column()]

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the title of a column."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if self.columns[section].number else _LEFT
        return None

    def _page(self, number: int) -> Mapping[str, Row]:
        page = self._pages.get(number)
        if page is None:
            start = number * PAGE_ROWS
            page = self._page_of(self._ids[start : start + PAGE_ROWS])
            self._pages[number] = page
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        else:
            self._pages.move_to_end(number)
        return page

    def _tell_all(self) -> None:
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
_ANSWERED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
        ID_ROLE,
        TONE_ROLE,
    }
)
