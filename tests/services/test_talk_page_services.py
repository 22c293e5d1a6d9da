"""What the talk page asks of services: closing, beginning, answers, audience, typed records."""

import docx
import pytest

from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import ParagraphKind, TalkState
from inspector_app.services import history, talk_answers, talk_closing, talk_record, talks
from inspector_app.services.talk_intake import (
    match_transcript,
    read_talk_file,
    take_in_transcript,
    waiting_talks,
)
from tests.mission_fixture import small_mission

DAY = ("2026-10-21T15:00", "2026-10-21T16:00")


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def gaps(small, talk):
    found = talk_closing.closing_gaps(small.mission.reader, small.mission.checklist, talk)
    return [one.target.get("field") or one.target["item"] for one in found]


# --- closing ------------------------------------------------------------------------------


def test_gaps_name_everything_that_closing_refuses(small):
    talk = talks.plan_talk(
        small.mission, official=small.officials["郗𠮷"], interviewers=[], recorder=""
    ).id
    named = gaps(small, talk)
    assert named[:7] == [
        "interviewers",
        "recorder",
        "times",
        "place",
        "opening",
        "no_record",
        "read_back",
    ]
    assert len(named) == 7 + 10  # the items that must be asked of ordinary staff


@pytest.mark.parametrize("missing", ["opening_done", "read_back_done", "place", "recorder"])
def test_gaps_are_empty_exactly_when_closing_is_let_through(small, missing):
    talk = small.hold("郗𠮷", *DAY)
    assert gaps(small, talk) == []
    talks.update_talk(small.mission, talk, **{missing: None})

    assert len(gaps(small, talk)) == 1
    with pytest.raises(RefusedError):
        talks.close_talk(small.mission, talk)


def test_a_closed_talk_has_no_gaps_to_ask_for(small):
    talk = small.hold("郗𠮷", *DAY)
    talks.close_talk(small.mission, talk)
    with pytest.raises(RefusedError, match=r"talk\.closed"):
        gaps(small, talk)


# --- beginning and reading back -----------------------------------------------------------


@pytest.mark.parametrize(
    ("planned", "begun"),
    [
        ("2026-10-21T15:30", "2026-10-21T15:00"),  # held now, half an hour early
        ("2026-10-21T09:00", "2026-10-21T09:00"),  # written up in the afternoon
        ("2026-10-20T15:00", "2026-10-20T15:00"),  # written up the day after
        ("", "2026-10-21T15:00"),
    ],
)
def test_beginning_sets_the_time_only_of_a_talk_held_now(small, planned, begun):
    talk = small.plan("佘翊", planned)
    talk_closing.start_talk(small.mission, talk)

    record = small.mission.reader.get("talk", talk)
    assert record.text("starts_at") == begun
    assert talks.state_of(record) is TalkState.HELD


@pytest.mark.parametrize(
    ("planned_end", "minutes", "ended"),
    [
        ("2026-10-21T16:00", 40, "2026-10-21T15:40"),
        ("2026-10-21T16:00", 90, "2026-10-21T16:30"),
        ("2026-10-21T16:00", 300, "2026-10-21T16:00"),  # tidied up in the evening
        ("", 40, "2026-10-21T15:40"),
    ],
)
def test_reading_back_ends_a_talk_that_is_held_now(small, planned_end, minutes, ended):
    talk = small.plan("佘翊", "2026-10-21T15:00", planned_end)
    talk_closing.start_talk(small.mission, talk)
    small.clock.advance(minutes=minutes)
    talk_closing.read_back(small.mission, talk)

    record = small.mission.reader.get("talk", talk)
    assert record.text("ends_at") == ended
    assert record.flag("read_back_done")
    talk_closing.read_back(small.mission, talk, done=False)
    assert not small.mission.reader.get("talk", talk).flag("read_back_done")


# --- answers ------------------------------------------------------------------------------


