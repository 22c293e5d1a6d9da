"""What every editor is: it shows a question's state and tells what the user answers."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QSizePolicy, QWidget

from inspector_app.forms.sitting import NodeState
from inspector_app.ui.forms.reading import Option

#: Editors get no focus by Qt's own order: the form knows the order of its questions.
FOCUS = Qt.FocusPolicy.ClickFocus


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as an editor sees it.

    ``name`` and ``description`` are for screen readers: label with what is required, hint
    and what is wrong. ``options``, ``words_of`` and ``offer`` are as of `Reading`.
    """

    state: NodeState
    name: str
    description: str
    read_only: bool
    options: Callable[[], tuple[Option, ...]]
    words_of: Callable[[str], str]
    offer: Hashable

    @property
    def value(self) -> str:
        """The answer as the form says it: a choice that is offered no more is not chosen."""
        return self.state.value


class Editor(QWidget):
    """Answers one question.

    Signals:
        typed (str): the answer as it is being typed.
        committed (str): an answer, once for each intention.
        entered: Enter was pressed, or the choice made leads on: the next question, please.
    """

    typed = Signal(str)
    committed = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_asked(self, asked: Asked) -> None:
        """Show the question's state. A field that is typed into keeps its text."""
        raise NotImplementedError

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return []

    def commit(self) -> None:
        """Tell what has been typed and not told yet."""

    def clearable(self) -> bool:
        """Say whether the answer can be taken away only by a button of its own."""
        return False


def is_enter(event: QKeyEvent) -> bool:
    """Say whether *event* is Enter without a modifier that means something else."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not plain


def is_on_enter(event: QKeyEvent) -> bool:
    """Say whether *event* is Ctrl+Enter: the next question from a field that takes Enter."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    wanted = Qt.KeyboardModifier.ControlModifier
    return event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain == wanted


def is_undo(event: QEvent) -> bool:
    """Say whether *event* is the key for undo."""
    return isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo)
