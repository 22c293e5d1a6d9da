"""Reading the tables of a font file that say what it is: names, weight, permissions, outlines.

Only the table directory and the ``name`` and ``OS/2`` tables are read, so that a folder of a
thousand fonts is looked through in a moment. Fonts come from the user's machine and may be
damaged: every length is bounded, and a file that is no font gives no faces.
"""

import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

MAX_FACES = 64
MAX_TABLES = 256
MAX_NAME_TABLE = 1 << 20

#: Name ids of the ``name`` table: family, and the typographic family of a larger set.
FAMILY_IDS = (1, 16)
#: Unicode and Windows: the platforms whose names are UTF-16.
UTF16_PLATFORMS = (0, 3)

EMBEDDING_MASK = 0x000F
EMBEDDING_RESTRICTED = 0x0002
NO_SUBSETTING = 0x0100
BITMAP_ONLY = 0x0200


@dataclass(frozen=True, slots=True)
class SfntFace:
    """One face of a font file.

    ``families`` holds the family's name in every language the font gives it; ``weight`` is
    100–900; ``fs_type`` the embedding permissions of the OpenType ``OS/2`` table.
    """

    index: int
    families: frozenset[str]
    weight: int
    fs_type: int
    has_glyf: bool
    variable: bool

    @property
    def embeddable(self) -> bool:
        """Say whether a subset of this face may and can stand in a PDF as TrueType."""
        restricted = self.fs_type & EMBEDDING_MASK == EMBEDDING_RESTRICTED
        forbidden = self.fs_type & (NO_SUBSETTING | BITMAP_ONLY)
        return self.has_glyf and not self.variable and not restricted and not forbidden


def _read(stream: BinaryIO, offset: int, length: int) -> bytes:
    stream.seek(offset)
    data = stream.read(length)
    if len(data) != length:
        raise ValueError("the font ends early")
    return data


def _directory(stream: BinaryIO, offset: int) -> dict[bytes, tuple[int, int]]:
    (count,) = struct.unpack(">4xH6x", _read(stream, offset, 12))
    if count > MAX_TABLES:
        raise ValueError("too many tables")
    records = _read(stream, offset + 12, 16 * count)
    return {tag: (start, length) for tag, start, length in struct.iter_unpack(">4s4xLL", records)}


def _families(name_table: bytes) -> frozenset[str]:
    _, count, strings = struct.unpack_from(">HHH", name_table)
    found = set()
    for number in range(count):
        platform, _, _, name_id, length, start = struct.unpack_from(
            ">6H", name_table, 6 + 12 * number
        )
        if name_id in FAMILY_IDS and platform in UTF16_PLATFORMS:
            raw = name_table[strings + start : strings + start + length]
            found.add(raw.decode("utf-16-be", "ignore").strip())
    return frozenset(name for name in found if name)


def _face(stream: BinaryIO, index: int, offset: int) -> SfntFace:
    tables = _directory(stream, offset)
    start, length = tables[b"name"]
    families = _families(_read(stream, start, min(length, MAX_NAME_TABLE)))
    weight, fs_type = 400, 0
    if b"OS/2" in tables:
        weight, _, fs_type = struct.unpack(">HHH", _read(stream, tables[b"OS/2"][0] + 4, 6))
    return SfntFace(index, families, weight, fs_type, b"glyf" in tables, b"fvar" in tables)


@cache
def _faces(path: Path, _size: int, _modified: int) -> tuple[SfntFace, ...]:
    try:
        with path.open("rb") as stream:
            offsets: tuple[int, ...] = (0,)
            if _read(stream, 0, 4) == b"ttcf":
                (count,) = struct.unpack(">L", _read(stream, 8, 4))
                if count > MAX_FACES:
                    return ()
                offsets = struct.unpack(f">{count}L", _read(stream, 12, 4 * count))
            return tuple(_face(stream, index, offset) for index, offset in enumerate(offsets))
    except (OSError, ValueError, KeyError, struct.error):
        return ()


def faces(path: Path) -> tuple[SfntFace, ...]:
    """Return the faces of the font file at *path*; none if it is unreadable or no font.

    Remembered for the life of the process, until the file's size or time changes.
    """
    try:
        state = path.stat()
    except OSError:  # a dangling link, as font folders often hold
        return ()
    return _faces(path, state.st_size, state.st_mtime_ns)
