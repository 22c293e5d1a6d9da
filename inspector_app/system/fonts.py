"""Which font file serves which role of an official paper.

GB/T 9704-2012 asks for 仿宋, 楷体, 黑体, 小标宋 and 宋体. The official fonts may not be
bundled, so they are looked up by family name on the user's machine; what is missing is
served by the open fonts in ``resources/fonts``. Either way a role is a *chain* of files: a
rare character of somebody's name comes from the first file of the chain that has it.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from inspector_app.system import sfnt
from inspector_app.system.resources import resources


class Role(StrEnum):
    """What a font is for in an official paper."""

    FANGSONG = "fangsong"  # 仿宋: body
    KAITI = "kaiti"  # 楷体: level-2 headings, names of signers
    HEITI = "heiti"  # 黑体: level-1 headings, classification, heads of tables
    TITLE = "title"  # 小标宋: title and red head
    SONG = "song"  # 宋体: page numbers


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font file; ``official`` says that it was found on the user's machine."""

    path: Path
    index: int
    family: str
    official: bool


@dataclass(frozen=True, slots=True)
class RoleFonts:
    """The chain of a role; ``borrowed`` gives the characters for which another font goes first."""

    chain: tuple[FontFile, ...]
    borrowed: Mapping[str, FontFile] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FontSet:
    """The fonts of every role."""

    roles: Mapping[Role, RoleFonts]

    def served_by(self) -> dict[Role, str]:
        """Return the family that serves each role: to be shown beside a finished paper."""
        return {role: fonts.chain[0].family for role, fonts in self.roles.items()}


#: Families that serve a role, the most official first. 700 asks for a bold face.
OFFICIAL_FAMILIES: Mapping[Role, tuple[str, ...]] = {
    Role.FANGSONG: (
        "仿宋_GB2312", "FangSong_GB2312", "CESI仿宋-GB2312", "方正仿宋_GB2312",
        "方正仿宋_GBK", "方正仿宋简体", "仿宋", "FangSong", "华文仿宋", "STFangsong",
    ),
    Role.KAITI: (
        "楷体_GB2312", "KaiTi_GB2312", "CESI楷体-GB2312", "方正楷体_GB2312",
        "方正楷体_GBK", "方正楷体简体", "楷体", "KaiTi", "华文楷体", "STKaiti",
    ),
    Role.HEITI: (
        "黑体", "SimHei", "CESI黑体-GB2312", "方正黑体_GBK", "方正黑体简体",
        "华文黑体", "STHeiti",
    ),
    Role.TITLE: (
        "方正小标宋_GBK", "方正小标宋简体", "FZXiaoBiaoSong-B05", "FZXiaoBiaoSong-B05S",
        "CESI小标宋-GB2312", "华文中宋", "STZhongsong",
    ),
    Role.SONG: (
        "宋体", "SimSun", "CESI宋体-GB2312", "方正书宋_GBK", "华文宋体", "STSong",
    ),
}  # fmt: skip

#: Families with characters beyond the bundled ones, asked last of all.
EXTENSION_FAMILIES = ("SimSun-ExtB", "方正宋体S-超大字符集", "HanaMinB")

_FANGSONG = ("LXGWZhuqueFangsong-Regular.ttf", "Zhuque Fangsong")
_KAITI = ("LXGWWenKaiGBLite-Regular.ttf", "LXGW WenKai GB Lite")
_HEITI = ("InspectorHeiSC-Bold.ttf", "Inspector Hei SC")
_TITLE = ("InspectorSongSC-Bold.ttf", "Inspector Song SC Bold")
_SONG = ("InspectorSongSC-Regular.ttf", "Inspector Song SC")
_FIGURES = ("LiberationSerif-Regular.ttf", "Liberation Serif")

_BUNDLED: Mapping[Role, tuple[tuple[str, str], ...]] = {
    Role.FANGSONG: (_FANGSONG, _KAITI, _SONG),
    Role.KAITI: (_KAITI, _SONG),
    Role.HEITI: (_HEITI, _SONG, _KAITI),
    Role.TITLE: (_TITLE, _SONG, _KAITI),
    Role.SONG: (_SONG, _KAITI),
}

#: The bundled 仿宋 has old-style figures, which dance on the line, and round brackets that are
#: taken for 〔〕, which in official papers mean something else.
_FIGURES_AND_LATIN = "".join(map(chr, range(0x20, 0x7F)))
_ROUND_BRACKETS = "（）"

_FONT_SUFFIXES = frozenset({".ttf", ".ttc"})


def _bundled(name: tuple[str, str]) -> FontFile:
    file, family = name
    return FontFile(resources() / "fonts" / file, 0, family, official=False)


def bundled_fonts() -> FontSet:
    """Return the fonts that come with the program: the same paper on every machine."""
    borrowed = {
        **dict.fromkeys(_FIGURES_AND_LATIN, _bundled(_FIGURES)),
        **dict.fromkeys(_ROUND_BRACKETS, _bundled(_SONG)),
    }
    return FontSet(
        {
            role: RoleFonts(
                tuple(_bundled(name) for name in names),
                borrowed if role is Role.FANGSONG else {},
            )
            for role, names in _BUNDLED.items()
        }
    )


def font_folders() -> tuple[Path, ...]:
    """Return the folders where this machine keeps fonts, the system's and the user's."""
    home = Path.home()
    if sys.platform == "win32":
        system = Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"
        local = Path(os.environ.get("LOCALAPPDATA", str(home / "AppData/Local")))
        return (system, local / "Microsoft/Windows/Fonts")
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
        Path("/opt/kingsoft/wps-office/office6/fonts"),
    )


def _files(folder: Path) -> Iterator[Path]:
    for where, _, names in os.walk(folder, followlinks=False):
        for name in sorted(names):
            if Path(name).suffix.lower() in _FONT_SUFFIXES:
                yield Path(where) / name


def _by_family(folders: Iterable[Path]) -> dict[str, list[tuple[Path, sfnt.SfntFace]]]:
    found: dict[str, list[tuple[Path, sfnt.SfntFace]]] = {}
    for folder in folders:
        for path in _files(folder):
            for face in sfnt.faces(path):
                if face.embeddable:
                    for family in face.families:
                        found.setdefault(family.lower(), []).append((path, face))
    return found


def find_fonts(*, only_bundled: bool = False, folders: Iterable[Path] | None = None) -> FontSet:
    """Return the official fonts of this machine, with the bundled ones behind them.

    *only_bundled* gives the same paper on every machine; *folders* replaces the machine's
    font folders. Fonts that forbid embedding, and kinds a PDF cannot hold as TrueType
    (CFF, CFF2, variable), are passed over.
    """
    bundled = bundled_fonts()
    if only_bundled:
        return bundled
    installed = _by_family(font_folders() if folders is None else folders)

    def choose(families: Iterable[str]) -> FontFile | None:
        for family in families:
            candidates = installed.get(family.lower())
            if candidates:
                path, face = min(
                    candidates, key=lambda item: (abs(item[1].weight - 400), str(item[0]))
                )
                return FontFile(path, face.index, family, official=True)
        return None

    extensions = tuple(
        font for family in EXTENSION_FAMILIES if (font := choose((family,))) is not None
    )
    roles = {}
    for role, fallback in bundled.roles.items():
        official = choose(OFFICIAL_FAMILIES[role])
        if official is None:
            roles[role] = RoleFonts(fallback.chain + extensions, fallback.borrowed)
        else:
            roles[role] = RoleFonts((official, *fallback.chain, *extensions))
    return FontSet(roles)
