"""Asking the organs, as a liaison does it: record, type in what came, correct, sign."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction

from inspector_app.domain.vocabulary import Capacity, Head, ItemState, Organ
from inspector_app.services import briefing, evidence, officials
from inspector_app.services.briefing_readers import confirm_reading, readings
from inspector_app.ui.theme import ThemeMode

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = Qt.Key


def asked(small):
    return small.mission.reader.find("briefing")


def items(small):
    return small.mission.reader.find("briefing_item")


@pytest.fixture
def begun(small):
    """The discipline organ has answered; nothing is recorded of what it said."""
    return briefing.record_briefing(
        small.mission,
        organ=Organ.DISCIPLINE,
        organ_name="示例市纪委",
        sent_on="2026-09-14",
        received_on="2026-09-22",
    ).id


class TestRecording:
    def test_a_mandatory_organ_is_begun_from_its_empty_place(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        part = page.organs
        assert [line.key for line in part.organs.lines] == ["discipline", "organization"]
        hands.click(part._empty.findChild(type(part.add)))
        assert [one.text("organ") for one in asked(small)] == ["discipline"]
        assert part.form.texts["letter_number"].hasFocus()
        hands.type("示巡办函〔2026〕31号")
        hands.press(KEYS.Key_Tab)
        hands.type("2026.9.14")
        for _ in range(5):  # due, contact, further requests, the record's button, received
            hands.press(KEYS.Key_Tab)
        hands.type("20260922")
        hands.press(KEYS.Key_Tab)
        record = asked(small)[0]
        assert record.text("letter_number") == "示巡办函〔2026〕31号"
        assert (record.text("sent_on"), record.text("due_on")) == ("2026-09-14", "")
        assert record.text("received_on") == "2026-09-22"
        assert "2026-09-22" in part.standing.text()

    def test_one_more_organ_from_the_menu(self, small, show_page):
        page = show_page(small.mission, part="organs")
        actions = [a for a in page.organs._menu.actions() if a.data() == Organ.AUDIT.value]
        QAction.trigger(actions[0])
        assert asked(small)[0].text("organ_name") == "审计机关"
        assert page.organs.organs.current_key == asked(small)[0].id

    def test_what_is_no_date_says_so_and_stays(self, small, begun, show_page, hands):
        page = show_page(small.mission, part="organs")
        form = page.organs.form
        hands.into(form.days["due_on"])
        hands.type("下周三")
        hands.press(KEYS.Key_Tab)
        assert form.rows["due_on"].error
        assert form.days["due_on"].text() == "下周三"
        assert small.mission.reader.get("briefing", begun).text("due_on") == ""
        form.days["due_on"].clear()
        hands.into(form.days["due_on"])
        hands.type("2026-09-25")
        hands.press(KEYS.Key_Tab)
        assert form.rows["due_on"].error == ""
        assert form.days["due_on"].value == date(2026, 9, 25)

    def test_typing_an_input_method_is_not_disturbed(self, small, begun, show_page, hands):
        page = show_page(small.mission, part="organs")
        points = page.organs.form.points
        hands.into(points)
        hands.compose("zongti")
        briefing.update_briefing(small.mission, begun, form="书面")
        page.refresh(None)
        hands.compose("", "总体较好。")
        assert points.text == "总体较好。"
        hands.into(page.organs.form.texts["form"])
        assert small.mission.reader.get("briefing", begun).text("main_points") == "总体较好。"

    def test_what_is_typed_survives_the_lock(self, small, begun, show_page, hands):
        page = show_page(small.mission, part="organs")
        hands.into(page.organs.form.texts["briefed_by"])
        hands.type("示例同志")
        page.flush()
        assert small.mission.reader.get("briefing", begun).text("briefed_by") == "示例同志"

    def test_listeners_and_evidence(self, small, begun, show_page, hands, tmp_path, settle):
        file = tmp_path / "复函.txt"
        file.write_text("示例复函", encoding="utf-8")
        paper = evidence.add_evidence(small.mission, file, title="示例复函")
        page = show_page(small.mission, part="organs")
        form = page.organs.form
        for field, words in ((form.listeners, "骆珩"), (form.evidence, "复函")):
            hands.click(field.add_button.button)
            settle()
            hands.pick(field.add_button.box, words)
            settle()
        record = small.mission.reader.get("briefing", begun)
        assert record.items("listeners") == (small.users["骆珩"],)
        assert record.items("evidence") == (paper.id,)
        hands.click(form.evidence.chips[0])
        assert page.context.navigate.visited[-1] == ("evidence", {"evidence": paper.id})
        form.listeners.chips[0].setFocus()
        hands.press(KEYS.Key_Delete)
        assert small.mission.reader.get("briefing", begun).items("listeners") == ()

    def test_removed_and_back_again(self, small, begun, show_page, hands):
        page = show_page(small.mission, part="organs")
        hands.click(page.organs.remove)
        assert asked(small) == []
        assert page.organs.organs.lines[0].key == "discipline"
        page.organs.organs.setFocus()
        hands.press(KEYS.Key_Z, CTRL)
        assert [one.id for one in asked(small)] == [begun]


@pytest.mark.usefixtures("begun")
class TestItems:
    def test_every_theme_waits_for_its_answer(self, small, show_page):
        page = show_page(small.mission, part="organs")
        rows = page.organs.items.rows
        assert [key[1] for key in rows][:2] == ["政治生态评价", "信访举报"]
        row = rows[Head.WORK, "信访举报", 0]
        assert row.state.currentIndex() == 0
        assert not row.text.isEnabled()

    def test_an_item_becomes_a_task_of_verification(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        row = page.organs.items.rows[Head.WORK, "信访举报", 0]
        assert not row.verify.isEnabled()
        row.state.setFocus()
        hands.press(KEYS.Key_Down)
        hands.type("两件，均已了结。")
        hands.click(row.verify)
        (task,) = small.mission.reader.find("task")
        assert task.text("title") == "核实：信访举报"
        assert (task.text("subject_type"), task.text("subject")) == (
            "briefing_item",
            items(small)[0].id,
        )
        assert items(small)[0].text("text") == "两件，均已了结。"

    def test_answered_and_typed_with_the_keyboard(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        row = page.organs.items.rows[Head.WORK, "信访举报", 0]
        row.state.setFocus()
        hands.press(KEYS.Key_Down)
        made = items(small)[0]
        assert (made.text("theme"), made.text("state")) == ("信访举报", "has")
        assert row.text.hasFocus()  # the user goes on typing
        hands.type("两件，均已了结。")
        hands.press(KEYS.Key_Tab)
        hands.type("2026年9月20日")
        hands.press(KEYS.Key_Tab)
        made = items(small)[0]
        assert made.text("text") == "两件，均已了结。"
        assert made.text("as_of") == "2026-09-20"
        assert made.text("official") == small.officials["岑𬀩"]

    def test_an_answer_is_changed_and_taken_back(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        row = page.organs.items.rows[Head.LIFE, "生活作风", 0]
        row.state.setFocus()
        hands.press(KEYS.Key_End)
        assert items(small)[0].text("state") == "not_provided"
        row.state.setFocus()
        hands.press(KEYS.Key_Up)
        assert items(small)[0].text("state") == "none"
        hands.press(KEYS.Key_Z, CTRL)
        assert items(small)[0].text("state") == "not_provided"
        assert row.state.currentIndex() == 3

    def test_an_answer_given_by_mistake_is_taken_back_whole(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        row = page.organs.items.rows[Head.LIFE, "生活作风", 0]
        row.state.setFocus()
        hands.press(KEYS.Key_End)
        row.state.setFocus()
        hands.press(KEYS.Key_Z, CTRL)
        assert items(small) == []
        assert row.state.currentIndex() == 0
        assert not row.text.isEnabled()

    def test_one_more_theme(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        hands.into(page.organs.items.adds[Head.LIFE])
        hands.type("子女从业")
        hands.press(KEYS.Key_Return)
        made = items(small)[0]
        assert (made.text("theme"), made.text("head")) == ("子女从业", "life")
        assert made.text("state") == ""
        assert page.organs.items.rows[Head.LIFE, "子女从业", 0].text.hasFocus()
        assert page.organs.items.adds[Head.LIFE].text() == ""

    def test_an_item_is_removed_and_the_theme_is_a_gap_again(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        row = page.organs.items.rows[Head.WORK, "信访举报", 0]
        row.state.setFocus()
        hands.press(KEYS.Key_Down)
        hands.click(row.remove)
        assert items(small) == []
        assert row.state.currentIndex() == 0
        assert page.context.notify[-1].action

    def test_each_number_one_has_items_of_his_own(self, small, show_page, hands):
        officials.mark_number_one(
            small.mission, small.officials["虞堃"], Capacity.ADMINISTRATIVE_HEAD
        )
        page = show_page(small.mission, part="organs")
        buttons = {b.text(): b for b in page.organs.items._group.buttons()}
        assert set(buttons) == {"岑𬀩", "虞堃"}
        hands.click(buttons["虞堃"])
        row = page.organs.items.rows[Head.WORK, "信访举报", 0]
        row.state.setFocus()
        hands.press(KEYS.Key_Down)
        assert items(small)[0].text("official") == small.officials["虞堃"]
        hands.click({b.text(): b for b in page.organs.items._group.buttons()}["岑𬀩"])
        assert page.organs.items.rows[Head.WORK, "信访举报", 0].state.currentIndex() == 0

    def test_without_a_number_one_the_page_leads_to_the_roster(self, small, show_page, hands):
        officials.mark_number_one(small.mission, small.officials["岑𬀩"], None)
        page = show_page(small.mission, part="organs")
        assert page.organs.items.rows == {}
        hands.click(page.organs.items._to_roster)
        assert page.context.navigate.visited[-1] == ("briefing", {"part": "roster"})

    def test_tab_goes_through_the_rows_in_their_order(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        rows = page.organs.items.rows
        first, second = (rows[Head.WORK, t, 0] for t in ("政治生态评价", "信访举报"))
        second.state.setFocus()
        hands.press(KEYS.Key_Down)  # now the second row has more fields than the first
        first.state.setFocus()
        hands.press(KEYS.Key_Tab)
        assert second.state.hasFocus()

    def test_the_target_leads_to_a_theme(self, small, begun, show_page):
        page = show_page(small.mission)
        page.go_to({"part": "organs", "briefing": begun, "head": "life", "theme": "生活作风"})
        assert page.part == "organs"
        assert page.organs.items.rows[Head.LIFE, "生活作风", 0].state.hasFocus()
        assert page.where() == {"part": "organs", "briefing": begun}


class TestReading:
    def test_read_and_signed(self, small, begun, show_page, hands):
        page = show_page(small.mission, part="organs")
        readers = page.organs.readers
        assert readers.sign.isEnabled()
        page.organs._area.ensureWidgetVisible(readers.sign)
        hands.click(readers.sign)
        found = {
            one.name: one.read for one in readings(small.mission.reader, small.mission.id, begun)
        }
        assert found == {"郁澄": True, "骆珩": False, "阚玥": False}
        assert readers.sign.isHidden()
        assert [p.text().split()[0] for p in readers._pills].count("✓") == 1

    @pytest.mark.usefixtures("begun")
    def test_a_signature_is_never_taken_back(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        page.organs._area.ensureWidgetVisible(page.organs.readers.sign)
        hands.click(page.organs.readers.sign)
        page.organs.organs.setFocus()
        hands.press(KEYS.Key_Z, CTRL)
        assert small.mission.reader.count("approval") == 1

    def test_nothing_to_sign_before_the_answer(self, small, show_page):
        briefing.record_briefing(small.mission, organ=Organ.AUDIT, organ_name="示例市审计局")
        page = show_page(small.mission, part="organs")
        page.go_to({"organ": "audit"})
        assert not page.organs.readers.sign.isEnabled()
        assert page.organs.readers.hint.text()

    def test_a_change_asks_to_sign_again(self, small, begun, show_page, hands):
        confirm_reading(small.mission, begun)
        page = show_page(small.mission, part="organs")
        assert page.organs.readers.sign.isHidden()
        hands.into(page.organs.form.texts["form"])
        hands.type("面对面")
        hands.press(KEYS.Key_Tab)
        assert page.organs.readers.sign.isVisible()
        assert any(p.text().startswith("△") for p in page.organs.readers._pills)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_layout(small, begun, show_page, translations, theme, layout_problems, language, mode):
    official = small.officials["岑𬀩"]
    for head, state in ((Head.WORK, ItemState.HAS), (Head.LIFE, ItemState.NOT_PROVIDED)):
        briefing.record_item(
            small.mission,
            briefing=begun,
            official=official,
            head=head,
            theme="很长的主题，写在左边一栏里要折成好几行才放得下",
            state=state,
            text="很长的情况。" * 40,
        )
    translations.set_language(language)
    theme.set_mode(mode)
    page = show_page(small.mission, part="organs", language=language)
    assert layout_problems(page.window(), language=language) == []
