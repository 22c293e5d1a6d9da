"""Choices among many: found by typing, one into the field, several as chips."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.ui.forms.editors.base import FOCUS, Asked, Editor
from inspector_app.ui.forms.editors.find_line import FindLine
from inspector_app.ui.forms.editors.texts import describe
from inspector_app.ui.forms.looks import Look
from inspector_app.ui.forms.reading import Option
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets import ChipItem
from inspector_app.ui.widgets.chip import Chip
from inspector_app.ui.widgets.flow import FlowRow


class _Offered:
    """The options of a question, read once for as long as they stay the same."""

    def __init__(self) -> None:
        self._asked: Asked | None = None
        self._read: tuple[Option, ...] | None = None

    def take(self, asked: Asked) -> None:
        """Read from *asked* from now on."""
        if self._asked is None or self._asked.offer != asked.offer:
            self._read = None
        self._asked = asked

    @property
    def options(self) -> tuple[Option, ...]:
        """The options."""
        if self._read is None:
            self._read = self._asked.options() if self._asked is not None else ()
        return self._read

    def words_of(self, value: str) -> str:
        """Return the words of a value."""
        return self._asked.words_of(value) if value and self._asked is not None else ""


class FindEditor(Editor):
    """Chooses one of many options by typing a part of it; an empty field takes it away."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._quick = look.quick
        self._offered = _Offered()
        self._label = ""
        self._value = ""
        self.line = FindLine()
        self.line.setPlaceholderText(self.tr("输入几个字查找，或按 ↓ 列出"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.chosen.connect(self._on_chosen)
        self.line.given_up.connect(self._on_given_up)
        self.line.entered_on.connect(self._on_enter)
        self.line.installEventFilter(self)

    def show_asked(self, asked: Asked) -> None:
        """Show the chosen option; the others are read when they are wanted."""
        self._offered.take(asked)
        self._value = asked.value
        if self.line.hasFocus():
            self._read()
        self._label = self._offered.words_of(asked.value)
        if not self.line.hasFocus():
            self._put()
        self.line.setReadOnly(asked.read_only)
        describe(self.line, asked)

    def stops(self) -> list[QWidget]:
        """Return the line."""
        return [self.line]

    def commit(self) -> None:
        """Take the choice away if the field was emptied."""
        if not self.line.isReadOnly() and not self.line.text().strip() and self._value:
            self._value, self._label = "", ""
            self.committed.emit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the options when the field is entered."""
        if event.type() == QEvent.Type.FocusIn:
            self._read()
        return super().eventFilter(watched, event)

    def _read(self) -> None:
        self.line.offer([option.label for option in self._offered.options])

    def _put(self) -> None:
        if self.line.text() != self._label:
            self.line.setText(self._label)
            self.line.setCursorPosition(0)
        self.line.kept = self._label
        self.line.setToolTip(self._label)

    def _on_chosen(self, at: int) -> None:
        if self.line.isReadOnly():
            return
        option = self._offered.options[at]
        self._label = option.label
        # The completer writes into the field behind its signal.
        QTimer.singleShot(0, self, self._put)
        if option.value != self._value:
            self._value = option.value
            self.committed.emit(option.value)
        if self._quick:
            self.entered.emit()

    def _on_given_up(self) -> None:
        self.commit()
        self._put()

    def _on_enter(self) -> None:
        self.commit()
        self._put()
        self.entered.emit()


class FindSeveralEditor(Editor):
    """Chooses several of many options: chips, and a field that finds another one."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._offered = _Offered()
        self._value = ""
        self._read_only = False
        self._items: tuple[ChipItem, ...] = ()
        self._chips: list[Chip] = []
        self.flow = FlowRow()
        self.line = FindLine()
        self.line.setPlaceholderText(self.tr("再选一项：输入几个字查找，或按 ↓ 列出"))
        self.line.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.flow)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.chosen.connect(self._on_chosen)
        self.line.given_up.connect(self.line.clear)
        self.line.entered_on.connect(self._on_enter)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chosen options."""
        return tuple(self._chips)

    def show_asked(self, asked: Asked) -> None:
        """Show the chosen options as chips, in the order they were chosen."""
        self._offered.take(asked)
        other = asked.read_only != self._read_only
        self._value = asked.value
        self._read_only = asked.read_only
        items = tuple(ChipItem(v, self._offered.words_of(v)) for v in asked.value.split())
        if other or items != self._items:
            self._items = items
            self._fill()
        self.flow.setVisible(bool(items))
        self.line.setVisible(not asked.read_only)
        describe(self.line, asked)
        self._offer()

    def stops(self) -> list[QWidget]:
        """Return the chips, then the line."""
        return [*self._chips, *([] if self._read_only else [self.line])]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer what is not chosen yet when the field is entered."""
        if event.type() == QEvent.Type.FocusIn:
            self._offer()
        return super().eventFilter(watched, event)

    def _left(self) -> list[Option]:
        chosen = set(self._value.split())
        return [one for one in self._offered.options if one.value not in chosen]

    def _offer(self) -> None:
        if self.line.hasFocus():
            self.line.offer([option.label for option in self._left()])

    def _fill(self) -> None:
        for chip in self._chips:
            self.flow.flow.removeWidget(chip)
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        self._chips = []
        for item in self._items:
            chip = Chip(self._theme, item.label, removable=not self._read_only)
            chip.setFocusPolicy(FOCUS)
            chip.setProperty("item", item.id)
            chip.removed.connect(self._on_removed)
            self._chips.append(chip)
        self.flow.add(*self._chips)
        self.flow.updateGeometry()

    def _on_chosen(self, at: int) -> None:
        left = self._left()
        QTimer.singleShot(0, self.line, self.line.clear)
        if at < len(left):
            self._answer(" ".join([*self._value.split(), left[at].value]))

    def _on_removed(self) -> None:
        gone = str(self.sender().property("item"))
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._answer(" ".join(value for value in self._value.split() if value != gone))

    def _answer(self, value: str) -> None:
        if value != self._value:
            self._value = value
            self.committed.emit(value)

    def _on_enter(self) -> None:
        self.line.clear()
        self.entered.emit()
