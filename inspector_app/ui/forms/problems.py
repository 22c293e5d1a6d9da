"""What is missing or wrong in a form, kept up to date answer by answer. No Qt."""

from collections.abc import Iterable

from inspector_app.forms.sitting import NodeState, Sitting
from inspector_app.system.wording import Wording
from inspector_app.ui.forms.card_words import card_number
from inspector_app.ui.forms.markdown import plain_words
from inspector_app.ui.forms.rows import Row, RowKey, RowKind, Rows
from inspector_app.ui.widgets.missing import MissingItem, Severity

_REQUIRED = "required"
#: More lines than this help nobody, and would have to be read anew with every answer.
MOST_LISTED = 100


class Problems:
    """The problems of one sitting, by row.

    That something required is missing is said at the question only once somebody has been
    there (``tell``), or everywhere (``tell_all``): an empty form is no heap of complaints.
    """

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._kinds: dict[RowKey, str] = {}
        self._told: set[RowKey] = set()
        self._lines: dict[RowKey, MissingItem] = {}
        #: What the form carries unseen and cannot work out: name by path.
        self._unseen: dict[str, str] = {}
        self.tell_all = False

    def __contains__(self, key: object) -> bool:
        """Say whether a row has a problem."""
        return key in self._kinds

    @property
    def missing(self) -> int:
        """How many required answers are missing."""
        return sum(kind == _REQUIRED for kind in self._kinds.values())

    @property
    def wrong(self) -> int:
        """How many answers do not fit."""
        return len(self._kinds) - self.missing + len(self._unseen)

    def begin(self) -> None:
        """Forget what was told: another sitting."""
        self._told.clear()
        self.tell_all = False

    def count(self, rows: Rows, states: Iterable[NodeState]) -> None:
        """Look at every question."""
        self._kinds.clear()
        self._lines.clear()
        self._unseen.clear()
        for state in states:
            self._look(state, rows)

    def _look(self, state: NodeState, rows: Rows) -> bool:
        found = rows.by_path.get(state.path, ())
        if found:
            return sum(self.note(rows.rows[at].key, state) for at in found) > 0
        had = self._unseen.pop(state.path, None) is not None
        if state.relevant and state.problem:
            self._unseen[state.path] = state.node.name
            return True
        return had

    def look_at(self, paths: Iterable[str], rows: Rows, sitting: Sitting) -> bool:
        """Look at what is at *paths*; say whether anything had a problem or has one now."""
        nodes = (path for path in paths if path not in rows.repeats)
        return sum(self._look(sitting.state(path), rows) for path in nodes) > 0

    def follow(self, rows: Rows, before: Rows, changed: Iterable[str], sitting: Sitting) -> None:
        """Look at questions that are new, and at those that *changed*; forget those gone."""
        self._lines.clear()  # they lead to paths, and cards may have moved
        self._kinds = {key: kind for key, kind in self._kinds.items() if key in rows.by_key}
        self._unseen.clear()
        news = [rows.rows[at] for key, at in rows.by_key.items() if key not in before.by_key]
        paths = {row.path for row in news if row.kind is RowKind.QUESTION}
        self.look_at(paths.union(changed), rows, sitting)

    def note(self, key: RowKey, state: NodeState) -> bool:
        """Look at one question; say whether it had a problem or has one now."""
        self._lines.pop(key, None)
        had = self._kinds.pop(key, None) is not None
        if state.relevant and state.problem:
            self._kinds[key] = state.problem
            return True
        return had

    def tell(self, key: RowKey) -> bool:
        """Say from now on what is missing at a row; returns whether that is news."""
        news = key in self._kinds and key not in self._told
        self._told.add(key)
        return news

    def words(self, key: RowKey, state: NodeState) -> str:
        """Return what to say at the question now, empty for nothing."""
        if not state.problem or not state.relevant:
            return ""
        if state.problem == _REQUIRED and key not in self._told and not self.tell_all:
            return ""
        return state.message or self._wording.text(f"forms.problem.{state.problem}")

    def places(self, rows: Rows) -> list[int]:
        """Return the rows that have problems, in order."""
        return sorted(rows.by_key[key] for key in self._kinds if key in rows.by_key)

    def next_place(self, rows: Rows, at: int, step: int) -> int | None:
        """Return the row with a problem after (step 1) or before (-1) row *at*, going round."""
        places = self.places(rows)
        if not places:
            return None
        if step > 0:
            return next((place for place in places if place > at), places[0])
        return next((place for place in reversed(places) if place < at), places[-1])

    def items(self, rows: Rows, sitting: Sitting) -> list[MissingItem]:
        """Return a line for each problem, in the form's order, at most ``MOST_LISTED``."""
        places = self.places(rows)[:MOST_LISTED]
        lines = [self._item(rows.rows[at], rows, sitting) for at in places]
        words = self._wording.text("forms.problem.expression") if self._unseen else ""
        unseen = (MissingItem(name, words, "blocking", "") for name in self._unseen.values())
        return [*lines, *unseen]

    def forget_words(self) -> None:
        """Read the words of all lines anew: another language."""
        self._lines.clear()

    def _item(self, row: Row, rows: Rows, sitting: Sitting) -> MissingItem:
        if row.key not in self._lines:
            self._lines[row.key] = self._line(row, rows, sitting)
        return self._lines[row.key]

    def _line(self, row: Row, rows: Rows, sitting: Sitting) -> MissingItem:
        kind = self._kinds[row.key]
        card = rows.card_around(row)
        said = [card_number(card.position)] if card is not None else []
        if kind != _REQUIRED:  # that it is missing is said by the sign
            message = sitting.state(row.path).message
            said.append(message or self._wording.text(f"forms.problem.{kind}"))
        label = plain_words(sitting.label(row.path)) or row.node.name
        severity: Severity = "due" if kind == _REQUIRED else "blocking"
        return MissingItem(label, " · ".join(said), severity, "form", (("path", row.path),))
