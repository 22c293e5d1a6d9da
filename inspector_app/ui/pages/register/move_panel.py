"""What moving an entry to the newest version would do, answer by answer, before it is done."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inspector_app.domain.changes import Changes
from inspector_app.services.form_moves import Fit, MovedAnswer, MovePreview, move_submission
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import PageContext
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.widgets import (
    STRETCH,
    Card,
    Column,
    Label,
    Order,
    PagedTableModel,
    PageHeader,
    RecordTable,
    Row,
    hbox,
    icon_button,
    make_button,
    vbox,
)

_TONES: dict[Fit, Tone] = {
    Fit.FITS: "ok",
    Fit.CHANGED: "warn",
    Fit.WRONG: "warn",
    Fit.GONE: "mark",
}
#: What a person has to look at comes first.
_ORDER = (Fit.GONE, Fit.CHANGED, Fit.WRONG, Fit.FITS)
_FIT_WIDTH, _QUESTION_WIDTH = 150, 260


class MovePanel(QWidget):
    """A line for each answer: what becomes of it. Nothing is dropped, and it can be undone.

    Signals:
        closed: back to the entry.
        moved (str): the entry is in the newest version now.
    """

    closed = Signal()
    moved = Signal(str)

    def __init__(self, context: PageContext[OpenMission], steps: Steps) -> None:
        super().__init__()
        self._context = context
        self._steps = steps
        self._preview: MovePreview | None = None
        self._answers: dict[str, MovedAnswer] = {}
        theme = context.theme
        self.back = icon_button(theme, "chevron_left", self.tr("返回这一条（Esc）"))
        self.header = PageHeader(self.tr("转到新版之前先看看"))
        self.move_button = make_button(self.tr("转到新版"), role="primary")
        self.header.add_action(self.move_button)
        self.summary = Label("", wrap=True)
        self.asked = Label("", wrap=True, data=True)
        columns = (
            Column("fit", self.tr("会怎样"), _FIT_WIDTH, pill=True, sortable=False),
            Column("question", self.tr("题目"), _QUESTION_WIDTH, sortable=False),
            Column("answer", self.tr("答案"), sortable=False),
            Column("reason", self.tr("说明"), _QUESTION_WIDTH, sortable=False),
        )
        self.model = PagedTableModel(columns, self._ids, self._rows)
        self.table = RecordTable(theme, self.model, name=self.tr("每个答案会怎样"))
        card = Card(pad=0, gap=0)
        card.add(self.table, stretch=1)
        head = hbox(self.back, self.header, gap=S3)
        head.setStretch(1, 1)
        column = vbox(head, self.summary, self.asked, gap=S4)
        column.addWidget(card, 1)
        column.addLayout(
            hbox(
                Label(
                    self.tr(
                        "新版没有的题目，答案原样保留，仍按旧的题目显示；转过去以后也可以撤销。"
                    ),
                    role="caption",
                ),
                STRETCH,
            )
        )
        self.setLayout(column)
        self.back.clicked.connect(self.closed)
        self.move_button.clicked.connect(self._on_move)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.closed)

    def show_preview(self, preview: MovePreview) -> None:
        """Show what would become of every answer."""
        self._preview = preview
        found = sorted(preview.answers, key=lambda one: _ORDER.index(one.fit))
        self._answers = {str(place): one for place, one in enumerate(found)}
        words = self._context.wording.text
        counts = [
            f"{words(f'registers.move.{fit.value}')} {preview.count(fit)}"
            for fit in _ORDER
            if preview.count(fit)
        ]
        said = self.tr("转到 {version} 版：").format(version=preview.target.version)
        self.summary.setText(said + " · ".join(counts))
        self.asked.setVisible(bool(preview.asked))
        new = self.tr("新版还要填：{questions}").format(questions="、".join(preview.asked))
        self.asked.setText(new)
        self.model.reload()
        self.move_button.setFocus()

    def _ids(self, _order: Order) -> list[str]:
        return list(self._answers)

    def _rows(self, ids: object) -> dict[str, Row]:
        del ids
        words = self._context.wording.text
        return {
            place: Row(
                (
                    words(f"registers.move.{one.fit.value}"),
                    one.question,
                    " ".join(one.answer.split()),
                    one.reason,
                ),
                {"fit": _TONES[one.fit]},
            )
            for place, one in self._answers.items()
        }

    def _on_move(self) -> None:
        preview = self._preview
        if preview is None:
            return
        step = self._steps.new_entry()
        job = partial(
            move_submission,
            self._context.services,
            preview.submission,
            preview.target.hash,
            entry=step,
        )
        done = partial(self._on_moved, preview.submission, step)
        self._context.tasks.store(job, done=done, owner=self)

    def _on_moved(self, entry: str, step: str, _changes: Changes) -> None:
        self._steps.did(self.tr("已转到新版，原来的答案都在"), step, tell=True)
        self.moved.emit(entry)
