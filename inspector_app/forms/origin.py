"""Where in its spreadsheet each part of a form stands: from node paths to cells.

pyxform gives no row for many mistakes, and mistakes that only our engine finds (cycles,
unbalanced expressions) are told by node path. The map here turns both into sheet, row and
column.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from inspector_app.domain.errors import InputError
from inspector_app.forms.columns import Column, by_name, read_columns
from inspector_app.forms.patterns import BEGIN, END, YES
from inspector_app.forms.sources import SourceSheet

#: The root's name in the XForm, unless the settings name another.
ROOT = "data"
#: In which columns a condition of the engine may have stood, likeliest first.
_WRITTEN_IN: Mapping[str, tuple[str, ...]] = {
    "calculate": ("calculation", "repeat_count", "default"),
    "choices": ("choice_filter", "type"),
    "default": ("default", "calculation"),
    "label": ("label", "hint", "guidance_hint", "constraint_message", "required_message"),
}
#: Nodes that pyxform adds: what they are called, and the column they come from.
_BESIDE = ("_count", "_other")  # of a repeat's count, of the text of an "other"
_ADDED = (
    (re.compile(r"generated_(?:table_list_label|note_name)_(\d+)"), "label"),
    (re.compile(r"reserved_name_for_field_list_labels_(\d+)"), "type"),
)
#: What people write, of other languages or with a Chinese keyboard, and what is meant.
_INSTEAD = {
    "，": ",", "；": ",", "（": "(", "）": ")", "＝": "=", "＞": ">", "＜": "<", "＋": "+",
    "－": "-", "≥": ">=", "≤": "<=", "≠": "!=", "「": "'", "」": "'", "【": "[", "】": "]",
    "｛": "{", "＄": "$", "$": "${…}", "AND": "and", "And": "and", "&&": "and", "&": "and",
    "且": "and", "并且": "and", "OR": "or", "Or": "or", "或": "or", "=": "=",
}  # fmt: skip
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Place:
    """A cell, or with no ``column`` a row. ``row`` counts as the spreadsheet shows it."""

    sheet: str
    row: int
    column: str
    cell: str

    def params(self) -> dict[str, str | int]:
        """Return it as the parameters of an error."""
        return {"sheet": self.sheet, "row": self.row, "column": self.column, "cell": self.cell}


@dataclass(frozen=True, slots=True)
class Origin:
    """The sheets of a form, and the row (from 0) of each node by its path."""

    sheets: Mapping[str, SourceSheet]
    columns: Mapping[str, Mapping[str, tuple[Column, ...]]]
    rows: Mapping[str, int]

    def text(self, sheet: str, row: int, column: str) -> str:
        """Return what stands in a column, in the first language that says something."""
        cells = (self.sheets[sheet].cell(row, at.index) for at in self._columns(sheet, column))
        return next((cell for cell in cells if cell), "")

    def place(self, sheet: str, row: int, column: str = "", language: str | None = None) -> Place:
        """Return the place of a cell; of a column the sheet does not have, that of the row."""
        source = self.sheets[sheet]
        number = source.rows[row][0]
        found = [
            at for at in self._columns(sheet, column) if language is None or at.language == language
        ]
        filled = [at for at in found if source.cell(row, at.index)]
        for at in (filled or found)[:1]:
            return Place(sheet, number, source.header[at.index], source.reference(number, at.index))
        # a column the sheet does not have: the cell that names the row
        named = self._columns(sheet, "name") or self._columns(sheet, "type")
        cell = source.reference(number, named[0].index) if named else str(number)
        return Place(sheet, number, column, cell)

    def header(self, sheet: str, index: int) -> Place:
        """Return the place of a column's header."""
        source = self.sheets[sheet]
        number = source.header_row
        return Place(sheet, number, source.header[index], source.reference(number, index))

    def row_of(self, path: str) -> int | None:
        """Return the row of a node, or of the nearest one around it."""
        while path and path not in self.rows:
            path = path.rpartition("/")[0]
        return self.rows.get(path)

    def _columns(self, sheet: str, column: str) -> tuple[Column, ...]:
        return self.columns.get(sheet, {}).get(column, ())


