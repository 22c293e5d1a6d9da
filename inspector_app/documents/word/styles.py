"""The parts of a DOCX that say how things look: styles, fonts, settings."""

from inspector_app.documents.measures import LINE_PITCH, SIZE_3
from inspector_app.documents.styles import HEADINGS, LOOKS, Look, Style
from inspector_app.documents.tree import Align
from inspector_app.documents.word.markup import (
    DECLARATION,
    FONT_NAMES,
    WORD,
    fonts,
    indents,
    justification,
    style_id,
    tag,
    twips,
)
from inspector_app.system.fonts import Role

#: 22 lines of 28.95 pt fit into 225 mm; at 28.99 word processors count 21.
EXACT_PITCH = 579
#: 28 characters fit into 156 mm when each is set a quarter of a point closer.
_CONDENSED = -5
_BUILT_IN = frozenset({Style.BODY, Style.TITLE, *HEADINGS})
#: Chinese rules of line breaking; no automatic blanks between Chinese and figures.
_CHINESE = (
    tag("kinsoku", val=1)
    + tag("overflowPunct", val=0)
    + tag("autoSpaceDE", val=0)
    + tag("autoSpaceDN", val=0)
    + tag("adjustRightInd", val=0)
    + tag("snapToGrid", val=0)
)


def exact(points: float, *, before: float = 0, after: float = 0) -> str:
    """Return an exact line pitch with the space before and after, in points."""
    pitch = EXACT_PITCH if points == LINE_PITCH else twips(points)
    return tag("spacing", before=twips(before), after=twips(after), line=pitch, lineRule="exact")


def _size(points: float) -> str:
    half_points = round(points * 2)
    return tag("sz", val=half_points) + tag("szCs", val=half_points)


def _style(style: Style, look: Look) -> str:
    heading = style in HEADINGS
    custom = "" if style in _BUILT_IN else ' w:customStyle="1"'
    paragraph = (
        (tag("keepNext") + tag("keepLines") if heading else "")
        + exact(look.pitch)
        + indents(look, look.indent)
        + justification(look.align)
        + (tag("outlineLvl", val=HEADINGS.index(style)) if heading else "")
    )
    condensed = tag("spacing", val=_CONDENSED) if look.grid and look.size == SIZE_3 else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style_id(style)}">'
        f"{tag('name', val=look.name)}{tag('basedOn', val='Normal')}{tag('qFormat')}"
        f"<w:pPr>{paragraph}</w:pPr>"
        f"<w:rPr>{fonts(look.role)}{condensed}{_size(look.size)}</w:rPr></w:style>"
    )


def styles_part(language: str) -> str:
    """Return ``word/styles.xml``."""
    latin = "en-GB" if language == "en" else "en-US"
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(Role.FANGSONG)}{_size(SIZE_3)}"
        f"{tag('lang', val=latin, eastAsia='zh-CN', bidi='ar-SA')}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal">{tag("name", val="Normal")}'
        f"{tag('qFormat')}<w:pPr>{tag('widowControl', val=0)}{_CHINESE}{exact(LINE_PITCH)}"
        f"{justification(Align.JUSTIFY)}</w:pPr></w:style>"
    )
    table = (
        f'<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        f"{tag('name', val='Normal Table')}</w:style>"
    )
    looks = "".join(_style(style, look) for style, look in LOOKS.items())
    return f'{DECLARATION}<w:styles xmlns:w="{WORD}">{defaults}{normal}{table}{looks}</w:styles>'


def fonts_part() -> str:
    """Return ``word/fontTable.xml``: every font with the name it has on other machines."""
    entries = "".join(
        f"<w:font w:name={_quoted(name)}>{tag('altName', val=other)}{tag('charset', val='86')}"
        f"{tag('family', val='auto')}{tag('pitch', val='default')}</w:font>"
        for name, other in FONT_NAMES.values()
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{WORD}">{entries}</w:fonts>'


def _quoted(name: str) -> str:
    return f'"{name}"'


def settings_part() -> str:
    """Return ``word/settings.xml``: two-sided pages, and no person's name kept on saving."""
    compatibility = tag(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return (
        f'{DECLARATION}<w:settings xmlns:w="{WORD}">'
        + tag("removePersonalInformation")
        + tag("mirrorMargins")
        + tag("defaultTabStop", val=420)
        + tag("evenAndOddHeaders")
        + tag("characterSpacingControl", val="compressPunctuation")
        + f"<w:compat>{compatibility}</w:compat>"
        + tag("themeFontLang", val="en-US", eastAsia="zh-CN")
        + "</w:settings>"
    )
