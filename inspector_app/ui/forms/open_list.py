"""What is still open in a form, as a list that leads there: beside the form, or below its bar."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets.card import Card
from inspector_app.ui.widgets.labels import Label
from inspector_app.ui.widgets.missing import MissingItem, MissingList

#: Tallest the list becomes below the bar, in pixels.
_LOW = 168
_BESIDE_WIDTH = 236


class OpenList(Card):
    """The lines; *beside* the form it has a head and takes the height there is.

    Signals:
        chosen (str): to the question at this path.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, beside: bool) -> None:
        super().__init__(self.tr("还差什么") if beside else "", pad=S3 if beside else S2, gap=S2)
        self._beside = beside
        self.items = MissingList(theme, compact=True)
        self.done = Label(self.tr("✓ 必填项都已填好"), tone="ok", wrap=True)
        self.done.hide()
        self.add(self.items, stretch=1 if beside else 0)
        self.add(self.done)
        if beside:
            self.setFixedWidth(_BESIDE_WIDTH)
            self.body.addStretch(0)
        self.items.jumped.connect(self._on_jumped)
        self.hide()

    def show_items(self, items: Sequence[MissingItem], more: int) -> None:
        """Fill the list; *more* are not in it."""
        rest = self.tr("还有 {count} 项，填完这些再列出").format(count=more)
        last = (MissingItem(rest, "", "note", ""),) if more else ()
        self.items.set_items((*items, *last))
        if self._beside:
            self.items.setVisible(bool(items))
            self.done.setVisible(not items)
        else:
            self.items.setFixedHeight(min(_LOW, self.items.sizeHint().height() + 4))

    def _on_jumped(self, item: MissingItem) -> None:
        path = dict(item.target).get("path", "")
        if path:
            self.chosen.emit(path)
