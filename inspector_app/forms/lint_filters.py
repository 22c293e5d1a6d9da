"""Filters of choices that can offer nothing: a column that is not there, a value nobody gives."""

import re
from collections.abc import Iterator

from inspector_app.forms.lint_conditions import tree
from inspector_app.forms.lint_findings import LintFinding, Severity
from inspector_app.forms.lint_readers import paths_in
from inspector_app.forms.origin import Origin
from inspector_app.forms.patterns import SELECT
from inspector_app.forms.xpath.syntax import Chain, Expression, Path

_REFERENCE = re.compile(r"\$\{([^}]*)\}")
_CHOICES = ("choices", "external_choices")


def filters(origin: Origin) -> Iterator[LintFinding]:
    """Give filters that name no column of the choices, and choices no answer leads to."""
    lists = _lists(origin)
    questions = {
        origin.text("survey", row, "name"): origin.text("survey", row, "type")
        for row in range(len(origin.sheets["survey"].rows))
    }
    told: set[tuple[str, str]] = set()
    for row in range(len(origin.sheets["survey"].rows)):
        select = SELECT.fullmatch(origin.text("survey", row, "type"))
        source = origin.text("survey", row, "choice_filter")
        if select is None or not source or select["list"] not in lists:
            continue
        expression = tree(_REFERENCE.sub(r" /\1 ", source))
        if expression is None:
            continue
        missing = [name for name in _columns_in(expression) if not _known(origin, name)]
        for name in missing[:1]:
            yield LintFinding(
                Severity.ERROR,
                "filter_column",
                params={"what": name},
                place=origin.place("survey", row, "choice_filter"),
            )
        column, question = _simple(expression)
        asked = SELECT.fullmatch(questions.get(question, ""))
        if missing or not column or asked is None or (select["list"], column) in told:
            continue
        told.add((select["list"], column))
        if asked["list"] in lists:
            yield from _never_offered(origin, lists, select["list"], column, asked["list"])


def _lists(origin: Origin) -> dict[str, list[tuple[str, int]]]:
    """Return the rows of each list, by the sheet they stand in."""
    found: dict[str, list[tuple[str, int]]] = {}
    for sheet in _CHOICES:
        for row in range(len(origin.sheets[sheet].rows) if sheet in origin.sheets else 0):
            found.setdefault(origin.text(sheet, row, "list_name"), []).append((sheet, row))
    return found


def _columns_in(expression: Expression) -> Iterator[str]:
    """Give the columns of the choices that a filter names: paths of a single plain name."""
    for path, _ in paths_in(expression):
        if not path.absolute and path.start is None and len(path.steps) == 1:
            step = path.steps[0]
            if step.axis == "child" and step.name != "*" and not step.predicates:
                yield step.name


def _known(origin: Origin, name: str) -> bool:
    return any(
        name in origin.columns.get(sheet, {}) or name in origin.sheets[sheet].header
        for sheet in _CHOICES
        if sheet in origin.sheets
    )


def _simple(expression: Expression) -> tuple[str, str]:
    """Return column and question of a filter that only compares the two, else nothing."""
    match expression:
        case Chain(Path() as first, (("=", Path() as second),)):
            one, other = (first, second) if second.absolute else (second, first)
            if other.absolute and not one.absolute and len(one.steps) == len(other.steps) == 1:
                return one.steps[0].name, other.steps[0].name
    return "", ""


def _never_offered(
    origin: Origin,
    lists: dict[str, list[tuple[str, int]]],
    of_list: str,
    column: str,
    asked: str,
) -> Iterator[LintFinding]:
    values = {origin.text(sheet, row, "name") for sheet, row in lists[asked]}
    for sheet, row in lists[of_list]:
        value = origin.text(sheet, row, column)
        if value not in values:
            yield LintFinding(
                Severity.WARNING,
                "never_offered_choice",
                params={"value": value, "what": asked, "choice": origin.text(sheet, row, "name")},
                place=origin.place(sheet, row, column),
            )
