"""One theme of one organ about the number one: how it was answered, and what was said."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QWidget

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import ItemState, Role
from inspector_app.services.extra_questions import ExtraQuestion
from inspector_app.services.mission import role_of
from inspector_app.services.number_one_profile import LineState, ProfileLine
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.evidence_chips import EvidenceChips
from inspector_app.ui.pages.briefing.extra_questions import QuestionsBox
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    DateEdit,
    GrowingTextEdit,
    Pill,
    data_label,
    hbox,
    icon_button,
    vbox,
)
from inspector_app.ui.widgets.fields import WheelGuard

THEME_WIDTH = 172
DAY_WIDTH = 146
_STATES = tuple(ItemState)


def _place(state: str) -> int:
    """Return where a recorded state stands in the box; what is not recorded stands first."""
    return 1 + _STATES.index(ItemState(state)) if state in _STATES else 0


class ItemRow(QWidget):
    """Theme | answer | text | as of. A theme without a record gets one with its answer.

    Signals:
        answered (object): the `ItemState` the user chose.
        dated (object): the date the answer is of, or ``None``.
        attached (object): the ids of the evidence, a list.
        removed: take it out.
        hidden (bool): it is for the leader only, or for the team again.
        verified: make a task of verification of it.
    """

    answered = Signal(object)
    dated = Signal(object)
    attached = Signal(object)
    removed = Signal()
    hidden = Signal(bool)
    verified = Signal()

    def __init__(self, desk: Desk, guard: WheelGuard) -> None:
        super().__init__()
        self._desk = desk
        words = Words(desk.context.wording)
        theme = desk.context.theme
        self._item: Record | None = None
        self._line: ProfileLine | None = None
        self._open_chips = False
        self.theme_label = data_label(role="strong", wrap=True)
        self.theme_label.setFixedWidth(THEME_WIDTH)
        self.state = QComboBox()
        self.state.setFixedWidth(THEME_WIDTH)
        self.state.addItem(self.tr("请选择"))
        for state in _STATES:
            self.state.addItem(words.line_state(LineState(state.value)))
        self.state.installEventFilter(guard)
        self.text = GrowingTextEdit(name="", placeholder="")
        self.text.setProperty("boxed", True)
        self.day = DateEdit(theme)
        self.day.setFixedWidth(DAY_WIDTH)
        self.attach = icon_button(theme, "attach", self.tr("附材料"))
        self.ask = icon_button(theme, "question", self.tr("由此加问谈话对象"))
        self.verify = icon_button(theme, "flag", self.tr("立为核查任务"))
        self.lock = icon_button(theme, "lock", self.tr("只让组长看"))
        self.lock.setCheckable(True)
        self.restricted = Pill(theme, self.tr("仅组长可见"), "warn")
        self._leader = role_of(desk.mission.reader, desk.mission.me) is Role.LEADER
        self.remove = icon_button(theme, "trash", self.tr("移除这一项"))
        self.chips = EvidenceChips(theme, lambda: desk.mission.reader)
        left = vbox(self.theme_label, self.state, gap=S2)
        left.addStretch(1)
        self.questions = QuestionsBox(desk)
        below = hbox(
            self.day, self.attach, self.ask, self.verify, self.lock, self.restricted, self.chips,
            STRETCH, self.remove, gap=S2,
        )  # fmt: skip
        right = vbox(self.text, below, self.questions, gap=S2)
        row = hbox(gap=S3)
        row.addLayout(left)
        row.addLayout(right, 1)
        self.setLayout(row)
        self.state.activated.connect(self._on_state)
        self.day.date_changed.connect(self.dated)
        self.chips.changed.connect(self.attached)
        self.chips.opened.connect(self._on_evidence)
        self.attach.clicked.connect(self._on_attach)
        self.ask.clicked.connect(self._on_ask)
        self.verify.clicked.connect(self.verified)
        self.lock.clicked.connect(self.hidden)
        self.remove.clicked.connect(self.removed)

    @property
    def buttons(self) -> tuple[QWidget, ...]:
        """The buttons below the text, in the order of the keyboard."""
        return self.attach, self.ask, self.verify, self.lock, self.remove

    @property
    def item(self) -> Record | None:
        """The record behind the row, if there is one."""
        return self._item

    def show_line(self, line: ProfileLine, questions: Sequence[ExtraQuestion] = ()) -> None:
        """Show *line* and the questions that come from it; what is being typed stays."""
        other = (self._item and self._item.id) != (line.item and line.item.id)
        self._item, self._line = line.item, line
        self.theme_label.setText(line.theme)
        self.state.setAccessibleName(self.tr("{theme}：答复").format(theme=line.theme))
        self.text.setAccessibleName(self.tr("{theme}：情况").format(theme=line.theme))
        self.day.setAccessibleName(self.tr("{theme}：截至日期").format(theme=line.theme))
        self.day.setToolTip(self.tr("情况截至哪一天"))
        state = line.item.text("state") if line.item else ""
        self.state.setCurrentIndex(_place(state))
        there = line.item is not None
        for widget in (self.text, self.day, self.attach, self.ask, self.verify, self.remove):
            widget.setEnabled(there)
        hidden = line.item is not None and line.item.audience != Audience.TEAM.value
        self.lock.setChecked(hidden)
        self.lock.setVisible(self._leader)
        self.lock.setEnabled(there)
        self.restricted.setVisible(hidden)
        self.questions.show_questions(questions)
        self.text.setPlaceholderText("" if there else self.tr("先选答复，再写情况"))
        if line.item is None:
            self.text.set_text("")
            self.day.set_value(None)
        else:
            self._desk.texts.tie(self.text, line.item, "text")
            if other or not self.day.hasFocus():
                text = line.item.text("as_of")
                self.day.set_value(date.fromisoformat(text) if text else None)
        ids = line.item.items("evidence") if line.item else ()
        self.chips.show_ids(ids)
        self._open_chips = self._open_chips and there
        self.chips.setVisible(bool(ids) or self._open_chips)

    def enter(self) -> None:
        """Put the focus where the user goes on."""
        reason = Qt.FocusReason.OtherFocusReason
        (self.text if self._item is not None else self.state).setFocus(reason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to the answer."""
        super().focusInEvent(event)
        self.enter()

    def _on_state(self, place: int) -> None:
        if place > 0:
            self.answered.emit(_STATES[place - 1])
        elif self._item is not None:  # an answer is changed, never un-said: remove the item
            self.state.setCurrentIndex(_place(self._item.text("state")))

    def _on_ask(self) -> None:
        if self._item is not None and self._line is not None:
            self.questions.ask(
                subject_type="briefing_item",
                subject=self._item.id,
                head=self._line.head,
                about=self._item.text("official"),
            )

    def _on_attach(self) -> None:
        self._open_chips = True
        self.chips.show()
        self.chips.add_button.open()

    def _on_evidence(self, evidence: str) -> None:
        self._desk.context.navigate("evidence", {"evidence": evidence})
