"""Trust between the team and headquarters: its card, its fingerprint, the leader's certificate."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QFrame

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import Role
from inspector_app.services.certification import (
    certificate_request,
    confirm_headquarters,
    headquarters_fingerprint,
    install_certificate,
    pin_headquarters,
    read_small_file,
    save_request,
)
from inspector_app.services.mission import certified, mission_record, role_of
from inspector_app.ui.page import Notice
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Inset,
    Label,
    data_label,
    hbox,
    make_button,
    mark_data,
)
from inspector_app.ui.widgets.labels import LabelTone


class HeadquartersCard(Card):
    """Three steps, each with its state: card, fingerprint, certificate."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        self.title.setText(self.tr("办公室"))
        self.body.insertLayout(0, self.head)
        self._desk = desk
        theme = desk.context.theme
        self._file_of: dict[str, Callable[[Path], None]] = {}
        self.card_state = Label("", wrap=True, data=True)
        self.take_card = make_button(self.tr("导入办公室名片…"), theme=theme, icon="import")
        self.fingerprint = data_label("", role="card", wrap=True)
        self.print_state = Label("", wrap=True)
        self.confirm = make_button(self.tr("已核对，一致"), role="primary")
        self.certificate_state = Label("", wrap=True)
        self.request = make_button(self.tr("导出证书申请…"), theme=theme, icon="export")
        self.install = make_button(self.tr("导入证书…"), theme=theme, icon="import")
        self.digits = Inset(gap=S2)
        self.digits.body.addWidget(self.fingerprint)
        self._lay_out()
        self.take_card.clicked.connect(self._on_take_card)
        self.confirm.clicked.connect(self._on_confirm)
        self.request.clicked.connect(self._on_request)
        self.install.clicked.connect(self._on_install)

    def _lay_out(self) -> None:
        def step(number: int, title: str) -> Label:
            return Label(f"{number}  {title}", role="strong")

        def line() -> QFrame:
            frame = QFrame()
            frame.setProperty("role", "separator")
            return frame

        self.add(step(1, self.tr("办公室名片")), self.card_state)
        self.body.addLayout(hbox(self.take_card, STRETCH))
        self.add(line(), step(2, self.tr("核对指纹")), self.print_state, self.digits)
        self.body.addLayout(hbox(self.confirm, STRETCH))
        self.add(line(), step(3, self.tr("组长证书")), self.certificate_state)
        self.body.addLayout(hbox(self.request, self.install, STRETCH))

    def refresh(self) -> None:
        """Read anew how far the three steps are."""
        mission = self._desk.mission
        reader = mission.reader
        record = mission_record(reader, mission.id)
        digits = headquarters_fingerprint(reader, mission.id)
        confirmed = bool(digits) and record.flag("hq_confirmed")
        leader = role_of(reader, mission.me) is Role.LEADER
        trusted = mission.me in certified(reader, mission.id)
        if digits:
            name = record.text("hq_name") or self.tr("已导入")
            self.card_state.setText(f"✓ {name}")
            self.card_state.set_tone("ok")
        else:
            self.card_state.setText(
                self.tr("□ 还没有。请向派出单位办公室要名片文件（一小段文字），在这里导入。")
            )
            self.card_state.set_tone("warn")
        self._show_fingerprint(digits, confirmed=confirmed)
        self._show_certificate(leader=leader, trusted=trusted, pinned=bool(digits))
        self.take_card.setVisible(leader and not confirmed)
        self.confirm.setVisible(leader and bool(digits) and not confirmed)
        self.request.setVisible(leader and not trusted)
        self.request.setEnabled(bool(digits))
        self.install.setVisible(leader and not trusted)
        self.install.setEnabled(bool(digits))

    def _show_fingerprint(self, digits: str, *, confirmed: bool) -> None:
        self.digits.setVisible(bool(digits))
        self.fingerprint.setText(digits.replace(" ", "   "))
        self.fingerprint.setAccessibleName(digits)
        if confirmed:
            self.print_state.setText(self.tr("✓ 已核对"))
            self.print_state.set_tone("ok")
        elif digits:
            self.print_state.setText(
                self.tr("□ 打电话或当面，请办公室念出这八组数字，逐组核对；不要走带来名片的渠道。")
            )
            self.print_state.set_tone("warn")
        else:
            self.print_state.setText(self.tr("导入名片后在这里核对。"))
            self.print_state.set_tone("dim")

    def _show_certificate(self, *, leader: bool, trusted: bool, pinned: bool) -> None:
        tone: LabelTone = "ok" if trusted else "warn"
        if trusted and leader:
            text = self.tr("✓ 办公室已签发，您签发的组员证书都有效")
        elif trusted:
            text = self.tr("✓ 您的签字有效")
        elif not leader:
            text = self.tr("□ 组长还没有办公室签发的证书，全组的签字还不算数")
        elif pinned:
            text = self.tr("□ 先导出申请，交办公室签发，再导入签发回来的证书。")
        else:
            text, tone = self.tr("先导入办公室名片。"), "dim"
        self.certificate_state.setText(text)
        self.certificate_state.set_tone(tone)

    # --- doing --------------------------------------------------------------------------

    def _ask_file(self, title: str, chosen: Callable[[Path], None], *, save_as: str = "") -> None:
        dialog = QFileDialog(self, title)
        modes = QFileDialog.FileMode
        if save_as:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(save_as)
        dialog.setFileMode(modes.AnyFile if save_as else modes.ExistingFile)
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        mark_data(dialog)
        dialog.fileSelected.connect(lambda name: chosen(Path(name)))
        dialog.show()

    def _on_take_card(self) -> None:
        self._ask_file(self.tr("导入办公室名片"), self.take_card_file)

    def take_card_file(self, path: Path) -> None:
        """Take headquarters' card from the file at *path*."""
        mission = self._desk.mission

        def job() -> Changes:
            return pin_headquarters(mission, read_small_file(path))[1]

        self._run(job, self.tr("已导入办公室名片，请核对指纹。"))

    def _on_confirm(self) -> None:
        self._desk.strip.ask(
            self.tr("确认八组数字已经通过另一个渠道逐组核对、全部一致？确认后才能向办公室移交。"),
            yes=self.tr("全部一致"),
            confirmed=self._confirm,
            role="primary",
        )

    def _confirm(self) -> None:
        mission = self._desk.mission
        self._run(partial(confirm_headquarters, mission), self.tr("办公室指纹已核对。"))

    def _on_request(self) -> None:
        name = self.tr("证书申请")
        self._ask_file(self.tr("导出证书申请"), self.save_request, save_as=f"{name}.json")

    def save_request(self, path: Path) -> None:
        """Write the leader's request to be certified to *path*."""
        mission = self._desk.mission
        self._run(
            lambda: save_request(certificate_request(mission), path),
            self.tr("申请已保存。请把它交给办公室签发。"),
        )

    def _on_install(self) -> None:
        self._ask_file(self.tr("导入证书"), self.install_file)

    def install_file(self, path: Path) -> None:
        """Take in the certificate that headquarters sent back."""
        mission = self._desk.mission
        self._run(
            lambda: install_certificate(mission, read_small_file(path)),
            self.tr("证书已导入，签字从现在起有效。"),
        )

    def _run(self, job: Callable[[], object], said: str) -> None:
        self._desk.context.tasks.store(
            job, done=lambda _done: self._desk.context.notify(Notice(said, "ok")), owner=self
        )
