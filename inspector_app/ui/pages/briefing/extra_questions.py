"""Questions that come from one thing that is known, each for the talkers named in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.canonical import Json
from inspector_app.domain.vocabulary import Head
from inspector_app.services.extra_questions import (
    ExtraQuestion,
    ask_extra,
    remove_extra,
    update_extra,
)
from inspector_app.services.roster import officials
from inspector_app.ui.pages.briefing.desk import Desk
from inspector_app.ui.pages.briefing.words import Words
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import (
    ChipField,
    ChipItem,
    Choice,
    GrowingTextEdit,
    Inset,
    Label,
    hbox,
    icon_button,
)


class QuestionRow(Inset):
    """One question: its text, and who is asked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("accent", pad=S2, gap=S2)
        self._desk = desk
        self._words = Words(desk.context.wording)
        self.question: ExtraQuestion | None = None
        theme = desk.context.theme
        self.text = GrowingTextEdit(
            name=self.tr("加问的问题"),
            placeholder=self.tr("把要核对的情况写成问题，不提来源"),
        )
        self.text.setProperty("boxed", True)
        self.remove = icon_button(theme, "trash", self.tr("移除这个问题"))
        self.talkers = ChipField(
            theme,
            self.tr("问谁"),
            self._people,
            name=self.tr("这个问题问谁"),
            placeholder=self.tr("姓名或职务"),
        )
        self.hint = Label("", role="caption", wrap=True)
        title = Label(self.tr("加问"), role="strong", tone="accent")
        head = hbox(title, self.hint, self.remove, gap=S2)
        head.setStretch(1, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.text)
        self.body.addWidget(self.talkers)
        self.talkers.picked.connect(self._on_picked)
        self.talkers.removed.connect(self._on_gone)
        self.remove.clicked.connect(self._on_remove)

    def show_question(self, question: ExtraQuestion) -> None:
        """Show *question*; what is being typed stays."""
        self.question = question
        reader = self._desk.mission.reader
        record = reader.get("extra_question", question.id)
        if record is not None:
            self._desk.texts.tie(self.text, record, "text")
        known = reader.many("official", question.talkers)
        items = [
            ChipItem(one.id, one.text("name"), tip=one.text("office")) for one in known.values()
        ]
        self.talkers.set_items(items, editable=True)
        if question.restricted:
            hint = self.tr("来源有范围限制，只有看得到来源的人能看到这个问题。")
        elif not question.talkers:
            hint = self.tr("还没有选问谁：选了才会出现在他的谈话清单里。")
        else:
            hint = self.tr("会作为选谈项出现在谈话清单和提纲里。")
        self.hint.setText(hint)

    def _people(self) -> list[Choice]:
        there = self.question.talkers if self.question is not None else ()
        return [
            Choice(one.id, f"{one.text('name')} {one.text('office')}".strip())
            for one in officials(self._desk.mission.reader)
            if one.id not in there
        ]

    def _on_picked(self, official: str) -> None:
        if self.question is not None:
            self._write([*self.question.talkers, official])

    def _on_gone(self, official: str) -> None:
        if self.question is not None:
            self._write([one for one in self.question.talkers if one != official])

    def _write(self, talkers: list[str]) -> None:
        if self.question is None:
            return
        mission, question = self._desk.mission, self.question.id
        value: Json = list(talkers)
        self._desk.write(
            self.tr("修改问谁"),
            lambda entry: update_extra(mission, question, entry=entry, talkers=value),
        )

    def _on_remove(self) -> None:
        if self.question is None:
            return
        self._desk.texts.commit()
        mission, question = self._desk.mission, self.question.id
        self._desk.write(
            self.tr("已移除加问"),
            lambda entry: remove_extra(mission, question, entry=entry),
            tell=True,
        )


class QuestionsBox(QWidget):
    """The questions that come from one record; hidden while there are none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.rows: list[QuestionRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(S2)
        self._entered = ""
        self.hide()

    def show_questions(self, questions: Sequence[ExtraQuestion]) -> None:
        """Show *questions*."""
        while len(self.rows) > len(questions):
            gone = self.rows.pop()
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()
        while len(self.rows) < len(questions):
            row = QuestionRow(self._desk)
            self.rows.append(row)
            self._column.addWidget(row)
        for row, question in zip(self.rows, questions, strict=True):
            row.show_question(question)
            if question.id == self._entered:
                self._entered = ""
                row.text.setFocus()
        self.setVisible(bool(questions))

    def ask(self, *, subject_type: str, subject: str, head: Head, about: str = "") -> None:
        """Begin a new question that comes from *subject*, and let the user write it."""
        mission, question = self._desk.mission, self._desk.new_id()
        self._entered = question
        self._desk.write(
            self.tr("加问一个问题"),
            lambda entry: ask_extra(
                mission,
                subject_type=subject_type,
                subject=subject,
                head=head,
                about=about,
                question=question,
                entry=entry,
            ),
        )
