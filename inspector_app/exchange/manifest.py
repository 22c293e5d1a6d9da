"""The manifest: the signed page that says what a package is, from whom and for whom.

``to_bytes`` and ``read_manifest`` are exact opposites: only canonical bytes are read, so a
package has one spelling and nothing in it can mean two things to two readers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.errors import InputError, RefusedError
from inspector_app.exchange.names import check_names, shown
from inspector_app.exchange.signed_json import ID, KEY_ID, SHA256, UUID7, Fields, is_count

VERSION = 1
#: What protects the package; a later one gets another name here, never this one.
SUITE = "age-x25519+ed25519"

MAX_MANIFEST_BYTES = 8 * 1024 * 1024
MAX_FILES = 50_000
MAX_FILE_BYTES = 16 * 1024**3
MAX_TOTAL_BYTES = 64 * 1024**3
#: One less than the stanzas a reader accepts: an age writer adds one of no meaning.
MAX_RECIPIENTS = 31

_RECIPIENT = re.compile(r"age1[0-9a-z]{58}")
_NAMES = frozenset(
    {"v", "suite", "kind", "package", "mission", "sender", "certificates", "to", "sequence"}
    | {"previous", "log", "schema", "created", "about", "files"}
)


class Kind(StrEnum):
    """What a package is for (design, section 7)."""

    MISSION = "mission"  # HQ issues a mission to the team
    WORK = "work"  # between a member and the leader, both ways
    DELIVERY = "delivery"  # the leader delivers to HQ
    RECEIPT = "receipt"  # HQ confirms a delivery
    QUESTIONS = "questions"  # HQ asks back


@dataclass(frozen=True, slots=True)
class LogRange:
    """The journal entries of one device in a package: sequence numbers, both included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One file in a package: its name, its size in bytes and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackageHeader:
    """What the maker of a package says about it; the container adds the rest.

    ``package_id`` is a UUIDv7. ``sequence`` counts the sender's packages in the mission from
    1 and ``previous`` is the SHA-256 of the sender's package before this one, so that the
    receiver notices a missing or repeated package. ``schema`` is the version of the records
    inside. ``created`` is the time the sender's clock claimed (RFC 3339 with offset): no
    rule depends on it. ``certificates`` is what the receiver needs to trace the sender's key
    to HQ's; ``about`` is what a preview shows (counts, titles). Both are the caller's own.
    """

    kind: Kind
    package_id: str
    mission_id: str
    sequence: int
    previous: str | None
    schema: int
    created: str
    log: Mapping[str, LogRange] = field(default_factory=dict)
    certificates: Json = None
    about: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Manifest:
    """A package's signed description.

    ``sender`` is the id of the key that signed it, ``to`` the ``age1…`` recipients of all
    who shall read it, sorted.
    """

    header: PackageHeader
    sender: str
    to: tuple[str, ...]
    files: tuple[FileEntry, ...]

    @property
    def total_size(self) -> int:
        """The size of all files together, in bytes."""
        return sum(file.size for file in self.files)

    def to_bytes(self) -> bytes:
        """Return the canonical bytes, which are what is signed."""
        header = self.header
        return canonical(
            {
                "v": VERSION,
                "suite": SUITE,
                "kind": header.kind.value,
                "package": header.package_id,
                "mission": header.mission_id,
                "sender": self.sender,
                "certificates": header.certificates,
                "to": self.to,
                "sequence": header.sequence,
                "previous": header.previous,
                "log": {device: [part.first, part.last] for device, part in header.log.items()},
                "schema": header.schema,
                "created": header.created,
                "about": header.about,
                "files": [
                    {"name": file.name, "size": file.size, "sha256": file.sha256}
                    for file in self.files
                ],
            }
        )


def read_manifest(raw: bytes) -> Manifest:
    """Read the bytes of a manifest; whether its signature holds is checked elsewhere.

    Raises ``InputError`` ``exchange.newer_version`` for what a later program made and
    ``exchange.bad_manifest`` (with the ``field``) for what is not to the rules, and
    ``RefusedError`` for what no receiver takes: ``exchange.too_many_files``,
    ``exchange.too_many_recipients``, ``exchange.file_too_large``, ``exchange.too_large``, or
    a name that ``check_names`` refuses.
    """
    fields = Fields(raw, code="exchange.bad_manifest")
    fields.check_version(VERSION, SUITE)
    fields.check_names(_NAMES)
    header = PackageHeader(
        kind=_kind(fields),
        package_id=fields.text("package", UUID7),
        mission_id=fields.text("mission", ID),
        sequence=fields.count("sequence", 1),
        previous=fields.optional_text("previous", SHA256),
        schema=fields.count("schema", 1),
        created=fields.time("created"),
        log=_log(fields),
        certificates=fields.value("certificates"),
        about=fields.mapping("about"),
    )
    sender = fields.text("sender", KEY_ID)
    manifest = Manifest(header, sender, _recipients(fields), _files(fields))
    _check_limits(manifest)
    return manifest


def _check_limits(manifest: Manifest) -> None:
    if len(manifest.files) > MAX_FILES:
        raise RefusedError("exchange.too_many_files", count=len(manifest.files), most=MAX_FILES)
    if len(manifest.to) > MAX_RECIPIENTS:
        raise RefusedError(
            "exchange.too_many_recipients", count=len(manifest.to), most=MAX_RECIPIENTS
        )
    for file in manifest.files:
        if file.size > MAX_FILE_BYTES:
            raise RefusedError(
                "exchange.file_too_large", name=shown(file.name), most=MAX_FILE_BYTES // 1024**3
            )
    if manifest.total_size > MAX_TOTAL_BYTES:
        raise RefusedError("exchange.too_large", most=MAX_TOTAL_BYTES // 1024**3)
    check_names(file.name for file in manifest.files)


def _kind(fields: Fields) -> Kind:
    try:
        return Kind(fields.text("kind", ID))
    except ValueError:
        raise InputError("exchange.newer_version") from None


def _log(fields: Fields) -> Mapping[str, LogRange]:
    ranges = {}
    for device, part in fields.mapping("log").items():
        match part:
            case [first, last] if is_count(first, 0) and is_count(last, first):
                ranges[device] = LogRange(first, last)
            case _:
                fields.bad("log")
        if not ID.fullmatch(device):
            fields.bad("log")
    return ranges


def _recipients(fields: Fields) -> tuple[str, ...]:
    texts = []
    for text in fields.items("to"):
        if not isinstance(text, str) or not _RECIPIENT.fullmatch(text):
            fields.bad("to")
        texts.append(text)
    if not texts or texts != sorted(set(texts)):
        fields.bad("to")
    return tuple(texts)


def _files(fields: Fields) -> tuple[FileEntry, ...]:
    files = []
    for item in fields.items("files"):
        match item:
            case {"name": str(name), "size": size, "sha256": str(sha256), **rest} if not rest:
                if not is_count(size, 0) or not SHA256.fullmatch(sha256):
                    fields.bad("files")
                files.append(FileEntry(name, size, sha256))
            case _:
                fields.bad("files")
    return tuple(files)
