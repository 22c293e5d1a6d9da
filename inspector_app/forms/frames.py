"""The values of a form that is being filled: one frame for each instance of a scope."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector_app.forms.skeleton import Scope
    from inspector_app.forms.surroundings import Surroundings
    from inspector_app.forms.xpath.values import Scalar


class Frame:
    """One instance of a scope: the form itself, or one instance of a repeat.

    By slot: ``kept`` the value a node holds, ``text`` how it is written, ``relevant`` whether
    it and all around it are relevant, ``own`` its own condition alone, and ``read`` what
    expressions read: the kept value, or "" while the node is irrelevant. ``frames`` are the
    instances of the repeats inside, by scope.
    """

    __slots__ = (
        "around", "frame", "frames", "kept", "key", "number", "own", "parent", "read", "relevant",
        "root", "scope", "text",
    )  # fmt: skip

    def __init__(
        self, scope: "Scope", parent: "Frame | None", around: "Surroundings", key: str = ""
    ) -> None:
        """Make an empty frame in which everything is relevant."""
        size = len(scope.nodes)
        self.scope = scope
        self.parent = parent
        self.root: Frame = self if parent is None else parent.root
        self.around = around
        self.frame: Frame = self  # the origin of an expression, as Place has it
        self.key = key
        self.number = 0
        self.kept: list[Scalar] = [""] * size
        self.read: list[Scalar] = [""] * size
        self.text = [""] * size
        self.relevant = [True] * size
        self.own = [True] * size
        self.frames: dict[int, list[Frame]] = {index: [] for index in scope.repeats}

    def up(self, levels: int) -> "Frame":
        """Return the frame that many repeats further out."""
        frame = self
        for _ in range(levels):
            frame = frame.outside
        return frame

    @property
    def outside(self) -> "Frame":
        """Return the frame around an instance of a repeat; the form itself has none."""
        if self.parent is None:
            raise LookupError(self.key)
        return self.parent

    def below(self, route: "tuple[int, ...]") -> "list[Frame]":
        """Return the frames that a chain of scopes leads to, in document order."""
        found = [self]
        for scope in route:
            found = [inner for frame in found for inner in frame.frames[scope]]
        return found


class Place:
    """The origin of a predicate that asks for positions: the frame, and which node it is at."""

    __slots__ = ("around", "frame", "position")

    def __init__(self, origin: "Frame | Place", position: int) -> None:
        """Stand at *position*, counted from 1, on behalf of *origin*."""
        self.frame: Frame = origin.frame
        self.around: Surroundings = origin.around
        self.position = position
