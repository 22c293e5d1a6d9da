"""Breaking titles and headers into lines of nearly equal length, without tearing names.

GB/T 9704-2012 wants a title in lines that keep words whole. Only who words it knows where:
the wording puts ``BREAK`` where a title may be broken.
"""

import math
from collections.abc import Iterator
from itertools import combinations, pairwise

from inspector_app.documents.cleaning import clean, one_line, visible
from inspector_app.documents.measures import CHARACTERS, SIZE_2, SIZE_3

#: Where a title may be broken: a zero-width space, ``\u200B`` in the wording.
BREAK = "\u200b"
#: A title line holds this many characters of 2号 in the width of 28 of 3号.
TITLE_CHARACTERS = int(CHARACTERS * SIZE_3 / SIZE_2)
#: More pieces than this are not tried in every combination.
_MAX_PIECES = 10


def width_in_characters(text: str) -> float:
    """Return how many full-width characters *text* is wide, figures and Latin counting half."""
    return sum(0.5 if char.isascii() else 1 for char in text)


def _cut(piece: str) -> Iterator[str]:
    """Cut a piece that fills more than a line into nearly equal parts; Latin words stay whole."""
    lines = math.ceil(width_in_characters(piece) / TITLE_CHARACTERS)
    target = width_in_characters(piece) / lines
    part = ""
    for char in piece:
        in_word = char.isascii() and char.isalnum() and part[-1:].isascii() and part[-1:].isalnum()
        width = width_in_characters(part)
        if (width >= target and not in_word) or width > TITLE_CHARACTERS - 1:
            yield part
            part = ""
        part += char
    yield part


def _arranged(pieces: list[str]) -> list[str]:
    """Join the pieces into the fewest lines that hold them, as equal in width as can be."""
    for count in range(1, len(pieces)):
        best: list[str] | None = None
        for ends in combinations(range(1, len(pieces)), count - 1):
            edges = [0, *ends, len(pieces)]
            lines = ["".join(pieces[start:end]).strip() for start, end in pairwise(edges)]
            widest = max(map(width_in_characters, lines))
            if widest <= TITLE_CHARACTERS and (
                best is None or widest < max(map(width_in_characters, best))
            ):
                best = lines
        if best is not None:
            return best
    return [piece.strip() for piece in pieces]


def title_lines(title: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lines of a title: those given, each broken again where it is too long."""
    lines: list[str] = []
    for line in title:
        whole = one_line(line)
        if width_in_characters(whole) <= TITLE_CHARACTERS:
            lines.append(whole)
            continue
        parts = [visible(part).replace("\n", " ") for part in line.split(BREAK)]
        pieces = [piece for part in parts if part for piece in _cut(part)]
        lines += _arranged(pieces) if len(pieces) <= _MAX_PIECES else list(_cut(whole))
    return tuple(line for line in lines if line)


def header_lines(words: str, characters: float) -> list[str]:
    """Return a column's header in lines of nearly equal length, none over *characters* wide.

    Headers in Latin letters are left to be broken at their blanks.
    """
    lines: list[str] = []
    for part in clean(words).split("\n"):
        count = math.ceil(width_in_characters(part) / max(characters, 1))
        if count <= 1 or part.isascii():
            lines.append(part)
        else:
            length = math.ceil(len(part) / count)
            lines += [part[at : at + length] for at in range(0, len(part), length)]
    return lines
