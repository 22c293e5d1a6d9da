"""The plan as a calendar with what belongs beside it: who is missing, proposals, settings."""

from collections.abc import Sequence
from functools import partial
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.services.plan_settings import plan_settings, setting_rows
from inspector_app.services.proposals import Proposal, next_working_day, propose
from inspector_app.services.results import Imported
from inspector_app.services.steps import take_back
from inspector_app.services.talk_closing import cancel_talk
from inspector_app.services.talk_plan import (
    Taken,
    accept,
    move_talk,
    oddities,
    taken,
    try_move,
)
from inspector_app.services.talk_times import refuse
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.talk.plan.away_panel import AwayPanel
from inspector_app.ui.pages.talk.plan.calendar_view import PlanCalendar
from inspector_app.ui.pages.talk.plan.day_bar import DayBar
from inspector_app.ui.pages.talk.plan.exports import PlanExports
from inspector_app.ui.pages.talk.plan.proposal_panel import ProposalPanel
from inspector_app.ui.pages.talk.plan.settings_panel import SettingsPanel
from inspector_app.ui.pages.talk.plan.sheet import (
    Arrangement,
    Block,
    SheetWords,
    all_talks,
    clock,
    read_sheet,
)
from inspector_app.ui.pages.talk.plan.who_panel import WhoPanel
from inspector_app.ui.pages.talk.plan_entry import Plan
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    Card,
    ConfirmStrip,
    EmptyState,
    Label,
    hbox,
    icon_button,
    make_button,
    vbox,
)

SIDE = 336
SHOWN = ("talk", "official", "user", "setting", "absence", "submission", "mission")

Side = Literal["who", "proposals", "settings", "away"]


