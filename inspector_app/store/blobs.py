"""Evidence files: encrypted, outside the database, every byte authenticated.

A file lies at ``blobs/ab/<id>.enc`` under a random id and is encrypted with a random key
of its own. Both, with size and SHA-256 of the plain content, are the ``BlobRef`` that the
evidence record keeps in its body; so whoever may not read the record cannot read the file.

Layout: a header (magic, id), then chunks of 1 MiB, each under AES-256-GCM with the header
as associated data and a nonce made of the chunk's number and a flag on the last one
(the STREAM construction). Since the key is used for one file only, the numbers never
repeat. Cutting, extending, swapping or changing anything is noticed by the chunk it
touches; reading needs 1 MiB of memory whatever the size, and any place can be read alone.
"""

import hashlib
import hmac
import io
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from inspector_app.domain.errors import DamagedError, InputError
from inspector_app.system.safe_files import is_leftover, new_file, os_errors, private_folder

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1024 * 1024
FOLDER_NAME = "blobs"
_MAGIC = b"INSPBLB1"
_ID_BYTES = 16
_KEY_BYTES = 32
_TAG_BYTES = 16
_HEADER_BYTES = len(_MAGIC) + _ID_BYTES
_SUFFIX = ".enc"
_MEGABYTE = 1_000_000
_HEX = frozenset("0123456789abcdef")


