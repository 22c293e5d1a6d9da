"""The record's card: opening statement, the lines, who wrote what."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services.corrections import CorrectionKind, Corrections
from inspector_app.ui.pages.talk.lines import Amendment
from inspector_app.ui.pages.talk.record_model import RecordModel
from inspector_app.ui.pages.talk.record_paint import SIDE
from inspector_app.ui.pages.talk.record_view import RecordView
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import Card, ElidedLabel, Label, hbox
from inspector_app.ui.widgets.labels import LabelTone


class RecordCard(Card):
    """Opening statement, record and the line beneath it.

    Signals:
        opening_ticked (bool): identity, purpose and discipline were explained, or not.
    """

    opening_ticked = Signal(bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__(pad=0, gap=0)
        labels = {
            ParagraphKind.OPENING: self.tr("说明"),
            ParagraphKind.QUESTION: self.tr("问"),
            ParagraphKind.ANSWER: self.tr("答"),
            ParagraphKind.NOTE: self.tr("记"),
            ParagraphKind.CORRECTION: self.tr("更正"),
            ParagraphKind.READ_BACK: self.tr("核对"),
            ParagraphKind.SUPPLEMENT: self.tr("补充"),
        }
        self.model = RecordModel(labels)
        self._amended = {
            CorrectionKind.CHANGED: self.tr("核对后更正 · {name} {time}"),
            CorrectionKind.ADDED: self.tr("核对后补记 · {name} {time}"),
            CorrectionKind.REMOVED: self.tr("核对后删去 · {name} {time}"),
        }
        self.view = RecordView(theme, self.model)
        self._time = Label("", role="caption")
        self.opening = QCheckBox(self.tr("已说明身份、目的、保密纪律"))
        self.opening.setToolTip("F8")
        self.opening.clicked.connect(self.opening_ticked)
        self.missing = ElidedLabel("", role="caption", tone="dim")
        self.missing.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._lacking: tuple[str, ...] = ()
        self._open = 0
        top = hbox(self.opening, self._time, self.missing, gap=S3)
        top.setStretch(2, 1)
        top.setContentsMargins(SIDE, 14, SIDE, S2)
        self._note = Label("", wrap=True, data=True)
        self._note.setContentsMargins(SIDE, 0, SIDE, S2)
        self._note.hide()
        self.foot = ElidedLabel("", role="caption", data=True)
        self._typing_keys = self.tr(
            "回车换段   Ctrl+1 问   Ctrl+2 答   Ctrl+3 记   Ctrl+J 常用语   F1 全部按键"
        )
        self._supplement_keys = self.tr(
            "记录已定，只能补充：点最后一行，或按 End、回车   F7 谁写的"
        )
        self._hint = ElidedLabel(self._typing_keys, role="caption")
        bottom = hbox(self.foot, self._hint)
        bottom.setContentsMargins(SIDE, S2, SIDE, 12)
        self.body.addLayout(top)
        self.body.addWidget(self._note)
        self.body.addWidget(self.view, 1)
        self.body.addLayout(bottom)
        self.show_foot("")

    def show_opening(self, *, done: bool, at: str, editable: bool) -> None:
        """Show whether the opening statement was made, and when that was ticked."""
        self.opening.setChecked(done)
        self._time.setText(at if done else "")
        # Kept readable when nothing can be changed any more: a grey tick says less.
        transparent = Qt.WidgetAttribute.WA_TransparentForMouseEvents
        self.opening.setAttribute(transparent, not editable)
        policy = Qt.FocusPolicy.StrongFocus if editable else Qt.FocusPolicy.NoFocus
        self.opening.setFocusPolicy(policy)

    def show_corrections(self, found: Corrections) -> None:
        """Show what was changed since the record was read back."""
        self.model.set_amendments(
            {
                paragraph: Amendment(
                    one.before,
                    self._amended[one.kind].format(name=one.author, time=one.moment[5:]),
                )
                for paragraph, one in found.by_paragraph.items()
            }
        )

    def show_missing(self, fields: Sequence[str]) -> None:
        """Show what still stands between a talk and its end; *fields* as ``closing_gaps``."""
        words = {
            "speakers": self.tr("谈话对象"),
            "interviewers": self.tr("谈话人"),
            "recorder": self.tr("记录人"),
            "times": self.tr("起止时间"),
            "busy": self.tr("时间冲突"),
            "place": self.tr("地点"),
            "opening": self.tr("说明身份（F8）"),
            "no_record": self.tr("记录"),
            "read_back": self.tr("宣读核对（F9）"),
        }
        self._lacking = tuple(words[field] for field in fields if field in words)
        self._say_missing()

    def show_open_items(self, count: int) -> None:
        """Show how many items must be asked still."""
        self._open = count
        self._say_missing()

    def _say_missing(self) -> None:
        parts = list(self._lacking)
        if self._lacking and self._open:
            parts.append(self.tr("必谈 {count} 项").format(count=self._open))
        text = self.tr("、").join(parts)
        self.missing.setText(self.tr("结束前还差：{what}").format(what=text) if text else "")

    def show_note(self, text: str, tone: LabelTone) -> None:
        """Show how a talk ended above its record; empty for nothing."""
        self._note.setText(text)
        self._note.set_tone(tone)
        self._note.setVisible(bool(text))

    def show_foot(self, text: str) -> None:
        """Show *text* beneath the record; empty shows the keys for typing."""
        self.foot.setText(text)
        self.foot.setVisible(bool(text))
        self._hint.setVisible(not text)

    def show_keys(self, *, recording: bool) -> None:
        """Show the keys for typing; once the talk has ended, how to supplement it."""
        self._hint.setText(self._typing_keys if recording else self._supplement_keys)