def test_a_change_leaves_the_other_parts_of_an_answer(small):
    talk = small.plan("佘翊")
    talk_answers.change_answer(small.mission, talk, "W1-1", verify="核对记录")
    talk_answers.change_answer(small.mission, talk, "W1-1", kind=AnswerKind.SPECIFIC)
    talk_answers.change_answer(small.mission, talk, "W1-1", lead=True)

    answer = talks.answers_of(small.mission.reader, small.mission.checklist, talk)["W1-1"]
    assert (answer.kind, answer.lead, answer.verify) == (AnswerKind.SPECIFIC, True, "核对记录")


def test_a_talk_without_a_checklist_gets_one(small):
    talk = small.plan("佘翊")
    filled = talk_answers.filled_checklist(small.mission.reader, talk)
    journal = small.mission.journal
    from inspector_app.domain.entry import Operation
    from inspector_app.store.journal import Write

    journal.write(Write("submission", filled.id, op=Operation.DELETE))
    assert talk_answers.filled_checklist(small.mission.reader, talk) is None
    talk_answers.ensure_checklist(small.mission, talk)
    fresh = talk_answers.filled_checklist(small.mission.reader, talk)
    assert fresh is not None
    assert not talk_answers.ensure_checklist(small.mission, talk).ids


# --- who may read, who wrote ---------------------------------------------------------------


def test_only_the_leader_sets_who_may_read(small):
    talk = small.plan("岑𬀩")
    talk_closing.set_audience(small.mission, talk, Audience.LEADER)
    member = small.reopen("骆珩")
    assert member.reader.get("talk", talk) is None
    other = small.plan("佘翊")
    with pytest.raises(RefusedError, match="leader_only"):
        talk_closing.set_audience(member, other, Audience.LEADER)

    leader = small.reopen()
    talk_closing.set_audience(leader, talk, Audience.TEAM)
    assert small.reopen("骆珩").reader.get("talk", talk) is not None


def test_writings_say_who_wrote_what_and_when(small):
    talk = small.plan("佘翊", "2026-10-21T15:00")
    paragraph = small.record(talk, (ParagraphKind.QUESTION, "先写"))[0]
    small.reopen("阚玥")
    small.clock.advance(minutes=9)
    talk_record.set_paragraph(small.mission, paragraph, text="后改")

    made = history.writings(small.mission.reader, "paragraph", paragraph, "text")
    assert [(one.author, one.moment, one.value) for one in made] == [
        ("郁澄", "2026-10-21 15:00", "先写"),
        ("阚玥", "2026-10-21 15:09", "后改"),
    ]


def test_a_removed_paragraph_is_restored_by_undo(small):
    talk = small.plan("佘翊")
    paragraph = small.record(talk, (ParagraphKind.QUESTION, "一句"))[0]
    entry = small.mission.folder.setting.new_id()
    talk_record.delete_paragraph(small.mission, paragraph, entry=entry)
    assert talks.paragraphs(small.mission.reader, talk) == []
    history.undo(small.mission, entry)
    assert [one.id for one in talks.paragraphs(small.mission.reader, talk)] == [paragraph]


def test_a_supplement_leaves_the_signature_on_the_record_good(small):
    talk = small.hold("佘翊", *DAY)
    talks.close_talk(small.mission, talk)
    talks.sign_talk(small.mission, talk)
    talk_record.add_paragraph(small.mission, talk, ParagraphKind.SUPPLEMENT, "补充一句")
    view = talks.talk_view(small.mission.reader, small.mission.checklist, small.mission.id, talk)
    assert [one.counts for one in view.signatures] == [True]

    # Any other paragraph is a change of what was signed.
    small.mission.journal.write(
        small.mission.journal.create(
            "paragraph", {"talk": talk, "order": "zz", "kind": "answer", "text": "插进来的"}
        )
    )
    view = talks.talk_view(small.mission.reader, small.mission.checklist, small.mission.id, talk)
    assert [one.counts for one in view.signatures] == [False]


# --- order of paragraphs -------------------------------------------------------------------


