"""Making the report final, and taking it back into work as its next edition."""

from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.missing import blocking
from inspector_app.domain.vocabulary import Purpose
from inspector_app.services.approvals import approval_write
from inspector_app.services.mission import OpenMission, require_leader
from inspector_app.services.report_checks import report_missing
from inspector_app.store.journal import Write


def finalise_report(mission: OpenMission, report: str) -> Changes:
    """Sign the report as final (leader, store lane).

    Raises ``RefusedError('report.not_ready')`` while anything blocks.
    """
    reader = mission.journal.reader
    standing = blocking(report_missing(reader, mission.id, report))
    if standing:
        raise RefusedError("report.not_ready", count=len(standing))
    return mission.journal.write(
        approval_write(
            mission, purpose=Purpose.REPORT_FINAL, subject_type="report", subject=report
        ),
        Write("report", report, {"final": True}),
    )


def reopen_report(mission: OpenMission, report: str, *, reason: str) -> Changes:
    """Take a final report back into work as its next edition, with a reason (leader)."""
    reader = mission.journal.reader
    require_leader(reader, mission.me)
    record = reader.get("report", report)
    if record is None or not record.flag("final"):
        raise RefusedError("report.not_final")
    if not reason.strip():
        raise RefusedError("report.reopen_needs_reason")
    edition = (record.number("edition") or 1) + 1
    return mission.journal.write(
        Write("report", report, {"final": False, "edition": edition}, reason=reason.strip())
    )
