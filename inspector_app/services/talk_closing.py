"""Beginning a talk, and what still stands between it and its end."""

from datetime import datetime, timedelta

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import Missing, Severity
from inspector_app.domain.must_ask import open_items
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD, Audience
from inspector_app.domain.rights import Action, may
from inspector_app.domain.vocabulary import TalkState
from inspector_app.services.checklist import Checklist
from inspector_app.services.mission import OpenMission, role_of, setting
from inspector_app.services.speakers import items_due, lacks_speakers
from inspector_app.services.talk_times import double_sitting
from inspector_app.services.talks import (
    answers_of,
    category_of,
    paragraphs,
    require_open,
    state_of,
)
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader

PAGE = "talk"
#: A talk begun or read back this close to its plan is being held now.
NEAR = timedelta(hours=1)


def least_interviewers(reader: Reader) -> int:
    """Return how many of the team have to hold a talk (handbook §7.1; a setting)."""
    return setting(reader, "talk.least_interviewers", 2)


def closing_gaps(reader: Reader, checklist: Checklist, talk_id: str) -> list[Missing]:
    """Return all that ``close_talk`` would refuse a talk for, each with the way to mend it.

    Targets name the ``field`` of the talk, or the ``item`` that is open. Items come last:
    they alone can be let through with a reason.
    """
    talk = require_open(reader, talk_id)
    found = [_gap(talk, field) for field in _fields_missing(reader, talk)]
    answers = answers_of(reader, checklist, talk_id)
    for item in open_items(items_due(checklist, talk), category_of(talk), answers):
        target = {"talk": talk.id, "item": item.code}
        found.append(Missing("talk_item", Severity.BLOCK, PAGE, {"item": item.code}, target))
    return found


def _fields_missing(reader: Reader, talk: Record) -> list[str]:
    begins, ends = talk.text("starts_at"), talk.text("ends_at")
    few = len(talk.items("interviewers")) < least_interviewers(reader)
    recorded = bool(paragraphs(reader, talk.id) or talk.text("record_scan"))
    checks = {
        "speakers": lacks_speakers(talk),
        "interviewers": few,
        "recorder": not talk.text("recorder"),
        "times": not begins or not ends or begins >= ends,
        "busy": bool(double_sitting(reader, talk)),
        "place": not talk.text("place"),
        "opening": not talk.flag("opening_done"),
        "no_record": not recorded,
        "read_back": not talk.flag("read_back_done"),
    }
    return [field for field, missing in checks.items() if missing]


def _gap(talk: Record, field: str) -> Missing:
    return Missing(f"talk_{field}", Severity.BLOCK, PAGE, {}, {"talk": talk.id, "field": field})


def start_talk(mission: OpenMission, talk: str) -> Changes:
    """Begin a planned talk (store lane).

    Begun about when it was planned, or without a planned time, it begins at the laptop's
    time. Begun at quite another time it is being written up: its planned times stay.
    """
    record = require_open(mission.journal.reader, talk)
    fields: dict[str, Json] = {"state": TalkState.HELD.value}
    now, begins = _now(mission), record.text("starts_at")
    if not begins or _near(now, begins):
        fields["starts_at"] = now
        if record.text("ends_at") and record.text("ends_at") <= now:
            fields["ends_at"] = None
    return mission.journal.write(Write("talk", talk, fields))


def read_back(mission: OpenMission, talk: str, *, done: bool = True) -> Changes:
    """Say that the record was read back to the talker and corrected (store lane).

    Read back about when the talk was planned to end, it ends at the laptop's time.
    """
    record = require_open(mission.journal.reader, talk)
    fields: dict[str, Json] = {"read_back_done": done}
    now, begins, ends = _now(mission), record.text("starts_at"), record.text("ends_at")
    live = begins[:10] == now[:10] and begins < now
    if done and live and (not ends or now <= ends or _near(now, ends)):
        fields["ends_at"] = now
    return mission.journal.write(Write("talk", talk, fields))


def _now(mission: OpenMission) -> str:
    return mission.folder.setting.now()[:16]


def _near(one: str, other: str) -> bool:
    return abs(datetime.fromisoformat(one) - datetime.fromisoformat(other)) <= NEAR


def cancel_talk(mission: OpenMission, talk: str, *, entry: str = "") -> Changes:
    """Take a talk out of the plan that was never begun (store lane); the journal keeps it.

    *entry* fixes the id of the entry, so that the step can be taken back with it. Raises
    ``RefusedError('talk.begun')`` for a talk that was begun or has a record.
    """
    reader = mission.journal.reader
    record = require_open(reader, talk)
    if state_of(record) is not TalkState.PLANNED or paragraphs(reader, talk):
        raise RefusedError("talk.begun")
    return mission.journal.write(Write("talk", talk, op=Operation.DELETE, entry_id=entry))


def set_audience(mission: OpenMission, talk: str, audience: Audience) -> Changes:
    """Open a talk to the team or keep it to the leader (store lane).

    Raises ``RefusedError('mission.leader_only')`` for whom the table of rights does not let.
    """
    role = role_of(mission.journal.reader, mission.me)
    if not may(role, audience, Action.SET_AUDIENCE):
        raise RefusedError("mission.leader_only")
    return mission.journal.write(Write("talk", talk, {AUDIENCE_FIELD: audience.value}))
