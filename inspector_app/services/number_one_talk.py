"""The talk with the number one, told to the secretary who sent the team (article 9, third duty)."""

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import Purpose
from inspector_app.services.approvals import ApprovalView, approvals, sign
from inspector_app.services.mission import OpenMission, mission_record, require_leader
from inspector_app.services.results import Created
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader

PARTS = ("matters", "statements", "explanations", "reminders", "assessment")


def number_one_talk_reports(reader: Reader) -> list[Record]:
    """Return the reports on talks with number ones: one per number one."""
    return reader.find("number_one_talk_report")


def begin_number_one_talk_report(mission: OpenMission, talk: str, **fields: Json) -> Created:
    """Begin the report on a talk with a number one (leader, store lane).

    It is for the leader's eyes; the addressee is the mission's. Raises
    ``RefusedError('number_one_talk.not_number_one')`` for a talk with somebody else.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    record = reader.get("talk", talk)
    person = reader.get("official", record.text("official")) if record else None
    if record is None or person is None or not person.flag("number_one"):
        raise RefusedError("number_one_talk.not_number_one")
    for existing in reader.find("number_one_talk_report", {"official": person.id}):
        return Created(existing.id, Changes())
    write = mission.journal.create(
        "number_one_talk_report",
        {
            "talk": talk,
            "official": person.id,
            "addressee": mission_record(reader, mission.id).text("addressee") or None,
            "audience": Audience.LEADER.value,
            **fields,
        },
    )
    return Created(write.record_id, mission.journal.write(write))


def update_number_one_talk_report(mission: OpenMission, report: str, **fields: Json) -> Changes:
    """Change the report; a signature over the earlier text no longer counts (store lane)."""
    return mission.journal.write(Write("number_one_talk_report", report, fields))


def sign_number_one_talk_report(mission: OpenMission, report: str) -> Changes:
    """Sign the report as leader (store lane).

    Raises ``RefusedError('number_one_talk.incomplete')`` naming the first part left blank.
    """
    reader = mission.journal.reader
    record = reader.get("number_one_talk_report", report)
    for part in (*PARTS, "addressee", "dated_on"):
        if record is None or not record.text(part).strip():
            label = mission.wording.text(f"records.number_one_talk_report.fields.{part}")
            raise RefusedError("number_one_talk.incomplete", part=label)
    return sign(
        mission,
        purpose=Purpose.NUMBER_ONE_TALK_REPORT,
        subject_type="number_one_talk_report",
        subject=report,
    )


def signatures(reader: Reader, mission_id: str, report: str) -> list[ApprovalView]:
    """Return who signed the report."""
    return approvals(
        reader,
        mission_id,
        subject_type="number_one_talk_report",
        subject=report,
        purposes=(Purpose.NUMBER_ONE_TALK_REPORT,),
    )
