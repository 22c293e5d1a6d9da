"""Filled forms in the journal: answers are fields, instances of repeats are child records.

A form is filled in a ``Sitting`` in memory. Whoever lets it be filled hands over what it held
before and after a step; what differs becomes entries here: an answer is one field of the form's
record or of its instance's, a repeat's instance a record with an order key. Paths in the
journal have no positions, so that two laptops' instances merge by the fold like any records.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD
from inspector_app.forms.filled import Filled
from inspector_app.forms.model import Control, Form, Node
from inspector_app.forms.sitting import FROM, Sitting
from inspector_app.services.mission import OpenMission
from inspector_app.services.order_keys import keys_for
from inspector_app.services.prefill import prefill_for
from inspector_app.services.published_forms import form_with_hash
from inspector_app.services.results import Created
from inspector_app.store.filled import FilledRows, filled_rows, many_filled
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader
from inspector_app.store.undo import taking_back

SUBMISSION, INSTANCE = "submission", "instance"
#: No form nests its repeats so deep; a forged chain of instances goes no further.
_DEEPEST = 32
_POSITION = re.compile(r"\[[0-9]+\]")


@dataclass(frozen=True, slots=True)
class Step:
    """What one intention wrote; ``entries`` take it back, in the order they were written."""

    changes: Changes
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands in the journal."""

    record_type: str
    record_id: str
    field: str


@dataclass(frozen=True, slots=True)
class OpenForm:
    """A filled form, open to be filled on: its record, the form, and what is recorded of it."""

    record: Record
    form: Form
    sitting: Sitting
    saved: Filled


def plain_path(path: str) -> str:
    """Return a path without its positions: the name of the field in the journal."""
    return _POSITION.sub("", path)


def place_of_answer(sitting: Sitting, submission: str, path: str) -> Place:
    """Return where the answer at *path* (with positions) stands in the journal."""
    positions = list(_POSITION.finditer(path))
    if not positions:
        return Place(SUBMISSION, submission, path)
    instance = path[: positions[-1].end()]
    return Place(INSTANCE, sitting.instance_key(instance), plain_path(path))


# --- reading ----------------------------------------------------------------------------


def stored(reader: Reader, submission: str) -> tuple[Record, Filled]:
    """Return a filled form's record and all that is recorded in it.

    An instance that somebody took out while somebody else wrote below it is there again: an
    edit beats a delete. Raises ``RefusedError('record.gone')``.
    """
    rows = filled_rows(reader, submission)
    if rows is None or rows.submission.deleted:
        raise RefusedError("record.gone")
    return rows.submission, _filled(rows)


def all_stored(reader: Reader, submissions: Sequence[str]) -> Iterator[tuple[Record, Filled]]:
    """Yield the records of filled forms with all that is recorded; those that are gone do not."""
    for rows in many_filled(reader, submissions):
        if not rows.submission.deleted:
            yield rows.submission, _filled(rows)


def _filled(rows: FilledRows) -> Filled:
    below: dict[str, list[Record]] = {}
    for one in sorted(rows.instances, key=lambda one: (one.text("order"), one.id)):
        below.setdefault(one.text("parent"), []).append(one)

    def filled(record_id: str, key: str, depth: int = 0) -> Filled:
        repeats: dict[str, list[Filled]] = {}
        for one in below.get(record_id, ()) if depth < _DEEPEST else ():
            inside = filled(one.id, one.id, depth + 1)
            if not one.deleted or inside.repeats:
                repeats.setdefault(one.text("repeat"), []).append(inside)
        return Filled(
            values=rows.answers.get(record_id, {}),
            repeats={path: tuple(instances) for path, instances in repeats.items()},
            key=key,
        )

    return filled(rows.submission.id, "")


def open_form(mission: OpenMission, reader: Reader, submission: str) -> OpenForm:
    """Open a filled form in the version it was filled in, to be read or filled on.

    Raises ``RefusedError``: ``record.gone``, ``published.unknown``.
    """
    record, saved = stored(reader, submission)
    form = form_with_hash(reader, record.text("form_hash")).form()
    return OpenForm(record, form, sitting_of(mission, reader, record, form, saved), saved)


