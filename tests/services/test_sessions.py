"""Sittings: made, locked, verified, ended; folders that were put back, copied or restored."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from inspector_app.domain.errors import (
    DamagedError,
    InputError,
    KnownError,
    RefusedError,
    WrongSecretError,
)
from inspector_app.domain.vocabulary import Role
from inspector_app.services import backup, session, talks
from inspector_app.services.mission import (
    OpenMission,
    mission_record,
    require_leader,
    role_of,
    setting,
    shipped_vocabulary,
    vocabulary,
)
from inspector_app.services.session import MissionSpec
from inspector_app.store.access_log import AccessKind
from inspector_app.store.journal import Write
from inspector_app.system.folder_lock import lock_folder
from inspector_app.system.paths import AppFolders
from tests.mission_fixture import CHEAP, PASSPHRASE
from tests.paper_fixture import LEADER, MEMBER

SPEC = MissionSpec(
    body_name="示例市水务局",
    round="2026年第四轮",
    year=2026,
    team_name="第一巡视组",
    sending_committee="中共示例市委",
    addressee="示例市委书记",
    office="示例市委巡视办",
)


def make(plain, folder, **changes):
    given = {"leader": LEADER, "passphrase": PASSPHRASE, "cost": CHEAP}
    spec = changes.pop("spec", SPEC)
    return session.create_mission(plain.surroundings, folder, spec, **{**given, **changes})


def open_as(plain, folder, name=LEADER, surroundings=None):
    return session.open_mission(
        surroundings or plain.surroundings,
        folder,
        user=plain.users[name],
        passphrase=PASSPHRASE,
    )


def verified(plain, folder):
    return session.verify_mission(
        plain.surroundings, folder, user=plain.users[LEADER], passphrase=PASSPHRASE
    )


# --- making one -------------------------------------------------------------------------


def test_a_new_mission_is_whole(plain, tmp_path):
    folder = tmp_path / "neu.mission"
    sitting, code = make(plain, folder)
    mission = sitting.mission
    assert isinstance(mission, OpenMission)
    assert role_of(mission.reader, mission.me) is Role.LEADER
    assert vocabulary(mission.reader) == shipped_vocabulary("zh_CN")
    assert set(shipped_vocabulary("en")) == set(shipped_vocabulary("zh_CN"))
    assert len(mission.checklist.items) > 20
    sitting.end()
    reopened = session.open_with_recovery(plain.surroundings, folder, user=mission.me, code=code)
    assert reopened.mission.id == mission.id
    reopened.end()


FAILURES = {
    "a weak passphrase": ({"passphrase": "aaa"}, RefusedError),
    "a name that is none": ({"leader": "\n"}, InputError),
    "no body": ({"spec": replace(SPEC, body_name="　")}, InputError),
    "no team": ({"spec": replace(SPEC, team_name="")}, InputError),
}


@pytest.mark.parametrize("what", FAILURES)
def test_nothing_is_left_behind_when_it_fails(plain, tmp_path, what):
    changes, error = FAILURES[what]
    folder = tmp_path / "neu.mission"
    with pytest.raises(error):
        make(plain, folder, **changes)
    assert not folder.exists()
    sitting, _ = make(plain, folder)
    sitting.end()


def test_what_breaks_in_the_middle_leaves_nothing_either(plain, tmp_path, monkeypatch):
    folder = tmp_path / "neu.mission"

    def broken(*_arguments):
        raise KnownError("system.disk_full", file="mission.db", folder="x")

    monkeypatch.setattr(session, "_write_spec", broken)
    with pytest.raises(KnownError, match="disk_full"):
        make(plain, folder)
    assert not folder.exists()


@pytest.mark.parametrize("there", ["a folder with something in it", "a file"])
def test_what_is_there_is_not_touched(plain, tmp_path, there):
    folder = tmp_path / "neu.mission"
    if there == "a file":
        folder.write_text("x", encoding="utf-8")
    else:
        folder.mkdir()
        (folder / "x").write_text("x", encoding="utf-8")
    with pytest.raises(RefusedError, match="folder_in_place"):
        make(plain, folder)
    assert folder.exists()


# --- opening and ending -----------------------------------------------------------------


def test_one_process_at_a_time(plain):
    with pytest.raises(KnownError, match=r"store\.in_use"):
        open_as(plain, plain.folder)
    plain.sitting.end()
    plain.sitting.end()  # once more does nothing
    sitting = open_as(plain, plain.folder, MEMBER)
    with pytest.raises(KnownError, match=r"store\.in_use"):
        verified(plain, plain.folder)
    sitting.end()


def test_a_wrong_passphrase_opens_nothing_and_holds_nothing(plain):
    plain.sitting.end()
    for _ in range(2):
        with pytest.raises(WrongSecretError, match="wrong_passphrase"):
            session.open_mission(
                plain.surroundings, plain.folder, user=plain.users[LEADER], passphrase="falsch"
            )
    open_as(plain, plain.folder).end()


def test_a_folder_that_cannot_be_opened_is_not_left_locked(plain):
    plain.sitting.end()
    data = (plain.folder / "mission.db").read_bytes()
    (plain.folder / "mission.db").write_bytes(data[:100])
    for _ in range(2):
        with pytest.raises(DamagedError):
            open_as(plain, plain.folder)
    (plain.folder / "mission.db").write_bytes(data)
    open_as(plain, plain.folder).end()


def test_only_the_leader_does_what_is_the_leaders(plain):
    require_leader(plain.mission.reader, plain.mission.me)
    mission = plain.reopen(MEMBER)
    with pytest.raises(RefusedError, match="leader_only"):
        require_leader(mission.reader, mission.me)
    assert role_of(mission.reader, "niemand") is Role.MEMBER


def test_numbers_that_differ_from_place_to_place_are_settings(plain):
    journal = plain.mission.journal
    assert setting(plain.mission.reader, "talk.least_interviewers", 2) == 2
    key = {"key": "talk.least_interviewers"}
    write = journal.create("setting", {**key, "value": "3"})
    journal.write(write)
    assert setting(plain.mission.reader, "talk.least_interviewers", 2) == 3
    journal.write(Write("setting", write.record_id, {"value": "drei"}))
    assert setting(plain.mission.reader, "talk.least_interviewers", 2) == 2
    assert mission_record(plain.mission.reader, plain.mission.id).text("round")


# --- verifying --------------------------------------------------------------------------


def state_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_verifying_changes_nothing_and_holds_the_folder_meanwhile(plain, monkeypatch):
    plain.sitting.end()
    before = state_of(plain.folder)
    assert verified(plain, plain.folder).problems == ()
    assert state_of(plain.folder) == before
    seen = []
    whole = session.verify_folder

    def watched(*arguments):
        with (
            pytest.raises(KnownError, match="in_use"),
            lock_folder(plain.folder, program="test", clock=plain.clock),
        ):
            pass
        seen.append(True)
        return whole(*arguments)

    monkeypatch.setattr(session, "verify_folder", watched)
    verified(plain, plain.folder)
    assert seen == [True]


def test_a_medium_that_is_read_only_can_be_verified(plain, monkeypatch):
    plain.sitting.end()

    def refused(*_arguments, **_keywords):
        raise KnownError("system.read_only_medium", file="lock", folder="x")

    monkeypatch.setattr(session, "lock_folder", refused)
    assert verified(plain, plain.folder).problems == ()


def test_what_a_killed_process_left_verifies_and_opens(plain, tmp_path):
    """Commits that stand only in the log are read aside, and nothing in the folder changes."""
    plain.sitting.end()
    script = tmp_path / "killed.py"
    script.write_text(
        "import os, sys\n"
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "from inspector_app.services import session\n"
        "from inspector_app.services.session import Surroundings\n"
        "from inspector_app.store.journal import Write\n"
        "from inspector_app.store.key_file import KdfCost\n"
        "s = replace(Surroundings(), least_cost=KdfCost(1, 8, 1))\n"
        "x = session.open_mission(s, Path(sys.argv[1]), user=sys.argv[2], passphrase=sys.argv[3])\n"
        "m = x.mission\n"
        "m.journal.write(Write('mission', m.id, {'classification': '写到一半'}))\n"
        "os._exit(9)\n",
        encoding="utf-8",
    )
    arguments = [str(plain.folder), plain.users[LEADER], PASSPHRASE]
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        cwd=Path(__file__).resolve().parents[2],
        env={**__import__("os").environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        check=False,
    )
    assert done.returncode == 9
    assert (plain.folder / "mission.db-wal").stat().st_size > 0
    before = state_of(plain.folder)
    assert verified(plain, plain.folder).problems == ()
    assert {k: v for k, v in before.items() if k != "lock"} == state_of(plain.folder)
    sitting = open_as(plain, plain.folder)
    record = mission_record(sitting.mission.reader, sitting.mission.id)
    assert record.text("classification") == "写到一半"
    sitting.end()


# --- folders that were copied, put back, restored ---------------------------------------


def computer(plain, place: Path):
    """The surroundings of another computer."""
    folders = AppFolders(*(place / name for name in ("config", "data", "cache", "state")))
    return replace(plain.surroundings, folders=folders)


def written(sitting) -> str:
    mission = sitting.mission
    made = mission.journal.create("task", {"title": "核实", "state": "open"})
    mission.journal.write(made)
    return made.record_id


def test_a_folder_put_back_as_it_was_goes_on_as_a_new_device(plain, tmp_path):
    plain.sitting.end()
    kept = tmp_path / "aufgehoben"
    shutil.copytree(plain.folder, kept)
    sitting = open_as(plain, plain.folder)
    device = sitting.mission.folder.setting.device
    lost = written(sitting)
    sitting.end()
    shutil.rmtree(plain.folder)
    shutil.copytree(kept, plain.folder)
    sitting = open_as(plain, plain.folder)
    assert sitting.rolled_back
    folder = sitting.mission.folder
    assert folder.setting.device == folder.journal.author.device != device
    folder.access.note(AccessKind.VIEW, "talk", "x")
    assert folder.access.lines()[-1]["device"] == folder.setting.device
    assert sitting.mission.reader.get("task", lost) is None
    written(sitting)
    sitting.end()
    sitting = open_as(plain, plain.folder)
    assert not sitting.rolled_back  # it was said
    assert len(sitting.mission.reader.heads()) == 2
    sitting.end()
    assert verified(plain, plain.folder).problems == ()


def test_a_database_put_back_alone_is_shown_as_rolled_back(plain):
    plain.sitting.end()
    older = (plain.folder / "mission.db").read_bytes()
    sitting = open_as(plain, plain.folder)
    written(sitting)
    sitting.end()
    (plain.folder / "mission.db").write_bytes(older)
    assert [p.code for p in verified(plain, plain.folder).problems] == ["journal.rolled_back"]
    sitting = open_as(plain, plain.folder)
    assert sitting.rolled_back
    sitting.end()


def test_a_copy_on_another_computer_is_another_device(plain, tmp_path):
    plain.sitting.end()
    other = tmp_path / "andere.mission"
    shutil.copytree(plain.folder, other)
    here = open_as(plain, plain.folder)
    there = open_as(plain, other, MEMBER, computer(plain, tmp_path / "drüben"))
    assert not there.rolled_back
    devices = {s.mission.journal.author.device for s in (here, there)}
    assert len(devices) == 2
    here.end()
    there.end()


def backed_up(sitting, surroundings, place):
    mission = sitting.mission
    return backup.back_up_mission(mission, surroundings, place, mark=backup.head_mark(mission))


def test_backup_and_restore_bring_everything_back_as_a_new_device(plain, tmp_path):
    mission = plain.mission
    talk = plain.hold("虞堃", "2026-10-21T09:00", "2026-10-21T10:00")
    talks.close_talk(mission, talk)
    place = tmp_path / "backups"
    version = backed_up(plain.sitting, plain.surroundings, place)
    assert version is not None
    assert backed_up(plain.sitting, plain.surroundings, place) is None  # nothing has changed
    device = mission.journal.author.device
    lost = written(plain.sitting)
    mission_id = mission.id
    plain.sitting.end()
    target = tmp_path / "zurück.mission"
    [found] = backup.backups_of(plain.folder, mission_id, place)
    backup.restore_backup(found, target)
    with pytest.raises(KnownError, match="restore_target_in_place"):
        backup.restore_backup(found, target)
    assert verified(plain, target).problems == ()
    sitting = open_as(plain, target)
    assert sitting.mission.reader.get("talk", talk) is not None
    assert sitting.mission.reader.get("task", lost) is None
    assert sitting.mission.journal.author.device != device
    assert not sitting.rolled_back
    written(sitting)
    sitting.end()
    assert verified(plain, target).problems == ()


def test_where_backups_go_unless_chosen(plain):
    assert backup.default_destination(plain.folder) == plain.folder.parent / "backups"
    mark = backup.head_mark(plain.mission)
    written(plain.sitting)
    assert backup.head_mark(plain.mission) != mark
