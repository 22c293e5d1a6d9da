"""All mistakes in the cells of a form that is refused: loading it stops at the first."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from inspector_app.forms.complaints import NEED_LISTS, near_type
from inspector_app.forms.lint_findings import LintFinding, Severity
from inspector_app.forms.lint_readers import calls_in
from inspector_app.forms.origin import Origin, instead_of
from inspector_app.forms.patterns import BEGIN, END, SELECT, YES
from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.functions import FUNCTIONS
from inspector_app.forms.xpath.parser import parse
from inspector_app.forms.xpath.special import SPECIAL

_EXPRESSIONS = ("relevant", "required", "constraint", "calculation", "readonly", "choice_filter",
                "repeat_count", "default")  # fmt: skip
_TEXTS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_REFERENCE = re.compile(r"\$\{(last-saved#)?([^}]*)\}")
_NO = frozenset({"no", "false", "false()"})
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_LONGEST = 80


#: Quotes that word processors make; pyxform takes them for plain ones.
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"'})


def broken_cells(origin: Origin, *, name: str) -> Iterator[LintFinding]:
    """Give what is wrong in the cells of the survey; *name* is the file's, for the words."""
    survey = origin.sheets["survey"]
    names = Counter(origin.text("survey", row, "name") for row in range(len(survey.rows)))
    names["instanceID"] += 1
    lists = {
        origin.text(sheet, row, "list_name")
        for sheet in ("choices", "external_choices")
        if sheet in origin.sheets
        for row in range(len(origin.sheets[sheet].rows))
    }
    reader = _Reader(origin, name, names, lists, _known_types())
    for row in range(len(survey.rows)):
        kind = origin.text("survey", row, "type")
        if kind and origin.text("survey", row, "disabled").lower() not in YES:
            yield from reader.names_in(row, kind)
            yield from reader.texts_in(row)
            yield from reader.expressions_in(row)


def _known_types() -> frozenset[str]:
    # as in ``compiling``: pyxform takes half a second to import
    from pyxform.aliases import _type_alias_map, settings_header  # noqa: PLC0415
    from pyxform.question_type_dictionary import QUESTION_TYPE_DICT  # noqa: PLC0415

    known = {*QUESTION_TYPE_DICT, *_type_alias_map, *settings_header, "audit", "osm"}
    return frozenset(known | {"csv-external", "xml-external"})


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of a survey whose questions have ``names`` and whose choices ``lists``."""

    origin: Origin
    name: str
    names: Counter[str]
    lists: set[str]
    types: frozenset[str]

    def _finding(self, row: int, at: tuple[str, str | None], code: str, **said: str) -> LintFinding:
        column, language = at
        place = self.origin.place("survey", row, column, language)
        params = {"name": self.name, **place.params(), **said}
        return LintFinding(Severity.ERROR, f"forms.cell_{code}", "", column, None, params, place)

    def names_in(self, row: int, kind: str) -> Iterator[LintFinding]:
        """Give what is wrong with the name and the type of a row."""
        yield from self._type(row, kind)
        called = self.origin.text("survey", row, "name")
        if not END.fullmatch(kind) and kind not in {"note", "audit"} and not called:
            yield self._finding(row, ("name", None), "no_name")
        elif called and not _NAME.fullmatch(called):
            yield self._finding(row, ("name", None), "bad_name", value=called[:_LONGEST])
        select, loop = SELECT.fullmatch(kind), BEGIN.fullmatch(kind)
        wanted = select["list"] if select else (loop[2] or "") if loop else ""
        plain = select is None or "from_file" not in select["command"]
        if wanted and plain and wanted not in self.lists and not set(wanted) & set("${."):
            yield self._finding(row, ("type", None), "unknown_list", what=wanted[:_LONGEST])

    def _type(self, row: int, kind: str) -> Iterator[LintFinding]:
        plain = " ".join(kind.split())
        written = BEGIN.fullmatch(plain) or END.fullmatch(plain) or SELECT.fullmatch(plain)
        if written or plain in self.types:
            return
        shown = plain[:_LONGEST]
        if plain in NEED_LISTS:
            yield self._finding(row, ("type", None), "list_unnamed", what=shown)
        elif near := near_type(plain):
            yield self._finding(row, ("type", None), "unknown_type_near", what=shown, near=near)
        else:
            yield self._finding(row, ("type", None), "unknown_type", what=shown)

    def texts_in(self, row: int) -> Iterator[LintFinding]:
        """Give references in the texts of a row that mean nothing, or several questions."""
        for column in _TEXTS:
            for at in self.origin.columns["survey"].get(column, ()):
                cell = self.origin.sheets["survey"].cell(row, at.index)
                yield from self._references(row, (column, at.language), cell)

    def expressions_in(self, row: int) -> Iterator[LintFinding]:
        """Give conditions of a row that cannot be understood."""
        for column in _EXPRESSIONS:
            cell = self.origin.text("survey", row, column)
            fixed = cell.lower() in YES | _NO or (column == "default" and not _is_dynamic(cell))
            if cell and not fixed:
                wrong = list(self._references(row, (column, None), cell))
                yield from wrong or self._expression(row, column, cell)

    def _references(self, row: int, at: tuple[str, str | None], cell: str) -> Iterator[LintFinding]:
        for match in _REFERENCE.finditer(cell):
            what = match[2].strip()
            if self.names[what] != 1:
                code = "ambiguous_reference" if self.names[what] else "unknown_reference"
                yield self._finding(row, at, code, what=what[:_LONGEST])

    def _expression(self, row: int, column: str, cell: str) -> Iterator[LintFinding]:
        shown = " ".join(cell.split())[:_LONGEST]
        try:
            found = parse(_REFERENCE.sub(" /q ", cell.translate(_QUOTES)))
        except XPathError as problem:
            code, said = instead_of(problem.code, problem.what[:_LONGEST] or "…")
            question = self.origin.text("survey", row, "name")
            at = (column, None)
            yield self._finding(row, at, code, question=question, expression=shown, **said)
            return
        for called in calls_in(found):
            if called not in FUNCTIONS and called not in SPECIAL:
                yield self._finding(
                    row, (column, None), "unknown_function", what=called, expression=shown
                )


def _is_dynamic(cell: str) -> bool:
    return "(" in cell or "${" in cell
