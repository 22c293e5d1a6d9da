"""Colour tokens, read from ``resources/themes/*.toml``. No Qt in this module."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from inspector_app.system.resources import resources

ThemeName = Literal["light", "dark", "high_contrast"]

#: What a mark, bar, pill or line wants to say. ``neutral`` is grey.
Tone = Literal["neutral", "accent", "mark", "ok", "warn"]

_HEX = re.compile(r"#[0-9A-F]{6}")


@dataclass(frozen=True, slots=True)
class AnswerColors:
    """Fill and ink of one kind of answer in the must-ask matrix."""

    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as ``#RRGGBB``.

    ``bg`` page, ``surface`` card, ``surface2`` inset, ``line`` the only border; ``text``,
    ``text2`` body and secondary; ``text3`` hints only, never needed information;
    ``accent`` action and selection, ``mark`` number one and what blocks, ``ok`` done,
    ``warn`` due or doubtful, each with its wash (``…w``).
    """

    name: ThemeName
    dark: bool
    bg: str
    surface: str
    surface2: str
    rail: str
    hover: str
    line: str
    field_line: str
    text: str
    text2: str
    text3: str
    accent: str
    accentw: str
    on_accent: str
    mark: str
    markw: str
    ok: str
    okw: str
    warn: str
    warnw: str
    track: str
    paper: str
    answers: Mapping[str, AnswerColors]

    def color(self, name: str) -> str:
        """Return the colour called *name*; ``KeyError`` when there is none."""
        value = getattr(self, name, None)
        if not isinstance(value, str) or name == "name":
            raise KeyError(name)
        return value

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return ink and wash of *tone*."""
        if tone == "neutral":
            return self.text2, self.hover
        return self.color(tone), self.color(f"{tone}w")


def load_tokens(name: ThemeName) -> Tokens:
    """Read the theme *name*. Raises ``ValueError`` for a value that is no ``#RRGGBB``."""
    with (resources() / "themes" / f"{name}.toml").open("rb") as stream:
        data = tomllib.load(stream)
    colors: dict[str, str] = data["colors"]
    answers = {kind: AnswerColors(**pair) for kind, pair in data["answers"].items()}
    for value in [*colors.values(), *(c for a in answers.values() for c in (a.fill, a.ink))]:
        if not _HEX.fullmatch(value):
            raise ValueError(f"{name}: {value!r} is no colour")
    return Tokens(name=data["name"], dark=data["dark"], answers=answers, **colors)


def _luminance(color: str) -> float:
    channels = (int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of 1.4.3)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)
