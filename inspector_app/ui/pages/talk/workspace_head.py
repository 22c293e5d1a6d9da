"""The first line of the talk workspace: which talk, how far, what to do next."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from inspector_app.domain.must_ask import Coverage
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import TalkCategory, TalkKind, TalkState
from inspector_app.services.speakers import Speaker, kind_of
from inspector_app.services.talks import TalkView
from inspector_app.ui.icons import set_icon
from inspector_app.ui.pages.talk.words import STATE_TONES, Words
from inspector_app.ui.theme import Theme
from inspector_app.ui.theme.metrics import S3
from inspector_app.ui.widgets import (
    ElidedLabel,
    Label,
    Pill,
    hbox,
    icon_button,
    make_button,
    restyle,
)

_OPEN = frozenset({TalkState.PLANNED, TalkState.HELD})
_ENDED = frozenset({TalkState.GAP_AWAITS_CONSENT, TalkState.CLOSED})


@dataclass(frozen=True, slots=True)
class Around:
    """What the head shows beside the talk itself: names, rights, when it was read back.

    ``talker`` is what the talker is called, also of a 座谈会 or somebody unnamed; ``speakers``
    are those who speak where there are several.
    """

    interviewers: tuple[str, ...]
    recorder: str
    today: str
    leader: bool
    may_set_audience: bool
    read_back_at: str = ""
    talker: str = ""
    speakers: tuple[Speaker, ...] = ()


class WorkspaceHead(QWidget):
    """Title, facts and the steps that the talk's state allows.

    Signals:
        back_wanted, begin_wanted, read_back_wanted, end_wanted, consent_wanted,
        return_wanted, sign_wanted, reopen_wanted, plan_wanted, cancel_wanted,
        paper_wanted, writers_wanted, keys_wanted, snippets_wanted,
        files_wanted: what was pressed.
        audience_chosen (Audience): who may read the talk.
    """

    back_wanted = Signal()
    begin_wanted = Signal()
    read_back_wanted = Signal()
    end_wanted = Signal()
    consent_wanted = Signal()
    return_wanted = Signal()
    sign_wanted = Signal()
    reopen_wanted = Signal()
    plan_wanted = Signal()
    cancel_wanted = Signal()
    paper_wanted = Signal()
    writers_wanted = Signal()
    keys_wanted = Signal()
    snippets_wanted = Signal()
    files_wanted = Signal()
    audience_chosen = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._words = words
        back = icon_button(theme, "chevron_left", self.tr("返回名单（Alt+←）"))
        back.clicked.connect(self.back_wanted)
        self.title = Label("", role="page")
        self._category = Pill(theme, "", "accent", data=True)
        self._facts = ElidedLabel("", tone="dim", data=True)
        self._secret = Pill(theme, self.tr("仅组长可见"), "mark")
        self._state = Pill(theme)
        self.coverage = Pill(theme)
        self.read_back = make_button(self.tr("宣读核对"))
        self.read_back.clicked.connect(self.read_back_wanted)
        self.begin = self._step(self.tr("开始谈话"), self.begin_wanted)
        self.end = self._step(self.tr("结束谈话"), self.end_wanted, tip="Ctrl+Shift+E")
        self.give_back = make_button(self.tr("退回补谈"))
        self.give_back.clicked.connect(self.return_wanted)
        self.consent = self._step(self.tr("同意缺项并签名"), self.consent_wanted)
        self.sign = self._step(self.tr("签字确认记录"), self.sign_wanted, tip="Ctrl+Shift+S")
        self._more = self._more_button(theme)
        row = hbox(
            back,
            self.title,
            self._category,
            self._secret,
            self._facts,
            self._state,
            self.coverage,
            self.read_back,
            self.give_back,
            self.begin,
            self.end,
            self.consent,
            self.sign,
            self._more,
            gap=S3,
        )
        row.setStretchFactor(self._facts, 1)
        self.setLayout(row)
        # Which of them a talk's state allows is known with the talk: all at once are too wide.
        for step in (self.begin, self.read_back, self.give_back, self.end, self.consent, self.sign):
            step.hide()

    def _step(self, text: str, signal: SignalInstance, tip: str = "") -> QPushButton:
        button = make_button(text, role="primary", tip=tip)
        button.clicked.connect(signal)
        return button

    def _more_button(self, theme: Theme) -> QToolButton:
        button = icon_button(theme, "more", self.tr("更多"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self._paper = self._entry(menu, theme, self.tr("谈话记录（公文）…（Ctrl+P）"), "print")
        self._plan = self._entry(menu, theme, self.tr("改安排…"), "edit")
        self._cancel = self._entry(menu, theme, self.tr("取消这次安排"), "trash")
        self._cancel.triggered.connect(self.cancel_wanted)
        self._writers = self._entry(menu, theme, self.tr("谁写的（F7）"), "user")
        self._files = self._entry(menu, theme, self.tr("材料和签字页…（Ctrl+Shift+M）"), "attach")
        self._files.triggered.connect(self.files_wanted)
        self._snippets = self._entry(menu, theme, self.tr("常用语…（Ctrl+J）"), "list")
        self._keys = self._entry(menu, theme, self.tr("键盘一览（F1）"), "question")
        self._snippets.triggered.connect(self.snippets_wanted)
        self._keys.triggered.connect(self.keys_wanted)
        self._reopen = self._entry(menu, theme, self.tr("重新打开…"), "unlock")
        self._paper.triggered.connect(self.paper_wanted)
        self._plan.triggered.connect(self.plan_wanted)
        self._writers.triggered.connect(self.writers_wanted)
        self._reopen.triggered.connect(self.reopen_wanted)
        self._audience = menu.addMenu(self.tr("谁可以看"))
        group = QActionGroup(self._audience)
        self._audiences: dict[str, QAction] = {}
        for audience, words in (
            (Audience.TEAM, self.tr("全组")),
            (Audience.LEADER, self.tr("仅组长和安排人")),
        ):
            action = self._audience.addAction(words)
            action.setCheckable(True)
            action.setData(audience)
            group.addAction(action)
            self._audiences[audience.value] = action
        group.triggered.connect(self._on_audience)
        button.setMenu(menu)
        return button

    def _entry(self, menu: QMenu, theme: Theme, text: str, icon: str) -> QAction:
        action = menu.addAction(text)
        set_icon(action, theme, icon)
        return action

    def show_talk(self, view: TalkView, around: Around) -> None:
        """Show a talk and the steps its state allows."""
        talk, state = view.talk, view.state
        self.title.setText(self.tr("谈话 {number}").format(number=talk.text("number")))
        self._category.set_state(self._kind_words(view), "accent")
        self._facts.setText(self._fact_line(view, around))
        self._secret.setVisible(talk.audience == Audience.LEADER.value)
        self._state.setVisible(state not in _OPEN)
        self._state.set_state(self._words.state(state), STATE_TONES[state])
        done = talk.flag("read_back_done")
        self.read_back.setText(
            self.tr("✓ {time} 已核对").format(time=around.read_back_at)
            if done
            else self.tr("宣读核对")
        )
        self.read_back.setToolTip(
            self.tr("再按一次取消（F9）") if done else self.tr("已交被谈话人核对（F9）")
        )
        gap = state is TalkState.GAP_AWAITS_CONSENT
        self.begin.setVisible(state is TalkState.PLANNED)
        self.read_back.setVisible(state is TalkState.HELD)
        self.end.setVisible(state is TalkState.HELD)
        self.consent.setVisible(gap and around.leader)
        self.give_back.setVisible(gap and around.leader)
        self.sign.setVisible(state is TalkState.CLOSED)
        self._plan.setVisible(state in _OPEN)
        self._cancel.setVisible(state is TalkState.PLANNED)
        self._reopen.setVisible(state in _ENDED)
        self._audience.menuAction().setVisible(around.may_set_audience)
        current = self._audiences.get(talk.audience)
        if current is not None:
            current.setChecked(True)

    def show_coverage(self, counted: Coverage) -> None:
        """Show how much of what must be asked has been."""
        text = self.tr("必谈 {asked}/{must}").format(asked=counted.asked, must=counted.must)
        full = counted.asked >= counted.must
        self.coverage.setVisible(bool(counted.must))
        self.coverage.set_state(f"✓ {text}" if full else text, "ok" if full else "mark")
        restyle(self.coverage)

    def _fact_line(self, view: TalkView, around: Around) -> str:
        talk, person = view.talk, view.official
        office = person.text("office") if person else ""
        name = around.talker or self.tr("未登记姓名")
        when = " ".join(
            part
            for part in (
                self._words.day(talk.text("starts_at"), around.today),
                self._words.time(talk.text("starts_at"), talk.text("ends_at")),
            )
            if part
        )
        people = "、".join(around.interviewers)
        parts = [
            f"{office} {name}".strip(),
            when,
            talk.text("place"),
            self.tr("谈话人 {names}").format(names=people) if people else "",
            self.tr("记录 {name}").format(name=around.recorder) if around.recorder else "",
        ]
        return " · ".join(part for part in parts if part)

    def _kind_words(self, view: TalkView) -> str:
        """Say whom it is with; of the number one himself, that his words are his own statement."""
        kind = kind_of(view.talk)
        if kind is not TalkKind.INDIVIDUAL:
            return self._words.wording.text(f"terms.talk_kind.{kind.value}")
        category = self._words.category(view.category)
        own = view.category is TalkCategory.NUMBER_ONE
        return self.tr("{category} · 本人陈述").format(category=category) if own else category

    def _on_audience(self, action: QAction) -> None:
        self.audience_chosen.emit(Audience(action.data()))
