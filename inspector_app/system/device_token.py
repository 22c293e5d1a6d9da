"""Which device this is to a mission: remembered on the computer, never in the folder.

Entries are numbered per device. If a folder were copied and both copies went on counting,
two entries would bear one number (a fork). So the device's id hangs on a token that lies
outside the folder, one per mission and place: a copy on another computer, in another place
or under another login finds none and becomes a new device.

A folder that was put back as it was earlier, at the same place, would find its token. For
that the token also remembers the last entry this device is known to have written; a folder
whose journal does not have it must call ``renew_device``.
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from inspector_app.domain.ids import NewId
from inspector_app.system.safe_files import os_errors, private_folder, write_atomically

_MAX_BYTES = 4096


@dataclass(frozen=True, slots=True)
class DeviceBinding:
    """This computer's device id for one folder.

    ``is_new``: it was made just now. ``last_seq`` and ``last_hash``: the last entry noted
    with ``note_last_entry`` (0 and empty if none): if the folder's journal lacks it, the
    folder is older than what this computer has seen.
    """

    device_id: str
    is_new: bool
    last_seq: int = 0
    last_hash: str = ""


def device_for(mission_id: str, folder: Path, *, tokens: Path, new_id: NewId) -> DeviceBinding:
    """Return the device id for *mission_id* in *folder*, a new one if there is no token.

    *tokens* is ``AppFolders.device_tokens``. A damaged token is as good as none. Raises
    ``KnownError`` ``system.*`` if a new token cannot be stored.
    """
    binding = _read(_token_path(mission_id, folder, tokens))
    return binding or renew_device(mission_id, folder, tokens=tokens, new_id=new_id)


def renew_device(mission_id: str, folder: Path, *, tokens: Path, new_id: NewId) -> DeviceBinding:
    """Forget the device id of *folder* and return a new one: after a restore or a roll-back."""
    binding = DeviceBinding(new_id(), is_new=True)
    _write(_token_path(mission_id, folder, tokens), binding)
    return binding


def note_last_entry(
    mission_id: str, folder: Path, binding: DeviceBinding, *, tokens: Path, seq: int, entry: str
) -> None:
    """Remember number and hash of the last entry this device wrote (at closing, now and then)."""
    noted = DeviceBinding(binding.device_id, is_new=False, last_seq=seq, last_hash=entry)
    _write(_token_path(mission_id, folder, tokens), noted)


def _token_path(mission_id: str, folder: Path, tokens: Path) -> Path:
    place = os.path.normcase(folder.resolve())
    name = hashlib.sha256(f"{mission_id}\x00{place}".encode("utf-8", "surrogatepass")).hexdigest()
    return tokens / f"{name}.json"


def _read(path: Path) -> DeviceBinding | None:
    try:
        with os_errors(path), path.open("rb") as stream:
            tree = json.loads(stream.read(_MAX_BYTES))
        device_id, seq, entry = tree["device"], tree["seq"], tree["entry"]
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
        return None
    if isinstance(device_id, str) and device_id and type(seq) is int and isinstance(entry, str):
        return DeviceBinding(device_id, is_new=False, last_seq=seq, last_hash=entry)
    return None


def _write(path: Path, binding: DeviceBinding) -> None:
    private_folder(path.parent)
    tree = {"device": binding.device_id, "entry": binding.last_hash, "seq": binding.last_seq}
    write_atomically(path, json.dumps(tree).encode("utf-8"))
