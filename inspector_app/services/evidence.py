"""Evidence: files of any kind, hashed when captured, encrypted, and found again.

Taking a file in has two steps, so that a large one blocks nobody's typing: ``take_file``
reads, hashes and encrypts it (work lane), ``record_evidence`` writes its record (store lane).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import Operation
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.record_type import AUDIENCE_FIELD, READERS_FIELD, Audience
from inspector_app.domain.rights import Action, may
from inspector_app.intake.evidence import CapturedFile, capture
from inspector_app.intake.files import display_name, open_plain
from inspector_app.services.access import require_change
from inspector_app.services.evidence_use import uses_of
from inspector_app.services.mission import OpenMission, role_of
from inspector_app.services.results import Created
from inspector_app.store import blobs
from inspector_app.store.access_log import AccessKind
from inspector_app.store.blobs import BlobRef
from inspector_app.store.folder import blob_fields, blob_ref
from inspector_app.store.journal import Write
from inspector_app.store.reader import Order, Reader
from inspector_app.system.space import require_space

#: The largest file shown inside the window, in bytes.
VIEW_LIMIT = 200 * 1024 * 1024
#: What may be written about a file after its capture; the file itself never changes.
EDITABLE = frozenset({"title", "source", "supplier", "obtained_on", "original", "tags", "note"})

#: Told how many bytes are done of how many; may raise to cancel.
Progress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file that lies encrypted in the folder and has no record yet."""

    captured: CapturedFile
    ref: BlobRef


def evidence_list(reader: Reader) -> list[Record]:
    """Return all evidence in the order of its numbers."""
    return reader.find("evidence", order=[Order("number")])


def preview_evidence(path: Path, *, progress: Progress | None = None) -> CapturedFile:
    """Say what a file is, without taking it in; raises ``InputError`` in plain words."""
    return capture(path, progress=_counting(progress, _size(path)))


def _counting(progress: Progress | None, total: int) -> Callable[[int], None] | None:
    if progress is None:
        return None

    def told(done: int) -> None:
        progress(min(done, total), total)

    return told


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise InputError("intake.missing", name=display_name(path)) from error


def same_content(reader: Reader, sha256: str) -> list[Record]:
    """Return evidence with the same content: taken in twice."""
    return reader.find("evidence", {"sha256": sha256})


