"""Finished pages, read back: figures of GB/T 9704-2012, names, fonts, order."""

import itertools
import time

import pytest

from inspector_app.documents.papers.number_one_talk_report import number_one_talk_paper
from inspector_app.documents.papers.report import report_paper
from inspector_app.documents.papers.talk_record import talk_record_paper
from inspector_app.documents.pdf import render_pdf
from inspector_app.documents.pdf.linebreak import CLOSING, OPENING
from inspector_app.documents.tree import (
    Align,
    Attachment,
    Blank,
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
    Table,
    text,
)
from inspector_app.domain.errors import KnownError
from tests.documents import pages, samples

#: Names with characters of four planes and of the newest extensions.
NAMES = (*samples.RARE_NAMES, "㬎㴔", "𬱖𬸚", "𪟝𡐓", "䒟堃", "阿卜杜拉·买买提")


def paper(*blocks, **parts) -> Paper:
    return Paper(**{"kind": "示例", "title": (), **parts, "blocks": blocks})


def plain_page(characters: int) -> Paper:
    return paper(Paragraph(text("示" * characters), indent=0))


@pytest.fixture(scope="module")
def report(fonts):
    return render_pdf(report_paper(samples.report(), samples.CHINESE), fonts)


# --- the grid ---------------------------------------------------------------------------


def test_a_page_has_22_lines_of_28_characters(fonts):
    data = render_pdf(plain_page(28 * 22 * 3), fonts)
    assert pages.page_count(data) == 3
    for page in (1, 2, 3):
        *body, mark = pages.line_texts(data, page)
        assert body == ["示" * 28] * 22
        assert mark == f"—{page}—"


def test_one_character_more_begins_a_new_page(fonts):
    assert pages.page_count(render_pdf(plain_page(28 * 22), fonts)) == 1
    assert pages.page_count(render_pdf(plain_page(28 * 22 + 1), fonts)) == 2


def test_the_text_block_is_156_by_225_mm_37_from_the_top(fonts):
    data = render_pdf(plain_page(28 * 22 * 3), fonts)
    for page, left in ((2, 26), (3, 28)):
        body = pages.lines(data, page)[:-1]
        assert body[0][0].left == pytest.approx(left, abs=0.1)
        assert body[0][-1].right == pytest.approx(left + 156, abs=0.2)
        # the em box of a line is centred in its pitch of 10.23 mm
        assert 37 <= body[0][0].top <= 40
        assert 258 <= body[-1][0].bottom <= 262
        tops = [line[0].top for line in body]
        steps = [after - before for before, after in itertools.pairwise(tops)]
        assert steps == pytest.approx([225 / 22] * 21, abs=0.02)


def test_page_marks_stand_at_the_outer_edge_7_mm_below(fonts):
    data = render_pdf(plain_page(28 * 22 * 4), fonts)
    em = 14 * 25.4 / 72
    for page in (1, 2, 3, 4):
        mark = pages.lines(data, page)[-1]
        assert 269 - 1.5 <= mark[1].top <= 269 + 1.5
        if page % 2:
            assert mark[-1].right == pytest.approx(28 + 156 - em, abs=0.3)
        else:
            assert mark[0].left == pytest.approx(26 + em, abs=0.3)


def test_text_after_a_table_is_on_the_grid_again(fonts):
    table = Table((Column("序号", 1), Column("问题", 3)), (("1", "示例\n示例"), ("2", "x")))
    data = render_pdf(
        paper(table, Paragraph(text("示" * 60)), title=("示例标题",), addressee="示例"), fonts
    )
    tops = [line[0].top for line in pages.lines(data, 1) if line[0].char == "示"]
    grid = [line[0].top for line in pages.lines(render_pdf(plain_page(28 * 22), fonts), 1)]
    assert all(min(abs(top - known) for known in grid) < 0.1 for top in tops[-2:])


# --- what stands where ------------------------------------------------------------------


