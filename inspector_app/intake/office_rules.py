"""What an office tells about its holder: talk category, number one, leadership.

Plain rules over the titles in the office, as data (``resources/intake/category_rules.toml``).
Their result is a proposal with its reason; a person confirms it.
"""

import re
from dataclasses import dataclass

from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.intake.roster_words import RosterWords

_BETWEEN_TITLES = re.compile(r"[、，,;；/\s]+|兼")


@dataclass(frozen=True, slots=True)
class Derived:
    """A proposal; ``reason`` is the title that decided, "" if none did."""

    category: TalkCategory
    reason: str
    capacity: Capacity | None
    leadership: bool


def derive(
    office: str,
    *,
    same_body: bool,
    number_one: bool | None,
    left: bool,
    words: RosterWords,
) -> Derived:
    """Return what *office* tells.

    ``same_body``: whether the person belongs to the body that most of the roster names;
    ``number_one`` and ``left``: what the roster itself says of him.
    """
    titles = tuple(title for title in _BETWEEN_TITLES.split(office) if title)
    capacity, head = _capacity(titles, words)
    in_leadership = same_body and any(_ends(title, words.leadership) for title in titles)
    if left or any(word in office for word in words.former):
        return Derived(TalkCategory.RETIRED, office, None, leadership=False)
    if number_one or (number_one is None and same_body and capacity is not None):
        return Derived(TalkCategory.NUMBER_ONE, head or office, capacity, leadership=True)
    for rule in words.rules:
        if rule.same_body is not None and rule.same_body != same_body:
            continue
        for title in titles:
            if _ends(title, rule.ends) and not any(word in title for word in rule.without):
                member = rule.category in {TalkCategory.DEPUTY, TalkCategory.DISCIPLINE}
                return Derived(rule.category, title, capacity, leadership=in_leadership or member)
    return Derived(TalkCategory.ORDINARY, "", capacity, leadership=in_leadership)


def _capacity(titles: tuple[str, ...], words: RosterWords) -> tuple[Capacity | None, str]:
    found: dict[Capacity, str] = {}
    for title in titles:
        if any(word in title for word in words.heads_without):
            continue
        for capacity, ends in words.heads.items():
            if _ends(title, ends):
                found.setdefault(capacity, title)
    if len(found) == len(words.heads):
        return Capacity.BOTH, "、".join(found.values())
    return next(iter(found.items()), (None, ""))


def _ends(title: str, endings: tuple[str, ...]) -> bool:
    return title.endswith(endings)
