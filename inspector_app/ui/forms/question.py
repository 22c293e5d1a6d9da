"""One question on the window: label, hint, editor, what is wrong, who answered when."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.forms.model import Node
from inspector_app.ui.forms.editors import Asked, Editor, make_editor
from inspector_app.ui.forms.editors.choices import OptionsEditor
from inspector_app.ui.forms.looks import Face, Look
from inspector_app.ui.forms.markdown import plain_words
from inspector_app.ui.forms.reading import Reading
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.words import FormLabel
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import Label, announce, hbox, icon_button, vbox
from inspector_app.ui.widgets.layout import clear_layout

#: Room left of a question for the mark of what is required, in pixels.
GUTTER = 14
#: Space above and below a question.
PAD = 7
#: The label's share of a line in a table of choices, in per cent.
GRID_LABEL = 38
#: Looks of what nobody answers.
WITHOUT_ANSWER = {Face.NOTE, Face.HEAD_LINE}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a field's history: who wrote what, when (already in words)."""

    who: str
    when: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a question shows: as it was read, and what to say is wrong (empty: nothing)."""

    reading: Reading
    problem: str
    read_only: bool


class QuestionRow(FormRowWidget):
    """A question. It is made for one look; another look takes another row.

    ``calculating`` is whether its choices have words that any answer may change.

    Signals:
        history_asked: who answered this, and when?
    """

    history_asked = Signal()

    def __init__(self, theme: Theme, node: Node, look: Look) -> None:
        super().__init__()
        self.look = look
        self.calculating = False
        self.editor: Editor = make_editor(theme, node, look)
        self.label = FormLabel(role="body")
        self.star = Label("＊", tone="mark")
        self.star.setToolTip(self.tr("必填"))
        self.star.setFixedWidth(GUTTER)
        self.hint = FormLabel(role="caption")
        self.guidance = FormLabel(role="caption")
        self.problem = Label("", role="caption", tone="mark", wrap=True, data=True)
        self.history = QWidget()
        self._history_column = QVBoxLayout(self.history)
        self._history_column.setContentsMargins(0, 2, 0, 2)
        self._history_column.setSpacing(2)
        self.clear_button = icon_button(theme, "remove", self.tr("去掉这个选择（Delete）"))
        self.help_button = icon_button(theme, "question", self.tr("填写说明（F1）"))
        self.history_button = icon_button(theme, "clock", self.tr("谁在何时填写（Ctrl+Shift+H）"))
        for button in (self.clear_button, self.help_button, self.history_button):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setIconSize(QSize(14, 14))
            button.setFixedSize(22, 20)
            button.setProperty("role", "slim")
        for button in (self.clear_button, self.history_button):
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        self._clearable = False
        self._busy = False
        self._lay_out()
        self.help_button.clicked.connect(self.toggle_guidance)
        self.history_button.clicked.connect(self.history_asked)
        if isinstance(self.editor, OptionsEditor):
            self.clear_button.clicked.connect(self.editor.clear_choice)
        for part in (self.hint, self.guidance, self.problem, self.history, self.clear_button):
            part.hide()
        self.history_button.hide()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        below = vbox(self.hint, self.guidance, gap=3)
        foot = vbox(self.problem, self.history, gap=3)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, PAD, GUTTER, PAD)
        outer.setSpacing(0)
        outer.addWidget(self.star, 0, top)
        policy = self.star.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.star.setSizePolicy(policy)
        column = vbox(gap=4)
        buttons = hbox(self.clear_button, self.help_button, self.history_button, gap=0)
        if self.look.face in {Face.GRID_LINE, Face.HEAD_LINE}:
            outer.setContentsMargins(0, 2, GUTTER, 2)
            line = hbox(gap=8)
            words = QWidget()
            words.setLayout(vbox(self.label, below, gap=2))
            # Shares of the line, whatever the words: marks stand below each other.
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            line.addWidget(words, GRID_LABEL)
            line.addWidget(self.editor, 100 - GRID_LABEL)
            line.addLayout(buttons)
            column.addLayout(line)
        else:
            head = hbox(gap=4)
            head.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
            head.addLayout(buttons)
            head.setAlignment(buttons, top)
            column.addLayout(head)
            column.addLayout(below)
            column.addWidget(self.editor)
        column.addLayout(foot)
        outer.addLayout(column, 1)

    # --- showing ------------------------------------------------------------------------

    def show_question(self, question: Question) -> None:
        """Show the question as it stands; only what is another one changes."""
        reading, state = question.reading, question.reading.state
        self.calculating = reading.calculating
        self.label.set_words(reading.label)
        self.label.setVisible(bool(reading.label.strip()))
        wanted = state.required and state.node.on_device and not question.read_only
        self.star.setVisible(wanted)
        self._show(self.hint, reading.hint)
        self.guidance.set_words(reading.guidance)
        self.help_button.setVisible(bool(reading.guidance))
        if not reading.guidance:
            self.guidance.hide()
        self._show_problem(question.problem)
        words = plain_words(reading.label)
        name = self.tr("{label}（必填）").format(label=words) if wanted else words
        parts = (question.problem, plain_words(reading.hint))
        self.editor.show_asked(
            Asked(
                state=state,
                name=name,
                description="。".join(part for part in parts if part),
                read_only=question.read_only,
                options=reading.options,
                words_of=reading.words_of,
                offer=reading.offer,
            )
        )
        self._clearable = self.editor.clearable()
        self._show_buttons()

    def _show(self, label: FormLabel, words: str) -> None:
        label.set_words(words)
        label.setVisible(bool(words))

    def _show_problem(self, words: str) -> None:
        text = f"▲ {words}" if words else ""
        if text == self.problem.text():
            return
        self.problem.setText(text)
        self.problem.setAccessibleName(words)
        self.problem.setVisible(bool(words))
        if words and self.busy():
            announce(self.problem)

    def toggle_guidance(self) -> None:
        """Unfold or fold the guidance, if there is any."""
        if self.guidance.words:
            self.guidance.setVisible(self.guidance.isHidden())

    def show_history(self, lines: Sequence[HistoryLine]) -> None:
        """Show who wrote what, below the answer; no lines hide it again."""
        clear_layout(self._history_column)
        for line in lines:
            words = " · ".join(part for part in (line.when, line.who, line.value) if part)
            self._history_column.addWidget(Label(words, role="caption", wrap=True, data=True))
        self.history.setVisible(bool(lines))

    @property
    def history_shown(self) -> bool:
        """Whether the history is unfolded."""
        return not self.history.isHidden()

    # --- focus and pointer --------------------------------------------------------------

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        return self.editor.stops()

    def set_busy(self, *, busy: bool) -> None:
        """Show the small buttons while somebody is at the question."""
        if busy != self._busy:
            self._busy = busy
            self._show_buttons()

    def busy(self) -> bool:
        """Whether the question has the focus."""
        return self._busy

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the small buttons under the pointer."""
        super().enterEvent(event)
        self._show_buttons()

    def leaveEvent(self, event: QEvent) -> None:
        """Hide them again."""
        super().leaveEvent(event)
        self._show_buttons()

    def _show_buttons(self) -> None:
        near = self._busy or self.underMouse()
        self.history_button.setVisible(near and self.look.face not in WITHOUT_ANSWER)
        self.clear_button.setVisible(near and self._clearable)
