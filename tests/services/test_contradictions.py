"""The contradiction desk: who said what to an item, and what of it does not agree."""

import pytest

from inspector_app.domain.entry import Operation
from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.said_facts import FactKind
from inspector_app.domain.vocabulary import Head, ItemState, Organ, ParagraphKind
from inspector_app.services import talks
from inspector_app.services.contradictions import VoiceKind, item_voices
from inspector_app.services.number_one_profile import LineState
from inspector_app.store.journal import Write
from tests.mission_fixture import small_mission

ITEM = "L1-2"


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def say(small, name, words, *, kind=AnswerKind.SPECIFIC, day="2026-10-20", ask=False, **parts):
    """Hold a talk in which somebody says something to the item; returns the talk."""
    talk = small.plan(name, f"{day}T09:00", f"{day}T10:00")
    turns = [(ParagraphKind.QUESTION, "家里人做什么工作？"), (ParagraphKind.ANSWER, words)]
    question, answer = small.record(talk, *turns)
    paragraph = question if ask else answer
    talks.set_answer(small.mission, talk, ItemAnswer(ITEM, kind, paragraph=paragraph, **parts))
    return talk


def voices(small, code=ITEM):
    return item_voices(small.mission.reader, small.mission.checklist, code)


def brief(small, theme, text, state=ItemState.HAS):
    """Record what an organ said about the number one."""
    journal = small.mission.journal
    briefing = journal.create(
        "briefing", {"organ": Organ.ORGANIZATION.value, "received_on": "2026-10-01"}
    )
    item = journal.create(
        "briefing_item",
        {
            "briefing": briefing.record_id,
            "official": small.officials["岑𬀩"],
            "head": Head.LIFE.value,
            "theme": theme,
            "state": state.value,
            "text": text,
        },
    )
    journal.write(briefing, item)
    return item.record_id


def test_an_item_nobody_spoke_to(small):
    found = voices(small)
    assert found.voices == ()
    assert found.differences == ()


def test_all_answers_side_by_side_with_who_gave_them(small):
    first = say(small, "虞堃", "他妻子开了一家公司。")
    second = say(small, "郗𠮷", "不了解。", kind=AnswerKind.UNKNOWN, day="2026-10-19")
    own = say(small, "岑𬀩", "都在外地工作。", kind=AnswerKind.GENERAL, day="2026-10-18")
    found = voices(small)

    assert [(one.kind, one.key, one.name) for one in found.voices] == [
        (VoiceKind.NUMBER_ONE, own, "岑𬀩"),
        (VoiceKind.TALKER, first, "虞堃"),
        (VoiceKind.TALKER, second, "郗𠮷"),
    ]
    assert found.voice(first).text == "他妻子开了一家公司。"
    assert found.voice(first).category.value == "D"
    assert found.voice(second).answer.kind is AnswerKind.UNKNOWN
    assert voices(small, "W1-1").voices == ()


def test_an_answer_that_hangs_on_its_question_is_found_behind_it(small):
    talk = say(small, "虞堃", "他妻子开了一家公司。", ask=True, text="公司名称待查")
    assert voices(small).voice(talk).text == "他妻子开了一家公司。\n公司名称待查"


def test_what_an_organ_said_to_the_like_theme_stands_beside(small):
    item = brief(small, "家属从业", "其妻2019年6月起任职于示例公司。")
    brief(small, "因私出国（境）", "无。", ItemState.NONE)
    (one,) = voices(small).voices
    assert (one.kind, one.key, one.state) == (VoiceKind.ORGAN, item, LineState.HAS)
    assert one.name == "家属从业"


def test_differing_sums_dates_and_yes_against_no_are_pointed_out(small):
    first = say(small, "虞堃", "有，去年六月买了两套房，花了三十多万。")
    second = say(small, "郗𠮷", "没有，是2025年9月，50万元。", day="2026-10-19")
    say(small, "佘翊", "不清楚。", kind=AnswerKind.UNKNOWN, day="2026-10-18")
    found = {one.kind: one for one in voices(small).differences}

    assert set(found) == {FactKind.AMOUNT, FactKind.DATE, FactKind.YES_NO}
    said = dict(found[FactKind.AMOUNT].said)
    assert said == {first: "三十多万", second: "50万元"}


def test_an_organs_words_are_held_against_the_talkers(small):
    item = brief(small, "家属从业", "其妻2019年6月起任职于示例公司。")
    talk = say(small, "虞堃", "2023年才去的。")
    (difference,) = voices(small).differences
    assert difference.kind is FactKind.DATE
    assert {key for key, _words in difference.said} == {item, talk}


def test_a_deleted_talk_is_no_voice(small):
    talk = say(small, "虞堃", "有。")
    small.mission.journal.write(Write("talk", talk, op=Operation.DELETE))
    assert voices(small).voices == ()
