"""The contradiction desk: everything that was said to one item, side by side.

Talkers, the number one himself and the organs that briefed the team stand beside one another;
where they name different sums, numbers, dates, or one says yes and one no, that is pointed out
(``domain/said_facts``). Nothing here says who is right.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector_app.domain.must_ask import AnswerKind, ItemAnswer, MustAskItem
from inspector_app.domain.record import Record
from inspector_app.domain.said_facts import Difference, Statement, differences
from inspector_app.domain.vocabulary import ParagraphKind, TalkCategory
from inspector_app.services.checklist import FORM_ID, Checklist, answers_from
from inspector_app.services.number_one_profile import LineState, ProfileLine, number_one_profiles
from inspector_app.services.speakers import people_of, talker_name
from inspector_app.services.talks import category_of
from inspector_app.store.reader import Order, Reader

_PARTS = ("kind", "text", "lead", "verify", "paragraph")
_DAY = len("yyyy-mm-dd")
#: So many characters in a row make two themes speak of the same thing.
_SHARED = 2
#: From what says most to what says least.
_RANK = (
    AnswerKind.SPECIFIC,
    AnswerKind.GENERAL,
    AnswerKind.DECLINED,
    AnswerKind.NONE,
    AnswerKind.UNKNOWN,
    None,
)


class VoiceKind(StrEnum):
    """Whose voice it is."""

    TALKER = "talker"
    NUMBER_ONE = "number_one"  # a statement about himself
    ORGAN = "organ"


@dataclass(frozen=True, slots=True)
class Voice:
    """What one talker, or one organ, said to an item.

    ``record`` is the talk or the briefing item; ``text`` what was said, in the words of the
    record; ``paragraph`` where it stands there. ``name`` is the talker; for an organ it is
    empty, and ``briefing`` its record.
    """

    kind: VoiceKind
    record: Record
    name: str
    office: str
    category: TalkCategory | None
    answer: ItemAnswer | None
    text: str
    paragraph: str = ""
    briefing: Record | None = None
    state: LineState | None = None

    @property
    def key(self) -> str:
        """Return what tells this voice from the others."""
        return self.record.id

    @property
    def said_on(self) -> date | None:
        """Return the day on which it was said."""
        day = self.record.text("starts_at") or self.record.text("as_of")
        return date.fromisoformat(day[:_DAY]) if len(day) >= _DAY else None


@dataclass(frozen=True, slots=True)
class ItemVoices:
    """All voices on one item, and where they differ."""

    item: MustAskItem
    voices: tuple[Voice, ...]
    differences: tuple[Difference, ...]

    def voice(self, key: str) -> Voice | None:
        """Return the voice with *key*."""
        return next((one for one in self.voices if one.key == key), None)


def item_voices(reader: Reader, checklist: Checklist, code: str) -> ItemVoices:
    """Return what everybody said to the item *code*: number ones, organs, then the talkers."""
    item = checklist.item(code)
    voices = (*_talkers(reader, checklist, item), *_organs(reader, item))
    ordered = sorted(voices, key=_place)
    said = [Statement(one.key, one.text, one.said_on) for one in ordered if one.text]
    return ItemVoices(item, tuple(ordered), differences(said))


def _place(voice: Voice) -> tuple[int, int]:
    order = (VoiceKind.NUMBER_ONE, VoiceKind.ORGAN, VoiceKind.TALKER)
    kind = voice.answer.kind if voice.answer else None
    return order.index(voice.kind), _RANK.index(kind)


# --- talks ------------------------------------------------------------------------------


def _talkers(reader: Reader, checklist: Checklist, item: MustAskItem) -> list[Voice]:
    answers = _answers(reader, checklist, item)
    talks = reader.many("talk", list(answers))
    held = sorted(
        (talk for talk in talks.values() if not talk.deleted),
        key=lambda talk: (talk.text("starts_at"), talk.text("number")),
    )
    people = reader.many("official", list({one for talk in held for one in people_of(talk)}))
    said = _said(reader, [answers[talk.id].paragraph for talk in held])
    return [_talker(talk, people, answers[talk.id], said) for talk in held]


def _answers(reader: Reader, checklist: Checklist, item: MustAskItem) -> dict[str, ItemAnswer]:
    values: dict[str, dict[str, str]] = {}
    paths = [f"{item.path}/{part}" for part in _PARTS]
    for talk, path, value in reader.answers_to("talk", FORM_ID, paths=paths):
        values.setdefault(talk, {})[path] = value
    return {talk: answers_from(checklist, found)[item.code] for talk, found in values.items()}


def _talker(
    talk: Record, people: Mapping[str, Record], answer: ItemAnswer, said: Mapping[str, str]
) -> Voice:
    person = people.get(talk.text("official"))
    own = person is not None and person.flag("number_one")
    words = [part for part in (said.get(answer.paragraph, ""), answer.text) if part.strip()]
    return Voice(
        kind=VoiceKind.NUMBER_ONE if own else VoiceKind.TALKER,
        record=talk,
        name=talker_name(talk, people),
        office=person.text("office") if person else "",
        category=category_of(talk),
        answer=answer,
        text="\n".join(words),
        paragraph=answer.paragraph,
    )


def _said(reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """Return the words at each paragraph: of a question, the answer that follows it."""
    wanted = reader.many("paragraph", sorted({one for one in ids if one}))
    asked = {
        one.text("talk")
        for one in wanted.values()
        if one.text("kind") == ParagraphKind.QUESTION.value
    }
    after: dict[str, str] = {}
    for talk in sorted(asked):
        after |= _replies(reader.find("paragraph", {"talk": talk}, order=[Order("order")]))
    return {one: after.get(one, record.text("text")) for one, record in wanted.items()}


def _replies(paragraphs: Sequence[Record]) -> dict[str, str]:
    found, question = {}, ""
    for one in paragraphs:
        kind = one.text("kind")
        if kind == ParagraphKind.QUESTION.value:
            question = one.id
        elif kind == ParagraphKind.ANSWER.value and question:
            found[question], question = one.text("text"), ""
    return found


# --- organs -----------------------------------------------------------------------------


def _organs(reader: Reader, item: MustAskItem) -> list[Voice]:
    """Return what the organs said to themes like the item's, and which of them said nothing."""
    return [
        _organ(profile.official, line, line.item)
        for profile in number_one_profiles(reader)
        for line in profile.of(item.head)
        if line.item is not None and _alike(line, item)
    ]


def _organ(number_one: Record, line: ProfileLine, record: Record) -> Voice:
    return Voice(
        kind=VoiceKind.ORGAN,
        record=record,
        name=line.theme,
        office=number_one.text("name"),
        category=None,
        answer=None,
        text=line.text,
        briefing=line.briefing,
        state=line.state,
    )


def _alike(line: ProfileLine, item: MustAskItem) -> bool:
    """Say whether a theme of a letter and an item share a word; plain, and known to be so."""
    words = item.label.get("zh_CN", "")
    theme = "".join(c if c.isalnum() else " " for c in line.theme).split()
    return any(
        part[start : start + _SHARED] in words and part[start : start + _SHARED] not in _COMMON
        for part in theme
        for start in range(len(part) - _SHARED + 1)
    )


#: What stands in so many themes and questions that it says nothing.
_COMMON = frozenset({"情况", "问题", "反映", "本人", "有关", "及处", "记录", "评价", "发现"})
