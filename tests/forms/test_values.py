"""Values of expressions: every result here was compared with JavaRosa's."""

# ruff: noqa: DTZ001 - moments of expressions are local ones without a zone

import math
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.forms.xpath import values
from inspector_app.forms.xpath.values import (
    double_text,
    equal,
    to_boolean,
    to_int,
    to_number,
    to_text,
    whole,
)

NAN, INF = math.nan, math.inf
NOON = datetime(2026, 3, 5, 12, 30)
SCALARS = st.one_of(
    st.floats(), st.text(max_size=20), st.booleans(), st.datetimes(datetime(1, 1, 2))
)


def same(one, other):
    return one == other or (math.isnan(one) and math.isnan(other))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("张𬀩", "张𬀩"), ("", ""), (True, "true"), (False, "false"),
        (NOON, "2026-03-05"), (datetime(1976, 1, 2), "1976-01-02"),
        (0.0, "0"), (-0.0, "0"), (3.0, "3"), (-3.0, "-3"), (2.5, "2.5"), (1e-13, "0"),
        (0.1 + 0.2, "0.30000000000000004"), (1 / 3, "0.3333333333333333"),
        (2147483647.0, "2147483647"), (2147483648.0, "2.147483648E9"),
        (-2147483648.0, "-2147483648"), (-2147483649.0, "-2.147483649E9"),
        (1e7, "10000000"), (12345678.9, "1.23456789E7"), (1e-3, "0.001"), (9.99e-4, "9.99E-4"),
        (1e-7, "1.0E-7"), (1e21, "1.0E21"), (1.7976931348623157e308, "1.7976931348623157E308"),
        (5e-324, "0"), (NAN, "NaN"), (INF, "Infinity"), (-INF, "-Infinity"),
        (2.00000000001, "2.00000000001"), (2.0000000000001, "2"),
        (2.9999999999999, "2.9999999999999"),
        (1234567.125, "1234567.125"),
    ],
)  # fmt: skip
def test_text(value, text):
    assert to_text(value) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(3.0, "3.0"), (0.0, "0.0"), (1e7, "1.0E7"), (0.001, "0.001"), (-1.5e-5, "-1.5E-5"),
     (100.0, "100.0"), (NAN, "NaN"), (-INF, "-Infinity"), (123456789012.0, "1.23456789012E11")],
)  # fmt: skip
def test_a_number_as_java_prints_it(number, text):
    assert double_text(number) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("", NAN), (" ", NAN), ("12", 12.0), (" 5 ", 5.0), ("\t7\n", 7.0), ("1,5", 1.5),
        ("5.", 5.0), (".5", 0.5), ("-.5", -0.5), (".", NAN), ("-", NAN), ("--3", NAN),
        ("1-2", NAN), ("+5", NAN), ("1e3", NAN), ("1.2.3", NAN), ("1,000.5", NAN), ("１２", NAN),
        ("十二", NAN), ("\u30005", NAN), ("NaN", NAN), ("Infinity", NAN), ("00012", 12.0),
        ("12345678901234567890123", 1.2345678901234568e22),
        (True, 1.0), (False, 0.0), (2.5, 2.5), (NOON, 20517.0),
        (datetime(1969, 12, 31, 23, 59), -1.0),
    ],
)  # fmt: skip
def test_number(value, number):
    assert same(to_number(value), number)


@pytest.mark.parametrize(
    ("value", "truth"),
    [("", False), ("0", True), ("false", True), (0.0, False), (1e-12, False), (-1e-11, True),
     (NAN, False), (INF, True), (-3.0, True), (True, True), (False, False), (NOON, True)],
)  # fmt: skip
def test_truth(value, truth):
    assert to_boolean(value) is truth


