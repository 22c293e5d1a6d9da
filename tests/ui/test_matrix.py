import time

import pytest
from PySide6.QtCore import Qt

from inspector_app.ui.theme import ThemeMode
from inspector_app.ui.widgets import MatrixColumn, MatrixLegend, MatrixRow, MatrixView
from inspector_app.ui.widgets.matrix import KINDS

WORDS = {
    "specific": "有具体反映",
    "general": "一般评价",
    "none": "无反映",
    "unknown": "不了解",
    "refused": "不愿谈",
    "open": "未谈",
}
ROWS = [MatrixRow("p1", "示例甲", "局长"), MatrixRow("p2", "示例乙"), MatrixRow("p3", "示例丙")]
COLUMNS = [
    MatrixColumn("w1", "W1", "谁先说"),
    MatrixColumn("l1", "L1", "家属从业", life=True),
]


@pytest.fixture
def matrix(theme, qtbot):
    view = MatrixView(theme, WORDS)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.set_content(ROWS, COLUMNS, lambda row, column: None if row == 2 else KINDS[row + column])
    view.show()
    return view


def middle(view, row, column):
    return view.visualRect(view.model().index(row, column)).center()


def test_model_is_sound(matrix, qtmodeltester):
    qtmodeltester.check(matrix.model())


def test_click_and_enter_tell_row_and_column(matrix, qtbot):
    heard = []
    matrix.chosen.connect(lambda row, column: heard.append((row, column)))
    qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=middle(matrix, 1, 1))
    qtbot.keyClick(matrix, Qt.Key.Key_Up)
    qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert heard == [(1, 1), (0, 1)]


def test_item_not_asked_of_the_person_is_no_jump(matrix, qtbot):
    with qtbot.assertNotEmitted(matrix.chosen):
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=middle(matrix, 2, 0))


def test_cell_is_said_in_words(matrix):
    assert matrix.spoken(0, 1) == "示例甲 · 局长 · L1 · 家属从业 · 一般评价"
    assert matrix.spoken(2, 0) == "示例丙 · W1 · 谁先说"
    index = matrix.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith("有具体反映")
    assert index.data(Qt.ItemDataRole.ToolTipRole).endswith("有具体反映")


def test_every_kind_has_a_sign_of_its_own(matrix):
    signs = [matrix.sign(kind) for kind in KINDS]
    assert len(set(signs)) == len(KINDS)


def test_kinds_differ_without_colour(theme, qtbot):
    # in grey, every cell still differs from every other
    view = MatrixView(theme, WORDS, cell_size=24)
    qtbot.addWidget(view)
    view.resize(400, 120)
    view.set_content(
        [MatrixRow("p", "甲")],
        [MatrixColumn(kind, "W") for kind in KINDS],
        lambda _row, column: KINDS[column],
    )
    view.show()
    pictures = []
    for column in range(len(KINDS)):
        rect = view.visualRect(view.model().index(0, column))
        image = view.viewport().grab(rect).toImage()
        image = image.convertToFormat(image.Format.Format_Mono)  # black and white only
        pictures.append(bytes(image.constBits()))
    assert len(set(pictures)) == len(KINDS)


def test_current_cell_stays_with_its_person(matrix):
    matrix.setCurrentIndex(matrix.model().index(1, 1))
    rows = [MatrixRow("p0", "示例丁"), *ROWS]
    matrix.set_content(rows, COLUMNS, lambda _row, _column: "open")
    assert (matrix.currentIndex().row(), matrix.currentIndex().column()) == (2, 1)
    matrix.set_content(ROWS[:1], COLUMNS, lambda _row, _column: "open")
    assert not matrix.currentIndex().isValid()
    matrix.set_content([], [], lambda _row, _column: None)
    assert not matrix.grab().isNull()


def test_only_what_is_in_view_is_asked_for(theme, qtbot):
    asked = set()

    def cell(row, column):
        asked.add((row, column))
        return KINDS[(row + column) % len(KINDS)]

    view = MatrixView(theme, WORDS)
    qtbot.addWidget(view)
    view.resize(900, 600)
    begun = time.perf_counter()
    view.set_content(
        [MatrixRow(str(n), f"示例{n}") for n in range(5000)],
        [MatrixColumn(str(n), f"W{n}") for n in range(28)],
        cell,
    )
    view.show()
    assert not view.grab().isNull()
    assert time.perf_counter() - begun < 2
    assert len(asked) <= 28 * 40
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert not view.grab().isNull()
    assert max(row for row, _column in asked) == 4999


@pytest.mark.parametrize("mode", list(ThemeMode))
def test_matrix_and_legend_paint_in_every_theme(theme, matrix, qtbot, mode):
    theme.set_mode(mode)
    legend = MatrixLegend(theme, matrix, WORDS)
    qtbot.addWidget(legend)
    legend.show()
    assert not matrix.grab().isNull()
    assert not legend.grab().isNull()
