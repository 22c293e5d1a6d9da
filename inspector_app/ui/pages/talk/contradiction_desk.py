"""The contradiction desk: an item at the left, everybody's words on it side by side."""

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import Audience
from inspector_app.domain.said_facts import Difference
from inspector_app.services.briefing import organ_name
from inspector_app.services.contradictions import ItemVoices, Voice, VoiceKind, item_voices
from inspector_app.services.mission import OpenMission
from inspector_app.services.number_one_profile import LineState
from inspector_app.services.tasks import TaskSource, create_task
from inspector_app.ui.page import PageContext, Target
from inspector_app.ui.pages.common.steps import Steps
from inspector_app.ui.pages.talk.item_list import ItemList, ItemsModel
from inspector_app.ui.pages.talk.voices_view import (
    VoiceLine,
    VoicesModel,
    VoicesView,
    striking_words,
)
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.theme import Tone
from inspector_app.ui.theme.metrics import S2, S4
from inspector_app.ui.widgets import (
    Card,
    ElidedLabel,
    EmptyState,
    Inset,
    Label,
    clear_layout,
    hbox,
    make_button,
    vbox,
)

_SHOWN = ("talk", "paragraph", "submission", "official", "briefing", "briefing_item")
_LIST_WIDTH = 300
#: So many differences are told above the voices; all of them stand out in the words.
_TOLD = 4
#: So many voices are named in a line of a difference.
_NAMED = 4
_TONES: dict[AnswerKind, Tone] = {
    AnswerKind.SPECIFIC: "accent",
    AnswerKind.GENERAL: "accent",
    AnswerKind.DECLINED: "warn",
}


