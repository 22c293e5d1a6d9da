"""Words of the talk page that are data: categories, states, answer kinds, dates."""

from dataclasses import dataclass

from inspector_app.domain.must_ask import AnswerKind, MustAskItem
from inspector_app.domain.vocabulary import Head, TalkCategory, TalkState
from inspector_app.system.wording import Wording
from inspector_app.ui.theme import Tone

#: How far a talk is, by colour beside its word.
STATE_TONES: dict[TalkState, Tone] = {
    TalkState.PLANNED: "neutral",
    TalkState.HELD: "accent",
    TalkState.GAP_AWAITS_CONSENT: "mark",
    TalkState.CLOSED: "warn",
    TalkState.SIGNED: "ok",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words in the window's language with the mission's vocabulary."""

    wording: Wording

    @property
    def language(self) -> str:
        """Return the window's language."""
        return self.wording.language

    def category(self, category: TalkCategory) -> str:
        """Return the name of a talk category."""
        return self.wording.text(f"terms.talk_category.{category.value}")

    def state(self, state: TalkState) -> str:
        """Return the name of a talk's state."""
        return self.wording.text(f"terms.talk_state.{state.value}")

    def answer(self, kind: AnswerKind) -> str:
        """Return the name of an answer kind."""
        return self.wording.text(f"terms.answer_kind.{kind.value}")

    def signed_answer(self, kind: AnswerKind) -> str:
        """Return an answer kind with its sign, unless the sign is a word already."""
        return (
            self.answer(kind) if kind is AnswerKind.NONE else f"{kind.symbol} {self.answer(kind)}"
        )

    def head(self, head: Head) -> str:
        """Return 工作 or 生活."""
        return self.wording.text(f"terms.head.{head.value}")

    def label(self, item: MustAskItem) -> str:
        """Return the short name of an item."""
        return item.label.get(self.language) or item.label.get("zh_CN", "")

    def question(self, item: MustAskItem) -> str:
        """Return what the talker is asked."""
        return item.question.get(self.language) or item.question.get("zh_CN", "")

    def call_for(self, item: MustAskItem) -> str:
        """Return what to call for if something is said to an item."""
        return item.call_for.get(self.language) or item.call_for.get("zh_CN", "")

    def day(self, moment: str, today: str = "") -> str:
        """Return the day of a moment as lists show it; the year only if it is another."""
        if len(moment) < len("yyyy-mm-dd"):
            return ""
        if moment[:4] == today[:4]:
            return f"{moment[5:7]}-{moment[8:10]}"
        return moment[:10]

    def time(self, starts_at: str, ends_at: str = "") -> str:
        """Return from when to when, as far as it is known."""
        begins, ends = starts_at[11:16], ends_at[11:16]
        return f"{begins}–{ends}" if begins and ends else begins
