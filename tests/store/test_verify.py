"""Damage and tampering are found, named, and never shown as if nothing were wrong."""

import shutil

import pytest

from inspector_app.domain.entry import Stub
from inspector_app.store import keys
from inspector_app.store.driver import close_database, open_database
from inspector_app.store.key_file import UserSlot
from inspector_app.store.verify import Problem, verify_folder
from tests.store.damage import files, opened_shows, problems_with, survive_changes, worked_on
from tests.store.laptops import CHEAP, LEADER, MEMBER, MISSION, OTHER, PASSPHRASE, Laptop, Team


@pytest.fixture(scope="module")
def laptop(tmp_path_factory, issued):
    """One closed folder; tests work on copies."""
    team = Team(tmp_path_factory.mktemp("verify"), issued)
    return worked_on(team)


@pytest.fixture
def copied(laptop, tmp_path):
    path = tmp_path / "copy.mission"
    shutil.copytree(laptop.path, path)
    return Laptop(path, laptop.name, laptop.types, 56)


FIRST = "arrival = (SELECT min(arrival) FROM entry WHERE record_type = 'talk')"


def tampered(copied, *statements, name="mission"):
    """Change a closed database as somebody who has its key could."""
    vault = copied.vault(LEADER)
    db = open_database(
        copied.path / f"{name}.db", vault.database_key(name), vault.database_salt(name)
    )
    for statement in statements:
        db.execute(statement.replace("FIRST", FIRST))
    close_database(db)
    vault.wipe()


def codes(copied, user=LEADER):
    before = files(copied.path)
    found = copied.verify(user)
    assert files(copied.path) == before
    assert {problem.file for problem in found.problems} <= {"mission.db"}
    return [problem.code for problem in found.problems]


@pytest.mark.parametrize("user", [LEADER, MEMBER, OTHER])
def test_a_sound_folder_holds_for_everybody(copied, user):
    verified = copied.verify(user)
    assert verified.problems == ()
    assert (verified.entries, verified.files) == (3 + 1 + 14 + 3, 3 + 3)


@pytest.mark.timeout(240)
def test_sixty_single_bytes_are_each_named(laptop, tmp_path):
    survive_changes(laptop, tmp_path, 60, opened=3)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (
            "UPDATE entry SET body = replace(body, '一室', '二室') WHERE record_type = 'talk'",
            "journal.body_differs",
        ),
        ("UPDATE entry SET body = '{' WHERE FIRST", "journal.entry_malformed"),
        ("UPDATE entry SET body = '5' WHERE FIRST", "journal.entry_malformed"),
        (
            "UPDATE entry SET body = replace(body, 'schema\":1', 'schema\":1.5') WHERE FIRST",
            "journal.entry_malformed",
        ),
        ("UPDATE entry SET record_id = 'x' WHERE FIRST", "journal.body_differs"),
        (
            "UPDATE entry SET record_type = 'lead' WHERE FIRST",
            "journal.body_differs",
        ),
        ("UPDATE entry SET hash = body_hash WHERE FIRST", "journal.chain_broken"),
        ("UPDATE entry SET prev = body_hash WHERE FIRST", "journal.chain_broken"),
        ("UPDATE entry SET id = 'x' WHERE FIRST", "journal.chain_broken"),
        ("UPDATE entry SET device = 'x' WHERE FIRST", "journal.chain_broken"),
        ("UPDATE entry SET seq = 99 WHERE FIRST", "journal.chain_broken"),
        ("UPDATE entry SET sealed = x'00' WHERE sealed IS NOT NULL", "journal.body_differs"),
        (
            "DELETE FROM entry WHERE arrival = (SELECT max(arrival) FROM entry)",
            "journal.rolled_back",
        ),
        ("DELETE FROM entry", "journal.rolled_back"),
        ("DELETE FROM entry WHERE FIRST", "journal.projection_differs"),
        ("UPDATE rec_talk SET place = '二室'", "journal.projection_differs"),
        ("UPDATE rec_talk SET owner = 'member'", "journal.projection_differs"),
        ("DELETE FROM rec_paragraph WHERE \"order\" = '3'", "journal.projection_differs"),
        ("UPDATE rec_answer SET value = 'x'", "journal.projection_differs"),
        ("INSERT INTO conflict VALUES ('talk', 'x', 'place')", "journal.projection_differs"),
        ("UPDATE rec_user SET extra = '{\"x\":1}'", "journal.projection_differs"),
        ("UPDATE access SET body = replace(body, 'view', 'print')", "journal.access_chain_broken"),
        ("DELETE FROM access", "journal.rolled_back"),
    ],
)
def test_rows_changed_by_somebody_with_the_key_are_found(copied, statement, code):
    tampered(copied, statement)
    assert code in codes(copied)


def test_a_chain_that_begins_behind_something_or_goes_on_behind_nothing_is_broken(copied):
    """Even where every hash has been made to fit by somebody who knows how."""
    vault = copied.vault(LEADER)
    db = open_database(
        copied.path / "mission.db", vault.database_key("mission"), vault.database_salt("mission")
    )
    row = db.execute("SELECT id, body_hash FROM entry WHERE device = 'office' AND seq = 1")
    identifier, body_hash = row.fetchone()
    forged = Stub(identifier, "stranger", 1, "ab" * 32, body_hash)
    db.execute(
        "UPDATE entry SET device = ?, prev = ?, hash = ? WHERE id = ?",
        (forged.device, forged.prev, forged.hash, identifier),
    )
    close_database(db)
    vault.wipe()
    assert "journal.chain_broken" in codes(copied)


def test_what_is_sealed_is_checked_by_those_who_can_open_it(copied):
    tampered(copied, "UPDATE entry SET sealed = x'00' WHERE sealed IS NOT NULL")
    assert codes(copied, MEMBER) == ["journal.body_differs"]


