"""Snippets by a short key, and the sheet of keys: nobody leaves the record for them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.services.snippets import snippets
from inspector_app.ui.pages.talk.keys import Act
from tests.ui.pages.talk.conftest import CTRL

K = Qt.Key


@pytest.fixture
def typing(small, page, hands):
    """A talk opened, the caret in its first line."""
    page.open_talk(small.plan("佘翊"))
    return hands


def text(page):
    return page.workspace.record.current().text


def test_a_short_key_becomes_its_words(page, typing):
    typing.type("他说bqc")
    typing.press(K.Key_J, CTRL)
    assert text(page) == "他说不清楚。"
    page.workspace.save()
    typing.type("，然后")
    assert text(page) == "他说不清楚。，然后"


def test_what_is_expanded_can_be_undone_at_once(page, typing):
    typing.type("bqc")
    typing.press(K.Key_J, CTRL)
    typing.press(K.Key_Z, CTRL)
    assert text(page) == "bqc"


def test_the_time_is_that_of_the_laptop(small, page, typing):
    typing.type("sj")
    typing.press(K.Key_J, CTRL)
    assert text(page) == f"【{small.clock.now().isoformat()[11:16]}】"


def test_without_a_short_key_all_are_offered_by_figures(page, typing, settle):
    typing.type("没有")
    typing.press(K.Key_J, CTRL)
    menu = page.workspace.snippet_key.menu
    assert menu.isVisible()
    second = snippets(page.context.services.reader)[1]
    typing_menu = menu.actions()[1]
    assert second.text in typing_menu.text()
    typing_menu.trigger()
    menu.close()
    page.window().activateWindow()  # without a window manager nobody else does
    settle()
    assert text(page) == "没有" + second.text
    assert QApplication.focusWidget() is page.workspace.card.view.editor


def test_an_input_method_keeps_its_keys(page, typing):
    typing.compose("bqc")
    typing.press(K.Key_J, CTRL)
    assert text(page) == ""
    assert page.workspace.snippet_key.menu is None
    typing.compose("", "不清楚")
    assert text(page) == "不清楚"


def test_the_team_changes_them_beside_the_record(small, page, typing):
    page.workspace.side.manage_snippets()
    panel = page.workspace.side.snippets
    assert QApplication.focusWidget() is panel.key
    typing.type("yl")
    typing.press(K.Key_Tab)
    typing.type("园林绿化工程")
    typing.press(K.Key_Return)
    assert "yl" in {one.key for one in snippets(small.mission.reader)}
    typing.press(K.Key_Escape)
    typing.type("yl")
    typing.press(K.Key_J, CTRL)
    assert text(page) == "园林绿化工程"


def test_a_wrong_short_key_is_told_at_its_field(page, typing):
    page.workspace.side.manage_snippets()
    panel = page.workspace.side.snippets
    typing.type("不行")
    typing.press(K.Key_Return)
    assert "小写字母" in panel._key_row.error


def test_the_keys_are_shown_while_typing_goes_on(page, typing):
    typing.type("他")
    typing.press(K.Key_F1)
    assert page.workspace.side.keys.isVisible()
    typing.type("说")
    assert text(page) == "他说"
    typing.press(K.Key_F1)
    assert page.workspace.panel.isVisible()


def test_every_act_stands_on_the_sheet(page):
    told = page.workspace.side.keys.accessibleDescription()
    keys = {
        Act.ATTACH: "F2",
        Act.NEXT_OPEN: "F3",
        Act.PREVIOUS_OPEN: "Shift+F3",
        Act.VERIFY: "F4",
        Act.LEAD: "F6",
        Act.JUMP: "F5",
        Act.WRITERS: "F7",
        Act.ITEM_UP: "Alt+↑",
        Act.ITEM_DOWN: "Alt+↓",
        Act.CLEAR_ANSWER: "Alt+0",
        Act.OPENING: "F8",
        Act.READ_BACK: "F9",
        Act.END: "Ctrl+Shift+E",
        Act.SIGN: "Ctrl+Shift+S",
        Act.REMOVE: "Ctrl+Shift+Del",
        Act.SNIPPET: "Ctrl+J",
        Act.HELP: "F1",
        Act.FILES: "Ctrl+Shift+M",
        Act.SCAN: "F10",
        Act.PAPER: "Ctrl+P",
        Act.SPEAKER: "Ctrl+M",
    }
    assert set(keys) == set(Act)
    assert [key for key in keys.values() if key not in told] == []
