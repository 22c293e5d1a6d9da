"""The keyring in all its moods: good, lost, locked, silent, untrusted, absent."""

import os
import subprocess
import sys
import threading

import keyring.backend
import keyring.errors
import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.system import keyring_slot
from inspector_app.system.keyring_slot import (
    KeyringState,
    SystemKeyring,
    find_keyring,
    is_trusted,
    require_keyring,
    secret_name,
)
from inspector_app.system.wording import LANGUAGES, Wording

NAME = secret_name("mission", "user")


class Memory(keyring.backend.KeyringBackend):
    priority = 1

    def __init__(self):
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        assert len(password.encode("utf-16-le")) < 2560  # what Windows takes
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


class Forgetful(Memory):
    def set_password(self, service, username, password):
        pass


class Garbling(Memory):
    def get_password(self, service, username):
        kept = super().get_password(service, username)
        return kept and "密" + kept[1:]


class Locked(Memory):
    def get_password(self, *_):
        raise keyring.errors.KeyringLocked("Failed to unlock the collection!")

    def set_password(self, *_):
        self.get_password()


class NoPrompt(Memory):
    def get_password(self, *_):
        raise keyring.errors.InitError("Failed to create the collection: Prompt dismissed")

    def set_password(self, *_):
        self.get_password()


class Broken(Memory):
    def get_password(self, *_):
        raise OSError(1783, "The stub received bad data")

    def set_password(self, *_):
        raise RuntimeError("No recommended backend was available")


class Silent(Memory):
    def __init__(self):
        super().__init__()
        self.released = threading.Event()

    def get_password(self, *_):
        self.released.wait()

    def set_password(self, *_):
        self.released.wait()


def test_a_good_keyring_keeps_a_secret_and_forgets_it():
    found = SystemKeyring(Memory())
    assert found.state() is KeyringState.AVAILABLE
    assert found.secret(NAME) is None
    secret = found.new_secret(NAME)
    assert len(secret) == 32
    assert found.secret(NAME) == secret
    assert found.new_secret(secret_name("mission", "other")) != secret
    assert found.secret(NAME) == secret
    found.forget(NAME)
    found.forget(NAME)
    assert found.secret(NAME) is None


@pytest.mark.parametrize("text", ["", "00" * 31, "不是钥匙", "zz" * 32])
def test_what_is_no_secret_of_ours_is_none(text):
    backend = Memory()
    backend.kept["Inspector", NAME] = text
    assert SystemKeyring(backend).secret(NAME) is None


@pytest.mark.parametrize(
    ("backend", "state", "code"),
    [
        (Forgetful, KeyringState.AVAILABLE, "forgets"),
        (Garbling, KeyringState.AVAILABLE, "forgets"),
        (Locked, KeyringState.LOCKED, "locked"),
        (NoPrompt, KeyringState.LOCKED, "locked"),
        (Broken, KeyringState.ABSENT, "failed"),
    ],
)
def test_every_failure_is_told_and_none_is_a_traceback(backend, state, code):
    found = SystemKeyring(backend())
    assert found.state() is state
    with pytest.raises(KnownError) as caught:
        found.new_secret(NAME)
    assert caught.value.code == f"system.keyring_{code}"
    for language in LANGUAGES:
        assert Wording(language).error(caught.value)


@pytest.mark.parametrize("step", ["secret", "forget", "new_secret"])
def test_a_locked_keyring_is_told_at_every_step(step):
    with pytest.raises(KnownError) as caught:
        getattr(SystemKeyring(Locked()), step)(NAME)
    assert caught.value.code == "system.keyring_locked"


def test_a_keyring_that_never_answers_does_not_hang_the_program():
    backend = Silent()
    found = SystemKeyring(backend, seconds=0.05)
    assert found.state() is KeyringState.LOCKED
    with pytest.raises(KnownError) as caught:
        found.new_secret(NAME)
    assert caught.value.code == "system.keyring_silent"
    waiting = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert all(thread.daemon for thread in waiting)
    backend.released.set()
    for thread in waiting:
        thread.join()


class Impostor(Memory):
    """Stands for any back end that is not on the list: null, plain text, a chain."""


def test_only_listed_back_ends_are_trusted(monkeypatch):
    assert not is_trusted(Impostor())
    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: [Impostor(), Memory()])
    assert find_keyring() is None
    with pytest.raises(KnownError) as caught:
        require_keyring()
    assert caught.value.code == "system.keyring_absent"


def test_the_best_listed_back_end_is_taken(monkeypatch):
    class Better(Memory):
        priority = 9

    for kind in (Memory, Better):
        name = f"{kind.__module__}.{kind.__qualname__}"
        monkeypatch.setattr(keyring_slot, "TRUSTED", (*keyring_slot.TRUSTED, name))
    backends = [Memory(), Better(), Impostor()]
    monkeypatch.setattr(keyring.backend, "get_all_keyring", lambda: backends)
    assert find_keyring().backend is require_keyring().backend is backends[1]


def test_a_library_that_fails_is_no_keyring(monkeypatch):
    def broken():
        raise RuntimeError("D-Bus")

    monkeypatch.setattr(keyring.backend, "get_all_keyring", broken)
    assert find_keyring() is None


def test_the_names_on_the_list_exist():
    for name in keyring_slot.TRUSTED:
        module, _, kind = name.rpartition(".")
        assert isinstance(getattr(__import__(module, fromlist=[kind]), kind), type)


def test_a_variable_cannot_put_a_losing_back_end_in_place():
    program = (
        "from inspector_app.system.keyring_slot import find_keyring, is_trusted\n"
        "found = find_keyring()\n"
        "print(found is None or is_trusted(found.backend))\n"
    )
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n"
