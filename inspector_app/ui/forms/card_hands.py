"""Adding, removing and moving cards: by their buttons and by keys."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from inspector_app.ui.forms.editing import Editing
from inspector_app.ui.forms.keys import FormKeys
from inspector_app.ui.forms.making import RowMaker
from inspector_app.ui.forms.reading import repeat_of
from inspector_app.ui.forms.rows import Row, RowKey, RowKind
from inspector_app.ui.forms.sheet import FormSheet


class CardHands(QObject):
    """Does to cards what is asked; *commit* hands over what is being typed before."""

    def __init__(self, editing: Editing, sheet: FormSheet, commit: Callable[[], None]) -> None:
        super().__init__(sheet)
        self._editing = editing
        self._sheet = sheet
        self._commit = commit

    def listen(self, maker: RowMaker, keys: FormKeys) -> None:
        """Do what the buttons of the rows and the *keys* ask."""
        maker.card_added.connect(self._on_add)
        maker.card_removed.connect(self._on_remove)
        maker.card_moved.connect(self._on_move)
        keys.card_added.connect(self._on_add_key)
        keys.card_removed.connect(self._on_remove_key)
        keys.card_moved.connect(self._on_move_key)

    def _on_add(self, key: RowKey) -> None:
        row = self._sheet.rows.row(key)
        if row is not None:
            self._add(row.path)

    def _add(self, repeat: str) -> None:
        self._commit()
        self._editing.add(repeat)

    def _on_remove(self, key: RowKey) -> None:
        self._commit()
        row = self._sheet.rows.row(key)
        if row is not None:
            self._editing.remove(row)

    def _on_move(self, key: RowKey, by: int) -> None:
        self._commit()
        row = self._sheet.rows.row(key)
        if row is not None and self._editing.move(row, row.position + by):
            current = self._sheet.current
            shown = current if current is not None else key
            self._sheet.reveal(self._sheet.rows.by_key.get(shown, 0))

    # --- keys: the card that has the focus ----------------------------------------------

    def _card(self) -> Row | None:
        rows = self._sheet.rows
        return rows.card_around(rows.row(self._sheet.current))

    def _on_add_key(self) -> None:
        card, row = self._card(), self._sheet.rows.row(self._sheet.current)
        if card is not None:
            self._add(repeat_of(card.path))
        elif row is not None and row.kind is RowKind.ADD:
            self._add(row.path)

    def _on_remove_key(self) -> None:
        card = self._card()
        if card is not None:
            self._on_remove(card.key)

    def _on_move_key(self, by: int) -> None:
        card = self._card()
        if card is not None:
            self._on_move(card.key, by)
