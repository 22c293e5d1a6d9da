"""Searching the whole mission: found, opened where it stands, restricted words for nobody else."""

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.record_type import Audience
from inspector_app.domain.vocabulary import ParagraphKind
from inspector_app.services import leads
from inspector_app.services.mission import vocabulary
from inspector_app.ui.pages.search import SearchPage
from inspector_app.ui.theme import ThemeMode
from tests.mission_fixture import small_mission
from tests.paper_fixture import Template
from tests.ui.hands import Hands, window_of

KEYS = Qt.Key


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    def build(folder):
        small = small_mission(folder)
        talk = small.plan("虞堃", "2026-10-20T09:00")
        small.record(
            talk,
            (ParagraphKind.QUESTION, "苗圃的采购是怎么定的？"),
            (ParagraphKind.ANSWER, "苗圃采购先开会再比价，䶮科长经手。"),
        )
        leads.record_lead(
            small.mission,
            number="X-001",
            content="反映白皮松采购价格畸高。",
            officials=[small.officials["岑𬀩"]],
            about_number_one=True,
            audience=Audience.LEADER,
        )
        while small.sitting.index():
            pass
        return small, talk, ""

    return Template(tmp_path_factory.mktemp("search"), build)


@pytest.fixture
def found(template, tmp_path):
    made, talk, _ = template.copy(tmp_path)
    yield made, talk
    made.sitting.end()


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def show_page(page_context, qtbot, settle):
    windows = []

    def make(mission, *, language="zh_CN"):
        context = page_context(mission, language=language, vocabulary=vocabulary(mission.reader))
        page = SearchPage(context)
        window = window_of(page, qtbot)
        page.refresh(None)
        windows.append(window)
        window.activateWindow()
        qtbot.waitActive(window)
        settle()
        return page

    return make


def test_typed_found_opened(found, show_page, hands):
    small, talk = found
    page = show_page(small.mission)
    assert page.begin.isVisible()
    hands.into(page.box)
    hands.type("苗圃 比价")
    hands.press(KEYS.Key_Return)
    assert len(page.hits.items) == 1
    assert page.hits.items[0].caption.startswith("谈话段落 · ")
    assert "虞堃" in page.hits.items[0].caption  # in whose talk it was said
    assert "比价" in page.hits.items[0].title
    page.hits.setFocus()
    hands.press(KEYS.Key_Return)
    place, target = page.context.navigate.visited[-1]
    assert (place, target["talk"]) == ("talk", talk)
    assert "paragraph" in target


@pytest.mark.parametrize("words", ["䶮", "苗", "苗圃采购", "𬀩"])
def test_one_character_and_rare_ones_are_found(found, show_page, words):
    page = show_page(found[0].mission)
    page.go_to({"query": words})
    assert page.hits.items
    assert page.where() == {"query": words}


@pytest.mark.parametrize("words", ["没有这样的词", '"', "*", "AND OR", "%", "'; --", "（）"])
def test_nothing_found_is_said_and_nothing_breaks(found, show_page, words):
    page = show_page(found[0].mission)
    page.go_to({"query": words})
    assert page.hits.items == ()
    assert page.empty.isVisible()


def test_emptied_again(found, show_page, hands):
    page = show_page(found[0].mission)
    hands.into(page.box)
    hands.type("苗圃")
    hands.press(KEYS.Key_Return)
    assert page.hits.items
    hands.press(KEYS.Key_Escape)
    hands.press(KEYS.Key_Return)
    assert page.begin.isVisible()
    assert page.hits.items == ()


def test_restricted_words_are_the_leaders_alone(found, show_page):
    small, _ = found
    page = show_page(small.mission)
    page.go_to({"query": "白皮松"})
    assert [item.caption.partition(" · ")[0] for item in page.hits.items] == ["问题线索"]
    page = show_page(small.reopen("骆珩"))
    page.go_to({"query": "白皮松"})
    assert page.hits.items == ()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_layout(found, show_page, translations, theme, layout_problems, language, mode):
    translations.set_language(language)
    theme.set_mode(mode)
    page = show_page(found[0].mission, language=language)
    for query in ("", "苗圃", "没有这样的词"):
        page.go_to({"query": query})
        assert layout_problems(page.window(), language=language) == []
