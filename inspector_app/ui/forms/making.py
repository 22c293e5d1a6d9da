"""Making the widgets of rows, and telling which row it was that something happened in."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.editors.files import FileEditor
from inspector_app.ui.forms.heads import AddRow, CardHead, SectionHead
from inspector_app.ui.forms.question import QuestionRow
from inspector_app.ui.forms.reading import read_question
from inspector_app.ui.forms.row_widget import FormRowWidget
from inspector_app.ui.forms.rows import Row, RowKind
from inspector_app.ui.theme import Theme


class RowMaker(QObject):
    """Makes the widgets, empty yet.

    Signals (all with the row's key first):
        committed, typed (RowKey, str): an answer, and one being typed.
        entered (RowKey): the next question, please.
        history_asked (RowKey): who answered this?
        file_wanted (RowKey, Path), file_opened (RowKey): of an attachment.
        card_added, card_removed (RowKey), card_moved (RowKey, int): of repeats.
    """

    committed = Signal(object, str)
    typed = Signal(object, str)
    entered = Signal(object)
    history_asked = Signal(object)
    file_wanted = Signal(object, object)
    file_opened = Signal(object)
    card_added = Signal(object)
    card_removed = Signal(object)
    card_moved = Signal(object, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

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
        editor.typed.connect(partial(self.typed.emit, row.key))
        editor.entered.connect(partial(self.entered.emit, row.key))
        widget.history_asked.connect(partial(self.history_asked.emit, row.key))
        if isinstance(editor, FileEditor):
            editor.wanted.connect(partial(self.file_wanted.emit, row.key))
            editor.opened.connect(partial(self.file_opened.emit, row.key))
        return widget
