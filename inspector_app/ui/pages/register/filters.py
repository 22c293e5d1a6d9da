"""What a register's list is filtered by: words, choices, days. Made from its form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from inspector_app.services.registers import OpenRegister
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    DateEdit,
    FlowLayout,
    Label,
    SearchBox,
    hbox,
    mark_data,
)

_SEARCH_WIDTH = 220
_DAY_WIDTH = 140


@dataclass(frozen=True, slots=True)
class Filters:
    """What is wanted: words, a choice by question, first and last day by question."""

    words: str = ""
    picked: Mapping[str, str] = field(default_factory=dict)
    between: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    restricted: bool = False

    def __bool__(self) -> bool:
        """Say whether anything is filtered."""
        return bool(self.words or self.picked or self.between or self.restricted)


class FilterRow(QWidget):
    """Search box, then a box or two dates for each question that may be filtered by.

    Signals:
        changed: the list is to be read anew.
    """

    changed = Signal()

    def __init__(self, theme: Theme, opened: OpenRegister) -> None:
        super().__init__()
        self._theme = theme
        self.search = SearchBox(theme, self.tr("编号、姓名、内容"), name=self.tr("在台账里查找"))
        self.search.setFixedWidth(_SEARCH_WIDTH)
        self.boxes: dict[str, QComboBox] = {}
        self.days: dict[str, tuple[DateEdit, DateEdit]] = {}
        flow = FlowLayout(gap=S3)
        self.setLayout(flow)
        flow.addWidget(self.search)
        for path in opened.register.filters:
            if opened.is_chosen(path):
                flow.addWidget(self._box(path, opened))
            elif opened.is_day(path):
                flow.addWidget(self._between(path, opened))
        self.search.searched.connect(self._on_changed)

    def _box(self, path: str, opened: OpenRegister) -> QComboBox:
        box = QComboBox()
        name = opened.question(path)
        box.setAccessibleName(name)
        mark_data(box)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.addItem(self.tr("{question}：全部").format(question=name), "")
        for value, label in opened.choices(path):
            box.addItem(label, value)
        box.currentIndexChanged.connect(self._on_changed)
        self.boxes[path] = box
        return box

    def _between(self, path: str, opened: OpenRegister) -> QWidget:
        name = opened.question(path)
        first, last = DateEdit(self._theme), DateEdit(self._theme)
        for one, words in (
            (first, self.tr("{question}：从")),
            (last, self.tr("{question}：到")),
        ):
            one.setAccessibleName(words.format(question=name))
            one.setFixedWidth(_DAY_WIDTH)
            mark_data(one, itself_only=True)
            one.date_changed.connect(partial(self._on_day))
        self.days[path] = (first, last)
        place = QWidget()
        label = Label(name, tone="dim", data=True)
        row = hbox(label, first, Label("—", tone="dim"), last, gap=S2)
        row.setContentsMargins(0, 0, 0, 0)
        place.setLayout(row)
        return place

    def filters(self) -> Filters:
        """Return what is wanted now."""
        between = {
            path: (_text(first.value), _text(last.value))
            for path, (first, last) in self.days.items()
            if first.value or last.value
        }
        picked = {
            path: str(box.currentData()) for path, box in self.boxes.items() if box.currentData()
        }
        return Filters(self.search.text().strip(), picked, between)

    def clear(self) -> None:
        """Want everything again."""
        self.search.clear()
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        for pair in self.days.values():
            for one in pair:
                one.set_value(None)
        self.changed.emit()

    def _on_day(self, _day: object) -> None:
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()


def _text(day: date | None) -> str:
    return day.isoformat() if day is not None else ""
