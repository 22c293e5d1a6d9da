"""What stands in a row of a form: a widget as tall as its content at a given width."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget


class FormRowWidget(QWidget):
    """Base of questions, headings, cards' heads.

    Signals:
        resized: its content needs another height, perhaps.
    """

    resized = Signal()

    def height_at(self, width: int) -> int:
        """Return the height its content needs at *width*."""
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        if layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return layout.totalSizeHint().height()

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return []

    def set_busy(self, *, busy: bool) -> None:
        """Tell it whether the focus is in it."""

    def event(self, event: QEvent) -> bool:
        """Tell when the content has changed its size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resized.emit()
        return done
