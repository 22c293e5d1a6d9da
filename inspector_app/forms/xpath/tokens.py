"""Cut an expression into tokens (XPath 1.0, section 3.7)."""

import re
from enum import Enum
from typing import NamedTuple

from inspector_app.forms.xpath.errors import XPathError

MAX_LENGTH = 50_000
_NAME = r"[^\W\d][\w.\-]*+"  # possessive: a name is never cut short to make the rest fit
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<text>"[^"]*"|'[^']*')
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<operator>\.\.|//|::|<=|>=|!=|[-+=<>|/()\[\],@.*])
    | (?P<name>{_NAME}(?::(?!:)(?:{_NAME}|\*))?)
    )""",
    re.VERBOSE,
)
# A path of names alone is one token: most expressions are made of them.
_PLAIN_PATH = re.compile(rf"\s*+((?:/|(?:\.\./)++){_NAME}(?:/{_NAME})*+)(?!\s*[\[(:/])")
_WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
# Behind one of these a name is a name and * a wildcard; elsewhere they are operators.
_OPENING = frozenset({"@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=",
                      ">", ">=", "and", "or", "div", "mod", "*op"})  # fmt: skip

_BEFORE_PATHS = _OPENING - {"@", "::", "/", "//"}


class TokenKind(Enum):
    """What a token is."""

    TEXT = "text"
    NUMBER = "number"
    OPERATOR = "operator"
    NAME = "name"
    PATH = "path"
    END = "end"


class Token(NamedTuple):
    """One token; ``value`` without quotes. The multiplication sign is ``*op``."""

    kind: TokenKind
    value: str


def tokens(expression: str) -> list[Token]:
    """Return the tokens of *expression*, an end token last.

    Raises ``XPathError``: ``too_long``, ``unexpected`` with the rest of the expression.
    """
    if len(expression) > MAX_LENGTH:
        raise XPathError("too_long")
    found: list[Token] = []
    before: Token | None = None
    position, end = 0, len(expression.rstrip())
    while position < end:
        plain = _PLAIN_PATH.match(expression, position) if _may_begin(before) else None
        match = plain or _TOKEN.match(expression, position)
        if match is None:
            raise XPathError("unexpected", expression[position : position + 30].strip())
        before = _token(match, before) if plain is None else Token(TokenKind.PATH, match[1])
        found.append(before)
        position = match.end()
    found.append(Token(TokenKind.END, ""))
    return found


def _may_begin(before: Token | None) -> bool:
    """Say whether a path may begin behind a token: not within another path."""
    if before is None:
        return True
    return before.kind is TokenKind.OPERATOR and before.value in _BEFORE_PATHS


_KINDS = {kind.value: kind for kind in TokenKind}


def _token(match: re.Match[str], before: Token | None) -> Token:
    group = match.lastgroup or ""
    kind, value = _KINDS[group], match[group]
    if kind is TokenKind.TEXT:
        return Token(kind, value[1:-1])
    if value == "*" or (kind is TokenKind.NAME and value in _WORD_OPERATORS):
        after_operand = before is not None and not (
            before.kind is TokenKind.OPERATOR and before.value in _OPENING
        )
        if value == "*":
            return Token(TokenKind.OPERATOR, "*op") if after_operand else Token(TokenKind.NAME, "*")
        if after_operand:
            return Token(TokenKind.OPERATOR, value)
    return Token(kind, value)
