"""Taking a seat at a folder: its lock, its device, its databases; the same for team and HQ."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from inspector_app.domain.record_type import RecordType
from inspector_app.store.folder import MissionFolder, Setting
from inspector_app.store.key_file import KdfCost
from inspector_app.store.key_slots import DEFAULT_MINIMUM_LENGTH, FLOOR, calibrated
from inspector_app.store.keys import Vault
from inspector_app.store.search import index_pending
from inspector_app.system.clock import Clock, SystemClock, claimed_at, id_maker
from inspector_app.system.device_token import (
    DeviceBinding,
    device_for,
    note_last_entry,
    renew_device,
)
from inspector_app.system.folder_lock import lock_folder
from inspector_app.system.paths import AppFolders, app_folders


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a sitting needs of the machine; tests hand in a clock and a cheap key derivation.

    ``new_cost`` gives what guessing a new passphrase shall cost (it may take seconds to find
    out), ``least_cost`` is what is accepted on opening.
    """

    folders: AppFolders = field(default_factory=app_folders)
    clock: Clock = field(default_factory=SystemClock)
    least_cost: KdfCost = FLOOR
    new_cost: Callable[[], KdfCost] = calibrated
    least_passphrase: int = DEFAULT_MINIMUM_LENGTH
    program: str = "inspector"
    language: str = "zh_CN"

    def today(self) -> str:
        """Return the laptop's date."""
        return self.clock.now().date().isoformat()


class Seat:
    """An open folder that is ours until ``leave``.

    ``rolled_back`` says that the folder is older than what was last seen of it: by its own
    key file, or by this computer, which goes on as a new device then.
    """

    def __init__(
        self,
        folder: MissionFolder,
        surroundings: Surroundings,
        binding: DeviceBinding,
        held: ExitStack,
        *,
        put_back: bool = False,
    ) -> None:
        self.folder = folder
        self.surroundings = surroundings
        self.rolled_back = put_back or folder.rolled_back
        self._binding = binding
        self._held = held
        self._left = False

    def index(self, slices: int = 1) -> int:
        """Index some of what was written since (store lane); return how much is left."""
        left = 0
        for _ in range(slices):
            left = index_pending(self.folder.journal.reader)
            if not left:
                break
        return left

    def checkpoint(self) -> None:
        """Write where the logs end, in the folder and on this computer (store lane)."""
        self.folder.save_heads()
        self._note_last_entry()

    def _note_last_entry(self) -> None:
        head = self.folder.journal.reader.heads().get(self._binding.device_id)
        if head is not None:
            note_last_entry(
                self.folder.vault.mission_id,
                self.folder.path,
                self._binding,
                tokens=self.surroundings.folders.device_tokens,
                seq=head[0],
                entry=head[1],
            )

    def leave(self) -> None:
        """Write where the logs end, close the folder, forget the keys, give the lock back.

        A second time does nothing.
        """
        if self._left:
            return
        self._left = True
        with self._held:  # closes the folder, then gives the lock back
            self._note_last_entry()


def take_seat(
    surroundings: Surroundings, path: Path, vault: Vault, types: Mapping[str, RecordType]
) -> Seat:
    """Lock and open the folder that *vault* opens; after an error nothing is held.

    Raises ``KnownError('store.in_use')`` when another program has it, and ``DamagedError``.
    """
    held = ExitStack()
    try:
        held.enter_context(
            lock_folder(path, program=surroundings.program, clock=surroundings.clock)
        )
        new_id = id_maker(surroundings.clock)
        tokens = surroundings.folders.device_tokens
        binding = device_for(vault.mission_id, path, tokens=tokens, new_id=new_id)
        setting = Setting(
            types=types,
            device=binding.device_id,
            now=lambda: claimed_at(surroundings.clock),
            new_id=new_id,
        )
        folder = MissionFolder(path, vault, setting)
        held.callback(folder.close)
        put_back = bool(binding.last_seq) and not folder.journal.reader.has_link(
            binding.device_id, binding.last_seq, binding.last_hash
        )
        if put_back:
            # The folder was put back as it was earlier: go on as a new device.
            binding = renew_device(vault.mission_id, path, tokens=tokens, new_id=new_id)
            folder.go_on_as(binding.device_id)
    except BaseException:
        held.close()
        vault.wipe()
        raise
    return Seat(folder, surroundings, binding, held, put_back=put_back)
