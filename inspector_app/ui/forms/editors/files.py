"""Attachments: a file is chosen or dropped, the page takes it in and answers with its name."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.forms.model import Node
from inspector_app.ui.forms.editors.base import FOCUS, Asked, Editor
from inspector_app.ui.forms.editors.texts import describe
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.buttons import icon_button, make_button
from inspector_app.ui.widgets.chip import Chip
from inspector_app.ui.widgets.files import FileAsker, dropped_files
from inspector_app.ui.widgets.labels import Label

_IMAGES = "*.png *.jpg *.jpeg *.gif *.bmp *.webp *.tif *.tiff *.heic"


class FileEditor(Editor):
    """One file: chosen, dropped, looked at, taken away.

    Signals:
        wanted (Path): this file is to be the answer.
        opened: show me the file.
    """

    wanted = Signal(object)
    opened = Signal()

    def __init__(self, theme: Theme, node: Node) -> None:
        super().__init__()
        self._theme = theme
        self._image = node.parameters.get("mediatype", "").startswith("image/")
        self._value = ""
        self._read_only = False
        self._over = False
        self._asker = FileAsker(self)
        self.setAcceptDrops(True)
        self.chip: Chip | None = None
        self.pick = make_button("", theme=theme, icon="attach")
        self.pick.setFocusPolicy(FOCUS)
        self.hint = Label(self.tr("或把文件拖到这里"), role="caption")
        self.remove = icon_button(theme, "close", self.tr("去掉这个附件"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self.pick)
        self._row.addWidget(self.hint)
        self._row.addWidget(self.remove)
        self._row.addStretch(1)
        self.setFocusProxy(self.pick)
        self.pick.clicked.connect(self.ask)
        self.remove.clicked.connect(self._on_remove)

    def show_asked(self, asked: Asked) -> None:
        """Show the file's name, or how to choose one."""
        changed = asked.value != self._value or asked.read_only != self._read_only
        self._value = asked.value
        self._read_only = asked.read_only
        if changed or (self.chip is None) == bool(asked.value):
            self._show_chip()
        has = bool(asked.value)
        self.pick.setText(self._words(has=has))
        self.pick.setVisible(not asked.read_only)
        self.hint.setVisible(not has and not asked.read_only)
        self.remove.setVisible(has and not asked.read_only)
        describe(self.pick, asked)

    def stops(self) -> list[QWidget]:
        """Return the file, then the button."""
        found: list[QWidget] = [] if self.chip is None else [self.chip]
        return found if self._read_only else [*found, self.pick]

    def ask(self) -> None:
        """Ask for a file."""
        filters = []
        if self._image:
            filters = [self.tr("图片") + f" ({_IMAGES})", self.tr("所有文件") + " (*)"]
        self._asker.file(self.tr("选择附件"), self._on_chosen, filters=filters)

    @property
    def asker(self) -> FileAsker:
        """What asks for files."""
        return self._asker

    def _words(self, *, has: bool) -> str:
        if has:
            return self.tr("换一个…")
        return self.tr("选择图片…") if self._image else self.tr("选择文件…")

    def _show_chip(self) -> None:
        if self.chip is not None:
            self.chip.hide()
            self.chip.setParent(None)
            self.chip.deleteLater()
            self.chip = None
        if self._value:
            chip = Chip(
                self._theme,
                self._value,
                removable=False,
                elide=Qt.TextElideMode.ElideMiddle,
            )
            chip.setFocusPolicy(FOCUS)
            chip.clicked.connect(self.opened)
            self._row.insertWidget(0, chip)
            chip.ensurePolished()  # only now does it know its font, and so its width
            chip.updateGeometry()
            self.chip = chip

    def _on_chosen(self, paths: list[Path]) -> None:
        if paths:
            self.wanted.emit(paths[0])

    def _on_remove(self) -> None:
        self._value = ""
        self.committed.emit("")

    # --- dropping -----------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file."""
        files = dropped_files(event)
        if len(files) == 1 and not self._read_only:
            self._set_over(over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Draw no frame any more."""
        self._set_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Want the file that was dropped; folders are none."""
        self._set_over(over=False)
        files = [path for path in dropped_files(event) if path.is_file()]
        if len(files) == 1 and not self._read_only:
            event.acceptProposedAction()
            self.wanted.emit(files[0])

    def _set_over(self, *, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw where a dragged file would go."""
        if not self._over:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(self._theme.color("accentw"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
