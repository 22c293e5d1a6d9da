"""One line of text of a record: typed, left, filled without disturbing who types."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit


class TextEntry(QLineEdit):
    """A line that is typed; `widgets.growing.GrowingTextEdit` is its tall sister.

    Signals:
        typed (str): the user changed the text.
        left: it lost the focus, or Enter was pressed.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(self, *, placeholder: str = "") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.typed)
        self.editingFinished.connect(self.left)

    def set_text(self, text: str) -> bool:
        """Show *text* unless somebody is typing here; returns whether it stands there now."""
        if text == self.text():
            return True
        if self.hasFocus() and not self.isReadOnly():
            return False
        self.setText(text)
        self.setCursorPosition(0)
        return True
