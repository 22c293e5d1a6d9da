"""Receiving a delivery at headquarters: verify, keep, register, and answer with a receipt.

The package is kept as it arrived, sealed to headquarters' key, and its files beside it, to be
taken out one by one; both as evidence files of headquarters' folder, so that verifying and
backing up the folder covers them. What cannot be opened, or was not sent by a leader certified
here, is refused and leaves nothing behind. What a certified leader sent but does not hold is
registered as refused, with a receipt to say so.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Role
from inspector_app.exchange.container import PackageInfo
from inspector_app.exchange.manifest import Kind, Manifest
from inspector_app.exchange.reading import open_package, package_source, peek
from inspector_app.exchange.receipt import Receipt, Verdict, read_receipt, write_receipt
from inspector_app.exchange.staging import BlobStaging, discarded_on_error, teed
from inspector_app.services.delivery import Progress
from inspector_app.services.delivery_checks import Checked, Finding, Note, check_delivery
from inspector_app.services.hq import OpenHq
from inspector_app.services.packages import check_schema, sender_certificate, view_of
from inspector_app.store import blobs
from inspector_app.store.blobs import BlobRef
from inspector_app.store.certificates import Certificate
from inspector_app.store.identity import PublicKeys
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader
from inspector_app.system.space import require_space

_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a delivery.

    ``remarks`` and, for a refused one, ``faults`` are sentences for the officer. ``again``
    says that it was received before: entry and receipt are those of the first time.
    """

    entry: Record
    number: str
    verdict: Verdict
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]
    faults: tuple[str, ...]
    remarks: tuple[str, ...]
    receipt: str
    again: bool
    changes: Changes


def receive(hq: OpenHq, path: Path, *, progress: Progress | None = None) -> Received:
    """Take the delivery *path* in (store lane); *progress* is told bytes read of how many.

    A package that came before gives the same entry and receipt again. Raises ``KnownError``
    ``exchange.…`` for a package that is damaged, not for headquarters or of no certified
    sender, ``store.certificate_…`` for a certificate that does not chain to headquarters'
    key for that mission, ``RefusedError`` ``hq.not_a_delivery``, ``hq.not_from_leader`` and
    ``hq.package_replaced`` (other bytes under a known package's id), and disk trouble as
    ``system.…``. After an error nothing was taken in.
    """
    sender = _Sender(hq.keys.public)
    with package_source(path) as source:
        manifest = peek(source, [hq.keys.age_identity], resolve_sender=sender.find)
    _check_kind(manifest, sender)
    known = hq.journal.reader.find("register_entry", {"package_id": manifest.header.package_id})
    if known:
        return _again(hq, path, known[0])
    require_space(hq.folder.path, 2 * path.stat().st_size + _PIECE)
    staging = BlobStaging(hq.folder.blobs)
    with discarded_on_error(staging):
        info, kept = _read(hq, path, staging, progress)
        if info.manifest.header.package_id != manifest.header.package_id:
            raise InputError("hq.changed_while_read")
        try:
            return _register(hq, info, sender, staging, kept)
        except BaseException:
            blobs.blob_path(hq.folder.blobs, kept.id).unlink(missing_ok=True)
            raise


def _read(
    hq: OpenHq, path: Path, staging: BlobStaging, progress: Progress | None
) -> tuple[PackageInfo, BlobRef]:
    """Verify the package to its end, keeping what is read as it is read."""
    sender = _Sender(hq.keys.public)
    size = path.stat().st_size
    with package_source(path) as source, blobs.new_blob(hq.folder.blobs) as copy:
        info = open_package(
            teed(source, copy),
            [hq.keys.age_identity],
            resolve_sender=sender.find,
            staging=staging,
            progress=None if progress is None else lambda done: progress(min(done, size), size),
        )
        _check_kind(info.manifest, sender)
    if copy.ref.sha256 != info.sha256:
        raise LookupError("the package was not copied as it was read")
    return info, copy.ref


