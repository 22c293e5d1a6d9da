"""A file that changes while it is taken in is not taken in at all."""

import pytest

from inspector_app.domain.errors import InputError
from inspector_app.services import evidence


def kept(small):
    """The files that lie in the folder as evidence."""
    return {path for path in small.mission.folder.blobs.rglob("*") if path.is_file()}


@pytest.mark.parametrize("change", ["shorter", "other words", "same size"])
def test_a_file_changed_while_it_is_read_is_refused_and_leaves_nothing(plain, tmp_path, change):
    path = tmp_path / "台账.txt"
    path.write_bytes(b"a" * 1000)
    content = {
        "shorter": b"a" * 999,
        "other words": b"b",
        "same size": b"a" * 999 + b"b",
    }[change]
    told = []

    def meanwhile(done, total):
        if not told:
            path.write_bytes(content)
        told.append((done, total))

    before = kept(plain)
    with pytest.raises(InputError, match="changed_while_read"):
        evidence.take_file(plain.mission, path, progress=meanwhile)
    assert kept(plain) == before
    assert plain.mission.reader.count("evidence") == 0
    taken = evidence.take_file(plain.mission, path)
    made = evidence.record_evidence(plain.mission, taken)
    record = plain.mission.reader.get("evidence", made.id)
    assert (record.text("number"), record.number("size")) == ("Z-001", len(content))


def test_what_was_captured_comes_back_byte_for_byte(plain, tmp_path):
    path = tmp_path / "现场𬀩.bin"
    path.write_bytes(bytes(range(256)) * 5000)
    made = evidence.add_evidence(plain.mission, path)
    record = plain.mission.reader.get("evidence", made.id)
    assert evidence.evidence_bytes(plain.mission, record) == path.read_bytes()
    [same] = evidence.same_content(plain.mission.reader, record.text("sha256"))
    assert same.id == made.id
