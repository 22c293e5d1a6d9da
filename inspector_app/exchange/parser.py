"""The push parser of a package's inside: takes decrypted bytes as they come, in any pieces.

It knows the order of things and nothing of keys: the manifest goes to ``accept``, which
verifies it or raises, and only then does a file's first byte leave the parser.
"""

import hashlib
from collections.abc import Callable
from typing import Protocol

from inspector_app.domain.errors import DamagedError, InputError, RefusedError
from inspector_app.exchange.container import LENGTH_BYTES, MAGIC, MAGIC_STEM
from inspector_app.exchange.manifest import MAX_MANIFEST_BYTES, FileEntry, Manifest
from inspector_app.exchange.names import shown
from inspector_app.store.identity import SIGNATURE_BYTES

_FIXED_BYTES = len(MAGIC) + LENGTH_BYTES

#: Verifies the manifest's bytes with their signature; returns it or raises.
Accept = Callable[[bytes, bytes], Manifest]


class FileSink(Protocol):
    """Takes one file of a package."""

    def write(self, data: bytes, /) -> object:
        """Take the next bytes, at most 64 KiB."""

    def close(self) -> object:
        """Keep the file: it came whole, size and hash as signed. The rest may still fail."""

    def discard(self) -> object:
        """Throw away what was written: the file did not come whole."""


class Staging(Protocol):
    """Where a package's files wait until the whole package has proved good."""

    def begin(self, manifest: Manifest) -> object:
        """Take note that the signed manifest holds; raise to refuse the package."""

    def open_file(self, file: FileEntry) -> FileSink:
        """Give the sink for *file*; its name is a label, never a path to write to."""


class PackageParser:
    """Reads one package; ``write`` what was decrypted, then ``finish`` or ``abandon``."""

    def __init__(self, accept: Accept, staging: Staging) -> None:
        self._accept = accept
        self._staging = staging
        self._head = bytearray()
        self._manifest: Manifest | None = None
        self._next = 0  # index of the file after the current one
        self._sink: FileSink | None = None
        self._left = 0
        self._digest = hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        """Take the next decrypted bytes; raises as ``reading.open_package``."""
        if self._manifest is None:
            self._head += data
            self._read_head()
        else:
            self._read_files(memoryview(data))
        return len(data)

    def finish(self) -> Manifest:
        """Return the manifest if nothing is missing.

        Raises ``DamagedError('exchange.truncated')``.
        """
        if self._manifest is None or self._sink is not None:
            raise DamagedError("exchange.truncated")
        return self._manifest

    def abandon(self) -> None:
        """Discard the file that was being read, if any."""
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.discard()

    def _read_head(self) -> None:
        head = self._head
        magic = bytes(head[: len(MAGIC)])
        if not MAGIC.startswith(magic):
            newer = magic.startswith(MAGIC_STEM)
            raise InputError("exchange.newer_version" if newer else "exchange.not_a_package")
        if len(head) < _FIXED_BYTES:
            return
        length = int.from_bytes(head[len(MAGIC) : _FIXED_BYTES], "big")
        if length > MAX_MANIFEST_BYTES:
            raise RefusedError("exchange.manifest_too_large", most=MAX_MANIFEST_BYTES // 1024**2)
        signature_at = _FIXED_BYTES + length
        end = signature_at + SIGNATURE_BYTES
        if len(head) < end:
            return
        manifest = self._accept(
            bytes(head[_FIXED_BYTES:signature_at]), bytes(head[signature_at:end])
        )
        rest = bytes(head[end:])
        head.clear()
        self._manifest = manifest
        self._staging.begin(manifest)
        self._open_next(manifest)
        self._read_files(memoryview(rest))

    def _read_files(self, data: memoryview) -> None:
        while data:
            if self._sink is None or self._manifest is None:
                raise DamagedError("exchange.trailing_data")
            piece, data = data[: self._left], data[self._left :]
            self._digest.update(piece)
            self._sink.write(bytes(piece))
            self._left -= len(piece)
            if not self._left:
                self._close(self._sink, self._manifest)
                self._open_next(self._manifest)

    def _open_next(self, manifest: Manifest) -> None:
        """Open the next file that has bytes to come; empty ones are done at once."""
        while self._sink is None and self._next < len(manifest.files):
            file = manifest.files[self._next]
            self._next += 1
            self._left, self._digest = file.size, hashlib.sha256()
            self._sink = self._staging.open_file(file)
            if not self._left:
                self._close(self._sink, manifest)

    def _close(self, sink: FileSink, manifest: Manifest) -> None:
        file = manifest.files[self._next - 1]
        if self._digest.hexdigest() != file.sha256:
            raise DamagedError("exchange.content_changed", name=shown(file.name))
        sink.close()
        self._sink = None
