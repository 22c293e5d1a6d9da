"""The delivery to headquarters: what still stands before it, making it, headquarters' receipt.

Only the leader delivers, only to the headquarters whose fingerprint was confirmed, and only a
report that is signed as final. The package is sealed to headquarters and to the leader.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import SCHEMA
from inspector_app.domain.errors import KnownError, RefusedError
from inspector_app.domain.missing import Missing, Severity, blocking
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import PackageKind, Purpose, Role
from inspector_app.exchange.container import OutgoingFile, PackageInfo, save_package
from inspector_app.exchange.journal_file import FILE_NAME, journal_lines, ranges
from inspector_app.exchange.manifest import Kind, PackageHeader
from inspector_app.services.approvals import approval_write, holds
from inspector_app.services.delivery_contents import (
    ACCESS_FILE,
    PAPERS,
    REPORT_PAPER,
    absent_evidence,
    approved_content,
    checksums,
    evidence_files,
    filing_counts,
    mission_file,
    outgoing_evidence,
    outgoing_forms,
)
from inspector_app.services.mission import (
    OpenMission,
    certified,
    mission_record,
    require_leader,
    trust_root,
    user_names,
)
from inspector_app.services.packages import (
    PACKAGE_ENDING,
    next_in_line,
    own_certificates,
    package_fields,
)
from inspector_app.services.report import current_report
from inspector_app.store.access_log import AccessKind
from inspector_app.store.access_travel import access_lines
from inspector_app.store.merge import outgoing
from inspector_app.store.reader import Reader
from inspector_app.system.space import require_space

PAGE = "exchange"
#: Told how many bytes are done of how many; may raise to cancel.
Progress = Callable[[int, int], object]
#: What encryption, manifest and a small journal add at most beside the files.
_MARGIN = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class DeliveryMade:
    """A delivery that lies at ``path``: what it is, what it holds, and what was written."""

    path: Path
    info: PackageInfo
    counts: dict[str, int]
    record: str
    changes: Changes


def delivery_missing(reader: Reader, mission_id: str) -> list[Missing]:
    """Return what still stands between the mission and a delivery, in the order to mend it.

    Evidence whose files are elsewhere is found by ``delivery_contents.absent_evidence``.
    """
    record = mission_record(reader, mission_id)
    found: list[Missing] = []
    if trust_root(reader, mission_id) is None:
        found.append(_block("no_headquarters"))
    elif not record.flag("hq_confirmed"):
        found.append(_block("hq_unconfirmed", name=record.text("hq_name")))
    leaders = [one for one in certified(reader, mission_id).values() if one.role is Role.LEADER]
    if not leaders:
        found.append(_block("not_certified"))
    found += _report_missing(reader, mission_id)
    conflicts = len(reader.conflicts())
    if conflicts:
        found.append(
            Missing(
                "delivery_conflicts",
                Severity.BLOCK,
                PAGE,
                {"count": conflicts},
                {"view": "conflicts"},
            )
        )
    return found


def _report_missing(reader: Reader, mission_id: str) -> list[Missing]:
    report = current_report(reader)
    if report is None:
        return [_block("no_report", page="report")]
    if not report.flag("final"):
        return [_block("report_not_final", page="report")]
    if not holds(
        reader,
        mission_id,
        subject_type="report",
        subject=report.id,
        purpose=Purpose.REPORT_FINAL,
    ):
        return [_block("report_changed", page="report")]
    return []


def _block(code: str, *, page: str = PAGE, **params: str | int) -> Missing:
    return Missing(f"delivery_{code}", Severity.BLOCK, page, params)


def suggested_name(mission: OpenMission) -> str:
    """Return a file name for the next delivery; it names nobody, since it travels in clear."""
    sequence, _ = next_in_line(mission.reader, mission.me, PackageKind.DELIVERY)
    return f"delivery-{mission.id[-8:]}-{sequence:03d}{PACKAGE_ENDING}"


def make_delivery(
    mission: OpenMission,
    target: Path,
    *,
    papers: Mapping[str, bytes],
    progress: Progress | None = None,
) -> DeliveryMade:
    """Sign and pack everything for headquarters into the new file *target* (store lane).

    *papers* are the printed papers by file name; ``report.pdf`` must be among them. Raises
    ``RefusedError('mission.leader_only')``, ``RefusedError`` ``delivery.…`` for the first
    thing that ``delivery_missing`` and ``absent_evidence`` name,
    ``delivery.no_report_paper``, ``KnownError('system.file_exists')``, disk trouble as
    ``system.*`` and ``exchange.source_…`` for evidence that is not what was captured. After
    an error there is no file, and no record of one.
    """
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    root, report = trust_root(reader, mission.id), current_report(reader)
    standing = [*blocking(delivery_missing(reader, mission.id)), *absent_evidence(mission)]
    if standing or root is None or report is None:
        raise _refusal(standing)
    if mission.me not in certified(reader, mission.id):
        raise RefusedError("delivery.not_certified")
    if REPORT_PAPER not in papers:
        raise RefusedError("delivery.no_report_paper")
    if target.exists():
        raise KnownError("system.file_exists", file=target.name, folder=str(target.parent))
    printed = [OutgoingFile.of_bytes(f"{PAPERS}{name}", data) for name, data in papers.items()]
    evidence = evidence_files(reader)
    streamed = outgoing_evidence(mission, evidence)
    require_space(target.parent, sum(one.size for one in [*printed, *streamed]) + _MARGIN)

    package_id = mission.journal.new_id()
    mission.folder.access.note(AccessKind.EXPORT, "package", package_id)
    access = OutgoingFile.of_bytes(ACCESS_FILE, _access_lines(mission))
    sequence, previous = next_in_line(reader, mission.me, PackageKind.DELIVERY)
    approved = approved_content(
        reader,
        mission_id=mission.id,
        package_id=package_id,
        sequence=sequence,
        recipient=root.key_id,
        report=report.id,
        files={one.name: one.sha256 for one in [access, *printed]},
        evidence=evidence,
    )
    changes = mission.journal.write(
        approval_write(
            mission,
            purpose=Purpose.DELIVERY,
            subject_type="report",
            subject=report.id,
            content=approved,
        )
    )
    entries = list(outgoing(reader, open_bodies=True))
    counts = filing_counts(reader, mission.id)
    files = [
        mission_file(reader, mission.id, counts=counts, evidence=evidence, approved=approved),
        OutgoingFile.of_bytes(FILE_NAME, journal_lines(entries)),
        access,
        *printed,
        *outgoing_forms(reader),
        *streamed,
    ]
    files.append(checksums(files))
    total = sum(file.size for file in files)
    info = save_package(
        target,
        header=PackageHeader(
            kind=Kind.DELIVERY,
            package_id=package_id,
            mission_id=mission.id,
            sequence=sequence,
            previous=previous,
            schema=SCHEMA,
            created=mission.folder.setting.now(),
            log=ranges(entry.stub for entry in entries),
            certificates=own_certificates(reader, mission.me),
            about=_about(reader, mission, report, counts, len(entries)),
        ),
        files=files,
        sender=mission.folder.vault.keys,
        recipients=[root.seal, mission.folder.vault.keys.public.seal],
        progress=None if progress is None else lambda done: progress(min(done, total), total),
    )
    name = mission_record(reader, mission.id).text("hq_name")
    fields = package_fields(info, file_name=target.name, counterpart=name)
    try:
        changes |= mission.journal.write(mission.journal.create("package", fields, package_id))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return DeliveryMade(target, info, counts, package_id, changes)


def _refusal(standing: list[Missing]) -> RefusedError:
    first = standing[0]
    return RefusedError(f"delivery.{first.code.removeprefix('delivery_')}", **first.params)


def _about(
    reader: Reader, mission: OpenMission, report: Record, counts: Mapping[str, int], entries: int
) -> dict[str, Json]:
    facts = mission_record(reader, mission.id)
    return {
        "body": facts.text("body_name"),
        "round": facts.text("round"),
        "year": facts.number("year"),
        "team": facts.text("team_name"),
        "office": facts.text("hq_name"),
        "leader": user_names(reader).get(mission.me, ""),
        "report": report.text("title"),
        "edition": report.number("edition"),
        "classification": facts.text("classification"),
        "counts": dict(counts),
        "entries": entries,
    }


def _access_lines(mission: OpenMission) -> bytes:
    return b"".join(canonical(line) + b"\n" for line in access_lines(mission.folder))
