"""The list of talks as a card, with its filters; says what to do where there is nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from inspector_app.domain.vocabulary import TalkCategory, TalkState
from inspector_app.services.talk_lists import TalkRow
from inspector_app.ui.pages.talk.talk_table import CoverageCell, Filter, TalkList, talk_columns
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    PagedTableModel,
    RecordTable,
    SearchBox,
    hbox,
)

_NARROW = ("category", "place", "people")


class TalkFilters(QWidget):
    """Search, state and category.

    Signals:
        changed: another filter.
    """

    changed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.search = SearchBox(
            theme, self.tr("姓名、职务、编号、地点"), name=self.tr("在名单里查找")
        )
        self.search.setFixedWidth(240)
        self.state = QComboBox()
        self.state.setAccessibleName(self.tr("状态"))
        self.state.addItem(self.tr("全部状态"), None)
        for state in TalkState:
            self.state.addItem(words.state(state), state)
        self.category = QComboBox()
        self.category.setAccessibleName(self.tr("类别"))
        self.category.addItem(self.tr("全部类别"), None)
        for category in TalkCategory:
            self.category.addItem(words.category(category), category)
        self.setLayout(hbox(self.search, self.state, self.category, gap=S2))
        self.search.searched.connect(self.changed)
        self.state.currentIndexChanged.connect(self.changed)
        self.category.currentIndexChanged.connect(self.changed)

    @property
    def filter(self) -> Filter:
        """What is asked for."""
        state, category = self.state.currentData(), self.category.currentData()
        return Filter(
            self.search.text().strip(),
            TalkState(state) if state else None,
            TalkCategory(category) if category else None,
        )

    def clear(self) -> None:
        """Ask for everything."""
        self.search.clear()
        self.state.setCurrentIndex(0)
        self.category.setCurrentIndex(0)
        self.changed.emit()


class TalkListView(QStackedWidget):
    """Table, or what to do where there is nothing to list.

    Signals:
        opened (str): a talk.
        plan_wanted, roster_wanted, all_wanted: what an empty list offered.
    """

    opened = Signal(str)
    plan_wanted = Signal()
    roster_wanted = Signal()
    all_wanted = Signal()

    def __init__(self, theme: Theme, words: Words, today: Callable[[], str]) -> None:
        super().__init__()
        self._talks = TalkList(words, today)
        self._model = PagedTableModel(
            talk_columns(self._titles()), self._talks.ids, self._talks.page
        )
        self.table = RecordTable(theme, self._model, name=self.tr("谈话名单"))
        self._bars = CoverageCell(theme, self._model, self._talks)
        self.table.setItemDelegateForColumn(len(self._model.columns) - 1, self._bars)
        self.table.opened.connect(self.opened)
        self._nobody = EmptyState(
            theme,
            icon="users",
            title=self.tr("还没有名册"),
            text=self.tr("谈话对象从名册里选。请先到“进驻前”导入名册。"),
            action=self.tr("去导入名册"),
        )
        self._nobody.acted.connect(self.roster_wanted)
        self._nothing = EmptyState(
            theme,
            icon="talk",
            title=self.tr("还没有安排谈话"),
            text=self.tr("选一位谈话对象，定好时间、地点和谈话人；必谈清单会按对象的类别准备好。"),
            action=self.tr("安排谈话"),
        )
        self._nothing.acted.connect(self.plan_wanted)
        self._none_found = EmptyState(
            theme,
            icon="search",
            title=self.tr("没有符合条件的谈话"),
            text=self.tr("换个条件，或看全部。"),
            action=self.tr("看全部"),
        )
        self._none_found.acted.connect(self.all_wanted)
        self._cards: dict[QWidget, Card] = {}
        for widget in (self.table, self._nobody, self._nothing, self._none_found):
            card = Card(pad=1)
            card.add(widget, stretch=1)
            self._cards[widget] = card
            self.addWidget(card)

    def _titles(self) -> dict[str, str]:
        return {
            "number": self.tr("编号"),
            "talker": self.tr("谈话对象"),
            "category": self.tr("类别"),
            "time": self.tr("时间"),
            "place": self.tr("地点"),
            "people": self.tr("谈话人"),
            "state": self.tr("状态"),
            "coverage": self.tr("必谈"),
        }

    @property
    def rows(self) -> Sequence[TalkRow]:
        """All talks, whatever the filter."""
        return tuple(self._talks.rows.values())

    @property
    def shown(self) -> int:
        """How many pass the filter."""
        return self._model.rowCount()

    def show_rows(self, rows: Sequence[TalkRow], *, anybody: bool) -> None:
        """List *rows*; *anybody* says whether there is somebody to talk to at all."""
        self._talks.set_rows(rows)
        self._model.reload()
        self._show(self._nothing if anybody else self._nobody)

    def set_filter(self, wanted: Filter) -> None:
        """Show what passes *wanted*."""
        self._talks.filter = wanted
        self._model.reload()
        self._show(self._nothing)

    def narrow(self, *, narrow: bool) -> None:
        """Leave out columns while a form stands beside the list."""
        keys = [column.key for column in self._model.columns]
        for key in _NARROW:
            self.table.setColumnHidden(keys.index(key), narrow)

    def _show(self, empty: EmptyState) -> None:
        if self._model.rowCount():
            self.setCurrentWidget(self._cards[self.table])
        else:
            found = self._none_found if self._talks.rows else empty
            self.setCurrentWidget(self._cards[found])
