"""Tasks of verification: a list, and beside it one task to be changed, done or let go."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.vocabulary import TaskState
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.tasks import (
    TaskRow,
    change_task,
    create_task,
    drop_task,
    finish_task,
    reopen_task,
    task_place,
    task_rows,
    usual_due,
)
from inspector_app.store.reader import Order
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    Card,
    Column,
    DateEdit,
    EmptyState,
    FormRow,
    Label,
    PagedTableModel,
    ReasonStrip,
    RecordTable,
    Row,
    hbox,
    icon_button,
    make_button,
    mark_data,
    parse_date,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets import Order as Sorting
from inspector_app.ui.widgets.fields import WheelGuard

WIDTH = 372
_NOTE_HEIGHT = 84
_TONES: dict[TaskState, Tone] = {
    TaskState.OPEN: "accent",
    TaskState.DONE: "ok",
    TaskState.DROPPED: "neutral",
}
_MINE = "mine"


class TaskForm(Card):
    """One task.

    Signals:
        saved (object): the fields as they are entered: title, note, assignee, due_on.
        finished, dropped, reopened, shown: what the buttons ask for.
        closed: put away.
    """

    saved = Signal(object)
    finished = Signal()
    dropped = Signal()
    reopened = Signal()
    shown = Signal()
    closed = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__("…", pad=14, gap=S3)
        self.strip = ReasonStrip(context.theme)
        self.subject = QLineEdit()
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        self.assignee = QComboBox()
        self.due = DateEdit(context.theme)
        self._guard = WheelGuard(self)
        self.assignee.installEventFilter(self._guard)
        for field in (self.subject, self.note, self.assignee):
            mark_data(field)
        self._subject_row = FormRow(self.tr("核实什么"), self.subject, required=True)
        self._due_row = FormRow(self.tr("期限"), self.due)
        self.source = Label("", tone="dim", wrap=True, data=True)
        self.outcome = Label("", wrap=True, data=True)
        self.save = make_button(self.tr("保存"), role="primary")
        self.finish = make_button(self.tr("办结…"))
        self.drop = make_button(self.tr("撤销任务…"), role="quiet")
        self.reopen = make_button(self.tr("重新打开"))
        self.show_source = make_button(self.tr("看来源"), role="link")
        close = icon_button(context.theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.closed)
        self.add_to_head(close)
        self.save.clicked.connect(self._on_save)
        for button, signal in (
            (self.finish, self.finished),
            (self.drop, self.dropped),
            (self.reopen, self.reopened),
            (self.show_source, self.shown),
        ):
            button.clicked.connect(signal)
        people = hbox(FormRow(self.tr("承办人"), self.assignee), self._due_row, gap=S2)
        people.setStretch(0, 1)
        people.setStretch(1, 1)
        fields = QWidget()
        column = vbox(
            self._subject_row,
            FormRow(self.tr("说明"), self.note),
            people,
            self.source,
            hbox(self.show_source, None),
            self.outcome,
            None,
        )
        column.setContentsMargins(1, 0, 8, 0)
        fields.setLayout(column)
        self.add(self.strip)
        self.add(scrolling(fields), stretch=1)
        self.body.addLayout(hbox(self.save, self.finish, self.reopen, None, self.drop, gap=S2))
        self.hide()

    def show_task(self, row: TaskRow | None, team: Sequence[tuple[str, str]], due: str) -> None:
        """Show a task, or (``None``) the fields of a new one that is due on *due*."""
        task = row.task if row else None
        is_open = row is None or row.state is TaskState.OPEN
        self.title.setText(self.tr("核查任务") if task else self.tr("新的核查任务"))
        self.strip.withdraw()
        self.set_errors("")
        self.subject.setText(task.text("title") if task else "")
        self.note.setPlainText(task.text("note") if task else "")
        self.assignee.clear()
        self.assignee.addItem(self.tr("（未定）"), "")
        for user, name in team:
            self.assignee.addItem(name, user)
        chosen = self.assignee.findData(task.text("assignee") if task else "")
        self.assignee.setCurrentIndex(max(0, chosen))
        self.due.set_value(parse_date(task.text("due_on") if task else due))
        for field in (self.subject, self.note, self.assignee, self.due):
            field.setEnabled(is_open)
        self.source.setText(row.source if row else "")
        self.source.setVisible(bool(row and row.source))
        self.show_source.setVisible(bool(row and row.source))
        outcome = task.text("outcome") if task else ""
        self.outcome.setText(self.tr("结果：{outcome}").format(outcome=outcome) if outcome else "")
        self.outcome.setVisible(bool(outcome))
        self.save.setVisible(is_open)
        self.save.setText(self.tr("保存") if task else self.tr("登记"))
        self.finish.setVisible(is_open and task is not None)
        self.drop.setVisible(is_open and task is not None)
        self.reopen.setVisible(not is_open)
        self.show()

    def fields(self) -> dict[str, str]:
        """Return what is entered."""
        due = parse_date(self.due.text())
        return {
            "title": self.subject.text().strip(),
            "note": self.note.toPlainText().strip(),
            "assignee": str(self.assignee.currentData() or ""),
            "due_on": due.isoformat() if due else "",
        }

    def set_errors(self, title: str, due: str = "") -> None:
        """Show what is wrong with title and day."""
        self._subject_row.set_error(title)
        self._due_row.set_error(due)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc; Ctrl+Enter saves."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._on_save()
        else:
            super().keyPressEvent(event)

    def _on_save(self) -> None:
        unread = bool(self.due.text().strip()) and parse_date(self.due.text()) is None
        if unread:
            self.set_errors("", self.tr("日期请写成 2026-10-21"))
            self.due.setFocus()
        elif self.isVisible() and self.save.isEnabled():
            self.saved.emit(self.fields())


class TaskDesk(QWidget):
    """The list with its filter and the form."""

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._steps = Steps(context, self)
        self._rows: dict[str, TaskRow] = {}
        self._shown = ""
        self._next = ""
        self.filter = QComboBox()
        self.filter.setAccessibleName(self.tr("看哪些任务"))
        for words, wanted in (
            (self.tr("未办结"), TaskState.OPEN.value),
            (self.tr("我的未办结"), _MINE),
            (self.tr("已办结"), TaskState.DONE.value),
            (self.tr("全部"), ""),
        ):
            self.filter.addItem(words, wanted)
        self.count = Label("", role="caption", tone="dim")
        self.new = make_button(self.tr("登记任务"), theme=context.theme, icon="add")
        self._model = PagedTableModel(self._columns(), self._ids, self._page)
        self.table = RecordTable(context.theme, self._model, name=self.tr("核查任务"))
        self.empty = EmptyState(
            context.theme,
            icon="check",
            title=self.tr("没有核查任务"),
            text=self.tr("谈话里标了“待核实”的回答、通报和对照里发现的疑点，都可以立为任务。"),
            action=self.tr("登记任务"),
        )
        self.form = TaskForm(context)
        self.form.setFixedWidth(WIDTH)
        self._lay_out()
        self.filter.currentIndexChanged.connect(self.refresh)
        self.new.clicked.connect(self.begin)
        self.empty.acted.connect(self.begin)
        self.table.opened.connect(self.show_task)
        self.form.saved.connect(self._on_saved)
        self.form.finished.connect(self._on_finish)
        self.form.dropped.connect(self._on_drop)
        self.form.reopened.connect(self._on_reopen)
        self.form.shown.connect(self._on_source)
        self.form.closed.connect(self._put_away)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("title", self.tr("核实什么"), 0),
            Column("source", self.tr("来源"), 220),
            Column("assignee", self.tr("承办人"), 90),
            Column("due", self.tr("期限"), 130),
            Column("state", self.tr("状态"), 100, pill=True),
        )

    def _lay_out(self) -> None:
        card = Card(pad=1)
        card.add(self.table, stretch=1)
        self._card = card
        blank = Card(pad=1)
        blank.add(self.empty, stretch=1)
        self._blank = blank
        columns = hbox(gap=S4)
        columns.addWidget(card, 1)
        columns.addWidget(blank, 1)
        columns.addWidget(self.form)
        page = vbox(hbox(self.filter, self.count, None, self.new, gap=S3), gap=S3)
        page.addLayout(columns, 1)
        self.setLayout(page)

    # --- showing -------------------------------------------------------------------

    def refresh(self, changes: Changes | int | None = None) -> None:
        """Read the tasks anew."""
        if isinstance(changes, Changes) and not changes.touches("task", "user", "talk"):
            return
        mission, wanted = self._mission, str(self.filter.currentData())
        state = TaskState.OPEN if wanted in {TaskState.OPEN.value, _MINE} else None
        if wanted == TaskState.DONE.value:
            state = TaskState.DONE
        rows = task_rows(
            mission.reader,
            mission.checklist,
            self._context.wording,
            mission.today(),
            state=state,
            assignee=mission.me if wanted == _MINE else "",
        )
        self._rows = {row.task.id: row for row in rows}
        self._model.reload()
        late = sum(row.overdue for row in rows)
        words = self.tr("{count} 项").format(count=len(rows))
        if late:
            words = self.tr("{count} 项，逾期 {late} 项").format(count=len(rows), late=late)
        self.count.setText(words if rows else "")
        self._card.setVisible(bool(rows))
        self._blank.setVisible(not rows)
        if self._next:
            made, self._next = self._next, ""
            self.table.select_record(made)

    def go_to(self, task: str) -> None:
        """Show a task, whatever is filtered."""
        if task not in self._rows:
            self.filter.setCurrentIndex(self.filter.findData(""))
        if self.table.select_record(task):
            self.show_task(task)

    def begin(self) -> None:
        """Show the fields of a new task."""
        self._shown = ""
        mission = self._mission
        due = usual_due(mission.reader, mission.id, mission.today())
        self.form.show_task(None, self._team(), due)
        self.form.subject.setFocus()

    def show_task(self, task: str) -> None:
        """Show one task in the form."""
        row = self._rows.get(task)
        if row is not None:
            self._shown = task
            self.form.show_task(row, self._team(), "")
            self.form.subject.setFocus()

    def _team(self) -> list[tuple[str, str]]:
        return [
            (user.id, user.text("name"))
            for user in self._mission.reader.find("user", order=[Order("name")])
            if user.flag("active")
        ]

    def _ids(self, _order: Sorting | None) -> Sequence[str]:
        return list(self._rows)

    def _page(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {one: self._row(self._rows[one]) for one in ids if one in self._rows}

    def _row(self, row: TaskRow) -> Row:
        due = row.task.text("due_on")
        if row.overdue:
            due = self.tr("{day} 逾期 {days} 天").format(day=due[5:], days=-(row.days or 0))
        state = self._context.wording.text(f"terms.task_state.{row.state.value}")
        tones: dict[str, Tone] = {"state": "warn" if row.overdue else _TONES[row.state]}
        cells = (row.task.text("title"), row.source, row.assignee, due, state)
        return Row(cells, tones)

    # --- writing -------------------------------------------------------------------

    def _on_saved(self, fields: dict[str, str]) -> None:
        mission, entry = self._mission, self._steps.new_entry()
        if self._shown:
            self._write(
                partial(change_task, mission, self._shown, entry=entry, **fields),
                self.tr("改了任务“{title}”").format(title=fields["title"]),
                entry,
            )
            return
        words = self.tr("登记了任务“{title}”").format(title=fields["title"])
        self._context.tasks.store(
            lambda: create_task(
                mission,
                title=fields["title"],
                note=fields["note"],
                assignee=fields["assignee"],
                due_on=fields["due_on"],
                entry=entry,
            ),
            done=partial(self._on_created, words, entry),
            failed=self._on_refused,
            owner=self,
        )

    def _on_created(self, words: str, entry: str, made: Created) -> None:
        self._steps.did(words, entry)
        self._next = made.id
        self._put_away()
        self.refresh()

    def _on_finish(self) -> None:
        self.form.strip.ask(
            self.tr("核查结果"), yes=self.tr("办结"), given=partial(self._end, finish_task)
        )

    def _on_drop(self) -> None:
        self.form.strip.ask(
            self.tr("为什么不用办了"), yes=self.tr("撤销任务"), given=partial(self._end, drop_task)
        )

    def _end(self, act: object, words: str) -> None:
        mission, entry, task = self._mission, self._steps.new_entry(), self._shown
        title = self._rows[task].task.text("title")
        if act is finish_task:
            call = partial(finish_task, mission, task, outcome=words, entry=entry)
        else:
            call = partial(drop_task, mission, task, reason=words, entry=entry)
        self._write(call, self.tr("已办结“{title}”").format(title=title), entry, tell=True)
        self._put_away()

    def _on_reopen(self) -> None:
        mission, entry, task = self._mission, self._steps.new_entry(), self._shown
        title = self._rows[task].task.text("title")
        words = self.tr("重新打开了“{title}”").format(title=title)
        self._write(partial(reopen_task, mission, task, entry=entry), words, entry)
        self._put_away()

    def _write(self, call: partial[Changes], words: str, entry: str, *, tell: bool = False) -> None:
        self._context.tasks.store(
            call,
            done=lambda _changes: self._steps.did(words, entry, tell=tell),
            failed=self._on_refused,
            owner=self,
        )

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.form.set_errors(self._context.wording.error(error))

    def _on_source(self) -> None:
        row = self._rows.get(self._shown)
        if row is not None:
            self._context.navigate(*task_place(self._mission.reader, row.task))

    def _put_away(self) -> None:
        self._shown = ""
        self.form.hide()
        self.table.setFocus()

    # --- events --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Register a task by Insert."""
        if event.key() == Qt.Key.Key_Insert:
            self.begin()
            return
        super().keyPressEvent(event)
