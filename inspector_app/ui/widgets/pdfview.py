"""A PDF in memory, shown as the pages it prints."""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from inspector_app.domain.errors import DamagedError
from inspector_app.system.pdfium import PDFIUM
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.pages import PageView, Wanted

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: Most pixels of one picture: a page of a foreign file may be a metre wide, or a mile high.
_MOST_PIXELS = 40_000_000


@contextmanager
def _opened(data: bytes) -> "Iterator[PdfDocument]":
    """Open the PDF *data*, alone in the library. Its errors become ``DamagedError``."""
    # Loading the library takes a twelfth of a second: not while the window starts.
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415

    with PDFIUM:
        try:
            document = PdfDocument(data)
            try:
                yield document
            finally:
                document.close()
        except PdfiumError as error:
            raise DamagedError("ui.page_unreadable") from error


def pdf_page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Return width and height of each page in points. Raises ``DamagedError``."""
    with _opened(data) as document:
        return tuple(document.get_page_size(page) for page in range(len(document)))


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A heading of a PDF: its words, its page from 0, and points from the top of the page."""

    title: str
    page: int
    top: float


def pdf_bookmarks(data: bytes) -> tuple[Bookmark, ...]:
    """Return the bookmarks of the PDF *data* in their order; for a worker.

    Raises ``DamagedError``.
    """
    with _opened(data) as document:
        found = []
        for mark in document.get_toc():
            place = mark.get_dest()
            page = place.get_index() if place is not None else None
            if place is None or page is None:
                continue
            height = document.get_page_size(page)[1]
            view = place.get_view()[1]
            # XYZ: left, top (from the bottom), zoom; FitH: top.
            top = view[1] if len(view) > 2 else (view[0] if len(view) == 1 else height)
            found.append(Bookmark(mark.get_title(), page, height - (top or height)))
        return tuple(found)


def pdf_texts(data: bytes) -> tuple[str, ...]:
    """Return the words of each page of the PDF *data*, without blanks; for a worker.

    Raises ``DamagedError``.
    """
    with _opened(data) as document:
        return tuple(
            "".join(document[page].get_textpage().get_text_range().split())
            for page in range(len(document))
        )


def pdf_page_image(data: bytes, wanted: Wanted) -> QImage:
    """Render one page of the PDF *data*; for a worker. Raises ``DamagedError``."""
    with _opened(data) as document:
        page = document[wanted.page]
        width, height = page.get_size()
        scale = min(wanted.scale, math.sqrt(_MOST_PIXELS / max(1.0, width * height)))
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        pixels = bytes(bitmap.buffer)
        image = QImage(
            pixels, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        )
        return image.copy()


class PdfView(PageView):
    """A PDF in memory, rendered by the work lane; nothing is written to disk.

    A PDF that cannot be read is told to ``tasks.known_error``.
    """

    def __init__(self, theme: Theme, tasks: TaskRunner, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self._tasks = tasks
        self._data = b""
        self.wanted.connect(self._on_wanted)

    def show_pdf(
        self, data: bytes, *, keep: bool = False, shown: Callable[[], None] | None = None
    ) -> None:
        """Show the PDF *data*; empty bytes show nothing.

        With *keep* the old pages stay until the new ones are drawn (the same paper, changed).
        *shown* is called once the pages stand there: the time to go to one of them.
        """
        self._data = data
        if data:
            self._tasks.work(
                partial(pdf_page_sizes, data),
                done=partial(self._on_sizes, data, keep=keep, shown=shown),
                owner=self,
            )
        else:
            self.set_pages(())

    def _on_sizes(
        self,
        data: bytes,
        sizes: Sequence[tuple[float, float]],
        *,
        keep: bool = False,
        shown: Callable[[], None] | None = None,
    ) -> None:
        if data is self._data:
            self.set_pages(sizes, keep=keep)
            if shown is not None:
                shown()

    def _on_wanted(self, wanted: Wanted) -> None:
        data = self._data
        self._tasks.work(
            partial(pdf_page_image, data, wanted),
            done=partial(self._on_image, data, wanted),
            owner=self,
        )

    def _on_image(self, data: bytes, wanted: Wanted, image: QImage) -> None:
        if data is self._data:
            self.set_image(wanted, image)
