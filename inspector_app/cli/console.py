"""What the command line says: plain sentences, or one JSON object with ``--json``."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from inspector_app.domain.errors import KnownError
from inspector_app.system.wording import Wording

OK = 0
NO = 1
USAGE = 2


@dataclass(frozen=True, slots=True)
class Console:
    """Where a command writes, and in which language and form."""

    language: str = "zh_CN"
    as_json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    @property
    def wording(self) -> Wording:
        """Return the words of the command line."""
        return Wording(self.language)

    def words(self, key: str, **params: str | int) -> str:
        """Return a sentence of the command line (``cli.<key>``)."""
        return self.wording.text(f"cli.{key}", **params)

    def say(self, key: str, **params: str | int) -> None:
        """Print a sentence; with ``--json`` nothing but the result is printed."""
        self.line(self.words(key, **params))

    def line(self, text: str) -> None:
        """Print a line of text, unless the result is JSON."""
        if not self.as_json:
            print(text, file=self.out, flush=True)

    def result(self, values: Mapping[str, object], lines: Sequence[str] = ()) -> None:
        """Print what came of the command: the object, or the *lines* that say it."""
        if self.as_json:
            print(json.dumps(values, ensure_ascii=False, indent=2), file=self.out)
        for line in lines:
            self.line(line)

    def refuse(self, error: KnownError) -> int:
        """Say why not, in plain words, and return the exit code for it."""
        print(self.wording.error(error), file=self.err)
        if self.as_json:
            print(json.dumps({"error": error.code}, ensure_ascii=False), file=self.out)
        return NO
