"""A line of text that is typed, lists that show what is done too, empty states, wide columns."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspector_app.ui.widgets import (
    EmptyState,
    MatrixColumn,
    MatrixRow,
    MatrixView,
    MissingItem,
    MissingList,
    TextEntry,
)
from tests.ui.hands import Hands

KEYS = Qt.Key


@pytest.fixture
def host(qtbot, theme):
    assert theme is not None
    widget = QWidget()
    QVBoxLayout(widget)
    widget.resize(500, 400)
    qtbot.addWidget(widget)
    return widget


def shown(host, qtbot, *widgets):
    for widget in widgets:
        host.layout().addWidget(widget)
    host.show()
    host.activateWindow()
    qtbot.waitActive(host)


class TestTextEntry:
    def test_tells_typing_and_leaving(self, host, qtbot):
        entry, other, hands = TextEntry(), QLineEdit(), Hands()
        shown(host, qtbot, entry, other)
        heard, left = [], []
        entry.typed.connect(heard.append)
        entry.left.connect(lambda: left.append(entry.text()))
        hands.into(entry)
        hands.type("䶮科长")
        assert heard[-1] == "䶮科长"
        hands.press(KEYS.Key_Return)
        assert left == ["䶮科长"]

    def test_is_not_filled_under_who_types(self, host, qtbot):
        entry, other, hands = TextEntry(), QLineEdit(), Hands()
        shown(host, qtbot, entry, other)
        heard = []
        entry.typed.connect(heard.append)
        assert entry.set_text("第一稿")
        hands.into(entry)
        hands.compose("ni")
        assert not entry.set_text("别人写的")
        hands.compose("", "你")
        assert "你" in entry.text()
        assert "别人" not in entry.text()
        hands.into(other)
        assert entry.set_text("别人写的")
        assert heard == [heard[0]]  # filling is no typing


class TestDone:
    ITEMS = (
        MissingItem("还没有名册", "", "blocking", "briefing"),
        MissingItem("字体齐全", "", "done", ""),
        MissingItem("名册 48 人", "", "done", "briefing"),
    )

    @pytest.mark.parametrize("compact", [True, False])
    def test_what_is_done_jumps_only_where_there_is_a_place(self, host, qtbot, theme, compact):
        view = MissingList(theme, compact=compact)
        shown(host, qtbot, view)
        view.set_items(self.ITEMS)
        view.grab()
        heard = []
        view.jumped.connect(heard.append)
        for row in range(3):
            QTest.mouseClick(
                view.viewport(),
                Qt.MouseButton.LeftButton,
                pos=view.visualRect(view.model().index(row, 0)).center(),
            )
        assert heard == [self.ITEMS[0], self.ITEMS[2]]

    def test_screen_readers_hear_that_it_is_done(self, theme):
        view = MissingList(theme)
        view.set_items(self.ITEMS)
        spoken = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "已完成 · 字体齐全"


@pytest.mark.parametrize("width", [260, 360, 900])
def test_an_empty_state_shows_its_whole_text_in_the_middle(
    host, qtbot, theme, settle, layout_problems, width
):
    empty = EmptyState(theme, icon="user", title="没有", text="很长的说明，" * 12, action="去那里")
    shown(host, qtbot, empty)
    host.setAccessibleName("host")
    host.resize(width, 400)
    settle()
    assert layout_problems(host, language="zh_CN") == []
    body = next(w for w in empty.findChildren(QWidget) if "说明" in (w.property("text") or ""))
    assert abs(body.geometry().center().x() - empty.rect().center().x()) <= 1


def test_columns_of_a_matrix_spread_up_to_their_widest(host, qtbot, theme, settle):
    words = dict.fromkeys(("specific", "general", "none", "unknown", "refused", "open"), "答")
    narrow, wide = MatrixView(theme, words), MatrixView(theme, words, widest_column=40)
    shown(host, qtbot, narrow, wide)
    rows = [MatrixRow("r", "虞堃")]
    columns = [MatrixColumn(str(n), f"W{n}") for n in range(8)]
    for view in (narrow, wide):
        view.set_content(rows, columns, lambda _row, _column: "none")
    settle()
    assert wide.columnWidth(0) == 40
    assert narrow.columnWidth(0) < 40
    host.resize(300, 400)
    settle()
    assert wide.columnWidth(0) < 40
    assert wide.horizontalScrollBar().maximum() == 0
