"""How an organ briefed the team: in writing, in a meeting, one to one; several at once."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from inspector_app.domain.briefing import BriefingForm
from inspector_app.system.wording import Wording
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import hbox, mark_data

#: As high as the fields beside it.
_HEIGHT = 34


class FormsField(QWidget):
    """One tick for each form.

    Signals:
        changed (object): the codes ticked from now on, a list.
    """

    changed = Signal(object)

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self.boxes: dict[BriefingForm, QCheckBox] = {}
        self.setMinimumHeight(_HEIGHT)
        row = hbox(gap=S3)
        for form in BriefingForm:
            box = QCheckBox(wording.text(f"terms.briefing_form.{form.value}"))
            mark_data(box, itself_only=True)
            box.clicked.connect(self._on_clicked)
            self.boxes[form] = box
            row.addWidget(box)
        row.addStretch(1)
        self.setLayout(row)
        self.setFocusProxy(next(iter(self.boxes.values())))

    def set_codes(self, codes: tuple[str, ...]) -> None:
        """Tick the forms of *codes*."""
        for form, box in self.boxes.items():
            box.setChecked(form.value in codes)

    def _on_clicked(self) -> None:
        self.changed.emit([form.value for form, box in self.boxes.items() if box.isChecked()])
