"""Folders of an invented team for every test that wants them."""

import pytest

from tests.store.laptops import Team, issue, user_keys


@pytest.fixture(scope="session")
def people():
    """Keys are made once: they cost more than most tests."""
    return user_keys()


@pytest.fixture(scope="session")
def issued(tmp_path_factory, people):
    """The folder as it is issued, made once and copied for every laptop."""
    return issue(tmp_path_factory.mktemp("issued"), people)


@pytest.fixture
def team(tmp_path, issued):
    made = Team(tmp_path, issued)
    yield made
    made.close()
