"""Asking for a reason before something that leaves a trace, in place, without a dialog."""

from collections.abc import Callable

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets.announce import announce
from inspector_app.ui.widgets.buttons import make_button
from inspector_app.ui.widgets.labels import mark_data
from inspector_app.ui.widgets.layout import hbox, vbox
from inspector_app.ui.widgets.messages import Strip


class ReasonStrip(Strip):
    """Asks for a reason; without one there is no yes. Esc withdraws the question."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "warn", QMargins())
        self._yes: Callable[[str], None] | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("理由（必填）"))
        self.field.setMinimumWidth(120)
        mark_data(self.field, itself_only=True)
        self._no_button = make_button(self.tr("取消"))
        self._yes_button = make_button("", role="primary")
        self._no_button.clicked.connect(self.withdraw)
        self._yes_button.clicked.connect(self._on_yes)
        self.field.returnPressed.connect(self._on_yes)
        self.field.textChanged.connect(self._on_text)
        # The question above, the answer below: there is room for both in a narrow column.
        self.row.removeWidget(self.label)
        answer = hbox(self.field, self._no_button, self._yes_button)
        answer.setStretch(0, 1)
        self.row.addLayout(vbox(self.label, answer, gap=S2), 1)
        self.row.setAlignment(self.symbol, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def ask(self, question: str, *, yes: str, given: Callable[[str], None]) -> None:
        """Show *question*; the button *yes* calls *given* with the reason."""
        self.label.setText(question)
        self._yes = given
        self._yes_button.setText(yes)
        self.field.clear()
        self.field.setAccessibleName(question)
        self._on_text()
        self.setAccessibleName(question)
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self)

    def withdraw(self) -> None:
        """Take the question back."""
        self._yes = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Withdraw by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.withdraw()
            return
        super().keyPressEvent(event)

    def _on_text(self) -> None:
        self._yes_button.setEnabled(bool(self.field.text().strip()))

    def _on_yes(self) -> None:
        reason, given = self.field.text().strip(), self._yes
        if reason and given is not None:
            self.withdraw()
            given(reason)
