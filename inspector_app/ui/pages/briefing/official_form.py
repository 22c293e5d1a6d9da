"""One official, corrected in place: every field is written when it is left."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.services.officials import (
    add_official,
    mark_number_one,
    remove_official,
    update_official,
)
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    EmptyState,
    FormRow,
    TextEntry,
    data_label,
    icon_button,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets.fields import WheelGuard

#: Free texts: kept as drafts while they are typed.
_FREE = ("office", "body", "duties", "contact", "note")
#: Texts that are checked when they are left.
_CHECKED = ("name", "birth", "in_office_since", "left_on")
_YES_NO = ("leadership", "party_member")
_GENDERS = ("男", "女")
#: Where each field stands: row, column, columns it takes.
_PLACES = {
    "name": (0, 0, 1),
    "gender": (0, 1, 1),
    "category": (1, 0, 1),
    "capacity": (1, 1, 1),
    "office": (2, 0, 2),
    "body": (3, 0, 2),
    "duties": (4, 0, 2),
    "birth": (5, 0, 1),
    "party_member": (5, 1, 1),
    "in_office_since": (6, 0, 1),
    "left_on": (6, 1, 1),
    "leadership": (7, 0, 1),
    "contact": (7, 1, 1),
    "note": (8, 0, 2),
}


class OfficialForm(Card):
    """The official chosen in the table, or a new one to be named.

    Signals:
        added (str): a new official was recorded.
    """

    added = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._official: Record | None = None
        self._adding = False
        self._guard = WheelGuard(self)
        theme = desk.context.theme
        self.title = data_label(role="card")
        self.remove = icon_button(theme, "trash", self.tr("从名册移除"))
        self.texts = {name: TextEntry() for name in (*_FREE, *_CHECKED)}
        self.choices = {
            "gender": self._combo(
                [("", self.tr("未填")), *((one, self._gender(one)) for one in _GENDERS)]
            ),
            "category": self._combo(
                [(c.value, self._words.category(c.value)) for c in TalkCategory]
            ),
            "capacity": self._combo(
                [
                    ("", self.tr("不是一把手")),
                    *((c.value, self._words.capacity(c)) for c in Capacity),
                ]
            ),
        }
        for name in _YES_NO:
            self.choices[name] = self._combo(
                [("", self.tr("未填")), ("yes", self.tr("是")), ("no", self.tr("否"))]
            )
        self.rows: dict[str, FormRow] = {}
        self._nothing = EmptyState(
            theme,
            icon="user",
            title=self.tr("没有选中的人"),
            text=self.tr("在左边选一个人，在这里查看、更正；选“一把手”一栏可以标明身份。"),
        )
        self._fields = self._lay_out()
        self.head.insertWidget(0, self.title, 1)
        self.add_to_head(self.remove)
        self.body.addLayout(self.head)
        self._area = scrolling(self._fields)
        self.add(self._area, stretch=1)
        self.add(self._nothing, stretch=1)
        self._connect()
        self.show_official(None)

    def _combo(self, entries: list[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        for code, label in entries:
            combo.addItem(label, code)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.installEventFilter(self._guard)
        return combo

    def _lay_out(self) -> QWidget:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S2)
        for name, (row, column, columns) in _PLACES.items():
            field = self.texts.get(name) or self.choices[name]
            label = self.tr("一把手") if name == "capacity" else self._label(name)
            self.rows[name] = FormRow(label, field, required=name == "name")
            grid.addWidget(self.rows[name], row, column, 1, columns, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for name in ("birth", "in_office_since", "left_on"):
            self.texts[name].setPlaceholderText(self.tr("年-月"))
        content = vbox(gap=S3)
        content.addLayout(grid)
        content.addStretch(1)
        content.setContentsMargins(0, 0, S3, 0)
        widget = QWidget()
        widget.setLayout(content)
        return widget

    def _label(self, name: str) -> str:
        return self._words.field("official", name)

    def _connect(self) -> None:
        for name in _CHECKED:
            self.texts[name].left.connect(partial(self._on_left, name))
        for name, combo in self.choices.items():
            combo.activated.connect(partial(self._on_choice, name))
        self.remove.clicked.connect(self._on_remove)

    def _gender(self, code: str) -> str:
        """Return a gender, which rosters and records write in Chinese, in the window's words."""
        return {"男": self.tr("男"), "女": self.tr("女")}[code]

    # --- showing ------------------------------------------------------------------------

    @property
    def official(self) -> str:
        """The id of the official shown, empty for none."""
        return self._official.id if self._official is not None else ""

    @property
    def adding(self) -> bool:
        """Whether somebody new is being named."""
        return self._adding

    def show_official(self, official: Record | None) -> None:
        """Show *official*; what is being typed stays."""
        if self._adding and official is None:
            return
        if (self._official and self._official.id) != (official and official.id) or self._adding:
            self._leave_fields()
        self._adding = False
        self._official = official
        there = official is not None
        for widget in (self._area, self.title, self.remove):
            widget.setVisible(there)
        self._nothing.setVisible(not there)
        if official is None:
            return
        self.title.setText(official.text("name"))
        for name in _FREE:
            self._desk.texts.tie(self.texts[name], official, name)
        for name in _CHECKED:
            if not self.rows[name].error:
                self.texts[name].set_text(official.text(name))
        self._show_choices(official)
        self._set_enabled(enabled=True)

    def begin_new(self) -> None:
        """Ask for the name of somebody who is in no roster."""
        self._leave_fields()
        self._official = None
        self._adding = True
        self._area.show()
        self._nothing.hide()
        self.title.setText(self.tr("新增一人"))
        self.title.show()
        self.remove.hide()
        for entry in self.texts.values():
            entry.clear()
        for combo in self.choices.values():
            combo.setCurrentIndex(combo.findData(""))
        for row in self.rows.values():
            row.set_error("")
        self._set_enabled(enabled=False)
        self.texts["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Write what is being typed."""
        for name in _CHECKED:
            self._on_left(name)

    def _set_enabled(self, *, enabled: bool) -> None:
        for name, row in self.rows.items():
            row.field.setEnabled(enabled or name == "name")

    def _show_choices(self, official: Record) -> None:
        values = {
            "gender": official.text("gender"),
            "category": official.text("category"),
            "capacity": official.text("capacity") if official.flag("number_one") else "",
        }
        for name in _YES_NO:
            value = official.values.get(name)
            values[name] = "" if value is None else "yes" if value else "no"
        if official.flag("number_one") and not official.text("capacity"):
            self.rows["capacity"].set_error(self.tr("已标为一把手，请选身份"))
        else:
            self.rows["capacity"].set_error("")
        for name, value in values.items():
            self.choices[name].setCurrentIndex(self.choices[name].findData(value))

    def _leave_fields(self) -> None:
        for name, entry in self.texts.items():
            if entry.hasFocus():
                entry.clearFocus()
            if name in _CHECKED:
                self.rows[name].set_error("")

    # --- writing ------------------------------------------------------------------------

    def _on_left(self, name: str) -> None:
        text = self.texts[name].text().strip()
        if self._adding:
            if name == "name" and text:
                self._add(text)
            return
        if self._official is None or text == self._official.text(name):
            self.rows[name].set_error("")
            return
        self._update(name, text)

    def _add(self, name: str) -> None:
        mission = self._desk.mission
        self._adding = False
        self._desk.write(
            self.tr("新增{name}").format(name=name),
            lambda entry: add_official(mission, entry=entry, name=name),
            done=lambda made: self.added.emit(made.id),
            tell=True,
        )

    def _on_choice(self, name: str, _place: int) -> None:
        value = str(self.choices[name].currentData())
        if name in _YES_NO:
            self._update(name, None if not value else value == "yes")
        elif name != "capacity":
            self._update(name, value or None)
        elif self._official is not None:
            mission, official = self._desk.mission, self._official.id
            capacity = Capacity(value) if value else None
            self._run(name, lambda entry: mark_number_one(mission, official, capacity, entry=entry))

    def _update(self, name: str, value: Json) -> None:
        if self._official is None:
            return
        mission, official = self._desk.mission, self._official.id
        self._run(
            name,
            lambda entry: update_official(mission, official, entry=entry, **{name: value}),
        )

    def _run(self, name: str, job: Callable[[str], Changes]) -> None:
        person = self._official.text("name") if self._official is not None else ""
        self.rows[name].set_error("")
        self._desk.write(
            self.tr("更正{name}的“{field}”").format(name=person, field=self._label(name)),
            job,
            failed=partial(self._on_refused, name, self.official),
        )

    def _on_refused(self, name: str, official: str, error: KnownError) -> None:
        if official == self.official:
            self.rows[name].set_error(self._desk.context.wording.error(error))

    def _on_remove(self) -> None:
        if self._official is None:
            return
        mission, official = self._desk.mission, self._official
        self._desk.texts.commit()
        self._desk.write(
            self.tr("已从名册移除{name}").format(name=official.text("name")),
            lambda entry: remove_official(mission, official.id, entry=entry),
            tell=True,
        )
