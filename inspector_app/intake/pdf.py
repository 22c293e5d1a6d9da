"""Count the pages of a PDF and take its text for search, through PDFium.

Each page is read under PDFium's lock, so that a preview need not wait for a long paper.
"""

import time
from dataclasses import dataclass
from typing import BinaryIO

import pypdfium2

from inspector_app.domain.errors import InputError
from inspector_app.intake.guard import damaged_means
from inspector_app.intake.text import clean_text
from inspector_app.system.pdfium import PDFIUM

_MOST_PAGES = 2_000
_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class PdfText:
    """What was read; not ``complete`` if a bound of time, pages or length was reached."""

    pages: int
    text: str
    complete: bool


def read_pdf(stream: BinaryIO, *, name: str, longest: int) -> PdfText:
    """Return the page count and at most *longest* characters of text of a PDF.

    Raises ``InputError``: ``intake.encrypted``, ``intake.damaged``.
    """
    try:
        with PDFIUM:
            document = pypdfium2.PdfDocument(stream)
    except pypdfium2.PdfiumError as problem:
        locked = "password" in str(problem).lower()
        raise InputError(f"intake.{'encrypted' if locked else 'damaged'}", name=name) from problem
    try:
        with damaged_means("intake.damaged", name=name):
            with PDFIUM:
                pages = len(document)
            text, complete = _text(document, pages, longest)
    finally:
        with PDFIUM:
            document.close()
    return PdfText(pages, clean_text(text)[:longest], complete)


def _text(document: pypdfium2.PdfDocument, pages: int, longest: int) -> tuple[str, bool]:
    parts: list[str] = []
    left = longest
    stop_at = time.monotonic() + _SECONDS
    for number in range(min(pages, _MOST_PAGES)):
        if left <= 0 or time.monotonic() > stop_at:
            return "\n".join(parts), False
        with PDFIUM:
            page_text = _page_text(document, number)
        parts.append(page_text)
        left -= len(page_text) + 1
    return "\n".join(parts), pages <= _MOST_PAGES


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return a page's text; one bad page does not hide the others."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return ""
    try:
        text_page = page.get_textpage()
        try:
            return str(text_page.get_text_bounded())
        finally:
            text_page.close()
    except pypdfium2.PdfiumError:
        return ""
    finally:
        page.close()
