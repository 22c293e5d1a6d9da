"""A filled form as it is kept: answers by path, and the instances of its repeats."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Filled:
    """The answers of a form or of one instance of a repeat.

    ``values`` has the text of every node by its path without positions, those of this
    instance alone; ``repeats`` the instances of each repeat in it, by the repeat's path.
    ``key`` is the record of the instance, "" for the form.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    repeats: Mapping[str, tuple["Filled", ...]] = field(default_factory=dict)
    key: str = ""
