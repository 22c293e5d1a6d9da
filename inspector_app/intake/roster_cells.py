"""Read the cells of one roster row into values, collecting what is wrong with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector_app.domain.vocabulary import Capacity, TalkCategory
from inspector_app.intake.dates import DateError, read_date
from inspector_app.intake.roster_words import RosterWords, mark_key
from inspector_app.intake.sheet import Cell, Lacking, Row, cell_text
from inspector_app.intake.text import clean_line, clean_name, has_private_use, squeezed

_LONGEST_TEXT = 2_000
_LONGEST_NAME = 50
_SHOWN = 40
_REMARK = re.compile(r"(?P<name>[^（(]+)[（(](?P<remark>[^）)]*)[）)]")
_NO_NAME = re.compile(r"[0-9：:。；;、，,=<>|]")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong, or worth knowing, in a row; worded under ``intake.row.<code>``.

    ``row`` is the number the spreadsheet shows; the wording gets it as ``{row}`` beside
    *params*.
    """

    row: int
    code: str
    params: Mapping[str, str]

    @property
    def wording(self) -> str:
        """Return the key of the sentence in the wording."""
        return f"intake.row.{self.code}"


@dataclass(slots=True)
class CellReader:
    """The cells of *row* by field; ``problems`` and ``notes`` grow as they are read.

    A problem keeps the row out, a note does not.
    """

    row: Row
    columns: Mapping[str, int]
    labels: Mapping[str, str]
    words: RosterWords
    from_1904: bool
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)

    def block(self, code: str, **params: str) -> None:
        """Note a problem that keeps the row out."""
        self.problems.append(RowProblem(self.row.number, code, params))

    def text(self, name: str) -> str:
        """Return a cell as one clean line; a formula without a value or an overlong text blocks."""
        cell = self._cell(name)
        text = clean_line(cell_text(cell))
        if len(text) > _LONGEST_TEXT:
            self.block("too_long", column=self.labels[name], characters=str(_LONGEST_TEXT))
            return ""
        if has_private_use(text):
            self._note("private_use", column=self.labels[name], value=text[:_SHOWN])
        return text

    def name(self) -> tuple[str, str, str]:
        """Return the name, the gender and the remark that stood in brackets behind it."""
        text = self.text("name")
        match = _REMARK.fullmatch(text)
        remark = ""
        if match:
            text, remark = match["name"], match["remark"].strip()
        name = clean_name(text)
        if not name:
            self.block("no_name")
        elif len(name) > _LONGEST_NAME or _NO_NAME.search(name):
            self.block("odd_name", value=name[:_SHOWN])
        gender = self.words.genders.get(mark_key(remark), "")
        return name, gender, "" if gender else remark

    def gender(self) -> str:
        """Return 男, 女 or ""."""
        text = self.text("gender")
        if not text:
            return ""
        found = self.words.genders.get(mark_key(text))
        if found is None:
            self._bad("bad_gender", "gender", text)
        return found or ""

    def date(self, name: str) -> str:
        """Return a date as ``dates.read_date`` does; 至今 and the like are empty."""
        cell = self._cell(name)
        if isinstance(cell, str) and clean_line(cell) in self.words.still:
            return ""
        try:
            return read_date(cell, from_1904=self.from_1904)
        except DateError as problem:
            self._bad(problem.code, name, cell_text(cell))
            return ""

    def yes_no(self, name: str) -> bool | None:
        """Return what a yes/no column says, ``None`` if empty."""
        text = self.text(name)
        if not text:
            return None
        key = mark_key(text)
        answer = self.words.yes_no.get(key)
        if answer is None and name == "party_member":
            answer = _member_of_the_party(key)
        if answer is None:
            self._bad("bad_yes_no", name, text)
        return answer

    def category(self) -> TalkCategory | None:
        """Return the talk category that the roster gives by letter or name."""
        text = self.text("category")
        if not text:
            return None
        found = self.words.categories.get(squeezed(text))
        if found is None:
            self._bad("bad_category", "category", text)
        return found

    def capacity(self) -> Capacity | None:
        """Return the capacity of a number one that the roster gives."""
        text = self.text("capacity")
        if not text:
            return None
        found = self.words.capacities.get(squeezed(text))
        if found is None:
            self._bad("bad_capacity", "capacity", text)
        return found

    def _cell(self, name: str) -> Cell:
        if name not in self.columns:
            return None
        cell = self.row.cell(self.columns[name])
        if isinstance(cell, Lacking):
            self.block(f"lacking_{cell.value}", column=self.labels[name])
            return None
        return cell

    def _bad(self, code: str, name: str, value: str) -> None:
        self.block(code, column=self.labels[name], value=clean_line(value)[:_SHOWN])

    def _note(self, code: str, **params: str) -> None:
        self.notes.append(RowProblem(self.row.number, code, params))


def _member_of_the_party(text: str) -> bool | None:
    """Read 政治面貌 written out: the eight other parties' members are no Party members."""
    if "中共" in text:
        return True
    return False if text.endswith(("社员", "会员", "盟员", "党员")) else None
