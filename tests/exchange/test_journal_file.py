"""The journal as it travels: written, read within bounds, its chains checked."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.canonical import digest
from inspector_app.domain.entry import Body, Operation, Stub
from inspector_app.domain.errors import DamagedError, KnownError
from inspector_app.exchange import journal_file
from inspector_app.exchange.journal_file import (
    check_chains,
    journal_lines,
    ranges,
    read_journal,
    read_lines,
)
from inspector_app.exchange.manifest import LogRange
from inspector_app.store.merge import Foreign, Gap


def body(text="岑𬀩"):
    return Body("u", "t", "official", "o", Operation.SET, {"name": text}, {}, "00" * 16)


def chain(device, count, *, start=1, prev=""):
    stubs = []
    for seq in range(start, start + count):
        stub = Stub(f"{device}-{seq}", device, seq, prev, digest(body(str(seq)).as_json()))
        prev = stub.hash
        stubs.append(stub)
    return stubs


def test_what_is_written_is_read():
    stubs = chain("a", 3)
    entries = [
        Foreign(stubs[0], body("1")),
        Foreign(stubs[1], sealed=b"age\x00"),
        Foreign(stubs[2]),
    ]
    data = journal_lines(entries)
    assert data.count(b"\n") == 3
    assert list(read_journal(io.BytesIO(data))) == entries
    assert list(read_journal(io.BytesIO(b""))) == []


@given(st.binary(max_size=400))
def test_anything_else_is_refused_in_words(data):
    try:
        list(read_journal(io.BytesIO(data)))
    except KnownError as error:
        assert error.code in {"exchange.bad_journal", "journal.newer_entry"}  # noqa: PT017
    else:
        assert data == b""


@given(st.binary(max_size=400))
def test_other_lines_are_objects_or_refused(data):
    try:
        found = list(read_lines(io.BytesIO(data)))
    except DamagedError as error:
        assert error.code == "exchange.bad_journal"  # noqa: PT017
    else:
        assert all(isinstance(line, dict) for line in found)


def test_the_line_is_named_and_may_not_be_endless(monkeypatch):
    good = journal_lines([Foreign(chain("a", 1)[0])])
    with pytest.raises(DamagedError) as caught:
        list(read_journal(io.BytesIO(good + b"[" * 200_000)))
    assert caught.value.params == {"line": 2}
    monkeypatch.setattr(journal_file, "MAX_LINE_BYTES", 50)
    for read in (read_journal, read_lines):
        with pytest.raises(DamagedError):
            list(read(io.BytesIO(good)))


def test_ranges_are_what_the_manifest_says():
    stubs = [*chain("a", 3), *chain("b", 2, start=5, prev="ab" * 32)]
    assert ranges(reversed(stubs)) == {"a": LogRange(1, 3), "b": LogRange(5, 6)}
    assert ranges([]) == {}


def test_chains_hold_in_any_order():
    stubs = [*chain("a", 4), *chain("b", 3)]
    assert check_chains(reversed(stubs)) == ((), ())


def test_gaps_and_forks_are_named_not_refused():
    a = chain("a", 5)
    other = chain("a", 1, start=3, prev=a[1].hash)
    fork = Stub("other", "a", 3, a[1].hash, "cd" * 32)
    assert check_chains([a[0], a[1], a[4]]) == ((Gap("a", 2, 5),), ())
    assert check_chains([*a, fork]) == ((), (("a", 3),))
    assert check_chains([a[3], a[4]])[0] == (Gap("a", 0, 4),)
    assert other[0].hash == a[2].hash


def test_a_link_that_does_not_join_is_damage():
    a = chain("a", 4)
    wrong = Stub("x", "a", 3, "ab" * 32, "cd" * 32)
    for stubs in ([a[0], a[1], wrong], [*a, wrong], [a[0], a[0]]):
        with pytest.raises(DamagedError) as caught:
            check_chains(stubs)
        assert caught.value.code == "exchange.chain_broken"
        assert caught.value.params == {"device": "a"}
