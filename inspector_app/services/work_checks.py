"""Looking into a work package before anything of it counts: who sent it, what is new in it.

A certified sender is believed in what a member may do. What only the leader may do (users and
their keys, the checklist, headquarters' keys, who may read a record) counts only in his own
packages; such entries keep their place in the chain, but their content is held back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.entry import Body, Entry, Operation, sealed_link
from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.domain.fold import fold
from inspector_app.domain.record_type import AUDIENCE_FIELD, READERS_FIELD, Audience
from inspector_app.domain.vocabulary import Role
from inspector_app.exchange.container import PackageInfo
from inspector_app.exchange.journal_file import check_chains, read_journal
from inspector_app.exchange.manifest import Kind, Manifest
from inspector_app.exchange.reading import open_package, package_source
from inspector_app.exchange.staging import WorkStaging
from inspector_app.services.delivery import Progress
from inspector_app.services.mission import OpenMission, trust_root
from inspector_app.services.packages import (
    PackageView,
    check_schema,
    sender_certificate,
    team_certificates,
    view_of,
)
from inspector_app.store.identity import PublicKeys
from inspector_app.store.import_log import imported
from inspector_app.store.merge import Foreign, outgoing
from inspector_app.store.reader import Reader
from inspector_app.store.restricted import open_body

#: Records that are the leader's altogether, and the word for it.
_LEADERS_TYPES = {"user": "users", "form": "forms", "entry_reason": "reasons"}
#: What of the mission's own record only the leader may change: whom the team trusts.
TRUST_FIELDS = frozenset({"hq_sign_key", "hq_seal_key", "hq_name", "hq_confirmed"})


@dataclass(frozen=True, slots=True)
class HeldBack:
    """An entry whose content was not believed; worded under ``work.held_back``."""

    entry: str
    code: str
    record_type: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that would be, or is, written differently on two laptops."""

    record_type: str
    record_id: str
    field: str


