"""What importing a list of the last round's findings would do: every row, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from inspector_app.services.look_back import FindingsPreview, RowKind, import_findings
from inspector_app.services.results import Imported
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.preview_rows import without_number
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S3
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


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    state: str
    tone: Tone
    finding: str
    problem: str
    note: str


class PreviousPreview(QWidget):
    """The preview of one file. Nothing is written before 导入 is pressed.

    Signals:
        closed: imported, or put away.
    """

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._preview: FindingsPreview | None = None
        self._lines: dict[str, _Line] = {}
        theme = desk.context.theme
        self.file = data_label(role="card")
        self.summary = ElidedLabel("", tone="dim")
        self.state = Label("", wrap=True)
        self.unknown = Label("", role="caption", wrap=True, data=True)
        self.cancel = make_button(self.tr("不导入"))
        self.take = make_button(self.tr("导入"), role="primary", theme=theme, icon="import")
        self.model = PagedTableModel(self._columns(), self._ids, self._page_of)
        self.table = RecordTable(theme, self.model, name=self.tr("表里的每一行"))
        head = hbox(self.file, self.summary, self.cancel, self.take, gap=S3)
        head.setStretch(1, 1)
        card = Card(gap=S3)
        card.body.addLayout(head)
        card.add(self.state, self.unknown)
        card.add(self.table, stretch=1)
        page = vbox(gap=0)
        page.addWidget(card, 1)
        self.setLayout(page)
        self.cancel.clicked.connect(self._on_cancel)
        self.take.clicked.connect(self._on_take)

    def _columns(self) -> tuple[Column, ...]:
        words = self._desk.context.wording
        return (
            Column("row", self.tr("行"), 60, number=True, sortable=False),
            Column("kind", self.tr("情况"), 120, pill=True, sortable=False),
            Column(
                "number", words.text("records.previous_finding.fields.number"), 90, sortable=False
            ),
            Column(
                "problem", words.text("records.previous_finding.fields.problem"), sortable=False
            ),
            Column("note", self.tr("说明"), sortable=False),
        )

    def show_preview(self, file: str, preview: FindingsPreview) -> None:
        """Show what importing *file* would do."""
        self._preview = preview
        self._lines = {str(place): line for place, line in enumerate(self._read(preview))}
        self.file.setText(file)
        kinds = [match.kind for match in preview.matches]
        words = self._kind_words()
        counts = [(words[kind], kinds.count(kind)) for kind in RowKind]
        self.summary.setText(" · ".join(f"{word} {count}" for word, count in counts if count))
        columns = preview.reading.unknown_columns
        self.unknown.setText(
            self.tr("没有认出、不会导入的列：{columns}").format(columns="、".join(columns))
        )
        self.unknown.setVisible(bool(columns))
        self.model.reload()
        if self._lines:
            self.table.select_record("0")
        self._show_state()

    def _kind_words(self) -> Mapping[RowKind, str]:
        return {
            RowKind.NEW: self.tr("新增"),
            RowKind.CHANGED: self.tr("有变化"),
            RowKind.UNCHANGED: self.tr("没有变化"),
        }

    def _read(self, preview: FindingsPreview) -> list[_Line]:
        """Return problems first, then the rows as they stand, then what was skipped."""
        wording = self._desk.context.wording
        lines = [
            _Line(
                one.row,
                self.tr("▲ 有问题"),
                "mark",
                "",
                "",
                without_number(wording.text(one.wording, row=one.row, **one.params)),
            )
            for one in preview.reading.problems
        ]
        notes: dict[int, list[str]] = {}
        for one in preview.reading.notes:
            said = wording.text(one.wording, row=one.row, **one.params)
            notes.setdefault(one.row, []).append(without_number(said))
        tones: Mapping[RowKind, Tone] = {RowKind.NEW: "ok", RowKind.CHANGED: "accent"}
        words = self._kind_words()
        for match in preview.matches:
            said_of = notes.pop(match.row.row, [])
            labels = [
                wording.text(f"records.previous_finding.fields.{name}") for name in match.changes
            ]
            if labels:
                changed = self.tr("会改动：{fields}").format(fields="、".join(labels))
                said_of.insert(0, changed)
            lines.append(
                _Line(
                    match.row.row,
                    words[match.kind],
                    tones.get(match.kind, "neutral"),
                    match.row.number,
                    match.row.problem,
                    "；".join(said_of),
                )
            )
        skipped = self.tr("跳过")
        lines += [_Line(row, skipped, "neutral", "", "", "；".join(s)) for row, s in notes.items()]
        return lines

    def _ids(self, _order: Order) -> Sequence[str]:
        return tuple(self._lines)

    def _page_of(self, ids: Sequence[str]) -> Mapping[str, Row]:
        return {
            key: Row(
                (str(line.number), line.state, line.finding, line.problem, line.note),
                {"kind": line.tone},
            )
            for key, line in ((key, self._lines[key]) for key in ids)
        }

    def _show_state(self) -> None:
        preview = self._preview
        if preview is None:
            return
        problems = len(preview.reading.problems)
        writes = sum(match.kind is not RowKind.UNCHANGED for match in preview.matches)
        if problems:
            text = self.tr(
                "▲ 有 {count} 处问题，一行也不会导入。请在原表里改好、保存，再重新导入。"
            ).format(count=problems)
            self.state.set_tone("mark")
        elif not writes:
            text = self.tr("表里的问题都已导入过，没有变化。")
            self.state.set_tone("dim")
        else:
            text = self.tr("✓ 可以导入。全部一次写入，已有的判断不动，导入后可以撤销。")
            self.state.set_tone("ok")
        self.state.setText(text)
        self.take.setEnabled(not problems and bool(writes))

    def _on_cancel(self) -> None:
        self._preview = None
        self.closed.emit()

    def _on_take(self) -> None:
        preview, mission = self._preview, self._desk.mission
        if preview is None:
            return
        self.take.setEnabled(False)
        self._desk.context.tasks.store(
            lambda: import_findings(mission, preview),
            done=self._on_taken,
            failed=self._on_refused,
            owner=self,
        )

    def _on_taken(self, done: Imported) -> None:
        words = self.tr("上轮问题已导入：新增 {added} 条，更正 {changed} 条").format(
            added=done.added, changed=done.changed
        )
        self._desk.did_all(words, done.entries)
        self._preview = None
        self.closed.emit()

    def _on_refused(self, error: Exception) -> None:
        self._show_state()
        self._desk.context.tasks.known_error.emit(error)
