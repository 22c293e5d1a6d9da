"""Options that are all seen: radio buttons and tick boxes in columns, rows, on a scale."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from inspector_app.ui.forms.editors.base import Asked, Editor, is_enter, is_on_enter
from inspector_app.ui.forms.editors.option import OptionButton
from inspector_app.ui.forms.looks import Face, Flow, Look
from inspector_app.ui.forms.reading import Option
from inspector_app.ui.theme import Theme

_GAP = 2
#: Between columns of options, in pixels.
SIDE_GAP = 6
#: Least width of a column of options whose number the form left open, in pixels.
_COLUMN = 150
_BEYOND = 10_000
#: Widest a single column of options becomes, in pixels.
_LONE = 560
_STEPS: Final = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
}


class OptionArea(QWidget):
    """Places options as the look wants it, as tall as that takes."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._options: list[OptionButton] = []
        # Not a fixed height: its hint is that of the width it had before.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_options(self, options: Sequence[OptionButton]) -> None:
        """Hold *options*, in their order."""
        self._options = list(options)
        for option in options:
            option.setParent(self)
            option.show()
        self.updateGeometry()
        self._place(QRect(0, 0, self.width(), 0), move=True)

    def hasHeightForWidth(self) -> bool:
        """Say that narrower is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all options at *width*."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Room for all options at the present width."""
        width = self.width() or 400
        return QSize(200, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow if it must be."""
        return QSize(80, 20)

    def event(self, event: QEvent) -> bool:
        """Place the options anew when one of them has become taller."""
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}:
            self._place(self.rect(), move=True)
            if event.type() == QEvent.Type.LayoutRequest:
                self.updateGeometry()
        return super().event(event)

    def _place(self, rect: QRect, *, move: bool) -> int:
        if self._look.flow is Flow.PACK:
            return self._pack(rect, move=move)
        count = self._columns(rect.width())
        share = (rect.width() - (count - 1) * SIDE_GAP) // count
        width = min(share, self._widest())
        top = 0
        for start in range(0, len(self._options), count):
            line = self._options[start : start + count]
            height = max(option.heightForWidth(width) for option in line)
            for at, option in enumerate(line):
                if move:
                    option.setGeometry(at * (width + SIDE_GAP), top, width, height)
            top += height + _GAP
        return max(0, top - _GAP)

    def _columns(self, width: int) -> int:
        many = max(1, len(self._options))
        match self._look.flow:
            case Flow.LIKERT:
                return many
            case Flow.COLUMNS if self._look.columns:
                return max(1, min(self._look.columns, width // 60))
            case Flow.COLUMNS:
                return max(1, min(many, (width + SIDE_GAP) // (self._widest() + SIDE_GAP)))
            case _:
                return 1

    def _widest(self) -> int:
        """Return the width beyond which a column of options has only air."""
        if self._look.face is Face.GRID_LINE:
            return _BEYOND  # the marks of all lines stand below each other
        if self._look.flow is Flow.COLUMN:
            return _LONE
        widest = max((one.sizeHint().width() for one in self._options), default=0)
        return max(_COLUMN, widest)

    def _pack(self, rect: QRect, *, move: bool) -> int:
        left, top, tallest = 0, 0, 0
        for option in self._options:
            width = min(option.sizeHint().width(), max(60, rect.width()))
            if left and left + width > rect.width():
                left, top, tallest = 0, top + tallest + _GAP, 0
            height = option.heightForWidth(width)
            if move:
                option.setGeometry(left, top, width, height)
            left += width + SIDE_GAP
            tallest = max(tallest, height)
        return top + tallest


class OptionsEditor(Editor):
    """Chooses one or several of the options shown.

    Arrows walk, the space bar chooses, digits choose at once, Delete takes the choice away.
    """

    def __init__(self, theme: Theme, look: Look) -> None:
        super().__init__()
        self._theme = theme
        self._look = look
        self._value = ""
        self._read_only = False
        self._options: tuple[Option, ...] = ()
        self._buttons: list[OptionButton] = []
        self.area = self.make_area()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def make_area(self) -> OptionArea:
        """Return what places the options."""
        return OptionArea(self._look)

    @property
    def buttons(self) -> tuple[OptionButton, ...]:
        """The options shown."""
        return tuple(self._buttons)

    def show_asked(self, asked: Asked) -> None:
        """Show the options and which are chosen; only what is another one changes."""
        options = asked.options()
        self._read_only = asked.read_only
        self.setAccessibleName(asked.name)
        self.setAccessibleDescription(asked.description)
        self._value = asked.value
        self._offer(self._with_strangers(options))
        chosen = self.chosen()
        for option, button in zip(self._options, self._buttons, strict=True):
            button.tick(on=option.value in chosen)
            button.set_locked(locked=asked.read_only)
            button.setAccessibleDescription(asked.name)

    def stops(self) -> list[QWidget]:
        """One stop: the option walked to last, else the chosen one, else the first."""
        if not self._buttons:
            return []
        for button in self._buttons:
            if button.hasFocus():
                return [button]
        chosen = next((b for b in self._buttons if b.isChecked()), self._buttons[0])
        return [chosen]

    def clearable(self) -> bool:
        """Say that a choice of one is taken away by a button (or Delete) only."""
        return not self._look.several and bool(self._value) and not self._read_only

    def chosen(self) -> list[str]:
        """Return the values chosen, in the order given."""
        if self._look.several:
            return self._value.split()
        return [self._value] if self._value else []

    def _with_strangers(self, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """Show chosen values that are not offered any more, too: nothing kept is hidden."""
        offered = {option.value for option in options}
        strangers = [value for value in self.chosen() if value not in offered]
        return (*options, *(Option(value, value) for value in strangers))

    def _offer(self, options: tuple[Option, ...]) -> None:
        if options == self._options and self._buttons:
            return
        self._options = options
        while len(self._buttons) > len(options):
            button = self._buttons.pop()
            focused = button.hasFocus()
            button.hide()
            button.setParent(None)
            button.deleteLater()
            if focused and self._buttons:
                self._buttons[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        while len(self._buttons) < len(options):
            self._buttons.append(self._make())
        for option, button in zip(options, self._buttons, strict=True):
            button.set_words(option.label, bare=self._look.bare)
        self.area.set_options(self._buttons)

    def _make(self) -> OptionButton:
        below = self._look.flow is Flow.LIKERT
        button = OptionButton(self._theme, several=self._look.several, below=below)
        button.clicked.connect(self._on_clicked)
        button.key_pressed.connect(self._on_key)
        button.installEventFilter(self)
        return button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the digits while one of the options has the focus."""
        if isinstance(event, QFocusEvent):
            inside = event.gotFocus()
            for number, button in enumerate(self._buttons, 1):
                button.digit = number if inside and number <= 9 and len(self._buttons) > 1 else 0
                button.update()
        return super().eventFilter(watched, event)

    def _on_clicked(self) -> None:
        button = self.sender()
        at = next((i for i, one in enumerate(self._buttons) if one is button), -1)
        if at >= 0:
            self._choose(at)

    def _choose(self, at: int) -> None:
        if self._read_only:
            return
        value = self._options[at].value
        if self._look.several:
            chosen = self.chosen()
            chosen = [v for v in chosen if v != value] if value in chosen else [*chosen, value]
            self._answer(" ".join(chosen))
        else:
            self._answer(value)
            if self._look.quick:
                self.entered.emit()

    def clear_choice(self) -> None:
        """Take the choice away."""
        if not self._read_only:
            self._answer("")

    def _answer(self, value: str) -> None:
        if value == self._value:
            return
        self._value = value
        chosen = self.chosen()
        for option, button in zip(self._options, self._buttons, strict=True):
            button.tick(on=option.value in chosen)
        self.committed.emit(value)

    def _on_key(self, event: QKeyEvent) -> None:
        key = event.key()
        if is_enter(event) or is_on_enter(event):
            event.accept()
            self.entered.emit()
            return
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return
        if key in _STEPS:
            event.accept()
            self._walk(_STEPS[Qt.Key(key)])
        elif Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            event.accept()
            at = key - Qt.Key.Key_1
            if at < len(self._buttons):
                self._buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)
                self._choose(at)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            event.accept()
            self.clear_choice()

    def _walk(self, step: int) -> None:
        at = next((i for i, one in enumerate(self._buttons) if one.hasFocus()), 0)
        to = (at + step) % len(self._buttons)
        self._buttons[to].setFocus(Qt.FocusReason.OtherFocusReason)
