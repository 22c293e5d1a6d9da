"""What one organ said about a number one: every theme of its letter, work and life."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD, Audience
from inspector_app.domain.vocabulary import Head, ItemState
from inspector_app.services.briefing import record_item, remove_item, update_item
from inspector_app.services.extra_questions import ExtraQuestion, questions_by_source
from inspector_app.services.number_one_profile import ProfileLine, briefing_lines, in_order
from inspector_app.services.roster import has_left, number_ones
from inspector_app.services.tasks import TaskSource, create_task
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.item_row import ItemRow
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Label,
    TextEntry,
    clear_layout,
    hbox,
    make_button,
    mark_data,
    vbox,
)
from inspector_app.ui.widgets.fields import WheelGuard

_ADD_WIDTH = 300
_BETWEEN = 14

#: Head, theme, and the place among items of the same theme.
_Key = tuple[Head, str, int]


class OrganItems(QWidget):
    """The items of one briefing, for the number one chosen above them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._briefing: Record | None = None
        self._people: tuple[Record, ...] = ()
        self._asked: Mapping[str, Sequence[ExtraQuestion]] = {}
        self.official = ""
        self.rows: dict[_Key, ItemRow] = {}
        self.adds: dict[Head, TextEntry] = {}
        self._columns: dict[Head, QVBoxLayout] = {}
        self._guard = WheelGuard(self)
        self._group = QButtonGroup(self)
        self._switch = QHBoxLayout()
        self._switch.setSpacing(S2)
        self._nobody = Label(
            self.tr("名册里还没有标出一把手，标出后才能逐项登记。"), tone="warn", wrap=True
        )
        self._to_roster = make_button(self.tr("去名册"), role="link")
        self._sections = QWidget()
        sections = vbox(*(self._section(head) for head in Head), gap=S3 * 2)
        self._sections.setLayout(sections)
        page = vbox(gap=S3)
        page.addLayout(self._switch)
        page.addLayout(hbox(self._nobody, self._to_roster, STRETCH))
        page.addWidget(self._sections)
        self.setLayout(page)
        self._group.buttonClicked.connect(self._on_switch)
        self._to_roster.clicked.connect(self._on_roster)

    def _section(self, head: Head) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(_BETWEEN)
        self._columns[head] = rows
        add = TextEntry(placeholder=self.tr("另加一项：写主题，按回车"))
        add.setAccessibleName(self.tr("{head}：另加一项").format(head=self._words.head(head)))
        mark_data(add, itself_only=True)
        add.setFixedWidth(_ADD_WIDTH)
        add.returnPressed.connect(partial(self._on_add, head))
        self.adds[head] = add
        title = Label(self._words.head(head), role="card", data=True)
        return vbox(title, rows, hbox(add, STRETCH), gap=S3)

    # --- showing ------------------------------------------------------------------------

    def show_briefing(self, briefing: Record) -> None:
        """Show the items of *briefing*."""
        if self._briefing is None or self._briefing.id != briefing.id:
            self._drop_rows()
        self._briefing = briefing
        people = tuple(in_order(number_ones(self._desk.mission.reader)))
        if people != self._people:
            self._people = people
            self._fill_switch()
        there = bool(people)
        self._nobody.setVisible(not there)
        self._to_roster.setVisible(not there)
        self._sections.setVisible(there)
        if there:
            reader = self._desk.mission.reader
            self._asked = questions_by_source(reader)
            self._show_lines(briefing_lines(reader, briefing, self.official))

    def show_person(self, official: str) -> None:
        """Show the items about *official*, if he is a number one."""
        if official != self.official and official in {one.id for one in self._people}:
            self.official = official
            self._mark_person()
            self._drop_rows()
            if self._briefing is not None:
                self.show_briefing(self._briefing)

    def go_to(self, *, item: str = "", head: str = "", theme: str = "") -> ItemRow | None:
        """Put the focus on an item, or on a theme that has none; returns its row."""
        for (own_head, own_theme, _), row in self.rows.items():
            found = row.item is not None and row.item.id == item
            if found or (not item and (own_head.value, own_theme) == (head, theme)):
                row.enter()
                return row
        return None

    def _fill_switch(self) -> None:
        for button in self._group.buttons():
            self._group.removeButton(button)
        clear_layout(self._switch)
        ids = [one.id for one in self._people]
        if self.official not in ids:
            self.official = ids[0] if ids else ""
        if len(ids) < 2:
            return
        self._switch.addWidget(Label(self.tr("关于"), tone="dim"))
        for person in self._people:
            left = has_left(person, self._desk.mission.today())
            words = self.tr("{name}（前任）") if left else "{name}"
            button = make_button(words.format(name=person.text("name")))
            button.setCheckable(True)
            button.setProperty("official", person.id)
            mark_data(button)
            self._group.addButton(button)
            self._switch.addWidget(button)
        self._switch.addStretch(1)
        self._mark_person()

    def _mark_person(self) -> None:
        for button in self._group.buttons():
            if button.property("official") == self.official:
                button.setChecked(True)

    def _show_lines(self, lines: Sequence[ProfileLine]) -> None:
        keys: list[_Key] = []
        for line in lines:
            same = sum(key[:2] == (line.head, line.theme) for key in keys)
            key = (line.head, line.theme, same)
            keys.append(key)
            row = self.rows.get(key)
            if row is None:
                row = self._new_row(key)
            asked = self._asked.get(line.item.id, ()) if line.item is not None else ()
            row.show_line(line, asked)
        for gone in [key for key in self.rows if key not in keys]:
            row = self.rows.pop(gone)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        for head, column in self._columns.items():
            for place, key in enumerate(key for key in keys if key[0] is head):
                if column.indexOf(self.rows[key]) != place:
                    column.insertWidget(place, self.rows[key])
        self._chain(keys)

    def _chain(self, keys: Sequence[_Key]) -> None:
        """Let Tab go through the rows as they stand, whenever they were made."""
        chain: list[QWidget] = []
        for head in Head:
            for key in keys:
                if key[0] is head:
                    row = self.rows[key]
                    chain += [row.state, row.text, row.day, *row.buttons]
            chain.append(self.adds[head])
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _new_row(self, key: _Key) -> ItemRow:
        row = ItemRow(self._desk, self._guard)
        self.rows[key] = row
        row.answered.connect(partial(self._on_answered, key))
        row.dated.connect(partial(self._on_dated, key))
        row.attached.connect(partial(self._on_attached, key))
        row.removed.connect(partial(self._on_removed, key))
        row.hidden.connect(partial(self._on_hidden, key))
        row.verified.connect(partial(self._on_verified, key))
        return row

    def _drop_rows(self) -> None:
        for row in self.rows.values():
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows.clear()

    # --- writing ------------------------------------------------------------------------

    def _on_answered(self, key: _Key, state: ItemState) -> None:
        row = self.rows[key]
        if row.item is not None:
            self._update(row.item, "state", state.value)
        else:
            self._record(key[0], key[1], state)

    def _record(self, head: Head, theme: str, state: ItemState | None) -> None:
        if self._briefing is None:
            return
        mission, briefing, official = self._desk.mission, self._briefing.id, self.official
        item = self._desk.new_id()
        self._desk.write(
            self.tr("登记“{theme}”").format(theme=theme),
            lambda entry: record_item(
                mission,
                briefing=briefing,
                official=official,
                head=head,
                theme=theme,
                state=state,
                item=item,
                entry=entry,
            ),
            done=lambda made: self._enter(made.id),
        )

    def _enter(self, item: str) -> None:
        self.go_to(item=item)

    def _update(self, item: Record, field: str, value: Json) -> None:
        mission = self._desk.mission
        self._desk.write(
            self.tr("修改“{theme}”").format(theme=item.text("theme")),
            lambda entry: update_item(mission, item.id, entry=entry, **{field: value}),
        )

    def _on_dated(self, key: _Key, value: date | None) -> None:
        item = self.rows[key].item
        if item is not None:
            self._update(item, "as_of", value.isoformat() if value else None)

    def _on_attached(self, key: _Key, ids: list[str]) -> None:
        item = self.rows[key].item
        if item is not None:
            self._update(item, "evidence", list(ids))

    def _on_hidden(self, key: _Key, hidden: bool) -> None:
        item = self.rows[key].item
        if item is not None:
            audience = Audience.LEADER if hidden else Audience.TEAM
            self._update(item, AUDIENCE_FIELD, audience.value)

    def _on_verified(self, key: _Key) -> None:
        item, mission = self.rows[key].item, self._desk.mission
        if item is None:
            return
        self._desk.texts.commit()
        title = self.tr("核实：{theme}").format(theme=item.text("theme"))
        self._desk.write(
            self.tr("已立为核查任务：{theme}").format(theme=item.text("theme")),
            lambda entry: create_task(
                mission, title=title, source=TaskSource("briefing_item", item.id), entry=entry
            ),
            tell=True,
        )

    def _on_removed(self, key: _Key) -> None:
        item, mission = self.rows[key].item, self._desk.mission
        if item is None:
            return
        self._desk.texts.commit()
        self._desk.write(
            self.tr("已移除“{theme}”").format(theme=item.text("theme")),
            lambda entry: remove_item(mission, item.id, entry=entry),
            tell=True,
        )

    def _on_add(self, head: Head) -> None:
        add = self.adds[head]
        theme = " ".join(add.text().split())
        if theme:
            add.clear()
            self._record(head, theme, None)

    def _on_switch(self) -> None:
        self._desk.texts.commit()
        button = self._group.checkedButton()
        if button is not None:
            self.show_person(str(button.property("official")))

    def _on_roster(self) -> None:
        self._desk.context.navigate("briefing", {"part": "roster"})
