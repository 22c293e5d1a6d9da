from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.intake.dates import DateError, read_date
from inspector_app.intake.sheet import Cell, Lacking

DAYS = st.dates(min_value=date(1902, 10, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026-3-5", "2026-03-05"),
        ("2026年3月5日", "2026-03-05"),
        ("2026 年 3 月 5 日", "2026-03-05"),
        ("２０２６年３月５日", "2026-03-05"),
        ("2026/3/5", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("2026-03-05 00:00:00", "2026-03-05"),
        ("2026/3/5 9:30", "2026-03-05"),
        ("20260305", "2026-03-05"),
        (20260305, "2026-03-05"),
        ("二〇二六年三月五日", "2026-03-05"),
        ("二〇二六年十二月三十一日", "2026-12-31"),
        ("2026.3", "2026-03"),
        ("2026.03", "2026-03"),
        ("2026.1", "2026-01"),
        ("2026.10", "2026-10"),
        ("2026年3月", "2026-03"),
        ("202603", "2026-03"),
        (202603, "2026-03"),
        (2026.3, "2026-03"),
        (1975.12, "1975-12"),
        (1975, "1975"),
        ("1975", "1975"),
        ("1975年", "1975"),
        (46086, "2026-03-05"),
        (46086.5, "2026-03-05"),
        ("46086", "2026-03-05"),
        (datetime(2026, 3, 5, 9, 30), "2026-03-05"),  # noqa: DTZ001 - as openpyxl gives it
        (date(2026, 3, 5), "2026-03-05"),
        ("2024-02-29", "2024-02-29"),
        (None, ""),
        ("  ", ""),
    ],
)
def test_every_usual_form_is_read(cell: Cell, iso: str) -> None:
    assert read_date(cell) == iso


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2026-02-30", "no_such_day"),
        ("2025-02-29", "no_such_day"),
        ("2026.13", "no_such_day"),
        ("202600", "no_such_day"),
        ("20261301", "no_such_day"),
        ("1875年3月", "year_out_of_range"),
        ("2226-03-05", "year_out_of_range"),
        (1975.1, "october"),
        ("去年三月", "bad_date"),
        ("3月5日", "bad_date"),
        ("75.3", "bad_date"),
        ("2026-03-05至今", "bad_date"),
        (0, "bad_date"),
        (-5, "bad_date"),
        (123.456, "bad_date"),
        (float("nan"), "bad_date"),
        (1e300, "bad_date"),
        (True, "bad_date"),
        (Lacking.ERROR, "bad_date"),
        ("9" * 5000, "bad_date"),
    ],
)
def test_what_is_no_date_is_named(cell: Cell, code: str) -> None:
    with pytest.raises(DateError) as caught:
        read_date(cell)
    assert caught.value.code == code


def test_the_calendar_of_old_macintosh_workbooks_is_kept_apart() -> None:
    assert read_date(46086 - 1462, from_1904=True) == "2026-03-05"


@given(DAYS)
def test_one_day_reads_the_same_in_all_forms(day: date) -> None:
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    forms = [
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        day,
    ]
    if not 1900 <= serial <= 2100:
        forms.append(serial)
    assert {read_date(form) for form in forms} == {day.isoformat()}


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans()))
def test_anything_is_a_date_or_a_date_error(cell: Cell) -> None:
    try:
        iso = read_date(cell)
    except DateError:
        return
    assert iso == "" or 1900 <= int(iso[:4]) <= 2100
