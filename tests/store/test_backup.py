"""Backups: complete, checked, never at the price of older ones."""

import errno
import io
import json
import shutil
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from inspector_app.domain.errors import DamagedError, KnownError, RefusedError, WrongSecretError
from inspector_app.store import backup, blobs, keys
from inspector_app.store.backup import back_up, backup_home, check_backup, list_backups, restore
from inspector_app.store.driver import (
    check_pages,
    close_database,
    open_database,
    transaction,
)
from inspector_app.store.keys import Head, KdfCost, UserSlot, Vault

CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
USER = UserSlot("user", "示例·组长")
PASSPHRASE = "电池 马 订书钉 correct"
MISSION = "01900000-0000-7000-8000-0123456789ab"
CANARY = "示例：甲某表示以后注意"


class DayByDay:
    """A clock that is moved by hand."""

    def __init__(self):
        self.moment = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=8)))

    def now(self):
        return self.moment

    def monotonic(self):
        return 0.0


@dataclass
class Mission:
    vault: Vault
    databases: dict
    destination: Path
    clock: DayByDay
    refs: list

    def back_up(self, mark, **options):
        return back_up(
            self.vault, self.databases, self.destination, mark=mark, clock=self.clock, **options
        )

    @property
    def home(self):
        return backup_home(self.destination, self.vault.folder, MISSION)

    def add_note(self, number):
        with transaction(self.databases["mission"]):
            self.databases["mission"]["note"].insert({"id": number, "text": CANARY * 30})

    def add_evidence(self, content):
        self.refs.append(blobs.add(self.vault.folder / "blobs", io.BytesIO(content)))


@pytest.fixture
def mission(tmp_path):
    folder = tmp_path / "某县.mission"
    folder.mkdir()
    vault, _ = keys.create_vault(
        folder, mission_id=MISSION, user=USER, passphrase=PASSPHRASE, cost=CHEAP
    )
    databases = {}
    for name in vault.databases:
        databases[name] = open_database(
            folder / f"{name}.db",
            vault.database_key(name),
            vault.database_salt(name),
            create=True,
        )
    with transaction(databases["mission"]):
        databases["mission"]["note"].create({"id": int, "text": str}, pk="id")
    with transaction(databases["drafts"]):
        databases["drafts"]["draft"].insert({"id": 1, "text": CANARY}, pk="id")
    made = Mission(vault, databases, tmp_path / "备份", DayByDay(), [])
    for number in range(30):
        made.add_note(number)
    made.add_evidence(CANARY.encode() * 100)
    yield made
    for db in databases.values():
        close_database(db)


