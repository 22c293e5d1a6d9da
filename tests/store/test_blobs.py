"""Evidence files: every byte authenticated, nothing left behind, little memory."""

import errno
import hashlib
import io
import random
import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector_app.domain.errors import DamagedError, InputError, KnownError
from inspector_app.store import blobs
from inspector_app.store.blobs import CHUNK, BlobRef

CANARY = "示例：会议记录扫描件第三页".encode()
SIZES = [0, 1, 100, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 77]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "blobs"


def content_of(size):
    return (CANARY * (size // len(CANARY) + 1))[:size]


def add(folder, content):
    return blobs.add(folder, io.BytesIO(content))


def stored(folder, ref):
    return blobs.blob_path(folder, ref.id)


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size", SIZES)
def test_what_goes_in_comes_out(folder, size):
    content = content_of(size)
    ref = add(folder, content)
    assert ref.size == size
    assert ref.sha256 == hashlib.sha256(content).hexdigest()
    assert ref.chunks == max(1, -(-size // CHUNK))
    assert blobs.read_all(folder, ref, limit=size) == content
    blobs.verify(folder, ref)
    data = stored(folder, ref).read_bytes()
    assert len(data) == 24 + size + 16 * ref.chunks
    if size >= len(CANARY):
        assert CANARY not in data
    assert files(folder) == [stored(folder, ref)]


def test_the_same_content_twice_is_two_unlike_files(folder):
    one, two = add(folder, CANARY), add(folder, CANARY)
    assert one.id != two.id
    assert one.key != two.key
    assert stored(folder, one).read_bytes()[24:] != stored(folder, two).read_bytes()[24:]


def test_a_reference_does_not_show_its_key(folder):
    ref = add(folder, CANARY)
    assert ref.key not in repr(ref)
    assert ref.key.encode() not in stored(folder, ref).read_bytes()


@settings(deadline=None, max_examples=60)
@given(places=st.lists(st.integers(0, 3 * CHUNK), max_size=8), length=st.integers(0, CHUNK + 5))
def test_any_place_can_be_read_alone(tmp_path_factory, places, length):
    folder = tmp_path_factory.getbasetemp() / "seek"
    content = content_of(2 * CHUNK + 500)
    path = folder / "ref"
    if not path.exists():
        ref = add(folder, content)
        path.write_text(f"{ref.id} {ref.key}", "ascii")
    blob_id, key = path.read_text("ascii").split()
    ref = BlobRef(blob_id, key, hashlib.sha256(content).hexdigest(), len(content))
    with blobs.open_blob(folder, ref) as stream:
        for place in places:
            assert stream.seek(place) == place
            assert stream.read(length) == content[place : place + length]
        assert stream.seek(-10, io.SEEK_END) == len(content) - 10
        assert stream.read() == content[-10:]


def test_reading_keeps_to_the_rules_of_streams(folder):
    with blobs.open_blob(folder, add(folder, CANARY)) as stream:
        assert stream.readable()
        assert stream.seekable()
        assert not stream.writable()
        assert stream.read(3) == CANARY[:3]
        assert stream.tell() == 3
        stream.seek(2, io.SEEK_CUR)
        assert stream.read(1) == CANARY[5:6]
        with pytest.raises(ValueError, match="negative"):
            stream.seek(-1)
    assert stream.closed


def damage_in(folder, ref):
    """Return the error that reading gives; no byte of altered content may come out."""
    with pytest.raises(DamagedError) as caught:
        blobs.verify(folder, ref)
    return caught.value


def test_any_changed_byte_is_noticed(folder):
    ref = add(folder, content_of(300))
    path = stored(folder, ref)
    good = path.read_bytes()
    for place in range(len(good)):
        damaged = bytearray(good)
        damaged[place] ^= 1 << (place % 8)
        path.write_bytes(damaged)
        error = damage_in(folder, ref)
        assert error.code == "store.evidence_damaged"
        assert error.params == {"file": path.name}


def test_each_region_of_a_large_file_is_authenticated(folder):
    ref = add(folder, content_of(2 * CHUNK + 77))
    path = stored(folder, ref)
    good = path.read_bytes()
    record = CHUNK + 16
    chance = random.Random(6)  # noqa: S311 - repeatable, not secret
    places = [0, 7, 8, 23, 24, 24 + CHUNK, 24 + record - 1, 24 + record, len(good) - 1]
    places += [24 + 2 * record, len(good) - 16, *(chance.randrange(len(good)) for _ in range(10))]
    for place in places:
        damaged = bytearray(good)
        damaged[place] ^= 0x10
        path.write_bytes(damaged)
        damage_in(folder, ref)


def test_cutting_extending_and_reordering_are_noticed(folder):
    ref = add(folder, content_of(3 * CHUNK))
    path = stored(folder, ref)
    good = path.read_bytes()
    record = CHUNK + 16
    first, second = good[24 : 24 + record], good[24 + record : 24 + 2 * record]
    changed = [
        b"",
        good[:10],
        good[:24],
        good[: 24 + record],
        good[: 24 + 2 * record],
        good[:-1],
        good[:-16],
        good + b"\x00",
        good + first,
        good[:24] + second + first + good[24 + 2 * record :],
        good[: 24 + 2 * record] + first,
    ]
    for data in changed:
        path.write_bytes(data)
        damage_in(folder, ref)


def test_a_shorter_claim_does_not_pass_for_a_shorter_file(folder):
    ref = add(folder, content_of(2 * CHUNK))
    path = stored(folder, ref)
    path.write_bytes(path.read_bytes()[: 24 + CHUNK + 16])
    damage_in(folder, replace(ref, size=CHUNK))


def test_a_file_under_anothers_name_is_noticed(folder):
    one, two = add(folder, CANARY), add(folder, CANARY)
    stored(folder, one).write_bytes(stored(folder, two).read_bytes())
    damage_in(folder, one)
    damage_in(folder, replace(one, key=two.key))


def test_a_wrong_checksum_in_the_record_is_noticed(folder):
    ref = replace(add(folder, CANARY), sha256="00" * 32)
    damage_in(folder, ref)
    with pytest.raises(DamagedError):
        blobs.read_all(folder, ref, limit=1000)


def test_a_missing_file_is_told(folder):
    ref = add(folder, CANARY)
    stored(folder, ref).unlink()
    assert damage_in(folder, ref).code == "store.evidence_missing"


@pytest.mark.parametrize(
    "change",
    [
        {"id": "../../../keys"},
        {"id": ""},
        {"id": "A" * 32},
        {"id": "/etc/passwd" + "0" * 21},
        {"key": ""},
        {"key": "zz" * 32},
        {"key": "00" * 16},
        {"size": 2**60},
        {"size": 5},
    ],
)
def test_references_from_elsewhere_cannot_do_harm(folder, change):
    ref = replace(add(folder, CANARY), **change)
    damage_in(folder, ref)


def test_too_much_for_memory_is_refused_before_reading(folder):
    ref = BlobRef("00" * 16, "00" * 32, "00" * 32, 3_000_001)
    with pytest.raises(InputError) as caught:
        blobs.read_all(folder, ref, limit=2_000_000)
    assert caught.value.params == {"size": 4, "limit": 2}


def test_another_laptops_file_keeps_its_name_and_bytes(tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    ref = add(here, content_of(CHUNK + 5))
    with blobs.open_blob(here, ref) as source, blobs.new_blob(there, ref) as writer:
        while data := source.read(1000):
            writer.write(data)
    assert stored(there, ref).read_bytes() == stored(here, ref).read_bytes()


@pytest.mark.parametrize("content", [b"", CANARY + b".", content_of(CHUNK * 2)])
def test_content_that_is_not_what_the_record_says_is_not_kept(tmp_path, content):
    ref = add(tmp_path / "here", CANARY)
    there = tmp_path / "there"

    def receive():
        with blobs.new_blob(there, ref) as writer:
            writer.write(content)

    with pytest.raises(DamagedError):
        receive()
    assert files(there) == []


class FailingSource(io.BytesIO):
    def read(self, size=-1):
        data = super().read(size)
        if not data:
            raise OSError(errno.EIO, "the stick was pulled out")
        return data


def test_a_source_that_fails_leaves_nothing(folder):
    with pytest.raises(KnownError) as caught:
        blobs.add(folder, FailingSource(content_of(2 * CHUNK)))
    assert caught.value.code == "system.disk_error"
    assert files(folder) == []


def test_a_full_disk_leaves_nothing(folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("inspector_app.system.safe_files.flush_to_disk", full)
    with pytest.raises(KnownError) as caught:
        add(folder, content_of(2 * CHUNK))
    assert caught.value.code == "system.disk_full"
    assert files(folder) == []


def test_writing_and_reading_need_little_memory(folder):
    size = 24 * CHUNK
    piece = bytes(CHUNK)
    tracemalloc.start()
    with blobs.new_blob(folder) as writer:
        for _ in range(size // CHUNK):
            writer.write(piece)
    blobs.verify(folder, writer.ref)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert writer.ref.size == size
    assert peak < 8 * CHUNK


def test_leftovers_are_swept_and_nothing_else(folder):
    kept, left = add(folder, CANARY), add(folder, CANARY)
    half = stored(folder, left).with_name(f".{left.id}.enc.0123abcd.tmp")
    half.write_bytes(b"half")
    stranger = folder / "请勿删除.txt"
    stranger.write_bytes(b"somebody's own")
    assert set(blobs.stray_files(folder, {kept.id})) == {stored(folder, left), half, stranger}
    deleted = blobs.sweep_orphans(folder, {kept.id})
    assert set(deleted) == {f"{left.id}.enc", half.name}
    assert blobs.stray_files(folder, {kept.id}) == (stranger,)
    blobs.verify(folder, kept)


def test_a_folder_without_evidence_is_fine(folder):
    assert blobs.stray_files(folder, ()) == ()
    assert blobs.sweep_orphans(folder, ()) == ()
