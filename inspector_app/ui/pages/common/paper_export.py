"""Saving a paper where the user wants it: it leaves the encrypted folder, and he is told so."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector_app.services.mission import OpenMission
from inspector_app.services.paper_words import Printable, note_export
from inspector_app.system.fonts import FontSet, find_fonts
from inspector_app.system.safe_files import write_atomically
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.tasks import Lane, Progress, Task
from inspector_app.ui.widgets import ConfirmStrip

Kind = Literal["pdf", "docx", "xlsx"]


@dataclass(frozen=True, slots=True)
class ExportedPaper:
    """What to save: how it is gathered (on the GUI thread), its name, its record for the log.

    ``sheet`` makes it as a spreadsheet, where there is one.
    """

    gather: Callable[[], Printable]
    name: str
    record_type: str
    record_id: str
    sheet: Callable[[], bytes] | None = None


class PaperExport(QObject):
    """Asks, lets the user choose a place, renders beside the work, logs.

    *fonts* keeps the fonts of this machine once they have been looked for.
    """

    def __init__(
        self, context: PageContext[OpenMission], page: QWidget, strip: ConfirmStrip
    ) -> None:
        super().__init__(page)
        self._context = context
        self._page = page
        self._strip = strip
        self._fonts = PaperFonts()
        self._dialog: QFileDialog | None = None
        self._task: Task | None = None

    def ask(self, kind: Kind, paper: ExportedPaper) -> None:
        """Say what it means to save *paper*, then ask where."""
        self._strip.ask(
            self.tr("导出的文件没有加密：离开本程序后由您保管，打印还会在电脑和打印机里留下痕迹。"),
            yes=self.tr("选择保存位置…"),
            confirmed=partial(self._choose, kind, paper),
            role="primary",
        )

    def _choose(self, kind: Kind, paper: ExportedPaper) -> None:
        words = {
            "pdf": self.tr("PDF 文件"),
            "docx": self.tr("Word 文件"),
            "xlsx": self.tr("Excel 表格"),
        }
        dialog = QFileDialog(self._page)
        dialog.setWindowTitle(self.tr("导出"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(f"{words[kind]} (*.{kind})")
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(f"{_plain_name(paper.name)}.{kind}")
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(partial(self._on_chosen, kind, paper))
        self._dialog = dialog
        dialog.show()

    def _on_chosen(self, kind: Kind, paper: ExportedPaper, file: str) -> None:
        path = Path(file)
        if kind == "xlsx" and paper.sheet is not None:
            self._start(path, paper, partial(_save_sheet, paper.sheet(), path))
            return
        printable = paper.gather()
        self._start(path, paper, partial(_save, kind, printable, self._fonts, path))

    def _start(self, path: Path, paper: ExportedPaper, job: Callable[[Progress], Path]) -> None:
        words = self.tr("正在生成“{name}”…").format(name=path.name)
        self._context.notify(Notice(words, action=self.tr("取消"), act=self._cancel))
        self._task = self._context.tasks.long(
            Lane.WORK,
            job,
            progress=_heard,
            done=partial(self._on_saved, paper),
            owner=self,
        )

    def _cancel(self) -> None:
        if self._task is not None and not self._task.finished:
            self._task.cancel()
            self._context.notify(Notice(self.tr("已取消导出。")))

    def _on_saved(self, paper: ExportedPaper, path: Path) -> None:
        mission = self._context.services
        self._context.tasks.store(
            partial(note_export, mission, paper.record_type, paper.record_id), owner=self
        )
        words = self.tr("已保存到 {path}。这份文件没有加密，请妥善保管。")
        self._context.notify(Notice(words.format(path=str(path)), tone="ok"))


class PaperFonts:
    """The fonts of this machine, looked for once: that takes a moment, so only in a worker."""

    def __init__(self) -> None:
        self._found: FontSet | None = None

    def get(self) -> FontSet:
        """Return the fonts."""
        if self._found is None:
            self._found = find_fonts()
        return self._found


def _save(
    kind: Kind, printable: Printable, fonts: PaperFonts, path: Path, progress: Progress
) -> Path:
    data = printable.pdf(fonts.get()) if kind == "pdf" else printable.docx()
    progress(1, 2)  # the last moment to give up: nothing has been written
    write_atomically(path, data)
    return path


def _save_sheet(data: bytes, path: Path, progress: Progress) -> Path:
    progress(1, 2)
    write_atomically(path, data)
    return path


def _heard(_done: int, _total: int, _note: str) -> None:
    """Two steps of a second: no more to show than that it runs."""


def _plain_name(name: str) -> str:
    """Return *name* without what file systems refuse."""
    return "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in name).strip(". ")
