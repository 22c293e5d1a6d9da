"""The lead page on a small mission with three leads."""

import pytest

from inspector_app.domain.record_type import Audience
from inspector_app.services import leads
from inspector_app.ui.pages.lead import LeadPage
from tests.mission_fixture import small_mission
from tests.page_fixture import Hands, Stage
from tests.paper_fixture import MEMBER, NUMBER_ONE

SOURCE = "来信人某某𠮷"


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    mission = made.mission
    leads.record_lead(
        mission,
        content="反映设备采购有人打招呼",
        officials=[made.officials["虞堃"]],
        received_on="2026-10-20",
        source=SOURCE,
        audience=Audience.NAMED,
        readers=[made.users[MEMBER]],
    )
    leads.record_lead(
        mission,
        content="反映家属经商𬀩",
        officials=[made.officials[NUMBER_ONE]],
        about_number_one=True,
        received_on="2026-09-01",
        source=SOURCE,
    )
    leads.number_leads(mission)
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
    return stage.show(LeadPage, small.mission)
