"""The editor of one section: its blocks as cards, and buttons to add more."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import BlockKind, Duty, Section
from inspector_app.services.paper_words import paper_wording
from inspector_app.services.report import SECTION_OF
from inspector_app.services.report_outline import OutlineKey
from inspector_app.ui.pages.report.cards import BlockCard
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.pages.report.number_one_cards import OpinionCard, RequirementCard
from inspector_app.ui.pages.report.words import person_of
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import FlowRow, Label, clear_layout, make_button, scrolling

_PROBLEMS = frozenset(SECTION_OF.values())
_FACTS = frozenset({Section.FIRST_RESPONSIBILITY, Section.INTEGRITY})


def kinds_of(section: Section) -> tuple[BlockKind, ...]:
    """Return what can be added to a section, the usual kind first."""
    if section in _PROBLEMS:
        return (BlockKind.PROBLEM, BlockKind.PARAGRAPH, BlockKind.NO_PROBLEM)
    if section in _FACTS:
        return (BlockKind.FACT, BlockKind.PARAGRAPH, BlockKind.NO_PROBLEM)
    if section is Section.REQUIREMENTS:
        return (BlockKind.REQUIREMENT, BlockKind.NO_PROBLEM)
    return () if section is Section.OPINION else (BlockKind.PARAGRAPH,)


class SectionEditor(QWidget):
    """Cards of one section; ``show_section`` fills it, again after every change.

    Cards stay as long as their block does, so typing is never disturbed.
    """

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self._desk = desk
        self._key: OutlineKey | None = None
        self._wanted = ("", "")
        self.cards: dict[str, BlockCard] = {}
        self.opinions: dict[Duty, OpinionCard] = {}
        self._empty = Label("", tone="dim", wrap=True)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S3)
        self._adders = FlowRow(gap=S2)
        self.add_buttons: dict[BlockKind, QPushButton] = {}
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 6, 0)
        inner.setSpacing(S3)
        inner.addWidget(self._empty)
        inner.addLayout(self._column)
        inner.addWidget(self._adders)
        inner.addStretch(1)
        self._area: QScrollArea = scrolling(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)
        desk.block_added.connect(self._on_added)

    @property
    def key(self) -> OutlineKey | None:
        """The part that is shown."""
        return self._key

    def show_section(self, key: OutlineKey) -> None:
        """Show the section *key* of the desk's report."""
        if key != self._key:
            self._begin(key)
        section = Section(key.name)
        blocks = self._desk.view.blocks(section, key.official)
        if section is Section.OPINION:
            self._show_opinions(blocks)
        else:
            self._show_cards(section, blocks)
        for kind, button in self.add_buttons.items():
            unsaid = kind is not BlockKind.NO_PROBLEM or not blocks
            button.setVisible(self._desk.editable and unsaid)
        self._adders.setVisible(self._desk.editable and bool(self.add_buttons))
        self._empty.setVisible(not blocks and section is not Section.OPINION)
        self._empty.setText(self._empty_words(section))
        self._focus_wanted()

    def focus(self, block: str = "", field: str = "") -> None:
        """Put the caret into *block*, there where *field* is mended; else into the first text."""
        self._wanted = (block, field)
        self._focus_wanted()

    def _begin(self, key: OutlineKey) -> None:
        self._key = key
        self._wanted = ("", "")
        clear_layout(self._column)
        self.cards.clear()
        self.opinions.clear()
        clear_layout(self._adders.flow)
        self.add_buttons.clear()
        for kind in kinds_of(Section(key.name)):
            button = make_button(self._adder(kind), theme=self._desk.context.theme, icon="add")
            button.setProperty("kind", kind.value)
            if kind is not BlockKind.NO_PROBLEM:
                button.setToolTip(self.tr("在一条里按 Ctrl+Enter，在它后面加一条"))
            button.clicked.connect(self._on_add)
            self.add_buttons[kind] = button
            self._adders.add(button)
        self._area.verticalScrollBar().setValue(0)

    def _adder(self, kind: BlockKind) -> str:
        return {
            BlockKind.PROBLEM: self.tr("加一个问题"),
            BlockKind.FACT: self.tr("加一件事实"),
            BlockKind.PARAGRAPH: self.tr("加一段"),
            BlockKind.REQUIREMENT: self.tr("加一条要求"),
            BlockKind.NO_PROBLEM: self.tr("未发现问题，写明"),
        }[kind]

    def _empty_words(self, section: Section) -> str:
        if section is Section.OTHER:
            return self.tr("没有需要说明的，就让它空着。")
        return self.tr("这一部分还没有写。用下面的按钮开始。")

    def _show_cards(self, section: Section, blocks: Sequence[Record]) -> None:
        wanted = [block.id for block in blocks]
        for block_id in [one for one in self.cards if one not in wanted]:
            gone = self.cards.pop(block_id)
            self._column.removeWidget(gone)
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        kind = RequirementCard if section is Section.REQUIREMENTS else BlockCard
        for place, block in enumerate(blocks):
            card = self.cards.get(block.id)
            if card is None:
                is_requirement = block.text("kind") == BlockKind.REQUIREMENT.value
                card = (kind if is_requirement else BlockCard)(self._desk, block)
                self.cards[block.id] = card
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
            card.show_block(block, place, len(blocks))

    def _show_opinions(self, blocks: Sequence[Record]) -> None:
        if self._key is None:
            return
        for duty in Duty:
            card = self.opinions.get(duty)
            if card is None:
                card = OpinionCard(self._desk, self._key.official, duty)
                self.opinions[duty] = card
                self._column.addWidget(card)
            own = [block for block in blocks if block.text("duty") == duty.value]
            card.show_opinion(own[0] if own else None)

    def _on_add(self) -> None:
        key = self._key
        if key is None:
            return
        kind = BlockKind(str(self.sender().property("kind")))
        text = self._nothing_found(key) if kind is BlockKind.NO_PROBLEM else ""
        self._desk.add(Section(key.name), key.official, kind, text=text)

    def _nothing_found(self, key: OutlineKey) -> str:
        """Return the sentence, in the paper's language, that nothing was found."""
        person = person_of(self._desk.view, key.official)
        words = paper_wording(self._desk.mission.reader)
        name = person.text("name") if person else ""
        return words.text(f"report_page.none.{key.name}", name=name)

    def _on_added(self, block: str) -> None:
        if block in self.cards:
            self.focus(block)

    def _focus_wanted(self) -> None:
        block, field = self._wanted
        if not block and not field:
            return
        if field in {duty.value for duty in self.opinions}:
            self._reveal(self.opinions[Duty(field)])
            self.opinions[Duty(field)].focus_field()
        elif block in self.cards:
            self._reveal(self.cards[block])
            self.cards[block].focus_field(field)
        else:
            return
        self._wanted = ("", "")

    def _reveal(self, card: QWidget) -> None:
        """Scroll to *card* once it has its place."""

        def scroll() -> None:
            self._area.ensureWidgetVisible(card, 0, 16)

        scroll()
        QTimer.singleShot(0, card, scroll)

    def focus_first(self) -> None:
        """Put the caret into the first text, or on the first button if there is none."""
        if self.opinions:
            next(iter(self.opinions.values())).focus_field()
        elif self.cards:
            first = self._column.itemAt(0)
            widget = first.widget() if first is not None else None
            if isinstance(widget, BlockCard):
                widget.focus_field()
        elif self.add_buttons:
            next(iter(self.add_buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)
