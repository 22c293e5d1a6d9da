"""Lists of filled forms, filtered and sorted by their answers: the entries of a register.

The ids come from an index, the cells of a page from another statement: a list of a hundred
thousand entries is never read whole.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspector_app.store.reader import Reader
from inspector_app.store.search import matching_ids

NUMBER = "number"


@dataclass(frozen=True, slots=True)
class EntriesWanted:
    """Which entries of one form to list, in which order.

    ``words`` all have to be there. ``picked`` names a choice by question, ``between`` a first
    and a last value (either may be empty); both are paths of questions outside repeats, and
    answers of no more than forty characters, or moments, which begin with their day.
    ``several`` are the questions among them that may have several choices. ``order`` is such a
    path, too, or ``number``; ``as_number`` sorts its answers by size.
    """

    form_id: str
    words: str = ""
    picked: Mapping[str, str] = field(default_factory=dict)
    several: frozenset[str] = frozenset()
    between: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    restricted: bool = False
    order: str = NUMBER
    as_number: bool = False
    descending: bool = False


def entry_ids(reader: Reader, wanted: EntriesWanted) -> list[str]:
    """Return the ids of the entries that *wanted* names, in its order; unanswered ones last."""
    conditions, parameters = _conditions(wanted)
    tables = (
        ("main.rec_submission", "main.rec_answer"),
        ("temp.own_submission", "temp.own_answer"),
    )
    listed: list[tuple[object, ...]] = []
    for submissions, answers in tables:
        tests = " AND ".join(conditions).replace("{answers}", answers)
        sql = f"SELECT id, number FROM {submissions} WHERE {tests}"  # noqa: S608 - our own names
        listed += reader.rows(sql, parameters)
    if wanted.words.strip():
        holding = matching_ids(reader, wanted.words)
        listed = [row for row in listed if row[0] in holding]
    listed.sort(
        key=lambda row: (len(str(row[1] or "")), str(row[1] or ""), row[0]),
        reverse=wanted.descending,
    )
    numbered = [str(row[0]) for row in listed]
    return numbered if wanted.order == NUMBER else _by_answer(reader, wanted, numbered)


def _by_answer(reader: Reader, wanted: EntriesWanted, numbered: list[str]) -> list[str]:
    """Return the ids sorted by the answers at one question, from the index over them."""
    rows = reader.rows(
        "SELECT submission, head FROM main.rec_answer WHERE path = ?1 AND head <> ''"
        " UNION ALL SELECT submission, head FROM temp.own_answer WHERE path = ?1 AND head <> ''",
        (wanted.order,),
    )
    heads = {str(submission): str(head) for submission, head in rows}
    answered = [one for one in numbered if one in heads]
    if wanted.as_number:
        answered.sort(key=lambda one: _size(heads[one]), reverse=wanted.descending)
    else:
        answered.sort(key=heads.__getitem__, reverse=wanted.descending)
    return answered + [one for one in numbered if one not in heads]


def _size(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _conditions(wanted: EntriesWanted) -> tuple[list[str], list[object]]:
    parts = ["form_id = ?", "deleted = 0"]
    values: list[object] = [wanted.form_id]
    if wanted.restricted:
        parts.append("audience <> 'team'")
    there = "id IN (SELECT submission FROM {answers} WHERE path = ?"
    for path, choice in wanted.picked.items():
        several = path in wanted.several
        parts.append(
            f"{there} AND instr(' ' || value || ' ', ' ' || ? || ' '))"
            if several
            else f"{there} AND head = ?)"
        )
        values += [path, choice]
    for path, (first, last) in wanted.between.items():
        # What begins with the last value is within it: a moment begins with its day.
        within = ["head <> ''", *(["head >= ?"] if first else [])]
        within += ["head < ? || char(1114111)"] if last else []
        if first or last:
            parts.append(f"{there} AND {' AND '.join(within)})")
            values += [path, *filter(None, (first, last))]
    return parts, values


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
    rows = reader.rows(
        "SELECT form_id, count(*) FROM main.rec_submission WHERE deleted = 0 GROUP BY 1"
        " UNION ALL"
        " SELECT form_id, count(*) FROM temp.own_submission WHERE deleted = 0 GROUP BY 1"
    )
    counts: Counter[str] = Counter()
    for form_id, count in rows:
        counts[str(form_id)] += int(str(count))
    return dict(counts)
