"""The report on the talk with a number one: a paper of its own, for the leader (article 9)."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Role
from inspector_app.services import number_one_talk
from inspector_app.services.history import note_view
from inspector_app.services.mission import role_of
from inspector_app.services.number_one_talk import PARTS
from inspector_app.services.talks import state_of
from inspector_app.ui.page import Notice
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Choice,
    DateEdit,
    EmptyState,
    FormRow,
    GrowingTextEdit,
    Label,
    PickButton,
    Pill,
    data_label,
    hbox,
    make_button,
    scrolling,
)


class TalkReportForm(QWidget):
    """The five parts of the report on the talk with one number one, and the leader's signature.

    Signals:
        begun: there is something to preview now.
        export_wanted: save it as PDF.
    """

    export_wanted = Signal()

    def __init__(self, desk: ReportDesk) -> None:
        super().__init__()
        self._desk = desk
        self._official = ""
        self._noted: set[str] = set()
        theme = desk.context.theme
        self.record: Record | None = None
        self._not_yours = EmptyState(
            theme,
            icon="lock",
            title=self.tr("只有组长可以看"),
            text=desk.context.wording.text("report_page.leader_only"),
        )
        self._begin = self._begin_view()
        self._form = self._form_view()
        self._stack = QStackedLayout(self)
        for view in (self._not_yours, self._begin, self._form):
            self._stack.addWidget(view)

    def _begin_view(self) -> QWidget:
        empty = EmptyState(
            self._desk.context.theme,
            icon="talk",
            title=self.tr("还没有写这份报告"),
            text=self.tr("先选定和这位同志的那次谈话，报告就从谈话里取时间、地点和谈话人。"),
        )
        self.pick_talk = PickButton(
            self._desk.context.theme,
            self.tr("选定谈话，开始写"),
            self._talk_choices,
            name=self.tr("选定谈话"),
            placeholder=self.tr("谈话编号"),
        )
        self.pick_talk.picked.connect(self._on_begin)
        self._no_talk = Label(self.tr("还没有和这位同志谈话，请先到“谈话”里排定。"), tone="dim")
        view = QWidget()
        column = QVBoxLayout(view)
        column.addWidget(empty)
        column.addWidget(self.pick_talk, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._no_talk, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return view

    def _form_view(self) -> QWidget:
        theme, wording = self._desk.context.theme, self._desk.context.wording
        fields = "records.number_one_talk_report.fields"
        self.state = Pill(theme)
        self._talk_line = data_label(tone="dim")
        self._go_to_talk = make_button(self.tr("看谈话记录"), role="link")
        self._go_to_talk.clicked.connect(self._on_go_to_talk)
        self.addressee = GrowingTextEdit(name="")
        self.parts = {part: GrowingTextEdit(name="", least_lines=2) for part in PARTS}
        self.date = DateEdit(theme)
        self.date.date_changed.connect(self._on_date)
        self._rows = {
            name: FormRow(wording.text(f"{fields}.{name}"), edit, required=True)
            for name, edit in {"addressee": self.addressee, **self.parts}.items()
        }
        self._date_row = FormRow(wording.text(f"{fields}.dated_on"), self.date, required=True)
        self.sign = make_button(self.tr("组长签名"), role="primary", theme=theme, icon="sign")
        self.export = make_button(self.tr("导出 PDF"), theme=theme, icon="export")
        self.sign.clicked.connect(self._on_sign)
        self.export.clicked.connect(self.export_wanted)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(S4)
        column.addLayout(hbox(self._talk_line, self._go_to_talk, STRETCH, self.state))
        for edit in (self.addressee, *self.parts.values()):
            edit.setProperty("boxed", True)
        for row in self._rows.values():
            column.addWidget(row)
        column.addWidget(self._date_row, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        view = QWidget()
        outer = QVBoxLayout(view)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(S3)
        outer.addWidget(scrolling(content))
        outer.addLayout(hbox(STRETCH, self.export, self.sign))
        return view

    @property
    def title(self) -> str:
        """The file name to propose."""
        person = self._desk.officials.get(self._official)
        name = person.text("name") if person else ""
        return self._desk.context.wording.text("report_page.talk_report_of", name=name)

    def show_official(self, official: str) -> None:
        """Show the report about *official*."""
        reader, mission = self._desk.mission.reader, self._desk.mission
        self._official = official
        reports = number_one_talk.number_one_talk_reports(reader)
        self.record = next((r for r in reports if r.text("official") == official), None)
        if self.record is None:
            leader = role_of(reader, mission.me) is Role.LEADER
            has_talk = bool(self._talk_choices())
            self.pick_talk.setVisible(has_talk)
            self._no_talk.setVisible(not has_talk)
            self._stack.setCurrentWidget(self._begin if leader else self._not_yours)
            return
        self._stack.setCurrentWidget(self._form)
        self._show_record(self.record)

    def focus_first(self) -> None:
        """Put the caret into the first part."""
        wanted = self.parts[PARTS[0]] if self.record is not None else self.pick_talk
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_record(self, record: Record) -> None:
        desk, reader = self._desk, self._desk.mission.reader
        for name, edit in {"addressee": self.addressee, **self.parts}.items():
            desk.texts.tie(edit, record, name)
        dated = record.text("dated_on")
        if not self.date.hasFocus():
            self.date.set_value(date.fromisoformat(dated) if dated else None)
        talk = reader.get("talk", record.text("talk"))
        number = talk.text("number") if talk else ""
        held = talk.text("starts_at")[:16].replace("T", " ") if talk else ""
        self._talk_line.setText(f"{number} · {held}")
        signed = number_one_talk.signatures(reader, desk.mission.id, record.id)
        valid = [one for one in signed if one.counts]
        if valid:
            words = self.tr("{who} {when} 已签").format(
                who=valid[-1].signer_name, when=valid[-1].signed_at[:10]
            )
            self.state.set_state(words, "ok")
        elif signed:
            self.state.set_state(self.tr("签后有改动，要重签"), "mark")
        else:
            self.state.set_state(self.tr("还没有签"), "warn")
        self.sign.setVisible(not valid)
        if record.id not in self._noted:  # looking at it leaves a trace (design: journal)
            self._noted.add(record.id)
            desk.context.tasks.store(
                partial(note_view, desk.mission, "number_one_talk_report", record.id), owner=self
            )

    def _talk_choices(self) -> list[Choice]:
        reader = self._desk.mission.reader
        wording = self._desk.context.wording
        return [
            Choice(
                talk.id,
                f"{talk.text('number')}  {talk.text('starts_at')[:16].replace('T', ' ')}  "
                f"{wording.text(f'terms.talk_state.{state_of(talk).value}')}",
            )
            for talk in reader.find("talk", {"official": self._official})
        ]

    def _on_begin(self, talk: str) -> None:
        desk = self._desk
        begin = number_one_talk.begin_number_one_talk_report
        desk.context.tasks.store(partial(begin, desk.mission, talk), owner=self)

    def _on_date(self, day: date | None) -> None:
        if self.record is not None:
            self._update(dated_on=day.isoformat() if day is not None else None)

    def _update(self, **fields: Json) -> None:
        desk, record = self._desk, self.record
        if record is None:
            return
        desk.texts.commit()
        update = number_one_talk.update_number_one_talk_report
        desk.context.tasks.store(lambda: update(desk.mission, record.id, **fields), owner=self)

    def _on_sign(self) -> None:
        desk, record = self._desk, self.record
        if record is None:
            return
        desk.texts.commit()
        desk.context.tasks.store(
            partial(number_one_talk.sign_number_one_talk_report, desk.mission, record.id),
            done=self._on_signed,
            owner=self,
        )

    def _on_signed(self, _changes: Changes) -> None:
        self._desk.context.notify(Notice(self.tr("已签名。改动任何一处，都要重新签。"), tone="ok"))

    def _on_go_to_talk(self) -> None:
        if self.record is not None:
            self._desk.jumped.emit("talk", {"talk": self.record.text("talk")})
