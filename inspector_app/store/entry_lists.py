"""Lists of filled forms, filtered and sorted by their answers: the entries of a register.

The ids come from one statement, the cells of a page from another: a list of a hundred
thousand entries is never read whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector_app.store.reader import Reader
from inspector_app.store.search import matching_ids

NUMBER = "number"


@dataclass(frozen=True, slots=True)
class EntriesWanted:
    """Which entries of one form to list, in which order.

    ``words`` all have to be there. ``picked`` names a choice by question, ``between`` a first
    and a last value (either may be empty); both are paths of questions outside repeats.
    ``order`` is such a path, or ``number``; ``as_number`` sorts its answers by size.
    """

    form_id: str
    words: str = ""
    picked: Mapping[str, str] = field(default_factory=dict)
    between: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    restricted: bool = False
    order: str = NUMBER
    as_number: bool = False
    descending: bool = False


def entry_ids(reader: Reader, wanted: EntriesWanted) -> list[str]:
    """Return the ids of the entries that *wanted* names, in its order."""
    parts: list[str] = []
    parameters: list[object] = []
    for submissions, answers in (
        ("main.rec_submission", "main.rec_answer"),
        ("temp.own_submission", "temp.own_answer"),
    ):
        condition, values = _condition(wanted, answers)
        by_answer = wanted.order != NUMBER
        value = "o.value" if by_answer else "NULL"
        joined = f" LEFT JOIN {answers} o ON o.submission = s.id AND o.path = ?"
        parts.append(
            f"SELECT s.id AS id, s.number AS number, {value} AS value"  # noqa: S608 - our own names
            f" FROM {submissions} s{joined if by_answer else ''} WHERE {condition}"
        )
        parameters += [wanted.order, *values] if by_answer else values
    sql = f"SELECT id FROM ({' UNION ALL '.join(parts)}) {_order(wanted)}"  # noqa: S608 - our own names
    found = [str(row[0]) for row in reader.rows(sql, parameters)]
    if wanted.words.strip():
        holding = matching_ids(reader, wanted.words)
        return [one for one in found if one in holding]
    return found


def _condition(wanted: EntriesWanted, answers: str) -> tuple[str, list[object]]:
    parts = ["s.form_id = ?", "s.deleted = 0"]
    values: list[object] = [wanted.form_id]
    if wanted.restricted:
        parts.append("s.audience <> 'team'")
    here = f"EXISTS (SELECT 1 FROM {answers} a WHERE a.submission = s.id AND a.path = ?"  # noqa: S608 - our own names
    for path, choice in wanted.picked.items():
        parts.append(f"{here} AND instr(' ' || a.value || ' ', ' ' || ? || ' '))")
        values += [path, choice]
    for path, (first, last) in wanted.between.items():
        bounds = [(sign, bound) for sign, bound in ((">=", first), ("<=", last)) if bound]
        if bounds:
            # A moment begins with its day: compared as far as the bound is written.
            tests = "".join(f" AND substr(a.value, 1, length(?)) {sign} ?" for sign, _ in bounds)
            parts.append(f"{here}{tests})")
            values += [path, *(value for _, bound in bounds for value in (bound, bound))]
    return " AND ".join(parts), values


def _order(wanted: EntriesWanted) -> str:
    down = " DESC" if wanted.descending else ""
    by_number = f"length(number){down}, number{down}, id{down}"
    if wanted.order == NUMBER:
        return f"ORDER BY {by_number}"
    value = "CAST(value AS REAL)" if wanted.as_number else "value"
    return f"ORDER BY coalesce(value, '') = '', {value}{down}, {by_number}"


def last_number(reader: Reader, before: str, behind: str) -> int:
    """Return the greatest number given so far between two fixed texts, deleted entries counted.

    ``XF-2026-A`` and the empty text find 7 in ``XF-2026-A007``.
    """
    rows = reader.rows(
        "SELECT number FROM submission WHERE number >= ?1 AND number < ?1 || char(1114111)",
        (before,),
    )
    taken = (str(row[0]).removeprefix(before) for row in rows)
    digits = (one.removesuffix(behind) for one in taken if one.endswith(behind))
    return max((int(one) for one in digits if one.isascii() and one.isdigit()), default=0)


def entry_counts(reader: Reader) -> dict[str, int]:
    """Return how many entries there are of each form, by form id."""
    rows = reader.rows("SELECT form_id, count(*) FROM submission WHERE deleted = 0 GROUP BY 1")
    return {str(form_id): int(str(count)) for form_id, count in rows}
