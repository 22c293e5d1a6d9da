"""Where the changes of every write reach the views."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from inspector_app.domain.changes import Changes


class ChangeBus(QObject):
    """Passes `Changes` on; listeners are always called on the GUI thread.

    Signals:
        changed (Changes): something was written; a view asks ``changes.touches(…)``.
    """

    changed = Signal(object)
    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        # From another thread this connection queues, so `changed` is emitted here.
        self._posted.connect(self._pass_on, Qt.ConnectionType.AutoConnection)

    def post(self, changes: Changes) -> None:
        """Tell every view of *changes*; callable from every thread."""
        if changes.record_types or changes.ids:
            self._posted.emit(changes)

    @Slot(object)
    def _pass_on(self, changes: Changes) -> None:
        self.changed.emit(changes)
