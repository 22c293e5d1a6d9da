"""The unlock page's way into missions: the program's services behind its port."""

from collections.abc import Sequence
from pathlib import Path

from inspector_app.services.program import Program
from inspector_app.services.session import Sitting
from inspector_app.ui.unlock import MissionUser, RecentMission


class Door:
    """The ``UnlockPort`` of a computer with its settings and keyring."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def recent(self) -> Sequence[RecentMission]:
        """Return missions opened before, the last one first."""
        return [
            RecentMission(known.folder, known.title, known.present)
            for known in self._program.recent()
        ]

    def users(self, folder: Path) -> Sequence[MissionUser]:
        """Return who can unlock *folder*."""
        return [
            MissionUser(user.user_id, user.name, on_this_computer=here)
            for user, here in self._program.users(folder)
        ]

    def unlock(self, folder: Path, user_id: str, passphrase: str) -> Sitting:
        """Open *folder* by passphrase."""
        return self._program.unlock(folder, user_id, passphrase)

    def unlock_with_recovery(self, folder: Path, user_id: str, code: str) -> Sitting:
        """Open *folder* by the recovery code on paper."""
        return self._program.unlock_with_recovery(folder, user_id, code)

    def unlock_on_this_computer(self, folder: Path, user_id: str) -> Sitting:
        """Open *folder* by the machine's keyring."""
        return self._program.unlock_on_this_computer(folder, user_id)