def sitting_of(
    mission: OpenMission, reader: Reader, record: Record, form: Form, saved: Filled
) -> Sitting:
    """Return a sitting in a version of its form, with what is recorded of it."""
    known = prefill_for(mission, reader, record.text("subject_type"), record.text("subject"))
    # A question that somebody left empty is not filled in by who opens the form next.
    carried = {
        node.attributes[FROM]
        for node in form.nodes
        if node.control is Control.NONE and FROM in node.attributes
    }
    prefill = {name: value for name, value in known.items() if name in carried}
    return _sitting(mission, form, saved, prefill)


def new_sitting(
    mission: OpenMission, reader: Reader, form: Form, subject_type: str, subject: str
) -> Sitting:
    """Begin a form about a record: pre-filled, nothing of it written yet."""
    return _sitting(mission, form, None, prefill_for(mission, reader, subject_type, subject))


def _sitting(
    mission: OpenMission, form: Form, filled: Filled | None, prefill: Mapping[str, str]
) -> Sitting:
    return Sitting(
        form,
        filled,
        prefill,
        now=mission.surroundings.clock.now,
        new_key=mission.folder.setting.new_id,
        language=form.language_for(mission.language),
    )


# --- writing ----------------------------------------------------------------------------


def create_submission(
    mission: OpenMission,
    form: Form,
    filled: Filled,
    *,
    subject_type: str,
    subject: str,
    number: str = "",
    audience: str = "",
    submission: str = "",
) -> Created:
    """Record a filled form, in the version *form* (store lane).

    *submission* fixes its id. Without an *audience* of its own it is read by whoever may read
    the record it is about.
    """
    journal = mission.journal
    new: dict[str, Json] = {
        "form_id": form.id,
        "form_hash": form.hash,
        "version": form.version,
        "number": number or None,
        "subject_type": subject_type,
        "subject": subject,
    }
    if audience:
        new[AUDIENCE_FIELD] = audience
    flat = _flat(form, filled)
    write = journal.create(SUBMISSION, {**new, **flat[""].values}, submission)
    writes = [write, *_instance_writes(mission, write.record_id, {"": _Part()}, flat)]
    return Created(write.record_id, journal.write(*writes))


def save(mission: OpenMission, form: Form, submission: str, before: Filled, after: Filled) -> Step:
    """Write what a step changed: from *before* to *after*, as the sitting had it (store lane).

    One answer is one entry. Raises ``RefusedError('journal.record_unknown')`` for a form that
    this user may not read any more.
    """
    old, new = _flat(form, before), _flat(form, after)
    writes = []
    changed = _changed_values(old[""].values, new[""].values)
    if changed:
        writes.append(Write(SUBMISSION, submission, changed))
    writes += _instance_writes(mission, submission, old, new)
    return write_step(mission, writes)


def write_step(mission: OpenMission, writes: Iterable[Write]) -> Step:
    """Write all of a step or nothing; return what takes it back (store lane)."""
    journal = mission.journal
    named = [
        Write(one.record_type, one.record_id, one.new, one.op, one.reason, journal.new_id())
        for one in writes
    ]
    changes = journal.write(*named)
    return Step(changes, tuple(one.entry_id for one in named if journal.has(one.entry_id)))


def take_back(mission: OpenMission, step: Step) -> Changes:
    """Take a whole step back, or nothing of it (store lane).

    Raises ``RefusedError('journal.undo_overtaken')`` when somebody has since written there.
    """
    journal = mission.journal
    writes = []
    for identifier in reversed(step.entries):
        entry = journal.reader.entry(identifier)
        if entry is None:
            raise RefusedError("journal.undo_unknown")
        op, new = taking_back(journal.reader, entry)
        writes.append(Write(entry.body.record_type, entry.body.record_id, new, op))
    return journal.write(*writes)


