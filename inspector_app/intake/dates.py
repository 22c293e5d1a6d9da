"""Read dates in every form that Chinese rosters and ledgers use."""

import re
from datetime import date, datetime, timedelta

from inspector_app.intake.sheet import Cell, Lacking
from inspector_app.intake.text import clean_line, half_width

EARLIEST, LATEST = 1900, 2100
_SERIAL_1900 = date(1899, 12, 30)  # Excel counts a 29 February 1900 that never was
_SERIAL_1904 = date(1904, 1, 1)
_SERIALS = range(1_000, 80_000)  # 1902 to 2119; smaller numbers are years, not days
_NO_DATE_ABOVE = 100_000_000  # yyyymmdd has eight digits
_TIME = r"(?:[ T]?\d{1,2}[:时]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?)?[秒分]?)?"
_SEPARATED = re.compile(
    rf"(?P<y>\d{{4}})[-/.年](?P<m>\d{{1,2}})(?:[-/.月](?P<d>\d{{1,2}})日?{_TIME}|月?)"
)
_YEAR = re.compile(r"(?P<y>\d{4})年?")
_DIGITS = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})?")
_NUMERALS = {**{char: str(i) for i, char in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0"}
_NUMERAL_DATE = re.compile(
    r"[零〇○一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
)


class DateError(ValueError):
    """A value that is no date, or that could be two; ``code`` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_date(cell: Cell, *, from_1904: bool = False) -> str:
    """Return a cell as ``yyyy``, ``yyyy-mm`` or ``yyyy-mm-dd``, "" for an empty one.

    Raises ``DateError`` with code ``bad_date``, ``no_such_day``, ``year_out_of_range`` or
    ``october`` (the number 1975.1: January, or October with its nought lost).
    """
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _checked(cell.year, cell.month, cell.day)
    if isinstance(cell, bool | Lacking):
        raise DateError("bad_date")
    if isinstance(cell, int | float):
        if not 0 < cell < _NO_DATE_ABOVE:  # also false for what is not a number
            raise DateError("bad_date")
        return _from_number(float(cell), from_1904=from_1904)
    if isinstance(cell, str):
        return _from_text(cell, from_1904=from_1904)
    raise DateError("bad_date")


def _from_number(value: float, *, from_1904: bool) -> str:
    if value.is_integer():
        whole = int(value)
        if EARLIEST <= whole <= LATEST:
            return _checked(whole)
        if whole in _SERIALS:
            start = _SERIAL_1904 if from_1904 else _SERIAL_1900
            day = start + timedelta(days=whole)
            return _checked(day.year, day.month, day.day)
        return _matched(str(whole), (_DIGITS,))
    text = repr(value)
    if re.fullmatch(r"\d{4}\.1", text) and EARLIEST <= value <= LATEST:
        raise DateError("october")
    if re.fullmatch(r"\d{4}\.\d{1,2}", text) and EARLIEST <= value <= LATEST + 1:
        return _matched(text, (_SEPARATED,))
    if int(value) in _SERIALS:  # a day with a time of day
        return _from_number(float(int(value)), from_1904=from_1904)
    raise DateError("bad_date")


def _from_text(text: str, *, from_1904: bool) -> str:
    plain = half_width(clean_line(text)).replace("。", ".").strip(".-/ ")
    if not plain:
        return ""
    if _NUMERAL_DATE.fullmatch(plain):
        plain = _numerals(plain)
    plain = re.sub(r"\s*([-/.年月日])\s*", r"\1", plain)
    if re.fullmatch(r"\d{5}", plain):
        return _from_number(float(plain), from_1904=from_1904)
    return _matched(plain, (_SEPARATED, _DIGITS, _YEAR))


def _matched(text: str, forms: tuple[re.Pattern[str], ...]) -> str:
    for form in forms:
        match = form.fullmatch(text)
        if match:
            parts = match.groupdict()
            month, day = parts.get("m"), parts.get("d")
            numbers = (int(part) if part else None for part in (month, day))
            return _checked(int(parts["y"]), *numbers)
    raise DateError("bad_date")


def _checked(year: int, month: int | None = None, day: int | None = None) -> str:
    if not EARLIEST <= year <= LATEST:
        raise DateError("year_out_of_range")
    if month is None:
        return f"{year:04}"
    try:
        date(year, month, 1 if day is None else day)
    except ValueError as problem:
        raise DateError("no_such_day") from problem
    return f"{year:04}-{month:02}" if day is None else f"{year:04}-{month:02}-{day:02}"


def _numerals(text: str) -> str:
    year, rest = text.split("年")
    parts = [_small(part) for part in re.findall(r"[一二三四五六七八九十]+", rest)]
    digits = "".join(_NUMERALS[char] for char in year)
    return "-".join([digits, *parts])


def _small(text: str) -> str:
    tens, ten, ones = text.partition("十")
    if not ten:
        return _NUMERALS[text] if len(text) == 1 else text
    return f"{_NUMERALS.get(tens, '1')}{_NUMERALS.get(ones, '0')}"
