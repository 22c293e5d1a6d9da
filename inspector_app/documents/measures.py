"""Figures of GB/T 9704-2012, in points unless the name says millimetres or characters."""

from collections.abc import Sequence

MM = 72 / 25.4

PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM

#: 天头, 订口 and 版心: the text block stands 37 mm from the top and 28 mm from the binding.
TOP_MARGIN = 37 * MM
BINDING_MARGIN = 28 * MM
BODY_WIDTH = 156 * MM
BODY_HEIGHT = 225 * MM
OUTER_MARGIN = PAGE_WIDTH - BINDING_MARGIN - BODY_WIDTH
BOTTOM_MARGIN = PAGE_HEIGHT - TOP_MARGIN - BODY_HEIGHT

#: 22 lines of 28 characters fill the text block. 28 × 16 pt is wider than 156 mm, so the
#: characters stand 0.21 pt closer than their size, which nobody sees.
LINES = 22
CHARACTERS = 28
LINE_PITCH = BODY_HEIGHT / LINES
CHARACTER_PITCH = BODY_WIDTH / CHARACTERS

#: 2号, 3号, 4号, 小四 in points.
SIZE_2 = 22.0
SIZE_3 = 16.0
SIZE_4 = 14.0
SIZE_SMALL_4 = 12.0

#: 发文机关标志: its top stands 35 mm below the top of the text block.
RED_HEAD_TOP = 35 * MM
RED_HEAD_MAX_SIZE = 48.0
#: 发文字号 stands two lines below the red head, the red rule 4 mm below 发文字号.
RED_RULE_GAP = 4 * MM
RED_RULE_WIDTH = 0.7 * MM

#: 信函格式 (10.1): the name's top stands 30 mm under the page's upper edge, a red double line 4 mm
#: below it, another 20 mm above the lower edge, each 170 mm long and centred on the page. What
#: follows the first line stands 7/8 of a 3号 character below it.
LETTER_HEAD_TOP = 30 * MM
LETTER_HEAD_MAX_SIZE = 42.0
LETTER_RULE_GAP = 4 * MM
LETTER_RULE_FOOT = 20 * MM
LETTER_RULE_LENGTH = 170 * MM
LETTER_RULE_THICK = 0.9 * MM
LETTER_RULE_SPACE = 0.5 * MM
LETTER_RULE_THIN = 0.3 * MM
LETTER_RULES = LETTER_RULE_THICK + LETTER_RULE_SPACE + LETTER_RULE_THIN
LETTER_AFTER_RULE = SIZE_3 * 7 / 8

TITLE_PITCH = 36.0

#: 页码: 4号, 7 mm below the text block, one character in from the outer edge.
PAGE_MARK_GAP = 7 * MM
#: A footer with a line to sign on stands deeper, to leave room for the hand.
SIGNED_FOOTER_GAP = 14 * MM
SIGNATURE_LENGTH = 62 * MM

#: Tables: 小四 on a pitch of 20 pt; the standard leaves both to the writer.
TABLE_SIZE = SIZE_SMALL_4
#: Small print in a table: 小五.
SMALL_PRINT = 9.0
TABLE_PITCH = 20.0
CELL_PADDING_X = 3.0
CELL_PADDING_Y = 2.0
TABLE_RULE = 0.5

#: 落款: the signer stands two characters in from the right edge, or the date if it is longer.
SIGNATURE_RIGHT = 2


def title_lines_height(lines: int) -> int:
    """Return how many grid lines a title of *lines* lines takes.

    What follows it then stands on the grid in every rendering.
    """
    return -(-int(lines * TITLE_PITCH * 100) // int(LINE_PITCH * 100))


def head_size(body: str) -> float:
    """Return the size of 发文机关标志: as large as the width allows, 48 pt at most."""
    return min(RED_HEAD_MAX_SIZE, BODY_WIDTH / (len(body) + 1))


def red_rule_offset(size: float) -> float:
    """Return how far the red rule stands below the top of the text block."""
    return RED_HEAD_TOP + size + 3 * LINE_PITCH + RED_RULE_GAP


def red_head_height(size: float) -> float:
    """Return the height of the head down to the title, in whole grid lines.

    With the leading of the title itself two blank lines part it from the rule.
    """
    return round(red_rule_offset(size) / LINE_PITCH + 2) * LINE_PITCH


def letter_head_size(body: str) -> float:
    """Return the size of a letter's head: as large as the rules allow, 42 pt at most."""
    return min(LETTER_HEAD_MAX_SIZE, LETTER_RULE_LENGTH / (len(body) + 1))


def letter_rule_top(size: float) -> float:
    """Return how far the first double line stands below the page's upper edge."""
    return LETTER_HEAD_TOP + size + LETTER_RULE_GAP


def letter_number_top(size: float) -> float:
    """Return how far the line of the number stands below the top of the text block.

    The line's characters hang in the middle of the pitch, so the line begins half a leading
    higher than they do.
    """
    leading = (LINE_PITCH - SIZE_3) / 2
    return letter_rule_top(size) + LETTER_RULES + LETTER_AFTER_RULE - leading - TOP_MARGIN


def letter_head_height(size: float, lines: int) -> float:
    """Return the height of a letter's head down to the title, in whole grid lines.

    *lines* stand under the first double line; two blank ones follow, one of which is the
    title's own leading.
    """
    return round((letter_number_top(size) / LINE_PITCH) + lines + 1.5) * LINE_PITCH


def column_widths(shares: Sequence[float]) -> list[float]:
    """Return the widths of a table's columns; together the width of the text block."""
    total = sum(shares)
    return [BODY_WIDTH * share / total for share in shares]
