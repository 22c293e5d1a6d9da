"""Regular expressions of Java, matched so that none can stall the program.

Java's differ from Python's: digits, spaces and words are those of ASCII, sets may be cut with
``&&``. Back references, possessive and atomic parts are refused.
"""

from functools import lru_cache

from inspector_app.forms.xpath.automaton import Automaton, automaton
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.pattern_syntax import read_pattern

#: A form has a handful; an expression may put one together from answers.
_REMEMBERED = 256


def check_pattern(pattern: str) -> None:
    """Refuse a regular expression that cannot be used.

    Raises ``XPathError``: ``bad_pattern``, ``unsupported_pattern``.
    """
    _compiled(pattern)


def matches(pattern: str, text: str) -> bool:
    """Say whether *pattern* matches the whole of *text*. Raises ``XPathError`` as above."""
    try:
        return _compiled(pattern).matches(text)
    except XPathError as problem:
        raise XPathError(problem.code, pattern[:60]) from problem


@lru_cache(maxsize=_REMEMBERED)
def _compiled(pattern: str) -> Automaton:
    try:
        return automaton(read_pattern(pattern))
    except XPathError as problem:
        raise XPathError(problem.code, pattern[:60]) from problem
