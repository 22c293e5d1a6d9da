"""Canonical JSON: byte for byte RFC 8785, over strings in NFC, and nothing else."""

import json
import unicodedata

import pytest
import rfc8785
from hypothesis import assume, example, given
from hypothesis import strategies as st

from inspector_app.domain.canonical import (
    MAX_DEPTH,
    MAX_SAFE_INTEGER,
    canonical,
    digest,
    normalised,
    well_formed,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
WHOLE = st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def nfc(value):
    """Bring strings to NFC, the slow and plain way; None where two keys become one."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [nfc(item) for item in value]
    if isinstance(value, dict):
        plain = {nfc(key): nfc(item) for key, item in value.items()}
        assume(len(plain) == len(value))
        return plain
    return value


@given(VALUES)
@example({"\U00020bb7": 1, "\ue000": 2, "b": {"": [None, True, False, -0, 10**15]}})
@example('\x00\x08\t\n\x0b\f\r\x1f\x7f"\\/\u2028𬀩㛃䶮𫖯𠮷喆')
def test_it_is_rfc_8785_over_nfc(value):
    assert canonical(value) == rfc8785.dumps(nfc(value))


@given(VALUES)
def test_it_reads_back_and_stays(value):
    plain = nfc(value)
    assert json.loads(canonical(value)) == plain
    assert canonical(json.loads(canonical(value))) == canonical(value)
    assert normalised(value) == plain


def test_decomposed_and_composed_are_one_value():
    assert canonical({"e\u0301": ["e\u0301"]}) == canonical({"é": ["é"]})
    assert digest("e\u0301") == digest("é")
    assert len(digest("")) == 64


def test_containers_of_any_make_are_plain():
    assert canonical({"a": (1, ("x",))}) == b'{"a":[1,["x"]]}'


@pytest.mark.parametrize("value", [1.0, float("nan"), b"x", {1, 2}, object(), {1: 2}, {None: 1}])
def test_other_types_are_refused(value):
    for wrapped in (value, [value], {"a": value}):
        with pytest.raises(TypeError):
            canonical(wrapped)


@pytest.mark.parametrize(
    "value",
    [
        MAX_SAFE_INTEGER + 1,
        -(2**63),
        "\ud800",
        "a\udfff",
        {"\ud800": 1},
        {"e\u0301": 1, "é": 2},
    ],
)
def test_what_would_not_survive_is_refused(value):
    for wrapped in (value, [value]):
        with pytest.raises(ValueError):  # noqa: PT011 - UnicodeEncodeError has no fixed words
            canonical(wrapped)


def test_depth_is_bounded_before_the_stack_is():
    deep = "x"
    for _ in range(MAX_DEPTH):
        deep = [deep]
    assert canonical(deep).endswith(b"]" * MAX_DEPTH)
    with pytest.raises(ValueError, match="deep"):
        canonical([deep])
    for _ in range(100_000):
        deep = {"a": deep}
    with pytest.raises(ValueError, match="deep"):
        canonical(deep)
    while isinstance(deep, dict):  # or freeing it would exhaust the stack
        deep = deep["a"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_well_formed_text_stays(text):
    assert well_formed(text) == text


@given(st.text(st.characters(min_codepoint=0xD7F0, max_codepoint=0xE010), max_size=6))
def test_halves_of_characters_join_or_are_marked(text):
    mended = well_formed("示例" + text)
    mended.encode("utf-8")
    assert mended.startswith("示例")


def test_a_pair_that_came_in_halves_is_its_character():
    assert well_formed("\ud842\udfb7") == "𠮷"
    assert well_formed("甲\ud842乙") == "甲\ufffd乙"
