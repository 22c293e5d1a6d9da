"""Who cannot be met when: officials and members of the team, some days each."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.domain.record import Record
from inspector_app.services.mission import OpenMission, user_names
from inspector_app.services.results import Created
from inspector_app.services.roster import officials
from inspector_app.services.talk_plan import note_absence, remove_absence
from inspector_app.store.reader import Order
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    Choice,
    DateEdit,
    FormRow,
    Inset,
    Label,
    PickBox,
    clear_layout,
    hbox,
    icon_button,
    make_button,
    mark_data,
    scrolling,
    vbox,
)

_USER, _OFFICIAL = "user:", "official:"


class AwayPanel(Card):
    """The absences beside the calendar, and a form for another one.

    Signals:
        closed: put away.
    """

    closed = Signal()

    def __init__(self, context: PageContext[OpenMission], steps: Steps) -> None:
        super().__init__("…", pad=14, gap=S3)
        self.title.setText(self.tr("不在的人"))
        self._context = context
        self._steps = steps
        self._who = ""
        close = icon_button(context.theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.closed)
        self.add_to_head(close)
        self.who = PickBox(
            context.theme, name=self.tr("谁不在"), placeholder=self.tr("谈话对象或组员的姓名")
        )
        self.who.picked.connect(self._on_picked)
        self.chosen = Label("", data=True)
        self.since = DateEdit(context.theme)
        self.until = DateEdit(context.theme)
        self.note = QLineEdit()
        mark_data(self.note)
        self._who_row = FormRow(self.tr("谁"), self.who, required=True)
        self._until_row = FormRow(self.tr("至"), self.until, required=True)
        self.save = make_button(self.tr("登记"), role="primary")
        self.save.clicked.connect(self._on_save)
        days = hbox(FormRow(self.tr("自"), self.since, required=True), self._until_row, gap=S2)
        holder = QWidget()
        self._list = QVBoxLayout(holder)
        self._list.setContentsMargins(0, 0, 6, 0)
        self._list.setSpacing(S2)
        self.add(self._who_row, self.chosen)
        self.body.addLayout(days)
        self.add(FormRow(self.tr("原因"), self.note))
        self.body.addLayout(hbox(self.save, None))
        self.add(scrolling(holder), stretch=1)

    def refresh(self) -> None:
        """Read people and absences anew."""
        reader = self._context.services.reader
        team = reader.find("user", order=[Order("name")])
        choices = [
            Choice(f"{_USER}{user.id}", self.tr("{name}（组员）").format(name=user.text("name")))
            for user in team
        ]
        choices += [
            Choice(
                f"{_OFFICIAL}{one.id}",
                " ".join(filter(None, [one.text("name"), one.text("office")])),
            )
            for one in officials(reader)
        ]
        self.who.set_choices(choices)
        clear_layout(self._list)
        names = user_names(reader)
        found = reader.find("absence", order=[Order("from_on")])
        people = reader.many("official", [one.text("official") for one in found])
        for one in found:
            person = people.get(one.text("official"))
            name = person.text("name") if person else names.get(one.text("user"), "")
            self._list.addWidget(self._inset(one, name))
        self._list.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _inset(self, absence: Record, name: str) -> Inset:
        inset = Inset()
        days = f"{absence.text('from_on')} – {absence.text('until_on')}"
        words = vbox(
            Label(name, role="card", data=True),
            Label(
                " · ".join(filter(None, [days, absence.text("note")])),
                tone="dim",
                wrap=True,
                data=True,
            ),
            gap=2,
        )
        remove = icon_button(
            self._context.theme, "remove", self.tr("删去：{name}").format(name=name)
        )
        remove.clicked.connect(partial(self._on_remove, absence.id, name))
        row = hbox(gap=S2)
        row.addLayout(words, 1)
        row.addWidget(remove)
        inset.body.addLayout(row)
        return inset

    def _on_picked(self, who: str) -> None:
        self._who = who
        label = next((one.label for one in self.who.choices if one.id == who), "")
        self.chosen.setText(label)
        self._who_row.set_error("")
        self.since.setFocus()

    def _on_save(self) -> None:
        if not self._who:
            self._who_row.set_error(self.tr("请选一个人"))
            self.who.setFocus()
            return
        mission, entry = self._context.services, self._steps.new_entry()
        official = self._who.removeprefix(_OFFICIAL) if self._who.startswith(_OFFICIAL) else ""
        user = self._who.removeprefix(_USER) if self._who.startswith(_USER) else ""
        since, until = self.since.value, self.until.value or self.since.value
        self._context.tasks.store(
            partial(
                note_absence,
                mission,
                official=official,
                user=user,
                from_on=since.isoformat() if since else "",
                until_on=until.isoformat() if until else "",
                note=self.note.text(),
                entry=entry,
            ),
            done=partial(self._on_saved, entry),
            failed=self._on_refused,
            owner=self,
        )

    def _on_saved(self, entry: str, _made: Created) -> None:
        self._steps.did(self.tr("登记了 {who} 不在").format(who=self.chosen.text()), entry)
        self._who = ""
        self.chosen.setText("")
        self.note.clear()
        self.since.set_value(None)
        self.until.set_value(None)
        self._until_row.set_error("")
        self.who.setFocus()

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._until_row.set_error(self._context.wording.error(error))

    def _on_remove(self, absence: str, name: str) -> None:
        mission, entry = self._context.services, self._steps.new_entry()
        words = self.tr("删去了 {name} 不在的登记").format(name=name)
        self._context.tasks.store(
            partial(remove_absence, mission, absence, entry=entry),
            done=lambda _changes: self._steps.did(words, entry, tell=True),
            owner=self,
        )
