"""Forms as spreadsheets: written out for an office to edit, with our own columns explained."""

from collections.abc import Mapping

from inspector_app.documents.spreadsheet import SheetColumn, SheetContent, write_book
from inspector_app.domain.errors import RefusedError
from inspector_app.forms.sources import SourceSheet
from inspector_app.services.form_source import FormSource
from inspector_app.system.wording import Wording

_WIDEST, _NARROWEST = 48, 10
#: Our own columns: where they stand, how they are written, how they are explained, an example.
#: Explanations are worded under ``form.columns``.
COLUMNS = (
    ("settings", "attribute::insp:register", "register", "XF"),
    ("settings", "attribute::insp:number", "number", "XF-{year}-{who}{000}"),
    ("settings", "attribute::insp:title", "title_question", "content"),
    ("settings", "attribute::insp:sort", "sort", "-received_at"),
    ("settings", "attribute::insp:english", "english", "Letters, calls and visits"),
    ("survey", "bind::insp:column", "column_place", "1"),
    ("survey", "bind::insp:filter", "filter", "yes"),
    ("survey", "bind::insp:restrict", "restrict", "yes"),
    ("survey", "bind::insp:from", "from", "mission.body_name"),
    ("survey", "bind::insp:item", "item", "W1-1"),
    ("survey", "bind::insp:head", "head", "work"),
    ("survey", "bind::insp:theme", "theme", "politics"),
    ("survey", "bind::insp:article", "article", "7 15"),
    ("survey", "bind::insp:must", "must", "N D S"),
    ("survey", "bind::insp:optional", "optional", "H M"),
)


def form_workbook(title: str, version: str, source: FormSource, wording: Wording) -> bytes:
    """Return a form as .xlsx: its sheets as they are, and one that explains our columns.

    Reading the workbook again gives the very same form. Raises
    ``RefusedError('published.no_sheets')`` for one that was published as an XForm.
    """
    if not source.sheets:
        raise RefusedError("published.no_sheets", title=title, version=version)
    sheets = [_sheet(one) for one in source.sheets]
    return write_book(title, [*sheets, _explanations(wording)])


def _sheet(sheet: SourceSheet) -> SheetContent:
    used = [index for index, label in enumerate(sheet.header) if label]
    rows = [[sheet.cell(row, index) for index in used] for row in range(len(sheet.rows))]
    columns = [
        SheetColumn(sheet.header[index], _width([sheet.header[index], *(r[at] for r in rows)]))
        for at, index in enumerate(used)
    ]
    return SheetContent(sheet.name, columns, rows)


def _width(cells: list[str]) -> float:
    # Han characters are as wide as two digits, which columns are measured in.
    longest = max(sum(2 if ord(one) > 0x2E7F else 1 for one in cell) for cell in cells)
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _explanations(wording: Wording) -> SheetContent:
    def word(key: str) -> str:
        return wording.text(f"form.columns.{key}")

    widths: Mapping[str, float] = {"sheet": 12, "column": 26, "meaning": 72, "example": 28}
    columns = [SheetColumn(word(name), width) for name, width in widths.items()]
    rows = [(sheet, column, word(key), example) for sheet, column, key, example in COLUMNS]
    return SheetContent(word("title"), columns, rows)
