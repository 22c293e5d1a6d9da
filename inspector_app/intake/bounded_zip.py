"""Look into a zip container (xlsx, docx) before anybody unpacks it.

Python's zip reader never returns more than the size a member declares, so checking the
declared sizes first bounds what reading can cost.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from inspector_app.domain.errors import InputError
from inspector_app.intake.files import MEGABYTE
from inspector_app.intake.guard import damaged_means

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


@dataclass(frozen=True, slots=True)
class ZipLimits:
    """How much a container may hold, unpacked, in bytes."""

    members: int = 2_000
    total: int = 256 * MEGABYTE
    xml: int = 64 * MEGABYTE  # one member that a parser will read


@dataclass(frozen=True, slots=True)
class BoundedZip:
    """A container whose table of contents has been checked against *limits*."""

    archive: zipfile.ZipFile
    name: str

    def names(self) -> tuple[str, ...]:
        """Return the members' names."""
        return tuple(self.archive.namelist())

    def has(self, member: str) -> bool:
        """Say whether the container has *member*."""
        return member in self.archive.NameToInfo

    def read(self, member: str) -> bytes:
        """Return the bytes of *member*; raises ``InputError`` if damaged or missing."""
        with damaged_means("intake.damaged", name=self.name):
            return self.archive.read(member)


@contextmanager
def open_bounded(
    data: bytes, *, name: str, limits: ZipLimits | None = None
) -> Iterator[BoundedZip]:
    """Open *data* as a zip whose declared sizes are within *limits*.

    Raises ``InputError``: ``intake.damaged`` (no zip, cut short, odd member names or
    methods), ``intake.encrypted``, ``intake.zip_bomb``.
    """
    limits = limits or ZipLimits()
    with damaged_means("intake.damaged", name=name):
        archive = zipfile.ZipFile(io.BytesIO(data))
    with archive:
        _check(archive, name, limits)
        yield BoundedZip(archive, name)


def _check(archive: zipfile.ZipFile, name: str, limits: ZipLimits) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > limits.members or total > limits.total:
        raise InputError("intake.zip_bomb", name=name)
    if len({member.filename for member in members}) != len(members):
        raise InputError("intake.damaged", name=name)
    for member in members:
        if member.flag_bits & 0x1:
            raise InputError("intake.encrypted", name=name)
        if member.compress_type not in _METHODS:
            raise InputError("intake.damaged", name=name)
        if member.filename.endswith((".xml", ".rels")) and member.file_size > limits.xml:
            raise InputError("intake.zip_bomb", name=name)