def test_paragraphs_fit_between_any_two_neighbours(small):
    talk = small.plan("佘翊")
    between = talk_record.paragraph_between
    question = ParagraphKind.QUESTION
    first = between(small.mission, talk, question)
    last = between(small.mission, talk, question, before=first.order)
    orders = [first.order, last.order]
    for _ in range(200):
        new = between(small.mission, talk, question, before=orders[0], behind=orders[1])
        assert orders[0] < new.order < orders[1]
        orders.insert(1, new.order)
    begin = between(small.mission, talk, question, behind=orders[0])
    assert begin.order < orders[0]
    # Two laptops gave two paragraphs the same key: nothing fits between them.
    same = between(small.mission, talk, question, before="m", behind="m")
    assert same.order > "m"


# --- records from a word processor ---------------------------------------------------------


@pytest.fixture
def typed_record(tmp_path):
    """``typed_record(subject=…)``: a .docx as a secretary types it."""

    def make(*, subject="蔺㛃", team="骆珩、阚玥", number="T-009"):
        paper = docx.Document()
        for line in (
            "谈话记录",
            f"编号：{number}",
            "谈话时间：2026年10月20日上午9时至10时30分",
            "谈话地点：谈话一室",
            f"谈话人：{team}",
            "记录人：阚玥",
            f"被谈话人：{subject}",
            "问：会上谁先发言？",
            "答：分管的先讲。",
            "问：还有吗？",
            "答：没有了。",
            "以上记录我看过，与我讲的一致。",
        ):
            paper.add_paragraph(line)
        path = tmp_path / f"{subject}.docx"
        paper.save(path)
        return path

    return make


def test_a_typed_record_becomes_a_new_talk(small, typed_record):
    match = match_transcript(small.mission.reader, read_talk_file(typed_record()))
    assert [one.id for one in match.officials] == [small.officials["蔺㛃"]]
    assert match.talks == ()
    assert match.count(ParagraphKind.QUESTION) == match.count(ParagraphKind.ANSWER) == 2
    taken = take_in_transcript(small.mission, match, official=small.officials["蔺㛃"])

    talk = small.mission.reader.get("talk", taken.ids[0])
    assert talk.text("number") == "T-009"
    assert talk.text("starts_at") == "2026-10-20T09:00"
    assert talk.text("ends_at") == "2026-10-20T10:30"
    assert talk.text("place") == "谈话一室"
    assert set(talk.items("interviewers")) == {small.users["骆珩"], small.users["阚玥"]}
    assert talk.text("recorder") == small.users["阚玥"]
    assert talk.flag("read_back_done")
    assert not talk.flag("opening_done")
    assert talks.state_of(talk) is TalkState.HELD
    said = [one.text("text") for one in talks.paragraphs(small.mission.reader, talk.id)]
    assert said[:2] == ["会上谁先发言？", "分管的先讲。"]


def test_a_typed_record_fills_the_talk_that_was_planned(small, typed_record):
    planned = small.plan("蔺㛃", "2026-10-20T09:30", "2026-10-20T11:00")
    match = match_transcript(small.mission.reader, read_talk_file(typed_record()))
    assert [one.id for one in match.talks] == [planned]
    take_in_transcript(small.mission, match, official=small.officials["蔺㛃"], talk=planned)

    talk = small.mission.reader.get("talk", planned)
    assert talk.text("number") == "T-001"
    assert talk.text("starts_at") == "2026-10-20T09:00"
    assert waiting_talks(small.mission.reader, small.officials["蔺㛃"]) == []


def test_a_record_of_somebody_unknown_waits_for_a_choice(small, typed_record):
    file = typed_record(subject="示例某", team="骆珩、示例组员")
    match = match_transcript(small.mission.reader, read_talk_file(file))
    assert match.officials == ()
    assert match.unknown == ("示例组员",)
    with pytest.raises(RefusedError, match="transcript_whose"):
        take_in_transcript(small.mission, match, official="")
    assert small.mission.reader.count("talk") == 0


def test_a_number_that_is_taken_is_not_given_twice(small, typed_record):
    small.plan("佘翊")
    match = match_transcript(small.mission.reader, read_talk_file(typed_record(number="T-001")))
    taken = take_in_transcript(small.mission, match, official=small.officials["蔺㛃"])
    assert small.mission.reader.get("talk", taken.ids[0]).text("number") == "T-002"