def test_marks_stand_on_their_lines_in_the_upper_left(fonts):
    marks = Marks("000012", Classification("机密", "1年"), "特急")
    data = render_pdf(paper(Paragraph(text("示例")), title=("示例标题",), marks=marks), fonts)
    first, second, third, title, *_ = pages.lines(data, 1)
    assert ["".join(c.char for c in line) for line in (first, second, third)] == [
        "000012",
        "机密★1年",
        "特急",
    ]
    assert {round(line[0].left) for line in (first, second, third)} == {28}
    assert "".join(c.char for c in title) == "示例标题"
    assert (title[0].left + title[-1].right) / 2 == pytest.approx(28 + 78, abs=0.5)


def test_a_mark_without_copy_number_keeps_line_two(fonts):
    data = render_pdf(paper(marks=Marks(classification=Classification("工作秘密"))), fonts)
    line = pages.lines(data, 1)[0]
    assert "".join(char.char for char in line) == "工作秘密"
    assert 47 <= line[0].top <= 51


def test_red_head_35_mm_below_the_text_block_top(fonts):
    head = RedHead("中共示例市委巡察组", "示巡〔2026〕12号")
    data = render_pdf(
        paper(Paragraph(text("正文" * 40)), red_head=head, title=("示例情况的报告",)), fonts
    )
    name, number, title = pages.lines(data, 1)[:3]
    assert "".join(char.char for char in name) == "中共示例市委巡察组"
    ink = pages.chars(data, 1, tight=True)
    assert ink[0].top == pytest.approx(37 + 35, abs=0.6)
    assert "".join(char.char for char in number) == "示巡〔2026〕12号"
    # two blank lines between name and number, and about two between rule and title
    assert 20 <= number[0].top - name[0].bottom <= 27
    assert 25 <= title[0].top - number[0].bottom <= 34


def test_a_paper_that_goes_up_names_who_approved_it(fonts):
    head = RedHead("中共示例市委巡察组", "示巡〔2026〕12号", approved_by="王䶮")
    data = render_pdf(paper(Paragraph(text("正文")), red_head=head), fonts)
    line = next(line for line in pages.lines(data, 1) if line[0].char == "示")
    assert "".join(char.char for char in line) == "示巡〔2026〕12号签发人：王䶮"
    em = 156 / 28
    assert line[0].left == pytest.approx(28 + em, abs=0.3)
    assert line[-1].right == pytest.approx(28 + 156 - em, abs=0.5)


def test_closing_stands_two_characters_in_and_the_date_under_it(fonts):
    closing = Closing(("中共示例市委第二巡察组",), "2026年9月30日")
    data = render_pdf(paper(Paragraph(text("正文")), closing=closing), fonts)
    *_, signer, day, _mark = pages.lines(data, 1)
    em = 156 / 28
    assert signer[-1].right == pytest.approx(28 + 156 - 2 * em, abs=0.3)
    assert day[0].left == pytest.approx(signer[0].left + 2 * em, abs=0.5)


def test_a_date_longer_than_the_signer_moves_the_signer(fonts):
    data = render_pdf(paper(closing=Closing(("示例组",), "2026年12月30日")), fonts)
    *_, signer, day, _mark = pages.lines(data, 1)
    em = 156 / 28
    assert day[-1].right == pytest.approx(28 + 156 - 2 * em, abs=0.3)
    assert day[0].left == pytest.approx(signer[0].left + 2 * em, abs=0.5)


@pytest.mark.parametrize("lines", range(12, 22))
def test_no_signature_stands_alone_on_a_page(fonts, lines):
    blocks = [Paragraph(text("示" * 28), indent=0) for _ in range(lines)]
    closing = Closing(("中共示例市委第二巡察组",), "2026年9月30日")
    data = render_pdf(
        paper(*blocks, closing=closing, attachments=(Attachment("清单", (Blank(),)),)), fonts
    )
    found = [pages.line_texts(data, page) for page in range(1, pages.page_count(data) + 1)]
    signed = next(page for page in found if "中共示例市委第二巡察组" in page)
    assert "示" * 28 in signed
    assert "2026年9月30日" in signed


