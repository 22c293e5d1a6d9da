"""The form's own keys."""

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class FormKeys(QObject):
    """Keys that work wherever the focus is in a form.

    Signals:
        stepped (int): to the next (1) or the previous (-1) open question.
        guidance, history: of the question that has the focus.
        card_added, card_removed, card_moved (int): the card that has the focus.
    """

    stepped = Signal(int)
    guidance = Signal()
    history = Signal()
    card_added = Signal()
    card_removed = Signal()
    card_moved = Signal(int)

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        for keys, tell in (
            ("F8", partial(self.stepped.emit, 1)),
            ("Shift+F8", partial(self.stepped.emit, -1)),
            ("F1", self.guidance.emit),
            ("Ctrl+Shift+H", self.history.emit),
            ("Ctrl+Shift+Return", self.card_added.emit),
            ("Ctrl+Shift+Delete", self.card_removed.emit),
            ("Ctrl+Shift+Up", partial(self.card_moved.emit, -1)),
            ("Ctrl+Shift+Down", partial(self.card_moved.emit, 1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(tell)
