"""The card beside the record: coverage, the list of items, the details of one of them."""

from PySide6.QtCore import Qt, Signal

from inspector_app.domain.must_ask import AnswerKind, Asking, Coverage, coverage
from inspector_app.domain.vocabulary import Head
from inspector_app.services.talks import TalkView
from inspector_app.ui.pages.talk.answer_desk import AnswerDesk
from inspector_app.ui.pages.talk.checklist import (
    ChecklistModel,
    ChecklistView,
    CheckRow,
    StateWords,
    check_rows,
)
from inspector_app.ui.pages.talk.item_detail import ItemDetail
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import Card, ElidedLabel, Label

WIDTH = 372


class CheckPanel(Card):
    """Coverage, items and details of one talk; what is answered goes to the `AnswerDesk`.

    Signals:
        chosen (str): another item is current.
        jump_wanted: to the paragraph of the current item.
        back_wanted: back to the record.
        fields_left: a text field lost the focus.
        lead_wanted: the current item's answer is a lead, or is none after all.
        verify_left (str): what is to be verified of an item was typed, or looked at.
    """

    chosen = Signal(str)
    jump_wanted = Signal()
    back_wanted = Signal()
    fields_left = Signal()
    lead_wanted = Signal()
    verify_left = Signal(str)

    def __init__(self, theme: Theme, words: Words, desk: AnswerDesk) -> None:
        super().__init__("…", pad=14, gap=S3)
        self._words = words
        self._desk = desk
        self._view: TalkView | None = None
        self.title.setText(self.tr("必谈清单"))
        self._figures = Label("", role="caption")
        self.add_to_head(self._figures)
        self._model = ChecklistModel(
            words,
            StateWords(
                open=self.tr("未谈"),
                optional=self.tr("选谈"),
                talking=self.tr("正在谈"),
                lead=self.tr("线索"),
                verify=self.tr("待核实"),
            ),
        )
        self.items = ChecklistView(theme, self._model)
        self.detail = ItemDetail(words)
        self._hints = ElidedLabel(
            self.tr("F2 挂到段落   Alt+1–5 回答   F3 下一未谈   F4 待核实   F6 线索"),
            role="caption",
        )
        self.add(self.items, stretch=1)
        self.add(self.detail, self._hints)
        self.setFixedWidth(WIDTH)
        self.body.setSpacing(S2)
        self.items.chosen.connect(self._on_chosen)
        self.items.answered.connect(self._on_answered)
        self.items.opened.connect(self._on_opened)
        self.items.escaped.connect(self.back_wanted)
        self.detail.answered.connect(self._on_answered)
        self.detail.lead_pressed.connect(self.lead_wanted)
        self.detail.verify_left.connect(self.verify_left)
        self.detail.text_typed.connect(self._on_text)
        self.detail.verify_typed.connect(self._on_verify)
        self.detail.jumped.connect(self.jump_wanted)
        self.detail.done.connect(self.back_wanted)
        self.detail.left.connect(self.fields_left)
        desk.changed.connect(self._show_answers)

    @property
    def current(self) -> str:
        """The code of the current item."""
        return self.items.current

    @property
    def coverage(self) -> Coverage:
        """What has been asked of what must be, with what is on its way to the store."""
        if self._view is None or not self._view.coverage.must:  # a 座谈会 owes no item
            return Coverage()
        items = tuple(row.item for row in self._model.rows)
        return coverage(items, self._view.category, self._desk.answers)

    def show_talk(self, view: TalkView) -> None:
        """Show the items asked of a talk's category."""
        another = self._view is None or self._view.talk.id != view.talk.id
        self._view = view
        self._show_answers()
        rows = self._model.rows
        if rows and (another or not self.items.current):
            self.items.choose(next((row for row in rows if row.open), rows[0]).item.code)

    def choose(self, code: str) -> None:
        """Make an item current."""
        self._leave_fields()
        self.items.choose(code)

    def step(self, by: int) -> None:
        """Go up or down in the list."""
        self._leave_fields()
        self.items.step(by)

    def next_open(self, by: int = 1) -> bool:
        """Go to the next item that has to be asked still."""
        self._leave_fields()
        return self.items.next_open(by)

    def edit_verify(self) -> None:
        """Let the user type what is to be verified."""
        self.detail.verify.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.detail.verify.selectAll()

    @property
    def _editable(self) -> bool:
        return self._view is not None and self._view.editable

    def _leave_fields(self) -> None:
        """Never change a text under the caret: give the focus to the list first."""
        if self.detail.busy:
            self.items.setFocus()

    def _show_answers(self) -> None:
        view = self._view
        if view is None:
            return
        must = frozenset(
            item.code
            for item in view.items
            if view.coverage.must and item.asked_of(view.category) is Asking.MUST
        )
        extras = [
            CheckRow(
                one.item,
                must=False,
                answer=self._desk.answer(code),
                source=one.question.source,
                typable=self._desk.typable(code),
            )
            for code, one in self._desk.extras.items()
        ]
        self._model.show(check_rows(view.items, must, self._desk.answers) + extras)
        self._show_detail()
        counted = self.coverage
        self._figures.setText(
            self.tr("{work} {work_asked}/{work_must} · {life} {life_asked}/{life_must}").format(
                work=self._words.head(Head.WORK),
                life=self._words.head(Head.LIFE),
                work_asked=counted.work_asked,
                work_must=counted.work_must,
                life_asked=counted.life_asked,
                life_must=counted.life_must,
            )
        )

    def _row(self) -> CheckRow | None:
        place = self._model.place(self.current)
        return self._model.rows[place] if place >= 0 else None

    def _show_detail(self) -> None:
        row = self._row()
        self.detail.setVisible(row is not None)
        if row is not None:
            self.detail.show_row(row, editable=self._editable)

    def _on_chosen(self, code: str) -> None:
        self._show_detail()
        self.chosen.emit(code)

    def _on_answered(self, kind: object) -> None:
        if self.current and self._editable:
            wanted = kind if isinstance(kind, AnswerKind) else None
            self._desk.change(self.current, kind=wanted)

    def _on_opened(self) -> None:
        self.detail.text.setFocus()

    def _on_text(self, text: str) -> None:
        self._desk.type_text(self.detail.code, "text", text)

    def _on_verify(self, text: str) -> None:
        self._desk.type_text(self.detail.code, "verify", text)