@pytest.mark.parametrize("lines", range(18, 22))
def test_no_heading_stands_last_on_a_page(fonts, lines):
    blocks = [Paragraph(text("示" * 28), indent=0) for _ in range(lines)]
    more = (Heading(1, "标题"), Heading(2, "小标题"), Paragraph(text("例" * 40)))
    data = render_pdf(paper(*blocks, *more), fonts)
    for page in range(1, pages.page_count(data) + 1):
        assert not pages.line_texts(data, page)[-2].endswith("标题")


def test_attachments_are_noted_and_begin_on_pages_of_their_own(fonts):
    attachments = (Attachment("问题清单", (Blank(),)), Attachment("底稿目录", (Blank(),)))
    data = render_pdf(paper(Paragraph(text("正文")), attachments=attachments), fonts)
    first = pages.line_texts(data, 1)
    assert "附件：1.问题清单" in first
    assert "2.底稿目录" in first
    for page, (label, title) in enumerate((("附件1", "问题清单"), ("附件2", "底稿目录")), 2):
        top, heading, mark = pages.lines(data, page)
        assert "".join(char.char for char in top) == label
        assert "".join(char.char for char in heading) == title
        # 附件 on line 1, the title from line 3
        assert (heading[0].top - top[0].top) / (225 / 22) == pytest.approx(2.4, abs=0.4)
        assert "".join(char.char for char in mark) == f"—{page}—"


def test_a_single_attachment_has_no_number(fonts):
    data = render_pdf(paper(attachments=(Attachment("问题清单", (Blank(),)),)), fonts)
    assert "附件：问题清单" in pages.line_texts(data, 1)
    assert pages.line_texts(data, 2)[0] == "附件"


def test_bookmarks_follow_the_headings(report):
    marks = pages.outline(report)
    titles = [title for _, title in marks]
    assert titles[0] == "一、基本情况和总体评价"
    start = titles.index("三、党组“一把手”履行第一责任人职责和廉洁自律情况")
    assert marks[start][0] == 0
    assert marks[start + 1 : start + 5] == [
        (1, "（一）履行第一责任人职责情况"),
        (1, "（二）廉洁自律情况"),
        (1, "（三）巡察组意见"),
        (1, "（四）整改要求"),
    ]
    assert titles[-3:] == ["问题清单", "问题底稿目录", "个别谈话情况统计"]


# --- text and fonts ---------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_read_again(fonts, name):
    table = Table((Column(name, 1),), ((name,),))
    data = render_pdf(
        paper(
            Heading(1, f"标题{name}"),
            Heading(2, name),
            Paragraph(text(f"受检人员{name}签字")),
            table,
            SignatureLine(name),
            title=(name,),
            marks=Marks(urgency=name),
            closing=Closing((name,)),
        ),
        fonts,
    )
    assert pages.all_text(data).count(name) == 9
    assert any(name in title for _, title in pages.outline(data))


def test_all_fonts_are_embedded_and_none_is_helvetica(report):
    found = pages.fonts(report)
    assert len(found) >= 5
    assert all(embedded for _, embedded in found)
    assert b"Helvetica" not in report


def test_two_characters_of_one_glyph_stay_two(fonts):
    # U+2F00 (a radical) and U+4E00 share a glyph in many fonts
    data = render_pdf(paper(Paragraph(text("一⼀·・"))), fonts)
    assert "一⼀·・" in pages.all_text(data)


def test_properties_name_the_kind_of_paper_and_nobody(report):
    found = pages.metadata(report)
    assert found.pop("Title") == "巡察报告"
    assert set(found) <= {"Creator", "Producer", "CreationDate", "ModDate"}
    assert not any(name in str(found) for name in samples.RARE_NAMES)
    assert b"/Lang (zh-CN)" in report


def test_two_builds_are_the_same_bytes(fonts, report):
    assert render_pdf(report_paper(samples.report(), samples.CHINESE), fonts) == report


