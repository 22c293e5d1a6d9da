"""Picking a record by typing a part of its number, name or title."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem
from PySide6.QtGui import QStandardItemModel as _ItemModel
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QWidget

from inspector_app.ui.icons import set_icon
from inspector_app.ui.theme import Theme
from inspector_app.ui.widgets.buttons import make_button
from inspector_app.ui.widgets.popup import completion_popup

_ID = Qt.ItemDataRole.UserRole
_POPUP_WIDTH = 340


@dataclass(frozen=True, slots=True)
class Choice:
    """A record to pick: its id, and the words it is found by."""

    id: str
    label: str


class PickBox(QLineEdit):
    """A field that proposes records while one types; it is empty again after each pick.

    Down or a click shows everything there is to pick. With *own_words*, Enter on a text that
    is no record gives the text itself.

    Signals:
        picked (str): the id of the record picked.
        worded (str): a text entered instead of a record.
        closed: left, or Esc, with nothing picked.
    """

    picked = Signal(str)
    worded = Signal(str)
    closed = Signal()

    def __init__(
        self, theme: Theme, *, name: str, placeholder: str, own_words: bool = False
    ) -> None:
        super().__init__()
        self._own_words = own_words
        self._choices: tuple[Choice, ...] = ()
        self._model = _ItemModel(self)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setProperty("role", "search")
        lens = QAction(self)
        set_icon(lens, theme, "search", "text3")
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        completer = QCompleter(self._model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(9)
        self._popup = completion_popup(completer, self)
        self._popup.setMinimumWidth(_POPUP_WIDTH)
        self._popup.setAccessibleName(name)
        # The stubs do not know that a signal can have two signatures.
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.setCompleter(completer)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be picked."""
        return self._choices

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer *choices*, in their order."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        self._model.clear()
        for one in choices:
            item = QStandardItem(one.label)
            item.setData(one.id, _ID)
            item.setToolTip(one.label)
            item.setEditable(False)
            self._model.appendRow(item)

    def show_all(self) -> None:
        """Open the list."""
        completer = self.completer()
        completer.setCompletionPrefix(self.text())
        completer.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, Enter takes the only match or the words, Esc closes."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_F4} and not self._popup.isVisible():
            self.show_all()
            return
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_enter()
            return
        if key == Qt.Key.Key_Escape:
            self.clear()
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what there is on a click into the empty field."""
        super().mousePressEvent(event)
        if not self.text():
            self.show_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that nothing was picked."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason and not self.text():
            self.closed.emit()

    def _on_enter(self) -> None:
        wanted = "".join(self.text().split()).casefold()
        if not wanted:
            return
        found = [c for c in self._choices if wanted in "".join(c.label.split()).casefold()]
        if len(found) == 1:
            self._take(found[0].id)
        elif self._own_words and not found:
            text = self.text().strip()
            self.clear()
            self.worded.emit(text)
        else:
            self.show_all()

    def _on_activated(self, index: QModelIndex) -> None:
        self._take(str(index.data(_ID)))

    def _take(self, record: str) -> None:
        # The completer writes the label into the field behind this signal.
        QTimer.singleShot(0, self, self.clear)
        self.picked.emit(record)


class PickButton(QWidget):
    """A quiet button that becomes a `PickBox` when pressed, and a button again afterwards.

    *choices* is asked each time the box opens.

    Signals:
        picked (str), worded (str): as of `PickBox`.
    """

    picked = Signal(str)
    worded = Signal(str)

    def __init__(
        self,
        theme: Theme,
        text: str,
        choices: Callable[[], Sequence[Choice]],
        *,
        name: str,
        placeholder: str,
        own_words: bool = False,
    ) -> None:
        super().__init__()
        self._choices = choices
        self.button = make_button(text, role="link", theme=theme, icon="add")
        self.button.setAccessibleName(name)
        self.box = PickBox(theme, name=name, placeholder=placeholder, own_words=own_words)
        self.box.setMinimumWidth(190)
        self.box.hide()
        self.box.picked.connect(self._on_picked)
        self.box.worded.connect(self._on_worded)
        self.box.closed.connect(self._close)
        self.button.clicked.connect(self.open)
        self.setFocusProxy(self.button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self.box)

    def open(self) -> None:
        """Offer the choices."""
        self.box.set_choices(self._choices())
        self.button.hide()
        self.box.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.box.show_all()

    def _close(self) -> None:
        self._fold(focus=self.box.hasFocus())

    def _fold(self, *, focus: bool) -> None:
        self.box.hide()
        self.button.show()
        if focus:
            self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, record: str) -> None:
        self._fold(focus=True)
        self.picked.emit(record)

    def _on_worded(self, text: str) -> None:
        self._fold(focus=True)
        self.worded.emit(text)
