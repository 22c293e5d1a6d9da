"""Paths with positions, and the frames and nodes they mean."""

import re
from dataclasses import dataclass

from inspector_app.domain.errors import InputError
from inspector_app.forms.frames import Frame
from inspector_app.forms.model import Form, Node

_POSITION = re.compile(r"(.+)\[([0-9]{1,9})\]")
LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Addresses:
    """Finds nodes of a filling by their paths, and tells their paths."""

    form: Form
    root: Frame

    def spot(self, path: str) -> tuple[Frame, Node]:
        """Return the node at *path* and its frame.

        Raises ``InputError("forms.no_such_question")``.
        """
        frame, node = self._walk(path)
        if frame is None:
            raise InputError("forms.no_such_question", path=path[:LONGEST_SHOWN])
        return frame, node

    def leaf(self, path: str) -> tuple[Frame, Node]:
        """Return the node at *path* that holds a value. Raises as ``spot``."""
        frame, node = self.spot(path)
        if not node.is_leaf:
            raise InputError("forms.no_such_question", path=path[:LONGEST_SHOWN])
        return frame, node

    def _walk(self, path: str, *, stop_before_last: bool = False) -> tuple[Frame | None, Node]:
        """Return the frame and node at *path*; no frame where there is no such instance."""
        steps = path.split("/")[1:]
        frame: Frame | None = self.root
        so_far, node = "", None
        for at, step in enumerate(steps):
            match = _POSITION.fullmatch(step)
            name, number = (match[1], int(match[2])) if match else (step, 1)
            so_far = f"{so_far}/{name}"
            index = self.form.by_path.get(so_far)
            if index is None or frame is None:
                raise InputError("forms.no_such_question", path=path[:LONGEST_SHOWN])
            node = self.form.nodes[index]
            if match and not node.is_repeat and number != 1:
                raise InputError("forms.no_such_question", path=path[:LONGEST_SHOWN])
            if node.is_repeat and not (stop_before_last and at == len(steps) - 1):
                frames = frame.frames[node.scope]
                frame = frames[number - 1] if 0 < number <= len(frames) else None
        if node is None:
            raise InputError("forms.no_such_question", path=path[:LONGEST_SHOWN])
        return frame, node

    def repeat(self, path: str) -> tuple[Frame, Node]:
        """Return the frame that a repeat's instances lie in."""
        frame, node = self._walk(path, stop_before_last=True)
        if frame is None or not node.is_repeat:
            raise InputError("forms.no_such_repeat", path=path[:LONGEST_SHOWN])
        return frame, node

    def instance(self, path: str) -> Frame:
        """Return an instance of a repeat. Raises ``InputError("forms.no_such_repeat")``."""
        frame, node = self._walk(path)
        if frame is None or not node.is_repeat:
            raise InputError("forms.no_such_repeat", path=path[:LONGEST_SHOWN])
        return frame

    def path(self, frame: Frame, index: int) -> str:
        """Return the path of a node in a frame, with the positions of its repeats."""
        path = self.form.nodes[index].path
        if frame.parent is None:
            return path
        outside = frame.parent.scope.nodes[0]
        top, above = self.form.nodes[frame.scope.nodes[0]].path, self.form.nodes[outside].path
        instance = f"{self.path(frame.parent, outside)}{top[len(above) :]}[{frame.number + 1}]"
        return instance + path[len(top) :]
