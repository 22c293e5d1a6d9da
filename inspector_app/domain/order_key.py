"""Order keys: texts between which another text always fits, so nothing is renumbered.

Digits and letters in ASCII order; a key never ends in the lowest digit, or nothing would fit
before it.
"""

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_MIDDLE = DIGITS[len(DIGITS) // 2]


def key_between(before: str, after: str) -> str:
    """Return a key greater than *before* and less than *after*; empty means no bound.

    Raises ``ValueError`` when *before* is not less than *after*.
    """
    if after and before >= after:
        raise ValueError("no key fits: the bounds are not in order")
    prefix = ""
    position = 0
    while True:
        low = DIGITS.index(before[position]) if position < len(before) else 0
        high = DIGITS.index(after[position]) if position < len(after) else len(DIGITS)
        if not after:
            high = len(DIGITS)
        if high - low > 1:
            return prefix + DIGITS[(low + high) // 2]
        prefix += DIGITS[low]
        if high > low:  # from here on only the lower bound counts
            after = ""
        position += 1


def key_after(last: str) -> str:
    """Return a short key behind *last*, for records that are only appended."""
    if not last:
        return _MIDDLE
    head, digit = last[:-1], DIGITS.index(last[-1])
    return head + DIGITS[digit + 1] if digit + 1 < len(DIGITS) else last + _MIDDLE
