"""Killed at any moment: what was acknowledged is there, and the folder opens again."""

import subprocess
import sys

import pytest

from inspector_app.store import keys
from inspector_app.store.driver import check_pages, close_database, open_database
from inspector_app.store.keys import KdfCost, UserSlot
from inspector_app.system.clock import SystemClock
from inspector_app.system.folder_lock import lock_folder
from inspector_app.system.safe_files import sweep_leftovers

CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
USER = UserSlot("user", "示例·组员")
PASSPHRASE = "电池 马 订书钉 correct"

WRITER = """
import sys
from pathlib import Path
from inspector_app.store import keys
from inspector_app.store.driver import open_database, transaction
from inspector_app.store.keys import Head, KdfCost
from inspector_app.system.clock import SystemClock
from inspector_app.system.folder_lock import lock_folder
folder = Path(sys.argv[1])
with lock_folder(folder, program="window", clock=SystemClock()):
    vault = keys.unlock_passphrase(folder, "user", sys.argv[2], minimum=KdfCost(1, 8, 1))
    key, salt = vault.database_key("mission"), vault.database_salt("mission")
    db = open_database(folder / "mission.db", key, salt)
    last = db.execute("SELECT coalesce(max(seq), 0) FROM entry").fetchone()[0]
    while True:
        last += 1
        with transaction(db):
            db["entry"].insert({"seq": last, "text": "示例" * 300})
        print(last, flush=True)
        if last % 3 == 0:
            keys.write_heads(vault, {"device": Head(last, f"{last:064x}")})
            print(-last, flush=True)
"""


@pytest.fixture
def folder(tmp_path):
    vault, _ = keys.create_vault(
        tmp_path, mission_id="m", user=USER, passphrase=PASSPHRASE, cost=CHEAP
    )
    db = open_database(
        tmp_path / "mission.db",
        vault.database_key("mission"),
        vault.database_salt("mission"),
        create=True,
    )
    db["entry"].create({"seq": int, "text": str}, pk="seq")
    close_database(db)
    return tmp_path


def write_and_kill(folder, lines):
    """Let a process write until *lines* acknowledgements have come; return the last of each."""
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), PASSPHRASE], stdout=subprocess.PIPE, text=True
    )
    seen = [int(process.stdout.readline()) for _ in range(lines)]
    process.kill()
    rest, _ = process.communicate()
    seen += [int(line) for line in rest.splitlines() if line.lstrip("-").isdecimal()]
    return max(seen), -min([*seen, 0])


def test_what_was_acknowledged_survives_every_kill(folder):
    for lines in (1, 2, 3, 4, 5, 7, 11, 16, 23, 40):
        committed, noted = write_and_kill(folder, lines)
        with lock_folder(folder, program="test", clock=SystemClock()) as held:
            assert held.left_behind.program == "window"
        vault = keys.unlock_passphrase(folder, USER.user_id, PASSPHRASE, minimum=CHEAP)
        db = open_database(
            folder / "mission.db",
            vault.database_key("mission"),
            vault.database_salt("mission"),
        )
        last, count = db.execute("SELECT max(seq), count(*) FROM entry").fetchone()
        assert last >= committed
        assert count == last
        assert check_pages(db)
        heads = keys.read_heads(vault)
        assert noted <= (heads["device"].seq if heads else 0) <= last
        close_database(db)
    sweep_leftovers(folder)
    assert {path.name for path in folder.iterdir()} == {"keys.json", "mission.db"}
