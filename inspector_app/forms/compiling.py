"""The sheets of an XLSForm compiled into XForm XML by pyxform, and what it complains about."""

import re
from collections.abc import Iterable, Sequence
from xml.parsers.expat import ExpatError

from inspector_app.domain.errors import InputError
from inspector_app.forms.bounds import check_bounds
from inspector_app.forms.columns import read_columns
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


def compile_sheets(sheets: Iterable[SourceSheet], *, name: str) -> bytes:
    """Return the XForm of an XLSForm's sheets.

    Raises ``InputError``: ``forms.cell_…`` with sheet, row and column for the mistakes that
    authors make, ``forms.broken_sheet`` with sheet, row and pyxform's own words for rarer
    ones, ``forms.broken`` where no row is known, ``forms.column_twice``.
    """
    # pyxform takes half a second to import; a mission's own forms are XForms already.
    from lark.exceptions import LarkError  # noqa: PLC0415
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    own = tuple(sheets)
    check_bounds(own, name=name)
    origin = origin_of(own)
    for sheet in own:
        _check_header(sheet, name)
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
    rows = {
        sheet.name: [_row(sheet.header, cells) for _, cells in sheet.rows]
        for sheet in by_name.values()
    }
    headers = {
        sheet.name: {label: None for label in sheet.header if label} for sheet in by_name.values()
    }
    if _EXTERNAL in rows:
        headers.setdefault("choices", {}).update(headers.pop(_EXTERNAL))
        rows.setdefault("choices", []).extend(rows.pop(_EXTERNAL))
        kinds = [at for at in read_columns(by_name["survey"].header) if at.name == "type"]
        for row in rows["survey"]:
            for kind in (by_name["survey"].header[at.index] for at in kinds):
                if kind in row:
                    row[kind] = row[kind].replace("select_one_external ", "select_one ", 1)
    _name_our_columns(rows, headers)
    book: dict[str, object] = {"sheet_names": list(rows), **rows}
    book |= {f"{sheet}_header": [header] for sheet, header in headers.items()}
    return book


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


def _check_header(sheet: SourceSheet, name: str) -> None:
    labels = [label for label in sheet.header if label]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise InputError("forms.column_twice", name=name, sheet=sheet.name, column=twice)


def _row(header: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    return {label: cell for label, cell in zip(header, cells, strict=False) if label and cell}
