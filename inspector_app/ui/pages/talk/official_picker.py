"""Find somebody of the inspected body by name or office."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QWidget

from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S1, S2
from inspector_app.ui.widgets import SearchBox, data_label, hbox, make_button, mark_data, vbox

_Index = QModelIndex | QPersistentModelIndex
_LIST_HEIGHT = 108
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An official to talk to: ``note`` says what is known (category, talks had already)."""

    id: str
    name: str
    office: str
    note: str = ""

    @property
    def line(self) -> str:
        """Return everything in one line."""
        return " · ".join(part for part in (self.name, self.office, self.note) if part)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.shown: tuple[Candidate, ...] = ()

    def show(self, candidates: Sequence[Candidate]) -> None:
        self.beginResetModel()
        self.shown = tuple(candidates)
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
        }:
            return self.shown[index.row()].line
        return None


class _List(QListView):
    """Enter takes the current line; Up on the first one goes back to the search.

    Signals:
        taken (int): a row.
        left_up: back to the search.
    """

    taken = Signal(int)
    left_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.taken.emit(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_up.emit()
        else:
            super().keyPressEvent(event)


class _Search(SearchBox):
    """Enter takes the first line, Down goes into the list.

    Signals:
        first_wanted, list_wanted.
    """

    first_wanted = Signal()
    list_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.first_wanted.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)


class OfficialPicker(QWidget):
    """Search and list; shows who was picked instead, once somebody was.

    Signals:
        picked (str): the official's id, empty when the choice was taken back.
    """

    picked = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._all: tuple[Candidate, ...] = ()
        self._chosen = ""
        self._model = _Model()
        self._search = _Search(theme, self.tr("输入姓名或职务查找"), name=self.tr("查找谈话对象"))
        self._list = _List()
        self._list.setModel(self._model)
        self._list.setAccessibleName(self.tr("可选的谈话对象"))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setUniformItemSizes(True)
        self._list.setFixedHeight(_LIST_HEIGHT)
        self._list.setTabKeyNavigation(False)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mark_data(self._list)
        self._name = data_label("", role="strong")
        self._office = data_label("", role="caption")
        self._again = make_button(self.tr("换人"), role="link")
        self._again.clicked.connect(self._on_again)
        chosen = hbox(vbox(self._name, self._office, gap=S1), self._again, gap=S2)
        chosen.setStretch(0, 1)
        self._choice = QWidget()
        self._choice.setLayout(chosen)
        self._choice.hide()
        self.setLayout(vbox(self._search, self._list, self._choice, gap=S1))
        self.setFocusProxy(self._search)
        self._search.textChanged.connect(self._filter)
        self._search.first_wanted.connect(self._on_first)
        self._search.list_wanted.connect(self._on_list)
        self._list.taken.connect(self._take)
        self._list.left_up.connect(self._search.setFocus)
        self._list.clicked.connect(self._on_clicked)

    @property
    def search(self) -> QLineEdit:
        """The field to search with."""
        return self._search

    @property
    def chosen(self) -> str:
        """Who was picked, empty for nobody."""
        return self._chosen

    @property
    def shown(self) -> tuple[Candidate, ...]:
        """Who is listed."""
        return self._model.shown

    def set_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Offer *candidates*; a choice made before is kept if it is still there."""
        self._all = tuple(candidates)
        self._filter()
        if self._chosen:
            self.choose(self._chosen)

    def choose(self, official: str) -> None:
        """Pick somebody; an id that is not offered takes the choice back."""
        found = next((one for one in self._all if one.id == official), None)
        self._chosen = found.id if found else ""
        self._choice.setVisible(found is not None)
        self._search.setVisible(found is None)
        self._list.setVisible(found is None)
        if found is not None:
            self._name.setText(found.name)
            self._office.setText(" · ".join(part for part in (found.office, found.note) if part))

    def _filter(self) -> None:
        wanted = [_folded(word) for word in self._search.text().split()]
        self._model.show(
            [
                one
                for one in self._all
                if all(word in _folded(one.name + one.office) for word in wanted)
            ]
        )

    def _on_first(self) -> None:
        if self._model.shown:
            self._take(0)

    def _on_list(self) -> None:
        if self._model.shown:
            self._list.setCurrentIndex(self._model.index(0, 0))
            self._list.setFocus()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._take(index.row())

    def _take(self, row: int) -> None:
        self.choose(self._model.shown[row].id)
        self._again.setFocus()
        self.picked.emit(self._chosen)

    def _on_again(self) -> None:
        self._search.clear()
        self.choose("")
        self._search.setFocus()
        self.picked.emit("")
