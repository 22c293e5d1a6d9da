"""Entries of a register: made, numbered, filled on, closed to the team, taken out."""

from collections.abc import Mapping
from string import ascii_uppercase

from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record_type import AUDIENCE_FIELD, Audience
from inspector_app.domain.vocabulary import Purpose
from inspector_app.forms.filled import Filled
from inspector_app.forms.register import Register, register_of
from inspector_app.forms.sitting import Sitting
from inspector_app.services.access import may_set_audience, require_change
from inspector_app.services.approvals import ApprovalView, approvals, sign
from inspector_app.services.mission import OpenMission, mission_record
from inspector_app.services.prefill import MISSION
from inspector_app.services.published_forms import form_with_hash
from inspector_app.services.results import Created
from inspector_app.services.submissions import (
    SUBMISSION,
    Step,
    create_submission,
    keep_calculated,
    new_sitting,
    open_form,
    save,
)
from inspector_app.store.entry_lists import last_number
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader


def begin_entry(mission: OpenMission, reader: Reader, register: Register) -> Sitting:
    """Begin an entry: pre-filled, nothing of it written yet."""
    return new_sitting(mission, reader, register.form, MISSION, mission.id)


def create_entry(
    mission: OpenMission, register: Register, filled: Filled, *, entry: str = ""
) -> Created:
    """Record a new entry; it gets the next number (store lane). *entry* fixes its id."""
    audience = Audience.LEADER.value if is_restricted(register, filled.values) else ""
    return create_submission(
        mission,
        register.form,
        filled,
        subject_type=MISSION,
        subject=mission.id,
        number=next_number(mission, register),
        audience=audience,
        submission=entry,
    )


def next_number(mission: OpenMission, register: Register) -> str:
    """Return the number that the next entry of who is working gets.

    Everybody numbers in a series of his own, so two laptops never give the same number; a
    number is not given again when its entry is taken out.
    """
    reader = mission.journal.reader
    year = mission_record(reader, mission.id).number("year") or int(mission.today()[:4])
    who = letter_of(reader, mission.me)
    before, behind = register.number.around(year, who)
    return register.number.number(last_number(reader, before, behind) + 1, year, who)


def letter_of(reader: Reader, user: str) -> str:
    """Return the letter of a user's series: the leader, who is known first, has A."""
    known = sorted(one.id for one in reader.find("user"))
    place = known.index(user) if user in known else len(known)
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(ascii_uppercase))
        letters = ascii_uppercase[rest] + letters
    return letters


def is_restricted(register: Register, values: Mapping[str, str]) -> bool:
    """Say whether answers close an entry to the team: handbook §1.3 B10, the number one."""
    return any(
        not closing.isdisjoint(values.get(path, "").split())
        for path, closing in register.restrict.items()
    )


def save_entry(
    mission: OpenMission, register: Register, submission: str, before: Filled, after: Filled
) -> Step:
    """Write what a step changed in an entry (store lane).

    An answer that closes the entry to the team does so before it is written. It is never
    opened again by an answer: only the leader can (``open_entry``).
    """
    record = require_change(mission, SUBMISSION, submission)
    changes = Changes()
    if record.audience == Audience.TEAM and is_restricted(register, after.values):
        closing = Write(SUBMISSION, submission, {AUDIENCE_FIELD: Audience.LEADER.value})
        changes = mission.journal.write(closing)
    step = save(mission, register.form, submission, before, after)
    return Step(changes | step.changes, step.entries)


def open_entry(mission: OpenMission, submission: str) -> Changes:
    """Let the whole team read an entry again (leader, store lane).

    Raises ``RefusedError`` ``register.not_yours_to_open``; ``register.still_restricted`` while
    the entry says what closed it.
    """
    reader = mission.journal.reader
    record = require_change(mission, SUBMISSION, submission)
    if not may_set_audience(reader, mission.me, record):
        raise RefusedError("register.not_yours_to_open")
    form = form_of_entry(reader, submission)
    if is_restricted(form, reader.answers(submission)):
        raise RefusedError("register.still_restricted")
    return mission.journal.write(
        Write(SUBMISSION, submission, {AUDIENCE_FIELD: Audience.TEAM.value})
    )


def sign_entry(mission: OpenMission, submission: str) -> Changes:
    """Sign an entry as it stands (leader, store lane); what it calculates is stored with it.

    The signature stops counting when the entry is changed. Raises ``RefusedError``:
    ``register.incomplete``, ``record.gone``, ``approval.not_your_right``.
    """
    opened = open_form(mission, mission.journal.reader, submission)
    problems = opened.sitting.problems()
    if problems:
        raise RefusedError("register.incomplete", count=len(problems))
    stored = keep_calculated(mission, submission)
    purpose = Purpose.ENTRY_SIGNED
    return stored | sign(mission, purpose=purpose, subject_type=SUBMISSION, subject=submission)


def entry_signature(mission: OpenMission, reader: Reader, submission: str) -> ApprovalView | None:
    """Return the last signature on an entry with what it is worth now, ``None`` without one."""
    found = approvals(
        reader,
        mission.id,
        subject_type=SUBMISSION,
        subject=submission,
        purposes=[Purpose.ENTRY_SIGNED],
    )
    return found[-1] if found else None


def form_of_entry(reader: Reader, submission: str) -> Register:
    """Return the register of an entry, in the version it was made in."""
    record = reader.get(SUBMISSION, submission)
    if record is None or record.deleted:
        raise RefusedError("record.gone")
    register = register_of(form_with_hash(reader, record.text("form_hash")).form())
    if register is None:
        raise RefusedError("register.unknown", form=record.text("form_id"))
    return register


def remove_entry(mission: OpenMission, submission: str, *, reason: str, entry: str = "") -> Changes:
    """Take an entry out of its register; its trace and number stay (store lane).

    *entry* fixes the id of the journal's entry, by which the step can be taken back. Raises
    ``RefusedError`` ``record.gone``, ``record.not_your_right``, ``register.needs_reason``.
    """
    require_change(mission, SUBMISSION, submission)
    if not reason.strip():
        raise RefusedError("register.needs_reason")
    return mission.journal.write(
        Write(SUBMISSION, submission, {}, Operation.DELETE, reason.strip(), entry)
    )
