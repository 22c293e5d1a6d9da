"""The composition root: the window as it is really put together."""

import pytest

from inspector_app.app import OpenAtStart, Parts, open_at_start
from inspector_app.services.program import Program
from inspector_app.ui.theme import ThemeMode
from tests.mission_fixture import PASSPHRASE, small_mission

LEADER = "郁澄"


@pytest.fixture
def mission(tmp_path):
    """A mission that is closed, and the computer it lies on."""
    made = small_mission(tmp_path)
    made.sitting.end()
    return made


@pytest.fixture
def parts(qapp, mission):
    built = Parts(qapp, Program(mission.surroundings), bundled_fonts=True)
    built.theme.set_mode(ThemeMode.LIGHT)
    yield built
    built.tasks.shutdown()
    built.translations.remove()


@pytest.fixture
def window(parts):
    shown = parts.window()
    yield shown
    shown.lock()
    shown.close()


def test_a_mission_is_opened_at_the_start_by_its_users_name(window, parts, mission):
    open_at_start(window, parts, OpenAtStart(mission.folder, LEADER, PASSPHRASE))
    assert window.unlock_page is None
    assert window.session.services.me == mission.users[LEADER]
    assert window.workbench.current_key == "overview"
    assert [known.folder for known in parts.program.recent()] == [mission.folder]


@pytest.mark.parametrize(
    ("name", "passphrase"), [("无此人", PASSPHRASE), (LEADER, "不是这个口令-7")]
)
def test_what_keeps_it_closed_stands_on_the_unlock_page(window, parts, mission, name, passphrase):
    open_at_start(window, parts, OpenAtStart(mission.folder, name, passphrase))
    assert window.session is None
    assert window.unlock_page.banner.message


def test_the_window_speaks_the_language_that_was_asked_for_this_once(qapp, mission):
    program = Program(mission.surroundings)
    built = Parts(qapp, program, bundled_fonts=True, language="en")
    shown = built.window()
    assert built.translations.language == "en"
    assert program.settings.language == "zh_CN"
    shown.close()
    built.tasks.shutdown()
    built.translations.remove()
