"""Filled forms as they lie in the tables: answers, and the instances of repeats below them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspector_app.domain.record import Record
from inspector_app.store.reader import CHUNK, Reader


@dataclass(frozen=True, slots=True)
class FilledRows:
    """A filled form and its instances, deleted ones too.

    ``answers`` has those of the form and of each instance, by record id and node path.
    """

    submission: Record
    instances: tuple[Record, ...]
    answers: Mapping[str, Mapping[str, str]]


def filled_rows(reader: Reader, submission: str) -> FilledRows | None:
    """Return what is recorded of a filled form, ``None`` if it is not here: three statements."""
    return next(iter(many_filled(reader, [submission])), None)


def many_filled(reader: Reader, submissions: Sequence[str]) -> Iterator[FilledRows]:
    """Yield what is recorded of filled forms, in their order, some hundreds at a time."""
    for start in range(0, len(submissions), CHUNK):
        part = list(submissions[start : start + CHUNK])
        records = reader.many("submission", part)
        below: dict[str, list[Record]] = {}
        for one in reader.find("instance", {"submission": part}, deleted=True):
            below.setdefault(one.text("submission"), []).append(one)
        owners = [*part, *(one.id for found in below.values() for one in found)]
        answers = _answers(reader, owners)
        for submission in part:
            if submission in records:
                instances = tuple(below.get(submission, ()))
                own = [submission, *(one.id for one in instances)]
                said = {one: answers[one] for one in own if one in answers}
                yield FilledRows(records[submission], instances, said)


def _answers(reader: Reader, owners: Sequence[str]) -> dict[str, dict[str, str]]:
    answers: dict[str, dict[str, str]] = {}
    for start in range(0, len(owners), CHUNK):
        part = list(owners[start : start + CHUNK])
        marks = ", ".join("?" * len(part))
        rows = reader.rows(
            "SELECT submission, path, value FROM answer"  # noqa: S608 - question marks
            f" WHERE submission IN ({marks}) AND value IS NOT NULL",
            part,
        )
        for owner, path, value in rows:
            answers.setdefault(str(owner), {})[str(path)] = str(value)
    return answers


def answers_at(
    reader: Reader, submissions: Sequence[str], paths: Sequence[str]
) -> dict[str, dict[str, list[str]]]:
    """Return the answers at some *paths*, by form and path: for the rows of a list.

    Where a path lies in a repeat there is one for each instance that answers it, in order.
    """
    found: dict[str, dict[str, list[str]]] = {}
    if not paths:
        return found
    wanted = ", ".join("?" * len(paths))
    for start in range(0, len(submissions), CHUNK):
        part = list(submissions[start : start + CHUNK])
        marks = ", ".join("?" * len(part))
        rows = reader.rows(
            f"SELECT submission, path, value FROM answer WHERE submission IN ({marks})"  # noqa: S608 - question marks
            f" AND path IN ({wanted}) AND value <> ''",
            [*part, *paths],
        )
        rows += reader.rows(
            f"SELECT i.submission, a.path, a.value FROM instance i, answer a"  # noqa: S608 - question marks
            f" WHERE a.submission = i.id AND i.submission IN ({marks})"
            f" AND a.path IN ({wanted}) AND i.deleted = 0 AND a.value <> ''"
            f' ORDER BY i."order", i.id',
            [*part, *paths],
        )
        for submission, path, value in rows:
            found.setdefault(str(submission), {}).setdefault(str(path), []).append(str(value))
    return found
