"""Talks: planned, held against the must-ask checklist, read back, closed and signed.

Rules (handbook §7.1, settings where places differ): two or more of the team, a recorder, the
start before the end, the opening statement made, the record read back, every item that must
be asked answered; a gap closes only with a reason and the leader's signed consent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.must_ask import (
    Coverage,
    ItemAnswer,
    MustAskItem,
    coverage,
    items_for,
    open_items,
)
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import (
    Decision,
    Purpose,
    TalkCategory,
    TalkKind,
    TalkState,
)
from inspector_app.services.approvals import ApprovalView, approval_write, approvals
from inspector_app.services.checklist import (
    FORM_ID,
    Checklist,
    answer_fields,
    answers_from,
)
from inspector_app.services.mission import OpenMission, require_leader, setting
from inspector_app.services.results import Created
from inspector_app.services.speakers import FIELDS as SPEAKER_FIELDS
from inspector_app.services.speakers import items_due, require_speakers
from inspector_app.services.talk_times import (
    double_sitting,
    meeting_of,
    refuse,
    require_free,
    usual_minutes,
)
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader

#: States in which the record and the answers may be changed.
_OPEN_STATES = frozenset({TalkState.PLANNED, TalkState.HELD})
#: What decides whether a talk can be held: who, when and where.
_PLANNED_FIELDS = frozenset(
    {"kind", *SPEAKER_FIELDS, "interviewers", "recorder", "starts_at", "ends_at", "place"}
)


@dataclass(frozen=True, slots=True)
class TalkView:
    """Everything of one talk."""

    talk: Record
    official: Record | None
    category: TalkCategory
    state: TalkState
    paragraphs: tuple[Record, ...]
    items: tuple[MustAskItem, ...]
    answers: Mapping[str, ItemAnswer]
    open_items: tuple[MustAskItem, ...]
    coverage: Coverage
    signatures: tuple[ApprovalView, ...]
    editable: bool

    @property
    def consented(self) -> bool:
        """Say whether the leader's consent to the gap holds."""
        return any(s.counts and s.purpose is Purpose.TALK_GAP for s in self.signatures)


def category_of(talk: Record) -> TalkCategory:
    """Return the category under which a talk is held."""
    return TalkCategory(talk.text("category") or TalkCategory.ORDINARY.value)


def state_of(talk: Record) -> TalkState:
    """Return how far a talk is."""
    return TalkState(talk.text("state") or TalkState.PLANNED.value)


def talk_view(reader: Reader, checklist: Checklist, mission_id: str, talk_id: str) -> TalkView:
    """Return one talk whole. Raises ``RefusedError('talk.gone')``."""
    talk = _talk(reader, talk_id)
    category = category_of(talk)
    answers = answers_of(reader, checklist, talk_id)
    state = state_of(talk)
    return TalkView(
        talk=talk,
        official=reader.get("official", talk.text("official")),
        category=category,
        state=state,
        paragraphs=tuple(paragraphs(reader, talk_id)),
        items=items_for(checklist.items, category),
        answers=answers,
        open_items=open_items(items_due(checklist, talk), category, answers),
        coverage=coverage(items_due(checklist, talk), category, answers),
        signatures=tuple(
            approvals(
                reader,
                mission_id,
                subject_type="talk",
                subject=talk_id,
                purposes=(Purpose.TALK_GAP, Purpose.TALK_RECORD),
            )
        ),
        editable=state in _OPEN_STATES,
    )


def paragraphs(reader: Reader, talk_id: str) -> list[Record]:
    """Return the paragraphs of a talk in order."""
    return reader.find("paragraph", {"talk": talk_id}, order=[Order("order")])


def answers_of(reader: Reader, checklist: Checklist, talk_id: str) -> dict[str, ItemAnswer]:
    """Return the answers of one talk by item code."""
    submission = _submission(reader, talk_id)
    return answers_from(checklist, reader.answers(submission.id)) if submission else {}


def _submission(reader: Reader, talk_id: str) -> Record | None:
    found = reader.find(
        "submission", {"subject_type": "talk", "subject": talk_id, "form_id": FORM_ID}
    )
    return found[0] if found else None


def _talk(reader: Reader, talk_id: str) -> Record:
    talk = reader.get("talk", talk_id)
    if talk is None or talk.deleted:
        raise RefusedError("talk.gone")
    return talk


def require_open(reader: Reader, talk_id: str) -> Record:
    """Return a talk that may still be changed.

    Raises ``RefusedError('talk.closed')``: after closing only supplements are added.
    """
    talk = _talk(reader, talk_id)
    if state_of(talk) not in _OPEN_STATES:
        raise RefusedError("talk.closed")
    return talk


