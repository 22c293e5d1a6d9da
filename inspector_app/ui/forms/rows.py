"""The rows of a form: questions, headings, cards of repeats, in the order they stand. No Qt.

A form is shown as one flat list of rows, so that only those on screen need widgets. What
belongs together is told by frames, which span rows: sheets, cards of a repeat, sections.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from inspector_app.forms.model import Control, Node
from inspector_app.forms.sitting import Sitting
from inspector_app.ui.forms.reading import repeat_label, repeat_relevant

#: Cards of repeats within repeats step in no further than this.
DEEPEST = 3


class RowKind(StrEnum):
    """What a row is."""

    QUESTION = "question"
    SECTION = "section"
    CARD = "card"
    ADD = "add"
    PAD = "pad"


class FrameKind(StrEnum):
    """What is drawn round rows that belong together."""

    SHEET = "sheet"
    CARD = "card"
    SECTION = "section"


#: What stays the same when cards move: the record id of the card (empty outside), node, kind.
RowKey = tuple[str, int, str]


@dataclass(slots=True)
class Row:
    """One row.

    ``path`` has positions: of the question, the group, the instance, for ADD of the repeat.
    ``inset`` counts the cards around it, ``level`` the headings above it; ``position`` is the
    number of a card; ``height`` that of a PAD. ``relevant`` is what the form says of a
    question, a card or the repeat to add to; ``shown`` follows.
    """

    key: RowKey
    kind: RowKind
    path: str
    node: Node
    inset: int
    level: int = 0
    height: int = 0
    position: int = 0
    relevant: bool = True
    shown: bool = True


@dataclass(slots=True)
class Frame:
    """Rows ``first`` to ``last`` (exclusive) belong together; ``own`` are heading and spaces.

    These show only while something else in the frame does.
    """

    kind: FrameKind
    first: int
    last: int
    inset: int
    own: list[int] = field(default_factory=list)
    seen: bool = True


@dataclass(slots=True)
class Rows:
    """All rows of a filling, with what is needed to find them.

    ``by_path`` finds the rows of a question, group, instance or repeat (its heading and the
    row to add); ``repeats`` has the number of instances of each repeat.
    """

    rows: list[Row] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    by_path: dict[str, list[int]] = field(default_factory=dict)
    by_key: dict[RowKey, int] = field(default_factory=dict)
    repeats: dict[str, int] = field(default_factory=dict)

    def row(self, key: RowKey | None) -> Row | None:
        """Return the row with a key."""
        at = None if key is None else self.by_key.get(key)
        return None if at is None else self.rows[at]

    def first_at(self, path: str) -> Row | None:
        """Return the first row at *path*."""
        found = self.by_path.get(path)
        return self.rows[found[0]] if found else None

    def within(self, path: str) -> list[int]:
        """Return the rows at *path*, else those of what lies in it, in order."""
        found = self.by_path.get(path)
        if found is None:
            inside = f"{path}/"
            known = self.by_path.items()
            found = [at for one, places in known if one.startswith(inside) for at in places]
        return sorted(found)

    def card_around(self, row: Row | None) -> Row | None:
        """Return the innermost card that holds *row*, or is it."""
        path = row.path if row is not None else ""
        while path:
            for at in self.by_path.get(path, ()):
                if self.rows[at].kind is RowKind.CARD:
                    return self.rows[at]
            path = path.rpartition("/")[0]
        return None

    def settle(self) -> None:
        """Work out what shows from what is relevant."""
        rows = self.rows
        for row in rows:
            row.shown = row.relevant and row.kind not in {RowKind.PAD, RowKind.SECTION}
        for frame in self.frames:
            inside = range(frame.first, frame.last)
            own = set(frame.own)
            frame.seen = any(rows[at].shown for at in inside if at not in own)
        for frame in self.frames:
            for at in frame.own:
                rows[at].shown = frame.seen

    def outnumbered(self, changed: Iterable[str], sitting: Sitting) -> bool:
        """Say whether a repeat that *changed* has another number of instances than cards."""
        return any(
            len(sitting.instances(path)) != self.repeats[path]
            for path in changed
            if path in self.repeats
        )

    def touch(self, changed: Iterable[str], sitting: Sitting) -> tuple[list[Row], bool]:
        """Return the rows at the paths that *changed*, and whether others are shown now."""
        touched = [self.rows[at] for path in changed for at in self.by_path.get(path, ())]
        flipped = False
        for row in touched:
            if row.kind is not RowKind.SECTION:
                relevant = _asked(sitting, row)
                flipped |= relevant != row.relevant
                row.relevant = relevant
        if flipped:
            for row in self.rows:
                if row.kind in {RowKind.CARD, RowKind.ADD}:
                    row.relevant = _asked(sitting, row)
            self.settle()
        return touched, flipped


def _asked(sitting: Sitting, row: Row) -> bool:
    if row.kind is RowKind.ADD:
        return repeat_relevant(sitting, row.path)
    return sitting.relevant(row.path)


# Heights of the spaces between and within sheets and cards, in pixels.
_SHEET_PAD = 10
_BETWEEN = 12
_CARD_PAD = 8


class _Builder:
    def __init__(self, sitting: Sitting, *, editable: bool) -> None:
        self._sitting = sitting
        self._editable = editable
        self.out = Rows()

    def whole(self) -> Rows:
        """Sheets: one for each group of the first level, one for what stands between them."""
        form = self._sitting.form
        loose: list[Node] = []
        for index in form.root.children:
            node = form.nodes[index]
            if self._is_sheet(node):
                self._loose(loose)
                loose = []
                self._sheet((node,))
            else:
                loose.append(node)
        self._loose(loose)
        self.out.settle()
        return self.out

    def _is_sheet(self, node: Node) -> bool:
        return node.is_repeat or (not node.is_leaf and self._labelled(node))

    def _labelled(self, node: Node) -> bool:
        return bool(self._sitting.label(f"{self._sitting.form.root.path}/{node.name}").strip())

    def _loose(self, nodes: list[Node]) -> None:
        if nodes:
            self._sheet(tuple(nodes))

    def _sheet(self, nodes: tuple[Node, ...]) -> None:
        frame = self._open(FrameKind.SHEET, 0)
        self._pad(frame, nodes[0], _SHEET_PAD)
        for node in nodes:
            self._node(node, self._sitting.form.root.path, "", 0, 0)
        self._pad(frame, nodes[0], _SHEET_PAD)
        frame.last = len(self.out.rows)
        self._pad(frame, nodes[0], _BETWEEN)

    def _open(self, kind: FrameKind, inset: int) -> Frame:
        frame = Frame(kind, len(self.out.rows), 0, inset)
        self.out.frames.append(frame)
        return frame

    def _pad(self, frame: Frame, node: Node, height: int) -> None:
        """Add a space that shows with *frame*, within it or below it."""
        at = len(self.out.rows)
        key = ("", -at, RowKind.PAD.value)
        self.out.rows.append(Row(key, RowKind.PAD, "", node, frame.inset, height=height))
        frame.own.append(at)

    def _add(self, row: Row) -> None:
        at = len(self.out.rows)
        self.out.rows.append(row)
        self.out.by_key[row.key] = at
        self.out.by_path.setdefault(row.path, []).append(at)

    def _node(self, node: Node, prefix: str, card: str, inset: int, level: int) -> None:
        path = f"{prefix}/{node.name}"
        if node.is_repeat:
            self._repeat(node, path, card, inset, level)
        elif not node.is_leaf:
            self._group(node, path, card, inset, level)
        elif node.control != Control.NONE or self._sitting.label(path).strip():
            key = (card, node.index, RowKind.QUESTION.value)
            row = Row(key, RowKind.QUESTION, path, node, inset)
            row.relevant = self._sitting.relevant(path)
            self._add(row)

    def _group(self, node: Node, path: str, card: str, inset: int, level: int) -> None:
        frame = self._open(FrameKind.SECTION, inset)
        deeper = level + self._heading(frame, node, path, card, level)
        for child in node.children:
            self._node(self._sitting.form.nodes[child], path, card, inset, deeper)
        frame.last = len(self.out.rows)

    def _heading(self, frame: Frame, node: Node, path: str, card: str, level: int) -> bool:
        """Add a heading if the form has words for one; returns whether it has."""
        if node.is_repeat:
            labelled = bool(repeat_label(self._sitting, node, path))
        else:
            labelled = bool(self._sitting.label(path).strip())
        if labelled:
            frame.own.append(len(self.out.rows))
            key = (card, node.index, RowKind.SECTION.value)
            self._add(Row(key, RowKind.SECTION, path, node, frame.inset, level))
        return labelled

    def _repeat(self, node: Node, path: str, card: str, inset: int, level: int) -> None:
        frame = self._open(FrameKind.SECTION, inset)
        self._heading(frame, node, path, card, level)
        instances = self._sitting.instances(path)
        self.out.repeats[path] = len(instances)
        for position, instance in enumerate(instances, 1):
            self._card(node, instance, position, min(inset + 1, DEEPEST))
        if self._editable and self._sitting.can_add(path):
            key = (card, node.index, RowKind.ADD.value)
            row = Row(key, RowKind.ADD, path, node, inset)
            row.relevant = repeat_relevant(self._sitting, path)
            self._add(row)
        frame.last = len(self.out.rows)

    def _card(self, node: Node, path: str, position: int, inset: int) -> None:
        frame = self._open(FrameKind.CARD, inset)
        card = self._sitting.instance_key(path)
        key = (card, node.index, RowKind.CARD.value)
        row = Row(key, RowKind.CARD, path, node, inset, position=position)
        row.relevant = self._sitting.relevant(path)
        self._add(row)
        for child in node.children:
            self._node(self._sitting.form.nodes[child], path, card, inset, 1)
        self._pad(frame, node, _CARD_PAD)
        frame.last = len(self.out.rows)
        self._pad(frame, node, _CARD_PAD)


def build_rows(sitting: Sitting, *, editable: bool) -> Rows:
    """Return the rows of *sitting*; rows to add cards only where it is *editable*."""
    return _Builder(sitting, editable=editable).whole()
