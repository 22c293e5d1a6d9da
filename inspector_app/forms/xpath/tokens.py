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
_WORD_OPERATORS = frozenset({"and", "or", "div", "mod"})
# Behind one of these a name is a name and * a wildcard; elsewhere they are operators.
_OPENING = frozenset({"@", "::", "(", "[", ",", "/", "//", "|", "+", "-", "=", "!=", "<", "<=",
                      ">", ">=", "and", "or", "div", "mod", "*op"})  # fmt: skip


class TokenKind(Enum):
    """What a token is."""

    TEXT = "text"
    NUMBER = "number"
    OPERATOR = "operator"
    NAME = "name"
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
    position, end = 0, len(expression.rstrip())
    while position < end:
        match = _TOKEN.match(expression, position)
        if match is None:
            raise XPathError("unexpected", expression[position : position + 30].strip())
        found.append(_token(match, found[-1] if found else None))
        position = match.end()
    found.append(Token(TokenKind.END, ""))
    return found


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
