"""Filling the widgets of rows from a sitting."""

from dataclasses import dataclass

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.card_words import card_title
from inspector_app.ui.forms.heads import AddRow, CardHead, SectionHead
from inspector_app.ui.forms.problems import Problems
from inspector_app.ui.forms.question import Question, QuestionRow
from inspector_app.ui.forms.reading import read_question, repeat_label, repeat_of
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.rows import Row


@dataclass(frozen=True, slots=True)
class Filler:
    """Shows in widgets what the *sitting* says."""

    sitting: Sitting
    problems: Problems
    read_only: bool

    def fill(self, row: Row, widget: FormRowWidget) -> bool:
        """Show *row*; ``False`` when it looks otherwise now and wants another widget."""
        if isinstance(widget, QuestionRow):
            return self._question(row, widget)
        if isinstance(widget, SectionHead):
            self._section(row, widget)
        elif isinstance(widget, CardHead):
            count = len(self.sitting.instances(repeat_of(row.path)))
            fixed = self.read_only or not self.sitting.can_remove(row.path)
            widget.show_card(card_title(self.sitting, row), row.position, count, fixed=fixed)
        elif isinstance(widget, AddRow):
            count = len(self.sitting.instances(row.path))
            widget.show_repeat(repeat_label(self.sitting, row.node, row.path), count)
        return True

    def _question(self, row: Row, widget: QuestionRow) -> bool:
        reading = read_question(self.sitting, row.node, row.path)
        if reading.look != widget.look:
            return False
        words = "" if self.read_only else self.problems.words(row.key, reading.state)
        read_only = self.read_only or reading.state.readonly
        widget.show_question(Question(reading, words, read_only))
        return True

    def _section(self, row: Row, widget: SectionHead) -> None:
        if row.node.is_repeat:
            count = len(self.sitting.instances(row.path))
            widget.show_words(repeat_label(self.sitting, row.node, row.path), count)
        else:
            widget.show_words(self.sitting.label(row.path).strip(), None)
