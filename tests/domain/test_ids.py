"""Identifiers are UUIDv7: version and variant where RFC 9562 puts them, in order of time."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from inspector_app.domain.ids import uuid7

TIMES = st.integers(0, 2**48 - 1)
RANDOM = st.binary(min_size=10, max_size=10)


@given(TIMES, RANDOM)
def test_layout(milliseconds, randomness):
    made = uuid.UUID(uuid7(milliseconds, randomness))
    assert made.version == 7
    assert made.variant == uuid.RFC_4122
    assert made.int >> 80 == milliseconds
    kept = (1 << 80) - 1 & ~(0xF << 76) & ~(0x3 << 62)
    assert made.int & kept == int.from_bytes(randomness, "big") & kept


@given(TIMES, TIMES, RANDOM, RANDOM)
def test_order_of_time_is_order_of_text(first, second, one, other):
    earlier, later = sorted((first, second))
    if earlier != later:
        assert uuid7(earlier, one) < uuid7(later, other)


def test_known_spelling():
    assert uuid7(0x0123456789AB, bytes(10)) == "01234567-89ab-7000-8000-000000000000"
    assert uuid7(0, b"\xff" * 10) == "00000000-0000-7fff-bfff-ffffffffffff"


def test_fresh_ones_differ():
    assert len({uuid7(1) for _ in range(1000)}) == 1000
