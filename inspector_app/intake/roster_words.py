"""The words of rosters: column names, yes and no, categories and the rules to derive them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.intake.text import clean_line, half_width, squeezed
from inspector_app.system.resources import resources


@dataclass(frozen=True, slots=True)
class CategoryRule:
    """Titles that put somebody in a category; ``same_body`` restricts where it holds."""

    category: TalkCategory
    ends: tuple[str, ...]
    without: tuple[str, ...]
    same_body: bool | None


@dataclass(frozen=True, slots=True)
class RosterWords:
    """The synonym tables, keyed by the squeezed word."""

    columns: Mapping[str, str]
    ignored: frozenset[str]
    yes_no: Mapping[str, bool]
    still: frozenset[str]
    genders: Mapping[str, str]
    capacities: Mapping[str, Capacity]
    categories: Mapping[str, TalkCategory]
    rules: tuple[CategoryRule, ...]
    former: tuple[str, ...]
    leadership: tuple[str, ...]
    heads: Mapping[Capacity, tuple[str, ...]]
    heads_without: tuple[str, ...]


_GENDERS = (("male", "男"), ("female", "女"))


def mark_key(text: str) -> str:
    """Return a short answer (是, √, yes) as the tables spell it."""
    return half_width(clean_line(text)).replace(" ", "").casefold()


@cache
def roster_words() -> RosterWords:
    """Return the tables of ``resources/intake``, read once."""
    names, rules = _read("roster_columns.toml"), _read("category_rules.toml")
    words, heads = names["words"], rules["number_one"]
    return RosterWords(
        columns=_by_word(names["columns"]),
        ignored=frozenset(squeezed(word) for word in names["ignored"]["columns"]),
        yes_no={mark_key(word): key == "yes" for key in ("no", "yes") for word in words[key]},
        still=frozenset(words["still"]),
        genders={mark_key(word): shown for key, shown in _GENDERS for word in words[key]},
        capacities={word: Capacity(code) for word, code in _by_word(names["capacities"]).items()},
        categories={
            word: TalkCategory(code) for word, code in _by_word(names["categories"]).items()
        },
        rules=tuple(
            CategoryRule(
                category=TalkCategory(rule["category"]),
                ends=tuple(rule["ends"]),
                without=tuple(rule["without"]),
                same_body=rule.get("same_body"),
            )
            for rule in rules["rules"]
        ),
        former=tuple(rules["former"]),
        leadership=tuple(rules["leadership"]),
        heads={
            Capacity.PARTY_SECRETARY: tuple(heads["party_secretary"]),
            Capacity.ADMINISTRATIVE_HEAD: tuple(heads["administrative_head"]),
        },
        heads_without=tuple(heads["without"]),
    )


def _read(file_name: str) -> dict[str, Any]:
    text = (resources() / "intake" / file_name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def _by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
    return {squeezed(word): key for key, words in table.items() for word in [key, *words]}
