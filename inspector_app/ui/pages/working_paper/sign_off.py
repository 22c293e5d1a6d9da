"""The sign-off line: three signatures by three people, and what the user can do now."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.rights import may_sign
from inspector_app.domain.vocabulary import Decision, Purpose, WorkingPaperState
from inspector_app.services import working_papers
from inspector_app.services.approvals import ApprovalView
from inspector_app.services.mission import role_of
from inspector_app.services.working_papers import PURPOSES, next_purpose, signing_refusal
from inspector_app.ui.page import Notice
from inspector_app.ui.pages.working_paper.desk import PaperDesk
from inspector_app.ui.theme import Theme, Tone
from inspector_app.ui.theme.metrics import S2
from inspector_app.ui.widgets import Label, ReasonStrip, hbox, make_button, vbox


class _Step(QWidget):
    """One signature: a mark, what it is, who and when, whether it holds."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._mark = _Mark(theme)
        self.title = Label(title, role="strong")
        self.who = Label("", role="caption", wrap=True, data=True)
        words = vbox(self.title, self.who, gap=1)
        row = hbox(self._mark, words, gap=8)
        row.setAlignment(self._mark, Qt.AlignmentFlag.AlignTop)
        row.setStretch(1, 1)
        self.setLayout(row)

    def show_step(self, words: str, tone: Tone, *, done: bool) -> None:
        """Show who signed or is waited for."""
        self.who.setText(words)
        self._mark.show_mark(tone, done=done)