@pytest.mark.parametrize(
    ("value", "java_int", "number"),
    [("2.7", 2, 2.0), ("-2.7", -2, -2.0), ("x", 0, NAN), (1e12, 2147483647, 1e12),
     (-1e12, -2147483648, -1e12), (INF, 2147483647, INF), (1e300, 2147483647, 1e300),
     ("", 0, NAN), (True, 1, 1.0)],
)  # fmt: skip
def test_whole_numbers(value, java_int, number):
    assert to_int(value) == java_int
    assert same(whole(value), number)


def test_a_cut_number_keeps_its_sign():
    assert math.copysign(1, whole(-0.5)) == -1


@pytest.mark.parametrize(
    ("left", "right", "holds"),
    [
        ("a", "a", True), ("a", "b", False), ("1.0", "1", False), ("1.0", 1.0, True),
        (0.1 + 0.2, 0.3, True), (1.0, 1.0 + 1e-11, False), (NAN, NAN, False), (INF, INF, False),
        ("", 0.0, False), ("x", NAN, False), (True, "x", True), (False, "", True),
        (True, "false", True), (True, 0.0, False), (NOON, "2026-03-05", True),
        (NOON, datetime(2026, 3, 5), True), (NOON, 20517.0, True), (NOON, True, True),
        ("𬀩", "𬀩", True),
    ],
)  # fmt: skip
def test_equality(left, right, holds):
    assert equal(left, right) is holds
    assert equal(right, left) is holds
    assert values.unequal(left, right) is not holds


@pytest.mark.parametrize(
    ("left", "right", "smaller", "as_small"),
    [(1.0, 2.0, True, True), (2.0, 2.0, False, True), ("2", "10", True, True),
     ("a", "b", False, False), ("", 1.0, False, False), (NAN, 1.0, False, False),
     (False, True, True, True), (NOON, datetime(2026, 3, 6), True, True),
     (NOON, datetime(2026, 3, 5), False, True)],
)  # fmt: skip
def test_order(left, right, smaller, as_small):
    assert values.less(left, right) is smaller
    assert values.less_or_equal(left, right) is as_small
    assert values.greater(right, left) is smaller
    assert values.greater_or_equal(right, left) is as_small


@pytest.mark.parametrize(
    ("do", "left", "right", "result"),
    [
        (values.add, "1", True, 2.0), (values.add, NOON, 1.0, 20518.0), (values.add, "", 1.0, NAN),
        (values.subtract, datetime(2026, 3, 7), NOON, 2.0), (values.multiply, "三", 2.0, NAN),
        (values.multiply, 1e308, 10.0, INF), (values.divide, 1.0, 0.0, INF),
        (values.divide, 1.0, -0.0, -INF), (values.divide, -1.0, 0.0, -INF),
        (values.divide, 0.0, 0.0, NAN), (values.divide, NAN, 0.0, NAN),
        (values.divide, "7", "2", 3.5), (values.remainder, 7.0, 3.0, 1.0),
        (values.remainder, -7.0, 3.0, -1.0), (values.remainder, 7.0, -3.0, 1.0),
        (values.remainder, 5.5, 2.0, 1.5), (values.remainder, 1.0, 0.0, NAN),
        (values.remainder, INF, 2.0, NAN), (values.remainder, 5.0, INF, 5.0),
    ],
)  # fmt: skip
def test_arithmetic(do, left, right, result):
    assert same(do(left, right), result)


def test_the_sign_is_turned():
    assert values.negative("3") == -3.0
    assert math.copysign(1, values.negative(0.0)) == -1


@given(SCALARS, SCALARS)
def test_any_values_turn_into_any_other_and_compare(left, right):
    for value in (left, right):
        assert isinstance(to_text(value), str)
        assert isinstance(to_number(value), float)
        assert isinstance(to_boolean(value), bool)
        assert -(2**31) <= to_int(value) < 2**31
    assert equal(left, right) is equal(right, left)
    for do in (values.add, values.subtract, values.multiply, values.divide, values.remainder):
        assert isinstance(do(left, right), float)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_printed_number_is_that_number(number):
    assert float(double_text(number)) == number
