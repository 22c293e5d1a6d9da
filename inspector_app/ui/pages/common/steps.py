"""Ctrl+Z outside of text fields: the last thing done on this page is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from inspector_app.domain.changes import Changes
from inspector_app.services.history import undo
from inspector_app.services.mission import OpenMission
from inspector_app.ui.page import Notice, PageContext

#: How many steps are remembered.
_KEPT = 50

#: Takes one step back; runs in the store lane.
Back = Callable[[], Changes]


@dataclass(frozen=True, slots=True)
class _Step:
    words: str
    back: Back


class Steps(QObject):
    """Remembers what was done on a page so that it can be taken back, newest first."""

    def __init__(self, context: PageContext[OpenMission], page: QWidget) -> None:
        super().__init__(page)
        self._context = context
        self._steps: list[_Step] = []
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.take_back)

    def new_entry(self) -> str:
        """Return the id for the entry of a step that ``did`` will remember."""
        return self._context.services.folder.setting.new_id()

    def did(self, words: str, entry: str, *, tell: bool = False) -> None:
        """Remember the entry *entry*; with *tell* also say so, with a button to undo."""
        self.did_by(words, partial(undo, self._context.services, entry), tell=tell)

    def did_by(self, words: str, back: Back, *, tell: bool = False) -> None:
        """Remember a step that *back* takes back."""
        step = _Step(words, back)
        self._steps.append(step)
        del self._steps[:-_KEPT]
        if tell:
            act = partial(self._take, step)
            self._context.notify(Notice(words, action=self.tr("撤销"), act=act))

    def take_back(self) -> None:
        """Take back the last step, if there is one."""
        if self._steps:
            self._take(self._steps[-1])

    def forget(self) -> None:
        """Forget every step: what was done cannot be changed any more."""
        self._steps.clear()

    def _take(self, step: _Step) -> None:
        if step not in self._steps:
            return
        self._steps.remove(step)
        self._context.tasks.store(step.back, done=partial(self._on_taken, step), owner=self)

    def _on_taken(self, step: _Step, _changes: Changes) -> None:
        self._context.notify(Notice(self.tr("已撤销：{what}").format(what=step.words)))
