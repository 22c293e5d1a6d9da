"""What every package has in common: who may have sent it, what it says of itself, its number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.canonical import Json
from inspector_app.domain.entry import SCHEMA
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.domain.record import Record
from inspector_app.domain.vocabulary import Direction, PackageKind, Role
from inspector_app.exchange.container import PackageInfo
from inspector_app.exchange.manifest import FileEntry, Kind, Manifest
from inspector_app.exchange.reading import ResolveSender, package_source, peek
from inspector_app.services.hq import OpenHq
from inspector_app.services.mission import OpenMission, trust_root
from inspector_app.store.certificates import Certificate, check_chain, trusted_certificates
from inspector_app.store.identity import PublicKeys
from inspector_app.store.reader import Reader

PACKAGE_ENDING = ".age"
#: A team has some dozens of users; whoever sends thousands of certificates means harm.
MAX_CERTIFICATES = 200


@dataclass(frozen=True, slots=True)
class PackageView:
    """A package as its signed manifest describes it; the files have not been read.

    ``about`` is what its maker wrote for the preview: body, round, team, counts. ``to`` are
    the ``age1…`` keys that can open it.
    """

    kind: Kind
    package_id: str
    mission_id: str
    sequence: int
    previous: str | None
    created: str
    sender: str
    sender_name: str
    sender_role: str
    to: tuple[str, ...]
    about: Mapping[str, Json]
    files: tuple[FileEntry, ...]
    size: int

    def about_text(self, name: str) -> str:
        """Return a text of ``about``; empty when the maker wrote none."""
        value = self.about.get(name)
        return value if isinstance(value, str) else ""

    @property
    def counts(self) -> dict[str, int]:
        """Return how many records of each kind the maker says are inside."""
        counts = self.about.get("counts")
        found = counts if isinstance(counts, Mapping) else {}
        return {
            name: count
            for name, count in found.items()
            if isinstance(count, int) and not isinstance(count, bool)
        }


def show_package(path: Path, identities: Sequence[str], resolve: ResolveSender) -> PackageView:
    """Return what the package at *path* says of itself, its sender verified.

    Reads the first kilobytes only. Raises what ``exchange.reading.peek`` raises.
    """
    with package_source(path) as source:
        return view_of(peek(source, identities, resolve_sender=resolve))


def show_to_team(mission: OpenMission, path: Path) -> PackageView:
    """Return what a package says to the user who unlocked the mission."""
    own = mission.folder.vault.keys.age_identity
    return show_package(path, [own], team_resolver(mission.reader, mission.id))


def show_to_hq(hq: OpenHq, path: Path) -> PackageView:
    """Return what a package says to headquarters."""
    return show_package(path, [hq.keys.age_identity], hq_resolver(hq.keys.public))


def view_of(manifest: Manifest) -> PackageView:
    """Return a verified manifest as it is shown."""
    header = manifest.header
    sender = [one for one in certificates_in(manifest) if one.keys.key_id == manifest.sender]
    return PackageView(
        kind=header.kind,
        package_id=header.package_id,
        mission_id=header.mission_id,
        sequence=header.sequence,
        previous=header.previous,
        created=header.created,
        sender=manifest.sender,
        sender_name=sender[0].name if sender else "",
        sender_role=sender[0].role.value if sender else "",
        to=manifest.to,
        about=header.about,
        files=manifest.files,
        size=manifest.total_size,
    )


# --- whom to believe --------------------------------------------------------------------


def certificates_in(manifest: Manifest) -> list[Certificate]:
    """Return the certificates that a package brings along, none of them checked.

    Raises ``DamagedError('store.bad_certificate')``.
    """
    brought = manifest.header.certificates
    if isinstance(brought, str) or not isinstance(brought, Sequence):
        return []
    return [Certificate.from_json(one) for one in brought[:MAX_CERTIFICATES]]


def sender_certificate(
    manifest: Manifest, known: Iterable[Certificate], *, root: PublicKeys
) -> Certificate | None:
    """Return the sender's certificate for the package's mission if it chains to *root*.

    ``None`` if nobody certified these keys. Raises ``RefusedError`` or ``DamagedError``
    ``store.certificate_…`` that says why a certificate at hand is not good enough.
    """
    mission_id = manifest.header.mission_id
    at_hand = [*certificates_in(manifest), *known]
    trusted = trusted_certificates(at_hand, root=root, mission_id=mission_id)
    if manifest.sender in trusted:
        return trusted[manifest.sender]
    for one in at_hand:
        if one.keys.key_id == manifest.sender:
            check_chain(one, at_hand, root=root, mission_id=mission_id)
    return None


def hq_resolver(root: PublicKeys) -> ResolveSender:
    """Return how headquarters finds a sender: by a certificate that chains to its own key.

    Headquarters' own packages are its too.
    """

    def resolve(manifest: Manifest) -> PublicKeys | None:
        if manifest.sender == root.key_id:
            return root
        certificate = sender_certificate(manifest, (), root=root)
        return certificate.keys if certificate else None

    return resolve


def team_resolver(reader: Reader, mission_id: str) -> ResolveSender:
    """Return how the team finds a sender: headquarters, or a certified user of the mission.

    Raises ``RefusedError`` ``mission.no_headquarters`` while nobody can be certified, and
    when reading ``package.other_mission``.
    """
    root = trust_root(reader, mission_id)
    if root is None:
        raise RefusedError("mission.no_headquarters")
    known = team_certificates(reader)

    def resolve(manifest: Manifest) -> PublicKeys | None:
        if manifest.header.mission_id != mission_id:
            raise RefusedError("package.other_mission")
        if manifest.sender == root.key_id:
            return root
        certificate = sender_certificate(manifest, known, root=root)
        return certificate.keys if certificate else None

    return resolve


def team_certificates(reader: Reader) -> list[Certificate]:
    """Return the certificates that the mission's users have, none of them checked."""
    texts = [user.text("certificate") for user in reader.find("user")]
    return [Certificate.from_text(text) for text in texts if text]


