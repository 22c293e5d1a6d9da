"""The person's settings on this computer: one typed table, one JSON file.

Settings of a mission (vocabulary, time limits, ratios) are in the mission instead. A file
that cannot be understood is kept aside and reported, never overwritten silently.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from inspector_app.domain.errors import InputError, KnownError
from inspector_app.system.safe_files import os_errors, private_folder, write_atomically
from inspector_app.system.wording import LANGUAGES

THEMES = ("system", "light", "dark", "high_contrast")
IDLE_MINUTES = range(1, 121)
RECENT_MISSIONS = 10
_MAX_BYTES = 1_000_000

Check: TypeAlias = Callable[[object], bool]


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, with what holds when nothing was chosen.

    ``idle_minutes`` until the window locks. ``keyring_missions``: the missions (ids) that
    this person unlocks from this computer's keyring. ``recent_missions``: folders, the
    latest first. ``backup_folder``: empty means none was chosen.
    """

    language: str = "zh_CN"
    theme: str = "system"
    idle_minutes: int = 10
    keyring_missions: tuple[str, ...] = ()
    recent_missions: tuple[str, ...] = ()
    backup_folder: str = ""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings as read; ``problem`` tells the user what was not understood, if anything."""

    settings: Settings
    problem: KnownError | None = None


def _texts(value: object, most: int = 1000) -> bool:
    return (
        isinstance(value, tuple)
        and len(value) <= most
        and all(isinstance(item, str) and item for item in value)
    )


_CHECKS: Mapping[str, Check] = {
    "language": lambda value: value in LANGUAGES,
    "theme": lambda value: value in THEMES,
    "idle_minutes": lambda value: type(value) is int and value in IDLE_MINUTES,
    "keyring_missions": _texts,
    "recent_missions": lambda value: _texts(value, RECENT_MISSIONS),
    "backup_folder": lambda value: isinstance(value, str),
}


def load_settings(path: Path) -> LoadedSettings:
    """Read the settings at *path*; what is missing has its default.

    A file that is damaged, or has an unknown name or an impossible value, is first copied
    aside under a new name; the values that are good are used and ``problem`` is set.
    Raises ``KnownError`` ``system.*`` if the file cannot be read at all.
    """
    try:
        with os_errors(path), path.open("rb") as stream:
            data = stream.read(_MAX_BYTES)
    except FileNotFoundError:
        return LoadedSettings(Settings())
    try:
        tree = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        tree = None
    if not isinstance(tree, dict):
        aside = _keep_aside(path, data)
        return LoadedSettings(
            Settings(), InputError("system.settings_damaged", file=path.name, kept=aside)
        )
    values = {name: _plain(value) for name, value in tree.items()}
    good = {name: value for name, value in values.items() if _is_good(name, value)}
    settings = replace(Settings(), **good)
    bad = sorted(values.keys() - good.keys())
    if not bad:
        return LoadedSettings(settings)
    aside = _keep_aside(path, data)
    names = ", ".join(bad)[:200]
    problem = InputError("system.settings_unknown", names=names, file=path.name, kept=aside)
    return LoadedSettings(settings, problem)


def changed(settings: Settings, name: str, value: object) -> Settings:
    """Return *settings* with one value changed, as typed in by a user or a script.

    Raises ``InputError('system.bad_setting')`` for an unknown name or impossible value.
    """
    plain = _plain(value)
    if not _is_good(name, plain):
        raise InputError("system.bad_setting", name=name[:60])
    return replace(settings, **{name: plain})


def with_recent(settings: Settings, folder: Path) -> Settings:
    """Return *settings* with *folder* as the mission opened last."""
    text = str(folder.absolute())
    others = tuple(known for known in settings.recent_missions if known != text)
    return replace(settings, recent_missions=(text, *others)[:RECENT_MISSIONS])


def save_settings(path: Path, settings: Settings) -> None:
    """Write *settings* to *path* in one step; raises ``KnownError`` ``system.*``."""
    tree = asdict(settings)
    if not all(_is_good(name, value) for name, value in tree.items()):
        raise ValueError("an impossible setting")
    private_folder(path.parent)
    text = json.dumps(tree, ensure_ascii=False, indent=2, sort_keys=True)
    write_atomically(path, text.encode("utf-8", "surrogatepass"))


def _plain(value: object) -> Any:  # noqa: ANN401 - a value of any option
    return tuple(value) if isinstance(value, list) else value


def _is_good(name: str, value: object) -> bool:
    return name in _CHECKS and _CHECKS[name](value)


def _keep_aside(path: Path, data: bytes) -> str:
    number = 1
    while (aside := path.with_name(f"{path.stem}.kept-{number}{path.suffix}")).exists():
        number += 1
    write_atomically(aside, data)
    return aside.name
