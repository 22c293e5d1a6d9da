"""What is open, and how much of what must be asked has been."""

import pytest

from inspector_app.domain.must_ask import (
    OPEN_SYMBOL,
    AnswerKind,
    Asking,
    Coverage,
    ItemAnswer,
    MustAskItem,
    coverage,
    items_for,
    open_items,
)
from inspector_app.domain.vocabulary import Head, TalkCategory


def item(code, head, must="", optional=""):
    asking = {TalkCategory(letter): Asking.OPTIONAL for letter in optional}
    asking |= {TalkCategory(letter): Asking.MUST for letter in must}
    return MustAskItem(code, head, (9,), asking, path=f"/f/{code}")


ITEMS = (
    item("W1-1", Head.WORK, must="ND"),
    item("W1-2", Head.WORK, must="D", optional="N"),
    item("L1-1", Head.LIFE, must="N", optional="D"),
    item("L9-9", Head.LIFE, must="ND"),
)


def answered(**kinds):
    return {code: ItemAnswer(code, kind) for code, kind in kinds.items()}


def test_an_item_is_open_until_it_has_an_answer_kind():
    answers = {
        "W1-1": ItemAnswer("W1-1", None, "记了一半"),
        **answered(**{"L9-9": AnswerKind.NONE}),
    }
    assert [i.code for i in open_items(ITEMS, TalkCategory.DEPUTY, answers)] == ["W1-1", "W1-2"]
    assert [i.code for i in open_items(ITEMS, TalkCategory.NUMBER_ONE, {})] == [
        "W1-1",
        "L1-1",
        "L9-9",
    ]
    assert open_items(ITEMS, TalkCategory.RETIRED, {}) == ()


@pytest.mark.parametrize("kind", AnswerKind)
def test_every_answer_kind_closes_an_item_also_a_refusal(kind):
    answers = answered(**{"W1-1": kind, "L1-1": kind, "L9-9": kind})
    assert open_items(ITEMS, TalkCategory.NUMBER_ONE, answers) == ()


def test_coverage_counts_each_head_and_only_what_must_be_asked():
    answers = answered(**{"W1-1": AnswerKind.UNKNOWN, "L1-1": AnswerKind.SPECIFIC})
    deputy = coverage(ITEMS, TalkCategory.DEPUTY, answers)
    assert deputy == Coverage(work_asked=1, work_must=2, life_asked=0, life_must=1)
    assert (deputy.asked, deputy.must) == (1, 3)
    number_one = coverage(ITEMS, TalkCategory.NUMBER_ONE, answers)
    assert deputy + number_one == Coverage(work_asked=2, work_must=3, life_asked=1, life_must=3)


def test_items_keep_their_order_and_leave_out_what_is_not_asked():
    assert [i.code for i in items_for(ITEMS, TalkCategory.NUMBER_ONE)] == [i.code for i in ITEMS]
    assert items_for(ITEMS, TalkCategory.ORDINARY) == ()


def test_every_state_has_a_sign_of_its_own():
    signs = [kind.symbol for kind in AnswerKind] + [OPEN_SYMBOL]
    assert len(set(signs)) == len(signs)
