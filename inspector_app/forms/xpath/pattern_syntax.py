"""What a regular expression of Java says, as a tree. What is not regular is refused."""

import re
from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.pattern_chars import (
    ANY_BREAK,
    EVERY,
    NO_LINE_END,
    SHORTHANDS,
    Test,
    any_case,
    between,
    both,
    either,
    named,
    neither,
    one_of,
)


@dataclass(frozen=True, slots=True, eq=False)
class Char:
    """One character of a set."""

    test: Test


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """A place between characters: ``^ $ ^m $m z b B`` (m: of a line)."""

    kind: str


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What must follow (*ahead*) or come before, or must not."""

    part: "Tree"
    ahead: bool
    wanted: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    """One part after the other; empty: nothing."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """One of the parts."""

    parts: tuple["Tree", ...]


@dataclass(frozen=True, slots=True, eq=False)
class Repeat:
    """A part several times; ``most`` is ``None`` for as often as one likes."""

    part: "Tree"
    least: int
    most: int | None


Tree: TypeAlias = Char | Edge | Look | Sequence | Choice | Repeat

_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|\Z)", re.DOTALL)
_COUNTED = re.compile(r"\{([0-9]+)(?:(,)([0-9]*))?\}")
_GROUP = re.compile(r"\?(?:<[A-Za-z][A-Za-z0-9]*>|:|=|!|<=|<!|>|([a-zA-Z]*)(-[a-zA-Z]*)?([:)]))")
_HEX = re.compile(r"x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|u([0-9A-Fa-f]{4})")
_OCTAL = re.compile(r"0([0-3]?[0-7]{1,2})")
_PROPERTY = re.compile(r"[pP](?:\{([^}]*)\}|(.))", re.DOTALL)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "a": "\a", "e": "\x1b"}
_EDGES = {"A": "^", "G": "^", "z": "z", "Z": "$", "b": "b", "B": "B"}
#: What sets of one case are where case does not matter.
_CASELESS = {"Lu": "LC", "Ll": "LC", "Lt": "LC", "Lower": "Alpha", "Upper": "Alpha"}
#: How deep groups may be nested, and how often a part may be counted.
_DEEPEST, _MOST = 40, 5000
_FLAGS = frozenset("isu" + "m")


def read_pattern(pattern: str) -> Tree:
    """Return the tree of *pattern*.

    Raises ``XPathError``: ``bad_pattern`` for what Java refuses, ``unsupported_pattern`` for
    back references, possessive and atomic parts, and other rare things.
    """
    quoted = _QUOTED.sub(lambda found: _escaped(found[1]), pattern)
    parser = _Parser(quoted, pattern[:60])
    tree = parser.choice(frozenset())
    if parser.at < len(quoted):
        raise parser.bad()
    return tree


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c.isascii() and not c.isalnum() else c for c in text)


class _Parser:
    def __init__(self, text: str, source: str) -> None:
        self.text = text
        self.source = source
        self.at = 0
        self.depth = 0
        self.flags: frozenset[str] = frozenset()

    def bad(self) -> XPathError:
        return XPathError("bad_pattern", self.source)

    def unsupported(self) -> XPathError:
        return XPathError("unsupported_pattern", self.source)

    def next(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        char = self.next()
        if not char:
            raise self.bad()
        self.at += 1
        return char

    def takes(self, mark: str) -> bool:
        found = self.text.startswith(mark, self.at)
        self.at += len(mark) if found else 0
        return found

    def scan(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return found

    # --- sequences ----------------------------------------------------------------------

    def choice(self, flags: frozenset[str]) -> Tree:
        """Read alternatives up to a bracket or the end."""
        outside, self.flags = self.flags, flags
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.unsupported()
        parts = [self.sequence()]
        while self.takes("|"):
            parts.append(self.sequence())
        self.depth -= 1
        self.flags = outside
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def sequence(self) -> Tree:
        parts: list[Tree] = []
        while self.next() not in ("", "|", ")"):
            parts.append(self.repeated(self.atom()))
        return Sequence(tuple(parts))

    def repeated(self, part: Tree) -> Tree:
        bounds = {"*": (0, None), "+": (1, None), "?": (0, 1)}.get(self.next())
        if bounds is not None:
            self.at += 1
            self.no_possessive()
            part = Repeat(part, *bounds)
        elif self.next() == "{":
            part = self.counted(part)
        if self.next() == "{":  # a second count, which Java passes over
            raise self.unsupported()
        return part

    def counted(self, part: Tree) -> Tree:
        found = self.scan(_COUNTED)
        if found is None:
            raise self.bad()
        self.no_possessive()
        least, open_end, most = found.groups()
        if max(len(least), len(most or "")) > len(str(_MOST)) or int(least) > _MOST:
            raise self.unsupported()
        if open_end and not most:
            return Repeat(part, int(least), None)
        upper = int(most or least)
        if upper < int(least):
            raise self.bad()
        return Repeat(part, int(least), upper)

    def no_possessive(self) -> None:
        """Read the lazy mark, which changes nothing in a match of the whole."""
        if self.next() == "+":
            raise self.unsupported()
        self.takes("?")

    # --- parts --------------------------------------------------------------------------

    def atom(self) -> Tree:
        char = self.take()
        match char:
            case "(":
                return self.group()
            case "[":
                return Char(self.char_class())
            case ".":
                return Char(EVERY if "s" in self.flags else NO_LINE_END)
            case "^" | "$":
                return Edge(char + ("m" if "m" in self.flags else ""))
            case "\\":
                return self.escape()
            case "*" | "+" | "?" | "{":
                raise self.bad()
        return Char(self.cased(one_of(char)))

    def cased(self, test: Test) -> Test:
        """Return *test*, with the other case of its characters if case does not matter."""
        return any_case(test, beyond_ascii="u" in self.flags) if "i" in self.flags else test

    def group(self) -> Tree:
        flags, look = self.flags, None
        if self.next() == "?":
            found = self.scan(_GROUP)
            if found is None:
                raise self.bad()
            on, off, end = found.groups()
            if end is not None:
                flags = self.changed(on, off or "")
                if end == ")":
                    self.flags = flags
                    return Sequence(())
            look = found[0]
        if look == "?>":
            raise self.unsupported()
        part = self.choice(flags)
        if not self.takes(")"):
            raise self.bad()
        if look in ("?=", "?!", "?<=", "?<!"):
            return Look(part, ahead="<" not in look, wanted="=" in look)
        return part

    def changed(self, on: str, off: str) -> frozenset[str]:
        """Return the flags after ``(?on-off)``."""
        named_flags = frozenset(on + off.removeprefix("-"))
        if named_flags & frozenset("xdU"):
            raise self.unsupported()
        if not named_flags <= _FLAGS:
            raise self.bad()
        return (self.flags | frozenset(on)) - frozenset(off)

    def escape(self) -> Tree:
        char = self.next()
        if char in _EDGES and char:
            self.at += 1
            if self.text.startswith("{g}", self.at):
                raise self.unsupported()
            return Edge(_EDGES[char])
        if char == "R":
            self.at += 1
            crlf = Sequence((Char(one_of("\r")), Char(one_of("\n"))))
            return Choice((crlf, Char(ANY_BREAK)))
        if char and char in "123456789kX":
            raise self.unsupported()
        found = self.escaped_set()
        return Char(found or self.cased(one_of(self.escaped_char())))

    def escaped_set(self) -> Test | None:
        """Read a set that has a letter, after a backslash; ``None`` if there is none."""
        char = self.next()
        if char and char in SHORTHANDS:
            self.at += 1
            return SHORTHANDS[char]
        found = self.scan(_PROPERTY)
        if found is None:
            return None
        name = found[1] if found[1] is not None else found[2]
        test = named(_CASELESS.get(name, name) if "i" in self.flags else name)
        if test is None:
            raise self.unsupported()
        return test if found[0][0] == "p" else neither(test)

    def escaped_char(self) -> str:
        """Read the one character that is meant after a backslash."""
        hexes = self.scan(_HEX)
        if hexes:
            code = int(hexes[1] or hexes[2] or hexes[3], 16)
            low = re.compile(r"\\u([dD][c-fC-F][0-9A-Fa-f]{2})")
            if 0xD800 <= code < 0xDC00 and (half := self.scan(low)):
                code = 0x10000 + ((code - 0xD800) << 10) + int(half[1], 16) - 0xDC00
            if code > 0x10FFFF:
                raise self.bad()
            return chr(code)
        octal = self.scan(_OCTAL)
        if octal:
            return chr(int(octal[1], 8))
        char = self.take()
        if char == "c":
            return chr(ord(self.take()) ^ 64)
        if char in _CONTROLS:
            return _CONTROLS[char]
        if char.isascii() and char.isalnum():
            raise self.unsupported() if char == "N" else self.bad()
        return char

    # --- sets ---------------------------------------------------------------------------

    def char_class(self) -> Test:
        """Read a set in square brackets, after the first."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self.unsupported()
        outside = self.takes("^")
        found = self.union()
        while self.takes("&&"):
            if self.next() == "]":
                raise self.unsupported()
            found = both(found, self.union())
        if not self.takes("]"):
            raise self.bad()
        self.depth -= 1
        return neither(found) if outside else found

    def union(self) -> Test:
        """Read the members of a set up to its end or ``&&``; there must be one."""
        found: Test | None = None
        while found is None or not (self.next() == "]" or self.text.startswith("&&", self.at)):
            if self.text.startswith("&&", self.at):
                raise self.unsupported()
            member = self.member()
            found = either(found, member) if found else member
        return found

    def member(self) -> Test:
        char = self.take()
        if char == "[":
            return self.char_class()
        if char == "\\":
            found = self.escaped_set()
            if found:
                return found
            char = self.escaped_char()
        after = self.text[self.at + 1 : self.at + 2]
        if self.next() != "-" or after in ("]", "["):
            return self.cased(one_of(char))
        self.at += 1
        last = self.take()
        if last == "\\":
            last = self.escaped_char()
        if last < char:
            raise self.bad()
        return self.cased(between(char, last))
