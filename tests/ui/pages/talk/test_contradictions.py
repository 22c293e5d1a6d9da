"""The contradiction desk in a window: by keys and clicks, to the paragraph and to a task."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from inspector_app.domain.changes import Changes
from inspector_app.domain.must_ask import AnswerKind
from inspector_app.domain.record_type import Audience
from inspector_app.services import talk_closing
from inspector_app.services.mission import vocabulary
from inspector_app.services.tasks import open_tasks
from inspector_app.ui.pages.talk.contradiction_desk import ContradictionDesk
from inspector_app.ui.pages.talk.line_text import units
from inspector_app.ui.pages.talk.voices_view import VoiceLine, VoicesModel, VoicesView
from tests.services.test_contradictions import ITEM, say

K = Qt.Key


@pytest.fixture
def show_desk(page_context, bus, qtbot, settle):
    """``show_desk(small)``: the desk in a window of its own, with what it asked for."""
    windows = []

    def make(small, language="zh_CN"):
        context = page_context(
            small.mission, language=language, vocabulary=vocabulary(small.mission.reader)
        )
        desk = ContradictionDesk(context)
        desk.places = []
        desk.place_wanted.connect(lambda page, target: desk.places.append((page, target)))
        window = QWidget()
        QVBoxLayout(window).addWidget(desk)
        window.resize(1182, 620)
        bus.changed.connect(desk.refresh)
        window.show()
        window.activateWindow()
        qtbot.waitActive(window)
        settle()
        windows.append((window, desk))
        return desk

    yield make
    for window, desk in windows:
        bus.changed.disconnect(desk.refresh)
        window.close()


@pytest.fixture
def talked(small):
    """Two who differ about a sum, one who knows nothing."""
    return {
        "first": say(small, "虞堃", "有，花了三十多万。", day="2026-10-18"),
        "second": say(small, "郗𠮷", "有的，合同是50万元。", day="2026-10-19"),
        "third": say(small, "佘翊", "不清楚。", kind=AnswerKind.UNKNOWN),
    }


def test_points_out_what_does_not_agree_and_marks_the_words(small, talked, show_desk, qtbot):
    desk = show_desk(small)
    qtbot.waitUntil(lambda: desk._items.counts.get(ITEM) == 1)
    desk.items.choose(ITEM)

    lines = {line.key: line for line in desk._model.lines}
    assert lines[talked["first"]].striking == ("三十多万",)
    assert lines[talked["second"]].striking == ("50万元",)
    assert lines[talked["third"]].striking == ()
    assert "谈 3 人，有具体反映 2，不了解 1" in desk._figures.text()
    assert not desk.grab().isNull()


def test_only_what_says_something(small, talked, show_desk, hands):
    desk = show_desk(small)
    desk.items.choose(ITEM)
    desk.only_said.setFocus()
    hands.press(K.Key_Space)
    assert {line.key for line in desk._model.lines} == {talked["first"], talked["second"]}


def test_by_keys_to_the_paragraph(small, talked, show_desk, hands):
    desk = show_desk(small)
    desk.go_to({"item": ITEM})
    hands.press(K.Key_Return)
    ((page, target),) = desk.places
    assert page == "talk"
    assert target["talk"] == talked["first"]
    assert target["item"] == ITEM
    said = small.mission.reader.get("paragraph", target["paragraph"])
    assert said.text("text") == "有，花了三十多万。"


def test_by_a_key_to_a_task_and_back(small, talked, show_desk, hands):
    desk = show_desk(small)
    desk.go_to({"item": ITEM})
    hands.press(K.Key_T)
    (task,) = open_tasks(small.mission.reader)
    assert task.text("subject") == talked["first"]
    assert task.text("item") == ITEM
    assert "虞堃" in task.text("title")
    hands.press(K.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert open_tasks(small.mission.reader) == []


def difference_button(desk):
    QApplication.processEvents()
    return next(
        b for b in desk.findChildren(QPushButton) if b.text() == "列为核查任务" and b.isVisible()
    )


@pytest.mark.usefixtures("talked")
def test_a_difference_becomes_a_task(small, show_desk, hands):
    desk = show_desk(small)
    desk.go_to({"item": ITEM})
    hands.click(difference_button(desk))
    (task,) = open_tasks(small.mission.reader)
    assert "三十多万" in task.text("title")
    assert "50万元" in task.text("title")
    assert task.audience == Audience.TEAM.value


def test_a_task_never_tells_more_people_than_the_talk_it_quotes(small, talked, show_desk, hands):
    talk_closing.set_audience(small.mission, talked["second"], Audience.LEADER)
    desk = show_desk(small)
    desk.go_to({"item": ITEM})
    hands.click(difference_button(desk))
    (task,) = open_tasks(small.mission.reader)
    assert task.audience != Audience.TEAM.value


def test_says_what_it_shows_before_anybody_spoke(small, show_desk):
    desk = show_desk(small)
    assert desk._stack.currentWidget() is desk._empty
    assert not desk.task.isEnabled()
    assert not desk.to_place.isEnabled()


@pytest.mark.usefixtures("talked")
def test_new_answers_show_at_once(small, show_desk, bus):
    desk = show_desk(small)
    desk.items.choose(ITEM)
    talk = say(small, "蔺㛃", "没有。", day="2026-10-17")
    bus.post(Changes(frozenset({"submission"}), frozenset()))
    assert talk in {line.key for line in desk._model.lines}


def test_the_marked_words_are_the_right_ones_behind_rare_characters(theme):
    model = VoicesModel()
    view = VoicesView(theme, model)
    line = VoiceLine("k", "岑𬀩", "", "", "neutral", "屈𫖯、郗𠮷说是7月，7月。", "", ("7月",))
    found = view._painter._formats(line)
    assert units("𬀩") == 2
    assert [(one.start, one.length) for one in found] == [(9, 2), (12, 2)]
