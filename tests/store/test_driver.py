"""The driver's guards against the silent ways in which a keyed SQLite file goes wrong."""

import os
import random
import subprocess
import sys
import threading
import time

import pytest
import sqlcipher3

from inspector_app.domain.errors import DamagedError, KnownError
from inspector_app.store import driver
from inspector_app.store.driver import (
    check_pages,
    close_database,
    known_errors,
    open_database,
    transaction,
)

KEY = bytearray(range(32))
SALT = bytes(range(100, 116))
CANARY = "示例反映：甲某收受土特产二十次"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mission.db"


@pytest.fixture
def opened():
    """Open databases that are closed whatever the test does."""
    open_ones = []

    def opener(*args, **kwargs):
        db = open_database(*args, **kwargs)
        open_ones.append(db)
        return db

    yield opener
    for db in open_ones:
        db.conn.close()


def create(path, rows=60):
    db = open_database(path, KEY, SALT, create=True)
    with transaction(db):
        db["note"].insert_all(({"id": n, "text": CANARY * 20} for n in range(rows)), pk="id")
    close_database(db)


def test_sqlite_utils_uses_the_encrypting_driver():
    assert sys.modules["pysqlite3"] is sqlcipher3
    assert vars(sys.modules["sqlite_utils.utils"])["sqlite3"] is sqlcipher3


def test_importing_sqlite_utils_first_is_refused():
    program = "import sqlite_utils; import inspector_app.store.driver"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "sqlite_utils was imported before" in done.stderr


def test_what_fails_without_the_right_driver_works(path, opened):
    create(path)
    db = opened(path, KEY, SALT)
    db["note"].insert({"id": 900, "more": "列"}, alter=True)
    db["nothing"].drop(ignore=True)
    assert list(db.query("insert into note(id) values (901) returning id")) == [{"id": 901}]


def test_the_closed_folder_holds_one_file_that_starts_with_our_salt_and_shows_nothing(path):
    create(path)
    assert list(path.parent.iterdir()) == [path]
    data = path.read_bytes()
    assert data[:16] == SALT
    assert CANARY.encode() not in data
    assert b"CREATE TABLE" not in data
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_readable_on_disk_while_a_transaction_is_open(path, opened):
    create(path)
    db = opened(path, KEY, SALT)
    db.execute("PRAGMA cache_size=2")  # forces pages of the open transaction into the WAL
    db.execute("BEGIN IMMEDIATE")
    db["note"].insert_all({"id": n, "text": CANARY * 50} for n in range(1000, 1400))
    db.execute("SELECT text FROM note ORDER BY text DESC, id").fetchall()
    files = sorted(file.name for file in path.parent.iterdir())
    assert files == ["mission.db", "mission.db-shm", "mission.db-wal"]
    assert (path.parent / "mission.db-wal").stat().st_size > 100_000
    for name in ("mission.db-shm", "mission.db-wal"):  # not .db: SQLite's locks hang on it
        assert CANARY.encode() not in (path.parent / name).read_bytes()


@pytest.mark.parametrize("mode", [{}, {"read_only": True}, {"immutable": True}])
def test_every_connection_is_hardened(path, opened, mode):
    create(path)
    db = opened(path, KEY, SALT, **mode)
    values = {
        name: db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in (
            "temp_store",
            "trusted_schema",
            "cell_size_check",
            "foreign_keys",
            "cipher_status",
            "query_only",
        )
    }
    assert values == {
        "temp_store": 2,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "foreign_keys": 1,
        "cipher_status": "1",
        "query_only": int(bool(mode)),
    }


