"""One file on its way in: what it is, whether it is here already, what is wrong with it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from inspector_app.domain.errors import KnownError
from inspector_app.domain.record import Record
from inspector_app.intake.evidence import CapturedFile
from inspector_app.system.wording import Wording
from inspector_app.ui.pages.evidence.words import evidence_name, kind_words, size_words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import ElidedLabel, Inset, Label, hbox, icon_button, mark_data
from inspector_app.ui.widgets.entry import TextEntry


class IncomingFile(Inset):
    """A file that was chosen, with the title it will have.

    Signals:
        changed: whether it is to be taken in has changed.
        dropped: it is to go from the list.
    """

    changed = Signal()
    dropped = Signal()

    def __init__(self, theme: Theme, wording: Wording, path: Path, name: str) -> None:
        super().__init__(gap=S2)
        self._wording = wording
        self.path = path
        self.captured: CapturedFile | None = None
        self._blocked = True
        self.take = QCheckBox()
        self.take.setAccessibleName(self.tr("收进 {name}").format(name=name))
        self.take.setEnabled(False)
        mark_data(self.take, itself_only=True)
        self._name = ElidedLabel(name, data=True)
        self._kind = Label(self.tr("正在看…"), role="caption")
        self.remove = icon_button(theme, "close", self.tr("不收这个文件"))
        self.title = TextEntry(placeholder=wording.text("records.evidence.fields.title"))
        self.title.setAccessibleName(self.tr("{name} 的题目").format(name=name))
        mark_data(self.title, itself_only=True)
        self.title.setText(Path(name).stem)
        self.title.setCursorPosition(0)
        self._state = Label("", role="caption", wrap=True, data=True)
        head = hbox(self.take, self._name, self._kind, self.remove, gap=S3)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.title)
        self.body.addWidget(self._state)
        self._state.hide()
        self.take.toggled.connect(self._on_toggled)
        self.remove.clicked.connect(self.dropped)

    @property
    def wanted(self) -> bool:
        """Whether it is to be taken in."""
        return not self._blocked and self.take.isChecked()

    @property
    def looked_at(self) -> bool:
        """Whether it is known what the file is."""
        return self.captured is not None or bool(self._state.text())

    def show_captured(self, captured: CapturedFile, same: list[Record], *, twin: bool) -> None:
        """Show what the file is.

        *same* is evidence with the same content, *twin* says that another chosen file has it.
        """
        self.captured = captured
        self._blocked = False
        parts = [kind_words(self._wording, captured.media_type), size_words(captured.size)]
        if captured.pages:
            parts.insert(1, self.tr("%n 页", "", captured.pages))
        elif captured.width and captured.height:
            parts.insert(1, f"{captured.width} × {captured.height}")
        self._kind.setText(" · ".join(parts))
        problems = [self._wording.text(f"intake.evidence.{code}") for code in captured.problems]
        if same:
            words = self.tr("△ 与已有的 {evidence} 内容完全相同，一般不用再收。").format(
                evidence=evidence_name(same[0])
            )
            problems.insert(0, words)
        elif twin:
            problems.insert(0, self.tr("△ 与这次选的另一个文件内容完全相同。"))
        self._say("\n".join(problems), "warn")
        self.take.setEnabled(True)
        self.take.setChecked(not same and not twin)
        self.changed.emit()

    def show_trouble(self, error: KnownError) -> None:
        """Say why the file cannot be taken in."""
        self._blocked = True
        self._kind.setText("")
        self._say(f"▲ {self._wording.error(error)}", "mark")
        self.take.setChecked(False)
        self.take.setEnabled(False)
        self.title.setEnabled(False)
        self.changed.emit()

    def lock(self, *, locked: bool) -> None:
        """Let nothing be changed while files are taken in."""
        for widget in (self.take, self.title, self.remove):
            widget.setEnabled(not locked and (widget is self.remove or not self._blocked))

    def _say(self, text: str, tone: str) -> None:
        self._state.set_tone("mark" if tone == "mark" else "warn")
        self._state.setText(text)
        self._state.setVisible(bool(text))

    def _on_toggled(self) -> None:
        self.title.setEnabled(self.take.isChecked())
        self.changed.emit()
