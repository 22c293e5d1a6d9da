"""One item of the checklist: the question, what to call for, and what was answered."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from inspector_app.domain.must_ask import AnswerKind
from inspector_app.services.talk_files import page_of
from inspector_app.ui.pages.talk.checklist import CheckRow
from inspector_app.ui.pages.talk.keys import act_of
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme.metrics import S1, S2
from inspector_app.ui.widgets import (
    ElidedLabel,
    Inset,
    Label,
    hbox,
    make_button,
    mark_data,
)

#: Height of the field for what was said: at rest, and while it is typed into.
_TEXT_REST, _TEXT_TYPED = 34, 86
_SIGN_WIDTH = 56
#: Lines kept for the question, so that nothing moves from item to item.
_QUESTION_LINES = {"zh_CN": 3, "en": 4}


class _TextField(QPlainTextEdit):
    """What was said, in a few lines; the workspace's keys pass through.

    Signals:
        left: it lost the focus.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.document().setDocumentMargin(1)
        self.setFixedHeight(_TEXT_REST)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Make room to type."""
        super().focusInEvent(event)
        self.setFixedHeight(_TEXT_TYPED)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the workspace's keys, and Esc, to it."""
        if act_of(event) is not None or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.setFixedHeight(_TEXT_REST)
            self.left.emit()


class _LineField(QLineEdit):
    """What is to be verified, in one line.

    Signals:
        left: it lost the focus.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the workspace's keys, and Esc, to it."""
        if act_of(event) is not None or event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it was left."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class ItemDetail(Inset):
    """Shows a `CheckRow` and tells what is changed in it.

    Signals:
        answered (AnswerKind | None): a kind of answer was pressed; again takes it away.
        lead_pressed: it is a lead, or is none after all.
        text_typed (str), verify_typed (str): at every change.
        left: a field lost the focus.
        verify_left (str): the field of what is to be verified did; the item's code.
        done: Enter in the field of what is to be verified.
        jumped: to the paragraph.
    """

    answered = Signal(object)
    lead_pressed = Signal()
    text_typed = Signal(str)
    verify_typed = Signal(str)
    left = Signal()
    verify_left = Signal(str)
    done = Signal()
    jumped = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__(gap=S2)
        self._words = words
        self._code = ""
        self._filling = False
        self._head = ElidedLabel("", role="caption", data=True)
        self._jump = make_button(self.tr("到段落 F5"), role="link")
        self._jump.clicked.connect(self.jumped)
        self.question = Label("", wrap=True, data=True)
        self.question.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        lines = _QUESTION_LINES.get(words.language, 4)
        self.question.setFixedHeight(self.question.fontMetrics().lineSpacing() * lines + 6)
        self._call_for = ElidedLabel("", role="caption", data=True)
        self._kinds = {kind: self._kind_button(kind) for kind in AnswerKind}
        self._lead = make_button(self.tr("⚑ 线索"), tip=self.tr("形成问题线索（F6）"))
        self._lead.setCheckable(True)
        self._lead.clicked.connect(self._on_lead)
        self.text = _TextField()
        self.text.setPlaceholderText(self.tr("要点（段落里有的不必重写）"))
        self.text.setAccessibleName(self.tr("反映的内容要点"))
        self.text.setTabChangesFocus(True)
        mark_data(self.text)
        self.text.textChanged.connect(self._on_text)
        self.text.left.connect(self.left)
        self.verify = _LineField()
        self.verify.setPlaceholderText(self.tr("◆ 待核实什么（F4）"))
        self.verify.setAccessibleName(self.tr("待核实事项"))
        self.verify.textChanged.connect(self._on_verify)
        self.verify.returnPressed.connect(self.done)
        self.verify.left.connect(self.left)
        self.verify.left.connect(self._on_verify_left)
        self._lay_out()

    def _lay_out(self) -> None:
        head = hbox(self._head, self._jump, gap=S2)
        head.setStretch(0, 1)
        kinds = hbox(*self._kinds.values(), gap=S1)
        verify = hbox(self.verify, self._lead, gap=S1)
        verify.setStretch(0, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.question)
        self.body.addWidget(self._call_for)
        self.body.addLayout(kinds)
        self.body.addWidget(self.text)
        self.body.addLayout(verify)

    def _kind_button(self, kind: AnswerKind) -> QPushButton:
        sign = self.tr("无") if kind is AnswerKind.NONE else kind.symbol
        number = list(AnswerKind).index(kind) + 1
        button = make_button(sign, tip=f"{self._words.answer(kind)}（Alt+{number}）")
        button.setCheckable(True)
        button.setAccessibleName(self._words.answer(kind))
        button.setFixedWidth(_SIGN_WIDTH)
        button.clicked.connect(partial(self._on_kind, kind))
        return button

    @property
    def code(self) -> str:
        """The item that is shown."""
        return self._code

    @property
    def busy(self) -> bool:
        """Whether one of its fields is being typed into."""
        return self.text.hasFocus() or self.verify.hasFocus()

    def show_row(self, row: CheckRow, *, editable: bool) -> None:
        """Show an item; a field with the focus keeps its own text while the item is the same."""
        item, answer = row.item, row.answer
        same = item.code == self._code
        self._code = item.code
        articles = self.tr("、").join(str(number) for number in item.articles)
        parts = [item.code, self._words.head(item.head)]
        parts += [self.tr("第 {numbers} 条").format(numbers=articles)] if articles else []
        self._head.setText(" · ".join(parts))
        self.question.setText(self._words.question(item))
        self._call_for.setText(self._call_for_words(row))
        page = page_of(answer.paragraph)
        to_page = self.tr("到第 {page} 页 F5").format(page=page)
        self._jump.setText(to_page if page else self.tr("到段落 F5"))
        self._jump.setEnabled(bool(answer.paragraph))
        for kind, button in self._kinds.items():
            button.setChecked(answer.kind is kind)
            button.setEnabled(editable)
        self._lead.setChecked(answer.lead)
        self._lead.setEnabled(editable and not row.source)
        self._filling = True
        if not (same and self.text.hasFocus()) and self.text.toPlainText() != answer.text:
            self.text.setPlainText(answer.text)
        if not (same and self.verify.hasFocus()) and self.verify.text() != answer.verify:
            self.verify.setText(answer.verify)
        self._filling = False
        self.text.setToolTip(answer.text)
        self.text.setReadOnly(not editable or not row.typable)
        self.verify.setReadOnly(not editable or bool(row.source))

    def _call_for_words(self, row: CheckRow) -> str:
        """Say what to call for; of an extra question, where it comes from."""
        if row.source:
            return self.tr("来源：{source}").format(source=row.source)
        call_for = self._words.call_for(row.item)
        return self.tr("调阅：{what}").format(what=call_for) if call_for else ""

    def _on_kind(self, kind: AnswerKind, checked: bool) -> None:
        self.answered.emit(kind if checked else None)

    def _on_lead(self) -> None:
        self.lead_pressed.emit()

    def _on_text(self) -> None:
        if not self._filling:
            self.text_typed.emit(self.text.toPlainText())

    def _on_verify_left(self) -> None:
        self.verify_left.emit(self._code)

    def _on_verify(self, text: str) -> None:
        if not self._filling:
            self.verify_typed.emit(text)
