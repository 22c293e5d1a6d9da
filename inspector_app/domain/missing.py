"""What still stands between the team and done: each line says what, and where to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a missing thing matters."""

    BLOCK = "block"  # the next step is refused until it is mended
    DUE = "due"  # it is late or doubtful
    NOTE = "note"  # worth knowing


@dataclass(frozen=True, slots=True)
class Missing:
    """One missing thing. ``code`` is worded under ``missing``; ``place`` leads there.

    ``page`` is the page's key and ``target`` names and ids on it, as the window's pages
    take them.
    """

    code: str
    severity: Severity
    page: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    target: Mapping[str, str] = field(default_factory=dict)


def blocking(found: "list[Missing]") -> list[Missing]:
    """Return what refuses the next step."""
    return [one for one in found if one.severity is Severity.BLOCK]
