"""The list of evidence: what there is, filtered and sorted."""

from collections import Counter
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.services.evidence_list import EvidenceFilter, FileKind, evidence_ids
from inspector_app.services.evidence_use import use_counts
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.evidence.words import (
    AUDIENCE_TONES,
    SHORT_HASH,
    audience_words,
    kind_words,
)
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Column,
    EmptyState,
    Label,
    Order,
    PagedTableModel,
    PageHeader,
    RecordTable,
    Row,
    SearchBox,
    hbox,
    make_button,
    vbox,
)


class EvidenceListing(QWidget):
    """Header, filters and table.

    Signals:
        opened (str): show this piece of evidence.
        add_wanted: files are to be taken in.
    """

    opened = Signal(str)
    add_wanted = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._filter = EvidenceFilter()
        self._counts: Counter[str] = Counter()
        theme = context.theme
        self.header = PageHeader(self.tr("资料与证据"))
        self.add_button = make_button(
            self.tr("收进文件…"), role="primary", theme=theme, icon="import", tip="Ctrl+N"
        )
        self.header.add_action(self.add_button)
        self.search = SearchBox(
            theme, self.tr("编号、题目、来源、标签"), name=self.tr("在资料与证据里查找")
        )
        self.search.setFixedWidth(300)
        self.kind = self._combo(self.tr("种类"), [(self.tr("全部种类"), "")])
        for kind in FileKind:
            self.kind.addItem(context.wording.text(f"evidence.kinds.{kind.value}"), kind.value)
        self.use = self._combo(
            self.tr("范围"),
            [
                (self.tr("全部"), ""),
                (self.tr("还没有用到"), "unused"),
                (self.tr("限制范围"), "restricted"),
            ],
        )
        self.model = PagedTableModel(self._columns(), self._ids, self._rows)
        self.table = RecordTable(theme, self.model, name=self.tr("资料与证据"))
        self.count = Label("", role="caption")
        self.hint = Label(
            self.tr("Enter 打开 · 文件可以直接拖到这里 · 收进时计算 SHA-256 并加密"), role="caption"
        )
        self.empty = EmptyState(
            theme,
            icon="evidence",
            title=self.tr("还没有资料"),
            text=self.tr(
                "把调阅的文件、照片、扫描件、录音录像收进来：原样保存，逐件计算 SHA-256 并加密。"
                "也可以把文件直接拖到这里。"
            ),
            action=self.tr("收进文件…"),
        )
        self.nothing = EmptyState(
            theme,
            icon="search",
            title=self.tr("没有符合条件的资料"),
            text=self.tr("换一个词，或把种类和范围改回“全部”。"),
        )
        self._lay_out()
        self._connect()

    def _combo(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for label, value in choices:
            box.addItem(label, value)
        return box

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("number", self.tr("编号"), 76),
            Column("title", self.tr("题目")),
            Column("kind", self.tr("种类"), 96),
            Column("source", self.tr("来源"), 128),
            Column("obtained_on", self.tr("取得日期"), 104),
            Column("pages", self.tr("页数"), 62, number=True),
            Column("used", self.tr("用处"), 62, number=True),
            Column("sha256", "SHA-256", 96),
            Column("tags", self.tr("标签"), 132),
            Column("audience", self.tr("谁能看"), 124, pill=True),
        )

    def _lay_out(self) -> None:
        filters = hbox(self.search, self.kind, self.use, STRETCH, self.count, gap=S3)
        card = Card(pad=0, gap=0)
        head = QWidget()
        head.setLayout(filters)
        filters.setContentsMargins(S4, S3 + 2, S4, S3)
        foot = QWidget()
        below = hbox(self.hint, STRETCH)
        below.setContentsMargins(S4, S3, S4, S3)
        foot.setLayout(below)
        self._foot = foot
        card.add(head)
        card.add(self.table, stretch=1)
        card.add(self.empty, stretch=1)
        card.add(self.nothing, stretch=1)
        card.add(foot)
        column = vbox(self.header, gap=S4)
        column.addWidget(card, 1)
        self.setLayout(column)
        for first, second in (
            (self.search, self.kind),
            (self.kind, self.use),
            (self.use, self.table),
            (self.table, self.add_button),
        ):
            QWidget.setTabOrder(first, second)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add_wanted)
        self.empty.acted.connect(self.add_wanted)
        self.table.opened.connect(self.opened)
        self.search.searched.connect(self._on_filter)
        self.kind.currentIndexChanged.connect(self._on_filter)
        self.use.currentIndexChanged.connect(self._on_filter)
        for keys, slot in (
            ("Ctrl+N", self.add_wanted),
            (QKeySequence(QKeySequence.StandardKey.Find), self._on_find),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # --- reading ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list anew."""
        reader = self._context.services.reader
        self._counts = use_counts(reader)
        self.model.reload()
        restricted = reader.count("evidence", {"audience": [Audience.NAMED, Audience.LEADER]})
        self.table.setColumnHidden(len(self.model.columns) - 1, not restricted)
        total = reader.count("evidence")
        shown = self.model.rowCount()
        self._foot.setVisible(bool(shown))
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not total)
        self.nothing.setVisible(bool(total) and not shown)
        for box in (self.search, self.kind, self.use):
            box.setEnabled(bool(total))
        unused = sum(not self._counts[one] for one in reader.ids("evidence"))
        parts = [
            self.tr("%n 件", "", total),
            self.tr("{count} 件还没有用到").format(count=unused),
        ]
        self.header.subtitle.setText(" · ".join(parts) if total else "")
        self.count.setText(self.tr("显示 {count} 件").format(count=shown) if shown < total else "")

    def select(self, evidence: str) -> None:
        """Make a piece of evidence current and take the focus."""
        if evidence:
            self.table.select_record(evidence)
        self.table.setFocus()

    def neighbour(self, evidence: str, step: int) -> str:
        """Return the id of the piece *step* rows further in the list, empty at its ends."""
        row = self.model.row_of(evidence)
        wanted = -1 if row is None else row + step
        return self.model.id_at(wanted) if 0 <= wanted < self.model.rowCount() else ""

    def _ids(self, order: Order) -> list[str]:
        return evidence_ids(
            self._context.services.reader,
            self._filter,
            order=order.key or "number",
            descending=order.descending,
        )

    def _rows(self, ids: Sequence[str]) -> Mapping[str, Row]:
        found = self._context.services.reader.many("evidence", ids)
        return {one: self._row(record) for one, record in found.items()}

    def _row(self, one: Record) -> Row:
        wording = self._context.wording
        audience = Audience(one.audience)
        pages, used = one.number("pages"), self._counts[one.id]
        cells = (
            one.text("number"),
            one.text("title"),
            kind_words(wording, one.text("media_type")),
            one.text("source"),
            one.text("obtained_on"),
            str(pages) if pages else "",
            str(used) if used else "–",
            one.text("sha256")[:SHORT_HASH],
            wording.text("values.between").join(one.items("tags")),
            "" if audience is Audience.TEAM else audience_words(wording, audience),
        )
        return Row(cells, {"audience": AUDIENCE_TONES[audience]})

    def _on_filter(self) -> None:
        kind = str(self.kind.currentData() or "")
        use = str(self.use.currentData() or "")
        self._filter = EvidenceFilter(
            text=self.search.text().strip(),
            kind=FileKind(kind) if kind else None,
            unused=use == "unused",
            restricted=use == "restricted",
        )
        self.refresh()

    def _on_find(self) -> None:
        self.search.setFocus()
        self.search.selectAll()
