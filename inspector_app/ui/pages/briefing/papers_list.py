"""Papers that an organ handed over: how many, received, to be returned, returned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.services.briefing_papers import add_paper, papers_of, remove_paper, update_paper
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    STRETCH,
    DateEdit,
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
_TITLE_WIDTH = 120


@dataclass(slots=True)
class PaperRow:
    """The fields of one paper, in a row of the grid."""

    record: Record
    title: TextEntry
    copies: NumberEdit
    days: dict[str, DateEdit]
    state: Label
    remove: QToolButton

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of them in the order of the columns."""
        return self.title, self.copies, *self.days.values(), self.state, self.remove


class PapersList(QWidget):
    """The papers of one briefing, and a line to add one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._briefing = ""
        self._guard = WheelGuard(self)
        self.rows: list[PaperRow] = []
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(S2)
        self._grid.setVerticalSpacing(S2)
        self._grid.setColumnStretch(0, 1)
        for column, name in enumerate(("title", "copies", *_DAYS)):
            self._grid.addWidget(Label(self._label(name), tone="dim", data=True), 0, column)
        self.add = TextEntry(placeholder=self.tr("另加一份：写名称，按回车"))
        self.add.setAccessibleName(self.tr("另加一份材料"))
        self.add.setFixedWidth(_ADD_WIDTH)
        mark_data(self.add, itself_only=True)
        self.setLayout(vbox(self._table, hbox(self.add, STRETCH), gap=S3))
        self.add.returnPressed.connect(self._on_add)

    def _label(self, name: str) -> str:
        return self._words.field("briefing_paper", name)

    def show_briefing(self, briefing: Record) -> None:
        """Show the papers of *briefing*."""
        self._briefing = briefing.id
        self._show(papers_of(self._desk.mission.reader, briefing.id))

    def _show(self, papers: Sequence[Record]) -> None:
        while len(self.rows) > len(papers):
            for widget in self.rows.pop().widgets:
                self._grid.removeWidget(widget)
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for place, paper in enumerate(papers):
            if place == len(self.rows):
                self._add_row(paper)
            self.rows[place].record = paper
            self._show_row(self.rows[place])
        self._table.setVisible(bool(papers))

    def _add_row(self, paper: Record) -> None:
        theme = self._desk.context.theme
        row = PaperRow(
            paper,
            TextEntry(),
            NumberEdit(1, _MOST_COPIES),
            {name: DateEdit(theme) for name in _DAYS},
            Label("", role="caption", tone="warn"),
            icon_button(theme, "trash", self.tr("移除这份材料")),
        )
        mark_data(row.title, itself_only=True)
        row.title.setMinimumWidth(_TITLE_WIDTH)
        row.copies.setFixedWidth(_COPIES_WIDTH)
        row.copies.installEventFilter(self._guard)
        row.copies.editingFinished.connect(partial(self._on_copies, row))
        for name, edit in row.days.items():
            edit.setMinimumWidth(_DAY_WIDTH)
            edit.setMaximumWidth(_DAY_WIDTH)
            edit.date_changed.connect(partial(self._on_day, row, name))
            edit.unreadable.connect(partial(self._on_unreadable, row))
        row.remove.clicked.connect(partial(self._on_remove, row))
        self.rows.append(row)
        for column, widget in enumerate(row.widgets):
            self._grid.addWidget(widget, len(self.rows), column)

    def _show_row(self, row: PaperRow) -> None:
        paper = row.record
        self._desk.texts.tie(row.title, paper, "title")
        for name, widget in (("title", row.title), ("copies", row.copies), *row.days.items()):
            widget.setAccessibleName(f"{paper.text('title')} · {self._label(name)}")
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
        if row.copies.value() != (row.record.number("copies") or 1):
            self._write(row, "copies", row.copies.value())

    def _on_day(self, row: PaperRow, name: str, value: date | None) -> None:
        self._write(row, name, value.isoformat() if value else None)

    def _on_unreadable(self, row: PaperRow) -> None:
        row.state.set_tone("mark")
        row.state.setText(self.tr("▲ 认不出日期"))

    def _write(self, row: PaperRow, name: str, value: Json) -> None:
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
        self._desk.texts.commit()
        self._desk.write(
            self.tr("已移除材料“{title}”").format(title=paper.text("title")),
            lambda entry: remove_paper(mission, paper.id, entry=entry),
            tell=True,
        )
