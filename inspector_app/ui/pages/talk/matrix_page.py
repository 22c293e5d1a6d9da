"""The must-ask matrix: talks × items, with totals under each item."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QWidget

from inspector_app.domain.must_ask import AnswerKind as Given
from inspector_app.domain.must_ask import MustAskItem
from inspector_app.domain.vocabulary import Head, TalkCategory
from inspector_app.services.matrix_papers import MatrixPart, matrix_printable, matrix_sheet
from inspector_app.services.mission import OpenMission
from inspector_app.services.talk_lists import ItemTotals, TalkRow, item_totals
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.paper_export import ExportedPaper, Kind, PaperExport
from inspector_app.ui.pages.talk.talk_table import folded
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    AnswerKind,
    Card,
    ConfirmStrip,
    ElidedLabel,
    Label,
    MatrixColumn,
    MatrixLegend,
    MatrixRow,
    MatrixView,
    SearchBox,
    hbox,
    make_button,
    mark_data,
)

_SHOWN: dict[Given, AnswerKind] = {
    Given.SPECIFIC: "specific",
    Given.GENERAL: "general",
    Given.NONE: "none",
    Given.UNKNOWN: "unknown",
    Given.DECLINED: "refused",
}
_TOTAL_ROW = 19
_SEARCH_WIDTH = 150
_ITEM_WIDTH = 190


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
    """Filters, legend, matrix and totals; printed and exported as it is shown.

    Signals:
        chosen (str, str): the talk and the item of a field.
    """

    chosen = Signal(str, str)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__(gap=S3)
        theme, words = context.theme, Words(context.wording)
        self._mission = context.services
        self._words = words
        self._items = self._mission.checklist.items
        self._all: list[TalkRow] = []
        self._rows: list[TalkRow] = []
        self._columns: list[MustAskItem] = []
        self._kinds: dict[AnswerKind, str] = {
            shown: words.signed_answer(kind) for kind, shown in _SHOWN.items()
        }
        self._kinds["open"] = self.tr("□ 未谈")
        self.talker = SearchBox(theme, self.tr("谈话对象"), name=self.tr("按谈话对象查找"))
        self.talker.setFixedWidth(_SEARCH_WIDTH)
        self.category = self._category_box()
        self.item = self._item_box()
        self.only_open = QCheckBox(self.tr("只看还有未谈的"))
        self._count = Label("", role="caption")
        self.matrix = MatrixView(theme, self._kinds)
        self._totals = _Totals(theme, self.matrix, self._kinds)
        self.said = ElidedLabel("", data=True)
        self.print = make_button(self.tr("打印…"), theme=theme, icon="print")
        self.sheet = make_button(self.tr("导出 Excel…"), theme=theme, icon="export")
        self.strip = ConfirmStrip(theme)
        self.export = PaperExport(context, self, self.strip)
        legend = MatrixLegend(theme, self.matrix, self._kinds)
        self._lay_out(legend)
        self.talker.searched.connect(self._show)
        self.category.currentIndexChanged.connect(self._show)
        self.item.currentIndexChanged.connect(self._show)
        self.only_open.toggled.connect(self._show)
        self.matrix.chosen.connect(self._on_chosen)
        self.matrix.selectionModel().currentChanged.connect(self._say_totals)
        self.matrix.horizontalHeader().sectionClicked.connect(self._say_column)
        self.print.clicked.connect(partial(self._export, "pdf"))
        self.sheet.clicked.connect(partial(self._export, "xlsx"))

    def _lay_out(self, legend: MatrixLegend) -> None:
        top = hbox(self.talker, self.category, self.item, self.only_open, self._count, None, gap=S3)
        self.body.addLayout(top)
        self.body.addWidget(self.strip)
        below = hbox(legend, None, self.print, self.sheet, gap=S3)
        self.body.addLayout(below)
        self.body.addWidget(self.matrix, 1)
        self.body.addWidget(self._totals)
        self.body.addWidget(self.said)
        self.body.setSpacing(S2)

    def _category_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("谈话类别"))
        box.addItem(self.tr("全部类别"), None)
        for category in TalkCategory:
            box.addItem(self._words.category(category), category)
        return box

    def _item_box(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("必谈事项"))
        box.setMaximumWidth(_ITEM_WIDTH)
        box.addItem(self.tr("全部事项"), None)
        for head in Head:
            box.addItem(self._words.head(head), head)
        for item in self._items:
            box.addItem(f"{item.code} {self._words.label(item)}", item.code)
        mark_data(box)
        return box

    def show_rows(self, rows: list[TalkRow]) -> None:
        """Show the talks that were held."""
        self._all = rows
        self._show()

    def _show(self) -> None:
        rows = [row for row in self._all if self._passes(row)]
        columns = [item for item in self._items if self._asked(item)]
        if self.only_open.isChecked():
            rows = [row for row in rows if any(row.is_open(item) for item in columns)]
            columns = [item for item in columns if any(row.is_open(item) for row in rows)]
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
        counts = [_counts(totals) for totals in item_totals(rows, columns)]
        self._totals.show_counts([i.code for i in columns], counts)
        self._say_totals()
        for button in (self.print, self.sheet):
            button.setEnabled(bool(rows and columns))

    def _passes(self, row: TalkRow) -> bool:
        wanted = self.category.currentData()
        if wanted is not None and row.category is not TalkCategory(wanted):
            return False
        words = folded(self.talker.text()).split()
        office = row.official.text("office") if row.official else ""
        hay = folded(f"{row.name} {office} {row.talk.text('number')}")
        return all(word in hay for word in words)

    def _asked(self, item: MustAskItem) -> bool:
        wanted = self.item.currentData()
        return wanted is None or wanted in {item.head, item.code}

    def _row(self, row: TalkRow) -> MatrixRow:
        name = row.name or row.talk.text("number")
        tip = f"{row.talk.text('number')} · {self._words.category(row.category)}"
        return MatrixRow(row.talk.id, name, tip)

    # --- totals --------------------------------------------------------------------

    def totals(self, code: str) -> dict[AnswerKind, int]:
        """Return how often an item was answered in which way, in what is shown."""
        found = item_totals(self._rows, [i for i in self._columns if i.code == code])
        return {kind: n for one in found for kind, n in _counts(one).items() if n}

    def _say_totals(self) -> None:
        """Say the totals of the current column, of the only one without a current field."""
        column = self.matrix.currentIndex().column()
        if column < 0 and len(self._columns) == 1:
            column = 0
        self._say_column(column)

    def _say_column(self, column: int) -> None:
        if not 0 <= column < len(self._columns):
            self.said.setText(
                self.tr("点列头或按方向键看一项的合计；点一格，到那一段。") if self._rows else ""
            )
            return
        item = self._columns[column]
        (totals,) = item_totals(self._rows, [item])
        parts = [self.tr("谈 {count} 人").format(count=totals.talks)]
        parts += [f"{self._words.answer(kind)} {n}" for kind, n in totals.kinds.items() if n]
        parts += [self.tr("未谈 {count}").format(count=totals.open)] if totals.open else []
        self.said.setText(
            self.tr("{code} {label}：{totals}").format(
                code=item.code, label=self._words.label(item), totals=self.tr("，").join(parts)
            )
        )

    # --- paper ---------------------------------------------------------------------

    def part(self) -> MatrixPart:
        """Return what is shown, with the filters in words."""
        said = [
            box.currentText() for box in (self.category, self.item) if box.currentData() is not None
        ]
        said += [self.talker.text().strip()] if self.talker.text().strip() else []
        said += [self.only_open.text()] if self.only_open.isChecked() else []
        return MatrixPart(tuple(self._rows), tuple(self._columns), "、".join(said))

    def _export(self, kind: Kind) -> None:
        mission, part = self._mission, self.part()
        paper = ExportedPaper(
            gather=partial(matrix_printable, mission, part),
            name=self.tr("必谈矩阵"),
            record_type="mission",
            record_id=mission.id,
            sheet=partial(matrix_sheet, mission, part),
        )
        self.export.ask(kind, paper)

    def _on_chosen(self, row: int, column: int) -> None:
        self.chosen.emit(self._rows[row].talk.id, self._columns[column].code)


def _counts(totals: ItemTotals) -> dict[AnswerKind, int]:
    """Return the totals of an item as the matrix names its kinds."""
    counts: dict[AnswerKind, int] = {_SHOWN[kind]: n for kind, n in totals.kinds.items()}
    return {**counts, "open": totals.open}