# --- writing (store lane) ---------------------------------------------------------------


def plan_talk(
    mission: OpenMission,
    *,
    official: str,
    interviewers: Sequence[str],
    recorder: str,
    number: str = "",
    starts_at: str = "",
    ends_at: str = "",
    place: str = "",
    category: TalkCategory | None = None,
    kind: TalkKind = TalkKind.INDIVIDUAL,
    speakers: Sequence[str] = (),
    other_speakers: Sequence[str] = (),
    described_as: str = "",
    topic: str = "",
    state: TalkState = TalkState.PLANNED,
    entry: str = "",
) -> Created:
    """Plan a talk; its category comes from the roster unless given.

    An individual talk is with *official*; a 座谈会 with *speakers* of the roster and
    *other_speakers* by name; an unnamed one with somebody *described_as* something. A talk
    that is written up after it was held has *state* ``HELD``. *entry* fixes the id of the
    entry, so that the step can be taken back with it. Raises ``RefusedError``: what
    ``require_speakers`` and ``require_free`` refuse, and ``talk.times`` for an end that is
    not behind the start.
    """
    reader = mission.journal.reader
    if category is None:
        category = _usual_category(reader, official, speakers)
    talk = mission.journal.create(
        "talk",
        {
            "number": number or next_number(reader),
            "kind": kind.value,
            "official": (official or None) if kind is TalkKind.INDIVIDUAL else None,
            "speakers": list(speakers) if kind is TalkKind.GROUP else [],
            "other_speakers": list(other_speakers) if kind is TalkKind.GROUP else [],
            "described_as": (described_as or None) if kind is TalkKind.UNNAMED else None,
            "topic": topic or None,
            "category": category.value,
            "interviewers": list(interviewers),
            "recorder": recorder or None,
            "starts_at": starts_at or None,
            "ends_at": ends_at or None,
            "place": place or None,
            "state": state.value,
        },
    )
    require_possible(reader, as_planned(talk.record_id, talk.new))
    filled = new_checklist(mission, talk.record_id)
    changes = mission.journal.write(replace(talk, entry_id=entry), filled)
    return Created(talk.record_id, changes)


def _usual_category(reader: Reader, official: str, speakers: Sequence[str]) -> TalkCategory:
    people = reader.many("official", [one for one in (official, *speakers) if one])
    found = {one.text("category") for one in people.values()} - {""}
    return TalkCategory(found.pop()) if len(found) == 1 else TalkCategory.ORDINARY


def as_planned(talk: str, values: Mapping[str, Json]) -> Record:
    """Return a talk as it would be, to be looked at before it is written."""
    return Record("talk", talk, "", "", deleted=False, conflicts=(), values=values)


def require_possible(reader: Reader, talk: Record) -> None:
    """Raise what ``plan_talk`` raises for a talk that could not be held as it is planned."""
    require_speakers(talk)
    begins, ends = talk.text("starts_at"), talk.text("ends_at")
    if begins and ends and begins >= ends:
        raise RefusedError("talk.times")
    require_free(reader, meeting_of(talk, usual_minutes(reader)))


def next_number(reader: Reader) -> str:
    """Return the next free talk number."""
    taken = [talk.text("number") for talk in reader.find("talk", deleted=True)]
    last = max((int(n[2:]) for n in taken if n.startswith("T-") and n[2:].isdigit()), default=0)
    return f"T-{last + 1:03d}"


def update_talk(mission: OpenMission, talk: str, *, entry: str = "", **fields: Json) -> Changes:
    """Change fields of a talk that is not closed; *entry* as in ``plan_talk``.

    Raises ``RefusedError`` as ``plan_talk`` does when the talk could not be held like that;
    what is no matter of who, when and where is written without asking.
    """
    reader = mission.journal.reader
    record = require_open(reader, talk)
    if not _PLANNED_FIELDS.isdisjoint(fields):
        require_possible(reader, as_planned(talk, {**record.values, **fields}))
    return mission.journal.write(Write("talk", talk, fields, entry_id=entry))


def begin_talk(mission: OpenMission, talk: str) -> Changes:
    """Say that a planned talk is being held."""
    require_open(mission.journal.reader, talk)
    return mission.journal.write(Write("talk", talk, {"state": TalkState.HELD.value}))


def set_answer(mission: OpenMission, talk: str, *answers: ItemAnswer) -> Changes:
    """Record what the talker said to items: kind, text, marks and the paragraph.

    Each answer is an entry of its own; several are written together, all or none.
    """
    reader = mission.journal.reader
    require_open(reader, talk)
    submission = _submission(reader, talk)
    writes = []
    if submission is None:
        writes.append(new_checklist(mission, talk))
    filled = submission.id if submission else writes[0].record_id
    for answer in answers:
        fields = answer_fields(mission.checklist.item(answer.code), answer)
        writes.append(Write("submission", filled, fields))
    return mission.journal.write(*writes)


