"""Making the widgets of rows, and telling which row it was that something happened in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.editors.files import FileEditor
from inspector_app.ui.forms.heads import AddRow, CardHead, SectionHead
from inspector_app.ui.forms.question import QuestionRow
from inspector_app.ui.forms.reading import read_question
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.rows import Row, RowKey, RowKind
from inspector_app.ui.theme import Theme


class RowMaker(QObject):
    """Makes the widgets, empty yet; *row_of* finds a row by its key as it stands then.

    Signals:
        committed (RowKey, str): an answer.
        typed (str, str): path, and what is being typed there.
        entered: the next question, please.
        history_asked (RowKey): who answered this?
        file_wanted (str, Path), file_opened (str): of the attachment at a path.
        card_added, card_removed (RowKey), card_moved (RowKey, int): of repeats.
    """

    committed = Signal(object, str)
    typed = Signal(str, str)
    entered = Signal()
    history_asked = Signal(object)
    file_wanted = Signal(str, object)
    file_opened = Signal(str)
    card_added = Signal(object)
    card_removed = Signal(object)
    card_moved = Signal(object, int)

    def __init__(self, theme: Theme, row_of: Callable[[RowKey], Row | None]) -> None:
        super().__init__()
        self._theme = theme
        self._row_of = row_of

    def make(self, row: Row, sitting: Sitting) -> FormRowWidget:
        """Return a widget for *row*."""
        match row.kind:
            case RowKind.SECTION:
                return SectionHead(row.level + min(row.inset, 1))
            case RowKind.CARD:
                card = CardHead(self._theme)
                card.moved.connect(partial(self.card_moved.emit, row.key))
                card.removed.connect(partial(self.card_removed.emit, row.key))
                return card
            case RowKind.ADD:
                add = AddRow(self._theme)
                add.pressed.connect(partial(self.card_added.emit, row.key))
                return add
            case _:
                return self._question(row, sitting)

    def _question(self, row: Row, sitting: Sitting) -> QuestionRow:
        look = read_question(sitting, row.node, row.path).look
        widget = QuestionRow(self._theme, row.node, look)
        editor = widget.editor
        editor.committed.connect(partial(self.committed.emit, row.key))
        editor.typed.connect(partial(self._on_typed, row.key))
        editor.entered.connect(self.entered)
        widget.history_asked.connect(partial(self.history_asked.emit, row.key))
        if isinstance(editor, FileEditor):
            editor.wanted.connect(partial(self._on_file, row.key))
            editor.opened.connect(partial(self._on_file_opened, row.key))
        return widget

    def _on_typed(self, key: RowKey, text: str) -> None:
        row = self._row_of(key)
        if row is not None:
            self.typed.emit(row.path, text)

    def _on_file(self, key: RowKey, file: Path) -> None:
        row = self._row_of(key)
        if row is not None:
            self.file_wanted.emit(row.path, file)

    def _on_file_opened(self, key: RowKey) -> None:
        row = self._row_of(key)
        if row is not None:
            self.file_opened.emit(row.path)
