"""A paper in official fonts that lack characters: the bundled ones stand in, one by one."""

from dataclasses import replace

import pytest

from inspector_app.documents.pdf import render_pdf
from inspector_app.documents.tree import Paper, Paragraph, text
from inspector_app.domain.errors import KnownError
from inspector_app.system.fonts import FontFile, FontSet, Role, RoleFonts, bundled_fonts
from inspector_app.system.resources import resources
from tests.documents import pages

LATIN = FontFile(
    resources() / "fonts" / "LiberationSerif-Regular.ttf", 0, "仿宋_GB2312", official=True
)
WORDS = Paper("示例", (), (Paragraph(text("Report 2026 张𬀩、𠮷田")),))


def with_first(first: FontFile, *, alone: bool = False) -> FontSet:
    bundled = bundled_fonts()
    behind = () if alone else bundled.roles[Role.FANGSONG].chain
    return replace(bundled, roles={**bundled.roles, Role.FANGSONG: RoleFonts((first, *behind))})


def test_missing_characters_come_from_the_next_font_of_the_chain():
    data = render_pdf(WORDS, with_first(LATIN))
    assert "Report2026张𬀩、𠮷田" in pages.all_text(data)
    names = {name.partition("+")[2].partition("-")[0] for name, _ in pages.fonts(data)}
    assert {
        "LiberationSerifRegular",
        "LXGWZhuqueFangsongRegular",
        "LXGWWenKaiGBLiteRegular",
    } <= names


def test_without_a_chain_the_paper_is_refused():
    with pytest.raises(KnownError) as caught:
        render_pdf(WORDS, with_first(LATIN, alone=True))
    assert "张" in str(caught.value.params["characters"])


def test_a_font_that_vanished_is_told_plainly(tmp_path):
    gone = replace(LATIN, path=tmp_path / "gone.ttf")
    with pytest.raises(KnownError) as caught:
        render_pdf(WORDS, with_first(gone))
    assert caught.value.code == "papers.font_unreadable"
    assert caught.value.params["file"] == "gone.ttf"


def test_a_font_that_is_none_is_told_plainly(tmp_path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 not a font")
    with pytest.raises(KnownError) as caught:
        render_pdf(WORDS, with_first(replace(LATIN, path=broken)))
    assert caught.value.code == "papers.font_unreadable"
