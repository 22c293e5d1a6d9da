"""Dates and times as people write them and as XForms keep them. No Qt."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo

from inspector_app.ui.widgets.dates import parse_date

_FULL_WIDTH = str.maketrans("０１２３４５６７８９－．／：＋", "0123456789-./:+")
_MONTH = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*月?")
_YEAR = re.compile(r"(\d{4})\s*年?")
_CLOCK = re.compile(r"(\d{1,2})\s*[:：时点h]\s*(\d{1,2})?\s*分?(?:\s*[:：]\s*(\d{1,2}))?")
_CLOSED_CLOCK = re.compile(r"(\d{2})(\d{2})")
_HALF = re.compile(r"(\d{1,2})\s*[时点]半")


@dataclass(frozen=True, slots=True)
class Notation:
    """One way to write a moment: reading what was typed, showing what is kept.

    ``read`` returns the XForm text of what was typed, ``None`` if it is no such moment;
    ``show`` returns what to write for a kept value, the value itself if it is none.
    """

    read: Callable[[str], str | None]
    show: Callable[[str], str]


def _plain(text: str) -> str:
    return text.strip().translate(_FULL_WIDTH)


def read_day(text: str) -> str | None:
    """Return the date in *text* as ``2026-10-21``."""
    found = parse_date(text)
    return None if found is None else found.isoformat()


def show_day(value: str) -> str:
    """Return the date of a kept date or moment."""
    return value[:10] if parse_date(value[:10]) else value


def read_month(text: str) -> str | None:
    """Return the month in *text* as its first day, as ODK keeps months."""
    plain = _plain(text)
    found = _MONTH.fullmatch(plain)
    if found is None:
        day = parse_date(plain)
        return None if day is None else day.replace(day=1).isoformat()
    return _iso(int(found[1]), int(found[2]))


def show_month(value: str) -> str:
    """Return year and month of a kept date."""
    return value[:7] if parse_date(value[:10]) else value


def read_year(text: str) -> str | None:
    """Return the year in *text* as its first day, as ODK keeps years."""
    plain = _plain(text)
    found = _YEAR.fullmatch(plain)
    if found is None:
        day = parse_date(plain)
        return None if day is None else _iso(day.year, 1)
    return _iso(int(found[1]), 1)


def show_year(value: str) -> str:
    """Return the year of a kept date."""
    return value[:4] if parse_date(value[:10]) else value


def _iso(year: int, month: int) -> str | None:
    try:
        return date(year, month, 1).isoformat()
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    plain = _plain(text)
    half = _HALF.fullmatch(plain)
    found = _CLOCK.fullmatch(plain) or _CLOSED_CLOCK.fullmatch(plain)
    try:
        if half is not None:
            return time(int(half[1]), 30)
        if found is None:
            return None
        seconds = found[3] if found.re is _CLOCK else None
        return time(int(found[1]), int(found[2] or 0), int(seconds or 0))
    except ValueError:
        return None


def _offset(moment: datetime) -> str:
    """Return the offset from UTC as XForms write it: ``+08:00``."""
    raw = moment.strftime("%z")
    return f"{raw[:3]}:{raw[3:5]}" if raw else ""


def read_time(text: str, zone: tzinfo | None = None) -> str | None:
    """Return the time of day in *text* as ``15:30:00.000+08:00`` (in *zone*, else local)."""
    clock = _clock(text)
    if clock is None:
        return None
    now = datetime.now(zone) if zone is not None else datetime.now().astimezone()
    return f"{clock.isoformat()}.000{_offset(now)}"


def show_time(value: str) -> str:
    """Return hours and minutes of a kept time; seconds if there are any."""
    clock = _clock(value[:8])
    if clock is None:
        return value
    return clock.strftime("%H:%M:%S") if clock.second else clock.strftime("%H:%M")


def read_moment(text: str, zone: tzinfo | None = None) -> str | None:
    """Return date and time in *text* as ``2026-10-21T15:30:00.000+08:00``."""
    plain = _plain(text).replace("T", " ")
    day_part, clock_part = _split(plain)
    day, clock = parse_date(day_part), _clock(clock_part)
    if day is None or clock is None:
        return None
    moment = datetime.combine(day, clock, tzinfo=zone)
    if zone is None:
        moment = moment.astimezone()
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000{_offset(moment)}"


def _split(text: str) -> tuple[str, str]:
    """Part a written date from the time after it."""
    found = re.match(r"(.*?(?:\d日|\d号|\d))[\s，,]+(\d.*)$|(.*日)(\d.*)$", text)
    if found is None:
        return text, ""
    return (found[1] or found[3] or ""), (found[2] or found[4] or "")


def show_moment(value: str) -> str:
    """Return date, hours and minutes of a kept moment."""
    if len(value) < 16 or not parse_date(value[:10]) or _clock(value[11:19]) is None:
        return value
    return f"{value[:10]} {value[11:16]}"  # seconds come from now(), and mean nothing to people


DAY = Notation(read_day, show_day)
MONTH = Notation(read_month, show_month)
YEAR = Notation(read_year, show_year)
TIME = Notation(read_time, show_time)
MOMENT = Notation(read_moment, show_moment)
