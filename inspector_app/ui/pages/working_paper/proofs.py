"""Beside the paper: choose a page of evidence or a paragraph of a talk, or look at a proof."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QListWidget,
    QListWidgetItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services import evidence as evidence_service
from inspector_app.services.history import note_view
from inspector_app.services.talks import category_of
from inspector_app.services.working_paper_parts import (
    CitedParagraph,
    citable_paragraphs,
    proof_view,
)
from inspector_app.ui.pages.evidence.content_view import ContentView
from inspector_app.ui.pages.working_paper.desk import PaperDesk
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Choice,
    Label,
    PickBox,
    SearchBox,
    hbox,
    icon_button,
    make_button,
    mark_data,
)

_ID = Qt.ItemDataRole.UserRole


class ProofPanel(QWidget):
    """Stands beside the paper while a proof is chosen or looked at.

    Signals:
        closed: back to the signatures.
    """

    closed = Signal()

    def __init__(self, desk: PaperDesk) -> None:
        super().__init__()
        self._desk = desk
        self._fact = ""
        self._evidence: Record | None = None
        self._talk = ""
        self._target: tuple[str, dict[str, str]] = ("", {})
        self._noted: set[str] = set()
        self._build()
        self._lay_out()

    def _build(self) -> None:
        desk, theme = self._desk, self._desk.context.theme
        self.title = Label("", role="card")
        self.close_button = icon_button(theme, "close", self.tr("收起（Esc）"))
        self.close_button.clicked.connect(self.closed)
        self.by_page = make_button(self.tr("材料的一页"), role="quiet")
        self.by_talk = make_button(self.tr("谈话的一段"), role="quiet")
        self._kinds = QButtonGroup(self)
        for place, button in enumerate((self.by_page, self.by_talk)):
            button.setCheckable(True)
            self._kinds.addButton(button, place)
        self._kinds.idClicked.connect(self._on_kind)
        self.pick_evidence = PickBox(
            theme, name=self.tr("选材料"), placeholder=self.tr("材料编号或名称")
        )
        self.pick_evidence.picked.connect(self._on_evidence)
        self.content = ContentView(desk.context)
        self.content.setProperty("role", "bare")
        self.content.body.setContentsMargins(0, 0, 0, 0)
        self.content.page_changed.connect(self._on_page)
        self.content.copy_wanted.connect(self._on_copy)
        self.content.clear()
        self.pick_talk = PickBox(
            theme, name=self.tr("选谈话"), placeholder=self.tr("谈话编号、姓名或职务")
        )
        self.pick_talk.picked.connect(self._on_talk)
        self.search = SearchBox(theme, self.tr("在这次谈话里找"))
        self.search.searched.connect(self._list_paragraphs)
        self.paragraphs = QListWidget()
        self.paragraphs.setWordWrap(True)
        self.paragraphs.setProperty("role", "paragraphs")
        self.paragraphs.setAccessibleName(self.tr("谈话的段落"))
        self.paragraphs.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mark_data(self.paragraphs)
        self.paragraphs.itemActivated.connect(self._on_use)
        self.paragraphs.currentItemChanged.connect(self._show_use)
        self.chosen = Label("", tone="dim", wrap=True, data=True)
        self.use = make_button("", role="primary")
        self.use.clicked.connect(self._on_use)
        self.go = make_button("", role="link")
        self.go.clicked.connect(self._on_go)

    def _lay_out(self) -> None:
        self._by_page_view = QWidget()
        pages = QVBoxLayout(self._by_page_view)
        self._by_talk_view = QWidget()
        talk = QVBoxLayout(self._by_talk_view)
        for column in (pages, talk):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(S2)
        pages.addWidget(self.pick_evidence)
        pages.addWidget(self.content, 1)
        talk.addWidget(self.pick_talk)
        talk.addWidget(self.search)
        talk.addWidget(self.paragraphs, 1)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._by_page_view)
        self._stack.addWidget(self._by_talk_view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S3)
        column.addLayout(hbox(self.title, STRETCH, self.close_button))
        column.addLayout(hbox(self.by_page, self.by_talk, STRETCH, gap=S2))
        column.addWidget(self.chosen)
        column.addLayout(self._stack, 1)
        column.addLayout(hbox(self.go, STRETCH, self.use))

    # --- choosing -----------------------------------------------------------------------

    def choose_for(self, fact: str) -> None:
        """Let the user choose what proves *fact*; what was looked at last is still there."""
        self._fact = fact
        self.title.setText(self.tr("加佐证"))
        self.go.hide()
        self.pick_evidence.show()
        self.pick_talk.show()
        self.search.show()
        for button in (self.by_page, self.by_talk):
            button.show()
        reader = self._desk.mission.reader
        self.pick_evidence.set_choices(
            [
                Choice(one.id, f"{one.text('number')}  {one.text('title')}")
                for one in evidence_service.evidence_list(reader)
            ]
        )
        self.pick_talk.set_choices(self._talk_choices())
        kind = max(0, self._kinds.checkedId())
        self._on_kind(kind)
        self._kinds.button(kind).setChecked(True)

    def _on_kind(self, kind: int) -> None:
        self._stack.setCurrentIndex(kind)
        (self.pick_evidence, self.pick_talk)[kind].setFocus(Qt.FocusReason.OtherFocusReason)
        if kind == 1:
            self._list_paragraphs()
        self._show_use()

    def _talk_choices(self) -> list[Choice]:
        reader, wording = self._desk.mission.reader, self._desk.context.wording
        people = self._desk.officials
        choices = []
        for talk in reader.find("talk"):
            person = people.get(talk.text("official"))
            parts = (
                talk.text("number"),
                person.text("name") if person else "",
                wording.text(f"terms.talk_category.{category_of(talk).value}"),
                talk.text("starts_at")[:10],
            )
            choices.append(Choice(talk.id, "  ".join(part for part in parts if part)))
        return sorted(choices, key=lambda one: one.label)

    def _on_evidence(self, evidence: str) -> None:
        self._evidence = self._desk.mission.reader.get("evidence", evidence)
        if self._evidence is not None:
            self.content.show_evidence(self._evidence)
        self._show_use()
        self.use.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_page(self, _page: int) -> None:
        self._show_use()

    def _on_talk(self, talk: str) -> None:
        self._talk = talk
        self.search.clear()
        self._list_paragraphs()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list_paragraphs(self, _text: str = "") -> None:
        reader = self._desk.mission.reader
        found = citable_paragraphs(reader, self._talk, self.search.text()) if self._talk else []
        self._fill(found, "")
        self._show_use()

    def _fill(self, paragraphs: Sequence[CitedParagraph], cited: str) -> None:
        self.paragraphs.clear()
        wording = self._desk.context.wording
        for one in paragraphs:
            kind = ParagraphKind(one.record.text("kind"))
            word = wording.text(f"terms.paragraph_kind.{kind.value}")
            item = QListWidgetItem(f"{one.number}  {word}：{one.record.text('text')}")
            item.setData(_ID, one.record.id)
            self.paragraphs.addItem(item)
            if one.record.id == cited:
                self.paragraphs.setCurrentItem(item)

    def _show_use(self) -> None:
        """Say what stands chosen, and what the button would do with it."""
        choosing = bool(self._fact)
        self.use.setVisible(choosing)
        self.chosen.setVisible(choosing)
        if not choosing:
            return
        if self._stack.currentIndex() == 0:
            evidence = self._evidence
            self.use.setEnabled(evidence is not None)
            paged = evidence is not None and (evidence.number("pages") or 1) > 1
            words = self.tr("用第 {page} 页作佐证").format(page=self.content.page)
            self.use.setText(words if paged else self.tr("用这份材料作佐证"))
            nothing = self.tr("先选一份材料，翻到要用的那一页。")
            name = f"{evidence.text('number')}《{evidence.text('title')}》" if evidence else nothing
            self.chosen.setText(name)
            return
        talk = self._desk.mission.reader.get("talk", self._talk) if self._talk else None
        self.use.setEnabled(self.paragraphs.currentItem() is not None)
        self.use.setText(self.tr("用这一段作佐证"))
        nothing = self.tr("先选一次谈话，再选能证明这件事的那一段。")
        person = self._desk.official_name(talk.text("official")) if talk else ""
        self.chosen.setText(f"{talk.text('number')} {person}" if talk else nothing)

    def _on_use(self) -> None:
        if not self._fact:
            return
        if self._stack.currentIndex() == 0 and self._evidence is not None:
            several = (self._evidence.number("pages") or 1) > 1
            page = self.content.page if several else int(self._evidence.number("pages") == 1)
            self._desk.add_proof(self._fact, evidence=self._evidence.id, page=page)
        elif self.paragraphs.currentItem() is not None:
            paragraph = str(self.paragraphs.currentItem().data(_ID))
            self._desk.add_proof(self._fact, paragraph=paragraph)

    # --- looking ------------------------------------------------------------------------

    def show_proof(self, proof: Record) -> None:
        """Show what *proof* points at, and the way to it."""
        self._fact = ""
        self.title.setText(self.tr("佐证"))
        for widget in (self.by_page, self.by_talk, self.pick_evidence, self.pick_talk, self.search):
            widget.hide()
        self.use.hide()
        self.go.hide()
        shown = proof_view(self._desk.mission.reader, proof)
        if shown.evidence is not None:
            page = proof.number("page") or 1
            self._stack.setCurrentWidget(self._by_page_view)
            self._evidence = shown.evidence
            self.content.show_evidence(shown.evidence, page)
            target = {"evidence": shown.evidence.id, "page": str(page)}
            self._lead_to("evidence", target, self.tr("到“资料与证据”里看 →"))
        elif shown.talk is not None:
            self._stack.setCurrentWidget(self._by_talk_view)
            self._fill(shown.around, proof.text("paragraph"))
            target = {"talk": shown.talk.id, "paragraph": proof.text("paragraph")}
            self._lead_to("talk", target, self.tr("到谈话记录里看 →"))
            self._note(shown.talk)
        self.chosen.setText(self._desk.proof_words(proof))
        self.chosen.show()

    def _lead_to(self, page: str, target: dict[str, str], words: str) -> None:
        self._target = (page, target)
        self.go.setText(words)
        self.go.show()

    def _note(self, talk: Record) -> None:
        """Leave a trace that what a number one said was looked at (design: journal)."""
        desk = self._desk
        person = desk.officials.get(talk.text("official"))
        if person is not None and person.flag("number_one") and talk.id not in self._noted:
            self._noted.add(talk.id)
            desk.context.tasks.store(lambda: note_view(desk.mission, "talk", talk.id), owner=self)

    def _on_copy(self) -> None:
        if self._evidence is not None:
            self._desk.jumped.emit("evidence", {"evidence": self._evidence.id})

    def _on_go(self) -> None:
        self._desk.jumped.emit(*self._target)
