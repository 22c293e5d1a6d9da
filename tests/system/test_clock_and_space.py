"""The clock's claim and the disk's free space."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.system.clock import SystemClock, claimed_at, id_maker
from inspector_app.system.space import free_bytes, require_space


class FixedClock:
    def __init__(self, moment):
        self.moment = moment

    def now(self):
        return self.moment

    def monotonic(self):
        return 0.0


def test_a_claim_is_rfc_3339_with_the_local_offset():
    beijing = timezone(timedelta(hours=8))
    clock = FixedClock(datetime(2026, 11, 3, 9, 30, 15, 999_999, tzinfo=beijing))
    assert claimed_at(clock) == "2026-11-03T09:30:15+08:00"


def test_the_computers_clock_knows_its_offset():
    clock = SystemClock()
    before = datetime.now(UTC)
    assert clock.now().utcoffset() is not None
    assert clock.now() >= before
    assert datetime.fromisoformat(claimed_at(clock)).utcoffset() == clock.now().utcoffset()
    assert clock.monotonic() <= clock.monotonic()


def test_ids_sort_by_the_clock_and_never_repeat():
    clock = FixedClock(datetime(2026, 1, 1, tzinfo=UTC))
    new_id = id_maker(clock)
    early = [new_id() for _ in range(20)]
    clock.moment += timedelta(milliseconds=1)
    late = [new_id() for _ in range(20)]
    assert max(early) < min(late)
    assert len({*early, *late}) == 40


def test_space_is_asked_before_the_place_exists(tmp_path):
    assert free_bytes(tmp_path / "not" / "yet") == pytest.approx(free_bytes(tmp_path), rel=0.2)
    require_space(tmp_path / "not" / "yet", 1)


def test_too_little_space_is_told_in_megabytes(tmp_path):
    with pytest.raises(KnownError) as caught:
        require_space(tmp_path, 10**18)
    assert caught.value.code == "system.not_enough_space"
    assert caught.value.params["needed"] == 10**12
    assert caught.value.params["free"] == pytest.approx(free_bytes(tmp_path) // 10**6, rel=0.2)
