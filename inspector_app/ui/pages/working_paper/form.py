"""The working paper itself: matter, facts with proofs, analysis, responsibility, statements."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from inspector_app.domain.rights import may_sign
from inspector_app.domain.vocabulary import FindingClass, Purpose, Role
from inspector_app.ui.pages.working_paper.cards import FactCard, StatementCard
from inspector_app.ui.pages.working_paper.desk import PaperDesk
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    ChipField,
    ChipItem,
    Choice,
    FormRow,
    GrowingTextEdit,
    Label,
    PickButton,
    hbox,
    make_button,
    scrolling,
    set_read_only,
)
from inspector_app.ui.widgets.entry import TextEntry
from inspector_app.ui.widgets.fields import WheelGuard

#: Fields that hold officials, in the order of the printed form.
PEOPLE = ("first_responsible", "main_leaders", "supervising")


class PaperForm(QWidget):
    """All fields of the desk's paper; ``show_paper`` fills them, again after every change."""

    def __init__(self, desk: PaperDesk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: dict[str, str] = {}
        self._paper = ""
        self._filling = False
        self._guard = WheelGuard(self)
        self.facts: dict[str, FactCard] = {}
        self.statements: dict[str, StatementCard] = {}
        self._build()
        self._lay_out()
        desk.made.connect(self._on_made)

    def _field_words(self, field: str) -> str:
        return self._desk.context.wording.text(f"records.working_paper.fields.{field}")

    def _build(self) -> None:
        desk, theme = self._desk, self._desk.context.theme
        self.title = GrowingTextEdit(name="", placeholder=self.tr("一句话点出问题：一事一底稿"))
        self.title.setProperty("heading", True)
        self.finding_class = QComboBox()
        self.finding_class.addItem(self.tr("请选择"), "")
        for one in FindingClass:
            self.finding_class.addItem(desk.class_words(one.value), one.value)
        self.number_one = QCheckBox(self._field_words("concerns_number_one"))
        self.undertakers = ChipField(
            theme,
            self._field_words("undertakers"),
            self._undertaker_choices,
            name=self.tr("加承办人"),
            placeholder=self.tr("姓名"),
        )
        self.reviewer = QComboBox()
        self.sources = TextEntry(placeholder=self.tr("谈话、调阅资料、下沉了解、信访……"))
        self.analysis = GrowingTextEdit(
            name="", placeholder=self.tr("从政治上看，问题的性质和根源"), least_lines=2
        )
        self.basis = GrowingTextEdit(
            name="", placeholder=self.tr("违反了哪项规定、哪项要求"), least_lines=2
        )
        self.body = TextEntry(placeholder=self.tr("负主体责任的党组织"))
        self.people = {
            field: ChipField(
                theme,
                self.tr("人员"),
                partial(self._official_choices, field),
                name=self._field_words(field),
                placeholder=self.tr("姓名或职务"),
            )
            for field in PEOPLE
        }
        self.add_fact = make_button(
            self.tr("加一件事实"),
            theme=theme,
            icon="add",
            tip=self.tr("在事实里按 Ctrl+Enter 也可以"),
        )
        self.add_statement = PickButton(
            theme,
            self.tr("加一条本人说明"),
            lambda: desk.official_choices(()),
            name=self.tr("加一条本人说明"),
            placeholder=self.tr("谁的说明"),
        )
        self._connect()

    def _connect(self) -> None:
        desk = self._desk
        for box in (self.finding_class, self.reviewer):
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            box.installEventFilter(self._guard)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(6)
            box.currentTextChanged.connect(box.setToolTip)  # where it is narrower than its words
        self.finding_class.activated.connect(self._on_class)
        self.reviewer.activated.connect(self._on_reviewer)
        self.number_one.clicked.connect(self._on_number_one)
        self.undertakers.picked.connect(self._on_undertaker)
        self.undertakers.removed.connect(self._on_undertaker_removed)
        for field, chips in self.people.items():
            chips.setProperty("field", field)
            chips.picked.connect(self._on_person)
            chips.removed.connect(self._on_person_removed)
        self.add_fact.clicked.connect(desk.add_fact)
        self.add_statement.picked.connect(desk.add_statement)

    def _lay_out(self) -> None:
        for edit in (self.title, self.analysis, self.basis):
            edit.setProperty("boxed", True)
        fields: dict[str, QWidget] = {
            "title": self.title,
            "finding_class": self.finding_class,
            "undertakers": self.undertakers,
            "reviewer": self.reviewer,
            "sources": self.sources,
            "analysis": self.analysis,
            "basis": self.basis,
            "responsible_body": self.body,
            **self.people,
        }
        self.rows = {name: FormRow(self._field_words(name), one) for name, one in fields.items()}
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(S3)
        column.addWidget(self.rows["title"])
        pair = hbox(self.rows["finding_class"], self.rows["reviewer"], gap=S4)
        column.addLayout(pair)
        column.addWidget(self.number_one)
        column.addWidget(self.rows["undertakers"])
        column.addWidget(self.rows["sources"])
        self._facts = QVBoxLayout()
        self._facts.setSpacing(S2)
        self._facts_missing = Label("", role="caption", tone="mark", wrap=True, data=True)
        column.addSpacing(S2)
        column.addWidget(Label(self.tr("查证事实和佐证"), role="card"))
        column.addLayout(self._facts)
        column.addWidget(self._facts_missing)
        column.addLayout(hbox(self.add_fact, STRETCH))
        column.addWidget(self.rows["analysis"])
        column.addWidget(self.rows["basis"])
        column.addSpacing(S2)
        column.addWidget(Label(self.tr("责任认定"), role="card"))
        for name in ("responsible_body", *PEOPLE):
            column.addWidget(self.rows[name])
        column.addSpacing(S2)
        column.addWidget(Label(self.tr("本人说明"), role="card"))
        self._statements = QVBoxLayout()
        self._statements.setSpacing(S2)
        column.addLayout(self._statements)
        column.addLayout(hbox(self.add_statement, STRETCH))
        column.addStretch(1)
        self._area = scrolling(content)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._area)

    # --- showing ------------------------------------------------------------------------

    def show_paper(self) -> None:
        """Show the desk's paper."""
        desk, paper = self._desk, self._desk.view.paper
        if paper.id != self._paper:
            self._paper = paper.id
            self._area.verticalScrollBar().setValue(0)
        self._filling = True
        for field, edit in self._texts().items():
            desk.texts.tie(edit, paper, field)
            set_read_only(edit, read_only=not desk.editable)
        self._choose(self.finding_class, paper.text("finding_class"))
        self._fill_reviewers(paper.text("reviewer"))
        self.number_one.setChecked(paper.flag("concerns_number_one"))
        for box in (self.finding_class, self.reviewer, self.number_one):
            box.setEnabled(desk.editable)
        self._filling = False
        undertakers = [
            ChipItem(u, desk.user_name(u), "neutral") for u in paper.items("undertakers")
        ]
        self.undertakers.set_items(undertakers, editable=desk.editable)
        for field, chips in self.people.items():
            items = [ChipItem(p, desk.official_name(p), "neutral") for p in paper.items(field)]
            chips.set_items(items, editable=desk.editable)
        self._show_facts()
        self._show_statements()
        self._show_missing()
        self.add_fact.setVisible(desk.editable)
        self.add_statement.setVisible(desk.editable)
        self._focus_wanted()

    def _texts(self) -> dict[str, GrowingTextEdit | TextEntry]:
        return {
            "title": self.title,
            "sources": self.sources,
            "analysis": self.analysis,
            "basis": self.basis,
            "responsible_body": self.body,
        }

    def _choose(self, box: QComboBox, value: str) -> None:
        place = box.findData(value)
        box.setCurrentIndex(max(0, place))

    def _fill_reviewers(self, reviewer: str) -> None:
        desk = self._desk
        able = [
            user
            for user, record in desk.users.items()
            if may_sign(
                Role(record.text("role") or Role.MEMBER.value), Purpose.WORKING_PAPER_REVIEW
            )
        ]
        wanted = [("", self.tr("未定")), *((user, desk.user_name(user)) for user in able)]
        if reviewer and reviewer not in able:
            wanted.append((reviewer, desk.user_name(reviewer)))
        shown = [
            (self.reviewer.itemData(i), self.reviewer.itemText(i))
            for i in range(self.reviewer.count())
        ]
        if shown != wanted:
            self.reviewer.clear()
            for user, name in wanted:
                self.reviewer.addItem(name, user)
        self._choose(self.reviewer, reviewer)

    def _show_facts(self) -> None:
        facts = self._desk.view.facts
        _keep(self._facts, self.facts, [view.fact.id for view in facts])
        for place, view in enumerate(facts):
            card = self.facts.get(view.fact.id)
            if card is None:
                card = self.facts[view.fact.id] = FactCard(self._desk)
            if self._facts.indexOf(card) != place:
                self._facts.insertWidget(place, card)
            card.show_fact(view, place, len(facts))

    def _show_statements(self) -> None:
        statements = self._desk.view.statements
        _keep(self._statements, self.statements, [one.id for one in statements])
        for place, record in enumerate(statements):
            card = self.statements.get(record.id)
            if card is None:
                card = self.statements[record.id] = StatementCard(self._desk)
            if self._statements.indexOf(card) != place:
                self._statements.insertWidget(place, card)
            card.show_statement(record)

    def _show_missing(self) -> None:
        desk = self._desk
        for field, row in self.rows.items():
            row.set_error(desk.missing_words(field=field))
        words = desk.missing_words(field="facts")
        self._facts_missing.setText(f"▲ {words}")
        self._facts_missing.setVisible(bool(words))

    # --- where to type ------------------------------------------------------------------

    def focus(self, target: dict[str, str]) -> None:
        """Put the caret where *target* (``field``, ``fact`` or ``statement``) says."""
        self._wanted = dict(target)
        self._focus_wanted()

    def _focus_wanted(self) -> None:
        target = self._wanted
        widget: QWidget | None = None
        if target.get("fact") in self.facts:
            card = self.facts[target["fact"]]
            card.focus_field()
            widget = card
        elif target.get("statement") in self.statements:
            told = self.statements[target["statement"]]
            told.focus_field()
            widget = told
        elif target.get("field") == "facts":
            widget = self.add_fact
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        elif target.get("field") in self.rows:
            widget = self.rows[target["field"]]
            self._focus_row(target["field"])
        if widget is not None:
            self._wanted = {}
            self._reveal(widget)

    def _focus_row(self, field: str) -> None:
        widget = self.rows[field].field
        if isinstance(widget, ChipField):
            widget = widget.add_button.button
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reveal(self, widget: QWidget) -> None:
        def scroll() -> None:
            self._area.ensureWidgetVisible(widget, 0, 24)

        scroll()
        QTimer.singleShot(0, widget, scroll)

    def _on_made(self, kind: str, record: str) -> None:
        if kind in {"fact", "statement"}:
            self.focus({kind: record})

    # --- doing --------------------------------------------------------------------------

    def _undertaker_choices(self) -> list[Choice]:
        return self._desk.user_choices(self._desk.view.paper.items("undertakers"))

    def _official_choices(self, field: str) -> list[Choice]:
        return self._desk.official_choices(self._desk.view.paper.items(field))

    def _on_class(self) -> None:
        value = str(self.finding_class.currentData() or "")
        if value and value != self._desk.view.paper.text("finding_class"):
            self._desk.update(self.tr("改归类"), finding_class=value)

    def _on_reviewer(self) -> None:
        value = str(self.reviewer.currentData() or "")
        if value != self._desk.view.paper.text("reviewer"):
            self._desk.update(self.tr("定复核人"), reviewer=value or None)

    def _on_number_one(self, checked: bool) -> None:
        self._desk.update(self._field_words("concerns_number_one"), concerns_number_one=checked)

    def _on_undertaker(self, user: str) -> None:
        self._set_people("undertakers", [*self._desk.view.paper.items("undertakers"), user])

    def _on_undertaker_removed(self, user: str) -> None:
        self._drop("undertakers", user)

    def _on_person(self, official: str) -> None:
        field = str(self.sender().property("field"))
        self._set_people(field, [*self._desk.view.paper.items(field), official])

    def _on_person_removed(self, official: str) -> None:
        self._drop(str(self.sender().property("field")), official)

    def _drop(self, field: str, gone: str) -> None:
        self._set_people(field, [p for p in self._desk.view.paper.items(field) if p != gone])

    def _set_people(self, field: str, people: Sequence[str]) -> None:
        self._desk.update(self._field_words(field), **{field: list(people)})


def _keep(
    layout: QVBoxLayout,
    cards: dict[str, "FactCard"] | dict[str, "StatementCard"],
    wanted: Sequence[str],
) -> None:
    """Take the cards of records that are gone out of *layout* and *cards*."""
    for record in [one for one in cards if one not in wanted]:
        gone = cards.pop(record)
        layout.removeWidget(gone)
        gone.hide()
        gone.setParent(None)
        gone.deleteLater()
