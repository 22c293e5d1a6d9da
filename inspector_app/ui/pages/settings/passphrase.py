"""A new passphrase: typed twice, derived beside the window."""

from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.settings.seat import Seat
from inspector_app.ui.widgets import STRETCH, Card, Label, PasswordRow, hbox, make_button


class PassphraseCard(Card):
    """Sets a new passphrase for the user who unlocked."""

    def __init__(self, context: PageContext[OpenMission], seat: Seat) -> None:
        super().__init__(self.tr("更换口令"))
        self._context = context
        self._seat = seat
        self.first = PasswordRow(context.theme, self.tr("新口令"))
        self.second = PasswordRow(context.theme, self.tr("再输一次"))
        self.change = make_button(self.tr("更换"), role="primary")
        self.add(
            Label(
                self.tr("换了口令以后，旧口令还能打开以前的备份。"),
                tone="dim",
                wrap=True,
            ),
            self.first,
            self.second,
        )
        self.body.addLayout(hbox(self.change, STRETCH))
        self.change.clicked.connect(self._on_change)

    def forget(self) -> None:
        """Forget what was typed."""
        self.first.edit.reset()
        self.second.edit.reset()

    def _on_change(self) -> None:
        typed = self.first.edit.text()
        if typed != self.second.edit.text():
            self.second.set_error(self.tr("两次输入的口令不一样。"))
            return
        self.second.set_error("")
        program, sitting = self._seat.program, self._seat.sitting
        self.change.setEnabled(False)
        self._context.tasks.store(
            lambda: program.new_passphrase(sitting, typed),
            done=lambda _none: self._on_changed(),
            failed=self._on_failed,
            owner=self,
        )

    def _on_changed(self) -> None:
        self.change.setEnabled(True)
        self.forget()
        self._context.notify(Notice(self.tr("口令已更换。"), "ok"))

    def _on_failed(self, error: Exception) -> None:
        self.change.setEnabled(True)
        self._context.tasks.known_error.emit(error)
