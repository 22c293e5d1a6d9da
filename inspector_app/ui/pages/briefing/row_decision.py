"""One row of a roster: what it holds, and for a doubtful one, whether it is somebody known."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from inspector_app.services.roster import RosterPreview
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.preview_rows import (
    FileRow,
    RowKind,
    change_words,
    changes_for,
    value_words,
)
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    Inset,
    Label,
    clear_layout,
    data_label,
    make_button,
    scrolling,
    vbox,
)

#: The decision that a row is somebody new; any other is an official's id.
NEW_PERSON = "new"
_MOST_KEYS = 8


class RowDecision(Card):
    """Shows the row chosen in the preview; asks only where a person has to say.

    Signals:
        decided (int, str): the row number, and an official's id or ``NEW_PERSON``.
    """

    decided = Signal(int, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=S3)
        self._desk = desk
        self._number = 0
        self.title = data_label(role="card")
        self.note = data_label(wrap=True)
        content = QWidget()
        self._column = vbox(gap=S3)
        inner = vbox(self._column, None, gap=0)
        inner.setContentsMargins(0, 0, S3, 0)
        content.setLayout(inner)
        self.add(self.title, self.note)
        area = scrolling(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add(area, stretch=1)

    def show_row(self, preview: RosterPreview, row: FileRow, decided: str) -> None:
        """Show *row*; *decided* is what was said of it before."""
        self._number = row.number
        clear_layout(self._column)
        self.title.setText(
            self.tr("第 {row} 行  {name}").format(row=row.number, name=row.name).strip()
        )
        self.note.setText(row.note)
        self.note.setVisible(bool(row.note) and row.kind is not RowKind.CHANGED)
        if row.match is None:
            if row.kind is RowKind.PROBLEM:
                self._column.addWidget(
                    Label(self.tr("请在原表里改好这一行，再重新导入。"), tone="dim", wrap=True)
                )
            return
        if row.kind is RowKind.POSSIBLY_SAME:
            self._show_question(preview, row, decided)
        elif row.kind is RowKind.CHANGED:
            self._show_changes(change_words(row.match.changes, self._desk.context.wording))
        self._show_fields(row)

    def _show_question(self, preview: RosterPreview, row: FileRow, decided: str) -> None:
        self._column.addWidget(Label(self.tr("是名册里的哪一位？"), role="strong"))
        match = row.match
        for place, official in enumerate(match.candidates if match else ()):
            known = next(one for one in preview.known if one.id == official)
            inset = Inset("accent" if decided == official else "neutral")
            parts = (known.text("name"), known.text("birth"), known.text("office"))
            inset.body.addWidget(data_label(" · ".join(p for p in parts if p), wrap=True))
            if match is not None:
                changes = changes_for(preview, match, official)
                words = change_words(changes, self._desk.context.wording)
                inset.body.addWidget(
                    data_label(words or self.tr("没有要改的"), role="caption", wrap=True)
                )
            text = self.tr("是同一人")
            inset.body.addWidget(self._choice(text, official, place + 1))
            self._column.addWidget(inset)
        inset = Inset("accent" if decided == NEW_PERSON else "neutral")
        inset.body.addWidget(self._choice(self.tr("都不是，是新的人"), NEW_PERSON, 0))
        self._column.addWidget(inset)

    def _choice(self, text: str, choice: str, key: int) -> QWidget:
        button = make_button(text)
        if key <= _MOST_KEYS:
            button.setShortcut(QKeySequence(f"Ctrl+{key}"))
            button.setText(f"{text}  Ctrl+{key}")
            button.setShortcut(QKeySequence(f"Ctrl+{key}"))
        button.clicked.connect(partial(self._on_choice, choice))
        return button

    def _show_changes(self, words: str) -> None:
        inset = Inset("accent", gap=S2)
        inset.body.addWidget(Label(self.tr("会改成"), role="caption"))
        for part in words.split("；"):
            inset.body.addWidget(data_label(part, wrap=True))
        self._column.addWidget(inset)

    def _show_fields(self, row: FileRow) -> None:
        if row.match is None:
            return
        wording = self._desk.context.wording
        self._column.addWidget(Label(self.tr("表里写的"), role="caption"))
        derived = row.match.row.derived
        for field, value in row.match.row.fields().items():
            label = wording.text(f"records.official.fields.{field}")
            words = value_words(field, value, wording)
            text = self.tr("{label}：{value}").format(label=label, value=words)
            if field in derived:
                text += self.tr("（按职务推定）")
            self._column.addWidget(data_label(text, wrap=True))

    def _on_choice(self, choice: str, _checked: bool = False) -> None:
        self.decided.emit(self._number, choice)
