"""How a question is to look: decided from its control, type and appearance. No Qt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.forms.model import Control, Node
from inspector_app.forms.sitting import FROM, NodeState

#: More choices than this are not shown all at once: one types to find them.
MOST_LISTED = 30
#: Most choices that stand behind a drop-down; beyond it one types to find them.
MOST_DROPPED = 60
_COLUMNS = re.compile(r"columns(?:-(\d{1,2}))?$")
_MOST_COLUMNS = 10


class Face(StrEnum):
    """The widget a question gets."""

    NOTE = "note"
    SHOWN = "shown"
    LINE = "line"
    LINES = "lines"
    MASKED = "masked"
    NUMBER = "number"
    CODE = "code"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    TIME = "time"
    MOMENT = "moment"
    OPTIONS = "options"
    DROP = "drop"
    FIND = "find"
    FIND_SEVERAL = "find_several"
    HEAD_LINE = "head_line"
    GRID_LINE = "grid_line"
    RANK = "rank"
    RANGE = "range"
    TICK = "tick"
    FILE = "file"
    ELSEWHERE = "elsewhere"


class Flow(StrEnum):
    """How options stand beside each other."""

    COLUMN = "column"
    COLUMNS = "columns"
    PACK = "pack"
    LIKERT = "likert"


@dataclass(frozen=True, slots=True)
class Look:
    """The face of a question and what its appearance says about it.

    ``columns`` is the number of columns of options, 0 for as many as fit; ``quick`` goes on
    to the next question by itself; ``grouped`` shows numbers with separators; ``calendar``
    offers one to pick a day from; ``bare`` shows no words beside options.
    """

    face: Face
    flow: Flow = Flow.COLUMN
    columns: int = 0
    several: bool = False
    quick: bool = False
    grouped: bool = False
    calendar: bool = True
    bare: bool = False


_TYPED = {
    "int": Face.NUMBER,
    "integer": Face.NUMBER,
    "long": Face.NUMBER,
    "decimal": Face.NUMBER,
    "time": Face.TIME,
    "barcode": Face.CODE,
}

_CONTROLS = {
    Control.NONE: Face.SHOWN,
    Control.RANK: Face.RANK,
    Control.RANGE: Face.RANGE,
    Control.TRIGGER: Face.TICK,
    Control.UPLOAD: Face.FILE,
}


def look_of(node: Node, state: NodeState, choices: int) -> Look:
    """Return how the question *node* looks, given its *state* and how many *choices* it has."""
    words = node.appearance.lower().split()
    if not node.on_device:
        return Look(Face.ELSEWHERE)
    if node.rules.calculate is not None and state.readonly:
        return Look(Face.SHOWN, grouped="thousands-sep" in words)
    if node.control in _CONTROLS:
        return Look(_CONTROLS[Control(node.control)])
    if node.control == Control.SELECT_ONE:
        return _one(words, choices)
    if node.control == Control.SELECT_MULTIPLE:
        return _several(words, choices)
    return _input(node, state, words)


def _input(node: Node, state: NodeState, words: Sequence[str]) -> Look:
    kind = node.type.lower()
    if kind in {"date", "datetime"}:
        return _date(kind, words)
    grouped = "thousands-sep" in words
    if kind in _TYPED:
        return Look(_TYPED[kind], grouped=grouped)
    if state.readonly and "masked" not in words:
        # A note is a text that cannot be answered and is filled from nowhere.
        filled = state.kept or node.default or node.attributes.get(FROM)
        return Look(Face.SHOWN if filled else Face.NOTE, grouped=grouped)
    if "numbers" in words:
        return Look(Face.NUMBER, grouped=grouped)
    if "masked" in words:
        return Look(Face.MASKED)
    return Look(Face.LINES if "multiline" in words else Face.LINE)


def _date(kind: str, words: Sequence[str]) -> Look:
    if "month-year" in words:
        return Look(Face.MONTH)
    if "year" in words:
        return Look(Face.YEAR)
    face = Face.DAY if kind == "date" else Face.MOMENT
    return Look(face, calendar="no-calendar" not in words)


def _one(words: Sequence[str], choices: int) -> Look:
    if "label" in words:
        return Look(Face.HEAD_LINE, Flow.LIKERT)
    if "list-nolabel" in words or "list" in words:
        return Look(Face.GRID_LINE, Flow.LIKERT, bare="list-nolabel" in words)
    quick = any(word in {"quick", "quickcompact"} for word in words)
    if any(word in {"autocomplete", "search"} for word in words):
        return Look(Face.FIND, quick=quick)
    if "minimal" in words:
        return Look(Face.DROP if choices <= MOST_DROPPED else Face.FIND, quick=quick)
    if choices > MOST_LISTED:
        return Look(Face.FIND, quick=quick)
    flow, columns = _flow(words)
    return Look(Face.OPTIONS, flow, columns, quick=quick)


def _several(words: Sequence[str], choices: int) -> Look:
    if "label" in words:
        return Look(Face.HEAD_LINE, Flow.LIKERT, several=True)
    if "list-nolabel" in words or "list" in words:
        return Look(Face.GRID_LINE, Flow.LIKERT, several=True, bare="list-nolabel" in words)
    folded = {"minimal", "autocomplete", "search"}
    if choices > MOST_LISTED or not folded.isdisjoint(words):
        return Look(Face.FIND_SEVERAL, several=True)
    flow, columns = _flow(words)
    return Look(Face.OPTIONS, flow, columns, several=True)


def _flow(words: Sequence[str]) -> tuple[Flow, int]:
    for word in words:
        if word == "likert":
            return Flow.LIKERT, 0
        if word in {"columns-pack", "horizontal-compact", "horizontalcompact", "compact"}:
            return Flow.PACK, 0
        if word in {"horizontal", "columns-flex", "quickcompact"}:
            return Flow.PACK, 0
        found = _COLUMNS.match(word)
        if found is not None:
            return Flow.COLUMNS, min(int(found[1] or 0), _MOST_COLUMNS)
    return Flow.COLUMN, 0
