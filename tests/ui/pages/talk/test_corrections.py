"""Changes behind the read-back stay visible in the record: old words struck, who and when."""

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services import talk_closing, talks
from tests.ui.pages.talk.conftest import CTRL, SHIFT

K = Qt.Key


@pytest.fixture
def read_back(small, page):
    """A talk of three paragraphs that was read back at three; opened."""
    talk = small.plan("虞堃", "2026-10-21T14:00", "2026-10-21T15:30")
    talks.begin_talk(small.mission, talk)
    said = small.record(
        talk,
        (ParagraphKind.QUESTION, "合同是多少钱？"),
        (ParagraphKind.ANSWER, "三十万。"),
        (ParagraphKind.ANSWER, "是他批的。"),
    )
    talk_closing.read_back(small.mission, talk)
    small.clock.advance(minutes=5)
    page.open_talk(talk)
    return said


def rows(page):
    return {line.id: line for line in page.workspace.card.model.lines}


def test_a_changed_paragraph_keeps_its_old_words_in_sight(page, read_back, hands, settle):
    _question, answer, _other = read_back
    view = page.workspace.card.view
    plain = view.visualRect(view.model().index(1, 0)).height()
    view.type_in(answer)
    hands.press(K.Key_A, CTRL)
    hands.type("四十万。")
    page.workspace.save()
    settle()
    amended = page.workspace.card.model.amendments
    assert set(amended) == {answer}
    assert amended[answer].before == "三十万。"
    assert amended[answer].note == "核对后更正 · 郁澄 10-21 15:05"
    assert view.visualRect(view.model().index(1, 0)).height() > plain
    spoken = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "四十万。" in spoken
    assert "三十万。" in spoken
    assert not view.grab().isNull()


def test_a_removed_paragraph_stays_struck_and_cannot_be_typed_into(page, read_back, hands):
    _question, _answer, other = read_back
    view = page.workspace.card.view
    view.type_in(other)
    hands.press(K.Key_Delete, CTRL | SHIFT)
    line = rows(page)[other]
    assert line.removed
    assert page.workspace.card.model.amendments[other].note.startswith("核对后删去")
    assert not page.workspace.record.can_type(line)
    page.workspace.save()
    assert other in rows(page)


def test_an_added_paragraph_is_told_as_added(page, read_back, hands):
    page.workspace.to_record()
    hands.type("还有一件事")
    page.workspace.save()
    notes = [one.note for one in page.workspace.card.model.amendments.values()]
    assert len(notes) == 1
    assert notes[0].startswith("核对后补记")
    assert set(page.workspace.card.model.amendments).isdisjoint(read_back)


def test_taking_the_tick_back_forgets_the_corrections(page, read_back, hands):
    _question, answer, _other = read_back
    page.workspace.card.view.type_in(answer)
    hands.type("改")
    page.workspace.save()
    assert page.workspace.card.model.amendments
    hands.press(K.Key_F9)
    assert page.workspace.card.model.amendments == {}
