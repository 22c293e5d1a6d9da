"""The content of a paper as a tree, before any rendering.

Builders (``documents.papers``) make it from records and the leader's text; the PDF and the
DOCX are two renderings of it, and ``documents.extract`` lists all its text. A tree holds
words only: where they stand on the page is the renderings' business, after GB/T 9704-2012.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from inspector_app.domain.errors import InputError
from inspector_app.system.fonts import Role

#: The degrees of state secrets; only these are written with a ★ (机密★1年).
SECRET_DEGREES = frozenset({"秘密", "机密", "绝密"})


class Align(StrEnum):
    """How the lines of a paragraph or cell stand between the edges."""

    JUSTIFY = "justify"
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in the font of one role."""

    text: str
    role: Role = Role.FANGSONG


Text: TypeAlias = tuple[Span, ...]


def text(*parts: str | Span) -> Text:
    """Return the parts as text; plain strings stand in the body's font."""
    return tuple(part if isinstance(part, Span) else Span(part) for part in parts)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1–4, numbered 一、（一）1.（1） by where it stands.

    ``source`` is the id of the record the words come from, for finding the way back.
    """

    level: int
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph that carries a number of level 1–4, counted together with the headings."""

    level: int
    text: Text
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``indent`` and ``hang`` indent its first and its other lines, in characters.

    A line end in the text starts a new paragraph of the same kind.
    """

    text: Text
    indent: int = 2
    hang: int = 0
    align: Align = Align.JUSTIFY
    keep_next: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``share`` is its width relative to the other columns' shares.

    With ``small_print`` only the first of a cell's lines (as its text divides them) has the
    full size.
    """

    header: str
    share: float
    align: Align = Align.CENTRE
    role: Role = Role.FANGSONG
    small_print: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; with ``header`` the columns' headers stand on top of every page of it.

    ``split_rows`` lets a row run over the end of a page: for cells of long text. A line end
    in a cell starts a new line there.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    header: bool = True
    split_rows: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """Empty lines of the grid."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A label with a line to sign on by hand, and if asked the words of a date to fill in.

    Blanks in ``date_words`` are kept: they are the room for the figures.
    """

    label: str
    date_words: str = ""
    keep_next: bool = False


Block: TypeAlias = Heading | Numbered | Paragraph | Table | Blank | SignatureLine


@dataclass(frozen=True, slots=True)
class Classification:
    """密级: 秘密, 机密 or 绝密 with its period, or any other mark a house uses (工作秘密)."""

    mark: str
    period: str = ""

    def words(self) -> str:
        """Return the mark as it is printed: ``机密★1年``, or the plain words of another mark.

        Raises ``InputError`` when a mark that is no degree of state secrets has a ★.
        """
        if self.mark in SECRET_DEGREES:
            return f"{self.mark}★{self.period}" if self.period else self.mark
        degree, star, _ = self.mark.partition("★")
        if (star and degree not in SECRET_DEGREES) or "★" in self.period:
            raise InputError("papers.star_not_allowed", mark=self.mark)
        return f"{self.mark}{self.period}"


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands in the first page's upper left: 份号, 密级和保密期限, 紧急程度."""

    copy_number: str = ""
    classification: Classification | None = None
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class RedHead:
    """发文机关标志 and 发文字号; with ``approved_by`` the paper goes upward (签发人)."""

    body: str
    number: str
    approved_by: str = ""
    approved_label: str = "签发人："


@dataclass(frozen=True, slots=True)
class LetterHead:
    """发文机关标志 and 发文字号 of a letter (信函格式, GB/T 9704-2012, 10.1).

    The name stands above two red double lines; the number at the right under the first.
    """

    body: str
    number: str


@dataclass(frozen=True, slots=True)
class Closing:
    """落款: who signs, and the day, under the body."""

    signers: tuple[str, ...]
    date: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: on a new page, with a title of its own; the number comes from its place."""

    title: str
    blocks: tuple[Block, ...]


class PageMark(StrEnum):
    """How pages are numbered."""

    STANDARD = "standard"  # — 1 —, at the outer edge
    OF_TOTAL = "of_total"  # 第 1 页 共 3 页, for records signed page by page
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Footer:
    """What stands under the text block of every page.

    ``signature_label`` puts a line to sign on there. ``of_total`` words the page mark of that
    name, with the placeholders ``{page}`` and ``{pages}``.
    """

    mark: PageMark = PageMark.STANDARD
    signature_label: str = ""
    of_total: str = "第 {page} 页  共 {pages} 页"


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper.

    ``title`` is given in lines; a line that is too long is broken where it holds a zero-width
    space (``titles.BREAK``).
    ``kind`` says what it is (巡察报告) and becomes the title in the file's properties: it holds
    no name of a person. Without ``red_head`` it is a 白头 paper; with a ``LetterHead`` it is a
    letter, whose first page bears no number. ``attachment_word`` and ``language`` are those of
    the wording it was built with.
    """

    kind: str
    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    marks: Marks = Marks()
    red_head: RedHead | LetterHead | None = None
    addressee: str = ""
    closing: Closing | None = None
    note: str = ""
    attachments: tuple[Attachment, ...] = ()
    footer: Footer = Footer()
    attachment_word: str = "附件"
    language: str = "zh_CN"