def new_checklist(mission: OpenMission, talk: str) -> Write:
    """Return the write of an empty must-ask list for a talk."""
    return mission.journal.create(
        "submission",
        {
            "form_id": FORM_ID,
            "form_hash": mission.checklist.form_hash,
            "subject_type": "talk",
            "subject": talk,
        },
    )


def close_talk(mission: OpenMission, talk: str, *, gap_reason: str = "") -> Changes:
    """Close a talk that was held.

    Raises ``RefusedError`` naming what is missing: what ``require_speakers`` does,
    ``talk.interviewers``, ``talk.recorder``, ``talk.times``, ``talk.busy`` (somebody sat in
    another talk as well), ``talk.place``, ``talk.opening``, ``talk.read_back``,
    ``talk.no_record``, ``talk.items_open`` (with the items). With *gap_reason* open items are
    let through as 缺项待组长同意: the report stays blocked until the leader's signed consent.
    """
    reader = mission.journal.reader
    record = require_open(reader, talk)
    _require_complete(reader, record)
    answers = answers_of(reader, mission.checklist, talk)
    still_open = open_items(items_due(mission.checklist, record), category_of(record), answers)
    if still_open and not gap_reason.strip():
        raise RefusedError(
            "talk.items_open",
            count=len(still_open),
            items="、".join(
                f"{item.code} {item.label.get(mission.language, '')}".strip() for item in still_open
            ),
        )
    state = TalkState.GAP_AWAITS_CONSENT if still_open else TalkState.CLOSED
    reason = gap_reason.strip() if still_open else None  # a gap that was filled is none any more
    return mission.journal.write(Write("talk", talk, {"state": state.value, "gap_reason": reason}))


def _require_complete(reader: Reader, talk: Record) -> None:
    require_speakers(talk)
    least = setting(reader, "talk.least_interviewers", 2)
    begins, ends = talk.text("starts_at"), talk.text("ends_at")
    if len(talk.items("interviewers")) < least:
        raise RefusedError("talk.interviewers", least=least)
    if not talk.text("recorder"):
        raise RefusedError("talk.recorder")
    if not begins or not ends or begins >= ends:
        raise RefusedError("talk.times")
    refuse(reader, double_sitting(reader, talk))
    if not talk.text("place"):
        raise RefusedError("talk.place")
    if not talk.flag("opening_done"):
        raise RefusedError("talk.opening")
    if not talk.flag("read_back_done"):
        raise RefusedError("talk.read_back")
    if not paragraphs(reader, talk.id) and not talk.text("record_scan"):
        raise RefusedError("talk.no_record")


def reopen_talk(mission: OpenMission, talk: str, *, reason: str) -> Changes:
    """Open a closed, unsigned talk again, with a reason that stays in the journal."""
    record = _talk(mission.journal.reader, talk)
    if state_of(record) is TalkState.SIGNED:
        raise RefusedError("talk.signed")
    if not reason.strip():
        raise RefusedError("talk.reopen_needs_reason")
    return mission.journal.write(
        Write("talk", talk, {"state": TalkState.HELD.value}, reason=reason.strip())
    )


def consent_to_gap(
    mission: OpenMission, talk: str, *, reason: str = "", decision: Decision = Decision.APPROVE
) -> Changes:
    """Sign the leader's consent to a talk's open items, or send the talk back to be finished."""
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    if state_of(_talk(reader, talk)) is not TalkState.GAP_AWAITS_CONSENT:
        raise RefusedError("talk.no_gap")
    following = TalkState.CLOSED if decision is Decision.APPROVE else TalkState.HELD
    return mission.journal.write(
        approval_write(
            mission,
            purpose=Purpose.TALK_GAP,
            subject_type="talk",
            subject=talk,
            decision=decision,
            reason=reason,
        ),
        Write("talk", talk, {"state": following.value}),
    )


def sign_talk(mission: OpenMission, talk: str) -> Changes:
    """Sign that the printed record was read and signed by the talker; it is frozen then.

    Raises ``RefusedError('talk.not_closed')`` before the talk is closed or consented to.
    """
    reader = mission.journal.reader
    if state_of(_talk(reader, talk)) is not TalkState.CLOSED:
        raise RefusedError("talk.not_closed")
    return mission.journal.write(
        approval_write(mission, purpose=Purpose.TALK_RECORD, subject_type="talk", subject=talk),
        Write("talk", talk, {"state": TalkState.SIGNED.value}),
    )
