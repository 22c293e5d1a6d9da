"""A piece of evidence as it looks: PDF, picture, words, or why it cannot be shown here."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QStackedWidget, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.domain.record import Record
from inspector_app.services.evidence_content import Content, Showing, evidence_content
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageContext
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    EmptyState,
    Label,
    PageView,
    PdfView,
    hbox,
    icon_button,
    mark_data,
)
from inspector_app.ui.widgets.imageview import ImageView, Picture, picture_sizes
from inspector_app.ui.widgets.pdfview import pdf_page_sizes


class ContentView(Card):
    """Shows the content of one piece of evidence at a time.

    Signals:
        page_changed (int): the page in view, from 1.
        copy_wanted: it cannot be shown here; a copy is to be exported.
    """

    page_changed = Signal(int)
    copy_wanted = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(pad=S3, gap=S2)
        self._context = context
        self._record: Record | None = None
        self._wanted_page = 1
        theme = context.theme
        name = self.tr("证据的内容")
        self.pdf = PdfView(theme, context.tasks, name=name)
        self.picture = ImageView(theme, context.tasks, name=name)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("role", "record")
        self.text.setAccessibleName(name)
        mark_data(self.text)
        self.nothing = EmptyState(
            theme,
            icon="evidence",
            title=self.tr("这里不能显示这种文件"),
            text=self.tr("内容已原样加密保存。需要看的，导出副本后用原来的软件打开，用完删除。"),
            action=self.tr("导出副本…"),
        )
        self.trouble = Label("", tone="mark", wrap=True, data=True)
        self.note = Label("", role="caption", wrap=True)
        self.note.hide()
        self._bar = Bar(theme)
        self._bar.setAccessibleName(self.tr("正在打开"))
        self._stack = QStackedWidget()
        self._blank = QWidget()
        for widget in (self._blank, self.pdf, self.picture, self.text, self.nothing):
            self._stack.addWidget(widget)
        self._build_tools()
        self.add(self._tools, self.note, self.trouble, self._bar)
        self.add(self._stack, stretch=1)
        self.trouble.hide()
        self._bar.hide()
        self.nothing.acted.connect(self.copy_wanted)
        for view in (self.pdf, self.picture):
            view.page_changed.connect(self._on_page)

    def _build_tools(self) -> None:
        theme = self._context.theme
        self.back = icon_button(theme, "chevron_up", self.tr("上一页（Page Up）"))
        self.forth = icon_button(theme, "chevron_down", self.tr("下一页（Page Down）"))
        self.page_field = QLineEdit()
        self.page_field.setAccessibleName(self.tr("页码"))
        self.page_field.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.page_field.setFixedWidth(56)
        self._of = Label("", tone="dim")
        self.smaller = icon_button(theme, "zoom_out", self.tr("缩小（Ctrl+-）"))
        self.larger = icon_button(theme, "zoom_in", self.tr("放大（Ctrl++）"))
        self._tools = QWidget()
        self._place = QWidget()
        self._place.setLayout(
            hbox(
                Label(self.tr("第"), tone="dim"),
                self.page_field,
                self._of,
                self.back,
                self.forth,
                gap=S2,
            )
        )
        row = hbox(
            self._place,
            STRETCH,
            self.smaller,
            self.larger,
            gap=S2,
        )
        self._tools.setLayout(row)
        self.back.clicked.connect(partial(self._turn, -1))
        self.forth.clicked.connect(partial(self._turn, 1))
        self.smaller.clicked.connect(partial(self._zoom, 1 / 1.2))
        self.larger.clicked.connect(partial(self._zoom, 1.2))
        self.page_field.editingFinished.connect(self._on_typed)
        for keys, step in (("PgUp", -1), ("PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._turn, step))
        self._zoomed = 1.0

    # --- showing ------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page in view, from 1."""
        return self._pages.page + 1 if self._pages is not None else 1

    @property
    def showing(self) -> Showing | None:
        """How the content is shown, ``None`` while it is being opened or cannot be."""
        widget = self._stack.currentWidget()
        kinds: dict[QWidget, Showing] = {
            self.pdf: Showing.PDF,
            self.picture: Showing.PICTURE,
            self.text: Showing.TEXT,
            self.nothing: Showing.NOTHING,
        }
        return kinds.get(widget) if widget is not None else None

    def show_evidence(self, record: Record, page: int = 1) -> None:
        """Open *record* at *page*; what is shown already is only turned to it."""
        same = self._record is not None and self._record.id == record.id
        self._wanted_page = page
        if same and self.showing is not None:
            self._go_to_wanted()
            return
        self.clear()
        self._record = record
        self._bar.show()
        self._bar.set_busy(busy=True)
        self._context.tasks.work(
            partial(_opened, self._context.services, record),
            done=partial(self._on_opened, record.id),
            failed=partial(self._on_failed, record.id),
            owner=self,
        )

    def clear(self) -> None:
        """Forget what is shown."""
        self._record = None
        self.pdf.show_pdf(b"")
        self.picture.show_picture(None)
        self.text.clear()
        self.trouble.hide()
        self.note.hide()
        self._tools.hide()
        self._bar.set_busy(busy=False)
        self._bar.hide()
        self._stack.setCurrentWidget(self._blank)

    def _on_opened(self, evidence: str, content: Content) -> None:
        if self._record is None or self._record.id != evidence:
            return
        self._end_opening()
        if content.showing is Showing.PDF:
            self._stack.setCurrentWidget(self.pdf)
            self.pdf.show_pdf(content.data, shown=self._on_pages)
        elif content.showing is Showing.PICTURE:
            self._stack.setCurrentWidget(self.picture)
            picture = Picture(content.data, content.format)
            self.picture.show_picture(picture, shown=self._on_pages)
        elif content.showing is Showing.TEXT:
            self._stack.setCurrentWidget(self.text)
            self.text.setPlainText(content.text)
        else:
            self._stack.setCurrentWidget(self.nothing)
        self._show_note(content)

    def _show_note(self, content: Content) -> None:
        wording = self._context.wording
        parts = [wording.text(f"intake.evidence.{code}") for code in content.problems]
        if content.formatted and content.showing is Showing.TEXT:
            parts.insert(0, self.tr("只显示文字，版式和图片以原件为准。"))
        self.note.setText(" ".join(parts))
        self.note.setVisible(bool(parts))

    def _on_failed(self, evidence: str, error: Exception) -> None:
        if self._record is None or self._record.id != evidence:
            return
        self._end_opening()
        if isinstance(error, KnownError):
            self.trouble.setText(f"▲ {self._context.wording.error(error)}")
            self.trouble.show()

    def _end_opening(self) -> None:
        self._bar.set_busy(busy=False)
        self._bar.hide()

    # --- pages --------------------------------------------------------------------------

    @property
    def _pages(self) -> PageView | None:
        widget = self._stack.currentWidget()
        return widget if isinstance(widget, PageView) else None

    def _on_pages(self) -> None:
        pages = self._pages
        if pages is None:
            return
        self._tools.show()
        self._place.setVisible(pages.page_count > 1)
        self._of.setText(self.tr("/ {pages} 页").format(pages=pages.page_count))
        self._zoomed = 1.0
        pages.set_zoom(1.0)
        self._go_to_wanted()
        self._on_page(pages.page)

    def _go_to_wanted(self) -> None:
        pages = self._pages
        if pages is not None:
            pages.go_to_page(min(max(1, self._wanted_page), pages.page_count) - 1)

    def _on_page(self, page: int) -> None:
        if not self.page_field.isModified():
            self.page_field.setText(str(page + 1))
        self.page_changed.emit(page + 1)

    def _on_typed(self) -> None:
        pages, text = self._pages, self.page_field.text().strip()
        if pages is None or not self.page_field.isModified():
            return
        if text.isdecimal():  # full-width digits, too
            pages.go_to_page(min(max(1, int(text)), pages.page_count) - 1)
        self.page_field.setText(str(pages.page + 1))

    def _turn(self, step: int) -> None:
        if self._pages is not None:
            self._pages.go_to_page(self._pages.page + step)

    def _zoom(self, factor: float) -> None:
        if self._pages is not None:
            self._zoomed = min(4.0, max(0.25, self._zoomed * factor))
            self._pages.set_zoom(self._zoomed)


def _opened(mission: OpenMission, record: Record) -> Content:
    """Return what can be shown, having made sure that it can; for a worker."""
    content = evidence_content(mission, record)
    if content.showing is Showing.PDF:
        pdf_page_sizes(content.data)
    elif content.showing is Showing.PICTURE:
        picture_sizes(Picture(content.data, content.format))
    return content
