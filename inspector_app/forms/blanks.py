"""What counts as blank at the ends of a text: what Java's ``trim`` takes off, as JavaRosa does.

The blank of Chinese type (U+3000) and other blanks of Unicode are part of a text.
"""

from inspector_app.forms.xpath.values import BLANKS


def trimmed(text: str | None) -> str:
    """Return *text* without blanks at its ends."""
    return "" if text is None else text.strip(BLANKS)


def left_trimmed(text: str) -> str:
    """Return *text* without blanks at its beginning."""
    return text.lstrip(BLANKS)


def right_trimmed(text: str) -> str:
    """Return *text* without blanks at its end."""
    return text.rstrip(BLANKS)
