"""What a filling of a form asks of the world around it: the time, chance, words of choices."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector_app.forms.frames import Frame
    from inspector_app.forms.instances import Item


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The surroundings of one sitting.

    ``choice_name`` gives the label of a choice of a node in a frame, ``text`` a text of the
    form by its id, both in the language of the sitting; ``last_saved`` is the instance that
    holds the answers of the form saved before this one.
    """

    now: Callable[[], datetime]
    random: Random
    choice_name: "Callable[[Frame, int, str], str]"
    text: Callable[[str], str]
    last_saved: "Item"
