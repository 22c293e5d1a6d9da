"""Functions called with values: the corners, each compared with JavaRosa's result."""

# ruff: noqa: DTZ001 - moments of expressions are local ones without a zone

import math
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions import FUNCTIONS, function
from inspector_app.forms.xpath.functions_nodes import seed_of, shuffled

NAN, INF = math.nan, math.inf
NOON = datetime(2026, 3, 5, 12)
FAILS = "fails"
SCALARS = st.one_of(
    st.floats(),
    st.text(max_size=15),
    st.text(st.sampled_from("0123456789-.:TZ+,; "), max_size=25),
    st.booleans(),
    st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30)),
)


def call(name, *arguments):
    try:
        return FUNCTIONS[name].apply(*arguments)
    except XPathError:
        return FAILS


CASES = [
    # round: half up on the number line, by the digits as printed; to tens it cuts, oddly
    ("round", (2.5,), 3.0), ("round", (-2.5,), -2.0), ("round", (0.5,), 1.0),
    ("round", (1.005, 2.0), 1.01), ("round", (2.345, 2.0), 2.35), ("round", (-2.345, 2.0), -2.34),
    ("round", (1250.0, -2.0), 1300.0), ("round", (-1234.0, -2.0), -1100.0),
    ("round", (12.0, "x"), 12.0), ("round", (INF, 1.0), INF), ("round", (1.0, 31.0), NAN),
    ("round", (1.0, -31.0), NAN), ("round", (1e308, 30.0), 1e308), ("round", ("1,25", 1.0), 1.3),
    ("round", (5e-324, 3.0), 0.0),
    # powers and logarithms where there are none
    ("pow", (10.0, 999.0), INF), ("pow", (-10.0, 999.0), -INF), ("pow", (-8.0, 1 / 3), NAN),
    ("pow", (1.0, NAN), NAN), ("pow", (1.0, INF), NAN), ("pow", (-1.0, INF), NAN),
    ("pow", (NAN, 0.0), 1.0), ("pow", (0.0, -1.0), INF), ("pow", (-0.0, -1.0), -INF),
    ("pow", (-0.0, -2.0), INF), ("pow", (2.0, 0.5), math.sqrt(2)),
    ("log", (0.0,), -INF), ("log", (-1.0,), NAN), ("log10", (0.0,), -INF), ("sqrt", (-1.0,), NAN),
    ("exp", (1000.0,), INF), ("exp10", (400.0,), INF), ("asin", (2.0,), NAN), ("sin", (INF,), NAN),
    # the largest of negative numbers is the least positive one: JavaRosa's mistake, kept
    ("max", (-1.0, -2.0), 5e-324), ("max", (0.0,), 5e-324), ("max", (), NAN),
    ("max", (("",),), NAN),
    ("max", (("1", "x", 2.5),), 2.5), ("min", ((),), NAN), ("min", (3.0, "2", "x"), 2.0),
    ("min", (("1", "2"), 3.0), FAILS), ("max", (("1",), 3.0), 3.0), ("min", (NOON, 1e9), 20517.0),
    ("sum", (("1", "", "x", 2.5, True),), 4.5), ("sum", ((),), 0.0),
    ("count", (("", "a"),), 2.0), ("count-non-empty", (("", "a", 0.0),), 2.0),
    # joined: a node-set alone is its values, beside others it is one value
    ("concat", (("a", 1.0, ""),), "a1"), ("concat", (("a", "b"), "c"), FAILS),
    ("concat", ((), "c"), "c"), ("concat", (), ""), ("join", ("-", ("a", "", "b")), "a--b"),
    ("join", ("-",), ""), ("join", ("-", ("a",), True), "a-true"),
    ("join", (("-",), "a", "b"), "a-b"),
    # units of UTF-16
    ("string-length", ("𬀩a",), 3.0), ("substr", ("𬀩a", 0.0, 1.0), "?"),
    ("substr", ("𬀩a", 1.0), "?a"), ("substr", ("𬀩a", 2.0), "a"),
    ("substr", ("a𬀩", 0.0, 3.0), "a𬀩"),
    ("substr", ("12345", -3.0, -1.0), "34"), ("substr", ("12345", 3.0, 1.0), ""),
    ("substr", ("12345", NAN), "12345"), ("substr", ("12345", -99.0, 99.0), "12345"),
    ("substr", ("12345", 1.9, 2.9), "2"),
    ("translate", ("𬀩a", "a", "𠮷"), "𬀩?"), ("translate", ("abc", "aab", "xyz"), "xzc"),
    ("translate", ("a𬀩b", "𬀩", "12"), "a12b"),
    ("substring-before", ("abc", ""), ""), ("substring-after", ("abc", ""), "abc"),
    ("contains", ("abc", ""), True), ("ends-with", ("", ""), True),
    ("normalize-space", (" a\t\n b　 c ",), "a b　 c"), ("normalize-space", ("　a　",), "　a　"),
    ("boolean-from-string", ("tRuE",), True), ("boolean-from-string", (1.0,), True),
    ("boolean-from-string", ("yes",), False),
    # selections
    ("selected", ("a b", " b "), True), ("selected", ("ab", "b"), False),
    ("selected", ("", ""), True),
    ("selected", ("a b", "a b"), True), ("selected", ("a", 1.0), FAILS),
    ("selected", (1.0, "1"), FAILS),
    ("selected-at", ("a  b", 1.0), "b"), ("selected-at", ("a b", "x"), "a"),
    ("selected-at", ("a b", -1.0), ""), ("selected-at", ("a b", 9.0), ""),
    ("selected-at", (NOON, 0.0), FAILS), ("count-selected", ("a\u3000b\tc",), 1.0),
    ("checklist", (1.0, 2.0, ("1", "", "x")), True), ("checklist", (1.0, 1.0, "1", "x"), False),
    ("checklist", (-1.0, -1.0), True), ("checklist", (1.0, 9.0, ("a", "b"), "c"), FAILS),
    ("weighted-checklist", (1.0, 3.0, ("1", ""), ("2", "5")), True),
    ("weighted-checklist", (1.0, 3.0, ("1",), ("2", "5")), FAILS),
    ("weighted-checklist", (1.0, 3.0, True, 2.0, True, 2.0), False),
    ("weighted-checklist", (1.0, 3.0, True, "x", "", 2.0), False),
    # dates
    ("date", (20517.9,), datetime(2026, 3, 5)), ("date", (NAN,), NAN), ("date", ("",), ""),
    ("date", (NOON,), datetime(2026, 3, 5)), ("date-time", (NOON,), NOON), ("date", (True,), FAILS),
    ("date", ("2026-03-05T12:00",), NOON), ("date", (1e300,), FAILS), ("date-time", (INF,), FAILS),
    ("date", ("2026-02-30",), FAILS), ("decimal-time", (NOON,), 0.5), ("decimal-time", ("",), ""),
    ("decimal-time", (1.25,), 0.25), ("decimal-time", (-1.25,), 0.75),
    ("decimal-time", (True,), FAILS),
    ("decimal-date-time", (7.5,), 7.5), ("decimal-date-time", (3e9,), FAILS),
    ("format-date", (NAN, "%Y"), ""), ("format-date", ("", "%Y"), ""),
    ("format-date", (0.5, "%Y-%m-%d"), "1970-01-01"), ("format-date", (NOON, 5.0), "5"),
    # digests and other codes
    ("digest", ("abc", "MD5", "hex"), "900150983cd24fb0d6963f7d28e17f72"),
    ("digest", ("abc", "sha-1"), "qZk+NkcGgWq6PiVxeFDCbJzQ2J0="),
    ("digest", ("", "SHA256"), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
    ("digest", ("张𬀩", "Md5", "HEX"), "f03926ac575ee1e12b4943786626ad1b"),
    ("digest", ("a", "SHA3"), FAILS),
    ("digest", ("a", "MD5", "octal"), FAILS),
    ("base64-decode", ("Y Q = =",), "a"), ("base64-decode", ("YQ",), ""),
    ("base64-decode", ("",), ""),
    ("base64-decode", ("YQ==YQ==",), "a\0\0a"), ("base64-decode", ("/w==",), "\ufffd"),
    ("base64-decode", ("========",), FAILS), ("base64-decode", ("8J+YgA==",), "😀"),
    ("property", ("deviceid",), ""), ("depend", ("a", "b", ("c",)), "a"),
    # places
    ("distance", ("1 2",), 0.0), ("distance", ("",), 0.0), ("distance", (5.0,), FAILS),
    ("distance", ("0 0", "0 0"), 0.0), ("distance", (("0 0", "x"),), FAILS),
    ("area", ((),), 0.0), ("area", (("0 0;0 1",),), 0.0), ("area", (("1 2 3 4 5",),), FAILS),
    ("geofence", ("0 0", ("",)), False), ("geofence", ("x", ("0 0",)), FAILS),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "result"), CASES)
