"""Facts with their proofs, and what the person himself says, as cards."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from inspector_app.domain.record import Record
from inspector_app.services.working_papers import FactView
from inspector_app.ui.pages.working_paper.desk import PaperDesk
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    STRETCH,
    Chip,
    DateEdit,
    FlowRow,
    GrowingTextEdit,
    Inset,
    Label,
    hbox,
    icon_button,
    make_button,
    set_read_only,
)

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
#: Room for where a proof is found.
_PROOF_WIDTH = 400


class FactCard(Inset):
    """One fact: what, how found out, when, where, and what proves it."""

    def __init__(self, desk: PaperDesk) -> None:
        super().__init__(gap=S2)
        self.desk = desk
        self.fact_id = ""
        self._shown: tuple[object, ...] = ()
        self._proofs: list[Chip] = []
        theme, wording = desk.context.theme, desk.context.wording
        self._number = Label("", role="caption", data=True)
        self._number.setContentsMargins(0, 6, 0, 0)
        self.text = GrowingTextEdit(
            name=wording.text("records.fact.label"),
            placeholder=self.tr("写清方式、过程、谁、何时、何地、什么情节"),
        )
        self.short: dict[str, GrowingTextEdit] = {}
        for name in ("method", "when", "where"):
            words = wording.text(f"records.fact.fields.{name}")
            self.short[name] = GrowingTextEdit(name=words, placeholder=words)
            self.short[name].setProperty("boxed", True)
            self.short[name].setProperty("small", True)
        self.proofs = FlowRow()
        self.add_proof = make_button(self.tr("佐证"), role="link", theme=theme, icon="add")
        self.add_proof.setAccessibleName(self.tr("加佐证"))
        self.add_proof.setToolTip(self.tr("选一页材料，或一段谈话"))
        self.add_proof.clicked.connect(self._on_add_proof)
        self.proofs.add(self.add_proof)
        self.up = icon_button(theme, "chevron_up", self.tr("上移（Alt+Shift+↑）"))
        self.down = icon_button(theme, "chevron_down", self.tr("下移（Alt+Shift+↓）"))
        self.delete = icon_button(theme, "trash", self.tr("删除这件事实（可以撤销）"))
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.delete.clicked.connect(self._on_delete)
        self._missing = Label("", role="caption", tone="mark", wrap=True, data=True)
        self._lay_out()

    def _lay_out(self) -> None:
        first = hbox(self._number, self.text, gap=4)
        first.setAlignment(self._number, Qt.AlignmentFlag.AlignTop)
        first.setStretch(1, 1)
        self._tools = QWidget()
        tools = hbox(self.up, self.down, self.delete, gap=0)
        self._tools.setLayout(tools)
        foot = hbox(self.proofs, self._tools, gap=6)
        foot.setStretch(0, 1)
        foot.setAlignment(self._tools, Qt.AlignmentFlag.AlignBottom)
        self._details = QWidget()
        details = hbox(*self.short.values(), gap=6)
        for entry in self.short.values():
            details.setAlignment(entry, Qt.AlignmentFlag.AlignTop)
        self._details.setLayout(details)
        self.body.addLayout(first)
        self.body.addWidget(self._details)
        self.body.addLayout(foot)
        self.body.addWidget(self._missing)

    @property
    def proof_chips(self) -> tuple[Chip, ...]:
        """The proofs as chips."""
        return tuple(self._proofs)

    def show_fact(self, view: FactView, place: int, count: int) -> None:
        """Show a fact that stands at *place* (from 0) among *count*."""
        desk, fact = self.desk, view.fact
        self.fact_id = fact.id
        self._number.setText(f"{place + 1}.")
        desk.texts.tie(self.text, fact, "text")
        set_read_only(self.text, read_only=not desk.editable)
        for name, entry in self.short.items():
            desk.texts.tie(entry, fact, name)
            set_read_only(entry, read_only=not desk.editable)
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place + 1 < count)
        self._tools.setVisible(desk.editable)
        self._show_proofs(view.proofs)
        words = desk.missing_words(fact=fact.id)
        self._missing.setText(f"▲ {words}")
        self._missing.setVisible(bool(words))
        self.set_tone("mark" if words else "neutral")

    def focus_field(self) -> None:
        """Put the caret where something is missing: the text, else the proofs."""
        blank = not self.text.text.strip()
        wanted = self.text if blank or self._proofs else self.add_proof
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by Alt+Shift and an arrow; Ctrl+Enter adds another fact."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in _ENTER:
            if self.desk.editable:
                self.desk.add_fact()
            return
        if event.modifiers() == _ALT_SHIFT and self.desk.editable:
            if event.key() == Qt.Key.Key_Up and self.up.isEnabled():
                self._on_up()
                return
            if event.key() == Qt.Key.Key_Down and self.down.isEnabled():
                self._on_down()
                return
        super().keyPressEvent(event)

    def _show_proofs(self, proofs: tuple[Record, ...]) -> None:
        desk = self.desk
        labels = tuple((proof.id, desk.proof_words(proof)) for proof in proofs)
        self.add_proof.setVisible(desk.editable)
        if self._shown == (labels, desk.editable):
            return
        self._shown = (labels, desk.editable)
        for chip in self._proofs:
            self.proofs.flow.removeWidget(chip)
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        self.proofs.flow.removeWidget(self.add_proof)
        self._proofs = []
        for proof, words in labels:
            chip = Chip(
                desk.context.theme,
                words,
                removable=desk.editable,
                widest=_PROOF_WIDTH,
                elide=Qt.TextElideMode.ElideMiddle,  # the page stands at the end
            )
            chip.setProperty("proof", proof)
            chip.clicked.connect(self._on_proof)
            chip.removed.connect(self._on_proof_removed)
            self._proofs.append(chip)
        self.proofs.add(*self._proofs, self.add_proof)
        self.proofs.updateGeometry()

    def _on_proof(self) -> None:
        self.desk.proof_opened.emit(str(self.sender().property("proof")))

    def _on_proof_removed(self) -> None:
        self.add_proof.setFocus()
        self.desk.delete_proof(str(self.sender().property("proof")))

    def _on_add_proof(self) -> None:
        self.desk.proof_wanted.emit(self.fact_id)

    def _on_up(self) -> None:
        self.desk.move_fact(self.fact_id, down=False)

    def _on_down(self) -> None:
        self.desk.move_fact(self.fact_id, down=True)

    def _on_delete(self) -> None:
        self.desk.delete_fact(self.fact_id)


class StatementCard(Inset):
    """What a person himself says to it: beside the facts, never among them."""

    def __init__(self, desk: PaperDesk) -> None:
        super().__init__(gap=S2)
        self.desk = desk
        self._record: Record | None = None
        theme, wording = desk.context.theme, desk.context.wording
        self._who = Label("", role="strong", data=True)
        self.given_on = DateEdit(theme)
        self.given_on.setFixedWidth(150)
        self.given_on.setAccessibleName(wording.text("records.statement.fields.given_on"))
        self.given_on.date_changed.connect(self._on_date)
        self.given_on.unreadable.connect(self._on_unreadable)
        self.delete = icon_button(theme, "trash", self.tr("删除这条说明（可以撤销）"))
        self.delete.clicked.connect(self._on_delete)
        self.text = GrowingTextEdit(
            name=wording.text("records.statement.fields.text"),
            placeholder=self.tr("本人怎么说，就怎么记"),
        )
        self._missing = Label("", role="caption", tone="mark", wrap=True, data=True)
        self.body.addLayout(hbox(self._who, STRETCH, self.given_on, self.delete, gap=6))
        self.body.addWidget(self.text)
        self.body.addWidget(self._missing)

    def show_statement(self, record: Record) -> None:
        """Show *record*."""
        desk = self.desk
        self._record = record
        self._who.setText(desk.official_name(record.text("official")))
        desk.texts.tie(self.text, record, "text")
        for field in (self.text, self.given_on):
            set_read_only(field, read_only=not desk.editable)
        given = record.text("given_on")
        if not self.given_on.hasFocus():
            self.given_on.set_value(date.fromisoformat(given) if given else None)
        self.delete.setVisible(desk.editable)
        self._say(desk.missing_words(statement=record.id))

    def focus_field(self) -> None:
        """Put the caret into the text."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, words: str) -> None:
        self._missing.setText(f"▲ {words}")
        self._missing.setVisible(bool(words))
        self.set_tone("mark" if words else "neutral")

    def _on_date(self, day: date | None) -> None:
        if self._record is not None:
            text = day.isoformat() if day is not None else None
            self.desk.update_statement(self._record.id, self.tr("写说明日期"), given_on=text)

    def _on_unreadable(self) -> None:
        self._say(self.tr("请写成 2026-11-03 这样的日期"))

    def _on_delete(self) -> None:
        if self._record is not None:
            self.desk.delete_statement(self._record.id)
