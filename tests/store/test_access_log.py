"""Looks, prints and exports: one line per record and sitting, chained, never merged."""

import json

import pytest

from inspector_app.store.access_log import (
    ACCESS_LOG,
    AccessKind,
    accesses,
    chain_holds,
    last_link,
    link_hash,
)
from inspector_app.store.keys import read_heads
from tests.store.laptops import LEADER, MEMBER, exchange


@pytest.fixture
def laptop(team):
    return team.laptop("dev-a")


def noted(folder):
    return [(one.author, one.kind, one.record_id) for one in accesses(folder.journal.db)]


def test_looks_are_noted_once_a_sitting_prints_and_exports_each_time(laptop):
    folder = laptop.open(LEADER)
    for _ in range(3):
        folder.access.note(AccessKind.VIEW, "official", "n1")
        folder.access.note(AccessKind.PRINT, "official", "n1")
    folder.access.note(AccessKind.VIEW, "official", "n2")
    folder.access.note(AccessKind.EXPORT, "report", "r1")
    folder.access.note(AccessKind.EXPORT, "report", "r1")
    assert noted(folder) == [
        (LEADER, AccessKind.VIEW, "n1"),
        *[(LEADER, AccessKind.PRINT, "n1")] * 3,
        (LEADER, AccessKind.VIEW, "n2"),
        *[(LEADER, AccessKind.EXPORT, "r1")] * 2,
    ]
    folder = laptop.open(MEMBER)
    folder.access.note(AccessKind.VIEW, "official", "n1")
    assert noted(folder)[-1] == (MEMBER, AccessKind.VIEW, "n1")
    folder = laptop.open(LEADER)
    folder.access.note(AccessKind.VIEW, "official", "n1")
    assert len(noted(folder)) == 9
    assert [one.seq for one in accesses(folder.journal.db)] == list(range(1, 10))
    assert chain_holds(folder.journal.db)
    assert laptop.verify(MEMBER).problems == ()


def test_a_line_that_could_not_be_written_is_noted_at_the_next_look(laptop):
    folder = laptop.open(LEADER)
    folder.journal.db.execute("BEGIN IMMEDIATE")  # a bug elsewhere, or a disk that is full
    with pytest.raises(Exception, match="transaction"):
        folder.access.note(AccessKind.VIEW, "official", "n1")
    folder.journal.db.execute("ROLLBACK")
    folder.access.note(AccessKind.VIEW, "official", "n1")
    assert len(noted(folder)) == 1


def test_the_chain_travels_as_lines_that_anybody_can_check(laptop):
    folder = laptop.open(LEADER)
    folder.access.note(AccessKind.VIEW, "official", "n1")
    folder.access.note(AccessKind.PRINT, "official", "𬀩")
    lines = json.loads(json.dumps(folder.access.lines()))
    assert [line["prev"] for line in lines] == ["", lines[0]["hash"]]
    for line in lines:
        assert line["hash"] == link_hash(line["seq"], line["device"], line["prev"], line["body"])
    assert {line["device"] for line in lines} == {"dev-a"}


def test_it_is_never_merged(team, laptop):
    folder = laptop.open(LEADER)
    other = team.laptop("dev-b").open(LEADER)
    folder.access.note(AccessKind.VIEW, "official", "n1")
    exchange(folder, other)
    assert noted(other) == []


def test_its_end_is_kept_with_the_heads(laptop):
    folder = laptop.open(LEADER)
    assert last_link(folder.journal.db) is None
    folder.access.note(AccessKind.VIEW, "official", "n1")
    folder.save_heads()
    head = read_heads(folder.vault)[ACCESS_LOG]
    assert (head.seq, head.entry_hash) == last_link(folder.journal.db)
    assert not laptop.open(LEADER).rolled_back


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE access SET body = replace(body, 'view', 'print') WHERE seq = 2",
        "UPDATE access SET body = 'x' WHERE seq = 2",
        "UPDATE access SET body = '[]' WHERE seq = 2",
        "UPDATE access SET device = 'other' WHERE seq = 1",
        "UPDATE access SET prev = hash WHERE seq = 3",
        "UPDATE access SET hash = prev WHERE seq = 3",
        "DELETE FROM access WHERE seq = 1",
        "DELETE FROM access WHERE seq = 2",
        "UPDATE access SET seq = 7 WHERE seq = 3",
    ],
)
def test_any_change_breaks_it(laptop, change):
    folder = laptop.open(LEADER)
    for number in range(3):
        folder.access.note(AccessKind.VIEW, "official", f"n{number}")
    assert chain_holds(folder.journal.db)
    folder.journal.db.execute(change)
    assert not chain_holds(folder.journal.db)
    assert "journal.access_chain_broken" in [p.code for p in laptop.verify(MEMBER).problems]


def test_lines_cut_off_at_the_end_are_missed(laptop):
    folder = laptop.open(LEADER)
    for number in range(3):
        folder.access.note(AccessKind.VIEW, "official", f"n{number}")
    folder = laptop.open(LEADER)
    folder.journal.db.execute("DELETE FROM access WHERE seq = 3")
    assert chain_holds(folder.journal.db)
    folder.journal.db.execute("PRAGMA wal_checkpoint")
    folder._opened.pop_all().close()  # without writing where the logs end, as a thief would
    folder._closed = True
    assert [p.code for p in laptop.verify(LEADER).problems] == ["journal.rolled_back"]
    assert laptop.open(LEADER).rolled_back
    folder = laptop.open(LEADER)
    assert folder.rolled_back  # closing in between has not covered it up
    folder.accept_loss()
    assert not laptop.open(LEADER).rolled_back
    assert laptop.verify(LEADER).problems == ()
