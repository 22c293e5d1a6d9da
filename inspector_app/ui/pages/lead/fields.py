"""The fields of a lead: filled from a record or a draft, the source covered."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QWidget

from inspector_app.domain.vocabulary import Role
from inspector_app.services.mission import OpenMission
from inspector_app.store.reader import Order
from inspector_app.ui.page import PageContext
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    ChipField,
    ChipItem,
    Choice,
    DateEdit,
    FormRow,
    GrowingTextEdit,
    Label,
    TextEntry,
    data_label,
    hbox,
    make_button,
    mark_data,
    vbox,
)
from inspector_app.ui.widgets.popup import completion_popup


class LeadFields(QWidget):
    """Every field of one lead; whoever holds them listens to each."""

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._mission = context.services
        self.official_ids: tuple[str, ...] = ()
        self.reader_ids: tuple[str, ...] = ()
        theme, words = context.theme, context.wording.text
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
        column = vbox(
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
        column.setContentsMargins(0, 0, S3, 0)
        self.setLayout(column)
        self.show_source.clicked.connect(self._on_show_source)

    def hideEvent(self, event: QHideEvent) -> None:
        """Cover the source again when the page is left."""
        super().hideEvent(event)
        self.reveal(shown=False)

    def _on_show_source(self) -> None:
        self.reveal(shown=True)

    def fill(
        self, content: str, *, source: str, received_on: str, disposal: str, other: bool
    ) -> None:
        """Show texts and date; what is typed into stays unless it is *other*, another lead."""
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

    def show_sets(
        self,
        officials: tuple[str, ...],
        readers: tuple[str, ...],
        talk: str,
        *,
        editable: bool,
        leader: bool,
    ) -> None:
        """Show whom the lead is about, who reads it, and the talk it comes from."""
        reader = self._mission.reader
        self.official_ids, self.reader_ids = officials, readers
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
        talks = reader.many("talk", [talk] if talk else [])
        chips = [ChipItem(one, found.text("number")) for one, found in talks.items()]
        self.talk.set_items(chips, editable=editable)
        self.talk.add_button.setVisible(editable and not chips)
        users = reader.many("user", list(readers))
        named = [ChipItem(one, users[one].text("name")) for one in readers if one in users]
        self.readers.set_items(named, editable=leader)

    def set_editable(self, *, editable: bool, leader: bool) -> None:
        """Open the fields to whoever may write the lead, the disposal to the leader."""
        self.content.setReadOnly(not editable)
        self.source.setReadOnly(not editable)
        self.received_on.setEnabled(editable)
        self.number_one.setEnabled(editable)
        self.disposal.setReadOnly(not leader)

    def reveal(self, *, shown: bool) -> None:
        """Show the source, or cover it."""
        self.rows["source"].setVisible(shown)
        self._hidden_source.setVisible(not shown)

    # --- what there is to choose --------------------------------------------------------

    def _official_choices(self) -> list[Choice]:
        found = self._mission.reader.find("official", order=[Order("name")])
        return [
            Choice(one.id, f"{one.text('name')}  {one.text('office')}".strip())
            for one in found
            if one.id not in self.official_ids
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
            if one.id not in self.reader_ids and one.text("role") != Role.LEADER
        ]

    def _offer_disposals(self) -> None:
        completer = QCompleter(self._used_disposals, self.disposal)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completion_popup(completer, self.disposal)
        self.disposal.setCompleter(completer)

    def set_used_disposals(self, used: Sequence[str]) -> None:
        """Offer what leads were dealt with by before."""
        self._used_disposals.setStringList(sorted(set(used)))
