"""One entry of a register: its form, and what can be done with it."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import Role
from inspector_app.services.answer_history import answer_history
from inspector_app.services.entries import entry_signature, open_entry, remove_entry, sign_entry
from inspector_app.services.form_moves import leftovers, newer_version
from inspector_app.services.history import note_view
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.services.registers import OpenRegister
from inspector_app.ui.forms import FormView, HistoryLine
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.register.desk import EntryDesk, touches
from inspector_app.ui.pages.register.leftovers import LeftoverCard
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import (
    Inset,
    Label,
    PageHeader,
    Pill,
    ReasonStrip,
    hbox,
    icon_button,
    make_button,
    vbox,
)

#: Rest on a restricted entry before a look at it is logged: arrows pass over many.
_LOOK_MS = 400


class EntryView(QWidget):
    """Header, notices, the form, and what it no longer asks.

    Signals:
        closed: back to the list.
        stepped (int): the entry before (-1) or after (1) in the list.
        move_wanted (str): the entry is to be moved to the newest version.
        paper_wanted (str): the entry as a paper.
        recorded (str): a new entry has become a record.
    """

    closed = Signal()
    stepped = Signal(int)
    move_wanted = Signal(str)
    paper_wanted = Signal(str)
    recorded = Signal(str)

    def __init__(self, context: PageContext[OpenMission], steps: Steps) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._steps = steps
        self._register: OpenRegister | None = None
        self.desk = EntryDesk(context)
        self.back = icon_button(context.theme, "chevron_left", self.tr("返回列表（Esc）"))
        self.header = PageHeader("", data=True)
        self.closed_pill = Pill(context.theme, self.tr("▲ 限组长和登记人"), "mark")
        self.signed_pill = Pill(context.theme, "", "ok")
        self.header.add_pill(self.closed_pill)
        self.header.add_pill(self.signed_pill)
        self.open_button = make_button(self.tr("向全组开放"), role="quiet")
        self.withdraw_button = make_button(self.tr("撤销这条…"), role="quiet")
        self.sign_button = make_button(self.tr("组长签字"), theme=context.theme, icon="sign")
        self.paper_button = make_button(self.tr("打印或导出…"), tip="Ctrl+P")
        self.header.add_action(
            self.open_button, self.withdraw_button, self.sign_button, self.paper_button
        )
        self.reason = ReasonStrip(context.theme)
        self.version = Inset("accent")
        self._version_words = Label("", wrap=True)
        self.move_button = make_button(self.tr("看看转到新版会怎样…"))
        row = hbox(self._version_words, self.move_button, gap=S3)
        row.setStretch(0, 1)
        self.version.body.addLayout(row)
        self.form = FormView(context.theme, context.wording)
        self.rest = LeftoverCard()
        head = hbox(self.back, self.header, gap=S3)
        head.setStretch(1, 1)
        column = vbox(head, self.reason, self.version, gap=S3)
        column.addWidget(self.form, 1)
        column.addWidget(self.rest)
        self.setLayout(column)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_LOOK_MS)
        self._look_soon.timeout.connect(self._note_look)
        self._connect()

    def _connect(self) -> None:
        form, desk = self.form, self.desk
        form.answered.connect(self._on_step)
        form.typed.connect(desk.typed)
        form.instance_added.connect(self._on_step)
        form.instance_removed.connect(self._on_step)
        form.instance_restored.connect(self._on_step)
        form.instance_moved.connect(self._on_step)
        form.attachment_wanted.connect(self._on_file)
        form.attachment_opened.connect(self._on_file_opened)
        form.history_asked.connect(self._on_history)
        desk.recorded.connect(self._on_recorded)
        desk.attached.connect(self._on_attached)
        self.back.clicked.connect(self.closed)
        self.open_button.clicked.connect(self._on_open)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.sign_button.clicked.connect(self._on_sign)
        self.paper_button.clicked.connect(self._on_paper)
        self.move_button.clicked.connect(self._on_move)
        for keys, slot in (
            ("Esc", self._on_escape),
            ("Alt+PgUp", partial(self.stepped.emit, -1)),
            ("Alt+PgDown", partial(self.stepped.emit, 1)),
            ("Ctrl+P", self._on_paper),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    @property
    def entry(self) -> str:
        """The id of the entry that is shown, empty for none."""
        return self.desk.id

    # --- showing --------------------------------------------------------------------------

    def begin(self, opened: OpenRegister) -> None:
        """Show a new entry of a register, nothing of it written yet."""
        self.leave()
        self._register = opened
        self.desk.begin(opened)
        self._show()

    def open(self, opened: OpenRegister, entry: str) -> bool:
        """Show an entry; says whether it is there."""
        self.leave()
        self._register = opened
        try:
            self.desk.open(entry)
        except KnownError as error:
            self._context.notify(error)
            return False
        self._show()
        self._look_soon.start()
        return True

    def leave(self) -> None:
        """Hand over what is being typed and show nothing."""
        self.save()
        self._look_soon.stop()
        self.reason.withdraw()
        self.form.clear()
        self.desk.close()

    def save(self) -> None:
        """Hand over what is being typed."""
        if self.desk.sitting is not None:
            self.form.commit()
            self.desk.commit()

    def refresh(self, changes: Changes | None) -> None:
        """Show what somebody else wrote into the entry, and where it stands."""
        if not self.entry or self.desk.is_new:
            return
        if changes is not None and not touches(changes, self.entry):
            return
        try:
            anew = self.desk.reread()
        except KnownError as error:
            self._context.notify(error)
            self.leave()
            self.closed.emit()
            return
        if anew:
            self._show()
            return
        self._show_head()
        if changes is None or changes.touches("form"):
            self._show_version()

    def _show(self) -> None:
        if self.desk.sitting is None:
            return
        self.form.show_sitting(self.desk.sitting)
        self._show_head()
        self._show_version()
        self.form.setFocus()

    def _show_head(self) -> None:
        record, opened = self.desk.record, self._register
        if opened is None:
            return
        number = record.text("number") if record is not None else self.tr("新登记")
        self.header.title.setText(f"{number} · {opened.title}")
        restricted = record is not None and record.audience != Audience.TEAM
        leader = role_of(self._mission.reader, self._mission.me) is Role.LEADER
        self.closed_pill.setVisible(restricted)
        self.open_button.setVisible(restricted and leader)
        self.withdraw_button.setVisible(record is not None)
        self.paper_button.setVisible(record is not None)
        self._show_signature(leader=leader)

    def _show_signature(self, *, leader: bool) -> None:
        record = self.desk.record
        found = None
        if record is not None:
            found = entry_signature(self._mission, self._mission.reader, record.id)
        self.signed_pill.setVisible(found is not None)
        self.sign_button.setVisible(
            leader and record is not None and (found is None or not found.counts)
        )
        if found is not None:
            words = self.tr("组长已签字") if found.counts else self.tr("△ 签字后改过")
            self.signed_pill.set_state(words, "ok" if found.counts else "warn")

    def _show_version(self) -> None:
        record = self.desk.record
        newer = None
        rest = []
        if record is not None:
            reader = self._mission.reader
            newer = newer_version(reader, record.text("form_id"), record.text("form_hash"))
            rest = leftovers(self._mission, reader, record.id)
        self.version.setVisible(newer is not None)
        if newer is not None and record is not None:
            words = self.tr(
                "这一条按 {old} 版填写，现在用的是 {new} 版。填过的内容都在，可以继续按旧版填。"
            )
            self._version_words.setText(
                words.format(old=record.text("version") or "—", new=newer.version)
            )
        self.rest.show_leftovers(rest)

    # --- writing --------------------------------------------------------------------------

    def _on_step(self, *_told: object) -> None:
        self.desk.step()

    def _on_recorded(self, entry: str) -> None:
        self._show_head()
        self.recorded.emit(entry)

    def _on_file(self, path: str, file: object) -> None:
        if isinstance(file, Path):
            self.desk.attach(path, file)

    def _on_attached(self, path: str, number: str) -> None:
        self.form.answer(path, number)
        words = self.tr("已收进证据，编号 {number}").format(number=number)
        self._context.notify(Notice(words, tone="ok"))

    def _on_file_opened(self, path: str) -> None:
        sitting = self.desk.sitting
        number = sitting.state(path).kept if sitting is not None else ""
        found = self._mission.reader.find("evidence", {"number": number}) if number else []
        if found:
            self._context.navigate("evidence", {"evidence": found[0].id})
        else:
            self._context.notify(KnownError("register.no_such_evidence", number=number))

    def _on_history(self, path: str) -> None:
        sitting = self.desk.sitting
        if sitting is None:
            return
        self.save()
        told = answer_history(self._mission.reader, sitting, self.entry, path)
        self.form.show_history(path, [HistoryLine(o.who, o.when, o.value) for o in told])

    # --- the entry as a whole -------------------------------------------------------------

    def _on_escape(self) -> None:
        if self.reason.isVisible():
            self.reason.withdraw()
        else:
            self.closed.emit()

    def _on_paper(self) -> None:
        if self.desk.record is not None:
            self.save()
            self.paper_wanted.emit(self.entry)

    def _on_move(self) -> None:
        self.save()
        self.move_wanted.emit(self.entry)

    def _on_open(self) -> None:
        self.save()
        self._context.tasks.store(partial(open_entry, self._mission, self.entry), owner=self)

    def _on_sign(self) -> None:
        self.save()
        self._context.tasks.store(
            partial(sign_entry, self._mission, self.entry), failed=self._on_not_signed, owner=self
        )

    def _on_not_signed(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._context.notify(error)
            self.form.show_problems()

    def _on_withdraw(self) -> None:
        self.reason.ask(
            self.tr("撤销后这一条不再列出，编号不再使用，痕迹保留。"),
            yes=self.tr("撤销这条"),
            given=self._withdraw,
        )

    def _withdraw(self, reason: str) -> None:
        self.save()
        step = self._steps.new_entry()
        words = self.header.title.text()
        self._context.tasks.store(
            partial(remove_entry, self._mission, self.entry, reason=reason, entry=step),
            done=partial(self._on_withdrawn, words, step),
            owner=self,
        )

    def _on_withdrawn(self, words: str, step: str, _changes: Changes) -> None:
        said = self.tr("已撤销 {entry}").format(entry=words)
        self._steps.did(said, step, tell=True)
        self.leave()
        self.closed.emit()

    def _note_look(self) -> None:
        record = self.desk.record
        if record is not None and record.audience != Audience.TEAM:
            self._context.tasks.store(
                partial(note_view, self._mission, "submission", record.id), owner=self
            )
