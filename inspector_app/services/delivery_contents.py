"""What a delivery to headquarters holds, apart from how it is packed.

Everything in it is there for somebody without this program too: the journal as JSON lines,
papers and evidence as the files they are, ``mission.json`` that says what belongs to what,
and a list of checksums that ``sha256sum -c`` reads.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from inspector_app.domain.canonical import Json, canonical, digest
from inspector_app.domain.missing import Missing, Severity
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Purpose, TalkState
from inspector_app.exchange.container import OutgoingFile
from inspector_app.exchange.names import safe_part
from inspector_app.services.approvals import holds
from inspector_app.services.mission import OpenMission, mission_record, vocabulary
from inspector_app.services.speakers import people_of
from inspector_app.services.talks import state_of
from inspector_app.store import blobs
from inspector_app.store.folder import blob_ref
from inspector_app.store.reader import Order, Reader

MISSION_FILE = "mission.json"
ACCESS_FILE = "access.jsonl"
CHECKSUMS = "checksums.sha256"
PAPERS = "papers/"
EVIDENCE = "evidence/"
FORMS = "forms/"
REPORT_PAPER = "report.pdf"
VERSION = 1
#: The kinds that the filing page counts (handbook §1.3 E), in its order.
COUNTED = (
    "briefings",
    "talks",
    "people_talked_to",
    "number_one_talk_reports",
    "working_papers",
    "leads",
    "evidence",
    "reports",
)


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """One piece of evidence with the name it has in the package."""

    record: Record
    name: str


def filing_counts(reader: Reader, mission_id: str) -> dict[str, int]:
    """Return what the filing page counts, as far as the program keeps it.

    Working papers count when their approval holds, talks when they were held.
    """
    held = [talk for talk in reader.find("talk") if state_of(talk) is not TalkState.PLANNED]
    people = {one for talk in held for one in people_of(talk)}
    return {
        "briefings": sum(bool(one.text("received_on")) for one in reader.find("briefing")),
        "talks": len(held),
        "people_talked_to": len(people),
        "number_one_talk_reports": reader.count("number_one_talk_report"),
        "working_papers": len(approved_papers(reader, mission_id)),
        "leads": reader.count("lead"),
        "evidence": reader.count("evidence"),
        "reports": reader.count("report"),
    }


def approved_papers(reader: Reader, mission_id: str) -> list[Record]:
    """Return the working papers whose approval by the leader holds, by number."""
    found = reader.find("working_paper", order=[Order("number")])
    return [
        paper
        for paper in found
        if holds(
            reader,
            mission_id,
            subject_type="working_paper",
            subject=paper.id,
            purpose=Purpose.WORKING_PAPER_APPROVE,
        )
    ]


def evidence_files(reader: Reader) -> list[EvidenceFile]:
    """Return all evidence, named by number and file name, no two alike."""
    named: list[EvidenceFile] = []
    taken: set[str] = set()
    for record in reader.find("evidence", order=[Order("number")]):
        number = safe_part(record.text("number"), most=40) or "Z"
        title = safe_part(record.text("file_name") or record.text("title")) or "file"
        name = f"{EVIDENCE}{number}-{title}"
        if name.casefold() in taken:  # two laptops gave the same number to files named alike
            name = f"{EVIDENCE}{number}-{record.id}-{title}"
        taken.add(name.casefold())
        named.append(EvidenceFile(record, name))
    return named


def absent_evidence(mission: OpenMission, *, reader: Reader | None = None) -> list[Missing]:
    """Return evidence whose file is not in the folder: it is still on somebody's laptop.

    The window hands in its own *reader*; the store lane reads with the writer's.
    """
    folder = mission.folder.blobs
    return [
        Missing(
            "delivery_evidence_absent",
            Severity.BLOCK,
            "evidence",
            {"number": record.text("number"), "title": record.text("title")},
            {"evidence": record.id},
        )
        for record in (reader or mission.journal.reader).find("evidence")
        if not blobs.blob_path(folder, record.text("blob")).exists()
    ]


def is_approved_by_hash(name: str) -> bool:
    """Say whether the leader's signature covers a file of the package by its SHA-256."""
    return name == ACCESS_FILE or name.startswith(PAPERS)


