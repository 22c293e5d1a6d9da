"""What the journal costs beside bare SQLCipher statements that write the same bytes.

Same driver, same pragmas, same run, in turns; the ratios are what counts.
"""

import sys
import time
from statistics import median

import pytest

from inspector_app.store.driver import close_database, transaction
from inspector_app.store.folder import _open
from inspector_app.store.journal import Write
from inspector_app.store.projection import rebuild, snapshot
from inspector_app.store.search import index_pending, search
from tests.store.laptops import LEADER, MEMBER, Team, exchange, issue, user_keys

pytestmark = pytest.mark.perf

TEXT = "谈话中反映该单位主要负责人于三月收受土特产，金额不大，次数较多。" * 3


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    return issue(tmp_path_factory.mktemp("issued"), user_keys())


@pytest.fixture
def team(tmp_path, issued):
    made = Team(tmp_path, issued)
    yield made
    made.close()


class Bare:
    """The same statements without a journal: one row of text, indexed alike, per commit."""

    def __init__(self, laptop):
        laptop.close()
        self.vault = laptop.vault(LEADER)
        self.db = _open(laptop.path / "mission.db", self.vault, "mission")
        columns = "id TEXT UNIQUE, device, seq, prev, hash, body_hash, record_type, record_id, body"
        with transaction(self.db):
            self.db.execute(f"CREATE TABLE bare (n INTEGER PRIMARY KEY AUTOINCREMENT, {columns})")
            self.db.execute("CREATE INDEX bare_record ON bare (record_type, record_id)")
            self.db.execute("CREATE INDEX bare_device ON bare (device, seq)")
            self.db.execute("CREATE INDEX bare_hash ON bare (hash)")
            self.db.execute("CREATE TABLE bare_row (id TEXT PRIMARY KEY, talk, ord, text, more)")
            self.db.execute("CREATE INDEX bare_row_talk ON bare_row (talk)")
        self.rows = 0

    def insert(self, rows):
        for entry, row in rows:
            self.db.execute("INSERT INTO bare VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
            self.db.execute("INSERT INTO bare_row VALUES (?, ?, ?, ?, ?)", row)

    def made(self, count):
        """Return rows of the size that the journal writes for one paragraph."""
        for _ in range(count):
            self.rows += 1
            record = f"019b76da-a866-717e-9d50-{self.rows:012x}"
            link = f"{self.rows:064x}"
            body = '{"author":"leader","base":{},"new":{"text":"' + TEXT + '"}}' + " " * 420
            entry = (f"e{record}", "dev-a", self.rows, link, link[::-1], link[1:] + "f")
            yield (*entry, "paragraph", record, body), (record, "talk-1", "V", TEXT, "[]" * 20)

    def close(self):
        close_database(self.db)
        self.vault.wipe()


def timed(act):
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def say(text):
    """Tell what was measured."""
    sys.stdout.write(f"\n{text}")


def report(what, ours, bare, most):
    """Tell what was measured, and fail if it is far from what it was when this was written."""
    say(f"{what}: {ours * 1000:.2f} ms, bare {bare * 1000:.2f} ms, ratio {ours / bare:.1f}")
    assert ours / bare < most


def test_commit_of_one_paragraph(team):
    folder = team.laptop("dev-a").open(LEADER)
    journal = folder.journal
    talk = journal.create("talk", {"number": "T-1"})
    journal.write(talk)
    bare = Bare(team.laptop("dev-bare"))
    fields = {"talk": talk.record_id, "text": TEXT, "order": "V", "kind": "answer"}
    ours, theirs = [], []

    def one_bare():
        rows = list(bare.made(1))
        with transaction(bare.db):
            bare.insert(rows)

    for _ in range(300):
        ours.append(timed(lambda: journal.write(journal.create("paragraph", fields))))
        theirs.append(timed(one_bare))
    bare.close()
    report("commit of a new paragraph", median(ours), median(theirs), 6)


def test_commit_of_one_answer(team):
    folder = team.laptop("dev-a").open(LEADER)
    journal = folder.journal
    talk = journal.create("talk", {"number": "T-1"})
    subject = {"form_id": "f", "subject_type": "talk", "subject": talk.record_id}
    form = journal.create("submission", subject)
    journal.write(talk, form)
    bare = Bare(team.laptop("dev-bare"))
    ours, theirs = [], []

    def one_bare():
        rows = list(bare.made(1))
        with transaction(bare.db):
            bare.insert(rows)

    for number in range(80):
        write = Write("submission", form.record_id, {f"/must_ask/W{number}/text": TEXT})
        ours.append(timed(lambda write=write: journal.write(write)))
        theirs.append(timed(one_bare))
    bare.close()
    report("commit of the n-th of 80 answers", median(ours), median(theirs), 25)


def filled(folder, records, edits):
    """Write a mission of *records* paragraphs, each edited *edits* times; return the entries."""
    journal = folder.journal
    for first in range(0, records, 500):
        talk = journal.create("talk", {"number": f"T-{first}"})
        journal.write(talk)
        fields = {"talk": talk.record_id, "text": TEXT, "order": "V", "kind": "answer"}
        made = [journal.create("paragraph", fields) for _ in range(min(500, records - first))]
        journal.write(*made)
        for number in range(edits):
            journal.write(
                *(Write("paragraph", one.record_id, {"text": f"{number}{TEXT}"}) for one in made)
            )
    return folder.reader.entry_count()


@pytest.mark.timeout(600)
def test_rebuild_of_twenty_thousand_entries(team):
    folder = team.laptop("dev-a").open(LEADER)
    begin = time.perf_counter()
    entries = filled(folder, 5000, 3)
    say(f"written {entries} entries in batches of 500: {time.perf_counter() - begin:.1f} s")
    kept = snapshot(folder.journal.reader)

    def all_ours():
        with transaction(folder.journal.db):
            rebuild(folder.journal.reader)

    ours = timed(all_ours)
    assert snapshot(folder.journal.reader) == kept
    bare = Bare(team.laptop("dev-bare"))

    def all_bare():
        with transaction(bare.db):
            bare.insert(bare.made(5000))

    def read_bare():
        with transaction(bare.db):
            rows = folder.journal.db.execute("SELECT * FROM entry ORDER BY record_type, record_id")
            assert len(rows.fetchall()) == entries

    theirs = timed(all_bare) + timed(read_bare)
    bare.close()
    report(f"rebuild of {entries} entries", ours, theirs, 12)


@pytest.mark.timeout(600)
def test_opening_merging_and_searching(team):
    a = team.laptop("dev-a")
    folder = a.open(LEADER)
    entries = filled(folder, 5000, 3)
    seconds = timed(lambda: a.open(MEMBER))
    say(f"opening a folder of {entries} entries: {seconds * 1000:.0f} ms")
    other = team.laptop("dev-b").open(LEADER)
    seconds = timed(lambda: exchange(a._open, other))
    say(f"taking in {entries} entries: {seconds:.1f} s")
    seconds = timed(lambda: exchange(a._open, other))
    say(f"taking them in again: {seconds:.1f} s")
    reader = other.journal.reader
    slices = []
    left = 1
    while left:
        begin = time.perf_counter()
        left = index_pending(reader)
        slices.append(time.perf_counter() - begin)
    say(f"indexing: {sum(slices):.1f} s in slices of {median(slices) * 1000:.0f} ms")
    for query in ("产", "收受", "土特产", "收受土特产", "无此字𬀩"):
        seconds = timed(lambda query=query: search(other.reader, query))
        say(f"search for {len(query)} characters: {seconds * 1000:.1f} ms")
    seconds = timed(lambda: a.verify(LEADER))
    say(f"verify: {seconds:.1f} s")
