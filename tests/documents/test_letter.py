"""Letters (信函格式, GB/T 9704-2012, 10.1): the figures of the head, and what the letter asks."""

import io
import zipfile
from dataclasses import replace

import pypdfium2 as pdfium
import pytest
from lxml import etree
from pypdfium2 import raw

from inspector_app.documents.extract import plain_text
from inspector_app.documents.measures import MM, PAGE_HEIGHT
from inspector_app.documents.papers.briefing_record import briefing_record_paper
from inspector_app.documents.papers.entry_certificate import (
    CheckedLine,
    Mark,
    entry_certificate_paper,
)
from inspector_app.documents.papers.inquiry_letter import inquiry_paper
from inspector_app.documents.pdf import render_pdf
from inspector_app.documents.tree import (
    Attachment,
    Classification,
    LetterHead,
    Marks,
    Paper,
    Paragraph,
    text,
)
from inspector_app.documents.word import render_docx
from tests.documents import pages, samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
HEAD = LetterHead("中共示例市委巡察工作领导小组办公室", "示巡办函〔2026〕31号")


def letter(**parts) -> Paper:
    long = Paragraph(text("示例" * 700))
    return Paper(**{"kind": "函", "title": (), "blocks": (long,), "red_head": HEAD, **parts})


def bars(data: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """The filled red bars of a page: left, top, width, height in millimetres."""
    document = pdfium.PdfDocument(data)
    found = []
    for item in document[page - 1].get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = item.get_bounds()
        if top - bottom < 2 * MM and right - left > 100 * MM:
            box = (left, PAGE_HEIGHT - top, right - left, top - bottom)
            found.append(tuple(round(side / MM, 2) for side in box))
    document.close()
    return sorted(found, key=lambda bar: bar[1])


def ink(data: bytes) -> list[pages.Char]:
    """The characters of the first page, their boxes tight around the ink."""
    return pages.chars(data, 1, tight=True)


@pytest.fixture(scope="module")
def printed(fonts):
    return render_pdf(letter(), fonts)


class TestHead:
    def test_the_name_stands_30_mm_below_the_edge_of_the_page_and_in_its_middle(self, printed):
        name = ink(printed)[: len(HEAD.body)]
        assert "".join(char.char for char in name) == HEAD.body
        assert min(char.top for char in name) == pytest.approx(30, abs=0.8)
        middle = (name[0].left + name[-1].right) / 2
        assert middle == pytest.approx(105, abs=0.6)

    def test_double_lines_170_mm_long_thick_outside(self, printed):
        upper, lower = bars(printed, 1)[:2], bars(printed, 1)[2:]
        assert [len(upper), len(lower)] == [2, 2]
        assert {bar[0] for bar in (*upper, *lower)} == {20.0}
        assert {bar[2] for bar in (*upper, *lower)} == {170.0}
        assert upper[0][3] > upper[1][3]  # 上粗下细
        assert lower[0][3] < lower[1][3]  # 上细下粗
        name = ink(printed)[: len(HEAD.body)]
        assert upper[0][1] - max(char.bottom for char in name) == pytest.approx(4, abs=0.8)
        assert lower[1][1] + lower[1][3] == pytest.approx(297 - 20, abs=0.05)

    def test_number_right_and_marks_left_under_the_first_line(self, fonts):
        marks = Marks(classification=Classification("机密", "1年"), urgency="加急")
        data = render_pdf(letter(marks=marks), fonts)
        rows = pages.lines(data, 1)
        texts = pages.line_texts(data, 1)
        assert texts[1] == "机密★1年" + HEAD.number
        assert texts[2] == "加急"
        assert rows[1][0].left == pytest.approx(28, abs=0.3)
        assert rows[1][-1].right == pytest.approx(210 - 26, abs=0.3)
        rule = bars(data, 1)[1]
        below = [char.top for char in ink(data) if char.top > rule[1]]
        gap = min(below) - (rule[1] + rule[3])
        assert gap == pytest.approx(16 * 7 / 8 / MM, abs=0.8)  # 7/8 of a 3号 character

    def test_no_number_and_no_lines_but_on_the_first_page(self, printed):
        assert pages.page_count(printed) == 3
        assert not any("—" in line for line in pages.line_texts(printed, 1))
        assert pages.line_texts(printed, 2)[-1] == "—2—"
        assert pages.line_texts(printed, 3)[-1] == "—3—"
        assert bars(printed, 2) == bars(printed, 3) == []

    def test_a_long_name_stays_between_the_ends_of_the_lines(self, fonts):
        head = LetterHead(
            "中共示例自治州示例县委员会巡察工作领导小组办公室（示例）", "示〔2026〕1号"
        )
        data = render_pdf(letter(red_head=head), fonts)
        name = pages.lines(data, 1)[0]
        assert name[0].left >= 20
        assert name[-1].right <= 190

    def test_the_docx_has_the_same_places(self):
        with zipfile.ZipFile(io.BytesIO(render_docx(letter()))) as archive:
            header = etree.fromstring(archive.read("word/header1.xml"))
            document = etree.fromstring(archive.read("word/document.xml"))
        assert "".join(node.text for node in header.iter(f"{W}t")) == HEAD.body
        frame = header.find(f".//{W}framePr")
        size = int(header.find(f".//{W}sz").get(f"{W}val")) / 2
        top = int(frame.get(f"{W}y")) / 20 + size * 0.1  # half the leading of its line
        assert top / MM == pytest.approx(30, abs=0.1)
        tops = [int(one.find(f"{WP}posOffset").text) for one in header.iter(f"{WP}positionV")]
        lefts = [int(one.find(f"{WP}posOffset").text) for one in header.iter(f"{WP}positionH")]
        heights = [int(one.get("cy")) for one in header.iter(f"{WP}extent")]
        assert {round(left / 12700 / MM, 1) for left in lefts} == {20.0}
        assert heights[0] > heights[1]
        assert heights[2] < heights[3]
        assert (tops[3] + heights[3]) / 12700 / MM == pytest.approx(277, abs=0.1)
        section = document.find(f".//{W}sectPr")
        assert section.find(f"{W}titlePg") is not None
        kinds = [one.get(f"{W}type") for one in section.findall(f"{W}headerReference")]
        assert kinds == ["first"]


class TestInquiry:
    def test_it_asks_item_by_item_and_annexes_a_form_for_each_number_one(self):
        paper = inquiry_paper(samples.inquiry(), samples.CHINESE)
        words = plain_text(paper)
        assert "赵𫖯，党组书记、局长（党政一肩挑），2022年3月18日任现职。" in words
        assert "任职时间为2019年3月至2022年2月。" in words
        assert "2026年9月25日前" in words
        assert [one.title for one in paper.attachments] == [
            "赵𫖯同志有关情况反馈表",
            "李㛃同志有关情况反馈表",
        ]
        assert [len(rows(one)) for one in paper.attachments] == [4, 3]
        assert words.count("1.信访举报。") == 1

    def test_every_name_prints_and_is_found_again(self, fonts):
        data = render_pdf(inquiry_paper(samples.inquiry(), samples.CHINESE), fonts)
        found = pages.all_text(data)
        assert "赵𫖯" in found
        assert "李㛃" in found
        assert all(embedded for _, embedded in pages.fonts(data))

    def test_what_is_not_known_yet_is_left_to_be_filled_in(self):
        blank = replace(
            samples.inquiry(), number="", due_on=None, dated_on=None, entry_on=None, contact=""
        )
        words = plain_text(inquiry_paper(blank, samples.CHINESE))
        assert "［待编号］" in words
        assert "近期" in words
        assert "联系人及电话" not in words

    def test_one_person_has_one_form_without_a_number(self, fonts):
        content = samples.inquiry()
        one = replace(
            content,
            people=content.people[:1],
            items=tuple(replace(item, about=(0,)) for item in content.items),
        )
        data = render_pdf(inquiry_paper(one, samples.CHINESE), fonts)
        assert "附件：赵𫖯同志有关情况反馈表" in pages.all_text(data)
        assert "附件1" not in pages.all_text(data)

    def test_in_english_too(self):
        words = plain_text(inquiry_paper(samples.inquiry(), samples.ENGLISH))
        assert "赵𫖯" in words
        assert "{" not in words


def rows(attachment: Attachment) -> tuple[tuple[str, ...], ...]:
    return attachment.blocks[0].rows


class TestRecordAndCertificate:
    def test_the_record_tells_facts_items_papers(self):
        words = plain_text(briefing_record_paper(samples.briefing_record(), samples.CHINESE))
        for part in ("书面、面对面", "王䶮、陶喆", "未答复", "未归还", "赵𫖯（党组书记、局长）"):
            assert part in words, part

    @pytest.mark.parametrize(
        ("marks", "conclusion"),
        [
            ((Mark.DONE, Mark.NOTED), "可以进驻"),
            ((Mark.DONE, Mark.REASONED), "由组长说明"),
            ((Mark.DONE, Mark.REASONED, Mark.OPEN, Mark.OPEN), "还有2项"),
        ],
    )
    def test_the_certificate_concludes_from_its_lines(self, marks, conclusion):
        lines = tuple(CheckedLine("示例", mark, "示例理由") for mark in marks)
        content = samples.entry_certificate(lines=lines)
        assert conclusion in plain_text(entry_certificate_paper(content, samples.CHINESE))

    def test_the_certificate_prints(self, fonts):
        paper = entry_certificate_paper(samples.entry_certificate(), samples.CHINESE)
        found = pages.all_text(render_pdf(paper, fonts))
        for part in ("进驻核对表", "本人在外培训", "已具备", "未具备", "组长签名"):
            assert part in found, part
