"""The page at a glance, and building the team: members, days, trust in headquarters."""

import pytest
from PySide6.QtCore import Qt

from inspector_app.domain.vocabulary import Capacity, Head, ItemState, Organ, Role
from inspector_app.exchange.cards import read_request, write_card
from inspector_app.services import briefing, officials
from inspector_app.services.certification import certificate_request
from inspector_app.services.mission import certified
from inspector_app.services.team import team
from inspector_app.store.certificates import issue_certificate
from inspector_app.store.identity import generate
from inspector_app.store.journal import Write
from inspector_app.ui.theme import ThemeMode

KEYS = Qt.Key


def answered(small, organ=Organ.DISCIPLINE):
    return briefing.record_briefing(
        small.mission, organ=organ, organ_name="示例单位", received_on="2026-10-01"
    ).id


def say(small, briefing_id, theme, name="岑𬀩", state=ItemState.HAS, head=Head.WORK):
    return briefing.record_item(
        small.mission,
        briefing=briefing_id,
        official=small.officials[name],
        head=head,
        theme=theme,
        state=state,
        text=f"{theme}（示例）。",
    ).id


class TestGlance:
    def test_organs_in_words_and_a_jump_to_each(self, small, show_page, hands):
        made = answered(small)
        page = show_page(small.mission)
        lines = page.glance.organs.lines
        assert [line.sign for line in lines] == ["✓", "▲"]
        assert "2026-10-01" in lines[0].standing
        organs = page.glance.organs
        hands.click(organs.viewport(), organs.visualRect(organs.model().index(0, 0)).center())
        assert page.part == "organs"
        assert page.organs.organs.current_key == made

    def test_the_keyboard_opens_an_organ(self, small, show_page, hands):
        page = show_page(small.mission)
        page.glance.organs.setFocus()
        hands.press(KEYS.Key_Down)
        hands.press(KEYS.Key_Return)
        assert page.part == "organs"

    def test_the_check_says_why_not_and_leads_there(self, small, show_page, hands):
        page = show_page(small.mission)
        items = page.glance.checks.items
        assert [i.severity for i in items] == sorted(
            (i.severity for i in items), key=("blocking", "due", "note", "done").index
        )
        assert page.glance.check_state.text().startswith("▲")
        page.glance.checks.setFocus()
        hands.press(KEYS.Key_Return)
        assert page.part == "organs"

    def test_work_and_life_side_by_side_with_gaps(self, small, show_page, hands):
        made = answered(small)
        item = say(small, made, "信访举报")
        say(small, made, "生活作风", state=ItemState.NOT_PROVIDED, head=Head.LIFE)
        page = show_page(small.mission)
        profile = page.glance.profile
        work = {entry.theme: entry for entry in profile.lists[Head.WORK].entries}
        life = {entry.theme: entry for entry in profile.lists[Head.LIFE].entries}
        assert not work["信访举报"].gap
        assert work["政治生态评价"].gap
        assert life["生活作风"].gap
        profile.lists[Head.WORK].setFocus()
        hands.press(KEYS.Key_Down)
        hands.press(KEYS.Key_Return)
        assert page.part == "organs"
        row = page.organs.items.rows[Head.WORK, "信访举报", 0]
        assert row.item.id == item
        assert row.text.hasFocus()

    def test_who_looks_at_it_leaves_a_trace_once(self, small, show_page):
        made = answered(small)
        page = show_page(small.mission)
        page.show_part("organs")
        page.show_part("glance")
        lines = [line["body"] for line in small.mission.folder.access.lines()]
        seen = [(one["record_type"], one["record_id"]) for one in lines]
        assert seen == [("official", small.officials["岑𬀩"]), ("briefing", made)]

    def test_two_number_ones_are_switched(self, small, show_page, hands):
        officials.mark_number_one(
            small.mission, small.officials["虞堃"], Capacity.ADMINISTRATIVE_HEAD
        )
        made = answered(small)
        say(small, made, "信访举报", name="虞堃")
        page = show_page(small.mission)
        profile = page.glance.profile
        assert profile.name.text() == "岑𬀩"
        buttons = {button.text(): button for button in profile._group.buttons()}
        hands.click(buttons["虞堃"])
        assert profile.name.text() == "虞堃"
        assert not next(e for e in profile.lists[Head.WORK].entries if e.theme == "信访举报").gap
        officials.update_official(small.mission, small.officials["蔺㛃"], office="调研员")
        assert profile.name.text() == "虞堃"

    def test_nobody_marked_leads_to_the_roster(self, small, show_page):
        officials.mark_number_one(small.mission, small.officials["岑𬀩"], None)
        page = show_page(small.mission)
        empty = page.glance.profile._stack.currentWidget()
        empty.acted.emit()
        assert page.part == "roster"

    def test_parts_by_keyboard(self, small, show_page, hands):
        page = show_page(small.mission)
        page.tabs.setFocus()
        hands.press(KEYS.Key_Right)
        assert page.part == "organs"
        hands.press(KEYS.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert page.part == "roster"
        hands.press(KEYS.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
        assert page.part == "organs"

    def test_long_texts_wrap_and_the_list_follows_its_width(self, small, show_page, settle):
        made = answered(small)
        say(small, made, "信访举报" + "，很长" * 60)
        page = show_page(small.mission)
        entries = page.glance.profile.lists[Head.WORK]
        heights = []
        for width in (1182, 900):
            page.window().resize(width, 682)
            settle()
            last = entries.model().index(entries.model().rowCount() - 1, 0)
            heights.append(entries.visualRect(last).height())
        assert heights[1] > heights[0]


class TestMembers:
    def test_added_with_a_passphrase_and_a_code_on_paper(self, small, show_page, hands):
        page = show_page(small.mission, part="team")
        card = page.team.member
        hands.click(card.begin)
        assert card.name.hasFocus()
        hands.type("谌朗")
        card.role.setFocus()
        hands.press(KEYS.Key_Down)
        hands.into(card.first.edit)
        hands.type("纸上得来终觉浅-9")
        hands.press(KEYS.Key_Tab)
        hands.type("纸上得来终觉浅-9")
        hands.press(KEYS.Key_Return)
        made = card._made
        assert made is not None
        assert card.code.text().split() == list(made.groups)
        assert card.first.edit.text() == ""
        assert card.typed.hasFocus()
        hands.type("000000")
        hands.press(KEYS.Key_Return)
        assert card.typed_row.error
        card.typed.clear()
        hands.type(made.groups[card._number - 1])
        hands.press(KEYS.Key_Return)
        assert card._made is None
        assert card.code.text() == ""
        members = {one.name: one for one in team(small.mission.reader, small.mission.id)}
        assert members["谌朗"].role is Role.LIAISON
        assert members["谌朗"].certified

    @pytest.mark.parametrize(
        ("name", "first", "second", "row"),
        [
            ("", "纸上得来终觉浅-9", "纸上得来终觉浅-9", "name_row"),
            ("谌朗", "纸上得来终觉浅-9", "纸上得来", "second"),
            ("谌朗", "一", "一", "first"),
            ("骆珩", "纸上得来终觉浅-9", "纸上得来终觉浅-9", "name_row"),
        ],
    )
    def test_what_is_wrong_is_told_at_its_field(
        self, small, show_page, hands, name, first, second, row
    ):
        page = show_page(small.mission, part="team")
        card = page.team.member
        hands.click(card.begin)
        hands.type(name)
        card.first.edit.setText(first)
        card.second.edit.setText(second)
        hands.click(card.join)
        assert getattr(card, row).error
        assert small.mission.reader.count("user") == 3
        assert card.join.isEnabled()

    def test_the_code_is_gone_with_the_lock(self, small, show_page, hands):
        page = show_page(small.mission, part="team")
        card = page.team.member
        hands.click(card.begin)
        hands.type("谌朗")
        card.first.edit.setText("纸上得来终觉浅-9")
        card.second.edit.setText("纸上得来终觉浅-9")
        hands.click(card.join)
        assert card.code.text()
        page.release()
        assert card.code.text() == ""
        assert card._made is None

    def test_members_cannot_add_members(self, small, show_page):
        page = show_page(small.reopen("骆珩"), part="team")
        assert not page.team.member.begin.isEnabled()
        assert page.team.headquarters.confirm.isHidden()
        assert not page.team.days.days["entry_on"].isEnabled()


class TestHeadquarters:
    @pytest.fixture
    def unpinned(self, small):
        mission = small.mission
        nothing = {"hq_sign_key": None, "hq_seal_key": None, "hq_confirmed": None, "hq_name": None}
        mission.journal.write(
            Write("mission", mission.id, nothing),
            Write("user", mission.me, {"certificate": None}),
        )
        return small

    def test_card_fingerprint_certificate(self, unpinned, show_page, hands, tmp_path, settle):
        small, hq = unpinned, generate()
        page = show_page(small.mission, part="team")
        card = page.team.headquarters
        assert not card.install.isEnabled()
        assert card.confirm.isHidden()
        path = tmp_path / "名片.json"
        path.write_text(write_card("示例市委巡察办", hq), encoding="utf-8")
        card.take_card_file(path)
        settle()
        assert card.fingerprint.text().split() == hq.public.fingerprint.split()
        hands.click(card.confirm)
        settle()
        assert page.strip.isVisible()
        record = small.mission.reader.get("mission", small.mission.id)
        assert not record.flag("hq_confirmed")  # not before the question is answered
        hands.click(page.strip._yes_button)
        record = small.mission.reader.get("mission", small.mission.id)
        assert record.flag("hq_confirmed")
        asked = tmp_path / "申请.json"
        card.save_request(asked)
        request = read_request(asked.read_text(encoding="utf-8"))
        issued = issue_certificate(
            hq,
            user_id=request.user_id,
            name=request.leader,
            role=Role.LEADER,
            keys=request.keys,
            mission_id=request.mission_id,
            serial=1,
        )
        back = tmp_path / "证书.json"
        back.write_text(issued.to_text(), encoding="utf-8")
        card.install_file(back)
        assert small.mission.me in certified(small.mission.reader, small.mission.id)
        assert card.install.isHidden()

    @pytest.mark.parametrize(
        "content", [b"", b"\xff\xfe not json", b"{}", b"x" * 200_000, "名片".encode()]
    )
    def test_what_is_no_card_is_refused_in_words(self, unpinned, show_page, tmp_path, content):
        page = show_page(unpinned.mission, part="team")
        path = tmp_path / "名片.json"
        path.write_bytes(content)
        heard = []
        page.context.tasks.known_error.connect(heard.append)
        page.team.headquarters.take_card_file(path)
        page.team.headquarters.install_file(path)
        assert len(heard) == 2
        assert page.context.wording.error(heard[0])
        assert unpinned.mission.reader.get("mission", unpinned.mission.id).text("hq_name") == ""

    def test_a_certificate_of_somebody_else_is_refused(self, small, show_page, tmp_path):
        page = show_page(small.mission, part="team")
        heard = []
        page.context.tasks.known_error.connect(heard.append)
        path = tmp_path / "申请.json"
        path.write_text(certificate_request(small.mission), encoding="utf-8")
        page.team.headquarters.install_file(path)
        assert len(heard) == 1


class TestDays:
    def test_set_refused_and_taken_back(self, small, show_page, hands):
        page = show_page(small.mission, part="team")
        days = page.team.days
        hands.into(days.days["leave_on"])
        days.days["leave_on"].selectAll()
        hands.type("2026-09-01")
        hands.press(KEYS.Key_Tab)
        assert days.rows["leave_on"].error
        days.days["leave_on"].setFocus()
        days.days["leave_on"].selectAll()
        hands.type("20261130")
        hands.press(KEYS.Key_Tab)
        assert days.rows["leave_on"].error == ""
        mission = small.mission.reader.get("mission", small.mission.id)
        assert mission.text("leave_on") == "2026-11-30"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("mode", [ThemeMode.LIGHT, ThemeMode.DARK])
def test_layout(
    small, show_page, translations, theme, layout_problems, settle, hands, language, mode
):
    made = answered(small)
    say(small, made, "信访举报" + "，很长" * 60)
    officials.mark_number_one(small.mission, small.officials["虞堃"], Capacity.ADMINISTRATIVE_HEAD)
    translations.set_language(language)
    theme.set_mode(mode)
    page = show_page(small.mission, language=language)
    assert layout_problems(page.window(), language=language) == []
    page.show_part("team")
    card = page.team.member
    hands.click(card.begin)
    hands.type("示例")
    card.first.edit.setText("一")
    card.second.edit.setText("二")
    hands.click(card.join)
    settle()
    assert layout_problems(page.window(), language=language) == []
    card.first.edit.setText("纸上得来终觉浅-9")
    card.second.edit.setText("纸上得来终觉浅-9")
    hands.click(card.join)
    settle()
    assert card.code.text()
    assert layout_problems(page.window(), language=language) == []
