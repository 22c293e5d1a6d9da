"""What is proposed for a day: each talk with why, to be accepted one by one or all at once."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.services.proposals import DayPlan, Proposal
from inspector_app.system.wording import Wording
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    Inset,
    Label,
    announce,
    clear_layout,
    hbox,
    icon_button,
    make_button,
    scrolling,
)


class ProposalPanel(Card):
    """The proposals beside the calendar.

    Signals:
        accepted (object): a list of `Proposal`.
        closed: put away.
    """

    accepted = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("…", pad=14, gap=S2)
        self._words = words
        self._plan: DayPlan | None = None
        close = icon_button(theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.closed)
        self.add_to_head(close)
        self.outlook = Label("", tone="dim", wrap=True)
        self.all = make_button("", role="primary")
        self.all.clicked.connect(self._on_all)
        self._error = Label("", tone="mark", wrap=True)
        self._error.hide()
        holder = QWidget()
        self._items = QVBoxLayout(holder)
        self._items.setContentsMargins(0, 0, 6, 0)
        self._items.setSpacing(S3)
        self.add(self.outlook, self._error, self.all)
        self.add(scrolling(holder), stretch=1)

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is proposed."""
        return self._plan.proposals if self._plan else ()

    def show_plan(self, plan: DayPlan, names: Mapping[str, str], labels: Mapping[str, str]) -> None:
        """Show what is proposed; *names* are the team's by id, *labels* the rules' by key."""
        self._plan = plan
        day = plan.outlook.day
        self.title.setText(self.tr("{day} 的建议").format(day=f"{day[5:7]}-{day[8:]}"))
        self.show_error("")
        self.outlook.setText(self._outlook(plan))
        self.all.setVisible(bool(plan.proposals))
        self.all.setText(self.tr("全部采纳（{count} 场）").format(count=len(plan.proposals)))
        clear_layout(self._items)
        for one in plan.proposals:
            self._items.addWidget(self._inset(one, names, labels))
        self._items.addStretch(1)

    def show_error(self, text: str) -> None:
        """Show why a proposal was not taken."""
        self._error.setText(f"▲ {text}" if text else "")
        self._error.setVisible(bool(text))
        if text:
            announce(self._error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _outlook(self, plan: DayPlan) -> str:
        ahead = plan.outlook
        if plan.obstacle:
            return self._wording.text(f"talk_plan.obstacles.{plan.obstacle}")
        lines = []
        if ahead.pace is not None:
            lines.append(
                self.tr("还要谈 {left} 人，剩 {days} 个工作日，平均每天 {pace} 场。").format(
                    left=ahead.left, days=ahead.days_left, pace=ahead.pace
                )
            )
        elif ahead.days_left == 0:
            lines.append(self.tr("已到撤离日期，还有 {left} 人没有谈。").format(left=ahead.left))
        if not plan.proposals:
            lines.append(self.tr("这一天排不下了：谈话室、组员或谈话对象都没有空。"))
        elif plan.left_over:
            lines.append(self.tr("另有 {count} 人这一天排不下。").format(count=plan.left_over))
        return "".join(lines)

    @property
    def _wording(self) -> Wording:
        return self._words.wording

    def _inset(self, one: Proposal, names: Mapping[str, str], labels: Mapping[str, str]) -> Inset:
        inset = Inset("accent")
        meeting = one.meeting
        time = self._words.time(meeting.starts, meeting.ends)
        title = Label(f"{time} {one.official.text('name')}", role="card", data=True)
        place = Label(
            " · ".join([meeting.room, "、".join(names.get(who, "") for who in one.interviewers)]),
            tone="dim",
            wrap=True,
            data=True,
        )
        inset.body.addWidget(title)
        inset.body.addWidget(Label(one.official.text("office"), tone="dim", wrap=True, data=True))
        inset.body.addWidget(place)
        for reason in one.reasons:
            inset.body.addWidget(
                Label(self._reason(reason.code, dict(reason.params), labels), wrap=True)
            )
        button = make_button(self.tr("采纳"))
        button.setAccessibleName(self.tr("采纳：{name}").format(name=one.official.text("name")))
        button.clicked.connect(partial(self._on_one, one))
        inset.body.addLayout(hbox(button, None))
        return inset

    def _reason(self, code: str, params: dict[str, str | int], labels: Mapping[str, str]) -> str:
        if "rule" in params:
            params["rule"] = labels[str(params["rule"])]
        return f"· {self._wording.text(f'talk_plan.reasons.{code}', **params)}"

    def _on_one(self, one: Proposal) -> None:
        self.accepted.emit([one])

    def _on_all(self) -> None:
        self.accepted.emit(list(self.proposals))
