"""Take down what a piece of evidence is at the moment it is captured.

Any file is accepted: what cannot be looked into is still kept, with its hash and a word on
why. Nothing here decodes a whole picture or runs anything inside a file.
"""

import hashlib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from PIL import ExifTags, Image

from inspector_app.domain.errors import InputError
from inspector_app.intake.docx import read_docx
from inspector_app.intake.files import MEGABYTE, display_name, open_plain
from inspector_app.intake.guard import MALFORMED
from inspector_app.intake.sheet import cell_text
from inspector_app.intake.sniff import FileType, media_type, sniff
from inspector_app.intake.tables import MAX_TABLE_BYTES, tables_from
from inspector_app.intake.text import clean_text, decode

MAX_TEXT = 1_000_000  # characters kept for search
_CHUNK = MEGABYTE
_MAX_DOCUMENT = 64 * MEGABYTE
_MAX_PLAIN_TEXT = 8 * MEGABYTE
_MAX_FRAMES = 2_000
_PILLOW_FORMATS = ("JPEG", "PNG", "TIFF", "GIF", "BMP", "WEBP")

#: Why a file could not be looked into, as its capture says it; anything else is damage.
_PROBLEMS = {
    "intake.encrypted": "encrypted",
    "intake.zip_bomb": "suspicious",
    "intake.xml_doctype": "suspicious",
    "intake.xml_too_large": "text_not_read",
    "intake.too_large": "text_not_read",
    "intake.too_many_rows": "text_not_read",
    "intake.too_many_cells": "text_not_read",
    "intake.cell_too_long": "text_not_read",
}


@dataclass(frozen=True, slots=True)
class CapturedFile:
    """What a file is, taken down once.

    ``name`` is safe to show; ``width`` and ``height`` are pixels as stored, ``orientation``
    the EXIF value 1–8; ``pages`` of a PDF, a multi-page scan, or as a .docx says of itself;
    ``text`` is for search, at most ``MAX_TEXT`` characters. ``problems`` are codes worded
    under ``intake.evidence.<code>``.
    """

    name: str
    kind: FileType
    media_type: str
    size: int
    sha256: str
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    orientation: int | None = None
    text: str = field(default="", repr=False)
    problems: tuple[str, ...] = ()


def capture(path: Path, *, progress: Callable[[int], None] | None = None) -> CapturedFile:
    """Return what the file at *path* is; *progress* is told the bytes hashed so far.

    Raises ``InputError`` only where there is no file to capture: ``intake.missing``,
    ``.link``, ``.not_a_file``, ``.no_access``, ``.empty``.
    """
    with open_plain(path) as stream:
        return capture_stream(stream, name=display_name(path), progress=progress)


def capture_stream(
    stream: BinaryIO, *, name: str, progress: Callable[[int], None] | None = None
) -> CapturedFile:
    """Return what *stream* (seekable, binary) holds, as ``capture`` does."""
    sha256, size = _hash(stream, name, progress)
    kind = sniff(stream)
    bare = CapturedFile(name, kind, media_type(kind), size, sha256)
    try:
        return _looked_into(bare, stream)
    except InputError as problem:
        return replace(bare, problems=(_PROBLEMS.get(problem.code, "damaged"),))


def _hash(stream: BinaryIO, name: str, progress: Callable[[int], None] | None) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    stream.seek(0)
    while True:
        try:
            chunk = stream.read(_CHUNK)
        except OSError as problem:
            raise InputError("intake.no_access", name=name) from problem
        if not chunk:
            return digest.hexdigest(), size
        digest.update(chunk)
        size += len(chunk)
        if progress is not None:
            progress(size)


def _looked_into(bare: CapturedFile, stream: BinaryIO) -> CapturedFile:
    stream.seek(0)
    look = _LOOKS.get(bare.kind)
    return look(bare, stream) if look is not None else bare


def _locked(bare: CapturedFile, _stream: BinaryIO) -> CapturedFile:
    return replace(bare, problems=("encrypted",))


def _docx(bare: CapturedFile, stream: BinaryIO) -> CapturedFile:
    document = read_docx(_bytes(bare, stream, _MAX_DOCUMENT), name=bare.name)
    return replace(bare, pages=document.pages, text=document.plain()[:MAX_TEXT])


def _table(bare: CapturedFile, stream: BinaryIO) -> CapturedFile:
    return replace(bare, text=_table_text(_bytes(bare, stream, MAX_TABLE_BYTES), bare.name))


def _plain_text(bare: CapturedFile, stream: BinaryIO) -> CapturedFile:
    text = decode(_bytes(bare, stream, _MAX_PLAIN_TEXT), name=bare.name)
    return replace(bare, text=clean_text(text)[:MAX_TEXT])


def _bytes(bare: CapturedFile, stream: BinaryIO, limit: int) -> bytes:
    if bare.size > limit:
        raise InputError("intake.too_large", name=bare.name, megabytes=limit // MEGABYTE)
    return stream.read()


def _table_text(data: bytes, name: str) -> str:
    lines: list[str] = []
    left = MAX_TEXT
    for sheet in tables_from(data, name=name):
        for row in sheet.rows:
            line = "\t".join(filter(None, map(cell_text, row.cells)))
            lines.append(line)
            left -= len(line) + 1
            if left < 0:
                return "\n".join(lines)[:MAX_TEXT]
    return "\n".join(lines)


def _pdf(bare: CapturedFile, stream: BinaryIO) -> CapturedFile:
    # PDFium is a large library: not loaded before somebody needs it
    from inspector_app.intake.pdf import read_pdf  # noqa: PLC0415

    found = read_pdf(stream, name=bare.name, longest=MAX_TEXT)
    problems = () if found.complete else ("text_not_read",)
    return replace(bare, pages=found.pages, text=found.text, problems=problems)


def _image(bare: CapturedFile, stream: BinaryIO) -> CapturedFile:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of size: we judge that ourselves
            with Image.open(stream, formats=_PILLOW_FORMATS) as image:
                width, height = image.size
                return replace(
                    bare,
                    width=width,
                    height=height,
                    orientation=_orientation(image),
                    pages=_frames(image) if bare.kind is FileType.TIFF else None,
                )
    except Image.DecompressionBombError:
        return replace(bare, problems=("image_too_large",))
    except MALFORMED:
        return replace(bare, problems=("damaged",))


def _orientation(image: Image.Image) -> int | None:
    try:
        value = image.getexif().get(ExifTags.Base.Orientation)
    except MALFORMED:
        return None
    return value if isinstance(value, int) and 1 <= value <= 8 else None


def _frames(image: Image.Image) -> int:
    """Count the pages of a scan without decoding them."""
    return sum(1 for _ in _each_frame(image))


def _each_frame(image: Image.Image) -> Iterator[int]:
    for number in range(_MAX_FRAMES):
        try:
            image.seek(number)
        except EOFError:
            return
        yield number


_LOOKS: dict[FileType, Callable[[CapturedFile, BinaryIO], CapturedFile]] = {
    FileType.PDF: _pdf,
    FileType.DOCX: _docx,
    FileType.XLSX: _table,
    FileType.XLS: _table,
    FileType.TEXT: _plain_text,
    FileType.LOCKED_OFFICE: _locked,
    **dict.fromkeys(
        (
            FileType.JPEG,
            FileType.PNG,
            FileType.TIFF,
            FileType.GIF,
            FileType.BMP,
            FileType.WEBP,
        ),
        _image,
    ),
}
