"""Work between the laptops of a team: pack what is here, look at what came, take it in.

Entries travel as they lie, sealed ones sealed, and evidence files as they lie, encrypted. Any
package can be taken in at any time, in any order, and again: what is known is left alone, what
is missing is named, and where two people wrote the same field both values stay until somebody
decides (``conflicts``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from inspector_app.domain.changes import Changes
from inspector_app.domain.entry import SCHEMA
from inspector_app.domain.errors import InputError, KnownError, RefusedError
from inspector_app.domain.vocabulary import PackageKind
from inspector_app.exchange.container import OutgoingFile, PackageInfo, save_package
from inspector_app.exchange.journal_file import FILE_NAME, journal_lines, ranges
from inspector_app.exchange.manifest import Kind, PackageHeader
from inspector_app.exchange.staging import (
    BLOB_FOLDER,
    LookStaging,
    WorkStaging,
    discarded_on_error,
)
from inspector_app.services.delivery import Progress
from inspector_app.services.mission import (
    OpenMission,
    certified,
    mission_record,
    trust_root,
    user_names,
)
from inspector_app.services.packages import (
    PackageView,
    next_in_line,
    own_certificates,
    package_fields,
)
from inspector_app.services.work_checks import (
    Clash,
    HeldBack,
    check_claims,
    clashes,
    held_back,
    open_work,
    unread,
)
from inspector_app.store import blobs
from inspector_app.store.import_log import Import, imported, note_import
from inspector_app.store.merge import Foreign, Gap, outgoing, take_in
from inspector_app.store.reader import Conflict, Reader
from inspector_app.system.space import require_space

_MARGIN = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class WorkMade:
    """A work package that lies at ``path``."""

    path: Path
    info: PackageInfo
    entries: int
    evidence: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class WorkPreview:
    """What a work package would do here; nothing has been changed.

    ``records`` counts new entries by record type; ``sealed`` entries are new and for others.
    ``sha256`` is to be handed to ``take_work``, so that no other file is taken.
    """

    view: PackageView
    sha256: str
    again: bool
    new: int
    known: int
    sealed: int
    records: Mapping[str, int]
    evidence: int
    clashes: tuple[Clash, ...]
    held_back: tuple[HeldBack, ...]


@dataclass(frozen=True, slots=True)
class WorkTaken:
    """What a work package did: how much was new, what waits for a person, what is missing."""

    view: PackageView
    changes: Changes
    again: bool
    new: int
    known: int
    evidence: int
    conflicts: tuple[Conflict, ...]
    held_back: tuple[HeldBack, ...]
    gaps: tuple[Gap, ...]
    forks: tuple[tuple[str, int], ...]


def make_work(
    mission: OpenMission,
    target: Path,
    recipients: Sequence[str],
    *,
    evidence: bool = True,
    progress: Progress | None = None,
) -> WorkMade:
    """Pack the journal and the evidence for users of the team into the new file *target*.

    *recipients* are user ids; the maker can open it too. Without *evidence* only entries
    travel, and a later package brings the files. Runs on the store lane. Raises
    ``RefusedError`` ``mission.no_headquarters``, ``work.not_certified`` (nobody would take a
    package from its maker) and ``work.no_recipient``, ``KnownError('system.file_exists')``
    and disk trouble. After an error there is no file.
    """
    reader = mission.journal.reader
    if trust_root(reader, mission.id) is None:
        raise RefusedError("mission.no_headquarters")
    if mission.me not in certified(reader, mission.id):
        raise RefusedError("work.not_certified")
    seals = _seals(reader, recipients)
    if target.exists():
        raise KnownError("system.file_exists", file=target.name, folder=str(target.parent))
    files = _outgoing_blobs(mission) if evidence else []
    require_space(target.parent, sum(file.size for file in files) + _MARGIN)
    entries = list(outgoing(reader, open_bodies=False))
    journal = OutgoingFile.of_bytes(FILE_NAME, journal_lines(entries))
    total = journal.size + sum(file.size for file in files)
    names = user_names(reader)
    to_whom = "、".join(names.get(user, "") for user in recipients)
    sequence, previous = next_in_line(reader, mission.me, PackageKind.WORK)
    facts = mission_record(reader, mission.id)
    package_id = mission.journal.new_id()
    info = save_package(
        target,
        header=PackageHeader(
            kind=Kind.WORK,
            package_id=package_id,
            mission_id=mission.id,
            sequence=sequence,
            previous=previous,
            schema=SCHEMA,
            created=mission.folder.setting.now(),
            log=ranges(entry.stub for entry in entries),
            certificates=own_certificates(reader, mission.me),
            about={
                "body": facts.text("body_name"),
                "round": facts.text("round"),
                "from": names.get(mission.me, ""),
                "to": to_whom,
                "counts": {"entries": len(entries), "evidence": len(files)},
            },
        ),
        files=[journal, *files],
        sender=mission.folder.vault.keys,
        recipients=[*seals, mission.folder.vault.keys.public.seal],
        progress=None if progress is None else lambda done: progress(min(done, total), total),
    )
    fields = package_fields(info, file_name=target.name, counterpart=to_whom)
    try:
        changes = mission.journal.write(mission.journal.create("package", fields, package_id))
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return WorkMade(target, info, len(entries), len(files), changes)


def _seals(reader: Reader, recipients: Sequence[str]) -> list[str]:
    found = [reader.get("user", user) for user in recipients]
    seals = [user.text("seal_key") for user in found if user and user.text("seal_key")]
    if not seals or len(seals) != len(recipients):
        raise RefusedError("work.no_recipient")
    return seals


def _outgoing_blobs(mission: OpenMission) -> list[OutgoingFile]:
    """Return the evidence files as they lie; whose record is sealed can be read by nobody else."""
    files = []
    for blob_id, (stored, size) in sorted(mission.folder.known_blobs().items()):
        path = blobs.blob_path(mission.folder.blobs, blob_id)
        name = f"{BLOB_FOLDER}{blob_id}"
        files.append(OutgoingFile(name, size, stored, partial(_open_file, path)))
    return files


def _open_file(path: Path) -> BinaryIO:
    return path.open("rb")


# --- looking ----------------------------------------------------------------------------


def preview_work(
    mission: OpenMission, path: Path, *, progress: Progress | None = None
) -> WorkPreview:
    """Say what a work package would do here, verified to its end; change nothing (store lane).

    Raises ``KnownError`` ``exchange.…`` for one that is damaged, not for this user or of no
    certified sender, ``package.other_mission``, ``work.not_work``, ``work.package_replaced``,
    ``work.claims_this_device``.
    """
    staging = LookStaging(mission.folder.blobs)
    opened = open_work(mission, path, staging, progress)
    check_claims(mission, opened)
    reader = mission.journal.reader
    fresh = unread(mission, opened.entries)
    held = held_back(mission, opened, fresh)
    refused = {one.entry for one in held}
    believed = [one for one in fresh if one.entry.stub.id not in refused]
    new = sum(one.new for one in fresh)
    readable = [one.body for one in believed if one.body is not None]
    return WorkPreview(
        view=opened.view,
        sha256=opened.info.sha256,
        again=imported(reader, opened.view.package_id) is not None,
        new=new,
        known=len(opened.entries) - new,
        sealed=sum(one.new and one.body is None for one in fresh),
        records=Counter(body.record_type for body in readable),
        evidence=_new_evidence(mission, opened.view),
        clashes=tuple(clashes(reader, believed)),
        held_back=held,
    )


def _new_evidence(mission: OpenMission, view: PackageView) -> int:
    names = [file.name for file in view.files if file.name.startswith(BLOB_FOLDER)]
    folder = mission.folder.blobs
    return sum(
        not blobs.blob_path(folder, name.removeprefix(BLOB_FOLDER)).exists() for name in names
    )


# --- taking in --------------------------------------------------------------------------


def take_work(
    mission: OpenMission, path: Path, *, expect: str = "", progress: Progress | None = None
) -> WorkTaken:
    """Take a work package in (store lane; make a backup first).

    *expect* is the ``sha256`` of the preview that was shown. All of the entries come in or
    none; a second time nothing changes. Raises what ``preview_work`` raises,
    ``InputError('work.changed_since_preview')``, and ``DamagedError`` ``journal.…`` for
    entries that do not fit together.
    """
    require_space(mission.folder.path, path.stat().st_size if path.exists() else 0)
    staging = WorkStaging(mission.folder.blobs)
    with discarded_on_error(staging):
        opened = open_work(mission, path, staging, progress)
        if expect and opened.info.sha256 != expect:
            raise InputError("work.changed_since_preview")
        check_claims(mission, opened)
        held = held_back(mission, opened, unread(mission, opened.entries))
        refused = {one.entry for one in held}
        reader = mission.journal.reader
        before = imported(reader, opened.view.package_id)
        merged = take_in(
            mission.journal,
            [Foreign(one.stub) if one.stub.id in refused else one for one in opened.entries],
            mission.folder.vault.keys,
        )
    for blob_id in staging.placed:
        mission.folder.note_blob(blob_id)
    note_import(
        mission.folder,
        Import(
            package_id=opened.view.package_id,
            sha256=opened.info.sha256,
            sender=opened.view.sender,
            sequence=opened.view.sequence,
            imported_at=mission.folder.setting.now(),
            new_entries=merged.added,
        ),
    )
    return WorkTaken(
        view=opened.view,
        changes=merged.changes,
        again=before is not None,
        new=merged.added,
        known=merged.known,
        evidence=len(staging.placed),
        conflicts=tuple(reader.conflicts()),
        held_back=held,
        gaps=merged.gaps,
        forks=merged.forks,
    )
