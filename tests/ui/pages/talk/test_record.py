"""The record: paragraphs typed, split, joined, changed, removed, and what reaches the mission."""

import shutil

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.vocabulary import ParagraphKind, TalkState
from inspector_app.services import session, talks
from inspector_app.services.talk_record import commit_typing
from tests.mission_fixture import PASSPHRASE
from tests.ui.pages.talk.conftest import CTRL, SHIFT

K = Qt.Key
Q, A = ParagraphKind.QUESTION, ParagraphKind.ANSWER


@pytest.fixture
def talk(small):
    return small.plan("蔺㛃", "2026-10-21T15:00", "2026-10-21T16:30")


@pytest.fixture
def record(page, talk):
    page.open_talk(talk)
    return page.workspace


def saved(small, talk):
    """Kind and text of the paragraphs as any other reader sees them."""
    found = talks.paragraphs(small.mission.reader, talk)
    return [(ParagraphKind(one.text("kind")), one.text("text")) for one in found]


def test_enter_goes_on_with_question_and_answer_in_turn(small, talk, record, hands):
    hands.type("会上谁先发言？")
    hands.press(K.Key_Return)
    hands.type("分管的先讲。")
    hands.press(K.Key_Return)
    hands.type("后来呢？")
    record.save()

    assert saved(small, talk) == [
        (Q, "会上谁先发言？"),
        (A, "分管的先讲。"),
        (Q, "后来呢？"),
    ]


@pytest.mark.usefixtures("record")
def test_typing_begins_a_planned_talk_at_the_time_it_is_typed(small, talk, hands):
    small.clock.advance(minutes=7)
    assert talks.state_of(small.mission.reader.get("talk", talk)) is TalkState.PLANNED

    hands.type("请")

    held = small.mission.reader.get("talk", talk)
    assert talks.state_of(held) is TalkState.HELD
    assert held.text("starts_at") == "2026-10-21T15:07"


def test_a_paragraph_bears_the_time_its_first_word_was_typed(small, talk, record, hands):
    small.clock.advance(minutes=4)
    hands.type("第一句")
    hands.press(K.Key_Return)
    small.clock.advance(minutes=5)
    hands.type("第二句")
    record.save()

    times = [one.text("said_at") for one in talks.paragraphs(small.mission.reader, talk)]
    assert times == ["15:04", "15:09"]


def test_enter_in_the_middle_splits_and_backspace_joins_again(small, talk, record, hands):
    hands.type("前半句后半句")
    for _ in range(3):
        hands.press(K.Key_Left)
    hands.press(K.Key_Return)
    record.save()
    assert saved(small, talk) == [(Q, "前半句"), (Q, "后半句")]

    hands.press(K.Key_Home)
    hands.press(K.Key_Backspace)
    record.save()
    assert saved(small, talk) == [(Q, "前半句后半句")]
    hands.type("，")
    record.save()
    assert saved(small, talk) == [(Q, "前半句，后半句")]


def test_enter_in_an_empty_paragraph_changes_its_kind(small, talk, record, hands):
    hands.type("问一句")
    hands.press(K.Key_Return)
    hands.type("答一句")
    hands.press(K.Key_Return)
    hands.press(K.Key_Return)
    hands.type("接着答")
    record.save()

    assert saved(small, talk) == [(Q, "问一句"), (A, "答一句"), (A, "接着答")]


def test_a_paragraph_between_two_others_stands_between_them(small, talk, record, hands):
    hands.type("一")
    hands.press(K.Key_Return)
    hands.type("三")
    hands.press(K.Key_Up)
    hands.press(K.Key_End)
    hands.press(K.Key_Return)
    hands.type("二")
    record.save()

    assert [text for _, text in saved(small, talk)] == ["一", "二", "三"]


def test_ctrl_and_a_digit_change_the_kind_before_and_after_it_is_saved(small, talk, record, hands):
    hands.type("刚才是记录说明")
    hands.press(K.Key_3, CTRL)
    record.save()
    assert saved(small, talk) == [(ParagraphKind.NOTE, "刚才是记录说明")]

    hands.press(K.Key_2, CTRL)
    assert saved(small, talk) == [(A, "刚才是记录说明")]


