"""The must-ask checklist: what has to be asked about the number one in every talk (article 9).

The items themselves are data of a form; here is what an item and an answer to it are, and
what follows from them. "Not recorded" is never "passed": an item without an answer kind is
open.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from inspector_app.domain.vocabulary import Head, TalkCategory


class AnswerKind(StrEnum):
    """How a talker answered an item. None of them is good or bad."""

    SPECIFIC = "specific"  # 有具体反映
    GENERAL = "general"  # 一般评价
    NONE = "none"  # 无反映
    UNKNOWN = "unknown"  # 不了解
    DECLINED = "declined"  # 不愿谈

    @property
    def symbol(self) -> str:
        """Return the sign that stands beside word and colour."""
        return _SYMBOLS[self]


_SYMBOLS = {
    AnswerKind.SPECIFIC: "●",
    AnswerKind.GENERAL: "–",
    AnswerKind.NONE: "无",
    AnswerKind.UNKNOWN: "?",
    AnswerKind.DECLINED: "×",
}
#: The sign of an item that has no answer yet.
OPEN_SYMBOL = "□"


class Asking(StrEnum):
    """Whether an item has to be asked of a category of talkers."""

    MUST = "must"
    OPTIONAL = "optional"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class MustAskItem:
    """One item of the checklist, addressed by its ``code``, never by its position.

    ``label`` is short, for lists; ``question`` is what the talker is asked; these and
    ``theme`` and ``call_for`` are by language (``zh_CN``, ``en``). ``path`` is the node of the
    form under which its answers stand.
    """

    code: str
    head: Head
    articles: tuple[int, ...]
    asking: Mapping[TalkCategory, Asking]
    path: str
    label: Mapping[str, str] = field(default_factory=dict)
    question: Mapping[str, str] = field(default_factory=dict)
    theme: Mapping[str, str] = field(default_factory=dict)
    call_for: Mapping[str, str] = field(default_factory=dict)

    def asked_of(self, category: TalkCategory) -> Asking:
        """Return whether the item is for a category."""
        return self.asking.get(category, Asking.NOT_ASKED)


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """What one talker said to one item; ``paragraph`` is where in the record he said it."""

    code: str
    kind: AnswerKind | None = None
    text: str = ""
    lead: bool = False
    verify: str = ""
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the items that must be asked have an answer, by head."""

    work_asked: int = 0
    work_must: int = 0
    life_asked: int = 0
    life_must: int = 0

    @property
    def asked(self) -> int:
        """Return how many are answered."""
        return self.work_asked + self.life_asked

    @property
    def must(self) -> int:
        """Return how many have to be."""
        return self.work_must + self.life_must

    def __add__(self, other: "Coverage") -> "Coverage":
        """Join the coverage of two talks."""
        return Coverage(
            self.work_asked + other.work_asked,
            self.work_must + other.work_must,
            self.life_asked + other.life_asked,
            self.life_must + other.life_must,
        )


def items_for(items: Iterable[MustAskItem], category: TalkCategory) -> tuple[MustAskItem, ...]:
    """Return the items that are asked of a category, must and optional, in order."""
    return tuple(item for item in items if item.asked_of(category) is not Asking.NOT_ASKED)


def open_items(
    items: Iterable[MustAskItem], category: TalkCategory, answers: Mapping[str, ItemAnswer]
) -> tuple[MustAskItem, ...]:
    """Return the items that must be asked of a category and have no answer kind."""
    return tuple(
        item
        for item in items
        if item.asked_of(category) is Asking.MUST
        and (item.code not in answers or answers[item.code].kind is None)
    )


def coverage(
    items: Sequence[MustAskItem], category: TalkCategory, answers: Mapping[str, ItemAnswer]
) -> Coverage:
    """Count what has been asked of what must be, by head."""
    still_open = {item.code for item in open_items(items, category, answers)}
    counted = Coverage()
    for item in items:
        if item.asked_of(category) is not Asking.MUST:
            continue
        asked = int(item.code not in still_open)
        if item.head is Head.WORK:
            counted += Coverage(work_asked=asked, work_must=1)
        else:
            counted += Coverage(life_asked=asked, life_must=1)
    return counted
