"""What compiled expressions are: closures over where they are evaluated and where they stand."""

from collections.abc import Callable
from typing import TypeAlias

from inspector_app.forms.frames import Frame, Place
from inspector_app.forms.instances import Item
from inspector_app.forms.xpath.values import Scalar

#: Where an expression is evaluated: a frame, or an item inside a predicate over a list.
Here: TypeAlias = "Frame | Item"
#: Where it stands: the frame of its node, for ``current()``, the time and chance.
Origin: TypeAlias = "Frame | Place"
Evaluate: TypeAlias = Callable[[Here, Origin], Scalar]
Values: TypeAlias = Callable[[Here, Origin], tuple[Scalar, ...]]
Items: TypeAlias = Callable[[Here, Origin], list[Item]]
Frames: TypeAlias = Callable[[Here, Origin], list[Frame]]
