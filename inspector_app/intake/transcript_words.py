"""The words by which talk records head their facts and mark who speaks."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.intake.text import squeezed
from inspector_app.system.resources import resources


@dataclass(frozen=True, slots=True)
class TranscriptWords:
    """Facts and speakers keyed by the squeezed word; phrases as they stand.

    ``fact_label`` finds ``时间：`` and ``谈 话 时 间：`` at the beginning of a line or after a
    space or comma.
    """

    facts: Mapping[str, str]
    fact_label: re.Pattern[str]
    speakers: Mapping[str, ParagraphKind]
    titles: frozenset[str]
    opening: tuple[str, ...]
    read_back: tuple[str, ...]
    signature: tuple[str, ...]


@cache
def transcript_words() -> TranscriptWords:
    """Return the table ``resources/intake/transcript_words.toml``, read once."""
    path = resources() / "intake" / "transcript_words.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    phrases = table["phrases"]
    facts = {squeezed(word): fact for fact, words in table["facts"].items() for word in words}
    return TranscriptWords(
        facts=facts,
        fact_label=_label_pattern(facts),
        speakers={
            squeezed(word): ParagraphKind(kind)
            for kind, words in table["speakers"].items()
            for word in words
        },
        titles=frozenset(squeezed(word) for word in phrases["titles"]),
        opening=tuple(phrases["opening"]),
        read_back=tuple(phrases["read_back"]),
        signature=tuple(phrases["signature"]),
    )


def _label_pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    spaced = "|".join(r"[ \t]*".join(map(re.escape, word)) for word in longest_first)
    return re.compile(rf"(?:^|(?<=[\s；;，,、。]))({spaced})[ \t]*[：:]")
