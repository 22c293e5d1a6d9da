"""Make drawn pages look as if they had lain on a scanner, and write them as PNG, JPEG or PDF."""

import io
import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from generator.papers import Paper
from generator.sheet import Sheet

_DPI = 110
_MARK = "示例文件　内容均为虚构　工作秘密"
_A4 = (595.2755905511812, 841.8897637795277)
_PNG_COLOURS = 64
_GLASS, _SHEET, _WARM = (206, 205, 202), (250, 249, 246), (250, 244, 228)


def scanned_pages(paper: Paper) -> list[Image.Image]:
    """Draw the pages of *paper* and scan them."""
    dice = random.Random(paper.seed)  # noqa: S311 - the same picture every time is wanted
    pages = []
    for blocks in paper.pages:
        sheet = Sheet(dice)
        sheet.mark(_MARK)
        for block in blocks:
            sheet.add(block)
        pages.append(_scanned(sheet.image, paper, dice))
    return pages


def write_scan(paper: Paper, path: Path) -> None:
    """Write *paper* to *path* in the format that the suffix names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pages = scanned_pages(paper)
    if path.suffix == ".pdf":
        _write_pdf(pages, paper.title, path)
    elif path.suffix == ".png":
        few = pages[0].quantize(_PNG_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, optimize=True, dpi=(_DPI, _DPI))
    else:
        pages[0].save(path, quality=58, dpi=(_DPI, _DPI))


def _scanned(page: Image.Image, paper: Paper, dice: random.Random) -> Image.Image:
    tint = Image.new("RGB", page.size, _WARM if paper.warm else _SHEET)
    page = ImageChops.multiply(page, tint).filter(ImageFilter.GaussianBlur(0.55))
    page = page.rotate(paper.tilt, Image.Resampling.BICUBIC, fillcolor=_GLASS)
    if not paper.out.endswith(".png"):  # noise swells a lossless file tenfold, a wedge bands
        page = ImageChops.multiply(page, _shade(page.size).convert("RGB"))
        page = ImageChops.add(page, _grain(page.size, dice), scale=1, offset=-6)
    return _specks(page, dice)


def _shade(size: tuple[int, int]) -> Image.Image:
    """Return a grey wedge: the lid never shuts quite tight on the bound side."""
    wedge = Image.linear_gradient("L").rotate(90).resize(size)
    return wedge.point(lambda value: 255 - max(0, value - 205) * 2 // 3)


def _grain(size: tuple[int, int], dice: random.Random) -> Image.Image:
    grey = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
    return grey.point(lambda value: value // 20).convert("RGB")


def _specks(page: Image.Image, dice: random.Random) -> Image.Image:
    draw = ImageDraw.Draw(page)
    for _ in range(26):
        x, y = dice.randrange(page.width), dice.randrange(page.height)
        size = dice.choice((0, 0, 1))
        draw.ellipse((x, y, x + size, y + size), fill=(120, 118, 114))
    return page


def _write_pdf(pages: Sequence[Image.Image], title: str, path: Path) -> None:
    canvas = Canvas(str(path), pagesize=_A4, invariant=1)
    canvas.setTitle(f"{title}（示例）")
    canvas.setAuthor("示例")
    for page in pages:
        buffer = io.BytesIO()
        page.save(buffer, "JPEG", quality=55)
        buffer.seek(0)
        canvas.drawImage(ImageReader(buffer), 0, 0, *_A4)
        canvas.showPage()
    canvas.save()
