"""The page that unlocks: missions at the left, the person and the secret at the right."""

import math
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from inspector_app.domain.errors import KnownError, WrongSecretError
from inspector_app.system.wording import Wording
from inspector_app.ui.tasks import TaskRunner
from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.theme.metrics import S1, S2, S3, S4, S5
from inspector_app.ui.unlock.missions import Brand, MissionPicker
from inspector_app.ui.unlock.port import MissionUser, UnlockPort
from inspector_app.ui.unlock.tries import TryDelay
from inspector_app.ui.widgets import (
    STRETCH,
    Banner,
    Bar,
    ElidedLabel,
    FormRow,
    Label,
    PasswordRow,
    hbox,
    make_button,
    mark_data,
)

O = TypeVar("O")  # noqa: E741  (an opened mission, whatever the services make of it)

_WIDTH = 820
_LEFT = 320


class UnlockPage(QWidget, Generic[O]):
    """Unlocks a mission through an `UnlockPort`; never keeps what was typed.

    Signals:
        unlocked (object): what the port returned.
    """

    unlocked = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        tasks: TaskRunner,
        wording: Wording,
        port: UnlockPort[O],
        delay: TryDelay,
    ) -> None:
        super().__init__()
        self.setObjectName("root")
        self._tasks = tasks
        self._wording = wording
        self._port = port
        self._delay = delay
        self._folder: Path | None = None
        self._users: tuple[MissionUser, ...] = ()
        self._recovering = False
        self._busy = False
        self._countdown = QTimer(self)
        self._countdown.setInterval(250)
        self._countdown.timeout.connect(self._update_buttons)

        self.picker = MissionPicker(theme)
        self.picker.picked.connect(self.show_folder)
        self.picker.other.connect(self._on_other)
        self.banner = Banner(theme)
        self._name = ElidedLabel("", role="page", data=True)
        self._path = ElidedLabel("", role="caption", data=True, mode=Qt.TextElideMode.ElideMiddle)
        self.user = QComboBox()
        mark_data(self.user)
        self.user.currentIndexChanged.connect(self._on_user)
        self.passphrase = PasswordRow(theme, self.tr("口令"))
        self.passphrase.edit.returnPressed.connect(self._on_unlock)
        self.passphrase.edit.textChanged.connect(self._on_typed)
        self.code = QLineEdit()
        self.code_row = FormRow(
            self.tr("恢复码"),
            self.code,
            help_text=self.tr("建立任务时打印、封存在纸上的那一组字符，大小写和空格不计。"),
        )
        self.code.returnPressed.connect(self._on_unlock)
        self.code.textChanged.connect(self._on_typed)
        self.unlock_button = make_button(
            self.tr("解锁"), role="primary", theme=theme, icon="unlock"
        )
        self.unlock_button.clicked.connect(self._on_unlock)
        self.computer_button = make_button(self.tr("用本机解锁"), theme=theme, icon="computer")
        self.computer_button.clicked.connect(self._on_computer)
        self.recovery_button = make_button("", role="link")
        self.recovery_button.clicked.connect(self._on_recovery)
        self._wait = Label("", role="caption", tone="warn")
        self._bar = Bar(theme)
        self._bar.setAccessibleName(self.tr("正在解锁"))
        self._lay_out(theme)
        self._show_way()
        self._fill_recent()

    def show_folder(self, folder: Path) -> None:
        """Ask who may unlock *folder* and show them."""
        self._folder = folder
        self.picker.mark(folder)
        self._name.setText(folder.stem)
        self._path.setText(str(folder))
        self.banner.put_away()
        self._forget_typed()
        self._set_users(())
        self._tasks.work(
            partial(self._port.users, folder),
            done=partial(self._on_users, folder),
            failed=partial(self._on_unusable, folder),
            owner=self,
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Let the user type at once."""
        super().showEvent(event)
        self._focus_secret()

    def show_message(self, text: str, tone: Tone) -> None:
        """Tell something above the fields, e.g. why the window locked."""
        self.banner.show_message(text, tone)

    def _lay_out(self, theme: Theme) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setFixedWidth(_WIDTH)
        card.setMinimumHeight(460)
        self.picker.setFixedWidth(_LEFT)
        edge = QFrame()
        edge.setProperty("role", "edge")
        self._sides = QStackedLayout()
        self._sides.addWidget(self._lay_out_nothing())
        self._sides.addWidget(self._lay_out_form())
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.picker)
        row.addWidget(edge)
        row.addLayout(self._sides, 1)
        note = Label(
            self.tr("资料加密存放在本机，程序不联网。本程序不是核准的国家秘密密码产品。"),
            role="caption",
        )
        page = QVBoxLayout(self)
        page.setContentsMargins(S4, S4, S4, S4)
        page.addStretch(2)
        page.addLayout(hbox(STRETCH, Brand(theme), STRETCH))
        page.addSpacing(S4)
        page.addLayout(hbox(STRETCH, card, STRETCH))
        page.addSpacing(S3)
        page.addLayout(hbox(STRETCH, note, STRETCH))
        page.addStretch(3)

    def _lay_out_form(self) -> QWidget:
        right = QWidget()
        form = QVBoxLayout(right)
        form.setContentsMargins(S5 + S2, S5, S5 + S2, S5)
        form.setSpacing(S3)
        for widget in (
            self._name,
            self._path,
            self.banner,
            FormRow(self.tr("使用人"), self.user),
            self.passphrase,
            self.code_row,
            self._wait,
        ):
            form.addWidget(widget)
        form.insertSpacing(2, S2)
        form.addSpacing(S1)
        form.addLayout(hbox(self.unlock_button, self.computer_button, STRETCH, gap=S3))
        form.addWidget(self._bar)
        form.addStretch(1)
        form.addLayout(hbox(self.recovery_button, STRETCH))
        hold = self._bar.sizePolicy()
        hold.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(hold)
        self._bar.hide()
        return right

    def _lay_out_nothing(self) -> QWidget:
        nothing = QWidget()
        column = QVBoxLayout(nothing)
        column.setContentsMargins(S5 + S2, S5, S5 + S2, S5)
        column.addStretch(1)
        column.addWidget(Label(self.tr("打开一个任务"), role="page"))
        column.addWidget(
            Label(
                self.tr(
                    "在左边选择最近用过的任务，或者打开别处的任务文件夹（名称以 .mission 结尾）。"
                ),
                tone="dim",
                wrap=True,
            )
        )
        button = make_button(self.tr("打开任务文件夹…"), role="primary")
        button.clicked.connect(self._on_other)
        column.addSpacing(S2)
        column.addLayout(hbox(button, STRETCH))
        column.addStretch(2)
        return nothing

    def _fill_recent(self) -> None:
        recent = tuple(self._port.recent())
        self.picker.set_missions(recent)
        first = next((mission for mission in recent if mission.present), None)
        if first is not None:
            self.show_folder(first.folder)
        else:
            self._update_buttons()

    def _on_other(self) -> None:
        dialog = QFileDialog(self, self.tr("打开任务文件夹"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_folder)
        dialog.open()

    def _on_folder(self, name: str) -> None:
        self.show_folder(Path(name))

    def _on_users(self, folder: Path, users: Sequence[MissionUser]) -> None:
        if folder == self._folder:
            self._set_users(users)

    def _on_unusable(self, folder: Path, error: Exception) -> None:
        if folder == self._folder and isinstance(error, KnownError):
            self._update_buttons()
            self.banner.show_message(self._wording.error(error), "mark")

    def _set_users(self, users: Sequence[MissionUser]) -> None:
        self._users = tuple(users)
        self.user.blockSignals(True)
        self.user.clear()
        for user in users:
            self.user.addItem(f"{user.name} · {user.note}" if user.note else user.name)
        self.user.blockSignals(False)
        self._on_user()
        if users:
            self._focus_secret()

    def _focus_secret(self) -> None:
        (self.code if self._recovering else self.passphrase.edit).setFocus()

    def _on_user(self) -> None:
        self._forget_typed()
        self._update_buttons()

    def _on_typed(self) -> None:
        self.passphrase.set_error("")
        self.code_row.set_error("")
        self._update_buttons()

    def _on_recovery(self) -> None:
        self._recovering = not self._recovering
        self._forget_typed()
        self._show_way()
        self._focus_secret()

    def _show_way(self) -> None:
        self.passphrase.setVisible(not self._recovering)
        self.code_row.setVisible(self._recovering)
        self.recovery_button.setText(
            self.tr("改用口令") if self._recovering else self.tr("忘记口令？用恢复码")
        )
        self._update_buttons()

    def _selected(self) -> MissionUser | None:
        place = self.user.currentIndex()
        return self._users[place] if 0 <= place < len(self._users) else None

    def _update_buttons(self) -> None:
        self._sides.setCurrentIndex(0 if self._folder is None else 1)
        user = self._selected()
        wait = math.ceil(self._delay.wait_s(self._folder)) if self._folder else 0
        typed = self.code.text() if self._recovering else self.passphrase.edit.text()
        free = user is not None and not self._busy and wait == 0
        self.unlock_button.setEnabled(free and bool(typed))
        self.computer_button.setVisible(user is not None and user.on_this_computer)
        self.computer_button.setEnabled(free)
        self.recovery_button.setEnabled(user is not None and not self._busy)
        for widget in (self.passphrase.edit, self.code, self.user, self.picker):
            widget.setEnabled(not self._busy)
        self._wait.setVisible(wait > 0)
        if wait > 0:
            self._wait.setText(self.tr("几次都不对。请等 {seconds} 秒再试。").format(seconds=wait))
            self._countdown.start()
        else:
            self._countdown.stop()

    def _on_unlock(self) -> None:
        if self.unlock_button.isEnabled():
            way = self._port.unlock_with_recovery if self._recovering else self._port.unlock
            typed = self.code.text() if self._recovering else self.passphrase.edit.text()
            self._try(lambda folder, user: way(folder, user, typed))

    def _on_computer(self) -> None:
        self._try(self._port.unlock_on_this_computer)

    def _try(self, way: Callable[[Path, str], O]) -> None:
        folder, user = self._folder, self._selected()
        if folder is None or user is None or self._busy:
            return
        self._set_busy(busy=True)
        self._tasks.store(
            partial(way, folder, user.user_id),
            done=partial(self._on_unlocked, folder),
            failed=partial(self._on_refused, folder),
            owner=self,
        )

    def _on_unlocked(self, folder: Path, opened: O) -> None:
        self._delay.succeeded(folder)
        self._forget_typed()
        self._set_busy(busy=False)
        self.unlocked.emit(opened)

    def _on_refused(self, folder: Path, error: Exception) -> None:
        self._set_busy(busy=False)
        if not isinstance(error, KnownError):
            return
        text = self._wording.error(error)
        if isinstance(error, WrongSecretError):
            self._delay.failed(folder)
            self._forget_typed()
            row = self.code_row if self._recovering else self.passphrase
            row.set_error(text)
            row.field.setFocus()
        else:
            self.banner.show_message(text, "mark")
        self._update_buttons()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self._bar.setVisible(busy)
        self._bar.set_busy(busy=busy)
        self._update_buttons()

    def _forget_typed(self) -> None:
        self.passphrase.edit.reset()
        self.passphrase.set_error("")
        self.code.clear()
        self.code_row.set_error("")
