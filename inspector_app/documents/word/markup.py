"""WordprocessingML in small pieces.

Children are written in the order of the schema (ECMA-376 Part 1, 17.3): word processors that
read strictly call a file with another order damaged.
"""

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from inspector_app.documents.measures import CHARACTER_PITCH
from inspector_app.documents.styles import LOOKS, Look, Style
from inspector_app.documents.tree import Align, Text
from inspector_app.system.fonts import Role

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

#: The official fonts by the names that offices' machines know, each with a second name for
#: machines that have the font only under that.
FONT_NAMES: Mapping[Role, tuple[str, str]] = {
    Role.FANGSONG: ("仿宋_GB2312", "FangSong"),
    Role.KAITI: ("楷体_GB2312", "KaiTi"),
    Role.HEITI: ("黑体", "SimHei"),
    Role.TITLE: ("方正小标宋简体", "FZXiaoBiaoSong-B05S"),
    Role.SONG: ("宋体", "SimSun"),
}

_JUSTIFICATION = {
    Align.JUSTIFY: "both",
    Align.LEFT: "left",
    Align.CENTRE: "center",
    Align.RIGHT: "right",
}


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)


def style_id(style: Style) -> str:
    """Return the id of a style: of the built-in ones the name without blank, in capitals."""
    return "".join(part.capitalize() for part in style.split("_"))


def tag(name: str, /, **attributes: str | float) -> str:
    """Return an empty element ``w:name`` with its attributes in the same namespace."""
    pairs = "".join(f" w:{key}={quoteattr(str(value))}" for key, value in attributes.items())
    return f"<w:{name}{pairs}/>"


def fonts(role: Role) -> str:
    """Return the fonts of a role; the hint takes marks shared with Latin from the Chinese font."""
    name = FONT_NAMES[role][0]
    return tag("rFonts", hint="eastAsia", ascii=name, hAnsi=name, eastAsia=name, cs=name)


def run(words: str, properties: str = "") -> str:
    """Return a run of text."""
    if not words:
        return ""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def tab() -> str:
    """Return a run that goes to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


def field(code: str) -> str:
    """Return a field that the word processor fills in, e.g. ``PAGE``."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>1</w:t></w:r>"
        f'<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def runs(text: Text, style: Style) -> str:
    """Return the spans as runs; only a font other than the style's is spelt out."""
    own = LOOKS[style].role
    return "".join(run(span.text, "" if span.role is own else fonts(span.role)) for span in text)


def indents(look: Look, indent: float, hang: float = 0, right: float = 0) -> str:
    """Return the indents: of the first line, of the others, and from the right, in characters.

    On the grid they are given in characters too, as people see them in the dialogue.
    """
    unit = CHARACTER_PITCH if look.grid else look.size
    first = indent - hang
    attributes: dict[str, int] = {}

    def put(name: str, characters: float) -> None:
        if look.grid:
            attributes[f"{name}Chars"] = round(characters * 100)
        attributes[name] = twips(characters * unit)

    put("left", hang)
    put("right", right)
    put("firstLine" if first >= 0 else "hanging", abs(first))
    return tag("ind", **attributes)


def justification(align: Align) -> str:
    """Return how the lines stand between the edges."""
    return tag("jc", val=_JUSTIFICATION[align])


def paragraph(
    style: Style,
    content: str,
    *,
    keep_next: bool = False,
    keep_lines: bool = False,
    new_page: bool = False,
    border: str = "",
    tabs: str = "",
    spacing: str = "",
    indent: str = "",
    align: Align | None = None,
) -> str:
    """Return a paragraph; its properties stand in the order of the schema."""
    properties = (
        tag("pStyle", val=style_id(style))
        + (tag("keepNext") if keep_next else "")
        + (tag("keepLines") if keep_lines else "")
        + (tag("pageBreakBefore") if new_page else "")
        + border
        + tabs
        + spacing
        + indent
        + (justification(align) if align else "")
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"
