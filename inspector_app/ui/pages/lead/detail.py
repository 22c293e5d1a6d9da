"""One lead: what it says, whom it is about, how it is dealt with, who reads it."""

from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD
from inspector_app.domain.vocabulary import Role
from inspector_app.services.access import looks_at, may_change, readers_of
from inspector_app.services.leads import withdraw_lead
from inspector_app.services.mission import OpenMission, role_of, user_names
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.lead.desk import LeadDesk
from inspector_app.ui.pages.lead.fields import LeadFields
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Label,
    Pill,
    hbox,
    make_button,
    scrolling,
)
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
        self.heading = Label("", role="card", data=True)
        self.mark = Pill(context.theme, self.tr("▲ 涉及一把手"), "mark")
        self.withdraw_button = make_button(self.tr("撤下…"), role="quiet")
        self.reason = reason
        self.fields = LeadFields(context)
        self.save_button = make_button(self.tr("记下"), role="primary", tip="Ctrl+S")
        self.saved_hint = Label(
            self.tr("边写边存，不会丢；记下后只有组长、您和指定的人能看。"),
            role="caption",
            wrap=True,
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.body.addLayout(hbox(self.heading, self.mark, STRETCH, self.withdraw_button))
        self.add(scrolling(self.fields), stretch=1)
        self.add(self.saved_hint)
        self.body.addLayout(hbox(STRETCH, self.save_button))

    def _connect(self) -> None:
        self.fields.content.typed.connect(self._on_content)
        self.fields.content.left.connect(self._desk.commit)
        self.fields.officials.picked.connect(self._on_official)
        self.fields.officials.removed.connect(self._on_official_removed)
        self.fields.officials.opened.connect(self._on_official_opened)
        self.fields.number_one.clicked.connect(self._on_number_one)
        self.fields.received_on.date_changed.connect(self._on_date)
        self.fields.received_on.unreadable.connect(self._on_unreadable)
        self.fields.source.left.connect(self._on_source)
        self.fields.talk.picked.connect(self._on_talk)
        self.fields.talk.removed.connect(self._on_talk_removed)
        self.fields.talk.opened.connect(self._on_talk_opened)
        self.fields.disposal.left.connect(self._on_disposal)
        self.fields.readers.picked.connect(self._on_reader)
        self.fields.readers.removed.connect(self._on_reader_removed)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.save_button.clicked.connect(self.save)

    # --- showing ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the desk holds; fields that are typed into are left alone."""
        record, new = self._desk.record, self._desk.new
        other = self._desk.id != self._shown
        self._shown = self._desk.id
        if other:
            self.reason.withdraw()
            for row in self.fields.rows.values():
                row.set_error("")
            self.fields.reveal(shown=new is not None)
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
        self.fields.fill(
            self._desk.content(),
            source=new.source,
            received_on=new.received_on,
            disposal="",
            other=other,
        )
        self.fields.show_sets(new.officials, new.readers, new.talk, editable=True, leader=True)
        self.fields.number_one.setChecked(new.about_number_one)
        self.fields.rows["disposal"].hide()
        self.fields.who.hide()
        self.fields.looks.hide()
        self.withdraw_button.hide()
        self.fields.set_editable(editable=True, leader=True)
        self.save_button.show()
        self.saved_hint.show()

    def _show_record(self, record: Record, *, other: bool) -> None:
        reader, me = self._mission.reader, self._mission.me
        leader = role_of(reader, me) is Role.LEADER
        editable = may_change(reader, me, record)
        self.heading.setText(record.text("number") or self.tr("未编号的线索"))
        self.mark.setVisible(record.flag("about_number_one"))
        self.fields.fill(
            self._desk.content(),
            source=record.text("source"),
            received_on=record.text("received_on"),
            disposal=record.text("disposal"),
            other=other,
        )
        self.fields.show_sets(
            record.items("officials"),
            record.items(READERS_FIELD),
            record.text("talk"),
            editable=editable,
            leader=leader,
        )
        self.fields.number_one.setChecked(record.flag("about_number_one"))
        self.fields.rows["disposal"].show()
        self.withdraw_button.setVisible(leader)
        self.fields.set_editable(editable=editable, leader=leader)
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
        self.fields.who.setText(self.tr("能看的人：{people}").format(people=between.join(people)))
        names = user_names(reader)
        lines = [
            f"{look.at[:16].replace('T', ' ')} {names.get(look.author, '')}"
            for look in looks_at(reader, "lead", record.id)[:_LOOKS_SHOWN]
        ]
        self.fields.looks.setText("\n".join([self.tr("查阅记录（本机）："), *lines]))
        self.fields.who.show()
        self.fields.looks.setVisible(bool(lines))

    # --- doing --------------------------------------------------------------------------

    def save(self) -> None:
        """Record the new lead now; one that is here already is committed and covered."""
        if not self._desk.id:
            return
        if not self.fields.content.toPlainText().strip():
            self.fields.rows["content"].set_error(self.tr("请写明反映的内容"))
            self.fields.content.setFocus()
            return
        self.commit()
        self.fields.reveal(shown=False)
        self.finished.emit()

    def commit(self) -> None:
        """Hand over what is being typed."""
        for entry in (self.fields.source, self.fields.disposal):
            if entry.hasFocus() and not entry.isReadOnly():
                entry.left.emit()
        if self.fields.received_on.hasFocus():
            self.fields.received_on.editingFinished.emit()
        self._desk.commit()

    def _on_content(self, text: str) -> None:
        self.fields.rows["content"].set_error("")
        self._desk.typed(text)

    def _on_official(self, official: str) -> None:
        record = self._mission.reader.get("official", official)
        self._desk.set("officials", [*self.fields.official_ids, official])
        if record is not None and record.flag("number_one"):
            self._desk.set("about_number_one", value=True)
        self.refresh()

    def _on_official_removed(self, official: str) -> None:
        self._desk.set("officials", [one for one in self.fields.official_ids if one != official])
        self.refresh()

    def _on_official_opened(self, official: str) -> None:
        self._context.navigate("briefing", {"official": official})

    def _on_number_one(self, about: bool) -> None:
        self.mark.setVisible(about)
        self._desk.set("about_number_one", about)

    def _on_date(self, day: date | None) -> None:
        self.fields.rows["received_on"].set_error("")
        self._desk.set("received_on", day.isoformat() if day else None)

    def _on_unreadable(self) -> None:
        self.fields.rows["received_on"].set_error(self.tr("认不出这个日期，例如 2026-10-21"))

    def _on_source(self) -> None:
        if self._desk.id and not self.fields.source.isReadOnly():
            self._desk.set("source", self.fields.source.text().strip() or None)

    def _on_talk(self, talk: str) -> None:
        self._desk.set("talk", talk or None)
        self.refresh()

    def _on_talk_removed(self, _talk: str) -> None:
        self._on_talk("")

    def _on_talk_opened(self, talk: str) -> None:
        self._context.navigate("talk", {"talk": talk})

    def _on_disposal(self) -> None:
        if not self.fields.disposal.isReadOnly():
            self._desk.set_disposal(self.fields.disposal.text())

    def _on_reader(self, user: str) -> None:
        self._desk.set_readers((*self.fields.reader_ids, user))
        self.refresh()

    def _on_reader_removed(self, user: str) -> None:
        self._desk.set_readers(tuple(one for one in self.fields.reader_ids if one != user))
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
