"""Draw a page of a paper on a white sheet: print, handwriting in ink, a red seal."""

import math
import random
from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from generator.fonts import font, runs
from generator.papers import Block

WIDTH, HEIGHT, LEFT, RIGHT, TOP = 909, 1286, 118, 104, 150  # A4 at 110 dots an inch
INK, PRINT, SEAL, RULE = (34, 52, 122), (28, 28, 30), (196, 38, 34), (70, 70, 74)
_CLOSING = "，。、；：？！）》”’"
_SIZES = {"title": 32, "heading": 24, "hand": 26}
_FACES = {"title": "title", "heading": "head", "hand": "kai", "table": "body"}
_SEAL = 190
_CELL, _PAD, _LINE = 18, 7, 25


def text_width(text: str, face: str, size: int) -> float:
    """Return how wide *text* runs, in pixels."""
    return sum(font(found, size).getlength(part) for found, part in runs(text, face))


def wrapped(text: str, face: str, size: int, width: float) -> list[str]:
    """Break *text* into lines; a closing mark does not begin a line."""
    lines, line = [], ""
    for character in text:
        if line and text_width(line + character, face, size) > width:
            if character in _CLOSING:
                line += character
                continue
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def draw_text(
    image: Image.Image,
    at: tuple[float, float],
    text: str,
    *,
    face: str,
    size: int,
    colour: tuple[int, int, int],
) -> None:
    """Draw one line with its baseline box at *at*, each character in a font that has it."""
    draw = ImageDraw.Draw(image)
    x, y = at
    for found, part in runs(text, face):
        draw.text((x, y + size), part, font=font(found, size), fill=colour, anchor="ls")
        x += font(found, size).getlength(part)


@dataclass(slots=True)
class Sheet:
    """A page being filled from the top; *random* makes the hand unsteady."""

    random: random.Random
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", (WIDTH, HEIGHT), "white"))
    y: float = TOP

    def add(self, block: Block) -> None:
        """Draw the next block."""
        match block.kind:
            case "table":
                self._table(block.rows)
            case "hand":
                self._hand(block.text)
            case "seal":
                self._seal(block.text)
            case kind:
                self._print(block.text, kind)

    def mark(self, text: str) -> None:
        """Draw the small line at the head that says the paper is an example."""
        width = text_width(text, "body", 15)
        at = ((WIDTH - width) / 2, 72)
        draw_text(self.image, at, text, face="body", size=15, colour=(110, 110, 112))

    def _print(self, text: str, kind: str) -> None:
        size, face = _SIZES.get(kind, 24), _FACES.get(kind, "body")
        if kind in {"paragraph", "heading"}:
            text = "　　" + text
        for line in wrapped(text, face, size, WIDTH - LEFT - RIGHT):
            spare = WIDTH - LEFT - RIGHT - text_width(line, face, size)
            shift = {"title": spare / 2, "center": spare / 2, "right": spare}.get(kind, 0)
            at = (LEFT + shift, self.y)
            draw_text(self.image, at, line, face=face, size=size, colour=PRINT)
            self.y += size * 1.62
        self.y += 18 if kind == "title" else 2

    def _table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        columns = max(len(row) for row in rows)
        wants = [
            max(24 + min(text_width(row[i], "body", _CELL), 230) for row in rows if i < len(row))
            for i in range(columns)
        ]
        scale = (WIDTH - LEFT - RIGHT) / sum(wants)
        widths = [want * scale for want in wants]
        draw = ImageDraw.Draw(self.image)
        self.y += 8
        for number, row in enumerate(rows):
            cells = [
                wrapped(text, "body", _CELL, width - 2 * _PAD)
                for text, width in zip(row, widths, strict=False)
            ]
            height = max(len(lines) for lines in cells) * _LINE + 2 * _PAD
            x: float = LEFT
            for lines, width in zip(cells, widths, strict=False):
                draw.rectangle((x, self.y, x + width, self.y + height), outline=RULE)
                for place, line in enumerate(lines):
                    face = "head" if number == 0 else "body"
                    at = (x + _PAD, self.y + _PAD + place * _LINE)
                    draw_text(self.image, at, line, face=face, size=_CELL, colour=PRINT)
                x += width
            self.y += height
        self.y += 18

    def _hand(self, text: str) -> None:
        for line in wrapped(text, "kai", _SIZES["hand"], WIDTH - LEFT - RIGHT - 40):
            strip = Image.new("RGBA", (WIDTH, 70), (255, 255, 255, 0))
            x: float = 10
            for character in line:
                size = _SIZES["hand"] + self.random.choice((-2, -1, 0, 0, 1))
                at = (x, 14 + self.random.uniform(-2.5, 2.5))
                draw_text(strip, at, character, face="kai", size=size, colour=INK)
                x += text_width(character, "kai", size) * self.random.uniform(0.93, 1.0)
            leaned = strip.rotate(self.random.uniform(0.2, 1.4), Image.Resampling.BICUBIC)
            at_x = LEFT + 24 + self.random.randint(0, 18)
            self.image.paste(leaned, (at_x, round(self.y) - 12), leaned)
            self.y += 52
        self.y += 6

    def _seal(self, text: str) -> None:
        seal = Image.new("RGBA", (_SEAL, _SEAL), (255, 255, 255, 0))
        draw = ImageDraw.Draw(seal)
        colour, middle, radius = (*SEAL, 205), _SEAL / 2, _SEAL / 2 - 26
        draw.ellipse((3, 3, _SEAL - 3, _SEAL - 3), outline=colour, width=5)
        star = [
            (middle + r * math.sin(a), middle - r * math.cos(a))
            for step in range(10)
            for r, a in [((26, 10)[step % 2], step * math.pi / 5)]
        ]
        draw.polygon(star, fill=colour)
        spread = min(270.0, 22.0 * len(text))
        for place, character in enumerate(text):
            angle = -spread / 2 + spread * place / max(1, len(text) - 1)
            glyph = Image.new("RGBA", (34, 34), (255, 255, 255, 0))
            draw_text(glyph, (6, 3), character, face="title", size=22, colour=SEAL)
            turned = glyph.rotate(-angle, Image.Resampling.BICUBIC)
            turned.putalpha(turned.getchannel("A").point(lambda alpha: alpha * 205 // 255))
            at = (
                round(middle + radius * math.sin(math.radians(angle)) - 17),
                round(middle - radius * math.cos(math.radians(angle)) - 17),
            )
            seal.alpha_composite(turned, (max(0, at[0]), max(0, at[1])))
        leaned = seal.rotate(self.random.uniform(-9, 9), Image.Resampling.BICUBIC)
        corner = (WIDTH - RIGHT - _SEAL - 20, max(TOP, round(self.y) - 115))
        self.image.paste(leaned, corner, leaned)
