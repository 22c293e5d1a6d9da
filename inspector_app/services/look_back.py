"""What the last round found, item by item: imported, asked about, and judged again (回头看).

Article 9, fifth duty; handbook D6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from inspector_app.domain.briefing import Judgement
from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import MissionKind
from inspector_app.intake.previous_findings import FindingsReading, FoundRow, read_findings
from inspector_app.services.mission import OpenMission, mission_record
from inspector_app.services.results import Created, Imported
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

FIELDS = (
    "number",
    "finding_class",
    "problem",
    "concerns_number_one",
    "commitment",
    "responsible",
    "deadline",
    "reported",
)


class RowKind(StrEnum):
    """What a row of a list is to the findings already there."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class FoundMatch:
    """One row and what importing it would do; ``finding`` is the record it changes."""

    row: FoundRow
    kind: RowKind
    finding: str = ""
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingsPreview:
    """What importing a list would do; nothing is written before ``import_findings``."""

    reading: FindingsReading
    matches: tuple[FoundMatch, ...]
    known: tuple[Record, ...]


def is_look_back(reader: Reader, mission_id: str) -> bool:
    """Say whether the last round's findings belong into this mission."""
    look_back = mission_record(reader, mission_id).text("kind") == MissionKind.LOOK_BACK.value
    return look_back or reader.count("previous_finding") > 0


def previous_findings(reader: Reader) -> list[Record]:
    """Return the findings in the order of their list; what was added since stands last."""
    found = reader.find("previous_finding", order=[Order("id")])
    last = len(found)
    return sorted(found, key=lambda one: _or(one.number("order"), last))


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def preview_findings(path: Path, known: Sequence[Record]) -> FindingsPreview:
    """Read a list and compare it with the findings *known* (any lane: no store).

    Raises ``InputError`` for a file that is no list; problems of single rows are in the reading.
    """
    reading = read_findings(path)
    by_number = {one.text("number"): one for one in known if one.text("number")}
    by_words = {_key(one.text("problem")): one for one in known}
    matches = []
    for row in reading.rows:
        found = by_number.get(row.number) if row.number else by_words.get(_key(row.problem))
        if found is None:
            matches.append(FoundMatch(row, RowKind.NEW))
            continue
        values = _values(row)
        changes = tuple(name for name in values if values[name] != found.values.get(name))
        kind = RowKind.CHANGED if changes else RowKind.UNCHANGED
        matches.append(FoundMatch(row, kind, found.id, changes))
    return FindingsPreview(reading, tuple(matches), tuple(known))


def _key(problem: str) -> str:
    return "".join(problem.split())


def _values(row: FoundRow) -> dict[str, Json]:
    """Return what the row says; what it leaves blank changes nothing."""
    values: dict[str, Json] = {}
    for name in FIELDS:
        value = getattr(row, name)
        if value is not None and value != "":
            values[name] = value
    return values


def import_findings(mission: OpenMission, preview: FindingsPreview) -> Imported:
    """Write a previewed list in one step; judgements stay (store lane).

    Raises ``RefusedError``: ``look_back.rows_wrong`` while a row has a problem, and
    ``look_back.changed_since_preview`` if the findings are not those it was compared with.
    """
    if preview.reading.problems:
        raise RefusedError("look_back.rows_wrong", count=len(preview.reading.problems))
    reader = mission.journal.reader
    known = {one.id: one for one in preview.known}
    if {one.id: one for one in reader.find("previous_finding")} != known:
        raise RefusedError("look_back.changed_since_preview")
    writes = []
    last = max((one.number("order") or 0 for one in preview.known), default=-1)
    for match in preview.matches:
        values = _values(match.row)
        if match.kind is RowKind.NEW:
            last += 1
            writes.append(mission.journal.create("previous_finding", {"order": last, **values}))
        elif match.kind is RowKind.CHANGED:
            changed = {name: values[name] for name in match.changes}
            writes.append(Write("previous_finding", match.finding, changed))
    writes = [replace(write, entry_id=mission.journal.new_id()) for write in writes]
    changes = mission.journal.write(*writes) if writes else Changes()
    kinds = [match.kind for match in preview.matches]
    return Imported(
        changes,
        kinds.count(RowKind.NEW),
        kinds.count(RowKind.CHANGED),
        kinds.count(RowKind.UNCHANGED),
        tuple(write.record_id for write in writes),
        tuple(write.entry_id for write in writes),
    )


def add_finding(mission: OpenMission, *, entry: str = "", **fields: Json) -> Created:
    """Add a finding by hand, e.g. a new problem that the look-back found (store lane).

    *entry* fixes the id of the entry, so that the step can be taken back with it.
    """
    known = mission.journal.reader.find("previous_finding")
    last = max((one.number("order") or 0 for one in known), default=-1)
    values: dict[str, Json] = {"order": last + 1, **fields}
    write = replace(mission.journal.create("previous_finding", values), entry_id=entry)
    return Created(write.record_id, mission.journal.write(write))


def update_finding(
    mission: OpenMission, finding: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Change fields of a finding; *entry* as in ``add_finding`` (store lane)."""
    return mission.journal.write(Write("previous_finding", finding, fields, entry_id=entry))


def judge(
    mission: OpenMission, finding: str, judgement: Judgement | None, *, entry: str = ""
) -> Changes:
    """Judge how a finding stands now, as the user who unlocked; ``None`` takes it back."""
    fields: dict[str, Json] = {
        "judgement": judgement.value if judgement else None,
        "judged_by": mission.me if judgement else None,
        "judged_on": mission.today() if judgement else None,
    }
    return update_finding(mission, finding, entry=entry, **fields)


def remove_finding(mission: OpenMission, finding: str, *, entry: str = "") -> Changes:
    """Take out a finding that does not belong there (store lane).

    Raises ``RefusedError('look_back.in_use')`` while a question comes from it.
    """
    if mission.journal.reader.count("extra_question", {"subject": finding}):
        raise RefusedError("look_back.in_use")
    write = Write("previous_finding", finding, op=Operation.DELETE, entry_id=entry)
    return mission.journal.write(write)


def counts(findings: Sequence[Record]) -> Mapping[Judgement | None, int]:
    """Count findings by judgement, every judgement present; ``None`` are those not judged yet."""
    found: dict[Judgement | None, int] = {**dict.fromkeys(Judgement, 0), None: 0}
    for one in findings:
        code = one.text("judgement")
        found[Judgement(code) if code in frozenset(Judgement) else None] += 1
    return found


def without_basis(findings: Sequence[Record]) -> list[Record]:
    """Return the findings that were judged without saying on what basis."""
    return [one for one in findings if one.text("judgement") and not one.text("basis").strip()]
