"""Signed approvals: who approved what, over exactly which content.

An approval counts only while the content is what was signed, the signature is the signer's,
and his certificate chains to headquarters and gives him the right (``domain.rights``).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from inspector_app.domain.canonical import Json, canonical, digest
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import READERS_FIELD, RecordType
from inspector_app.domain.rights import may_sign
from inspector_app.domain.vocabulary import Decision, ParagraphKind, Purpose
from inspector_app.services.mission import OpenMission, certified, role_of
from inspector_app.store.certificates import Certificate
from inspector_app.store.identity import verify
from inspector_app.store.journal import Write
from inspector_app.store.reader import CHUNK, Order, Reader

CONTEXT = "approval"

#: Fields that move on after signing and are no part of what was approved.
_NOT_SIGNED: Mapping[str, frozenset[str]] = {
    "working_paper": frozenset({"state", "number", "return_reason"}),
    "talk": frozenset({"state"}),
    "report": frozenset({"final", "edition"}),
}
#: Records that belong to another without being its content.
_NOT_CONTENT = frozenset(
    {"approval", "number_one_talk_report", "briefing_paper", "extra_question", "extra_answer"}
)
#: Records that are added to what was signed, not a change of it: a supplement leaves the
#: signature on the talk's record good.
_ADDED: Mapping[str, tuple[str, str]] = {"paragraph": ("kind", ParagraphKind.SUPPLEMENT.value)}


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """An approval with what it is worth now."""

    id: str
    purpose: Purpose
    decision: Decision
    signer: str
    signer_name: str
    signed_at: str
    reason: str
    genuine: bool
    current: bool

    @property
    def counts(self) -> bool:
        """Say whether the approval holds: genuine, over today's content, and given."""
        return self.genuine and self.current and self.decision is Decision.APPROVE


#: Whether a record counts as content, e.g. for somebody who may not read all of it.
Keep: TypeAlias = Callable[[Record], bool]


def content_of(
    reader: Reader, record_type: str, record_id: str, *, keep: Keep = lambda _record: True
) -> dict[str, Json]:
    """Return what a signature on a record covers: its values and all that belongs to it.

    Of what belongs to it only records that *keep* lets through count. Raises
    ``RefusedError('approval.nothing_to_sign')`` for a record that is not there.
    """
    record = reader.get(record_type, record_id)
    if record is None or record.deleted:
        raise RefusedError("approval.nothing_to_sign")
    return _contents(reader, record_type, [record], keep)[record_id]


def _contents(
    reader: Reader, record_type: str, records: Sequence[Record], keep: Keep
) -> dict[str, dict[str, Json]]:
    """Return the contents of records of one type by id, read level by level.

    A talk has dozens of paragraphs: asking for what belongs to each of them one by one would
    take hundreds of statements.
    """
    declared = reader.types[record_type]
    left_out = _NOT_SIGNED.get(record_type, frozenset()) | {READERS_FIELD}
    contents: dict[str, dict[str, Json]] = {}
    for record in records:
        values: dict[str, Json] = {
            name: value
            for name, value in record.values.items()
            if name not in left_out and value not in (None, [])
        }
        contents[record.id] = {"type": record_type, "id": record.id, "values": values}
        if declared.dynamic:
            contents[record.id]["answers"] = dict(reader.answers(record.id))
    parts: dict[str, list[Json]] = {}
    for child in sorted(reader.types.values(), key=lambda one: one.name):
        owners = [
            pair for pair in _owners(reader, child, record_type, list(contents)) if keep(pair[0])
        ]
        below = _contents(reader, child.name, [one for one, _ in owners], keep) if owners else {}
        for one, owner in owners:
            parts.setdefault(owner, []).append(below[one.id])
    for owner, found in parts.items():
        contents[owner]["parts"] = found
    return contents


def _owners(
    reader: Reader, child: RecordType, record_type: str, ids: Sequence[str]
) -> list[tuple[Record, str]]:
    """Return the records of type *child* that belong to one of *ids*, each with its owner's id."""
    field = child.field(child.parent) if child.parent else None
    if field is None or child.name in _NOT_CONTENT or field.target not in ("", record_type):
        return []
    found: list[Record] = []
    for start in range(0, len(ids), CHUNK):
        where: dict[str, Json] = {child.parent: list(ids[start : start + CHUNK])}
        if not field.target:
            where[f"{child.parent}_type"] = record_type
        found += reader.find(child.name, where)
    signed = [one for one in found if not _is_added(one)]
    return [(one, one.text(child.parent)) for one in sorted(signed, key=lambda one: one.id)]


def _is_added(record: Record) -> bool:
    field, value = _ADDED.get(record.type, ("", ""))
    return bool(field) and record.text(field) == value


