"""The author's check of a form: everything that can be told about it without filling it in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from inspector_app.domain.errors import InputError
from inspector_app.forms.lines import Lines, lines_of
from inspector_app.forms.lint_cells import broken_cells
from inspector_app.forms.lint_filters import filters
from inspector_app.forms.lint_findings import LintFinding, Severity
from inspector_app.forms.lint_questions import our_columns, questions
from inspector_app.forms.lint_reach import unreachable
from inspector_app.forms.lint_readers import readings
from inspector_app.forms.lint_sheets import register_cell, sheets_findings
from inspector_app.forms.lint_words import choices, translations
from inspector_app.forms.load import Beside, form_from, form_from_sheets, is_xform
from inspector_app.forms.model import Form
from inspector_app.forms.origin import Origin, Place, cell_of, origin_of
from inspector_app.forms.sources import SourceSheet, xlsform_sheets
from inspector_app.system.wording import Wording

#: A form with more mistakes than this is best looked at again after mending these.
_MOST_MISTAKES = 200
#: What is refused before anybody looks at its cells.
_TOO_LARGE = frozenset(
    {"forms.too_large", "forms.cell_groups_too_deep", "forms.cell_name_too_long"}
)
_MOST_OF_A_KIND = 8
_SHEETS = ("settings", "survey", "choices", "external_choices")


@dataclass(frozen=True, slots=True)
class LintReport:
    """What the check found, in the order of the sheets; ``form`` is ``None`` if it was refused."""

    form: Form | None
    findings: tuple[LintFinding, ...]

    @property
    def errors(self) -> int:
        """Return how many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)


def lint_form(data: bytes, *, name: str, beside: Beside | None = None) -> LintReport:
    """Check the form in *data*; a form that cannot be loaded is one finding, nothing is raised."""
    try:
        if is_xform(data):
            form = form_from(data, name=name, beside=beside)
            lines = lines_of(data)
            own = (*form_findings(form), *choices(form))
            found = (_at_line(each, lines) for each in own)
            return LintReport(form, _together(sorted(found, key=lambda each: each.line)))
        sheets = xlsform_sheets(data, name=name)
    except InputError as problem:
        return LintReport(None, (_refusal(problem),))
    try:
        form = form_from_sheets(sheets, name=name, beside=beside)
    except InputError as problem:
        return LintReport(None, _all_mistakes(_refusal(problem), sheets, name))
    origin = origin_of(sheets)
    own = (*form_findings(form), *sheets_findings(origin), *filters(origin))
    found = (_at_cell(each, origin) for each in own)
    return LintReport(form, _together(sorted(found, key=_order)))


def form_findings(form: Form) -> Iterator[LintFinding]:
    """Give what is wrong with a loaded form, by node."""
    yield from unreachable(form)
    yield from readings(form)
    yield from questions(form)
    yield from translations(form)
    yield from our_columns(form)


def finding_text(finding: LintFinding, wording: Wording) -> str:
    """Return a finding in words; it does not repeat where it stands unless it is a refusal."""
    if "." in finding.code:
        return wording.error(InputError(finding.code, **finding.params))
    return wording.text(f"forms.lint.{finding.code}", **finding.params)


def _refusal(problem: InputError) -> LintFinding:
    params = problem.params
    place = None
    if "sheet" in params and "row" in params:
        place = Place(
            str(params["sheet"]),
            int(params["row"]),
            str(params.get("column", "")),
            str(params.get("cell", "")),
        )
    path, line = str(params.get("path", "")), int(params.get("line", 0))
    return LintFinding(
        Severity.ERROR, problem.code, path=path, params=params, place=place, line=line
    )


def _all_mistakes(
    refusal: LintFinding, sheets: tuple[SourceSheet, ...], name: str
) -> tuple[LintFinding, ...]:
    """Return why a form is refused, and what else in its cells would refuse it next."""
    if refusal.code in _TOO_LARGE:
        return (refusal,)
    cells = {refusal.place.cell if refusal.place else ""}
    others = []
    for each in broken_cells(origin_of(sheets), name=name):
        if each.place is not None and each.place.cell not in cells:
            cells.add(each.place.cell)
            others.append(each)
            if len(others) == _MOST_MISTAKES:
                break
    return (refusal, *others)


def _together(found: Iterable[LintFinding]) -> tuple[LintFinding, ...]:
    """Put texts that one language lacks into one finding, at the first, if they are many."""
    missing: dict[tuple[object, object], list[LintFinding]] = {}
    findings = list(found)
    for each in findings:
        if each.code == "not_translated":
            missing.setdefault((each.params["language"], each.params["what"]), []).append(each)
    kept = []
    for each in findings:
        same = missing.get((each.params.get("language"), each.params.get("what")), [each])
        if each.code != "not_translated" or len(same) <= _MOST_OF_A_KIND:
            kept.append(each)
        elif each is same[0]:
            params = {**each.params, "count": len(same)}
            kept.append(replace(each, code="not_translated_many", params=params))
    return tuple(kept)


def _at_cell(finding: LintFinding, origin: Origin) -> LintFinding:
    if finding.place is not None or not finding.path:
        return finding
    if finding.code.startswith("register."):
        return replace(finding, place=register_cell(finding, origin))
    place = cell_of(finding.path, finding.column, origin, finding.language)
    return replace(finding, place=place)


def _at_line(finding: LintFinding, lines: Lines) -> LintFinding:
    if finding.line or not finding.path:
        return finding
    return replace(finding, line=lines.of(finding.path, finding.column))


def _order(finding: LintFinding) -> tuple[int, int, int, str]:
    place = finding.place
    if place is None:
        return (-1, 0, 0, finding.code)
    sheet = _SHEETS.index(place.sheet) if place.sheet in _SHEETS else len(_SHEETS)
    return (sheet, place.row, len(place.cell), place.cell)  # A … Z before AA
