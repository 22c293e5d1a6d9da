"""What every member has filed before entry, and whether his recovery code was checked."""

from datetime import date
from functools import partial

from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from inspector_app.domain.briefing import Filing
from inspector_app.domain.canonical import Json
from inspector_app.services.results import Imported
from inspector_app.services.team import recovery_notes
from inspector_app.services.team_filings import (
    MemberFilings,
    file_all,
    file_for,
    team_filings,
)
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import Card, DateEdit, Label, clear_layout, data_label, make_button

_NAME_WIDTH = 60


class FilingsCard(Card):
    """One line for each member: two days, a tick for recusal, the recovery code."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        self.title.setText(self.tr("回避与保密承诺"))
        self.caption.setText(self.tr("填收到书面材料的日期"))
        self.body.insertLayout(0, self.head)
        self._desk = desk
        self._words = Words(desk.context.wording)
        self.days: dict[tuple[str, Filing], DateEdit] = {}
        self.recused: dict[str, QCheckBox] = {}
        self._recovery: dict[str, Label] = {}
        self._people: tuple[tuple[str, str], ...] = ()
        rows = QWidget()
        self._grid = QGridLayout(rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S2)
        self._grid.setVerticalSpacing(S2)
        self.hint = Label(
            self.tr("恢复码没有核对的，请本人到“设置”里生成新的，抄好后照纸输入一组。"),
            role="caption",
            wrap=True,
        )
        self.all_today = make_button(self.tr("都按今天填"), role="link")
        self.add_to_head(self.all_today)
        self.add(rows, self.hint)
        self.all_today.clicked.connect(self._on_all)

    def refresh(self) -> None:
        """Read what was filed anew."""
        members = team_filings(self._desk.mission.reader)
        people = tuple((one.user.id, one.user.text("name")) for one in members)
        if people != self._people:
            self._people = people
            self._build(members)
        notes = recovery_notes(self._desk.mission.reader)
        for one in members:
            self._show(one, noted=one.user.id in notes)
        filed = all(one.filed(kind) for one in members for kind in Filing)
        self.all_today.setVisible(not filed)
        self.hint.setVisible(not all(one.user.id in notes for one in members))

    def _build(self, members: list[MemberFilings]) -> None:
        clear_layout(self._grid)
        self.days.clear()
        self.recused.clear()
        self._recovery.clear()
        heads = (
            "",
            self.tr("回避"),
            self.tr("需回避"),
            self.tr("保密承诺"),
            self.tr("恢复码"),
        )
        for column, text in enumerate(heads):
            if text:
                self._grid.addWidget(Label(text, tone="dim"), 0, column)
        for row, one in enumerate(members, start=1):
            self._add_row(row, one)
        self._grid.setColumnStretch(len(heads) - 1, 1)

    def _add_row(self, row: int, one: MemberFilings) -> None:
        name = one.user.text("name")
        label = data_label(name, role="strong")
        label.setMinimumWidth(_NAME_WIDTH)
        box = QCheckBox()
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box.setAccessibleName(self.tr("{name}：需回避").format(name=name))
        box.clicked.connect(partial(self._on_recused, one.user.id, box))
        self.recused[one.user.id] = box
        recovery = Label("", role="caption")
        self._recovery[one.user.id] = recovery
        for kind in Filing:
            edit = DateEdit(self._desk.context.theme)
            edit.setAccessibleName(f"{name} · {self._filing(kind)}")
            edit.date_changed.connect(partial(self._on_day, one.user.id, kind))
            self.days[one.user.id, kind] = edit
        cells = (
            label,
            self.days[one.user.id, Filing.RECUSAL],
            box,
            self.days[one.user.id, Filing.CONFIDENTIALITY],
            recovery,
        )
        for column, widget in enumerate(cells):
            self._grid.addWidget(widget, row, column)

    def _filing(self, kind: Filing) -> str:
        return self._words.wording.text(f"terms.filing.{kind.value}")

    def _show(self, one: MemberFilings, *, noted: bool) -> None:
        for kind in Filing:
            edit = self.days[one.user.id, kind]
            if not edit.hasFocus():
                text = one.filings[kind].text("filed_on") if kind in one.filings else ""
                edit.set_value(date.fromisoformat(text) if text else None)
        self.recused[one.user.id].setChecked(one.recused)
        recovery = self._recovery[one.user.id]
        recovery.setText(self.tr("✓ 已核对") if noted else self.tr("□ 未核对"))
        recovery.set_tone("ok" if noted else "warn")

    def _on_all(self) -> None:
        mission = self._desk.mission
        self._desk.context.tasks.store(
            lambda: file_all(mission, mission.today()), done=self._on_filed, owner=self
        )

    def _on_filed(self, done: Imported) -> None:
        if done.entries:
            self._desk.did_all(
                self.tr("已填 {count} 项报备日期").format(count=done.added), done.entries
            )

    def _on_day(self, user: str, kind: Filing, value: date | None) -> None:
        self._write(user, kind, "filed_on", value.isoformat() if value else None)

    def _on_recused(self, user: str, box: QCheckBox) -> None:
        self._write(user, Filing.RECUSAL, "recused", box.isChecked())

    def _write(self, user: str, kind: Filing, name: str, value: Json) -> None:
        mission = self._desk.mission
        self._desk.write(
            self.tr("修改“{field}”").format(field=self._filing(kind)),
            lambda entry: file_for(mission, user, kind, entry=entry, **{name: value}),
        )
