"""A small mission, the page 进驻前 on it, and hands that type and click as a user does."""

import pytest

from inspector_app.services.mission import vocabulary
from inspector_app.ui.pages.briefing import BriefingPage
from tests.mission_fixture import small_mission
from tests.paper_fixture import Template
from tests.ui.hands import Hands, window_of


@pytest.fixture(scope="package")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small")
    return Template(folder, lambda place: (small_mission(place), "", ""))


@pytest.fixture
def small(template, tmp_path):
    """An invented mission, open as its leader."""
    made, _, _ = template.copy(tmp_path)
    yield made
    made.sitting.end()


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def show_page(page_context, bus, qtbot, settle):
    """``show_page(mission, part="roster")``: the page in a window, on one of its parts."""
    shown = []

    def make(mission, *, part="glance", language="zh_CN"):
        context = page_context(mission, language=language, vocabulary=vocabulary(mission.reader))
        page = BriefingPage(context)
        window = window_of(page, qtbot)
        bus.changed.connect(page.refresh)
        page.refresh(None)
        page.show_part(part)
        window.activateWindow()
        qtbot.waitActive(window)
        settle()
        shown.append((window, page))
        return page

    yield make
    for window, page in shown:
        bus.changed.disconnect(page.refresh)
        page.flush()
        page.release()
        window.close()
