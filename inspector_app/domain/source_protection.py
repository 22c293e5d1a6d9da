"""Source protection: whose name may stand in a paper that leaves the team, and whose not.

Allowed are number ones, persons held responsible in approved working papers, and the
leadership list. The name of anybody else who talked or informed, and every lead's number,
blocks; an allowed name in a source phrase warns. What the eye does not see inside a name
(spaces, invisible characters) does not hide it.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

_CONTEXT = 8


class HitKind(StrEnum):
    """Why a place in a paper was found."""

    NAME = "name"  # a name that may not stand here: blocks
    LEAD = "lead"  # a lead's number: blocks
    SOURCE_PHRASE = "source_phrase"  # an allowed name as a source: warns


@dataclass(frozen=True, slots=True)
class Rules:
    """Names and numbers to look for; ``phrases`` are words that make a name a source."""

    blocked: frozenset[str]
    allowed: frozenset[str]
    lead_numbers: frozenset[str]
    phrases: Sequence[str]


@dataclass(frozen=True, slots=True)
class SourceHit:
    """A name or number found: what, where (the caller's locator), with what around it."""

    kind: HitKind
    found: str
    place: str
    context: str


#: The dots that stand between the parts of a name are many; they all mean this one.
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅･．", "·"))


def _squeezed(text: str) -> str:
    """Return what is seen of a text: one spelling of each character, nothing blank."""
    plain = unicodedata.normalize("NFKC", text.translate(_DOTS))
    return "".join(
        char for char in plain if not char.isspace() and unicodedata.category(char) != "Cf"
    )


def _around(text: str, start: int, length: int) -> str:
    return text[max(0, start - _CONTEXT) : start + length + _CONTEXT]


def scan(texts: Iterable[tuple[str, str]], rules: Rules) -> list[SourceHit]:
    """Return every hit in *texts*, given as (place, text), in order."""
    hits: list[SourceHit] = []
    forbidden = sorted({_squeezed(name) for name in rules.blocked - rules.allowed if name})
    numbers = sorted({_squeezed(number) for number in rules.lead_numbers if number})
    allowed = sorted({_squeezed(name) for name in rules.allowed if name}, key=len, reverse=True)
    for place, text in texts:
        plain = _squeezed(text)
        # A blocked name inside a longer allowed one (王明 in 王明远) is no hit.
        masked = plain
        for name in allowed:
            masked = masked.replace(name, "\0" * len(name))
        hits += _find(HitKind.NAME, forbidden, masked, plain, place)
        hits += _find(HitKind.LEAD, numbers, plain, plain, place)
        for name in allowed:
            for phrase in rules.phrases:
                at = plain.find(name + phrase)
                if at >= 0:
                    context = _around(plain, at, len(name) + len(phrase))
                    hits.append(SourceHit(HitKind.SOURCE_PHRASE, name, place, context))
    return hits


def _find(
    kind: HitKind, words: Sequence[str], searched: str, shown: str, place: str
) -> list[SourceHit]:
    hits = []
    for word in words:
        for match in re.finditer(re.escape(word), searched):
            context = _around(shown, match.start(), len(word))
            hits.append(SourceHit(kind, word, place, context))
    return hits


def is_released(hit: SourceHit, releases: Mapping[str, str]) -> bool:
    """Say whether the leader released a hit: *releases* maps ``release_key`` to his reason."""
    return release_key(hit) in releases


def release_key(hit: SourceHit) -> str:
    """Return what a release names: this word, at this place, in these surroundings."""
    return f"{hit.kind.value}:{hit.place}:{hit.found}:{hit.context}"
