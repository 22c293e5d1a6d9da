"""Locking in the middle of a word: with the real window, threads and store nothing is lost."""

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from inspector_app.domain.vocabulary import ParagraphKind, TalkState
from inspector_app.services import session, talks
from inspector_app.services.talk_record import begin_paragraph, keep_new_paragraph
from inspector_app.ui.i18n import Translations
from inspector_app.ui.mission_session import MissionDesk
from inspector_app.ui.screenshots import _NothingOpened
from inspector_app.ui.shell import IdleLock, MainWindow
from inspector_app.ui.unlock import TryDelay
from tests.mission_fixture import PASSPHRASE
from tests.ui.pages.talk.conftest import ALT, CTRL

K = Qt.Key


@pytest.fixture
def talk(small):
    return small.plan("蔺㛃", "2026-10-21T15:00", "2026-10-21T16:30")


@pytest.fixture
def window(small, theme, threaded_tasks, bus, qapp, qtbot, tmp_path):
    """The whole window on the mission; the talk is open and the caret in its record."""
    desk = MissionDesk(small.sitting, threaded_tasks, bus, backups=tmp_path / "backups")
    made = MainWindow(
        theme=theme,
        tasks=threaded_tasks,
        bus=bus,
        translations=Translations(qapp, folder=tmp_path),
        port=_NothingOpened(),
        open_session=lambda _opened: desk.session(),
        idle=IdleLock(limit_s=0),
        delay=TryDelay(),
    )
    made.open(desk.session())
    made.show()
    made.activateWindow()
    qtbot.waitActive(made)
    yield made
    made.close()
    threaded_tasks.drain()


def said(mission, talk):
    return [(p.text("kind"), p.text("text")) for p in talks.paragraphs(mission.reader, talk)]


def test_typing_and_locking_at_once_loses_nothing(small, talk, window, hands):
    window.workbench.show_page("talk", {"talk": talk})
    hands.type("会上谁先发言？")
    hands.press(K.Key_Return)
    hands.type("他先说，大家就没有再说不同意见。")
    hands.press(K.Key_1, ALT)
    hands.press(K.Key_F4)
    hands.type("调会议记录")
    window.lock()
    assert window.session is None
    assert window.workbench is None

    mission = _open_again(small)
    assert said(mission, talk) == [
        (ParagraphKind.QUESTION.value, "会上谁先发言？"),
        (ParagraphKind.ANSWER.value, "他先说，大家就没有再说不同意见。"),
    ]
    answers = talks.answers_of(mission.reader, mission.checklist, talk)
    assert [answer.verify for answer in answers.values()] == ["调会议记录"]
    assert talks.state_of(mission.reader.get("talk", talk)) is TalkState.HELD
    assert mission.folder.drafts.pending(mission.me) == []


def test_every_key_pressed_before_the_lock_is_there(small, talk, window, hands):
    """Fast typing against the store's own pace: paragraphs, kinds and jumps in between."""
    window.workbench.show_page("talk", {"talk": talk})
    expected = []
    for number in range(12):
        hands.type(f"第{number}个问题")
        hands.press(K.Key_Return)
        hands.type(f"第{number}个回答")
        expected += [("question", f"第{number}个问题"), ("answer", f"第{number}个回答")]
        if number % 4 == 3:
            hands.press(K.Key_Up)
            hands.press(K.Key_End)
            hands.type("？")
            expected[-2] = ("question", f"第{number}个问题？")
            hands.press(K.Key_Down)
            hands.press(K.Key_End)
        hands.press(K.Key_Return)
    window.lock()

    assert said(_open_again(small), talk) == expected


def test_the_shortcut_locks_from_the_record_and_comes_back_to_it(small, talk, window, hands):
    window.workbench.show_page("talk", {"talk": talk})
    hands.type("打到一半")
    hands.press(K.Key_L, CTRL)
    assert window.session is None
    focus = QApplication.focusWidget()
    assert focus is None or "打到一半" not in str(focus.property("text"))

    mission = _open_again(small)
    assert [text for _, text in said(mission, talk)] == ["打到一半"]


def _open_again(small):
    """Unlock the folder that the window has closed."""
    small.sitting = session.open_mission(
        small.surroundings, small.folder, user=small.users["郁澄"], passphrase=PASSPHRASE
    )
    return small.mission


def test_nothing_of_the_record_is_left_in_memory_after_the_lock(talk, window, hands, settle):
    window.workbench.show_page("talk", {"talk": talk})
    hands.type("只有他知道的事")
    hands.press(K.Key_Return)
    page = window.workbench._pages["talk"]
    kept = [weakref.ref(one) for one in (page, page.workspace, page.workspace.card.model)]
    del page
    window.lock()
    settle()
    gc.collect()

    assert [one() for one in kept] == [None, None, None]


@pytest.fixture
def left_behind(small, talk):
    """A draft as a crash leaves it: typed, never made an entry."""
    new = begin_paragraph(small.mission, small.mission.reader, talk, ParagraphKind.QUESTION)
    keep_new_paragraph(small.mission, new, "断电前的半句")


@pytest.mark.usefixtures("left_behind")
def test_what_a_crash_left_behind_is_there_when_the_window_opens(small, talk, window, qtbot):
    window.workbench.show_page("talk", {"talk": talk})
    qtbot.waitUntil(
        lambda: said(small.mission, talk) == [("question", "断电前的半句")], timeout=5000
    )
