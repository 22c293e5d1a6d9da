"""Set a paper as .docx."""

from pathlib import Path

from docx.document import Document as DocumentType
from docx.enum.text import WD_BREAK

from generator.papers import Block, Paper
from generator.word import HEAD, TITLE, add_line, add_table, new_document, save

HEADER = "示例材料，内容均为虚构　工作秘密"


def write_paper_docx(paper: Paper, path: Path) -> None:
    """Write *paper* to *path*; seals and handwriting become words in brackets."""
    document = new_document(paper.title, HEADER)
    for number, page in enumerate(paper.pages):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        for block in page:
            _add(document, block)
    save(document, path, paper.length)


def _add(document: DocumentType, block: Block) -> None:
    match block.kind:
        case "title":
            add_line(document, block.text, align="center", size=20, font=TITLE)
            add_line(document, "")
        case "heading":
            add_line(document, block.text, indent=True, font=HEAD)
        case "table":
            add_table(document, block.rows, head=True)
        case "center" | "right":
            add_line(document, block.text, align=block.kind)
        case "seal":
            add_line(document, f"（{block.text}印）", align="right", size=11)
        case kind:
            add_line(document, block.text, indent=kind == "paragraph")