def same_content(form: Form, one: Filled, other: Filled) -> bool:
    """Say whether two fillings come to the same records."""
    return _flat(form, one) == _flat(form, other)


def keep_calculated(mission: OpenMission, submission: str) -> Changes:
    """Store what a form calculates, as it stands: before it is signed (store lane).

    A signature covers what was shown, whatever another program would calculate later.
    """
    opened = open_form(mission, mission.journal.reader, submission)
    writes = []
    for state in opened.sitting.states():
        if state.node.rules.calculate is not None:
            place = place_of_answer(opened.sitting, submission, state.path)
            writes.append(Write(place.record_type, place.record_id, {place.field: state.kept}))
    return mission.journal.write(*writes)


# --- what a filled form comes to in records -------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """One record of a filled form: the form itself or an instance of a repeat."""

    values: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    repeat: str = ""
    below: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _flat(form: Form, filled: Filled) -> dict[str, _Part]:
    """Return the parts of a filled form by instance key, outer ones first; the form's is "".

    What the form calculates or takes from its record, and an id of its own, is not recorded;
    what it does not ask, of another version, is left as it is.
    """
    asked = {node.path for node in form.nodes if node.is_leaf and not _follows(node)}
    repeats = {node.path for node in form.nodes if node.is_repeat}
    parts: dict[str, _Part] = {}
    waiting = [(filled, "", "", "")]
    while waiting:
        one, key, parent, repeat = waiting.pop(0)
        values = {path: value for path, value in one.values.items() if path in asked}
        inside = {path: found for path, found in one.repeats.items() if path in repeats}
        below = {path: tuple(instance.key for instance in found) for path, found in inside.items()}
        parts[key] = _Part(values, parent, repeat, below)
        for path, instances in inside.items():
            waiting += [(instance, instance.key, key, path) for instance in instances]
    return parts


def _follows(node: Node) -> bool:
    """Say whether a node's value comes from elsewhere each time the form is opened."""
    carried = node.control is Control.NONE and FROM in node.attributes
    return carried or node.rules.calculate is not None or node.preload[0] == "uid"


def _changed_values(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, Json]:
    changed: dict[str, Json] = {
        path: value for path, value in new.items() if old.get(path) != value
    }
    return changed | {path: None for path in old if path not in new}


def _instance_writes(
    mission: OpenMission, submission: str, old: Mapping[str, _Part], new: Mapping[str, _Part]
) -> list[Write]:
    reader = mission.journal.reader
    known = {one.id: one for one in reader.find(INSTANCE, {"submission": submission}, deleted=True)}
    orders = {key: record.text("order") for key, record in known.items()}
    for key, part in new.items():
        for repeat, instances in part.below.items():
            before = old[key].below.get(repeat, ()) if key in old else ()
            if instances != before:
                orders |= keys_for(instances, {one: orders.get(one, "") for one in instances})
    writes = [
        Write(INSTANCE, key, op=Operation.DELETE)
        for key in reversed(tuple(old))
        if key and key not in new and key in known and not known[key].deleted
    ]
    for key, part in new.items():
        if not key:
            continue
        if key not in known:
            writes.append(_creation(submission, key, part, orders[key]))
            continue
        record = known[key]
        if record.deleted and key not in old:
            writes.append(Write(INSTANCE, key, op=Operation.RESTORE))
        seen = old[key].values if key in old else reader.answers(key)
        changed = _changed_values(seen, part.values)
        if orders[key] != record.text("order"):
            changed["order"] = orders[key]
        if changed:
            writes.append(Write(INSTANCE, key, changed))
    return writes


def _creation(submission: str, key: str, part: _Part, order: str) -> Write:
    new: dict[str, Json] = {
        "submission": submission,
        "parent_type": INSTANCE if part.parent else SUBMISSION,
        "parent": part.parent or submission,
        "repeat": part.repeat,
        "order": order,
        **part.values,
    }
    return Write(INSTANCE, key, new, Operation.CREATE)
