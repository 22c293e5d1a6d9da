"""One question on the window: label, hint, editor, what is wrong, who answered when."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inspector_app.forms.model import Node
from inspector_app.ui.forms.editors import Asked, Editor, make_editor
from inspector_app.ui.forms.editors.choices import OptionsEditor
from inspector_app.ui.forms.looks import Face, Look
from inspector_app.ui.forms.markdown import plain_words
from inspector_app.ui.forms.reading import Reading
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.tools import QuestionTools
from inspector_app.ui.forms.words import FormLabel
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import Label, announce, hbox, vbox
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
        self.required = False
        self._theme = theme
        self._clearable = False
        self._busy = False
        self.editor: Editor = make_editor(theme, node, look)
        self.label = FormLabel(role="body")
        self.tools = QuestionTools(theme)
        self._below = vbox(gap=3)
        self._foot = vbox(gap=3)
        self._lay_out()
        self.tools.help_wanted.connect(self.toggle_guidance)
        self.tools.history_wanted.connect(self.history_asked)
        if isinstance(self.editor, OptionsEditor):
            self.tools.clear_wanted.connect(self.editor.clear_choice)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(GUTTER, PAD, GUTTER, PAD)
        column.setSpacing(4)
        if self.look.face in {Face.GRID_LINE, Face.HEAD_LINE}:
            column.setContentsMargins(GUTTER, 2, GUTTER, 2)
            line = hbox(gap=8)
            words = QWidget()
            words.setLayout(vbox(self.label, self._below, gap=2))
            # Shares of the line, whatever the words: marks stand below each other.
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self.editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            line.addWidget(words, GRID_LABEL)
            line.addWidget(self.editor, 100 - GRID_LABEL)
            line.addWidget(self.tools)
            column.addLayout(line)
        else:
            head = hbox(gap=4)
            head.addWidget(self.label, 1, Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(head)
            column.addLayout(self._below)
            column.addWidget(self.editor)
        column.addLayout(self._foot)

    # --- parts that most questions do without: made when they are wanted ------------------

    @cached_property
    def hint(self) -> FormLabel:
        """The hint below the label."""
        label = FormLabel(role="caption")
        self._below.insertWidget(0, label)
        return label

    @cached_property
    def guidance(self) -> FormLabel:
        """The longer explanation, folded at first."""
        label = FormLabel(role="caption")
        label.hide()
        self._below.addWidget(label)
        return label

    @cached_property
    def problem(self) -> Label:
        """What is wrong."""
        label = Label("", role="caption", tone="mark", wrap=True, data=True)
        label.hide()
        self._foot.insertWidget(0, label)
        return label

    @cached_property
    def history(self) -> QWidget:
        """Who answered when, folded at first."""
        panel = QWidget()
        panel.hide()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        self._foot.addWidget(panel)
        return panel

    def _has(self, part: str) -> bool:
        return part in self.__dict__

    # --- showing ------------------------------------------------------------------------

    def show_question(self, question: Question) -> None:
        """Show the question as it stands; only what is another one changes."""
        reading, state = question.reading, question.reading.state
        self.calculating = reading.calculating
        self.label.set_words(reading.label)
        self.label.setVisible(bool(reading.label.strip()))
        wanted = state.required and state.node.on_device and not question.read_only
        if wanted != self.required:
            self.required = wanted
            self.update()
        self._show_words(reading)
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

    def _show_words(self, reading: Reading) -> None:
        if reading.hint or self._has("hint"):
            self.hint.set_words(reading.hint)
            self.hint.setVisible(bool(reading.hint))
        if reading.guidance or self._has("guidance"):
            self.guidance.set_words(reading.guidance)
            if not reading.guidance:
                self.guidance.hide()
        self.tools.offer_help(shown=bool(reading.guidance))

    def _show_problem(self, words: str) -> None:
        if not words and not self._has("problem"):
            return
        text = f"▲ {words}" if words else ""
        if text == self.problem.text():
            return
        self.problem.setText(text)
        self.problem.setAccessibleName(words)
        self.problem.setVisible(bool(words))
        if words and self._busy:
            announce(self.problem)

    def toggle_guidance(self) -> None:
        """Unfold or fold the guidance, if there is any."""
        if self._has("guidance") and self.guidance.words:
            self.guidance.setVisible(self.guidance.isHidden())

    def show_history(self, lines: Sequence[HistoryLine]) -> None:
        """Show who wrote what, below the answer; no lines hide it again."""
        column = self.history.layout()
        if column is None:
            return
        clear_layout(column)
        for line in lines:
            words = " · ".join(part for part in (line.when, line.who, line.value) if part)
            column.addWidget(Label(words, role="caption", wrap=True, data=True))
        self.history.setVisible(bool(lines))

    @property
    def history_shown(self) -> bool:
        """Whether the history is unfolded."""
        return self._has("history") and not self.history.isHidden()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark of what is required, left of the label."""
        if not self.required:
            return
        painter = QPainter(self)
        painter.setPen(self._theme.color("mark"))
        painter.setFont(self._theme.font("body"))
        top = self.label.mapTo(self, QPoint(0, 0)).y()
        room = QRect(0, top, GUTTER, self.label.fontMetrics().height())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, "＊")

    # --- focus and pointer --------------------------------------------------------------

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at."""
        return self.editor.stops()

    def set_busy(self, *, busy: bool) -> None:
        """Show the small buttons while somebody is at the question."""
        if busy != self._busy:
            self._busy = busy
            self._show_buttons()

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
        self.tools.offer_history(shown=near and self.look.face not in WITHOUT_ANSWER)
        self.tools.offer_clear(shown=near and self._clearable)
