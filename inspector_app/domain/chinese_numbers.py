"""Numbers as people write and say them: 30, 1,200.5, 三十万, 一万五, 二三十, 贰佰, 几十.

A spoken number is seldom a point: "三十多万" lies somewhere from 300,000 up to 400,000. So
reading one gives a span, both ends included.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

_DIGITS = {
    c: n
    for n, chars in enumerate(
        ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for c in chars
}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8}
_SOME = "几数"
_DIGIT_CHARS = "".join(_DIGITS)
_CHARS = _DIGIT_CHARS + "".join(_SMALL) + "".join(_LARGE)

#: A number in words or in figures, with what makes it vague: groups ``before``, ``number``,
#: ``upto``, ``more``, ``scale``, ``after``.
NUMBER = (
    r"(?P<before>大约|大概|约|将近|接近|近|不到|不足|最多|超过|至少|起码)?"
    rf"(?P<number>\d[\d,，]*(?:\.\d+)?|[{_CHARS}{_SOME}]+)"
    rf"(?:(?:到|至|-|－|—|~|～)(?P<upto>\d[\d,，]*(?:\.\d+)?|[{_CHARS}]+))?"
    r"(?P<more>多|余|来|几)?(?P<scale>[十百千万亿]*)(?P<more2>多|余)?"
)
#: What may stand behind the unit and makes a number vague: group ``after``.
AFTER = r"(?P<after>左右|上下|以上|以内|以下)?"

_ABOUT = frozenset({"大约", "大概", "约", "将近", "接近", "近", "左右", "上下"})
_AT_MOST = frozenset({"不到", "不足", "最多", "以内", "以下"})
_AT_LEAST = frozenset({"超过", "至少", "起码", "以上"})
_NO_END = Decimal(10) ** 15
_PAIR = re.compile(r"([一二两三四五六七八九])([一二三四五六七八九])(?=[十百千万亿]|$)")


@dataclass(frozen=True, slots=True)
class Span:
    """From ``low`` to ``high``, both included; equal for a number said exactly."""

    low: Decimal
    high: Decimal

    def times(self, factor: int | Decimal) -> "Span":
        """Return the span of so many times as much."""
        return Span(self.low * factor, self.high * factor)

    def meets(self, other: "Span") -> bool:
        """Say whether both can be true of one thing."""
        return self.low <= other.high and other.low <= self.high


def number_of(text: str) -> Decimal | None:
    """Return the number that *text* writes, in figures or in words; ``None`` for no number."""
    plain = text.replace(",", "").replace("，", "")
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return Decimal(plain)
    if not plain or set(plain) - set(_CHARS) or plain[0] in _LARGE:
        return None
    if not set(plain) & (set(_SMALL) | set(_LARGE)):
        return Decimal("".join(str(_DIGITS[char]) for char in plain))
    return Decimal(_in_words(plain))


def _in_words(text: str) -> int:
    total = section = digit = 0
    unit = 1
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            unit = 1 if digit == 0 else unit  # 一万零五 is no 一万五
        elif char in _SMALL:
            unit = _SMALL[char]
            section += (digit or 1) * unit
            digit = 0
        else:
            unit = _LARGE[char]
            total = (
                (total + section + digit) * unit
                if unit > total
                else total + (section + digit) * unit
            )
            section = digit = 0
    return total + section + digit * (unit // 10 if unit >= 10 else 1)


def span_of(match: re.Match[str]) -> Span | None:
    """Return the span of a match of ``NUMBER`` (with ``AFTER`` or without)."""
    parts = match.groupdict()
    words, scale = parts["number"], _scale(parts["scale"] or "")
    if any(char in words for char in _SOME):
        span = _some(words)
    elif pair := _PAIR.search(words):
        low, high = (
            number_of(words[: pair.start()] + d + words[pair.end() :]) for d in pair.groups()
        )
        span = Span(low, high) if low is not None and high is not None and low < high else None
    else:
        low = number_of(words)
        high = number_of(parts["upto"]) if parts["upto"] else low
        span = _ordered(low, high, words, parts["upto"] or "")
        if span is not None and (parts["more"] or parts["more2"]):
            span = Span(span.low, span.low + _place(span.low) - Decimal("0.01"))
    if span is None:
        return None
    return _vaguely(span.times(scale), {parts["before"], parts.get("after")})


def _ordered(low: Decimal | None, high: Decimal | None, first: str, second: str) -> Span | None:
    if low is None or high is None:
        return None
    tail = second[-1:] if second[-1:] in _LARGE else ""
    if tail and first[-1:] not in _LARGE:  # 三十到五十万: both are meant in 万
        low *= _LARGE[tail]
    return Span(low, high) if low <= high else Span(low, low)


def _some(words: str) -> Span | None:
    """Return the span of 几万, 几十万, 十几, 二十几."""
    before, _, behind = words.replace("数", "几").partition("几")
    if set(behind) - {*_SMALL, *_LARGE}:
        return None
    scale = _scale(behind)
    if not before:
        return Span(Decimal(2) * scale, Decimal(10) * scale - 1)
    base = number_of(before)
    return Span((base + 1) * scale, (base + 9) * scale) if base is not None else None


def _scale(words: str) -> Decimal:
    factor = Decimal(1)
    for char in words:
        factor *= _SMALL.get(char) or _LARGE[char]
    return factor


def _place(number: Decimal) -> Decimal:
    """Return the place of the last figure that is not nought: 10 for 30, 1 for 35."""
    whole, place = int(number), 1
    while whole and whole % 10 == 0:
        whole, place = whole // 10, place * 10
    return Decimal(place)


def _vaguely(span: Span, words: set[str | None]) -> Span:
    if words & _ABOUT:
        return Span(span.low * Decimal("0.8"), span.high * Decimal("1.2"))
    if words & _AT_MOST:
        return Span(Decimal(0), span.high)
    if words & _AT_LEAST:
        return Span(span.low, _NO_END)
    return span
