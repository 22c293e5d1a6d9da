"""Missions with a report, the page on them, hands."""

import pytest

from inspector_app.services.mission import vocabulary
from inspector_app.ui.pages.report import ReportPage
from tests import paper_fixture as made
from tests.ui.hands import Hands, window_of


@pytest.fixture(scope="session")
def finished_template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("finished"), made.finished_mission)


@pytest.fixture(scope="session")
def begun_template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("begun"), made.begun_mission)


@pytest.fixture
def finished(finished_template, tmp_path):
    """A mission whose report lacks nothing that blocks, open as its leader."""
    small, small_report, paper = finished_template.copy(tmp_path)
    small.report, small.paper = small_report, paper
    yield small
    small.sitting.end()


@pytest.fixture
def begun(begun_template, tmp_path):
    """A mission whose report still lacks deadline, opinion, integrity and more."""
    small, small_report, paper = begun_template.copy(tmp_path)
    small.report, small.paper = small_report, paper
    yield small
    small.sitting.end()


@pytest.fixture(scope="session")
def bare_template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("bare"), made.bare_mission)


@pytest.fixture
def bare(bare_template, tmp_path):
    """A mission without any paper, open as its leader."""
    small, _report, _paper = bare_template.copy(tmp_path)
    yield small
    small.sitting.end()


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def show(page_context, bus, qtbot, settle):
    """``show(mission)``: the page as the workbench shows it."""
    shown = []

    def put_away():
        for page in shown:
            bus.changed.disconnect(page.refresh)
            page.release()
            page.host.hide()
        shown.clear()

    def make(mission, *, language="zh_CN", context=None):
        put_away()  # it belongs to a sitting that is over
        words = vocabulary(mission.reader)
        page = ReportPage(context or page_context(mission, language=language, vocabulary=words))
        bus.changed.connect(page.refresh)
        page.refresh(None)
        page.host = window_of(page, qtbot)
        shown.append(page)
        settle()
        return page

    yield make
    for page in shown:
        page.flush()
    put_away()
