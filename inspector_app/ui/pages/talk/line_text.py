"""How the text of a paragraph is laid out: the same for the line that is drawn and the one typed.

Record text stands at a fixed line height (the standard's 170 % of its size), whatever
fallback font a rare character comes from.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
    QTextOption,
)

#: Height of one line of record text, in pixels: 170 % of 15.
LINE_HEIGHT = 26
#: Space above and below a paragraph.
PAD = 4
#: Line breaks inside a paragraph are kept as this character while it is one text block.
SOFT_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Measure:
    """Height of a text, and where its last line ends."""

    height: float
    last_right: float
    last_top: float


def to_block(text: str) -> str:
    """Return *text* as one block: line ends become soft breaks."""
    return SOFT_BREAK.join(text.splitlines()) if "\n" in text or "\r" in text else text


def units(text: str) -> int:
    """Return how long *text* is for Qt, which counts a rare character twice (𬀩)."""
    return len(text.encode("utf-16-le")) // 2


def place_in(text: str, position: int) -> int:
    """Return the place in *text* of a position as Qt counts it."""
    return len(text.encode("utf-16-le")[: 2 * position].decode("utf-16-le", "ignore"))


def wrapping() -> QTextOption:
    """Return how record text breaks into lines."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


# --- lines that are drawn ---------------------------------------------------------------


def flow(text: str, font: QFont, width: float) -> QTextLayout:
    """Return *text* laid out in *width*, to measure or to draw."""
    layout = QTextLayout(to_block(text), font)
    layout.setTextOption(wrapping())
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        # The glyphs stand at the foot of their line, as a text document puts them.
        line.setPosition(QPointF(0, top + LINE_HEIGHT - line.height()))
        top += LINE_HEIGHT
    layout.endLayout()
    return layout


def measure(layout: QTextLayout) -> Measure:
    """Return the size of a text that was laid out."""
    count = layout.lineCount()
    if count == 0:
        return Measure(LINE_HEIGHT, 0, 0)
    right = layout.lineAt(count - 1).naturalTextWidth()
    return Measure(count * LINE_HEIGHT, right, (count - 1) * LINE_HEIGHT)


# --- the line that is typed -------------------------------------------------------------


def prepare(document: QTextDocument, font: QFont, text: str) -> None:
    """Fill *document* with one paragraph, without a step to undo."""
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(font)
    document.setDefaultTextOption(wrapping())
    document.setPlainText(to_block(text))
    set_line_height(document)
    document.setUndoRedoEnabled(True)


def set_line_height(document: QTextDocument) -> None:
    """Give every block of *document* the record's line height."""
    block = QTextBlockFormat()
    block.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.mergeBlockFormat(block)


def measure_typed(document: QTextDocument) -> Measure:
    """Return the size of what is being typed, input method text included."""
    height = max(document.size().height(), LINE_HEIGHT)
    layout = document.lastBlock().layout()
    count = layout.lineCount()
    right = layout.lineAt(count - 1).naturalTextWidth() if count else 0.0
    return Measure(height, right, height - LINE_HEIGHT)
