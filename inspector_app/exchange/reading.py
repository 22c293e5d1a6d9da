"""Opening packages: nothing of a file is handed on before the signed manifest holds.

Three ways to look at one: ``peek`` verifies the manifest and stops there (a preview needs
the first kilobytes only), ``verify_package`` reads everything and keeps nothing, and
``open_package`` hands the files to a staging area, to be committed when it returns.

Whether a package came before (replay) or one is missing is the caller's to say, from the
package id, the sender's sequence and the previous package's hash in the manifest.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NoReturn

from inspector_app.domain.errors import DamagedError, InputError, RefusedError
from inspector_app.exchange import envelope
from inspector_app.exchange.container import CONTEXT, LENGTH_BYTES, MAGIC, PackageInfo
from inspector_app.exchange.envelope import Progress
from inspector_app.exchange.manifest import FileEntry, Manifest, read_manifest
from inspector_app.exchange.parser import FileSink, PackageParser, Staging
from inspector_app.store.identity import SIGNATURE_BYTES, PublicKeys, verify
from inspector_app.system.safe_files import os_errors

#: Finds the keys of a package's sender from the key id and the certificates in its
#: (not yet verified) manifest; ``None`` if the sender is not known or not trusted.
ResolveSender = Callable[[Manifest], PublicKeys | None]


@contextmanager
def package_source(path: Path) -> Iterator[BinaryIO]:
    """Open the file *path* for reading a package.

    Raises ``InputError('exchange.no_file')`` if there is none and ``KnownError``
    ``system.*`` if the machine does not let it be opened.
    """
    try:
        with os_errors(path):
            source = path.open("rb")
    except FileNotFoundError as error:
        raise InputError("exchange.no_file", file=path.name) from error
    with source:
        yield source


def open_package(
    source: BinaryIO,
    identities: Sequence[str],
    *,
    resolve_sender: ResolveSender,
    staging: Staging,
    progress: Progress | None = None,
) -> PackageInfo:
    """Verify the package *source* and stream its files into *staging*.

    *identities* are the reader's own ``AGE-SECRET-KEY-1…`` texts. Commit what was staged
    only when this returns: the end of a package can be missing or altered although all
    before it was good. *progress* is told the bytes of *source* read so far. Raises
    ``KnownError`` ``exchange.*`` for every package that is not exactly what its sender
    made for this reader; errors of *staging* and *progress* come out as they are.
    """
    found = envelope.look_at(source)
    own = {envelope.public_recipient(identity) for identity in identities}

    def accept(raw: bytes, signature: bytes) -> Manifest:
        manifest = read_manifest(raw)
        _check_sender(manifest, raw, signature, resolve_sender)
        if own.isdisjoint(manifest.to):
            raise RefusedError("exchange.forwarded")
        head = len(MAGIC) + LENGTH_BYTES + len(raw) + SIGNATURE_BYTES
        found.check_size(head + manifest.total_size)
        return manifest

    parser = PackageParser(accept, staging)
    try:
        stamp = envelope.unseal(found, parser, identities, progress)
        return PackageInfo(parser.finish(), stamp.sha256, stamp.size)
    except BaseException:
        parser.abandon()
        raise


def verify_package(
    source: BinaryIO,
    identities: Sequence[str],
    *,
    resolve_sender: ResolveSender,
    progress: Progress | None = None,
) -> PackageInfo:
    """Check the whole package, every hash of it, and keep nothing; raises as ``open_package``."""
    return open_package(
        source, identities, resolve_sender=resolve_sender, staging=_Nowhere(), progress=progress
    )


def peek(source: BinaryIO, identities: Sequence[str], *, resolve_sender: ResolveSender) -> Manifest:
    """Return the verified manifest without reading the files; raises as ``open_package``.

    A file that was cut short or made longer is noticed by its size. That the files are
    what the manifest says is not known yet, and the file may be exchanged before it is
    opened: compare the package id then.
    """
    try:
        info = open_package(source, identities, resolve_sender=resolve_sender, staging=_Preview())
    except _SeenEnoughError as seen:
        return seen.manifest
    return info.manifest


class _SeenEnoughError(Exception):
    """Ends the reading once the manifest is verified."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest = manifest
        super().__init__()


class _Nowhere:
    """A staging area, and a sink, that keeps nothing."""

    def begin(self, manifest: Manifest) -> None:
        """Accept every verified package."""

    def open_file(self, file: FileEntry) -> "FileSink":  # noqa: ARG002
        """Give itself: one nowhere is like another."""
        return self

    def write(self, data: bytes, /) -> None:
        """Forget *data*; the parser has hashed it."""

    def close(self) -> None:
        """Have nothing to keep."""

    def discard(self) -> None:
        """Have nothing to throw away."""


class _Preview(_Nowhere):
    """A staging area that stops at the manifest."""

    def begin(self, manifest: Manifest) -> NoReturn:
        """Stop: *manifest* is verified."""
        raise _SeenEnoughError(manifest)


def _check_sender(
    manifest: Manifest, raw: bytes, signature: bytes, resolve_sender: ResolveSender
) -> None:
    keys = resolve_sender(manifest)
    if keys is None:
        raise RefusedError("exchange.unknown_sender", key=manifest.sender)
    if keys.key_id != manifest.sender:
        raise RefusedError("exchange.wrong_sender_key", key=manifest.sender)
    if not verify(keys, CONTEXT, raw, signature):
        raise DamagedError("exchange.bad_signature", key=manifest.sender)
