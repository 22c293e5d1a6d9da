"""A piece of evidence looked into: what the window can show of it, and copies for others.

Reading needs the folder and the record only, so it can run beside the window's work.
"""

import hashlib
import hmac
import io
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.intake.evidence import capture_stream
from inspector_app.intake.sniff import FileType, sniff
from inspector_app.services.evidence import VIEW_LIMIT, Progress, evidence_bytes
from inspector_app.services.mission import OpenMission
from inspector_app.store import blobs
from inspector_app.store.access_log import AccessKind
from inspector_app.store.folder import blob_ref
from inspector_app.system.safe_files import new_file
from inspector_app.system.space import require_space

#: The format of a picture as decoders name it, by what the file is.
PICTURES = {
    FileType.JPEG: "jpeg",
    FileType.PNG: "png",
    FileType.TIFF: "tiff",
    FileType.GIF: "gif",
    FileType.BMP: "bmp",
    FileType.WEBP: "webp",
}
_TEXTS = frozenset({FileType.DOCX, FileType.XLSX, FileType.XLS, FileType.TEXT})


class Showing(StrEnum):
    """How a piece of evidence can be shown."""

    PDF = "pdf"
    PICTURE = "picture"
    TEXT = "text"  # the words alone, whatever the layout
    NOTHING = "nothing"  # facts only: open a copy in the program it was made with


@dataclass(frozen=True, slots=True)
class Content:
    """What can be shown: the bytes of a PDF or picture, or the words of a document.

    ``format`` is the picture's; ``formatted`` says that the words come from a document or
    table whose layout is not shown; ``problems`` are codes worded under ``intake.evidence``.
    """

    showing: Showing
    data: bytes = b""
    text: str = ""
    format: str = ""
    formatted: bool = False
    problems: tuple[str, ...] = ()


def evidence_content(mission: OpenMission, evidence: Record) -> Content:
    """Return what of a piece of evidence can be shown, decided by its content (work lane).

    Raises ``DamagedError`` ``store.evidence_…`` for a file that is not what was captured.
    """
    if (evidence.number("size") or 0) > VIEW_LIMIT:
        return Content(Showing.NOTHING)
    data = evidence_bytes(mission, evidence)
    kind = sniff(io.BytesIO(data))
    if kind is FileType.PDF:
        return Content(Showing.PDF, data)
    if kind in PICTURES:
        return Content(Showing.PICTURE, data, format=PICTURES[kind])
    if kind in _TEXTS:
        found = capture_stream(io.BytesIO(data), name=evidence.text("file_name"))
        showing = Showing.TEXT if found.text.strip() else Showing.NOTHING
        return Content(
            showing,
            text=found.text,
            formatted=kind is not FileType.TEXT,
            problems=found.problems,
        )
    return Content(Showing.NOTHING)


def check_evidence(mission: OpenMission, evidence: Record) -> str:
    """Read the whole file again and return its SHA-256 (work lane).

    Raises ``DamagedError`` if it is not the one written down when it was captured.
    """
    blobs.verify(mission.folder.blobs, blob_ref(evidence))
    return evidence.text("sha256")


def note_export(mission: OpenMission, evidence: str) -> None:
    """Log that a copy leaves the folder (store lane): before ``copy_out``."""
    mission.folder.access.note(AccessKind.EXPORT, "evidence", evidence)


def copy_out(
    mission: OpenMission, evidence: Record, target: Path, *, progress: Progress | None = None
) -> None:
    """Write a copy of the file to *target*, not encrypted, replacing what is there (work lane).

    Raises ``RefusedError('evidence.inside_mission')`` for a place inside the mission folder,
    ``DamagedError`` and ``KnownError`` ``system.*``; nothing is left then.
    """
    if target.resolve().is_relative_to(mission.folder.path.resolve()):
        raise RefusedError("evidence.inside_mission")
    ref = blob_ref(evidence)
    require_space(target.parent, ref.size)
    digest = hashlib.sha256()
    done = 0
    with blobs.open_blob(mission.folder.blobs, ref) as source, new_file(target) as copy:
        while data := source.read(blobs.CHUNK):
            copy.write(data)
            digest.update(data)
            done += len(data)
            if progress is not None:
                progress(done, ref.size)
        if not hmac.compare_digest(digest.hexdigest(), ref.sha256):
            raise DamagedError("store.evidence_damaged", file=evidence.text("file_name"))
