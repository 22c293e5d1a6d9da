"""One lead: what it says, whom it is about, how it is dealt with, who reads it."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QListView, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD
from inspector_app.domain.vocabulary import Role
from inspector_app.services.access import looks_at, may_change, readers_of
from inspector_app.services.leads import withdraw_lead
from inspector_app.services.mission import OpenMission, role_of, user_names
from inspector_app.store.reader import Order
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.lead.desk import LeadDesk
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Choice,
    DateEdit,
    FormRow,
    GrowingTextEdit,
    Label,
    Pill,
    data_label,
    hbox,
    make_button,
    mark_data,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets.chip_field import ChipField, ChipItem
from inspector_app.ui.widgets.entry import TextEntry
from inspector_app.ui.widgets.reason import ReasonStrip

_LOOKS_SHOWN = 8


class LeadDetail(Card):
    """Shows and writes what `LeadDesk` holds.

    Signals:
        finished: a new lead is done with.
    """

    finished = Signal()

    def __init__(
        self, context: PageContext[OpenMission], desk: LeadDesk, reason: ReasonStrip
    ) -> None:
        super().__init__(gap=S3)
        self._context = context
        self._mission = context.services
        self._desk = desk
        self._shown = ""
        self._officials: tuple[str, ...] = ()
        self._readers: tuple[str, ...] = ()
        self._talks: tuple[str, ...] = ()
        theme, words = context.theme, context.wording.text
        self.heading = Label("", role="card", data=True)
        self.mark = Pill(theme, self.tr("▲ 涉及一把手"), "mark")
        self.withdraw_button = make_button(self.tr("撤下…"), role="quiet")
        self.reason = reason
        self.content = GrowingTextEdit(
            name=words("records.lead.fields.content"),
            placeholder=self.tr("时间、地点、人、事、依据；只写反映的内容，不写是谁反映的"),
            least_lines=5,
        )
        self.content.setProperty("role", "")
        self.officials = ChipField(
            theme,
            self.tr("加一个人"),
            self._official_choices,
            name=words("records.lead.fields.officials"),
            placeholder=self.tr("姓名或职务"),
        )
        self.number_one = QCheckBox(words("records.lead.fields.about_number_one"))
        self.received_on = DateEdit(theme)
        self.source = TextEntry(placeholder=self.tr("从哪里来的"))
        mark_data(self.source, itself_only=True)
        self.show_source = make_button(
            self.tr("显示来源"), role="link", theme=theme, icon="eye", tip=self.tr("当心旁人看见")
        )
        self.talk = ChipField(
            theme,
            self.tr("指明谈话"),
            self._talk_choices,
            name=words("records.lead.fields.talk"),
            placeholder=self.tr("编号或姓名"),
        )
        self.disposal = TextEntry(placeholder=self.tr("如：按干部管理权限移交"))
        mark_data(self.disposal, itself_only=True)
        self._used_disposals = QStringListModel(self)
        self._offer_disposals()
        self.readers = ChipField(
            theme,
            self.tr("加一个人"),
            self._people,
            name=words("values.readers"),
            placeholder=self.tr("姓名"),
        )
        self.who = data_label("", role="caption", wrap=True)
        self.looks = data_label("", role="caption", wrap=True)
        self.save_button = make_button(self.tr("记下"), role="primary", tip="Ctrl+S")
        self.saved_hint = Label(
            self.tr("边写边存，不会丢；记下后只有组长、您和指定的人能看。"),
            role="caption",
            wrap=True,
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        words = self._context.wording.text
        self.body.addLayout(hbox(self.heading, self.mark, STRETCH, self.withdraw_button))
        self.rows = {
            "content": FormRow(words("records.lead.fields.content"), self.content, required=True),
            "officials": FormRow(words("records.lead.fields.officials"), self.officials),
            "received_on": FormRow(words("records.lead.fields.received_on"), self.received_on),
            "source": FormRow(words("records.lead.fields.source"), self.source),
            "talk": FormRow(words("records.lead.fields.talk"), self.talk),
            "disposal": FormRow(
                words("records.lead.fields.disposal"),
                self.disposal,
                help_text=self.tr("由组长定。"),
            ),
            "readers": FormRow(
                words("values.readers"),
                self.readers,
                help_text=self.tr("组长和记录人总能看；移交后派出单位办公室也能看。"),
            ),
        }
        hidden = hbox(
            Label(self.tr("来源不在列表里显示"), role="caption"), STRETCH, self.show_source, gap=S2
        )
        self._hidden_source = QWidget()
        self._hidden_source.setLayout(hidden)
        inner = QWidget()
        inner.setLayout(
            vbox(
                self.rows["content"],
                self.rows["officials"],
                self.number_one,
                self.rows["received_on"],
                self._hidden_source,
                self.rows["source"],
                self.rows["talk"],
                self.rows["disposal"],
                self.rows["readers"],
                self.who,
                self.looks,
                None,
                gap=S3,
            )
        )
        inner.layout().setContentsMargins(0, 0, S3, 0)  # type: ignore[union-attr]
        self.add(scrolling(inner), stretch=1)
        self.add(self.saved_hint)
        self.body.addLayout(hbox(STRETCH, self.save_button))

    def _connect(self) -> None:
        self.content.typed.connect(self._on_content)
        self.content.left.connect(self._desk.commit)
        self.officials.picked.connect(self._on_official)
        self.officials.removed.connect(self._on_official_removed)
        self.officials.opened.connect(self._on_official_opened)
        self.number_one.clicked.connect(self._on_number_one)
        self.received_on.date_changed.connect(self._on_date)
        self.received_on.unreadable.connect(self._on_unreadable)
        self.source.left.connect(self._on_source)
        self.show_source.clicked.connect(partial(self._reveal, shown=True))
        self.talk.picked.connect(self._on_talk)
        self.talk.removed.connect(partial(self._on_talk, ""))
        self.talk.opened.connect(self._on_talk_opened)
        self.disposal.left.connect(self._on_disposal)
        self.readers.picked.connect(self._on_reader)
        self.readers.removed.connect(self._on_reader_removed)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.save_button.clicked.connect(self.save)

    def hideEvent(self, event: QHideEvent) -> None:
        """Cover the source again when the page is left."""
        super().hideEvent(event)
        if self._desk.new is None:
            self._reveal(shown=False)

    # --- showing ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the desk holds; fields that are typed into are left alone."""
        record, new = self._desk.record, self._desk.new
        other = self._desk.id != self._shown
        self._shown = self._desk.id
        if other:
            self.reason.withdraw()
            for row in self.rows.values():
                row.set_error("")
        if other:
            self._reveal(shown=new is not None)
        if new is not None:
            self._show_new(other=other)
        elif record is not None:
            self._show_record(record, other=other)

    def _show_new(self, *, other: bool) -> None:
        new = self._desk.new
        if new is None:
            return
        self.heading.setText(self.tr("新线索"))
        self.mark.setVisible(new.about_number_one)
        self._fill(
            self._desk.content(),
            source=new.source,
            received_on=new.received_on,
            disposal="",
            other=other,
        )
        self._show_sets(new.officials, new.readers, new.talk, editable=True, leader=True)
        self.number_one.setChecked(new.about_number_one)
        self.rows["disposal"].hide()
        self.who.hide()
        self.looks.hide()
        self.withdraw_button.hide()
        self._set_editable(editable=True, leader=True)
        self.save_button.show()
        self.saved_hint.show()

    def _show_record(self, record: Record, *, other: bool) -> None:
        reader, me = self._mission.reader, self._mission.me
        leader = role_of(reader, me) is Role.LEADER
        editable = may_change(reader, me, record)
        self.heading.setText(record.text("number") or self.tr("未编号的线索"))
        self.mark.setVisible(record.flag("about_number_one"))
        self._fill(
            self._desk.content(),
            source=record.text("source"),
            received_on=record.text("received_on"),
            disposal=record.text("disposal"),
            other=other,
        )
        self._show_sets(
            record.items("officials"),
            record.items(READERS_FIELD),
            record.text("talk"),
            editable=editable,
            leader=leader,
        )
        self.number_one.setChecked(record.flag("about_number_one"))
        self.rows["disposal"].show()
        self.withdraw_button.setVisible(leader)
        self._set_editable(editable=editable, leader=leader)
        self.show_looks()
        self.save_button.hide()
        self.saved_hint.hide()

    def show_looks(self) -> None:
        """Show who can read the lead and who has looked at it."""
        record = self._desk.record
        if record is None:
            return
        reader, wording = self._mission.reader, self._context.wording
        people = [user.text("name") for user in readers_of(reader, record)]
        between = wording.text("values.between")
        self.who.setText(self.tr("能看的人：{people}").format(people=between.join(people)))
        names = user_names(reader)
        lines = [
            f"{look.at[:16].replace('T', ' ')} {names.get(look.author, '')}"
            for look in looks_at(reader, "lead", record.id)[:_LOOKS_SHOWN]
        ]
        self.looks.setText("\n".join([self.tr("查阅记录（本机）："), *lines]))
        self.who.show()
        self.looks.setVisible(bool(lines))

    def _fill(
        self, content: str, *, source: str, received_on: str, disposal: str, other: bool
    ) -> None:
        if other and self.content.hasFocus():
            self.content.clearFocus()
        self.content.set_text(content)
        for entry, text in ((self.source, source), (self.disposal, disposal)):
            if other:
                entry.setText(text)
                entry.setCursorPosition(0)
            else:
                entry.set_text(text)
        if other or not self.received_on.hasFocus():
            self.received_on.set_value(date.fromisoformat(received_on) if received_on else None)

    def _show_sets(
        self,
        officials: tuple[str, ...],
        readers: tuple[str, ...],
        talk: str,
        *,
        editable: bool,
        leader: bool,
    ) -> None:
        reader = self._mission.reader
        self._officials, self._readers = officials, readers
        self._talks = (talk,) if talk else ()
        people = reader.many("official", list(officials))
        self.officials.set_items(
            [
                ChipItem(
                    one,
                    people[one].text("name"),
                    "mark" if people[one].flag("number_one") else "accent",
                    people[one].text("office"),
                )
                for one in officials
                if one in people
            ],
            editable=editable,
        )
        talks = reader.many("talk", list(self._talks))
        chips = [ChipItem(one, talks[one].text("number")) for one in self._talks if one in talks]
        self.talk.set_items(chips, editable=editable)
        self.talk.add_button.setVisible(editable and not chips)
        users = reader.many("user", list(readers))
        named = [ChipItem(one, users[one].text("name")) for one in readers if one in users]
        self.readers.set_items(named, editable=leader)

    def _set_editable(self, *, editable: bool, leader: bool) -> None:
        self.content.setReadOnly(not editable)
        self.source.setReadOnly(not editable)
        self.received_on.setEnabled(editable)
        self.number_one.setEnabled(editable)
        self.disposal.setReadOnly(not leader)

    def _reveal(self, *, shown: bool) -> None:
        self.rows["source"].setVisible(shown)
        self._hidden_source.setVisible(not shown)

    # --- what there is to choose --------------------------------------------------------

    def _official_choices(self) -> list[Choice]:
        found = self._mission.reader.find("official", order=[Order("name")])
        return [
            Choice(one.id, f"{one.text('name')}  {one.text('office')}".strip())
            for one in found
            if one.id not in self._officials
        ]

    def _talk_choices(self) -> list[Choice]:
        reader = self._mission.reader
        names = {one.id: one.text("name") for one in reader.find("official")}
        return [
            Choice(one.id, f"{one.text('number')}  {names.get(one.text('official'), '')}".strip())
            for one in reader.find("talk", order=[Order("number")])
        ]

    def _people(self) -> list[Choice]:
        return [
            Choice(one.id, one.text("name"))
            for one in self._mission.reader.find("user", order=[Order("name")])
            if one.id not in self._readers and one.text("role") != Role.LEADER
        ]

    def _offer_disposals(self) -> None:
        completer = QCompleter(self._used_disposals, self.disposal)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._popup = QListView()
        self._popup.setProperty("role", "popup")
        mark_data(self._popup)
        completer.setPopup(self._popup)
        self.disposal.setCompleter(completer)

    def set_used_disposals(self, used: Sequence[str]) -> None:
        """Offer what leads were dealt with by before."""
        self._used_disposals.setStringList(sorted(set(used)))

    # --- doing --------------------------------------------------------------------------

    def save(self) -> None:
        """Record the new lead now; one that is here already is committed and covered."""
        if not self._desk.id:
            return
        if not self.content.toPlainText().strip():
            self.rows["content"].set_error(self.tr("请写明反映的内容"))
            self.content.setFocus()
            return
        self.commit()
        self._reveal(shown=False)
        self.finished.emit()

    def commit(self) -> None:
        """Hand over what is being typed."""
        for entry in (self.source, self.disposal):
            if entry.hasFocus() and not entry.isReadOnly():
                entry.left.emit()
        if self.received_on.hasFocus():
            self.received_on.editingFinished.emit()
        self._desk.commit()

    def _on_content(self, text: str) -> None:
        self.rows["content"].set_error("")
        self._desk.typed(text)

    def _on_official(self, official: str) -> None:
        record = self._mission.reader.get("official", official)
        self._desk.set("officials", [*self._officials, official])
        if record is not None and record.flag("number_one"):
            self._desk.set("about_number_one", value=True)
        self.refresh()

    def _on_official_removed(self, official: str) -> None:
        self._desk.set("officials", [one for one in self._officials if one != official])
        self.refresh()

    def _on_official_opened(self, official: str) -> None:
        self._context.navigate("briefing", {"official": official})

    def _on_number_one(self, about: bool) -> None:
        self.mark.setVisible(about)
        self._desk.set("about_number_one", about)

    def _on_date(self, day: date | None) -> None:
        self.rows["received_on"].set_error("")
        self._desk.set("received_on", day.isoformat() if day else None)

    def _on_unreadable(self) -> None:
        self.rows["received_on"].set_error(self.tr("认不出这个日期，例如 2026-10-21"))

    def _on_source(self) -> None:
        if self._desk.id and not self.source.isReadOnly():
            self._desk.set("source", self.source.text().strip() or None)

    def _on_talk(self, talk: str) -> None:
        self._desk.set("talk", talk or None)
        self.refresh()

    def _on_talk_opened(self, talk: str) -> None:
        self._context.navigate("talk", {"talk": talk})

    def _on_disposal(self) -> None:
        if not self.disposal.isReadOnly():
            self._desk.set_disposal(self.disposal.text())

    def _on_reader(self, user: str) -> None:
        self._desk.set_readers((*self._readers, user))
        self.refresh()

    def _on_reader_removed(self, user: str) -> None:
        self._desk.set_readers(tuple(one for one in self._readers if one != user))
        self.refresh()

    def _on_withdraw(self) -> None:
        record = self._desk.record
        if record is not None:
            self.reason.ask(
                self.tr("撤下后不再列出，痕迹仍保留。为什么撤下？"),
                yes=self.tr("撤下"),
                given=partial(self._withdraw, record.id),
            )

    def _withdraw(self, lead: str, reason: str) -> None:
        self._context.tasks.store(
            partial(withdraw_lead, self._mission, lead, reason=reason),
            done=self._on_withdrawn,
            owner=self,
        )

    def _on_withdrawn(self, _changes: Changes) -> None:
        self._context.notify(Notice(self.tr("线索已撤下。")))
