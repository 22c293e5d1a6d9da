"""The page 进驻前: at a glance, organ by organ, the roster, the team and headquarters."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QTabBar

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import Organ
from inspector_app.services.briefing import OrganRow, organ_rows, reminders, standing
from inspector_app.services.entry_check import Check, check_text, with_reasons
from inspector_app.services.entry_machine import machine_checks, machine_of
from inspector_app.services.entry_rules import entry_checks
from inspector_app.services.look_back import is_look_back
from inspector_app.services.mission import OpenMission
from inspector_app.services.number_one_profile import number_one_profiles
from inspector_app.services.source_organs import mandatory_organs
from inspector_app.ui.page import Page, PageContext, Target
from inspector_app.ui.pages.briefing.check_part import CheckPart
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.glance import GlancePart
from inspector_app.ui.pages.briefing.organ_list import OrganLine
from inspector_app.ui.pages.briefing.organs_part import OrgansPart
from inspector_app.ui.pages.briefing.paper_view import PaperView, ShownPaper
from inspector_app.ui.pages.briefing.previous_part import PreviousPart
from inspector_app.ui.pages.briefing.roster_part import RosterPart
from inspector_app.ui.pages.briefing.team_part import TeamPart
from inspector_app.ui.pages.briefing.words import (
    STANDING_SIGNS,
    STANDING_TONES,
    Words,
    standing_words,
)
from inspector_app.ui.pages.missing_items import SHOWN_SEVERITY
from inspector_app.ui.theme.metrics import S3, S4, S5
from inspector_app.ui.widgets import ConfirmStrip, MissingItem, PageHeader, Severity, vbox

#: The parts, in the order of their tabs.
PARTS = ("glance", "organs", "previous", "roster", "team", "check")

#: What the profile and the list of organs read, and what the entry check reads besides.
_GLANCE_TYPES = (
    "mission",
    "briefing",
    "briefing_item",
    "official",
    "user",
    "approval",
    "form",
    "setting",
)
_CHECK_TYPES = (
    *_GLANCE_TYPES,
    "briefing_paper",
    "team_filing",
    "recovery_note",
    "entry_reason",
    "previous_finding",
)
#: What one organ's part reads.
_ORGAN_TYPES = (*_GLANCE_TYPES, "evidence", "briefing_paper", "extra_question", "extra_answer")
#: Parts that show the entry check.
_CHECKING = ("glance", "check")


def _shown(check: Check) -> Severity:
    """Return how a line is shown in a list of what is missing."""
    if check.done:
        return "done"
    return "note" if check.reason else SHOWN_SEVERITY[check.severity]


class BriefingPage(Page[OpenMission]):
    """Everything that is done before the team enters."""

    key = "briefing"

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(context)
        self._words = Words(context.wording)
        self._machine: tuple[Check, ...] = ()
        self._organ_rows: list[OrganRow] | None = None
        #: What parts that are not shown have missed; ``None`` stands for everything.
        self._missed: dict[str, Changes | None] = dict.fromkeys(PARTS)
        self.header = PageHeader(self.tr("进驻前"))
        self.strip = ConfirmStrip(context.theme)
        self._desk = Desk(context, self, self.strip, self._show_paper)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("进驻前的几个部分"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for title in (
            self.tr("概况"),
            self.tr("各单位情况"),
            self.tr("上轮问题"),
            self.tr("名册"),
            self.tr("组建与办公室"),
            self.tr("进驻核对"),
        ):
            self.tabs.addTab(title)
        self.glance = GlancePart(self._desk)
        self.organs = OrgansPart(self._desk)
        self.roster = RosterPart(self._desk)
        self.previous = PreviousPart(self._desk)
        self.team = TeamPart(self._desk)
        self.check = CheckPart(self._desk)
        self.paper = PaperView(context, self, self.strip)
        self._stack = QStackedWidget()
        for part in (
            self.glance,
            self.organs,
            self.previous,
            self.roster,
            self.team,
            self.check,
            self.paper,
        ):
            self._stack.addWidget(part)
        self.header.add_action(self.tabs)
        page = vbox(self.header, self.strip, gap=S3)
        page.addWidget(self._stack, 1)
        page.setContentsMargins(S5, S4 - 4, S5, S4)
        self.setLayout(page)
        self._connect()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self.glance.organ_opened.connect(self._on_organ)
        self.glance.jumped.connect(self.go_to)
        self.glance.elsewhere.connect(self._on_elsewhere)
        self.check.jumped.connect(self._on_elsewhere)
        self.paper.closed.connect(self._on_paper_closed)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setProperty("step", step)
            shortcut.activated.connect(self._on_step)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what *changes* concerns: the part shown at once, the others when shown."""
        for part in PARTS:
            if changes is None or part not in self._missed:
                self._missed[part] = changes
            else:
                missed = self._missed[part]
                self._missed[part] = None if missed is None else missed | changes
        if changes is None or changes.touches("briefing", "setting"):
            self._organ_rows = None
            self._show_subtitle()
        if changes is None:
            self._look_at_machine()
        if changes is None or changes.touches("mission", "previous_finding"):
            mission = self.context.services
            there = is_look_back(mission.reader, mission.id)
            self.tabs.setTabVisible(PARTS.index("previous"), there)
        if self._stack.currentWidget() is self.paper:
            self.paper.renew()
        self._catch_up()

    def _catch_up(self) -> None:
        """Let the part that is shown read what it has missed."""
        if self.part not in self._missed:
            return
        changes = self._missed.pop(self.part)
        if self.part == "glance":
            self._refresh_glance(changes)
        elif self.part == "organs":
            self._refresh_organs(changes)
        elif self.part == "roster":
            self.roster.refresh(changes)
        elif self.part == "previous":
            self.previous.refresh(changes)
        elif self.part == "check":
            if changes is None or changes.touches(*_CHECK_TYPES):
                self._show_checks()
        else:
            self.team.refresh(changes)

    def _refresh_glance(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(*_CHECK_TYPES):
            rows = self._rows()
            answered = sum(row.answered for row in rows)
            self.glance.show_organs(self._organ_lines(rows), answered)
            reader = self.context.services.reader
            self.glance.profile.show_profiles(number_one_profiles(reader))
            self._show_checks()

    def _refresh_organs(self, changes: Changes | None) -> None:
        if changes is None or changes.touches(*_ORGAN_TYPES):
            rows = self._rows()
            self.organs.show_organs(self._organ_lines(rows), [row.briefing for row in rows])

    def _rows(self) -> list[OrganRow]:
        """Return the organs, read once after each change."""
        mission = self.context.services
        if self._organ_rows is None:
            self._organ_rows = organ_rows(mission.reader, mission.id, mission.today())
        return self._organ_rows

    def _organ_lines(self, rows: Sequence[OrganRow]) -> list[OrganLine]:
        """Return the organs that must be asked, asked or not, then the others that were."""
        lines = [(row.organ, self._organ_line(row)) for row in rows]
        there = {row.organ for row in rows}
        mandatory = mandatory_organs(self.context.services.reader)
        lines += [(organ, self._empty_line(organ)) for organ in mandatory if organ not in there]
        order = list(Organ)
        lines.sort(key=lambda pair: (pair[0] not in mandatory, order.index(pair[0])))
        return [line for _, line in lines]

    def _empty_line(self, organ: Organ) -> OrganLine:
        return OrganLine(
            key=organ.value,
            title=self._words.own_name(organ),
            standing=self.tr("还没有登记"),
            sign="▲",
            tone="mark",
            mark=self.tr("必问"),
        )

    def _organ_line(self, row: OrganRow) -> OrganLine:
        today = self.context.services.today()
        how, _ = standing(row.briefing, today)
        soon = row.briefing.id in self._due_soon()
        return OrganLine(
            key=row.briefing.id,
            title=self._words.organ_title(row.briefing),
            standing=standing_words(row.briefing, today),
            sign="△" if soon else STANDING_SIGNS[how],
            tone="warn" if soon else STANDING_TONES[how],
            mark=self.tr("必问") if row.mandatory else "",
        )

    def _due_soon(self) -> frozenset[str]:
        """Return the briefings whose answer is due within the days of reminding, or today."""
        mission = self.context.services
        found = reminders(mission.reader, mission.today())
        return frozenset(one.briefing.id for one in found if not one.late)

    def _show_subtitle(self) -> None:
        rows = self._rows()
        answered = sum(row.answered for row in rows)
        overdue = sum(row.overdue and not row.answered for row in rows)
        soon = len(self._due_soon())
        if not rows:
            text = self.tr("还没有向任何单位了解情况")
        elif overdue:
            text = self.tr("问了 {asked} 个单位，{answered} 个已答复，{overdue} 个逾期")
        elif soon:
            text = self.tr("问了 {asked} 个单位，{answered} 个已答复，{soon} 个快到期")
        else:
            text = self.tr("问了 {asked} 个单位，{answered} 个已答复")
        self.header.subtitle.setText(
            text.format(asked=len(rows), answered=answered, overdue=overdue, soon=soon)
        )

    def _show_checks(self) -> None:
        mission = self.context.services
        reader = mission.reader
        checks = [
            *entry_checks(reader, mission.id, mission.today()),
            *with_reasons(reader, self._machine),
        ]
        if self.part == "check":
            self.check.show_checks(checks)
            return
        items = [
            MissingItem(
                title=check_text(check, self.context.wording),
                caption="",
                severity=_shown(check),
                page=check.page,
                target=tuple(check.target.items()),
            )
            for check in checks
        ]
        self.glance.show_checks(items, sum(check.open for check in checks))

    def _look_at_machine(self) -> None:
        mission = self.context.services
        machine = machine_of(mission)
        self.context.tasks.work(
            lambda: machine_checks(machine),
            done=self._on_machine,
            owner=self,
        )

    def _on_machine(self, checks: list[Check]) -> None:
        self._machine = tuple(checks)
        if self.part in _CHECKING and self.part not in self._missed:
            self._show_checks()

    # --- moving about -------------------------------------------------------------------

    @property
    def part(self) -> str:
        """The part that is shown."""
        return PARTS[self.tabs.currentIndex()]

    def show_part(self, part: str) -> None:
        """Show one of ``PARTS``."""
        if part in PARTS:
            self.tabs.setCurrentIndex(PARTS.index(part))

    def go_to(self, target: Target) -> None:
        """Show the part that *target* is in, and there what it names."""
        part = target.get("part", "")
        if not part and {"briefing", "briefing_item", "organ"} & set(target):
            part = "organs"
        elif not part and "previous_finding" in target:
            part = "previous"
        elif not part and "official" in target:
            part = "roster"
        self.show_part(part)
        if part == "organs":
            self.organs.go_to(target)
        elif part == "roster":
            self.roster.go_to(target)
        elif part == "previous":
            self.previous.go_to(target)
        elif part == "glance":
            self.glance.profile.show_person(target.get("official", ""))

    def where(self) -> Target:
        """Return the part shown and what is current in it."""
        place: dict[str, str] = {"part": self.part}
        if self.part == "organs":
            place |= self.organs.where()
        elif self.part == "roster":
            place |= self.roster.where()
        elif self.part == "previous":
            place |= self.previous.where()
        return place

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.roster.flush()
        self._desk.texts.commit()

    def release(self) -> None:
        """Stop the timers and forget secrets."""
        self.team.forget()
        self.paper.stop()
        self._desk.texts.stop()

    def _on_tab(self, place: int) -> None:
        self._desk.texts.commit()
        self.paper.stop()
        self._stack.setCurrentIndex(place)
        self.strip.withdraw()
        self._catch_up()

    def _on_organ(self, key: str) -> None:
        self.show_part("organs")
        self.organs.organs.set_current(key)
        self.organs.show_organ(key)

    def _on_step(self) -> None:
        sender = self.sender()
        step = int(sender.property("step"))
        count = self.tabs.count()
        place = (self.tabs.currentIndex() + step) % count
        while not self.tabs.isTabVisible(place):
            place = (place + step) % count
        self.tabs.setCurrentIndex(place)

    def _on_elsewhere(self, page: str, target: Target) -> None:
        if page == self.key:
            self.go_to(target)
        else:
            self.context.navigate(page, target)

    # --- papers -------------------------------------------------------------------------

    def _show_paper(self, shown: ShownPaper) -> None:
        self._stack.setCurrentWidget(self.paper)
        self.paper.show_paper(shown)

    def _on_paper_closed(self) -> None:
        self.paper.stop()
        self.strip.withdraw()
        self._stack.setCurrentIndex(self.tabs.currentIndex())
        self.focusNextChild()
