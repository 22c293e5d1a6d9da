"""What only the sheets show: choices, columns and settings as their author wrote them."""

import difflib
from collections.abc import Iterator

from inspector_app.forms.columns import TRANSLATED, Column
from inspector_app.forms.compiling import used_header
from inspector_app.forms.lint_findings import LintFinding, Severity
from inspector_app.forms.origin import Origin, Place
from inspector_app.forms.patterns import SELECT

#: Columns of the sheet ``survey`` that are known, ours aside.
SURVEY_COLUMNS = frozenset({
    *TRANSLATED, "type", "name", "required", "relevant", "constraint", "calculation", "readonly",
    "default", "appearance", "parameters", "choice_filter", "repeat_count", "trigger",
    "disabled", "autoplay", "rows", "intent", "accuracythreshold", "query", "save_to",
    "noapperrorstring", "no_app_error_string",
})  # fmt: skip
_SETTINGS = frozenset({
    "form_title", "form_id", "version", "default_language", "instance_name", "namespaces", "name",
    "style", "allow_choice_duplicates", "public_key", "submission_url", "auto_send",
    "auto_delete", "omit_instanceid", "clean_text_values", "add_none_option", "prefix",
    "delimiter", "flat", "client_editable", "instance_id", "instance_xmlns",
})  # fmt: skip
#: Our own attributes: of a question, and of the form as a whole.
OURS = frozenset({"item", "head", "theme", "article", "must", "optional", "from", "column",
                  "filter", "restrict"})  # fmt: skip
OURS_OF_FORM = frozenset({"register", "number", "title", "sort", "english"})
_UNTRANSLATED = "-"
_PLACE, _REGISTER = "insp:column", "attribute::insp:register"


def sheets_findings(origin: Origin) -> Iterator[LintFinding]:
    """Give what is wrong with the sheets of a form that can be loaded."""
    yield from _columns(origin)
    yield from _notes(origin)
    yield from _settings(origin)
    for sheet in ("choices", "external_choices"):
        if sheet in origin.sheets:
            yield from _choices(origin, sheet)


def _columns(origin: Origin) -> Iterator[LintFinding]:
    for sheet, known, ours in (
        ("survey", SURVEY_COLUMNS, OURS),
        ("settings", _SETTINGS, OURS_OF_FORM),
    ):
        for columns in origin.columns.get(sheet, {}).values():
            for column in columns:
                area, _, own = column.name.rpartition("insp:")
                if own != column.name or area:
                    if own.lower() not in ours:
                        yield _unknown(origin, sheet, column, [f"insp:{each}" for each in ours])
                elif column.name not in known and ":" not in column.name:
                    yield _unknown(origin, sheet, column, sorted(known))


def register_cell(finding: LintFinding, origin: Origin) -> Place | None:
    """Return the cell that makes a register wrong: one that says what is complained of."""
    said = {str(value) for value in finding.params.values()}
    survey = origin.sheets["survey"]
    for row in range(len(survey.rows)):
        if origin.text("survey", row, "name") in said and origin.text("survey", row, _PLACE):
            return origin.place("survey", row, _PLACE)
    settings = origin.columns.get("settings", {})
    for name in settings:
        held = origin.text("settings", 0, name)
        if "insp:" in name and held and {held, held.removeprefix("-")} & said:
            return origin.place("settings", 0, name)
    return origin.place("settings", 0, _REGISTER) if _REGISTER in settings else None


def _notes(origin: Origin) -> Iterator[LintFinding]:
    for sheet in ("choices", "external_choices"):
        source = origin.sheets.get(sheet)
        for index, label in enumerate(source.header if source else ()):
            if source is not None and label and not used_header(source)[index]:
                yield LintFinding(
                    Severity.WARNING,
                    "unknown_column",
                    params={"what": label},
                    place=origin.header(sheet, index),
                )


def _unknown(origin: Origin, sheet: str, column: Column, known: list[str]) -> LintFinding:
    source = origin.sheets[sheet]
    shown = column.name.removeprefix("attribute::")
    near = difflib.get_close_matches(shown, known, 1, 0.6)
    code = "unknown_column_near" if near else "unknown_column"
    return LintFinding(
        Severity.WARNING,
        code,
        params={"what": source.header[column.index], **({"near": near[0]} if near else {})},
        place=origin.header(sheet, column.index),
    )


