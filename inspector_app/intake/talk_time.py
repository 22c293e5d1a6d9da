"""Read when a talk was held: 2026年3月5日上午9时30分至11时10分, and the like."""

import re
from dataclasses import dataclass

from inspector_app.intake.dates import DateError, read_date
from inspector_app.intake.text import clean_line, half_width

_DAY = re.compile(r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?")
_CLOCK = re.compile(
    r"(?P<half>上午|中午|下午|晚上?|傍晚|早上?)?\s*(?P<h>\d{1,2})\s*[:时点]\s*"
    r"(?:(?P<m>\d{1,2})\s*分?|(?P<part>半|一刻|三刻|整))?"
)
_PARTS = {"半": 30, "一刻": 15, "三刻": 45, "整": 0}
_AFTERNOON = ("下午", "晚", "傍晚")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Period:
    """``yyyy-mm-ddThh:mm``, or the day alone; "" for what is not said."""

    starts_at: str = ""
    ends_at: str = ""


NO_PERIOD = Period()


def read_period(text: str) -> Period:
    """Return when a talk began and ended, as far as *text* says it plainly.

    A day alone gives ``starts_at`` without a time. Raises ``dates.DateError`` if there is
    no day in *text* or it does not exist.
    """
    plain = half_width(clean_line(text))[:_LONGEST]
    days = list(_DAY.finditer(plain))
    if not days:
        raise DateError("bad_date")
    first = read_date(days[0].group())
    last = read_date(days[-1].group())
    clocks = []
    half = ""
    for match in _CLOCK.finditer(_DAY.sub(lambda found: " " * len(found.group()), plain)):
        half = match["half"] or half
        clock = _clock(match, half)
        if clock:
            clocks.append(clock)
    if not clocks:
        return Period(first)
    ends_at = f"{last}T{clocks[1]}" if len(clocks) > 1 else ""
    starts_at = f"{first}T{clocks[0]}"
    return Period(starts_at, ends_at if ends_at > starts_at else "")


def _clock(match: re.Match[str], half: str) -> str:
    hour = int(match["h"])
    minute = int(match["m"] or _PARTS.get(match["part"] or "", 0))
    if half.startswith(_AFTERNOON) and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
