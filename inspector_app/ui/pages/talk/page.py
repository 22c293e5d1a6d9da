"""The page 谈话: the list of talks, or one talk's workspace."""

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import Role, TalkState
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.ui.page import Badge, Page, PageContext, Target
from inspector_app.ui.pages.talk.plans import TalkPlans
from inspector_app.ui.pages.talk.workspace import TalkWorkspace
from inspector_app.ui.theme.metrics import S4, S5


def talk_badge(mission: OpenMission) -> Badge | None:
    """Return how many talks wait for the user: begun and not ended; for the leader, gaps."""
    reader = mission.reader
    gaps = reader.count("talk", {"state": TalkState.GAP_AWAITS_CONSENT.value})
    if gaps and role_of(reader, mission.me) is Role.LEADER:
        return Badge(gaps, "mark")
    held = reader.count("talk", {"state": TalkState.HELD.value})
    return Badge(held) if held else None


class TalkPage(Page[OpenMission]):
    """Shows `TalkPlans`, or the `TalkWorkspace` of one talk.

    Targets: ``talk`` opens a talk, with ``paragraph`` or ``item`` at that place; ``view``
    shows a tab (``plans.TABS``): with ``day`` (yyyy-mm-dd) of the plan, ``item`` of the
    contradictions, ``task``; ``new`` shows the form for a new talk.
    """

    key = "talk"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        self.plans = TalkPlans(context)
        self._workspace: TalkWorkspace | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.plans)
        column = QVBoxLayout(self)
        column.setContentsMargins(S5, S4, S5, S4)
        column.addWidget(self._stack)
        self._stale = True
        self.plans.opened.connect(self.open_talk)
        self.plans.item_opened.connect(self._on_item_opened)
        self.plans.place_wanted.connect(self._on_place)

    @property
    def workspace(self) -> TalkWorkspace:
        """The workspace, built when the first talk is opened."""
        if self._workspace is None:
            self._workspace = TalkWorkspace(self.context)
            self._workspace.closed.connect(self._on_closed)
            self._stack.addWidget(self._workspace)
        return self._workspace

    @property
    def in_workspace(self) -> bool:
        """Whether a talk is shown."""
        return self._stack.currentWidget() is self._workspace

    def open_talk(self, talk: str) -> None:
        """Show a talk."""
        self.go_to({"talk": talk})

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what is shown; the list behind a talk waits until it is shown again."""
        if self.in_workspace:
            self._stale = True
            self.workspace.refresh(changes)
        else:
            self.plans.refresh(changes)
            self._stale = False

    def go_to(self, target: Target) -> None:
        """Open a talk, the matrix or the form."""
        talk = target.get("talk", "")
        record = self.context.services.reader.get("talk", talk) if talk else None
        if record is not None and not record.deleted:
            self._stack.setCurrentWidget(self.workspace)
            self.workspace.open_talk(talk, target)
            return
        if self.in_workspace:
            self.workspace.leave()
        self.plans.show_view(target.get("view", "tasks" if "task" in target else "list"))
        if target.get("new"):
            self.plans.plan()
        self._go_within(target)

    def _go_within(self, target: Target) -> None:
        """Show a place on the tab that is shown."""
        if self.plans.view == "contradictions":
            self.plans.contradictions.go_to(target)
        elif self.plans.view == "tasks" and "task" in target:
            self.plans.tasks.go_to(target["task"])
        elif self.plans.view == "plan" and "day" in target:
            self.plans.plan_desk.show_day(target["day"])

    def where(self) -> Target:
        """Return the talk and the paragraph under the caret."""
        if self.in_workspace:
            return self.workspace.where()
        view = self.plans.view
        if view == "contradictions":
            return {**self.plans.contradictions.where(), "view": view}
        if view == "plan":
            return {"view": view, "day": self.plans.plan_desk.day}
        return {"view": view} if view != "list" else {}

    def flush(self) -> None:
        """Hand over what is being typed."""
        if self._workspace is not None:
            self._workspace.save()

    def release(self) -> None:
        """Stop the timers."""
        if self._workspace is not None:
            self._workspace.release()

    def _on_item_opened(self, talk: str, item: str) -> None:
        self.go_to({"talk": talk, "item": item})

    def _on_place(self, page: str, target: Target) -> None:
        if page == self.key:
            self.go_to(target)
        else:
            self.context.navigate(page, target)

    def _on_closed(self) -> None:
        talk = self.workspace.talk
        self._stack.setCurrentWidget(self.plans)
        if self._stale:
            self.plans.refresh(None)
            self._stale = False
        self.plans.select(talk)
