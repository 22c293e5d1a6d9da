"""What is still to be verified, by whom, till when."""

from functools import partial

from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.services.steps import take_back
from inspector_app.services.tasks import finish_task, open_tasks, task_place
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.overview.task_list import TaskLine, TaskList
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import Card, Label, ReasonStrip, make_button


class TasksCard(Card):
    """The open tasks; hidden while there are none."""

    def __init__(self, context: PageContext[OpenMission], steps: Steps) -> None:
        super().__init__(gap=S2)
        self.title.setText(self.tr("待核查"))
        self.caption.setText(self.tr("办完的在方框里打勾"))
        self.body.insertLayout(0, self.head)
        self._context = context
        self._steps = steps
        self._tasks: dict[str, Record] = {}
        self.count = Label("", role="caption", tone="dim")
        self.all = make_button(
            self.tr("全部"), role="link", tip=self.tr("改派、改期、看办结的任务")
        )
        self.all.clicked.connect(partial(context.navigate, "talk", {"view": "tasks"}))
        self.add_to_head(self.count, self.all)
        self.strip = ReasonStrip(context.theme)
        self.list = TaskList(context.theme, name=self.tr("待核查"))
        self.add(self.strip)
        self.add(self.list, stretch=1)
        self.list.opened.connect(self._on_opened)
        self.list.finished.connect(self._on_finished)

    def refresh(self) -> None:
        """Read the open tasks anew."""
        mission = self._context.services
        tasks = open_tasks(mission.reader)
        names = user_names(mission.reader)
        today = mission.today()
        self._tasks = {task.id: task for task in tasks}
        self.setVisible(bool(tasks))
        self.count.setText(self.tr("{count} 项").format(count=len(tasks)))
        lines = []
        for task in tasks:
            due = task.text("due_on")
            overdue = bool(due) and due < today
            late = self.tr("逾期 {day}").format(day=due[5:]) if overdue else due[5:]
            note = " · ".join(p for p in (names.get(task.text("assignee"), ""), late) if p)
            lines.append(TaskLine(task.id, task.text("title"), note, overdue))
        self.list.set_lines(lines)

    def _on_opened(self, task: str) -> None:
        record = self._tasks.get(task)
        if record is None:
            return
        if record.text("subject_type") or record.text("item"):
            self._context.navigate(*task_place(self._context.services.reader, record))
        else:
            self._context.navigate("talk", {"task": task})

    def _on_finished(self, task: str) -> None:
        record = self._tasks.get(task)
        if record is not None:
            self.strip.ask(
                self.tr("“{title}”的核查结果").format(title=record.text("title")),
                yes=self.tr("办结"),
                given=partial(self._finish, record),
            )

    def _finish(self, task: Record, outcome: str) -> None:
        mission = self._context.services
        entry = self._steps.new_entry()
        words = self.tr("已办结“{title}”").format(title=task.text("title"))
        self._context.tasks.store(
            lambda: finish_task(mission, task.id, outcome=outcome, entry=entry),
            done=lambda _changes: self._steps.did_by(
                words, partial(take_back, mission, (entry,)), tell=True
            ),
            owner=self,
        )
        self.list.setFocus()
