"""Cards that only the section on the number one has: opinions and requirements."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton

from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import BlockKind, Duty, Opinion, Section
from inspector_app.ui.pages.report.cards import BlockCard
from inspector_app.ui.pages.report.desk import ReportDesk
from inspector_app.ui.theme.metrics import S2, S4
from inspector_app.ui.widgets import (
    STRETCH,
    ChipField,
    ChipItem,
    Choice,
    DateEdit,
    GrowingTextEdit,
    Inset,
    Label,
    Pill,
    hbox,
    restyle,
    set_read_only,
)

#: Stands for the words in the place of a person among the responsible.
_WORDS = "words"


class RequirementCard(BlockCard):
    """A requirement of rectification: what, who answers for it, by when."""

    def _add_rows(self) -> None:
        theme = self.desk.context.theme
        self.responsible = ChipField(
            theme,
            self.tr("责任人"),
            self._official_choices,
            name=self.tr("加责任人"),
            placeholder=self.tr("姓名，或直接写"),
            own_words=True,
        )
        self.responsible.picked.connect(self._on_person)
        self.responsible.worded.connect(self._on_words)
        self.responsible.removed.connect(self._on_removed)
        self.deadline = DateEdit(theme)
        self.deadline.setAccessibleName(self.tr("完成时限"))
        self.deadline.setFixedWidth(150)
        self.deadline.date_changed.connect(self._on_date)
        self.deadline.unreadable.connect(self._on_unreadable)
        self._date_problem = Label(
            self.tr("▲ 请写成 2027-01-31 这样的日期"), role="caption", tone="mark"
        )
        self._date_problem.hide()
        label = Label(self.tr("完成时限"), role="caption")
        label.setBuddy(self.deadline)
        row = hbox(self.responsible, label, self.deadline, gap=6)
        row.setStretch(0, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._date_problem, 0, Qt.AlignmentFlag.AlignRight)

    def show_block(self, record: Record, place: int, count: int) -> None:
        """Show *record* with who answers for it and by when."""
        super().show_block(record, place, count)
        desk = self.desk
        items = [ChipItem(p, desk.official_name(p), "neutral") for p in record.items("responsible")]
        words = record.text("responsible_text")
        if words:
            items.append(ChipItem(_WORDS, words, "neutral"))
        self.responsible.set_items(items, editable=desk.editable)
        self.responsible.add_button.setVisible(desk.editable)
        deadline = record.text("deadline")
        set_read_only(self.deadline, read_only=not desk.editable)
        if not self.deadline.hasFocus():
            self.deadline.set_value(date.fromisoformat(deadline) if deadline else None)
            self._mark_date(unreadable=False, missing=not deadline)

    def focus_field(self, field: str = "") -> None:
        """Put the caret where *field* is mended."""
        if field == "deadline":
            self.deadline.setFocus(Qt.FocusReason.OtherFocusReason)
        elif field == "responsible" and self.desk.editable:
            self.responsible.add_button.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().focus_field(field)

    def _official_choices(self) -> list[Choice]:
        return self.desk.official_choices(self.record.items("responsible"))

    def _on_person(self, person: str) -> None:
        people = [*self.record.items("responsible"), person]
        self.desk.update(self.record.id, self.tr("加责任人"), responsible=list(people))

    def _on_words(self, words: str) -> None:
        before = self.record.text("responsible_text")
        joined = f"{before}、{words}" if before else words
        self.desk.update(self.record.id, self.tr("写责任人"), responsible_text=joined)

    def _on_removed(self, person: str) -> None:
        words = self.tr("去掉责任人")
        if person == _WORDS:
            self.desk.update(self.record.id, words, responsible_text=None)
            return
        people = [one for one in self.record.items("responsible") if one != person]
        self.desk.update(self.record.id, words, responsible=list(people))

    def _on_date(self, day: date | None) -> None:
        self._mark_date(unreadable=False, missing=day is None)
        text = day.isoformat() if day is not None else None
        self.desk.update(self.record.id, self.tr("定时限"), deadline=text)

    def _on_unreadable(self) -> None:
        self._mark_date(unreadable=True, missing=False)

    def _mark_date(self, *, unreadable: bool, missing: bool) -> None:
        self._date_problem.setVisible(unreadable)
        invalid = unreadable or missing
        if self.deadline.property("invalid") != invalid:
            self.deadline.setProperty("invalid", invalid)
            restyle(self.deadline)
        self.deadline.setAccessibleDescription(
            self.tr("未定时限") if missing else self._date_problem.text() if unreadable else ""
        )


class OpinionCard(Inset):
    """The team's opinion on one side: one of four grades, and own words.

    It stands there before anything was said: the first choice or word makes the block.
    """

    def __init__(self, desk: ReportDesk, official: str, duty: Duty) -> None:
        super().__init__(gap=S2)
        self.desk = desk
        self.duty = duty
        self._official = official
        self._record: Record | None = None
        self._making = False
        wording = desk.context.wording
        title = wording.text(f"terms.duty.{duty.value}")
        self._title = Label(title, role="strong", data=True)
        self._state = Pill(desk.context.theme, self.tr("还没有明确意见"), "mark")
        self.grades = QButtonGroup(self)
        self.buttons: dict[Opinion, QRadioButton] = {}
        row = hbox(gap=S4)
        for opinion in Opinion:
            button = QRadioButton(wording.text(f"terms.opinion.{opinion.value}"))
            button.setAccessibleName(f"{title}：{button.text()}")
            button.setProperty("opinion", opinion.value)
            button.clicked.connect(self._on_chosen)
            self.grades.addButton(button)
            self.buttons[opinion] = button
            row.addWidget(button)
        row.addStretch(1)
        self.text = GrowingTextEdit(
            name=self.tr("{side}：理由").format(side=title),
            placeholder=self.tr("可以再写一两句理由"),
        )
        self.text.typed.connect(self._on_typed)
        self.papers = ChipField(
            desk.context.theme,
            self.tr("底稿"),
            self._paper_choices,
            name=self.tr("{side}：加底稿依据").format(side=title),
            placeholder=self.tr("编号或题目"),
        )
        self.papers.picked.connect(self._on_cite)
        self.papers.removed.connect(self._on_uncite)
        self.papers.opened.connect(desk.show_paper)
        self._missing = Label("", role="caption", tone="mark", wrap=True, data=True)
        self.body.addLayout(hbox(self._title, STRETCH, self._state))
        self.body.addLayout(row)
        for widget in (self.text, self.papers, self._missing):
            self.body.addWidget(widget)

    def show_opinion(self, record: Record | None) -> None:
        """Show what was said, ``None`` if nothing was."""
        self._record = record
        editable = self.desk.editable
        if record is not None:
            typed = self.text.text if self._making else ""
            self._making = False
            self.desk.texts.tie(self.text, record, "text")
            if typed and typed != record.text("text"):  # typed on while the block was made
                if self.text.text == typed:
                    self.text.typed.emit(typed)
                else:
                    self.text.put(typed)
                    self.desk.texts.commit()
        chosen = record.text("opinion") if record is not None else ""
        self.grades.setExclusive(False)
        for opinion, button in self.buttons.items():
            button.setChecked(opinion.value == chosen)
            button.setEnabled(editable)
        self.grades.setExclusive(True)
        set_read_only(self.text, read_only=not editable)
        self._state.setVisible(not chosen)
        cited = record.items("working_papers") if record is not None else ()
        items = [ChipItem(paper, *self.desk.paper_label(paper)) for paper in cited]
        self.papers.set_items(items, editable=editable)
        self.papers.setVisible(record is not None)
        words = self.desk.missing_words(record.id) if record is not None else ""
        self._missing.setText(f"▲ {words}")
        self._missing.setVisible(bool(words))
        self.set_tone("neutral" if chosen and not words else "mark")

    def focus_field(self) -> None:
        """Put the focus on the grades."""
        chosen = self.grades.checkedButton() or self.buttons[Opinion.GOOD]
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paper_choices(self) -> list[Choice]:
        cited = self._record.items("working_papers") if self._record is not None else ()
        return self.desk.paper_choices(cited)

    def _on_cite(self, paper: str) -> None:
        if self._record is not None:
            self.desk.cite(self._record, paper)

    def _on_uncite(self, paper: str) -> None:
        if self._record is not None:
            self.desk.uncite(self._record, paper)

    def _on_chosen(self) -> None:
        opinion = Opinion(str(self.sender().property("opinion")))
        words = self.tr("写明意见")
        if self._record is None:
            self._make(opinion=opinion)
        elif self._record.text("opinion") != opinion.value:
            self.desk.update(self._record.id, words, opinion=opinion.value)

    def _on_typed(self, text: str) -> None:
        if self._record is None and not self._making and text.strip():
            self._make(text=text)

    def _make(self, *, text: str = "", opinion: Opinion | None = None) -> None:
        self._making = True
        self.desk.add(
            Section.OPINION,
            self._official,
            BlockKind.OPINION,
            text=text or self.text.text,
            duty=self.duty,
            opinion=opinion,
            failed=self._on_not_made,
        )

    def _on_not_made(self) -> None:
        self._making = False
