"""The talk record as it will print, in the place of the record; to be saved from there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog

from inspector_app.services.papers import Printable
from inspector_app.system.fonts import find_fonts
from inspector_app.system.safe_files import write_atomically
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import Bar, Card, PdfView, icon_button, make_button


class PaperCard(Card):
    """Shows a `Printable` and saves it where the user says.

    Signals:
        saved (Path): it was written outside the mission.
        closed: back to the record.
    """

    saved = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, tasks: TaskRunner) -> None:
        super().__init__("…", pad=14)
        self._tasks = tasks
        self._data = b""
        self._printable: Printable | None = None
        self._name = ""
        self._dialog: QFileDialog | None = None
        self.title.setText(self.tr("谈话记录"))
        self.view = PdfView(theme, tasks, name=self.tr("谈话记录预览"))
        self._busy = Bar(theme)
        self._busy.setAccessibleName(self.tr("正在排版"))
        self.save_pdf = make_button(self.tr("另存为 PDF…"), role="primary")
        self.save_word = make_button(self.tr("另存为 Word…"))
        close = icon_button(theme, "close", self.tr("返回记录（Esc）"))
        self.save_pdf.clicked.connect(partial(self._ask_where, "pdf"))
        self.save_word.clicked.connect(partial(self._ask_where, "docx"))
        close.clicked.connect(self.put_away)
        self.add_to_head(self.save_word, self.save_pdf, close)
        self.add(self._busy)
        self.add(self.view, stretch=1)

    @property
    def data(self) -> bytes:
        """The PDF that is shown, empty while it is being made."""
        return self._data

    def show_paper(self, printable: Printable, name: str) -> None:
        """Render *printable* and show it; *name* is the file name that is proposed."""
        self._printable, self._name, self._data = printable, name, b""
        self.view.show_pdf(b"")
        self._busy.show()
        self._busy.set_busy(busy=True)
        self.save_pdf.setEnabled(False)
        self._tasks.work(
            lambda: printable.pdf(find_fonts()),
            done=partial(self._on_rendered, printable),
            owner=self,
        )
        self.view.setFocus()

    def put_away(self) -> None:
        """Forget the paper and go back."""
        if self._printable is not None:
            self._printable, self._data = None, b""
            self.view.show_pdf(b"")
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def save_to(self, ending: str, file: str) -> None:
        """Write the paper to *file*."""
        printable, data = self._printable, self._data
        if printable is None or not file:
            return
        path = Path(file)
        if not path.suffix:
            path = path.with_suffix(f".{ending}")

        def write() -> Path:
            write_atomically(path, data if ending == "pdf" else printable.docx())
            return path

        self._tasks.work(write, done=self.saved.emit, owner=self)

    def _on_rendered(self, printable: Printable, data: bytes) -> None:
        if printable is not self._printable:
            return
        self._data = data
        self._busy.set_busy(busy=False)
        self._busy.hide()
        self.save_pdf.setEnabled(True)
        self.view.show_pdf(data)

    def _ask_where(self, ending: str) -> None:
        dialog = QFileDialog(self, self.tr("保存谈话记录"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        dialog.selectFile(f"{self._name}.{ending}")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self.save_to, ending))
        dialog.open()