class _Sender:
    """Finds the sender's keys and remembers by which certificate."""

    def __init__(self, root: PublicKeys) -> None:
        self._root = root
        self.certificate: Certificate | None = None

    def find(self, manifest: Manifest) -> PublicKeys | None:
        """Return the keys of a sender whom headquarters certified for the mission."""
        self.certificate = sender_certificate(manifest, (), root=self._root)
        return self.certificate.keys if self.certificate else None


def _check_kind(manifest: Manifest, sender: _Sender) -> None:
    if manifest.header.kind is not Kind.DELIVERY:
        raise RefusedError("hq.not_a_delivery")
    if sender.certificate is None or sender.certificate.role is not Role.LEADER:
        raise RefusedError("hq.not_from_leader")
    check_schema(manifest)


def _again(hq: OpenHq, path: Path, entry: Record) -> Received:
    """Return what was answered the first time, if this is that very file."""
    digest = hashlib.sha256()
    with package_source(path) as source:
        while piece := source.read(_PIECE):
            digest.update(piece)
    if digest.hexdigest() != entry.text("sha256"):
        raise RefusedError("hq.package_replaced", number=register_number(entry))
    receipt = _own_receipt(hq, entry)
    remarks = tuple(entry.text("note").splitlines())
    refused = receipt.verdict is Verdict.REFUSED
    return Received(
        entry=entry,
        number=register_number(entry),
        verdict=receipt.verdict,
        counts=receipt.counts,
        findings=findings_of(hq.journal.reader, entry.id),
        faults=remarks if refused else (),
        remarks=() if refused else remarks,
        receipt=entry.text("receipt"),
        again=True,
        changes=Changes(),
    )


def _own_receipt(hq: OpenHq, entry: Record) -> Receipt:
    own = hq.keys.public
    return read_receipt(
        entry.text("receipt").encode("utf-8"),
        resolve_key=lambda key: own if key == own.key_id else None,
    )


def _register(
    hq: OpenHq, info: PackageInfo, sender: _Sender, staging: BlobStaging, kept: BlobRef
) -> Received:
    checked = check_delivery(
        info.manifest,
        lambda name: blobs.open_blob(hq.folder.blobs, staging.refs[name]),
        root=hq.keys.public,
    )
    verdict = Verdict.REFUSED if checked.faults else Verdict.ACCEPTED
    remarks = [*checked.remarks, *_standing(hq.journal.reader, info.manifest, sender)]
    said = [note.text(hq.wording) for note in (checked.faults or remarks)]
    number = _next_number(hq.journal.reader)
    now = hq.folder.setting.now()
    receipt = write_receipt(
        Receipt(
            package_id=info.manifest.header.package_id,
            package_sha256=info.sha256,
            mission_id=info.manifest.header.mission_id,
            received_at=now,
            register_number=f"{number:04d}",
            verdict=verdict,
            hq_key_id=hq.keys.public.key_id,
            counts=checked.counts,
            note="\n".join(said)[:4000],
        ),
        hq.keys,
    )
    if checked.faults:
        staging.discard()  # the package itself is kept as proof, nothing is taken out of it
    entry_id = hq.journal.new_id()
    fields = _entry_fields(info, checked, number=number, now=now) | {
        "verdict": verdict.value,
        "note": "\n".join(said) or None,
        "receipt": receipt,
        "blob": kept.id,
        "blob_key": kept.key,
        "sender_name": sender.certificate.name if sender.certificate else None,
    }
    writes = [hq.journal.create("register_entry", fields, entry_id)]
    writes += _file_writes(hq, entry_id, info.manifest, staging)
    writes += _finding_writes(hq, entry_id, checked)
    for ref in (kept, *staging.refs.values()):
        hq.folder.note_blob(ref.id)
    changes = hq.journal.write(*writes)
    entry = hq.journal.reader.get("register_entry", entry_id)
    if entry is None:
        raise LookupError("what was just written is not there")
    return Received(
        entry=entry,
        number=register_number(entry),
        verdict=verdict,
        counts=checked.counts,
        findings=checked.findings,
        faults=tuple(said) if checked.faults else (),
        remarks=() if checked.faults else tuple(said),
        receipt=receipt,
        again=False,
        changes=changes,
    )


