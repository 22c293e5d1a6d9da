"""Does a delivery hold what its leader signed? Headquarters' look inside, before it accepts.

The container has proved who sent it and that nothing was changed on the way. Here the content
is checked: the journal's chains and bodies, the signatures in it, papers and evidence. A
*fault* makes headquarters refuse the delivery with a signed receipt that says why; a *remark*
is written beside an accepted one.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import DamagedError, InputError, KnownError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.records import MISSION_TYPES
from inspector_app.domain.vocabulary import Purpose
from inspector_app.exchange.journal_file import (
    FILE_NAME,
    check_chains,
    ranges,
    read_journal,
    read_lines,
)
from inspector_app.exchange.manifest import Manifest
from inspector_app.exchange.staging import MAX_JOURNAL_BYTES
from inspector_app.services.approvals import approvals, holds
from inspector_app.services.delivery_contents import (
    ACCESS_FILE,
    CHECKSUMS,
    MISSION_FILE,
    PAPERS,
    REPORT_PAPER,
    approved_papers,
    evidence_digest,
    filing_counts,
    is_approved_by_hash,
)
from inspector_app.services.mission import mission_record, trust_root
from inspector_app.services.report import current_report
from inspector_app.store.access_travel import lines_hold
from inspector_app.store.apart import read_apart
from inspector_app.store.certificates import Certificate
from inspector_app.store.identity import PublicKeys
from inspector_app.store.merge import Foreign
from inspector_app.store.reader import Reader
from inspector_app.system.wording import Wording

#: ``mission.json`` and the checksums name every piece of evidence in a line or two.
MAX_TEXT_BYTES = 64 * 1024 * 1024
#: Opens a file of the package by its name.
OpenFile = Callable[[str], BinaryIO]

_NEEDED = (MISSION_FILE, FILE_NAME, ACCESS_FILE, CHECKSUMS, PAPERS + REPORT_PAPER)


@dataclass(frozen=True, slots=True)
class Note:
    """A fault or a remark: worded under ``hq.notes``; ``cause`` says more."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    cause: KnownError | None = None

    def text(self, wording: Wording) -> str:
        """Return it in the officer's language."""
        said = wording.text(f"hq.notes.{self.code}", **self.params)
        return f"{said} {wording.error(self.cause)}" if self.cause else said


@dataclass(frozen=True, slots=True)
class Finding:
    """A working paper whose approval holds, as headquarters' register lists it."""

    number: str
    title: str
    finding_class: str
    concerns_number_one: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in a delivery."""

    faults: tuple[Note, ...] = ()
    remarks: tuple[Note, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def look_back(self) -> bool:
        """Say whether the number one has problems that call for a look-back (article 9)."""
        return any(finding.concerns_number_one for finding in self.findings)


class _FaultError(Exception):
    """Ends the check: what follows would rest on what does not hold."""

    def __init__(self, code: str, *, cause: KnownError | None = None, **params: str | int) -> None:
        self.note = Note(code, params, cause)
        super().__init__(code)


def check_delivery(manifest: Manifest, open_file: OpenFile, *, root: PublicKeys) -> Checked:
    """Check the content of a delivery whose container holds; *root* is headquarters' own keys.

    Whatever is wrong with it is a fault in the result. Raises only trouble with
    headquarters' own folder (``store.evidence_…``, ``system.…``).
    """
    try:
        return _checked(manifest, open_file, root)
    except _FaultError as fault:
        return Checked(faults=(fault.note,))


def _checked(manifest: Manifest, open_file: OpenFile, root: PublicKeys) -> Checked:
    mission_id = manifest.header.mission_id
    names = {file.name for file in manifest.files}
    for name in _NEEDED:
        if name not in names:
            raise _FaultError("file_missing", name=name)
    _check_sums(manifest, open_file)
    described = _described(open_file)
    with _faulty("access_log"), open_file(ACCESS_FILE) as stream:
        if not lines_hold(read_lines(stream)):
            raise _FaultError("access_log")
    entries, remarks = _entries(manifest, open_file)
    with _faulty("journal"), read_apart(entries, MISSION_TYPES) as reader:
        _check_records(reader)
        _check_mission(reader, mission_id, root)
        _check_report(reader, mission_id)
        _check_delivery_approval(reader, manifest, described)
        _check_evidence(reader, manifest, described)
        conflicts = len(reader.conflicts())
        if conflicts:
            remarks.append(Note("conflicts", {"count": conflicts}))
        return Checked(
            remarks=tuple(remarks),
            counts=filing_counts(reader, mission_id),
            findings=tuple(map(_finding, approved_papers(reader, mission_id))),
        )


@contextmanager
def _faulty(code: str) -> Iterator[None]:
    """Turn what is wrong with the received content into a fault."""
    try:
        yield
    except (DamagedError, InputError, RefusedError) as error:
        if error.code.startswith("store.evidence"):  # headquarters' own copy of it
            raise
        raise _FaultError(code, cause=error) from error


def _check_sums(manifest: Manifest, open_file: OpenFile) -> None:
    expected = [f"{file.sha256}  {file.name}" for file in manifest.files if file.name != CHECKSUMS]
    if _text(open_file, CHECKSUMS).splitlines() != expected:
        raise _FaultError("checksums")


def _described(open_file: OpenFile) -> Mapping[str, Json]:
    """Return what ``mission.json`` says; only what a signature covers is believed."""
    try:
        tree: Json = json.loads(_text(open_file, MISSION_FILE))
    except (ValueError, RecursionError):
        tree = None
    if not isinstance(tree, Mapping):
        raise _FaultError("file_unreadable", name=MISSION_FILE)
    return tree


def _text(open_file: OpenFile, name: str) -> str:
    with open_file(name) as stream:
        data = stream.read(MAX_TEXT_BYTES + 1)
    if len(data) > MAX_TEXT_BYTES:
        raise _FaultError("file_unreadable", name=name)
    return data.decode("utf-8", "replace")


def _entries(manifest: Manifest, open_file: OpenFile) -> tuple[list[Foreign], list[Note]]:
    """Return the journal's entries, their chains checked, and what is odd about them."""
    size = next(file.size for file in manifest.files if file.name == FILE_NAME)
    if size > MAX_JOURNAL_BYTES:
        raise _FaultError("file_unreadable", name=FILE_NAME)
    remarks: list[Note] = []
    with _faulty("journal"):
        with open_file(FILE_NAME) as stream:
            entries = list(read_journal(stream))
        gaps, forks = check_chains(entry.stub for entry in entries)
    if ranges(entry.stub for entry in entries) != dict(manifest.header.log):
        raise _FaultError("journal_range")
    if gaps:
        remarks.append(Note("journal_gaps", {"count": len(gaps)}))
    if forks:
        remarks.append(Note("journal_forks", {"count": len(forks)}))
    return entries, remarks