def test_shift_enter_is_a_line_within_the_paragraph(small, talk, record, hands):
    hands.type("一行")
    hands.press(K.Key_Return, SHIFT)
    hands.type("又一行")
    record.save()

    assert saved(small, talk) == [(Q, "一行\n又一行")]


def test_a_removed_paragraph_comes_back_by_undo(small, talk, record, hands, messages):
    hands.type("留下")
    hands.press(K.Key_Return)
    hands.type("去掉")
    hands.press(K.Key_Delete, CTRL | SHIFT)
    assert saved(small, talk) == [(Q, "留下")]

    messages[-1].act()
    assert saved(small, talk) == [(Q, "留下"), (A, "去掉")]
    assert [line.text for line in record.record.lines][:2] == ["留下", "去掉"]


@pytest.mark.usefixtures("record")
def test_a_paragraph_that_was_emptied_is_gone_when_the_caret_leaves(small, talk, hands):
    hands.type("不要了")
    hands.press(K.Key_Return)
    hands.type("要的")
    hands.press(K.Key_Up)
    hands.press(K.Key_A, CTRL)
    hands.press(K.Key_Delete)
    hands.press(K.Key_Down)

    assert saved(small, talk) == [(A, "要的")]


def test_every_spell_of_typing_is_one_entry(small, talk, record, hands):
    hands.type("先写")
    record.save()
    hands.type("再补")
    record.save()

    paragraph = talks.paragraphs(small.mission.reader, talk)[0]
    history = small.mission.reader.history("paragraph", paragraph.id, "text")
    assert [one.value for one in history] == ["先写", "先写再补"]


def test_an_input_method_is_left_alone_until_it_hands_over(small, talk, record, hands):
    hands.type("问")
    hands.compose("ni'hao")
    assert record.card.view.editor.composing
    # Keys that reach the field while a word is composed do not act on the paragraph.
    hands.press(K.Key_Return)
    assert len(record.record.lines) == 2  # the question and the empty line behind it
    hands.compose("", commit="你好")
    record.save()

    assert saved(small, talk)[0] == (Q, "问你好")


def test_a_refresh_does_not_touch_the_field_being_typed_into(small, talk, record, hands):
    hands.type("打到一半")
    editor = record.card.view.editor
    hands.press(K.Key_Left)
    place = editor.textCursor().position()
    small.record(talk, (A, "另一台电脑写的"))
    record.refresh(None)

    assert record.card.view.editor is editor
    assert editor.text == "打到一半"
    assert editor.textCursor().position() == place
    hands.type("了")
    record.save()
    assert (Q, "打到一了半") in saved(small, talk)
    assert (A, "另一台电脑写的") in saved(small, talk)


def test_rare_characters_and_long_texts_survive(small, talk, record, hands):
    text = "岑𬀩同志、蔺㛃同志、宓䶮𫖯𠮷喆：" + "长" * 400
    hands.type(text)
    record.save()

    assert saved(small, talk) == [(Q, text)]


def test_pasted_lines_stay_in_one_paragraph(small, talk, record, hands, qapp):
    qapp.clipboard().setText("第一行\r\n第二行\n")
    hands.press(K.Key_V, CTRL)
    qapp.clipboard().clear()
    record.save()

    assert saved(small, talk) == [(Q, "第一行\n第二行")]


def test_a_line_that_has_to_move_keeps_its_field_and_caret(small, talk, page, hands):
    """Two laptops gave two paragraphs one order key: what is typed between lands behind both."""
    journal = small.mission.journal
    journal.write(
        *(
            journal.create("paragraph", {"talk": talk, "order": "m", "kind": "note", "text": text})
            for text in ("甲机记的", "乙机记的")
        )
    )
    page.open_talk(talk)
    lines = page.workspace.record.lines
    page.workspace.card.view.type_in(lines[0].id)
    hands.press(K.Key_Return)
    hands.type("夹在中间")
    hands.press(K.Key_Left)
    page.workspace.typist.commit()

    assert [text for _, text in saved(small, talk)] == ["甲机记的", "乙机记的", "夹在中间"]
    editor = page.workspace.card.view.editor
    assert editor.text == "夹在中间"
    assert editor.textCursor().position() == 3
    hands.type("的")
    page.workspace.save()
    assert saved(small, talk)[-1][1] == "夹在中的间"


