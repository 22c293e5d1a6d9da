"""Questions from the briefing in the checklist: optional, with their source, answered alike."""

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import Head, ItemState, Organ
from inspector_app.services.extra_questions import ask_extra, questions_of_talk
from tests.ui.pages.talk.conftest import ALT

K = Qt.Key


def ask(small, talker, text, audience=Audience.TEAM):
    """Make a question for *talker* out of what an organ said."""
    journal = small.mission.journal
    briefing = journal.create(
        "briefing", {"organ": Organ.AUDIT.value, "organ_name": "示例市审计局"}
    )
    item = journal.create(
        "briefing_item",
        {
            "briefing": briefing.record_id,
            "official": small.officials["岑𬀩"],
            "head": Head.WORK.value,
            "theme": "审计整改",
            "state": ItemState.HAS.value,
            "text": "有两项未完成。",
            "audience": audience.value,
        },
    )
    journal.write(briefing, item)
    return ask_extra(
        small.mission,
        subject_type="briefing_item",
        subject=item.record_id,
        text=text,
        head=Head.WORK,
        talkers=[small.officials[talker]],
    ).id


@pytest.fixture
def talk(small):
    ask(small, "佘翊", "审计指出的两项，现在改到哪一步？")
    return small.plan("佘翊")


def answered(small, talk):
    return questions_of_talk(small.mission.reader, talk)[0].answer


def test_stands_behind_the_items_with_its_source_and_counts_for_nothing(small, page, talk):
    page.open_talk(talk)
    panel = page.workspace.panel
    row = panel._model.rows[-1]
    assert row.item.code == "+1"
    assert not row.must
    assert "示例市审计局" in row.source
    panel.choose("+1")
    assert panel.detail.question.text() == "审计指出的两项，现在改到哪一步？"
    assert "审计整改" in panel.detail._call_for.text()
    assert panel.coverage == page.workspace.view.coverage
    other = small.plan("阮𫖯")
    page.open_talk(other)
    assert all(row.item.code[0] != "+" for row in panel._model.rows)


def test_is_answered_and_attached_by_the_same_keys(small, page, talk, hands):
    page.open_talk(talk)
    page.workspace.panel.choose("+1")
    page.workspace.to_record()
    hands.type("问一句")
    hands.press(K.Key_Return)
    hands.type("改完了一项")
    hands.press(K.Key_1, ALT)
    given = answered(small, talk)
    assert given.kind is AnswerKind.SPECIFIC
    assert given.paragraph == page.workspace.record.current().id
    marks = page.workspace.card.model.marks[given.paragraph]
    assert "● 有具体反映" in [mark.text for mark in marks]

    # Words to it are typed like those of any item, once it has an answer.
    page.workspace.panel.detail.text.setFocus()
    hands.type("第二项缺钱")
    page.workspace.save()
    assert answered(small, talk).text == "第二项缺钱"
    assert answered(small, talk).kind is AnswerKind.SPECIFIC


def test_can_be_taken_back(small, page, talk, hands):
    page.open_talk(talk)
    panel = page.workspace.panel
    panel.choose("+1")
    panel.items.setFocus()
    hands.press(K.Key_2)
    assert answered(small, talk).kind is AnswerKind.GENERAL
    hands.press(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert answered(small, talk).kind is None


def test_before_it_is_answered_nothing_can_be_typed_to_it(page, talk):
    page.open_talk(talk)
    panel = page.workspace.panel
    panel.choose("+1")
    assert panel.detail.text.isReadOnly()
    assert panel.detail.verify.isReadOnly()
    panel.choose("W1-1")
    assert not panel.detail.text.isReadOnly()


def test_who_may_not_see_the_source_sees_no_question(small, show_page):
    ask(small, "佘翊", "有人反映的那件事，您怎么看？", Audience.LEADER)
    talk = small.plan("佘翊")
    page = show_page(small.reopen("骆珩"))
    page.open_talk(talk)
    assert page.workspace.answers.extras == {}
