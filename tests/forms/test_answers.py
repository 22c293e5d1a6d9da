"""Answers: what each data type takes, reads as and keeps; all compared with JavaRosa."""

# ruff: noqa: DTZ001 - moments of expressions are local ones without a zone

import math
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.forms.answers import kept, normalised, spelled, stored, typed, wrong_type
from inspector_app.forms.xpath.errors import XPathError

NOON = datetime(2026, 3, 5, 12, 30)
DAY = datetime(2026, 3, 5)
KINDS = (
    "string", "int", "integer", "long", "decimal", "double", "boolean", "date", "time",
    "dateTime", "select1", "select", "rank", "geopoint", "geotrace", "geoshape", "barcode",
    "binary", "",
)  # fmt: skip
SCALARS = st.one_of(st.floats(), st.text(max_size=20), st.booleans(), st.just(NOON))


def now():
    return datetime(2026, 11, 23, 8, 0, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "text", "value", "spelling"),
    [
        ("string", " 张𬀩 ", " 张𬀩 ", " 张𬀩 "), ("barcode", "6901", "6901", "6901"),
        ("binary", "a.jpg", "a.jpg", "a.jpg"), ("", "x", "x", "x"), ("unheard", "x", "x", "x"),
        ("int", "03", 3.0, "3"), ("int", "+4", 4.0, "4"), ("int", "-0", 0.0, "0"),
        ("int", "2147483647", 2147483647.0, "2147483647"), ("integer", "-7", -7.0, "-7"),
        ("int", "３", 3.0, "3"), ("long", "9223372036854775807", 2.0**63, "9223372036854775807"),
        ("decimal", "3.50", 3.5, "3.5"), ("decimal", "3", 3.0, "3.0"),
        ("decimal", "1e3", 1000.0, "1000.0"), ("decimal", " 2 ", 2.0, "2.0"),
        ("decimal", ".5", 0.5, "0.5"), ("double", "12345678", 12345678.0, "1.2345678E7"),
        ("boolean", "1", True, "1"), ("boolean", "t", True, "1"), ("boolean", "0", False, "0"),
        ("date", "2026-3-5", DAY, "2026-03-05"), ("dateTime", "2026-03-05", DAY, None),
        ("dateTime", "2026-03-05T12:30", NOON, None),
        ("time", "09:30", datetime(2026, 11, 23, 9, 30), None),
        ("select1", "甲", "甲", "甲"), ("select", " b  a ", "b a", "b a"),
        ("rank", "丙 甲", "丙 甲", "丙 甲"),
        ("geopoint", "1 2", "1.0 2.0 0.0 0.0", "1.0 2.0 0.0 0.0"),
        ("geopoint", "0 0", "", ""),
        ("geotrace", "1 2;3 4;", "1.0 2.0 0.0 0.0; 3.0 4.0 0.0 0.0", None),
    ],
)  # fmt: skip
def test_an_answer_reads_as_its_type(kind, text, value, spelling):
    assert not wrong_type(kind, text)
    found = typed(kind, text, now)
    assert (type(found), found) == (type(value), value)
    if spelling is not None:
        assert spelled(kind, text, now) == spelling


@pytest.mark.parametrize(
    ("kind", "text"),
    [("int", "3.0"), ("int", " 3"), ("int", "1,5"), ("int", "三"), ("int", "2147483648"),
     ("int", "9" * 5000), ("long", "9223372036854775808"), ("decimal", "1,5"),
     ("decimal", "一点五"), ("decimal", "0x10"), ("boolean", "是"), ("boolean", "yes"),
     ("date", "2026-02-30"), ("date", "2026-03-05T10:00"), ("date", "三月五日"),
     ("dateTime", "2026-03-05T25:00"), ("dateTime", "今天"), ("time", "25:00"), ("time", "九点"),
     ("geopoint", "北"), ("geopoint", "1 2 3 4 5"), ("geotrace", "1 2;x"), ("geoshape", "x")],
)  # fmt: skip
def test_an_answer_of_a_wrong_type_stays_what_it_is(kind, text):
    assert wrong_type(kind, text)
    assert typed(kind, text, now) == text
    assert spelled(kind, text, now) == text


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_answer_is_the_empty_text(kind):
    assert typed(kind, "", now) == ""
    assert spelled(kind, "", now) == ""
    assert kept(kind, "") == ("", "")
    assert kept(kind, math.nan) == ("", "")


