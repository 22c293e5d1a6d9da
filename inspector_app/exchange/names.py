"""Names of files in a package: labels only, but safe on every system all the same.

A receiver stores files under ids of its own. Names are still refused when they could do
harm to somebody who writes them out as they are: leave the folder, name a device of
Windows, differ only in case, or show in another order than they are spelt.
"""

import re
import unicodedata
from collections.abc import Iterable

from inspector_app.domain.errors import RefusedError

MAX_NAME_BYTES = 240
MAX_DEPTH = 8

_FORBIDDEN = re.compile(r'[\\:*?"<>|]')
#: Controls, invisible and direction marks, surrogates, line separators. Private and not yet
#: assigned characters stay allowed: rare name characters are among them on older systems.
_FORBIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NUMBERS = (*"0123456789", "\N{SUPERSCRIPT ONE}", "\N{SUPERSCRIPT TWO}", "\N{SUPERSCRIPT THREE}")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$", "clock$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in _NUMBERS}
)
_SHOWN_LENGTH = 80
_MAX_ENDING_BYTES = 20


def is_safe(name: str) -> bool:
    """Say whether *name* (parts divided by ``/``) may stand in a package."""
    return (
        0 < len(name.encode("utf-8", "replace")) <= MAX_NAME_BYTES
        and not any(_is_forbidden(character) for character in name)
        and unicodedata.is_normalized("NFC", name)
        and name.count("/") < MAX_DEPTH
        and all(_is_safe_part(part) for part in name.split("/"))
    )


def check_names(names: Iterable[str]) -> None:
    """Refuse unsafe names, and names that would fall together in one folder.

    Two names fall together if they are equal but for case, or if one is the folder of the
    other. Raises ``RefusedError`` ``exchange.unsafe_name`` or ``exchange.same_name``.
    """
    files: set[str] = set()
    folders: set[str] = set()
    for name in names:
        if not is_safe(name):
            raise RefusedError("exchange.unsafe_name", name=shown(name))
        folded = _folded(name)
        parents = {folded[:at] for at, character in enumerate(folded) if character == "/"}
        if folded in files or folded in folders or not parents.isdisjoint(files):
            raise RefusedError("exchange.same_name", name=shown(name))
        files.add(folded)
        folders |= parents


def safe_part(text: str, *, most: int = 120) -> str:
    """Return *text* as one part of a safe name of at most *most* bytes, its ending kept.

    Only the characters that are not allowed are replaced; it is empty if nothing is left.
    """
    plain = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode("utf-8"))
    kept = "".join(
        "_" if character == "/" or _is_forbidden(character) else character for character in plain
    )
    stem, dot, ending = kept.strip().rstrip(". ").rpartition(".")
    if not stem or len(ending.encode("utf-8")) > _MAX_ENDING_BYTES:
        stem, dot, ending = stem + dot + ending, "", ""
    room = most - len((dot + ending).encode("utf-8"))
    stem = stem.encode("utf-8")[:room].decode("utf-8", "ignore").strip().rstrip(". ")
    part = (stem + dot + ending).strip().rstrip(". ")
    return part if part in {""} or _is_safe_part(part) else f"_{part}"[:most]


def shown(name: str) -> str:
    """Return *name* fit for a message: harmless characters only, not too long."""
    plain = "".join(
        f"\\u{ord(character):04x}" if _is_forbidden(character) else character
        for character in name[:_SHOWN_LENGTH]
    )
    return plain if len(name) <= _SHOWN_LENGTH else f"{plain}…"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.casefold())


def _is_forbidden(character: str) -> bool:
    return (
        unicodedata.category(character) in _FORBIDDEN_CATEGORIES
        or _FORBIDDEN.match(character) is not None
        or (ord(character) & 0xFFFE) == 0xFFFE  # the two noncharacters at each plane's end
        or 0xFDD0 <= ord(character) <= 0xFDEF
    )


def _is_safe_part(part: str) -> bool:
    stem = part.split(".", 1)[0].strip().casefold()
    return part not in {"", ".", ".."} and part == part.strip().rstrip(".") and stem not in _DEVICES
