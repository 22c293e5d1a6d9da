"""Whoever opens a folder that was put back as it was earlier is told so."""

import shutil

import pytest

from inspector_app.services import session
from inspector_app.ui.changebus import ChangeBus
from inspector_app.ui.mission_session import MissionDesk
from tests.mission_fixture import PASSPHRASE, small_mission


@pytest.mark.parametrize("put_back", [True, False])
def test_it_is_said_when_the_window_is_there(put_back, tmp_path, threaded_tasks, qtbot):
    small = small_mission(tmp_path)
    small.sitting.end()
    kept = tmp_path / "kept"
    shutil.copytree(small.folder, kept)
    mission = small.reopen()
    mission.journal.write(mission.journal.create("task", {"title": "核实"}))
    small.sitting.end()
    if put_back:
        shutil.rmtree(small.folder)
        shutil.copytree(kept, small.folder)
    sitting = session.open_mission(
        small.surroundings, small.folder, user=small.users["郁澄"], passphrase=PASSPHRASE
    )
    told = []
    threaded_tasks.known_error.connect(told.append)
    desk = MissionDesk(sitting, threaded_tasks, ChangeBus(), backups=tmp_path / "backups")
    assert told == []  # not before the window can show it
    qtbot.wait(20)
    assert [error.code for error in told] == (["mission.rolled_back"] if put_back else [])
    desk.close()
