"""The overview: figures, matrix, what is missing, tasks to tick, the next phase."""

import pytest
from PySide6.QtCore import QPoint, Qt

from inspector_app.domain.vocabulary import Phase
from inspector_app.services import mission_facts, report, talks, tasks, work_packages
from inspector_app.services.mission import vocabulary
from inspector_app.ui.pages.overview import OverviewPage
from inspector_app.ui.theme import ThemeMode
from tests.mission_fixture import small_mission
from tests.paper_fixture import Template
from tests.ui.hands import Hands, window_of

KEYS = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A mission with a talk held, one item of it open, and one to come."""

    def build(folder):
        small = small_mission(folder)
        talk = small.hold("虞堃", "2026-10-20T09:00", "2026-10-20T10:00", but=("W1-1",))
        small.plan("阮𫖯", "2026-10-21T16:00")
        return small, talk, ""

    return Template(tmp_path_factory.mktemp("overview"), build)


@pytest.fixture
def held(template, tmp_path):
    made, talk, _ = template.copy(tmp_path)
    now = made.clock.now()
    yield made, talk
    made.sitting.end()
    # copies share the template's clock
    made.clock.advance(seconds=(now - made.clock.now()).total_seconds())


@pytest.fixture
def small(held):
    return held[0]


@pytest.fixture
def hands():
    return Hands()


@pytest.fixture
def show_page(page_context, bus, qtbot, settle):
    shown = []

    def make(mission, *, language="zh_CN"):
        context = page_context(mission, language=language, vocabulary=vocabulary(mission.reader))
        page = OverviewPage(context)
        window = window_of(page, qtbot)
        bus.changed.connect(page.refresh)
        page.refresh(None)
        window.activateWindow()
        qtbot.waitActive(window)
        settle()
        shown.append((window, page))
        return page

    yield make
    for window, page in shown:
        bus.changed.disconnect(page.refresh)
        page.release()
        window.close()


def visited(page):
    return page.context.navigate.visited


class TestFigures:
    def test_how_far_it_is(self, small, show_page):
        page = show_page(small.mission)
        assert page.figures.talks.accessibleDescription().startswith("1 / 2")
        assert "16:00" in page.figures.talks.accessibleDescription()
        assert page.figures.coverage.accessibleDescription().startswith("9")
        assert page.figures.section.accessibleDescription().startswith("0 / 4")
        assert "12" in page.header.subtitle.text()

    def test_each_figure_leads_to_its_page_by_keyboard(self, small, show_page, hands):
        page = show_page(small.mission)
        expected = {
            page.figures.talks: ("talk", {}),
            page.figures.coverage: ("talk", {"view": "matrix"}),
            page.figures.papers: ("working_paper", {}),
            page.figures.section: ("report", {"section": "first_responsibility"}),
        }
        for card, place in expected.items():
            card.setFocus()
            hands.press(KEYS.Key_Return)
            assert visited(page)[-1] == place

    def test_which_parts_of_the_section_are_open(self, small, show_page):
        report.begin_report(small.mission)
        page = show_page(small.mission)
        caption = page.figures.section.accessibleDescription()
        words = page.context.wording
        assert words.text("terms.section.integrity") in caption


class TestMatrix:
    def test_a_cell_leads_to_the_talk_and_its_item(self, held, show_page, hands):
        small, talk = held
        page = show_page(small.mission)
        view = page.matrix_card.matrix
        assert view.model().rowCount() == 1  # the talk to come was asked nothing yet
        cell = view.visualRect(view.model().index(0, 0)).center()
        hands.click(view.viewport(), cell)
        place, target = visited(page)[-1]
        assert (place, target["talk"]) == ("talk", talk)
        assert target["item"].startswith("W1")

    def test_an_open_item_shows_through(self, small, show_page):
        page = show_page(small.mission)
        assert page.matrix_card._glance.cell(0, 0) == "open"

    def test_many_rows_scroll_inside(self, small, show_page, settle):
        page = show_page(small.mission)
        for _ in range(30):
            talks.begin_talk(small.mission, small.plan("佘翊"))
        page.refresh(None)
        settle()
        view = page.matrix_card.matrix
        assert view.verticalScrollBar().maximum() > 0
        assert page.height() <= 682

    def test_before_the_first_talk(self, tmp_path, show_page):
        made = small_mission(tmp_path)
        page = show_page(made.mission)
        assert page.matrix_card.empty.isVisible()
        page.matrix_card.empty.acted.emit()
        assert visited(page)[-1] == ("talk", {})
        made.sitting.end()


class TestMissing:
    def test_a_line_leads_where_it_is_mended(self, small, show_page, hands):
        page = show_page(small.mission)
        items = page.missing.items
        assert items
        page.missing.setFocus()
        hands.press(KEYS.Key_Return)
        assert visited(page)[-1] == (items[0].page, dict(items[0].target))
        assert str(len(items)) in page.missing_count.text()

    def test_worst_first(self, small, show_page):
        order = ("blocking", "due", "note")
        page = show_page(small.mission)
        places = [order.index(item.severity) for item in page.missing.items]
        assert places == sorted(places)

    def test_who_holds_work_that_is_not_here(self, held, template, tmp_path, show_page, hands):
        small, _ = held
        (tmp_path / "other").mkdir()
        member, _, _ = template.copy(tmp_path / "other")
        member.reopen("骆珩")
        member.plan("佘翊")
        made = work_packages.make_work(
            member.mission, tmp_path / "汇总.age", [member.users["郁澄"]]
        )
        work_packages.take_work(small.mission, made.path)
        member.sitting.end()
        small.clock.advance(days=1)
        page = show_page(small.mission)
        line = next(item for item in page.missing.items if item.page == "exchange")
        assert "骆珩" in line.title
        assert line.target == (("view", "team"),)
        hands.click(page.merge)
        assert visited(page)[-1] == ("exchange", {"view": "team"})


class TestTasks:
    @pytest.fixture
    def task(self, held):
        small, talk = held
        return tasks.add_task(
            small.mission,
            title="调阅会议记录原件",
            assignee=small.users["骆珩"],
            due_on="2026-10-19",
            subject_type="talk",
            subject=talk,
        ).id

    def test_hidden_while_there_are_none(self, small, show_page):
        assert show_page(small.mission).tasks_card.isHidden()

    def test_whose_it_is_and_that_it_is_late(self, small, task, show_page):
        page = show_page(small.mission)
        line = page.tasks_card.list.lines[0]
        assert (line.id, line.overdue) == (task, True)
        assert "骆珩" in line.note
        assert "10-19" in line.note

    @pytest.mark.usefixtures("task")
    def test_enter_leads_to_what_it_is_about(self, held, show_page, hands):
        small, talk = held
        page = show_page(small.mission)
        page.tasks_card.list.setFocus()
        hands.press(KEYS.Key_Return)
        assert visited(page)[-1] == ("talk", {"talk": talk})

    def test_ticked_with_its_outcome_and_taken_back(self, small, task, show_page, hands, settle):
        page = show_page(small.mission)
        card = page.tasks_card
        view = card.list.visualRect(card.list.model().index(0, 0))
        hands.click(card.list.viewport(), QPoint(view.left() + 10, view.center().y()))
        settle()
        assert card.strip.isVisible()
        assert small.mission.reader.get("task", task).text("state") == "open"
        hands.type("与原件一致")
        hands.press(KEYS.Key_Return)
        done = small.mission.reader.get("task", task)
        assert (done.text("state"), done.text("outcome")) == ("done", "与原件一致")
        assert card.isHidden()
        page.setFocus()
        page.context.notify[-1].act()
        assert small.mission.reader.get("task", task).text("state") == "open"

    def test_nothing_is_ticked_without_an_outcome(self, small, task, show_page, hands, settle):
        page = show_page(small.mission)
        page.tasks_card.list.setFocus()
        hands.press(KEYS.Key_Space)
        settle()
        hands.press(KEYS.Key_Return)
        assert page.tasks_card.strip.isVisible()
        hands.press(KEYS.Key_Escape)
        assert not page.tasks_card.strip.isVisible()
        assert small.mission.reader.get("task", task).text("state") == "open"


class TestPhase:
    def phase(self, small):
        return small.mission.reader.get("mission", small.mission.id).text("phase")

    def test_on_and_back(self, small, show_page, hands):
        page = show_page(small.mission)
        page.next_phase.setFocus()
        hands.press(KEYS.Key_Space)
        assert self.phase(small) == Phase.REPORT.value
        words = page.context.wording
        assert words.text("terms.phase.feedback") in page.next_phase.text()
        hands.press(KEYS.Key_Z, CTRL)
        assert self.phase(small) == Phase.ON_SITE.value

    def test_only_the_leader_moves_it(self, small, show_page):
        assert show_page(small.reopen("骆珩")).next_phase.isHidden()

    def test_nothing_comes_after_the_last(self, small, show_page):
        mission_facts.set_phase(small.mission, Phase.ARCHIVE)
        assert show_page(small.mission).next_phase.isHidden()


def test_days_before_entry(small, show_page):
    mission_facts.set_days(small.mission, entry_on="2026-11-01")
    assert "11" in show_page(small.mission).header.subtitle.text()


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_layout(
    held, show_page, translations, theme, layout_problems, settle, hands, language, mode
):
    small, talk = held
    for number in range(8):
        tasks.add_task(
            small.mission,
            title=f"第{number}项" + "很长的核查事项" * 8,
            assignee=small.users["阚玥"],
            due_on="2026-10-19",
            subject_type="talk",
            subject=talk,
        )
    translations.set_language(language)
    theme.set_mode(mode)
    page = show_page(small.mission, language=language)
    assert layout_problems(page.window(), language=language) == []
    page.tasks_card.list.setFocus()
    hands.press(KEYS.Key_Space)
    settle()
    assert layout_problems(page.window(), language=language) == []
