"""The settings page, reached from the menu behind the user's name."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from inspector_app.domain.changes import Changes
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import Notice, Page, PageContext
from inspector_app.ui.pages.settings.passphrase import PassphraseCard
from inspector_app.ui.pages.settings.recovery import RecoveryCard
from inspector_app.ui.pages.settings.seat import Seat
from inspector_app.ui.theme.metrics import S4, S5
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    FormRow,
    Label,
    NumberEdit,
    PageHeader,
    hbox,
    make_button,
)

LONGEST_IDLE = 120


class SettingsPage(Page[OpenMission]):
    """Settings of this computer and of the user's way in."""

    key = "settings"

    def __init__(self, context: PageContext[OpenMission], seat: Seat) -> None:
        super().__init__(context)
        self._seat = seat
        self.idle = NumberEdit(0, LONGEST_IDLE)
        self.idle_card = Card(self.tr("自动锁定"))
        self.idle_row = FormRow(
            self.tr("多少分钟没有操作就锁定"),
            self.idle,
            help_text=self.tr(
                "0 表示不自动锁定。任何时候按 Ctrl+L 可以立即锁定，没写完的内容不会丢。"
            ),
        )
        self.keyring_card = Card(self.tr("在本机免口令打开"))
        self.keyring_state = Label("", wrap=True)
        self.keyring_on = make_button(self.tr("开启"))
        self.keyring_off = make_button(self.tr("关闭"))
        self.passphrase = PassphraseCard(context, seat)
        self.recovery = RecoveryCard(context, seat)
        self._lay_out()
        self.idle.editingFinished.connect(self._on_idle)
        self.keyring_on.clicked.connect(self._on_trust)
        self.keyring_off.clicked.connect(self._on_distrust)

    def _lay_out(self) -> None:
        self.idle_card.add(self.idle_row)
        hint = Label(
            self.tr(
                "开启后，这台电脑的系统钥匙串替您保存一把钥匙。口令始终有效，换电脑、换系统仍要用口令。"
                "只在专人专用、有登录密码的电脑上开启。"
            ),
            tone="dim",
            wrap=True,
        )
        self.keyring_card.add(hint, self.keyring_state)
        self.keyring_card.body.addLayout(hbox(self.keyring_on, self.keyring_off, STRETCH))
        grid = QGridLayout()
        grid.setSpacing(S4)
        for place, card in enumerate(
            (self.idle_card, self.keyring_card, self.passphrase, self.recovery)
        ):
            grid.addWidget(card, place // 2, place % 2)
        page = QVBoxLayout(self)
        page.setContentsMargins(S5, S4, S5, S4)
        page.setSpacing(S4)
        page.addWidget(PageHeader(self.tr("设置")))
        page.addLayout(grid)
        page.addStretch(1)

    def refresh(self, changes: Changes | None) -> None:
        """Show the settings; changes of the mission do not touch them."""
        if changes is None:
            if not self.idle.hasFocus():
                self.idle.setValue(self._seat.program.settings.idle_minutes)
            self._show_keyring()

    def release(self) -> None:
        """Forget what was typed."""
        self.passphrase.forget()
        self.recovery.forget()

    def _show_keyring(self) -> None:
        program, sitting = self._seat.program, self._seat.sitting
        on = sitting.mission.id in program.settings.keyring_missions
        there = program.keyring_there()
        if on:
            words = self.tr("已开启：在本机可以不输口令打开这个任务。")
        elif there:
            words = self.tr("未开启。")
        else:
            words = self.tr("这台电脑没有可以信任的系统钥匙串，只能用口令打开。")
        self.keyring_state.setText(words)
        self.keyring_on.setVisible(there and not on)
        self.keyring_off.setVisible(on)

    def _on_idle(self) -> None:
        minutes = self.idle.value()
        if minutes != self._seat.program.settings.idle_minutes:
            self._seat.program.set("idle_minutes", minutes)
            self._seat.set_idle_minutes(minutes)

    def _on_trust(self) -> None:
        program, sitting = self._seat.program, self._seat.sitting
        self.keyring_on.setEnabled(False)
        self.context.tasks.store(
            lambda: program.trust_this_computer(sitting),
            done=lambda _none: self._after_keyring(self.tr("已开启在本机免口令打开。")),
            failed=self._on_failed,
            owner=self,
        )

    def _on_distrust(self) -> None:
        program, sitting = self._seat.program, self._seat.sitting
        self.context.tasks.store(
            lambda: program.distrust_this_computer(sitting),
            done=lambda _none: self._after_keyring(self.tr("已关闭在本机免口令打开。")),
            owner=self,
        )

    def _after_keyring(self, words: str) -> None:
        self.keyring_on.setEnabled(True)
        self._show_keyring()
        self.context.notify(Notice(words, "ok"))

    def _on_failed(self, error: Exception) -> None:
        self.keyring_on.setEnabled(True)
        self.context.tasks.known_error.emit(error)
