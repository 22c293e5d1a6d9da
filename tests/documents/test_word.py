"""The DOCX: readable, in the schema's order, with the same text, and nobody's traces."""

import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from inspector_app.documents.extract import located_text
from inspector_app.documents.papers.briefing_record import briefing_record_paper
from inspector_app.documents.papers.delivery_list import delivery_list_paper
from inspector_app.documents.papers.entry_certificate import entry_certificate_paper
from inspector_app.documents.papers.inquiry_letter import inquiry_paper
from inspector_app.documents.papers.number_one_talk_report import number_one_talk_paper
from inspector_app.documents.papers.report import report_paper
from inspector_app.documents.papers.talk_record import talk_record_paper
from inspector_app.documents.papers.working_paper import working_paper_paper
from inspector_app.documents.tree import (
    Attachment,
    Closing,
    Column,
    Heading,
    Marks,
    Paper,
    Paragraph,
    RedHead,
    SignatureLine,
    Table,
    text,
)
from inspector_app.documents.word import render_docx
from tests.documents import samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: The order of children in the schema (ECMA-376 Part 1), as far as they are written.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl pBdr tabs kinsoku"
    " overflowPunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind jc"
    " outlineLvl",
    "rPr": "rFonts color spacing sz szCs lang",
    "tblPr": "tblW tblBorders tblLayout tblCellMar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "trPr": "cantSplit tblHeader",
    "tcPr": "tcW vAlign",
    "sectPr": "headerReference footerReference pgSz pgMar titlePg docGrid",
    "style": "name basedOn qFormat pPr rPr",
    "settings": "removePersonalInformation mirrorMargins defaultTabStop evenAndOddHeaders"
    " characterSpacingControl compat themeFontLang",
    "font": "altName charset family pitch",
    "docDefaults": "rPrDefault pPrDefault",
}
RED_HEAD = RedHead("中共示例市委巡察组", "示巡〔2026〕12号", approved_by="王䶮")
PAPERS = {
    "report": report_paper(samples.report(), samples.CHINESE),
    "issued": report_paper(samples.report(red_head=RED_HEAD), samples.CHINESE),
    "talk": talk_record_paper(samples.talk_record(), samples.CHINESE),
    "number_one": number_one_talk_paper(samples.number_one_talk(), samples.CHINESE),
    "working_paper": working_paper_paper(samples.working_paper(), samples.CHINESE),
    "delivery": delivery_list_paper(samples.delivery_list(), samples.ENGLISH),
    "inquiry": inquiry_paper(samples.inquiry(), samples.CHINESE),
    "briefing": briefing_record_paper(samples.briefing_record(), samples.CHINESE),
    "entry": entry_certificate_paper(samples.entry_certificate(), samples.ENGLISH),
}
papers = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes, part: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(parts(data)[part])


