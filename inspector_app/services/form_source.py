"""What a form was made of: its sheets and the lists beside it, kept to be edited again."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from inspector_app.domain.canonical import Json, canonical
from inspector_app.forms.load import (
    MAX_FORM_BYTES,
    files_beside,
    form_from,
    form_from_sheets,
    is_xform,
)
from inspector_app.forms.model import Form
from inspector_app.forms.sources import SourceSheet, xlsform_sheets
from inspector_app.intake.files import display_name, read_plain


@dataclass(frozen=True, slots=True)
class FormSource:
    """The sheets of an XLSForm and the files of lists it needs, by name; none for an XForm."""

    sheets: tuple[SourceSheet, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    def text(self) -> str:
        """Return what a published form keeps of it."""
        if not self.sheets:
            return ""
        sheets: list[Json] = [
            {
                "name": sheet.name,
                "header": list(sheet.header),
                "rows": [list(cells) for _, cells in sheet.rows],
            }
            for sheet in self.sheets
        ]
        files = {name: base64.b64encode(data).decode() for name, data in self.files.items()}
        return canonical({"sheets": sheets, "files": files}).decode()


def source_from(text: str) -> FormSource:
    """Read back what ``FormSource.text`` returned."""
    if not text:
        return FormSource()
    content = cast("Mapping[str, object]", json.loads(text))
    sheets = cast("list[Mapping[str, list[list[str]]]]", content["sheets"])
    files = cast("Mapping[str, str]", content["files"])
    return FormSource(
        tuple(
            SourceSheet(
                str(sheet["name"]),
                tuple(map(str, sheet["header"])),
                tuple((at, tuple(cells)) for at, cells in enumerate(sheet["rows"], start=2)),
            )
            for sheet in sheets
        ),
        {name: base64.b64decode(data) for name, data in files.items()},
    )


def read_form_file(path: Path) -> tuple[Form, FormSource]:
    """Return the form in a file and what it is made of.

    Raises ``InputError`` (areas ``forms`` and ``intake``), as ``load_form``.
    """
    data = read_plain(path, limit=MAX_FORM_BYTES)
    name = display_name(path)
    if is_xform(data):
        return form_from(data, name=name, beside=files_beside(path)), FormSource()
    sheets = xlsform_sheets(data, name=name)
    used: dict[str, bytes] = {}
    read = files_beside(path)

    def beside(wanted: str) -> bytes | None:
        found = read(wanted)
        if found is not None:
            used[wanted] = found
        return found

    return form_from_sheets(sheets, name=name, beside=beside), FormSource(sheets, used)
