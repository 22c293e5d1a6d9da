"""The must-ask matrix: talks × items, with totals under each item."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from inspector_app.domain.must_ask import AnswerKind as Kind
from inspector_app.domain.must_ask import MustAskItem
from inspector_app.domain.vocabulary import Head, TalkCategory
from inspector_app.services.checklist import Checklist
from inspector_app.services.talk_lists import TalkRow
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    AnswerKind,
    Card,
    Label,
    MatrixColumn,
    MatrixLegend,
    MatrixRow,
    MatrixView,
    hbox,
    mark_data,
)

_SHOWN: dict[Kind, AnswerKind] = {
    Kind.SPECIFIC: "specific",
    Kind.GENERAL: "general",
    Kind.NONE: "none",
    Kind.UNKNOWN: "unknown",
    Kind.DECLINED: "refused",
}
_TOTAL_ROW = 19


def cell_of(row: TalkRow, item: MustAskItem) -> AnswerKind | None:
    """Return what the matrix shows for one talk and item; ``None`` where it is not asked."""
    kind = row.kinds.get(item.code)
    if kind is not None:
        return _SHOWN[kind]
    return "open" if row.is_open(item) else None


class _Totals(QWidget):
    """Numbers per item, aligned with the columns of the matrix above."""

    def __init__(self, theme: Theme, matrix: MatrixView, labels: dict[AnswerKind, str]) -> None:
        super().__init__()
        self._theme = theme
        self._matrix = matrix
        self._labels = labels
        self._counts: list[dict[AnswerKind, int]] = []
        self._names: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("各项合计"))
        mark_data(self)
        matrix.horizontalScrollBar().valueChanged.connect(self.update)
        matrix.horizontalHeader().geometriesChanged.connect(self.update)
        theme.changed.connect(self.update)

    def show_counts(self, names: list[str], counts: list[dict[AnswerKind, int]]) -> None:
        """Show *counts*, one per column."""
        self._names, self._counts = names, counts
        spoken = (
            f"{name}：" + "，".join(f"{self._labels[kind]} {n}" for kind, n in one.items() if n)
            for name, one in zip(names, counts, strict=True)
        )
        self.setAccessibleDescription("；".join(spoken))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a line for each kind of answer."""
        return QSize(400, _TOTAL_ROW * len(self._labels) + 6)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw labels and numbers."""
        theme, matrix = self._theme, self._matrix
        painter = QPainter(self)
        painter.setPen(theme.color("line"))
        painter.drawLine(0, 1, self.width(), 1)
        edge = matrix.verticalHeader().width()
        width = matrix.horizontalHeader().defaultSectionSize()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text2"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        for line, kind in enumerate(self._labels):
            place = QRectF(0, 6 + line * _TOTAL_ROW, edge - 8, _TOTAL_ROW)
            painter.drawText(place, right, matrix.sign(kind))
        painter.setClipRect(edge, 0, self.width() - edge, self.height())
        painter.setFont(theme.font("badge"))
        for column, counts in enumerate(self._counts):
            left = edge + matrix.columnViewportPosition(column)
            for line, kind in enumerate(self._labels):
                number = counts.get(kind, 0)
                painter.setPen(theme.color("text" if number else "text3"))
                place = QRectF(left, 6 + line * _TOTAL_ROW, width, _TOTAL_ROW)
                painter.drawText(
                    place, Qt.AlignmentFlag.AlignCenter, str(number) if number else "·"
                )


class MatrixPage(Card):
    """Filters, legend, matrix and totals.

    Signals:
        chosen (str, str): the talk and the item of a field.
    """

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, words: Words, checklist: Checklist) -> None:
        super().__init__(gap=S3)
        self._words = words
        self._items = checklist.items
        self._all: list[TalkRow] = []
        self._rows: list[TalkRow] = []
        self._columns: list[MustAskItem] = []
        kinds: dict[AnswerKind, str] = {
            shown: words.signed_answer(kind) for kind, shown in _SHOWN.items()
        }
        kinds["open"] = self.tr("□ 未谈")
        self.category = QComboBox()
        self.category.setAccessibleName(self.tr("谈话类别"))
        self.category.addItem(self.tr("全部类别"), None)
        for category in TalkCategory:
            self.category.addItem(words.category(category), category)
        self.only_open = QCheckBox(self.tr("只看还有未谈的"))
        self._count = Label("", role="caption")
        self.matrix = MatrixView(theme, kinds)
        self._totals = _Totals(theme, self.matrix, kinds)
        top = hbox(self.category, self.only_open, self._count, None, gap=S3)
        top.addWidget(MatrixLegend(theme, self.matrix, kinds))
        self.body.addLayout(top)
        self.body.addWidget(self.matrix, 1)
        self.body.addWidget(self._totals)
        self.body.setSpacing(S2)
        self.category.currentIndexChanged.connect(self._show)
        self.only_open.toggled.connect(self._show)
        self.matrix.chosen.connect(self._on_chosen)

    def show_rows(self, rows: list[TalkRow]) -> None:
        """Show the talks that were held."""
        self._all = rows
        self._show()

    def _show(self) -> None:
        category = self.category.currentData()
        rows = [row for row in self._all if category is None or row.category == category]
        columns = list(self._items)
        if self.only_open.isChecked():
            rows = [row for row in rows if any(cell_of(row, i) == "open" for i in self._items)]
            columns = [i for i in columns if any(cell_of(row, i) == "open" for row in rows)]
        self._rows, self._columns = rows, columns
        self.matrix.set_content(
            [self._row(row) for row in rows],
            [
                MatrixColumn(i.code, i.code, self._words.label(i), life=i.head is Head.LIFE)
                for i in columns
            ],
            lambda row, column: cell_of(self._rows[row], self._columns[column]),
        )
        self._count.setText(self.tr("{count} 场").format(count=len(rows)))
        self._totals.show_counts([i.code for i in columns], [self._count_of(i) for i in columns])

    def _row(self, row: TalkRow) -> MatrixRow:
        name = row.name or row.talk.text("number")
        tip = f"{row.talk.text('number')} · {self._words.category(row.category)}"
        return MatrixRow(row.talk.id, name, tip)

    def _count_of(self, item: MustAskItem) -> dict[AnswerKind, int]:
        counts: dict[AnswerKind, int] = {}
        for row in self._rows:
            kind = cell_of(row, item)
            if kind is not None:
                counts[kind] = counts.get(kind, 0) + 1
        return counts

    def totals(self, code: str) -> dict[AnswerKind, int]:
        """Return how often an item was answered in which way, in what is shown."""
        return next((self._count_of(i) for i in self._columns if i.code == code), {})

    def _on_chosen(self, row: int, column: int) -> None:
        self.chosen.emit(self._rows[row].talk.id, self._columns[column].code)
