"""Entries as they travel: read back as they were, or refused as damaged; never anything else."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.canonical import MAX_SAFE_INTEGER, canonical, digest
from inspector_app.domain.entry import (
    SCHEMA,
    Body,
    Operation,
    Stub,
    body_from_json,
    foreign_json,
    sealed_link,
    stub_from_json,
)
from inspector_app.domain.errors import DamagedError, KnownError

BODY = Body(
    author="ann",
    claimed_at="2026-03-05T09:00:00+08:00",
    record_type="talk",
    record_id="t1",
    op=Operation.SET,
    new={"place": "会议室 𬀩", "tags": {"add": ["一"]}},
    base={"place": ("e1", "e2")},
    salt="00",
    reason="更正",
)
STUB = Stub("e3", "dev", 3, "ab" * 32, "cd" * 32)
AS_STUB = {"id": "e3", "device": "dev", "seq": 3, "prev": "ab" * 32, "body_hash": "cd" * 32}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def test_a_body_comes_back_as_it_was():
    travelled = json.loads(canonical(BODY.as_json()))
    assert body_from_json(foreign_json(travelled)) == BODY
    assert sealed_link(Stub("e", "d", 1, "", _hash(BODY)), body_from_json(travelled))


def _hash(body):
    return digest(body.as_json())


@pytest.mark.parametrize("field", sorted(BODY.as_json()))
def test_the_hash_covers_every_field_of_a_body(field):
    other = {
        "new": {"place": "别处"},
        "base": {"place": ["e1"]},
        "op": Operation.CREATE,
        "schema": SCHEMA + 1,
    }.get(field, "别的")
    changed = replace(BODY, **{field: other})
    assert not sealed_link(Stub("e", "d", 1, "", _hash(BODY)), changed)


@pytest.mark.parametrize("field", sorted(AS_STUB))
def test_the_hash_covers_every_field_of_a_stub(field):
    other = {"seq": 4, "prev": "00" * 32, "body_hash": "11" * 32}.get(field, "else")
    assert stub_from_json({**AS_STUB, field: other}).hash != STUB.hash


def test_a_stub_comes_back_as_it_was():
    assert stub_from_json(AS_STUB) == STUB
    first = {**AS_STUB, "seq": 1, "prev": ""}
    assert stub_from_json(first) == Stub("e3", "dev", 1, "", "cd" * 32)


@given(JSON, st.sampled_from(sorted(BODY.as_json())))
def test_a_body_with_any_other_field_is_read_or_refused(value, field):
    travelled = {**BODY.as_json(), field: value}
    try:
        body = body_from_json(foreign_json(travelled))
    except (DamagedError, KnownError) as error:
        told = error.code
    else:
        told = ""
        assert sealed_link(Stub("e", "d", 1, "", _hash(body)), body)
        assert json.loads(canonical(body.as_json())) == foreign_json(travelled)
    assert told in {"", "journal.entry_malformed", "journal.newer_entry"}


@given(JSON)
def test_anything_at_all_is_refused(value):
    for read in (body_from_json, stub_from_json):
        with pytest.raises(DamagedError) as caught:
            read(value)
        assert caught.value.code == "journal.entry_malformed"


@pytest.mark.parametrize("field", sorted(BODY.as_json()))
def test_a_body_needs_every_field(field):
    body = BODY.as_json()
    del body[field]
    with pytest.raises(DamagedError):
        body_from_json(body)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("new", ["place"]),
        ("new", "place"),
        ("base", {"place": "e1"}),
        ("base", {"place": [1]}),
        ("base", []),
        ("op", "forget"),
        ("op", None),
        ("author", 5),
        ("record_id", None),
        ("record_id", ""),
        ("record_type", ""),
        ("schema", True),
        ("schema", 0),
        ("schema", "1"),
    ],
)
def test_a_body_of_another_shape_is_refused(field, value):
    with pytest.raises(DamagedError):
        body_from_json({**BODY.as_json(), field: value})


def test_a_newer_programs_body_is_told_apart_from_damage():
    with pytest.raises(KnownError) as caught:
        body_from_json({**BODY.as_json(), "schema": SCHEMA + 1, "op": "weave"})
    assert caught.value.code == "journal.newer_entry"
    assert not isinstance(caught.value, DamagedError)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", "e\u0301"),
        ("id", "é"),
        ("id", "a b"),
        ("id", "x" * 65),
        ("id", "e3\n"),
        ("id", 3),
        ("device", ""),
        ("device", "dev\u202e"),
        ("seq", 0),
        ("seq", -1),
        ("seq", True),
        ("seq", "3"),
        ("seq", MAX_SAFE_INTEGER + 1),
        ("seq", 1),  # the first has nothing before it
        ("prev", ""),  # the third has
        ("prev", "AB" * 32),
        ("prev", "ab" * 31),
        ("prev", None),
        ("body_hash", ""),
        ("body_hash", "cd" * 32 + "\n"),
        ("body_hash", "zz" * 32),
    ],
)
def test_a_stub_of_another_shape_is_refused(field, value):
    with pytest.raises(DamagedError):
        stub_from_json({**AS_STUB, field: value})


def test_two_spellings_of_one_text_become_one_before_use():
    twice = foreign_json({**BODY.as_json(), "record_id": "e\u0301"})
    assert body_from_json(twice).record_id == "é"
    with pytest.raises(DamagedError):
        foreign_json({"new": {"e\u0301": 1, "é": 2}})


def test_what_exhausts_a_reader_is_refused():
    deep = []
    for _ in range(5000):
        deep = [deep]
    for value in (deep, 2**60, 1.5, "\ud800"):
        with pytest.raises(DamagedError):
            foreign_json({"new": {"a": value}})