def take_file(mission: OpenMission, path: Path, *, progress: Progress | None = None) -> TakenFile:
    """Hash and encrypt a file into the folder (work lane).

    Follow it by ``record_evidence``, or by ``drop_file``; what is left by a crash in between
    goes at the next start. Raises ``InputError`` when the file cannot be read, or changed
    while it was being read, and ``KnownError`` ``system.*`` for disk trouble.
    """
    total = 2 * _size(path)
    require_space(mission.folder.path, total // 2)
    told = _counting(progress, total)
    captured = capture(path, progress=told)
    with open_plain(path) as stream, blobs.new_blob(mission.folder.blobs) as writer:
        done = captured.size
        while data := stream.read(blobs.CHUNK):
            writer.write(data)
            done += len(data)
            if told is not None:
                told(done)
    taken = TakenFile(captured, writer.ref)
    if taken.ref.sha256 != captured.sha256:
        drop_file(mission, taken)
        raise InputError("evidence.changed_while_read", name=captured.name)
    return taken


def drop_file(mission: OpenMission, taken: TakenFile) -> None:
    """Delete a file that was taken and shall get no record."""
    blobs.blob_path(mission.folder.blobs, taken.ref.id).unlink(missing_ok=True)


def record_evidence(
    mission: OpenMission,
    taken: TakenFile,
    *,
    title: str = "",
    source: str = "",
    supplier: str = "",
    obtained_on: str = "",
    original: bool | None = None,
    tags: Sequence[str] = (),
    note: str = "",
    audience: str = "",
    readers: Sequence[str] = (),
) -> Created:
    """Write the record of a file that was taken in (store lane); it gets the next number."""
    captured, ref = taken.captured, taken.ref
    mission.folder.note_blob(ref.id)
    values: dict[str, Json] = {
        "number": _next_number(mission.journal.reader),
        "title": title.strip() or Path(captured.name).stem,
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
        values[AUDIENCE_FIELD] = audience
    if readers:
        values[READERS_FIELD] = list(readers)
    write = mission.journal.create("evidence", values)
    return Created(write.record_id, mission.journal.write(write))


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
    """Take a file in at one go (store lane): ``take_file``, then ``record_evidence``."""
    return record_evidence(
        mission,
        take_file(mission, path),
        title=title,
        source=source,
        supplier=supplier,
        obtained_on=obtained_on,
        original=original,
        tags=tags,
        note=note,
        audience=audience,
    )


def _next_number(reader: Reader) -> str:
    taken = [record.text("number") for record in reader.find("evidence", deleted=True)]
    last = max((int(n[2:]) for n in taken if n.startswith("Z-") and n[2:].isdigit()), default=0)
    return f"Z-{last + 1:03d}"


def update_evidence(
    mission: OpenMission, evidence: str, *, entry: str = "", **fields: Json
) -> Changes:
    """Change what is written about a piece of evidence (store lane).

    *fields* are of ``EDITABLE``; ``None`` takes a value out. Raises ``RefusedError``
    ``record.gone``, ``record.not_your_right`` and ``InputError('evidence.no_title')``.
    """
    if unknown := fields.keys() - EDITABLE:
        raise ValueError(f"not to be changed: {', '.join(sorted(unknown))}")
    require_change(mission, "evidence", evidence)
    if "title" in fields and not str(fields["title"] or "").strip():
        raise InputError("evidence.no_title")
    return mission.journal.write(Write("evidence", evidence, fields, entry_id=entry))


def set_evidence_audience(
    mission: OpenMission, evidence: str, audience: Audience, *, readers: Sequence[str] = ()
) -> Changes:
    """Decide who may read a piece of evidence (leader, store lane).

    What is no longer open is sealed to its readers. Raises ``RefusedError`` ``record.gone``,
    ``evidence.audience_not_your_right``.
    """
    record = require_change(mission, "evidence", evidence)
    role = role_of(mission.journal.reader, mission.me)
    if not may(role, Audience(record.audience), Action.SET_AUDIENCE):
        raise RefusedError("evidence.audience_not_your_right")
    named = list(readers) if audience is Audience.NAMED else []
    fields: dict[str, Json] = {AUDIENCE_FIELD: audience.value, READERS_FIELD: named}
    return mission.journal.write(Write("evidence", evidence, fields))


def withdraw_evidence(
    mission: OpenMission, evidence: str, *, reason: str, entry: str = ""
) -> Changes:
    """Take a piece of evidence out of the list (store lane).

    Its file and its trace stay in the folder. Raises ``RefusedError`` ``record.gone``,
    ``record.not_your_right``, ``evidence.needs_reason`` and ``evidence.in_use`` while
    something rests on it.
    """
    record = require_change(mission, "evidence", evidence)
    if not reason.strip():
        raise RefusedError("evidence.needs_reason")
    uses = uses_of(mission.journal.reader, evidence)
    if uses:
        raise RefusedError(
            "evidence.in_use", number=record.text("number"), used=uses[0].title, count=len(uses)
        )
    write = Write("evidence", evidence, op=Operation.DELETE, reason=reason.strip(), entry_id=entry)
    return mission.journal.write(write)


def evidence_bytes(mission: OpenMission, evidence: Record) -> bytes:
    """Return a file's content, verified against its SHA-256, for showing it.

    Raises ``DamagedError`` for a file that is not what was captured.
    """
    return blobs.read_all(mission.folder.blobs, blob_ref(evidence), limit=VIEW_LIMIT)


def note_view(mission: OpenMission, record_type: str, record_id: str) -> None:
    """Log that a record about the number one was looked at (store lane)."""
    mission.folder.access.note(AccessKind.VIEW, record_type, record_id)
