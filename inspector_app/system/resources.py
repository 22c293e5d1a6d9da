"""Where the program's own files lie: source tree, installed wheel or frozen program."""

import sys
from pathlib import Path


def _root(folder: str) -> Path:
    package = Path(__file__).resolve().parent.parent
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [package.parent / folder, package / f"_{folder}"]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / folder)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the program's folder {folder!r} is missing")


def resources() -> Path:
    """Return the folder of icons, fonts, themes, translations and wording."""
    return _root("resources")


def shipped_forms() -> Path:
    """Return the folder of the forms that come with the program."""
    return _root("forms")
