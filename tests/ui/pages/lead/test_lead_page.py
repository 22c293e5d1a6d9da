"""The lead page driven as a user drives it: who sees what, recording, numbering, disposing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from inspector_app.services import leads
from inspector_app.services.access import looks_at
from inspector_app.ui.pages.lead import LeadPage, lead_badge
from inspector_app.ui.theme import ThemeMode
from inspector_app.ui.typist import KEEP_MS
from tests.delivery_fixture import in_clear
from tests.page_fixture import ALT, CTRL, button
from tests.paper_fixture import LEADER, MEMBER, NUMBER_ONE, OTHER_MEMBER
from tests.ui.pages.lead.conftest import SOURCE

KEY = Qt.Key
CONTENT = "反映某某收受礼金𠮷"


def column(page, number):
    return [page.model.index(row, number).data() for row in range(page.model.rowCount())]


def shown_words(page):
    """Every word that can be seen on the page."""
    words = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    words += [
        w.text()
        for w in page.findChildren(QWidget)
        if w.isVisible() and hasattr(w, "text") and callable(w.text) and isinstance(w.text(), str)
    ]
    for row in range(page.model.rowCount()):
        words += [page.model.index(row, c).data() or "" for c in range(page.model.columnCount())]
    return "\n".join(words)


def open_row(page, row):
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(row, 0))
    page._look_soon.timeout.emit()


def records(small):
    return small.mission.reader.find("lead")


def test_number_one_first_ages_and_readers(page, small):
    assert column(page, 0) == ["XS-002", "XS-001"]
    assert column(page, 1) == ["▲ 一把手", ""]
    assert column(page, 2) == [NUMBER_ONE, "虞堃"]
    assert column(page, 3) == ["△ 50 天", "1 天"]
    assert column(page, 5) == [LEADER, f"{LEADER}、{MEMBER}"]
    assert "涉及一把手 1 条" in page.header.subtitle.text()
    badge = lead_badge(small.mission)
    assert (badge.count, badge.tone) == (2, "mark")


def test_the_source_is_never_in_the_list_and_hidden_until_asked_for(page, hands):
    assert SOURCE not in shown_words(page)
    open_row(page, 0)
    assert SOURCE not in shown_words(page)
    hands.click(page.detail.fields.show_source)
    assert page.detail.fields.source.isVisible()
    assert page.detail.fields.source.text() == SOURCE
    hands.press(KEY.Key_Tab)
    open_row(page, 1)
    assert not page.detail.fields.source.isVisible()
    hands.click(page.detail.fields.show_source)
    page.hide()
    page.show()
    assert not page.detail.fields.source.isVisible(), "covered again when the page is left"


def test_looks_are_logged_and_shown(page, small):
    open_row(page, 0)
    lead = page.desk.id
    looks = looks_at(small.mission.reader, "lead", lead)
    assert [look.author for look in looks] == [small.users[LEADER]]
    assert LEADER in page.detail.fields.looks.text()
    assert page.where() == {"lead": lead}


def test_a_member_sees_only_what_he_may(small, stage):
    page = stage.show(LeadPage, small.reopen(MEMBER))
    assert column(page, 0) == ["XS-001"]
    open_row(page, 0)
    detail = page.detail
    assert detail.fields.content.isReadOnly()
    assert detail.fields.disposal.isReadOnly()
    assert not detail.withdraw_button.isVisible()
    assert not page.number_button.isVisible()
    stage.put_away()
    page = stage.show(LeadPage, small.reopen(OTHER_MEMBER))
    assert page.model.rowCount() == 0
    assert page.empty.isVisible()
    assert lead_badge(small.mission) is None


def test_recorded_while_it_is_typed(page, hands, small, qtbot):
    page.table.setFocus()
    hands.press(KEY.Key_N, CTRL)
    assert page.detail.heading.text() == "新线索"
    hands.type(CONTENT)
    qtbot.waitUntil(
        lambda: (
            [d.text for d in small.mission.folder.drafts.pending(small.mission.me)] == [CONTENT]
        ),
        timeout=4 * KEEP_MS,
    )
    assert len(records(small)) == 2, "a draft is no record"
    page.detail.fields.officials.picked.emit(small.officials[NUMBER_ONE])
    assert page.detail.fields.number_one.isChecked(), "the roster knows who is a number one"
    hands.fill(page.detail.fields.source, SOURCE)
    hands.press(KEY.Key_S, CTRL)
    made = next(one for one in records(small) if one.text("content") == CONTENT)
    assert made.items("officials") == (small.officials[NUMBER_ONE],)
    assert made.flag("about_number_one")
    assert made.text("source") == SOURCE
    assert made.text("received_on") == "2026-10-21"
    assert made.audience == "leader"
    assert page.table.current_id == made.id
    assert not page.detail.save_button.isVisible()
    assert not page.detail.fields.source.isVisible()
    assert small.mission.folder.drafts.pending(small.mission.me) == []
    assert in_clear(small.folder, CONTENT, SOURCE) == []


def test_leaving_the_field_records_it_and_typing_goes_on(page, hands, small):
    hands.click(page.new_button)
    hands.type(CONTENT)
    hands.press(KEY.Key_Tab)
    made = next(one for one in records(small) if one.text("content") == CONTENT)
    page.detail.fields.content.setFocus()
    hands.press(KEY.Key_End, CTRL)
    hands.type("，又写一句")
    hands.press(KEY.Key_Tab)
    again = small.mission.reader.get("lead", made.id)
    assert again.text("content") == f"{CONTENT}，又写一句"
    assert len(records(small)) == 3


def test_typing_is_not_lost_by_choosing_another_lead_or_locking(page, hands, small):
    hands.click(page.new_button)
    hands.type(CONTENT)
    open_row(page, 1)
    assert any(one.text("content") == CONTENT for one in records(small))
    hands.click(page.new_button)
    hands.type("第二条")
    page.flush()
    assert any(one.text("content") == "第二条" for one in records(small))


def test_nothing_typed_is_nothing_recorded(page, hands, small):
    hands.click(page.new_button)
    hands.press(KEY.Key_S, CTRL)
    assert page.detail.fields.rows["content"].error
    hands.type("字")
    hands.press(KEY.Key_Backspace)
    open_row(page, 0)
    assert len(records(small)) == 2


def test_a_member_records_one_that_his_colleague_cannot_see(small, stage, hands):
    page = stage.show(LeadPage, small.reopen(MEMBER))
    page.go_to({"new": "1"})
    hands.type(CONTENT)
    hands.press(KEY.Key_S, CTRL)
    assert column(page, 0) == ["未编号", "XS-001"]
    assert not page.detail.fields.content.isReadOnly(), "it is his own"
    stage.put_away()
    assert leads.leads(small.reopen(OTHER_MEMBER).reader) == []


def test_begun_from_a_talk(page, hands, small):
    talk = small.plan("佘翊")
    page.go_to({"new": "1", "talk": talk})
    hands.type(CONTENT)
    hands.press(KEY.Key_S, CTRL)
    made = next(one for one in records(small) if one.text("content") == CONTENT)
    assert made.text("talk") == talk
    hands.click(page.detail.fields.talk.chips[0])
    assert page.context.navigate.visited[-1] == ("talk", {"talk": talk})
    page.detail.fields.talk.chips[0].setFocus()
    hands.press(KEY.Key_Delete)
    assert small.mission.reader.get("lead", made.id).text("talk") == ""


def test_numbered_disposed_of_and_opened_by_the_leader(page, hands, small):
    hands.click(page.new_button)
    hands.type(CONTENT)
    hands.press(KEY.Key_S, CTRL)
    assert page.number_button.text() == "给 1 条编号"
    hands.click(page.number_button)
    made = next(one for one in records(small) if one.text("content") == CONTENT)
    assert made.text("number") == "XS-003"
    assert not page.number_button.isVisible()
    hands.fill(page.detail.fields.disposal, "按干部管理权限移交")
    hands.press(KEY.Key_Tab)
    assert small.mission.reader.get("lead", made.id).text("disposal") == "按干部管理权限移交"
    page.detail.fields.readers.picked.emit(small.users[OTHER_MEMBER])
    assert small.mission.reader.get("lead", made.id).audience == "named"
    assert OTHER_MEMBER in page.detail.fields.who.text()
    page.steps.take_back()
    assert small.mission.reader.get("lead", made.id).text("disposal") == ""


def test_changed_and_taken_back(page, hands, small):
    open_row(page, 1)
    lead = page.desk.id
    hands.fill(page.detail.fields.received_on, "2026年10月19日")
    hands.press(KEY.Key_Tab)
    assert small.mission.reader.get("lead", lead).text("received_on") == "2026-10-19"
    page.detail.fields.number_one.setFocus()
    hands.press(KEY.Key_Space)
    assert small.mission.reader.get("lead", lead).flag("about_number_one")
    assert page.table.current_id == lead, "the list has moved, the lead is still shown"
    hands.press(KEY.Key_Z, CTRL)
    assert not small.mission.reader.get("lead", lead).flag("about_number_one")


def test_looking_through_changes_nothing(page, small):
    count = small.mission.reader.entry_count()
    for row in (0, 1, 0):
        open_row(page, row)
        page.detail.commit()
    assert small.mission.reader.entry_count() == count


def test_withdrawn_with_a_reason(page, hands):
    open_row(page, 1)
    hands.click(page.detail.withdraw_button)
    hands.type("与另一条重复")
    hands.press(KEY.Key_Return)
    assert column(page, 0) == ["XS-002"]
    assert not page.detail.isVisible()


def test_sorted_by_age(page):
    page.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert column(page, 0) == ["XS-001", "XS-002"]


def test_unreadable_date_is_said(page, hands):
    open_row(page, 0)
    hands.fill(page.detail.fields.received_on, "上周")
    hands.press(KEY.Key_Tab)
    assert page.detail.fields.rows["received_on"].error


@pytest.mark.parametrize(
    ("language", "mode"),
    [("zh_CN", ThemeMode.LIGHT), ("en", ThemeMode.DARK), ("en", ThemeMode.HIGH_CONTRAST)],
)
def test_layout(small, stage, theme, translations, layout_problems, settle, hands, language, mode):
    theme.set_mode(mode)
    translations.set_language(language)
    page = stage.show(LeadPage, small.mission, language=language)
    window = page.window()
    found = layout_problems(window, language=language)
    open_row(page, 0)
    hands.click(page.detail.fields.show_source)
    hands.click(page.detail.withdraw_button)
    settle()
    found += layout_problems(window, language=language)
    page.go_to({"new": "1"})
    hands.press(KEY.Key_S, CTRL)
    settle()
    found += layout_problems(window, language=language)
    assert found == []
    assert button(window, "记下" if language == "zh_CN" else "Record").isVisible()
    hands.press(KEY.Key_Down, ALT)
