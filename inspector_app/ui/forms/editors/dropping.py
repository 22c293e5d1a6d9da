"""A choice behind a drop-down."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from inspector_app.ui.forms.editors.base import (
    FOCUS,
    Asked,
    Editor,
    is_enter,
    is_on_enter,
    is_undo,
)
from inspector_app.ui.forms.editors.texts import describe
from inspector_app.ui.forms.looks import Look
from inspector_app.ui.forms.reading import Option
from inspector_app.ui.widgets.labels import mark_data

_WIDTH = 420


class DropBox(QComboBox):
    """A drop-down that leaves the wheel to the page and Enter and Ctrl+Z to the form.

    Signals:
        entered_on: Enter while the list is closed.
    """

    entered_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(FOCUS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaximumWidth(_WIDTH)
        mark_data(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lead on by Enter; Space, Down and F4 open the list."""
        if is_enter(event) or is_on_enter(event):
            self.entered_on.emit()
            return
        if is_undo(event) or event.key() in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Down and not event.modifiers():
            self.showPopup()
            return
        super().keyPressEvent(event)


class DropEditor(Editor):
    """Chooses one of a few options behind a drop-down; Delete takes the choice away."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._quick = look.quick
        self._value = ""
        self._read_only = False
        self._options: tuple[Option, ...] = ()
        self.box = DropBox()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.box)
        self.setFocusProxy(self.box)
        self.box.activated.connect(self._on_activated)
        self.box.entered_on.connect(self.entered)

    def show_asked(self, asked: Asked) -> None:
        """Offer the options; the chosen one is shown even if it is offered no more."""
        self._value = asked.value
        self._read_only = asked.read_only
        options = (Option("", ""), *asked.options())
        if all(option.value != asked.value for option in options):
            options = (*options, Option(asked.value, asked.value))
        if options != self._options:
            self._options = options
            self.box.clear()
            self.box.addItems([option.label for option in options])
            self.box.setItemText(0, self.tr("（未选）"))
        at = next(i for i, option in enumerate(options) if option.value == asked.value)
        self.box.setCurrentIndex(at)
        self.box.setToolTip(options[at].label)
        self.box.setEnabled(not asked.read_only)
        describe(self.box, asked)

    def stops(self) -> list[QWidget]:
        """Return the box, unless it only shows."""
        return [] if self._read_only else [self.box]

    def _on_activated(self, at: int) -> None:
        value = self._options[at].value
        if value != self._value:
            self._value = value
            self.committed.emit(value)
            if self._quick and value:
                self.entered.emit()
