"""Which answers a question can have, and whether any of them meets several demands at once."""

import math

from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.forms.lint_conditions import (
    COMPARE,
    Alternative,
    Alternatives,
    Demand,
    holds,
    is_number,
    same,
)
from inspector_app.forms.model import Control, Form, Node

_NUMBERS = frozenset({"int", "integer", "long", "decimal", "double", "float"})
#: The record field that a checklist is opened for.
CATEGORY = "talk.category"


def possible(found: Alternatives, form: Form) -> Alternatives:
    """Return the alternatives that some answers meet."""
    return tuple(each for each in found if contradiction(each, form) is None)


def offered(form: Form, node: Node) -> frozenset[str] | None:
    """Return the values a question can have from lists known beforehand, ``None`` for any."""
    if node.attributes.get("from") == CATEGORY:
        return frozenset(category.value for category in TalkCategory)
    if node.choices is None:
        return None
    if node.choices.items is None:
        return frozenset(choice.value for choice in node.choices.listed) or None
    name = list_name(node)
    return frozenset(choice.value for choice in form.choices_in(name)) or None if name else None


def list_name(node: Node) -> str:
    """Return the name of the list a selection takes its choices from, "" if from elsewhere."""
    items = node.choices.items if node.choices is not None else None
    return items.instance if items is not None else ""


def contradiction(alternative: Alternative, form: Form) -> Demand | None:
    """Return a demand that no answer meets together with the others, ``None`` if all can be."""
    by_path: dict[str, list[Demand]] = {}
    for demand in alternative:
        by_path.setdefault(demand.path, []).append(demand)
    for path, demands in by_path.items():
        wrong = _wrong(form.node(path), sorted(demands, key=lambda each: each.operator), form)
        if wrong is not None:
            return wrong
    return None


def _wrong(node: Node, demands: list[Demand], form: Form) -> Demand | None:
    several = node.control in {Control.SELECT_MULTIPLE, Control.RANK}
    known = offered(form, node)
    for demand in demands:
        if demand.operator in {"has", "="} and demand.value and known is not None:
            words = demand.value.split() if several else [demand.value]
            if not all(any(same(word, value) for value in known) for word in words):
                return demand
        among = demand.operator == "among" and known is not None
        if among and not (known or frozenset()) & set(demand.value.split()):
            return demand
    if several:
        had = {demand.value for demand in demands if demand.operator == "has"}
        return next((d for d in demands if d.operator == "lacks" and d.value in had), None) or next(
            (d for d in demands if d.operator == "=" and not d.value and had), None
        )
    return _wrong_single(node, demands, known)


def _wrong_single(node: Node, demands: list[Demand], known: frozenset[str] | None) -> Demand | None:
    fixed = [d for d in demands if d.operator == "=" or (d.operator == "has" and known)]
    candidates: set[str] | None = {fixed[0].value} if fixed else None
    if candidates is None and known is not None:
        candidates = {*known, ""}
    if candidates is not None:
        for demand in demands:
            candidates = {value for value in candidates if _meets(value, demand)}
            if not candidates:
                return demand
        return None
    return _empty_range(demands) if node.type in _NUMBERS else None


def _meets(value: str, demand: Demand) -> bool:
    match demand.operator:
        case "has":
            return demand.value in value.split() or same(value, demand.value)
        case "lacks":
            return demand.value not in value.split()
        case "among":
            return value in demand.value.split()
        case "not among":
            return value not in demand.value.split()
    if demand.operator in COMPARE and not is_number(value):
        return bool(value)  # nothing compares as true with a number
    return holds(value, demand.operator, demand.value)


def _empty_range(demands: list[Demand]) -> Demand | None:
    low, high = -math.inf, math.inf
    low_open = high_open = False
    for demand in demands:
        if demand.operator not in COMPARE:
            continue
        bound = float(demand.value)
        is_open = demand.operator in {"<", ">"}
        if demand.operator.startswith(">"):
            if bound > low or (bound == low and is_open):
                low, low_open = bound, is_open
        elif bound < high or (bound == high and is_open):
            high, high_open = bound, is_open
        if low > high or (low == high and (low_open or high_open)):
            return demand
    return None
