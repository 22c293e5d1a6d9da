"""Rewrite Office files so that two builds give the same bytes."""

import io
import re
import zipfile
from pathlib import Path

_MOMENT = (2026, 9, 1, 9, 0, 0)
_STAMP = "2026-09-01T09:00:00Z"
_DATES = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
_PAGES = re.compile(rb"<Pages>\d+</Pages>")


def write_office(path: Path, content: bytes, pages: int | None = None) -> None:
    """Write the zip *content* to *path* with one fixed moment in every member.

    *pages* is what Word would have counted at saving; without it the file does not say.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in sorted(source.namelist(), key=_order):
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _DATES.sub(rb"\g<1>" + _STAMP.encode() + rb"\g<3>", data)
            if name == "docProps/app.xml":
                count = f"<Pages>{pages}</Pages>".encode() if pages else b""
                data = _PAGES.sub(count, data)
            member = zipfile.ZipInfo(name, _MOMENT)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            target.writestr(member, data)


def _order(name: str) -> tuple[bool, str]:
    """Put the content types first: some readers look there only."""
    return (name != "[Content_Types].xml", name)
