"""A mission with working papers, the page on it, hands."""

import pytest

from inspector_app.services.mission import vocabulary
from inspector_app.ui.pages.working_paper import WorkingPaperPage
from tests import paper_fixture as made
from tests.ui.hands import Hands, window_of


def with_papers(folder):
    """Make a complete draft, an empty one, and evidence to prove things with."""
    small = made.paper_mission(folder)
    talk, paragraph = made.proving_talk(small)
    paper = made.draft_paper(small, paragraph=paragraph)
    made.draft_paper(small, title="", complete=False)
    made.capture(small, made.photo(folder), "现场照片")
    made.capture(small, made.scan(small, folder, talk), "党组会纪要")
    return small, talk, paper


@pytest.fixture(scope="session")
def papers_template(tmp_path_factory):
    return made.Template(tmp_path_factory.mktemp("papers"), with_papers)


@pytest.fixture
def small(papers_template, tmp_path):
    copied, talk, paper = papers_template.copy(tmp_path)
    copied.talk, copied.paper = talk, paper
    yield copied
    copied.sitting.end()


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
        page = WorkingPaperPage(
            context or page_context(mission, language=language, vocabulary=words)
        )
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
