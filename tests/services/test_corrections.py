"""What was changed after the read-back shows with the old words, who and when."""

import pytest

from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services import talk_closing, talk_record, talks
from inspector_app.services.corrections import CorrectionKind, corrections
from tests.mission_fixture import small_mission


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


@pytest.fixture
def talk(small):
    """A talk of two paragraphs, not read back yet: its id and theirs."""
    made = small.plan("虞堃")
    talks.begin_talk(small.mission, made)
    turns = ((ParagraphKind.QUESTION, "问一句"), (ParagraphKind.ANSWER, "三十万"))
    return made, small.record(made, *turns)


def found(small, talk):
    return corrections(small.mission.reader, small.mission.reader.get("talk", talk))


def test_what_is_typed_before_the_read_back_is_no_correction(small, talk):
    made, (_question, answer) = talk
    talk_record.set_paragraph(small.mission, answer, text="四十万")
    assert found(small, made).by_paragraph == {}
    talk_closing.read_back(small.mission, made)
    assert found(small, made).by_paragraph == {}


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.LEADER])
def test_a_change_an_addition_and_a_removal(small, talk, audience):
    made, (question, answer) = talk
    talk_closing.set_audience(small.mission, made, audience)
    talk_closing.read_back(small.mission, made)
    small.clock.advance(minutes=7)
    talk_record.set_paragraph(small.mission, answer, text="四十万")
    talk_record.set_paragraph(small.mission, answer, text="四十五万")
    added = talk_record.add_paragraph(small.mission, made, ParagraphKind.ANSWER, "想起来了").id
    talk_record.delete_paragraph(small.mission, question)

    shown = found(small, made)
    assert {one: c.kind for one, c in shown.by_paragraph.items()} == {
        answer: CorrectionKind.CHANGED,
        added: CorrectionKind.ADDED,
        question: CorrectionKind.REMOVED,
    }
    changed = shown.by_paragraph[answer]
    assert (changed.before, changed.author) == ("三十万", "郁澄")
    assert changed.moment == "2026-10-21 15:07"
    assert shown.by_paragraph[question].before == "问一句"
    assert [one.id for one in shown.removed] == [question]


def test_what_is_put_back_as_it_was_is_none(small, talk):
    made, (_question, answer) = talk
    talk_closing.read_back(small.mission, made)
    talk_record.set_paragraph(small.mission, answer, text="四十万")
    talk_record.set_paragraph(small.mission, answer, text="三十万")
    added = talk_record.add_paragraph(small.mission, made, ParagraphKind.ANSWER, "多余").id
    talk_record.delete_paragraph(small.mission, added)
    assert found(small, made).by_paragraph == {}


def test_a_tick_taken_back_begins_anew(small, talk):
    made, (_question, answer) = talk
    talk_closing.read_back(small.mission, made)
    talk_record.set_paragraph(small.mission, answer, text="四十万")
    talk_closing.read_back(small.mission, made, done=False)
    assert found(small, made).by_paragraph == {}
    talk_closing.read_back(small.mission, made)
    assert found(small, made).by_paragraph == {}
    talk_record.set_paragraph(small.mission, answer, text="五十万")
    assert found(small, made).by_paragraph[answer].before == "四十万"
