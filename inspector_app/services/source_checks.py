"""Source protection in the report: what may not be printed, and what the leader released."""

import re

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import RefusedError
from inspector_app.domain.source_protection import (
    Rules,
    SourceHit,
    is_released,
    release_key,
    scan,
)
from inspector_app.domain.vocabulary import Purpose
from inspector_app.services.approvals import approvals, sign
from inspector_app.services.findings import Findings, findings_of
from inspector_app.services.mission import OpenMission
from inspector_app.services.report import ReportView, report_view
from inspector_app.store.reader import Reader

#: Where a hit in the report's own head stands. Elsewhere the place is a block's id or, for
#: what the annexes print of a working paper, the paper's id and field.
TITLE = "title"
ADDRESSEE = "addressee"
#: What the annexes print of a working paper besides the names of those it holds responsible.
_IN_ANNEXES = ("title", "responsible_body")
#: Words behind a name that make it a source.
SOURCE_PHRASES = ("反映", "谈到", "提供", "举报", "揭发", "说", "讲", "称", "表示", "透露", "告知")


def source_rules(reader: Reader, mission_id: str) -> Rules:
    """Return whose names may stand in a paper that leaves the team, and whose not."""
    return _rules(reader, findings_of(reader, mission_id))


def _rules(reader: Reader, findings: Findings) -> Rules:
    people = {one.id: one for one in reader.find("official")}
    allowed = {
        one.text("name")
        for one in people.values()
        if one.flag("number_one") or one.flag("leadership")
    }
    for paper in findings.approved:
        record = findings.papers[paper]
        for field in ("first_responsible", "main_leaders", "supervising"):
            allowed |= {people[p].text("name") for p in record.items(field) if p in people}
    blocked = {
        people[one].text("name")
        for talk in reader.find("talk")
        for one in (talk.text("official"), *talk.items("speakers"))
        if one in people
    }
    blocked |= {name for talk in reader.find("talk") for name in talk.items("other_speakers")}
    blocked |= {
        name.strip()
        for briefing in reader.find("briefing")
        for name in re.split(r"[、，,；;\s]+", briefing.text("briefed_by"))
    }
    numbers = {lead.text("number") for lead in reader.find("lead")}
    return Rules(
        blocked=frozenset(blocked - {""}),
        allowed=frozenset(allowed - {""}),
        lead_numbers=frozenset(numbers - {""}),
        phrases=SOURCE_PHRASES,
    )


def releases(reader: Reader, mission_id: str, report_id: str) -> dict[str, str]:
    """Return what the leader released in a report: ``release_key`` to his reason."""
    found = reader.find(
        "approval",
        {"subject": report_id, "purpose": Purpose.SOURCE_RELEASE.value},
    )
    released: dict[str, str] = {}
    for record in found:
        key = record.text("reason").partition("\n")
        views = approvals(
            reader,
            mission_id,
            subject_type="report",
            subject=report_id,
            purposes=(Purpose.SOURCE_RELEASE,),
            content=_release_content(key[0]),
        )
        if any(view.id == record.id and view.counts for view in views):
            released[key[0]] = key[2]
    return released


def _release_content(key: str) -> Json:
    return {"release": key}


def release_hit(mission: OpenMission, report: str, hit: SourceHit, *, reason: str) -> Changes:
    """Let the leader release a hit (two-character names are also words), with a reason."""
    if not reason.strip():
        raise RefusedError("report.release_needs_reason")
    key = release_key(hit)
    return sign(
        mission,
        purpose=Purpose.SOURCE_RELEASE,
        subject_type="report",
        subject=report,
        reason=f"{key}\n{reason.strip()}",
        content=_release_content(key),
    )


def source_hits(reader: Reader, mission_id: str, report_id: str) -> list[SourceHit]:
    """Return the hits in a report's text that nobody has released."""
    findings = findings_of(reader, mission_id)
    return open_hits(reader, mission_id, report_view(reader, report_id), findings)


def open_hits(
    reader: Reader, mission_id: str, view: ReportView, findings: Findings
) -> list[SourceHit]:
    """Return the hits that nobody has released in everything that is printed."""
    texts = [(field, view.report.text(field)) for field in (TITLE, ADDRESSEE)]
    for section in view.sections:
        for block in section.blocks:
            texts += [
                (block.id, block.text(field)) for field in ("heading", "text", "responsible_text")
            ]
    for paper in findings.papers.values():
        texts += [(f"{paper.id}/{field}", paper.text(field)) for field in _IN_ANNEXES]
    hits = scan(texts, _rules(reader, findings))
    if not hits:
        return []
    released = releases(reader, mission_id, view.report.id)
    return [hit for hit in hits if not is_released(hit, released)]
