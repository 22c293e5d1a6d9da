"""Papers that an organ handed over: how many, received, to be returned, returned."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.services.briefing_papers import add_paper, papers_of, remove_paper, update_paper
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    STRETCH,
    DateEdit,
    Inset,
    Label,
    NumberEdit,
    TextEntry,
    hbox,
    icon_button,
    mark_data,
    vbox,
)
from inspector_app.ui.widgets.fields import WheelGuard

_DAYS = ("received_on", "return_by", "returned_on")
_ADD_WIDTH = 300
_COPIES_WIDTH = 72
_DAY_WIDTH = 136
_MOST_COPIES = 999


class PaperRow(Inset):
    """One paper: its name and copies, and below them when it came and went."""

    def __init__(self, desk: Desk, guard: WheelGuard, labels: dict[str, str]) -> None:
        super().__init__(pad=S2, gap=S2)
        theme = desk.context.theme
        self.record: Record | None = None
        self.title = TextEntry()
        mark_data(self.title, itself_only=True)
        self.copies = NumberEdit(1, _MOST_COPIES)
        self.copies.setFixedWidth(_COPIES_WIDTH)
        self.copies.installEventFilter(guard)
        self.days = {name: DateEdit(theme) for name in _DAYS}
        self.state = Label("", role="caption", tone="warn")
        self.remove = icon_button(theme, "trash", self.tr("移除这份材料"))
        head = hbox(self.title, self.copies, self.remove, gap=S2)
        head.setStretch(0, 1)
        days = hbox(gap=S2)
        for name, edit in self.days.items():
            edit.setMaximumWidth(_DAY_WIDTH)
            days.addWidget(Label(labels[name], role="caption", tone="dim", data=True))
            days.addWidget(edit)
        days.addWidget(self.state)
        days.addStretch(1)
        self.body.addLayout(head)
        self.body.addLayout(days)


class PapersList(QWidget):
    """The papers of one briefing, and a line to add one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._briefing = ""
        self._guard = WheelGuard(self)
        self.rows: list[PaperRow] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(S2)
        self.add = TextEntry(placeholder=self.tr("另加一份：写名称，按回车"))
        self.add.setAccessibleName(self.tr("另加一份材料"))
        self.add.setFixedWidth(_ADD_WIDTH)
        mark_data(self.add, itself_only=True)
        self.setLayout(vbox(self._column, hbox(self.add, STRETCH), gap=S2))
        self.add.returnPressed.connect(self._on_add)

    def _label(self, name: str) -> str:
        return self._words.field("briefing_paper", name)

    def show_briefing(self, briefing: Record) -> None:
        """Show the papers of *briefing*."""
        self._briefing = briefing.id
        self._show(papers_of(self._desk.mission.reader, briefing.id))

    def _show(self, papers: Sequence[Record]) -> None:
        while len(self.rows) > len(papers):
            gone = self.rows.pop()
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        while len(self.rows) < len(papers):
            self._add_row()
        for row, paper in zip(self.rows, papers, strict=True):
            self._show_row(row, paper)

    def _add_row(self) -> None:
        row = PaperRow(self._desk, self._guard, {name: self._label(name) for name in _DAYS})
        row.copies.editingFinished.connect(partial(self._on_copies, row))
        for name, edit in row.days.items():
            edit.date_changed.connect(partial(self._on_day, row, name))
            edit.unreadable.connect(partial(self._on_unreadable, row))
        row.remove.clicked.connect(partial(self._on_remove, row))
        self.rows.append(row)
        self._column.addWidget(row)

    def _show_row(self, row: PaperRow, paper: Record) -> None:
        row.record = paper
        self._desk.texts.tie(row.title, paper, "title")
        for name, widget in (("title", row.title), ("copies", row.copies), *row.days.items()):
            widget.setAccessibleName(f"{paper.text('title')} · {self._label(name)}")
        row.copies.setToolTip(self._label("copies"))
        if not row.copies.hasFocus():
            row.copies.setValue(paper.number("copies") or 1)
        for name, edit in row.days.items():
            if not edit.hasFocus():
                text = paper.text(name)
                edit.set_value(date.fromisoformat(text) if text else None)
        due, today = paper.text("return_by"), self._desk.mission.today()
        if paper.text("returned_on"):
            row.state.set_tone("ok")
            row.state.setText(self.tr("✓ 已还"))
        elif due and due < today:
            row.state.set_tone("mark")
            row.state.setText(self.tr("▲ 应还未还"))
        else:
            row.state.setText("")

    def _on_copies(self, row: PaperRow) -> None:
        known = row.record.number("copies") if row.record is not None else None
        if row.copies.value() != (known or 1):
            self._write(row, "copies", row.copies.value())

    def _on_day(self, row: PaperRow, name: str, value: date | None) -> None:
        self._write(row, name, value.isoformat() if value else None)

    def _on_unreadable(self, row: PaperRow) -> None:
        row.state.set_tone("mark")
        row.state.setText(self.tr("▲ 认不出日期"))

    def _write(self, row: PaperRow, name: str, value: Json) -> None:
        if row.record is None:
            return
        mission, paper = self._desk.mission, row.record.id
        self._desk.write(
            self.tr("修改“{field}”").format(field=self._label(name)),
            lambda entry: update_paper(mission, paper, entry=entry, **{name: value}),
        )

    def _on_add(self) -> None:
        title = " ".join(self.add.text().split())
        if not title or not self._briefing:
            return
        self.add.clear()
        mission, briefing = self._desk.mission, self._briefing
        self._desk.write(
            self.tr("登记材料“{title}”").format(title=title),
            lambda entry: add_paper(
                mission, briefing, title=title, received_on=mission.today(), entry=entry
            ),
        )

    def _on_remove(self, row: PaperRow) -> None:
        paper, mission = row.record, self._desk.mission
        if paper is None:
            return
        self._desk.texts.commit()
        self._desk.write(
            self.tr("已移除材料“{title}”").format(title=paper.text("title")),
            lambda entry: remove_paper(mission, paper.id, entry=entry),
            tell=True,
        )
