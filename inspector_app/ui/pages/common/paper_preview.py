"""A paper as it will print, beside the text: drawn anew after a pause, never in the way."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QTimer, Signal

from inspector_app.domain.errors import KnownError
from inspector_app.services.mission import OpenMission
from inspector_app.services.paper_words import Printable
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.paper_export import PaperFonts
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import Bar, Card, ElidedLabel, Label, PdfView, icon_button
from inspector_app.ui.widgets.pdfview import Bookmark, pdf_bookmarks, pdf_texts

#: So many characters tell one paragraph from the others.
_ENOUGH = 14
#: Where the text begins on an official page, and its height, in points (GB/T 9704).
_TEXT_TOP = 105.0
_TEXT_HEIGHT = 638.0
_ZOOM_STEP = 1.25

#: Rest after the last change before the paper is drawn anew, in milliseconds.
PAUSE_MS = 900


@dataclass(frozen=True, slots=True)
class Drawn:
    """A paper drawn: the PDF, its headings, and the words of each page without blanks."""

    data: bytes
    bookmarks: tuple[Bookmark, ...]
    texts: tuple[str, ...]


class PaperPreview(Card):
    """Shows the paper that *gather* gathers; ``renew`` after each change.

    The old pages stay until the new ones are drawn. Only one drawing runs at a time; what
    changed meanwhile is drawn after it.

    Signals:
        drawn: the pages shown are those of the latest gathering.
    """

    drawn = Signal()

    def __init__(self, context: PageContext[OpenMission], *, name: str) -> None:
        super().__init__(pad=S3, gap=S2)
        self._context = context
        self._fonts = PaperFonts()
        self._gather: Callable[[], Printable] | None = None
        self._shown_for: Callable[[], Printable] | None = None
        self._bookmarks: tuple[Bookmark, ...] = ()
        self._texts: tuple[str, ...] = ()
        self._heading = -1
        self._running = False
        self._again = False
        self._fresh = True
        self.view = PdfView(context.theme, context.tasks, name=name)
        self._page_label = Label("", role="caption")
        self._state = ElidedLabel("", role="caption", data=True)
        self._state.setAccessibleName(self.tr("预览的状态"))
        self._bar = Bar(context.theme)
        self._bar.setAccessibleName(self.tr("正在生成预览"))
        policy = self._bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(policy)
        self._hide_bar()
        smaller = icon_button(context.theme, "zoom_out", self.tr("缩小（Ctrl+-）"))
        larger = icon_button(context.theme, "zoom_in", self.tr("放大（Ctrl++）"))
        smaller.clicked.connect(partial(self._zoom, 1 / _ZOOM_STEP))
        larger.clicked.connect(partial(self._zoom, _ZOOM_STEP))
        self.head.insertWidget(0, self._state)
        self.add_to_head(self._page_label, smaller, larger)
        self.body.addLayout(self.head)
        self.add(self._bar)
        self.add(self.view, stretch=1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._draw)
        self.view.page_changed.connect(self._show_page_number)

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """The headings of the paper shown."""
        return self._bookmarks

    def set_paper(self, gather: Callable[[], Printable] | None) -> None:
        """Show another paper, at once; ``None`` shows none."""
        self._gather = gather
        self._fresh = True
        if gather is None:
            self._pause.stop()
            self._shown_for = None
            self.view.show_pdf(b"")
            self._page_label.setText("")
            self._state.setText("")
        else:
            self._pause.start(0)

    def renew(self) -> None:
        """Draw the paper anew after a pause; a change meanwhile puts it off."""
        if self._gather is not None and not self._fresh:  # the first drawing waits for nothing
            self._pause.start(PAUSE_MS)

    def go_to_heading(self, place: int) -> None:
        """Show the heading number *place*, counted from 0 through the whole paper.

        -1 is the paper's beginning.
        """
        self._heading = place
        if 0 <= place < len(self._bookmarks):
            mark = self._bookmarks[place]
            self.view.go_to_place(mark.page, mark.top)
        else:
            self.view.go_to_page(0)

    def reveal_words(self, words: str, heading: int) -> None:
        """Show where *words* stand behind the heading number *heading*, if they are printed."""
        wanted = "".join(words.split())[:_ENOUGH]
        if not wanted or not 0 <= heading < len(self._bookmarks):
            return
        first = self._bookmarks[heading]
        for page in range(first.page, len(self._texts)):
            text = self._texts[page]
            at = text.find(wanted)
            if at >= 0:
                # Good to a line or two: a page of text is evenly filled.
                top = _TEXT_TOP + _TEXT_HEIGHT * at / max(1, len(text))
                self.view.reveal(page, max(top, first.top if page == first.page else 0.0))
                return

    def stop(self) -> None:
        """Draw no more."""
        self._pause.stop()
        self._gather = None

    def _draw(self) -> None:
        if self._gather is None:
            return
        if self._running:
            self._again = True
            return
        try:
            printable = self._gather()
        except KnownError as error:
            self._on_failed(error)
            return
        self._running = True
        self._again = self._fresh = False
        self._state.set_tone("")
        self._state.setText(self.tr("正在更新…"))
        self._bar.set_busy(busy=True)
        self._bar.show()
        self._context.tasks.work(
            partial(_drawn, printable, self._fonts),
            done=partial(self._on_drawn, self._gather),
            failed=self._on_failed,
            owner=self,
        )

    def _on_drawn(self, gather: Callable[[], Printable], drawn: Drawn) -> None:
        self._running = False
        if gather is not self._gather:  # another paper is wanted by now
            self._draw()
            return
        if self._again:
            self._draw()
        else:
            self._hide_bar()
            self._state.setText(self.tr("印出的样子"))
        same, self._shown_for = gather is self._shown_for, gather
        self._bookmarks, self._texts = drawn.bookmarks, drawn.texts
        self.view.show_pdf(drawn.data, keep=same, shown=partial(self._on_shown, same))

    def _on_shown(self, same: bool) -> None:
        if not same:
            self.go_to_heading(self._heading)
        self._show_page_number()
        self.drawn.emit()

    def _on_failed(self, error: Exception) -> None:
        self._running = False
        self._hide_bar()
        words = self.tr("预览没有生成。")
        if isinstance(error, KnownError):
            words = self._context.wording.error(error)
        self._state.set_tone("mark")
        self._state.setText(f"▲ {words}")
        if self._again:
            self._draw()

    def _zoom(self, factor: float) -> None:
        self.view.set_zoom(self.view.zoom * factor)

    def _hide_bar(self) -> None:
        self._bar.set_busy(busy=False)
        self._bar.hide()

    def _show_page_number(self) -> None:
        if self.view.page_count:
            words = self.tr("第 {page} / {pages} 页")
            text = words.format(page=self.view.page + 1, pages=self.view.page_count)
            self._page_label.setText(text)


def _drawn(printable: Printable, fonts: PaperFonts) -> Drawn:
    data = printable.pdf(fonts.get())
    return Drawn(data, pdf_bookmarks(data), pdf_texts(data))
