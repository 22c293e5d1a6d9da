"""The crash file: what went wrong in the program, without a word of anybody's records.

Messages of exceptions and values of variables may hold names from records, so only the
kind of an error and the places in our code are written. The file is shown to the user at
the next start, who may pass it on.
"""

import contextlib
import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TextIO

from inspector_app.domain.errors import KnownError
from inspector_app.system.clock import Clock, claimed_at
from inspector_app.system.safe_files import os_errors, private_folder

_MAX_CHARACTERS = 64 * 1024
_MAX_CAUSES = 8


def describe(error: BaseException) -> str:
    """Return kind and places of *error* and its causes: no message, no values, no text."""
    lines: list[str] = []
    current: BaseException | None = error
    for _ in range(_MAX_CAUSES):
        if current is None:
            break
        kind = type(current)
        code = f" [{current.code}]" if isinstance(current, KnownError) else ""
        lines.append(f"{kind.__module__}.{kind.__qualname__}{code}")
        for frame, line in traceback.walk_tb(current.__traceback__):
            where = Path(frame.f_code.co_filename).name
            module = frame.f_globals.get("__name__", "?")
            lines.append(f"  {module} ({where}:{line}) {frame.f_code.co_qualname}")
        current = current.__cause__ or current.__context__
    return "\n".join(lines)


@contextmanager
def crash_log(
    path: Path, clock: Clock, version: str, on_error: Callable[[BaseException], None]
) -> Iterator[None]:
    """Write errors that nothing handled to *path* while the block runs.

    Also hard crashes inside libraries (by faulthandler). *on_error* is told after the
    error is written, in the thread it happened in.
    """
    private_folder(path.parent)
    with os_errors(path):
        stream = path.open("a", encoding="utf-8")
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook

    def note(error: BaseException | None) -> None:
        if error is None or isinstance(error, KeyboardInterrupt | SystemExit):
            return
        _append(stream, f"{claimed_at(clock)} {version}\n{describe(error)}\n\n")
        on_error(error)

    def main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            hooks[0](kind, error, trace)
        note(error)

    sys.excepthook = main
    threading.excepthook = lambda args: note(args.exc_value)
    sys.unraisablehook = lambda args: note(args.exc_value)
    faulthandler.enable(stream, all_threads=True)
    try:
        yield
    finally:
        faulthandler.disable()
        sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
        stream.close()


def previous_crash(path: Path) -> str | None:
    """Return what earlier runs wrote to *path*, once: the file is emptied. Call it first."""
    try:
        with os_errors(path):
            text = path.read_text("utf-8", errors="replace")
            path.write_text("", "utf-8")
    except FileNotFoundError:
        return None
    text = text.strip()
    return text[-_MAX_CHARACTERS:] or None


def _append(stream: TextIO, text: str) -> None:
    with contextlib.suppress(OSError):  # a full disk must not turn one crash into two
        stream.write(text)
        stream.flush()
