"""Sums, numbers, dates, yes and no as people say them, and where two of them differ."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.chinese_numbers import number_of
from inspector_app.domain.said_facts import FactKind, Statement, differences, facts_in

SAID_ON = date(2026, 10, 21)
MAN = 10_000


def spans(text, kind):
    return [
        (fact.span.low, fact.span.high) for fact in facts_in(text, SAID_ON) if fact.kind is kind
    ]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("1,200.5", "1200.5"),
        ("三十", "30"),
        ("十五", "15"),
        ("一百零五", "105"),
        ("一万五", "15000"),
        ("一万零五", "10005"),
        ("三百五", "350"),
        ("贰佰", "200"),
        ("一亿二千万", "120000000"),
        ("二〇二六", "2026"),
        ("两千", "2000"),
    ],
)
def test_reads_a_number(words, number):
    assert number_of(words) == Decimal(number)


@pytest.mark.parametrize("words", ["", "元", "万", "亿", "三x", "½"])
def test_what_is_no_number(words):
    assert number_of(words) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("花了三十万元", 30 * MAN, 30 * MAN),
        ("花了30万", 30 * MAN, 30 * MAN),
        ("共30.5万元", 305_000, 305_000),
        ("一千二百块钱", 1200, 1200),
        ("叁拾万元整", 30 * MAN, 30 * MAN),
        ("两三万", 2 * MAN, 3 * MAN),
        ("二三十万", 20 * MAN, 30 * MAN),
        ("三到五万", 3 * MAN, 5 * MAN),
        ("3-5万元", 3 * MAN, 5 * MAN),
        ("几万元", 2 * MAN, 10 * MAN - 1),
        ("十几万", 11 * MAN, 19 * MAN),
        ("不到5万元", 0, 5 * MAN),
        ("50万左右", 40 * MAN, 60 * MAN),
        ("大约50万", 40 * MAN, 60 * MAN),
    ],
)
def test_reads_a_sum(text, low, high):
    assert spans(text, FactKind.AMOUNT) == [(low, high)]


def test_more_than_a_round_sum_ends_before_the_next():
    for text in ("三十多万", "30多万元", "三十余万元"):
        ((low, high),) = spans(text, FactKind.AMOUNT)
        assert low == 30 * MAN
        assert 39 * MAN < high < 40 * MAN


@pytest.mark.parametrize("text", ["一万人", "十万亩", "18个人", "第3条", "2026年", "亿元"])
def test_what_is_no_sum(text):
    assert spans(text, FactKind.AMOUNT) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026年6月18日", (2026, 6, 18), (2026, 6, 18)),
        ("2026-06-18", (2026, 6, 18), (2026, 6, 18)),
        ("二〇二六年六月十八日", (2026, 6, 18), (2026, 6, 18)),
        ("二零二六年六月", (2026, 6, 1), (2026, 6, 30)),
        ("24年2月", (2024, 2, 1), (2024, 2, 29)),
        ("去年六月份", (2025, 6, 1), (2025, 6, 30)),
        ("六月那次", (2026, 6, 1), (2026, 6, 30)),
        ("十二月那次", (2025, 12, 1), (2025, 12, 31)),  # the last one before it was said
        ("6月中旬", (2026, 6, 11), (2026, 6, 20)),
        ("6月18号", (2026, 6, 18), (2026, 6, 18)),
        ("2024年底", (2024, 11, 1), (2024, 12, 31)),
        ("去年下半年", (2025, 7, 1), (2025, 12, 31)),
        ("年初", (2026, 1, 1), (2026, 3, 31)),
        ("2025年", (2025, 1, 1), (2025, 12, 31)),
    ],
)
def test_reads_a_date(text, first, last):
    ordinals = (date(*first).toordinal(), date(*last).toordinal())
    assert spans(text, FactKind.DATE) == [ordinals]


@pytest.mark.parametrize("text", ["干了19年", "6月31日", "13月", "每年底都有", "三个月"])
def test_what_is_no_date(text):
    assert spans(text, FactKind.DATE) == []


def test_a_month_without_a_year_means_nothing_without_a_day_on_which_it_was_said():
    assert facts_in("六月那次", None) == ()
    assert [fact.words for fact in facts_in("2026年6月", None)] == ["2026年6月"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("有。那次他在。", 1),
        ("是的", 1),
        ("没有，从来没有。", 0),
        ("不是他定的", 0),
        ("没有听说过。", None),
        ("不清楚", None),
        ("这个不好说", None),
        ("", None),
    ],
)
def test_reads_yes_and_no_where_an_answer_begins_with_it(text, value):
    assert spans(text, FactKind.YES_NO) == ([] if value is None else [(value, value)])


def told(*texts):
    statements = [Statement(str(place), text, SAID_ON) for place, text in enumerate(texts)]
    return [(one.kind, one.unit, one.said) for one in differences(statements)]


def test_points_out_sums_that_cannot_be_the_same():
    found = told("那次花了三十多万。", "合同是50万元。", "记不清了。")
    assert found == [(FactKind.AMOUNT, "", (("0", "三十多万"), ("1", "50万元")))]


@pytest.mark.parametrize(
    "texts",
    [
        ("三十多万", "35万元"),
        ("先付10万，后付30万", "一共付过三十万"),  # one in common is enough
        ("六月", "6月18日"),
        ("30万", "6月"),  # nothing of one kind
        ("有两套房", "有两辆车"),
        ("有", "没有听说过"),
        ("", ""),
    ],
)
def test_what_can_be_the_same_is_not_pointed_out(texts):
    assert told(*texts) == []


def test_points_out_dates_numbers_and_yes_against_no():
    found = told("有，六月十八日，两套房。", "没有。是7月，一套房。")
    assert [(kind, unit) for kind, unit, _said in found] == [
        (FactKind.COUNT, "套"),
        (FactKind.DATE, ""),
        (FactKind.YES_NO, ""),
    ]
    assert found[0][2] == (("0", "两套"), ("1", "一套"))


@given(st.text(alphabet="零〇一二两三四十百千万亿几多余约到-元年月日有没0123456789.,，个套次 "))
def test_any_text_is_read_without_a_failure(text):
    for fact in facts_in(text, SAID_ON):
        assert fact.words
        assert fact.words in text
        assert fact.span.low <= fact.span.high
    assert told(text, text) == []


@given(st.integers(1, 9_999), st.sampled_from(["元", "万元"]))
def test_a_plain_sum_is_read_exactly(number, unit):
    worth = number * (MAN if unit == "万元" else 1)
    assert spans(f"付了{number}{unit}。", FactKind.AMOUNT) == [(worth, worth)]
