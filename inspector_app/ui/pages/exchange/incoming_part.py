"""A file that came: what it is and who made it, what it would do here, and taking it in."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.vocabulary import Role
from inspector_app.exchange.manifest import Kind
from inspector_app.exchange.receipt import Verdict
from inspector_app.services.answer_fields import answer_in_words
from inspector_app.services.backup import back_up_mission, chosen_destination, head_mark
from inspector_app.services.certification import install_certificate, pin_headquarters
from inspector_app.services.incoming import Incoming, IncomingKind
from inspector_app.services.mission import role_of, trust_root
from inspector_app.services.packages import PackageView
from inspector_app.services.receipts import take_receipt
from inspector_app.services.value_words import field_label, record_name
from inspector_app.services.work_packages import WorkPreview, WorkTaken, preview_work, take_work
from inspector_app.ui.pages.evidence.words import size_words
from inspector_app.ui.pages.exchange.desk import ExchangeDesk
from inspector_app.ui.pages.exchange.words import counted, moment, record_counts
from inspector_app.ui.tasks import Lane, Progress
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    Card,
    Label,
    PageHeader,
    Pill,
    clear_layout,
    data_label,
    make_button,
    mark_data,
    scrolling,
    vbox,
)

_CLASHES_SHOWN = 12


class IncomingPart(QWidget):
    """Shows one file that was opened, and takes it in when the user says so.

    Signals:
        closed (str): back to the page; the view to show there, empty for the one before.
    """

    closed = Signal(str)

    def __init__(self, desk: ExchangeDesk) -> None:
        super().__init__()
        self._desk = desk
        self._incoming: Incoming | None = None
        self._preview: WorkPreview | None = None
        theme = desk.context.theme
        self.header = PageHeader(self.tr("收到的文件"))
        self.kind = Pill(theme, "", "accent")
        self.header.add_pill(self.kind)
        mark_data(self.header.subtitle)
        self.close_button = make_button(self.tr("不装入"), role="quiet", tip="Esc")
        self.take_button = make_button(self.tr("装入"), role="primary", theme=theme, icon="import")
        self.header.add_action(self.close_button, self.take_button)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(S4)
        self._grid.setVerticalSpacing(S2)
        self._grid.setColumnStretch(1, 1)
        self.who = Card(self.tr("谁做的、是什么"), gap=S3)
        self.who.body.addLayout(self._grid)
        self.effect = Card(self.tr("装入以后"), gap=S3)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(S2)
        self.effect.body.addLayout(self._lines)
        inner = QWidget()
        inner.setLayout(vbox(self.who, self.effect, None, gap=S4))
        column = vbox(self.header, gap=S4)
        column.addWidget(scrolling(inner), 1)
        self.setLayout(column)
        self.close_button.clicked.connect(self.give_up)
        self.take_button.clicked.connect(self._on_take)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.give_up)

    # --- showing ------------------------------------------------------------------------

    def show_incoming(self, incoming: Incoming) -> None:
        """Show a file that was recognised; a work package is looked through at once."""
        self._incoming, self._preview = incoming, None
        self.header.subtitle.setText(incoming.name)
        self._clear()
        show: dict[IncomingKind, Callable[[Incoming], None]] = {
            IncomingKind.PACKAGE: self._show_package,
            IncomingKind.RECEIPT: self._show_receipt,
            IncomingKind.CARD: self._show_card,
            IncomingKind.CERTIFICATE: self._show_certificate,
        }
        show[incoming.kind](incoming)
        self.take_button.setFocus()

    def give_up(self) -> None:
        """Leave the file alone."""
        if not self._desk.busy:
            self._incoming = None
            self.closed.emit("")

    def _clear(self) -> None:
        clear_layout(self._grid)
        clear_layout(self._lines)
        self.effect.hide()
        self.take_button.hide()

    def _fact(self, label: str, text: str) -> None:
        row = self._grid.rowCount()
        self._grid.addWidget(Label(label, tone="dim"), row, 0)
        self._grid.addWidget(data_label(text, wrap=True), row, 1)

    def _line(self, text: str, tone: str = "") -> None:
        label = data_label(text, wrap=True)
        label.set_tone("warn" if tone == "warn" else "mark" if tone == "mark" else "")
        self._lines.addWidget(label)
        self.effect.show()

    def _offer(self, words: str) -> None:
        self.take_button.setText(words)
        self.take_button.setEnabled(True)
        self.take_button.show()

    def _show_package(self, incoming: Incoming) -> None:
        view = incoming.package
        if view is None:
            return
        wording = self._desk.context.wording
        self.kind.set_state(wording.text(f"package.kinds.{view.kind.value}"), "accent")
        self._show_view(view)
        if view.kind is Kind.WORK:
            mission, path = self._desk.mission, incoming.path
            self._desk.run(
                self.tr("正在核验 {name}").format(name=incoming.name),
                Lane.STORE,
                lambda progress: preview_work(mission, path, progress=progress),
                self._show_preview,
                failed=partial(self.closed.emit, ""),
            )
        elif view.kind is Kind.DELIVERY:
            self._line(self.tr("这是移交包，交给办公室就行，不在这里装入。"))
        else:
            self._line(self.tr("这个版本的程序还不能装入这种包。"), "warn")

    def _show_view(self, view: PackageView) -> None:
        wording = self._desk.context.wording
        role_key = f"terms.role.{view.sender_role}"
        role = wording.text(role_key) if wording.has(role_key) else ""
        sender = view.sender_name or self.tr("办公室")
        self._fact(self.tr("做包的人"), f"{sender} {role}".strip())
        recipient = view.about_text("to") or view.about_text("office")
        if recipient:
            self._fact(self.tr("交给"), recipient)
        about = [view.about_text(name) for name in ("body", "round", "report")]
        self._fact(self.tr("任务"), " · ".join(part for part in about if part))
        self._fact(self.tr("序号"), self.tr("第 {number} 份").format(number=view.sequence))
        self._fact(
            self.tr("制作时间"), self.tr("{time}（做包电脑的钟）").format(time=moment(view.created))
        )
        self._fact(
            self.tr("内容"),
            " · ".join(
                part
                for part in (
                    self.tr("%n 个文件", "", len(view.files)),
                    size_words(view.size),
                    counted(wording, view.counts, "package.counts"),
                )
                if part
            ),
        )
        self._fact(self.tr("签名"), self.tr("✓ 已核对，由办公室或有证书的组员签名"))

    def _show_preview(self, preview: WorkPreview) -> None:
        if self._incoming is None:
            return
        self._preview = preview
        wording = self._desk.context.wording
        if preview.again and not preview.new:
            self._line(self.tr("✓ 这个包已经装入过，再装入也不会改变什么。"))
        self._line(
            self.tr("新内容 {new} 条，本机已有 {known} 条，新的证据文件 {evidence} 个。").format(
                new=preview.new, known=preview.known, evidence=preview.evidence
            )
        )
        if preview.records:
            self._line(record_counts(wording, preview.records))
        if preview.sealed:
            self._line(
                self.tr("其中 {count} 条是封给别人的，您看不到内容。").format(count=preview.sealed)
            )
        self._show_clashes(preview)
        for code in dict.fromkeys(held.code for held in preview.held_back):
            count = sum(held.code == code for held in preview.held_back)
            words = wording.text(f"work.held_back.{code}")
            self._line(
                self.tr("△ 有 {count} 条不采信：{why}。").format(count=count, why=words), "warn"
            )
        self._line(self.tr("装入之前先自动备份一次。"))
        self._offer(self.tr("装入"))
        self.take_button.setFocus()

    def _show_clashes(self, preview: WorkPreview) -> None:
        if not preview.clashes:
            return
        mission, wording = self._desk.mission, self._desk.context.wording
        self._line(
            self.tr("△ 有 {count} 处两边写得不一样，装入后在“冲突”里裁定：").format(
                count=len(preview.clashes)
            ),
            "warn",
        )
        for clash in preview.clashes[:_CLASHES_SHOWN]:
            kind = wording.text(f"records.{clash.record_type}.label")
            name = record_name(mission.reader, clash.record_type, clash.record_id)
            record = (clash.record_type, clash.record_id)
            answer = answer_in_words(mission, wording.language, record, clash.field)
            field = field_label(mission.checklist, wording, clash.record_type, clash.field)
            field = answer[0] if answer is not None else field
            self._line(f"· {kind} {name}：{field}")

    def _show_receipt(self, incoming: Incoming) -> None:
        receipt = incoming.receipt
        if receipt is None:
            return
        wording = self._desk.context.wording
        accepted = receipt.verdict is Verdict.ACCEPTED
        self.kind.set_state(wording.text("package.kinds.receipt"), "ok" if accepted else "mark")
        self._fact(self.tr("结果"), wording.text(f"hq.verdict.{receipt.verdict.value}"))
        self._fact(self.tr("收件号"), receipt.register_number)
        self._fact(self.tr("收件时间"), moment(receipt.received_at))
        counts = counted(wording, receipt.counts, "package.counts")
        if counts:
            self._fact(self.tr("收到的内容"), counts)
        if receipt.note:
            self._fact(self.tr("办公室的话"), receipt.note)
        self._fact(self.tr("签名"), self.tr("✓ 是本任务登记的办公室签的"))
        self._offer(self.tr("装入回执"))

    def _show_card(self, incoming: Incoming) -> None:
        card = incoming.card
        if card is None:
            return
        self.kind.set_state(self.tr("办公室名片"), "accent")
        self._fact(self.tr("名称"), card.name)
        self._fact(self.tr("指纹"), card.fingerprint.replace(" ", "   "))
        mission = self._desk.mission
        if trust_root(mission.reader, mission.id) == card.keys:
            self._line(self.tr("✓ 与本任务登记的是同一张，不用再登记。"))
            return
        self._line(
            self.tr("登记以后，请打电话或当面逐组核对指纹，再确认。核对之前不能移交。"), "warn"
        )
        self._offer_to_leader(self.tr("登记这张名片"))

    def _show_certificate(self, incoming: Incoming) -> None:
        certificate = incoming.certificate
        if certificate is None:
            return
        wording = self._desk.context.wording
        self.kind.set_state(self.tr("证书"), "accent")
        self._fact(self.tr("发给"), certificate.name)
        self._fact(self.tr("职责"), wording.text(f"terms.role.{certificate.role.value}"))
        self._offer_to_leader(self.tr("装入证书"))

    def _offer_to_leader(self, words: str) -> None:
        mission = self._desk.mission
        if role_of(mission.reader, mission.me) is Role.LEADER:
            self._offer(words)
        else:
            self._line(self.tr("这一步由组长做。"))

    # --- taking in ----------------------------------------------------------------------

    def _on_take(self) -> None:
        incoming, mission = self._incoming, self._desk.mission
        if incoming is None or self._desk.busy:
            return
        self.take_button.setEnabled(False)
        text = incoming.text
        if incoming.kind is IncomingKind.PACKAGE:
            self._back_up_first()
        elif incoming.kind is IncomingKind.RECEIPT:
            self._store(
                lambda: take_receipt(mission, text.encode("utf-8")),
                self.tr("回执已装入。"),
            )
        elif incoming.kind is IncomingKind.CARD:
            self._store(
                lambda: pin_headquarters(mission, text)[1],
                self.tr("名片已登记。请核对指纹，一致后确认。"),
            )
        else:
            self._store(
                lambda: install_certificate(mission, text),
                self.tr("证书已装入，签字从现在起有效。"),
            )

    def _store(self, job: Callable[[], Changes], said: str) -> None:
        self._desk.run(
            self.tr("正在装入"),
            Lane.STORE,
            lambda _progress: job(),
            partial(self._on_stored, said),
            failed=partial(self.take_button.setEnabled, True),
        )

    def _on_stored(self, said: str, _changes: Changes) -> None:
        self._desk.say(said)
        self._incoming = None
        self.closed.emit("delivery")

    def _back_up_first(self) -> None:
        mission = self._desk.mission
        mark = head_mark(mission)
        place = chosen_destination(mission.surroundings, mission.folder.path)

        def job(progress: Progress) -> object:
            return back_up_mission(
                mission, mission.surroundings, place, mark=mark, label="merge", progress=progress
            )

        self._desk.run(
            self.tr("装入之前先备份"),
            Lane.WORK,
            job,
            self._on_backed_up,
            failed=partial(self.take_button.setEnabled, True),
        )

    def _on_backed_up(self, _version: object) -> None:
        incoming, preview = self._incoming, self._preview
        if incoming is None or preview is None:
            return
        mission, path = self._desk.mission, incoming.path
        self._desk.run(
            self.tr("正在装入 {name}").format(name=incoming.name),
            Lane.STORE,
            lambda progress: take_work(mission, path, expect=preview.sha256, progress=progress),
            self._on_taken,
            failed=partial(self.take_button.setEnabled, True),
        )

    def _on_taken(self, taken: WorkTaken) -> None:
        parts = [
            self.tr("已装入：新内容 {new} 条，证据文件 {evidence} 个。").format(
                new=taken.new, evidence=taken.evidence
            )
        ]
        if taken.conflicts:
            parts.append(self.tr("有 {count} 处冲突要裁定。").format(count=len(taken.conflicts)))
        if taken.gaps:
            parts.append(self.tr("有的电脑还缺中间的内容，见“组内汇总”。"))
        troubled = bool(taken.conflicts or taken.gaps)
        self._desk.say("".join(parts), "warn" if troubled else "ok")
        self._incoming = self._preview = None
        self.closed.emit("conflicts" if taken.conflicts else "team")
