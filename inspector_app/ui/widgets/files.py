"""Asking for files and places without stopping anybody: dialogs that are not modal."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

#: Most files taken from a folder that was dropped.
MOST_FILES = 500
#: Most folders looked into.
MOST_FOLDERS = 200

Chosen = Callable[[list[Path]], None]


class FileAsker(QObject):
    """Opens one file dialog at a time beside *page*; what is chosen goes to a callable."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._dialog: QFileDialog | None = None

    @property
    def dialog(self) -> QFileDialog | None:
        """The dialog opened last, while it is open."""
        return self._dialog

    def files(self, title: str, chosen: Chosen, *, filters: Sequence[str] = ()) -> None:
        """Ask for one or more files that are there."""
        self._open(title, QFileDialog.FileMode.ExistingFiles, chosen, filters)

    def file(self, title: str, chosen: Chosen, *, filters: Sequence[str] = ()) -> None:
        """Ask for one file that is there."""
        self._open(title, QFileDialog.FileMode.ExistingFile, chosen, filters)

    def folder(self, title: str, chosen: Chosen) -> None:
        """Ask for a folder."""
        dialog = self._open(title, QFileDialog.FileMode.Directory, chosen, ())
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)

    def save(self, title: str, name: str, chosen: Chosen) -> None:
        """Ask where to save a file; *name* is proposed, its ending kept."""
        dialog = self._open(title, QFileDialog.FileMode.AnyFile, chosen, ())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(plain_name(name))

    def close(self) -> None:
        """Close a dialog that is open: the page is going."""
        if self._dialog is not None:
            self._dialog.reject()
            self._dialog = None

    def _open(
        self,
        title: str,
        mode: QFileDialog.FileMode,
        chosen: Chosen,
        filters: Sequence[str],
    ) -> QFileDialog:
        self.close()
        dialog = QFileDialog(self._page, title)
        dialog.setFileMode(mode)
        if filters:
            dialog.setNameFilters(list(filters))
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def on_selected(names: list[str]) -> None:
            chosen([Path(name) for name in names])

        dialog.filesSelected.connect(on_selected)
        dialog.finished.connect(self._on_finished)
        self._dialog = dialog
        dialog.show()
        return dialog

    def _on_finished(self, _result: int) -> None:
        self._dialog = None


def plain_name(name: str) -> str:
    """Return *name* without what file systems refuse."""
    cleaned = "".join("_" if c in '\\/:*?"<>|' or ord(c) < 32 else c for c in name)
    return cleaned.strip(". ") or "_"


def dropped_files(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """Return the local files and folders that are dragged, none for anything else."""
    data = event.mimeData()
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def with_contents(paths: Sequence[Path]) -> list[Path]:
    """Return *paths* with each folder replaced by the files in it, at most ``MOST_FILES``.

    Links are not followed, and hidden files left out: nobody means to hand those in.
    """
    inside = chain.from_iterable(_files_of(path) for path in paths)
    return list(islice(inside, MOST_FILES))


def _files_of(path: Path) -> Iterator[Path]:
    if not path.is_dir() or path.is_symlink():
        yield path
        return
    for folder, folders, names in islice(os.walk(path), MOST_FOLDERS):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")):
                yield Path(folder) / name