def words(element: etree._Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


@papers
def test_children_stand_in_the_order_of_the_schema(paper):
    for name, content in parts(render_docx(paper)).items():
        if not name.startswith("word/") or name.endswith(".rels"):
            continue
        for element in etree.fromstring(content).iter(f"{W}*"):
            order = ORDERS.get(etree.QName(element).localname)
            if order is None:
                continue
            ranks = [order.split().index(etree.QName(child).localname) for child in element]
            assert all(before <= after for before, after in pairwise(ranks))
            if "footerReference" not in order:
                assert len(set(ranks)) == len(ranks)


@papers
def test_another_library_opens_it_and_finds_the_text(paper):
    data = render_docx(paper)
    document = docx.Document(io.BytesIO(data))
    found = "".join(words(document.element).split())
    for piece in located_text(paper):
        if not piece.path.startswith(("kind", "footer")):
            for line in piece.text.split("\n"):
                assert "".join(line.split()) in found, piece.path


def test_headings_are_headings_with_their_numbers_as_text():
    document = docx.Document(io.BytesIO(render_docx(PAPERS["report"])))
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in document.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert ("Heading 1", "一、基本情况和总体评价") in headings
    assert ("Heading 2", "（四）整改要求") in headings
    levels = document.styles["Heading 2"].element.find(f".//{qn('w:outlineLvl')}")
    assert levels.get(qn("w:val")) == "1"


def test_page_and_grid_are_those_of_the_standard():
    section = docx.Document(io.BytesIO(render_docx(PAPERS["report"]))).sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.left_margin, section.right_margin, section.bottom_margin)
    assert [round(side.mm) for side in margins] == [37, 28, 26, 35]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_fonts_are_the_official_ones_with_second_names():
    data = render_docx(PAPERS["report"])
    table = tree(data, "word/fontTable.xml")
    named = {font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val") for font in table}
    assert named["仿宋_GB2312"] == "FangSong"
    assert named["楷体_GB2312"] == "KaiTi"
    for part in ("word/styles.xml", "word/document.xml"):
        for fonts in tree(data, part).iter(f"{W}rFonts"):
            assert not [name for name in fonts.attrib if "Theme" in name]
            assert fonts.get(f"{W}eastAsia") in named
    styles = tree(data, "word/styles.xml")
    sizes = {
        style.get(f"{W}styleId"): style.find(f"{W}rPr/{W}sz").get(f"{W}val")
        for style in styles.iter(f"{W}style")
        if style.find(f"{W}rPr/{W}sz") is not None
    }
    assert sizes["Title"] == "44"
    assert sizes["Body"] == sizes["Heading1"] == "32"


def test_every_style_used_is_defined():
    for paper in PAPERS.values():
        data = render_docx(paper)
        defined = {
            style.get(f"{W}styleId") for style in tree(data, "word/styles.xml").iter(f"{W}style")
        }
        for part in ("word/document.xml", "word/footer1.xml", "word/footer2.xml"):
            used = {style.get(f"{W}val") for style in tree(data, part).iter(f"{W}pStyle")}
            assert used <= defined


def test_page_numbers_stand_outside_on_both_sides():
    data = render_docx(PAPERS["report"])
    even, odd = tree(data, "word/footer1.xml"), tree(data, "word/footer2.xml")
    assert even.find(f".//{W}jc").get(f"{W}val") == "left"
    assert odd.find(f".//{W}jc").get(f"{W}val") == "right"
    assert words(odd) == "— 1 —"
    assert tree(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    assert tree(data, "word/settings.xml").find(f"{W}mirrorMargins") is not None


def test_a_talk_record_is_signed_on_each_page():
    data = render_docx(PAPERS["talk"])
    for part in ("word/footer1.xml", "word/footer2.xml"):
        footer = tree(data, part)
        assert words(footer) == "被谈话人签名：第 1 页  共 1 页"
        codes = [code.text.strip() for code in footer.iter(f"{W}instrText")]
        assert codes == ["PAGE", "NUMPAGES"]


def test_tables_repeat_their_header_and_keep_rows_whole():
    table = Table((Column("序号", 1), Column("问题", 3)), (("1", "a"), ("2", "b")))
    element = tree(render_docx(Paper("示例", (), (table,))))
    rows = list(element.iter(f"{W}tr"))
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)
    widths = [int(column.get(f"{W}w")) for column in element.iter(f"{W}gridCol")]
    assert sum(widths) == pytest.approx(156 / 25.4 * 72 * 20, abs=2)
    loose = Table(table.columns, table.rows, header=False, split_rows=True)
    element = tree(render_docx(Paper("示例", (), (loose,))))
    assert element.find(f".//{W}tblHeader") is None
    assert element.find(f".//{W}cantSplit") is None


def test_a_table_of_nothing_is_left_out():
    nothing = Table((Column("", 1),), (), header=False)
    element = tree(render_docx(Paper("示例", (), (nothing, Paragraph(text("正文"))))))
    assert element.find(f".//{W}tbl") is None
    assert all(table.find(f"{W}tr") is not None for table in element.iter(f"{W}tbl"))


def test_a_paragraph_follows_every_table():
    table = Table((Column("a", 1),), (("1",),))
    element = tree(render_docx(Paper("示例", (), (table, table))))
    tables = list(element.iter(f"{W}tbl"))
    assert len(tables) == 2
    assert {etree.QName(one.getnext()).localname for one in tables} == {"p"}


@papers
def test_it_bears_no_author_company_or_time(paper):
    data = render_docx(paper)
    found = parts(data)
    assert "docProps/app.xml" not in found
    properties = etree.fromstring(found["docProps/core.xml"])
    assert {etree.QName(child).localname for child in properties} == {"title", "language"}
    assert docx.Document(io.BytesIO(data)).core_properties.author == ""
    assert not re.search(rb"rsid|lastModifiedBy|w:author|thumbnail", b"".join(found.values()))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@papers
def test_two_builds_are_the_same_bytes(paper):
    assert render_docx(paper) == render_docx(paper)


anything = st.text(alphabet=st.characters(codec=None), max_size=80)


@given(anything, anything)
def test_any_text_gives_a_document_that_opens(one, other):
    paper = Paper(
        kind=one,
        title=(other,),
        blocks=(
            Heading(1, one),
            Paragraph(text(other)),
            Table((Column(one, 1),), ((other,), (one,))),
            SignatureLine(one, other),
        ),
        marks=Marks(one, None, other),
        red_head=RedHead(one, other, one),
        addressee=one,
        closing=Closing((one,), other),
        note=other,
        attachments=(Attachment(one, ()), Attachment(other, (Paragraph(text(one)),))),
    )
    for content in parts(render_docx(paper)).values():
        etree.fromstring(content)


def test_markup_is_text():
    data = render_docx(Paper("A&B", (), (Paragraph(text('A&B <公司> "x" ]]>')),)))
    assert 'A&B <公司> "x" ]]>' in words(tree(data))
