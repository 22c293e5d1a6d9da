"""Wild use: whatever is pressed in whatever order, the window goes on telling the truth."""

from itertools import pairwise
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms import pictures
from inspector_app.ui.forms.editors.choices import OptionsEditor
from inspector_app.ui.forms.editors.texts import LineEditor, TextEditor
from inspector_app.ui.forms.question import QuestionRow
from inspector_app.ui.theme import ThemeMode
from tests.ui.forms.conftest import small

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
KEYS = (
    (Qt.Key.Key_Tab, NONE), (Qt.Key.Key_Tab, NONE), (Qt.Key.Key_Backtab, NONE),
    (Qt.Key.Key_Return, NONE), (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_F8, NONE),
    (Qt.Key.Key_1, NONE), (Qt.Key.Key_2, NONE), (Qt.Key.Key_3, NONE), (Qt.Key.Key_Space, NONE),
    (Qt.Key.Key_Up, NONE), (Qt.Key.Key_Right, NONE), (Qt.Key.Key_Delete, NONE),
    (Qt.Key.Key_A, NONE), (Qt.Key.Key_Backspace, NONE), (Qt.Key.Key_Z, CTRL),
    (Qt.Key.Key_Return, CTRL_SHIFT), (Qt.Key.Key_Delete, CTRL_SHIFT),
    (Qt.Key.Key_Up, CTRL_SHIFT), (Qt.Key.Key_Down, CTRL_SHIFT), (Qt.Key.Key_F1, NONE),
    (Qt.Key.Key_PageDown, NONE), (Qt.Key.Key_Escape, NONE), (Qt.Key.Key_End, NONE),
)  # fmt: skip


def check(shown):
    """The rows stand below each other and show what the sitting has."""
    sheet = shown.view.sheet
    boxes = sorted(
        (widget.y(), widget.y() + widget.height())
        for row, widget in sheet.alive()
        if not widget.isHidden()
    )
    assert all(below >= bottom for (_top, bottom), (below, _end) in pairwise(boxes))
    for row, widget in sheet.alive():
        assert row.shown or widget.isHidden()
        if isinstance(widget, QuestionRow) and row.key != sheet.current:
            check_value(shown.sitting.state(row.path), widget.editor)
    assert len(list(sheet.alive())) < 120
    problems = [p.kind for p in shown.sitting.problems()]
    assert shown.view.open_count == problems.count("required")
    assert shown.view.wrong_count == len(problems) - problems.count("required")


def check_value(state, editor):
    if isinstance(editor, TextEditor):
        assert editor.field.text == state.value
    elif isinstance(editor, LineEditor):
        assert editor.line.text() == editor.write(state.value)
    elif isinstance(editor, OptionsEditor):
        ticked = [b for b in editor.buttons if b.isChecked()]
        assert len(ticked) == len(state.value.split())


@pytest.mark.parametrize("seed", range(4))
def test_a_wild_hand(shown, every_type, seed):
    random = Random(seed)  # noqa: S311 - chance for a test
    shown.open(every_type)
    shown.go("title")
    for _ in range(220):
        action = random.random()
        if action < 0.86:
            key, modifiers = random.choice(KEYS)
            QTest.keyClick(QApplication.focusWidget() or shown.view.sheet, key, modifiers)
        elif action < 0.90:
            bar = shown.view.sheet.verticalScrollBar()
            bar.setValue(random.randint(0, bar.maximum()))
        elif action < 0.94:
            shown.view.set_language(random.choice(every_type.languages))
        elif action < 0.97:
            shown.host.resize(random.randint(420, 1200), random.randint(360, 800))
        else:
            rows = [r for r in shown.view.sheet.rows.rows if r.kind == "question"]
            shown.view.go_to(random.choice(rows).path)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        shown.settle()
        if not shown.view.isAncestorOf(QApplication.focusWidget() or shown.before):
            shown.view.sheet.setFocus(Qt.FocusReason.TabFocusReason)
        check(shown)
    while shown.view.undo():
        shown.settle()
        check(shown)


def test_what_was_told_makes_the_same_filling_elsewhere(shown, every_type):
    """The signals alone are enough to keep a second filling in step: the journal's view."""
    random = Random(7)  # noqa: S311 - chance for a test
    shown.open(every_type)
    other = Sitting(every_type)
    shown.view.answered.connect(other.set)
    shown.view.instance_added.connect(lambda path: other.add(path.rpartition("[")[0]))
    shown.view.instance_removed.connect(lambda path, _key: other.remove(path))
    shown.view.instance_moved.connect(other.move)
    shown.go("title")
    for _ in range(260):
        key, modifiers = random.choice(KEYS)
        if modifiers == CTRL and key == Qt.Key.Key_Z:
            continue  # a card that comes back brings its answers from the journal
        QTest.keyClick(QApplication.focusWidget() or shown.view.sheet, key, modifiers)
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        shown.settle()
    shown.view.commit()
    assert len(shown.told.of("answered")) > 10
    theirs = [(s.path, s.kept) for s in other.states() if s.node.name != "instanceID"]
    ours = [(s.path, s.kept) for s in shown.sitting.states() if s.node.name != "instanceID"]
    assert ours == theirs


def test_huge_and_hostile_words(shown):
    form = small(
        "text | a | " + "很长的标签" * 2_000,
        "note | b | " + "**" * 500 + "<script>alert(1)</script>",
        "select_one l | c | 选",
        choices="l | x | " + "长" * 3_000 + "\nl | y | 𬀩 㛃 䶮 𫖯 𠮷 喆",
    )
    shown.open(form)
    row = shown.row("a")
    assert row.height() > 1_000
    shown.go("c")
    shown.hands.press(Qt.Key.Key_2)
    assert shown.kept("c") == "y"
    assert "&lt;script&gt;" in shown.row("b").label.text()


@pytest.mark.usefixtures("compiled_catalogues")
def test_pictures_of_a_form(theme, monkeypatch, tmp_path):
    monkeypatch.setattr(pictures, "_SETTLE_MS", 1)
    pictures.photograph_form(small("text | a | 甲", "integer | n | 数"), tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"form-1-zh_CN-light.png", "form-1-zh_CN-high_contrast.png"} <= names
    for mode in (ThemeMode.DARK, ThemeMode.LIGHT):  # the other theme left its colours behind
        theme.set_mode(mode)
