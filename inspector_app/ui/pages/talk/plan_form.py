"""Plan a talk, or change its plan: with whom, when, where, held and recorded by whom."""

from datetime import datetime, timedelta
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from inspector_app.domain.vocabulary import TalkCategory, TalkKind
from inspector_app.services.speakers import LEAST_SPEAKERS
from inspector_app.ui.pages.talk.official_picker import OfficialPicker
from inspector_app.ui.pages.talk.plan_entry import Check, Choices, Plan, moment_of
from inspector_app.ui.pages.talk.time_field import TimeField
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S1, S2, S3
from inspector_app.ui.widgets import (
    Card,
    DateEdit,
    FormRow,
    Label,
    announce,
    hbox,
    icon_button,
    make_button,
    mark_data,
    parse_date,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets.fields import WheelGuard

_USUAL = timedelta(hours=1)
#: Which rows a kind of talk has of its own.
_OWN_ROWS = {
    TalkKind.INDIVIDUAL: ("official",),
    TalkKind.GROUP: ("topic", "speakers"),
    TalkKind.UNNAMED: ("described_as",),
}
_IN_A_ROW = 3


class PlanForm(Card):
    """The form beside the list, or beside the record; *check* is asked while one enters.

    Signals:
        submitted (Plan): checked as far as a form can; the service has the last word.
        begun (Plan): as submitted, and begin the talk at once.
        closed: put away without a plan.
    """

    submitted = Signal(object)
    begun = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, words: Words, *, check: Check | None = None) -> None:
        super().__init__("…", pad=14, gap=S3)
        self._words = words
        self._check = check
        self._choices = Choices((), {}, (), ())
        self._members: dict[str, QCheckBox] = {}
        self._guard = WheelGuard(self)
        self.kind = QComboBox()
        for kind in TalkKind:
            self.kind.addItem(words.wording.text(f"terms.talk_kind.{kind.value}"), kind)
        self.picker = OfficialPicker(theme)
        self.topic = QLineEdit()
        self.speakers = QLineEdit()
        self.speakers.setPlaceholderText(self.tr("用顿号隔开"))
        self.described_as = QLineEdit()
        self.described_as.setPlaceholderText(self.tr("例如：一名中层干部"))
        for text in (self.topic, self.speakers, self.described_as):
            mark_data(text, itself_only=True)
        self.category = QComboBox()
        for category in TalkCategory:
            self.category.addItem(words.category(category), category)
        self.day = DateEdit(theme)
        self.starts = TimeField()
        self.ends = TimeField()
        self.place = QComboBox()
        self.place.setEditable(True)
        self.place.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        mark_data(self.place)
        self.recorder = QComboBox()
        mark_data(self.recorder)
        for field in (self.kind, self.category, self.place, self.recorder):
            field.installEventFilter(self._guard)
        self._team = QWidget()
        self._team_grid = QGridLayout(self._team)
        self._team_grid.setContentsMargins(0, S1, 0, S1)
        self._team_grid.setSpacing(S2)
        self._rows = {
            "kind": FormRow(self.tr("形式"), self.kind),
            "official": FormRow(self.tr("谈话对象"), self.picker, required=True),
            "topic": FormRow(self.tr("座谈主题"), self.topic),
            "speakers": FormRow(
                self.tr("发言人"),
                self.speakers,
                required=True,
                help_text=self.tr("名册里有的会自动对上；没有的照写"),
            ),
            "described_as": FormRow(
                self.tr("怎样称呼谈话对象"),
                self.described_as,
                required=True,
                help_text=self.tr("记录和各种纸上只用这个称呼"),
            ),
            "category": FormRow(self.tr("类别"), self.category),
            "day": FormRow(self.tr("日期"), self.day),
            "starts": FormRow(self.tr("开始"), self.starts),
            "ends": FormRow(self.tr("结束"), self.ends),
            "place": FormRow(self.tr("地点"), self.place),
            "team": FormRow(self.tr("谈话人"), self._team, required=True),
            "recorder": FormRow(self.tr("记录人"), self.recorder, required=True),
        }
        self._error = Label("", tone="mark", wrap=True)
        self._error.hide()
        self._clash = Label("", tone="warn", wrap=True, data=True)
        self._clash.hide()
        self._save = make_button("", role="primary")
        self._begin = make_button(self.tr("安排并开始"))
        self._save.clicked.connect(self._on_save)
        self._begin.clicked.connect(self._on_begin)
        close = icon_button(theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.put_away)
        self.add_to_head(close)
        self._lay_out()
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(self._show_kind)
        self.picker.picked.connect(self._on_picked)
        self.starts.time_changed.connect(self._on_starts)
        for signal in (
            self.starts.time_changed,
            self.ends.time_changed,
            self.day.date_changed,
            self.place.activated,
            self.recorder.currentIndexChanged,
            self.picker.picked,
        ):
            signal.connect(self._look_for_clash)
        # Not with every letter: each look reads all talks.
        if (line := self.place.lineEdit()) is not None:
            line.editingFinished.connect(self._look_for_clash)
        self.day.unreadable.connect(self._check_day)

    def _lay_out(self) -> None:
        rows = self._rows
        when = hbox(rows["day"], rows["starts"], rows["ends"], gap=S2)
        for name in ("day", "starts", "ends"):  # an error beneath one moves no other
            when.setAlignment(rows[name], Qt.AlignmentFlag.AlignTop)
        when.setStretch(0, 5)
        when.setStretch(1, 3)
        when.setStretch(2, 3)
        fields = QWidget()
        people = hbox(rows["recorder"], rows["place"], gap=S2)
        people.setStretch(0, 1)
        people.setStretch(1, 1)
        whom = [rows[name] for names in _OWN_ROWS.values() for name in names]
        kinds = hbox(rows["kind"], rows["category"], gap=S2)
        column = vbox(kinds, *whom, when, rows["team"], people, None)
        column.setContentsMargins(1, 0, 8, 0)
        fields.setLayout(column)
        self.add(scrolling(fields), stretch=1)
        self.add(self._clash)
        self.add(self._error)
        self.body.addLayout(hbox(self._save, self._begin, None, gap=S2))

    # --- showing -------------------------------------------------------------------

    def open_new(self, choices: Choices, plan: Plan) -> None:
        """Show an empty form with what is usual in *plan*."""
        self.title.setText(self.tr("安排谈话"))
        self._save.setText(self.tr("安排"))
        self._begin.show()
        self._fill(choices, plan)
        self.picker.search.clear()
        self.show()
        (self.starts if plan.official else self.picker.search).setFocus()

    def open_plan(self, choices: Choices, plan: Plan, field: str = "times") -> None:
        """Show the plan of a talk to be changed, with the caret where *field* is entered."""
        self.title.setText(self.tr("改安排"))
        self._save.setText(self.tr("保存"))
        self._begin.hide()
        self._fill(choices, plan)
        self.show()
        first = next(iter(self._members.values()), self.starts)
        fields: dict[str, QWidget] = {
            "interviewers": first,
            "recorder": self.recorder,
            "place": self.place,
            "speakers": self._rows[_OWN_ROWS[plan.kind][-1]],
        }
        fields.get(field, self.starts).setFocus()

    def put_away(self) -> None:
        """Hide the form."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_error(self, text: str) -> None:
        """Show why the plan was not taken."""
        self._error.setText(f"▲ {text}" if text else "")
        self._error.setVisible(bool(text))
        if text:
            announce(self._error)

    def plan(self) -> Plan:
        """Return what is entered."""
        entered = parse_date(self.day.text())
        day = entered.isoformat() if entered else ""
        speakers, others = self._choices.named(self.speakers.text())
        return Plan(
            kind=TalkKind(self.kind.currentData()),
            official=self.picker.chosen,
            speakers=speakers,
            other_speakers=others,
            described_as=self.described_as.text().strip(),
            topic=self.topic.text().strip(),
            category=TalkCategory(self.category.currentData()),
            starts_at=moment_of(day, self.starts.value),
            ends_at=moment_of(day, self.ends.value),
            place=self.place.currentText().strip(),
            interviewers=tuple(one for one, box in self._members.items() if box.isChecked()),
            recorder=str(self.recorder.currentData() or ""),
        )

    def _fill(self, choices: Choices, plan: Plan) -> None:
        self._choices = choices
        self.show_error("")
        for row in self._rows.values():
            row.set_error("")
        self.kind.setCurrentIndex(list(TalkKind).index(plan.kind))
        self.topic.setText(plan.topic)
        self.speakers.setText(choices.names(plan))
        self.described_as.setText(plan.described_as)
        self._show_kind()
        self.picker.set_candidates(choices.candidates)
        self.picker.choose(plan.official)
        self.category.setCurrentIndex(list(TalkCategory).index(plan.category))
        moment = plan.starts_at or plan.ends_at
        self.day.set_value(datetime.fromisoformat(moment).date() if moment else None)
        self.starts.set_value(plan.starts_at[11:16])
        self.ends.set_value(plan.ends_at[11:16])
        self.place.clear()
        self.place.addItems(list(choices.places))
        self.place.setEditText(plan.place)
        self._show_team(plan)
        self._look_for_clash()

    def _look_for_clash(self) -> None:
        """Say at once what stands in the way; it is refused only when the plan is saved."""
        plan = self.plan()
        timed = bool(plan.starts_at and plan.ends_at > plan.starts_at)
        words = self._check(plan) if self._check is not None and timed else ""
        self._clash.setText(f"△ {words}" if words else "")
        self._clash.setVisible(bool(words))

    def _show_kind(self) -> None:
        """Show what is asked for this kind of talk alone."""
        chosen = TalkKind(self.kind.currentData())
        for kind, names in _OWN_ROWS.items():
            for name in names:
                self._rows[name].setVisible(kind is chosen)

    def _show_team(self, plan: Plan) -> None:
        for box in self._members.values():
            self._team_grid.removeWidget(box)
            box.deleteLater()
        self._members = {}
        self.recorder.clear()
        self.recorder.addItem("", "")
        for place, (user, name) in enumerate(self._choices.team):
            box = QCheckBox(name)
            mark_data(box)
            box.setChecked(user in plan.interviewers)
            box.toggled.connect(self._look_for_clash)
            self._team_grid.addWidget(box, place // _IN_A_ROW, place % _IN_A_ROW)
            self._members[user] = box
            self.recorder.addItem(name, user)
        fields = [self.ends, *self._members.values(), self.recorder, self.place]
        for field, behind in pairwise(fields):
            QWidget.setTabOrder(field, behind)
        self.recorder.setCurrentIndex(max(0, self.recorder.findData(plan.recorder)))

    # --- events --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc; Ctrl+Enter is the button, with Shift the one that begins at once."""
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        elif enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if shift and self._begin.isVisible():
                self._on_begin()
            else:
                self._on_save()
        else:
            super().keyPressEvent(event)

    def _on_picked(self, official: str) -> None:
        category = self._choices.categories.get(official)
        if category is not None:
            self.category.setCurrentIndex(list(TalkCategory).index(category))
        if official:
            self._rows["official"].set_error("")

    def _on_starts(self, value: str) -> None:
        if value and (not self.ends.value or self.ends.value <= value):
            ends = datetime.fromisoformat(f"2000-01-01T{value}") + _USUAL
            self.ends.set_value(ends.strftime("%H:%M") if ends.day == 1 else "23:59")

    def _on_save(self) -> None:
        if self._is_right():
            self.submitted.emit(self.plan())

    def _on_begin(self) -> None:
        if self._is_right():
            self.begun.emit(self.plan())

    def _check_day(self) -> None:
        self._rows["day"].set_error(self.tr("日期请写成 2026-10-21"))

    def _is_right(self) -> bool:
        """Check what a form can check; put the caret where something is wrong."""
        plan, rows = self.plan(), self._rows
        day = parse_date(self.day.text())
        unread = bool(self.day.text().strip()) and day is None
        few = len(plan.interviewers) < self._choices.least
        backward = bool(plan.starts_at and plan.ends_at) and plan.ends_at <= plan.starts_at
        without_day = bool(self.starts.value or self.ends.value) and day is None
        team = self.tr("谈话人不得少于 {least} 人").format(least=self._choices.least)
        wrong = {
            **self._whom_is_wrong(plan),
            "day": self.tr("日期请写成 2026-10-21") if unread or without_day else "",
            "starts": "" if self.starts.readable else self.tr("请写成 15:00"),
            "ends": self.tr("结束要晚于开始") if backward else "",
            "team": team if few else "",
            "recorder": "" if plan.recorder else self.tr("请选记录人"),
        }
        if not self.ends.readable:
            wrong["ends"] = self.tr("请写成 16:00")
        first = ""
        for name, text in wrong.items():
            rows[name].set_error(text)
            first = first or (name if text else "")
        if first:
            target = next(iter(self._members.values()), None) if first == "team" else None
            (target or rows[first]).setFocus()
        return not first

    def _whom_is_wrong(self, plan: Plan) -> dict[str, str]:
        several = len(plan.speakers) + len(plan.other_speakers) >= LEAST_SPEAKERS
        match plan.kind:
            case TalkKind.GROUP:
                few = self.tr("发言人不得少于 {least} 人").format(least=LEAST_SPEAKERS)
                return {"speakers": "" if several else few}
            case TalkKind.UNNAMED:
                unsaid = self.tr("请写明怎样称呼谈话对象")
                return {"described_as": "" if plan.described_as else unsaid}
            case _:
                return {"official": "" if plan.official else self.tr("请选一位谈话对象")}
