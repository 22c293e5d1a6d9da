"""Sets of characters in Java's regular expressions, as tests of one character."""

import string
from collections.abc import Callable
from typing import TypeAlias
from unicodedata import category

#: Says whether a character belongs to a set.
Test: TypeAlias = Callable[[str], bool]

#: What a dot does not match and before which ``$`` matches.
LINE_ENDS = "\n\r\x85\u2028\u2029"
_VERTICAL = "\n\v\f\r\x85\u2028\u2029"
_HORIZONTAL = " \t\xa0\u1680\u180e\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_WORD = string.ascii_letters + string.digits + "_"

#: Han script and ideographs by Unicode 13, that of Java 17.
_HAN = (
    (0x2E80, 0x2E99), (0x2E9B, 0x2EF3), (0x2F00, 0x2FD5), (0x3005, 0x3005), (0x3007, 0x3007),
    (0x3021, 0x3029), (0x3038, 0x303B), (0x3400, 0x4DBF), (0x4E00, 0x9FFC), (0xF900, 0xFA6D),
    (0xFA70, 0xFAD9), (0x16FF0, 0x16FF1), (0x20000, 0x2A6DD), (0x2A700, 0x2B734),
    (0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0), (0x2F800, 0x2FA1D),
    (0x30000, 0x3134A),
)  # fmt: skip
_BLOCKS = {
    "BASICLATIN": (0x0, 0x7F),
    "LATIN1SUPPLEMENT": (0x80, 0xFF),
    "GREEK": (0x370, 0x3FF),
    "CYRILLIC": (0x400, 0x4FF),
    "GENERALPUNCTUATION": (0x2000, 0x206F),
    "CJKRADICALSSUPPLEMENT": (0x2E80, 0x2EFF),
    "CJKSYMBOLSANDPUNCTUATION": (0x3000, 0x303F),
    "HIRAGANA": (0x3040, 0x309F),
    "KATAKANA": (0x30A0, 0x30FF),
    "BOPOMOFO": (0x3100, 0x312F),
    "CJKUNIFIEDIDEOGRAPHSEXTENSIONA": (0x3400, 0x4DBF),
    "CJKUNIFIEDIDEOGRAPHS": (0x4E00, 0x9FFF),
    "CJKCOMPATIBILITYIDEOGRAPHS": (0xF900, 0xFAFF),
    "CJKCOMPATIBILITYFORMS": (0xFE30, 0xFE4F),
    "HALFWIDTHANDFULLWIDTHFORMS": (0xFF00, 0xFFEF),
    "CJKUNIFIEDIDEOGRAPHSEXTENSIONB": (0x20000, 0x2A6DF),
}
_GENERAL = frozenset(
    {"L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No"}
    | {"P", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So"}
    | {"Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Co", "Cs", "Cn"}
)


def one_of(characters: str) -> Test:
    """Return the test for *characters*."""
    return frozenset(characters).__contains__


def between(first: str, last: str) -> Test:
    """Return the test for the characters from *first* to *last*."""
    return lambda char: first <= char <= last


def either(one: Test, other: Test) -> Test:
    """Return the test for the characters of either set."""
    return lambda char: one(char) or other(char)


def both(one: Test, other: Test) -> Test:
    """Return the test for the characters of both sets."""
    return lambda char: one(char) and other(char)


def neither(test: Test) -> Test:
    """Return the test for the characters outside a set."""
    return lambda char: not test(char)


def any_case(test: Test, *, beyond_ascii: bool) -> Test:
    """Return the test that also takes the other case of a character, of ASCII or of all."""
    return lambda char: (
        test(char) or ((beyond_ascii or char.isascii()) and any(map(test, _cases(char))))
    )


def _cases(char: str) -> list[str]:
    return [other for other in (char.upper(), char.lower()) if len(other) == 1]


def in_categories(names: str) -> Test:
    """Return the test for Unicode's general categories, given by name or by first letter."""
    wanted = tuple(names.split())
    return lambda char: category(char).startswith(wanted)


def is_word(char: str) -> bool:
    """Say whether *char* makes a word at its edges: letters and digits of all scripts."""
    return char == "_" or category(char) in _LETTERS_AND_DIGITS


_LETTERS_AND_DIGITS = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})


def _ranges(ranges: tuple[tuple[int, int], ...]) -> Test:
    return lambda char: any(first <= ord(char) <= last for first, last in ranges)


def _every(_char: str) -> bool:
    return True


#: The sets with a letter of their own; the capital one is the rest.
SHORTHANDS: dict[str, Test] = {
    "d": one_of(string.digits),
    "w": one_of(_WORD),
    "s": one_of(" \t\n\v\f\r"),
    "h": one_of(_HORIZONTAL),
    "v": one_of(_VERTICAL),
}
SHORTHANDS |= {letter.upper(): neither(test) for letter, test in SHORTHANDS.items()}
ANY_BREAK = one_of(_VERTICAL)
EVERY: Test = _every
NO_LINE_END: Test = neither(one_of(LINE_ENDS))

_PRINTED = "".join(map(chr, range(0x21, 0x7F)))
_NAMED: dict[str, Test] = {
    "Lower": one_of(string.ascii_lowercase),
    "Upper": one_of(string.ascii_uppercase),
    "ASCII": str.isascii,
    "Alpha": one_of(string.ascii_letters),
    "Digit": one_of(string.digits),
    "Alnum": one_of(string.ascii_letters + string.digits),
    "Punct": one_of(string.punctuation),
    "Graph": one_of(_PRINTED),
    "Print": one_of(_PRINTED + " "),
    "Blank": one_of(" \t"),
    "Cntrl": one_of("\x7f" + "".join(map(chr, range(0x20)))),
    "XDigit": one_of(string.hexdigits),
    "Space": one_of(" \t\n\v\f\r"),
    "LC": in_categories("Lu Ll Lt"),
    "LD": in_categories("L Nd"),
    "L1": between("\0", "\xff"),
    "all": EVERY,
}
_BINARY: dict[str, Test] = {
    "LETTER": in_categories("L"),
    "DIGIT": in_categories("Nd"),
    "PUNCTUATION": in_categories("P"),
    "CONTROL": in_categories("Cc"),
    "TITLECASE": in_categories("Lt"),
}


def named(name: str) -> Test | None:
    """Return the set that Unicode calls *name*, ``None`` if it is not known here."""
    key, assigned, value = name.partition("=")
    if assigned:
        return _assigned(key.strip().lower(), value.strip())
    if name in _GENERAL:
        return in_categories(name)
    if name.startswith("In"):
        return _block(name[2:])
    if name.startswith("Is"):
        rest = name[2:]
        if rest in _GENERAL:
            return in_categories(rest)
        return _script(rest) or _BINARY.get(rest.upper())
    return _NAMED.get(name)


def _assigned(key: str, value: str) -> Test | None:
    if key in ("sc", "script"):
        return _script(value)
    if key in ("blk", "block"):
        return _block(value)
    if key in ("gc", "general_category"):
        return in_categories(value) if value in _GENERAL else _NAMED.get(value)
    return None


def _script(name: str) -> Test | None:
    return _ranges(_HAN) if name.upper() in ("HAN", "HANI") else None


def _block(name: str) -> Test | None:
    found = _BLOCKS.get(name.upper().translate(str.maketrans("", "", " _-")))
    return _ranges((found,)) if found else None
