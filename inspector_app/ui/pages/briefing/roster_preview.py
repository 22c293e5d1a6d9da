"""What importing a roster would do: every row of the file, and the rows a person decides."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector_app.intake.matching import MatchKind
from inspector_app.services.results import Imported
from inspector_app.services.roster import RosterPreview, import_roster
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.preview_rows import (
    ROW_TONES,
    FileRow,
    RowKind,
    file_rows,
)
from inspector_app.ui.pages.briefing.row_decision import NEW_PERSON, RowDecision
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    Card,
    Column,
    ElidedLabel,
    Label,
    Order,
    PagedTableModel,
    RecordTable,
    Row,
    data_label,
    hbox,
    make_button,
    vbox,
)

_DECISION_WIDTH = 340


class RosterPreviewView(QWidget):
    """The preview of one file. Nothing is written before 导入 is pressed.

    Signals:
        closed: imported, or put away.
    """

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._preview: RosterPreview | None = None
        self._rows: dict[str, FileRow] = {}
        #: What was decided of doubtful rows: an official's id, or that it is a new person.
        self._decided: dict[int, str] = {}
        theme = desk.context.theme
        self.file = data_label(role="card")
        self.summary = ElidedLabel("", tone="dim")
        self.state = Label("", wrap=True)
        self.unknown = Label("", role="caption", wrap=True, data=True)
        self.cancel = make_button(self.tr("不导入"))
        self.take = make_button(self.tr("导入"), role="primary", theme=theme, icon="import")
        self.model = PagedTableModel(self._columns(), self._ids, self._page_of)
        self.table = RecordTable(theme, self.model, name=self.tr("表里的每一行"))
        self.decision = RowDecision(desk)
        self._lay_out()
        self.cancel.clicked.connect(self._on_cancel)
        self.take.clicked.connect(self._on_take)
        self.table.selected.connect(self._on_selected)
        self.decision.decided.connect(self._on_decided)

    def _columns(self) -> tuple[Column, ...]:
        words = self._desk.context.wording
        return (
            Column("row", self.tr("行"), 60, number=True, sortable=False),
            Column("kind", self.tr("情况"), 150, pill=True, sortable=False),
            Column("name", words.text("records.official.fields.name"), 100, sortable=False),
            Column("office", words.text("records.official.fields.office"), 190, sortable=False),
            Column("note", self.tr("说明"), sortable=False),
        )

    def _lay_out(self) -> None:
        head = hbox(self.file, self.summary, self.cancel, self.take, gap=S3)
        head.setStretch(1, 1)
        left = Card(gap=S3)
        left.body.addLayout(head)
        left.add(self.state, self.unknown)
        left.add(self.table, stretch=1)
        self.decision.setFixedWidth(_DECISION_WIDTH)
        row = hbox(gap=S4)
        row.addWidget(left, 1)
        row.addWidget(self.decision)
        page = vbox(gap=0)
        page.addLayout(row, 1)
        self.setLayout(page)

    # --- showing ------------------------------------------------------------------------

    def show_preview(self, file: str, preview: RosterPreview) -> None:
        """Show what importing *file* would do."""
        self._preview = preview
        self._decided.clear()
        rows = file_rows(preview, self._desk.context.wording)
        # A row may have several problems: the place in the list tells them apart.
        self._rows = {f"{place}": row for place, row in enumerate(rows)}
        self.file.setText(file)
        self.summary.setText(self._summary())
        columns = preview.reading.unknown_columns
        self.unknown.setText(
            self.tr("没有认出、不会导入的列：{columns}").format(columns="、".join(columns))
        )
        self.unknown.setVisible(bool(columns))
        self.model.reload()
        if rows:
            self.table.select_record("0")
        self._update_state()

    def _summary(self) -> str:
        counts = dict.fromkeys(RowKind, 0)
        for row in self._rows.values():
            counts[row.kind] += 1
        words = self._kind_words()
        return " · ".join(f"{words[kind]} {count}" for kind, count in counts.items() if count)

    def _kind_words(self) -> Mapping[RowKind, str]:
        return {
            RowKind.PROBLEM: self.tr("有问题"),
            RowKind.POSSIBLY_SAME: self.tr("可能是同一人"),
            RowKind.CHANGED: self.tr("有变化"),
            RowKind.DUPLICATE: self.tr("重复"),
            RowKind.NEW: self.tr("新增"),
            RowKind.UNCHANGED: self.tr("没有变化"),
            RowKind.SKIPPED: self.tr("跳过"),
        }

    def _ids(self, _order: Order) -> Sequence[str]:
        return tuple(self._rows)

    def _page_of(self, ids: Sequence[str]) -> Mapping[str, Row]:
        words = self._kind_words()
        signs = {RowKind.PROBLEM: "▲ ", RowKind.POSSIBLY_SAME: "? ", RowKind.NEW: "＋ "}
        shown = {}
        for key in ids:
            row = self._rows[key]
            text, tone = signs.get(row.kind, "") + words[row.kind], ROW_TONES[row.kind]
            decided = self._decided.get(row.number)
            if decided is not None and row.kind is RowKind.POSSIBLY_SAME:
                text = self.tr("✓ 新的人") if decided == NEW_PERSON else self.tr("✓ 同一人")
                tone = "ok"
            cells = (str(row.number), text, row.name, row.office, row.note)
            shown[key] = Row(cells, {"kind": tone})
        return shown

    def _open_rows(self) -> list[str]:
        return [
            key
            for key, row in self._rows.items()
            if row.kind is RowKind.POSSIBLY_SAME and row.number not in self._decided
        ]

    def _update_state(self) -> None:
        preview = self._preview
        if preview is None:
            return
        problems, undecided = len(preview.reading.problems), len(self._open_rows())
        writes = sum(
            match.kind in {MatchKind.NEW, MatchKind.CHANGED, MatchKind.POSSIBLY_SAME}
            for match in preview.matches
        )
        if problems:
            text = self.tr(
                "▲ 有 {count} 处问题，一行也不会导入。请在原表里改好、保存，再重新导入。"
            )
            self.state.set_tone("mark")
        elif undecided:
            text = self.tr("? 还有 {count} 行可能是已有的人：选中后在右边说明是同一人还是新的人。")
            self.state.set_tone("warn")
        elif not writes:
            text = self.tr("表里的人都已在名册里，没有变化，不用导入。")
            self.state.set_tone("dim")
        else:
            text = self.tr("✓ 可以导入。全部一次写入，导入后可以撤销。")
            self.state.set_tone("ok")
        self.state.setText(text.format(count=problems or undecided))
        self.take.setEnabled(not problems and not undecided and bool(writes))

    # --- deciding -----------------------------------------------------------------------

    def _on_selected(self, key: str) -> None:
        row = self._rows.get(key)
        if row is not None and self._preview is not None:
            self.decision.show_row(self._preview, row, self._decided.get(row.number, ""))

    def _on_decided(self, number: int, choice: str) -> None:
        self._decided[number] = choice
        key = self.table.current_id
        self.model.update_records(frozenset({key}))
        self._update_state()
        following = self._open_rows()
        if following:
            self.table.select_record(following[0])
        elif self.take.isEnabled():
            self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_cancel(self) -> None:
        self._preview = None
        self.closed.emit()

    def _on_take(self) -> None:
        preview, mission = self._preview, self._desk.mission
        if preview is None:
            return
        same = {row: one for row, one in self._decided.items() if one != NEW_PERSON}
        new = [row for row, one in self._decided.items() if one == NEW_PERSON]
        self.take.setEnabled(False)
        self._desk.context.tasks.store(
            lambda: import_roster(mission, preview, same=same, new=new),
            done=self._on_taken,
            failed=self._on_refused,
            owner=self,
        )

    def _on_taken(self, done: Imported) -> None:
        words = self.tr("名册已导入：新增 {added} 人，更正 {changed} 人").format(
            added=done.added, changed=done.changed
        )
        self._desk.did_all(words, done.entries)
        self._preview = None
        self.closed.emit()

    def _on_refused(self, error: Exception) -> None:
        self._update_state()
        self._desk.context.tasks.known_error.emit(error)
