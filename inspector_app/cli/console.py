"""What the command line says: plain sentences, or one JSON object with ``--json``.

Results go to standard output. Why not, and what one must know beside the result, goes to
standard error, so that a script that reads the result still shows it.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
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

    def names(self, names: Iterable[str]) -> str:
        """Return names as they stand in a sentence."""
        return self.words("and").join(names)

    def say(self, key: str, **params: str | int) -> None:
        """Print a sentence; with ``--json`` nothing but the result is printed."""
        self.line(self.words(key, **params))

    def line(self, text: str) -> None:
        """Print a line of text, unless the result is JSON."""
        if not self.as_json:
            print(text, file=self.out, flush=True)

    def warn(self, condition: KnownError) -> None:
        """Say what somebody must know whatever becomes of the result."""
        print(self.wording.error(condition), file=self.err, flush=True)

    def result(self, values: Mapping[str, object], lines: Sequence[str] = ()) -> int:
        """Print what came of the command: the object, or the *lines* that say it."""
        self._object(values)
        for line in lines:
            self.line(line)
        return OK

    def no(
        self, values: Mapping[str, object], reasons: Sequence[str], lines: Sequence[str] = ()
    ) -> int:
        """Print a result that is a no: the *reasons* in plain words on standard error."""
        self.result(values, lines)
        self.out.flush()
        for reason in reasons:
            print(reason, file=self.err)
        return NO

    def refuse(self, error: KnownError, **more: object) -> int:
        """Say why not, in plain words, and return the exit code for it."""
        message = self.wording.error(error)
        return self.no({"error": error.code, "message": message, **more}, [message])

    def _object(self, values: Mapping[str, object]) -> None:
        if self.as_json:
            # Where the stream cannot carry every character, JSON has a spelling for them all.
            plain = "utf" not in (getattr(self.out, "encoding", None) or "utf-8").lower()
            print(json.dumps(values, ensure_ascii=plain, indent=2), file=self.out, flush=True)
