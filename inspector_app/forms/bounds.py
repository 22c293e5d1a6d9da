"""How large an XLSForm may be, looked at before pyxform multiplies it.

A small file can make a huge form: each reference is written out as a path, each text in every
language, each loop once for every choice, and each path bears the names of all groups around
it. What is bounded here is what comes out, so that a hostile form costs seconds and not
gigabytes; the bounds are far above what anybody can fill in.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspector_app.domain.errors import InputError
from inspector_app.forms.columns import Column, by_name, read_columns
from inspector_app.forms.patterns import BEGIN, END
from inspector_app.forms.sources import SourceSheet

MOST_NODES = 20_000
DEEPEST = 100
LONGEST_NAME = 200
_MOST_LANGUAGES = 40
_MOST_TEXTS = 250_000  # texts to translate × languages
_MOST_REFERENCES = 50_000  # some 30 µs each in pyxform
_MOST_PULLDATA = 1_000  # pyxform looks for each through the whole cell
_MOST_PATHS = 20_000_000  # characters of all paths together


def check_bounds(sheets: Sequence[SourceSheet], *, name: str) -> None:
    """Refuse sheets whose form would be too large.

    Raises ``InputError``: ``forms.too_large``, and ``forms.cell_groups_too_deep``,
    ``forms.cell_name_too_long`` with the cell.
    """
    for sheet in sheets:
        columns = read_columns(sheet.header)
        if any(_exceeded(sheet, columns)):
            raise InputError("forms.too_large", name=name)
        if sheet.name == "survey":
            choices = next((each for each in sheets if each.name == "choices"), None)
            _check_nodes(sheet, columns, _sizes(choices), name)


def _exceeded(sheet: SourceSheet, columns: tuple[Column, ...]) -> Iterator[bool]:
    languages = len({column.language for column in columns})
    texts = references = pulled = 0
    for _, cells in sheet.rows:
        texts += bool(cells)
        for cell in cells:
            references += cell.count("${")
            pulled += cell.count("pulldata")
    yield languages > _MOST_LANGUAGES
    yield texts * languages > _MOST_TEXTS
    yield references > _MOST_REFERENCES
    yield pulled > _MOST_PULLDATA


def _sizes(choices: SourceSheet | None) -> Counter[str]:
    if choices is None:
        return Counter()
    lists = by_name(read_columns(choices.header)).get("list_name", ())
    return Counter(choices.cell(row, at.index) for row in range(len(choices.rows)) for at in lists)


@dataclass(slots=True)
class _Around:
    """A group that is open: how long its path is, and how often a loop makes it."""

    path: int
    times: int


def _check_nodes(
    survey: SourceSheet, columns: tuple[Column, ...], sizes: Counter[str], name: str
) -> None:
    found = by_name(columns)
    types, names = found.get("type", ()), found.get("name", ())
    around = [_Around(5, 1)]
    nodes = paths = 0
    for row, (number, _) in enumerate(survey.rows):
        kind = next(filter(None, (survey.cell(row, at.index) for at in types)), "")
        called = next(filter(None, (survey.cell(row, at.index) for at in names)), "")
        begin = BEGIN.fullmatch(kind)
        times = around[-1].times
        if begin and begin[1] == "loop":
            times *= max(1, sizes[begin[2] or ""])
        length = around[-1].path + 1 + len(called)
        nodes += times
        paths += times * length
        if len(called) > LONGEST_NAME and names:
            place = _place(survey, number, names[0])
            raise InputError(
                "forms.cell_name_too_long",
                name=name, value=called[:40], most=LONGEST_NAME, **place,
            )  # fmt: skip
        if len(around) > DEEPEST and types:
            place = _place(survey, number, types[0])
            raise InputError("forms.cell_groups_too_deep", name=name, most=DEEPEST, **place)
        if nodes > MOST_NODES or paths > _MOST_PATHS:
            raise InputError("forms.too_large", name=name)
        if begin:
            around.append(_Around(length, times))
        elif END.fullmatch(kind) and len(around) > 1:
            around.pop()


def _place(survey: SourceSheet, number: int, at: Column) -> dict[str, str | int]:
    return {
        "sheet": survey.name,
        "row": number,
        "column": survey.header[at.index],
        "cell": survey.reference(number, at.index),
    }
