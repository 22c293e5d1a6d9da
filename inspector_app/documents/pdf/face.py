"""A font face in a PDF: only the glyphs used, each character extractable as itself.

reportlab's own TrueType fonts write the wrong text behind characters beyond the Basic
Multilingual Plane, so that 张𬀩 prints right and is copied as something else. Here a face is
a composite font (Type 0, Identity-H) whose codes are the characters in order of first use;
``CIDToGIDMap`` leads from the code to the glyph and ``ToUnicode`` back to the character, so
two characters that share a glyph stay two. HarfBuzz makes the subset.

The class follows the protocol by which reportlab 5.1 talks to fonts of dynamic content; its
camel-case names are reportlab's.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

import uharfbuzz as hb
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

from inspector_app.domain.errors import KnownError
from inspector_app.system.fonts import FontFile

#: The tables a PDF viewer needs to draw TrueType glyphs; the rest stays out of the subset.
_KEPT_TABLES = frozenset({"head", "hhea", "hmtx", "maxp", "loca", "glyf", "cvt ", "fpgm", "prep"})
#: Entries a block of a ToUnicode map may have (PDF 32000-1, 9.10.3 after the CMap rules).
_BLOCK = 100


@dataclass(slots=True)
class _Use:
    """The characters of one document: code of each, in order of first use from 1."""

    codes: dict[str, int] = field(default_factory=dict)
    name: str = ""


def _utf16(char: str) -> str:
    return char.encode("utf-16-be").hex().upper()


def _to_unicode(codes: dict[str, int]) -> str:
    rows = [f"<{code:04X}> <{_utf16(char)}>" for char, code in codes.items()]
    blocks = []
    for start in range(0, len(rows), _BLOCK):
        block = rows[start : start + _BLOCK]
        blocks += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
            *blocks,
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _stream(content: bytes | str, **entries: object) -> PDFStream:
    stream = PDFStream()
    stream.content = content
    stream.filters = [PDFZCompress]
    for key, value in entries.items():
        stream.dictionary[key] = value
    return stream


class Face:
    """One face, loaded once per process; the use made of it is kept per document."""

    _multiByte = 1  # noqa: N815 - reportlab's protocol
    _dynamicFont = 1  # noqa: N815 - reportlab's protocol
    shapable = False

    def __init__(self, path: Path, index: int) -> None:
        self._path = path
        self._face = hb.Face(hb.Blob.from_file_path(str(path)), index)
        if not self._face.glyph_count or "glyf" not in self._face.table_tags:
            raise KnownError("papers.font_unreadable", file=path.name)
        self._font = hb.Font(self._face)
        self._scale = 1000 / self._face.upem
        self._glyphs: dict[str, int | None] = {}
        self._uses: WeakKeyDictionary[Any, _Use] = WeakKeyDictionary()
        # the head table holds the file's checksum: one name for one file on every machine
        check = zlib.crc32(self._face.reference_table("head").data)
        stem = "".join(char for char in path.stem if char.isascii() and char.isalnum())
        self.fontName = f"{stem}-{index}-{check:08X}"
        extents = self._font.get_font_extents("ltr")
        self._ascent = round(extents.ascender * self._scale)
        self._descent = round(extents.descender * self._scale)
        self.face = SimpleNamespace(
            name=self.fontName, ascent=self._ascent, descent=self._descent, builtIn=False
        )

    def _glyph(self, char: str) -> int | None:
        """Return the glyph of *char*; an empty glyph for a visible character is none."""
        try:
            return self._glyphs[char]
        except KeyError:
            glyph = self._font.get_nominal_glyph(ord(char))
            if glyph and not char.isspace():
                extents = self._font.get_glyph_extents(glyph)
                if extents is None or not extents.width:
                    glyph = None
            self._glyphs[char] = glyph or None
            return self._glyphs[char]

    def width(self, char: str) -> float | None:
        """Return the width of *char* in ems, or nothing if the face does not have it."""
        glyph = self._glyph(char)
        if glyph is None:
            return None
        return float(self._font.get_glyph_h_advance(glyph)) / float(self._face.upem)

    # --- reportlab's protocol -----------------------------------------------------------

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802, ARG002 - reportlab's protocol
        """Return the width of *text* in points."""
        return sum(self.width(char) or 0 for char in text) * size

    def splitString(self, text: str, doc: Any) -> list[tuple[int, bytes]]:  # noqa: N802, ANN401 - reportlab's protocol
        """Return *text* in the codes of *doc*, in the one subset there is."""
        codes = self._uses.setdefault(doc, _Use()).codes
        return [(0, b"".join(codes.setdefault(c, len(codes) + 1).to_bytes(2) for c in text))]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802, ANN401, ARG002 - reportlab's protocol
        """Return the name of the font among the resources of *doc*."""
        use = self._uses.setdefault(doc, _Use())
        if not use.name:
            use.name = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = f"/{use.name}"
            doc.delayedFonts.append(self)
        return f"/{use.name}"

    def addObjects(self, doc: Any) -> None:  # noqa: N802, ANN401 - reportlab's protocol
        """Write the subset and the maps of its codes into *doc*, when it is saved."""
        use = self._uses.pop(doc)
        data, places = self._subset(use.codes)
        tag = "".join(
            chr(ord("A") + digit % 26) for digit in struct.pack(">Q", zlib.crc32(data))[2:]
        )
        base = f"{tag}+{self.fontName}"
        file = doc.Reference(_stream(data, Length1=len(data)))
        descriptor = doc.Reference(
            PDFDictionary(
                {
                    "Type": "/FontDescriptor",
                    "FontName": PDFName(base),
                    "Flags": 4,
                    "FontBBox": PDFArray([-1000, -1000, 2000, 2000]),
                    "ItalicAngle": 0,
                    "Ascent": self._ascent,
                    "Descent": self._descent,
                    "CapHeight": 700,
                    "StemV": 80,
                    "FontFile2": file,
                }
            )
        )
        system = {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity")}
        descendant = doc.Reference(
            PDFDictionary(
                {
                    "Type": "/Font",
                    "Subtype": "/CIDFontType2",
                    "BaseFont": PDFName(base),
                    "CIDSystemInfo": PDFDictionary({**system, "Supplement": 0}),
                    "FontDescriptor": descriptor,
                    "DW": 1000,
                    "W": PDFArray(list(self._widths(use.codes))),
                    "CIDToGIDMap": doc.Reference(_stream(b"".join(places))),
                }
            )
        )
        font = PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": PDFArray([descendant]),
                "ToUnicode": doc.Reference(_stream(_to_unicode(use.codes))),
            }
        )
        doc.idToObject["BasicFonts"].dict[use.name] = doc.Reference(font, use.name)

    def _subset(self, codes: dict[str, int]) -> tuple[bytes, list[bytes]]:
        """Return the font file of the used glyphs, and the glyph of every code from 0."""
        wanted = [self._glyph(char) or 0 for char in codes]
        request = hb.SubsetInput()
        request.flags = (
            hb.SubsetFlags.NO_HINTING
            | hb.SubsetFlags.NOTDEF_OUTLINE
            | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        )
        request.glyph_set.update([0, *wanted])
        dropped = request.sets(hb.SubsetInputSets.DROP_TABLE_TAG)
        for tag in self._face.table_tags:
            if tag not in _KEPT_TABLES:
                dropped.add(int.from_bytes(tag.encode("latin-1")))
        plan = hb.SubsetPlan(self._face, request)
        new = plan.old_to_new_glyph_mapping
        places = [new[glyph].to_bytes(2) for glyph in [0, *wanted]]
        try:
            return bytes(plan.execute().blob.data), places
        except RuntimeError as error:  # HarfBuzz gives up on damaged glyphs
            raise KnownError("papers.font_unreadable", file=self._path.name) from error

    def _widths(self, codes: dict[str, int]) -> Iterator[object]:
        for char, code in codes.items():
            width = round((self.width(char) or 0) * 1000, 2)
            if width != 1000:
                yield code
                yield PDFArray([width])


@cache
def _loaded(path: Path, index: int, _size: int, _modified: int) -> Face:
    face = Face(path, index)
    pdfmetrics.registerFont(face)
    return face


def load(font: FontFile) -> Face:
    """Return the face of *font*, loaded once as long as its file does not change.

    Raises ``KnownError("papers.font_unreadable")`` if the file is gone or damaged.
    """
    try:
        state = font.path.stat()
        return _loaded(font.path, font.index, state.st_size, state.st_mtime_ns)
    except OSError as error:
        raise KnownError("papers.font_unreadable", file=font.path.name) from error