def origin_of(sheets: Iterable[SourceSheet]) -> Origin:
    """Return where the nodes of a form with these sheets come from."""
    by_sheet = {sheet.name: sheet for sheet in sheets}
    columns = {name: by_name(read_columns(sheet.header)) for name, sheet in by_sheet.items()}
    rows = dict(_paths(Origin(by_sheet, columns, {})))
    for path, row in list(rows.items()):
        for added in _BESIDE:  # a question of the author's own name wins
            rows.setdefault(f"{path}{added}", row)
    return Origin(by_sheet, columns, rows)


def _paths(origin: Origin) -> Iterator[tuple[str, int]]:
    settings = origin.sheets.get("settings")
    root = origin.text("settings", 0, "name") if settings and settings.rows else ""
    around = [f"/{root or ROOT}"]
    survey = origin.sheets["survey"]
    for row in range(len(survey.rows)):
        kind, name = origin.text("survey", row, "type"), origin.text("survey", row, "name")
        if not kind or origin.text("survey", row, "disabled").lower() in YES:
            continue
        if END.fullmatch(kind):
            if len(around) > 1:
                around.pop()
            continue
        path = f"{around[-1]}/{name or ('audit' if kind == 'audit' else '')}"
        if kind == "audit":
            path = f"{around[0]}/meta/audit"
        yield path, row
        if BEGIN.fullmatch(kind):
            around.append(path)


def in_sheet(problem: InputError, origin: Origin) -> InputError:
    """Return what is wrong with a node of a form as something wrong in a cell of its sheets."""
    params = problem.params
    if problem.code == "forms.cycle":
        paths = [_with_cell(path, origin) for path in str(params["paths"]).split(" → ")]
        return InputError("forms.cycle", name=params["name"], paths=" → ".join(paths))
    if problem.code == "forms.list_missing":
        return _missing_list(problem, origin)
    if problem.code == "forms.list_incomplete":
        return _incomplete_list(problem, origin)
    path = str(params.get("path", ""))
    place = _place_of(path, str(params.get("column", "")), str(params.get("expression")), origin)
    if place is None:
        return problem
    row = origin.row_of(path)
    area, _, what = problem.code.partition(".expression_")
    if not what:
        shown = f"{place.sheet}!{place.cell} {path.rpartition('/')[2]}"
        return InputError(problem.code, **{**params, **place.params(), "path": shown})
    cell = "" if row is None else _cell_text(place, origin)
    if what == "no_such_node" and any(
        known.endswith(f"/{params.get('what')}") for known in origin.rows
    ):
        what = "no_reference"
    code, said = instead_of(what, _as_written(str(params.get("what", "")), origin) or "…")
    return InputError(
        f"{area}.cell_{code}",
        **{
            **params,
            **place.params(),
            "question": path.rpartition("/")[2],
            "expression": " ".join(cell.split())[:_LONGEST_SHOWN] or str(params["expression"]),
            **said,
        },
    )


def instead_of(code: str, what: str) -> tuple[str, dict[str, str]]:
    """Return what to say of a wrong expression: with what to write instead, if that is clear."""
    if code != "unexpected":
        return code, {"what": what}
    for written, meant in _INSTEAD.items():
        if what.startswith(written):
            shown = "==" if written == "=" else written  # the second one is in the way
            return "instead", {"what": shown, "instead": meant}
    return code, {"what": what}


def cell_of(path: str, column: str, origin: Origin, language: str | None = None) -> Place | None:
    """Return the cell of what *column* (as the engine names it) says of the node at *path*."""
    row = origin.row_of(path)
    if language is not None and row is not None:
        return origin.place("survey", row, column, language)
    return _place_of(path, column, "", origin)