@dataclass(frozen=True, slots=True)
class BlobRef:
    """Where an evidence file lies and what opens it: kept in the evidence record's body.

    ``id`` (32) and ``key`` (64) are hexadecimal digits, ``sha256`` and ``size`` (bytes)
    are of the plain content.
    """

    id: str
    key: str = field(repr=False)
    sha256: str
    size: int

    @property
    def chunks(self) -> int:
        """The number of chunks; an empty file has one."""
        return max(1, -(-self.size // CHUNK))


class BlobWriter:
    """Takes plain bytes and writes encrypted chunks; made by ``new_blob``."""

    def __init__(self, target: BinaryIO, blob_id: str, key: str) -> None:
        self._target = target
        self._id = blob_id
        self._key = key
        self._cipher = _cipher(key, blob_id)
        self._header = _header(blob_id)
        self._pending = bytearray()
        self._number = 0
        self._hash = hashlib.sha256()
        self._size = 0
        target.write(self._header)

    def write(self, data: bytes) -> None:
        """Take the next bytes of the plain content."""
        self._hash.update(data)
        self._size += len(data)
        self._pending += data
        while len(self._pending) > CHUNK:  # the last chunk must be known as such: keep one back
            self._write_chunk(bytes(self._pending[:CHUNK]), last=False)
            del self._pending[:CHUNK]

    def finish(self) -> None:
        """Write the last chunk; called by ``new_blob``."""
        self._write_chunk(bytes(self._pending), last=True)
        self._pending.clear()

    @property
    def ref(self) -> BlobRef:
        """What has been written so far; complete after the ``new_blob`` block."""
        return BlobRef(self._id, self._key, self._hash.hexdigest(), self._size)

    def _write_chunk(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._number, last=last)
        self._target.write(self._cipher.encrypt(nonce, plain, self._header))
        self._number += 1


@contextmanager
def new_blob(folder: Path, expected: BlobRef | None = None) -> Iterator[BlobWriter]:
    """Give a writer whose content becomes one evidence file when the block ends.

    *folder* is the mission's ``blobs`` folder. With *expected* (from another laptop's
    record) the file gets that id and key, and content that is not what the reference says
    is refused with ``DamagedError('store.evidence_damaged')``. After any error, a full
    disk included, no file is left. Raises ``KnownError`` ``system.*``.
    """
    blob_id = secrets.token_hex(_ID_BYTES) if expected is None else expected.id
    key = secrets.token_hex(_KEY_BYTES) if expected is None else expected.key
    path = blob_path(folder, blob_id)
    private_folder(path.parent)
    with new_file(path) as target:
        writer = BlobWriter(target, blob_id, key)
        yield writer
        writer.finish()
        if expected is not None and writer.ref != expected:
            raise DamagedError("store.evidence_damaged", file=path.name)


def add(folder: Path, source: BinaryIO) -> BlobRef:
    """Encrypt what *source* yields into *folder*; return its reference."""
    with new_blob(folder) as writer:
        while data := source.read(CHUNK):
            writer.write(data)
    return writer.ref


def open_blob(folder: Path, ref: BlobRef) -> io.BufferedReader:
    """Open an evidence file for reading; it can seek. Close it after use.

    Raises ``DamagedError`` (``store.evidence_missing``, ``store.evidence_damaged``) here,
    and ``store.evidence_damaged`` while reading, before a changed byte is handed out.
    """
    path = blob_path(folder, ref.id)
    try:
        with os_errors(path):
            stream = path.open("rb")
    except FileNotFoundError as error:
        raise DamagedError("store.evidence_missing", file=path.name) from error
    try:
        return io.BufferedReader(_BlobReader(stream, ref, path), CHUNK)
    except BaseException:
        stream.close()
        raise


def read_all(folder: Path, ref: BlobRef, *, limit: int) -> bytes:
    """Return the content of a file of at most *limit* bytes, verified against its SHA-256.

    Raises ``InputError('store.evidence_too_large')`` and what ``open_blob`` raises.
    """
    if ref.size > limit:
        raise InputError(
            "store.evidence_too_large",
            size=-(-ref.size // _MEGABYTE),
            limit=limit // _MEGABYTE,
        )
    with open_blob(folder, ref) as stream:
        content = stream.read()
    if not hmac.compare_digest(hashlib.sha256(content).hexdigest(), ref.sha256):
        raise DamagedError("store.evidence_damaged", file=blob_path(folder, ref.id).name)
    return content


def verify(folder: Path, ref: BlobRef) -> None:
    """Read the whole file and compare it with *ref*; raises what ``open_blob`` raises."""
    with open_blob(folder, ref) as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if not hmac.compare_digest(found, ref.sha256):
        raise DamagedError("store.evidence_damaged", file=blob_path(folder, ref.id).name)


def stray_files(folder: Path, known_ids: Collection[str]) -> tuple[Path, ...]:
    """Return the files under *folder* that are no evidence of *known_ids*, sorted.

    They are leftovers of a write that a crash interrupted before its record was stored,
    or something that somebody put there.
    """
    expected = {blob_path(folder, blob_id) for blob_id in known_ids}
    with os_errors(folder):
        files = (path for path in folder.rglob("*") if not path.is_dir())
        return tuple(sorted(path for path in files if path not in expected))


def is_orphan(path: Path) -> bool:
    """Say whether a stray file has a name that this program gives: a run was interrupted."""
    return path.suffix == _SUFFIX or is_leftover(path)


def sweep_orphans(folder: Path, known_ids: Collection[str]) -> tuple[str, ...]:
    """Delete leftovers of interrupted writes; return the names of the files deleted.

    Only names this program gives are deleted. Call it at the start, and only when the
    journal's heads are those of ``keys.json``: in a folder that was rolled back the
    evidence of the lost entries looks like leftovers.
    """
    deleted = []
    for path in stray_files(folder, known_ids):
        if is_orphan(path):
            with os_errors(path):
                path.unlink(missing_ok=True)
            deleted.append(path.name)
    return tuple(deleted)


def blob_path(folder: Path, blob_id: str) -> Path:
    """Return the path of the evidence file *blob_id* (which may come from another laptop).

    Raises ``DamagedError('store.evidence_damaged')`` for an id that is none: it must not
    lead out of the folder.
    """
    if len(blob_id) != 2 * _ID_BYTES or not set(blob_id) <= _HEX:
        raise DamagedError("store.evidence_damaged", file=blob_id[:40])
    return folder / blob_id[:2] / f"{blob_id}{_SUFFIX}"


class _BlobReader(io.RawIOBase):
    """The plain content of one file, decrypted chunk by chunk."""

    def __init__(self, stream: BinaryIO, ref: BlobRef, path: Path) -> None:
        self._stream = stream
        self._ref = ref
        self._path = path
        self._header = _header(ref.id)
        self._cipher = _cipher(ref.key, ref.id)
        self._position = 0
        self._number = -1
        self._chunk = b""
        with os_errors(path):
            size = stream.seek(0, io.SEEK_END)
            stream.seek(0)
            header = stream.read(_HEADER_BYTES)
        if header != self._header or size != _stored_size(ref):
            raise self._damaged()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._ref.size}[whence]
        if start + offset < 0:
            raise ValueError("negative position")
        self._position = start + offset
        return self._position

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        if self._position >= max(1, self._ref.size):  # an empty file has a chunk to verify too
            return 0
        target = memoryview(buffer).cast("B")
        number, start = divmod(self._position, CHUNK)
        piece = self._load(number)[start : start + len(target)]
        target[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        self._chunk = b""
        super().close()

    def _load(self, number: int) -> bytes:
        if number != self._number:
            last = number == self._ref.chunks - 1
            with os_errors(self._path):
                self._stream.seek(_HEADER_BYTES + number * (CHUNK + _TAG_BYTES))
                stored = self._stream.read(CHUNK + _TAG_BYTES)
            try:
                nonce = _nonce(number, last=last)
                self._chunk = self._cipher.decrypt(nonce, stored, self._header)
            except (InvalidTag, ValueError) as error:
                raise self._damaged() from error
            self._number = number
        return self._chunk

    def _damaged(self) -> DamagedError:
        return DamagedError("store.evidence_damaged", file=self._path.name)


def _cipher(key: str, blob_id: str) -> AESGCM:
    if len(key) != 2 * _KEY_BYTES or not set(key) <= _HEX:  # it may come from another laptop
        raise DamagedError("store.evidence_damaged", file=blob_id)
    return AESGCM(bytes.fromhex(key))


def _header(blob_id: str) -> bytes:
    return _MAGIC + bytes.fromhex(blob_id)


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _stored_size(ref: BlobRef) -> int:
    return _HEADER_BYTES + ref.size + ref.chunks * _TAG_BYTES
