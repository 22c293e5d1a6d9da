"""What the author's check of a form finds, before it is put into words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspector_app.forms.origin import Place


class Severity(StrEnum):
    """An error keeps a form from doing what its author means; a warning may be meant so."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing about a form, worded under ``forms.lint.<code>``.

    ``path`` is the node and ``column`` what about it; ``place`` is the cell and ``line`` the
    line of an XForm, each filled in where it is known.
    """

    severity: Severity
    code: str
    path: str = ""
    column: str = ""
    language: str | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)
    place: Place | None = None
    line: int = 0


def error(
    code: str, path: str, column: str = "", language: str | None = None, /, **params: str | int
) -> LintFinding:
    """Return an error about a node."""
    return LintFinding(Severity.ERROR, code, path, column, language, params)


def warning(
    code: str, path: str, column: str = "", language: str | None = None, /, **params: str | int
) -> LintFinding:
    """Return a warning about a node."""
    return LintFinding(Severity.WARNING, code, path, column, language, params)
