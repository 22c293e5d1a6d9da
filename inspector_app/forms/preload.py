"""What a form fills in by itself when it is begun (``jr:preload``)."""

from typing import TYPE_CHECKING

from inspector_app.forms.answers import kept
from inspector_app.forms.xpath.functions import function

if TYPE_CHECKING:
    from inspector_app.forms.surroundings import Surroundings


def preloaded(kind: str, parameter: str, around: "Surroundings") -> str | None:
    """Return the text that a node begins with, ``None`` if nothing is known for it.

    A laptop has no telephone number and no device's name: properties stay empty.
    """
    match kind, parameter:
        case "uid", _:
            return f"uuid:{function('uuid', 0).apply(around.random)}"
        case "date", "today":
            return kept("date", function("today", 0).apply(around.now))[1]
        case "timestamp", "start":
            return kept("dateTime", function("now", 0).apply(around.now))[1]
    return None
