"""The registers of a small mission, in the page that shows them (示例)."""

import pytest

from inspector_app.ui.pages.evidence import EvidencePage
from tests.mission_fixture import small_mission
from tests.page_fixture import Hands, Stage


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def stage(page_context, bus, qtbot, settle):
    shown = Stage(page_context, bus, qtbot, settle)
    yield shown
    shown.put_away()


@pytest.fixture
def page(small, stage):
    shown = stage.show(EvidencePage, small.mission)
    shown.show_part("registers")
    stage.settle()
    return shown
