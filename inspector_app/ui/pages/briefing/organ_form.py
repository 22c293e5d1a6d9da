"""What was asked of one organ and when it answered: the letter, the meeting, the main points."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.services.briefing import update_briefing
from inspector_app.services.inquiry import briefing_record_printable, inquiry_printable
from inspector_app.services.mission import OpenMission
from inspector_app.services.paper_words import Printable
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.evidence_chips import EvidenceChips
from inspector_app.ui.pages.briefing.forms_field import FormsField
from inspector_app.ui.pages.briefing.paper_view import ShownPaper
from inspector_app.ui.pages.briefing.papers_list import PapersList
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.pages.common.paper_export import ExportedPaper
from inspector_app.ui.theme.metrics import S3
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
    hbox,
    make_button,
    vbox,
)

_TEXTS = ("organ_name", "letter_number", "contact", "form", "briefed_by")
_DAYS = ("sent_on", "due_on", "received_on", "held_on")
#: Where each field stands in the letter's block and in the briefing's: row, column, columns.
_LETTER = {
    "organ_name": (0, 0, 2),
    "letter_number": (0, 2, 2),
    "sent_on": (1, 0, 1),
    "due_on": (1, 1, 1),
    "contact": (1, 2, 2),
}
_BRIEFING = {
    "received_on": (0, 0, 1),
    "held_on": (0, 1, 1),
    "forms": (0, 2, 2),
    "briefed_by": (1, 0, 2),
    "form": (1, 2, 2),
}


class OrganForm(QWidget):
    """The fields of a briefing record; each is written when it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._briefing: Record | None = None
        theme = desk.context.theme
        self.texts = {name: TextEntry() for name in _TEXTS}
        self.days = {name: DateEdit(theme) for name in _DAYS}
        self.rows: dict[str, FormRow] = {}
        self.listeners = ChipField(
            theme,
            self.tr("加人"),
            self._people,
            name=self._field("listeners"),
            placeholder=self.tr("组员姓名"),
        )
        self.evidence = EvidenceChips(theme, lambda: desk.mission.reader)
        self.forms = FormsField(desk.context.wording)
        self.papers = PapersList(desk)
        self.note = GrowingTextEdit(
            name=self._field("letter_note"),
            placeholder=self.tr("写进函里的其他要求；逐项要了解的事写在下面的清单里。"),
        )
        self.note.setProperty("boxed", True)
        self.letter = make_button(self.tr("了解情况函…"), theme=theme, icon="report")
        self.paper = make_button(self.tr("情况通报记录…"), theme=theme, icon="report")
        self.points = GrowingTextEdit(
            name=self._field("main_points"),
            placeholder=self.tr("通报和复函的要点，几句话即可；逐项情况写在下面。"),
            least_lines=2,
        )
        self.points.setProperty("boxed", True)
        self._lay_out()
        for name, edit in self.days.items():
            edit.date_changed.connect(partial(self._on_day, name))
            edit.unreadable.connect(partial(self._on_unreadable, name))
        self.forms.changed.connect(partial(self._write, "forms"))
        self.letter.clicked.connect(self._on_letter)
        self.paper.clicked.connect(self._on_paper)
        self.listeners.picked.connect(self._on_listener)
        self.listeners.removed.connect(self._on_listener_gone)
        self.evidence.changed.connect(partial(self._write, "evidence"))
        self.evidence.opened.connect(self._on_evidence)

    def _field(self, name: str) -> str:
        return self._words.field("briefing", name)

    def _grid(self, places: Mapping[str, tuple[int, int, int]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S3)
        for name, (row, column, columns) in places.items():
            field = self.texts.get(name) or self.days.get(name) or self.forms
            label = self.tr("其他形式") if name == "form" else self._field(name)
            self.rows[name] = FormRow(label, field)
            grid.addWidget(self.rows[name], row, column, 1, columns, Qt.AlignmentFlag.AlignTop)
        for column in range(4):
            grid.setColumnStretch(column, 1)
        return grid

    def _lay_out(self) -> None:
        letter, briefing = self._grid(_LETTER), self._grid(_BRIEFING)
        below: dict[str, QWidget] = {
            "letter_note": self.note,
            "listeners": self.listeners,
            "evidence": self.evidence,
            "main_points": self.points,
        }
        stacks = {
            name: vbox(Label(self._field(name), tone="dim", data=True), widget, gap=4)
            for name, widget in below.items()
        }
        chips = hbox(gap=S3)
        for name in ("listeners", "evidence"):
            stacks[name].addStretch(1)
            chips.addLayout(stacks[name], 1)
        title = Label(self.tr("材料收还"), tone="dim")
        papers = vbox(title, self.papers, gap=4)
        edge = QFrame()
        edge.setProperty("role", "separator")
        page = vbox(gap=S3)
        page.addLayout(hbox(Label(self.tr("发函"), role="card"), STRETCH, self.letter))
        page.addLayout(letter)
        page.addLayout(stacks["letter_note"])
        page.addWidget(edge)
        page.addLayout(hbox(Label(self.tr("通报"), role="card"), STRETCH, self.paper))
        page.addLayout(briefing)
        page.addLayout(chips)
        page.addLayout(stacks["main_points"])
        page.addLayout(papers)
        self.setLayout(page)

    def show_briefing(self, briefing: Record) -> None:
        """Show *briefing*; what is being typed stays."""
        other = self._briefing is None or self._briefing.id != briefing.id
        if other:
            self._leave_fields()
        self._briefing = briefing
        for name, entry in self.texts.items():
            self._desk.texts.tie(entry, briefing, name)
        for name, edit in self.days.items():
            if other or not edit.hasFocus():
                text = briefing.text(name)
                edit.set_value(date.fromisoformat(text) if text else None)
                self.rows[name].set_error("")
        self._desk.texts.tie(self.points, briefing, "main_points")
        self._desk.texts.tie(self.note, briefing, "letter_note")
        self.forms.set_codes(briefing.items("forms"))
        self.papers.show_briefing(briefing)
        people = self._desk.mission.reader.many("user", briefing.items("listeners"))
        self.listeners.set_items(
            [ChipItem(one.id, one.text("name"), "neutral") for one in people.values()],
            editable=True,
        )
        self.evidence.show_ids(briefing.items("evidence"))

    def _leave_fields(self) -> None:
        """Finish what is typed for the record shown so far, before the fields are another's."""
        for field in (*self.texts.values(), *self.days.values(), self.points, self.note):
            if field.hasFocus():
                field.clearFocus()

    def _people(self) -> list[Choice]:
        there = self._briefing.items("listeners") if self._briefing else ()
        users = self._desk.mission.reader.find("user")
        return [Choice(one.id, one.text("name")) for one in users if one.id not in there]

    def _on_day(self, name: str, value: date | None) -> None:
        self.rows[name].set_error("")
        self._write(name, value.isoformat() if value else None)

    def _on_unreadable(self, name: str) -> None:
        self.rows[name].set_error(self.tr("认不出日期，可写成 2026-10-21"))

    def _on_listener(self, user: str) -> None:
        if self._briefing is not None:
            self._write("listeners", [*self._briefing.items("listeners"), user])

    def _on_listener_gone(self, user: str) -> None:
        if self._briefing is not None:
            rest = [one for one in self._briefing.items("listeners") if one != user]
            self._write("listeners", list(rest))

    def _on_letter(self) -> None:
        self._show_paper(self.tr("了解情况函"), inquiry_printable)

    def _on_paper(self) -> None:
        self._show_paper(self.tr("情况通报记录"), briefing_record_printable)

    def _show_paper(self, title: str, gather: Callable[[OpenMission, str], Printable]) -> None:
        if self._briefing is None:
            return
        mission, briefing = self._desk.mission, self._briefing
        name = f"{title} {self._words.organ_title(briefing)}"
        paper = ExportedPaper(partial(gather, mission, briefing.id), name, "briefing", briefing.id)
        self._desk.show_paper(ShownPaper(name, paper))

    def _on_evidence(self, evidence: str) -> None:
        self._desk.context.navigate("evidence", {"evidence": evidence})

    def _write(self, name: str, value: Json) -> None:
        if self._briefing is None:
            return
        mission, record = self._desk.mission, self._briefing.id
        words = self.tr("修改“{field}”").format(field=self._field(name))
        self._desk.write(
            words, lambda entry: update_briefing(mission, record, entry=entry, **{name: value})
        )
