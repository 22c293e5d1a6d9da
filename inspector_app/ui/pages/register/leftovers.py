"""Answers that the version in force does not ask for: kept, and shown in their old words."""

from collections.abc import Sequence

from inspector_app.services.form_moves import Leftover
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import Inset, Label, clear_layout, vbox


class LeftoverCard(Inset):
    """Question, answer and version of each; hidden while there is none."""

    def __init__(self) -> None:
        super().__init__("warn")
        self._title = Label(self.tr("现在的版本没有这些题目，以前的答案保留在这里："), wrap=True)
        self._lines = vbox(gap=S2)
        self.body.addWidget(self._title)
        self.body.addLayout(self._lines)
        self.hide()

    def show_leftovers(self, found: Sequence[Leftover]) -> None:
        """Show what is left over."""
        clear_layout(self._lines)
        for one in found:
            words = self.tr("{question}（{version} 版）：{answer}").format(
                question=one.question, version=one.version or "—", answer=one.answer
            )
            self._lines.addWidget(Label(words, wrap=True, data=True))
        self.setVisible(bool(found))
