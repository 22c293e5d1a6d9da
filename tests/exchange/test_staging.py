"""Staging: files wait encrypted, count only when committed, and leave no rest."""

import errno
import io

import pytest

from inspector_app.domain.errors import KnownError, RefusedError
from inspector_app.exchange.manifest import FileEntry
from inspector_app.exchange.staging import (
    BLOB_FOLDER,
    MAX_JOURNAL_BYTES,
    BlobStaging,
    LookStaging,
    WorkStaging,
    discarded_on_error,
    is_blob_name,
    teed,
)
from inspector_app.store import blobs

ID = "0123456789abcdef" * 2
TEXT = "暂存的正文𠮷".encode() * 1000


def entry(name, data=TEXT):
    return FileEntry(name, len(data), "ab" * 32)


def files_of(folder):
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "blobs"
    path.mkdir()
    return path


def test_a_staged_file_is_encrypted_and_can_be_read(folder):
    staging = BlobStaging(folder)
    sink = staging.open_file(entry("papers/report.pdf"))
    sink.write(TEXT[:100])
    assert all(TEXT[:60] not in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    sink.write(TEXT[100:])
    sink.close()
    ref = staging.refs["papers/report.pdf"]
    assert blobs.read_all(folder, ref, limit=10**6) == TEXT
    assert TEXT[:60] not in blobs.blob_path(folder, ref.id).read_bytes()


def test_discarding_leaves_nothing(folder):
    staging = BlobStaging(folder)
    done = staging.open_file(entry("a"))
    done.close()
    half = staging.open_file(entry("b"))
    half.write(TEXT)
    half.discard()
    staging.discard()
    assert files_of(folder) == []
    assert staging.refs == {}


def test_a_failing_block_takes_everything_back(folder):
    staging = BlobStaging(folder)

    def fail():
        with discarded_on_error(staging):
            staging.open_file(entry("a")).close()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert files_of(folder) == []


def test_a_full_disk_is_said_in_words(folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    sink = BlobStaging(folder).open_file(entry("a"))
    sink.write(TEXT)
    monkeypatch.setattr("inspector_app.system.safe_files.flush_to_disk", full)
    with pytest.raises(KnownError) as caught:
        sink.close()
    assert caught.value.code == "system.disk_full"
    assert files_of(folder) == []


def test_the_journal_stays_in_memory_and_evidence_keeps_its_bytes(folder):
    staging = WorkStaging(folder)
    journal = staging.open_file(entry("journal.jsonl"))
    journal.write(TEXT)
    journal.close()
    assert staging.journal.read() == TEXT
    assert files_of(folder) == []
    sink = staging.open_file(entry(f"{BLOB_FOLDER}{ID}"))
    sink.write(b"cipher")
    assert not blobs.blob_path(folder, ID).exists()
    sink.close()
    assert blobs.blob_path(folder, ID).read_bytes() == b"cipher"
    assert staging.placed == [ID]
    staging.discard()
    assert files_of(folder) == []


def test_evidence_that_is_here_is_never_replaced(folder):
    path = blobs.blob_path(folder, ID)
    path.parent.mkdir()
    path.write_bytes(b"ours")
    staging = WorkStaging(folder)
    sink = staging.open_file(entry(f"{BLOB_FOLDER}{ID}"))
    sink.write(b"theirs")
    sink.close()
    assert path.read_bytes() == b"ours"
    staging.discard()
    assert path.read_bytes() == b"ours"


def test_a_look_writes_nothing(folder):
    staging = LookStaging(folder)
    for name in ("journal.jsonl", f"{BLOB_FOLDER}{ID}"):
        sink = staging.open_file(entry(name))
        sink.write(TEXT)
        sink.close()
    assert staging.journal.read() == TEXT
    assert files_of(folder) == []


def test_what_a_work_package_may_hold(folder, world):
    manifest = world.header()

    class Fake:
        header = manifest

        def __init__(self, *files):
            self.files = files

    staging = WorkStaging(folder)
    staging.begin(Fake(entry("journal.jsonl"), entry(f"{BLOB_FOLDER}{ID}")))
    with pytest.raises(RefusedError, match="unexpected_file"):
        staging.begin(Fake(entry("other.txt")))
    with pytest.raises(RefusedError, match="journal_too_large"):
        staging.begin(Fake(FileEntry("journal.jsonl", MAX_JOURNAL_BYTES + 1, "ab" * 32)))


@pytest.mark.parametrize(
    ("name", "good"),
    [
        (f"blobs/{ID}", True),
        (f"blobs/{ID.upper()}", False),
        (f"blobs/{ID}0", False),
        ("blobs/", False),
        ("blobs/../../keys.json", False),
        (ID, False),
        (f"blobs/{ID[:-1]}/", False),
    ],
)
def test_names_of_evidence(name, good):
    assert is_blob_name(name) is good


def test_a_tee_copies_every_byte_once_whatever_is_read_how():
    data = bytes(range(256)) * 40
    copy = io.BytesIO()
    stream = teed(io.BytesIO(data), copy)
    stream.seek(0, io.SEEK_END)
    stream.seek(0)
    parts = [stream.read(10)]
    stream.seek(0)
    parts = [stream.read(5000), stream.read(1)]
    while piece := stream.read(777):
        parts.append(piece)
    assert b"".join(parts) == data
    assert copy.getvalue() == data
