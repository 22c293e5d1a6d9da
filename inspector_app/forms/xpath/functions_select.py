"""Functions of selections: choices in a text, one space between them."""

from inspector_app.forms.xpath.declare import MANY, Argument, Function, listed, single
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import (
    BLANKS,
    Scalar,
    to_boolean,
    to_int,
    to_number,
)


def _words(name: str, value: Scalar) -> list[str]:
    """Return the choices in *value*, which must be text. Raises ``XPathError``."""
    return [word for word in _text(name, value).split(" ") if word]


def _text(name: str, value: Scalar) -> str:
    if not isinstance(value, str):
        raise XPathError("wrong_argument", name)
    return value


def _selected(value: Scalar, wanted: Scalar) -> bool:
    sought = _text("selected", wanted).strip(BLANKS)
    return f" {sought} " in f" {_text('selected', value)} "


def _count_selected(value: Scalar) -> float:
    return float(len(_words("count-selected", value)))


def _selected_at(value: Scalar, index: Scalar) -> str:
    words, at = _words("selected-at", value), to_int(index)
    return words[at] if 0 <= at < len(words) else ""


def _checklist(least: Argument, most: Argument, *arguments: Argument) -> bool:
    low, high = to_int(single(least)), to_int(single(most))
    count = sum(map(to_boolean, listed(arguments)))
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _weighted_checklist(least: Argument, most: Argument, *arguments: Argument) -> bool:
    low, high = to_number(single(least)), to_number(single(most))
    flags, weights = listed(arguments[::2]), listed(arguments[1::2])
    if len(flags) != len(weights):
        raise XPathError("wrong_argument", "weighted-checklist")
    total = 0.0
    for flag, weight in zip(flags, map(to_number, weights), strict=True):
        if to_boolean(flag):
            total += weight
    return low <= total <= high


SELECT_FUNCTIONS = {
    "selected": Function("v", 2, 2, _selected),
    "is-selected": Function("v", 2, 2, _selected),
    "count-selected": Function("v", 1, 1, _count_selected),
    "selected-at": Function("v", 2, 2, _selected_at),
    "checklist": Function("vvb", 2, MANY, _checklist),
    "weighted-checklist": Function("vvb", 4, MANY, _weighted_checklist),
}
