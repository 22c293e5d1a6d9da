"""Questions that only show or tell: notes, shown values, what this device cannot do, ticks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from inspector_app.forms.model import Node
from inspector_app.ui.forms.editors.base import FOCUS, Asked, Editor, is_enter, is_on_enter
from inspector_app.ui.forms.editors.choices import SIDE_GAP
from inspector_app.ui.forms.editors.option import OptionButton
from inspector_app.ui.forms.numerals import group_digits
from inspector_app.ui.forms.reading import Option
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.card import Inset
from inspector_app.ui.widgets.labels import Label, mark_data
from inspector_app.ui.widgets.layout import clear_layout

#: What ODK writes when something was acknowledged.
TICKED = "OK"


class NoteEditor(Editor):
    """Nothing to answer: the label is the note."""

    def show_asked(self, asked: Asked) -> None:
        """Show nothing more."""


class ShownEditor(Editor):
    """A value the form fills in: shown, never typed."""

    def __init__(self, *, grouped: bool) -> None:
        super().__init__()
        self._grouped = grouped
        self.words = Label("", wrap=True, data=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inset = Inset(pad=4)
        inset.body.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inset)

    def show_asked(self, asked: Asked) -> None:
        """Show the value, a dash for none."""
        value = group_digits(asked.value) if self._grouped else asked.value
        self.words.setText(value or "–")
        self.words.setAccessibleName(f"{asked.name} {value}".strip())


class ElsewhereEditor(Editor):
    """What only a telephone can answer; a value it already has stays and is shown."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        kind = node.parameters.get("mediatype", "").partition("/")[0]
        words = {
            "audio": self.tr("本机不能录音。可以不填，不影响完成。"),
            "video": self.tr("本机不能录像。可以不填，不影响完成。"),
        }
        place = self.tr("本机不能定位。可以不填，不影响完成。")
        self.note = Label(words.get(kind, place), role="caption", wrap=True)
        self.words = Label("", wrap=True, data=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inset = Inset(pad=6, gap=2)
        inset.body.addWidget(self.note)
        inset.body.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inset)

    def show_asked(self, asked: Asked) -> None:
        """Show the value it has."""
        self.words.setText(asked.value)
        self.words.setVisible(bool(asked.value))


class TickEditor(Editor):
    """Something to acknowledge."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._value = ""
        self._read_only = False
        self.button = OptionButton(theme, several=True)
        self.button.set_words(self.tr("已知悉"))
        mark_data(self.button, itself_only=True)
        self.button.setFocusPolicy(FOCUS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.button)
        self.button.clicked.connect(self._on_clicked)
        self.button.key_pressed.connect(self._on_key)

    def show_asked(self, asked: Asked) -> None:
        """Show whether it was acknowledged."""
        self._value = asked.value
        self._read_only = asked.read_only
        self.button.tick(on=bool(asked.value))
        self.button.set_locked(locked=asked.read_only)
        self.button.setAccessibleName(f"{asked.name} {self.button.text()}")
        self.button.setAccessibleDescription(asked.description)

    def stops(self) -> list[QWidget]:
        """Return the tick."""
        return [self.button]

    def _on_clicked(self) -> None:
        if self._read_only:
            return
        self._value = "" if self._value else TICKED
        self.button.tick(on=bool(self._value))
        self.committed.emit(self._value)

    def _on_key(self, event: QKeyEvent) -> None:
        if is_enter(event) or is_on_enter(event):
            event.accept()
            self.entered.emit()


class HeadLineEditor(Editor):
    """The words above the columns of a table of choices."""

    def __init__(self) -> None:
        super().__init__()
        self._options: tuple[Option, ...] = ()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SIDE_GAP)

    def show_asked(self, asked: Asked) -> None:
        """Show the words of the choices."""
        options = asked.options()
        if options == self._options:
            return
        self._options = options
        clear_layout(self._row)
        for option in options:
            label = Label(option.label, role="caption", wrap=True, data=True)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)
            # Equal columns, whatever the words: the marks below stand in the same ones.
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            self._row.addWidget(label, 1)
