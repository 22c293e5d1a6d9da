"""One piece of evidence: its content at the left, everything about it at the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.services.access import may_change, may_set_audience
from inspector_app.services.evidence import (
    set_evidence_audience,
    update_evidence,
    withdraw_evidence,
)
from inspector_app.services.evidence_content import check_evidence, copy_out, note_export
from inspector_app.services.evidence_use import uses_of, view_is_logged
from inspector_app.services.history import note_view
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import Notice, PageContext, Target
from inspector_app.ui.pages.common.record_texts import RecordTexts
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.evidence.content_view import ContentView
from inspector_app.ui.pages.evidence.facts import FileFacts, ReadersCard, UsesCard
from inspector_app.ui.pages.evidence.form import EvidenceForm
from inspector_app.ui.pages.evidence.words import AUDIENCE_TONES, audience_words
from inspector_app.ui.tasks import Lane
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    Card,
    ConfirmStrip,
    ElidedLabel,
    FormRow,
    GrowingTextEdit,
    Label,
    Pill,
    hbox,
    icon_button,
    make_button,
    scrolling,
    vbox,
)
from inspector_app.ui.widgets.files import FileAsker
from inspector_app.ui.widgets.reason import ReasonStrip
from inspector_app.ui.widgets.running import RunStrip

_SIDE_WIDTH = 348


class EvidenceViewer(QWidget):
    """Shows, checks, words and copies one piece of evidence.

    Signals:
        closed: back to the list.
        stepped (int): the piece above (-1) or below (1) in the list is wanted.
    """

    closed = Signal()
    stepped = Signal(int)

    def __init__(
        self,
        context: PageContext[OpenMission],
        *,
        steps: Steps,
        texts: RecordTexts,
        asker: FileAsker,
    ) -> None:
        super().__init__()
        self._context = context
        self._steps, self._texts, self._asker = steps, texts, asker
        self._record: Record | None = None
        theme = context.theme
        self.back_button = icon_button(theme, "chevron_left", self.tr("返回列表（Esc）"))
        self.number = Label("", role="page", data=True)
        self.audience = Pill(theme)
        self.subtitle = ElidedLabel("", tone="dim", data=True)
        self.above = icon_button(theme, "chevron_up", self.tr("上一件（Alt+↑）"))
        self.below = icon_button(theme, "chevron_down", self.tr("下一件（Alt+↓）"))
        self.withdraw_button = make_button(self.tr("撤下…"), role="quiet")
        self.copy_button = make_button(self.tr("导出副本…"), theme=theme, icon="export")
        self.confirm = ConfirmStrip(theme)
        self.reason = ReasonStrip(theme)
        self.run = RunStrip(theme)
        self.content = ContentView(context)
        self.facts = FileFacts(context)
        self.uses = UsesCard(context)
        self.readers = ReadersCard(context)
        self.form = EvidenceForm(context, with_title=True)
        note_label = context.wording.text("records.evidence.fields.note")
        self.note = GrowingTextEdit(name=note_label, least_lines=2)
        self.note.setProperty("role", "")
        self.about = Card(self.tr("登记内容"), gap=S3)
        self.about.add(self.form, FormRow(note_label, self.note))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        side = QWidget()
        side.setLayout(vbox(self.uses, self.facts, self.about, self.readers, None, gap=S3))
        area = scrolling(side)
        area.setFixedWidth(_SIDE_WIDTH)
        below = hbox(self.content, area, gap=S4)
        below.setStretch(0, 1)
        head = hbox(
            self.back_button,
            self.number,
            self.audience,
            self.subtitle,
            self.above,
            self.below,
            self.withdraw_button,
            self.copy_button,
        )
        head.setStretchFactor(self.subtitle, 1)
        column = vbox(head, self.confirm, self.reason, self.run, gap=S3)
        column.addLayout(below, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.closed)
        self.above.clicked.connect(partial(self.stepped.emit, -1))
        self.below.clicked.connect(partial(self.stepped.emit, 1))
        self.copy_button.clicked.connect(self._on_copy)
        self.content.copy_wanted.connect(self._on_copy)
        self.withdraw_button.clicked.connect(self._on_withdraw)
        self.facts.check_wanted.connect(self._on_check)
        self.uses.jumped.connect(self._on_jumped)
        self.form.edited.connect(self._on_edited)
        self.form.audience_edited.connect(self._on_audience)
        for keys, slot in (
            ("Esc", self.closed.emit),
            ("Alt+Up", partial(self.stepped.emit, -1)),
            ("Alt+Down", partial(self.stepped.emit, 1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # --- showing ------------------------------------------------------------------------

    @property
    def evidence(self) -> str:
        """The id of what is shown, empty for nothing."""
        return self._record.id if self._record else ""

    def open(self, evidence: str, page: int = 1) -> bool:
        """Show a piece of evidence at a page; returns whether it is there."""
        self.save()
        if not self._read(evidence):
            return False
        record = self._record
        if record is not None:
            mission = self._context.services
            if view_is_logged(record, uses_of(mission.reader, record.id)):
                self._context.tasks.store(
                    partial(note_view, mission, "evidence", record.id),
                    done=self._on_noted,
                    owner=self,
                )
            self.content.show_evidence(record, page)
        return True

    def refresh(self) -> None:
        """Read anew what is shown; goes back to the list when it is gone."""
        if self._record is not None and not self._read(self._record.id):
            self.closed.emit()

    def where(self) -> Target:
        """Return the evidence and the page in view."""
        return {"evidence": self.evidence, "page": str(self.content.page)}

    def save(self) -> None:
        """Hand over what is being typed."""
        if self._record is not None:
            self.form.commit()
            self._texts.commit()

    def leave(self) -> None:
        """Forget what is shown: nothing readable stays behind."""
        self.save()
        self.confirm.withdraw()
        self.reason.withdraw()
        self.content.clear()
        self._record = None

    def _read(self, evidence: str) -> bool:
        reader = self._context.services.reader
        record = reader.get("evidence", evidence)
        if record is None or record.deleted:
            return False
        me = self._context.services.me
        other = self.evidence != record.id
        self._record = record
        audience = Audience(record.audience)
        self.number.setText(record.text("number"))
        self.subtitle.setText(record.text("title"))
        self.audience.setVisible(audience is not Audience.TEAM)
        self.audience.set_state(
            audience_words(self._context.wording, audience), AUDIENCE_TONES[audience]
        )
        editable = may_change(reader, me, record)
        if other:
            self.form.refresh()
        self.form.show_record(
            record, editable=editable, audience_editable=may_set_audience(reader, me, record)
        )
        self.note.setReadOnly(not editable)
        self._texts.tie(self.note, record, "note")
        self.withdraw_button.setEnabled(editable)
        uses = uses_of(reader, record.id)
        self.uses.show_uses(uses)
        self.facts.show_record(record, other=other)
        self.readers.setVisible(view_is_logged(record, uses))
        self.readers.show_record(record)
        if other:
            self.confirm.withdraw()
            self.reason.withdraw()
        return True

    def _on_noted(self, _none: None) -> None:
        if self._record is not None:
            self.readers.show_record(self._record)

    def _on_jumped(self, page: str, target: dict[str, str]) -> None:
        self._context.navigate(page, target)

    # --- words --------------------------------------------------------------------------

    def _on_edited(self, name: str, value: Json) -> None:
        if self._record is None:
            return
        entry = self._steps.new_entry()
        label = self._context.wording.text(f"records.evidence.fields.{name}")
        words = f"{self._record.text('number')} {label}"
        self._context.tasks.store(
            partial(
                update_evidence,
                self._context.services,
                self._record.id,
                entry=entry,
                **{name: value},
            ),
            done=partial(self._on_worded, words, entry),
            owner=self,
        )

    def _on_worded(self, words: str, entry: str, changes: Changes) -> None:
        if changes.ids:
            self._steps.did(words, entry)

    def _on_audience(self) -> None:
        if self._record is None:
            return
        words = self.form.words
        self._context.tasks.store(
            partial(
                set_evidence_audience,
                self._context.services,
                self._record.id,
                words.audience,
                readers=words.readers,
            ),
            owner=self,
        )

    def _on_withdraw(self) -> None:
        record = self._record
        if record is None:
            return
        self.reason.ask(
            self.tr("撤下后不再列出，文件和痕迹仍保留。为什么撤下 {number}？").format(
                number=record.text("number")
            ),
            yes=self.tr("撤下"),
            given=partial(self._withdraw, record),
        )

    def _withdraw(self, record: Record, reason: str) -> None:
        entry = self._steps.new_entry()
        words = self.tr("撤下 {number}").format(number=record.text("number"))
        self._context.tasks.store(
            partial(
                withdraw_evidence, self._context.services, record.id, reason=reason, entry=entry
            ),
            done=partial(self._on_withdrawn, words, entry),
            owner=self,
        )

    def _on_withdrawn(self, words: str, entry: str, _changes: Changes) -> None:
        self._steps.did(words, entry, tell=True)

    # --- checking and copying -----------------------------------------------------------

    def _on_check(self) -> None:
        record = self._record
        if record is not None:
            self.facts.show_checking()
            self._context.tasks.work(
                partial(check_evidence, self._context.services, record),
                done=partial(self._on_checked, record.id),
                failed=partial(self._on_check_failed, record.id),
                owner=self,
            )

    def _on_checked(self, evidence: str, _sha256: str) -> None:
        if evidence == self.evidence:
            now = self._context.services.folder.setting.now()
            self.facts.show_same(now[11:16])

    def _on_check_failed(self, evidence: str, error: Exception) -> None:
        if evidence == self.evidence and isinstance(error, KnownError):
            self.facts.show_other(self._context.wording.error(error))

    def _on_copy(self) -> None:
        record = self._record
        if record is not None:
            self.confirm.ask(
                self.tr("副本没有加密：离开本程序后由您保管，用后删除。这次导出会记入查阅记录。"),
                yes=self.tr("选择保存位置…"),
                confirmed=partial(self._choose, record),
                role="primary",
            )

    def _choose(self, record: Record) -> None:
        self._asker.save(
            self.tr("导出副本"), record.text("file_name"), partial(self._on_place, record)
        )

    def _on_place(self, record: Record, places: list[Path]) -> None:
        if places:
            self._context.tasks.store(
                partial(note_export, self._context.services, record.id),
                done=partial(self._copy, record, places[0]),
                owner=self,
            )

    def _copy(self, record: Record, place: Path, _none: None) -> None:
        tasks, mission = self._context.tasks, self._context.services
        self.run.begin(
            self.tr("正在导出 {name}").format(name=place.name),
            lambda: tasks.long(
                Lane.WORK,
                lambda progress: copy_out(mission, record, place, progress=progress),
                progress=self.run.progress,
                done=partial(self._on_copied, record, place),
                failed=self._on_copy_failed,
                cancelled=self.run.end,
                owner=self,
            ),
        )

    def _on_copied(self, record: Record, place: Path, _none: None) -> None:
        self.run.end()
        if record.id == self.evidence:
            self.readers.show_record(record)
        words = self.tr("已导出到 {path}。这份副本没有加密，请妥善保管。")
        self._context.notify(Notice(words.format(path=str(place)), tone="ok"))

    def _on_copy_failed(self, error: Exception) -> None:
        self.run.end()
        if isinstance(error, KnownError):
            self._context.notify(error)
