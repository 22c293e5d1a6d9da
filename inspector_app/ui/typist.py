"""Typing on its way to the mission: a draft within half a second, an entry on leaving.

A page tells of every change of a text field with ``typed``; it calls ``commit`` when the
field is left, when the page is flushed (lock, close), and need not think of the rest. A rest
of some seconds commits too. Texts are kept in order: a commit waits for the drafts before it.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import KnownError
from inspector_app.ui.tasks import Task, TaskRunner

#: Longest time a typed character waits for its draft, in milliseconds.
KEEP_MS = 400
#: Rest after which typing becomes an entry without leaving the field.
PAUSE_MS = 4_000

#: Writes the text of one spell of typing as a draft; runs in the draft lane.
Keep = Callable[[str], None]


@dataclass(slots=True)
class _Spell:
    """Typing in one field from its first change to its commit: it becomes one entry."""

    text: str
    keep: Keep
    kept: bool = False


class Typist(QObject):
    """Keeps what is typed into the fields of one page.

    *commit* turns all drafts into entries (store lane). Fields are named by anything
    hashable. What could not be written is told to ``tasks.known_error``, held, and tried
    again with the next change or commit.
    """

    def __init__(self, tasks: TaskRunner, commit: Callable[[], Changes]) -> None:
        super().__init__()
        self._tasks = tasks
        self._commit = commit
        self._open: dict[Hashable, _Spell] = {}
        self._away: dict[Hashable, _Spell] = {}
        self._last_draft: Task | None = None
        self._soon = self._timer(KEEP_MS, self._keep)
        self._rest = self._timer(PAUSE_MS, self.commit)

    def _timer(self, wait_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(slot)
        return timer

    def typed(self, field: Hashable, text: str, begin: Callable[[], Keep]) -> None:
        """Take the present text of *field*; *begin* is asked at the start of each spell."""
        spell = self._open.get(field)
        if spell is None:
            self._open[field] = _Spell(text, begin())
        else:
            spell.text, spell.kept = text, False
        if not self._soon.isActive():  # not restarted: typing on must not put it off
            self._soon.start()
        self._rest.start()

    def rebind(self, field: Hashable, begin: Callable[[], Keep]) -> None:
        """Keep an open spell by other means from now on (what surrounds its text changed)."""
        spell = self._open.get(field)
        if spell is not None:
            spell.keep, spell.kept = begin(), False
            self._soon.start()

    def unsaved(self, field: Hashable) -> str | None:
        """Return the text of *field* that no reader can see yet, ``None`` if there is none."""
        spell = self._open.get(field) or self._away.get(field)
        return spell.text if spell is not None else None

    def under_way(self, field: Hashable) -> bool:
        """Say whether a commit of *field* has been asked for and is not done yet."""
        return field in self._away

    def commit(self) -> None:
        """Turn everything typed into entries."""
        self._soon.stop()
        self._rest.stop()
        if not self._open:
            return
        self._keep()
        spells, self._open = self._open, {}
        self._away |= spells
        self._tasks.store(
            partial(_after, self._last_draft, self._commit),
            done=partial(self._on_committed, spells),
            failed=partial(self._on_failed, spells),
            owner=self,
        )

    def stop(self) -> None:
        """Stop the timers; the page is going."""
        self._soon.stop()
        self._rest.stop()

    def _keep(self) -> None:
        self._soon.stop()
        for spell in self._open.values():
            if not spell.kept:
                spell.kept = True
                self._last_draft = self._tasks.draft(
                    partial(spell.keep, spell.text),
                    failed=partial(self._on_not_kept, spell),
                    owner=self,
                )

    def _on_not_kept(self, spell: _Spell, error: Exception) -> None:
        spell.kept = False
        self._tell(error)

    def _on_committed(self, spells: dict[Hashable, _Spell], _changes: Changes) -> None:
        for field, spell in spells.items():
            if self._away.get(field) is spell:
                del self._away[field]

    def _on_failed(self, spells: dict[Hashable, _Spell], error: Exception) -> None:
        for field, spell in spells.items():
            if self._away.get(field) is spell:
                del self._away[field]
            self._open.setdefault(field, spell)
            spell.kept = False
        self._tell(error)

    def _tell(self, error: Exception) -> None:
        if isinstance(error, KnownError):  # others go to the crash hook by themselves
            self._tasks.known_error.emit(error)


def _after(draft: Task | None, commit: Callable[[], Changes]) -> Changes:
    """Commit once *draft*, and with it every earlier one, is on the disk."""
    if draft is not None and draft.future is not None:
        draft.future.result()
    return commit()
