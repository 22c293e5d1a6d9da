"""The program on one computer: settings, recent missions, and this computer's way in."""

from dataclasses import replace

import keyring.errors
import pytest

from inspector_app.domain.errors import InputError, KnownError, WrongSecretError
from inspector_app.services import program as program_module
from inspector_app.services.mission import role_of
from inspector_app.services.program import Program, folder_key
from inspector_app.store.keys import list_users
from inspector_app.system.keyring_slot import SystemKeyring
from inspector_app.system.paths import AppFolders
from inspector_app.system.settings import load_settings
from inspector_app.system.wording import Wording
from tests.conftest import MemoryKeyring
from tests.mission_fixture import CHEAP, PASSPHRASE
from tests.paper_fixture import LEADER, MEMBER


class Locked(MemoryKeyring):
    """A keyring that nobody has unlocked."""

    def get_password(self, *_given):
        raise keyring.errors.KeyringLocked

    def set_password(self, *_given):
        raise keyring.errors.KeyringLocked


class Forgetful(MemoryKeyring):
    """A keyring that takes what it is given and keeps nothing."""

    def set_password(self, *_given):
        pass


@pytest.fixture
def place(plain, tmp_path):
    """The mission, locked, and a computer of its own; gives what makes a ``Program``."""
    plain.sitting.end()
    folders = AppFolders(*(tmp_path / "own" / n for n in ("config", "data", "cache", "state")))
    surroundings = replace(plain.surroundings, folders=folders)

    def make(backend=None):
        ring = SystemKeyring(backend, 2.0) if backend is not None else None
        return Program(surroundings, ring, cost=lambda: CHEAP)

    return plain, make


def test_settings_are_kept_and_wrong_ones_refused(place):
    _, make = place
    program = make()
    program.set("theme", "dark")
    program.set("idle_minutes", 5)
    assert (make().settings.theme, make().settings.idle_minutes) == ("dark", 5)
    for name, value in (("theme", "pink"), ("idle_minutes", 0), ("nonsense", 1)):
        with pytest.raises(InputError, match="bad_setting"):
            program.set(name, value)
    assert make().settings.theme == "dark"


def test_damaged_settings_are_told_kept_aside_and_cost_nothing(place):
    _, make = place
    make().set("theme", "dark")
    file = make()._surroundings.folders.settings_file
    file.write_bytes(b"{nonsense")
    program = make()
    assert program.settings_problem.code == "system.settings_damaged"
    assert Wording("zh_CN").error(program.settings_problem)
    assert program.settings.theme == "system"
    assert len(list(file.parent.iterdir())) == 2


def test_the_language_that_is_set_is_the_language_of_the_sitting(place):
    small, make = place
    program = make()
    assert program.surroundings.language == "zh_CN"
    program.set("language", "en")
    assert program.surroundings.language == "en"
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    assert sitting.mission.language == "en"
    assert sitting.mission.wording.text("terms.mission_kind.routine") == "Routine inspection"
    sitting.end()
    program.set("language", "zh_CN")
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    assert sitting.mission.wording.text("terms.mission_kind.routine") == "常规巡察"
    sitting.end()


def test_recent_missions_are_remembered_the_last_first_and_when_they_are_gone(place, tmp_path):
    small, make = place
    program = make()
    assert list(program.recent()) == []
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    sitting.end()
    other = tmp_path / "另一.mission"
    small.folder.rename(other)
    sitting = make().unlock(other, small.users[LEADER], PASSPHRASE)
    sitting.end()
    known = list(make().recent())
    assert [(k.title, k.present) for k in known] == [("另一", True), ("示例", False)]


def test_a_failed_unlocking_is_not_remembered(place):
    small, make = place
    program = make()
    with pytest.raises(WrongSecretError):
        program.unlock(small.folder, small.users[LEADER], "falsch-falsch")
    assert list(program.recent()) == []


def test_a_computer_that_keeps_no_settings_opens_missions_all_the_same(place, monkeypatch):
    small, make = place
    program = make()

    def full(*_arguments):
        raise KnownError("system.disk_full", file="settings.json", folder="x")

    monkeypatch.setattr(program_module, "save_settings", full)
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    assert program.settings_problem.code == "system.disk_full"
    sitting.end()
    program.unlock(small.folder, small.users[LEADER], PASSPHRASE).end()  # nothing is held


def test_who_can_unlock_is_listed(place):
    small, make = place
    listed = make().users(small.folder)
    assert [(user.name, here) for user, here in listed] == [
        (LEADER, False),
        (MEMBER, False),
        ("阚玥", False),
    ]


