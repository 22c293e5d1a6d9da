"""The program on this computer: settings, recent missions, ways to unlock.

Settings hold no content of any mission; what they do hold is listed in ``system.settings``.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inspector_app.domain.errors import InputError, KnownError
from inspector_app.services.seat import Surroundings
from inspector_app.services.session import (
    MISSION_ENDING,
    Sitting,
    open_mission,
    open_with_keyring,
    open_with_recovery,
)
from inspector_app.store.key_file import FILE_NAME, KdfCost, UserSlot, read
from inspector_app.store.key_slots import calibrated
from inspector_app.store.keys import (
    add_keyring_slot,
    change_passphrase,
    has_keyring_slot,
    list_users,
    remove_keyring_slot,
    renew_recovery_code,
)
from inspector_app.system.keyring_slot import (
    SystemKeyring,
    find_keyring,
    require_keyring,
    secret_name,
)
from inspector_app.system.settings import (
    Settings,
    changed,
    load_settings,
    save_settings,
    with_recent,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A mission opened on this computer before."""

    folder: Path
    title: str
    present: bool


class Program:
    """Settings and sittings of one computer. Tests hand in surroundings and a keyring."""

    def __init__(
        self,
        surroundings: Surroundings,
        keyring: SystemKeyring | None = None,
        *,
        cost: Callable[[], KdfCost] = calibrated,
    ) -> None:
        loaded = load_settings(surroundings.folders.settings_file)
        self.settings_problem: KnownError | None = loaded.problem
        self.settings: Settings = loaded.settings
        self._surroundings = surroundings
        self._keyring = keyring
        self._cost = cost

    @property
    def surroundings(self) -> Surroundings:
        """Return the surroundings in the language that is set."""
        return replace(self._surroundings, language=self.settings.language)

    def set(self, name: str, value: object) -> None:
        """Change one setting and keep it; raises ``InputError('system.bad_setting')``."""
        self._keep(changed(self.settings, name, value))

    def _keep(self, settings: Settings) -> None:
        self.settings = settings
        save_settings(self._surroundings.folders.settings_file, settings)

    # --- missions -----------------------------------------------------------------------

    def recent(self) -> Sequence[Known]:
        """Return the missions opened before, the last one first."""
        folders = [Path(text) for text in self.settings.recent_missions]
        return [
            Known(folder, folder.name.removesuffix(MISSION_ENDING), (folder / FILE_NAME).is_file())
            for folder in folders
        ]

    def users(self, folder: Path) -> Sequence[tuple[UserSlot, bool]]:
        """Return who can unlock *folder*, and whether this computer can do it for them."""
        trusted = folder_key(folder) in self.settings.keyring_missions
        return [
            (user, trusted and has_keyring_slot(folder, user.user_id))
            for user in list_users(folder)
        ]

    def unlock(self, folder: Path, user_id: str, passphrase: str) -> Sitting:
        """Open a mission by passphrase and remember it as recent."""
        sitting = open_mission(self.surroundings, folder, user=user_id, passphrase=passphrase)
        return self._remembered(sitting, folder)

    def unlock_with_recovery(self, folder: Path, user_id: str, code: str) -> Sitting:
        """Open a mission by the recovery code on paper."""
        sitting = open_with_recovery(self.surroundings, folder, user=user_id, code=code)
        return self._remembered(sitting, folder)

    def unlock_on_this_computer(self, folder: Path, user_id: str) -> Sitting:
        """Open a mission by the secret in this computer's keyring."""
        keyring = self._keyring or require_keyring()
        user = read(folder / FILE_NAME).user(user_id)
        secret = keyring.secret(secret_name(folder_key(folder), user_id))
        if secret is None:
            raise InputError("store.no_keyring_slot", name=user.name)
        sitting = open_with_keyring(self.surroundings, folder, user=user_id, secret=secret)
        return self._remembered(sitting, folder)

    def _remembered(self, sitting: Sitting, folder: Path) -> Sitting:
        """Remember the folder; that this computer cannot keep it is no reason not to open it."""
        try:
            self._keep(with_recent(self.settings, folder.resolve()))
        except KnownError as error:
            self.settings_problem = error
        return sitting

    # --- ways in ------------------------------------------------------------------------

    def keyring_there(self) -> bool:
        """Say whether this computer has a keyring that may be trusted."""
        return (self._keyring or find_keyring()) is not None

    def trust_this_computer(self, sitting: Sitting) -> None:
        """Let this computer's keyring unlock the user; a passphrase slot always stays.

        Raises ``KnownError`` when there is no trusted keyring or it does not keep the secret.
        """
        keyring = self._keyring or require_keyring()
        vault = sitting.mission.folder.vault
        secret = keyring.new_secret(secret_name(vault.mission_id, vault.user_id))
        add_keyring_slot(vault, secret)
        trusted = {*self.settings.keyring_missions, vault.mission_id}
        self._keep(changed(self.settings, "keyring_missions", tuple(sorted(trusted))))

    def distrust_this_computer(self, sitting: Sitting) -> None:
        """Take the keyring's way in away from the user who unlocked; other users keep theirs.

        Raises ``KnownError`` when the keyring does not answer: the way in is closed then, too.
        """
        vault = sitting.mission.folder.vault
        remove_keyring_slot(vault)
        others = (user for user in list_users(vault.folder) if user.user_id != vault.user_id)
        if not any(has_keyring_slot(vault.folder, user.user_id) for user in others):
            rest = tuple(m for m in self.settings.keyring_missions if m != vault.mission_id)
            self._keep(changed(self.settings, "keyring_missions", rest))
        keyring = self._keyring or find_keyring()
        if keyring is not None:
            keyring.forget(secret_name(vault.mission_id, vault.user_id))

    def new_passphrase(self, sitting: Sitting, passphrase: str) -> None:
        """Set a new passphrase for the user who unlocked (takes a second or two)."""
        change_passphrase(
            sitting.mission.folder.vault,
            passphrase,
            cost=self._cost(),
            minimum_length=self._surroundings.least_passphrase,
        )

    def new_recovery_code(self, sitting: Sitting) -> str:
        """Replace the recovery code of the user who unlocked; it is shown once."""
        return renew_recovery_code(sitting.mission.folder.vault)


def folder_key(folder: Path) -> str:
    """Return the id of the mission in *folder*; needs no secret."""
    return read(folder / FILE_NAME).folder_id
