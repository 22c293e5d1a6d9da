"""Numbers as people type them and as XForms keep them. No Qt."""

import re

_FULL_WIDTH = str.maketrans("０１２３４５６７８９－．，＋", "0123456789-.,+")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[,，\s]\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"([-+]?)(\d+)(\.\d+)?")


def read_number(text: str) -> str:
    """Return *text* without separators and full-width digits; what is no number stays."""
    plain = text.strip().translate(_FULL_WIDTH)
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[,，\s]", "", plain)
    return plain if plain else ""


def group_digits(value: str) -> str:
    """Return the number with a comma after each three digits; anything else as it is."""
    found = _NUMBER.fullmatch(value)
    if found is None:
        return value
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}"
