"""Evidence: files of any kind, hashed when captured, encrypted, and found again."""

from collections.abc import Sequence
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.errors import InputError
from inspector_app.domain.record import Record
from inspector_app.intake.evidence import CapturedFile, capture
from inspector_app.services.mission import OpenMission
from inspector_app.services.results import Created
from inspector_app.store import blobs
from inspector_app.store.access_log import AccessKind
from inspector_app.store.folder import blob_fields, blob_ref
from inspector_app.store.reader import Order, Reader

#: The largest file shown inside the window, in bytes.
VIEW_LIMIT = 200 * 1024 * 1024


def evidence_list(reader: Reader) -> list[Record]:
    """Return all evidence in the order of its numbers."""
    return reader.find("evidence", order=[Order("number")])


def preview_evidence(path: Path) -> CapturedFile:
    """Say what a file is, without taking it in; raises ``InputError`` in plain words."""
    return capture(path)


def same_content(reader: Reader, sha256: str) -> list[Record]:
    """Return evidence with the same content: taken in twice."""
    return reader.find("evidence", {"sha256": sha256})


def add_evidence(
    mission: OpenMission,
    path: Path,
    *,
    title: str = "",
    source: str = "",
    supplier: str = "",
    obtained_on: str = "",
    original: bool | None = None,
    tags: Sequence[str] = (),
    note: str = "",
    audience: str = "",
) -> Created:
    """Take a file in: hash, encrypt, then write its record (store lane).

    Raises ``InputError`` when the file cannot be read, or changed while it was being read.
    """
    captured = capture(path)
    with path.open("rb") as stream:
        ref = blobs.add(mission.folder.blobs, stream)
    if ref.sha256 != captured.sha256:
        blobs.blob_path(mission.folder.blobs, ref.id).unlink()
        raise InputError("evidence.changed_while_read", name=captured.name)
    mission.folder.note_blob(ref.id)
    values: dict[str, Json] = {
        "number": _next_number(mission.journal.reader),
        "title": title or Path(captured.name).stem,
        "file_name": captured.name,
        "media_type": captured.media_type,
        "pages": captured.pages,
        "source": source or None,
        "supplier": supplier or None,
        "obtained_on": obtained_on or None,
        "original": original,
        "tags": list(tags),
        "note": note or None,
        "captured_at": mission.folder.setting.now(),
        **blob_fields(ref),
    }
    if audience:
        values["audience"] = audience
    write = mission.journal.create("evidence", values)
    return Created(write.record_id, mission.journal.write(write))


def _next_number(reader: Reader) -> str:
    taken = [record.text("number") for record in reader.find("evidence", deleted=True)]
    last = max((int(n[2:]) for n in taken if n.startswith("Z-") and n[2:].isdigit()), default=0)
    return f"Z-{last + 1:03d}"


def evidence_bytes(mission: OpenMission, evidence: Record) -> bytes:
    """Return a file's content, verified against its SHA-256, for showing it.

    Raises ``DamagedError`` for a file that is not what was captured.
    """
    return blobs.read_all(mission.folder.blobs, blob_ref(evidence), limit=VIEW_LIMIT)


def note_view(mission: OpenMission, record_type: str, record_id: str) -> None:
    """Log that a record about the number one was looked at (store lane)."""
    mission.folder.access.note(AccessKind.VIEW, record_type, record_id)
