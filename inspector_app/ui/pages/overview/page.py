"""The overview page: four figures, the matrix at a glance, what is missing, what to verify."""

from functools import partial

from PySide6.QtWidgets import QSizePolicy

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import Phase, Role
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.services.mission_facts import next_phase, set_phase
from inspector_app.services.overview import Overview, overview
from inspector_app.services.steps import take_back
from inspector_app.ui.page import Page, PageContext, Target
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.missing_items import missing_item
from inspector_app.ui.pages.overview.figures import FigureRow
from inspector_app.ui.pages.overview.laptop_items import laptop_items
from inspector_app.ui.pages.overview.matrix_card import MatrixCard
from inspector_app.ui.pages.overview.tasks_card import TasksCard
from inspector_app.ui.theme.metrics import S4, S5
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    Label,
    MissingItem,
    MissingList,
    PageHeader,
    hbox,
    make_button,
    vbox,
)

_LEAST_HEIGHT = 120


class OverviewPage(Page[OpenMission]):
    """Answers at a glance: how far, what blocks, what is next."""

    key = "overview"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        theme = context.theme
        self._phase = Phase.CONFIGURE
        self._steps = Steps(context, self)
        self.header = PageHeader(self.tr("总览"))
        self.next_phase = make_button("", theme=theme, icon="chevron_right")
        self.merge = make_button(self.tr("生成今日汇总包…"), theme=theme, icon="exchange")
        self.header.add_action(self.merge, self.next_phase)
        self.figures = FigureRow(context)
        self.matrix_card = MatrixCard(context)
        self.missing = MissingList(theme)
        self.missing.setMinimumHeight(_LEAST_HEIGHT)
        self.missing.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.missing_card = Card(self.tr("距离报告还差什么"))
        self.missing_count = Label("", role="caption", tone="dim")
        self.nothing_missing = EmptyState(
            theme,
            icon="check",
            title=self.tr("没有要处理的事项"),
            text=self.tr("谈话、底稿和报告目前都齐。新的缺项会列在这里，点一下就能过去。"),
        )
        self.tasks_card = TasksCard(context, self._steps)
        self._lay_out()
        self.figures.jumped.connect(self._on_jump)
        self.matrix_card.jumped.connect(partial(self._on_jump, "talk"))
        self.missing.jumped.connect(self._on_missing)
        self.merge.clicked.connect(partial(self._on_jump, "exchange", {"view": "team"}))
        self.next_phase.clicked.connect(self._on_next_phase)

    def _lay_out(self) -> None:
        self.missing_card.add_to_head(self.missing_count)
        self.missing_card.add(self.missing, stretch=1)
        self.missing_card.add(self.nothing_missing, stretch=1)
        right = vbox(gap=S4)
        right.addWidget(self.missing_card, 5)
        right.addWidget(self.tasks_card, 3)
        below = hbox(gap=S4)
        below.addWidget(self.matrix_card, 51)
        below.addLayout(right, 49)
        page = vbox(self.header, self.figures, gap=S4)
        page.addLayout(below, 1)
        page.setContentsMargins(S5, S4, S5, S4)
        self.setLayout(page)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:  # noqa: ARG002 - everything shows here
        """Read the state of the mission anew."""
        mission = self.context.services
        view = overview(
            mission.reader, mission.checklist, mission.id, mission.today(), user=mission.me
        )
        self._show_days(view)
        self._show_phase(view)
        self.figures.show_view(view)
        self.matrix_card.show_talks(view.talks)
        self._show_missing(view)
        self.tasks_card.refresh()

    def go_to(self, target: Target) -> None:
        """Put the focus on the tasks if *target* names one."""
        if "task" in target:
            self.tasks_card.list.setFocus()

    def _show_days(self, view: Overview) -> None:
        parts = []
        if view.days_on_site is not None and view.days_on_site > 0:
            parts.append(self.tr("进驻第 {days} 天").format(days=view.days_on_site))
        elif view.days_on_site is not None:
            parts.append(self.tr("距进驻 {days} 天").format(days=1 - view.days_on_site))
        if view.days_to_report is not None and view.days_to_report >= 0:
            parts.append(self.tr("距报告初稿 {days} 天").format(days=view.days_to_report))
        elif view.days_to_report is not None:
            parts.append(self.tr("报告初稿已超过 {days} 天").format(days=-view.days_to_report))
        self.header.subtitle.setText(self.tr("，").join(parts))

    def _show_phase(self, view: Overview) -> None:
        self._phase = next(step.phase for step in view.phases if step.current)
        following = next_phase(self._phase)
        mission = self.context.services
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self.next_phase.setVisible(leader and following is not None)
        if following is not None:
            text = self.tr("进入“{phase}”阶段").format(phase=self._phase_name(following))
            self.next_phase.setText(text)

    def _phase_name(self, phase: Phase) -> str:
        return self.context.wording.text(f"terms.phase.{phase.value}")

    def _show_missing(self, view: Overview) -> None:
        captions = {
            "report": self.tr("报告"),
            "talk": self.tr("谈话"),
            "briefing": self.tr("进驻前"),
            "evidence": self.tr("资料与证据"),
            "working_paper": self.tr("底稿"),
            "exchange": self.tr("交换"),
            "overview": self.tr("任务"),
        }
        wording = self.context.wording
        items = [missing_item(m, wording, captions.get(m.page, "")) for m in view.missing]
        items += laptop_items(self.context.services, captions["exchange"])
        self.missing.set_items(items)
        self.missing.setVisible(bool(items))
        self.nothing_missing.setVisible(not items)
        self.missing_count.setText(self.tr("{count} 项").format(count=len(items)))

    # --- jumps and steps ----------------------------------------------------------------

    def _on_jump(self, page: str, target: Target, _checked: bool = False) -> None:
        self.context.navigate(page, dict(target))

    def _on_missing(self, item: MissingItem) -> None:
        self.context.navigate(item.page, dict(item.target))

    def _on_next_phase(self) -> None:
        following = next_phase(self._phase)
        if following is None:
            return
        mission, entry = self.context.services, self._steps.new_entry()
        words = self.tr("已进入“{phase}”阶段").format(phase=self._phase_name(following))
        self.context.tasks.store(
            partial(set_phase, mission, following, entry=entry),
            done=lambda _changes: self._steps.did_by(
                words, partial(take_back, mission, (entry,)), tell=True
            ),
            owner=self,
        )
