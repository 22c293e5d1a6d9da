"""Words that are data: errors, record labels, states and the text of papers.

They lie in ``resources/wording/<language>/*.toml``; each file is a tree of tables whose
leaves are texts with named placeholders. A key is the dotted path, e.g.
``errors.store.wrong_passphrase``. Interface texts of the window are Qt translations
instead; what the command line, papers and the window share stands here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from inspector_app.domain.errors import KnownError
from inspector_app.system.resources import resources

LANGUAGES = ("zh_CN", "en")


def _flatten(tree: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        path = f"{prefix}.{key}" if prefix else key
        if isinstance(value, Mapping):
            yield from _flatten(value, path)
        elif isinstance(value, str):
            yield path, value
        else:
            raise TypeError(f"{path}: wording must be text")


@cache
def _load(language: str) -> Mapping[str, str]:
    texts: dict[str, str] = {}
    for file in sorted((resources() / "wording" / language).glob("*.toml")):
        with file.open("rb") as stream:
            for key, text in _flatten(tomllib.load(stream), ""):
                if key in texts:
                    raise ValueError(f"{file.name}: {key} is worded twice")
                texts[key] = text
    return texts


@dataclass(frozen=True, slots=True)
class Wording:
    """The texts of one language, with a mission's vocabulary filled into placeholders.

    ``vocabulary`` holds what differs from place to place (巡视/巡察, 党委/党组 …) under the
    names the texts use; parameters given at the call win over it.
    """

    language: str = "zh_CN"
    vocabulary: Mapping[str, str] | None = None

    def has(self, key: str) -> bool:
        """Say whether the language words *key*."""
        return key in _load(self.language)

    def text(self, key: str, /, **params: str | int) -> str:
        """Return the text of *key* with its placeholders filled.

        Raises ``KeyError`` for a key or a placeholder that is not there: a missing word
        is a bug, never an empty space in a paper.
        """
        return _load(self.language)[key].format_map({**(self.vocabulary or {}), **params})

    def error(self, error: KnownError) -> str:
        """Return the sentence that explains *error* to the user."""
        return self.text(f"errors.{error.code}", **error.params)
