"""The registers of a mission: which there are at the left, the chosen one's entries beside."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.services.entry_paper import entry_printable
from inspector_app.services.form_moves import newer_version, preview_move
from inspector_app.services.mission import OpenMission
from inspector_app.services.register_sheet import register_sheet
from inspector_app.services.registers import (
    OpenRegister,
    list_entries,
    open_register,
    registers,
)
from inspector_app.services.shipped_forms import publish_missing
from inspector_app.ui.page import PageContext, Target
from inspector_app.ui.pages.common.paper_export import ExportedPaper, PaperExport
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.register.entry import EntryView
from inspector_app.ui.pages.register.form_buttons import FormButtons
from inspector_app.ui.pages.register.listing import RegisterListing
from inspector_app.ui.pages.register.move_panel import MovePanel
from inspector_app.ui.theme.metrics import S2, S3, S4
from inspector_app.ui.widgets import (
    Card,
    ConfirmStrip,
    EmptyState,
    PageHeader,
    hbox,
    make_button,
    mark_data,
    vbox,
)

_LIST_WIDTH, _ROW_HEIGHT = 208, 36
_SUBMISSION = "submission"


class RegisterPart(QWidget):
    """Lists, one entry, or the preview of a move.

    Signals:
        exclusive (bool): an entry takes the whole room (True), or the list is shown again.
    """

    exclusive = Signal(bool)

    def __init__(self, context: PageContext[OpenMission], steps: Steps, title: str) -> None:
        super().__init__()
        # Forms speak the window's language, which may have been changed since the mission opened.
        mission = replace(context.services, language=context.wording.language)
        context = replace(context, services=mission)
        self._context = context
        self._mission = mission
        self._opened: OpenRegister | None = None
        theme = context.theme
        self.header = PageHeader(title)
        self.new_button = make_button(
            self.tr("登记一条"), role="primary", theme=theme, icon="add", tip="Ctrl+N"
        )
        self.sheet_button = make_button(self.tr("导出表格…"), theme=theme, icon="export")
        self.header.add_action(self.sheet_button, self.new_button)
        self.strip = ConfirmStrip(theme)
        self.export = PaperExport(context, self, self.strip)
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("台账"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mark_data(self.names, itself_only=True)
        self.forms = FormButtons(context)
        self.listing: RegisterListing | None = None
        self.none = EmptyState(
            theme,
            icon="evidence",
            title=self.tr("本任务还没有台账"),
            text=self.tr("这个任务是用以前的程序建的。组长可以把随程序的台账加进来。"),
            action=self.tr("加进随程序的台账"),
        )
        self.entry = EntryView(context, steps)
        self.moving = MovePanel(context, steps)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._list_side())
        self._stack.addWidget(self.entry)
        self._stack.addWidget(self.moving)
        column = vbox(self.strip, gap=S3)
        column.addWidget(self._stack, 1)
        self.setLayout(column)
        self._connect()

    def _list_side(self) -> QWidget:
        side = Card(pad=S2, gap=0)
        side.setFixedWidth(_LIST_WIDTH)
        side.add(self.names, stretch=1)
        side.add(self.forms)
        self._side = side
        nothing = Card()
        nothing.add(self.none, stretch=1)
        self._nothing = nothing
        self._columns = hbox(side, nothing, gap=S4)
        self._columns.setStretch(1, 1)
        column = vbox(self.header, gap=S4)
        column.addLayout(self._columns, 1)
        place = QWidget()
        place.setLayout(column)
        return place

    def _connect(self) -> None:
        self.names.currentRowChanged.connect(self._on_chosen)
        self.forms.published.connect(self.show_register)
        self.new_button.clicked.connect(self.begin)
        self.sheet_button.clicked.connect(self._on_sheet)
        self.none.acted.connect(self._on_publish)
        self.entry.closed.connect(self._on_closed)
        self.entry.stepped.connect(self._on_stepped)
        self.entry.recorded.connect(self._on_recorded)
        self.entry.move_wanted.connect(self._on_move_wanted)
        self.entry.paper_wanted.connect(self._on_paper)
        self.moving.closed.connect(self._on_move_closed)
        self.moving.moved.connect(self.open_entry)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.begin)

    # --- reading --------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what *changes* concerns."""
        if changes is not None and not changes.touches(*CONCERNED):
            return
        anew = changes is None or changes.touches("form", "term", "mission")
        self._read_names(anew=anew)
        if self.shown != "list":
            self.entry.refresh(changes)
        elif self.listing is not None:
            self.listing.reread()

    @property
    def shown(self) -> str:
        """What is shown: ``list``, ``entry`` or ``move``."""
        names = {self.entry: "entry", self.moving: "move"}
        widget = self._stack.currentWidget()
        return names.get(widget, "list") if widget is not None else "list"

    def _read_names(self, *, anew: bool) -> None:
        reader = self._mission.reader
        found = registers(reader, self._mission.language)
        current = self._opened.form.id if self._opened is not None else ""
        wanted = [(one.form_id, f"{one.title}　{one.entries or ''}".strip()) for one in found]
        shown = [(str(item.data(Qt.ItemDataRole.UserRole)), item.text()) for item in self._items()]
        if shown != wanted:
            self.names.blockSignals(True)
            self.names.clear()
            for form_id, words in wanted:
                item = QListWidgetItem(words)
                item.setData(Qt.ItemDataRole.UserRole, form_id)
                item.setSizeHint(QSize(0, _ROW_HEIGHT))
                self.names.addItem(item)
            ids = [form_id for form_id, _ in wanted]
            self.names.setCurrentRow(ids.index(current) if current in ids else 0)
            self.names.blockSignals(False)
        self._side.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self.new_button.setEnabled(bool(found))
        self.sheet_button.setEnabled(bool(found))
        if found and (anew or self._opened is None):
            self._open_register(current if current in dict(wanted) else wanted[0][0])

    def _items(self) -> list[QListWidgetItem]:
        return [self.names.item(row) for row in range(self.names.count())]

    def _open_register(self, form_id: str) -> None:
        self._opened = open_register(self._mission, self._mission.reader, form_id)
        listing = RegisterListing(self._context, self._opened)
        if self.listing is not None:
            self._columns.removeWidget(self.listing)
            self.listing.hide()
            self.listing.deleteLater()
        self.listing = listing
        self._columns.addWidget(listing, 1)
        self.forms.show_form(form_id)
        listing.opened.connect(self.open_entry)
        listing.begun.connect(self.begin)
        listing.reread()

    # --- places ---------------------------------------------------------------------------

    def show_register(self, form_id: str) -> None:
        """Show the list of a register; does nothing for one that is not there."""
        for row, item in enumerate(self._items()):
            if item.data(Qt.ItemDataRole.UserRole) == form_id:
                self.names.setCurrentRow(row)

    def open_entry(self, entry: str) -> None:
        """Show an entry of any register; does nothing when it is not there."""
        record = self._mission.reader.get(_SUBMISSION, entry)
        if record is None or record.deleted:
            return
        self.show_register(record.text("form_id"))
        if self._opened is not None and self.entry.open(self._opened, entry):
            self._show(self.entry)

    def begin(self) -> None:
        """Begin an entry of the register that is shown."""
        if self._opened is not None and self.shown == "list":
            self.entry.begin(self._opened)
            self._show(self.entry)

    def where(self) -> Target:
        """Return what is shown: an entry, or a register."""
        if self.shown != "list" and self.entry.entry and not self.entry.desk.is_new:
            return {_SUBMISSION: self.entry.entry}
        return {"register": self._opened.form.id} if self._opened is not None else {}

    def flush(self) -> None:
        """Hand over what is being typed."""
        self.entry.save()

    def release(self) -> None:
        """Stop what runs and forget what is shown."""
        self.forms.asker.close()
        self.entry.leave()
        self.entry.desk.stop()

    def _show(self, widget: QWidget) -> None:
        self._stack.setCurrentWidget(widget)
        self.exclusive.emit(self.shown != "list")

    def _show_list(self, select: str) -> None:
        self._stack.setCurrentIndex(0)
        self.exclusive.emit(False)
        self._read_names(anew=False)
        if self.listing is not None:
            self.listing.reread()
            self.listing.select(select)

    def _on_chosen(self, row: int) -> None:
        if row >= 0:
            self._open_register(str(self.names.item(row).data(Qt.ItemDataRole.UserRole)))

    def _on_closed(self) -> None:
        shown = self.entry.entry
        self.entry.leave()
        self._show_list(shown)

    def _on_recorded(self, _entry: str) -> None:
        self._read_names(anew=False)

    def _on_stepped(self, step: int) -> None:
        if self.listing is not None:
            other = self.listing.neighbour(self.entry.entry, step)
            if other:
                self.open_entry(other)

    # --- what can be done -----------------------------------------------------------------

    def _on_publish(self) -> None:
        self._context.tasks.store(partial(publish_missing, self._mission), owner=self)

    def _on_move_wanted(self, entry: str) -> None:
        reader = self._mission.reader
        record = reader.get(_SUBMISSION, entry)
        if record is None:
            return
        newer = newer_version(reader, record.text("form_id"), record.text("form_hash"))
        if newer is None:
            return
        try:
            self.moving.show_preview(preview_move(self._mission, reader, entry, newer.hash))
        except KnownError as error:
            self._context.notify(error)
            return
        self._show(self.moving)

    def _on_move_closed(self) -> None:
        self._show(self.entry)

    def _on_sheet(self) -> None:
        opened, listing = self._opened, self.listing
        if opened is None or listing is None:
            return
        reader = self._mission.reader
        paper = ExportedPaper(
            gather=partial(entry_printable, self._mission, reader, ""),
            name=opened.title,
            record_type="form",
            record_id=opened.form.id,
            sheet=lambda: register_sheet(
                self._mission, reader, opened, list_entries(reader, listing.wanted())
            ),
        )
        self.export.ask("xlsx", paper)

    def _on_paper(self, entry: str) -> None:
        opened = self._opened
        record = self._mission.reader.get(_SUBMISSION, entry)
        if opened is None or record is None:
            return
        paper = ExportedPaper(
            gather=partial(entry_printable, self._mission, self._mission.reader, entry),
            name=f"{opened.title} {record.text('number')}",
            record_type=_SUBMISSION,
            record_id=entry,
        )
        self.export.ask("pdf", paper)


#: What registers show: entries and their parts, forms, and whose words and names stand there.
CONCERNED = ("submission", "instance", "form", "term", "mission", "user", "approval")
