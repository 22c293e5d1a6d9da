"""A new recovery code: shown once, one group typed again to prove that it was written down."""

import secrets

from PySide6.QtWidgets import QLineEdit

from inspector_app.services.mission import OpenMission
from inspector_app.services.team import note_recovery
from inspector_app.store.recovery_code import groups, same_group
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.settings.seat import Seat
from inspector_app.ui.widgets import STRETCH, Card, FormRow, Label, data_label, hbox, make_button


class RecoveryCard(Card):
    """Renews the recovery code of the user who unlocked."""

    def __init__(self, context: PageContext[OpenMission], seat: Seat) -> None:
        super().__init__(self.tr("恢复码"))
        self._context = context
        self._seat = seat
        self._code = ""
        self._number = 1
        self.renew = make_button(self.tr("生成新的恢复码"))
        self.code = data_label("", role="card", wrap=True)
        self.typed = QLineEdit()
        self.row = FormRow(self.tr("核对"), self.typed)
        self.confirm = make_button(self.tr("我已抄好"), role="primary")
        self.add(
            Label(
                self.tr(
                    "忘记口令时用恢复码打开。只显示一次，请抄在纸上，与电脑分开保管；新的生成后，旧的作废。"
                ),
                tone="dim",
                wrap=True,
            ),
            self.code,
            self.row,
        )
        self.body.addLayout(hbox(self.renew, self.confirm, STRETCH))
        self.body.addStretch(1)
        self.renew.clicked.connect(self._on_renew)
        self.confirm.clicked.connect(self._on_confirm)
        self._show("")

    def forget(self) -> None:
        """Forget the code that is shown."""
        self._show("")

    def _show(self, code: str) -> None:
        self._code = code
        self.code.setText("  ".join(groups(code)) if code else "")
        self.typed.clear()
        for widget in (self.code, self.row, self.confirm):
            widget.setVisible(bool(code))
        self.renew.setVisible(not code)
        self.renew.setEnabled(True)

    def _on_renew(self) -> None:
        program, sitting = self._seat.program, self._seat.sitting
        self.renew.setEnabled(False)
        self._context.tasks.store(
            lambda: program.new_recovery_code(sitting), done=self._on_renewed, owner=self
        )

    def _on_renewed(self, code: str) -> None:
        self._note(noted=False)
        self._number = 1 + secrets.randbelow(len(groups(code)))
        self._show(code)
        self.row.set_error("")
        self.typed.setPlaceholderText(
            self.tr("请照抄好的纸输入第 {number} 组").format(number=self._number)
        )
        self.typed.setFocus()

    def _note(self, *, noted: bool) -> None:
        """Record whether the code that holds now was checked: the entry check asks for it."""
        mission = self._context.services
        self._context.tasks.store(
            lambda: note_recovery(mission, mission.me, noted=noted), owner=self
        )

    def _on_confirm(self) -> None:
        if not same_group(self._code, self._number, self.typed.text()):
            self.row.set_error(self.tr("与显示的不一样，请对照后重输。"))
            return
        self._show("")
        self._note(noted=True)
        self._context.notify(Notice(self.tr("恢复码已更换。"), "ok"))
