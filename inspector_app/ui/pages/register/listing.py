"""The entries of one register: filters, and a table read page by page through SQL."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inspector_app.services.mission import OpenMission
from inspector_app.services.registers import (
    OpenRegister,
    entry_rows,
    list_entries,
    wanted_entries,
)
from inspector_app.store.entry_lists import NUMBER, EntriesWanted
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.register.filters import FilterRow
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Column,
    EmptyState,
    Label,
    Order,
    PagedTableModel,
    RecordTable,
    Row,
    hbox,
)

_NUMBER_WIDTH, _MOMENT_WIDTH, _DAY_WIDTH, _SHORT_WIDTH = 122, 136, 100, 128
_LEAST_WIDTH, _MOST_WIDTH, _AROUND = 64, 128, 24
_AUDIENCE = "audience"
_AUDIENCE_WIDTH = 94
#: A column of sentences takes the room that is left; there is one, or the last one does.
_LONG = "multiline"


class RegisterListing(Card):
    """Filters, table, count. A listing belongs to one register.

    Signals:
        opened (str): show this entry.
        begun: a new entry is wanted.
    """

    opened = Signal(str)
    begun = Signal()

    def __init__(self, context: PageContext[OpenMission], opened: OpenRegister) -> None:
        super().__init__(pad=0, gap=0)
        self._context = context
        self.register = opened
        theme = context.theme
        self.filters = FilterRow(theme, opened)
        self.model = PagedTableModel(self._columns(), self._ids, self._rows)
        self.table = RecordTable(theme, self.model, name=opened.title)
        self.count = Label("", role="caption")
        self.empty = EmptyState(
            theme,
            icon="evidence",
            title=self.tr("还没有登记"),
            text=self.tr("按 Ctrl+N 登记第一条：边填边存，编号自动给，必填的题目有红色星号。"),
            action=self.tr("登记一条"),
        )
        self.nothing = EmptyState(
            theme,
            icon="search",
            title=self.tr("没有符合条件的登记"),
            text=self.tr("换一个词，或把筛选改回全部。"),
            action=self.tr("显示全部"),
        )
        head, foot = QWidget(), QWidget()
        above = hbox(self.filters)
        above.setStretch(0, 1)
        above.setContentsMargins(S4, S3 + 2, S4, S3)
        head.setLayout(above)
        below = hbox(
            Label(self.tr("Enter 打开 · Ctrl+N 登记一条 · 点列名排序"), role="caption"),
            STRETCH,
            self.count,
        )
        below.setContentsMargins(S4, S3, S4, S3)
        foot.setLayout(below)
        self._foot = foot
        self.add(head)
        for widget in (self.table, self.empty, self.nothing):
            self.add(widget, stretch=1)
        self.add(foot)
        self.empty.acted.connect(self.begun)
        self.nothing.acted.connect(self.filters.clear)
        self.table.opened.connect(self.opened)
        self.filters.changed.connect(self.reread)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._on_find)

    def _columns(self) -> tuple[Column, ...]:
        register = self.register.register
        form = register.form
        long = [p for p in register.columns if _LONG in form.node(p).appearance]
        wide = (
            long
            or [p for p in register.columns if p == register.title]
            or list(register.columns[-1:])
        )[0]
        columns = [
            Column(NUMBER, self.tr("编号"), _NUMBER_WIDTH),
            Column(_AUDIENCE, self.tr("谁能看"), _AUDIENCE_WIDTH, pill=True, sortable=False),
        ]
        for path in register.columns:
            node = form.node(path)
            title = self.register.question(path)
            width = _SHORT_WIDTH
            if path == wide:
                width = 0
            elif self.register.is_chosen(path):
                width = self.fontMetrics().horizontalAdvance(title) + _AROUND
                width = min(max(_LEAST_WIDTH, width), _MOST_WIDTH)
            elif self.register.is_day(path):
                width = _MOMENT_WIDTH if node.type == "dateTime" else _DAY_WIDTH
            number = node.type in {"int", "integer", "decimal"}
            columns.append(Column(path, title, width, number=number, sortable=node.repeat is None))
        return tuple(columns)

    def reread(self) -> None:
        """Read the list anew."""
        self.model.reload()
        shown = self.model.rowCount()
        filtered = bool(self.filters.filters())
        reader = self._context.services.reader
        total = shown
        if filtered:
            total = len(list_entries(reader, wanted_entries(self.register.register)))
        closed = bool(list_entries(reader, wanted_entries(self.register.register, restricted=True)))
        self.table.setColumnHidden(1, not closed)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not total)
        self.nothing.setVisible(bool(total) and not shown)
        self.filters.setEnabled(bool(total))
        self._foot.setVisible(bool(shown))
        words = self.tr("%n 条", "", shown)
        if filtered:
            words = self.tr("{total} 条里的 {shown} 条").format(total=total, shown=shown)
        self.count.setText(words)

    def wanted(self, order: Order | None = None) -> EntriesWanted:
        """Return what the list shows, as SQL is asked for it."""
        filters = self.filters.filters()
        key = order.key if order is not None else ""
        return wanted_entries(
            self.register.register,
            words=filters.words,
            picked=filters.picked,
            between=filters.between,
            order=key,
            descending=order.descending if order is not None and key else False,
        )

    def select(self, entry: str) -> None:
        """Make an entry current and take the focus."""
        if entry:
            self.table.select_record(entry)
        self.table.setFocus()

    def neighbour(self, entry: str, step: int) -> str:
        """Return the entry *step* rows further in the list, empty at its ends."""
        row = self.model.row_of(entry)
        wanted = -1 if row is None else row + step
        return self.model.id_at(wanted) if 0 <= wanted < self.model.rowCount() else ""

    def _ids(self, order: Order) -> list[str]:
        return list_entries(self._context.services.reader, self.wanted(order))

    def _rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        found = entry_rows(self._context.services.reader, self.register, ids)
        rows = {}
        for one, entry in found.items():
            closed = self.tr("▲ 限组长") if entry.restricted else ""
            rows[one] = Row((entry.number, closed, *entry.cells), {_AUDIENCE: "mark"})
        return rows

    def _on_find(self) -> None:
        self.filters.search.setFocus()
        self.filters.search.selectAll()
