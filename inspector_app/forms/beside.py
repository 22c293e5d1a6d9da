"""Lists of choices in files of their own beside the form (.csv, .xml, .geojson).

They become part of the form: each is put into the XForm as an ordinary secondary instance, in
the shape JavaRosa gives it. So a published form needs no other file, its hash covers its
lists, and answers stay with the list they were chosen from.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable

from lxml import etree

from inspector_app.domain.errors import InputError
from inspector_app.forms.geojson import features
from inspector_app.forms.skeleton import XFORMS
from inspector_app.intake.files import MEGABYTE, display_name
from inspector_app.intake.safe_xml import parse_xml
from inspector_app.intake.sheet import MAX_CELL_LENGTH
from inspector_app.intake.text import decode

MAX_LIST_BYTES = 32 * MEGABYTE
#: Each cell is two tags, and the form's XML may have a million (``safe_xml``).
MOST_CELLS = 400_000
_ADDRESS = re.compile(r"jr://(?P<kind>file|file-csv)/(?P<file>.+)", re.DOTALL)
_NAME = re.compile(r"[^\W\d][\w.\-]*")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: What would make a name a path, a drive or a stream of Windows.
_NO_FILE_NAME = re.compile(r"[/\\:\x00-\x1f]|^\.*$")


def with_lists(data: bytes, beside: Callable[[str], bytes | None] | None, *, name: str) -> bytes:
    """Return the XForm in *data* with the lists it names put into it.

    *beside* gives the bytes of a file by its plain name. Raises ``InputError``:
    ``forms.list_missing``, ``forms.list_outside`` (a name that leads out of the folder),
    ``forms.list_damaged``, ``forms.list_too_large``, and those of ``intake``.
    """
    if b"jr://file" not in data:
        return data
    root = parse_xml(data, name=name)
    left = MOST_CELLS
    for instance in root.iter(f"{XFORMS}instance"):
        match = _ADDRESS.fullmatch(instance.get("src", ""))
        if match is None or len(instance):
            continue
        content = _content(match, beside, name)
        left -= sum(1 for _ in content.iter())
        if left < 0:
            raise InputError("forms.list_too_large", name=name, file=display_name(match["file"]))
        instance.append(content)
        del instance.attrib["src"]
    return etree.tostring(root, encoding="utf-8")


def _content(
    match: "re.Match[str]", beside: Callable[[str], bytes | None] | None, name: str
) -> "etree._Element":
    file = match["file"]
    shown = display_name(file)
    if _NO_FILE_NAME.search(file):
        raise InputError("forms.list_outside", name=name, file=shown)
    data = beside(file) if beside is not None else None
    if data is None:
        raise InputError("forms.list_missing", name=name, file=shown)
    if len(data) > MAX_LIST_BYTES:
        raise InputError("forms.list_too_large", name=name, file=shown)
    if match["kind"] == "file-csv":
        return _items(_csv(decode(data, name=shown), name=shown), name=name, file=shown)
    if file.lower().endswith(".geojson"):
        return _items(features(data, name=shown), name=name, file=shown)
    root = parse_xml(data, name=shown)
    for element in root.iter():
        element.tag = f"{XFORMS}{str(element.tag).rpartition('}')[2]}"
        element.attrib.clear()
    etree.cleanup_namespaces(root)
    return root


def _csv(text: str, *, name: str) -> Iterable[dict[str, str]]:
    """Give the rows of a list by its header; a semicolon there is what divides the cells."""
    first = text.split("\n", 1)[0]
    rows = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True
    )
    try:
        header = next(rows, [])
        for row in rows:
            if row:  # an empty line is no item
                padded = [*row, *[""] * (len(header) - len(row))]
                yield dict(zip(header, padded, strict=False))
    except csv.Error as problem:
        raise InputError("intake.bad_csv", name=name, row=rows.line_num) from problem


def _items(rows: Iterable[dict[str, str]], *, name: str, file: str) -> "etree._Element":
    """Return the rows as JavaRosa has them: ``root/item``, a child for each column.

    A column whose header is no name cannot be named by any expression and is left out.
    """
    root = etree.fromstring(f'<root xmlns="{XFORMS.strip("{}")}"/>')
    cells = 0
    for number, row in enumerate(rows, start=2):
        item = etree.SubElement(root, f"{XFORMS}item")
        for column, text in row.items():
            if not _NAME.fullmatch(column):
                continue
            cells += 1
            if cells > MOST_CELLS:
                raise InputError("forms.list_too_large", name=name, file=file)
            if len(text) > MAX_CELL_LENGTH:
                raise InputError("intake.cell_too_long", name=file, sheet=file, row=number)
            try:
                etree.SubElement(item, f"{XFORMS}{column}").text = _NOT_XML.sub("", text)
            except ValueError as problem:  # a letter that XML allows in no name
                raise InputError("forms.list_damaged", name=name, file=file) from problem
    return root