def names(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def open_restored(folder, name="mission", passphrase=PASSPHRASE):
    vault = keys.unlock_passphrase(folder, USER.user_id, passphrase, minimum=CHEAP)
    return open_database(folder / f"{name}.db", vault.database_key(name), vault.database_salt(name))


def test_a_version_holds_everything_and_shows_nothing(mission):
    version = mission.back_up("head-1")
    blob = blobs.blob_path(Path("blobs"), mission.refs[0].id)
    stem = version.path.name
    assert stem == "000001-20260301-0900"
    assert names(mission.home) == sorted(
        [
            f"{stem}/backup.json",
            f"{stem}/drafts.db",
            f"{stem}/keys.json",
            f"{stem}/mission.db",
            str(blob),
        ]
    )
    for name in names(mission.home):
        assert CANARY.encode() not in (mission.home / name).read_bytes()
    assert (version.mark, version.number, version.label) == ("head-1", 1, "")
    assert version.made_at == "2026-03-01T09:00:00+08:00"
    check_backup(mission.vault, version)


def test_a_restored_folder_opens_as_it_was(mission, tmp_path):
    keys.write_heads(mission.vault, {"device": Head(30, "ab" * 32)})
    version = mission.back_up("head-1")
    mission.add_note(999)
    target = tmp_path / "恢复.mission"
    restore(version, target)
    assert names(target) == sorted(
        [
            "drafts.db",
            "keys.json",
            "mission.db",
            str(blobs.blob_path(Path("blobs"), mission.refs[0].id)),
        ]
    )
    db = open_restored(target)
    assert db["note"].count == 30
    assert check_pages(db)
    close_database(db)
    drafts = open_restored(target, "drafts")
    assert list(drafts["draft"].rows) == [{"id": 1, "text": CANARY}]
    close_database(drafts)
    blobs.verify(target / "blobs", mission.refs[0])
    vault = keys.unlock_passphrase(target, USER.user_id, PASSPHRASE, minimum=CHEAP)
    assert keys.read_heads(vault) == {"device": Head(30, "ab" * 32)}


def test_without_a_change_nothing_is_done(mission):
    assert mission.back_up("head-1") is not None
    before = names(mission.home)
    assert mission.back_up("head-1") is None
    assert names(mission.home) == before
    assert mission.back_up("head-2") is not None
    assert mission.back_up("head-2", label="merge").label == "merge"


def test_evidence_is_copied_once(mission):
    mission.back_up("1")
    (first,) = (mission.home / "blobs").rglob("*.enc")
    before = first.stat()
    mission.add_evidence(b"second")
    calls = []
    mission.back_up("2", progress=lambda done, total: calls.append((done, total)))
    assert calls == [(0, 1)]
    after = first.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert len(list((mission.home / "blobs").rglob("*.enc"))) == 2


def test_evidence_copied_only_half_is_copied_again(mission):
    mission.back_up("1")
    (copied,) = (mission.home / "blobs").rglob("*.enc")
    copied.write_bytes(copied.read_bytes()[:50])
    mission.back_up("2")
    blobs.verify(mission.home / "blobs", mission.refs[0])


def test_the_last_three_and_one_a_day_are_kept(mission):
    made = []
    for _ in range(12):
        for hour in range(3):
            mission.clock.moment += timedelta(hours=1)
            made.append(mission.back_up(f"{mission.clock.moment}-{hour}"))
        mission.clock.moment += timedelta(hours=21)
    kept = list_backups(mission.home)
    last_of_each_day = {version.day: version for version in made}
    expected = {*(v.number for v in made[-3:])}
    expected |= {v.number for v in list(last_of_each_day.values())[-7:]}
    assert {version.number for version in kept} == expected
    assert len(kept) == 9
    assert [version.number for version in kept] == sorted(expected, reverse=True)


def test_a_clock_that_goes_backwards_does_not_lose_the_latest(mission):
    for step in range(6):
        mission.clock.moment -= timedelta(days=400)
        mission.back_up(f"head-{step}")
    marks = [version.mark for version in list_backups(mission.home)]
    assert marks == [f"head-{step}" for step in (5, 4, 3, 2, 1, 0)]


def test_versions_before_a_merge_are_kept_apart(mission):
    for step in range(5):
        mission.back_up(f"merge-{step}", label="merge")
        mission.clock.moment += timedelta(minutes=1)
    for step in range(4):
        mission.back_up(f"plain-{step}")
        mission.clock.moment += timedelta(minutes=1)
    marks = [version.mark for version in list_backups(mission.home)]
    assert marks == ["plain-3", "plain-2", "plain-1", "merge-4", "merge-3", "merge-2"]


def test_a_backup_beside_a_busy_writer_ends_and_is_consistent(mission):
    folder, vault = mission.vault.folder, mission.vault
    writer = mission.databases["mission"]
    reader = open_database(
        folder / "mission.db",
        vault.database_key("mission"),
        vault.database_salt("mission"),
        read_only=True,
        already_open=True,
    )
    stop, written, problems = threading.Event(), [], []

    def write():
        number = 1000
        try:
            while not stop.is_set():
                with transaction(writer):
                    writer["note"].insert({"id": number, "text": "one"})
                    writer["note"].insert({"id": -number, "text": "two"})
                written.append(number)
                number += 1
        except Exception as error:  # noqa: BLE001 - shown by the assertion below
            problems.append(error)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        databases = {**mission.databases, "mission": reader}
        version = back_up(vault, databases, mission.destination, mark="busy", clock=mission.clock)
    finally:
        stop.set()
        thread.join()
        close_database(reader)
    assert problems == []
    assert written
    copy = open_database(
        version.path / "mission.db",
        vault.database_key("mission"),
        vault.database_salt("mission"),
        immutable=True,
    )
    counts = copy.execute("SELECT sum(id > 999), sum(id < -999) FROM note").fetchone()
    assert counts[0] == counts[1]
    close_database(copy)


@pytest.mark.parametrize("place", ["", "sub", "blobs/x"])
def test_a_backup_inside_the_folder_is_refused(mission, place):
    with pytest.raises(RefusedError) as caught:
        back_up(
            mission.vault,
            mission.databases,
            mission.vault.folder / place,
            mark="x",
            clock=mission.clock,
        )
    assert caught.value.code == "store.backup_inside"


def test_a_backup_without_one_of_the_databases_is_a_bug(mission):
    only = {"mission": mission.databases["mission"]}
    with pytest.raises(ValueError, match="every database"):
        back_up(mission.vault, only, mission.destination, mark="x", clock=mission.clock)


def test_too_little_space_is_told_before_anything_is_written(mission, monkeypatch):
    monkeypatch.setattr("inspector_app.system.space.free_bytes", lambda _: 10_000)
    with pytest.raises(KnownError) as caught:
        mission.back_up("x")
    assert caught.value.code == "system.not_enough_space"
    assert not mission.home.exists()


def fail_with(number):
    def fail(*_, **__):
        raise OSError(number, "失败")

    return fail


@pytest.mark.parametrize(
    "target",
    [
        "inspector_app.system.safe_files.flush_to_disk",
        "inspector_app.store.backup.shutil.copyfileobj",
    ],
)
def test_a_disk_that_fills_up_leaves_the_older_backups(mission, monkeypatch, target):
    first = mission.back_up("1")
    before = names(mission.home)
    mission.add_evidence(b"new")
    monkeypatch.setattr(target, fail_with(errno.ENOSPC))
    with pytest.raises(KnownError) as caught:
        mission.back_up("2")
    monkeypatch.undo()
    assert caught.value.code == "system.disk_full"
    assert names(mission.home) == before
    check_backup(mission.vault, first)
    assert mission.back_up("2").number == 2


def test_a_copy_that_fails_its_check_does_not_count(mission, monkeypatch):
    mission.back_up("1")
    before = names(mission.home)
    monkeypatch.setattr(backup, "check_pages", lambda _: False)
    with pytest.raises(DamagedError) as caught:
        mission.back_up("2")
    assert caught.value.code == "store.backup_failed_check"
    assert names(mission.home) == before


def test_a_stopped_backup_leaves_nothing(mission):
    class StopError(Exception):
        pass

    def stop(*_):
        raise StopError

    with pytest.raises(StopError):
        mission.back_up("1", progress=stop)
    assert names(mission.home) == []
    assert list_backups(mission.home) == ()


def test_leftovers_of_a_killed_run_go_away(mission):
    mission.back_up("1")
    leftover = mission.home / ".000002-20260301-0900.abcd.tmp"
    leftover.mkdir()
    (leftover / "mission.db").write_bytes(b"half")
    assert len(list_backups(mission.home)) == 1
    mission.back_up("2")
    assert not leftover.exists()


def test_damage_in_the_key_file_is_not_backed_up(mission):
    mission.back_up("1")
    path = mission.vault.folder / "keys.json"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(DamagedError) as caught:
        mission.back_up("2")
    assert caught.value.code == "store.keys_damaged"
    assert len(list_backups(mission.home)) == 1


@pytest.mark.parametrize("name", ["mission.db", "drafts.db", "keys.json"])
def test_a_changed_byte_in_a_version_is_noticed(mission, name):
    version = mission.back_up("1")
    path = version.path / name
    good = path.read_bytes()
    for place in range(0, len(good), max(1, len(good) // 25)):
        damaged = bytearray(good)
        damaged[place] ^= 4
        path.write_bytes(damaged)
        with pytest.raises(DamagedError) as caught:
            check_backup(mission.vault, version)
        assert str(caught.value) == f"store.backup_damaged(name='{version.path.name}')"


@pytest.mark.parametrize("name", ["mission.db", "drafts.db", "keys.json"])
@pytest.mark.parametrize("how", ["missing", "empty", "header"])
def test_a_damaged_version_is_not_restored(mission, tmp_path, name, how):
    version = mission.back_up("1")
    path = version.path / name
    data = path.read_bytes()
    path.unlink()
    if how != "missing":
        path.write_bytes(b"" if how == "empty" else b"x" + data[1:])
    target = tmp_path / "target"
    before = sorted(tmp_path.iterdir())
    with pytest.raises(DamagedError) as caught:
        restore(version, target)
    assert caught.value.code == "store.backup_damaged"
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("kind", ["folder", "full", "file"])
def test_restoring_overwrites_nothing(mission, tmp_path, kind):
    version = mission.back_up("1")
    target = tmp_path / "target"
    if kind == "file":
        target.write_bytes(b"keep")
    else:
        target.mkdir()
        if kind == "full":
            (target / "mission.db").write_bytes(b"keep")
    with pytest.raises(RefusedError) as caught:
        restore(version, target)
    assert caught.value.code == "store.restore_target_in_place"
    assert target.exists()
    assert not (target / "keys.json").exists()


def test_a_full_disk_while_restoring_leaves_nothing(mission, tmp_path, monkeypatch):
    version = mission.back_up("1")
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr(backup.shutil, "copyfileobj", fail_with(errno.ENOSPC))
    with pytest.raises(KnownError) as caught:
        restore(version, tmp_path / "target")
    assert caught.value.code == "system.disk_full"
    assert sorted(tmp_path.iterdir()) == before


def test_a_version_opens_with_the_passphrase_of_its_day(mission, tmp_path):
    version = mission.back_up("1")
    keys.change_passphrase(mission.vault, "换过的新口令也要够长", cost=CHEAP)
    restore(version, tmp_path / "old")
    close_database(open_restored(tmp_path / "old"))
    with pytest.raises(WrongSecretError):
        open_restored(tmp_path / "old", passphrase="换过的新口令也要够长")
    restore(mission.back_up("2"), tmp_path / "new")
    close_database(open_restored(tmp_path / "new", passphrase="换过的新口令也要够长"))


@pytest.mark.parametrize(
    "note", [b"", b"[]", b"{}", b"[" * 5000, b"\xff", json.dumps({"mark": 1}).encode()]
)
def test_what_is_no_version_is_not_listed(mission, note):
    version = mission.back_up("1")
    for name in ("000009-20260301-0900", "x", "1-2", "abc-20260301-0900", "000008-20269999-0900"):
        (mission.home / name).mkdir()
        (mission.home / name / "backup.json").write_bytes(note)
    (mission.home / "000010-20260301-0900").write_bytes(b"a file")
    assert list_backups(mission.home) == (version,)


def test_two_missions_of_one_name_do_not_mix(tmp_path):
    assert backup_home(tmp_path, Path("甲.mission"), "aaaa-11111111") != backup_home(
        tmp_path, Path("甲.mission"), "aaaa-22222222"
    )
    assert list_backups(tmp_path / "nothing") == ()


def test_a_mission_without_evidence_is_backed_up_and_restored(mission, tmp_path):
    shutil.rmtree(mission.vault.folder / "blobs")
    version = mission.back_up("1")
    restore(version, tmp_path / "target")
    assert names(tmp_path / "target") == ["drafts.db", "keys.json", "mission.db"]
