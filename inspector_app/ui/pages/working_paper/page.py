"""The working-paper page: the list, one paper, its signatures and proofs."""

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import FindingClass, WorkingPaperState
from inspector_app.services import working_paper_parts, working_papers
from inspector_app.services.history import note_view
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.working_paper_list import PaperRow, working_paper_rows
from inspector_app.services.working_paper_paper import working_paper_printable
from inspector_app.services.working_papers import working_paper_view
from inspector_app.ui.page import Page, PageContext, Target
from inspector_app.ui.pages.common.paper_export import ExportedPaper, PaperExport
from inspector_app.ui.pages.missing_items import missing_item
from inspector_app.ui.pages.working_paper.desk import STATE_TONES, PaperDesk
from inspector_app.ui.pages.working_paper.form import PaperForm
from inspector_app.ui.pages.working_paper.listing import PaperListing
from inspector_app.ui.pages.working_paper.proofs import ProofPanel
from inspector_app.ui.pages.working_paper.sign_off import SignOffPanel
from inspector_app.ui.theme.metrics import S2, S3, S4, S5
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Chip,
    ConfirmStrip,
    EmptyState,
    FlowRow,
    Label,
    MissingItem,
    MissingList,
    PageHeader,
    Pane,
    Pill,
    clear_layout,
    data_label,
    hbox,
    icon_button,
    make_button,
)

#: Widths of the columns beside the paper, on a wide page and on a narrow one.
_WIDE = 980
_LIST_WIDTH, _LIST_NARROW = 286, 210
_SIDE_WIDTH, _SIDE_NARROW = 304, 250
#: Height of the list of what is missing, at most: eight lines, the rest scrolls.
_MISSING_HEIGHT = 250
#: What a change of other records does to a paper: names, numbers, signatures.
_CONCERNED = (
    "working_paper",
    "fact",
    "proof",
    "statement",
    "approval",
    "official",
    "user",
    "evidence",
    "paragraph",
    "talk",
    "report_block",
    "setting",
)


