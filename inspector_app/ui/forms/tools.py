"""The small buttons beside a question: take the choice away, explanation, history."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.buttons import icon_button

_ICON = 14
_WIDTH, _HEIGHT = 22, 20


class QuestionTools(QWidget):
    """Room for three buttons, which are made when they are first wanted.

    Signals:
        clear_wanted, help_wanted, history_wanted: a button was pressed.
    """

    clear_wanted = Signal()
    help_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.clear: QToolButton | None = None
        self.help: QToolButton | None = None
        self.history: QToolButton | None = None
        self.setFixedSize(3 * _WIDTH, _HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)

    def offer_clear(self, *, shown: bool) -> None:
        """Show the button that takes a choice away."""
        if shown and self.clear is None:
            self.clear = self._make("remove", self.tr("去掉这个选择（Delete）"), 1)
            self.clear.clicked.connect(self.clear_wanted)
        if self.clear is not None:
            self.clear.setVisible(shown)

    def offer_help(self, *, shown: bool) -> None:
        """Show the button that unfolds the explanation."""
        if shown and self.help is None:
            self.help = self._make("question", self.tr("填写说明（F1）"), -1)
            self.help.clicked.connect(self.help_wanted)
        if self.help is not None:
            self.help.setVisible(shown)

    def offer_history(self, *, shown: bool) -> None:
        """Show the button that asks who answered, and when."""
        if shown and self.history is None:
            at = self._row.count() - (self.help is not None)
            self.history = self._make("clock", self.tr("谁在何时填写（Ctrl+Shift+H）"), at)
            self.history.clicked.connect(self.history_wanted)
        if self.history is not None:
            self.history.setVisible(shown)

    def _make(self, icon: str, name: str, at: int) -> QToolButton:
        button = icon_button(self._theme, icon, name)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIconSize(QSize(_ICON, _ICON))
        button.setFixedSize(_WIDTH, _HEIGHT)
        button.setProperty("role", "slim")
        self._row.insertWidget(at, button)
        return button
