"""The files of a talk: its handwritten record, pages the talker signed, recordings, materials.

They are evidence like any other, as restricted as the talk. A scanned record can be the record:
the checklist then points at its pages instead of paragraphs.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD
from inspector_app.domain.vocabulary import TalkState
from inspector_app.services.evidence import TakenFile, record_evidence
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.services.talks import state_of
from inspector_app.store.journal import Write
from inspector_app.store.reader import Reader

_PAGE = re.compile(r"page:(\d{1,4})")
_HEARD = ("audio/", "video/")


class FileRole(StrEnum):
    """What a file is to its talk."""

    SCAN = "scan"  # 手写记录扫描件
    SIGNATURE = "signature"  # 签字页
    RECORDING = "recording"  # 录音录像
    MATERIAL = "material"  # 谈话对象交来的材料


@dataclass(frozen=True, slots=True)
class TalkFile:
    """A file and what it is to the talk."""

    evidence: Record
    role: FileRole


def page_mark(page: int) -> str:
    """Return what an answer holds for a page of the scanned record (from 1)."""
    return f"page:{page}"


def page_of(paragraph: str) -> int:
    """Return the page of the scanned record that an answer points at, 0 for a paragraph."""
    found = _PAGE.fullmatch(paragraph)
    return int(found[1]) if found else 0


def talk_files(reader: Reader, talk: Record) -> list[TalkFile]:
    """Return the files of a talk that this user may read, by role and number."""
    known = reader.many("evidence", list(talk.items("evidence")))
    signed = frozenset(talk.items("signature_pages"))
    found = []
    for one in known.values():
        if one.deleted:
            continue
        if one.id == talk.text("record_scan"):
            role = FileRole.SCAN
        elif one.id in signed:
            role = FileRole.SIGNATURE
        elif one.text("media_type").startswith(_HEARD):
            role = FileRole.RECORDING
        else:
            role = FileRole.MATERIAL
        found.append(TalkFile(one, role))
    order = list(FileRole)
    return sorted(found, key=lambda one: (order.index(one.role), one.evidence.text("number")))


def attach_file(
    mission: OpenMission, talk: str, evidence: str, role: FileRole, *, entry: str = ""
) -> Changes:
    """Attach evidence to a talk (store lane); *entry* fixes the id of the entry.

    The scan of a handwritten record only while the talk may be changed, everything else until
    the record is signed: what was signed stays as it was. Raises ``RefusedError``:
    ``talk.gone``, ``talk.closed``, ``talk.signed_files``.
    """
    record = _changeable(mission.journal.reader, talk)
    if role is FileRole.SCAN and state_of(record) not in {TalkState.PLANNED, TalkState.HELD}:
        raise RefusedError("talk.closed")
    fields: dict[str, Json] = {"evidence": sorted({*record.items("evidence"), evidence})}
    if role is FileRole.SCAN:
        fields["record_scan"] = evidence
    if role is FileRole.SIGNATURE:
        fields["signature_pages"] = sorted({*record.items("signature_pages"), evidence})
    return mission.journal.write(Write("talk", talk, fields, entry_id=entry))


def detach_file(mission: OpenMission, talk: str, evidence: str, *, entry: str = "") -> Changes:
    """Take a file off a talk again; the evidence stays (store lane)."""
    record = _changeable(mission.journal.reader, talk)
    fields: dict[str, Json] = {"evidence": sorted({*record.items("evidence")} - {evidence})}
    if record.text("record_scan") == evidence:
        fields["record_scan"] = None
    if evidence in record.items("signature_pages"):
        fields["signature_pages"] = sorted({*record.items("signature_pages")} - {evidence})
    return mission.journal.write(Write("talk", talk, fields, entry_id=entry))


def add_talk_file(mission: OpenMission, talk: str, taken: TakenFile, role: FileRole) -> Created:
    """Record a file that was taken in, and attach it (store lane): for whom the talk is."""
    record = _changeable(mission.journal.reader, talk)
    made = record_evidence(
        mission,
        taken,
        source=record.text("number"),
        obtained_on=record.text("starts_at")[:10] or mission.today(),
        audience=record.audience,
        readers=[str(one) for one in record.items(READERS_FIELD)],
    )
    attached = attach_file(mission, talk, made.id, role)
    return replace(made, changes=made.changes | attached)


def _changeable(reader: Reader, talk: str) -> Record:
    record = reader.get("talk", talk)
    if record is None or record.deleted:
        raise RefusedError("talk.gone")
    if state_of(record) is TalkState.SIGNED:
        raise RefusedError("talk.signed_files")
    return record
