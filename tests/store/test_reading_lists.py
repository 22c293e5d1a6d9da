"""Reading for lists: different values, entries behind another, answers to some nodes only."""

import pytest

from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services import talk_closing, talk_record, talks
from tests.mission_fixture import small_mission


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def test_different_values_are_named_once_without_empty_and_deleted_ones(small):
    reader = small.mission.reader
    talks_made = [small.plan(name) for name in ("虞堃", "佘翊", "郗𠮷", "阮𫖯")]
    for talk, place in zip(talks_made, ("二室", "一室", "二室", "三室"), strict=True):
        talks.update_talk(small.mission, talk, place=place)
    talk_closing.cancel_talk(small.mission, talks_made[3])
    talks.update_talk(small.mission, small.plan("邝喆"), place=None)
    assert reader.distinct("talk", "place") == ["一室", "二室"]
    with pytest.raises(ValueError, match="no field"):
        reader.distinct("talk", "place) --")


def test_entries_behind_another_are_those_of_the_records_asked_for(small):
    talk = small.plan("虞堃")
    first, second = small.record(talk, (ParagraphKind.QUESTION, "一"), (ParagraphKind.ANSWER, "二"))
    reader = small.mission.reader
    mark = reader.history("paragraph", second, "text")[0].entry
    talk_record.set_paragraph(small.mission, first, text="改一")
    talk_record.set_paragraph(small.mission, second, text="改二")
    talk_record.set_paragraph(small.mission, first, text="再改")

    def behind(*records):
        found = reader.entries_behind(mark, "paragraph", records)
        return [entry.body.new["text"] for entry in found]

    assert behind(first, second) == ["改一", "改二", "再改"]
    assert behind(second) == ["改二"]
    assert behind() == []
    assert reader.entries_behind("no entry", "paragraph", [first]) == []


def test_answers_to_some_nodes_only(small):
    talk = small.plan("虞堃")
    item = small.mission.checklist.item("W1-1")
    talks.set_answer(
        small.mission, talk, ItemAnswer("W1-1", AnswerKind.NONE, "要点"), ItemAnswer("W1-2")
    )
    paths = [f"{item.path}/kind", "/no/such/node"]
    found = list(small.mission.reader.answers_to("talk", "must_ask", paths=paths))
    assert found == [(talk, f"{item.path}/kind", AnswerKind.NONE.value)]
