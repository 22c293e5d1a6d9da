"""Tables of a DOCX."""

from inspector_app.documents.cleaning import clean
from inspector_app.documents.measures import (
    BODY_WIDTH,
    CELL_PADDING_X,
    CELL_PADDING_Y,
    TABLE_RULE,
    TABLE_SIZE,
    column_widths,
)
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.titles import header_lines
from inspector_app.documents.tree import Column, Table
from inspector_app.documents.word.markup import fonts, paragraph, run, tag, twips

_PADDING = 2 * CELL_PADDING_X
_EIGHTHS = 8  # rules are measured in eighths of a point


def _cell(words: str, column: Column, width: float, style: Style, *, middle: bool) -> str:
    look = LOOKS[style]
    own_font = fonts(column.role) if style is Style.TABLE_CELL and column.role != look.role else ""
    align = column.align if style is Style.TABLE_CELL else look.align
    further = Style.SMALL_PRINT if column.small_print and style is Style.TABLE_CELL else style
    content = "".join(
        paragraph(further if number else style, run(part, own_font), align=align)
        for number, part in enumerate(clean(words).split("\n"))
    )
    properties = tag("tcW", w=twips(width), type="dxa") + (
        tag("vAlign", val="center") if middle else ""
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(block: Table) -> str:
    """Return a table; its header stands on top of every page of it."""
    widths = column_widths([column.share for column in block.columns])
    grid = "".join(tag("gridCol", w=twips(width)) for width in widths)
    rule: dict[str, str | float] = {
        "val": "single",
        "sz": round(TABLE_RULE * _EIGHTHS),
        "space": 0,
        "color": "000000",
    }
    borders = "".join(
        tag(side, **rule) for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = (
        tag("top", w=twips(CELL_PADDING_Y), type="dxa")
        + tag("left", w=twips(CELL_PADDING_X), type="dxa")
        + tag("bottom", w=twips(CELL_PADDING_Y), type="dxa")
        + tag("right", w=twips(CELL_PADDING_X), type="dxa")
    )
    properties = (
        tag("tblW", w=twips(BODY_WIDTH), type="dxa")
        + f"<w:tblBorders>{borders}</w:tblBorders>"
        + tag("tblLayout", type="fixed")
        + f"<w:tblCellMar>{margins}</w:tblCellMar>"
    )
    whole = "" if block.split_rows else tag("cantSplit")
    rows = [
        "<w:tr>"
        + (f"<w:trPr>{whole}</w:trPr>" if whole else "")
        + "".join(
            _cell(words, column, width, Style.TABLE_CELL, middle=not block.split_rows)
            for words, column, width in zip(row, block.columns, widths, strict=True)
        )
        + "</w:tr>"
        for row in block.rows
    ]
    if block.header:
        header = "".join(
            _cell(
                "\n".join(header_lines(column.header, (width - _PADDING) / TABLE_SIZE)),
                column,
                width,
                Style.TABLE_HEADER,
                middle=True,
            )
            for column, width in zip(block.columns, widths, strict=True)
        )
        properties_of_header = tag("cantSplit") + tag("tblHeader")
        rows.insert(0, f"<w:tr><w:trPr>{properties_of_header}</w:trPr>{header}</w:tr>")
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(rows)}</w:tbl>"
    )
