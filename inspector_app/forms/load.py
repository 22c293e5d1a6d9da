"""Load a form from a file: an XLSForm in any of its kinds, or the XForm XML itself."""

import io
from pathlib import Path

from inspector_app.forms.model import Form
from inspector_app.forms.sources import compile_sheets, xlsform_sheets
from inspector_app.forms.xform import form_from_xform
from inspector_app.intake.files import MEGABYTE, display_name, read_plain
from inspector_app.intake.sniff import FileType, sniff

MAX_FORM_BYTES = 32 * MEGABYTE


def load_form(path: Path) -> Form:
    """Return the form in the file at *path* (.xlsx, .xls, .csv, .md or XForm .xml, by content).

    Raises ``InputError`` (areas ``forms`` and ``intake``) for anything that is no form we can
    run, naming sheet and row, or the node.
    """
    return form_from(read_plain(path, limit=MAX_FORM_BYTES), name=display_name(path))


def form_from(data: bytes, *, name: str) -> Form:
    """Return the form in *data*; *name* is for messages only. Raises as ``load_form``.

    A form's own ``definition`` is loaded this way, too.
    """
    if sniff(io.BytesIO(data)) in {FileType.XML, FileType.HTML} or _is_xform(data):
        return form_from_xform(data, name=name)
    return form_from_xform(compile_sheets(xlsform_sheets(data, name=name), name=name), name=name)


def _is_xform(data: bytes) -> bool:
    return data.lstrip()[:512].startswith(b"<")
