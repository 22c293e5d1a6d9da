"""The steps of a talk: begin, tick, read back, end, consent, sign, reopen, print.

Each step saves what is typed, asks in place for what it needs and calls its service; what a
talk may do next is the service's to say.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.domain.missing import Missing
from inspector_app.domain.must_ask import MustAskItem
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import Decision, TalkCategory, TalkState
from inspector_app.services import talk_closing, talk_papers, talks
from inspector_app.services.history import note_view, undo
from inspector_app.services.mission import OpenMission
from inspector_app.services.talks import TalkView
from inspector_app.ui.page import Notice, PageContext
from inspector_app.ui.pages.common.paper_export import ExportedPaper
from inspector_app.ui.pages.missing_items import missing_item
from inspector_app.ui.pages.talk.end_panel import Step
from inspector_app.ui.pages.talk.keys import Act
from inspector_app.ui.pages.talk.plan_entry import Plan
from inspector_app.ui.pages.talk.talk_facts import choices, plan_of, ticked_at
from inspector_app.ui.pages.talk.words import Words
from inspector_app.ui.widgets import MissingItem
from inspector_app.ui.widgets.labels import LabelTone

if TYPE_CHECKING:
    from inspector_app.ui.pages.talk.workspace import TalkWorkspace


class TalkSteps(QObject):
    """What the head's buttons and their keys do to the talk on screen."""

    def __init__(self, context: PageContext[OpenMission], ui: "TalkWorkspace") -> None:
        super().__init__(ui)
        self._context = context
        self._mission = context.services
        self._words = Words(context.wording)
        self._ui = ui
        self._ending = False
        self._acts: dict[Act, Callable[[], None]] = {
            Act.OPENING: self.toggle_opening,
            Act.READ_BACK: self.read_back,
            Act.END: self.end,
            Act.SIGN: self.sign,
            Act.PAPER: self.show_paper,
        }
        head = ui.head
        head.begin_wanted.connect(self.begin)
        head.read_back_wanted.connect(self.read_back)
        head.end_wanted.connect(self.end)
        head.consent_wanted.connect(self.consent)
        head.return_wanted.connect(self.give_back)
        head.sign_wanted.connect(self.sign)
        head.reopen_wanted.connect(self.reopen)
        head.plan_wanted.connect(self.change_plan)
        head.cancel_wanted.connect(self.cancel_plan)
        head.paper_wanted.connect(self.show_paper)
        head.audience_chosen.connect(self.set_audience)
        ui.end.closed.connect(self._on_panel_closed)
        ui.plan.submitted.connect(self._on_plan)

    def do(self, act: Act) -> None:
        """Take the step of a key, if the talk's state has its button."""
        step = self._acts.get(act)
        if step is not None:
            step()

    # --- holding -------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the talk and go to the record."""
        self.begin_quietly()
        self._ui.to_record()

    def begin_quietly(self) -> None:
        """Begin the talk because somebody is typing."""
        if self._state is TalkState.PLANNED:
            self._store(partial(talk_closing.start_talk, self._mission, self._talk))

    def toggle_opening(self) -> None:
        """Tick the opening statement, or take the tick back."""
        view = self._ui.view
        if view is not None and view.editable:
            self.set_opening(done=not view.talk.flag("opening_done"))

    def set_opening(self, done: bool) -> None:
        """Say whether identity, purpose and discipline were explained."""
        self.begin_quietly()
        self._store(partial(talks.update_talk, self._mission, self._talk, opening_done=done))

    def read_back(self) -> None:
        """Say that the record was read back, or take that back."""
        view = self._ui.view
        if view is None or view.state is not TalkState.HELD:
            return
        self._ui.save()
        done = not view.talk.flag("read_back_done")
        self._store(partial(talk_closing.read_back, self._mission, self._talk, done=done))

    def ticked_at(self, field: str) -> str:
        """Return when a tick of the talk was made."""
        view = self._ui.view
        return ticked_at(self._mission, view.talk, field) if view is not None else ""

    def offer_undo(self, entry: str) -> None:
        """Offer to take the removal of a paragraph back."""
        self._context.notify(
            Notice(
                self.tr("已删去一段。"),
                action=self.tr("撤销"),
                act=lambda: self._store(partial(undo, self._mission, entry)),
            )
        )

    def tell_lead(self, lead: str) -> None:
        """Say that a lead was recorded, and where it goes on."""
        self._context.notify(
            Notice(
                self.tr("已形成问题线索，只有组长和您能看到。"),
                action=self.tr("去补充"),
                act=lambda: self._context.navigate("lead", {"lead": lead}),
            )
        )

    def tell_task(self, task: str) -> None:
        """Say that what is to be verified has become a task."""
        self._context.notify(
            Notice(
                self.tr("已列为核查任务。"),
                action=self.tr("去分派"),
                act=lambda: self._context.navigate("overview", {"task": task}),
            )
        )

    def note_view(self) -> None:
        """Log that a talk with a number one was looked at."""
        view = self._ui.view
        if view is not None and view.category is TalkCategory.NUMBER_ONE:
            self._context.tasks.store(partial(note_view, self._mission, "talk", view.talk.id))

    # --- ending --------------------------------------------------------------------

    def end(self) -> None:
        """End the talk, or say what keeps it from ending."""
        if self._state is not TalkState.HELD:
            return
        self._ui.save()
        # In the store's lane: behind everything that was typed and answered just now.
        self._context.tasks.store(
            lambda: talk_closing.closing_gaps(
                self._mission.journal.reader, self._mission.checklist, self._talk
            ),
            done=self._on_gaps,
            owner=self,
        )

    def _on_gaps(self, gaps: list[Missing]) -> None:
        if not gaps:
            self._close("")
            return
        self._ending = True
        self._ui.end.ask(self._gap_step(gaps), self._close)

    def _gap_step(self, gaps: list[Missing]) -> Step:
        lines = [self._gap_line(gap) for gap in gaps]
        only_items = all("item" in gap.target for gap in gaps)
        if not gaps:
            title = self.tr("都齐了，可以结束")
        else:
            title = self.tr("还不能结束：差 {count} 项").format(count=len(gaps))
        return Step(
            title,
            missing=lines,
            reason=self.tr("实在谈不了的，写明原因，报组长同意") if gaps and only_items else "",
            action=self._end_words(gaps, only_items=only_items),
        )

    def _end_words(self, gaps: list[Missing], *, only_items: bool) -> str:
        if not gaps:
            return self.tr("结束谈话")
        return self.tr("按缺项结束") if only_items else ""

    def _gap_line(self, gap: Missing) -> MissingItem:
        line = missing_item(gap, self._context.wording)
        code = gap.target.get("item", "")
        if not code:
            return line
        label = self._words.label(self._item(code))
        return MissingItem(f"{code} {label}", "", line.severity, line.page, line.target)

    def after_read(self, view: TalkView) -> None:
        """Bring what is missing up to date after something was written."""
        self._ui.card.show_note(*self._note(view))
        gaps: list[Missing] = []
        if view.state is TalkState.HELD:
            gaps = talk_closing.closing_gaps(
                self._mission.reader, self._mission.checklist, view.talk.id
            )
        self._ui.card.show_missing([gap.target.get("field", "") for gap in gaps])
        if self._ending and view.state is TalkState.HELD:
            self._ui.end.update_step(self._gap_step(gaps), self._close)
        elif self._ending:
            self._ui.end.put_away()

    def _on_panel_closed(self) -> None:
        self._ending = False

    def _close(self, reason: str) -> None:
        self._ending = False
        self._store(partial(talks.close_talk, self._mission, self._talk, gap_reason=reason))

    def mend(self, field: str) -> None:
        """Go where a missing thing of the talk is entered."""
        match field:
            case "opening":
                self._ui.card.opening.setFocus()
            case "read_back":
                self._ui.head.read_back.setFocus()
            case "no_record":
                self._ui.to_record()
            case _:
                self.change_plan(field)

    # --- after the end -------------------------------------------------------------

    def consent(self) -> None:
        """Ask the leader for the consent to the gap."""
        self._ui.end.ask(
            Step(
                self.tr("同意缺项"),
                self.tr("用您的密钥签名。同意以后，这些缺项不再挡住报告。"),
                reason=self.tr("意见（可不填）"),
                reason_needed=False,
                action=self.tr("同意并签名"),
            ),
            partial(self._decide, Decision.APPROVE),
        )

    def give_back(self) -> None:
        """Ask the leader why the talk goes back."""
        self._ui.end.ask(
            Step(
                self.tr("退回补谈"),
                reason=self.tr("写明要补谈什么"),
                action=self.tr("退回"),
            ),
            partial(self._decide, Decision.RETURN),
        )

    def _decide(self, decision: Decision, reason: str) -> None:
        self._store(
            partial(
                talks.consent_to_gap, self._mission, self._talk, reason=reason, decision=decision
            )
        )

    def sign(self) -> None:
        """Ask before the record is frozen."""
        if self._state is not TalkState.CLOSED:
            return
        self._ui.end.ask(
            Step(
                self.tr("签字确认记录"),
                self.tr("确认被谈话人已看过纸质记录并逐页签名。签字以后只能补充，不能修改。")
                + self._pages_words(),
                action=self.tr("签字"),
            ),
            lambda _reason: self._store(partial(talks.sign_talk, self._mission, self._talk)),
        )

    def _pages_words(self) -> str:
        """Say whether the signed pages are attached: behind the signature they cannot be."""
        view = self._ui.view
        pages = len(view.talk.items("signature_pages")) if view is not None else 0
        if pages:
            return self.tr("已附签字页 {count} 份。").format(count=pages)
        return self.tr("还没有附签字页扫描件（Ctrl+Shift+M），签字以后不能再附。")

    def reopen(self) -> None:
        """Ask why a closed talk is opened again."""
        self._ui.end.ask(
            Step(
                self.tr("重新打开"),
                reason=self.tr("写明原因，会留在记录里"),
                action=self.tr("重新打开"),
                role="normal",
            ),
            lambda reason: self._store(
                partial(talks.reopen_talk, self._mission, self._talk, reason=reason)
            ),
        )

    def set_audience(self, audience: Audience) -> None:
        """Open the talk to the team, or keep it to the leader."""
        self._store(partial(talk_closing.set_audience, self._mission, self._talk, audience))

    def _note(self, view: TalkView) -> tuple[str, LabelTone]:
        """Return what stands above a record that has ended, and its tone."""
        if view.state is TalkState.GAP_AWAITS_CONSENT:
            codes = "、".join(item.code for item in view.open_items)
            return (
                self.tr("缺项待组长同意：{codes}。原因：{reason}").format(
                    codes=codes, reason=view.talk.text("gap_reason")
                ),
                "mark",
            )
        for signature in reversed(view.signatures):
            if view.state is TalkState.SIGNED and signature.decision is Decision.APPROVE:
                values = {
                    "name": signature.signer_name,
                    "time": signature.signed_at[5:16].replace("T", " "),
                }
                if signature.counts:
                    return self.tr("✓ {name} {time} 已签字").format(**values), "ok"
                return self.tr("▲ {name} {time} 的签字已不作数").format(**values), "mark"
        return "", ""

    # --- plan and paper ------------------------------------------------------------

    def change_plan(self, field: str = "times") -> None:
        """Show the plan beside the record, with the caret in *field*."""
        view = self._ui.view
        if view is not None and view.editable:
            self._ui.show_right(self._ui.plan)
            self._ui.plan.open_plan(choices(self._mission, self._words), plan_of(view), field)

    def cancel_plan(self) -> None:
        """Take a talk that was not begun out of the plan; it can be put back."""
        entry = self._mission.folder.setting.new_id()
        self._context.tasks.store(
            partial(talk_closing.cancel_talk, self._mission, self._talk, entry=entry),
            done=partial(self._on_cancelled, entry),
            owner=self,
        )

    def _on_cancelled(self, entry: str, _changes: Changes) -> None:
        self._context.notify(
            Notice(
                self.tr("已取消这次安排。"),
                action=self.tr("撤销"),
                act=lambda: self._store(partial(undo, self._mission, entry)),
            )
        )

    def _on_plan(self, plan: Plan) -> None:
        self._context.tasks.store(
            partial(talks.update_talk, self._mission, self._talk, entry="", **plan.fields),
            done=self._on_planned,
            failed=self._on_not_planned,
            owner=self,
        )

    def _on_planned(self, _changes: Changes) -> None:
        self._ui.plan.put_away()

    def _on_not_planned(self, error: Exception) -> None:
        if isinstance(error, KnownError):
            self._ui.plan.show_error(self._context.wording.error(error))

    def show_paper(self) -> None:
        """Show the record as it will print."""
        self._ui.save()
        self._context.tasks.store(lambda: None, done=self._on_saved, owner=self)

    def _on_saved(self, _nothing: None) -> None:
        view = self._ui.view
        if view is None:
            return
        talk = view.talk
        self._ui.show_left(self._ui.paper)
        self._ui.paper.show_paper(
            ExportedPaper(
                gather=partial(talk_papers.talk_record_printable, self._mission, talk.id),
                name=self.tr("谈话记录-{number}").format(number=talk.text("number")),
                record_type="talk",
                record_id=talk.id,
            )
        )

    # --- helpers -------------------------------------------------------------------

    @property
    def _talk(self) -> str:
        return self._ui.talk

    @property
    def _state(self) -> TalkState | None:
        return self._ui.view.state if self._ui.view is not None else None

    def _item(self, code: str) -> MustAskItem:
        return self._mission.checklist.item(code)

    def _store(self, job: Callable[[], Changes]) -> None:
        self._context.tasks.store(job, owner=self)