def test_arrows_walk_through_the_paragraphs(record, hands):
    for text in ("一", "二", "三"):
        hands.type(text)
        hands.press(K.Key_Return)
    assert record.record.current().text == ""
    hands.press(K.Key_Up)
    assert record.record.current().text == "三"
    hands.press(K.Key_Home)
    hands.press(K.Key_Left)
    assert record.record.current().text == "二"
    hands.press(K.Key_Down)
    assert record.record.current().text == "三"


@pytest.mark.usefixtures("record")
def test_what_is_typed_survives_a_power_cut(small, talk, hands, qtbot, tmp_path):
    hands.type("停电前的话")
    drafts = small.mission.folder.drafts
    qtbot.waitUntil(lambda: bool(drafts.pending(small.mission.me)), timeout=1000)
    assert saved(small, talk) == []

    # What lies on the disk now is what is left when the power fails.
    shutil.copytree(small.folder, tmp_path / "copy" / small.folder.name)
    sitting = session.open_mission(
        small.surroundings,
        tmp_path / "copy" / small.folder.name,
        user=small.mission.me,
        passphrase=PASSPHRASE,
    )
    commit_typing(sitting.mission)
    found = talks.paragraphs(sitting.mission.reader, talk)
    sitting.end()
    assert [one.text("text") for one in found] == ["停电前的话"]


def test_an_earlier_paragraph_is_found_again_by_a_jump(small, page):
    talk = small.hold("虞堃", "2026-10-20T09:00", "2026-10-20T10:00")
    paragraphs = talks.paragraphs(small.mission.reader, talk)
    page.go_to({"talk": talk, "paragraph": paragraphs[1].id})

    assert page.workspace.record.current().id == paragraphs[1].id
    assert page.where() == {"talk": talk, "paragraph": paragraphs[1].id}


def test_typing_costs_the_same_in_a_record_of_three_hundred_paragraphs(small, page, hands):
    costs = []
    for count in (4, 300):
        talk = small.plan("虞堃")
        for place in range(count // 2):
            small.mission.journal.write(
                small.mission.journal.create(
                    "paragraph",
                    {"talk": talk, "order": f"i{place:03}", "kind": "question", "text": "问" * 40},
                ),
                small.mission.journal.create(
                    "paragraph",
                    {"talk": talk, "order": f"i{place:03}i", "kind": "answer", "text": "答" * 90},
                ),
            )
        page.open_talk(talk)
        hands.type("零")  # begins the talk
        painter = page.workspace.card.view.itemDelegate()
        counted = _Counting(painter)
        hands.type("一二三四五六七八九十")
        costs.append(counted.stop())
    assert costs[1] <= costs[0] + 2


class _Counting:
    """Counts how often lines are measured."""

    def __init__(self, painter) -> None:
        self._painter = painter
        self._measured = painter.measured
        self.count = 0
        painter.measured = self._count

    def _count(self, line):
        self.count += 1
        return self._measured(line)

    def stop(self) -> int:
        del self._painter.measured
        return self.count


def test_a_paragraph_parts_at_the_caret_behind_rare_characters(small, page, hands):
    """Qt counts 𬀩 twice: what stands behind the caret goes on, no character more."""
    page.open_talk(small.plan("佘翊"))
    hands.type("岑𬀩和阮𫖯，都在会上")
    hands.press(Qt.Key.Key_Home)
    for _ in range(6):
        hands.press(Qt.Key.Key_Right)
    hands.press(Qt.Key.Key_Return)
    lines = page.workspace.record.lines
    assert [line.text for line in lines[:2]] == ["岑𬀩和阮𫖯，", "都在会上"]
    hands.press(Qt.Key.Key_Backspace)
    assert page.workspace.record.lines[0].text == "岑𬀩和阮𫖯，都在会上"
    hands.type("上午")
    assert page.workspace.record.lines[0].text == "岑𬀩和阮𫖯，上午都在会上"