@pytest.mark.parametrize(
    ("kind", "value", "as_read", "text"),
    [
        ("string", "张𬀩", "张𬀩", "张𬀩"), ("string", 3.0, 3.0, "3"), ("string", 2.5, 2.5, "2.5"),
        ("string", True, True, "1"), ("string", False, False, "0"),
        ("string", 1e12, 1e12, "1000000000000"), ("string", 1e21, 1e21, "1.0E21"),
        ("string", 3.0000000001, 3.0, "3"), ("string", 0.1 + 0.2, 0.1 + 0.2, "0.30000000000000004"),
        ("string", math.inf, math.inf, "Infinity"),
        ("int", 2.7, 2.0, "2"), ("int", -2.7, -2.0, "-2"), ("int", 1e12, 2.0**31 - 1, "2147483647"),
        ("int", "3.7", "3.7", "3.7"), ("int", "三", "三", "三"), ("int", True, True, "1"),
        ("long", 2.5, 2.0, "2"), ("long", 1e21, 2.0**63, "9223372036854775807"),
        ("decimal", 3.0, 3.0, "3"), ("decimal", 2.5, 2.5, "2.5"), ("decimal", "2,5", "2,5", "2,5"),
        ("boolean", "x", True, "1"), ("boolean", 0.0, False, "0"), ("boolean", 2.0, True, "1"),
        ("date", NOON, DAY, "2026-03-05"), ("date", "2026-3-5", "2026-3-5", "2026-3-5"),
        ("date", 20517.0, 20517.0, "20517"),
        ("select1", "甲", "甲", "甲"), ("select1", NOON, "2026-03-05", "2026-03-05"),
        ("select", " a  b", "a b", "a b"), ("select", 3.0, 3.0, "3"),
        ("geopoint", "1 2", "1.0 2.0 0.0 0.0", "1.0 2.0 0.0 0.0"), ("barcode", 5.0, 5.0, "5"),
    ],
)  # fmt: skip
def test_a_calculated_value_keeps_its_own_type(kind, value, as_read, text):
    found = kept(kind, value)
    assert found == (as_read, text)
    assert type(found[0]) is type(as_read)
    assert stored(kind, value) == text


def test_a_calculated_moment_is_kept_in_full():
    for kind in ("string", "dateTime", "int", ""):
        value, text = kept(kind, NOON)
        assert value == NOON
        assert text.startswith("2026-03-05T12:30:00.000")
        assert typed("dateTime", text, now) == NOON
    assert kept("time", NOON)[1].startswith("12:30:00.000")


@pytest.mark.parametrize(
    ("kind", "value"),
    [("boolean", NOON), ("geopoint", "北"), ("geotrace", "x"), ("geoshape", NOON)],
)
def test_a_value_that_cannot_be_kept_is_refused(kind, value):
    with pytest.raises(XPathError) as caught:
        kept(kind, value)
    assert (caught.value.code, caught.value.what) == ("wrong_result", kind)


def test_answers_are_normalised():
    assert normalised("e\u0301\r\nb\rc") == "é\nb\nc"
    assert normalised("㛃𬀩") == "㛃𬀩"


@given(st.sampled_from(KINDS), st.text(max_size=25))
def test_what_is_spelled_reads_the_same(kind, text):
    value = typed(kind, text, now)
    again = typed(kind, spelled(kind, text, now), now)
    assert repr(again) == repr(value)


@given(st.sampled_from(KINDS), SCALARS)
def test_any_result_is_kept_or_refused(kind, value):
    try:
        found, text = kept(kind, value)
    except XPathError as problem:
        found, text = "", problem.code
    assert isinstance(text, str)
    assert isinstance(found, str | float | bool | datetime)
