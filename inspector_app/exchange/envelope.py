"""The outside of a package: one age v1 file (c2sp.org/age), written and read as a stream.

pyrage does the cryptography. This module bounds what pyrage is given before it works on
it, keeps errors of the streams apart from errors of the encryption, and hashes the file
as it passes, so that a receipt can name exactly what was received.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Protocol, TypeVar

import pyrage

from inspector_app.domain.errors import (
    DamagedError,
    InputError,
    RefusedError,
    WrongSecretError,
)

MAX_HEADER_BYTES = 64 * 1024
MAX_STANZAS = 32

_FAMILY = b"age-encryption.org/v"
_FIRST_LINE = _FAMILY + b"1\n"
_READ_BYTES = 256 * 1024
_NONCE_BYTES = 16
_CHUNK_BYTES = 64 * 1024
_TAG_BYTES = 16

_T = TypeVar("_T")

#: Told how many bytes have passed; may raise to cancel, and the raised error comes out.
Progress = Callable[[int], object]


class Writable(Protocol):
    """What takes the decrypted bytes, piece by piece."""

    def write(self, data: bytes, /) -> int:
        """Take *data* whole and return its length."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """The SHA-256 (hexadecimal) and the size in bytes of an age file."""

    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Envelope:
    """An age file whose header was looked at and found within bounds; nothing is decrypted.

    ``size`` is the file's size in bytes, or ``None`` where the stream cannot tell.
    """

    source: BinaryIO
    start: bytes
    header_size: int
    size: int | None

    def check_size(self, inner: int) -> None:
        """Refuse at once a file that cannot hold exactly *inner* bytes.

        Raises ``DamagedError('exchange.incomplete')`` if it is shorter (a copy that was
        broken off) and ``DamagedError('exchange.trailing_data')`` if it is longer.
        """
        chunks = -(-inner // _CHUNK_BYTES)
        expected = self.header_size + _NONCE_BYTES + inner + chunks * _TAG_BYTES
        if self.size is not None and self.size < expected:
            raise DamagedError("exchange.incomplete", expected=expected, actual=self.size)
        if self.size is not None and self.size > expected:
            raise DamagedError("exchange.trailing_data")


def public_recipient(identity: str) -> str:
    """Return the ``age1…`` recipient of an ``AGE-SECRET-KEY-1…`` identity.

    Raises ``InputError('exchange.bad_identity')`` for a text that is no such identity.
    """
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise InputError("exchange.bad_identity") from None


def normalised_recipients(recipients: Sequence[str]) -> tuple[str, ...]:
    """Return *recipients* sorted, each once, in the one spelling that is compared.

    Raises ``RefusedError('exchange.no_recipient')`` if there is none and
    ``InputError('exchange.bad_recipient')`` for a text that is no X25519 recipient.
    """
    if not recipients:
        raise RefusedError("exchange.no_recipient")
    try:
        return tuple(sorted({str(pyrage.x25519.Recipient.from_str(text)) for text in recipients}))
    except pyrage.RecipientError:
        raise InputError("exchange.bad_recipient") from None


def seal(
    pieces: Iterator[bytes],
    target: BinaryIO,
    recipients: Sequence[str],
    progress: Progress | None = None,
) -> Stamp:
    """Encrypt *pieces* to all *recipients* and write the age file to *target*.

    Errors that *pieces*, *target* or *progress* raise come out as they are.
    """
    meter = _Meter()

    def take(data: bytes) -> None:
        target.write(data)
        meter.add(data)

    bridge = _Bridge(_reported(pieces, progress), take)
    keys = [pyrage.x25519.Recipient.from_str(text) for text in recipients]
    try:
        pyrage.encrypt_io(bridge, bridge, keys)
    except _PYRAGE_ERRORS:
        if bridge.failure is None:
            raise
    if bridge.failure is not None:
        raise bridge.failure
    return meter.stamp()


def look_at(source: BinaryIO) -> Envelope:
    """Read the header of the age file *source* and check its bounds; decrypt nothing.

    Every stanza costs a key agreement before anything is authenticated: thousands of them
    would cost minutes. Raises ``InputError`` ``exchange.empty_file``,
    ``exchange.not_a_package``, ``exchange.newer_version`` or ``exchange.unreadable``,
    ``DamagedError('exchange.damaged')`` if the header does not end, and
    ``RefusedError('exchange.header_too_large')``.
    """
    with _reading():
        size = _size(source)
        start = _read_up_to(source, MAX_HEADER_BYTES)
    if not start:
        raise InputError("exchange.empty_file")
    if not start.startswith(_FIRST_LINE):
        if _FIRST_LINE.startswith(start):
            raise DamagedError("exchange.damaged")
        if start.startswith(_FAMILY):
            raise InputError("exchange.newer_version")
        raise InputError("exchange.not_a_package")
    # stanza bodies are base64, so the first line that begins with dashes ends the header
    last_line = start.find(b"\n---") + 1
    end = start.find(b"\n", last_line) + 1 if last_line else 0
    if not end and len(start) < MAX_HEADER_BYTES:
        raise DamagedError("exchange.damaged")
    if not end or start.count(b"\n-> ", 0, end) > MAX_STANZAS:
        raise RefusedError("exchange.header_too_large")
    return Envelope(source, start, end, size)


def unseal(
    envelope: Envelope,
    target: Writable,
    identities: Sequence[str],
    progress: Progress | None = None,
) -> Stamp:
    """Decrypt *envelope* with one of *identities* and write what it holds to *target*.

    What reaches *target* is authenticated piece by piece, but only a normal return says
    that the file is whole. Raises ``WrongSecretError('exchange.not_for_you')``,
    ``DamagedError('exchange.damaged')`` and ``InputError('exchange.unreadable')``; errors
    that *target* or *progress* raise come out as they are.
    """
    meter = _Meter()
    bridge = _Bridge(_reported(_file_pieces(envelope, meter), progress), target.write)
    keys = [pyrage.x25519.Identity.from_str(text) for text in identities]
    problem: str | None = None
    try:
        pyrage.decrypt_io(bridge, bridge, keys)
    except _PYRAGE_ERRORS as error:
        problem = str(error)
    if bridge.failure is not None:
        raise bridge.failure
    if problem is not None:
        if "No matching keys" in problem:
            raise WrongSecretError("exchange.not_for_you")
        raise DamagedError("exchange.damaged")
    return meter.stamp()


class _StoppedError(Exception):
    """Tells pyrage to stop; what stopped it is kept in the bridge."""


#: Damage is told as an ``OSError`` once the header has been read.
_PYRAGE_ERRORS = (pyrage.EncryptError, pyrage.DecryptError, OSError, _StoppedError)


class _Bridge:
    """What pyrage reads from (no piece may be empty) and writes to; carries errors past it.

    pyrage wraps errors of the streams it is given, tries again after some, and may write
    once more after one. So the first error is kept here and nothing is passed on after it.
    """

    def __init__(self, pieces: Iterator[bytes], take: Callable[[bytes], object]) -> None:
        self.failure: BaseException | None = None
        self._pieces = pieces
        self._take = take
        self._piece = b""
        self._at = 0

    def read(self, size: int) -> bytes:
        """Return up to *size* bytes, nothing at the end."""
        if self._at >= len(self._piece):
            self._piece, self._at = self._carried(lambda: next(self._pieces, b"")), 0
        data = self._piece[self._at : self._at + size]
        self._at += len(data)
        return data

    def write(self, data: bytes) -> int:
        """Pass *data* on whole."""
        self._carried(lambda: self._take(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: who opened the target flushes it."""

    def _carried(self, action: Callable[[], _T]) -> _T:
        if self.failure is None:
            try:
                return action()
            except BaseException as error:  # noqa: BLE001 - raised again by seal and unseal
                self.failure = error
        raise _StoppedError


class _Meter:
    """Hashes and counts the bytes of an age file as they pass."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self._size = 0

    def add(self, data: bytes) -> None:
        """Take note of *data*."""
        self._hash.update(data)
        self._size += len(data)

    def stamp(self) -> Stamp:
        """Return what has passed so far."""
        return Stamp(self._hash.hexdigest(), self._size)


def _reported(pieces: Iterator[bytes], progress: Progress | None) -> Iterator[bytes]:
    passed = 0
    for piece in pieces:
        passed += len(piece)
        if progress is not None:
            progress(passed)
        yield piece


def _file_pieces(envelope: Envelope, meter: _Meter) -> Iterator[bytes]:
    piece = envelope.start
    while piece:
        meter.add(piece)
        yield piece
        with _reading():
            piece = envelope.source.read(_READ_BYTES)


@contextmanager
def _reading() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError("exchange.unreadable", reason=reason) from error


def _size(source: BinaryIO) -> int | None:
    if not source.seekable():
        return None
    here = source.tell()
    end = source.seek(0, 2)
    source.seek(here)
    return end - here


def _read_up_to(source: BinaryIO, count: int) -> bytes:
    start = b""
    while len(start) < count and (piece := source.read(count - len(start))):
        start += piece
    return start
