"""The talks behind tabs: list, calendar, matrix, contradictions, tasks; the forms at the right."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QTabBar, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError, RefusedError
from inspector_app.domain.vocabulary import TalkState
from inspector_app.intake.transcript import Transcript
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created, Imported
from inspector_app.services.talk_closing import start_talk
from inspector_app.services.talk_intake import (
    TranscriptMatch,
    match_transcript,
    read_talk_file,
    take_in_transcript,
)
from inspector_app.services.talk_lists import matrix, talk_rows
from inspector_app.services.talk_plan import try_plan
from inspector_app.services.talk_times import refuse
from inspector_app.services.talks import plan_talk
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.talk.check_panel import WIDTH
from inspector_app.ui.pages.talk.contradiction_desk import ContradictionDesk
from inspector_app.ui.pages.talk.matrix_page import MatrixPage
from inspector_app.ui.pages.talk.plan.desk import PlanDesk
from inspector_app.ui.pages.talk.plan_entry import Plan
from inspector_app.ui.pages.talk.plan_form import PlanForm
from inspector_app.ui.pages.talk.talk_facts import choices, usual_plan
from inspector_app.ui.pages.talk.talk_list_view import TalkFilters, TalkListView
from inspector_app.ui.pages.talk.task_desk import TaskDesk
from inspector_app.ui.pages.talk.transcript_panel import TranscriptPanel
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import Label, PageHeader, hbox, make_button, vbox

#: The tabs in their order, by the name that targets call them.
TABS = ("list", "plan", "matrix", "contradictions", "tasks")
#: Narrower than the matrix would like: beside a form the list is shown.
_LEAST_WIDTH = 480
_SHOWN = ("talk", "paragraph", "submission", "official", "user", "approval", "setting")


class TalkPlans(QWidget):
    """Everything of the page but the workspace.

    Signals:
        opened (str): a talk was chosen in the list.
        item_opened (str, str): a field of the matrix: talk and item.
        place_wanted (str, object): page and target of where something was said.
    """

    opened = Signal(str)
    item_opened = Signal(str, str)
    place_wanted = Signal(str, object)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._words = Words(context.wording)
        self._match: TranscriptMatch | None = None
        self._begin_next = False
        self._stale = set(TABS)
        self.list = TalkListView(context.theme, self._words, self._mission.today)
        self.filters = TalkFilters(context.theme, self._words)
        self.matrix = MatrixPage(context)
        self.plan_desk = PlanDesk(context, self._words)
        self.contradictions = ContradictionDesk(context)
        self.tasks = TaskDesk(context)
        self.form = PlanForm(context.theme, self._words, check=self._clash_of)
        self.transcript = TranscriptPanel(context.theme, context.wording)
        self._build_top()
        self._build_middle()
        self._connect()
        self.setAcceptDrops(True)

    def _build_top(self) -> None:
        self.header = PageHeader(self.tr("谈话"))
        self._import = make_button(
            self.tr("收录谈话记录…"),
            theme=self._context.theme,
            icon="import",
            tip=self.tr("把 Word 写的谈话记录收进来（Ctrl+I），也可以拖到这里"),
        )
        self._new = make_button(
            self.tr("安排谈话"),
            role="primary",
            theme=self._context.theme,
            icon="add",
            tip="Ctrl+N",
        )
        self.header.add_action(self._import, self._new)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("谈话的各个方面"))
        self.tabs.setDrawBase(False)
        for words in (
            self.tr("名单"),
            self.tr("日程"),
            self.tr("必谈矩阵"),
            self.tr("说法对照"),
            self.tr("核查任务"),
        ):
            self.tabs.addTab(words)

    def _build_middle(self) -> None:
        self._stack = QStackedWidget()
        self._stack.setMinimumWidth(_LEAST_WIDTH)
        self._views: dict[str, QWidget] = {
            "list": self.list,
            "plan": self.plan_desk,
            "matrix": self.matrix,
            "contradictions": self.contradictions,
            "tasks": self.tasks,
        }
        for name in TABS:
            self._stack.addWidget(self._views[name])
        for panel in (self.form, self.transcript):
            panel.setFixedWidth(WIDTH)
        self._caption = Label("", role="caption")
        bar = hbox(self.tabs, self._caption, None, self.filters, gap=S3)
        columns = QHBoxLayout()
        columns.setSpacing(S4)
        columns.addWidget(self._stack, 1)
        columns.addWidget(self.form)
        columns.addWidget(self.transcript)
        page = vbox(self.header, bar, columns, gap=S3)
        page.setStretch(2, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        self._new.clicked.connect(self.plan)
        self._import.clicked.connect(self.choose_file)
        self.tabs.currentChanged.connect(self._on_tab)
        self.filters.changed.connect(self._on_filter)
        self.list.opened.connect(self.opened)
        self.list.plan_wanted.connect(self.plan)
        self.list.roster_wanted.connect(
            partial(self._context.navigate, "briefing", {"part": "roster"})
        )
        self.list.all_wanted.connect(self.filters.clear)
        self.matrix.chosen.connect(self.item_opened)
        self.plan_desk.opened.connect(self.opened)
        self.plan_desk.plan_wanted.connect(self.plan_from)
        self.plan_desk.list_wanted.connect(self._on_listed)
        self.contradictions.place_wanted.connect(self.place_wanted)
        self.form.submitted.connect(self._on_plan)
        self.form.begun.connect(self._on_plan_and_begin)
        self.form.closed.connect(self._on_panel_closed)
        self.transcript.accepted.connect(self._on_accepted)
        self.transcript.closed.connect(self._on_panel_closed)

    def hasHeightForWidth(self) -> bool:
        """Ask for no height by width: list and form scroll, the page does not grow."""
        return False

    # --- showing -------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the talks anew; a tab that is not shown waits until it is."""
        if changes is None or changes.touches(*_SHOWN):
            reader, checklist = self._mission.reader, self._mission.checklist
            anybody = bool(reader.count("official"))
            self.list.show_rows(talk_rows(reader, checklist), anybody=anybody)
            self._show_counts()
        self._stale = set(TABS) - {self.view}
        self._read(changes)
        self._show_stack()

    def _read(self, changes: Changes | None) -> None:
        """Read what the tab shows besides the list."""
        match self.view:
            case "plan":
                self.plan_desk.refresh(changes)
            case "matrix":
                if changes is None or changes.touches(*_SHOWN):
                    self.matrix.show_rows(matrix(self.list.rows))
            case "contradictions":
                self.contradictions.refresh(changes)
            case "tasks":
                self.tasks.refresh(changes)

    def show_view(self, view: str) -> None:
        """Show a tab by its name; an unknown one is the list."""
        self.tabs.setCurrentIndex(TABS.index(view) if view in TABS else 0)

    @property
    def view(self) -> str:
        """The name of the tab that is shown."""
        return TABS[self.tabs.currentIndex()]

    @property
    def in_matrix(self) -> bool:
        """Whether the matrix is shown."""
        return self.view == "matrix"

    def select(self, talk: str) -> None:
        """Make a talk current where talks are listed, and give that the keyboard."""
        self.list.table.select_record(talk)
        match self.view:
            case "list":
                self.list.table.setFocus()
            case "matrix":
                self.matrix.matrix.setFocus()
            case "plan":
                self.plan_desk.go_to_talk(talk)

    def _show_counts(self) -> None:
        rows = self.list.rows
        today = self._mission.today()
        held = [row for row in rows if row.state is not TalkState.PLANNED]
        now = [row for row in rows if row.talk.text("starts_at").startswith(today)]
        must = sum(row.coverage.must for row in held)
        asked = sum(row.coverage.asked for row in held)
        self.header.subtitle.setText(
            self.tr("已谈 {held}/{all} 场 · 今天 {today} 场 · 已谈的必谈覆盖 {share}%").format(
                held=len(held), all=len(rows), today=len(now), share=asked * 100 // max(1, must)
            )
            if rows
            else ""
        )

    def _show_stack(self) -> None:
        total, view = len(self.list.rows), self.view
        in_list = view == "list" or (view == "matrix" and not total)
        self.filters.setVisible(view == "list" and bool(total))
        self._stack.setCurrentWidget(self.list if in_list else self._views[view])
        filtered = view == "list" and self.list.shown != total
        self._caption.setText(
            self.tr("{shown}/{total} 场").format(shown=self.list.shown, total=total)
            if filtered
            else ""
        )

    def _on_tab(self) -> None:
        if self.view not in {"list", "plan"}:
            self._put_forms_away()
        if self.view in self._stale:
            self._stale.discard(self.view)
            self._read(None)
        self._narrow()
        self._show_stack()

    def _on_listed(self, talk: str) -> None:
        self.show_view("list")
        self.filters.clear()
        self.select(talk)

    def _on_filter(self) -> None:
        self.list.set_filter(self.filters.filter)
        self._show_stack()

    def _narrow(self) -> None:
        """Make room for a form that stands beside list or calendar."""
        beside = not (self.form.isHidden() and self.transcript.isHidden())
        self.list.narrow(narrow=beside)
        self.plan_desk.narrow(narrow=beside)

    def _put_forms_away(self) -> None:
        self.form.put_away()
        self.transcript.put_away()

    # --- planning ------------------------------------------------------------------

    def plan(self) -> None:
        """Show the form for a new talk."""
        self.plan_from(None)

    def plan_from(self, given: Plan | None) -> None:
        """Show the form for a new talk with what is *given*, the rest as is usual."""
        self.transcript.put_away()
        if self.view not in {"list", "plan"}:
            self.show_view("list")
        usual = usual_plan(self._mission)
        known = choices(self._mission, self._words)
        if given is not None:
            usual = replace(
                usual,
                official=given.official,
                category=known.categories.get(given.official, usual.category),
                starts_at=given.starts_at or self._suggested(usual.starts_at),
                ends_at=given.ends_at or self._suggested(usual.ends_at),
                place=given.place or usual.place,
                interviewers=given.interviewers or usual.interviewers,
            )
        self.form.open_new(known, usual)
        self._narrow()

    def _clash_of(self, plan: Plan) -> str:
        """Say what stands in the way of a plan; the service has the last word."""
        reader = self._mission.reader
        try:
            refuse(reader, try_plan(reader, plan.fields))
        except RefusedError as error:
            return self._context.wording.error(error)
        return ""

    def _suggested(self, moment: str) -> str:
        """Return a usual moment on the day that the calendar shows."""
        return f"{self.plan_desk.day}{moment[10:]}" if moment else ""

    def _on_plan(self, plan: Plan) -> None:
        self._begin_next = False
        self._plan(plan)

    def _on_plan_and_begin(self, plan: Plan) -> None:
        self._begin_next = True
        self._plan(plan)

    def _plan(self, plan: Plan) -> None:
        self._context.tasks.store(
            lambda: plan_talk(
                self._mission,
                kind=plan.kind,
                official=plan.official,
                speakers=plan.speakers,
                other_speakers=plan.other_speakers,
                described_as=plan.described_as,
                topic=plan.topic,
                category=plan.category,
                starts_at=plan.starts_at,
                ends_at=plan.ends_at,
                place=plan.place,
                interviewers=plan.interviewers,
                recorder=plan.recorder,
            ),
            done=self._on_planned,
            failed=self._on_not_planned,
            owner=self,
        )

    def _on_planned(self, made: Created) -> None:
        self.form.put_away()
        self.filters.clear()
        if self._begin_next:
            self._context.tasks.store(partial(start_talk, self._mission, made.id), owner=self)
            self.opened.emit(made.id)
        else:
            self.select(made.id)

    def _on_not_planned(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.form.show_error(self._context.wording.error(error))

    def _on_panel_closed(self) -> None:
        self._match = None
        if self.form.isHidden() and self.transcript.isHidden():
            self._narrow()
            if self.view == "plan":
                self.plan_desk.calendar.setFocus()
            else:
                self.list.table.setFocus()

    # --- records from a word processor ---------------------------------------------

    def choose_file(self) -> None:
        """Ask which record to take in."""
        dialog = QFileDialog(self, self.tr("收录谈话记录"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Word 文档（*.docx *.doc *.wps）"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.import_file)
        dialog.open()

    def import_file(self, file: str) -> None:
        """Read a record and show what it says."""
        path = Path(file)
        self._context.tasks.work(
            partial(read_talk_file, path), done=partial(self._on_read, path.name), owner=self
        )

    def _on_read(self, name: str, transcript: Transcript) -> None:
        self.form.put_away()
        self.show_view("list")
        self._match = match_transcript(self._mission.reader, transcript)
        self.transcript.show_match(name, self._match, choices(self._mission, self._words))
        self._narrow()

    def _on_accepted(self, official: str, talk: str) -> None:
        match = self._match
        if match is None:
            return
        self._context.tasks.store(
            lambda: take_in_transcript(self._mission, match, official=official, talk=talk),
            done=self._on_taken,
            failed=self._on_not_taken,
            owner=self,
        )

    def _on_taken(self, taken: Imported) -> None:
        self.transcript.put_away()
        talk = taken.ids[0]
        self._context.notify(
            Notice(
                self.tr("已收录 {count} 段。请对照清单，把回答挂到必谈项目上。").format(
                    count=taken.added
                ),
                "ok",
            )
        )
        self.opened.emit(talk)

    def _on_not_taken(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.transcript.show_error(self._context.wording.error(error))

    # --- events --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plan by Ctrl+N, take in by Ctrl+I, find by Ctrl+F; Ctrl and a figure is a tab."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            act = {
                Qt.Key.Key_N: self.plan,
                Qt.Key.Key_I: self.choose_file,
                Qt.Key.Key_F: self.filters.search.setFocus,
            }.get(Qt.Key(event.key()))
            if act is not None:
                act()
                return
            number = event.key() - Qt.Key.Key_1
            if 0 <= number < len(TABS):
                self.show_view(TABS[number])
                return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept one file."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the file."""
        self.import_file(event.mimeData().urls()[0].toLocalFile())
        event.acceptProposedAction()
