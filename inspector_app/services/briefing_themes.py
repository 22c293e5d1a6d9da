"""What each organ is asked about a number one: the themes of the letter, as data."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from inspector_app.domain.vocabulary import Head, Organ
from inspector_app.system.resources import resources


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme of an organ's letter, in the words of the papers."""

    organ: Organ
    head: Head
    text: str


@cache
def _table() -> Mapping[Organ, tuple[Theme, ...]]:
    path = resources() / "briefing" / "themes.toml"
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            organ: tuple(
                Theme(organ, head, text) for head in Head for text in given[organ.value][head.value]
            )
            for organ in Organ
        }
    )


def themes_of(organ: Organ) -> tuple[Theme, ...]:
    """Return what *organ* is asked about a number one: work first, then life (handbook A6)."""
    return _table()[organ]


def same_theme(one: str, other: str) -> bool:
    """Say whether two themes are the same but for spaces."""
    return "".join(one.split()) == "".join(other.split())
