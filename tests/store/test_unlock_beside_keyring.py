"""Whatever mood the computer's keyring is in, the passphrase opens the folder."""

import keyring.backend
import keyring.errors
import pytest

from inspector_app.domain.errors import KnownError
from inspector_app.store import keys
from inspector_app.store.keys import KdfCost, UserSlot
from inspector_app.system.keyring_slot import SystemKeyring, secret_name

CHEAP = KdfCost(passes=1, memory_kib=8, lanes=1)
USER = UserSlot("user", "示例·组员")
PASSPHRASE = "电池 马 订书钉 correct"
NAME = secret_name("m", USER.user_id)


class Moody(keyring.backend.KeyringBackend):
    """Keeps what it is given until its mood turns."""

    priority = 1

    def __init__(self):
        self.kept = {}
        self.mood = "good"

    def get_password(self, service, username):
        if self.mood == "locked":
            raise keyring.errors.KeyringLocked
        if self.mood == "gone":
            raise keyring.errors.NoKeyringError
        if self.mood == "emptied":
            return None
        kept = self.kept.get((service, username))
        return kept and ("00" * 32 if self.mood == "another" else kept)

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]


@pytest.fixture
def folder(tmp_path):
    keys.create_vault(tmp_path, mission_id="m", user=USER, passphrase=PASSPHRASE, cost=CHEAP)
    return tmp_path


def by_passphrase(folder):
    return keys.unlock_passphrase(folder, USER.user_id, PASSPHRASE, minimum=CHEAP)


def by_keyring(folder, ring):
    """Unlock as the window does; return the code of what went wrong, or the vault."""
    try:
        secret = ring.secret(NAME)
        return "nothing kept" if secret is None else keys.unlock_keyring(folder, "user", secret)
    except KnownError as error:
        return error.code


@pytest.mark.parametrize(
    ("mood", "outcome"),
    [
        ("locked", "system.keyring_locked"),
        ("gone", "system.keyring_failed"),
        ("emptied", "nothing kept"),
        ("another", "store.wrong_keyring"),
    ],
)
def test_a_keyring_that_turns_never_locks_anyone_out(folder, mood, outcome):
    backend = Moody()
    ring = SystemKeyring(backend)
    keys.add_keyring_slot(by_passphrase(folder), ring.new_secret(NAME))
    assert by_keyring(folder, ring).user == USER
    backend.mood = mood
    assert by_keyring(folder, ring) == outcome
    vault = by_passphrase(folder)
    assert vault.user == USER
    keys.remove_keyring_slot(vault)
    backend.mood = "good"
    assert by_keyring(folder, ring) == "store.no_keyring_slot"


def test_the_keyring_never_holds_a_key_of_the_folder(folder):
    backend = Moody()
    vault = by_passphrase(folder)
    keys.add_keyring_slot(vault, SystemKeyring(backend).new_secret(NAME))
    (kept,) = backend.kept.values()
    own = [vault.database_key("mission"), vault.subkey("header-mac"), vault.keys.seed]
    assert kept not in {key.hex() for key in own}
    assert kept not in (folder / "keys.json").read_text("utf-8")
