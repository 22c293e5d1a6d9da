r"""Regular expressions of Java, matched by the library ``regex`` within a bounded time.

They are written over where the two differ: digits, spaces and words are those of ASCII in
Java, which also has ``\h``, ``\Q…\E``, sets by other names, more ends of lines. What the
library allows beyond Java is refused.
"""

import re
from functools import lru_cache

import regex

from inspector_app.forms.xpath.errors import XPathError

#: Seconds for one text; a sensible pattern needs microseconds.
_PATIENCE = 0.3
#: A form has a handful; an expression may put one together from answers.
_REMEMBERED = 256
#: Letters of a general category: Lu.
_CATEGORY = 2

_TOKEN = re.compile(
    r"""\\Q(?P<quoted>.*?)(?:\\E|\Z)
    | \\u(?P<high>[dD][89abAB][0-9A-Fa-f]{2})\\u(?P<low>[dD][c-fC-F][0-9A-Fa-f]{2})
    | \\(?:x\{(?P<code>[0-9A-Fa-f]{1,8})\}|x(?P<byte>[0-9A-Fa-f]{2})|u(?P<unit>[0-9A-Fa-f]{4}))
    | \\0(?P<octal>[0-3]?[0-7]{1,2})
    | \\c(?P<control>.)
    | \\(?P<not>[pP])(?:\{(?P<named>[^}]+)\}|(?P<letter>.))
    | \\(?P<escaped>.)
    | (?P<open>\[\^?\]?)
    | (?P<group>\(\?(?:[:=!>]|<[=!]|<[A-Za-z][A-Za-z0-9]*>|(?P<flags>[ismxu]*(?:-[ismxu]+)?)[:)]))
    | (?P<count>\{\d+(?:,\d*)?\})
    | (?P<plain>.)""",
    re.DOTALL | re.VERBOSE,
)
_LINE_ENDS = r"\n\r\x85\u2028\u2029"
#: Sets that a letter stands for, as they stand within square brackets.
_LETTERS = {
    "d": "0-9",
    "w": "a-zA-Z0-9_",
    "s": r"\ \t\n\v\f\r",
    "h": r"\ \t\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000",
    "v": r"\n\v\f\r\x85\u2028\u2029",
}
#: Sets that in Java are those of ASCII, or have another name.
_NAMES = {
    "Lower": "a-z",
    "Upper": "A-Z",
    "ASCII": r"\x00-\x7f",
    "Alpha": "a-zA-Z",
    "Digit": "0-9",
    "Alnum": "a-zA-Z0-9",
    "Punct": r"!-/:-@\[-`{-~",
    "Graph": "!-~",
    "Print": r"\ -~",
    "Blank": r"\ \t",
    "Cntrl": r"\x00-\x1f\x7f",
    "XDigit": "0-9a-fA-F",
    "Space": r"\ \t\n\v\f\r",
    "L1": r"\x00-\xff",
    "LC": r"\p{Lu}\p{Ll}\p{Lt}",
    "LD": r"\p{L}\p{Nd}",
}
#: Places and other things after a backslash, which no square brackets hold.
_PLACES = {
    "A": r"\A",
    "G": r"\A",
    "b": r"\b",
    "B": r"\B",
    "z": r"\Z",
    "Z": r"(?=(?:\r\n|(?<!\r)\n|[\r\x85\u2028\u2029])?\Z)",
    "R": rf"(?:\r\n|[{_LETTERS['v']}])",
    "X": r"\X",
    **{digit: f"\\{digit}" for digit in "123456789"},
}
_CONTROLS = {"t": r"\t", "n": r"\n", "r": r"\r", "f": r"\f", "a": r"\a", "e": r"\x1b"}


def check_pattern(pattern: str) -> None:
    """Refuse a regular expression that cannot be used. Raises ``XPathError``: ``bad_pattern``."""
    _compiled(pattern)


