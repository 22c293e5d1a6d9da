"""Say what a file is by its content; its name's ending may lie."""

import re
import zipfile
from enum import StrEnum
from typing import BinaryIO

from inspector_app.intake.files import MEGABYTE
from inspector_app.intake.guard import MALFORMED

_HEAD = 4096
_OLE_SEARCH = 64 * MEGABYTE


class FileType(StrEnum):
    """What the product can tell apart. The value is the usual ending."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    TIFF = "tif"
    GIF = "gif"
    BMP = "bmp"
    WEBP = "webp"
    HEIC = "heic"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    OFD = "ofd"
    DOC = "doc"
    XLS = "xls"
    LOCKED_OFFICE = "locked-office"
    OLE = "ole"
    ZIP = "zip"
    RAR = "rar"
    SEVEN_ZIP = "7z"
    MP3 = "mp3"
    WAV = "wav"
    M4A = "m4a"
    AMR = "amr"
    MP4 = "mp4"
    HTML = "html"
    XML = "xml"
    RTF = "rtf"
    TEXT = "txt"
    UNKNOWN = "bin"


_OFFICE = "application/vnd.openxmlformats-officedocument."
_MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.JPEG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.TIFF: "image/tiff",
    FileType.GIF: "image/gif",
    FileType.BMP: "image/bmp",
    FileType.WEBP: "image/webp",
    FileType.HEIC: "image/heic",
    FileType.DOCX: _OFFICE + "wordprocessingml.document",
    FileType.XLSX: _OFFICE + "spreadsheetml.sheet",
    FileType.PPTX: _OFFICE + "presentationml.presentation",
    FileType.OFD: "application/ofd",
    FileType.DOC: "application/msword",
    FileType.XLS: "application/vnd.ms-excel",
    FileType.LOCKED_OFFICE: "application/x-ole-storage",
    FileType.OLE: "application/x-ole-storage",
    FileType.ZIP: "application/zip",
    FileType.RAR: "application/vnd.rar",
    FileType.SEVEN_ZIP: "application/x-7z-compressed",
    FileType.MP3: "audio/mpeg",
    FileType.WAV: "audio/wav",
    FileType.M4A: "audio/mp4",
    FileType.AMR: "audio/amr",
    FileType.MP4: "video/mp4",
    FileType.HTML: "text/html",
    FileType.XML: "application/xml",
    FileType.RTF: "application/rtf",
    FileType.TEXT: "text/plain",
    FileType.UNKNOWN: "application/octet-stream",
}

_MAGIC = (
    (b"\xff\xd8\xff", FileType.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileType.PNG),
    (b"II*\x00", FileType.TIFF),
    (b"MM\x00*", FileType.TIFF),
    (b"GIF8", FileType.GIF),
    (b"Rar!\x1a\x07", FileType.RAR),
    (b"7z\xbc\xaf\x27\x1c", FileType.SEVEN_ZIP),
    (b"ID3", FileType.MP3),
    (b"#!AMR", FileType.AMR),
    (b"{\\rtf", FileType.RTF),
)
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
_OLE_STREAMS = (
    ("EncryptedPackage", FileType.LOCKED_OFFICE),
    ("WordDocument", FileType.DOC),
    ("Workbook", FileType.XLS),
    ("Book", FileType.XLS),
)
_BRANDS = {
    b"M4A ": FileType.M4A,
    b"M4B ": FileType.M4A,
    b"heic": FileType.HEIC,
    b"heix": FileType.HEIC,
    b"mif1": FileType.HEIC,
}
# MPEG audio: 11 set bits, layer III, a valid bit rate and sampling rate
_MPEG_AUDIO = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]", re.DOTALL)
_HTML = re.compile(r"\s*<(!doctype html|html|head|meta|body|table)\b", re.IGNORECASE)


def media_type(kind: FileType) -> str:
    """Return the media type (MIME) of *kind*."""
    return _MEDIA_TYPES[kind]


def sniff(stream: BinaryIO) -> FileType:
    """Say what *stream* holds; it must be seekable and is left at its beginning."""
    stream.seek(0)
    head = stream.read(_HEAD)
    kind = _by_head(head)
    if kind is None and head.startswith(_ZIP_MAGIC):
        kind = _in_zip(stream)
    elif kind is None and head.startswith(_OLE_MAGIC):
        kind = _in_ole(stream)
    stream.seek(0)
    return kind or _as_text(head)


def _by_head(head: bytes) -> FileType | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:  # readers accept junk before the mark
        return FileType.PDF
    if head[:4] == b"RIFF" and head[8:12] in {b"WAVE", b"WEBP"}:
        return FileType.WAV if head[8:12] == b"WAVE" else FileType.WEBP
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], FileType.MP4)
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0":
        return FileType.BMP
    return FileType.MP3 if _MPEG_AUDIO.match(head) else None


def _in_zip(stream: BinaryIO) -> FileType:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = archive.NameToInfo
            for member, kind in (
                ("word/document.xml", FileType.DOCX),
                ("xl/workbook.xml", FileType.XLSX),
                ("ppt/presentation.xml", FileType.PPTX),
                ("OFD.xml", FileType.OFD),
            ):
                if member in names:
                    return kind
    except MALFORMED:
        pass  # cut short or damaged: still best described as a zip
    return FileType.ZIP


def _in_ole(stream: BinaryIO) -> FileType:
    stream.seek(0)
    data = stream.read(_OLE_SEARCH)
    for name, kind in _OLE_STREAMS:
        # A directory entry holds the name in UTF-16 padded with zeros to 64 bytes.
        if name.encode("utf-16-le") + b"\0\0" in data:
            return kind
    return FileType.OLE


def _as_text(head: bytes) -> FileType:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileType.TEXT
    if b"\0" in head:
        return FileType.UNKNOWN
    # The cut at the end may go through a character: up to three bytes less must do.
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):
            try:
                text = head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return _kind_of_text(text)
    return FileType.UNKNOWN


def _kind_of_text(text: str) -> FileType:
    if any(ord(char) < 9 or 13 < ord(char) < 32 for char in text):
        return FileType.UNKNOWN
    if _HTML.match(text):
        return FileType.HTML
    return FileType.XML if text.lstrip().startswith("<?xml") else FileType.TEXT
