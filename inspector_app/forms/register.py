"""Forms that are registers: what their author says about the list of their entries.

In the settings sheet ``attribute::insp:register`` gives the register's code and so makes it
one, ``…:number`` how entries are numbered, ``…:title`` the question that names an entry,
``…:sort`` the question the list is sorted by at first (``-`` before it: the last one first).
In the survey sheet ``bind::insp:column`` gives a question's place in the list, ``…:filter``
offers it as a filter, ``…:restrict`` names the answers at which an entry is for the leader and
its author alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from inspector_app.domain.errors import InputError
from inspector_app.forms.model import Form, Node

REGISTER, NUMBER, TITLE, SORT = "register", "number", "title", "sort"
COLUMN, FILTER, RESTRICT = "column", "filter", "restrict"

_CODE = re.compile(r"[A-Za-z0-9_-]{1,16}")
_PART = re.compile(r"\{(year|who|0{1,9})\}")
_DEFAULT_NUMBER = "{year}-{who}{000}"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How entries are numbered: ``XF-{year}-{who}{000}`` gives ``XF-2026-A007``.

    ``{year}`` is the mission's year, ``{who}`` a letter for whoever numbers, so that two
    laptops never give the same number, the zeros as many digits at least.
    """

    before: str
    digits: int
    behind: str

    def around(self, year: int, who: str) -> tuple[str, str]:
        """Return what stands before and behind the running number."""
        filled = [
            text.replace("{year}", str(year)).replace("{who}", who)
            for text in (self.before, self.behind)
        ]
        return filled[0], filled[1]

    def number(self, running: int, year: int, who: str) -> str:
        """Return an entry's number."""
        before, behind = self.around(year, who)
        return f"{before}{running:0{self.digits}d}{behind}"


def number_format(text: str) -> NumberFormat:
    """Read a number format; raises ``InputError('register.bad_number')``."""
    zeros = [found for found in _PART.finditer(text) if found[1].startswith("0")]
    if len(zeros) != 1 or "{" in _PART.sub("", text) or "}" in _PART.sub("", text):
        raise InputError("register.bad_number", number=text[:80])
    at = zeros[0]
    return NumberFormat(text[: at.start()], len(at[1]), text[at.end() :])


@dataclass(frozen=True, slots=True)
class Register:
    """A form read as a register. Questions are named by their paths.

    ``columns`` stand in the order of the list. ``title`` is the question that names an entry,
    empty for none; ``sort`` what the list is sorted by, empty for the number. ``restrict`` has
    the answers, by question, at which an entry is closed to the team.
    """

    form: Form
    code: str
    number: NumberFormat
    title: str
    columns: tuple[str, ...]
    filters: tuple[str, ...]
    sort: str
    descending: bool
    restrict: Mapping[str, frozenset[str]]


def register_of(form: Form) -> Register | None:
    """Return *form* as a register, ``None`` if it is not marked as one.

    Raises ``InputError``: ``register.bad_code``, ``register.bad_number``,
    ``register.no_question`` (the title or the order names no question),
    ``register.bad_place`` (a place that is no number), ``register.no_columns``.
    """
    code = form.attributes.get(REGISTER, "").strip()
    if not code:
        return None
    if not _CODE.fullmatch(code):
        raise InputError("register.bad_code", given=code[:80])
    sort = form.attributes.get(SORT, "").strip()
    leaves = [node for node in form.nodes if node.is_leaf]
    columns = [
        (_place(node), node.index, node.path) for node in leaves if node.attributes.get(COLUMN)
    ]
    if not columns:
        raise InputError("register.no_columns", title=form.title)
    outside = [node for node in leaves if node.repeat is None]
    return Register(
        form=form,
        code=code,
        number=number_format(form.attributes.get(NUMBER, "").strip() or _DEFAULT_NUMBER),
        title=_question(outside, form.attributes.get(TITLE, "").strip()),
        columns=tuple(path for _, _, path in sorted(columns)),
        filters=tuple(node.path for node in outside if _is_yes(node.attributes.get(FILTER, ""))),
        sort=_question(outside, sort.removeprefix("-")),
        descending=sort.startswith("-"),
        restrict={
            node.path: frozenset(node.attributes[RESTRICT].split())
            for node in outside
            if node.attributes.get(RESTRICT, "").strip()
        },
    )


def _place(node: Node) -> int:
    text = node.attributes[COLUMN].strip()
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise InputError("register.bad_place", question=node.name, place=text[:80])
    return int(text)


def _is_yes(text: str) -> bool:
    return text.strip().casefold() in {"yes", "true", "1", "是"}


def _question(nodes: list[Node], name: str) -> str:
    if not name:
        return ""
    found = [node.path for node in nodes if name in {node.name, node.path}]
    if len(found) != 1:
        raise InputError("register.no_question", question=name[:80])
    return found[0]
