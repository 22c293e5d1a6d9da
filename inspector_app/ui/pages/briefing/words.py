"""Words of the page 进驻前: organs, standings, states of items."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from inspector_app.domain.briefing import Judgement
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Head, ItemState, Organ, Role, TalkCategory
from inspector_app.services.briefing import Standing, organ_of, standing
from inspector_app.services.number_one_profile import LineState
from inspector_app.system.wording import Wording
from inspector_app.ui.theme import Tone

#: Colour beside the word and the sign of a line's state.
LINE_TONES: dict[LineState, Tone] = {
    LineState.HAS: "accent",
    LineState.NONE: "neutral",
    LineState.NOT_PROVIDED: "warn",
    LineState.UNANSWERED: "warn",
    LineState.AWAITED: "warn",
}
_LINE_SIGNS: dict[LineState, str] = {
    LineState.HAS: "●",
    LineState.NONE: "–",
    LineState.NOT_PROVIDED: "×",
    LineState.UNANSWERED: "□",
    LineState.AWAITED: "□",
}
STANDING_TONES: dict[Standing, Tone] = {
    Standing.NOT_SENT: "neutral",
    Standing.AWAITED: "accent",
    Standing.DUE_TODAY: "warn",
    Standing.OVERDUE: "mark",
    Standing.ANSWERED: "ok",
    Standing.ANSWERED_LATE: "ok",
}
STANDING_SIGNS: dict[Standing, str] = {
    Standing.NOT_SENT: "□",
    Standing.AWAITED: "○",
    Standing.DUE_TODAY: "△",
    Standing.OVERDUE: "▲",
    Standing.ANSWERED: "✓",
    Standing.ANSWERED_LATE: "✓",
}


JUDGEMENT_SIGNS: dict[Judgement, str] = {
    Judgement.RECTIFIED: "✓",
    Judgement.PARTLY: "△",
    Judgement.NOT_RECTIFIED: "▲",
    Judgement.RECURRED: "↺",
    Judgement.NEW_PROBLEM: "＋",
}
JUDGEMENT_TONES: dict[Judgement, Tone] = {
    Judgement.RECTIFIED: "ok",
    Judgement.PARTLY: "warn",
    Judgement.NOT_RECTIFIED: "mark",
    Judgement.RECURRED: "mark",
    Judgement.NEW_PROBLEM: "accent",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are data, in the window's language."""

    wording: Wording

    def organ(self, organ: Organ) -> str:
        """Return the name of a kind of organ."""
        return self.wording.text(f"terms.organ.{organ.value}")

    def own_name(self, organ: Organ) -> str:
        """Return what this mission calls an organ, as far as it says so."""
        vocabulary = self.wording.vocabulary or {}
        return vocabulary.get(f"{organ.value}_organ") or self.organ(organ)

    def head(self, head: Head) -> str:
        """Return 工作 or 生活."""
        return self.wording.text(f"terms.head.{head.value}")

    def item_state(self, state: ItemState) -> str:
        """Return 有, 无 or 未提供."""
        return self.wording.text(f"terms.item_state.{state.value}")

    def line_state(self, state: LineState) -> str:
        """Return a line's state with its sign."""
        if state is LineState.UNANSWERED:
            word = translate("BriefingWords", "未答复")
        elif state is LineState.AWAITED:
            word = translate("BriefingWords", "等答复")
        else:
            word = self.item_state(ItemState(state.value))
        return f"{_LINE_SIGNS[state]} {word}"

    def category(self, category: str) -> str:
        """Return the name of a talk category, empty for none."""
        return self._term("talk_category", category)

    def coded_category(self, category: TalkCategory) -> str:
        """Return a talk category with its letter, as rosters write it."""
        return f"{category.value} · {self.category(category.value)}"

    def capacity(self, capacity: str) -> str:
        """Return in what capacity somebody is number one."""
        return self._term("capacity", capacity)

    def _term(self, group: str, code: str) -> str:
        """Return the word for *code*; a newer program's code is shown as it is."""
        key = f"terms.{group}.{code}"
        return self.wording.text(key) if self.wording.has(key) else code

    def judgement(self, judgement: str) -> str:
        """Return how a finding of the last round is judged."""
        return self._term("judgement", judgement)

    def role(self, role: Role) -> str:
        """Return the name of a role."""
        return self.wording.text(f"terms.role.{role.value}")

    def field(self, record_type: str, name: str) -> str:
        """Return the label of a field."""
        return self.wording.text(f"records.{record_type}.fields.{name}")

    def organ_title(self, briefing: Record) -> str:
        """Return the organ's own name, else what kind of organ it is."""
        return briefing.text("organ_name") or self.organ(organ_of(briefing))


translate = QCoreApplication.translate


def standing_words(briefing: Record, today: str) -> str:
    """Say how far the inquiry at one organ is, in words."""
    how, days = standing(briefing, today)
    words = {
        Standing.NOT_SENT: translate("BriefingWords", "还没有发函"),
        Standing.AWAITED: translate("BriefingWords", "已发函，还有 {days} 天到期"),
        Standing.DUE_TODAY: translate("BriefingWords", "今天到期，还没有答复"),
        Standing.OVERDUE: translate("BriefingWords", "逾期 {days} 天，还没有答复"),
        Standing.ANSWERED: translate("BriefingWords", "{day} 已答复"),
        Standing.ANSWERED_LATE: translate("BriefingWords", "{day} 答复，晚了 {days} 天"),
    }
    text = words[how]
    if how is Standing.AWAITED and days < 0:
        text = translate("BriefingWords", "已发函，没有定期限")
    return text.format(day=briefing.text("received_on"), days=days)
