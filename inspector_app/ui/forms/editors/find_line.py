"""A line that finds among many by typing."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QCompleter

from inspector_app.ui.forms.editors.base import is_enter, is_on_enter
from inspector_app.ui.forms.editors.texts import Line
from inspector_app.ui.widgets.popup import completion_popup

_WIDTH = 420
_SEEN = 10


class FindLine(Line):
    """A line that proposes options containing what is typed. Thousands are no burden.

    Signals:
        chosen (int): the option at this place was chosen.
        given_up: left, or Esc, without a choice.
        entered_on: Enter with nothing to choose.
    """

    chosen = Signal(int)
    given_up = Signal()
    entered_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setMaximumWidth(_WIDTH)
        self._model = QStringListModel(self)
        completer = QCompleter(self._model, self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(_SEEN)
        self._popup = completion_popup(completer, self)
        self._popup.setUniformItemSizes(True)
        self._popup.setAccessibleName(self.tr("可选项"))
        # The stubs do not know that a signal can have two signatures.
        completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self.setCompleter(completer)

    def offer(self, labels: Sequence[str]) -> None:
        """Offer options by their words."""
        if self._model.stringList() != list(labels):
            self._model.setStringList(list(labels))

    def show_all(self) -> None:
        """Open the list with everything there is."""
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    def event(self, event: QEvent) -> bool:
        """Take Esc from the page while there is something to give up."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text() != self.kept
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list, Enter takes the only match, Esc gives up."""
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_F4} and not self._popup.isVisible():
            self.show_all()
        elif is_enter(event) or is_on_enter(event):
            self._on_enter()
        elif key == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show what there is on a click."""
        super().mousePressEvent(event)
        if not self.isReadOnly():
            self.selectAll()
            self.show_all()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Give up what was typed without choosing."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.given_up.emit()

    def _on_enter(self) -> None:
        wanted = self.text().strip().casefold()
        labels = self._model.stringList()
        exact = [at for at, label in enumerate(labels) if label.casefold() == wanted]
        found = exact or [
            at for at, one in enumerate(labels) if wanted and wanted in one.casefold()
        ]
        if len(found) == 1:
            self.chosen.emit(found[0])
        elif found:
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()
        else:
            self.entered_on.emit()

    def _on_activated(self, index: QModelIndex) -> None:
        labels = self._model.stringList()
        label = str(index.data())
        proxy = self.completer().completionModel()
        source = getattr(proxy, "mapToSource", None)
        at = source(index).row() if source is not None else -1
        if not (0 <= at < len(labels) and labels[at] == label):
            at = labels.index(label)
        self.chosen.emit(at)