class WorkingPaperPage(Page[OpenMission]):
    """List of working papers; one of them with facts, proofs, responsibility, signatures."""

    key = "working_paper"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        self.desk = PaperDesk(context, self)
        self._rows: list[PaperRow] = []
        self._current = ""
        self._noted: set[str] = set()
        self._build()
        self._lay_out()
        self._connect()

    def _build(self) -> None:
        theme = self.context.theme
        self.header = PageHeader(self.tr("底稿"))
        self.new = make_button(self.tr("新底稿"), role="primary", theme=theme, icon="add")
        self.new.setMenu(self._class_menu())
        self.empty = EmptyState(
            theme,
            icon="working_paper",
            title=self.tr("还没有底稿"),
            text=self.tr(
                "一事一底稿：写一件事，配上佐证，承办、复核、审签三个人签名后，才能写进报告。"
                "用右上角的“新底稿”开始。"
            ),
        )
        self.listing = PaperListing(self.desk)
        self.number = data_label(role="card")
        self.state = Pill(theme)
        self.export_button = icon_button(theme, "export", self.tr("导出 PDF"))
        self.delete = icon_button(theme, "trash", self.tr("删除这份草稿（可以撤销）"))
        self.form = PaperForm(self.desk)
        self.nothing = Label(self.tr("在左边选一份底稿。"), tone="dim")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.frozen = Label("", role="caption", wrap=True)
        self.sign_off = SignOffPanel(self.desk)
        self.missing = MissingList(theme, compact=True)
        self.all_there = Label(self.tr("✓ 没有缺项。"), tone="dim")
        self.used = FlowRow()
        self.used_title = Label(self.tr("写进报告"), role="card")
        self.proofs = ProofPanel(self.desk)
        self.confirm = ConfirmStrip(theme)
        self.export = PaperExport(self.context, self, self.confirm)

    def _class_menu(self) -> QMenu:
        menu = QMenu(self)
        for one in FindingClass:
            words = self.context.wording.text(f"terms.finding_class.{one.value}")
            menu.addAction(words, partial(self._on_new, one))
        return menu

    def _lay_out(self) -> None:
        self.header.add_action(self.new)
        paper = Card(gap=S2)
        head = hbox(self.number, self.state, STRETCH, self.delete, self.export_button, gap=S2)
        self._paper_view = QWidget()
        column = QVBoxLayout(self._paper_view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S2)
        column.addLayout(head)
        column.addWidget(self.frozen)
        column.addWidget(self.form, 1)
        self._paper_stack = QStackedWidget()
        self._paper_stack.addWidget(self.nothing)
        self._paper_stack.addWidget(self._paper_view)
        paper.add(self._paper_stack, stretch=1)
        side = Card()
        self._side = QStackedWidget()
        self._side.addWidget(self._signing_view())
        self._side.addWidget(self.proofs)
        side.add(self._side, stretch=1)
        columns = QHBoxLayout()
        columns.setSpacing(S4)
        columns.addWidget(self.listing)
        columns.addWidget(paper, 1)
        columns.addWidget(side)
        self._side_card = side
        work = QWidget()
        whole = QVBoxLayout(work)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(S3)
        whole.addWidget(self.confirm)
        whole.addWidget(self.sign_off.reason)
        whole.addLayout(columns, 1)
        pane = Pane()
        self._stack = QStackedLayout(pane)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(work)
        page = QVBoxLayout(self)
        page.setContentsMargins(S5, S4, S5, S4)
        page.setSpacing(S4)
        page.addWidget(self.header)
        page.addWidget(pane, 1)

    def _signing_view(self) -> QWidget:
        view = QWidget()
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S3)
        column.addWidget(Label(self.tr("签批"), role="card"))
        column.addWidget(self.sign_off)
        column.addSpacing(S2)
        column.addWidget(Label(self.tr("还差什么"), role="card"))
        column.addWidget(self.missing)
        column.addWidget(self.all_there)
        column.addWidget(self.used_title)
        column.addWidget(self.used)
        column.addStretch(1)
        return view

    def _connect(self) -> None:
        self.listing.chosen.connect(self._choose)
        self.listing.entered.connect(self._on_entered)
        self.missing.jumped.connect(self._on_missing)
        self.export_button.clicked.connect(self._on_export)
        self.delete.clicked.connect(self._on_delete)
        self.proofs.closed.connect(self._close_proofs)
        self.desk.jumped.connect(self.context.navigate)
        self.desk.proof_wanted.connect(self._on_proof_wanted)
        self.desk.proof_opened.connect(self._on_proof_opened)
        QShortcut(QKeySequence("Ctrl+N"), self, self.new.showMenu).setContext(
            Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the list and the paper that is shown."""
        if changes is not None and not changes.touches(*_CONCERNED):
            return
        if changes is None or changes.touches("official", "user"):
            self.desk.load_people()
        self._rows = working_paper_rows(self.context.services.reader)
        self._stack.setCurrentIndex(1 if self._rows else 0)
        if self._current not in {row.paper.id for row in self._rows}:
            self._current = self._rows[0].paper.id if self._rows else ""
            self._close_proofs()
        self._show_list()
        self._show_paper()

    def _show_list(self) -> None:
        self.listing.show_rows(self._rows, self._current)
        self.header.subtitle.setText(self._counts())

    def _counts(self) -> str:
        parts = [self.tr("共 {count} 份").format(count=len(self._rows))] if self._rows else []
        for state in WorkingPaperState:
            count = sum(row.state is state for row in self._rows)
            if count:
                word = self.context.wording.text(f"terms.working_paper_state.{state.value}")
                parts.append(f"{word} {count}")
        return " · ".join(parts)

    def _show_paper(self) -> None:
        mission = self.context.services
        if not self._current:
            self.desk.load(None)
            self._paper_stack.setCurrentWidget(self.nothing)
            self._side_card.setVisible(False)
            return
        view = working_paper_view(mission.reader, mission.id, self._current)
        self.desk.load(view)
        paper = view.paper
        self._paper_stack.setCurrentWidget(self._paper_view)
        self._side_card.setVisible(True)
        number, draft = paper.text("number"), paper.text("draft_number")
        self.number.setText(f"{number}（{draft}）" if number and draft else number or draft)
        self.state.set_state(self.desk.state_words(view.state), STATE_TONES[view.state])
        self.delete.setVisible(view.state is WorkingPaperState.DRAFT)
        self.frozen.setVisible(not view.editable)
        approved = view.state is WorkingPaperState.APPROVED
        self.frozen.setText(
            self.tr("已审签，内容不再改动。确实要改的，由组长退回。")
            if approved
            else self.tr("已提交，内容冻结。要改，请复核人或组长退回。")
        )
        self.form.show_paper()
        self.sign_off.show_paper()
        wording = self.context.wording
        shown = view.missing if view.editable else ()
        self.missing.set_items([missing_item(one, wording) for one in shown])
        self.missing.setFixedHeight(min(_MISSING_HEIGHT, self.missing.sizeHint().height() + 4))
        self.missing.setVisible(bool(shown))
        self.all_there.setVisible(not shown)
        self._show_used()
        if paper.flag("concerns_number_one") and paper.id not in self._noted:
            self._noted.add(paper.id)  # looking at it leaves a trace (design: journal)
            self.context.tasks.store(
                partial(note_view, mission, "working_paper", paper.id), owner=self
            )

    def _show_used(self) -> None:
        clear_layout(self.used.flow)
        reader, wording = self.context.services.reader, self.context.wording
        blocks = working_paper_parts.cited_by_report(reader, self._current)
        for block in blocks:
            words = wording.text(f"terms.section.{block.text('section')}")
            chip = Chip(self.context.theme, words)
            target = {"block": block.id}
            chip.clicked.connect(partial(self.context.navigate, "report", target))
            self.used.add(chip)
        self.used.setVisible(bool(blocks))
        self.used_title.setVisible(bool(blocks))

    # --- moving about -------------------------------------------------------------------

    def go_to(self, target: Target) -> None:
        """Show a paper and there the fact or field that is named."""
        paper = target.get("working_paper", "")
        if paper not in {row.paper.id for row in self._rows}:
            return
        self._choose(paper)
        self.listing.reveal(paper)
        rest = {name: value for name, value in target.items() if name != "working_paper"}
        if rest.get("proof"):
            self._on_proof_opened(rest["proof"])
        elif rest:
            self.form.focus(rest)

    def where(self) -> Target:
        """Return the paper that is shown."""
        return {"working_paper": self._current} if self._current else {}

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.desk.texts.commit()

    def release(self) -> None:
        """Stop typing's timers."""
        self.desk.texts.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room to the paper where there is little of it."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE
        self.listing.setFixedWidth(_LIST_WIDTH if wide else _LIST_NARROW)
        self._side_card.setFixedWidth(_SIDE_WIDTH if wide else _SIDE_NARROW)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the field when the page is left."""
        self.desk.texts.commit()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put the proofs away by Esc."""
        if event.key() == Qt.Key.Key_Escape and self._side.currentWidget() is self.proofs:
            self._close_proofs()
            return
        super().keyPressEvent(event)

    def _choose(self, paper: str) -> None:
        if paper != self._current:
            self.desk.texts.commit()
            self._close_proofs()
            self._current = paper
        self._show_list()
        self._show_paper()

    def _on_entered(self) -> None:
        if self._current:
            self.form.focus({"field": "title"})

    def _on_missing(self, item: MissingItem) -> None:
        self._close_proofs()
        self.form.focus({k: v for k, v in item.target if k != "working_paper"})

    def _on_proof_wanted(self, fact: str) -> None:
        self._side.setCurrentWidget(self.proofs)
        self.proofs.choose_for(fact)

    def _on_proof_opened(self, proof: str) -> None:
        record = self.context.services.reader.get("proof", proof)
        if record is not None:
            self._side.setCurrentWidget(self.proofs)
            self.proofs.show_proof(record)

    def _close_proofs(self) -> None:
        self._side.setCurrentIndex(0)

    # --- doing --------------------------------------------------------------------------

    def _on_new(self, finding_class: FindingClass) -> None:
        mission = self.context.services
        self.desk.texts.commit()
        self.context.tasks.store(
            lambda: working_papers.create_working_paper(
                mission, title="", finding_class=finding_class, undertakers=[mission.me]
            ),
            done=self._on_created,
            owner=self,
        )

    def _on_created(self, made: Created) -> None:
        back = partial(working_paper_parts.delete_working_paper, self.context.services, made.id)
        self._choose(made.id)
        self.listing.reveal(made.id)
        self.desk.steps.did_by(self.tr("新底稿"), back)
        QTimer.singleShot(0, self, partial(self.form.focus, {"field": "title"}))

    def _on_delete(self) -> None:
        paper, mission = self._current, self.context.services
        self.desk.write(
            lambda entry: working_paper_parts.delete_working_paper(mission, paper, entry=entry),
            self.tr("已删除一份草稿"),
            tell=True,
        )

    def _on_export(self) -> None:
        self.desk.texts.commit()
        paper = self.desk.view.paper
        number = paper.text("number") or paper.text("draft_number")
        self.export.ask(
            "pdf",
            ExportedPaper(
                partial(working_paper_printable, self.context.services, paper.id),
                f"{number} {paper.text('title')}".replace("\n", " ").strip(),
                "working_paper",
                paper.id,
            ),
        )
