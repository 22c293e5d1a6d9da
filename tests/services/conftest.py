"""Missions made once and copied for each test: making one takes seconds (示例)."""

import pytest

from tests import paper_fixture


@pytest.fixture(scope="session")
def ready_template(tmp_path_factory):
    """A mission whose report lacks nothing that blocks."""
    return paper_fixture.Template(tmp_path_factory.mktemp("ready"), paper_fixture.finished_mission)


@pytest.fixture(scope="session")
def plain_template(tmp_path_factory):
    """A mission with its team and roster, and nothing else."""
    return paper_fixture.Template(tmp_path_factory.mktemp("plain"), paper_fixture.bare_mission)


@pytest.fixture
def ready(ready_template, tmp_path):
    """The mission, its report and the working paper that the report rests on."""
    small, report, paper = ready_template.copy(tmp_path)
    yield small, report, paper
    small.sitting.end()


@pytest.fixture
def plain(plain_template, tmp_path):
    small, _, _ = plain_template.copy(tmp_path)
    yield small
    small.sitting.end()