def sign(
    mission: OpenMission,
    *,
    purpose: Purpose,
    subject_type: str,
    subject: str,
    decision: Decision = Decision.APPROVE,
    reason: str = "",
    content: Json = None,
) -> Changes:
    """Sign the content of a record as the user who unlocked (store lane).

    *content* is given when what is approved is not a whole record. Raises
    ``RefusedError('approval.not_your_right')`` when the table of rights does not let the
    user sign for *purpose*.
    """
    write = approval_write(
        mission,
        purpose=purpose,
        subject_type=subject_type,
        subject=subject,
        decision=decision,
        reason=reason,
        content=content,
    )
    return mission.journal.write(write)


def approval_write(
    mission: OpenMission,
    *,
    purpose: Purpose,
    subject_type: str,
    subject: str,
    decision: Decision = Decision.APPROVE,
    reason: str = "",
    content: Json = None,
) -> Write:
    """Return the write of a signature, to be written together with what follows from it."""
    reader = mission.journal.reader
    if not may_sign(role_of(reader, mission.me), purpose):
        raise RefusedError("approval.not_your_right")
    covered = content if content is not None else content_of(reader, subject_type, subject)
    values: dict[str, Json] = {
        "purpose": purpose.value,
        "subject_type": subject_type,
        "subject": subject,
        "decision": decision.value,
        "content_hash": digest(covered),
        "signer": mission.me,
        "reason": reason or None,
    }
    signature = mission.folder.vault.keys.sign(CONTEXT, _message(mission.id, values))
    values["signature"] = signature.hex()
    values["signed_at"] = mission.folder.setting.now()
    return Write("approval", mission.journal.new_id(), values, Operation.SIGN)


def _message(mission_id: str, values: Mapping[str, Json]) -> bytes:
    """Return what is signed: everything the approval says, and the mission it is for."""
    names = ("purpose", "subject_type", "subject", "decision", "content_hash", "signer")
    said: dict[str, Json] = {name: values.get(name) for name in names}
    return canonical({**said, "mission": mission_id, "reason": values.get("reason") or ""})


def approvals(
    reader: Reader,
    mission_id: str,
    *,
    subject_type: str,
    subject: str,
    purposes: Sequence[Purpose] = (),
    content: Json = None,
    content_for: Callable[[str], Json] | None = None,
    trusted: Mapping[str, Certificate] | None = None,
) -> list[ApprovalView]:
    """Return the approvals of one record, oldest first, each with what it is worth.

    *trusted* is what ``certified`` returns, for callers that ask about many records.
    *content_for* gives today's content for a signer's id, when not everybody may read it all.
    """
    where: dict[str, Json] = {"subject_type": subject_type, "subject": subject}
    if purposes:
        where["purpose"] = [purpose.value for purpose in purposes]
    records = reader.find("approval", where, order=[Order("signed_at")])
    if not records:
        return []
    present = reader.get(subject_type, subject)
    there = present is not None and not present.deleted
    if content is None and content_for is None and there:
        content = content_of(reader, subject_type, subject)
    current_hash = digest(content) if content is not None else ""
    hashes: dict[str, str] = {}
    if content_for is not None and there:
        own = {signer: content_for(signer) for signer in {r.text("signer") for r in records}}
        # Most signers read the very same content: it is digested once.
        digests = {id(one): one for one in own.values()}
        found = {key: digest(one) for key, one in digests.items()}
        hashes = {signer: found[id(one)] for signer, one in own.items()}
    if trusted is None:
        trusted = certified(reader, mission_id)
    return [
        _view(
            record,
            trusted.get(record.text("signer")),
            mission_id,
            hashes.get(record.text("signer"), current_hash),
        )
        for record in records
    ]


def _view(
    record: Record, certificate: Certificate | None, mission_id: str, current_hash: str
) -> ApprovalView:
    purpose = Purpose(record.text("purpose"))
    message = _message(mission_id, record.values)
    genuine = (
        certificate is not None
        and may_sign(certificate.role, purpose)
        and verify(certificate.keys, CONTEXT, message, _signature(record))
    )
    return ApprovalView(
        id=record.id,
        purpose=purpose,
        decision=Decision(record.text("decision")),
        signer=record.text("signer"),
        signer_name=certificate.name if certificate else "",
        signed_at=record.text("signed_at"),
        reason=record.text("reason"),
        genuine=genuine,
        current=record.text("content_hash") == current_hash,
    )


def _signature(record: Record) -> bytes:
    try:
        return bytes.fromhex(record.text("signature"))
    except ValueError:
        return b""


def holds(
    reader: Reader, mission_id: str, *, subject_type: str, subject: str, purpose: Purpose
) -> bool:
    """Say whether a record has a valid approval for *purpose*."""
    found = approvals(
        reader, mission_id, subject_type=subject_type, subject=subject, purposes=(purpose,)
    )
    return any(view.counts for view in found)
