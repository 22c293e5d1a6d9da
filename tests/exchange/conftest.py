"""A small world of senders and readers, and a tray that notes what a package hands out."""

import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pyrage
import pytest

from inspector_app.domain.canonical import Json, canonical
from inspector_app.domain.ids import uuid7
from inspector_app.exchange.container import (
    CONTEXT,
    LENGTH_BYTES,
    MAGIC,
    OutgoingFile,
    PackageInfo,
    write_package,
)
from inspector_app.exchange.manifest import FileEntry, Kind, LogRange, Manifest, PackageHeader
from inspector_app.exchange.reading import open_package
from inspector_app.store import identity
from inspector_app.store.identity import SIGNATURE_BYTES, PublicKeys, UserKeys


class Slot:
    """One file in the tray."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.state = "open"

    def write(self, data: bytes, /) -> None:
        assert self.state == "open"
        assert data
        self.data += data

    def close(self) -> None:
        assert self.state == "open"
        self.state = "closed"

    def discard(self) -> None:
        assert self.state == "open"
        self.state = "discarded"


class Tray:
    """A staging area in memory."""

    def __init__(self) -> None:
        self.manifest: Manifest | None = None
        self.slots: dict[str, Slot] = {}
        self.last: Slot | None = None

    def begin(self, manifest: Manifest) -> None:
        assert self.manifest is None
        self.manifest = manifest

    def open_file(self, file: FileEntry) -> Slot:
        assert self.manifest is not None
        assert self.last is None or self.last.state == "closed"
        self.last = self.slots[file.name] = Slot()
        return self.last

    @property
    def contents(self) -> dict[str, bytes]:
        return {name: bytes(slot.data) for name, slot in self.slots.items()}

    @property
    def is_untouched(self) -> bool:
        return self.manifest is None and not self.slots


class OneWay(io.RawIOBase):
    """A stream that cannot seek and gives a few bytes at a time, like a pipe."""

    def __init__(self, data: bytes, most: int = 1000) -> None:
        self._stream = io.BytesIO(data)
        self._most = most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(min(size, self._most) if size >= 0 else self._most)


@dataclass(frozen=True, slots=True)
class World:
    """Who writes and who reads, with short ways to do it."""

    member: UserKeys = field(default_factory=identity.generate)
    leader: UserKeys = field(default_factory=identity.generate)
    hq: UserKeys = field(default_factory=identity.generate)
    stranger: UserKeys = field(default_factory=identity.generate)

    def trusted(self, manifest: Manifest) -> PublicKeys | None:
        known = {keys.public.key_id: keys.public for keys in (self.member, self.leader, self.hq)}
        return known.get(manifest.sender)

    def tray(self) -> Tray:
        return Tray()

    def header(self, **changes: object) -> PackageHeader:
        fields: dict[str, object] = {
            "kind": Kind.DELIVERY,
            "package_id": uuid7(1_767_225_600_000, bytes(10)),
            "mission_id": uuid7(1_767_225_600_001, bytes(10)),
            "sequence": 2,
            "previous": "ab" * 32,
            "schema": 1,
            "created": "2026-03-01T09:30:00+08:00",
            "log": {"device-a": LogRange(1, 40)},
            "certificates": [{"name": "组长 示例𬀩"}],
            "about": {"talks": 12},
        }
        return PackageHeader(**(fields | changes))  # type: ignore[arg-type]

    def pack(
        self,
        files: Sequence[OutgoingFile],
        *,
        sender: UserKeys | None = None,
        to: Sequence[UserKeys] = (),
        **changes: object,
    ) -> bytes:
        target = io.BytesIO()
        write_package(
            target,
            header=self.header(**changes),
            files=files,
            sender=sender or self.leader,
            recipients=[keys.public.seal for keys in to or (self.hq, self.leader)],
        )
        return target.getvalue()

    def open(
        self,
        package: bytes,
        reader: UserKeys | None = None,
        *,
        tray: Tray | None = None,
        seekable: bool = True,
    ) -> tuple[PackageInfo, Tray]:
        tray = tray or Tray()
        source = io.BytesIO(package) if seekable else OneWay(package)
        info = open_package(
            source,  # type: ignore[arg-type]
            [(reader or self.hq).age_identity],
            resolve_sender=self.trusted,
            staging=tray,
        )
        return info, tray

    def inner(self, package: bytes, reader: UserKeys | None = None) -> bytes:
        """What stands inside the age file."""
        key = pyrage.x25519.Identity.from_str((reader or self.hq).age_identity)
        return pyrage.decrypt(package, [key])

    def wrap(self, inner: bytes, *to: UserKeys) -> bytes:
        """Seal *inner* again, as any holder of the recipients' public keys can."""
        keys = [pyrage.x25519.Recipient.from_str(k.public.seal) for k in to or (self.hq,)]
        return pyrage.encrypt(inner, keys)

    def rewritten(
        self, package: bytes, change: Callable[[dict[str, Json]], object], *, sign: bool = True
    ) -> bytes:
        """The package with its manifest changed, signed again by the leader if *sign*."""
        inner = self.inner(package)
        start = len(MAGIC) + LENGTH_BYTES
        end = start + int.from_bytes(inner[len(MAGIC) : start], "big")
        tree = json.loads(inner[start:end])
        change(tree)
        raw = canonical(tree)
        signature = self.leader.sign(CONTEXT, raw) if sign else inner[end : end + SIGNATURE_BYTES]
        return self.wrap(self.framed(raw, signature) + inner[end + SIGNATURE_BYTES :])

    def framed(self, raw: bytes, signature: bytes | None = None) -> bytes:
        """The beginning of the inside, around any bytes for a manifest."""
        signature = signature or self.leader.sign(CONTEXT, raw)
        return MAGIC + len(raw).to_bytes(LENGTH_BYTES, "big") + raw + signature


@pytest.fixture(scope="session")
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def files() -> list[OutgoingFile]:
    """Files of awkward sizes: several age chunks, none at all at both ends, exactly one chunk."""
    random = bytes((i * i + i // 7) % 251 for i in range(150_000))
    return [
        OutgoingFile.of_bytes("空.txt", b""),
        OutgoingFile.of_bytes("journal/entries.jsonl", "谈话记录示例𬀩㛃䶮𫖯𠮷喆".encode() * 3000),
        OutgoingFile.of_bytes("blobs/a.bin", random),
        OutgoingFile.of_bytes("blobs/chunk.bin", random[: 64 * 1024]),
        OutgoingFile.of_bytes("blobs/empty.bin", b""),
    ]


@pytest.fixture(scope="session")
def contents(files: list[OutgoingFile]) -> dict[str, bytes]:
    return {file.name: file.open().read() for file in files}


@pytest.fixture(scope="session")
def package(world: World, files: list[OutgoingFile]) -> bytes:
    return world.pack(files)
