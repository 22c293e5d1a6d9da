"""The page at a glance: who answered, may we enter, what is known of the number one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QStackedWidget, QWidget

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Head
from inspector_app.services.number_one_profile import GAPS, NumberOneProfile, ProfileLine
from inspector_app.services.roster import has_left
from inspector_app.ui.page import Target
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.organ_list import OrganLine, OrganList
from inspector_app.ui.pages.briefing.profile_list import ProfileEntry, ProfileList
from inspector_app.ui.pages.briefing.words import LINE_TONES, Words
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    ElidedLabel,
    EmptyState,
    Label,
    MissingItem,
    MissingList,
    Pill,
    clear_layout,
    data_label,
    hbox,
    make_button,
    mark_data,
    vbox,
)

_LEFT = 372


class GlancePart(QWidget):
    """Three cards; every line leads to where it is written or mended.

    Signals:
        organ_opened (str): the key of an organ.
        jumped (object): a `Target` of this page.
        elsewhere (str, object): a page, and a `Target` of it.
    """

    organ_opened = Signal(str)
    jumped = Signal(object)
    elsewhere = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        context = desk.context
        theme = context.theme
        self._words = Words(context.wording)
        self.organs = OrganList(theme, name=self.tr("向谁了解"), choosing=False)
        self.organs_count = Label("", role="caption", tone="dim")
        self.checks = MissingList(theme, compact=True)
        self.checks.setAccessibleName(self.tr("进驻核对"))
        self.check_state = Pill(theme)
        self.profile = ProfileCard(desk)
        organs = Card(self.tr("向谁了解"), gap=S2)
        organs.add_to_head(self.organs_count)
        organs.add(self.organs)
        checks = Card(self.tr("进驻核对"), gap=S2)
        self.all_checks = make_button(self.tr("逐项核对"), role="link")
        checks.add_to_head(self.check_state, self.all_checks)
        checks.add(self.checks, stretch=1)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        column = vbox(organs, gap=S4)
        column.addWidget(checks, 1)
        left.setLayout(column)
        row = hbox(left, gap=S4)
        row.addWidget(self.profile, 1)
        self.setLayout(row)
        self.organs.opened.connect(self.organ_opened)
        self.all_checks.clicked.connect(lambda: self.jumped.emit({"part": "check"}))
        self.checks.jumped.connect(self._on_check)
        self.profile.opened.connect(self.jumped)
        self.profile.roster_wanted.connect(self._on_roster)

    def show_organs(self, lines: Sequence[OrganLine], answered: int) -> None:
        """Show the organs, *answered* of which have answered."""
        self.organs.set_lines(lines)
        self.organs_count.setText(
            self.tr("{answered} / {count} 已答复").format(answered=answered, count=len(lines))
        )

    def show_checks(self, items: Sequence[MissingItem], left: int) -> None:
        """Show the entry check, what is open first; *left* lines stand in the way."""
        order = ("blocking", "due", "note", "done")
        self.checks.set_items(sorted(items, key=lambda item: order.index(item.severity)))
        if not left:
            self.check_state.set_state(self.tr("✓ 可以进驻"), "ok")
        else:
            self.check_state.set_state(self.tr("▲ 还差 {count} 项").format(count=left), "mark")

    def _on_check(self, item: MissingItem) -> None:
        self.elsewhere.emit(item.page, dict(item.target))

    def _on_roster(self) -> None:
        self.jumped.emit({"part": "roster"})


class ProfileCard(Card):
    """Work | life of a number one, gaps included; a switch where there are two.

    Signals:
        opened (object): the `Target` of an item.
        roster_wanted: nobody is marked yet.
    """

    opened = Signal(object)
    roster_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        context = desk.context
        theme = context.theme
        self._desk = desk
        self._theme = theme
        self._words = Words(context.wording)
        self._profiles: tuple[NumberOneProfile, ...] = ()
        self._current = ""
        self._targets: dict[str, Target] = {}
        self.name = data_label(role="card")
        self.office = ElidedLabel("", tone="dim", data=True)
        self.capacity = Pill(theme, data=True)
        self.since = Label("", role="caption", tone="dim")
        self._switch = QHBoxLayout()
        self._switch.setSpacing(S2)
        self._group = QButtonGroup(self)
        self.lists: dict[Head, ProfileList] = {}
        self._counts: dict[Head, Label] = {}
        self._stack = QStackedWidget()
        self._stack.addWidget(self._nobody())
        self._stack.addWidget(self._columns())
        self.body.addWidget(self._stack, 1)
        self._group.buttonClicked.connect(self._on_switch)

    def _nobody(self) -> QWidget:
        empty = EmptyState(
            self._theme,
            icon="user",
            title=self.tr("还没有标出一把手"),
            text=self.tr("先导入名册，标出一把手和身份，各单位答复的情况会在这里并排显示。"),
            action=self.tr("去名册"),
        )
        empty.acted.connect(self.roster_wanted)
        return empty

    def _columns(self) -> QWidget:
        columns = QWidget()
        head = hbox(self.name, self.capacity, self.office, self.since, gap=S3)
        head.setStretch(2, 1)
        head.addLayout(self._switch)
        both = QHBoxLayout()
        both.setSpacing(S4)
        for head_of in Head:
            title = Label(self._words.head(head_of), role="strong", data=True)
            count = Label("", role="caption", tone="dim")
            entries = ProfileList(self._theme, name=self._words.head(head_of))
            entries.opened.connect(self._on_opened)
            self.lists[head_of] = entries
            self._counts[head_of] = count
            column = vbox(hbox(title, STRETCH, count), entries, gap=S2)
            if head_of is not Head.WORK:
                edge = QFrame()
                edge.setProperty("role", "edge")
                both.addWidget(edge)
            both.addLayout(column, 1)
        page = vbox(head, gap=S3)
        page.addLayout(both, 1)
        columns.setLayout(page)
        return columns

    def show_profiles(self, profiles: Sequence[NumberOneProfile]) -> None:
        """Show *profiles*: the one shown before, else the first."""
        if tuple(profiles) == self._profiles and self._current:
            return
        people = [profile.official.id for profile in profiles]
        before = [one.official for one in self._profiles]
        self._profiles = tuple(profiles)
        self._stack.setCurrentIndex(1 if profiles else 0)
        if self._current not in people:
            self._current = people[0] if people else ""
        if before != [profile.official for profile in profiles]:
            self._fill_switch()
        self._show_current()

    def show_person(self, official: str) -> None:
        """Show the profile of *official*, if he is a number one."""
        if any(profile.official.id == official for profile in self._profiles):
            self._current = official
            self._mark_person()
            self._show_current()

    def _fill_switch(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear_layout(self._switch)
        if len(self._profiles) < 2:
            return
        for profile in self._profiles:
            button = make_button(self._switch_words(profile.official))
            button.setCheckable(True)
            button.setProperty("official", profile.official.id)
            mark_data(button)
            self._group.addButton(button)
            self._switch.addWidget(button)
        self._mark_person()

    def _switch_words(self, official: Record) -> str:
        name = official.text("name")
        left = has_left(official, self._desk.mission.today())
        return self.tr("{name}（前任）").format(name=name) if left else name

    def _mark_person(self) -> None:
        for button in self._group.buttons():
            if button.property("official") == self._current:
                button.setChecked(True)

    def _show_current(self) -> None:
        profile = next((p for p in self._profiles if p.official.id == self._current), None)
        if profile is None:
            return
        official = profile.official
        if profile.lines:
            self._desk.looked_at("official", official.id)
        self.name.setText(official.text("name"))
        self.office.setText(official.text("office"))
        known = official.text("capacity")
        text = self._words.capacity(known) if known else self.tr("身份未写明")
        self.capacity.set_state(text, "mark" if known else "warn")
        since, left = official.text("in_office_since"), official.text("left_on")
        if since and left:
            dates = self.tr("任现职 {since} 至 {left}").format(since=since, left=left)
        elif since:
            dates = self.tr("{since} 任现职").format(since=since)
        else:
            dates = self.tr("任现职时间未填")
        self.since.setText(dates)
        self._targets.clear()
        for head in Head:
            lines = profile.of(head)
            self.lists[head].set_entries([self._entry(line) for line in lines])
            gaps = profile.gaps(head)
            count = self.tr("{count} 项，空白 {gaps} 处") if gaps else self.tr("{count} 项")
            self._counts[head].setText(count.format(count=len(lines), gaps=gaps))
            self._counts[head].set_tone("warn" if gaps else "dim")

    def _entry(self, line: ProfileLine) -> ProfileEntry:
        key = f"{line.briefing.id}/{line.head.value}/{line.theme}"
        key = line.item.id if line.item is not None else key
        target = {"part": "organs", "briefing": line.briefing.id, "theme": line.theme}
        if line.item is not None:
            target["briefing_item"] = line.item.id
        self._targets[key] = {**target, "official": self._current, "head": line.head.value}
        as_of = line.item.text("as_of") if line.item is not None else ""
        source = self._words.organ_title(line.briefing)
        if as_of:
            source = self.tr("{organ} · 截至 {day}").format(organ=source, day=as_of)
        return ProfileEntry(
            key=key,
            theme=line.theme,
            state=self._words.line_state(line.state),
            tone=LINE_TONES[line.state],
            text=line.text,
            source=source,
            gap=line.state in GAPS,
        )

    def _on_opened(self, key: str) -> None:
        self.opened.emit(self._targets[key])

    def _on_switch(self) -> None:
        button = self._group.checkedButton()
        if button is not None:
            self._current = str(button.property("official"))
            self._show_current()