@dataclass(frozen=True, slots=True)
class OpenedWork:
    """A work package verified to its end, and by whom it was sent."""

    view: PackageView
    info: PackageInfo
    entries: tuple[Foreign, ...]
    role: Role


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry not read here yet, with its body as far as this user can; *new*: no stub either."""

    entry: Foreign
    body: Body | None
    new: bool


class _Sender:
    """Finds the sender among the certified users and remembers his role."""

    def __init__(self, mission: OpenMission) -> None:
        reader = mission.journal.reader
        root = trust_root(reader, mission.id)
        if root is None:
            raise RefusedError("mission.no_headquarters")
        self._root = root
        self._mission_id = mission.id
        self._known = team_certificates(reader)
        self.role = Role.MEMBER

    def find(self, manifest: Manifest) -> PublicKeys | None:
        """Return the keys of a certified user of this mission."""
        if manifest.header.mission_id != self._mission_id:
            raise RefusedError("package.other_mission")
        if manifest.header.kind is not Kind.WORK:
            raise RefusedError("work.not_work")
        check_schema(manifest)
        certificate = sender_certificate(manifest, self._known, root=self._root)
        if certificate is None:
            return None
        self.role = certificate.role
        return certificate.keys


def open_work(
    mission: OpenMission, path: Path, staging: WorkStaging, progress: Progress | None
) -> OpenedWork:
    """Verify a work package to its end, its files going to *staging*.

    Raises ``KnownError`` ``exchange.…``, ``store.certificate_…``, ``package.other_mission``,
    ``work.not_work`` and ``mission.no_headquarters``.
    """
    sender = _Sender(mission)
    with package_source(path) as source:
        size = path.stat().st_size
        info = open_package(
            source,
            [mission.folder.vault.keys.age_identity],
            resolve_sender=sender.find,
            staging=staging,
            progress=None if progress is None else lambda done: progress(min(done, size), size),
        )
    entries = tuple(read_journal(staging.journal))
    return OpenedWork(view_of(info.manifest), info, entries, sender.role)


def check_claims(mission: OpenMission, opened: OpenedWork) -> None:
    """Refuse a package that stands for another one, or speaks for this very laptop."""
    reader = mission.journal.reader
    before = imported(reader, opened.view.package_id)
    if before is not None and before.sha256 != opened.info.sha256:
        raise RefusedError("work.package_replaced")
    own = mission.journal.author.device
    if any(
        entry.stub.device == own and not mission.journal.has(entry.stub.id)
        for entry in opened.entries
    ):
        raise RefusedError("work.claims_this_device")


def unread(mission: OpenMission, entries: Sequence[Foreign]) -> list[Unread]:
    """Return the entries whose content is not known here, with their bodies where they open.

    Those of which only the stub is here are among them: their content was held back, or was
    sealed to others. Raises ``DamagedError`` for entries that do not fit together or do not
    fit those that are here.
    """
    keys = mission.folder.vault.keys
    here = {one.stub.id: one for one in outgoing(mission.journal.reader, open_bodies=True)}
    found = []
    for entry in entries:
        known = here.get(entry.stub.id)
        if known is not None and known.stub != entry.stub:
            raise DamagedError("journal.entry_replaced", entry=entry.stub.id)
        if entry.body is not None and not sealed_link(entry.stub, entry.body):
            raise DamagedError("journal.body_mismatch", entry=entry.stub.id)
        if known is not None and known.body is not None:
            continue
        body = entry.body
        if body is None and entry.sealed is not None:
            body = open_body(entry.stub, entry.sealed, keys)
        found.append(Unread(entry, body, new=known is None))
    local = [one.stub for one in here.values()]
    check_chains([*local, *(one.stub for one in entries if one.stub.id not in here)])
    return found


def held_back(
    mission: OpenMission, opened: OpenedWork, fresh: Sequence[Unread]
) -> tuple[HeldBack, ...]:
    """Return the new entries that only the leader's own package may bring."""
    if opened.role is Role.LEADER:
        return ()
    reader = mission.journal.reader
    held = []
    for one in fresh:
        code = _leaders_only(reader, one.body) if one.body else ""
        if one.body and code:
            held.append(HeldBack(one.entry.stub.id, code, one.body.record_type))
    return tuple(held)


def _leaders_only(reader: Reader, body: Body) -> str:
    """Return why an entry is the leader's to write; empty if it is not."""
    declared = reader.types.get(body.record_type)
    if declared is None:
        return ""
    written = {declared.canonical_name(name) for name in body.new}
    if body.record_type in _LEADERS_TYPES:
        return _LEADERS_TYPES[body.record_type]
    if body.record_type == "mission" and (
        body.op is Operation.DELETE or not TRUST_FIELDS.isdisjoint(written)
    ):
        return "trust"
    known = reader.get(body.record_type, body.record_id)
    if known is None:
        return ""
    closed = known.audience != Audience.TEAM
    # Closing a record to the team takes nothing from the leader, who can open it again: an entry
    # of a register closes itself when it turns out to be about the number one.
    closing = written == {AUDIENCE_FIELD} and body.new[AUDIENCE_FIELD] == Audience.LEADER
    if not closing and (
        written & {AUDIENCE_FIELD, READERS_FIELD} or (closed and declared.parent in written)
    ):
        return "audience"
    return ""


def clashes(reader: Reader, fresh: Sequence[Unread]) -> Iterator[Clash]:
    """Yield the fields that would come to wait for a decision."""
    by_record: dict[tuple[str, str], list[Entry]] = {}
    for one in fresh:
        if one.body is not None and one.body.record_type in reader.types:
            key = (one.body.record_type, one.body.record_id)
            by_record.setdefault(key, []).append(Entry(one.entry.stub, one.body))
    for (record_type, record_id), entries in sorted(by_record.items()):
        declared = reader.types[record_type]
        here = reader.entries(record_type, record_id)
        before = set(fold(declared, record_id, here).conflicts)
        after = fold(declared, record_id, [*here, *entries]).conflicts
        for field in after:
            if field not in before:
                yield Clash(record_type, record_id, field)