def _missing_list(problem: InputError, origin: Origin) -> InputError:
    """Name the cell that asks for the file: by its whole name in a type, else without ending."""
    file = str(problem.params["file"])
    survey = origin.sheets["survey"]
    for wanted in (file, file.rpartition(".")[0]):
        for row, (_, cells) in enumerate(survey.rows):
            for at in read_columns(survey.header):
                if at.index < len(cells) and wanted in re.split(r"[\s'\"(),]+", cells[at.index]):
                    place = origin.place("survey", row, at.name, at.language)
                    return InputError(
                        "forms.cell_list_missing", **{**problem.params, **place.params()}
                    )
    return problem


def _incomplete_list(problem: InputError, origin: Origin) -> InputError:
    """Name the first choice of the list, else the question that takes its choices from it."""
    listed, what = str(problem.params["list"]), str(problem.params["what"])
    places = [
        origin.place(sheet, row, "label" if what == "itextId" else what)
        for sheet in ("choices", "external_choices")
        for row in range(len(origin.sheets[sheet].rows) if sheet in origin.sheets else 0)
        if origin.text(sheet, row, "list_name") == listed
    ] or [
        origin.place("survey", row, "type")
        for row in range(len(origin.sheets["survey"].rows))
        if re.search(rf"\b{re.escape(listed)}\.\w+", origin.text("survey", row, "type"))
    ]
    if not places:
        return problem
    return InputError("forms.cell_list_incomplete", **{**problem.params, **places[0].params()})


def _with_cell(path: str, origin: Origin) -> str:
    row = origin.row_of(path)
    name = path.rpartition("/")[2]
    return name if row is None else f"{name} ({origin.place('survey', row, 'name').cell})"


def _as_written(what: str, origin: Origin) -> str:
    return f"${{{what.rpartition('/')[2]}}}" if what in origin.rows else what


def _cell_text(place: Place, origin: Origin) -> str:
    source = origin.sheets[place.sheet]
    index = source.header.index(place.column) if place.column in source.header else -1
    at = next((at for at, (number, _) in enumerate(source.rows) if number == place.row), -1)
    return source.cell(at, index) if index >= 0 and at >= 0 else ""


def _place_of(path: str, column: str, expression: str, origin: Origin) -> Place | None:
    name = path.rpartition("/")[2]
    settings = origin.sheets.get("settings")
    if name == "instanceName" and path not in origin.rows and settings and settings.rows:
        return origin.place("settings", 0, "instance_name")
    for pattern, written in _ADDED:
        match = pattern.fullmatch(name)
        if match and int(match[1]) - 2 < len(origin.sheets["survey"].rows):
            return origin.place("survey", int(match[1]) - 2, written)
    row = origin.row_of(path)
    if row is None:
        return _in_choices(expression, origin)
    candidates = _WRITTEN_IN.get(column, (column,))
    if name.endswith("_count") and origin.text("survey", row, "repeat_count"):
        candidates = ("repeat_count",)
    if column == "label":
        place = _template_with(row, candidates, expression, origin)
        if place is not None:
            return place
    filled = [each for each in candidates if origin.text("survey", row, each)]
    return origin.place("survey", row, (filled or ["name"])[0])


def _template_with(
    row: int, columns: Iterable[str], expression: str, origin: Origin
) -> Place | None:
    """Return the cell of a row whose words hold a calculated piece (``${…}``)."""
    for column in columns:
        for at in origin.columns["survey"].get(column, ()):
            if "${" in origin.sheets["survey"].cell(row, at.index):
                return origin.place("survey", row, column, at.language)
    return _in_choices(expression, origin)


def _in_choices(expression: str, origin: Origin) -> Place | None:
    """Return the first cell of the choices whose words name the node an expression reads."""
    name = expression.strip().rpartition("/")[2]
    choices = origin.sheets.get("choices")
    if not name or choices is None:
        return None
    for row, (_, cells) in enumerate(choices.rows):
        for index, cell in enumerate(cells):
            if f"${{{name}}}" in cell:
                header = {at.index: at for at in read_columns(choices.header)}.get(index)
                if header is not None:
                    return origin.place("choices", row, header.name, header.language)
    return None
