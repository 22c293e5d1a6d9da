"""Read the text of a .docx as its author last left it: paragraphs and tables, in order.

Read straight from the XML: python-docx shows neither insertions under change tracking nor
text in content controls and boxes. Deletions are left out, insertions taken.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from inspector_app.domain.errors import InputError
from inspector_app.intake.bounded_zip import BoundedZip, ZipLimits, open_bounded
from inspector_app.intake.files import MEGABYTE
from inspector_app.intake.guard import damaged_means
from inspector_app.intake.safe_xml import parse_xml
from inspector_app.intake.text import clean_text

if TYPE_CHECKING:
    from lxml import etree

_LIMITS = ZipLimits(members=4_000, total=512 * MEGABYTE, xml=32 * MEGABYTE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PAGES = "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Pages"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK})
_BOX = f"{_W}txbxContent"
_NO_TEXT = frozenset({_BOX, f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText"})
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_PICTURES = frozenset({f"{_W}drawing", f"{_W}pict", f"{_W}object"})
_FALSE = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class DocxParagraph:
    """A paragraph with text in it; ``bold``: all of its text is."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class DocxTable:
    """A table's rows of cells; a cell's paragraphs are joined by line breaks."""

    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = DocxParagraph | DocxTable


@dataclass(frozen=True, slots=True)
class DocxText:
    """What a document says. ``pages`` is what the program that saved it counted, if it did."""

    blocks: tuple[Block, ...]
    pages: int | None
    pictures: int
    tracked: int

    def plain(self) -> str:
        """Return the text alone, one line per paragraph and table row."""
        lines: list[str] = []
        for block in self.blocks:
            if isinstance(block, DocxParagraph):
                lines.append(block.text)
            else:
                lines.extend("\t".join(row) for row in block.rows)
        return "\n".join(lines)


def read_docx(data: bytes, *, name: str) -> DocxText:
    """Return the text of the .docx in *data*.

    Raises ``InputError`` (area ``intake``): ``zip_bomb``, ``damaged``, ``encrypted``,
    ``bad_xml``, ``xml_doctype``, ``xml_too_large``.
    """
    with open_bounded(data, name=name, limits=_LIMITS) as archive:
        source = archive.read("word/document.xml")
        if _STRICT in source[:8192]:  # saved as "Strict Open XML": same words, other namespace
            source = source.replace(_STRICT, _W[1:-1].encode())
        root = parse_xml(source, name=name)
        pages = _stated_pages(archive)
    body = root.find(f"{_W}body")
    if body is None:
        raise InputError("intake.damaged", name=name)
    with damaged_means("intake.damaged", name=name):
        blocks = tuple(_blocks(body))
    return DocxText(
        blocks=blocks,
        pages=pages,
        pictures=sum(1 for _ in root.iter(*_PICTURES)),
        tracked=sum(1 for _ in root.iter(f"{_W}ins", f"{_W}del")),
    )


def _stated_pages(archive: BoundedZip) -> int | None:
    if not archive.has("docProps/app.xml"):
        return None
    try:
        root = parse_xml(archive.read("docProps/app.xml"), name=archive.name)
    except InputError:
        return None  # a statistic, not worth refusing the document
    text = root.findtext(_PAGES) or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _blocks(parent: "etree._Element") -> Iterator[Block]:
    carried: list[tuple[str, bool]] = []
    for element in parent:
        if element.tag == f"{_W}p":
            carried.extend(_runs(element))
            if _mark_deleted(element):
                continue  # a deleted paragraph mark joins it with the next
            yield from _paragraph(carried)
            carried = []
            yield from _boxes(element)
        elif element.tag == f"{_W}tbl":
            table = _table(element)
            if table.rows:
                yield table
        elif element.tag not in _GONE:
            yield from _blocks(element)  # content controls, custom XML, insertions
    yield from _paragraph(carried)


def _paragraph(runs: list[tuple[str, bool]]) -> Iterator[DocxParagraph]:
    text = clean_text("".join(text for text, _ in runs))
    if text:
        bold = all(bold for text, bold in runs if text.strip())
        yield DocxParagraph(text, bold)


def _runs(element: "etree._Element", *, bold: bool = False) -> Iterator[tuple[str, bool]]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or "", bold
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag], bold
        elif child.tag == f"{_W}r":
            yield from _runs(child, bold=_is_bold(child))
        elif child.tag not in _GONE and child.tag not in _NO_TEXT and child.tag not in _PICTURES:
            yield from _runs(child, bold=bold)


def _boxes(paragraph: "etree._Element") -> Iterator[Block]:
    """Yield what stands in text boxes anchored in a paragraph, once."""
    for box in paragraph.iter(_BOX):
        inside = next(box.iterancestors(f"{_W}p"), None)
        if inside is paragraph and not any(one.tag in _GONE for one in box.iterancestors()):
            yield from _blocks(box)


def _is_bold(run: "etree._Element") -> bool:
    mark = run.find(f"{_W}rPr/{_W}b")
    return mark is not None and mark.get(f"{_W}val", "1") not in _FALSE


def _mark_deleted(paragraph: "etree._Element") -> bool:
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _table(element: "etree._Element") -> DocxTable:
    rows: list[tuple[str, ...]] = []
    for row in element.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is not None or _table_of(row) is not element:
            continue
        cells = tuple(_cell(cell) for cell in row.iter(f"{_W}tc") if _row_of(cell) is row)
        if any(cells):
            rows.append(cells)
    return DocxTable(tuple(rows))


def _cell(cell: "etree._Element") -> str:
    lines: list[str] = []
    for block in _blocks(cell):
        if isinstance(block, DocxParagraph):
            lines.append(block.text)
        else:
            lines.extend(" ".join(filter(None, row)) for row in block.rows)
    return "\n".join(lines)


def _table_of(row: "etree._Element") -> "etree._Element | None":
    return next(row.iterancestors(f"{_W}tbl"), None)


def _row_of(cell: "etree._Element") -> "etree._Element | None":
    return next(cell.iterancestors(f"{_W}tr"), None)
