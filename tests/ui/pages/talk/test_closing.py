"""Ending a talk: what is missing is named and leads there; gaps, consent, return, reopening."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import ParagraphKind, TalkState
from inspector_app.services import talks
from inspector_app.services.report import begin_report
from inspector_app.services.report_checks import report_missing
from tests.ui.pages.talk.conftest import ALT, CTRL, SHIFT

K = Qt.Key
DAY = ("2026-10-20T09:00", "2026-10-20T10:00")


def view_of(small, talk):
    return talks.talk_view(small.mission.reader, small.mission.checklist, small.mission.id, talk)


def end(hands):
    hands.press(K.Key_E, CTRL | SHIFT)


def test_the_refusal_names_the_open_items_and_leads_to_them(small, page, hands):
    talk = small.hold("虞堃", *DAY, but=("W3-2", "L2-1"))
    page.open_talk(talk)
    end(hands)

    panel = page.workspace.end
    assert view_of(small, talk).state is TalkState.HELD
    assert panel.isVisible()
    assert [item.title for item in panel.list.items] == [
        "W3-2 会外定事、专题会代替",
        "L2-1 社交圈、与企业人员往来",
    ]
    hands.press(K.Key_Return)
    assert page.workspace.panel.current == "W3-2"
    assert QApplication.focusWidget() is page.workspace.panel.items
    hands.press(K.Key_4)
    assert [item.target[1] for item in panel.list.items] == [("item", "L2-1")]
    hands.press(K.Key_F3)
    hands.press(K.Key_3)
    assert panel.title.text() == "都齐了，可以结束"
    hands.click(panel.button)
    assert view_of(small, talk).state is TalkState.CLOSED


def test_everything_that_is_missing_is_named_at_once(small, page, hands):
    talk = small.plan("郗𠮷")
    page.open_talk(talk)
    hands.type("一句")
    end(hands)

    fields = [dict(item.target).get("field") for item in page.workspace.end.list.items]
    assert fields[:3] == ["times", "opening", "read_back"]
    assert len(fields) == 3 + view_of(small, talk).coverage.must
    # Items can be let through with a reason, the rest cannot.
    assert page.workspace.end.button.isHidden()


@pytest.mark.parametrize(
    ("field", "where"),
    [
        ("times", lambda ui: ui.plan.starts),
        ("opening", lambda ui: ui.card.opening),
        ("read_back", lambda ui: ui.head.read_back),
    ],
)
def test_each_missing_thing_leads_to_where_it_is_entered(small, page, hands, field, where):
    talk = small.plan("郗𠮷")
    page.open_talk(talk)
    hands.type("一句")
    end(hands)
    wanted = next(item for item in page.workspace.end.list.items if ("field", field) in item.target)
    page.workspace.end.jumped.emit(wanted)

    assert QApplication.focusWidget() is where(page.workspace)


def test_with_a_reason_it_waits_for_the_leader_who_consents(small, page, hands):
    talk = small.hold("虞堃", *DAY, but=("L2-1",))
    page.open_talk(talk)
    end(hands)
    panel = page.workspace.end
    assert not panel.button.isEnabled()
    panel.reason.setFocus()
    hands.type("本人身体不适，约定改日补谈")
    hands.press(K.Key_Return)

    view = view_of(small, talk)
    assert view.state is TalkState.GAP_AWAITS_CONSENT
    assert view.talk.text("gap_reason") == "本人身体不适，约定改日补谈"
    assert not page.workspace.panel.detail.verify.isEnabled() or (
        page.workspace.panel.detail.verify.isReadOnly()
    )
    hands.click(page.workspace.head.consent)
    hands.press(K.Key_Return)
    view = view_of(small, talk)
    assert view.state is TalkState.CLOSED
    assert view.consented


def test_the_leader_sends_back_with_a_reason(small, page, hands):
    talk = small.hold("虞堃", *DAY, but=("L2-1",))
    talks.close_talk(small.mission, talk, gap_reason="没来得及")
    page.open_talk(talk)
    hands.click(page.workspace.head.give_back)
    hands.press(K.Key_Return)  # without a reason nothing happens
    assert view_of(small, talk).state is TalkState.GAP_AWAITS_CONSENT
    hands.type("补谈社交圈")
    hands.press(K.Key_Return)

    assert view_of(small, talk).state is TalkState.HELD
    assert page.workspace.head.end.isVisible()


def test_a_member_cannot_consent(small, show_page):
    talk = small.hold("虞堃", *DAY, but=("L2-1",))
    talks.close_talk(small.mission, talk, gap_reason="没来得及")
    page = show_page(small.reopen("骆珩"))
    page.open_talk(talk)

    assert not page.workspace.head.consent.isVisible()
    assert not page.workspace.head.give_back.isVisible()
    assert "L2-1" in page.workspace.card._note.text()


def test_after_the_end_only_supplements_are_typed(small, page, hands):
    talk = small.hold("虞堃", *DAY)
    talks.close_talk(small.mission, talk)
    talks.sign_talk(small.mission, talk)
    page.open_talk(talk)
    view = page.workspace.card.view
    lines = page.workspace.record.lines
    before = [one.text("text") for one in talks.paragraphs(small.mission.reader, talk)]

    view.type_in(lines[0].id)
    assert view.editor is None
    hands.press(K.Key_1, ALT)
    hands.press(K.Key_F6)
    assert page.workspace.answers.answer("W1-1").kind is AnswerKind.NONE
    assert not page.workspace.answers.answer("W1-1").lead
    page.workspace.to_record()
    assert view.editor is None  # it is opened to be read
    hands.press(K.Key_End)
    hands.press(K.Key_Return)
    hands.type("补充：此事发生在六月。")
    page.workspace.save()

    found = talks.paragraphs(small.mission.reader, talk)
    assert [one.text("text") for one in found][: len(before)] == before
    assert found[-1].text("kind") == ParagraphKind.SUPPLEMENT.value
    assert found[-1].text("text") == "补充：此事发生在六月。"
    assert all(signature.counts for signature in view_of(small, talk).signatures)


def test_a_closed_talk_is_reopened_with_a_reason_a_signed_one_is_not(small, page, hands):
    talk = small.hold("虞堃", *DAY)
    talks.close_talk(small.mission, talk)
    page.open_talk(talk)
    page.workspace.head._reopen.trigger()
    hands.type("漏记一句")
    hands.press(K.Key_Return)
    view = view_of(small, talk)
    assert view.state is TalkState.HELD

    talks.close_talk(small.mission, talk)
    talks.sign_talk(small.mission, talk)
    page.workspace.refresh(None)
    assert not page.workspace.head._reopen.isVisible()


def test_the_leader_keeps_a_talk_to_himself(small, page):
    talk = small.hold("岑𬀩", *DAY)
    page.open_talk(talk)
    page.workspace.head._audiences[Audience.LEADER.value].trigger()

    assert small.mission.reader.get("talk", talk).audience == Audience.LEADER.value
    member = small.reopen("骆珩")
    assert member.reader.get("talk", talk) is None


def test_looking_at_a_talk_with_the_number_one_is_logged(small, page):
    talk = small.hold("岑𬀩", *DAY)
    other = small.hold("佘翊", "2026-10-20T14:00", "2026-10-20T15:00")
    page.open_talk(talk)
    page.open_talk(other)

    looked = [one["body"] for one in small.mission.folder.access.lines()]
    assert [(one["kind"], one["record_type"], one["record_id"]) for one in looked] == [
        ("view", "talk", talk)
    ]


def test_the_record_is_shown_as_paper_and_saved_after_a_warning(
    small, page, hands, qtbot, tmp_path, messages
):
    talk = small.hold("虞堃", *DAY)
    page.open_talk(talk)
    page.workspace.head._paper.trigger()
    paper = page.workspace.paper
    qtbot.waitUntil(lambda: paper.preview.view.page_count >= 1, timeout=9000)
    paper._on_save("pdf")
    assert paper.strip.isVisible()  # it leaves the encrypted folder
    hands.click(paper.strip._yes_button)
    paper.export._dialog.fileSelected.emit(str(tmp_path / "记录.pdf"))
    paper.export._dialog.close()
    assert (tmp_path / "记录.pdf").read_bytes().startswith(b"%PDF")
    assert "记录.pdf" in messages.texts[-1]

    paper.put_away()
    assert page.workspace.card.isVisible()
    logged = [one["body"]["kind"] for one in small.mission.folder.access.lines()]
    assert logged == ["export"]


def test_choosing_an_item_of_a_closed_talk_shows_where_it_was_said(small, page):
    talk = small.hold("虞堃", *DAY)
    paragraphs = talks.paragraphs(small.mission.reader, talk)
    talks.set_answer(
        small.mission,
        talk,
        ItemAnswer("W3-1", AnswerKind.SPECIFIC, "", paragraph=paragraphs[1].id),
    )
    talks.close_talk(small.mission, talk)
    page.open_talk(talk)
    page.workspace.panel.choose("W3-1")

    assert page.workspace.record.current().id == paragraphs[1].id
    assert page.workspace.card.model.chosen == {paragraphs[0].id, paragraphs[1].id}


def test_a_gap_keeps_the_report_from_being_final_until_the_leader_consents(small, page, hands):
    """In the window alone: refused, let through with a reason, blocked, consented, free."""
    mission = small.mission
    report = begin_report(mission).id

    def blocked():
        found = report_missing(mission.reader, mission.id, report, user=mission.me)
        return [one.target.get("talk") for one in found if one.code == "talk_gap"]

    talk = small.hold("虞堃", *DAY, but=("L2-1",))
    page.open_talk(talk)
    end(hands)
    assert view_of(small, talk).state is TalkState.HELD  # refused, the item named
    assert [dict(item.target)["item"] for item in page.workspace.end.list.items] == ["L2-1"]
    page.workspace.end.reason.setFocus()
    hands.type("身体不适")
    hands.press(K.Key_Return)
    assert view_of(small, talk).state is TalkState.GAP_AWAITS_CONSENT
    assert blocked() == [talk]

    hands.click(page.workspace.head.consent)
    assert blocked() == [talk]  # asked is not signed
    hands.press(K.Key_Return)
    assert view_of(small, talk).consented
    assert blocked() == []


def test_what_the_end_will_ask_for_is_shown_while_the_talk_is_on(small, page, hands):
    talk = small.plan("郗𠮷", "2026-10-21T15:00", "2026-10-21T16:00")
    page.open_talk(talk)
    said = page.workspace.card.missing
    assert said.text() == ""  # it has not begun
    hands.type("问一句")
    page.workspace.save()
    must = view_of(small, talk).coverage.must
    assert said.text() == f"结束前还差：说明身份（F8）、宣读核对（F9）、必谈 {must} 项"
    hands.press(K.Key_F8)
    hands.press(K.Key_3, ALT)
    assert said.text() == f"结束前还差：宣读核对（F9）、必谈 {must - 1} 项"
    hands.press(K.Key_F9)
    assert said.text() == ""  # only items are left: the figure above counts those
