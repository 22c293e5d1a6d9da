"""All the text of a paper, with its places: nothing printed may escape the search for names."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.documents.extract import located_text, plain_text
from inspector_app.documents.papers.number_one_talk_report import number_one_talk_paper
from inspector_app.documents.papers.report import report_paper
from inspector_app.documents.papers.talk_record import talk_record_paper
from inspector_app.documents.papers.working_paper import working_paper_paper
from inspector_app.documents.pdf import render_pdf
from inspector_app.documents.tree import (
    Attachment,
    Classification,
    Closing,
    Column,
    Footer,
    Heading,
    Marks,
    Numbered,
    PageMark,
    Paper,
    Paragraph,
    RedHead,
    SignatureLine,
    Span,
    Table,
    text,
)
from inspector_app.system.fonts import Role
from tests.documents import pages, samples

NAME = "赵𫖯"
EVERYWHERE = Paper(
    kind=NAME,
    title=("示例赵", "𫖯情况"),
    blocks=(
        Heading(1, NAME, source="h"),
        Numbered(3, text("x", Span(NAME, Role.KAITI)), source="n"),
        Paragraph(text("赵", Span("𫖯", Role.HEITI)), source="p"),
        Table((Column(NAME, 1), Column("b", 1)), (("", NAME),), caption=NAME),
        SignatureLine(NAME, NAME),
    ),
    marks=Marks(NAME, Classification(NAME), NAME),
    red_head=RedHead(NAME, NAME, NAME, NAME),
    addressee=NAME,
    closing=Closing((NAME, NAME), NAME),
    note=NAME,
    attachments=(Attachment(NAME, (Paragraph(text(NAME), source="a"),)),),
    footer=Footer(PageMark.OF_TOTAL, NAME, f"{NAME} {{page}} {{pages}}"),
)


def test_every_place_is_searched_and_named():
    found = {piece.path: piece.text for piece in located_text(EVERYWHERE)}
    assert set(found) == {
        "kind",
        "marks/copy_number",
        "marks/classification",
        "marks/urgency",
        "red_head/body",
        "red_head/number",
        "red_head/approved_label",
        "red_head/approved_by",
        "title",
        "addressee",
        "blocks/0",
        "blocks/1",
        "blocks/2",
        "blocks/3/caption",
        "blocks/3/columns/0",
        "blocks/3/columns/1",
        "blocks/3/rows/0/1",
        "blocks/4",
        "blocks/4/date",
        "closing/signers/0",
        "closing/signers/1",
        "closing/date",
        "note",
        "attachments/0/title",
        "attachments/0/blocks/0",
        "footer/signature_label",
        "footer/of_total",
    }
    assert all(NAME in words for path, words in found.items() if path != "blocks/3/columns/1")


def test_places_lead_back_to_records():
    sources = {piece.path: piece.source for piece in located_text(EVERYWHERE) if piece.source}
    assert sources == {
        "blocks/0": "h",
        "blocks/1": "n",
        "blocks/2": "p",
        "attachments/0/blocks/0": "a",
    }


def test_a_name_hidden_by_invisible_characters_is_found():
    paper = Paper("示例", (), (Paragraph(text("赵\u200b", Span("\u2060𫖯", Role.KAITI))),))
    assert NAME in plain_text(paper)


PAPERS = (
    report_paper(samples.report(), samples.CHINESE),
    talk_record_paper(samples.talk_record(), samples.CHINESE),
    number_one_talk_paper(samples.number_one_talk(), samples.CHINESE),
    working_paper_paper(samples.working_paper(), samples.CHINESE),
    EVERYWHERE,
)


def without_blanks(words: str) -> Counter[str]:
    return Counter("".join(words.split()))


@pytest.mark.parametrize("paper", PAPERS, ids=range(len(PAPERS)))
def test_nothing_is_printed_that_the_search_does_not_see(fonts, paper):
    # the searched text covers the printed one, page numbers and repeated headers aside
    searched = without_blanks(plain_text(paper))
    printed = without_blanks("".join(pages.page_texts(render_pdf(paper, fonts))))
    extra = {char for char in printed if char not in searched}
    assert extra <= set("—0123456789第页共.附件1：、签发人")


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_any_text_can_be_searched(words):
    paper = Paper(words, (words,), (Paragraph(text(words)), Heading(1, words)))
    plain_text(paper).encode("utf-8")
