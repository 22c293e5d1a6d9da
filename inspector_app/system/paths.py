"""Where the program keeps what belongs to the computer and the person, not to a mission.

Settings, device tokens, the crash file: none of it holds content of a mission. The
environment variable ``INSPECTOR_HOME`` puts everything under one folder (tests, portable
use from a stick).
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "INSPECTOR_HOME"
_NAME = "Inspector"


@dataclass(frozen=True, slots=True)
class AppFolders:
    """The program's own folders on this computer; made when something is first written.

    ``config``: what the person chose. ``data``: what must last (device tokens). ``cache``:
    what can be made again. ``state``: what happened (crash file).
    """

    config: Path
    data: Path
    cache: Path
    state: Path

    @property
    def settings_file(self) -> Path:
        """The file of ``system.settings``."""
        return self.config / "settings.json"

    @property
    def device_tokens(self) -> Path:
        """The folder of ``system.device_token``."""
        return self.data / "devices"

    @property
    def crash_file(self) -> Path:
        """The file of ``system.crash``."""
        return self.state / "crash.txt"


def app_folders(
    environment: Mapping[str, str] = os.environ,
    *,
    platform: str = sys.platform,
    home: Path | None = None,
) -> AppFolders:
    """Return the folders that the conventions of *platform* give (XDG, macOS, Windows)."""
    own = environment.get(HOME_VARIABLE)
    if own:
        root = Path(own).absolute()
        return AppFolders(root / "config", root / "data", root / "cache", root / "state")
    base = Path.home() if home is None else home
    if platform == "win32":
        root = _absolute(environment.get("LOCALAPPDATA"), base / "AppData" / "Local") / _NAME
        return AppFolders(root / "config", root / "data", root / "cache", root / "state")
    if platform == "darwin":
        library = base / "Library"
        root = library / "Application Support" / _NAME
        return AppFolders(
            root / "config", root / "data", library / "Caches" / _NAME, root / "state"
        )
    name = _NAME.lower()
    return AppFolders(
        _absolute(environment.get("XDG_CONFIG_HOME"), base / ".config") / name,
        _absolute(environment.get("XDG_DATA_HOME"), base / ".local" / "share") / name,
        _absolute(environment.get("XDG_CACHE_HOME"), base / ".cache") / name,
        _absolute(environment.get("XDG_STATE_HOME"), base / ".local" / "state") / name,
    )


def _absolute(value: str | None, otherwise: Path) -> Path:
    # The XDG specification: a relative path is to be ignored.
    return Path(value) if value and Path(value).is_absolute() else otherwise