def own_certificates(reader: Reader, me: str) -> list[Json]:
    """Return what a receiver needs to trace a user to headquarters: his and the leaders'."""
    mine: list[Json] = []
    above: list[Json] = []
    for user in reader.find("user"):
        if not user.text("certificate"):
            continue
        certificate = Certificate.from_text(user.text("certificate"))
        if user.id == me:
            mine.append(certificate.to_json())
        elif certificate.role is Role.LEADER:
            above.append(certificate.to_json())
    return mine + above


def check_schema(manifest: Manifest) -> None:
    """Raise ``InputError('exchange.newer_version')`` for records of a later program."""
    if manifest.header.schema > SCHEMA:
        raise InputError("exchange.newer_version")


# --- numbering --------------------------------------------------------------------------


def sent(reader: Reader, me: str, kind: PackageKind) -> list[Record]:
    """Return the packages of one kind that a user made, in their order."""
    made = reader.find("package", {"kind": kind.value, "direction": Direction.OUT.value})
    own = [record for record in made if record.owner == me]
    return sorted(own, key=lambda record: (record.number("sequence") or 0, record.id))


def next_in_line(reader: Reader, me: str, kind: PackageKind) -> tuple[int, str | None]:
    """Return the number of a user's next package of a kind, and the hash of the one before."""
    before = sent(reader, me, kind)
    if not before:
        return 1, None
    last = before[-1]
    return (last.number("sequence") or 0) + 1, last.text("sha256") or None


def package_fields(info: PackageInfo, *, file_name: str, counterpart: str) -> dict[str, Json]:
    """Return the fields of the record that a package was made."""
    header = info.manifest.header
    return {
        "kind": PackageKind(header.kind.value).value,
        "direction": Direction.OUT.value,
        "package_id": header.package_id,
        "sequence": header.sequence,
        "file_name": file_name,
        "sha256": info.sha256,
        "size": info.size,
        "counterpart": counterpart or None,
        "made_at": header.created,
        "seen_heads": [f"{device} {part.last}" for device, part in sorted(header.log.items())],
    }