def test_no_line_of_the_report_breaks_the_rules_of_marks(report):
    for page in range(1, 11):
        body = pages.line_texts(report, page)[:-1]
        assert not [line for line in body if line[0] in CLOSING and not line[0].isascii()]
        assert not [line for line in body if line[-1] in OPENING]


def test_a_report_of_sixteen_pages_takes_less_than_two_seconds(fonts):
    content = samples.report()
    start = time.perf_counter()
    data = render_pdf(report_paper(content, samples.CHINESE), fonts)
    assert time.perf_counter() - start < 2
    assert pages.page_count(data) >= 12


# --- a character no font has ------------------------------------------------------------


@pytest.mark.parametrize(
    "part",
    [
        {"blocks": (Paragraph(text("核查人员\U0001f600确认")),)},
        {"blocks": (Heading(2, "\U0001f600"),)},
        {"blocks": (Numbered(3, text("\U0001f600")),)},
        {"blocks": (Table((Column("a", 1),), (("\U0001f600",),)),)},
        {"blocks": (Table((Column("\U0001f600", 1),), ()),)},
        {"blocks": (SignatureLine("\U0001f600"),)},
        {"title": ("\U0001f600",)},
        {"addressee": "\U0001f600"},
        {"marks": Marks(urgency="\U0001f600")},
        {"closing": Closing(("\U0001f600",))},
        {"note": "\U0001f600"},
        {"attachments": (Attachment("\U0001f600", ()),)},
        {"red_head": RedHead("\U0001f600", "1")},
        {"footer": Footer(PageMark.OF_TOTAL, signature_label="\U0001f600")},
        {"footer": Footer(PageMark.OF_TOTAL, of_total="\U0001f600 {page} {pages}")},
    ],
    ids=lambda part: next(iter(part)),
)
def test_a_missing_character_stops_the_paper_wherever_it_stands(fonts, part):
    with pytest.raises(KnownError) as caught:
        render_pdf(Paper(**{"kind": "示例", "title": (), "blocks": (), **part}), fonts)
    assert caught.value.code == "papers.missing_glyph"
    assert caught.value.params["characters"] == "“\U0001f600”（U+1F600）"
    assert "\U0001f600" in samples.CHINESE.error(caught.value)
    assert "U+1F600" in samples.ENGLISH.error(caught.value)


def test_missing_characters_are_all_named_with_their_surroundings(fonts):
    with pytest.raises(KnownError) as caught:
        render_pdf(paper(Paragraph(text("受检人员\U0001f600和\ue000签字"))), fonts)
    assert caught.value.params["characters"] == "“\U0001f600”（U+1F600）、“\ue000”（U+E000）"
    assert "受检人员" in caught.value.params["around"]


# --- tables -----------------------------------------------------------------------------


def long_table(rows: int, **parts) -> Table:
    columns = (Column("序号", 1), Column("问题描述", 6, Align.JUSTIFY))
    return Table(columns, tuple((str(n), f"示例问题{n}" * 12) for n in range(rows)), **parts)


def test_the_header_stands_once_on_every_page_of_a_table(fonts):
    data = render_pdf(paper(long_table(80)), fonts)
    assert pages.page_count(data) > 5
    for page in range(1, pages.page_count(data) + 1):
        found = pages.line_texts(data, page)
        assert found.count("序号问题描述") == 1
        assert found.index("序号问题描述") == 0


def test_every_row_is_there_once_and_in_order(fonts):
    data = render_pdf(paper(long_table(80)), fonts)
    whole = pages.all_text(data)
    places = [whole.index(f"示例问题{n}示例问题{n}") for n in range(80)]
    assert places == sorted(places)


def test_a_row_taller_than_a_page_runs_over_pages(fonts):
    table = Table(
        (Column("序号", 1), Column("事实", 9)), (("1", "示例事实。" * 900), ("2", "末行"))
    )
    data = render_pdf(paper(table), fonts)
    assert pages.page_count(data) >= 3
    whole = pages.all_text(data)
    assert whole.count("例") == 900
    for page in range(1, pages.page_count(data) + 1):
        found = pages.line_texts(data, page)
        assert found[0] == "序号事实"
        bottoms = [line[0].bottom for line in pages.lines(data, page)[:-1]]
        assert max(bottoms) <= 262.5


