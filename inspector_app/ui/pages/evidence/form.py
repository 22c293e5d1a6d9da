"""What is written about evidence: the same fields for files coming in and for one that is here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD, Audience
from inspector_app.services.mission import OpenMission
from inspector_app.store.reader import Order
from inspector_app.ui.page import PageContext
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import Choice, DateEdit, FormRow, mark_data, vbox
from inspector_app.ui.widgets.chip_field import ChipField, ChipItem
from inspector_app.ui.widgets.entry import TextEntry
from inspector_app.ui.widgets.fields import WheelGuard
from inspector_app.ui.widgets.popup import completion_popup


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """What the form holds, as ``record_evidence`` takes it."""

    source: str = ""
    supplier: str = ""
    obtained_on: str = ""
    original: bool | None = None
    tags: tuple[str, ...] = ()
    audience: Audience = Audience.TEAM
    readers: tuple[str, ...] = field(default=())


class EvidenceForm(QWidget):
    """Title (if wanted), source, supplier, date, original or copy, tags, and who can read it.

    Signals:
        edited (str, object): a field was changed and left: its name and new value.
        audience_edited: who can read it was changed.
    """

    edited = Signal(str, object)
    audience_edited = Signal()

    def __init__(self, context: PageContext[OpenMission], *, with_title: bool) -> None:
        super().__init__()
        self._context = context
        self._record: Record | None = None
        self._tags: tuple[str, ...] = ()
        self._readers: tuple[str, ...] = ()
        self._editable = True
        #: What was told since the record was read: leaving a field twice is one change.
        self._told: dict[str, Json] = {}
        theme, wording = context.theme, context.wording
        self.title = TextEntry()
        self.source = TextEntry(placeholder=self.tr("如：调阅资料、谈话、信访"))
        self.supplier = TextEntry(placeholder=self.tr("交出材料的单位或人"))
        self.obtained_on = DateEdit(theme)
        self.original = QComboBox()
        for label, value in (
            (self.tr("未注明"), None),
            (self.tr("原件"), True),
            (self.tr("复印件"), False),
        ):
            self.original.addItem(label, value)
        self.tags = ChipField(
            theme,
            self.tr("加标签"),
            self._known_tags,
            name=wording.text("records.evidence.fields.tags"),
            placeholder=self.tr("输入标签，按 Enter"),
            own_words=True,
        )
        self.audience = QComboBox()
        for one in Audience:
            self.audience.addItem(wording.text(f"terms.audience.{one.value}"), one.value)
        self.readers = ChipField(
            theme,
            self.tr("加一个人"),
            self._people,
            name=wording.text("values.readers"),
            placeholder=self.tr("姓名"),
        )
        self._completers = {"source": QStringListModel(self), "supplier": QStringListModel(self)}
        for name, model in self._completers.items():
            self._offer(getattr(self, name), model)
        labels = {name: wording.text(f"records.evidence.fields.{name}") for name in _LABELLED}
        self.rows = {
            "title": FormRow(labels["title"], self.title, required=True),
            "source": FormRow(labels["source"], self.source),
            "supplier": FormRow(labels["supplier"], self.supplier),
            "obtained_on": FormRow(labels["obtained_on"], self.obtained_on),
            "original": FormRow(labels["original"], self.original),
            "tags": FormRow(labels["tags"], self.tags),
            "audience": FormRow(
                wording.text("values.audience"),
                self.audience,
                help_text=self.tr("不对全组公开的，只有组长、收进的人和指定的人能看，并记录查阅。"),
            ),
            "readers": FormRow(wording.text("values.readers"), self.readers),
        }
        self.rows["title"].setVisible(with_title)
        column = vbox(*self.rows.values(), gap=S3)
        self.setLayout(column)
        guard = WheelGuard(self)
        for box in (self.original, self.audience):
            box.installEventFilter(guard)
        for entry in (self.title, self.source, self.supplier):
            mark_data(entry, itself_only=True)
        self._connect()
        self._show_readers()

    def _connect(self) -> None:
        self.title.left.connect(self._on_title)
        self.source.left.connect(self._on_source)
        self.supplier.left.connect(self._on_supplier)
        self.obtained_on.date_changed.connect(self._on_date)
        self.obtained_on.unreadable.connect(self._on_unreadable)
        self.original.activated.connect(self._on_original)
        self.tags.picked.connect(self._on_tag)
        self.tags.worded.connect(self._on_tag)
        self.tags.removed.connect(self._on_tag_removed)
        self.audience.activated.connect(self._on_audience)
        self.readers.picked.connect(self._on_reader)
        self.readers.removed.connect(self._on_reader_removed)

    # --- filling ------------------------------------------------------------------------

    @property
    def words(self) -> EvidenceWords:
        """What the form holds now."""
        day = self.obtained_on.value
        audience = Audience(self.audience.currentData())
        return EvidenceWords(
            source=self.source.text().strip(),
            supplier=self.supplier.text().strip(),
            obtained_on=day.isoformat() if day else "",
            original=self.original.currentData(),
            tags=self._tags,
            audience=audience,
            readers=self._readers if audience is Audience.NAMED else (),
        )

    def refresh(self) -> None:
        """Offer the sources and suppliers that were used before."""
        found = self._context.services.reader.find("evidence")
        for name, model in self._completers.items():
            model.setStringList(sorted({one.text(name) for one in found} - {""}))

    def show_record(self, record: Record, *, editable: bool, audience_editable: bool) -> None:
        """Fill the fields from *record*; a field that is being typed into is left alone."""
        other = self._record is None or self._record.id != record.id
        self._record = record
        self._editable = editable
        self._told.clear()
        for name in ("title", "source", "supplier"):
            entry: TextEntry = getattr(self, name)
            if other:
                entry.setText(record.text(name))
                entry.setCursorPosition(0)
            else:
                entry.set_text(record.text(name))
            entry.setReadOnly(not editable)
        if other or not self.obtained_on.hasFocus():
            day = record.text("obtained_on")
            self.obtained_on.set_value(date.fromisoformat(day) if day else None)
            self.rows["obtained_on"].set_error("")
        self.obtained_on.setEnabled(editable)
        self.original.setCurrentIndex(self.original.findData(record.values.get("original")))
        self.original.setEnabled(editable)
        self.audience.setCurrentIndex(self.audience.findData(record.audience))
        self.audience.setEnabled(audience_editable)
        self._tags = record.items("tags")
        self._readers = record.items(READERS_FIELD)
        self._show_tags()
        self._show_readers(editable=audience_editable)

    def commit(self) -> None:
        """Hand over what is being typed: before a lock or another record."""
        for entry in (self.title, self.source, self.supplier):
            if entry.hasFocus():
                entry.left.emit()
        if self.obtained_on.hasFocus():
            self.obtained_on.editingFinished.emit()

    def _offer(self, entry: TextEntry, model: QStringListModel) -> None:
        completer = QCompleter(model, entry)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completion_popup(completer, entry)
        entry.setCompleter(completer)

    def _known_tags(self) -> list[Choice]:
        reader = self._context.services.reader
        known = {tag for one in reader.find("evidence") for tag in one.items("tags")}
        return [Choice(tag, tag) for tag in sorted(known - set(self._tags))]

    def _people(self) -> list[Choice]:
        reader = self._context.services.reader
        return [
            Choice(user.id, user.text("name"))
            for user in reader.find("user", order=[Order("name")])
            if user.id not in self._readers and user.text("role") != "leader"
        ]

    def _show_tags(self) -> None:
        items = [ChipItem(tag, tag, "neutral") for tag in self._tags]
        self.tags.set_items(items, editable=self._editable)

    def _show_readers(self, *, editable: bool = True) -> None:
        named = Audience(self.audience.currentData()) is Audience.NAMED
        users = self._context.services.reader.many("user", list(self._readers))
        items = [ChipItem(one, users[one].text("name")) for one in self._readers if one in users]
        self.readers.set_items(items, editable=editable)
        self.rows["readers"].setVisible(named)

    # --- fields left --------------------------------------------------------------------

    def _tell(self, name: str, value: Json) -> None:
        if self._record is None or self._told.get(name, self._record.values.get(name)) != value:
            self._told[name] = value
            self.edited.emit(name, value)

    def _on_title(self) -> None:
        text = self.title.text().strip()
        if not text and self._record is not None:
            self.rows["title"].set_error(self.tr("题目不能空着"))
            return
        self.rows["title"].set_error("")
        self._tell("title", text)

    def _on_source(self) -> None:
        self._tell("source", self.source.text().strip() or None)

    def _on_supplier(self) -> None:
        self._tell("supplier", self.supplier.text().strip() or None)

    def _on_date(self, day: date | None) -> None:
        self.rows["obtained_on"].set_error("")
        self._tell("obtained_on", day.isoformat() if day else None)

    def _on_unreadable(self) -> None:
        self.rows["obtained_on"].set_error(self.tr("认不出这个日期，例如 2026-10-21"))

    def _on_original(self) -> None:
        self._tell("original", self.original.currentData())

    def _on_tag(self, tag: str) -> None:
        if tag not in self._tags:
            self._set_tags((*self._tags, tag))

    def _on_tag_removed(self, tag: str) -> None:
        self._set_tags(tuple(one for one in self._tags if one != tag))

    def _set_tags(self, tags: Sequence[str]) -> None:
        self._tags = tuple(tags)
        self._show_tags()
        self.edited.emit("tags", list(tags))

    def _on_audience(self) -> None:
        self._show_readers()
        self.audience_edited.emit()

    def _on_reader(self, user: str) -> None:
        self._readers = (*self._readers, user)
        self._show_readers()
        self.audience_edited.emit()

    def _on_reader_removed(self, user: str) -> None:
        self._readers = tuple(one for one in self._readers if one != user)
        self._show_readers()
        self.audience_edited.emit()


_LABELLED = ("title", "source", "supplier", "obtained_on", "original", "tags")
