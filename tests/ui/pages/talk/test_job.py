"""The whole job by keyboard: plan a talk, hold it, answer everything, read back, end, sign."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import ParagraphKind, Purpose, TalkState
from inspector_app.services import talks
from inspector_app.services.talk_lists import talk_rows
from inspector_app.services.talk_record import seen_of
from inspector_app.services.tasks import open_tasks
from tests.ui.pages.talk.conftest import ALT, CTRL, SHIFT

K = Qt.Key


def press_until(hands, widget, *, key=K.Key_Tab, most=40):
    """Walk with Tab until *widget* has the focus."""
    for _ in range(most):
        if QApplication.focusWidget() is widget:
            return
        hands.press(key)
    pytest.fail(f"Tab does not lead to {widget}")


def plan_by_keyboard(small, page, hands):
    """Find the talker, choose the two who hold it and the recorder."""
    page.plans.tabs.setFocus()
    hands.press(K.Key_N, CTRL)
    form = page.plans.form
    hands.type("阮")
    hands.press(K.Key_Return)
    assert form.picker.chosen == small.officials["阮𫖯"]
    press_until(hands, form.starts)
    hands.press(K.Key_A, CTRL)
    hands.type("1500")
    press_until(hands, form._members[small.users["阚玥"]])
    hands.press(K.Key_Space)
    press_until(hands, form._members[small.users["骆珩"]])
    hands.press(K.Key_Space)
    press_until(hands, form.recorder)
    hands.press(K.Key_Down)
    hands.press(K.Key_Down)
    press_until(hands, form.place)
    hands.press(K.Key_A, CTRL)
    hands.type("谈话一室")
    hands.press(K.Key_Return, CTRL)


def hold_by_keyboard(small, page, hands, talk):
    """Begin by typing, ask every item that must be asked, answer it, go on to the next."""
    small.clock.advance(minutes=1)
    hands.press(K.Key_F8)
    view = view_of(small, talk)
    for place, item in enumerate(view.open_items):
        assert page.workspace.panel.current == item.code
        hands.type(f"问{item.code}")
        hands.press(K.Key_F2)
        hands.press(K.Key_Return)
        hands.type(f"答{item.code}")
        hands.press([K.Key_1, K.Key_2, K.Key_3, K.Key_4, K.Key_5][place % 5], ALT)
        hands.press(K.Key_Return)
        hands.press(K.Key_F3)


def view_of(small, talk):
    return talks.talk_view(small.mission.reader, small.mission.checklist, small.mission.id, talk)


def test_by_keyboard_alone(small, page, hands):
    plan_by_keyboard(small, page, hands)
    rows = talk_rows(small.mission.reader, small.mission.checklist)
    assert [(row.name, row.talk.text("place")) for row in rows] == [("阮𫖯", "谈话一室")]
    assert rows[0].talk.text("starts_at") == "2026-10-21T15:00"
    assert rows[0].talk.text("ends_at") == "2026-10-21T16:00"

    # Hold: Enter opens it from the list; the first words begin it.
    hands.press(K.Key_Return)
    talk = rows[0].talk.id
    assert page.in_workspace
    hold_by_keyboard(small, page, hands, talk)
    small.clock.advance(minutes=55)
    hands.press(K.Key_F9)
    hands.press(K.Key_E, CTRL | SHIFT)

    view = view_of(small, talk)
    assert view.state is TalkState.CLOSED
    assert view.coverage.asked == view.coverage.must == 14
    assert view.talk.text("starts_at") == "2026-10-21T15:01"
    assert view.talk.text("ends_at") == "2026-10-21T15:56"
    said = {p.id: p for p in view.paragraphs}
    for place, (code, answer) in enumerate(sorted(view.answers.items(), key=_order(view))):
        assert answer.kind is list(AnswerKind)[place % 5]
        paragraph = said[answer.paragraph]
        assert paragraph.text("text") == f"答{code}"
        assert paragraph.text("kind") == ParagraphKind.ANSWER.value

    # Sign: asked once, in place.
    hands.press(K.Key_S, CTRL | SHIFT)
    hands.press(K.Key_Space)
    view = view_of(small, talk)
    assert view.state is TalkState.SIGNED
    assert [s.purpose for s in view.signatures if s.counts] == [Purpose.TALK_RECORD]


def _order(view):
    codes = [item.code for item in view.items]
    return lambda pair: codes.index(pair[0])


def test_answers_from_the_checklist_by_digits_and_undo(small, page, hands):
    talk = small.plan("佘翊")
    page.open_talk(talk)
    hands.type("问")
    panel = page.workspace.panel
    panel.items.setFocus()
    first = panel.current
    hands.press(K.Key_2)
    answers = page.workspace.answers
    assert answers.answer(first).kind is AnswerKind.GENERAL
    hands.press(K.Key_5)
    assert answers.answer(first).kind is AnswerKind.DECLINED

    hands.press(K.Key_Z, CTRL)
    assert answers.answer(first).kind is AnswerKind.GENERAL
    hands.press(K.Key_Z, CTRL)
    assert answers.answer(first).kind is None
    stored = talks.answers_of(small.mission.reader, small.mission.checklist, talk)
    assert first not in stored or stored[first].kind is None


def test_marks_lead_verify_and_text(small, page, hands):
    talk = small.plan("佘翊")
    page.open_talk(talk)
    hands.type("问一句")
    hands.press(K.Key_Return)
    hands.type("他说了一件事")
    hands.press(K.Key_1, ALT)
    hands.press(K.Key_F6)
    hands.press(K.Key_F4)
    hands.type("调6月会议记录")
    hands.press(K.Key_Return)
    code = page.workspace.panel.current
    editor = page.workspace.card.view.editor
    assert QApplication.focusWidget() is editor

    stored = talks.answers_of(small.mission.reader, small.mission.checklist, talk)[code]
    assert stored.lead
    assert stored.verify == "调6月会议记录"
    assert page.workspace.record.current().id == stored.paragraph
    marks = page.workspace.card.model.marks[stored.paragraph]
    assert [mark.text for mark in marks] == ["● 有具体反映", "⚑ 线索", "◆ 待核实：调6月会议记录"]

    # Each mark has led to a record of its own, with its own readers.
    (lead,) = small.mission.reader.find("lead")
    assert lead.text("content") == "他说了一件事"
    assert lead.audience == Audience.LEADER.value
    assert lead.items("officials") == (small.officials["岑𬀩"],)
    (task,) = open_tasks(small.mission.reader)
    assert task.text("title") == "调6月会议记录"
    assert (task.text("subject"), task.text("item")) == (talk, code)


def test_a_mark_is_made_once_and_follows_its_words(small, page, hands):
    talk = small.plan("佘翊")
    page.open_talk(talk)
    hands.type("他说了一件事")
    for _ in range(3):  # marked, taken off, marked again
        hands.press(K.Key_F6)
    assert len(small.mission.reader.find("lead")) == 1
    for words in ("调会议记录", "问会计"):
        hands.press(K.Key_F4)
        hands.press(K.Key_A, CTRL)
        hands.type(words)
        hands.press(K.Key_Return)
    (task,) = open_tasks(small.mission.reader)
    assert task.text("title") == "问会计"


def test_a_mark_before_a_word_was_said_is_a_mark_only(small, page, hands):
    talk = small.plan("佘翊")
    page.open_talk(talk)
    hands.press(K.Key_F6)
    code = page.workspace.panel.current
    assert page.workspace.answers.answer(code).lead
    assert small.mission.reader.find("lead") == []


def test_a_member_who_marks_a_lead_still_reads_it_and_others_do_not(small, show_page, hands):
    talk = small.plan("佘翊")
    page = show_page(small.reopen("骆珩"))
    page.open_talk(talk)
    hands.type("他说了一件事")
    hands.press(K.Key_F6)
    assert len(page.context.services.reader.find("lead")) == 1
    other = small.reopen("阚玥")
    assert other.reader.find("lead") == []


def test_typing_remembers_what_its_author_had_seen(small, page, hands):
    """So that what a merge brings in meanwhile is not overwritten unseen."""
    talk = small.plan("佘翊")
    (paragraph,) = small.record(talk, (ParagraphKind.QUESTION, "问一句"))
    mission = small.mission
    record = mission.reader.get("paragraph", paragraph)
    seen = seen_of(mission.reader, record, "text")
    page.open_talk(talk)
    page.workspace.card.view.type_in(paragraph)
    hands.type("，再问")
    page.workspace.typist._keep()
    (draft,) = mission.folder.drafts.pending(mission.me)
    assert tuple(draft.base) == seen != ()


def test_a_pressed_key_is_not_lost_to_the_windows_shortcuts(small, page, hands):
    """Alt+1 shows the first page elsewhere; F6 goes from pane to pane."""
    from PySide6.QtGui import QKeySequence, QShortcut

    talk = small.plan("佘翊")
    page.open_talk(talk)
    taken = []
    for keys in ("Alt+1", "F6"):
        QShortcut(QKeySequence(keys), page.window()).activated.connect(
            lambda keys=keys: taken.append(keys)
        )
    hands.type("答")
    hands.press(K.Key_1, ALT)
    hands.press(K.Key_F6)

    assert taken == []
    answer = page.workspace.answers.answer(page.workspace.panel.current)
    assert answer.kind is AnswerKind.SPECIFIC
    assert answer.lead


def test_jumps_between_item_and_paragraph(small, page, hands):
    talk = small.plan("佘翊")
    page.open_talk(talk)
    first = page.workspace.panel.current
    hands.type("问一")
    hands.press(K.Key_F2)
    asked = page.workspace.record.current().id
    hands.press(K.Key_Return)
    hands.type("答一")
    hands.press(K.Key_Return)
    hands.press(K.Key_F3)
    assert page.workspace.panel.current != first

    hands.press(K.Key_Up)
    hands.press(K.Key_F5)
    assert page.workspace.panel.current == first
    assert QApplication.focusWidget() is page.workspace.panel.items
    hands.press(K.Key_F5)
    assert page.workspace.record.current().id == asked
    assert QApplication.focusWidget() is page.workspace.card.view.editor


def test_says_who_wrote_a_paragraph(small, page, hands):
    talk = small.plan("佘翊", "2026-10-21T15:00")
    page.open_talk(talk)
    hands.type("问一")
    page.workspace.save()
    small.clock.advance(minutes=20)
    hands.type("改了")
    page.workspace.save()
    hands.press(K.Key_F7)

    assert page.workspace.card.foot.text() == "第 1 段：郁澄 10-21 15:00 记，郁澄 10-21 15:20 改"
    hands.press(K.Key_F7)
    assert page.workspace.card.foot.isHidden()
