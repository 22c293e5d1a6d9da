"""The sheets of an XLSForm compiled into XForm XML by pyxform, and what it complains about."""

import re
from collections.abc import Iterable, Sequence
from xml.parsers.expat import ExpatError

from inspector_app.domain.errors import InputError
from inspector_app.forms.bounds import check_bounds
from inspector_app.forms.columns import TRANSLATED, read_columns
from inspector_app.forms.complaints import located
from inspector_app.forms.model import INSP
from inspector_app.forms.origin import origin_of
from inspector_app.forms.sources import SourceSheet

#: What pyxform raises on sheets it was not made for, besides its own error.
_PYXFORM_FAILS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError,
    ValueError, ExpatError,
)  # fmt: skip
_EXTERNAL = "external_choices"
_NAMESPACES = "namespaces"
_OURS = "insp"
_WORDS = frozenset({"type", "name", "list_name", "parameters", "appearance"})
_ENTITIES = "entities"
_LISTS = frozenset({"choices", _EXTERNAL})
_ELEMENT = re.compile(r"[^\W\d][\w.\-]*")
#: Columns that become attributes, and the prefixes pyxform declares by itself.
_ATTRIBUTES = frozenset({"bind", "control", "body", "instance", "attribute"})
_PREFIXES = frozenset({_OURS, "jr", "odk", "orx", "h", "ev", "xsd", "xml"})
_ATTRIBUTE = re.compile(rf"(?:(?P<prefix>{_ELEMENT.pattern}):)?{_ELEMENT.pattern}")


def compile_sheets(sheets: Iterable[SourceSheet], *, name: str) -> bytes:
    """Return the XForm of an XLSForm's sheets.

    Raises ``InputError``: ``forms.cell_…`` with sheet, row and column for the mistakes that
    authors make, ``forms.broken_sheet`` with sheet, row and pyxform's own words for rarer
    ones, ``forms.broken`` where no row is known, ``forms.column_twice``, ``forms.bad_header``.
    """
    # pyxform takes half a second to import; a mission's own forms are XForms already.
    from lark.exceptions import LarkError  # noqa: PLC0415
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    own = tuple(sheets)
    check_bounds(own, name=name)
    origin = origin_of(own)
    declared = origin.text("settings", 0, _NAMESPACES) if _given(own) else ""
    for sheet in own:
        _check_header(sheet, declared, name)
    try:
        result = convert(_book(own), warnings=[], validate=False, form_name="data")
        return str(result.xform).encode()
    except PyXFormError as problem:
        raise located(str(problem), origin, name=name) from problem
    except (*_PYXFORM_FAILS, LarkError) as problem:
        kind = type(problem).__name__
        raise InputError("forms.broken", name=name, detail=kind) from problem


def _book(sheets: Iterable[SourceSheet]) -> dict[str, object]:
    """Return the sheets as pyxform takes them.

    Lists of the sheet ``external_choices`` become ordinary ones: what they are for, lists
    too long for a telephone, our engine filters as quickly as any.
    """
    by_name = {sheet.name: sheet for sheet in sheets}
    by_name.pop(_ENTITIES, None)
    headings = {sheet.name: used_header(sheet) for sheet in by_name.values()}
    rows = {
        sheet.name: [_row(headings[sheet.name], cells) for _, cells in sheet.rows]
        for sheet in by_name.values()
    }
    headers = {
        name: {label: None for label in header if label} for name, header in headings.items()
    }
    if _EXTERNAL in rows:
        headers.setdefault("choices", {}).update(headers.pop(_EXTERNAL))
        rows.setdefault("choices", []).extend(rows.pop(_EXTERNAL))
        kinds = [at for at in read_columns(by_name["survey"].header) if at.name == "type"]
        for row in rows["survey"]:
            for kind in (by_name["survey"].header[at.index] for at in kinds):
                if kind in row:
                    row[kind] = row[kind].replace("select_one_external ", "select_one ", 1)
    _plain_spaces(by_name.values(), rows)
    _name_our_columns(rows, headers)
    book: dict[str, object] = {"sheet_names": list(rows), **rows}
    book |= {f"{sheet}_header": [header] for sheet, header in headers.items()}
    return book


def _plain_spaces(sheets: Iterable[SourceSheet], rows: dict[str, list[dict[str, str]]]) -> None:
    """Make spaces of a Chinese keyboard plain where they divide words: select_one　list."""
    for sheet in sheets:
        words = [sheet.header[at.index] for at in read_columns(sheet.header) if at.name in _WORDS]
        for row in rows.get(sheet.name, ()):
            for label in words:
                if label in row:
                    row[label] = row[label].replace("\u3000", " ")


def used_header(sheet: SourceSheet) -> tuple[str, ...]:
    """Return a sheet's header without the columns that only its author reads.

    Entities (``save_to`` and their sheet) are for a server, which there is none of here.
    Columns of the choices become elements of the XForm; under a heading that can be no name
    of an element stand notes, which no expression could name.
    """
    if sheet.name == "survey":
        entities = {at.index for at in read_columns(sheet.header) if at.name == "save_to"}
        return tuple("" if at in entities else label for at, label in enumerate(sheet.header))
    if sheet.name not in _LISTS:
        return sheet.header
    notes = {
        column.index
        for column in read_columns(sheet.header)
        if column.name not in TRANSLATED and not _ELEMENT.fullmatch(column.name)
    }
    return tuple("" if at in notes else label for at, label in enumerate(sheet.header))


def _name_our_columns(
    rows: dict[str, list[dict[str, str]]], headers: dict[str, dict[str, None]]
) -> None:
    """Declare the namespace of our own columns (``bind::insp:…``) if the author has not."""
    used = any(
        f"{_OURS}:" in label for sheet in ("survey", "settings") for label in headers.get(sheet, {})
    )
    if not used:
        return
    settings = rows.setdefault("settings", [])
    if not settings:
        settings.append({})
    declared = settings[0].get(_NAMESPACES, "")
    if re.search(rf"\b{_OURS}\s*=", declared) is None:
        settings[0][_NAMESPACES] = f'{declared} {_OURS}="{INSP}"'.strip()
        headers.setdefault("settings", {}).setdefault(_NAMESPACES, None)


def _given(sheets: Iterable[SourceSheet]) -> bool:
    return any(sheet.name == "settings" and sheet.rows for sheet in sheets)


def _check_header(sheet: SourceSheet, declared: str, name: str) -> None:
    labels = [label for label in sheet.header if label]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise InputError("forms.column_twice", name=name, sheet=sheet.name, column=twice)
    for label in labels:
        area, mark, attribute = (part.strip() for part in label.partition("::"))
        if not mark or area.lower() not in _ATTRIBUTES:
            continue
        match = _ATTRIBUTE.fullmatch(attribute.partition("::")[0].strip())
        prefix = match and match["prefix"]
        known = not prefix or prefix in _PREFIXES or re.search(rf"\b{prefix}\s*=", declared)
        if not match or not known:
            raise InputError("forms.bad_header", name=name, sheet=sheet.name, column=label)


def _row(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {label: cell for label, cell in zip(header, cells, strict=False) if label and cell}
