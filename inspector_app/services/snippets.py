"""Words that come again and again in talk records, each under a short key.

Those that come with the program are data; what a mission changes, adds or takes out is a setting
of it, so the whole team types with the same ones.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError
from inspector_app.services.mission import OpenMission
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader
from inspector_app.system.resources import resources

_PREFIX = "snippet."
_KEY = re.compile(r"[a-z0-9]{1,12}")
#: What stands before the caret and may be a short key.
_TYPED = re.compile(r"[A-Za-z0-9]{1,12}$")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Snippet:
    """A short key of small letters and figures, and the words it stands for."""

    key: str
    text: str


@cache
def _shipped() -> Mapping[str, str]:
    path = resources() / "talk" / "snippets.toml"
    table: dict[str, str] = tomllib.loads(path.read_text(encoding="utf-8"))["snippets"]
    return MappingProxyType(table)


def snippets(reader: Reader) -> tuple[Snippet, ...]:
    """Return the snippets of this mission, shipped ones in their order, then its own."""
    found = dict(_shipped())
    for record in reader.find("setting"):
        key = record.text("key")
        if key.startswith(_PREFIX):
            found[key.removeprefix(_PREFIX)] = record.text("value")
    return tuple(Snippet(key, text) for key, text in found.items() if text)


def filled(snippet: Snippet, time: str) -> str:
    """Return the words of a snippet at *time* (hh:mm)."""
    return snippet.text.replace("{time}", time)


def typed_key(before: str) -> str:
    """Return the short key that ends *before*, the text before the caret; empty for none."""
    found = _TYPED.search(before)
    return found.group() if found else ""


def matching(known: tuple[Snippet, ...], typed: str) -> Snippet | None:
    """Return the snippet whose key *typed* ends with: of several, the longest key wins.

    So a key expands right behind a word of letters or figures, too.
    """
    ends = [one for one in known if one.key and typed.lower().endswith(one.key)]
    return max(ends, key=lambda one: len(one.key), default=None)


def set_snippet(mission: OpenMission, key: str, text: str) -> Changes:
    """Give a short key its words; without words it is taken out (store lane).

    Raises ``InputError``: ``talk.snippet_key``, ``talk.snippet_long``.
    """
    key = key.strip().lower()
    if not _KEY.fullmatch(key):
        raise InputError("talk.snippet_key")
    if len(text) > _LONGEST:
        raise InputError("talk.snippet_long", limit=_LONGEST)
    there = mission.journal.reader.find("setting", {"key": _PREFIX + key})
    fields = {"key": _PREFIX + key, "value": text.strip() or None}
    if there:
        return mission.journal.write(Write("setting", there[-1].id, dict(fields)))
    return mission.journal.write(mission.journal.create("setting", dict(fields)))
