"""What pyxform complains about, told in our words and with the cell that is meant.

pyxform's messages are English, name a column seldom and often no row. Each kind of mistake
that authors make is listed here once; what is not listed is shown in pyxform's own words.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from inspector_app.domain.errors import InputError
from inspector_app.forms.origin import Origin, Place

_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"'(survey|choices|settings|external_choices|entities)' sheet")
_COLUMN = re.compile(r"sheet, the '([^']+)' value")
_QUOTED = re.compile(r"'([^']+)'")
#: What our own words say already.
_SAID = re.compile(r"^On the '\w+' sheet, the '[^']*' value is invalid\. ")
_LONGEST_DETAIL = 400


_REFERRING = ("${}",)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One kind of mistake: how pyxform words it, our code, and the cell it stands in.

    ``what`` in the pattern is what is wrong. Without a row in the message it is looked for in
    the columns ``seek``, as a word of the cell; ``_REFERRING`` is any cell with a reference to it.
    """

    pattern: str
    code: str
    column: str = ""
    sheet: str = "survey"
    seek: tuple[str, ...] = ()


_COMPLAINTS = (
    Complaint(r"Question with no type", "forms.cell_no_type", "type"),
    Complaint(r"Question or group with no name", "forms.cell_no_name", "name"),
    Complaint(r"Missing calculation", "forms.cell_no_calculation", "calculation"),
    Complaint(r"Unknown question type '(?P<what>[^']*)'", "forms.cell_unknown_type", "type",
              seek=("type",)),
    Complaint(r"element named '(?P<what>[^']*)' has no label", "forms.cell_no_label", "label",
              seek=("name",)),
    Complaint(r"must be unique within their nearest parent", "forms.cell_name_twice", "name"),
    Complaint(r"Repeat names must unique", "forms.cell_repeat_twice", "name"),
    Complaint(r"must not be the same as the survey root|name 'meta' is reserved",
              "forms.cell_name_reserved", "name"),
    Complaint(r"Names must begin with a letter", "forms.cell_bad_name", "name"),
    Complaint(r"Unmatched 'end_", "forms.cell_end_without_begin", "type"),
    Complaint(r"Unmatched 'begin_", "forms.cell_begin_without_end", "type"),
    Complaint(r"List name not in [a-z ]*sheet: (?P<what>\S+)", "forms.cell_unknown_list", "type"),
    Complaint(r"There should be a choices sheet", "forms.cell_no_lists", "type",
              seek=("select_one", "select_multiple", "rank")),
    Complaint(r"See \[(?P<what>[^\]]*)\] in \[", "forms.cell_choice_space", "name", "choices",
              ("name",)),
    Complaint(r"Choices must have a name", "forms.cell_choice_no_name", "name", "choices"),
    Complaint(r"Choice names must be unique", "forms.cell_choice_twice", "name", "choices"),
    Complaint(r"Could not find the name '(?P<what>[^']*)'", "forms.cell_unknown_reference"),
    Complaint(r"The name '(?P<what>[^']*)' appears more than once",
              "forms.cell_ambiguous_reference"),
    Complaint(r"no survey element named '(?P<what>[^']*)'", "forms.cell_unknown_reference",
              seek=_REFERRING),
    Complaint(r"multiple survey elements named '(?P<what>[^']*)'",
              "forms.cell_ambiguous_reference", seek=_REFERRING),
    Complaint(r"Reference variables must start|Reference variable lists",
              "forms.cell_bad_reference"),
    Complaint(r"The question \$\{(?P<what>[^}]*)\} is not user-visible",
              "forms.cell_trigger_unseen", "trigger", seek=("trigger",)),
    Complaint(r"should end with one of the supported file", "forms.cell_list_file", "type"),
    Complaint(r"list names don't match: (?P<what>.+)", "forms.cell_table_list", "type"),
    Complaint(r"Choice filter not supported (?P<what>.+)", "forms.cell_filter_here",
              "choice_filter"),
    Complaint(r"(?P<what>randomize) must", "forms.cell_parameters", "parameters",
              seek=("parameters",)),
    Complaint(r"(?P<what>seed)( value must|\.$)", "forms.cell_parameters", "parameters",
              seek=("parameters",)),
    Complaint(r"Parameter (?P<what>\S+) must",
              "forms.cell_parameters", "parameters", seek=("parameters",)),
    Complaint(r"Parameters must be in the form of", "forms.cell_parameters_form", "parameters"),
    Complaint(r"accepted parameter keys .* are '(?P<accepted>[^']*)'.*: '(?P<what>.*)'",
              "forms.cell_parameters_unknown", "parameters"),
    Complaint(r"'parameters' value is invalid|Parameters? ", "forms.cell_parameters",
              "parameters"),
)  # fmt: skip


#: Types an author may have meant by one that is not known.
_TYPES = (
    "text", "integer", "decimal", "range", "date", "time", "datetime", "select_one",
    "select_multiple", "select_one_from_file", "select_multiple_from_file", "rank", "note",
    "acknowledge", "calculate", "hidden", "image", "file", "barcode", "geopoint", "geotrace",
    "geoshape", "audio", "video", "begin group", "end group", "begin repeat", "end repeat",
)  # fmt: skip