def test_a_call(name, arguments, result):
    found = call(name, *arguments)
    assert type(found) is type(result)
    assert repr(found) == repr(result)


@given(st.data())
def test_no_call_ends_in_anything_but_a_value_or_its_own_error(data):
    name = data.draw(st.sampled_from(sorted(FUNCTIONS)))
    declared = FUNCTIONS[name]
    count = data.draw(st.integers(declared.least, min(declared.most, declared.least + 3)))
    nodes = st.lists(SCALARS, max_size=4).map(tuple)
    drawn = {"n": nodes, "b": SCALARS | nodes}
    arguments = [data.draw(drawn.get(declared.kind(at), SCALARS)) for at in range(count)]
    if declared.clock:
        arguments.insert(0, lambda: datetime(2026, 3, 5, tzinfo=UTC))
    if declared.random:
        arguments.insert(0, Random(7))  # noqa: S311 - chance, no secret
    try:
        found = declared.apply(*arguments)
    except XPathError as problem:
        found = problem.code
    assert isinstance(found, str | float | bool | datetime)
    if isinstance(found, str):
        found.encode()


def test_identifiers():
    chance = Random(7)  # noqa: S311 - chance, no secret
    found = FUNCTIONS["uuid"].apply(chance)
    assert [len(part) for part in found.split("-")] == [8, 4, 4, 4, 12]
    assert found[14] == "4"
    assert found[19] in "89ab"
    assert FUNCTIONS["uuid"].apply(chance) != found
    short = FUNCTIONS["uuid"].apply(chance, 12.0)
    assert len(short) == 12
    assert short.isalnum()
    assert short == short.upper()
    assert FUNCTIONS["uuid"].apply(chance, -1.0) == ""
    assert len(FUNCTIONS["uuid"].apply(chance, 1e9)) == 10_000


def test_seeds_and_orders_are_those_of_odk_everywhere():
    chance = Random(7)  # noqa: S311 - chance, no secret
    assert seed_of("x") == 3274422879871479876
    assert seed_of("") == 0
    assert (seed_of(" 42 "), seed_of(2.9), seed_of(True)) == (42, 2, 1)
    assert seed_of(1e300) == 2**63 - 1
    assert shuffled(range(8), 42, chance) == (0, 5, 2, 1, 7, 4, 6, 3)
    assert shuffled(range(8), -1, chance) == (3, 2, 1, 5, 4, 7, 6, 0)
    assert shuffled((), 1, chance) == ()
    assert sorted(shuffled(range(100), None, chance)) == list(range(100))


def test_functions_are_known_by_name_and_number_of_arguments():
    assert function("substr", 3) is FUNCTIONS["substr"]
    for name, count, code in (
        ("substr", 1, "arguments"),
        ("weighted-checklist", 5, "arguments"),
        ("floor", 1, "unknown_function"),
        ("if", 3, "unknown_function"),
    ):
        with pytest.raises(XPathError) as caught:
            function(name, count)
        assert (caught.value.code, caught.value.what) == (code, name)
