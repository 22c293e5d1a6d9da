"""Which bundled font draws a character: the wanted face, else the one that has everything."""

from functools import cache
from pathlib import Path
from typing import Final

from PIL import ImageFont
from reportlab.pdfbase.ttfonts import TTFontFile

FILES: Final = {
    "body": "LXGWZhuqueFangsong-Regular.ttf",
    "kai": "LXGWWenKaiGBLite-Regular.ttf",
    "head": "InspectorHeiSC-Bold.ttf",
    "title": "InspectorSongSC-Bold.ttf",
    "rare": "InspectorSongSC-Regular.ttf",
}


def font_folder() -> Path:
    """Return ``resources/fonts``."""
    return Path(__file__).resolve().parents[2] / "fonts"


@cache
def _characters(face: str) -> frozenset[int]:
    return frozenset(TTFontFile(str(font_folder() / FILES[face])).charToGlyph)


def face_for(character: str, face: str) -> str:
    """Return *face* if it has the character, else ``rare``. Raises ``ValueError`` if none has."""
    for candidate in (face, "rare"):
        if ord(character) in _characters(candidate):
            return candidate
    raise ValueError(f"no font has {character!r}")


@cache
def font(face: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a face at *size* pixels."""
    return ImageFont.truetype(font_folder() / FILES[face], size)


def runs(text: str, face: str) -> list[tuple[str, str]]:
    """Split *text* into (face, part) runs that one font each can draw."""
    parts: list[tuple[str, str]] = []
    for character in text:
        found = face_for(character, face)
        if parts and parts[-1][0] == found:
            parts[-1] = (found, parts[-1][1] + character)
        else:
            parts.append((found, character))
    return parts
