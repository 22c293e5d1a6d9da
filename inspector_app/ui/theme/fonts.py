"""Families and the type scale."""

import sys
from collections.abc import Collection, Sequence
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from inspector_app.system.resources import resources

FontRole = Literal["badge", "caption", "body", "strong", "record", "card", "page", "figure"]

#: Pixel size and weight of each role.
SCALE: dict[FontRole, tuple[int, QFont.Weight]] = {
    "badge": (11, QFont.Weight.Normal),
    "caption": (12, QFont.Weight.Normal),
    "body": (14, QFont.Weight.Normal),
    "strong": (14, QFont.Weight.DemiBold),
    "record": (15, QFont.Weight.Normal),
    "card": (16, QFont.Weight.DemiBold),
    "page": (20, QFont.Weight.DemiBold),
    "figure": (28, QFont.Weight.DemiBold),
}

#: Line height of record text, in per cent.
RECORD_LINE_HEIGHT = 170

_SYSTEM: dict[str, tuple[str, ...]] = {
    "win32": ("Segoe UI", "Microsoft YaHei UI"),
    "darwin": ("PingFang SC",),
    "linux": ("Noto Sans CJK SC",),
}
_FILES = ("InspectorHeiSC-Regular.ttf", "InspectorHeiSC-Bold.ttf", "InspectorSongSC-Regular.ttf")
#: The second one holds the rare characters of personal names.
BUNDLED = ("Inspector Hei SC", "Inspector Song SC")


def register_bundled() -> None:
    """Make the bundled families known to Qt (24 000 rare characters of names included).

    Raises ``FileNotFoundError`` when the installation has lost a font.
    """
    for name in _FILES:
        path = resources() / "fonts" / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def choose_families(platform: str, available: Collection[str]) -> tuple[str, ...]:
    """Return the families to use on *platform*: the system's own, else the bundled ones.

    The bundled ones always follow as fallback for characters the system cannot draw.
    """
    system = _SYSTEM.get(platform, ())
    if system and all(family in available for family in system):
        return system + BUNDLED
    return BUNDLED


def interface_families(*, bundled_only: bool = False) -> tuple[str, ...]:
    """Register the bundled fonts and return the families of the interface."""
    register_bundled()
    return BUNDLED if bundled_only else choose_families(sys.platform, QFontDatabase.families())


def make_font(role: FontRole, families: Sequence[str]) -> QFont:
    """Return the font of *role*."""
    size, weight = SCALE[role]
    font = QFont(list(families))
    font.setPixelSize(size)
    font.setWeight(weight)
    return font