def test_the_program_locks_the_memory_of_what_is_open(path):
    """In a process of its own: the tests' process does without (see tests/conftest.py)."""
    create(path)
    script = """
import sys
from pathlib import Path
from inspector_app.store.driver import open_database
db = open_database(Path(sys.argv[1]), bytearray.fromhex(sys.argv[2]), bytes.fromhex(sys.argv[3]))
print(db.execute("PRAGMA cipher_memory_security").fetchone()[0])
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), KEY.hex(), SALT.hex()],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "1"


def test_a_writer_survives_power_cuts_and_erases_what_it_deletes(path, opened):
    create(path)
    db = opened(path, KEY, SALT)
    found = [
        db.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete", "fullfsync")
    ]
    assert found == ["wal", 2, 1, 1]


@pytest.mark.parametrize("length", [0, 16, 31, 33, 48, 64])
def test_a_key_or_salt_of_wrong_length_never_reaches_sqlite(path, length):
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, bytearray(length), SALT, create=True)
    if length != 16:
        with pytest.raises(ValueError, match="32 bytes"):
            open_database(path, KEY, bytes(length), create=True)
    assert not path.exists()


def test_the_callers_key_is_left_for_the_caller_to_wipe(path):
    key = bytearray(KEY)
    close_database(open_database(path, key, SALT, create=True))
    assert key == KEY


def test_a_plain_database_is_refused_and_left_alone(path):
    connection = driver.sqlite.connect(str(path))
    connection.execute("CREATE TABLE a (b)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    assert before.startswith(driver.PLAIN_HEADER)
    with pytest.raises(DamagedError) as caught:
        open_database(path, KEY, SALT)
    assert str(caught.value) == "store.not_encrypted(file='mission.db')"
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"short", SALT[:15], os.urandom(5000), SALT, SALT * 300])
def test_files_that_are_no_database_are_refused(path, content):
    path.write_bytes(content)
    with pytest.raises(DamagedError) as caught:
        open_database(path, KEY, SALT)
    assert caught.value.code == "store.database_damaged"
    assert path.read_bytes() == content


def test_a_missing_file_is_named_and_not_made(path):
    with pytest.raises(DamagedError) as caught:
        open_database(path, KEY, SALT)
    assert str(caught.value) == "store.file_missing(file='mission.db')"
    assert not path.exists()


def test_another_key_and_another_salt_are_refused(path):
    create(path)
    for key, salt in ((bytearray(32), SALT), (KEY, bytes(16))):
        with pytest.raises(DamagedError) as caught:
            open_database(path, key, salt)
        assert caught.value.code == "store.database_damaged"


def test_creating_never_overwrites(path):
    create(path)
    before = path.read_bytes()
    with pytest.raises(KnownError) as caught:
        open_database(path, KEY, SALT, create=True)
    assert caught.value.code == "system.file_exists"
    assert path.read_bytes() == before


def test_a_creation_that_fails_leaves_nothing(path, monkeypatch):
    def full(*_, **__):
        raise KnownError("store.disk_full", file=path.name)

    monkeypatch.setattr(driver, "_connect", full)
    with pytest.raises(KnownError):
        open_database(path, KEY, SALT, create=True)
    assert list(path.parent.iterdir()) == []


def test_closing_does_not_wait_for_readers(path, opened):
    create(path)
    reader = opened(path, KEY, SALT, read_only=True)
    cursor = reader.execute("SELECT id FROM note")
    cursor.fetchone()
    writer = opened(path, KEY, SALT, already_open=True)
    with transaction(writer):
        writer["note"].insert({"id": 5002})
    start = time.monotonic()
    close_database(writer)
    assert time.monotonic() - start < 5
    cursor.fetchall()
    assert reader["note"].count_where("id = 5002") == 1


@pytest.mark.parametrize("name", ["示例 某县.db", "a#b?mode=memory&x.db", "100%25.db", "𠮷;喆.db"])
def test_any_name_is_only_a_name(tmp_path, name):
    path = tmp_path / "文件夹 #1?" / name
    path.parent.mkdir()
    create(path, rows=1)
    assert [file.name for file in path.parent.iterdir()] == [name]
    db = open_database(path, KEY, SALT, immutable=True)
    assert driver.database_file(db) == name
    assert db["note"].count == 1
    close_database(db)


def test_a_reader_sees_the_wal_and_cannot_write(path, opened):
    create(path)
    writer = opened(path, KEY, SALT)
    reader = opened(path, KEY, SALT, read_only=True, already_open=True)
    with transaction(writer):
        writer["note"].insert({"id": 777})
    assert reader["note"].count_where("id = 777") == 1
    with pytest.raises(KnownError) as caught, transaction(reader):
        reader["note"].insert({"id": 778})
    assert str(caught.value) == "store.read_only(file='mission.db')"


def test_an_immutable_reader_leaves_no_trace(path):
    create(path)
    before = path.read_bytes(), path.stat().st_mtime_ns
    db = open_database(path, KEY, SALT, immutable=True)
    assert check_pages(db)
    close_database(db)
    assert list(path.parent.iterdir()) == [path]
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_a_further_connection_does_not_touch_the_file(path, opened, monkeypatch):
    create(path)
    opened(path, KEY, SALT)
    monkeypatch.setattr(driver, "check_header", lambda *_: pytest.fail("the locks are lost"))
    opened(path, KEY, SALT, read_only=True, already_open=True)


def test_a_transaction_is_all_or_nothing(path, opened):
    create(path)
    db = opened(path, KEY, SALT)

    def half_a_step():
        with transaction(db):
            db["note"].insert({"id": 5000})
            db["other"].insert({"id": 1})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half_a_step()
    assert db["note"].count_where("id = 5000") == 0
    assert "other" not in db.table_names()
    with transaction(db):
        db["note"].insert({"id": 5000})
    assert db["note"].count_where("id = 5000") == 1


def test_a_transaction_inside_another_is_a_bug_and_loses_the_outer_one_only(path, opened):
    create(path)
    db = opened(path, KEY, SALT)

    def nested():
        with transaction(db):
            db["note"].insert({"id": 5000})
            with transaction(db):
                pass

    with pytest.raises(driver.DriverError):
        nested()
    assert not db.conn.in_transaction
    assert db["note"].count_where("id = 5000") == 0


def test_two_writers_are_told_apart(path, opened):
    create(path)
    first = opened(path, KEY, SALT)
    second = opened(path, KEY, SALT, already_open=True)
    second.conn.set_busy_timeout(0.01)
    with transaction(first):
        first["note"].insert({"id": 5001})
        with pytest.raises(KnownError) as caught, transaction(second):
            pytest.fail("the write lock was not taken")
    assert str(caught.value) == "store.busy(file='mission.db')"
    assert first["note"].count_where("id = 5001") == 1


def test_a_full_disk_is_told_and_loses_nothing(path, opened):
    create(path)
    db = opened(path, KEY, SALT)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count={pages + 2}")
    with pytest.raises(KnownError) as caught, transaction(db):
        db["note"].insert_all({"id": n, "text": CANARY * 100} for n in range(7000, 7100))
    assert str(caught.value) == "store.disk_full(file='mission.db')"
    assert db["note"].count == 60
    assert check_pages(db)


def test_our_own_mistakes_stay_bugs(path, opened):
    create(path)
    db = opened(path, KEY, SALT)
    with pytest.raises(driver.DriverError), known_errors("mission.db"):
        db.execute("SELECT nothing FROM nowhere")


def test_a_connection_may_move_between_threads(path, opened):
    create(path)
    db = opened(path, KEY, SALT)
    counts = []
    thread = threading.Thread(target=lambda: counts.append(db["note"].count))
    thread.start()
    thread.join()
    assert counts == [60]


def refuses(path):
    """Say whether opening or checking notices damage; nothing but known errors may come."""
    try:
        db = open_database(path, KEY, SALT, immutable=True)
    except DamagedError:
        return True
    try:
        return not check_pages(db)
    finally:
        close_database(db)


def test_any_changed_byte_is_noticed(path):
    create(path)
    good = path.read_bytes()
    assert not refuses(path)
    chance = random.Random(2)  # noqa: S311 - repeatable, not secret
    places = [*range(24), *(chance.randrange(len(good)) for _ in range(200))]
    for place in places:
        damaged = bytearray(good)
        damaged[place] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert refuses(path), f"byte {place} of {len(good)}"


@pytest.mark.parametrize("change", [-1, -100, -4096, -4097, -12288, 1, 16, 4096])
def test_cutting_and_extending_are_noticed(path, change):
    create(path)
    good = path.read_bytes()
    path.write_bytes(good[:change] if change < 0 else good + b"\x00" * change)
    assert refuses(path)


def test_swapped_pages_are_noticed(path):
    create(path)
    data = bytearray(path.read_bytes())
    data[8192:12288], data[12288:16384] = data[12288:16384], data[8192:12288]
    path.write_bytes(data)
    assert refuses(path)


def test_reading_damaged_pages_is_a_known_error(path, opened):
    create(path)
    data = bytearray(path.read_bytes())
    for place in range(3 * 4096 + 50, len(data), 4096):
        data[place] ^= 1
    path.write_bytes(data)
    db = opened(path, KEY, SALT)
    with pytest.raises(DamagedError) as caught, known_errors("mission.db"):
        db.execute("SELECT * FROM note").fetchall()
    assert caught.value.params == {"file": "mission.db"}
