"""Moments: read, written, counted as JavaRosa does."""

# ruff: noqa: DTZ001 - moments of expressions are local ones without a zone

import os
import time
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.forms.xpath import moments
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions import FUNCTIONS
from inspector_app.forms.xpath.moments import (
    from_instant,
    instant,
    offset_at,
    read_date,
    read_moment,
    read_time,
    to_moment,
    write_moment,
)

DAY = datetime(2026, 3, 5)
MOMENT = datetime(2026, 3, 5, 9, 7, 8, 45_000)


@pytest.fixture
def zone(monkeypatch):
    """Return what sets the local time zone, where the system lets one."""

    def put(name):
        monkeypatch.setenv("TZ", name)
        if hasattr(time, "tzset"):
            time.tzset()
        return hasattr(time, "tzset")

    yield put
    monkeypatch.undo()
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-03-05", DAY), ("2026-3-5", DAY), ("+2026-03-05", DAY), ("２０２６-03-05", DAY),
     ("2024-02-29", datetime(2024, 2, 29)), ("26-1-1", datetime(26, 1, 1)),
     ("2023-02-29", None), ("2026-13-01", None), ("2026-00-01", None), ("2026-03-05 ", None),
     ("2026/03/05", None), ("2026-03", None), ("", None), ("-2026-03-05", None),
     ("二〇二六-三-五", None), ("0-1-1", None), ("99999-1-1", None), ("9" * 5000 + "-1-1", None)],
)  # fmt: skip
def test_dates(text, day):
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "time_of_day"),
    [("09:07", (9, 7)), ("9:7", (9, 7)), ("09:07:08", (9, 7, 8)), ("09:07:08.5", (9, 7, 8, 500)),
     ("09:07:08.", (9, 7, 8)), ("09:07:.5", (9, 7, 0, 500)), ("09:07:08.1234", (9, 7, 8, 123)),
     ("09:07:1.001", (9, 7, 1, 0)), ("09:07:08.123abc", (9, 7, 8, 122)), ("24:00", None),
     ("23:60", None), ("23:59:60", None), ("09", None), ("09:07:08:09", None), ("", None),
     ("09:07:", None), ("09:07:.", None), ("09:07:1.2.3", None), ("九:零七", None),
     ("09:07:08.12345678901", None), ("09:07+", None), ("09:07+x", None), ("-1:00", None)],
)  # fmt: skip
def test_times(text, time_of_day):
    if time_of_day is None:
        assert read_time(text, DAY) is None
        return
    hour, minute, second, thousandths = (*time_of_day, 0, 0)[:4]
    expected = DAY.replace(hour=hour, minute=minute, second=second)
    assert read_time(text, DAY) == expected + timedelta(milliseconds=thousandths)


def test_times_with_an_offset_become_local(zone):
    if not zone("Asia/Shanghai"):
        assert os.name == "nt"
        return
    assert read_moment("2026-03-05T10:00:00Z") == datetime(2026, 3, 5, 18)
    assert read_moment("2026-03-05T10:00:00+08:00") == datetime(2026, 3, 5, 10)
    assert read_moment("2026-03-05T23:30:00-03:30") == datetime(2026, 3, 6, 11)
    assert read_moment("2026-03-05T10:00:00+8") == datetime(2026, 3, 5, 10)
    assert read_moment("2026-03-05T") is None
    assert read_moment("T10:00") is None


def test_instants_know_the_zone(zone):
    if not zone("Asia/Shanghai"):
        assert os.name == "nt"
        return
    assert instant(datetime(1970, 1, 1)) == -28_800_000
    assert from_instant(0) == datetime(1970, 1, 1, 8)
    # summer time in China, and the years before there were zones
    assert instant(datetime(1988, 7, 1)) == 583_686_000_000
    assert offset_at(datetime(1860, 6, 26)) == timedelta(hours=8)
    decimal = FUNCTIONS["decimal-date-time"].apply
    assert decimal("2026-03-05T08:00:00") == 20517.0
    assert FUNCTIONS["date-time"].apply(0.5) == datetime(1970, 1, 1, 20)
    assert FUNCTIONS["abs"].apply(datetime(2026, 3, 5, 12)) == 20517.5


def test_windows_without_early_local_time_is_helped():
    class Early(datetime):
        def astimezone(self, tz=None):
            if self.year < 1970:
                raise OSError(22, "Invalid argument")
            return datetime(*self.timetuple()[:6]).astimezone(tz)

    early, later = Early(1960, 5, 5), datetime(1971, 1, 15)
    assert offset_at(early) == min(
        later.astimezone().utcoffset(), later.replace(month=7).astimezone().utcoffset()
    )


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("%Y-%m-%d", "2026-03-05"), ("%y %n %e", "26 3 5"), ("%H:%M:%S.%3", "09:07:08.045"),
     ("%h时", "9时"), ("%Y年%n月%e日", "2026年3月5日"), ("100%%", "100%"), ("", ""), ("𬀩", "𬀩"),
     ("%W", "10")],
)  # fmt: skip
def test_patterns(pattern, text):
    assert write_moment(MOMENT, pattern) == text


@pytest.mark.parametrize("pattern", ["%Z", "%A", "%B", "%", "%年", "%%%"])
def test_patterns_with_an_unknown_code_fail(pattern):
    with pytest.raises(XPathError) as caught:
        write_moment(MOMENT, pattern)
    assert (caught.value.code, caught.value.what) == ("date_format", pattern)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh_CN.UTF-8", "周四 3月"),
        ("zh_TW", "周四 3月"),
        ("en_US.UTF-8", "Thu Mar"),
        ("C", "Thu Mar"),
    ],
)
def test_names_are_those_of_the_computers_language(monkeypatch, language, text):
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_TIME", language)
    assert write_moment(MOMENT, "%a %b") == text


@pytest.mark.parametrize(
    ("day", "week"),
    [((2026, 1, 1), 1), ((2026, 1, 3), 1), ((2026, 1, 4), 2), ((2025, 12, 27), 52),
     ((2025, 12, 28), 1), ((2023, 12, 31), 1), ((2022, 12, 31), 53), ((2023, 1, 1), 1),
     ((2024, 2, 29), 9), ((2000, 12, 31), 1)],
)  # fmt: skip
def test_weeks(day, week):
    assert write_moment(datetime(*day), "%W") == str(week)


def test_days_are_counted_from_1970():
    assert to_moment(0.0, keep_time=False) == datetime(1970, 1, 1)
    assert to_moment(-1.9, keep_time=False) == datetime(1969, 12, 31)
    assert to_moment(20517.0, keep_time=False) == DAY
    for days in (3e6, -1e6, 1e300, float("inf")):
        for keep_time in (True, False):
            with pytest.raises(XPathError) as caught:
                to_moment(days, keep_time=keep_time)
            assert caught.value.code == "date_range"


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_none(text):
    assert isinstance(read_moment(text), datetime | None)
    assert isinstance(read_time(text, DAY), datetime | None)


@given(st.integers(min_value=-2_000_000_000_000, max_value=4_000_000_000_000))
def test_an_instant_comes_back(milliseconds):
    # but for the time that is there twice when clocks are put back
    assert abs(instant(from_instant(milliseconds)) - milliseconds) <= 3_600_000


@given(st.datetimes(datetime(1900, 1, 2), datetime(2200, 1, 1)))
def test_what_is_written_is_read_again(moment):
    cut = moments.local(moment)
    text = write_moment(cut, "%Y-%m-%dT%H:%M:%S.%3")
    found = read_moment(text)
    assert found is not None
    assert abs(found - cut) <= timedelta(milliseconds=1)