def test_rows_that_may_split_fill_the_page(fonts):
    before = [Paragraph(text("示" * 28), indent=0) for _ in range(17)]
    row = (("甲", "例" * 400),)
    columns = (Column("", 1), Column("", 5))
    whole = render_pdf(paper(*before, Table(columns, row, header=False)), fonts)
    split = render_pdf(paper(*before, Table(columns, row, header=False, split_rows=True)), fonts)
    assert "例" not in "".join(pages.line_texts(whole, 1))
    assert "例" in "".join(pages.line_texts(split, 1))


def test_a_table_without_rows_and_one_of_wrong_shape(fonts):
    assert "序号" in pages.all_text(render_pdf(paper(long_table(0)), fonts))
    with pytest.raises(ValueError, match="zip"):
        render_pdf(paper(Table((Column("a", 1),), (("1", "2"),))), fonts)


# --- records signed page by page --------------------------------------------------------


def test_every_page_of_a_talk_record_can_be_signed(fonts):
    data = render_pdf(talk_record_paper(samples.talk_record(), samples.CHINESE), fonts)
    count = pages.page_count(data)
    assert count >= 3
    for page in range(1, count + 1):
        last = pages.line_texts(data, page)[-1]
        assert last == f"被谈话人签名：第{page}页共{count}页"


def test_signature_lines_stay_on_one_page(fonts):
    for turns in range(30, 42):
        content = samples.talk_record(turns=samples.talk_record().turns[:turns])
        data = render_pdf(talk_record_paper(content, samples.CHINESE), fonts)
        last = pages.line_texts(data, pages.page_count(data))
        assert sum(line.startswith(("谈话人签名", "记录人签名")) for line in last) == 3


def test_the_number_one_talk_report_is_marked_and_addressed(fonts):
    data = render_pdf(number_one_talk_paper(samples.number_one_talk(), samples.CHINESE), fonts)
    found = pages.line_texts(data, 1)
    assert found[0] == "机密★3年"
    assert "中共示例市委书记：" in found


# --- hostile input ----------------------------------------------------------------------

HOSTILE = (
    "<b>&amp;</b>&<>\"'%s%d{0}{body}\\n(\\)",
    "\x00\x01\x1b[31m红\x7f",
    "a" * 5000,
    "示" * 20000,
    "",
    " \n\n \r\n\t",
    "\u202e倒序\u202c\u2066隔离\u2069",
    "（" * 100 + "）" * 100,
    "e\u0301" * 50,
)


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_in_any_place_gives_a_paper(fonts, words):
    hostile = Paper(
        kind=words[:50],
        title=(words[:80],),
        blocks=(
            Heading(1, words[:200]),
            Paragraph(text(words)),
            Numbered(3, text(words)),
            Table((Column(words[:60], 1), Column("b", 2)), ((words, words), ("", "x"))),
            SignatureLine(words[:40], words[:10]),
        ),
        marks=Marks(words[:20], None, words[:20]),
        addressee=words[:60],
        closing=Closing((words[:60], words[:30]), words[:30]),
        note=words[:60],
        attachments=(Attachment(words[:90], (Paragraph(text(words)),)),),
    )
    data = render_pdf(hostile, fonts)
    assert pages.page_count(data) >= 2
    for page in range(1, pages.page_count(data) + 1):
        for char in pages.chars(data, page):
            assert char.left > 0
            assert char.right < 210


def test_markup_is_printed_as_it_stands(fonts):
    data = render_pdf(paper(Paragraph(text("A&B <公司> %s {body} \\(x\\)"))), fonts)
    assert "A&B<公司>%s{body}\\(x\\)" in pages.all_text(data)


def test_a_paper_of_nothing_has_one_page(fonts):
    data = render_pdf(paper(), fonts)
    assert pages.page_count(data) == 1
    assert pages.line_texts(data, 1) == ["—1—"]
