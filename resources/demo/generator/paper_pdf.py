"""Set a paper as a PDF with text in it, as a printer driver of the body's office would."""

from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from generator.fonts import FILES, font_folder, runs
from generator.papers import Block, Paper
from generator.sheet import wrapped

_WIDTH, _HEIGHT, _LEFT, _TOP = 595.28, 841.89, 79.4, 96.0
_TEXT_WIDTH = _WIDTH - 2 * _LEFT
_PER_BLOCK = 100
_MARK = "示例材料，内容均为虚构　工作秘密"


def write_paper_pdf(paper: Paper, path: Path) -> None:
    """Write *paper* to *path* with its fonts embedded and every character extractable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    ttfonts.makeToUnicodeCMap = _to_unicode
    for face, file in FILES.items():
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, str(font_folder() / file)))
    canvas = Canvas(
        str(path),
        pagesize=(_WIDTH, _HEIGHT),
        invariant=1,
        initialFontName="body",  # type: ignore[arg-type] # else Helvetica gets in, not embedded
    )
    canvas.setTitle(f"{paper.title}（示例）")
    canvas.setAuthor("示例")
    for number, page in enumerate(paper.pages, 1):
        _draw(canvas, _MARK, (_WIDTH / 2 - 68, _HEIGHT - 50), face="body", size=9)
        y = _HEIGHT - _TOP
        for block in page:
            y = _draw_block(canvas, block, y)
        foot = f"第{number}页　共{len(paper.pages)}页"
        _draw(canvas, foot, (_WIDTH / 2 - 30, 45), face="body", size=9)
        canvas.showPage()
    canvas.save()


def _draw_block(canvas: Canvas, block: Block, y: float) -> float:
    size = 18 if block.kind == "title" else 14
    face = {"title": "title", "heading": "head"}.get(block.kind, "kai")
    text = block.text if block.kind != "paragraph" else "　　" + block.text
    for line in wrapped(text, face, size, _TEXT_WIDTH):
        width = sum(pdfmetrics.stringWidth(part, found, size) for found, part in runs(line, face))
        spare = _TEXT_WIDTH - width
        shift = {"title": spare / 2, "center": spare / 2, "right": spare}.get(block.kind, 0)
        _draw(canvas, line, (_LEFT + shift, y), face=face, size=size)
        y -= size * 1.75
    return y - 4


def _draw(canvas: Canvas, text: str, at: tuple[float, float], *, face: str, size: float) -> None:
    line = canvas.beginText(*at)
    for found, part in runs(text, face):
        line.setFont(found, size)
        line.textOut(part)
    canvas.drawText(line)


def _to_unicode(fontname: str, subset: list[Any]) -> str:
    """Stand in for reportlab's map, which names characters beyond U+FFFF wrongly.

    A reader copies and searches by this map: 𬀩 must come out as 𬀩.
    """
    pairs = [
        f"<{code:02X}> <{chr(value).encode('utf-16-be').hex().upper()}>"
        for code, value in enumerate(subset)
    ]
    blocks = [pairs[start : start + _PER_BLOCK] for start in range(0, len(pairs), _PER_BLOCK)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo",
            f"<< /Registry ({fontname})",
            f"/Ordering ({fontname})",
            "/Supplement 0",
            ">> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]) for block in blocks),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