def test_a_new_passphrase_and_a_new_code_replace_the_old_ones(place):
    small, make = place
    program, leader = make(), small.users[LEADER]
    sitting = program.unlock(small.folder, leader, PASSPHRASE)
    program.new_passphrase(sitting, "另一个好记的口令-8")
    code = program.new_recovery_code(sitting)
    newer = program.new_recovery_code(sitting)
    sitting.end()
    with pytest.raises(WrongSecretError):
        program.unlock(small.folder, leader, PASSPHRASE)
    with pytest.raises(WrongSecretError):
        program.unlock_with_recovery(small.folder, leader, code)
    program.unlock_with_recovery(small.folder, leader, newer).end()
    program.unlock(small.folder, leader, "另一个好记的口令-8").end()


# --- this computer's keyring ------------------------------------------------------------


def test_without_a_trusted_keyring_there_is_no_such_way_in(place):
    small, make = place
    program = make()
    assert not program.keyring_there()
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    with pytest.raises(KnownError, match="keyring_absent"):
        program.trust_this_computer(sitting)
    sitting.end()
    assert make().settings.keyring_missions == ()


@pytest.mark.parametrize(
    ("backend", "code"),
    [(Locked, "system.keyring_locked"), (Forgetful, "system.keyring_forgets")],
)
def test_a_keyring_that_cannot_be_relied_on_is_not_used(place, backend, code):
    small, make = place
    program = make(backend())
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    with pytest.raises(KnownError) as refused:
        program.trust_this_computer(sitting)
    sitting.end()
    assert refused.value.code == code
    assert Wording("en").error(refused.value)
    assert make().settings.keyring_missions == ()
    assert [here for _, here in program.users(small.folder)] == [False, False, False]


def test_this_computer_opens_for_whom_it_was_allowed_and_for_nobody_else(place):
    small, make = place
    ring = MemoryKeyring()
    program = make(ring)
    sitting = program.unlock(small.folder, small.users[MEMBER], PASSPHRASE)
    program.trust_this_computer(sitting)
    sitting.end()
    program = make(ring)
    assert [here for _, here in program.users(small.folder)] == [False, True, False]
    opened = program.unlock_on_this_computer(small.folder, small.users[MEMBER])
    assert opened.mission.me == small.users[MEMBER]
    assert role_of(opened.mission.reader, opened.mission.me) == "member"
    opened.end()
    with pytest.raises(InputError, match="no_keyring_slot"):
        program.unlock_on_this_computer(small.folder, small.users[LEADER])
    # Another computer has neither the secret nor the setting.
    elsewhere = make(MemoryKeyring())
    with pytest.raises(InputError, match="no_keyring_slot"):
        elsewhere.unlock_on_this_computer(small.folder, small.users[MEMBER])
    # A passphrase always goes on working.
    program.unlock(small.folder, small.users[MEMBER], PASSPHRASE).end()


def test_a_secret_that_was_changed_opens_nothing(place):
    small, make = place
    ring = MemoryKeyring()
    program = make(ring)
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    program.trust_this_computer(sitting)
    sitting.end()
    (name,) = ring.kept
    ring.kept[name] = "00" * 32
    with pytest.raises(WrongSecretError, match="wrong_keyring"):
        program.unlock_on_this_computer(small.folder, small.users[LEADER])
    for nonsense in ("", "zz", "00" * 16):
        ring.kept[name] = nonsense
        with pytest.raises(InputError, match="no_keyring_slot"):
            program.unlock_on_this_computer(small.folder, small.users[LEADER])


def test_taking_the_way_in_away_leaves_the_others_theirs(place):
    small, make = place
    ring = MemoryKeyring()
    program = make(ring)
    for name in (LEADER, MEMBER):
        sitting = program.unlock(small.folder, small.users[name], PASSPHRASE)
        program.trust_this_computer(sitting)
        sitting.end()
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    program.distrust_this_computer(sitting)
    sitting.end()
    assert [here for _, here in program.users(small.folder)] == [False, True, False]
    assert len(ring.kept) == 1
    program.unlock_on_this_computer(small.folder, small.users[MEMBER]).end()
    sitting = program.unlock(small.folder, small.users[MEMBER], PASSPHRASE)
    program.distrust_this_computer(sitting)
    program.distrust_this_computer(sitting)
    sitting.end()
    assert ring.kept == {}
    settings = load_settings(program._surroundings.folders.settings_file).settings
    assert settings.keyring_missions == ()


def test_a_locked_keyring_does_not_keep_the_way_in_open(place):
    small, make = place
    program = make(MemoryKeyring())
    sitting = program.unlock(small.folder, small.users[LEADER], PASSPHRASE)
    program.trust_this_computer(sitting)
    stuck = make(Locked())
    with pytest.raises(KnownError, match="keyring_locked"):
        stuck.distrust_this_computer(sitting)
    sitting.end()
    assert [here for _, here in stuck.users(small.folder)] == [False, False, False]
    assert make().settings.keyring_missions == ()


def test_the_key_of_a_folder_is_its_missions_id(place):
    small, _ = place
    assert len(folder_key(small.folder)) == 36
    assert len(list_users(small.folder)) == 3
