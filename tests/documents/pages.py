"""Reading finished PDFs back, with a reader that is not the writer."""

from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import create_string_buffer
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from inspector_app.documents.measures import MM, PAGE_HEIGHT


@dataclass(frozen=True)
class Char:
    """A character and its box in millimetres from the upper left corner of the page."""

    char: str
    left: float
    right: float
    top: float
    bottom: float


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def page_count(data: bytes) -> int:
    with opened(data) as document:
        return len(document)


def page_texts(data: bytes) -> list[str]:
    with opened(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def all_text(data: bytes) -> str:
    """The text of all pages without line ends and blanks."""
    return "".join("".join(page_texts(data)).split())


def chars(data: bytes, page: int, *, tight: bool = False) -> list[Char]:
    """The visible characters of a page (counted from 1) in reading order.

    A box is the character's em box, or *tight* around its ink.
    """
    with opened(data) as document:
        text_page = document[page - 1].get_textpage()
        found = []
        for number in range(text_page.count_chars()):
            char = text_page.get_text_range(number, 1)
            if char.strip():
                left, bottom, right, top = text_page.get_charbox(number, loose=not tight)
                found.append(
                    Char(
                        char,
                        left / MM,
                        right / MM,
                        (PAGE_HEIGHT - top) / MM,
                        (PAGE_HEIGHT - bottom) / MM,
                    )
                )
        return found


def lines(data: bytes, page: int) -> list[list[Char]]:
    """The characters of a page, line by line from the top."""
    by_line: dict[int, list[Char]] = {}
    for char in chars(data, page):
        middle = round((char.top + char.bottom) / 2)
        key = next((known for known in by_line if abs(known - middle) <= 2), middle)
        by_line.setdefault(key, []).append(char)
    return [sorted(by_line[key], key=lambda char: char.left) for key in sorted(by_line)]


def line_texts(data: bytes, page: int) -> list[str]:
    return ["".join(char.char for char in line) for line in lines(data, page)]


def fonts(data: bytes) -> set[tuple[str, bool]]:
    """The fonts that draw text, and whether each is embedded."""
    found = set()
    with opened(data) as document:
        for page in document:
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(item.raw)
                length = raw.FPDFFont_GetBaseFontName(font, None, 0)
                buffer = create_string_buffer(length)
                raw.FPDFFont_GetBaseFontName(font, buffer, length)
                found.add((buffer.value.decode(), bool(raw.FPDFFont_GetIsEmbedded(font))))
    return found


def outline(data: bytes) -> list[tuple[int, str]]:
    """The bookmarks: level and title."""
    with opened(data) as document:
        return [(mark.level, mark.get_title()) for mark in document.get_toc()]


def metadata(data: bytes) -> dict[str, str]:
    with opened(data) as document:
        return document.get_metadata_dict(skip_empty=True)
