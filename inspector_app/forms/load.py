"""Load a form from a file: an XLSForm in any of its kinds, or the XForm XML itself."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from inspector_app.domain.errors import InputError
from inspector_app.forms.beside import MAX_LIST_BYTES, with_lists
from inspector_app.forms.compiling import compile_sheets
from inspector_app.forms.lines import with_line
from inspector_app.forms.model import Form
from inspector_app.forms.origin import in_sheet, origin_of
from inspector_app.forms.sources import SourceSheet, xlsform_sheets
from inspector_app.forms.xform import form_from_xform
from inspector_app.intake.files import MEGABYTE, display_name, read_plain
from inspector_app.intake.sniff import FileType, sniff

MAX_FORM_BYTES = 32 * MEGABYTE

#: Gives the bytes of a file beside the form by its plain name, ``None`` if there is none.
Beside: TypeAlias = Callable[[str], bytes | None]


def load_form(path: Path) -> Form:
    """Return the form in the file at *path* (.xlsx, .xls, .csv, .md or XForm .xml, by content).

    Lists in files of their own (``select_one_from_file``, ``pulldata``) are looked for in the
    same folder. Raises ``InputError`` (areas ``forms`` and ``intake``) for anything that is no
    form we can run, naming sheet, row and column, or the node and its line.
    """
    data = read_plain(path, limit=MAX_FORM_BYTES)
    return form_from(data, name=display_name(path), beside=files_beside(path))


def files_beside(path: Path) -> Beside:
    """Return what reads the ordinary files in the folder of *path*."""

    def read(name: str) -> bytes | None:
        try:
            return read_plain(path.parent / name, limit=MAX_LIST_BYTES)
        except InputError as problem:
            if problem.code == "intake.missing":
                return None
            raise

    return read


def form_from(data: bytes, *, name: str, beside: Beside | None = None) -> Form:
    """Return the form in *data*; *name* is for messages only. Raises as ``load_form``.

    *beside* gives the form's external lists, which become part of its definition. A form's own
    ``definition`` is loaded this way, too, and needs none.
    """
    if is_xform(data):
        try:
            return form_from_xform(with_lists(data, beside, name=name), name=name)
        except InputError as problem:
            raise with_line(problem, data) from problem
    return form_from_sheets(xlsform_sheets(data, name=name), name=name, beside=beside)


def form_from_sheets(
    sheets: tuple[SourceSheet, ...], *, name: str, beside: Beside | None = None
) -> Form:
    """Return the form in the sheets of an XLSForm. Raises as ``load_form``."""
    data = compile_sheets(sheets, name=name)
    try:
        return form_from_xform(with_lists(data, beside, name=name), name=name)
    except InputError as problem:
        if problem.code.startswith("intake.") and problem.params.get("name") == name:
            # the XML is our own work: its lines mean nothing to the author
            raise InputError("forms.broken", name=name, detail="XML") from problem
        raise in_sheet(problem, origin_of(sheets)) from problem


def is_xform(data: bytes) -> bool:
    """Say whether *data* is XML, and so no spreadsheet."""
    return sniff(io.BytesIO(data)) in {FileType.XML, FileType.HTML} or (data.lstrip()[:1] == b"<")