class _Mark(QWidget):
    """A ring, filled with a tick when the signature holds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tone: Tone = "neutral"
        self._done = False
        self.setFixedSize(QSize(18, 20))

    def show_mark(self, tone: Tone, *, done: bool) -> None:
        """Change the mark."""
        self._tone, self._done = tone, done
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ring or tick."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, _wash = self._theme.tone(self._tone)
        ring = QRectF(2, 3, 14, 14)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ink if self._done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        if self._done:
            self._theme.icon("check", "surface").paint(
                painter, ring.adjusted(2, 2, -2, -2).toRect()
            )


class SignOffPanel(QWidget):
    """Shows the signatures of the desk's paper and lets the user give his own or return it."""

    def __init__(self, desk: PaperDesk) -> None:
        super().__init__()
        self._desk = desk
        theme = desk.context.theme
        words = desk.context.wording
        self.steps = {
            purpose: _Step(theme, words.text(f"papers.working_paper.{name}"))
            for purpose, name in zip(PURPOSES, ("undertaker", "reviewer", "leader"), strict=True)
        }
        self.returned = Label("", tone="warn", wrap=True, data=True)
        self.sign = make_button("", role="primary", theme=theme, icon="sign")
        self.give_back = make_button(self.tr("退回…"))
        self.why = Label("", role="caption", wrap=True, data=True)
        self.reason = ReasonStrip(theme)
        self.sign.clicked.connect(self._on_sign)
        self.give_back.clicked.connect(self._on_return)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(S2 + 2)
        column.addWidget(self.returned)
        for step in self.steps.values():
            column.addWidget(step)
        column.addLayout(hbox(self.sign, self.give_back, None, gap=8))
        column.addWidget(self.why)

    def show_paper(self) -> None:
        """Show the desk's paper."""
        view = self._desk.view
        standing = {one.purpose: one for one in view.standing}
        for purpose, step in self.steps.items():
            self._show_step(step, purpose, standing.get(purpose))
        self._show_return()
        self._show_actions()

    def _show_step(self, step: _Step, purpose: Purpose, signed: ApprovalView | None) -> None:
        if signed is not None:
            words = self.tr("{who} · {when} · 签名有效").format(
                who=signed.signer_name, when=signed.signed_at[:16].replace("T", " ")
            )
            step.show_step(words, "ok", done=True)
            return
        desk, paper = self._desk, self._desk.view.paper
        given = [
            one
            for one in desk.view.signatures
            if one.purpose is purpose and one.decision is Decision.APPROVE
        ]
        if given:
            words = self.tr("{who} · {when} · 签名已失效").format(
                who=given[-1].signer_name or self.tr("未认证的人"),
                when=given[-1].signed_at[:16].replace("T", " "),
            )
            step.show_step(words, "warn", done=False)
            return
        planned = {
            Purpose.WORKING_PAPER_UNDERTAKE: [
                desk.user_name(one) for one in paper.items("undertakers")
            ],
            Purpose.WORKING_PAPER_REVIEW: [
                desk.user_name(one) for one in [paper.text("reviewer")] if one
            ],
        }.get(purpose, [])
        waiting = next_purpose(desk.view.state) is purpose
        words = self.tr("等签名") if waiting else self.tr("还没轮到")
        if planned:
            words = f"{words} · {self.tr('、').join(planned)}"
        step.show_step(words, "accent" if waiting else "neutral", done=False)

    def _show_return(self) -> None:
        view = self._desk.view
        returned = [s for s in view.signatures if s.decision is Decision.RETURN]
        shown = view.state is WorkingPaperState.RETURNED and bool(returned)
        self.returned.setVisible(shown)
        if shown:
            last = returned[-1]
            words = self.tr("△ {who} {when} 退回：{reason}").format(
                who=last.signer_name, when=last.signed_at[:10], reason=last.reason
            )
            self.returned.setText(words)

    def _show_actions(self) -> None:
        desk = self._desk
        mission, view = desk.mission, desk.view
        role = role_of(mission.reader, mission.me)
        purpose = next_purpose(view.state)
        titles = {
            Purpose.WORKING_PAPER_UNDERTAKE: self.tr("签名提交"),
            Purpose.WORKING_PAPER_REVIEW: self.tr("复核签名"),
            Purpose.WORKING_PAPER_APPROVE: self.tr("审签"),
        }
        self.sign.setVisible(purpose is not None)
        why = ""
        if purpose is not None:
            self.sign.setText(titles[purpose])
            refusal: KnownError | None = signing_refusal(view, purpose, mission.me)
            if not may_sign(role, purpose):
                refusal = KnownError("approval.not_your_right")
            if refusal is not None:
                why = desk.context.wording.error(refusal)
            self.sign.setEnabled(refusal is None)
        self.why.setText(why)
        self.why.setVisible(bool(why))
        reviewing = view.state is WorkingPaperState.SUBMITTED
        needed = Purpose.WORKING_PAPER_REVIEW if reviewing else Purpose.WORKING_PAPER_APPROVE
        self.give_back.setVisible(not view.editable and may_sign(role, needed))

    def _on_sign(self) -> None:
        desk = self._desk
        purpose = next_purpose(desk.view.state)
        if purpose is None:
            return
        desk.texts.commit()
        desk.context.tasks.store(
            partial(working_papers.sign_working_paper, desk.mission, desk.view.paper.id, purpose),
            done=self._on_signed,
            owner=self,
        )

    def _on_signed(self, _changes: Changes) -> None:
        desk = self._desk
        words = {
            WorkingPaperState.SUBMITTED: self.tr("已提交，等副组长复核。内容从现在起冻结。"),
            WorkingPaperState.REVIEWED: self.tr("已复核，等组长审签。"),
            WorkingPaperState.APPROVED: self.tr("已审签，编号 {number}，可以写进报告。"),
        }.get(desk.view.state, "")
        number = desk.view.paper.text("number")
        if words:
            desk.context.notify(Notice(words.format(number=number), tone="ok"))

    def _on_return(self) -> None:
        paper = self._desk.view.paper
        number = paper.text("number") or paper.text("draft_number")
        self.reason.ask(
            self.tr("退回底稿 {number}，请写明要改什么").format(number=number),
            yes=self.tr("退回"),
            given=partial(self._do_return, paper.id),
        )

    def _do_return(self, paper: str, reason: str) -> None:
        mission = self._desk.mission
        self._desk.context.tasks.store(
            lambda: working_papers.return_working_paper(mission, paper, reason=reason), owner=self
        )
