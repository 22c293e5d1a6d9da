"""Whether an organ must be asked before entry, and on what basis: the leader's to decide."""

from PySide6.QtWidgets import QCheckBox, QWidget

from inspector_app.domain.errors import KnownError
from inspector_app.domain.vocabulary import Organ, Role
from inspector_app.services.mission import role_of
from inspector_app.services.source_organs import SourceOrgan, set_source_organ, source_organs
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S1, S3
from inspector_app.ui.widgets import Label, TextEntry, hbox, mark_data, set_read_only, vbox


class OrganBasis(QWidget):
    """A tick and a line of text; each is written when it is left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = Words(desk.context.wording)
        self._shown: SourceOrgan | None = None
        self.must = QCheckBox(self.tr("进驻前必须了解"))
        self.basis = TextEntry(placeholder=self.tr("如：《……条例》第几条，或上级要求的文号"))
        self.basis.setAccessibleName(self.tr("依据"))
        mark_data(self.basis, itself_only=True)
        self.error = Label("", role="caption", tone="mark", wrap=True)
        self.error.hide()
        row = hbox(self.must, Label(self.tr("依据"), tone="dim"), self.basis, gap=S3)
        row.setStretch(2, 1)
        self.setLayout(vbox(row, self.error, gap=S1))
        self.must.clicked.connect(self._on_changed)
        self.basis.left.connect(self._on_changed)

    def show_organ(self, organ: Organ) -> None:
        """Show what this mission says about a kind of organ."""
        mission = self._desk.mission
        other = self._shown is None or self._shown.organ is not organ
        found = next(one for one in source_organs(mission.reader) if one.organ is organ)
        leader = role_of(mission.reader, mission.me) is Role.LEADER
        self._shown = found
        self.must.setEnabled(leader)
        set_read_only(self.basis, read_only=not leader)
        self.must.setChecked(found.mandatory)
        if other and self.basis.hasFocus():
            self.basis.clearFocus()
        self.basis.set_text(found.basis)
        if other:
            self._set_error("")

    def _set_error(self, text: str) -> None:
        self.error.setText(f"▲ {text}" if text else "")
        self.error.setVisible(bool(text))

    def _on_changed(self) -> None:
        shown, mission = self._shown, self._desk.mission
        if shown is None or self.basis.isReadOnly():
            return
        mandatory, basis = self.must.isChecked(), self.basis.text().strip()
        if (mandatory, basis) == (shown.mandatory, shown.basis):
            return
        organ = shown.organ
        self._set_error("")
        self._desk.write(
            self.tr("修改“{organ}”是否必须了解").format(organ=self._words.own_name(organ)),
            lambda entry: set_source_organ(
                mission, organ, mandatory=mandatory, basis=basis, entry=entry
            ),
            failed=self._on_refused,
        )

    def _on_refused(self, error: KnownError) -> None:
        self._set_error(self._desk.context.wording.error(error))
