"""A field that holds several records as chips, with a button to add another one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.widgets.chip import Chip
from inspector_app.ui.widgets.flow import FlowRow
from inspector_app.ui.widgets.pick import Choice, PickButton


@dataclass(frozen=True, slots=True)
class ChipItem:
    """One chip: the record's id (or any key), its words, tone and tooltip."""

    id: str
    label: str
    tone: Tone = "accent"
    tip: str = ""


class ChipField(FlowRow):
    """Chips that lead somewhere and can be taken away; new ones are picked by typing.

    *choices* is asked each time the picker opens; with *own_words* a text that is no record
    can be entered, too.

    Signals:
        opened (str): a chip was pressed.
        removed (str): a chip is to go.
        picked (str): this record is to be added.
        worded (str): this text is to be added.
    """

    opened = Signal(str)
    removed = Signal(str)
    picked = Signal(str)
    worded = Signal(str)

    def __init__(
        self,
        theme: Theme,
        add_text: str,
        choices: Callable[[], Sequence[Choice]],
        *,
        name: str,
        placeholder: str,
        own_words: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[tuple[ChipItem, ...], bool] | None = None
        self._chips: list[Chip] = []
        self.add_button = PickButton(
            theme, add_text, choices, name=name, placeholder=placeholder, own_words=own_words
        )
        self.add_button.picked.connect(self.picked)
        self.add_button.worded.connect(self.worded)
        self.add(self.add_button)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips shown."""
        return tuple(self._chips)

    def set_items(self, items: Sequence[ChipItem], *, editable: bool) -> None:
        """Show *items*; unless *editable*, nothing can be added or taken away."""
        if self._shown == (tuple(items), editable):
            return
        self._shown = (tuple(items), editable)
        had_focus = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self.flow.removeWidget(chip)
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        self.flow.removeWidget(self.add_button)
        self._chips = [self._chip(item, editable=editable) for item in items]
        self.add(*self._chips, self.add_button)
        self.add_button.setVisible(editable)
        if had_focus:
            (self.add_button.button if editable else self).setFocus()
        self.updateGeometry()

    def _chip(self, item: ChipItem, *, editable: bool) -> Chip:
        chip = Chip(self._theme, item.label, item.tone, removable=editable, tip=item.tip)
        chip.setProperty("item", item.id)
        chip.clicked.connect(self._on_opened)
        chip.removed.connect(self._on_removed)
        return chip

    def _on_opened(self) -> None:
        self.opened.emit(str(self.sender().property("item")))

    def _on_removed(self) -> None:
        self.removed.emit(str(self.sender().property("item")))
