"""One finding of the last round: what was found and promised, and how it is judged now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QGridLayout, QVBoxLayout, QWidget

from inspector_app.domain.briefing import Judgement
from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Head
from inspector_app.services.extra_questions import ExtraQuestion
from inspector_app.services.look_back import judge, remove_finding, update_finding
from inspector_app.services.mission import user_names
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.evidence_chips import EvidenceChips
from inspector_app.ui.pages.briefing.extra_questions import QuestionsBox
from inspector_app.ui.pages.briefing.words import JUDGEMENT_SIGNS, Words
from inspector_app.ui.pages.common.record_texts import TypedField
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    FormRow,
    GrowingTextEdit,
    Label,
    TextEntry,
    data_label,
    hbox,
    icon_button,
    make_button,
    mark_data,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets.fields import WheelGuard

_LONG = ("problem", "commitment", "reported")
_SHORT = ("number", "finding_class", "responsible", "deadline")
_PLACES = {
    "number": (0, 0),
    "finding_class": (0, 1),
    "responsible": (1, 0),
    "deadline": (1, 1),
}
_JUDGEMENTS = tuple(Judgement)


class PreviousForm(Card):
    """The finding chosen in the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._finding: Record | None = None
        self._guard = WheelGuard(self)
        theme = desk.context.theme
        self.title = data_label(role="card")
        self.remove = icon_button(theme, "trash", self.tr("移除这个问题"))
        self.longs = {
            name: GrowingTextEdit(name=self._label(name), placeholder="") for name in _LONG
        }
        self.shorts = {name: TextEntry() for name in _SHORT}
        self.concerns = QCheckBox(self._label("concerns_number_one"))
        mark_data(self.concerns, itself_only=True)
        self.judgement = QComboBox()
        self.judgement.addItem(self.tr("还没有判断"))
        for one in _JUDGEMENTS:
            self.judgement.addItem(
                f"{JUDGEMENT_SIGNS[one]} {self._words.judgement(one.value)}", one.value
            )
        self.judgement.installEventFilter(self._guard)
        self.judged = Label("", role="caption", tone="dim", data=True)
        self.basis = GrowingTextEdit(
            name=self._label("basis"),
            placeholder=self.tr("看了什么、问了谁、查到什么，写明依据"),
            least_lines=2,
        )
        for edit in (*self.longs.values(), self.basis):
            edit.setProperty("boxed", True)
        self.evidence = EvidenceChips(theme, lambda: desk.mission.reader)
        self.ask = make_button(self.tr("由此加问谈话对象"), theme=theme, icon="question")
        self.questions = QuestionsBox(desk)
        self._lay_out()
        self._connect()

    def _label(self, name: str) -> str:
        return self._words.field("previous_finding", name)

    def _lay_out(self) -> None:
        self.head.insertWidget(0, self.title, 1)
        self.add_to_head(self.remove)
        self.body.addLayout(self.head)
        self.judgement_row = FormRow(self._label("judgement"), self.judgement)
        self.judgement_row.setMaximumWidth(220)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(S3)
        grid.setVerticalSpacing(S3)
        for name, (row, column) in _PLACES.items():
            field = FormRow(self._label(name), self.shorts[name])
            grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)
        page = vbox(gap=S3)
        for name in ("problem", "commitment", "reported"):
            page.addLayout(self._titled(name, self.longs[name]))
        judged = hbox(self.judgement_row, STRETCH, gap=S3)
        judged.insertWidget(1, self.judged, 0, Qt.AlignmentFlag.AlignBottom)
        page.addLayout(judged)
        page.addLayout(self._titled("basis", self.basis))
        page.addLayout(self._titled("evidence", self.evidence))
        page.addWidget(self.questions)
        page.addLayout(hbox(self.ask, STRETCH))
        edge = QFrame()
        edge.setProperty("role", "separator")
        page.addWidget(edge)
        page.addLayout(grid)
        page.addLayout(hbox(self.concerns, STRETCH))
        page.addStretch(1)
        page.setContentsMargins(0, 0, S3, 0)
        inner = QWidget()
        inner.setLayout(page)
        self.area = scrolling(inner)
        self.add(self.area, stretch=1)

    def _titled(self, name: str, widget: QWidget) -> QVBoxLayout:
        return vbox(Label(self._label(name), tone="dim", data=True), widget, gap=S2 // 2)

    def _connect(self) -> None:
        self.judgement.activated.connect(self._on_judged)
        self.concerns.clicked.connect(
            lambda: self._write("concerns_number_one", self.concerns.isChecked())
        )
        self.evidence.changed.connect(partial(self._write, "evidence"))
        self.evidence.opened.connect(
            lambda one: self._desk.context.navigate("evidence", {"evidence": one})
        )
        self.ask.clicked.connect(self._on_ask)
        self.remove.clicked.connect(self._on_remove)

    def show_finding(self, finding: Record | None, questions: Sequence[ExtraQuestion]) -> None:
        """Show *finding* and the questions that come from it; what is being typed stays."""
        self.setVisible(finding is not None)
        if finding is None:
            self._finding = None
            return
        other = self._finding is None or self._finding.id != finding.id
        fields: dict[str, TypedField] = {**self.longs, **self.shorts, "basis": self.basis}
        if other:
            for edit in fields.values():
                if edit.hasFocus():
                    edit.clearFocus()
            self.area.verticalScrollBar().setValue(0)
        self._finding = finding
        number = finding.text("number")
        words = self.tr("问题 {number}").format(number=number) if number else self.tr("新问题")
        self.title.setText(words)
        for name, edit in fields.items():
            self._desk.texts.tie(edit, finding, name)
        self.concerns.setChecked(finding.flag("concerns_number_one"))
        code = finding.text("judgement")
        self.judgement.setCurrentIndex(max(0, self.judgement.findData(code)) if code else 0)
        who = user_names(self._desk.mission.reader).get(finding.text("judged_by"), "")
        self.judged.setText(" ".join(part for part in (who, finding.text("judged_on")) if part))
        self.evidence.show_ids(finding.items("evidence"))
        self.questions.show_questions(questions)

    def _on_judged(self, place: int) -> None:
        finding, mission = self._finding, self._desk.mission
        if finding is None:
            return
        given = _JUDGEMENTS[place - 1] if place else None
        if (given.value if given else "") == finding.text("judgement"):
            return
        self._desk.write(
            self.tr("判断“{number}”").format(number=self.title.text()),
            lambda entry: judge(mission, finding.id, given, entry=entry),
        )

    def _write(self, name: str, value: Json) -> None:
        finding, mission = self._finding, self._desk.mission
        if finding is None:
            return
        self._desk.write(
            self.tr("修改“{field}”").format(field=self._label(name)),
            lambda entry: update_finding(mission, finding.id, entry=entry, **{name: value}),
        )

    def _on_ask(self) -> None:
        if self._finding is not None:
            self.questions.ask(
                subject_type="previous_finding", subject=self._finding.id, head=Head.WORK
            )

    def _on_remove(self) -> None:
        finding, mission = self._finding, self._desk.mission
        if finding is None:
            return
        self._desk.texts.commit()
        self._desk.write(
            self.tr("已移除一个上轮问题"),
            lambda entry: remove_finding(mission, finding.id, entry=entry),
            tell=True,
        )
