"""The calendar of talks by keys and mouse: moving, clashes, proposals, settings, absences."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QPushButton

from inspector_app.domain.vocabulary import TalkKind, TaskState
from inspector_app.services import talk_plan, talks, tasks
from inspector_app.services.plan_settings import plan_settings, set_plan_setting
from inspector_app.ui.pages.talk.plan.sheet import Arrangement
from inspector_app.ui.theme import ThemeMode
from tests.documents.ics_reader import read
from tests.ui.pages.talk.conftest import CTRL

K = Qt.Key


@pytest.fixture
def desk(small, page):
    set_plan_setting(small.mission, "rooms", "谈话一室、谈话二室")
    page.go_to({"view": "plan"})
    page.refresh(None)
    return page.plans.plan_desk


def times(small, talk):
    record = small.mission.reader.get("talk", talk)
    return record.text("starts_at"), record.text("ends_at"), record.text("place")


def arrange(desk, arrangement):
    desk.arrangement.setCurrentIndex(desk.arrangement.findData(arrangement))


def drag(calendar, start: QPointF, end: QPointF, *, drop=True):
    """Press, move in steps and release, as a mouse does."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    view = calendar.viewport()

    def send(kind, at, button, buttons):
        spot = view.mapToGlobal(at)
        event = QMouseEvent(kind, at, spot, button, buttons, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(view, event)

    send(QEvent.Type.MouseButtonPress, start, left, left)
    for step in range(1, 11):
        send(QEvent.Type.MouseMove, start + (end - start) * step / 10, none, left)
    if drop:
        send(QEvent.Type.MouseButtonRelease, end, left, none)


def middle(calendar, talk):
    calendar.select(talk)
    return calendar.frame.rect_of(calendar.current).center()


# --- moving -------------------------------------------------------------------------------


def test_a_talk_is_moved_by_keys_without_a_dialog_and_taken_back(small, page, desk, hands):
    talk = small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:30")
    page.refresh(None)
    calendar = desk.calendar
    calendar.setFocus()
    calendar.select(talk)
    hands.press(K.Key_Space)
    assert calendar.carrying
    hands.press(K.Key_Down, CTRL)
    hands.press(K.Key_Down)
    hands.press(K.Key_Left)  # into the other room
    hands.press(K.Key_Return)
    assert times(small, talk) == ("2026-10-21T09:35", "2026-10-21T11:05", "谈话一室")
    assert calendar.current.talk == talk
    hands.press(K.Key_Z, CTRL)
    assert times(small, talk) == ("2026-10-21T09:00", "2026-10-21T10:30", "谈话二室")


def test_a_clash_shows_while_the_talk_is_carried_and_is_not_put_down(small, page, desk, hands):
    small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    second = small.plan("蔺㛃", "2026-10-21T10:00", "2026-10-21T11:00")
    page.refresh(None)
    calendar = desk.calendar
    calendar.setFocus()
    calendar.select(second)
    hands.press(K.Key_Space)
    hands.press(K.Key_Up)
    assert "骆珩" in desk.told.text()
    assert desk.told.text().startswith("▲")
    assert "T-001" in calendar.accessibleDescription()
    hands.press(K.Key_Return)
    assert calendar.carrying
    hands.press(K.Key_Escape)
    assert not calendar.carrying
    assert times(small, second)[0] == "2026-10-21T10:00"


def test_a_talk_is_dragged_by_the_mouse(small, page, desk):
    talk = small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    page.refresh(None)
    calendar = desk.calendar
    start = middle(calendar, talk)
    frame = calendar.frame
    drag(calendar, start, start + QPointF(-frame.column_width, 60 * frame.scale))
    assert times(small, talk) == ("2026-10-21T10:00", "2026-10-21T11:00", "谈话一室")


def test_dropping_a_talk_on_a_clash_puts_it_back_with_the_reason(small, page, desk):
    small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    second = small.plan("蔺㛃", "2026-10-21T14:30", "2026-10-21T15:30")
    page.refresh(None)
    calendar = desk.calendar
    start = middle(calendar, second)
    drag(calendar, start, start - QPointF(0, 330 * calendar.frame.scale))
    assert times(small, second)[0] == "2026-10-21T14:30"
    assert "T-001" in desk.told.text()
    assert not calendar.carrying


def test_another_member_and_another_day_by_columns(small, page, desk, hands):
    talk = small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    page.refresh(None)
    arrange(desk, Arrangement.MEMBERS)
    columns = [column.key for column in desk.calendar.sheet.columns]
    here = {block.column for block in desk.calendar.sheet.blocks}
    assert {columns[number] for number in here} == {small.users["骆珩"], small.users["阚玥"]}
    calendar = desk.calendar
    block = next(b for b in calendar.sheet.blocks if columns[b.column] == small.users["阚玥"])
    target = columns.index(small.users["郁澄"])
    calendar.select_block(block)
    calendar.take_up()
    calendar._carry(target, block.starts)
    calendar.put_down()
    people = small.mission.reader.get("talk", talk).items("interviewers")
    assert set(people) == {small.users["郁澄"], small.users["骆珩"]}
    arrange(desk, Arrangement.WEEK)
    calendar.setFocus()
    calendar.select(talk)
    hands.press(K.Key_F2)
    hands.press(K.Key_Right)
    hands.press(K.Key_Space)
    assert times(small, talk)[0] == "2026-10-22T09:00"


def test_what_has_begun_stays(small, page, desk, hands):
    talk = small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    talks.begin_talk(small.mission, talk)
    page.refresh(None)
    desk.calendar.setFocus()
    desk.calendar.select(talk)
    hands.press(K.Key_Space)
    assert not desk.calendar.carrying
    assert "已经开始" in desk.told.text()
    hands.press(K.Key_Delete)
    assert small.mission.reader.count("talk") == 1


def test_keys_choose_open_remove_and_turn_the_days(small, page, desk, hands):
    first = small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    second = small.plan("蔺㛃", "2026-10-21T10:15", "2026-10-21T11:00")
    page.refresh(None)
    calendar = desk.calendar
    calendar.setFocus(Qt.FocusReason.TabFocusReason)
    assert calendar.current.talk == first
    hands.press(K.Key_Down)
    assert calendar.current.talk == second
    hands.press(K.Key_Up)
    assert calendar.current.talk == first
    hands.press(K.Key_Delete)
    assert small.mission.reader.ids("talk") == [second]
    hands.press(K.Key_Z, CTRL)
    assert small.mission.reader.count("talk") == 2
    for _ in range(3):
        hands.press(K.Key_PageDown)
    assert desk.day == "2026-10-26"  # over the weekend
    hands.press(K.Key_Home)
    assert desk.day == "2026-10-21"
    calendar.select(second)
    hands.press(K.Key_Return)
    assert page.in_workspace


def test_a_talk_that_clashes_already_is_marked(small, page, desk):
    small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    talk_plan.note_absence(
        small.mission,
        official=small.officials["虞堃"],
        from_on="2026-10-20",
        until_on="2026-10-22",
    )
    page.refresh(None)
    (block,) = desk.calendar.sheet.blocks
    assert (block.tone, block.clash) == ("mark", "对象不在")
    assert block.clash in block.spoken


# --- planning -----------------------------------------------------------------------------


def test_a_free_place_opens_the_form_with_time_and_room(page, desk):
    calendar, frame = desk.calendar, desk.calendar.frame
    point = QPointF(frame.x(0) + 20, frame.y(10 * 60 + 5))
    event = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        point,
        calendar.viewport().mapToGlobal(point),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(calendar.viewport(), event)
    plan = page.plans.form.plan()
    assert (plan.starts_at, plan.ends_at, plan.place) == (
        "2026-10-21T10:00",
        "2026-10-21T11:00",
        "谈话一室",
    )
    assert page.plans.view == "plan"
    assert desk.side.isHidden()
    page.plans.form.put_away()
    assert not desk.side.isHidden()


def test_the_form_says_at_once_what_stands_in_the_way(small, page):
    small.plan("虞堃", "2026-10-22T09:00", "2026-10-22T10:00")
    page.refresh(None)
    page.plans.plan()
    form = page.plans.form
    form.picker.choose(small.officials["蔺㛃"])
    form.day.setText("2026-10-22")
    form.day.editingFinished.emit()
    form.starts.setText("9:30")
    form.starts.editingFinished.emit()
    assert "T-001" in form._clash.text()
    assert not form._clash.isHidden()
    form.starts.setText("10:00")
    form.ends.setText("11:00")
    form.starts.editingFinished.emit()
    form.ends.editingFinished.emit()
    assert form._clash.isHidden()


def test_who_is_missing_leads_to_the_form_and_goes_when_planned(small, page, desk):
    titles = [item.title for item in desk.who.list.items]
    assert "蔺㛃 党组成员、副局长" in titles
    assert "还差 2 人" in " ".join(titles)
    item = next(one for one in desk.who.list.items if one.title.startswith("蔺㛃"))
    desk.who.list.jumped.emit(item)
    form = page.plans.form
    assert form.plan().official == small.officials["蔺㛃"]
    form._members[small.users["骆珩"]].setChecked(True)
    form.recorder.setCurrentIndex(form.recorder.findData(small.users["骆珩"]))
    form.setFocus()
    form._on_save()
    assert small.mission.reader.count("talk") == 1
    assert not any(one.title.startswith("蔺㛃") for one in desk.who.list.items)
    desk.who.only_missing.setChecked(False)
    item = next(one for one in desk.who.list.items if one.title.startswith("蔺㛃"))
    assert item.caption == "已安排"


def test_proposals_say_why_and_are_accepted_one_or_all(small, desk, hands):
    desk.propose.click()
    panel = desk.proposals
    assert desk.day == "2026-10-22"
    many = len(panel.proposals)
    assert many > 1
    assert "剩" in panel.outlook.text()
    one = next(
        button
        for button in panel.findChildren(QPushButton)
        if button.accessibleName().startswith("采纳：")
    )
    one.click()
    assert small.mission.reader.count("talk") == 1
    panel.all.click()
    reader = small.mission.reader
    assert reader.count("talk") > 1
    assert len({talk.text("official") for talk in reader.find("talk")}) == reader.count("talk")
    hands.press(K.Key_Z, CTRL)
    assert reader.count("talk") == 1


def test_proposals_are_outlined_in_the_calendar(desk):
    desk.propose.click()
    assert len(desk.calendar._ghosts) == len(desk.proposals.proposals)
    desk.proposals.closed.emit()
    assert not desk.calendar._ghosts


def test_without_rooms_the_calendar_says_what_to_do(small, page):
    page.go_to({"view": "plan"})
    desk = page.plans.plan_desk
    assert not desk.no_rooms.isHidden()
    desk.no_rooms.acted.emit()
    row = desk.setting_panel.row("rooms")
    row.value.setText("一室、二室")
    row.value.editingFinished.emit()
    assert plan_settings(small.mission.reader).rooms == ("一室", "二室")
    assert desk.no_rooms.isHidden()


def test_a_setting_that_cannot_be_says_so_at_its_field(small, desk):
    desk.show_side("settings")
    row = desk.setting_panel.row("hours")
    row.value.setText("早上九点")
    row.value.editingFinished.emit()
    assert "09:00-12:00" in row.form.error
    row.value.setText("08:30-12:00 14:00-18:00")
    row.value.editingFinished.emit()
    assert not row.form.error
    assert plan_settings(small.mission.reader).hours[0] == ("08:30", "12:00")


def test_an_absence_is_noted_and_taken_out_again(small, desk):
    desk.show_side("away")
    panel = desk.away_panel
    panel.save.click()
    assert panel._who_row.error
    panel.who.picked.emit(f"user:{small.users['骆珩']}")
    panel.since.setText("2026-10-22")
    panel.since.editingFinished.emit()
    panel.note.setText("学习")
    panel.save.click()
    (absence,) = small.mission.reader.find("absence")
    assert (absence.text("from_on"), absence.text("until_on")) == ("2026-10-22", "2026-10-22")
    arrange(desk, Arrangement.MEMBERS)
    desk.show_day("2026-10-22")
    away = {one.label: one.away for one in desk.calendar.sheet.columns}
    assert away["骆珩"] == "学习"
    arrange(desk, Arrangement.WEEK)
    notes = {one.key: one.note for one in desk.calendar.sheet.columns}
    assert (notes["2026-10-21"], notes["2026-10-22"]) == ("10-21", "10-22 · 1 人不在")
    panel._on_remove(absence.id, "骆珩")
    assert not small.mission.reader.find("absence")


def test_a_group_talk_and_an_unnamed_one_are_planned_in_the_form(small, page):
    form = page.plans.form
    page.plans.plan()
    form.kind.setCurrentIndex(form.kind.findData(TalkKind.GROUP))
    assert form._rows["official"].isHidden()
    form.topic.setText("职工座谈会")
    form.speakers.setText("佘翊")
    form._on_save()
    assert form._rows["speakers"].error
    form.speakers.setText("佘翊、职工甲")
    form._members[small.users["骆珩"]].setChecked(True)
    form._members[small.users["阚玥"]].setChecked(True)
    form.recorder.setCurrentIndex(form.recorder.findData(small.users["阚玥"]))
    form._on_save()
    (talk,) = small.mission.reader.find("talk")
    assert talk.items("speakers") == (small.officials["佘翊"],)
    assert talk.items("other_speakers") == ("职工甲",)
    page.plans.plan()
    form.kind.setCurrentIndex(form.kind.findData(TalkKind.UNNAMED))
    form._on_save()
    assert form._rows["described_as"].error
    form.described_as.setText("一名中层干部")
    form.starts.set_value("17:00")
    form.ends.set_value("18:00")
    form._on_save()
    names = {row.name for row in page.plans.list.rows}
    assert names == {"职工座谈会", "一名中层干部"}


def test_a_calendar_file_is_saved_without_names(small, page, desk, tmp_path):
    small.plan("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    page.refresh(None)
    menu = desk.exports.menu(desk.days.span(), desk._current())
    titles = {action.text(): action for action in menu.actions() if action.text()}
    assert len(titles) == 12
    assert not titles["谈话提纲  · PDF…"].isEnabled()
    desk.calendar.select(small.mission.reader.ids("talk")[0])
    menu = desk.exports.menu(desk.days.span(), desk._current())
    outline = next(one for one in menu.actions() if one.text() == "谈话提纲 T-001 · PDF…")
    outline.trigger()
    assert not desk.strip.isHidden()
    desk.strip.withdraw()
    path = tmp_path / "plan.ics"
    desk.exports._save_calendar("2026-10-21", "2026-10-21", "", [path])
    _, events = read(path.read_bytes())
    assert len(events) == 1
    assert "虞堃" not in str(events)


def test_talks_without_a_time_are_told_and_found_in_the_list(small, page, desk):
    assert desk.untimed.isHidden()
    talk = small.plan("虞堃")
    page.refresh(None)
    assert desk.untimed.text() == "1 场还没有定时间"
    desk.untimed.click()
    assert page.plans.view == "list"
    assert page.plans.list.table.current_id == talk


# --- tasks --------------------------------------------------------------------------------


def test_a_task_is_registered_changed_and_done_with_a_result(small, page):
    page.go_to({"view": "tasks"})
    desk = page.plans.tasks
    assert not desk._blank.isHidden()
    desk.new.click()
    desk.form.subject.setText("核对会议记录")
    desk.form.save.click()
    (task,) = small.mission.reader.find("task")
    assert task.text("due_on") == "2026-10-28"
    page.go_to({"task": task.id})
    assert desk.form.subject.text() == "核对会议记录"
    desk.form.assignee.setCurrentIndex(desk.form.assignee.findData(small.users["骆珩"]))
    desk.form.due.setText("2026-10-20")
    desk.form.save.click()
    assert "逾期 1 天" in desk._row(desk._rows[task.id]).cells[3]
    assert "逾期 1 项" in desk.count.text()
    desk.show_task(task.id)
    desk.form.finish.click()
    desk.form.strip.field.setText("属实")
    desk.form.strip._yes_button.click()
    record = small.mission.reader.get("task", task.id)
    assert (record.text("state"), record.text("outcome")) == (TaskState.DONE.value, "属实")
    assert not desk._rows
    desk.filter.setCurrentIndex(desk.filter.findData(TaskState.DONE.value))
    desk.show_task(task.id)
    desk.form.reopen.click()
    assert small.mission.reader.get("task", task.id).text("state") == "open"


def test_a_task_without_words_is_refused_at_its_field(small, page):
    page.go_to({"view": "tasks"})
    desk = page.plans.tasks
    desk.begin()
    desk.form.save.click()
    assert desk.form._subject_row.error
    desk.form.due.setText("下周")
    desk.form.save.click()
    assert desk.form._due_row.error
    assert not small.mission.reader.find("task")


def test_a_task_leads_to_where_it_comes_from(small, page):
    talk = small.plan("虞堃")
    source = tasks.TaskSource("talk", talk, "W3-1")
    made = tasks.create_task(small.mission, title="核实", source=source)
    page.go_to({"task": made.id})
    desk = page.plans.tasks
    assert "虞堃" in desk.form.source.text()
    desk.form.show_source.click()
    assert page.context.navigate.visited == [("talk", {"talk": talk, "item": "W3-1"})]


def test_the_page_finds_its_way_back(page, desk):
    desk.show_day("2026-10-26")
    where = page.where()
    page.go_to({"view": "list"})
    page.go_to(where)
    assert page.plans.view == "plan"
    assert desk.day == "2026-10-26"


# --- looks --------------------------------------------------------------------------------


def fill(small):
    set_plan_setting(small.mission, "rooms", "谈话一室、谈话二室")
    small.hold("虞堃", "2026-10-21T09:00", "2026-10-21T11:00")
    small.plan("蔺㛃", "2026-10-21T14:30", "2026-10-21T16:00")
    talk_plan.note_absence(
        small.mission,
        user=small.users["郁澄"],
        from_on="2026-10-22",
        until_on="2026-10-22",
        note="回市委汇报",
    )
    tasks.create_task(small.mission, title="核对六月党组会会议记录原件", due_on="2026-10-19")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_nothing_of_the_plan_is_cut_covered_or_untranslated(
    small, show_page, theme, translations, layout_problems, settle, language
):
    translations.set_language(language)
    page = show_page(small.mission, language=language)
    page.go_to({"view": "plan"})
    settle()
    assert layout_problems(page.window(), language=language) == [], "empty"
    fill(small)
    page.refresh(None)
    desk = page.plans.plan_desk
    steps = {
        "who": lambda: desk.show_side("who"),
        "all": lambda: desk.who.only_missing.setChecked(False),
        "members": lambda: arrange(desk, Arrangement.MEMBERS),
        "week": lambda: arrange(desk, Arrangement.WEEK),
        "proposals": desk.show_proposals,
        "settings": lambda: desk.show_side("settings"),
        "away": lambda: desk.show_side("away"),
        "form": page.plans.plan,
        "tasks": lambda: page.go_to({"view": "tasks"}),
        "task": page.plans.tasks.begin,
    }
    for name, step in steps.items():
        step()
        # Colours are the theme's: one dark look at what is painted by hand is enough.
        theme.set_mode(ThemeMode.DARK if name == "week" else ThemeMode.LIGHT)
        settle()
        assert layout_problems(page.window(), language=language) == [], name