def matches(pattern: str, text: str) -> bool:
    """Say whether *pattern* matches the whole of *text*.

    Raises ``XPathError``: ``bad_pattern``, ``slow_pattern`` if that takes too long.
    """
    try:
        return _compiled(pattern).fullmatch(text, timeout=_PATIENCE) is not None
    except TimeoutError as problem:
        raise XPathError("slow_pattern", pattern[:60]) from problem


@lru_cache(maxsize=_REMEMBERED)
def _compiled(pattern: str) -> regex.Pattern[str]:
    try:
        return regex.compile(_translated(pattern), regex.VERSION1)
    except (regex.error, ValueError, OverflowError, RecursionError) as problem:
        raise XPathError("bad_pattern", pattern[:60]) from problem


def _translated(pattern: str) -> str:
    """Return *pattern* as the library writes it; raises ``ValueError`` for what Java refuses."""
    tokens = list(_TOKEN.finditer(pattern))
    flags = "".join(token["flags"] or "" for token in tokens)
    outside = {
        ".": "." if "s" in flags else f"[^{_LINE_ENDS}]",
        "$": "$" if "m" in flags else _PLACES["Z"],
        "]": r"\]",
        "}": r"\}",
    }
    written: list[str] = []
    depth = 0
    for token in tokens:
        inside, plain = depth > 0, token["plain"] or token["count"] or token["group"]
        if token["open"]:
            depth += 1
            written.append(token["open"].replace("]", r"\]"))
        elif inside and plain:
            depth -= plain == "]"
            written.append(_in_brackets(plain, written[-1]))
        elif plain:
            if plain == "{" or (plain == "(" and pattern.startswith("?", token.end())):
                raise ValueError(plain)
            written.append(_flagged(plain) if token["flags"] else outside.get(plain, plain))
        else:
            written.append(_escape(token, inside=inside))
    return "".join(written)


def _flagged(group: str) -> str:
    """Return a group with flags: the library knows no u, and takes ß for ss with i."""
    on, dash, rest = group[:-1].replace("u", "").partition("-")
    return f"{on}{dash or '-'}{rest}f{group[-1]}" if "i" in on or rest else f"{on}{group[-1]}"


def _in_brackets(plain: str, before: str) -> str:
    """Return what stands in square brackets, where the library knows more signs than Java."""
    if len(plain) > 1:
        return "".join(f"\\{char}" if char in "{}(?:!=<>" else char for char in plain)
    return f"\\{plain}" if plain in "|~:" or (plain == before == "-") else plain


def _escape(token: re.Match[str], *, inside: bool) -> str:
    """Return what a backslash and what follows it mean."""
    if token["not"]:
        return _set(token["named"] or token["letter"], negated=token["not"] == "P")
    letter = token["escaped"]
    if letter is None:
        return regex.escape(_characters(token), special_only=False)
    if letter.lower() in _LETTERS:
        return f"[{'^' if letter.isupper() else ''}{_LETTERS[letter.lower()]}]"
    known = _CONTROLS if inside else _CONTROLS | _PLACES
    if letter in known:
        return known[letter]
    if letter.isascii() and letter.isalnum():
        raise ValueError(letter)
    return regex.escape(letter, special_only=False)


def _set(name: str, *, negated: bool) -> str:
    short = name.removeprefix("Is")
    found = _NAMES.get(name) or f"\\p{{{short if len(short) <= _CATEGORY else name}}}"
    return f"[{'^' if negated else ''}{found}]"


def _characters(token: re.Match[str]) -> str:
    """Return the characters that a token spells by numbers, or quotes."""
    if token["quoted"] is not None:
        return token["quoted"]
    if token["high"]:
        return chr(
            0x10000 + ((int(token["high"], 16) & 0x3FF) << 10) + (int(token["low"], 16) & 0x3FF)
        )
    if token["control"]:
        return chr(ord(token["control"]) ^ 64)
    if token["octal"]:
        return chr(int(token["octal"], 8))
    return chr(int(token["code"] or token["byte"] or token["unit"], 16))
