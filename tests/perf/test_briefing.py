"""What the page before entry costs in a mission of 500 talks, beside the bare rows it shows."""

import time

import pytest

from inspector_app.domain.vocabulary import Capacity, Head, ItemState, Organ
from inspector_app.services import (
    briefing,
    briefing_readers,
    extra_questions,
    look_back,
    officials,
    team_filings,
)
from inspector_app.services.briefing_themes import themes_of
from inspector_app.services.entry_rules import entry_checks
from inspector_app.ui.pages.briefing import BriefingPage
from tests.perf.test_talks import LIMIT_MS, Times, context, many

__all__ = ["context", "many"]
pytestmark = pytest.mark.perf

ORGANS = tuple(organ for organ in Organ if organ is not Organ.OTHER)
FINDINGS = 60


def measured(name, run, times=7) -> Times:
    """Measure in time of this process: the machine may be busy with something else."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        run()
        taken.append((time.process_time() - begun) * 1000)
    return Times(name, taken)


@pytest.fixture(scope="module")
def briefed(many):
    """Seven organs have answered about two number ones; the last round left sixty findings."""
    mission = many.mission
    people = [many.officials["岑𬀩"], many.officials["虞堃"]]
    capacities = (Capacity.PARTY_SECRETARY, Capacity.ADMINISTRATIVE_HEAD)
    for person, capacity in zip(people, capacities, strict=True):
        officials.mark_number_one(mission, person, capacity)
    for organ in ORGANS:
        asked = briefing.record_briefing(
            mission, organ=organ, organ_name=f"示例{organ.value}", sent_on="2026-09-01",
            received_on="2026-09-20", main_points="要点（示例）。" * 20,
        ).id  # fmt: skip
        for person in people:
            for theme in themes_of(organ):
                item = briefing.record_item(
                    mission, briefing=asked, official=person, head=theme.head, theme=theme.text,
                    state=ItemState.HAS, text="答复的情况（示例）。" * 12, as_of="2026-09-20",
                )  # fmt: skip
            extra_questions.ask_extra(
                mission, subject_type="briefing_item", subject=item.id, head=Head.LIFE,
                text="示例问题？", talkers=people,
            )  # fmt: skip
    for number in range(FINDINGS):
        look_back.add_finding(mission, number=str(number), problem="示例问题。" * 10)
    team_filings.file_all(mission, "2026-10-01")
    for name in ("骆珩", "阚玥", "郁澄"):
        mission = many.reopen(name)
        for one in mission.reader.find("briefing"):
            briefing_readers.confirm_reading(mission, one.id)
    return many


def bare_rows(mission):
    statements = (
        "SELECT * FROM rec_briefing",
        "SELECT * FROM rec_briefing_item",
        "SELECT * FROM rec_official",
        "SELECT * FROM rec_user",
        "SELECT * FROM rec_approval",
    )
    return measured("bare SQL", lambda: [mission.reader.rows(one) for one in statements])


@pytest.fixture
def page(briefed, context, qtbot):
    assert context.services is briefed.mission
    made = BriefingPage(context)
    made.resize(1182, 682)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.release()


def test_the_entry_check(briefed):
    mission = briefed.mission
    taken = measured("entry check", lambda: entry_checks(mission.reader, mission.id, "2026-10-21"))
    taken.tell(bare_rows(mission))
    assert taken.middle < LIMIT_MS / 2


def test_opening_the_page(briefed, page):
    def run():
        page.refresh(None)
        page.grab()

    run()
    taken = measured("page before entry", run)
    taken.tell(bare_rows(briefed.mission))
    assert taken.middle < LIMIT_MS


@pytest.mark.parametrize("part", ["organs", "previous", "team", "check"])
def test_opening_a_part(briefed, page, part):
    page.refresh(None)

    def run():
        page.show_part("glance")
        page._missed[part] = None
        page.show_part(part)
        page.grab()

    run()
    taken = measured(part, run)
    taken.tell(bare_rows(briefed.mission))
    assert taken.middle < LIMIT_MS
