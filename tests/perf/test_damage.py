"""Long runs of what the normal suite does shortly: damage, kills, many readings of one journal."""

import pytest

from tests.store.damage import survive_changes, worked_on
from tests.store.kills import DEVICE, kill_often
from tests.store.laptops import Team, issue, user_keys

pytestmark = pytest.mark.perf


@pytest.fixture(scope="module")
def issued(tmp_path_factory):
    return issue(tmp_path_factory.mktemp("issued"), user_keys())


@pytest.fixture
def team(tmp_path, issued):
    made = Team(tmp_path, issued)
    yield made
    made.close()


@pytest.mark.timeout(1800)
def test_three_hundred_single_bytes_are_each_named(team, tmp_path):
    survive_changes(worked_on(team), tmp_path / "places", 300, seed=7)


@pytest.mark.timeout(3000)
def test_two_hundred_kills_lose_nothing_that_was_acknowledged(team):
    said, kept = kill_often(team.laptop(DEVICE), 200, seed=7)
    assert said > 2000
    assert kept > 400