class ContradictionDesk(QWidget):
    """All voices on one item, what does not agree, and a task from any of it.

    Signals:
        place_wanted (str, dict): page and target of where something was said.
    """

    place_wanted = Signal(str, object)

    def __init__(self, context: PageContext[OpenMission]) -> None:
        super().__init__()
        self._context = context
        self._mission = context.services
        self._words = Words(context.wording)
        self._steps = Steps(context, self)
        self._found: ItemVoices | None = None
        self._stale = True
        theme, items = context.theme, self._mission.checklist.items
        self._items = ItemsModel(self._words, items, self.tr("{count} 处说法不一"))
        self.items = ItemList(theme, self._items)
        self._model = VoicesModel()
        self.voices = VoicesView(theme, self._model)
        self.only_said = QCheckBox(self.tr("只看说到情况的"))
        self.to_place = make_button(self.tr("到段落（回车）"), theme=theme, icon="chevron_right")
        self.task = make_button(self.tr("列为核查任务（T）"), theme=theme, icon="add")
        self._scan = QTimer(self)
        self._scan.setInterval(0)
        self._to_scan: list[str] = []
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        left = Card(self.tr("事项"), pad=12, gap=S2)
        left.setFixedWidth(_LIST_WIDTH)
        left.add(self.items, stretch=1)
        self._card = Card("…", pad=14, gap=S2)
        self._figures = ElidedLabel("", role="caption", data=True)
        self._question = Label("", wrap=True, tone="dim", data=True)
        self._told = vbox(gap=S2)
        self._empty = EmptyState(
            self._context.theme,
            icon="talk",
            title=self.tr("这一项还没有人谈到"),
            text=self.tr("谈话里挂上这一项的段落、进驻前各部门提供的情况，会并排列在这里。"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.voices)
        self._stack.addWidget(self._empty)
        self._card.add(self._question)
        self._card.body.addLayout(self._told)
        self._card.body.addLayout(hbox(self.only_said, self._figures, gap=S4))
        self._card.add(self._stack, stretch=1)
        rule = ElidedLabel(
            self.tr("▲ 只比对数额、数量、日期和是否；是不是同一件事由您判断。"), role="caption"
        )
        foot = hbox(rule, self.to_place, self.task)
        foot.setStretch(0, 1)
        self._card.body.addLayout(foot)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(S4)
        columns.addWidget(left)
        columns.addWidget(self._card, 1)

    def _connect(self) -> None:
        self.items.chosen.connect(self._show_item)
        self.items.opened.connect(self.voices.setFocus)
        self.only_said.toggled.connect(self._show_voices)
        self.voices.opened.connect(self._to_place_of)
        self.voices.task_wanted.connect(self._task_from)
        self.voices.selectionModel().currentRowChanged.connect(self._show_acts)
        self.to_place.clicked.connect(lambda: self._to_place_of(self.voices.current))
        self.task.clicked.connect(lambda: self._task_from(self.voices.current))
        self._scan.timeout.connect(self._scan_one)

    # --- showing -------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Read anew what was said; while the desk is hidden, when it is shown."""
        if changes is not None and not changes.touches(*_SHOWN):
            return
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        if not self.items.current:
            self.items.choose(self._items.items[0].code)
        else:
            self._show_item(self.items.current)
        self._to_scan = [item.code for item in self._items.items]
        self._scan.start()

    def go_to(self, target: Target) -> None:
        """Show the item that *target* names."""
        if target.get("item"):
            self.items.choose(target["item"])
            self.voices.setFocus()

    def where(self) -> Target:
        """Return what leads back here."""
        return {"view": "contradictions", "item": self.items.current}

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up."""
        super().showEvent(event)
        if self._stale:
            self.refresh(None)

    def hideEvent(self, event: QHideEvent) -> None:
        """Look for nothing while nobody looks."""
        super().hideEvent(event)
        self._scan.stop()

    def _scan_one(self) -> None:
        """Look for differences in one more item; the window stays free in between."""
        if not self._to_scan:
            self._scan.stop()
            return
        code = self._to_scan.pop(0)
        found = item_voices(self._mission.reader, self._mission.checklist, code)
        self._items.show_count(code, len(found.differences))

    def _show_item(self, code: str) -> None:
        found = item_voices(self._mission.reader, self._mission.checklist, code)
        self._found = found
        self._items.show_count(code, len(found.differences))
        self._card.title.setText(f"{code} {self._words.label(found.item)}")
        self._question.setText(self._words.question(found.item))
        clear_layout(self._told)
        for difference in found.differences[:_TOLD]:
            self._told.addWidget(self._difference_line(found, difference))
        self._show_voices()

    def _show_voices(self) -> None:
        found = self._found
        if found is None:
            return
        differing: dict[str, list[str]] = {}
        for difference in found.differences:
            for key, words in difference.said:
                differing.setdefault(key, []).extend(words.split("、"))
        shown = [v for v in found.voices if not self.only_said.isChecked() or _says(v)]
        current = self.voices.current
        self._model.show(
            [self._line(voice, striking_words(differing, voice.key)) for voice in shown]
        )
        self.voices.choose(current)
        self._figures.setText(self._totals(found))
        self._stack.setCurrentWidget(self.voices if shown else self._empty)
        self._show_acts()

    def _show_acts(self) -> None:
        self.to_place.setEnabled(bool(self.voices.current))
        self.task.setEnabled(bool(self.voices.current))

    def _totals(self, found: ItemVoices) -> str:
        kinds = [v.answer.kind for v in found.voices if v.answer is not None and v.answer.kind]
        parts = [self.tr("谈 {count} 人").format(count=len(kinds))]
        parts += [
            f"{self._words.answer(kind)} {kinds.count(kind)}"
            for kind in AnswerKind
            if kinds.count(kind)
        ]
        return self.tr("，").join(parts)

    # --- words ---------------------------------------------------------------------

    def _line(self, voice: Voice, striking: tuple[str, ...]) -> VoiceLine:
        kind = voice.answer.kind if voice.answer else None
        if kind is not None:
            state, tone = self._words.signed_answer(kind), _TONES.get(kind, "neutral")
        else:
            state, tone = self._state(voice), "neutral"
        signs = []
        if voice.answer is not None:
            signs += ["⚑"] if voice.answer.lead else []
            signs += ["◆"] if voice.answer.verify else []
        return VoiceLine(
            voice.key,
            self._name(voice),
            self._note(voice),
            state,
            tone,
            voice.text,
            " ".join(signs),
            striking,
        )

    def _state(self, voice: Voice) -> str:
        words = {
            LineState.HAS: self.tr("有"),
            LineState.NONE: self.tr("无"),
            LineState.NOT_PROVIDED: self.tr("未提供"),
        }
        return words.get(voice.state, "") if voice.state else ""

    def _name(self, voice: Voice) -> str:
        if voice.briefing is not None:
            return organ_name(self._mission.reader, voice.briefing)
        return voice.name or voice.record.text("number")

    def _note(self, voice: Voice) -> str:
        if voice.kind is VoiceKind.ORGAN:
            return self.tr("进驻前：{theme}").format(theme=voice.name)
        day = voice.record.text("starts_at")[5:10]
        own = self.tr("本人陈述") if voice.kind is VoiceKind.NUMBER_ONE else ""
        category = self._words.category(voice.category) if voice.category else ""
        return " · ".join(part for part in (own or category, voice.office, day) if part)

    def _difference_line(self, found: ItemVoices, difference: Difference) -> QWidget:
        line = Inset("warn", pad=S2, gap=0)
        text = Label(self._difference_words(found, difference), wrap=True, data=True)
        button = make_button(self.tr("列为核查任务"), role="link")
        button.clicked.connect(partial(self._task_from_difference, difference))
        row = hbox(text, button, gap=S2)
        row.setStretch(0, 1)
        line.body.addLayout(row)
        return line

    def _difference_words(self, found: ItemVoices, difference: Difference) -> str:
        kind = self._context.wording.text(f"terms.fact_kind.{difference.kind.value}")
        said = []
        for key, words in difference.said[:_NAMED]:
            voice = found.voice(key)
            if voice is not None:
                said.append(f"{self._name(voice)}“{words}”")
        more = len(difference.said) - len(said)
        tail = self.tr("，还有 {count} 人").format(count=more) if more > 0 else ""
        return self.tr("▲ {kind}说法不一：{said}").format(
            kind=kind, said=self.tr("；").join(said) + tail
        )

    # --- acts ----------------------------------------------------------------------

    def _to_place_of(self, key: str) -> None:
        voice = self._found.voice(key) if self._found else None
        if voice is None or self._found is None:
            return
        if voice.briefing is not None:
            self.place_wanted.emit(
                "briefing", {"briefing": voice.briefing.id, "briefing_item": voice.key}
            )
            return
        target = {"talk": voice.key, "item": self._found.item.code}
        if voice.paragraph:
            target["paragraph"] = voice.paragraph
        self.place_wanted.emit("talk", target)

    def _task_from(self, key: str) -> None:
        found = self._found
        voice = found.voice(key) if found else None
        if voice is None or found is None:
            return
        title = self.tr("核实{name}关于“{item}”的说法").format(
            name=self._name(voice), item=self._words.label(found.item)
        )
        if voice.answer is not None and voice.answer.verify:
            title = voice.answer.verify
        source = TaskSource(voice.record.type, key, item=found.item.code)
        self._set_task(title, source, voice.text)

    def _task_from_difference(self, difference: Difference) -> None:
        found = self._found
        if found is None:
            return
        words = self._difference_words(found, difference).removeprefix("▲ ")
        title = self.tr("核实“{item}”：{what}").format(
            item=self._words.label(found.item), what=words
        )
        self._set_task(title, self._source(found, difference), "")

    def _source(self, found: ItemVoices, difference: Difference) -> TaskSource:
        """Return what the task comes from: a record that only some may read, if one is in it."""
        for key, _words in difference.said:
            voice = found.voice(key)
            if voice is not None and voice.record.audience != Audience.TEAM.value:
                record_type = voice.record.type
                return TaskSource(record_type, key, item=found.item.code)
        return TaskSource(item=found.item.code)

    def _set_task(self, title: str, source: TaskSource, note: str) -> None:
        entry = self._steps.new_entry()
        words = self.tr("已列为核查任务：{title}").format(title=title)
        self._context.tasks.store(
            partial(create_task, self._mission, title=title, source=source, note=note, entry=entry),
            done=lambda _made: self._steps.did(words, entry, tell=True),
            owner=self,
        )


def _says(voice: Voice) -> bool:
    kind = voice.answer.kind if voice.answer else None
    return voice.kind is VoiceKind.ORGAN or kind in {AnswerKind.SPECIFIC, AnswerKind.GENERAL}
