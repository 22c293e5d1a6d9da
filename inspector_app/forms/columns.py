"""What the columns of an XLSForm's sheets mean, whatever name a form's author gave them.

A column has several names ("relevance", "bind::relevant"), in any case and with spaces, and
may carry a language behind it ("label::中文 (zh)").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Other names of a column, as pyxform knows them.
_ALIASES = {
    "caption": "label",
    "command": "type",
    "tag": "name",
    "value": "name",
    "relevance": "relevant",
    "read_only": "readonly",
    "calculate": "calculation",
    "constraining_message": "constraint_message",
    "jr:constraintmsg": "constraint_message",
    "requiredmsg": "required_message",
    "jr:requiredmsg": "required_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "list name": "list_name",
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
#: Words before a column's own name that only say where it ends up in the XForm.
_PREFIXES = frozenset({"bind", "control", "body", "media"})
#: Columns whose words are translated.
TRANSLATED = ("label", "hint", "guidance_hint", "constraint_message", "required_message",
              "image", "big-image", "audio", "video")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its plain name, its language ("" for none) and where it stands (from 0)."""

    name: str
    language: str
    index: int


def read_columns(header: Sequence[str]) -> tuple[Column, ...]:
    """Return what the cells of a header mean; empty ones are left out."""
    double = any("::" in cell for cell in header)
    return tuple(
        Column(*_meaning(cell, double=double), index) for index, cell in enumerate(header) if cell
    )


def _meaning(cell: str, *, double: bool) -> tuple[str, str]:
    plain = _plain(cell)
    if plain in _ALIASES.values() or plain in TRANSLATED:
        return plain, ""
    if plain in _ALIASES:
        return _ALIASES[plain], ""
    mark = "::" if double or "::" in cell else ":"
    first, *more = (part.strip() for part in cell.split(mark))
    if mark == ":" and "jr" in (first, *more):  # jr:count is one name
        first, *more = cell.replace("jr:", "jr\0", 1).split(":")
        first, more = first.replace("\0", ":"), [part.replace("\0", ":") for part in more]
    name = _plain(first)
    if name in _PREFIXES and more:
        inner, *more = more
        name = inner if ":" in inner and _plain(inner) not in _ALIASES else _plain(inner)
    name = _ALIASES.get(name, name)
    if name in TRANSLATED:
        return name, "::".join(more)
    return "::".join((name, *more)), ""


def _plain(cell: str) -> str:
    return "_".join(cell.split()).lower()


def by_name(columns: Sequence[Column]) -> Mapping[str, tuple[Column, ...]]:
    """Return columns by their plain name: one, or one for each language."""
    found: dict[str, tuple[Column, ...]] = {}
    for column in columns:
        found[column.name] = (*found.get(column.name, ()), column)
    return found


def letters(index: int) -> str:
    """Return the letters a spreadsheet shows for the column at *index* (from 0)."""
    shown = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        shown = chr(ord("A") + rest) + shown
    return shown
