"""Functions of dates and times."""

import math
from datetime import datetime, timedelta
from math import isnan

from inspector_app.forms.xpath.declare import Function, Now
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.moments import (
    DAY,
    instant,
    local,
    offset_at,
    read_moment,
    to_moment,
    write_moment,
)
from inspector_app.forms.xpath.values import LEAST_INT, MOST_INT, Scalar, to_text, whole

_MILLISECOND = timedelta(milliseconds=1)


def to_date(value: Scalar, *, keep_time: bool) -> Scalar:
    """Return a value as a moment; empty text and not a number stay what they are.

    A number is days since 1970; text keeps its time even if a date is wanted, as in JavaRosa.
    Raises ``XPathError``: ``not_a_date``, ``date_range``.
    """
    if isinstance(value, datetime):
        return value if keep_time else value.replace(hour=0, minute=0, second=0, microsecond=0)
    if isinstance(value, str):
        return _read(value) if value else value
    if isinstance(value, float):
        days = value if keep_time else whole(value)
        return value if isnan(days) else to_moment(days, keep_time=keep_time)
    raise XPathError("not_a_date", to_text(value))


def _read(text: str) -> datetime:
    moment = read_moment(text)
    if moment is None:
        raise XPathError("not_a_date", text[:60])
    return moment


def _date(value: Scalar) -> Scalar:
    return to_date(value, keep_time=False)


def _date_time(value: Scalar) -> Scalar:
    return to_date(value, keep_time=True)


def _decimal_date_time(value: Scalar) -> Scalar:
    return _decimal(value, keep_date=True)


def _decimal_time(value: Scalar) -> Scalar:
    return _decimal(value, keep_date=False)


def _decimal(value: Scalar, *, keep_date: bool) -> Scalar:
    if isinstance(value, float):
        if isnan(value):
            return value
        if not LEAST_INT <= value <= MOST_INT:
            raise XPathError("date_range", str(value))
        return value if keep_date else value - math.floor(value) + 0.0
    moment = to_date(value, keep_time=True)
    if not isinstance(moment, datetime):
        return moment
    if keep_date:
        return instant(moment) / DAY
    # by the offset of today, as JavaRosa does, not by that of the moment
    days = (instant(moment) + offset_at(datetime.now()) // _MILLISECOND) / DAY  # noqa: DTZ005
    return days - math.floor(days)


def _format(value: Scalar, pattern: Scalar) -> str:
    moment = to_date(value, keep_time=True)
    return write_moment(moment, to_text(pattern)) if isinstance(moment, datetime) else ""


def _now(now: Now) -> datetime:
    return local(now())


def _today(now: Now) -> datetime:
    return now().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)


DATE_FUNCTIONS = {
    "now": Function("", 0, 0, _now, clock=True),
    "today": Function("", 0, 0, _today, clock=True),
    "date": Function("v", 1, 1, _date),
    "date-time": Function("v", 1, 1, _date_time),
    "decimal-date-time": Function("v", 1, 1, _decimal_date_time),
    "decimal-time": Function("v", 1, 1, _decimal_time),
    "format-date": Function("v", 2, 2, _format),
    "format-date-time": Function("v", 2, 2, _format),
}
