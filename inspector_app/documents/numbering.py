"""The numbers of headings: 一、（一）1.（1） in Chinese papers, 1.1 in English reading copies.

They are made from the tree and printed as plain text by every rendering: a number that the
word processor makes by itself is lost when an office pastes the text into another paper.
"""

from collections.abc import Iterable, Iterator

from inspector_app.documents.tree import Block, Heading, Numbered

LEVELS = 4
_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")


def chinese_number(number: int) -> str:
    """Return *number* (1–9999) in Chinese numerals, e.g. 12 → 十二, 105 → 一百零五."""
    if not 1 <= number <= 9999:
        raise ValueError("only 1 to 9999 can be written")
    words = ""
    digits = [int(digit) for digit in str(number)]
    for place, digit in zip(reversed(range(len(digits))), digits, strict=True):
        if digit:
            words += _DIGITS[digit] + _PLACES[place]
        elif words and not words.endswith("零"):
            words += "零"
    words = words.rstrip("零")
    return words[1:] if 10 <= number < 20 else words


def label(counters: tuple[int, ...], language: str) -> str:
    """Return the label of a heading whose numbers from level 1 down are *counters*."""
    if language == "en":
        numbers = [str(number) for number in counters if number]
        return f"{'.'.join(numbers)}. " if len(numbers) == 1 else f"{'.'.join(numbers)} "
    number = counters[-1]
    match len(counters):
        case 1:
            return f"{chinese_number(number)}、"
        case 2:
            return f"（{chinese_number(number)}）"
        case 3:
            return f"{number}."
        case _:
            return f"（{number}）"


def labelled(blocks: Iterable[Block], language: str) -> Iterator[tuple[str, Block]]:
    """Give each block with its label; blocks that are not numbered have an empty one."""
    counters = [0] * LEVELS
    for block in blocks:
        if isinstance(block, Heading | Numbered):
            if not 1 <= block.level <= LEVELS:
                raise ValueError("a heading has level 1 to 4")
            counters[block.level - 1] += 1
            counters[block.level :] = [0] * (LEVELS - block.level)
            yield label(tuple(counters[: block.level]), language), block
        else:
            yield "", block