def _check_records(reader: Reader) -> None:
    """Refuse records whose fields are not what they are declared to be."""
    for state in reader.all_states():
        for one in reader.types[state.record_type].fields:
            if one.problem(state.values.get(one.name)):
                raise _FaultError("record_malformed", record_type=state.record_type, field=one.name)


def _check_mission(reader: Reader, mission_id: str, root: PublicKeys) -> None:
    mission_record(reader, mission_id)
    if trust_root(reader, mission_id) != root:
        raise _FaultError("other_headquarters")
    for user in reader.find("user"):
        # In a mission one that cannot be read counts as none; what is handed in must be whole.
        if user.text("certificate"):
            Certificate.from_text(user.text("certificate"))


def _check_report(reader: Reader, mission_id: str) -> None:
    report = current_report(reader)
    if report is None or not report.flag("final"):
        raise _FaultError("report_not_final")
    signed = holds(
        reader,
        mission_id,
        subject_type="report",
        subject=report.id,
        purpose=Purpose.REPORT_FINAL,
    )
    if not signed:
        raise _FaultError("report_not_signed")


def _check_delivery_approval(
    reader: Reader, manifest: Manifest, described: Mapping[str, Json]
) -> None:
    """Check that the leader approved delivering exactly this: package, papers, evidence, log."""
    approved, report = described.get("approved"), current_report(reader)
    if not isinstance(approved, Mapping) or report is None:
        raise _FaultError("delivery_not_signed")
    views = approvals(
        reader,
        manifest.header.mission_id,
        subject_type="report",
        subject=report.id,
        purposes=(Purpose.DELIVERY,),
        content=dict(approved),
    )
    if not any(view.counts for view in views):
        raise _FaultError("delivery_not_signed")
    files = {one.name: one.sha256 for one in manifest.files if is_approved_by_hash(one.name)}
    heads = approved.get("heads")
    reached = isinstance(heads, Mapping) and all(
        _reached(reader, device, head) for device, head in heads.items()
    )
    same = (
        approved.get("package") == manifest.header.package_id
        and approved.get("mission") == manifest.header.mission_id
        and approved.get("sequence") == manifest.header.sequence
        and approved.get("files") == files
    )
    if not same or not reached:
        raise _FaultError("delivery_other_content")


def _reached(reader: Reader, device: str, head: Json) -> bool:
    match head:
        case [int(seq), str(link)]:
            return reader.has_link(device, seq, link)
        case _:
            return False


def _check_evidence(reader: Reader, manifest: Manifest, described: Mapping[str, Json]) -> None:
    """Check that every piece of evidence is there, as captured and as the leader approved."""
    present = {(file.name, file.sha256) for file in manifest.files}
    named: dict[str, str] = {}
    listed = described.get("evidence")
    for one in listed if isinstance(listed, Sequence) and not isinstance(listed, str) else ():
        if isinstance(one, Mapping):
            named[str(one.get("id"))] = str(one.get("file"))
    records = reader.find("evidence")
    for record in records:
        if (named.get(record.id, ""), record.text("sha256")) not in present:
            raise _FaultError("evidence_missing", number=record.text("number"))
    approved = described.get("approved")
    expected = approved.get("evidence") if isinstance(approved, Mapping) else None
    if expected != evidence_digest((record.id, record.text("sha256")) for record in records):
        raise _FaultError("delivery_other_content")


def _finding(paper: Record) -> Finding:
    return Finding(
        number=paper.text("number"),
        title=paper.text("title"),
        finding_class=paper.text("finding_class"),
        concerns_number_one=paper.flag("concerns_number_one"),
    )
