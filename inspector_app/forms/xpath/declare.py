"""How a function of expressions is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from inspector_app.forms.xpath.errors import XPathError
from inspector_app.forms.xpath.values import Scalar

#: The values of a node-set, in document order.
Values: TypeAlias = tuple[Scalar, ...]
Argument: TypeAlias = Scalar | Values
#: The present moment, with its time zone.
Now: TypeAlias = Callable[[], datetime]

#: As many arguments as anybody writes.
MANY = 10_000


class Present(str):
    """The value of a group: the empty text, but ``count-non-empty`` sees that it is there."""

    __slots__ = ()


PRESENT = Present()


@dataclass(frozen=True, slots=True)
class Function:
    """One function.

    ``kinds`` has a letter per argument, the last one serves all further arguments: v value,
    n node-set, b both (a path stays the tuple of its values), f a value that may be a part of
    a day (a moment that a path leads to is whole days: JavaRosa). ``apply`` is called with the
    arguments one after the other; before them with what tells the time if ``clock``, with a
    ``random.Random`` if ``random``. It raises ``XPathError`` where JavaRosa fails.
    """

    kinds: str
    least: int
    most: int
    apply: Callable[..., Scalar]
    clock: bool = False
    random: bool = False

    def kind(self, index: int) -> str:
        """Return what the argument at *index* is wanted as."""
        return self.kinds[min(index, len(self.kinds) - 1)] if self.kinds else "v"


def single(argument: Argument) -> Scalar:
    """Return the one value of *argument*; of an empty node-set the empty text.

    Raises ``XPathError``: ``several_nodes`` for a node-set of several.
    """
    if not isinstance(argument, tuple):
        return argument
    if len(argument) > 1:
        raise XPathError("several_nodes")
    return argument[0] if argument else ""


def listed(arguments: tuple[Argument, ...]) -> Values:
    """Return the values of an open list of arguments.

    A node-set that is the only argument stands for its values; beside others it must be one
    value. Raises ``XPathError``: ``several_nodes``.
    """
    if len(arguments) == 1 and isinstance(arguments[0], tuple):
        return arguments[0]
    return tuple(map(single, arguments))