def evidence_digest(evidence: Iterable[tuple[str, str]]) -> str:
    """Return the hash of which evidence (record id, SHA-256) is delivered."""
    return digest([[record_id, sha256] for record_id, sha256 in sorted(evidence)])


def approved_content(
    reader: Reader,
    *,
    mission_id: str,
    package_id: str,
    sequence: int,
    recipient: str,
    report: str,
    files: Mapping[str, str],
    evidence: Sequence[EvidenceFile],
) -> dict[str, Json]:
    """Return what the leader's signature on a delivery covers.

    *files* gives the SHA-256 of the papers and the access log by their names in the package;
    ``heads`` is where every device's log ended when he signed.
    """
    return {
        "package": package_id,
        "mission": mission_id,
        "sequence": sequence,
        "recipient": recipient,
        "report": report,
        "files": dict(files),
        "evidence": evidence_digest((one.record.id, one.record.text("sha256")) for one in evidence),
        "heads": {device: [seq, link] for device, (seq, link) in reader.heads().items()},
    }


def mission_file(
    reader: Reader,
    mission_id: str,
    *,
    counts: Mapping[str, int],
    evidence: Sequence[EvidenceFile],
    approved: Mapping[str, Json],
) -> OutgoingFile:
    """Return ``mission.json``: the mission's facts and what belongs to what."""
    record = mission_record(reader, mission_id)
    tree: dict[str, Json] = {
        "v": VERSION,
        "mission": mission_id,
        "facts": {name: value for name, value in record.values.items() if value is not None},
        "vocabulary": vocabulary(reader),
        "settings": {one.text("key"): one.text("value") for one in reader.find("setting")},
        "number_ones": [
            {"id": one.id, "name": one.text("name"), "capacity": one.text("capacity")}
            for one in reader.find("official", {"number_one": True}, order=[Order("name")])
        ],
        "counts": dict(counts),
        "evidence": [
            {
                "id": one.record.id,
                "number": one.record.text("number"),
                "title": one.record.text("title"),
                "file": one.name,
                "sha256": one.record.text("sha256"),
            }
            for one in evidence
        ],
        "approved": dict(approved),
    }
    return OutgoingFile.of_bytes(MISSION_FILE, canonical(tree))


def outgoing_evidence(mission: OpenMission, evidence: Sequence[EvidenceFile]) -> list[OutgoingFile]:
    """Return evidence to be streamed from the folder, decrypted on the way."""
    files = []
    for one in evidence:
        ref = blob_ref(one.record)
        opener = partial(blobs.open_blob, mission.folder.blobs, ref)
        files.append(OutgoingFile(one.name, ref.size, ref.sha256, opener))
    return files


def outgoing_forms(reader: Reader) -> list[OutgoingFile]:
    """Return the definitions (XForm) of the forms that were published in the mission."""
    files: dict[str, OutgoingFile] = {}
    for form in reader.find("form", order=[Order("form_id"), Order("version")]):
        stem = safe_part(f"{form.text('form_id')}-{form.text('version')}")
        name = f"{FORMS}{stem}.xml"
        if name.casefold() in files:
            name = f"{FORMS}{stem}-{form.id}.xml"
        data = form.text("definition").encode("utf-8")
        files[name.casefold()] = OutgoingFile.of_bytes(name, data)
    return list(files.values())


def checksums(files: Iterable[OutgoingFile]) -> OutgoingFile:
    """Return the list of checksums of *files*, in the form that ``sha256sum`` reads."""
    lines = "".join(f"{file.sha256}  {file.name}\n" for file in files)
    return OutgoingFile.of_bytes(CHECKSUMS, lines.encode("utf-8"))