def _entry_fields(info: PackageInfo, checked: Checked, *, number: int, now: str) -> dict[str, Json]:
    view = view_of(info.manifest)
    return {
        "number": number,
        "mission": view.mission_id,
        "body_name": view.about_text("body") or None,
        "round": view.about_text("round") or None,
        "team_name": view.about_text("team") or None,
        "package_id": view.package_id,
        "sequence": view.sequence,
        "previous": view.previous,
        "sha256": info.sha256,
        "size": info.size,
        "sender": view.sender,
        "received_at": now,
        "talks": checked.counts.get("talks"),
        "working_papers": checked.counts.get("working_papers"),
        "evidence": checked.counts.get("evidence"),
        "look_back": None if checked.faults else checked.look_back,
    }


def _file_writes(hq: OpenHq, entry: str, manifest: Manifest, staging: BlobStaging) -> list[Write]:
    writes = []
    for file in manifest.files:
        ref = staging.refs.get(file.name)
        if ref is not None:
            fields: dict[str, Json] = {
                "register_entry": entry,
                "name": file.name,
                "size": ref.size,
                "sha256": ref.sha256,
                "blob": ref.id,
                "blob_key": ref.key,
            }
            writes.append(hq.journal.create("received_file", fields))
    return writes


def _finding_writes(hq: OpenHq, entry: str, checked: Checked) -> list[Write]:
    return [
        hq.journal.create(
            "hq_finding",
            {
                "register_entry": entry,
                "number": finding.number,
                "title": finding.title,
                "finding_class": finding.finding_class or None,
                "concerns_number_one": finding.concerns_number_one,
            },
        )
        for finding in checked.findings
    ]


def _standing(reader: Reader, manifest: Manifest, sender: _Sender) -> list[Note]:
    """Return what is odd about a delivery beside those that came before it."""
    header = manifest.header
    notes: list[Note] = []
    earlier = reader.find("register_entry", {"mission": header.mission_id})
    own = [entry for entry in earlier if entry.text("sender") == manifest.sender]
    by_number = {entry.number("sequence"): entry for entry in own}
    twin = by_number.get(header.sequence)
    if twin is not None:
        notes.append(
            Note(
                "sequence_repeated",
                {"sequence": header.sequence, "number": register_number(twin)},
            )
        )
    missing = missing_numbers([*by_number, header.sequence])
    if missing:
        notes.append(Note("sequence_gap", {"missing": missing}))
    before = by_number.get(header.sequence - 1)
    if before is not None and before.text("sha256") != header.previous:
        notes.append(Note("previous_differs", {"number": register_number(before)}))
    issued = reader.get("issued_mission", header.mission_id)
    if issued is None:
        notes.append(Note("not_issued_here"))
    elif sender.certificate and issued.text("leader_sign_key") != sender.certificate.keys.sign:
        notes.append(Note("leader_replaced", {"leader": issued.text("leader_name")}))
    return notes


def missing_numbers(numbers: Iterable[int | None]) -> str:
    """Return which numbers from 1 on are missing among *numbers*, as spans: ``1-3, 5``."""
    spans = []
    last = 0
    for number in sorted({number for number in numbers if number is not None}):
        if number == last + 2:
            spans.append(f"{last + 1}")
        elif number > last + 2:
            spans.append(f"{last + 1}-{number - 1}")
        last = number
    return ", ".join(spans)


def _next_number(reader: Reader) -> int:
    last = reader.find(
        "register_entry", order=[Order("number", descending=True)], limit=1, deleted=True
    )
    return (last[0].number("number") or 0) + 1 if last else 1


def register_number(entry: Record) -> str:
    """Return the number of a register entry as it stands on receipts."""
    return f"{entry.number('number') or 0:04d}"


def findings_of(reader: Reader, entry: str) -> tuple[Finding, ...]:
    """Return the findings of a delivery, by number."""
    return tuple(
        Finding(
            number=record.text("number"),
            title=record.text("title"),
            finding_class=record.text("finding_class"),
            concerns_number_one=record.flag("concerns_number_one"),
        )
        for record in reader.find("hq_finding", {"register_entry": entry}, order=[Order("number")])
    )