#: Types that need the name of a list behind them.
NEED_LISTS = frozenset({"select_one", "select_multiple", "rank"})


def near_type(kind: str) -> str:
    """Return the type that was probably meant by one that is not known, "" if none is near."""
    return next(iter(difflib.get_close_matches(_meant(kind), _TYPES, 1, 0.6)), "")


def _meant(kind: str) -> str:
    words = kind.casefold().replace("-", "_").split()
    return " ".join(words) if words[:1] in (["begin"], ["end"]) else "".join(words[:1])


def located(message: str, origin: Origin, *, name: str) -> InputError:
    """Return pyxform's *message* as an error that names the cell, in our words if we have some."""
    plain = " ".join(_ROW.sub("", message).split())[:_LONGEST_DETAIL]
    missing = re.search(r"sheet: '(\w+)'.* required column headers were not found: (.*?)\.", plain)
    if missing:
        what = missing[2].replace("'", "")
        return InputError("forms.no_column", name=name, sheet=missing[1], column=what)
    twice = re.search(r"sheet: '(\w+)'.* same column were found: '(.*?)', '(.*?)'\.", plain)
    if twice:
        both = f"{twice[2]}, {twice[3]}"
        return InputError("forms.column_twice", name=name, sheet=twice[1], column=both)
    for each in _COMPLAINTS:
        match = re.search(each.pattern, plain)
        if match:
            groups = match.groupdict()
            what = groups.get("what") or ""
            place = _place(message, each, what, origin)
            if place is not None:
                value = _value(place, origin)
                code = each.code
                params = {"value": value, "what": what or value, "detail": _SAID.sub("", plain)}
                params["accepted"] = groups.get("accepted") or ""
                near = near_type(what)
                if code == "forms.cell_unknown_type" and what in NEED_LISTS:
                    code = "forms.cell_list_unnamed"
                elif code == "forms.cell_unknown_type" and near:
                    code, params["near"] = "forms.cell_unknown_type_near", near
                return InputError(code, **{"name": name, **place.params(), **params})
    found = _place(message, Complaint("", ""), "", origin)
    if found is None:
        return InputError("forms.broken", name=name, detail=plain)
    return InputError(
        "forms.broken_sheet", name=name, sheet=found.sheet, row=found.row, detail=plain
    )


def _place(message: str, kind: Complaint, what: str, origin: Origin) -> Place | None:
    row, named, column = (each.search(message) for each in (_ROW, _SHEET, _COLUMN))
    sheet = named[1] if named else kind.sheet
    if sheet == "settings":
        return _cell(sheet, 0, column[1] if column else kind.column, origin)
    if row:
        # pyxform counts the header as row 1 and knows nothing of what stands above or between
        return _cell(sheet, int(row[1]) - 2, column[1] if column else kind.column, origin)
    if kind.seek == _REFERRING:
        return _referring(what, origin)
    words = (what,) if what else kind.seek or tuple(_QUOTED.findall(message))
    columns = kind.seek if what else (kind.column,) if kind.column else None
    return _sought(sheet, kind.column, columns, words, origin)


def _cell(sheet: str, at: int, column: str, origin: Origin) -> Place | None:
    source = origin.sheets.get(sheet)
    if sheet == "choices" and "external_choices" in origin.sheets:
        # compiled behind the ordinary choices
        before = len(source.rows) if source else 0
        if at >= before:
            return _cell("external_choices", at - before, column, origin)
    if source is None or not 0 <= at < max(len(source.rows), 1) or not source.rows:
        return None
    if column in source.header:  # pyxform names columns as the author did, or as it does itself
        number, index = source.rows[at][0], source.header.index(column)
        return Place(sheet, number, column, source.reference(number, index))
    plain = column.partition(" ")[0]
    return origin.place(sheet, at, plain)


def _sought(
    sheet: str,
    column: str,
    columns: Iterable[str] | None,
    words: Iterable[str],
    origin: Origin,
) -> Place | None:
    """Return the first cell that has one of *words*; pyxform names no row for some mistakes."""
    source = origin.sheets.get(sheet)
    if source is None:
        return None
    for word in words:
        for at, (_, cells) in enumerate(source.rows):
            if columns is None:
                held = word in cells
            else:
                texts = (" ".join(origin.text(sheet, at, each).split()) for each in columns)
                held = any(word in {text, *re.split(r"[\s${},=]+", text)} for text in texts)
            if held:
                return origin.place(sheet, at, column)
    return None


def _referring(what: str, origin: Origin) -> Place | None:
    """Return the first cell of the survey that refers to *what*, else the one that names it."""
    survey = origin.sheets["survey"]
    for at, (number, cells) in enumerate(survey.rows):
        for index in range(min(len(cells), len(survey.header))):
            if f"${{{what}}}" in survey.cell(at, index):
                cell = survey.reference(number, index)
                return Place("survey", number, survey.header[index], cell)
    return _sought("survey", "name", ("name",), (what,), origin)


def _value(place: Place, origin: Origin) -> str:
    source = origin.sheets[place.sheet]
    if place.column not in source.header:
        return ""
    index = source.header.index(place.column)
    at = next(at for at, (number, _) in enumerate(source.rows) if number == place.row)
    return " ".join(source.cell(at, index).split())[:80]