def _settings(origin: Origin) -> Iterator[LintFinding]:
    languages = {
        column.language
        for sheet in ("survey", "choices")
        for columns in origin.columns.get(sheet, {}).values()
        for column in columns
        if column.language
    }
    settings = origin.sheets.get("settings")
    given = settings is not None and bool(settings.rows)
    default = origin.text("settings", 0, "default_language") if given else ""
    if default and languages and default not in languages:
        yield LintFinding(
            Severity.ERROR,
            "no_such_default",
            params={"language": default},
            place=origin.place("settings", 0, "default_language"),
        )
    for wanted, code in (("form_id", "no_id"), ("version", "no_version")):
        if not given or not origin.text("settings", 0, wanted):
            place = origin.place("settings", 0, wanted) if given else None
            yield LintFinding(Severity.WARNING, code, place=place)
    plain = any(
        not column.language
        for columns in origin.columns["survey"].values()
        for column in columns
        if column.name == "label"
    )
    if plain and languages and not default:
        yield LintFinding(
            Severity.WARNING,
            "language_unnamed",
            place=origin.header("survey", origin.columns["survey"]["label"][0].index),
        )


def _choices(origin: Origin, sheet: str) -> Iterator[LintFinding]:
    used = _lists_used(origin)
    values: set[tuple[str, str]] = set()
    labels: set[tuple[str, str, str]] = set()
    unused: set[str] = set()
    for row in range(len(origin.sheets[sheet].rows)):
        of_list, value = origin.text(sheet, row, "list_name"), origin.text(sheet, row, "name")
        if not of_list:
            continue
        if of_list not in used and of_list not in unused:
            unused.add(of_list)
            place = origin.place(sheet, row, "list_name")
            yield LintFinding(
                Severity.WARNING, "list_unused", params={"what": of_list}, place=place
            )
        if " " in value:
            yield LintFinding(
                Severity.ERROR,
                "choice_space",
                params={"value": value},
                place=origin.place(sheet, row, "name"),
            )
        if (of_list, value) in values:
            yield LintFinding(
                Severity.WARNING,
                "choice_twice",
                params={"value": value, "what": of_list},
                place=origin.place(sheet, row, "name"),
            )
        values.add((of_list, value))
        yield from _labels(origin, sheet, row, of_list, labels)


def _labels(
    origin: Origin, sheet: str, row: int, of_list: str, seen: set[tuple[str, str, str]]
) -> Iterator[LintFinding]:
    columns = origin.columns[sheet].get("label", ())
    said = {column.language: origin.sheets[sheet].cell(row, column.index) for column in columns}
    for language, text in said.items():
        if text in {"", _UNTRANSLATED} and any(said.values()) and len(said) > 1:
            yield LintFinding(
                Severity.WARNING,
                "not_translated",
                params={"language": language, "what": "label"},
                place=origin.place(sheet, row, "label", language),
            )
        elif not text:
            place = origin.place(sheet, row, "label", language)
            yield LintFinding(Severity.WARNING, "choice_no_label", place=place)
            return
        elif (of_list, language, text) in seen:
            yield LintFinding(
                Severity.WARNING,
                "choice_label_twice",
                params={"value": text[:40], "what": of_list},
                place=origin.place(sheet, row, "label", language),
            )
        seen.add((of_list, language, text))


def _lists_used(origin: Origin) -> set[str]:
    """Return the lists that a question takes its choices from, or an expression names."""
    used: set[str] = {"theme"}  # the must-ask checklist's subjects, named by insp:theme
    for row, (_, cells) in enumerate(origin.sheets["survey"].rows):
        select = SELECT.fullmatch(origin.text("survey", row, "type"))
        if select:
            used.add(select["list"])
        parts = origin.text("survey", row, "type").split()
        used.update(parts[2:] if parts[:2] == ["begin", "loop"] else ())
        for cell in cells:
            if "instance(" in cell or "tick_labelset" in cell:
                used.update(cell.replace('"', "'").replace("=", "'").replace(" ", "'").split("'"))
    return used
