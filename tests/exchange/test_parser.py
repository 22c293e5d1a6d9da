"""The push parser alone: pieces of any size, and nothing out before the manifest is accepted."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import DamagedError, RefusedError
from inspector_app.exchange.container import LENGTH_BYTES, MAGIC
from inspector_app.exchange.manifest import read_manifest
from inspector_app.exchange.parser import PackageParser
from inspector_app.store.identity import SIGNATURE_BYTES


def _head_size(inner: bytes) -> int:
    start = len(MAGIC) + LENGTH_BYTES
    return start + int.from_bytes(inner[len(MAGIC) : start], "big") + SIGNATURE_BYTES


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_pieces_of_any_size(world, package, contents, data):
    inner = world.inner(package)
    head = _head_size(inner)
    cuts = st.integers(0, head + 10) | st.integers(0, len(inner))
    places = sorted({0, *data.draw(st.lists(cuts, max_size=20)), len(inner)})
    tray = world.tray()
    parser = PackageParser(lambda raw, _: read_manifest(raw), tray)
    for start, end in itertools.pairwise(places):
        assert tray.is_untouched == (start < head)
        assert parser.write(inner[start:end]) == end - start
    assert parser.finish() == tray.manifest
    assert tray.contents == contents


def test_byte_by_byte(world):
    from inspector_app.exchange.container import OutgoingFile

    files = [OutgoingFile.of_bytes(name, name.encode() * 3) for name in ("一", "b", "c/d")]
    inner = world.inner(world.pack([OutgoingFile.of_bytes("0", b""), *files]))
    tray = world.tray()
    parser = PackageParser(lambda raw, _: read_manifest(raw), tray)
    for place in range(len(inner)):
        with pytest.raises(DamagedError, match=r"exchange\.truncated"):
            parser.finish()
        parser.write(inner[place : place + 1])
    parser.finish()
    assert tray.contents == {"0": b""} | {file.name: file.open().read() for file in files}
    with pytest.raises(DamagedError, match=r"exchange\.trailing_data"):
        parser.write(b"x")


def test_what_is_not_accepted_gives_nothing(world, package):
    def refuse(raw: bytes, signature: bytes) -> None:
        assert len(signature) == SIGNATURE_BYTES
        read_manifest(raw)
        raise RefusedError("exchange.unknown_sender", key="0")

    tray = world.tray()
    parser = PackageParser(refuse, tray)
    with pytest.raises(RefusedError):
        parser.write(world.inner(package))
    parser.abandon()
    assert tray.is_untouched


def test_abandoning_discards_the_file_in_hand_once(world, package, contents):
    inner = world.inner(package)
    tray = world.tray()
    parser = PackageParser(lambda raw, _: read_manifest(raw), tray)
    parser.write(inner[: _head_size(inner) + 10])
    parser.abandon()
    parser.abandon()
    assert [slot.state for slot in tray.slots.values()] == ["closed", "discarded"]
    assert list(tray.slots) == list(contents)[:2]
