"""The talk workspace: record in the middle, checklist beside it, steps above.

It joins its parts: what a key means is decided here, what it does is done by the desks
(``record_desk``, ``answer_desk``) and by ``talk_steps``.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.vocabulary import Head
from inspector_app.services.corrections import corrections
from inspector_app.services.mission import OpenMission
from inspector_app.services.talk_record import commit_typing
from inspector_app.services.talks import TalkView, talk_view
from inspector_app.ui.page import PageContext, Target
from inspector_app.ui.pages.talk.answer_desk import AnswerDesk
from inspector_app.ui.pages.talk.answer_hand import AnswerHand
from inspector_app.ui.pages.talk.end_panel import EndPanel
from inspector_app.ui.pages.talk.keys import Act, act_of
from inspector_app.ui.pages.talk.left_side import LeftSide
from inspector_app.ui.pages.talk.lines import MarkWords, exchange_of, marks
from inspector_app.ui.pages.talk.record_desk import RecordDesk
from inspector_app.ui.pages.talk.right_side import RightSide
from inspector_app.ui.pages.talk.snippet_panel import SnippetKey
from inspector_app.ui.pages.talk.talk_facts import around_talk, writers_line
from inspector_app.ui.pages.talk.talk_steps import TalkSteps
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.pages.talk.workspace_head import WorkspaceHead
from inspector_app.ui.theme.metrics import S3, S4
from inspector_app.ui.typist import Typist
from inspector_app.ui.widgets import MissingItem, mark_data, vbox

_SHOWN = ("talk", "paragraph", "submission", "approval", "official", "user")
#: So many speakers can be chosen by a figure.
_BY_FIGURE = 9
_EXTRAS = ("extra_question", "extra_answer")


class TalkWorkspace(QWidget):
    """Shows one talk and everything that is done with it.

    Signals:
        closed: back to the list.
    """

    closed = Signal()

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._words = Words(context.wording)
        self._view: TalkView | None = None
        self._writers = False
        mission, tasks, theme = self._mission, context.tasks, context.theme
        self.typist = Typist(tasks, lambda: commit_typing(mission))
        self.head = WorkspaceHead(theme, self._words)
        self.left = LeftSide(context)
        self.card, self.paper = self.left.card, self.left.paper
        self.answers = AnswerDesk(mission, tasks, self.typist)
        self.side = RightSide(context, self._words, self.answers, self.typist)
        self.panel, self.plan = self.side.panel, self.side.plan
        self.record = RecordDesk(mission, tasks, self.typist, self.card.model, self.card.view)
        self.hand = AnswerHand(self.record, self.panel, self.answers, self.typist)
        self.end = EndPanel(theme)
        self.snippet_key = SnippetKey(mission)
        self.speaker_menu = QMenu(self)
        mark_data(self.speaker_menu)
        self.steps = TalkSteps(context, self)
        life = (item.code for item in mission.checklist.items if item.head is Head.LIFE)
        self._mark_words = MarkWords(
            kinds={kind: self._words.signed_answer(kind) for kind in AnswerKind},
            life=frozenset(life),
            life_word=self._words.head(Head.LIFE),
            lead=self.tr("线索"),
            verify=self.tr("待核实：{text}"),
        )
        self._acts: dict[Act, Callable[[], object]] = {
            Act.ATTACH: self.hand.attach,
            Act.LEAD: self.hand.mark_lead,
            Act.CLEAR_ANSWER: self.hand.clear,
            Act.NEXT_OPEN: self.panel.next_open,
            Act.PREVIOUS_OPEN: partial(self.panel.next_open, -1),
            Act.ITEM_UP: partial(self.panel.step, -1),
            Act.ITEM_DOWN: partial(self.panel.step, 1),
            Act.VERIFY: self.panel.edit_verify,
            Act.JUMP: self._jump,
            Act.WRITERS: self._on_writers,
            Act.HELP: self.side.toggle_keys,
            Act.FILES: self.side.toggle_files,
            Act.SCAN: self.left.toggle_scan,
            Act.SNIPPET: self._expand,
            Act.SPEAKER: self._ask_speaker,
            Act.REMOVE: lambda: self.record.remove(self.card.view.line),
        }
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        columns.setSpacing(S4)
        columns.addLayout(vbox(self.end, self.left, gap=S3), 1)
        columns.addWidget(self.side)
        page = vbox(self.head, columns, gap=14)
        page.setStretch(1, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        self.head.back_wanted.connect(self.leave)
        self.head.writers_wanted.connect(self._on_writers)
        self.card.opening_ticked.connect(self.steps.set_opening)
        self.card.view.item_pressed.connect(self.panel.choose)
        self.record.moved.connect(self._on_moved)
        self.record.begun.connect(self.steps.begin_quietly)
        self.record.removed.connect(self.steps.offer_undo)
        self.answers.changed.connect(self._on_answers)
        self.panel.chosen.connect(self._on_item)
        self.panel.jump_wanted.connect(self._jump_to_paragraph)
        self.panel.back_wanted.connect(self.to_record)
        self.panel.fields_left.connect(self.typist.commit)
        self.answers.lead_made.connect(self.steps.tell_lead)
        self.answers.task_made.connect(self.steps.tell_task)
        self.end.jumped.connect(self._on_missing)
        self.end.closed.connect(self.to_record)
        self.side.back_wanted.connect(self.to_record)
        self.side.files.opened.connect(self._on_file)
        self.snippet_key.manage_wanted.connect(self.side.manage_snippets)
        self.head.keys_wanted.connect(self.side.toggle_keys)
        self.head.snippets_wanted.connect(self.side.manage_snippets)
        self.head.files_wanted.connect(self.side.toggle_files)
        self.left.record_wanted.connect(self.to_record)
        self.left.items_wanted.connect(self.panel.items.setFocus)
        self.hand.page = lambda: self.left.page

    def hasHeightForWidth(self) -> bool:
        """Ask for no height by width: the columns scroll, the page does not grow."""
        return False

    # --- showing -------------------------------------------------------------------

    @property
    def talk(self) -> str:
        """The id of the talk that is shown, empty for none."""
        return self._view.talk.id if self._view else ""

    @property
    def view(self) -> TalkView | None:
        """The talk as it was read last."""
        return self._view

    def open_talk(self, talk: str, target: Target) -> None:
        """Show a talk, at a paragraph or an item if *target* names one."""
        if talk != self.talk:
            self.save()
            self.end.put_away()
            self.plan.put_away()
            self.paper.put_away()
            self._writers = False
            self._view = None
            self._read(talk)
            self.steps.note_view()
        if target.get("item"):
            self.panel.choose(target["item"])
        if target.get("paragraph"):
            self._show_paragraph(target["paragraph"])
        elif target.get("item"):
            self.panel.items.setFocus()
            said = self.answers.answer(target["item"]).paragraph
            if said and not self.left.show_page(said):
                self.card.view.show_line(said)
        else:
            self.to_record()
            if not self.record.recording:
                self.card.view.scrollToTop()

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what was written; a talk that is gone by now is left."""
        if self._view is not None:
            record = self._mission.reader.get("talk", self.talk)
            if record is None or record.deleted:
                self._view = None
                self.closed.emit()
                return
        if self._view is not None and (changes is None or changes.touches(*_SHOWN, *_EXTRAS)):
            self._read(self.talk)

    def where(self) -> Target:
        """Return what leads back here."""
        line = self.record.current()
        target = {"talk": self.talk}
        if line is not None and line.record is not None:
            target["paragraph"] = line.id
        return target

    def save(self) -> None:
        """Turn everything typed into entries."""
        if self._view is not None:
            self.record.save()

    def release(self) -> None:
        """Stop the timers."""
        self.typist.stop()
        self.paper.stop()

    def leave(self) -> None:
        """Go back to the list."""
        self.save()
        self.closed.emit()

    def _read(self, talk: str) -> None:
        mission = self._mission
        view = talk_view(mission.reader, mission.checklist, mission.id, talk)
        anew, self._view = self._view is None, view
        self.answers.show(view)
        amended = corrections(mission.reader, view.talk)
        around = around_talk(mission, view)
        self.card.view.show_speakers(around.speakers)
        self.record.show(view, amended.removed)
        self.card.show_corrections(amended)
        self.panel.show_talk(view)
        self.side.files.show_talk(view)
        self.left.show_talk(view, anew=anew)
        self.head.show_talk(view, around)
        self.card.show_opening(
            done=view.talk.flag("opening_done"),
            at=self.steps.ticked_at("opening_done"),
            editable=view.editable,
        )
        self._on_answers()
        self.card.show_keys(recording=view.editable)
        self._show_writers()
        self.paper.renew()
        self.steps.after_read(view)

    def _on_answers(self) -> None:
        lines = [line for line in self.record.lines if not line.removed]
        found = marks(lines, self.answers.answers, self._mark_words)
        attached = self.answers.answer(self.panel.current).paragraph
        exchange = exchange_of(lines, attached) if attached else ()
        chosen = frozenset(line.id for line in lines if line.id in exchange and line.text)
        self.card.model.set_marks(found, chosen)
        counted = self.panel.coverage
        self.head.show_coverage(counted)
        self.card.show_open_items(counted.must - counted.asked)

    def _on_item(self, code: str) -> None:
        self._on_answers()
        attached = self.answers.answer(code).paragraph
        if attached and not self.record.recording:  # reading: show where it was said
            self.card.view.show_line(attached)

    # --- moving --------------------------------------------------------------------

    def to_record(self) -> None:
        """Put the keyboard back where it was in the record."""
        if self.card.view.editor is not None:
            self.card.view.editor.setFocus()
        elif self.record.recording:
            self.record.enter()
        else:
            self.card.view.setFocus()

    def show_right(self, widget: QWidget) -> None:
        """Show the checklist or the plan at the right."""
        self.side.setCurrentWidget(widget)

    def show_left(self, widget: QWidget) -> None:
        """Show the record or the paper."""
        self.left.setCurrentWidget(widget)

    def _jump_to_paragraph(self) -> None:
        attached = self.answers.answer(self.panel.current).paragraph
        if attached:
            self._show_paragraph(attached)

    def _show_paragraph(self, paragraph: str) -> None:
        if self.left.show_page(paragraph):
            return
        line = self.card.model.line(paragraph)
        if line is None:
            return
        if self.record.can_type(line):
            self.card.view.type_in(paragraph)
        else:
            self.card.view.show_line(paragraph)
            self.card.view.setFocus()

    def _jump_to_item(self) -> None:
        """Go to the item that the paragraph under the caret belongs to."""
        line = self.record.current()
        if line is None:
            return
        exchange = set(exchange_of(self.record.lines, line.id)) | {line.id}
        for code, answer in self.answers.answers.items():
            if answer.paragraph in exchange:
                self.panel.choose(code)
                break
        self.panel.items.setFocus()

    def _on_missing(self, item: MissingItem) -> None:
        target = dict(item.target)
        if "item" in target:
            self.panel.choose(target["item"])
            self.panel.items.setFocus()
        else:
            self.steps.mend(target.get("field", ""))

    def _on_moved(self, _line: str) -> None:
        self._show_writers()

    def _on_writers(self) -> None:
        self._writers = not self._writers
        self._show_writers()

    def _show_writers(self) -> None:
        line = self.record.current() if self._writers else None
        text = "" if line is None else writers_line(self._mission, self.record.lines, line)
        self.card.show_foot(text)

    def _on_file(self, evidence: str) -> None:
        if self.left.is_scan(evidence):
            self.show_left(self.left.scan)
        else:
            self._context.navigate("evidence", {"evidence": evidence})

    # --- keys ----------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Take the workspace's keys before the window's shortcuts do."""
        taken = isinstance(event, QKeyEvent) and act_of(event) is not None and self._at_talk()
        if taken and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means here."""
        act = act_of(event) if self._at_talk() else None
        if isinstance(act, AnswerKind):
            self.hand.answer(act)
        elif act is not None:
            self._do(act)
        elif event.key() == Qt.Key.Key_Escape:
            self.to_record()
        elif _is_undo(event):
            self.answers.undo()
        elif _is_back(event):
            self.leave()
        else:
            super().keyPressEvent(event)

    def _at_talk(self) -> bool:
        """Say whether the keyboard is at the talk itself, not at its plan or its paper."""
        focus = QApplication.focusWidget()
        at_paper = focus is not None and self.paper.isAncestorOf(focus)
        return not at_paper and not self.side.busy

    def _do(self, act: Act) -> None:
        step = self._acts.get(act)
        if step is not None:
            step()
        else:
            self.steps.do(act)

    def _expand(self) -> None:
        if self.card.view.editor is not None:
            self.snippet_key.use(self.card.view.editor)

    def _ask_speaker(self) -> None:
        """Ask in a menu who of several says the line under the caret; figures choose."""
        editor, line = self.card.view.editor, self.record.current()
        if editor is None or line is None or not self.card.model.speakers:
            return
        self.speaker_menu.clear()
        for place, speaker in enumerate(self.card.model.speakers, 1):
            name = f"&{place}  {speaker.name}" if place <= _BY_FIGURE else speaker.name
            choose = self.speaker_menu.addAction(name).triggered
            choose.connect(partial(self.record.set_speaker, line.id, speaker))
        self.speaker_menu.popup(editor.mapToGlobal(editor.cursorRect().bottomLeft()))

    def _jump(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.panel.isAncestorOf(focus):
            self._jump_to_paragraph()
        else:
            self._jump_to_item()


def _is_undo(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_Z and event.modifiers() == control


def _is_back(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Left and event.modifiers() == Qt.KeyboardModifier.AltModifier
