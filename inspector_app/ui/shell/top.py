"""The bar at the top: mission, phases, search, unmerged work, lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from inspector_app.ui.shell.session import Header
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import TOP_HEIGHT
from inspector_app.ui.widgets import (
    ElidedLabel,
    PhaseStepper,
    Pill,
    SearchBox,
    hbox,
    make_button,
    vbox,
)

_TITLE_WIDTH = 300


class TopBar(QFrame):
    """Shows a `Header`.

    Signals:
        searched (str): what to search for.
        lock_pressed: lock now.
    """

    searched = Signal(str)
    lock_pressed = Signal()

    def __init__(self, theme: Theme, *, with_search: bool) -> None:
        super().__init__()
        self.setObjectName("top")
        self.setFixedHeight(TOP_HEIGHT)
        self._title = ElidedLabel("", role="card", data=True)
        self._subtitle = ElidedLabel("", role="caption", data=True)
        for label in (self._title, self._subtitle):
            label.setMinimumWidth(150)
            label.setMaximumWidth(_TITLE_WIDTH)
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.phases = PhaseStepper(theme)
        self.search: SearchBox | None = None
        if with_search:
            self.search = SearchBox(theme, self.tr("搜索  Ctrl+K"), name=self.tr("搜索整个任务"))
            self.search.setFixedWidth(190)
            self.search.searched.connect(self.searched)
        self._unmerged = Pill(theme, "", "warn")
        self.lock = make_button(self.tr("锁定"), tip=self.tr("锁定（Ctrl+L）"))
        self.lock.clicked.connect(self.lock_pressed)
        names = vbox(self._title, self._subtitle, gap=0)
        names.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row = hbox(names, None, self.phases, None, gap=14)
        if self.search is not None:
            row.addWidget(self.search)
        row.addWidget(self._unmerged)
        row.addWidget(self.lock)
        row.setContentsMargins(18, 0, 18, 0)
        self.setLayout(row)

    def show_header(self, header: Header) -> None:
        """Show mission, phases and who holds unmerged work."""
        self._title.setText(header.title)
        self._subtitle.setText(header.subtitle)
        self.phases.set_phases(header.phases)
        self.phases.setVisible(bool(header.phases))
        self._unmerged.setVisible(header.unmerged is not None)
        if header.unmerged is not None:
            devices, packages = header.unmerged
            text = self.tr("{devices} 台 · {packages} 份未汇总").format(
                devices=devices, packages=packages
            )
            self._unmerged.set_state(text, "warn" if packages else "ok")
