"""What the unlock page asks of the program."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

O_co = TypeVar("O_co", covariant=True)


@dataclass(frozen=True, slots=True)
class RecentMission:
    """A mission folder opened on this machine before; ``present`` is false once moved."""

    folder: Path
    title: str
    present: bool = True


@dataclass(frozen=True, slots=True)
class MissionUser:
    """Somebody who can unlock a mission: a key slot of its folder.

    ``note`` is what helps to tell people apart (role, organ); ``on_this_computer`` says
    that the machine's keyring holds a way in.
    """

    user_id: str
    name: str
    note: str = ""
    on_this_computer: bool = False


class UnlockPort(Protocol[O_co]):
    """Ways into a mission folder.

    ``recent`` is called on the GUI thread and must be quick; ``users`` runs in the work
    lane; the three ways in run in the store lane, because they make the connection that
    writes. All raise ``KnownError``; a wrong passphrase or code is a ``WrongSecretError``.
    """

    def recent(self) -> Sequence[RecentMission]:
        """Return missions opened before, the last one first."""

    def users(self, folder: Path) -> Sequence[MissionUser]:
        """Return who can unlock *folder*."""

    def unlock(self, folder: Path, user_id: str, passphrase: str) -> O_co:
        """Open *folder* by passphrase."""

    def unlock_with_recovery(self, folder: Path, user_id: str, code: str) -> O_co:
        """Open *folder* by the recovery code on paper."""

    def unlock_on_this_computer(self, folder: Path, user_id: str) -> O_co:
        """Open *folder* by the machine's keyring."""
