import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from inspector_app.ui.widgets import Column, Order, PagedTableModel, RecordTable, Row
from inspector_app.ui.widgets.paged import ID_ROLE, PAGE_ROWS, TONE_ROLE

COLUMNS = (
    Column("name", "姓名"),
    Column("state", "状态", 90, pill=True),
    Column("count", "件数", 70, number=True),
    Column("note", "备注", 120, sortable=False),
)


class Records:
    """Stands in for SQL: counts what is asked of it."""

    def __init__(self, count=1000):
        self.names = {f"id{n:05}": f"示例{n}" for n in range(count)}
        self.orders, self.pages = [], []

    def ids(self, order):
        self.orders.append(order)
        return sorted(self.names, reverse=order.descending)

    def page(self, ids):
        self.pages.append(tuple(ids))
        return {
            i: Row((self.names[i], "通过", "3", ""), {"state": "ok"})
            for i in ids
            if i in self.names
        }


@pytest.fixture
def records():
    return Records()


@pytest.fixture
def model(records, qapp):
    assert qapp is not None
    model = PagedTableModel(COLUMNS, records.ids, records.page)
    model.reload()
    return model


@pytest.fixture
def table(theme, model, qtbot):
    table = RecordTable(theme, model, name="谈话")
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    return table


def text(model, row, column=0):
    return model.index(row, column).data()


def test_model_is_sound(qtmodeltester, qapp):
    assert qapp is not None
    few = Records(3)
    model = PagedTableModel(COLUMNS, few.ids, few.page)
    model.reload()
    qtmodeltester.check(model)


def test_rows_are_read_in_pages_and_remembered(model, records):
    assert model.rowCount() == 1000
    assert text(model, 0) == "示例0"
    assert text(model, 150) == "示例150"
    assert len(records.pages) == 1
    assert len(records.pages[0]) == PAGE_ROWS
    assert text(model, 999) == "示例999"
    assert len(records.pages) == 2
    assert model.index(0, 1).data(TONE_ROLE) == "ok"
    assert model.index(5, 0).data(ID_ROLE) == "id00005"


def test_few_pages_are_kept(qapp):
    assert qapp is not None
    many = Records(PAGE_ROWS * 30)
    model = PagedTableModel(COLUMNS, many.ids, many.page)
    model.reload()
    for page in range(30):
        text(model, page * PAGE_ROWS)
    assert len(model._pages) == 12
    text(model, 0)
    assert len(many.pages) == 31


def test_change_of_a_record_reads_its_page_alone(model, records, qtbot):
    text(model, 0)
    text(model, 999)
    records.names["id00003"] = "改过"
    heard = []
    model.dataChanged.connect(lambda first, last: heard.append((first.row(), last.row())))
    with qtbot.assertNotEmitted(model.modelReset):
        model.update_records(frozenset({"id00003", "unknown"}))
    assert heard == [(3, 3)]
    assert text(model, 3) == "改过"
    assert len(records.pages) == 3
    assert text(model, 999) == "示例999"
    assert len(records.pages) == 3


def test_sorting_is_left_to_sql(model, records):
    model.sort(0, Qt.SortOrder.DescendingOrder)
    assert text(model, 0) == "示例999"
    assert records.orders[-1] == Order("name", descending=True)
    model.sort(3, Qt.SortOrder.AscendingOrder)  # cannot be sorted by
    assert records.orders[-1] == Order("name", descending=True)
    model.sort(-1)
    assert records.orders[-1] == Order()
    count = len(records.orders)
    model.sort(-1)
    assert len(records.orders) == count


def test_record_that_went_meanwhile_is_an_empty_row(model, records):
    del records.names["id00002"]
    assert text(model, 2) is None
    assert model.index(2, 0).data(ID_ROLE) == "id00002"
    model.reload()
    assert text(model, 2) == "示例3"


def test_selection_stays_on_its_record(model, records, table, qtbot):
    assert table.select_record("id00005")
    assert table.current_id == "id00005"
    records.names["id00000a"] = "示例新"
    model.reload()
    assert table.current_id == "id00005"
    assert table.currentIndex().row() == 6
    del records.names["id00005"]
    with qtbot.waitSignal(table.selected) as signal:
        model.reload()
    assert signal.args == [""]
    assert not table.select_record("id00005")


def test_enter_and_double_click_open(table, qtbot):
    heard = []
    table.opened.connect(heard.append)
    table.select_record("id00001")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard == ["id00001", "id00000"]


def test_painting_a_screen_of_many_records_reads_one_page(theme, qtbot):
    many = Records(100_000)
    model = PagedTableModel(COLUMNS, many.ids, many.page)
    model.reload()
    table = RecordTable(theme, model, name="谈话")
    qtbot.addWidget(table)
    table.resize(900, 600)
    table.show()
    assert not table.grab().isNull()
    assert len(many.pages) == 1
    table.scrollToBottom()
    assert not table.grab().isNull()
    assert len(many.pages) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("ade"), st.integers(0, 30)), max_size=30))
def test_any_run_of_changes_leaves_what_sql_says(qapp, steps):
    assert qapp is not None
    few = Records(10)
    model = PagedTableModel(COLUMNS, few.ids, few.page)
    model.reload()
    for step, number in steps:
        key = f"id{number:05}"
        if step == "a":
            few.names[key] = f"新{number}"
            model.reload()
        elif step == "d":
            few.names.pop(key, None)
            model.reload()
        elif key in few.names:
            few.names[key] += "改"
            model.update_records(frozenset({key}))
        shown = [text(model, row) for row in range(model.rowCount())]
        assert shown == [few.names[i] for i in sorted(few.names)]
        assert all(model.row_of(model.id_at(row)) == row for row in range(model.rowCount()))
