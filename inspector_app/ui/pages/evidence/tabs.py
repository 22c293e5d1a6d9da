"""The switch at the head of 资料与证据: the evidence, or the registers."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar

PARTS = ("evidence", "registers")


class MaterialTabs(QTabBar):
    """Two tabs; there is one in the head of each part.

    Signals:
        chosen (str): show this part.
    """

    chosen = Signal(str)

    def __init__(self, part: str) -> None:
        super().__init__()
        self._part = part
        self.setAccessibleName(self.tr("资料与证据的两个部分"))
        self.setDrawBase(False)
        self.setExpanding(False)
        for title in (self.tr("证据"), self.tr("台账")):
            self.addTab(title)
        self.show_own()
        self.currentChanged.connect(self._on_changed)

    def show_own(self) -> None:
        """Show the part in whose head it stands as the current one."""
        self.blockSignals(True)
        self.setCurrentIndex(PARTS.index(self._part))
        self.blockSignals(False)

    def _on_changed(self, index: int) -> None:
        if 0 <= index < len(PARTS) and PARTS[index] != self._part:
            self.chosen.emit(PARTS[index])
            self.show_own()
