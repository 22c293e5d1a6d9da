"""Blocks of the report as cards: paragraphs, problems, facts."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import BlockKind, Section
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    ChipField,
    ChipItem,
    Choice,
    GrowingTextEdit,
    Inset,
    Label,
    Pill,
    hbox,
    icon_button,
    set_read_only,
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


class CardTools(QWidget):
    """Up, down, delete; for the card they stand in."""

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self._desk = desk
        self._block = ""
        theme = desk.context.theme
        self.up = icon_button(theme, "chevron_up", self.tr("上移（Alt+Shift+↑）"))
        self.down = icon_button(theme, "chevron_down", self.tr("下移（Alt+Shift+↓）"))
        self.delete = icon_button(theme, "trash", self.tr("删除这一条（可以撤销）"))
        self.up.clicked.connect(self.move_up)
        self.down.clicked.connect(self.move_down)
        self.delete.clicked.connect(self._on_delete)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for button in (self.up, self.down, self.delete):
            row.addWidget(button)

    def show_place(self, block: str, place: int, count: int) -> None:
        """Say which block this is and where it stands (from 0) among how many."""
        self._block = block
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place + 1 < count)

    def move_up(self) -> None:
        """Move the block up."""
        if self.up.isEnabled():
            self._desk.move(self._block, down=False)

    def move_down(self) -> None:
        """Move the block down."""
        if self.down.isEnabled():
            self._desk.move(self._block, down=True)

    def _on_delete(self) -> None:
        self._desk.delete(self._block)


class BlockCard(Inset):
    """One block: its text, what it rests on, and what it still lacks.

    ``show_block`` fills it, again after every change; a field that is being typed into is
    left alone.
    """

    def __init__(self, desk: ReportDesk, record: Record) -> None:
        super().__init__(gap=S2)
        self.desk = desk
        self.record = record
        theme = desk.context.theme
        self._number = Label("", role="caption", data=True)
        self.heading: GrowingTextEdit | None = None
        if self.kind is BlockKind.PROBLEM:
            self.heading = GrowingTextEdit(
                name=self.tr("问题的标题"), placeholder=self.tr("问题的标题，一句话")
            )
            self.heading.setProperty("heading", True)
        self.text = GrowingTextEdit(name=self._text_name(), placeholder=self._placeholder())
        self.papers = ChipField(
            theme,
            self.tr("底稿"),
            self._paper_choices,
            name=self.tr("加底稿依据"),
            placeholder=self.tr("编号或题目"),
        )
        self.papers.picked.connect(self._on_cite)
        self.papers.removed.connect(self._on_uncite)
        self.papers.opened.connect(desk.show_paper)
        self.tools = CardTools(desk)
        word, tone = self._kind_word()
        self._kind_pill = Pill(theme, word, tone)
        self._kind_pill.setVisible(bool(self._kind_pill.text()))
        self._missing = Label("", role="caption", tone="mark", wrap=True, data=True)
        for edit in self.edits:
            edit.entered.connect(self._on_entered)
        self._lay_out()

    @property
    def kind(self) -> BlockKind:
        """What the block is."""
        return BlockKind(self.record.text("kind") or BlockKind.PARAGRAPH.value)

    def show_block(self, record: Record, place: int, count: int) -> None:
        """Show *record*, which stands at *place* (from 0) among *count*."""
        self.record = record
        desk = self.desk
        self._number.setText(f"{place + 1}.")
        if self.heading is not None:
            desk.texts.tie(self.heading, record, "heading")
        desk.texts.tie(self.text, record, "text")
        for edit in self.edits:
            set_read_only(edit, read_only=not desk.editable)
        items = [ChipItem(p, *desk.paper_label(p)) for p in record.items("working_papers")]
        self.papers.set_items(items, editable=desk.editable)
        self.tools.show_place(record.id, place, count)
        self.tools.setVisible(desk.editable)
        words = desk.missing_words(record.id)
        conflicts = self.tr("有两种写法，请到“交换”里定一种") if record.conflicts else ""
        lines = "\n".join(f"▲ {one}" for one in (words, conflicts) if one)
        self._missing.setText(lines)
        self._missing.setVisible(bool(lines))
        self.set_tone("mark" if lines else "neutral")

    @property
    def edits(self) -> tuple[GrowingTextEdit, ...]:
        """The text fields in their order."""
        return (self.heading, self.text) if self.heading is not None else (self.text,)

    def focus_field(self, field: str = "") -> None:
        """Put the caret where *field* is mended; the first text if there is no such place."""
        if field == "working_papers" and self.desk.editable:
            self.papers.add_button.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif field == "text":
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            empty = (edit for edit in self.edits if not edit.text.strip())
            wanted = next(empty, self.edits[0])
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Alt+Shift and an arrow; Ctrl+Enter adds another one of its kind."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _ENTER:
            self._on_another()
            return
        if event.modifiers() == _ALT_SHIFT and self.desk.editable:
            if event.key() == Qt.Key.Key_Up:
                self.tools.move_up()
                return
            if event.key() == Qt.Key.Key_Down:
                self.tools.move_down()
                return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        first = hbox(self._number, self.edits[0], gap=4)
        first.setAlignment(self._number, Qt.AlignmentFlag.AlignTop)
        self._number.setContentsMargins(0, 6, 0, 0)
        first.setStretch(1, 1)
        self.body.addLayout(first)
        if self.heading is not None:
            self.body.addWidget(self.text)
        self._add_rows()
        foot = hbox(self._kind_pill, self.papers, self.tools, gap=6)
        foot.setStretch(1, 1)
        self.body.addLayout(foot)
        self.body.addWidget(self._missing)

    def _add_rows(self) -> None:
        """Add what kinds of blocks have besides a text; here nothing."""

    def _kind_word(self) -> tuple[str, Tone]:
        word = self.desk.context.wording.text(f"terms.block_kind.{self.kind.value}")
        if self.kind is BlockKind.FACT:
            return word, "neutral"
        if self.kind is BlockKind.NO_PROBLEM:
            return word, "ok"
        return "", "neutral"

    def _text_name(self) -> str:
        return self.desk.context.wording.text(f"terms.block_kind.{self.kind.value}")

    def _placeholder(self) -> str:
        return {
            BlockKind.PROBLEM: self.tr("有什么表现、说明什么、谁负什么责任"),
            BlockKind.FACT: self.tr("查清的一件事实"),
            BlockKind.REQUIREMENT: self.tr("要求做到什么"),
        }.get(self.kind, self.tr("写在这里"))

    def _on_another(self) -> None:
        record, desk = self.record, self.desk
        if desk.editable:
            kind = BlockKind.PARAGRAPH if self.kind is BlockKind.NO_PROBLEM else self.kind
            section = Section(record.text("section"))
            desk.add(section, record.text("official"), kind, after=record.id)

    def _on_entered(self) -> None:
        self.desk.block_entered.emit(self.record.id)

    def _paper_choices(self) -> list[Choice]:
        return self.desk.paper_choices(self.record.items("working_papers"))

    def _on_cite(self, paper: str) -> None:
        self.desk.cite(self.record, paper)

    def _on_uncite(self, paper: str) -> None:
        self.desk.uncite(self.record, paper)
