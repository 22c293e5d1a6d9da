"""What an imported talk record says, before it is taken in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services.talk_intake import TranscriptMatch
from inspector_app.system.wording import Wording
from inspector_app.ui.pages.talk.official_picker import OfficialPicker
from inspector_app.ui.pages.talk.plan_entry import Choices
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S2, S3
from inspector_app.ui.widgets import (
    Card,
    FormRow,
    Label,
    clear_layout,
    data_label,
    hbox,
    icon_button,
    make_button,
    mark_data,
    scrolling,
    vbox,
)

_LABEL_WIDTH = 76


class TranscriptPanel(Card):
    """Preview of one file: recognised facts, counts, problems; whose talk it is.

    Signals:
        accepted (str, str): official and planned talk (empty: a new one).
        closed: put away without taking it in.
    """

    accepted = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, wording: Wording) -> None:
        super().__init__("…", pad=14, gap=S3)
        self._wording = wording
        self._match: TranscriptMatch | None = None
        self.title.setText(self.tr("收录谈话记录"))
        close = icon_button(theme, "close", self.tr("收起（Esc）"))
        close.clicked.connect(self.put_away)
        self.add_to_head(close)
        self._file = data_label("", role="caption")
        self._facts = vbox(gap=S2)
        self._problems = vbox(gap=S2)
        self.picker = OfficialPicker(theme)
        self.picker.picked.connect(self._on_picked)
        self._whose = FormRow(self.tr("谈话对象"), self.picker, required=True)
        self.talk = QComboBox()
        mark_data(self.talk)
        self._where = FormRow(self.tr("收进哪一场"), self.talk)
        self.accept_button = make_button(self.tr("收录"), role="primary")
        self.accept_button.clicked.connect(self._on_accept)
        cancel = make_button(self.tr("不收"))
        cancel.clicked.connect(self.put_away)
        inside = QWidget()
        column = vbox(self._facts, self._problems, self._whose, self._where, None)
        column.setContentsMargins(1, 0, 8, 0)
        inside.setLayout(column)
        self.add(self._file)
        self.add(scrolling(inside), stretch=1)
        self.body.addLayout(hbox(self.accept_button, cancel, None, gap=S2))
        self.hide()

    def show_match(self, name: str, match: TranscriptMatch, choices: Choices) -> None:
        """Show what was recognised in the file *name*."""
        self._match = match
        self._file.setText(name)
        clear_layout(self._facts)
        clear_layout(self._problems)
        for label, value in self._lines(match):
            self._facts.addLayout(self._line(label, value))
        for text in self._warnings(match):
            self._problems.addWidget(Label(f"△ {text}", tone="warn", wrap=True, data=True))
        self.picker.set_candidates(choices.candidates)
        self.picker.choose(match.officials[0].id if len(match.officials) == 1 else "")
        if not self.picker.chosen:
            self.picker.search.setText(match.transcript.facts.subject)
        self._show_talks()
        self.show()
        self.accept_button.setFocus()

    def show_error(self, text: str) -> None:
        """Show why the record was not taken in."""
        self._whose.set_error(text)

    def put_away(self) -> None:
        """Hide and forget the file."""
        self._match = None
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put away by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _lines(self, match: TranscriptMatch) -> list[tuple[str, str]]:
        facts = match.transcript.facts
        time = " – ".join(
            part.replace("T", " ")
            for part in (facts.period.starts_at, facts.period.ends_at)
            if part
        )
        spoken = self.tr("问 {questions} 段 · 答 {answers} 段 · 其他 {others} 段").format(
            questions=match.count(ParagraphKind.QUESTION),
            answers=match.count(ParagraphKind.ANSWER),
            others=len(match.transcript.paragraphs)
            - match.count(ParagraphKind.QUESTION)
            - match.count(ParagraphKind.ANSWER),
        )
        lines = [
            (self.tr("编号"), facts.number),
            (self.tr("对象"), facts.subject),
            (self.tr("时间"), time or facts.time),
            (self.tr("地点"), facts.place),
            (self.tr("谈话人"), "、".join(facts.interviewers)),
            (self.tr("记录人"), facts.recorder),
            (self.tr("内容"), spoken),
        ]
        return [(label, value or self.tr("没有写")) for label, value in lines]

    def _line(self, label: str, value: str) -> QHBoxLayout:
        name = Label(label, role="caption")
        name.setFixedWidth(_LABEL_WIDTH)
        row = hbox(name, data_label(value), gap=S2)
        row.setStretch(1, 1)
        return row

    def _warnings(self, match: TranscriptMatch) -> list[str]:
        texts = [
            self._wording.text(problem.wording, **problem.params)
            for problem in match.transcript.problems
        ]
        if match.unknown:
            names = "、".join(match.unknown)
            texts.append(self.tr("组里没有 {names}，请在收录后补上").format(names=names))
        if len(match.officials) > 1:
            texts.append(self.tr("名册里有几位同名的人，请选定一位"))
        elif not match.officials and match.transcript.facts.subject:
            texts.append(self.tr("名册里没有这个人，请选定，或先补进名册"))
        return texts

    def _show_talks(self) -> None:
        self.talk.clear()
        match = self._match
        planned = match.talks if match is not None else ()
        for talk in planned:
            if talk.text("official") == self.picker.chosen:
                when = talk.text("starts_at").replace("T", " ")
                self.talk.addItem(f"{talk.text('number')} {when}".strip(), talk.id)
        self.talk.addItem(self.tr("新的一场"), "")
        self.accept_button.setEnabled(bool(self.picker.chosen))

    def _on_picked(self, _official: str) -> None:
        self._whose.set_error("")
        self._show_talks()

    def _on_accept(self) -> None:
        if self.picker.chosen:
            self.accepted.emit(self.picker.chosen, str(self.talk.currentData() or ""))
