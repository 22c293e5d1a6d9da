"""座谈会, unnamed talkers and the number one's own talk in the workspace."""

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.vocabulary import TalkKind
from inspector_app.services import talks
from inspector_app.services.talks import paragraphs
from tests.ui.pages.talk.conftest import CTRL

K = Qt.Key


@pytest.fixture
def forum(small, page):
    """A 座谈会 with two of the roster and somebody by name, opened: its id."""
    talk = talks.plan_talk(
        small.mission,
        official="",
        interviewers=[small.users["骆珩"], small.users["阚玥"]],
        recorder=small.mission.me,
        kind=TalkKind.GROUP,
        speakers=[small.officials["佘翊"], small.officials["郗𠮷"]],
        other_speakers=["示例甲"],
        topic="基层减负",
        starts_at="2026-10-21T15:00",
    ).id
    page.open_talk(talk)
    return talk


def choose(page, hands, name):
    """Ask who speaks, and choose from the menu."""
    hands.press(K.Key_M, CTRL)
    menu = page.workspace.speaker_menu
    next(one for one in menu.actions() if one.text().endswith(name)).trigger()
    menu.close()
    page.window().activateWindow()
    page.workspace.to_record()


def said(small, talk):
    return [
        (one.text("text"), one.text("speaker"), one.text("speaker_name"))
        for one in paragraphs(small.mission.reader, talk)
    ]


def test_each_paragraph_has_its_speaker(small, page, forum, hands):
    model = page.workspace.card.model
    hands.type("表格太多")
    choose(page, hands, "佘翊")
    page.workspace.save()
    hands.press(K.Key_Return)
    hands.type("会也多")
    page.workspace.save()
    choose(page, hands, "示例甲")  # a paragraph that is in the mission already
    assert said(small, forum) == [
        ("表格太多", small.officials["佘翊"], ""),
        ("会也多", "", "示例甲"),
    ]
    assert [model.label(line) for line in model.lines[:2]] == ["佘翊", "示例甲"]
    assert "佘翊" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert not page.workspace.card.view.grab().isNull()


def test_a_speaker_chosen_before_a_word_was_typed_stays(small, page, forum, hands):
    choose(page, hands, "郗𠮷")
    hands.type("我说两句")
    page.workspace.save()
    assert said(small, forum) == [("我说两句", small.officials["郗𠮷"], "")]


def test_a_forum_owes_no_item_and_says_what_it_is(page, forum):
    head, panel = page.workspace.head, page.workspace.panel
    assert forum
    assert head._category.text() == "座谈会"
    assert "基层减负" in head._facts.text()
    assert head.coverage.isHidden()
    assert not any(row.must for row in panel._model.rows)


def test_nobody_asks_who_speaks_where_one_does(small, page, hands):
    page.open_talk(small.plan("佘翊"))
    hands.type("一句")
    hands.press(K.Key_M, CTRL)
    assert page.workspace.speaker_menu.isEmpty()


def test_an_unnamed_talker_is_called_what_he_is_described_as(small, page):
    talk = talks.plan_talk(
        small.mission,
        official="",
        interviewers=[small.users["骆珩"], small.users["阚玥"]],
        recorder=small.mission.me,
        kind=TalkKind.UNNAMED,
        described_as="一名中层干部",
    ).id
    page.open_talk(talk)
    assert page.workspace.head._category.text() == "不记名谈话"
    assert page.workspace.head._facts.text().startswith("一名中层干部")


def test_the_number_ones_words_are_marked_as_his_own_statement(small, page):
    page.open_talk(small.plan("岑𬀩"))
    assert page.workspace.head._category.text().endswith("本人陈述")
    page.open_talk(small.plan("佘翊"))
    assert "本人陈述" not in page.workspace.head._category.text()
