"""A whole sitting: nothing readable on the disk at any time, nothing lost when it is killed."""

import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.store.drafts import Draft
from inspector_app.store.journal import Write
from tests.store.kills import DEVICE, kill_often, start
from tests.store.laptops import LEADER, MEMBER
from tests.store.sitting import CANARY, TALK

#: Looks for bytes in every file below some folders, from a process that has none of them open.
SEARCHER = """
import sys
from pathlib import Path
needles = [bytes.fromhex(text) for text in sys.argv[1].split(",")]
seen = 0
for root in sys.argv[2:]:
    for path in Path(root).rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            seen += 1
            for needle in needles:
                if needle in data:
                    print(path, needle)
print(seen, "files")
"""


def in_clear(phrases, *folders):
    """Return what a search finds, and how many files it looked into."""
    needles = [text.encode(code).hex() for text in phrases for code in ("utf-8", "utf-16-le")]
    done = subprocess.run(
        [sys.executable, "-c", SEARCHER, ",".join(needles), *map(str, folders)],
        capture_output=True,
        text=True,
        check=True,
    )
    *found, seen = done.stdout.splitlines()
    return found, int(seen.split()[0])


def test_the_searcher_finds(tmp_path):
    (tmp_path / "a").write_text(f"x{CANARY}", encoding="utf-8")
    found, seen = in_clear([CANARY], tmp_path)
    assert (len(found), seen) == (1, 1)


def test_nothing_is_in_clear_while_people_work_and_after(team, tmp_path):
    laptop = team.laptop(DEVICE)
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    named = {"TMPDIR", "TEMP", "TMP", "SQLITE_TMPDIR"}
    environment = {**os.environ, **dict.fromkeys(named, str(elsewhere))}
    process = start(laptop.path, 120, env=environment, stderr=subprocess.PIPE)
    while '"done"' not in process.stdout.readline():
        pass
    phrases = [CANARY, "隐语", "土特产", TALK, "paragraph", "CREATE TABLE", "materials"]
    names = {path.name for path in laptop.path.iterdir()}
    assert {"mission.db-wal", "mission.db-shm", "drafts.db-wal", "drafts.db-shm"} <= names
    found, seen = in_clear(phrases, laptop.path, elsewhere)
    assert (found, seen > 15) == ([], True)
    _, errors = process.communicate("\n")
    assert (process.returncode, errors) == (0, "")
    found, _ = in_clear(phrases, laptop.path, elsewhere)
    assert found == []
    assert laptop.verify(MEMBER).problems == ()
    assert laptop.open(LEADER).reader.get("talk", TALK).text("number") == CANARY


@pytest.mark.timeout(300)
def test_twenty_kills_lose_nothing_that_was_acknowledged(team):
    said, kept = kill_often(team.laptop(DEVICE), 20)
    assert said > 60  # some hundreds on a machine that does nothing else
    assert kept > 12


# --- a disk that is full ----------------------------------------------------------------


@pytest.fixture
def small_disk():
    """A disk of two megabytes, where one can be had; else a folder whose database may not grow."""
    place = Path(tempfile.mkdtemp(prefix="small-disk-"))
    mounted = False
    if sys.platform == "linux" and os.geteuid() == 0:
        command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(place)]
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    yield place, mounted
    if mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=True)
    shutil.rmtree(place)


def until_refused(act):
    """Do something again and again until it is refused; return how often it went, and why not."""
    for number in itertools.count():
        try:
            act(number)
        except KnownError as error:
            return number, error
    raise AssertionError("unreachable")


def test_a_full_disk_is_said_and_nothing_is_lost(team, small_disk):
    place, mounted = small_disk
    team.home = place
    laptop = team.laptop(DEVICE)
    folder = laptop.open(LEADER)
    talk = folder.journal.create("talk", {"number": "T-1"})
    folder.journal.write(talk)
    long = "满" * 3000

    def write(number):
        fields = {"materials": f"{number}{long}"}
        folder.journal.write(Write("talk", talk.record_id, fields))

    def keep(number):
        text = f"{number}{long * 20}"
        folder.drafts.keep(Draft("talk", talk.record_id, f"/{number}", LEADER, "e", text, "now"))

    if not mounted:
        for db in (folder.journal.db, folder.drafts.db):
            pages = db.execute("PRAGMA page_count").fetchone()[0]
            db.execute(f"PRAGMA max_page_count = {pages + 60}")
    written, refused = until_refused(write)
    assert (refused.code, refused.params) == ("store.disk_full", {"file": "mission.db"})
    assert written > 5
    kept, refused = until_refused(keep)
    assert (refused.code, refused.params) == ("store.disk_full", {"file": "drafts.db"})
    shown = folder.reader.get("talk", talk.record_id).text("materials")
    assert shown == f"{written - 1}{long}"
    assert len(folder.reader.history("talk", talk.record_id, "materials")) == written
    assert len(folder.drafts.pending(LEADER)) == kept
    if mounted:
        subprocess.run(["mount", "-o", "remount,size=8m", str(place)], check=True)
    else:
        for db in (folder.journal.db, folder.drafts.db):
            db.execute("PRAGMA max_page_count = 1000000")
    write(10**6)
    keep(10**6)
    assert folder.reader.get("talk", talk.record_id).text("materials") == f"{10**6}{long}"
    assert len(folder.drafts.pending(LEADER)) == kept + 1
    assert laptop.verify(LEADER).problems == ()
    laptop.close()
