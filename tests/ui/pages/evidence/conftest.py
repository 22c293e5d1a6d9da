"""The evidence page on a small mission with a few real files."""

import pytest

from inspector_app.services import working_papers
from inspector_app.ui.pages.evidence import EvidencePage
from tests import paper_fixture as made
from tests.page_fixture import Hands, Stage


@pytest.fixture(scope="session")
def evidence_template(tmp_path_factory):
    """A mission with a scan of three pages that proves a fact, a photograph and a note."""
    folder = tmp_path_factory.mktemp("evidence")

    def build(place):
        small, report, paper = made.begun_mission(place)
        talk = small.mission.reader.find("talk")[0].id
        scan = made.capture(small, made.scan(small, place, talk), "党组会𬀩纪要")
        made.capture(small, made.photo(place), "现场照片")
        note = place / "说明.txt"
        note.write_text("会议室门口的监控录像说明", encoding="utf-8")
        made.capture(small, note, "录像说明")
        fact = small.mission.reader.find("fact")[0].id
        working_papers.add_proof(small.mission, fact, evidence=scan, page=1)
        return small, report, paper

    return made.Template(folder, build)


@pytest.fixture
def small(evidence_template, tmp_path):
    """That mission, open for its leader."""
    copied, _report, _paper = evidence_template.copy(tmp_path)
    yield copied
    copied.sitting.end()


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
    """The page, shown."""
    return stage.show(EvidencePage, small.mission)


@pytest.fixture
def named(small):
    """``named("现场照片")``: the record with that title."""

    def find(title):
        return next(
            one for one in small.mission.reader.find("evidence") if one.text("title") == title
        )

    return find
