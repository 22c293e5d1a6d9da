"""Asks in place what a step needs: what is still missing, and a reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    ButtonRole,
    Card,
    Label,
    MissingItem,
    MissingList,
    announce,
    hbox,
    icon_button,
    make_button,
    mark_data,
    restyle,
)

_LIST_MOST = 190


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked: words, what is missing, and the button that goes on.

    ``action`` empty means that there is no going on before what is missing is mended;
    ``reason`` is the placeholder of the field for a reason, empty when none is asked.
    """

    title: str
    text: str = ""
    missing: Sequence[MissingItem] = ()
    reason: str = ""
    reason_needed: bool = True
    action: str = ""
    role: ButtonRole = "primary"


class EndPanel(Card):
    """Shows a `Step` above the record; the record can be typed on beneath it.

    Signals:
        jumped (MissingItem): the user wants to mend something.
        closed: it was put away.
    """

    jumped = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("…", pad=14, gap=S2)
        self._needed = False
        self._go: Callable[[str], None] | None = None
        close = icon_button(theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.put_away)
        self.add_to_head(close)
        self._text = Label("", tone="dim", wrap=True)
        self.list = MissingList(theme, compact=True)
        self.list.jumped.connect(self.jumped)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("原因"))
        mark_data(self.reason)
        self.reason.textChanged.connect(self._on_reason)
        self.reason.returnPressed.connect(self._on_go)
        self.button = make_button("", role="primary")
        self.button.clicked.connect(self._on_go)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = hbox(self.reason, self.button)
        row.addStretch(0)
        row.setStretch(0, 1)
        self.add(self._text, self.list)
        self.body.addLayout(row)
        self.hide()

    def ask(self, step: Step, go: Callable[[str], None] | None = None) -> None:
        """Show *step* and give it the focus; its button calls *go* with the reason."""
        self.reason.clear()
        self._show(step, go)
        self.show()
        announce(self)
        if step.missing:
            self.list.setFocus()
        elif step.reason:
            self.reason.setFocus()
        elif step.action:
            self.button.setFocus()

    def update_step(self, step: Step, go: Callable[[str], None]) -> None:
        """Show what is still missing after something was mended; the focus stays."""
        self._show(step, go)

    def _show(self, step: Step, go: Callable[[str], None] | None) -> None:
        self._go = go
        self._needed = bool(step.reason) and step.reason_needed
        self.title.setText(step.title)
        self._text.setText(step.text)
        self._text.setVisible(bool(step.text))
        self.list.set_items(step.missing)
        self.list.setVisible(bool(step.missing))
        self.list.setFixedHeight(min(_LIST_MOST, self.list.sizeHint().height() + 4))
        self.reason.setPlaceholderText(step.reason)
        self.reason.setVisible(bool(step.reason))
        self.button.setText(step.action)
        self.button.setProperty("role", step.role)
        restyle(self.button)
        self.button.setVisible(bool(step.action))
        self._on_reason()
        self.setAccessibleName(step.title)

    def put_away(self) -> None:
        """Hide and forget."""
        self._go = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _on_reason(self) -> None:
        self.button.setEnabled(not self._needed or bool(self.reason.text().strip()))

    def _on_go(self) -> None:
        if self._go is None or not self.button.isEnabled() or self.button.isHidden():
            return
        go, reason = self._go, self.reason.text().strip()
        self.put_away()
        go(reason)
