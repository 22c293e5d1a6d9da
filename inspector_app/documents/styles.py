"""How each kind of line looks, by GB/T 9704-2012: one table for both renderings."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from inspector_app.documents.measures import (
    LINE_PITCH,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SMALL_PRINT,
    TABLE_PITCH,
    TABLE_SIZE,
    TITLE_PITCH,
)
from inspector_app.documents.tree import Align
from inspector_app.system.fonts import Role


class Style(StrEnum):
    """The kinds of lines a paper is made of."""

    BODY = "body"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    HEADING_4 = "heading_4"
    TITLE = "title"
    COPY_NUMBER = "copy_number"
    MARK = "mark"
    DOCUMENT_NUMBER = "document_number"
    ADDRESSEE = "addressee"
    ATTACHMENT_NOTE = "attachment_note"
    ATTACHMENT_LABEL = "attachment_label"
    CLOSING = "closing"
    CAPTION = "caption"
    TABLE_HEADER = "table_header"
    TABLE_CELL = "table_cell"
    SMALL_PRINT = "small_print"
    FOOTER = "footer"
    PAGE_MARK = "page_mark"


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a kind of line.

    ``size`` and ``pitch`` in points; ``indent`` of the first line in characters. With ``grid``
    the characters stand on the grid of 28 a line. ``name`` is the style's name in a word
    processor: the built-in names stay English, word processors translate them.
    """

    name: str
    role: Role = Role.FANGSONG
    size: float = SIZE_3
    pitch: float = LINE_PITCH
    indent: float = 0
    align: Align = Align.LEFT
    grid: bool = True


LOOKS: Mapping[Style, Look] = {
    Style.BODY: Look("Body Text", indent=2, align=Align.JUSTIFY),
    Style.HEADING_1: Look("heading 1", Role.HEITI, indent=2, align=Align.JUSTIFY),
    Style.HEADING_2: Look("heading 2", Role.KAITI, indent=2, align=Align.JUSTIFY),
    Style.HEADING_3: Look("heading 3", indent=2, align=Align.JUSTIFY),
    Style.HEADING_4: Look("heading 4", indent=2, align=Align.JUSTIFY),
    Style.TITLE: Look("Title", Role.TITLE, SIZE_2, TITLE_PITCH, align=Align.CENTRE, grid=False),
    Style.COPY_NUMBER: Look("份号"),
    Style.MARK: Look("密级", Role.HEITI),
    Style.DOCUMENT_NUMBER: Look("发文字号", align=Align.CENTRE),
    Style.ADDRESSEE: Look("主送机关", align=Align.JUSTIFY),
    Style.ATTACHMENT_NOTE: Look("附件说明", indent=2, align=Align.JUSTIFY),
    Style.ATTACHMENT_LABEL: Look("附件标识", Role.HEITI),
    Style.CLOSING: Look("落款", align=Align.RIGHT),
    Style.CAPTION: Look("表题", Role.HEITI, SIZE_4, align=Align.CENTRE, grid=False),
    Style.TABLE_HEADER: Look(
        "表头", Role.HEITI, TABLE_SIZE, TABLE_PITCH, align=Align.CENTRE, grid=False
    ),
    Style.TABLE_CELL: Look("表格文字", size=TABLE_SIZE, pitch=TABLE_PITCH, grid=False),
    Style.SMALL_PRINT: Look("表格小字", size=SMALL_PRINT, pitch=TABLE_PITCH, grid=False),
    Style.FOOTER: Look("页脚签名", size=SIZE_4, grid=False),
    Style.PAGE_MARK: Look("页码", Role.SONG, SIZE_4, grid=False),
}

HEADINGS = (Style.HEADING_1, Style.HEADING_2, Style.HEADING_3, Style.HEADING_4)
