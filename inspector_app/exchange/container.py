"""The container: signed manifest and files in one stream, sealed to its recipients.

Inside the age file stand, without a gap::

    MAGIC | length of the manifest, 4 bytes big-endian | manifest | signature, 64 bytes | files

The files follow in the order of the manifest. Signing comes before sealing, and the signed
page names the recipients, so nobody can pass a package on under its maker's name.
``docs/package-format.md`` has it all, with a reader of thirty lines.
"""

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from inspector_app.domain.errors import DamagedError, InputError, RefusedError
from inspector_app.exchange import envelope
from inspector_app.exchange.envelope import Progress
from inspector_app.exchange.manifest import (
    MAX_MANIFEST_BYTES,
    FileEntry,
    Manifest,
    PackageHeader,
    read_manifest,
)
from inspector_app.exchange.names import shown
from inspector_app.store.identity import PublicKeys
from inspector_app.system.safe_files import new_file

MAGIC_STEM = b"INSPECTOR-PKG/"
MAGIC = MAGIC_STEM + b"1\n"
LENGTH_BYTES = 4
#: The purpose that a manifest's signature is good for.
CONTEXT = "package-manifest"

_PIECE_BYTES = 256 * 1024


class Signer(Protocol):
    """Somebody's own keys; ``store.identity.UserKeys`` is one."""

    @property
    def public(self) -> PublicKeys:
        """The public half."""

    def sign(self, context: str, message: bytes) -> bytes:
        """Return the 64-byte signature of *message* for the purpose *context*."""


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file to be packed: what is known of it, and how to open it when its turn comes."""

    name: str
    size: int
    sha256: str
    open: Callable[[], BinaryIO]

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> "OutgoingFile":
        """Return the small file *name* with the content *data*."""
        sha256 = hashlib.sha256(data).hexdigest()
        return cls(name, len(data), sha256, lambda: io.BytesIO(data))

    @classmethod
    def measured(cls, name: str, opener: Callable[[], BinaryIO]) -> "OutgoingFile":
        """Return the file *name*, read once now to learn its size and hash."""
        digest, size = hashlib.sha256(), 0
        with opener() as stream:
            while piece := stream.read(_PIECE_BYTES):
                digest.update(piece)
                size += len(piece)
        return cls(name, size, digest.hexdigest(), opener)


@dataclass(frozen=True, slots=True)
class PackageInfo:
    """A package as a whole: its manifest, and SHA-256 and size of the age file."""

    manifest: Manifest
    sha256: str
    size: int


def write_package(
    target: BinaryIO,
    *,
    header: PackageHeader,
    files: Sequence[OutgoingFile],
    sender: Signer,
    recipients: Sequence[str],
    progress: Progress | None = None,
) -> PackageInfo:
    """Write a package to *target*, never holding more than a piece of it.

    Every file is compared with its size and hash on the way. Raises ``RefusedError`` or
    ``InputError`` for what no receiver would take (see ``manifest.read_manifest`` and
    ``envelope.normalised_recipients``), ``DamagedError('exchange.source_changed')`` if a
    file is not what was announced; what was written until then is to be thrown away.
    Errors of *target*, of the files' streams and of *progress* (told the bytes packed so
    far) come out as they are.
    """
    to = envelope.normalised_recipients(recipients)
    entries = tuple(FileEntry(file.name, file.size, file.sha256) for file in files)
    raw = Manifest(header, sender.public.key_id, to, entries).to_bytes()
    if len(raw) > MAX_MANIFEST_BYTES:
        raise RefusedError("exchange.manifest_too_large", most=MAX_MANIFEST_BYTES // 1024**2)
    manifest = read_manifest(raw)  # what a receiver would refuse is refused here
    start = MAGIC + len(raw).to_bytes(LENGTH_BYTES, "big") + raw + sender.sign(CONTEXT, raw)
    stamp = envelope.seal(_pieces(start, files), target, to, progress)
    return PackageInfo(manifest, stamp.sha256, stamp.size)


def save_package(
    path: Path,
    *,
    header: PackageHeader,
    files: Sequence[OutgoingFile],
    sender: Signer,
    recipients: Sequence[str],
    progress: Progress | None = None,
) -> PackageInfo:
    """Write a package to the file *path*; after an error there is no file and no rest of one.

    Raises what ``write_package`` and ``system.safe_files.new_file`` raise.
    """
    with new_file(path) as target:
        return write_package(
            target,
            header=header,
            files=files,
            sender=sender,
            recipients=recipients,
            progress=progress,
        )


def _pieces(start: bytes, files: Sequence[OutgoingFile]) -> Iterator[bytes]:
    yield start
    for file in files:
        try:
            yield from _checked(file)
        except OSError as error:
            raise InputError("exchange.source_unreadable", name=shown(file.name)) from error


def _checked(file: OutgoingFile) -> Iterator[bytes]:
    digest, size = hashlib.sha256(), 0
    with file.open() as stream:
        while piece := stream.read(_PIECE_BYTES):
            digest.update(piece)
            size += len(piece)
            if size > file.size:
                break
            yield piece
    if size != file.size or digest.hexdigest() != file.sha256:
        raise DamagedError("exchange.source_changed", name=shown(file.name))
