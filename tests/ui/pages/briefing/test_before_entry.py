"""The parts around the organs: letter, papers, extra questions, filings, look-back, entry check."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from inspector_app.domain.briefing import BriefingForm, Filing, Judgement
from inspector_app.domain.vocabulary import Capacity, Head, ItemState, MissionKind, Organ
from inspector_app.services import (
    briefing,
    briefing_papers,
    extra_questions,
    look_back,
    officials,
    source_organs,
    team_filings,
)
from inspector_app.store.journal import Write
from inspector_app.system.resources import resources
from inspector_app.ui.theme import ThemeMode

KEYS = Qt.Key
NUMBER_ONE = "岑𬀩"
SAMPLE = resources() / "demo" / "files" / "look-back.xlsx"
MODES = (ThemeMode.LIGHT, ThemeMode.DARK, ThemeMode.HIGH_CONTRAST)


@pytest.fixture
def asked(small):
    officials.mark_number_one(small.mission, small.officials[NUMBER_ONE], Capacity.BOTH)
    return briefing.record_briefing(
        small.mission,
        organ=Organ.DISCIPLINE,
        organ_name="示例市纪委",
        sent_on="2026-09-14",
        received_on="2026-09-22",
    ).id


def said(small, asked, theme="信访举报"):
    return briefing.record_item(
        small.mission,
        briefing=asked,
        official=small.officials[NUMBER_ONE],
        head=Head.WORK,
        theme=theme,
        state=ItemState.HAS,
        text="示例情况。",
    ).id


def record(small, asked):
    return small.mission.reader.get("briefing", asked)


class TestOrgan:
    @pytest.mark.usefixtures("asked")
    def test_must_be_asked_and_why_is_the_leaders_to_say(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        basis = page.organs.basis
        assert basis.must.isChecked()
        hands.into(basis.basis)
        basis.basis.selectAll()
        hands.type("示例办法第三条")
        hands.click(basis.must)
        found = {one.organ: one for one in source_organs.source_organs(small.mission.reader)}
        shown = found[Organ.DISCIPLINE]
        assert (shown.mandatory, shown.basis) == (False, "示例办法第三条")
        assert page.organs.organs.lines[0].key == "organization"
        hands.press(KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert source_organs.mandatory_organs(small.mission.reader)[0] is Organ.DISCIPLINE

    @pytest.mark.usefixtures("asked")
    def test_a_basis_is_needed(self, small, show_page, hands):
        page = show_page(small.mission, part="organs")
        basis = page.organs.basis
        hands.into(basis.basis)
        basis.basis.selectAll()
        hands.press(KEYS.Key_Delete)
        hands.press(KEYS.Key_Tab)
        assert "依据" in basis.error.text()
        assert small.mission.reader.count("setting") == 0

    def test_what_is_due_soon_is_told_before_it_is_late(self, small, show_page):
        today = small.mission.today()
        soon = briefing.record_briefing(
            small.mission, organ=Organ.AUDIT, organ_name="示例市审计局", sent_on="2026-10-01",
            due_on=today,
        ).id  # fmt: skip
        page = show_page(small.mission)
        line = next(one for one in page.glance.organs.lines if one.key == soon)
        assert (line.sign, line.tone) == ("△", "warn")
        assert "1 个快到期" in page.header.subtitle.text()
        page.refresh(briefing.update_briefing(small.mission, soon, received_on=today))
        assert "快到期" not in page.header.subtitle.text()

    @pytest.mark.usefixtures("asked")
    def test_a_member_only_reads_it(self, small, show_page):
        page = show_page(small.reopen("骆珩"), part="organs")
        assert not page.organs.basis.must.isEnabled()
        assert page.organs.basis.basis.isReadOnly()

    def test_forms_and_papers(self, small, asked, show_page, hands, settle):
        page = show_page(small.mission, part="organs")
        form = page.organs.form
        hands.click(form.forms.boxes[BriefingForm.ONE_TO_ONE])
        hands.click(form.forms.boxes[BriefingForm.WRITTEN])
        assert record(small, asked).items("forms") == ("one_to_one", "written")
        form.papers.add.setFocus()
        hands.type("情况材料（示例）")
        hands.press(KEYS.Key_Return)
        settle()
        (row,) = form.papers.rows
        row.days["returned_on"].setFocus()
        hands.type("20261020")
        hands.press(KEYS.Key_Tab)
        (paper,) = briefing_papers.papers_of(small.mission.reader, asked)
        assert (paper.text("title"), paper.text("returned_on")) == (
            "情况材料（示例）",
            "2026-10-20",
        )
        assert "✓" in form.papers.rows[0].state.text()
        hands.click(form.papers.rows[0].remove)
        assert form.papers.rows == []

    def test_the_letter_is_looked_at_then_saved(
        self, small, asked, show_page, hands, qtbot, tmp_path
    ):
        page = show_page(small.mission, part="organs")
        hands.click(page.organs.form.letter)
        assert page.paper.isVisible()
        qtbot.waitUntil(lambda: page.paper.preview.view.page_count > 0, timeout=10_000)
        assert "示例市纪委" in page.paper.title.text()
        hands.click(page.paper.save["pdf"])
        hands.click(page.strip._yes_button)
        dialog = page.findChild(QFileDialog)
        target = tmp_path / "letter.pdf"
        dialog.fileSelected.emit(str(target))
        qtbot.waitUntil(target.exists, timeout=10_000)
        assert target.read_bytes().startswith(b"%PDF")
        exports = [line["body"] for line in small.mission.folder.access.lines()]
        assert ("export", "briefing", asked) in {
            (one["kind"], one["record_type"], one["record_id"]) for one in exports
        }
        hands.press(KEYS.Key_Escape)
        assert page.organs.isVisible()

    @pytest.mark.usefixtures("asked")
    def test_no_letter_without_a_number_one(self, small, show_page, hands, qtbot):
        officials.mark_number_one(small.mission, small.officials[NUMBER_ONE], None)
        page = show_page(small.mission, part="organs")
        hands.click(page.organs.form.letter)
        qtbot.waitUntil(lambda: "一把手" in page.paper.preview._state.text(), timeout=5_000)


class TestExtraQuestion:
    def test_from_an_item_to_a_talker(self, small, asked, show_page, hands, settle):
        item = said(small, asked)
        page = show_page(small.mission, part="organs")
        row = page.organs.items.go_to(item=item)
        hands.click(row.ask)
        question = row.questions.rows[0]
        assert question.text.hasFocus()
        hands.type("采购怎样决定？")
        question.talkers.picked.emit(small.officials["虞堃"])
        page.flush()
        (found,) = extra_questions.questions_for(small.mission.reader, small.officials["虞堃"])
        assert (found.text, found.source) == ("采购怎样决定？", "示例市纪委 · 信访举报")
        (chip,) = row.questions.rows[0].talkers.chips
        assert chip.text().startswith("虞堃")
        settle()
        hands.click(row.questions.rows[0].remove)
        assert not row.questions.isVisible()

    def test_for_the_leader_only_and_back(self, small, asked, show_page, hands):
        item = said(small, asked)
        page = show_page(small.mission, part="organs")
        row = page.organs.items.go_to(item=item)
        hands.click(row.lock)
        assert small.mission.reader.get("briefing_item", item).audience == "leader"
        assert row.restricted.isVisible()
        hands.click(row.lock)
        assert small.mission.reader.get("briefing_item", item).audience == "team"

    def test_a_member_has_no_lock(self, small, asked, show_page):
        item = said(small, asked)
        page = show_page(small.reopen("骆珩"), part="organs")
        assert not page.organs.items.go_to(item=item).lock.isVisible()


class TestFilings:
    def test_each_day_and_all_today(self, small, show_page, hands):
        page = show_page(small.mission, part="team")
        card = page.team.filings
        edit = card.days[small.users["骆珩"], Filing.RECUSAL]
        hands.into(edit)
        hands.type("2026-10-01")
        hands.press(KEYS.Key_Tab)
        hands.click(card.all_today)
        found = {
            one.user.text("name"): one for one in team_filings.team_filings(small.mission.reader)
        }
        assert all(one.filed(kind) for one in found.values() for kind in Filing)
        assert found["骆珩"].filings[Filing.RECUSAL].text("filed_on") == "2026-10-01"
        assert not card.all_today.isVisible()
        hands.press(KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert card.all_today.isVisible()

    def test_who_is_recused(self, small, show_page, hands):
        page = show_page(small.mission, part="team")
        hands.click(page.team.filings.recused[small.users["阚玥"]])
        found = team_filings.team_filings(small.mission.reader)
        assert [one.user.text("name") for one in found if one.recused] == ["阚玥"]


class TestCheck:
    def test_the_leader_gives_reasons_until_it_is_green(self, small, show_page, hands, qtbot):
        page = show_page(small.mission, part="check")
        check = page.check
        qtbot.waitUntil(lambda: any(line.check.code == "fonts_there" for line in check.lines))
        assert "▲" in check.state.text()
        for _ in range(40):
            line = check.lines[0]
            if not line.check.open:
                break
            line.reason.setFocus()
            hands.type("示例理由")
            hands.press(KEYS.Key_Tab)
        assert "✓" in check.state.text()
        page.show_part("glance")
        assert "✓" in page.glance.check_state.text()

    def test_a_line_leads_to_where_it_is_mended(self, small, show_page, hands):
        page = show_page(small.mission, part="check")
        line = next(one for one in page.check.lines if one.check.code == "organ_missing")
        hands.click(line.mend)
        assert page.part == "organs"
        page.show_part("check")
        backup = next(one for one in page.check.lines if one.check.code == "backup_missing")
        hands.click(backup.mend)
        assert page.context.navigate.visited[-1] == ("exchange", {"view": "backup"})

    def test_a_member_reads_it(self, small, show_page):
        page = show_page(small.reopen("骆珩"), part="check")
        assert not any(line.reason.isVisible() for line in page.check.lines)

    def test_the_certificate(self, small, show_page, hands, qtbot):
        page = show_page(small.mission, part="check")
        hands.click(page.check.certificate)
        qtbot.waitUntil(lambda: page.paper.preview.view.page_count > 0, timeout=10_000)
        page.tabs.setFocus()
        page.show_part("glance")
        assert page.glance.isVisible()


class TestPreviousRound:
    @pytest.fixture
    def look(self, small):
        mission = small.mission
        mission.journal.write(Write("mission", mission.id, {"kind": MissionKind.LOOK_BACK.value}))
        return small

    def test_it_is_there_for_look_backs_only(self, small, show_page, hands):
        page = show_page(small.mission)
        assert not page.tabs.isTabVisible(2)
        page.show_part("organs")
        page.tabs.setFocus()
        hands.press(KEYS.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.part == "roster"
        mission = small.mission
        mission.journal.write(Write("mission", mission.id, {"kind": MissionKind.LOOK_BACK.value}))
        page.refresh(None)
        assert page.tabs.isTabVisible(2)

    def test_preview_import_undo(self, look, show_page, hands, qtbot):
        page = show_page(look.mission, part="previous")
        part = page.previous
        assert part.empty.isVisible()
        part.read_file(SAMPLE)
        qtbot.waitUntil(part.preview.isVisible, timeout=5_000)
        assert part.preview.take.isEnabled()
        hands.click(part.preview.take)
        assert len(look_back.previous_findings(look.mission.reader)) == 6
        assert "0 / 6" in part.count.text()
        hands.press(KEYS.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert part.empty.isVisible()

    def test_what_is_wrong_is_told_by_row_and_nothing_is_imported(
        self, look, show_page, qtbot, tmp_path
    ):
        (tmp_path / "a.csv").write_text(
            "编号,反馈问题,是否涉及一把手\n1,示例,也许\n", encoding="utf-8"
        )
        page = show_page(look.mission, part="previous")
        part = page.previous
        part.read_file(tmp_path / "a.csv")
        qtbot.waitUntil(part.preview.isVisible, timeout=5_000)
        assert not part.preview.take.isEnabled()
        assert "也许" in part.preview._lines["0"].note
        part.preview.cancel.click()
        assert part.empty.isVisible()

    def test_a_file_that_is_no_list_is_told_in_plain_words(
        self, look, show_page, tasks, tmp_path, qtbot
    ):
        (tmp_path / "a.csv").write_text("姓名,职务\n示例,科长\n", encoding="utf-8")
        page = show_page(look.mission, part="previous")
        with qtbot.waitSignal(tasks.known_error, timeout=5_000) as told:
            page.previous.read_file(tmp_path / "a.csv")
        assert told.args[0].code == "intake.no_findings_header"
        assert page.previous.empty.isVisible()

    def test_judge_with_a_basis_and_ask_about_it(self, look, show_page, hands):
        done = look_back.import_findings(look.mission, look_back.preview_findings(SAMPLE, []))
        page = show_page(look.mission, part="previous")
        page.go_to({"previous_finding": done.ids[1]})
        form = page.previous.form
        assert form.title.text() == "问题 2"
        form.judgement.setFocus()
        hands.press(KEYS.Key_Down)
        form.judgement.activated.emit(form.judgement.currentIndex())
        found = look_back.previous_findings(look.mission.reader)[1]
        assert found.text("judgement") == Judgement.RECTIFIED.value
        row = page.previous._page_of([found.id])[found.id]
        assert "缺依据" in row.cells[2]
        form.basis.setFocus()
        hands.type("抽查会议记录（示例）。")
        hands.click(form.ask)
        page.flush()
        found = look_back.previous_findings(look.mission.reader)[1]
        assert found.text("basis") == "抽查会议记录（示例）。"
        assert form.questions.rows[0].text.hasFocus()
        assert extra_questions.questions_from(look.mission.reader, found.id)

    def test_a_new_problem(self, look, show_page, hands):
        look_back.import_findings(look.mission, look_back.preview_findings(SAMPLE, []))
        page = show_page(look.mission, part="previous")
        hands.click(page.previous.new)
        assert page.previous.form.longs["problem"].hasFocus()
        hands.type("新发现的问题（示例）。")
        page.flush()
        last = look_back.previous_findings(look.mission.reader)[-1]
        assert (last.text("problem"), last.text("judgement")) == (
            "新发现的问题（示例）。",
            "new_problem",
        )


def full(small, asked):
    """Fill every part: what a page looks like in the middle of the work."""
    mission = small.mission
    item = said(small, asked)
    extra_questions.ask_extra(
        mission,
        subject_type="briefing_item",
        subject=item,
        text="采购怎样决定？",
        talkers=[small.officials["虞堃"], small.officials["邝喆"]],
    )
    briefing_papers.add_paper(
        mission, asked, title="情况材料（示例）", received_on="2026-09-28", return_by="2026-10-01"
    )
    done = look_back.import_findings(mission, look_back.preview_findings(SAMPLE, []))
    look_back.judge(mission, done.ids[0], Judgement.PARTLY)
    extra_questions.ask_extra(
        mission, subject_type="previous_finding", subject=done.ids[0], text="发言顺序？"
    )
    officials.update_official(mission, small.officials["滕老"], number_one=True, left_on="2024-05")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_part_in_every_light(
    language, small, asked, show_page, theme, translations, layout_problems, settle, qtbot
):
    full(small, asked)
    translations.set_language(language)
    page = show_page(small.mission, language=language)
    found = []
    for mode in MODES:
        theme.set_mode(mode)
        for part in ("glance", "organs", "previous", "roster", "team", "check"):
            page.show_part(part)
            settle()
            found += [
                f"{part} {mode.value}: {problem}"
                for problem in layout_problems(page.window(), language=language)
            ]
    page.previous.read_file(SAMPLE)
    page.show_part("previous")
    qtbot.waitUntil(page.previous.preview.isVisible, timeout=5_000)
    settle()
    found += layout_problems(page.window(), language=language)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_part_empty(language, small, show_page, translations, layout_problems, settle):
    translations.set_language(language)
    mission = small.mission
    mission.journal.write(Write("mission", mission.id, {"kind": MissionKind.LOOK_BACK.value}))
    page = show_page(mission, language=language)
    found = []
    for part in ("glance", "organs", "previous", "roster", "team", "check"):
        page.show_part(part)
        settle()
        found += [
            f"{part}: {problem}" for problem in layout_problems(page.window(), language=language)
        ]
    assert not found, "\n".join(found)