class PlanDesk(QWidget):
    """Calendar and panels.

    Signals:
        opened (str): a talk.
        plan_wanted (object): a `Plan` to begin a new talk with.
        list_wanted (str): show this talk in the list: it has no time and no place here.
    """

    opened = Signal(str)
    plan_wanted = Signal(object)
    list_wanted = Signal(str)

    def __init__(self, context: PageContext[OpenMission], words: Words) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._words = words
        self._steps = Steps(context, self)
        self._select_next = ""
        self._taken: Taken | None = None
        theme = context.theme
        self.days = DayBar(theme, self._mission.today())
        self.arrangement = self.days.arrangement
        self.propose = make_button(
            self.tr("排谈话"),
            theme=theme,
            icon="talk",
            tip=self.tr("按还要谈的人、没有谈透的事项和剩下的时间给出建议"),
        )
        self.away = make_button(self.tr("不在…"), tip=self.tr("登记组员或谈话对象哪几天不在"))
        self.settings = icon_button(theme, "settings", self.tr("谈话安排设置"))
        self.print = make_button(self.tr("打印导出"), theme=theme, icon="print")
        self.strip = ConfirmStrip(theme)
        self.exports = PlanExports(context, self, self.strip)
        self.calendar = PlanCalendar(theme, check=self._check)
        self.no_rooms = EmptyState(
            theme,
            icon="calendar",
            title=self.tr("还没有谈话室"),
            text=self.tr("填好谈话室和工作时间，就可以在这里排谈话；也可以让程序给出建议。"),
            action=self.tr("填写谈话室"),
        )
        self.told = Label("", tone="dim", data=True)
        self.untimed = make_button("", role="link")
        self.who = WhoPanel(context, words)
        self.proposals = ProposalPanel(theme, words)
        self.setting_panel = SettingsPanel(context, self._steps)
        self.away_panel = AwayPanel(context, self._steps)
        self.side = QStackedWidget()
        self.side.setFixedWidth(SIDE)
        for panel in (self.who, self.proposals, self.setting_panel, self.away_panel):
            self.side.addWidget(panel)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        bar = hbox(
            self.days,
            None,
            self.arrangement,
            self.propose,
            self.away,
            self.print,
            self.settings,
            gap=S2,
        )
        sheet = Card(pad=1, gap=0)
        sheet.add(self.calendar, stretch=1)
        sheet.add(self.no_rooms, stretch=1)
        below = hbox(self.told, None, self.untimed, gap=S2)
        left = vbox(sheet, below, gap=S2)
        left.setStretch(0, 1)
        columns = hbox(gap=S4)
        columns.addLayout(left, 1)
        columns.addWidget(self.side)
        page = vbox(bar, self.strip, gap=S3)
        page.addLayout(columns, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        self.days.changed.connect(self._show_sheet)
        self.propose.clicked.connect(self.show_proposals)
        self.away.clicked.connect(partial(self.show_side, "away"))
        self.settings.clicked.connect(partial(self.show_side, "settings"))
        self.print.clicked.connect(self._on_print)
        self.no_rooms.acted.connect(self._on_rooms)
        self.untimed.clicked.connect(self._on_untimed)
        self.calendar.opened.connect(self.opened)
        self.calendar.removed.connect(self._on_removed)
        self.calendar.dropped.connect(self._on_dropped)
        self.calendar.empty_chosen.connect(self._on_empty)
        self.calendar.told.connect(self._on_told)
        self.who.person_chosen.connect(self._on_person)
        self.who.talk_chosen.connect(self.go_to_talk)
        self.who.settings_wanted.connect(self._on_rules)
        self.proposals.accepted.connect(self._on_accepted)
        for panel in (self.proposals, self.setting_panel, self.away_panel):
            panel.closed.connect(partial(self.show_side, "who"))

    # --- showing -------------------------------------------------------------------

    @property
    def day(self) -> str:
        """The day that is shown, or whose week is."""
        return self.days.day

    def refresh(self, changes: Changes | None) -> None:
        """Read the plan anew."""
        if changes is not None and not changes.touches(*SHOWN):
            return
        self.days.set_weekdays(plan_settings(self._mission.reader).weekdays)
        talks = all_talks(self._mission)
        self._draw_sheet(talks)
        self.who.refresh(talks)
        if self.side.currentWidget() is self.setting_panel:
            self.setting_panel.refresh()
        if self.side.currentWidget() is self.away_panel:
            self.away_panel.refresh()

    def show_day(self, day: str) -> None:
        """Show *day* (yyyy-mm-dd)."""
        self.days.show_day(day)

    def show_side(self, side: Side, _checked: bool = False) -> None:
        """Show one of the panels."""
        panels: dict[Side, QWidget] = {
            "who": self.who,
            "proposals": self.proposals,
            "settings": self.setting_panel,
            "away": self.away_panel,
        }
        if side == "settings":
            self.setting_panel.refresh()
        elif side == "away":
            self.away_panel.refresh()
            self.away_panel.who.setFocus()
        self.side.setCurrentWidget(panels[side])
        self._show_sheet()
        if side == "who":
            self.calendar.setFocus()

    def narrow(self, *, narrow: bool) -> None:
        """Leave the panels out while a form stands beside the calendar."""
        for widget in (self.side, self.propose, self.away, self.print, self.settings):
            widget.setVisible(not narrow)

    def show_proposals(self) -> None:
        """Propose talks for the next working day, or for a later day that is shown."""
        reader, day = self._mission.reader, self._next_day()
        plan = propose(reader, self._mission.checklist, self._mission.id, day)
        labels = {
            row.key.removeprefix("rule."): row.label
            for row in setting_rows(reader, self._context.wording)
        }
        self.proposals.show_plan(plan, user_names(reader), labels)
        self.show_side("proposals")
        self.show_day(day)
        (self.proposals.all if plan.proposals else self.calendar).setFocus()

    def go_to_talk(self, talk: str) -> None:
        """Show the day of a talk with the talk selected."""
        record = self._mission.reader.get("talk", talk)
        if record is None or record.deleted:
            return
        if record.text("starts_at"):
            self.show_day(record.text("starts_at")[:10])
        self.calendar.select(talk)
        self.calendar.setFocus()

    def _next_day(self) -> str:
        """Return the day to propose for: the next working day, or a later one that is shown."""
        tomorrow = next_working_day(plan_settings(self._mission.reader), self._mission.today())
        return tomorrow if self.days.columns is Arrangement.WEEK else max(tomorrow, self.day)

    def _show_sheet(self) -> None:
        self._draw_sheet(None)

    def _draw_sheet(self, talks: Sequence[Record] | None) -> None:
        words = SheetWords(self._words, self.days.weekday_names())
        self._taken = None
        sheet = read_sheet(self._mission, self.days.columns, self.day, words, talks)
        self.calendar.show_sheet(sheet)
        self.untimed.setVisible(bool(sheet.untimed))
        count = len(sheet.untimed)
        self.untimed.setText(self.tr("{count} 场还没有定时间").format(count=count))
        self.calendar.setVisible(bool(sheet.columns))
        self.no_rooms.setVisible(not sheet.columns)
        shown = self.side.currentWidget() is self.proposals
        proposed = self.proposals.proposals if shown else ()
        named = [(one.meeting, one.official.text("name")) for one in proposed]
        self.calendar.show_ghosts(sheet.ghosts(named))
        ahead = self._next_day()
        self.propose.setText(self.tr("为 {day} 排谈话").format(day=f"{ahead[5:7]}-{ahead[8:]}"))
        if self._select_next:
            talk, self._select_next = self._select_next, ""
            self.calendar.select(talk)

    # --- moving --------------------------------------------------------------------

    def _check(self, block: Block, column: int, starts: int) -> str:
        """Say in words what would stand in the way; the service has the last word."""
        sheet = self.calendar.sheet
        if sheet is None:
            return ""
        reader = self._mission.reader
        self._taken = self._taken or taken(reader)
        move = sheet.move(block, column, starts)
        try:
            refuse(reader, try_move(reader, block.talk, move, self._taken))
        except RefusedError as error:
            return self._context.wording.error(error)
        return ""

    def _on_dropped(self, block: Block, column: int, starts: int) -> None:
        sheet = self.calendar.sheet
        if sheet is None:
            return
        mission, entry = self._mission, self._steps.new_entry()
        move = sheet.move(block, column, starts)
        words = self.tr("“{who}”改到 {time}").format(who=block.title, time=clock(starts))
        self._select_next = block.talk
        self._context.tasks.store(
            partial(move_talk, mission, block.talk, move, entry=entry),
            done=partial(self._on_moved, block.talk, words, entry),
            failed=self._on_refused,
            owner=self,
        )

    def _on_moved(self, talk: str, words: str, entry: str, _changes: Changes) -> None:
        self._steps.did(words, entry)
        record = self._mission.reader.get("talk", talk)
        odd = oddities(self._mission.reader, record) if record else []
        if odd:
            wording = self._context.wording
            told = "、".join(wording.text(f"talk_plan.odd.{code}") for code in odd)
            words = self.tr("{done}（注意：{odd}）").format(done=words, odd=told)
        self._on_told(words, clash=bool(odd))

    def _on_removed(self, talk: str) -> None:
        record = self._mission.reader.get("talk", talk)
        number = record.text("number") if record else ""
        mission, entry = self._mission, self._steps.new_entry()
        words = self.tr("已取消 {number} 的安排").format(number=number)
        self._context.tasks.store(
            partial(cancel_talk, mission, talk, entry=entry),
            done=lambda _changes: self._steps.did(words, entry, tell=True),
            failed=self._on_refused,
            owner=self,
        )

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._on_told(self._context.wording.error(error), clash=True)
            self._show_sheet()

    def _on_told(self, words: str, clash: bool) -> None:
        self.told.setText(f"▲ {words}" if clash else words)
        self.told.set_tone("mark" if clash else "dim")

    # --- planning ------------------------------------------------------------------

    def _on_empty(self, column: int, minute: int) -> None:
        sheet = self.calendar.sheet
        if sheet is None:
            return
        key = sheet.columns[column].key
        self.plan_wanted.emit(
            Plan(
                starts_at=sheet.moment(column, minute),
                ends_at=sheet.moment(column, minute + 60),
                place=key if sheet.arrangement is Arrangement.ROOMS else "",
                interviewers=(key,) if sheet.arrangement is Arrangement.MEMBERS else (),
            )
        )

    def _on_person(self, official: str) -> None:
        self.plan_wanted.emit(Plan(official=official))

    def _on_untimed(self) -> None:
        sheet = self.calendar.sheet
        if sheet is not None and sheet.untimed:
            self.list_wanted.emit(sheet.untimed[0])

    def _on_rooms(self) -> None:
        self.show_side("settings")
        self.setting_panel.row("rooms").value.setFocus()

    def _on_rules(self) -> None:
        self.show_side("settings")
        self.setting_panel.focus_rules()

    def _on_accepted(self, proposals: list[Proposal]) -> None:
        self._context.tasks.store(
            partial(accept, self._mission, proposals),
            done=self._on_planned,
            failed=self._on_not_planned,
            owner=self,
        )

    def _on_planned(self, done: Imported) -> None:
        words = self.tr("已按建议安排 {count} 场谈话").format(count=done.added)
        back = partial(take_back, self._mission, done.entries)
        self._steps.did_by(words, back, tell=True)
        self.show_proposals()

    def _on_not_planned(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self.proposals.show_error(self._context.wording.error(error))

    # --- events --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the days by PgUp and PgDn, go to today by Home."""
        turns = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key = Qt.Key(event.key())
        if key in turns:
            self.days.turn(turns[key])
        elif key == Qt.Key.Key_Home:
            self.show_day(self._mission.today())
        else:
            super().keyPressEvent(event)

    def _on_print(self) -> None:
        menu: QMenu = self.exports.menu(self.days.span(), self._current())
        menu.popup(self.print.mapToGlobal(self.print.rect().bottomLeft()))

    def _current(self) -> str:
        block = self.calendar.current
        return block.talk if block else ""
