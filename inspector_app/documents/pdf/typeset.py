"""From text to lines of placed glyphs."""

from collections.abc import Iterable
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from inspector_app.documents.measures import CHARACTER_PITCH, SIZE_3
from inspector_app.documents.pdf.face import Face
from inspector_app.documents.pdf.linebreak import break_lines
from inspector_app.documents.pdf.typeface import Glyph, Typefaces
from inspector_app.documents.tree import Align, Text

#: The share of the em below the baseline of Chinese glyphs.
_DESCENT = 0.14
#: Glyphs at least this wide (in ems) fill a cell of the grid.
_FULL = 0.9


@dataclass(frozen=True, slots=True)
class TypesetLine:
    """Glyphs, how far each advances, and where the first stands from the left edge."""

    glyphs: tuple[Glyph, ...]
    advances: tuple[float, ...]
    left: float
    size: float

    @property
    def width(self) -> float:
        """The width of the glyphs in points."""
        return sum(self.advances)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set: lengths in points."""

    size: float
    width: float
    indent: float = 0
    hang: float = 0
    right: float = 0
    align: Align = Align.JUSTIFY
    grid: bool = True


def _offset(align: Align, slack: float) -> float:
    match align:
        case Align.CENTRE:
            return slack / 2
        case Align.RIGHT:
            return slack
        case _:
            return 0


def typeset(text: Text, typefaces: Typefaces, setting: Setting) -> list[TypesetLine]:
    """Return the lines of *text*, at least one."""
    glyphs = [glyph for span in text for glyph in typefaces.glyphs(span.text, span.role)]
    size = setting.size
    tracking = (CHARACTER_PITCH - SIZE_3) * size / SIZE_3 if setting.grid else 0.0
    widths = [glyph.width * size + (tracking if glyph.width >= _FULL else 0.0) for glyph in glyphs]
    available = setting.width - setting.right
    lines = break_lines(
        "".join(glyph.char for glyph in glyphs),
        widths,
        size=size,
        width=available,
        indent=setting.indent,
        hang=setting.hang,
        justify=setting.align is Align.JUSTIFY,
    )
    return [
        TypesetLine(
            tuple(glyphs[line.start : line.end]),
            line.advances,
            line.indent + _offset(setting.align, available - line.indent - sum(line.advances)),
            size,
        )
        for line in lines
    ]


def _runs(line: TypesetLine) -> Iterable[tuple[Face, float, str]]:
    """Group the glyphs that stand in one face at one extra distance."""
    face: Face | None = None
    extra = 0.0
    run: list[str] = []
    for glyph, advance in zip(line.glyphs, line.advances, strict=True):
        distance = round(advance - glyph.width * line.size, 3)
        if glyph.face is not face or distance != extra:
            if face is not None:
                yield face, extra, "".join(run)
            face, extra, run = glyph.face, distance, []
        run.append(glyph.char)
    if face is not None:
        yield face, extra, "".join(run)


def draw_line(canvas: Canvas, line: TypesetLine, left: float, bottom: float, pitch: float) -> None:
    """Draw *line* into the strip of height *pitch* that stands on *bottom*."""
    if not line.glyphs:
        return
    baseline = bottom + (pitch - line.size) / 2 + line.size * _DESCENT
    pen = canvas.beginText(left + line.left, baseline)
    for face, extra, words in _runs(line):
        pen.setFont(face.fontName, line.size)
        pen.setCharSpace(extra)
        pen.textOut(words)
    canvas.drawText(pen)
