"""Regular expressions of Java."""

import re

from inspector_app.forms.xpath.errors import XPathError


def check_pattern(pattern: str) -> None:
    """Refuse a regular expression that cannot be used. Raises ``XPathError``: ``bad_pattern``."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as problem:
        raise XPathError("bad_pattern", pattern[:60]) from problem


def matches(pattern: str, text: str) -> bool:
    """Say whether *pattern* matches the whole of *text*. Raises ``XPathError``."""
    check_pattern(pattern)
    return re.fullmatch(pattern, text) is not None