def test_both_databases_are_reported(copied):
    for name in ("mission.db", "drafts.db"):
        path = copied.path / name
        data = bytearray(path.read_bytes())
        data[5000] ^= 1
        path.write_bytes(data)
    assert copied.verify(LEADER).problems == (
        Problem("drafts.db", "store.database_damaged"),
        Problem("mission.db", "store.database_damaged"),
    )


@pytest.mark.parametrize("name", ["mission.db", "drafts.db"])
def test_a_database_cut_grown_emptied_or_gone_is_named(laptop, copied, name):
    path = copied.path / name
    data = path.read_bytes()
    for damaged in (data[:-4096], data[:-1], data[: len(data) // 2], data + b"\0", data * 2, b""):
        path.write_bytes(damaged)
        assert problems_with(laptop, copied.path) == [name]
    path.unlink()
    assert problems_with(laptop, copied.path) == [name]
    path.write_bytes(b"SQLite format 3\0" + data[16:])
    assert copied.verify(LEADER).problems == (Problem(name, "store.not_encrypted"),)


def test_an_older_copy_of_the_database_is_told_from_the_heads(copied):
    older = (copied.path / "mission.db").read_bytes()
    folder = copied.open(LEADER)
    folder.journal.write(folder.journal.create("talk", {}))
    copied.close()
    (copied.path / "mission.db").write_bytes(older)
    assert codes(copied) == ["journal.rolled_back"]
    assert copied.open(LEADER).rolled_back
    copied.close()


def test_evidence_gone_or_strange_is_named(copied):
    evidence = sorted((copied.path / "blobs").rglob("*.enc"))
    names = [file.relative_to(copied.path).as_posix() for file in evidence]
    evidence[0].unlink()
    evidence[1].write_bytes(evidence[2].read_bytes())
    (copied.path / "blobs" / "note.txt").write_text("示例", encoding="utf-8")
    (copied.path / "mission.db.bak").write_text("示例", encoding="utf-8")
    assert set(copied.verify(LEADER).problems) == {
        Problem(names[0], "store.evidence_missing"),
        Problem(names[1], "store.evidence_damaged"),
        Problem("blobs/note.txt", "store.stray_file"),
        Problem("mission.db.bak", "store.stray_file"),
    }


def test_what_a_killed_run_leaves_is_no_damage_and_is_swept(copied):
    (copied.path / ".keys.json.0123abcd.tmp").write_bytes(b"half")
    (copied.path / "blobs" / "ab").mkdir(exist_ok=True)
    (copied.path / "blobs" / "ab" / f"{'ab' * 16}.enc").write_bytes(b"half")
    assert copied.verify(LEADER).problems == ()
    copied.open(LEADER)
    copied.close()
    assert not list(copied.path.rglob("*.tmp"))
    assert len(list(copied.path.rglob("*.enc"))) == 3


def test_a_folder_that_was_not_closed_is_read_with_its_wal_and_left_alone(copied, tmp_path):
    folder = copied.open(LEADER)
    talk = folder.journal.create("talk", {"place": "未关"})
    folder.journal.write(talk)
    killed = tmp_path / "killed.mission"
    shutil.copytree(copied.path, killed)
    assert (killed / "mission.db-wal").stat().st_size
    before = files(killed)
    twin = Laptop(killed, copied.name, copied.types, 56)
    verified = twin.verify(LEADER)
    assert verified.problems == ()
    assert verified.entries == folder.reader.entry_count()
    assert files(killed) == before
    assert twin.open(LEADER).reader.get("talk", talk.record_id).text("place") == "未关"
    twin.close()
    copied.close()


def test_a_lost_wal_is_told_from_the_heads(copied, tmp_path):
    folder = copied.open(LEADER)
    folder.journal.write(folder.journal.create("talk", {"place": "未关"}))
    folder.save_heads()
    killed = tmp_path / "killed.mission"
    shutil.copytree(copied.path, killed)
    copied.close()
    (killed / "mission.db-wal").unlink()
    (killed / "mission.db-shm").unlink()
    twin = Laptop(killed, copied.name, copied.types, 56)
    assert codes(twin) == ["journal.rolled_back"]


def test_tables_of_another_release_are_left_to_the_opening(copied):
    """A folder of an older program verifies: its rows are made anew when it is opened."""
    tampered(
        copied,
        "UPDATE state SET value = 'older' WHERE key = 'scheme'",
        "ALTER TABLE rec_talk DROP COLUMN materials",
        "DROP TABLE rec_task",
    )
    assert codes(copied) == []
    copied.open(LEADER)
    copied.close()
    assert codes(copied) == []


def test_a_damaged_page_is_a_known_error_for_every_reader(laptop, copied):
    """Reading goes on until it meets the damage; it never meets another error."""
    size = (copied.path / "mission.db").stat().st_size
    for page in range(1, size // 4096, 5):
        data = bytearray((laptop.path / "mission.db").read_bytes())
        data[page * 4096 + 100] ^= 1
        (copied.path / "mission.db").write_bytes(data)
        seen = opened_shows(laptop, copied.path)
        assert seen == "store.database_damaged" or not isinstance(seen, str)


def test_keys_of_another_folder_open_nothing(laptop, copied):
    (copied.path / "keys.json").unlink()
    vault, _ = keys.create_vault(
        copied.path,
        mission_id=MISSION,
        user=UserSlot(LEADER, "示例"),
        passphrase=PASSPHRASE,
        cost=CHEAP,
    )
    found = verify_folder(copied.path, vault, copied.types)
    assert {problem.code for problem in found.problems} == {"store.database_damaged"}
    vault.wipe()
    assert opened_shows(laptop, copied.path) == "store.database_damaged"
