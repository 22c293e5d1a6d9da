"""An entry on paper: what is relevant, in words; people in a table; names that print."""

import io

import pypdfium2
import pytest

from inspector_app.documents.extract import plain_text
from inspector_app.domain.errors import RefusedError
from inspector_app.services.entry_paper import entry_printable
from inspector_app.system.fonts import bundled_fonts
from tests.mission_fixture import small_mission
from tests.services.test_entries import entered, petition


@pytest.fixture
def small(tmp_path):
    made = small_mission(tmp_path)
    yield made
    made.sitting.end()


def words(mission, entry):
    return plain_text(entry_printable(mission, mission.reader, entry).paper)


def test_relevant_questions_and_answers_in_words(small):
    entry = petition(small.mission, "反映食堂\n第二行", channel="visit")
    said = words(small.mission, entry)
    for text in ("XF-2026-A001", "来访", "是否反映一把手", "匿名", "反映食堂", "示例市园林局"):
        assert text in said
    assert "转办单位" not in said  # only asked of what is passed on
    assert "petitions" not in said


def test_people_stand_in_a_table(small):
    entry = entered(
        small.mission,
        "team_meetings",
        {
            "kind": "team",
            "title": "示例会",
            "people[1]/name": "邝喆",
            "people[1]/presence": "absent",
            "people[1]/reason": "外出取证",
        },
    )
    said = words(small.mission, entry)
    assert all(text in said for text in ("序号", "邝喆", "缺席", "外出取证"))


def test_rare_names_print_and_extract(small):
    entry = petition(small.mission, "反映𬀩㛃䶮𫖯𠮷喆")
    data = entry_printable(small.mission, small.mission.reader, entry).pdf(bundled_fonts())
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert "反映𬀩㛃䶮𫖯𠮷喆" in text


def test_an_entry_that_is_gone_is_refused(small):
    with pytest.raises(RefusedError) as refused:
        entry_printable(small.mission, small.mission.reader, "gone")
    assert refused.value.code == "record.gone"
