"""The roster: a table of officials, one of them to correct, and importing a spreadsheet."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.vocabulary import TalkCategory
from inspector_app.services.officials import Listing, listed
from inspector_app.services.roster import RosterPreview, known_officials, preview_file
from inspector_app.ui.page import Target
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.official_form import OfficialForm
from inspector_app.ui.pages.briefing.roster_preview import RosterPreviewView
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.tasks import Task
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Bar,
    Card,
    Column,
    EmptyState,
    Label,
    Order,
    PagedTableModel,
    RecordTable,
    Row,
    SearchBox,
    hbox,
    make_button,
    vbox,
)

_FORM_WIDTHS = (300, 356)
_CATEGORY_WIDTH = 150


class RosterPart(QWidget):
    """Officials, listed, found, corrected, imported."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._listing = Listing()
        self._reading: Task | None = None
        theme = desk.context.theme
        self.search = SearchBox(theme, self.tr("姓名、职务、分管"), name=self.tr("在名册里找"))
        self.category = QComboBox()
        self.category.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.category.setMinimumWidth(_CATEGORY_WIDTH)
        self.category.setAccessibleName(self.tr("只看一类"))
        self.category.addItem(self.tr("全部类别"), "")
        for one in TalkCategory:
            self.category.addItem(self._words.coded_category(one), one.value)
        self.count = Label("", role="caption", tone="dim")
        self.new = make_button(self.tr("加一个人"), theme=theme, icon="add")
        self.import_button = make_button(self.tr("导入名册…"), theme=theme, icon="import")
        self.model = PagedTableModel(self._columns(), self._ids, self._page_of)
        self.table = RecordTable(theme, self.model, name=self.tr("名册"))
        self.form = OfficialForm(desk)
        self.preview = RosterPreviewView(desk)
        self.bar = Bar(theme)
        self.bar.setAccessibleName(self.tr("正在读取名册"))
        self.stop = make_button(self.tr("取消"))
        self.empty = EmptyState(
            theme,
            icon="users",
            title=self.tr("还没有名册"),
            text=self.tr(
                "导入单位提供的名册（.xlsx、.xls 或 .csv）：先预览，逐行核对，再一次导入。"
            ),
            action=self.tr("导入名册…"),
        )
        self._lay_out()
        self._connect()

    def _columns(self) -> tuple[Column, ...]:
        def field(name: str) -> str:
            return self._words.field("official", name)

        return (
            Column("name", field("name"), 110),
            Column("office", field("office")),
            Column("category", field("category"), 150),
            Column("in_office_since", field("in_office_since"), 108),
            Column("mark", self.tr("标记"), 124, pill=True, sortable=False),
        )

    def _lay_out(self) -> None:
        self.bar.hide()
        self.stop.hide()
        tools = hbox(self.search, self.category, self.count, STRETCH, gap=S3)
        tools.setStretch(0, 100)
        for widget in (self.bar, self.stop, self.new, self.import_button):
            tools.addWidget(widget)
        self.bar.setFixedWidth(120)
        left = Card(gap=S3)
        left.body.addLayout(tools)
        left.add(self.table, stretch=1)
        left.add(self.empty, stretch=1)
        self.form.setMinimumWidth(_FORM_WIDTHS[0])
        self.form.setMaximumWidth(_FORM_WIDTHS[1])
        self._list = QWidget()
        row = hbox(gap=S4)
        row.addWidget(left, 1)
        row.addWidget(self.form, 1)
        self._list.setLayout(row)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list)
        self._stack.addWidget(self.preview)
        page = vbox(gap=0)
        page.addWidget(self._stack, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        self.search.searched.connect(self._on_filter)
        self.category.currentIndexChanged.connect(self._on_filter)
        self.table.selected.connect(self._on_selected)
        self.table.opened.connect(self._on_opened)
        self.new.clicked.connect(self._on_new)
        self.form.added.connect(self._on_added)
        self.import_button.clicked.connect(self._on_import)
        self.empty.acted.connect(self._on_import)
        self.stop.clicked.connect(self._on_stop)
        self.preview.closed.connect(self._on_preview_closed)

    # --- reading ------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read the officials anew if they changed."""
        if changes is not None and not changes.touches("official"):
            return
        reader = self._desk.mission.reader
        there = reader.count("official") > 0
        self.table.setVisible(there)
        self.empty.setVisible(not there)
        for widget in (self.search, self.category, self.count, self.import_button):
            widget.setVisible(there)
        self.form.setVisible(there or self.form.adding)
        self.model.reload()
        self.count.setText(self.tr("{count} 人").format(count=self.model.rowCount()))
        if there and not self.table.current_id and self.model.rowCount():
            self.table.select_record(self.model.id_at(0))
        self._show_form()

    def go_to(self, target: Target) -> None:
        """Show the official of *target*."""
        official = target.get("official", "")
        if not official:
            return
        if self.model.row_of(official) is None:
            self.search.clear()
            self.category.setCurrentIndex(0)
            self._on_filter()
        if self.table.select_record(official):
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def where(self) -> Target:
        """Return what leads back to the official shown."""
        return {"official": self.form.official} if self.form.official else {}

    def flush(self) -> None:
        """Write what is being typed."""
        self.form.flush()

    def _ids(self, order: Order) -> Sequence[str]:
        listing = Listing(
            words=self._listing.words,
            category=self._listing.category,
            sort_by=order.key,
            descending=order.descending,
        )
        return listed(self._desk.mission.reader, listing)

    def _page_of(self, ids: Sequence[str]) -> Mapping[str, Row]:
        rows: dict[str, Row] = {}
        for one in self._desk.mission.reader.many("official", ids).values():
            mark, tone = "", "neutral"
            if one.flag("number_one"):
                capacity = one.text("capacity")
                mark = self._words.capacity(capacity) if capacity else self.tr("身份未填")
                tone = "mark"
            elif one.text("left_on"):
                mark = self.tr("已离任")
            elif one.flag("leadership"):
                mark, tone = self.tr("班子成员"), "accent"
            tones: dict[str, Tone] = {"mark": tone}  # type: ignore[dict-item]
            rows[one.id] = Row(
                (
                    one.text("name"),
                    one.text("office"),
                    self._words.category(one.text("category")),
                    one.text("in_office_since"),
                    mark,
                ),
                tones,
            )
        return rows

    def _show_form(self) -> None:
        current = self.table.current_id
        record = self._desk.mission.reader.get("official", current) if current else None
        self.form.show_official(record if record is not None and not record.deleted else None)

    # --- doing --------------------------------------------------------------------------

    def _on_filter(self) -> None:
        category = str(self.category.currentData() or "")
        self._listing = Listing(self.search.text(), TalkCategory(category) if category else None)
        self.model.reload()
        self.count.setText(self.tr("{count} 人").format(count=self.model.rowCount()))

    def _on_selected(self, _official: str) -> None:
        self._desk.texts.commit()
        self._show_form()

    def _on_opened(self, _official: str) -> None:
        self.form.texts["office"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_new(self) -> None:
        self.form.show()
        self.form.begin_new()

    def _on_added(self, official: str) -> None:
        self.go_to({"official": official})
        self.form.texts["office"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_import(self) -> None:
        dialog = QFileDialog(self, self.tr("导入名册"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{self.tr('名册')} (*.xlsx *.xls *.csv)")
        dialog.setWindowModality(Qt.WindowModality.NonModal)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.show()

    def _on_file(self, name: str) -> None:
        self.read_file(Path(name))

    def read_file(self, path: Path) -> None:
        """Read a roster beside the work, then show what importing it would do."""
        known = known_officials(self._desk.mission.reader)
        self._set_reading(reading=True)
        self._reading = self._desk.context.tasks.work(
            lambda: preview_file(path, known),
            done=lambda preview: self._on_read(path, preview),
            failed=self._on_unreadable,
            owner=self,
        )
        if self._reading.finished:
            self._reading = None

    def _set_reading(self, *, reading: bool) -> None:
        self.bar.setVisible(reading)
        self.bar.set_busy(busy=reading)
        self.stop.setVisible(reading)
        # They make room for one another: the row stays as wide as it was.
        self.new.setVisible(not reading)
        self.import_button.setVisible(not reading and not self.table.isHidden())

    def _on_stop(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
        self._reading = None
        self._set_reading(reading=False)

    def _on_read(self, path: Path, preview: RosterPreview) -> None:
        if not self.stop.isVisibleTo(self):  # stopped while it was read
            return
        self._set_reading(reading=False)
        layout = self._list.layout()
        if layout is not None:
            layout.activate()  # it is about to be hidden, and would keep the width it has now
        self.preview.show_preview(path.name, preview)
        self._stack.setCurrentWidget(self.preview)
        self.preview.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_unreadable(self, error: Exception) -> None:
        self._set_reading(reading=False)
        if isinstance(error, KnownError):
            self._desk.context.tasks.known_error.emit(error)

    def _on_preview_closed(self) -> None:
        self._stack.setCurrentIndex(0)
        self.import_button.setFocus(Qt.FocusReason.OtherFocusReason)
