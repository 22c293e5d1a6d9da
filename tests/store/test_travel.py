"""What travels to headquarters and back: entries read apart, the access log, the import log."""

import pytest

from inspector_app.domain.errors import DamagedError
from inspector_app.domain.records import MISSION_TYPES
from inspector_app.store.access_log import AccessKind
from inspector_app.store.access_travel import access_lines, lines_hold
from inspector_app.store.apart import read_apart
from inspector_app.store.import_log import Import, imported, imports, note_import
from inspector_app.store.merge import Foreign, outgoing
from inspector_app.store.projection import snapshot
from tests.store.laptops import LEADER, MEMBER


@pytest.fixture
def folder(team):
    folder = team.laptop("a").open(LEADER)
    journal = folder.journal
    journal.write(
        journal.create("official", {"name": "岑𬀩", "category": "N"}),
        journal.create("lead", {"content": "线索𠮷", "audience": "leader"}),
    )
    return folder


def test_entries_read_apart_say_what_the_folder_says(folder):
    entries = list(outgoing(folder.journal.reader, open_bodies=True))
    with read_apart(entries, MISSION_TYPES) as reader:
        assert snapshot(reader) == snapshot(folder.journal.reader)
        assert [one.text("content") for one in reader.find("lead")] == ["线索𠮷"]


def test_what_is_sealed_stays_unread_apart(folder):
    entries = list(outgoing(folder.journal.reader, open_bodies=False))
    with read_apart(entries, MISSION_TYPES) as reader:
        assert reader.find("lead") == []
        assert reader.entry_count() == len(entries)


def test_a_body_that_is_not_its_stubs_is_not_read_apart(folder):
    entries = list(outgoing(folder.journal.reader, open_bodies=True))
    entries[-1] = Foreign(entries[-1].stub, entries[0].body)
    with pytest.raises(DamagedError) as caught, read_apart(entries, MISSION_TYPES):
        pass
    assert caught.value.code == "journal.body_mismatch"


def test_the_access_log_travels_as_a_chain(folder):
    for record in ("one", "two", "three"):
        folder.access.note(AccessKind.EXPORT, "official", record)
    lines = access_lines(folder)
    assert [line["seq"] for line in lines] == list(range(1, len(lines) + 1))
    assert lines_hold(lines)
    assert lines_hold([])


def test_any_change_of_a_line_but_the_last_breaks_it(folder):
    for record in ("one", "two", "three"):
        folder.access.note(AccessKind.EXPORT, "official", record)
    lines = access_lines(folder)
    for bad in (
        lines[1:],
        [lines[0], lines[2]],
        [lines[1], lines[0], lines[2]],
        [{**lines[0], "device": "other"}, *lines[1:]],
        [{**lines[0], "body": {**lines[0]["body"], "author": "other"}}, *lines[1:]],
        [{**lines[0], "seq": 7}],
        [{"seq": 1}],
        [{"seq": 1, "prev": "", "device": 3, "body": {}}],
        [{"seq": 1, "prev": "", "device": "a", "body": {"x": 1.5}}],
    ):
        assert not lines_hold(bad), bad


def test_imports_are_remembered_here_and_once(team, folder):
    one = Import("p-1", "ab" * 32, "key", 1, "2026-10-21T15:00:00+08:00", 3)
    note_import(folder, one)
    note_import(folder, Import("p-1", "cd" * 32, "key", 2, "later", 0))
    assert imports(folder.journal.reader) == [one]
    assert imported(folder.journal.reader, "p-1") == one
    assert imported(folder.journal.reader, "p-2") is None
    assert imports(team.laptop("b").open(MEMBER).journal.reader) == []
