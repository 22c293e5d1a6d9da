"""The must-ask matrix at a glance, with its legend; an empty state before the first talk."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy

from inspector_app.services.mission import OpenMission
from inspector_app.services.talk_lists import TalkRow, matrix
from inspector_app.ui.page import PageContext, Target
from inspector_app.ui.pages.overview.matrix_data import Glance, glance
from inspector_app.ui.widgets import (
    STRETCH,
    AnswerKind,
    Card,
    EmptyState,
    MatrixLegend,
    MatrixView,
    hbox,
)

_LEAST_HEIGHT = 150
_WIDEST_COLUMN = 32


class MatrixCard(Card):
    """Talks × themes.

    Signals:
        jumped (object): the `Target` on the page of talks.
    """

    jumped = Signal(object)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self.title.setText(self.tr("必谈矩阵"))
        self.caption.setText(self.tr("对象 × 事项"))
        self.body.insertLayout(0, self.head)
        self._context = context
        self._glance: Glance | None = None
        words = self._answer_words()
        theme = context.theme
        self.matrix = MatrixView(theme, words=words, widest_column=_WIDEST_COLUMN)
        self.matrix.setMinimumHeight(_LEAST_HEIGHT)
        # As tall as the room there is: its rows scroll, not the page.
        self.matrix.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.legend = MatrixLegend(theme, self.matrix, words)
        self.empty = EmptyState(
            theme,
            icon="talk",
            title=self.tr("还没有谈话"),
            text=self.tr("在“谈话”里排定并开始第一次谈话，这里会显示谁谈了什么。"),
            action=self.tr("去排谈话"),
        )
        self.body.addLayout(hbox(self.legend, STRETCH))
        self.add(self.matrix, stretch=1)
        self.add(self.empty, stretch=1)
        self.matrix.chosen.connect(self._on_cell)
        self.empty.acted.connect(lambda: self._jump({}))

    def _answer_words(self) -> dict[AnswerKind, str]:
        words = self._context.wording
        return {
            "specific": words.text("terms.answer_kind.specific"),
            "general": words.text("terms.answer_kind.general"),
            "none": words.text("terms.answer_kind.none"),
            "unknown": words.text("terms.answer_kind.unknown"),
            "refused": words.text("terms.answer_kind.declined"),
            "open": self.tr("未谈"),
        }

    def show_talks(self, talks: Sequence[TalkRow]) -> None:
        """Show the matrix of *talks*."""
        mission = self._context.services
        rows = matrix(talks)
        shown = glance(rows, mission.checklist.items, self._context.wording.language)
        self.matrix.setVisible(bool(rows))
        self.legend.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if shown != self._glance:
            self._glance = shown
            self.matrix.set_content(shown.rows, shown.columns, shown.cell)

    def _on_cell(self, row: int, column: int) -> None:
        if self._glance is not None:
            keys = self._glance.rows[row].key, self._glance.columns[column].key
            self._jump({"talk": keys[0], "item": keys[1]})

    def _jump(self, target: Target) -> None:
        self.jumped.emit(target)
