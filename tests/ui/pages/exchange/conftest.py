"""The exchange page on a mission ready to deliver, its headquarters, and a member's laptop."""

import pytest

from inspector_app.ui.pages.exchange import ExchangePage
from tests.delivery_fixture import CaseTemplate
from tests.page_fixture import Hands, Stage
from tests.paper_fixture import MEMBER


@pytest.fixture(scope="session")
def exchange_template(tmp_path_factory):
    return CaseTemplate(tmp_path_factory.mktemp("case"))


@pytest.fixture
def case(exchange_template, tmp_path):
    """The mission, open for its leader, and headquarters."""
    made = exchange_template.copy(tmp_path)
    yield made
    made.end()


@pytest.fixture
def member(exchange_template, tmp_path):
    """A member's laptop: a copy of the folder, with a device of its own."""
    (tmp_path / "other").mkdir()
    small = exchange_template.laptop(tmp_path / "other" / "示例.mission", MEMBER)
    yield small
    small.sitting.end()


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def stage(page_context, bus, qtbot, settle):
    shown = Stage(page_context, bus, qtbot, settle)
    yield shown
    shown.put_away()


@pytest.fixture
def page(case, stage):
    return stage.show(ExchangePage, case.mission)
