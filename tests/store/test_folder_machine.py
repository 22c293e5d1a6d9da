"""Whatever happens to a folder, its rows are what the journal says and the folder verifies."""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from inspector_app.store.driver import transaction
from inspector_app.store.projection import rebuild, snapshot
from tests.store.acts import WITH_AUDIENCES, Play
from tests.store.laptops import LEADER, MEMBER, OTHER, Team

USERS = st.sampled_from([LEADER, MEMBER, OTHER])
ACTS = st.lists(
    st.tuples(st.sampled_from(WITH_AUDIENCES), st.integers(0, 7), st.integers(0, 11)),
    min_size=1,
    max_size=6,
)


class FolderMachine(RuleBasedStateMachine):
    """Two laptops; on one of them people take turns."""

    issued: Path

    @initialize()
    def begin(self):
        self.home = Path(tempfile.mkdtemp(prefix="machine-"))
        self.team = Team(self.home, self.issued)
        self.shared = self.team.laptop("dev-a")
        self.away = self.team.laptop("dev-b", year=57)
        self.folder = self.shared.open(LEADER)
        self.play = Play([self.folder, self.away.open(LEADER)])

    @rule(acts=ACTS, place=st.integers(0, 1))
    def work(self, acts, place):
        for kind, which, value in acts:
            self.play.do((place, kind, which, value))

    @rule(user=USERS)
    def unlock(self, user):
        self.folder = self.shared.open(user)
        self.play.folders = [self.folder, self.play.folders[1]]

    @rule(user=USERS, then=USERS)
    def verify(self, user, then):
        verified = self.shared.verify(user)
        assert verified.problems == ()
        self.unlock(then)
        assert self.folder.reader.entry_count() == verified.entries

    @rule()
    def repair(self):
        """Damage rows, not the journal; a rebuild brings them back."""
        kept = snapshot(self.folder.journal.reader)
        with transaction(self.folder.journal.db):
            for name in ("rec_talk", "rec_answer", "conflict", "temp.own_lead"):
                self.folder.journal.db.execute(f"DELETE FROM {name}")  # noqa: S608 - fixed names
            rebuild(self.folder.journal.reader)
        assert snapshot(self.folder.journal.reader) == kept

    @invariant()
    def rows_are_what_the_journal_says(self):
        if hasattr(self, "folder"):
            db, reader = self.folder.journal.db, self.folder.journal.reader
            kept = snapshot(reader)
            assert snapshot(self.folder.reader) == kept
            db.execute("BEGIN IMMEDIATE")
            rebuild(reader)
            again = snapshot(reader)
            db.execute("ROLLBACK")
            assert again == kept

    def teardown(self):
        if hasattr(self, "team"):
            self.team.close()
            shutil.rmtree(self.home)


@pytest.mark.timeout(300)
def test_any_history(issued):
    FolderMachine.issued = issued
    machine = FolderMachine.TestCase
    machine.settings = settings(max_examples=6, stateful_step_count=12, deadline=None)
    machine("runTest").runTest()
