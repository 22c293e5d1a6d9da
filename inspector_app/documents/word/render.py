"""A paper as a DOCX: the whole package is written here, so nothing of anyone gets into it."""

from xml.sax.saxutils import escape

from inspector_app.documents.archive import pack
from inspector_app.documents.cleaning import one_line
from inspector_app.documents.measures import (
    BINDING_MARGIN,
    BODY_WIDTH,
    BOTTOM_MARGIN,
    MM,
    OUTER_MARGIN,
    PAGE_HEIGHT,
    PAGE_MARK_GAP,
    PAGE_WIDTH,
    SIGNATURE_LENGTH,
    SIGNED_FOOTER_GAP,
    SIZE_4,
    TOP_MARGIN,
)
from inspector_app.documents.styles import LOOKS, Style
from inspector_app.documents.titles import width_in_characters
from inspector_app.documents.tree import Align, Footer, LetterHead, PageMark, Paper
from inspector_app.documents.word.body import body
from inspector_app.documents.word.letter_head import letter_header
from inspector_app.documents.word.markup import (
    DECLARATION,
    RELATIONS,
    WORD,
    field,
    paragraph,
    run,
    tab,
    tag,
    twips,
)
from inspector_app.documents.word.styles import (
    EXACT_PITCH,
    exact,
    fonts_part,
    settings_part,
    styles_part,
)

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_HEADER = "word/header1.xml"
_PAGE, _PAGES = "{page}", "{pages}"


def _of_total(words: str) -> str:
    """Return the words with fields in the places of page and pages."""
    pieces = ""
    while words:
        places = [(words.find(mark), mark) for mark in (_PAGE, _PAGES) if mark in words]
        if not places:
            return pieces + run(words)
        place, mark = min(places)
        pieces += run(words[:place]) + field("PAGE" if mark == _PAGE else "NUMPAGES")
        words = words[place + len(mark) :]
    return pieces


def _footer(footer: Footer, *, odd: bool) -> str:
    """Return ``word/footer…xml`` of odd or even pages."""
    if footer.mark is PageMark.STANDARD and not footer.signature_label:
        size = LOOKS[Style.PAGE_MARK].size
        indent = tag("ind", **{"right" if odd else "left": twips(size)})
        align = Align.RIGHT if odd else Align.LEFT
        content = paragraph(
            Style.PAGE_MARK,
            run("— ") + field("PAGE") + run(" —"),
            spacing=exact(SIZE_4),
            indent=indent,
            align=align,
        )
    else:
        label = one_line(footer.signature_label)
        signed, stops = "", ""
        if label:
            end = width_in_characters(label) * SIZE_4 + SIGNATURE_LENGTH
            stops = tag("tab", val="left", leader="underscore", pos=twips(end))
            signed = run(label) + tab()
        mark = "" if footer.mark is PageMark.NONE else tab() + _of_total(footer.of_total)
        stops += tag("tab", val="right", pos=twips(BODY_WIDTH))
        content = paragraph(
            Style.FOOTER, signed + mark, tabs=f"<w:tabs>{stops}</w:tabs>", spacing=exact(SIZE_4)
        )
    return f'{DECLARATION}<w:ftr xmlns:w="{WORD}">{content}</w:ftr>'


def _section(paper: Paper) -> str:
    footer = paper.footer
    letter = isinstance(paper.red_head, LetterHead)
    gap = SIGNED_FOOTER_GAP if footer.signature_label else PAGE_MARK_GAP
    return (
        "<w:sectPr>"
        + ('<w:headerReference w:type="first" r:id="rId6"/>' if letter else "")
        + '<w:footerReference w:type="even" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId5"/>'
        + tag("pgSz", w=twips(PAGE_WIDTH), h=twips(PAGE_HEIGHT))
        + tag(
            "pgMar",
            top=twips(TOP_MARGIN),
            right=twips(OUTER_MARGIN),
            bottom=twips(BOTTOM_MARGIN),
            left=twips(BINDING_MARGIN),
            header=twips(15 * MM),
            footer=twips(BOTTOM_MARGIN - gap - SIZE_4),
            gutter=0,
        )
        + (tag("titlePg") if letter else "")
        + tag("docGrid", type="lines", linePitch=EXACT_PITCH)
        + "</w:sectPr>"
    )


def _document(paper: Paper) -> str:
    return (
        f'{DECLARATION}<w:document xmlns:w="{WORD}" xmlns:r="{RELATIONS}"><w:body>'
        f"{body(paper)}{_section(paper)}</w:body></w:document>"
    )


def _properties(paper: Paper) -> str:
    """Return the core properties: the kind of paper and its language, no person and no time."""
    language = "zh-CN" if paper.language == "zh_CN" else paper.language
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(one_line(paper.kind))}'
        f"</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _content_types(*, letter: bool) -> str:
    parts = {
        "/word/document.xml": f"{_MAIN}.document.main+xml",
        "/word/styles.xml": f"{_MAIN}.styles+xml",
        "/word/settings.xml": f"{_MAIN}.settings+xml",
        "/word/fontTable.xml": f"{_MAIN}.fontTable+xml",
        "/word/footer1.xml": f"{_MAIN}.footer+xml",
        "/word/footer2.xml": f"{_MAIN}.footer+xml",
        "/docProps/core.xml": _CORE,
    }
    if letter:
        parts[f"/{_HEADER}"] = f"{_MAIN}.header+xml"
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def render_docx(paper: Paper) -> bytes:
    """Return *paper* as a DOCX, page for page like the PDF.

    The fonts are named, not embedded: the machine that opens it needs the official fonts or
    substitutes them. The file bears no author, company or time; two builds are the same bytes.
    """
    head = paper.red_head
    letter = isinstance(head, LetterHead)
    header = {"header1.xml": f"{RELATIONS}/header"} if letter else {}
    texts = {
        "[Content_Types].xml": _content_types(letter=letter),
        "_rels/.rels": _relations(
            {
                "word/document.xml": f"{RELATIONS}/officeDocument",
                "docProps/core.xml": f"{_PACKAGE}/relationships/metadata/core-properties",
            }
        ),
        "word/document.xml": _document(paper),
        "word/_rels/document.xml.rels": _relations(
            {
                "styles.xml": f"{RELATIONS}/styles",
                "settings.xml": f"{RELATIONS}/settings",
                "fontTable.xml": f"{RELATIONS}/fontTable",
                "footer1.xml": f"{RELATIONS}/footer",
                "footer2.xml": f"{RELATIONS}/footer",
                **header,
            }
        ),
        "word/styles.xml": styles_part(paper.language),
        "word/settings.xml": settings_part(),
        "word/fontTable.xml": fonts_part(),
        "word/footer1.xml": _footer(paper.footer, odd=False),
        "word/footer2.xml": _footer(paper.footer, odd=True),
        "docProps/core.xml": _properties(paper),
    }
    if isinstance(head, LetterHead):
        texts[_HEADER] = letter_header(head)
    return pack({name: text.encode("utf-8") for name, text in texts.items()})
