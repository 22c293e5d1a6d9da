"""Something that takes a while, where it was asked for: what it does, how far, a way to stop."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from inspector_app.ui.tasks import Task
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets.announce import announce
from inspector_app.ui.widgets.bar import Bar
from inspector_app.ui.widgets.buttons import make_button
from inspector_app.ui.widgets.labels import ElidedLabel
from inspector_app.ui.widgets.layout import hbox


class RunStrip(QFrame):
    """Shows one running job: words, a bar, a button to stop it. Hidden while nothing runs.

    Hand ``progress`` to ``tasks.long`` and the `Task` to ``begin``; call ``end`` when it is
    over, however it ended.

    Signals:
        cancelled: the user stopped it; the job ends at its next report.
    """

    cancelled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._task: Task | None = None
        self._words = ""
        self._label = ElidedLabel("", data=True)
        self._stop = make_button(self.tr("停止"))
        self._stop.clicked.connect(self._on_stop)
        self._bar = Bar(theme)
        self._bar.setAccessibleName(self.tr("进度"))
        row = hbox(self._label, self._stop, gap=S3)
        row.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(S3 + 2, S2, S3, S3)
        column.setSpacing(S2)
        column.addLayout(row)
        column.addWidget(self._bar)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return not self.isHidden()

    @property
    def words(self) -> str:
        """What is shown beside the bar."""
        return self._label.text()

    def begin(self, words: str, start: Callable[[], Task]) -> None:
        """Show *words* and start the job by *start* (which may be over when it returns)."""
        self._words = words
        self._label.setText(words)
        self.setAccessibleName(words)
        self._stop.setEnabled(True)
        self._bar.set_value(0)
        self._bar.set_busy(busy=True)
        self.show()
        announce(self)
        self._task = start()

    def progress(self, done: int, total: int, note: str) -> None:
        """Show how far it is; for ``tasks.long``."""
        if total > 0:
            self._bar.set_value(done / total)
        self._label.setText(f"{self._words} {note}".strip())

    def end(self) -> None:
        """Hide: it is over."""
        self._bar.set_busy(busy=False)
        self._task = None
        self.hide()

    def stop(self) -> None:
        """Ask the job to end; the page is going, or the user said so."""
        if self._task is not None:
            self._task.cancel()

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._label.setText(self.tr("正在停止…"))
        self.stop()
        self.cancelled.emit()
