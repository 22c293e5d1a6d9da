"""Moments: read from text, written by a pattern, and as milliseconds, as JavaRosa does it.

A moment is a naive ``datetime`` in the local time zone. Years are those Python has, 1 to 9999;
JavaRosa's go further, which no paper needs.
"""

import locale
import os
import re
from calendar import isleap
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import LEAST_INT, MOST_INT, to_int

#: Milliseconds of a day, as the float JavaRosa divides by.
DAY = 8.64e7
EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - local, as all moments here
#: The first year whose offset Java looks up; two days that tell that of the years before.
_FIRST_YEAR = 1900
_ORDINARY = (datetime(1971, 1, 15), datetime(1971, 7, 15))  # noqa: DTZ001
_MILLISECOND = timedelta(milliseconds=1)
_WHOLE = re.compile(r"\+?\d+")
_OFFSET = re.compile(r"-?\d+|\+\d+")
_SECONDS = re.compile(r"[0-9.]*")
_NAMES = {
    "zh": (
        [f"{month}月" for month in range(1, 13)],
        ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    ),
    "en": (
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    ),
}


def local(moment: datetime) -> datetime:
    """Return a moment that knows its time zone as a local one, cut to the millisecond."""
    naive = moment.replace(tzinfo=None)
    return naive.replace(microsecond=naive.microsecond // 1000 * 1000)


def read_moment(text: str) -> datetime | None:
    """Return the moment that *text* spells: a date, or a date, ``T`` and a time."""
    day, mark, time = text.partition("T")
    found = read_date(day)
    if found is None or not mark:
        return found
    return read_time(time, found)


def read_date(text: str) -> datetime | None:
    """Return midnight of the date that *text* spells: year, month and day with hyphens."""
    parts = text.split("-")
    if len(parts) != 3 or not all(_WHOLE.fullmatch(part) for part in parts):
        return None
    try:
        return datetime(int(parts[0]), int(parts[1]), int(parts[2]))  # noqa: DTZ001
    except (ValueError, OverflowError):
        return None


def read_time(text: str, day: datetime) -> datetime | None:
    """Return the time that *text* spells on *day*, turned to local time if it has an offset.

    As JavaRosa does, the day is the one in Greenwich if there is an offset.
    """
    text, offset = _split_offset(text)
    parts = text.split(":")
    if len(parts) not in (2, 3) or not all(_WHOLE.fullmatch(part) for part in parts[:2]):
        return None
    second = _read_seconds(parts[2]) if len(parts) == 3 else 0.0
    if second is None:
        return None
    # the same arithmetic as JavaRosa, whose milliseconds of 1.001 seconds are none
    thousandths = int(1000.0 * second - 1000.0 * int(second))
    try:
        moment = day.replace(
            hour=int(parts[0]),
            minute=int(parts[1]),
            second=int(second),
            microsecond=thousandths * 1000,
        )
        return moment if offset is None else from_instant(instant(moment, UTC) - offset * 60_000)
    except (ValueError, OverflowError):
        return None


def _split_offset(text: str) -> tuple[str, int | None]:
    """Return a time without its offset, and the offset in minutes, ``None`` if it has none.

    The minutes have the sign of the hours.
    """
    if text.endswith("Z"):
        return text[:-1], 0
    for sign, factor in (("+", 1), ("-", -1)):
        if sign in text:
            text, offset = text.split(sign)[:2]
            hours, _, minutes = offset.partition(":")
            minutes = minutes.partition(":")[0] or ("0" if ":" not in offset else "")
            if not _OFFSET.fullmatch(hours) or not _OFFSET.fullmatch(minutes):
                return "", None
            return text, factor * (int(hours) * 60 + int(minutes))
    return text, None


def _read_seconds(text: str) -> float | None:
    found = _SECONDS.match(text)
    digits = found[0] if found else ""
    fraction = digits.partition(".")[2]
    if not digits.strip(".") or digits.count(".") > 1 or int(fraction or "0") > MOST_INT:
        return None
    return float(digits)


def instant(moment: datetime, zone: object = None) -> int:
    """Return the milliseconds since 1970 in Greenwich of a local moment, or of one in UTC."""
    offset = timedelta() if zone is UTC else offset_at(moment)
    return (moment - EPOCH - offset) // _MILLISECOND


def from_instant(milliseconds: int) -> datetime:
    """Return the local moment of *milliseconds* since 1970; raises ``OverflowError``."""
    world = EPOCH + timedelta(milliseconds=milliseconds)
    moment = world + offset_at(world)
    return world + offset_at(moment)


def offset_at(moment: datetime) -> timedelta:
    """Return how far local time is ahead of Greenwich at a local moment.

    Before 1900 that is the zone's ordinary offset without summer time, as in Java.
    """
    if moment.year >= _FIRST_YEAR:
        try:
            return moment.astimezone().utcoffset() or timedelta()
        except (OSError, OverflowError, ValueError):  # Windows has none before 1970
            pass
    winter, summer = (half.astimezone().utcoffset() for half in _ORDINARY)
    return min(winter or timedelta(), summer or timedelta())


def to_moment(days: float, *, keep_time: bool) -> datetime:
    """Return the moment *days* after 1970; raises ``XPathError``: ``date_range``."""
    if not LEAST_INT <= days <= MOST_INT:
        raise XPathError("date_range", str(days))
    try:
        return from_instant(int(days * DAY)) if keep_time else EPOCH + timedelta(to_int(days))
    except (OverflowError, ValueError) as problem:
        raise XPathError("date_range", str(days)) from problem


def write_moment(moment: datetime, pattern: str) -> str:
    """Return *moment* by *pattern*: ``%Y %y %m %n %b %d %e %H %h %M %S %3 %a %W %%``.

    Raises ``XPathError``: ``date_format`` for another letter after ``%``, or none.
    """
    written: list[str] = []
    parts = iter(pattern)
    for char in parts:
        if char != "%":
            written.append(char)
            continue
        write = _CODES.get(next(parts, ""))
        if write is None:
            raise XPathError("date_format", pattern)
        written.append(write(moment))
    return "".join(written)


def check_format(pattern: str) -> None:
    """Refuse a pattern that no moment can be written by. Raises as ``write_moment``."""
    write_moment(EPOCH, pattern)


def _week(moment: datetime) -> int:
    """Return the week of the year: weeks begin on Sunday, the first one has the 1st of January.

    So the last days of December may be in week 1, as Java counts in China and in America.
    """
    weekday = (moment.weekday() + 1) % 7  # from Sunday
    saturday = moment.date().toordinal() + 6 - weekday
    first = datetime(moment.year, 1, 1).toordinal()  # noqa: DTZ001
    following = first + (366 if isleap(moment.year) else 365)
    if saturday >= following:
        return 1
    return (saturday - first) // 7 + 1


def _names() -> tuple[list[str], list[str]]:
    """Return the months and days as the computer's language calls them, as JavaRosa does."""
    set_to = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_TIME", "LANG"))), None)
    found = set_to or locale.getlocale()[0] or ""
    return _NAMES["zh" if found.lower().startswith(("zh", "chinese")) else "en"]


_CODES: dict[str, Callable[[datetime], str]] = {
    "%": lambda _: "%",
    "Y": lambda moment: f"{moment.year:04}",
    "y": lambda moment: f"{moment.year:04}"[2:],
    "m": lambda moment: f"{moment.month:02}",
    "n": lambda moment: str(moment.month),
    "b": lambda moment: _names()[0][moment.month - 1],
    "d": lambda moment: f"{moment.day:02}",
    "e": lambda moment: str(moment.day),
    "H": lambda moment: f"{moment.hour:02}",
    "h": lambda moment: str(moment.hour),
    "M": lambda moment: f"{moment.minute:02}",
    "S": lambda moment: f"{moment.second:02}",
    "3": lambda moment: f"{moment.microsecond // 1000:03}",
    "a": lambda moment: _names()[1][moment.weekday()],
    "W": lambda moment: str(_week(moment)),
}
