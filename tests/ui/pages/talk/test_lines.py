"""Lines and marks without a window: what is shown beside what is on its way, and where marks go."""

import pytest

from inspector_app.domain.must_ask import AnswerKind, ItemAnswer
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services.talk_record import NewParagraph
from inspector_app.ui.pages.talk.lines import (
    Line,
    MarkWords,
    exchange_of,
    following,
    line_of_new,
    marks,
    merged,
)

Q, A, N = ParagraphKind.QUESTION, ParagraphKind.ANSWER, ParagraphKind.NOTE
WORDS = MarkWords(
    kinds={kind: f"<{kind.value}>" for kind in AnswerKind},
    life=frozenset({"L2-1"}),
    life_word="生活",
    lead="线索",
    verify="待核实：{text}",
)


def line(identifier, kind, text="话"):
    return Line(identifier, kind, text, identifier)


def record(identifier, text, order, kind=Q):
    values = {"kind": kind.value, "text": text, "order": order}
    return Record("paragraph", identifier, "u", "team", deleted=False, conflicts=(), values=values)


@pytest.fixture
def talk():
    return [
        line("a", Q),
        line("b", A),
        line("c", A),
        line("d", N),
        line("e", Q),
        line("f", Q),
        line("g", A),
    ]


@pytest.mark.parametrize(
    ("part", "exchange"),
    [
        ("a", ("a", "b")),  # a question with its first answer
        ("b", ("a", "b")),
        ("c", ("a", "c")),  # the second answer to the same question
        ("d", ("a", "d")),  # a note goes with the question it was made at
        ("e", ("e", "e")),  # nobody answered it
        ("g", ("f", "g")),
        ("gone", ("", "")),
    ],
)
def test_a_paragraph_belongs_to_its_exchange(talk, part, exchange):
    assert exchange_of(talk, part) == exchange


def test_the_item_stands_at_the_question_and_what_was_said_at_the_answer(talk):
    answers = {
        "W3-1": ItemAnswer("W3-1", AnswerKind.SPECIFIC, lead=True, verify="六月", paragraph="b"),
        "L2-1": ItemAnswer("L2-1", paragraph="f"),
        "W1-1": ItemAnswer("W1-1", AnswerKind.NONE),
        "W2-1": ItemAnswer("W2-1", AnswerKind.NONE, paragraph="gone"),
    }
    shown = {
        key: [mark.text for mark in found] for key, found in marks(talk, answers, WORDS).items()
    }

    assert {key: found for key, found in shown.items() if found} == {
        "a": ["▸ W3-1"],
        "b": ["<specific>", "⚑ 线索", "◆ 待核实：六月"],
        "f": ["▸ L2-1 生活"],
    }


def test_where_one_answer_speaks_to_several_items_each_is_named(talk):
    answers = {
        "W3-4": ItemAnswer("W3-4", AnswerKind.GENERAL, paragraph="b"),
        "W3-5": ItemAnswer("W3-5", AnswerKind.SPECIFIC, paragraph="b"),
    }
    found = marks(talk, answers, WORDS)
    assert [mark.text for mark in found["a"]] == ["▸ W3-4", "▸ W3-5"]
    assert [mark.text for mark in found["b"]] == ["W3-4 <general>", "W3-5 <specific>"]


def test_what_is_on_its_way_is_shown_over_what_was_read():
    new = line_of_new(NewParagraph("n", "t", "m", A, "entry", "15:00"))
    new.text = "刚打的"
    blank = line_of_new(NewParagraph("z", "t", "z", Q, "entry2"))
    held = [line("old", Q), new, blank]
    saved = [record("k", "别人写的", "l"), record("old", "旧文", "i")]
    shown = merged(saved, held, {"old": "正在改"})

    assert [(one.id, one.text) for one in shown] == [
        ("old", "正在改"),
        ("k", "别人写的"),
        ("n", "刚打的"),
        ("z", ""),
    ]
    assert shown[0].record is not None


def test_a_line_that_somebody_removed_goes_unless_it_is_being_typed():
    held = [line("gone", Q), line("typed", A)]
    held[1].record = record("typed", "旧文", "j")
    assert [one.id for one in merged([], held, {"typed": "新文"})] == ["typed"]


def test_a_new_line_becomes_the_saved_one():
    new = line_of_new(NewParagraph("n", "t", "m", A, "entry"))
    new.text = "话"
    shown = merged([record("n", "话", "m", A)], [new], {})
    assert [(one.id, one.new) for one in shown] == [("n", None)]


def test_answers_follow_questions():
    assert following(Q) is A
    assert following(A) is Q
    assert following(N) is Q
    assert following(ParagraphKind.SUPPLEMENT) is ParagraphKind.SUPPLEMENT
