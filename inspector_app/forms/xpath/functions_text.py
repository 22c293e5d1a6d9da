"""Functions of text. Lengths and places count UTF-16 units, as Java does: 𬀩 is two."""

import re
from array import array

from inspector_app.forms.xpath.declare import MANY, Argument, Function, listed, single
from inspector_app.forms.xpath.patterns import matches
from inspector_app.forms.xpath.values import BLANKS, Scalar, to_int, to_text

_SPACES = re.compile(r"[ \t\n\v\f\r]+")
_HALVES = re.compile("[\ud800-\udfff]")
_LARGEST = "\uffff"


def units(text: str) -> str:
    """Return *text* with a character per UTF-16 unit: one beyond the BMP becomes its halves."""
    if text.isascii() or max(text) <= _LARGEST:
        return text
    return "".join(map(chr, array("H", text.encode("utf-16", "surrogatepass")[2:])))


def from_units(text: str) -> str:
    """Undo ``units``; half a character becomes ``?``, as when Java writes it to a file."""
    if text.isascii() or not _HALVES.search(text):
        return text
    joined = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    return _HALVES.sub("?", joined)


def _concat(*arguments: Argument) -> str:
    return "".join(map(to_text, listed(arguments)))


def _join(separator: Argument, *arguments: Argument) -> str:
    return to_text(single(separator)).join(map(to_text, listed(arguments)))


def _contains(text: Scalar, part: Scalar) -> bool:
    return to_text(part) in to_text(text)


def _starts_with(text: Scalar, part: Scalar) -> bool:
    return to_text(text).startswith(to_text(part))


def _ends_with(text: Scalar, part: Scalar) -> bool:
    return to_text(text).endswith(to_text(part))


def _before(text: Scalar, mark: Scalar) -> str:
    whole = to_text(text)
    return whole[: max(0, whole.find(to_text(mark)))]


def _after(text: Scalar, mark: Scalar) -> str:
    whole, sought = to_text(text), to_text(mark)
    at = whole.find(sought)
    return whole[at + len(sought) :] if at >= 0 else ""


def _slice(text: Scalar, start: Scalar, end: Scalar | None = None) -> str:
    """Return the units from *start* to before *end*, from 0; negative ones from the end."""
    halves = units(to_text(text))
    size = len(halves)
    first, last = to_int(start), size if end is None else to_int(end)
    first = first + size if first < 0 else first
    last = last + size if last < 0 else last
    return from_units(halves[max(0, first) : max(0, last)])


def _translate(text: Scalar, old: Scalar, new: Scalar) -> str:
    given = units(to_text(new))
    table: dict[int, str | None] = {}
    for at, char in enumerate(units(to_text(old))):
        table.setdefault(ord(char), given[at] if at < len(given) else None)
    return from_units(units(to_text(text)).translate(table))


def _length(text: Scalar) -> float:
    return float(len(units(to_text(text))))


def _normalize(text: Scalar) -> str:
    return _SPACES.sub(" ", to_text(text).strip(BLANKS))


def _regex(text: Scalar, pattern: Scalar) -> bool:
    return matches(to_text(pattern), to_text(text))


TEXT_FUNCTIONS = {
    "string": Function("v", 1, 1, to_text),
    "concat": Function("b", 0, MANY, _concat),
    "join": Function("vb", 1, MANY, _join),
    "contains": Function("v", 2, 2, _contains),
    "starts-with": Function("v", 2, 2, _starts_with),
    "ends-with": Function("v", 2, 2, _ends_with),
    "substr": Function("v", 2, 3, _slice),
    "substring-before": Function("v", 2, 2, _before),
    "substring-after": Function("v", 2, 2, _after),
    "string-length": Function("v", 1, 1, _length),
    "normalize-space": Function("v", 1, 1, _normalize),
    "translate": Function("v", 3, 3, _translate),
    "regex": Function("v", 2, 2, _regex),
}
