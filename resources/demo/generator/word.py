"""The Word side of the generator: one plain house style for every .docx."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from generator.packing import write_office

BODY, HEAD, TITLE = "仿宋_GB2312", "黑体", "方正小标宋简体"
_CORRECTED = "2026-10-16T11:05:00Z"


def new_document(title: str, header: str) -> DocumentType:
    """Return an A4 document whose header says that it is an example."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.5), Cm(2.6)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    style = document.styles["Normal"]
    style.font.size = Pt(14)
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(26)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "示例", "示例，内容均为虚构"
    properties.last_modified_by = "示例"
    properties.created = properties.modified = datetime(2026, 9, 1, 9, tzinfo=UTC)
    top = section.header.paragraphs[0]
    top.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(top, header, size=10)
    _page_numbers(section.footer.paragraphs[0])
    return document


def write(
    paragraph: Paragraph, text: str, *, size: float = 14, font: str = BODY, bold: bool = False
) -> None:
    """Add a run of *text* with its East Asian font named."""
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)
    properties = run._element.get_or_add_rPr()  # noqa: SLF001 - no public way to the run
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)


def add_line(
    document: DocumentType,
    text: str,
    *,
    align: str = "left",
    indent: bool = False,
    size: float = 14,
    font: str = BODY,
    bold: bool = False,
) -> Paragraph:
    """Add a paragraph; *indent* moves its first line in by two characters."""
    paragraph = document.add_paragraph()
    paragraph.alignment = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }[align]
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    if text:
        write(paragraph, text, size=size, font=font, bold=bold)
    return paragraph


def add_table(document: DocumentType, rows: Sequence[Sequence[str]], *, head: bool) -> None:
    """Add a table with lines; *head* sets the first row in bold."""
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            paragraph = table.cell(number, column).paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(20)
            write(paragraph, text, size=11, bold=head and number == 0)
    document.add_paragraph()


def add_corrections(paragraph: Paragraph, runs: Iterable[tuple[str, str]], author: str) -> None:
    """Write *runs* of (kept | deleted | inserted, text) as tracked changes by *author*."""
    for number, (state, text) in enumerate(runs):
        if state == "kept":
            write(paragraph, text)
            continue
        change = OxmlElement("w:del" if state == "deleted" else "w:ins")
        change.set(qn("w:id"), str(100 + number))
        change.set(qn("w:author"), author)
        change.set(qn("w:date"), _CORRECTED)
        run, content = OxmlElement("w:r"), OxmlElement("w:delText" if state == "deleted" else "w:t")
        content.text = text
        run.append(content)
        change.append(run)
        paragraph._p.append(change)  # noqa: SLF001 - python-docx knows no tracked changes


def save(document: DocumentType, path: Path, pages: int | None = None) -> None:
    """Write the document to *path*, the same bytes every time (*pages* as in ``write_office``)."""
    buffer = io.BytesIO()
    document.save(buffer)
    write_office(path, buffer.getvalue(), pages)


def _page_numbers(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, code in (("第", "PAGE"), ("页　共", "NUMPAGES"), ("页", "")):
        write(paragraph, text, size=10)
        if code:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), code)
            paragraph._p.append(field)  # noqa: SLF001 - python-docx knows no fields
