"""What the user does to a filling: answering, adding, removing, moving, and taking it back."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.card_words import card_title
from inspector_app.ui.forms.markdown import plain_words
from inspector_app.ui.forms.past import Added, Answered, Moved, Past, Removed
from inspector_app.ui.forms.reading import repeat_of
from inspector_app.ui.forms.rows import Row, RowKey


class Editing(QObject):
    """Writes into a sitting, remembers the steps, and tells what is to be shown.

    *row_of* finds a row by its key as it stands now: cards move, keys stay.

    Signals:
        answered, changed, instance_added, instance_removed, instance_restored,
        instance_moved: as of `FormView`.
        touched (frozenset[str]): these paths look different now.
        rebuilt (frozenset[str]): there are more rows, fewer, or others; these paths changed.
        freeing (RowKey): the row is about to be answered by undo, it must not have the focus.
        went (str): this path is where something happened.
        told (str, bool): words on what was done, and whether they offer to undo it.
    """

    answered = Signal(str, str)
    changed = Signal(object)
    instance_added = Signal(str)
    instance_removed = Signal(str, str)
    instance_restored = Signal(str, str)
    instance_moved = Signal(str, int)
    touched = Signal(object)
    rebuilt = Signal(object)
    freeing = Signal(object)
    went = Signal(str)
    told = Signal(str, bool)

    def __init__(self, row_of: Callable[[RowKey], Row | None]) -> None:
        super().__init__()
        self._row_of = row_of
        self._past = Past()
        self.sitting: Sitting | None = None
        self.read_only = False

    def begin(self, sitting: Sitting | None, *, read_only: bool) -> None:
        """Write into *sitting* from now on, with nothing to take back."""
        self.sitting = sitting
        self.read_only = read_only
        self._past.forget()

    def resume(self, sitting: Sitting, *, read_only: bool) -> None:
        """Write into *sitting* from now on: the same filling, read anew."""
        self.sitting = sitting
        self.read_only = read_only

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    # --- answering ----------------------------------------------------------------------

    def answer(self, key: RowKey, value: str, *, remember: bool = True) -> None:
        """Answer the question of row *key*."""
        sitting, row = self.sitting, self._row_of(key)
        if sitting is None or row is None or self.read_only:
            return
        before = sitting.state(row.path).kept
        changed = sitting.set(row.path, value)
        after = sitting.state(row.path).kept
        self.touched.emit(changed | {row.path})
        if after == before:
            return
        if remember:
            self._past.did(Answered(key, before))
            self.told.emit("", False)
        self.answered.emit(row.path, after)
        self.changed.emit(changed)

    # --- cards --------------------------------------------------------------------------

    def add(self, repeat: str) -> None:
        """Add a card to the repeat at *repeat*."""
        sitting = self.sitting
        if sitting is None or self.read_only or not sitting.can_add(repeat):
            return
        path = sitting.add(repeat)
        key = sitting.instance_key(path)
        self._rebuilt()
        self._past.did(Added(key, path))
        self.instance_added.emit(path)
        self.went.emit(path)

    def remove(self, card: Row) -> None:
        """Remove a card; nobody is asked, it can be taken back."""
        sitting = self.sitting
        if sitting is None or self.read_only or not sitting.can_remove(card.path):
            return
        title, path, key = card_title(sitting, card), card.path, card.key[0]
        repeat = repeat_of(path)
        self._past.did(Removed(path, sitting.filled_at(path)))
        sitting.remove(path)
        self._rebuilt()
        self.instance_removed.emit(path, key)
        left = sitting.instances(repeat)
        self.went.emit(left[min(card.position, len(left)) - 1] if left else repeat)
        self.told.emit(self.tr("已去掉“{what}”").format(what=title), True)

    def move(self, card: Row, to: int, *, remember: bool = True) -> bool:
        """Make *card* number *to*; returns whether it could be."""
        sitting, path, before = self.sitting, card.path, card.position
        if sitting is None or self.read_only or to == before:
            return False
        if not 1 <= to <= len(sitting.instances(repeat_of(path))):
            return False
        sitting.move(path, to)
        if remember:
            self._past.did(Moved(card.key, before))
        self._rebuilt()
        self.instance_moved.emit(path, to)
        return True

    def _rebuilt(self) -> None:
        changed = self.sitting.taken_changes() if self.sitting is not None else frozenset()
        self.rebuilt.emit(changed)
        if changed:
            self.changed.emit(changed)

    # --- taking back --------------------------------------------------------------------

    def undo(self) -> bool:
        """Take back the last step that can be; ``False`` when there is none."""
        while (step := self._past.last()) is not None:
            match step:
                case Answered():
                    done = self._undo_answer(step)
                case Added():
                    done = self._undo_added(step)
                case Moved():
                    done = self._undo_moved(step)
                case Removed():
                    done = self._undo_removed(step)
            if done:
                return True
        return False

    def _undo_answer(self, step: Answered) -> bool:
        sitting, row = self.sitting, self._row_of(step.row)
        if sitting is None or row is None or sitting.state(row.path).kept == step.before:
            return False
        self.freeing.emit(step.row)
        self.answer(step.row, step.before, remember=False)
        label = plain_words(sitting.label(row.path))
        self.told.emit(self.tr("已撤销：{what}").format(what=label), False)
        self.went.emit(row.path)
        return True

    def _undo_added(self, step: Added) -> bool:
        sitting = self.sitting
        if sitting is None:
            return False
        for path in sitting.instances(repeat_of(step.path)):
            if sitting.instance_key(path) == step.key:
                sitting.remove(path)
                self._rebuilt()
                self.instance_removed.emit(path, step.key)
                return True
        return False

    def _undo_moved(self, step: Moved) -> bool:
        row = self._row_of(step.row)
        return row is not None and self.move(row, step.position, remember=False)

    def _undo_removed(self, step: Removed) -> bool:
        sitting, repeat = self.sitting, repeat_of(step.path)
        if sitting is None or not sitting.can_add(repeat):
            return False
        wanted = int(step.path[len(repeat) + 1 : -1])
        path = f"{repeat}[{min(wanted, len(sitting.instances(repeat)) + 1)}]"
        sitting.restore(path, step.filled)
        self._rebuilt()
        self.instance_restored.emit(path, sitting.instance_key(path))
        self.told.emit("", False)
        self.went.emit(path)
        return True
