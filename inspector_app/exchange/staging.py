"""Where a package's files wait while it is read, never in clear on the disk.

``BlobStaging`` encrypts every file into a folder of evidence files, under keys that only the
caller's records will hold. ``WorkStaging`` keeps the journal in memory and puts evidence
files, which travel as they lie, under temporary names. Nothing counts before ``commit``.
"""

import io
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.exchange.journal_file import FILE_NAME
from inspector_app.exchange.manifest import FileEntry, Manifest
from inspector_app.exchange.names import shown
from inspector_app.store import blobs
from inspector_app.store.blobs import BlobRef, BlobWriter
from inspector_app.system.safe_files import new_file, os_errors, private_folder

#: The folder in a work package that holds evidence files as they lie.
BLOB_FOLDER = "blobs/"
#: The journal of a mission is some tens of megabytes; what is larger is none.
MAX_JOURNAL_BYTES = 512 * 1024 * 1024


class Copy(Protocol):
    """Takes what is copied."""

    def write(self, data: bytes, /) -> object:
        """Take *data* whole."""


def teed(source: BinaryIO, copy: Copy) -> BinaryIO:
    """Return *source* as a stream that also writes to *copy* what is read, once."""
    return cast("BinaryIO", _Tee(source, copy))


class _Tee(io.RawIOBase):
    """Reads one stream and copies what is read, so that one pass is enough."""

    def __init__(self, source: BinaryIO, copy: Copy) -> None:
        self._source = source
        self._copy = copy
        self._noted = 0

    def readable(self) -> bool:
        """Say yes."""
        return True

    def seekable(self) -> bool:
        """Say whether the source is."""
        return self._source.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Move in the source; what is read again is not copied again."""
        return self._source.seek(offset, whence)

    def tell(self) -> int:
        """Return the place in the source."""
        return self._source.tell()

    def read(self, size: int = -1) -> bytes:
        """Read from the source; the bytes never read before go to the copy too."""
        here = self._source.tell()
        data = self._source.read(size)
        fresh = data[max(0, self._noted - here) :]
        if fresh and here <= self._noted:
            self._copy.write(fresh)
            self._noted = here + len(data)
        return data


class BlobStaging:
    """Encrypts the files of a package as evidence files of *folder*; ``refs`` by name.

    They count once records name them; ``discard`` removes them again.
    """

    def __init__(self, folder: Path) -> None:
        self.refs: dict[str, BlobRef] = {}
        self._folder = folder

    def begin(self, manifest: Manifest) -> None:
        """Accept what was verified."""

    def open_file(self, file: FileEntry) -> "_BlobSink":
        """Give a sink that becomes an evidence file when it is closed."""
        return _BlobSink(self, self._folder, file.name)

    def discard(self) -> None:
        """Remove every file that was staged."""
        for ref in self.refs.values():
            path = blobs.blob_path(self._folder, ref.id)
            with os_errors(path):
                path.unlink(missing_ok=True)
        self.refs.clear()


class _BlobSink:
    """One file on its way into an evidence file."""

    def __init__(self, staging: BlobStaging, folder: Path, name: str) -> None:
        self._staging = staging
        self._name = name
        self._held = ExitStack()
        self._writer: BlobWriter = self._held.enter_context(blobs.new_blob(folder))

    def write(self, data: bytes, /) -> None:
        self._writer.write(data)

    def close(self) -> None:
        self._held.close()
        self._staging.refs[self._name] = self._writer.ref

    def discard(self) -> None:
        abandon(self._held)


class WorkStaging:
    """Takes a work package: ``journal`` in memory, evidence files under temporary names."""

    def __init__(self, folder: Path) -> None:
        self.journal = io.BytesIO()
        self.placed: list[str] = []
        self._folder = folder

    def begin(self, manifest: Manifest) -> None:
        """Refuse what no work package holds, before a byte of it is taken."""
        for file in manifest.files:
            if file.name != FILE_NAME and not is_blob_name(file.name):
                raise RefusedError("exchange.unexpected_file", name=shown(file.name))
            if file.name == FILE_NAME and file.size > MAX_JOURNAL_BYTES:
                raise RefusedError("exchange.journal_too_large", most=MAX_JOURNAL_BYTES // 1024**2)

    def open_file(self, file: FileEntry) -> "_MemorySink | _CipherSink | _NoSink":
        """Give the sink for one file; evidence that is here already is only verified."""
        if file.name == FILE_NAME:
            return _MemorySink(self.journal)
        blob_id = file.name.removeprefix(BLOB_FOLDER)
        path = blobs.blob_path(self._folder, blob_id)
        return _NoSink() if path.exists() else _CipherSink(self, path, blob_id)

    def discard(self) -> None:
        """Remove the evidence files that this package brought."""
        for blob_id in self.placed:
            path = blobs.blob_path(self._folder, blob_id)
            with os_errors(path):
                path.unlink(missing_ok=True)
        self.placed.clear()


class LookStaging(WorkStaging):
    """Takes the journal only: for a preview that leaves the folder as it is."""

    def open_file(self, file: FileEntry) -> "_MemorySink | _NoSink":
        """Give a sink for the journal and none for anything else."""
        return _MemorySink(self.journal) if file.name == FILE_NAME else _NoSink()


class _MemorySink:
    """Keeps one file in memory; the caller has bounded its size."""

    def __init__(self, target: io.BytesIO) -> None:
        self._target = target

    def write(self, data: bytes, /) -> None:
        self._target.write(data)

    def close(self) -> None:
        self._target.seek(0)

    def discard(self) -> None:
        self._target.truncate(0)


class _CipherSink:
    """Writes an evidence file as it lies, under a temporary name until it came whole."""

    def __init__(self, staging: WorkStaging, path: Path, blob_id: str) -> None:
        self._staging = staging
        self._blob_id = blob_id
        self._held = ExitStack()
        private_folder(path.parent)
        self._target = self._held.enter_context(new_file(path))

    def write(self, data: bytes, /) -> None:
        self._target.write(data)

    def close(self) -> None:
        self._held.close()
        self._staging.placed.append(self._blob_id)

    def discard(self) -> None:
        abandon(self._held)


class _NoSink:
    """Keeps nothing; the parser has verified the bytes."""

    def write(self, data: bytes, /) -> None:
        """Forget *data*."""

    def close(self) -> None:
        """Have nothing to keep."""

    def discard(self) -> None:
        """Have nothing to throw away."""


class _AbandonedError(Exception):
    """Tells a half-written file that it will not be finished."""


def abandon(held: ExitStack) -> None:
    """Leave the blocks in *held* as after an error, so that they clean up."""
    error = _AbandonedError()
    try:
        held.__exit__(type(error), error, None)
    except _AbandonedError:
        return


def is_blob_name(name: str) -> bool:
    """Say whether a file of a work package is an evidence file."""
    if not name.startswith(BLOB_FOLDER):
        return False
    try:
        blobs.blob_path(Path(), name.removeprefix(BLOB_FOLDER))
    except DamagedError:
        return False
    return True


@contextmanager
def discarded_on_error(staging: BlobStaging | WorkStaging) -> Iterator[None]:
    """Remove what was staged if the block fails."""
    try:
        yield
    except BaseException:
        staging.discard()
        raise
