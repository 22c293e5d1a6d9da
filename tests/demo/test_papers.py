"""The papers of the demonstration, read back from the finished files."""

import io
import re
import zipfile

import pytest
from defusedxml import ElementTree

from tests.documents.pages import all_text, fonts, metadata, page_count, page_texts

#: Playing the demonstration counts towards whichever test comes first.
pytestmark = pytest.mark.timeout(300)

RARE = "𬀩㛃䶮𫖯𠮷"
PAPERS = ("report.pdf", "talk-record.pdf", "number-one-talk-report.pdf")
BLOCKS = ("履行第一责任人职责情况", "廉洁自律情况", "巡察组意见", "整改要求")


def docx_text(data: bytes) -> str:
    """All text of a DOCX, body, headers, footers and properties, without blanks."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                tree = ElementTree.fromstring(archive.read(name))
                found += ["".join(tree.itertext()), *(tree.attrib.values())]
    return "".join("".join(found).split())


def named(text: str, names) -> set[str]:
    return {name for name in names if name in text}


@pytest.fixture(scope="module")
def report(stage):
    return all_text(stage.paper("report.pdf"))


def test_the_number_one_section_has_its_four_blocks_in_order(report):
    chapter = report[report.index("三、党组“一把手”履行第一责任人职责和廉洁自律情况") :]
    places = [
        chapter.index(f"（{number}）{title}")
        for number, title in zip("一二三四", BLOCKS, strict=True)
    ]
    assert places == sorted(places)
    assert places[-1] < chapter.index("四、意见建议")
    for opinion in ("履行第一责任人职责情况：一般。", "廉洁自律情况：较好。"):
        assert opinion in chapter
    assert re.search(r"责任人：岑𬀩；完成时限：20\d\d年\d+月\d+日。", chapter)


def test_everybody_whom_the_report_should_name_stands_in_it(report, responsible):
    assert named(report, responsible) == responsible
    assert {char for name in responsible for char in name} & set(RARE) == set("𬀩㛃䶮𫖯")


@pytest.mark.parametrize("name", ["report.pdf", "report.docx"])
def test_nobody_who_must_be_protected_and_no_lead_stands_in_the_report(
    stage, name, protected, story
):
    data = stage.paper(name)
    text = docx_text(data) if name.endswith("docx") else all_text(data) + str(metadata(data))
    assert len(protected) > 15
    assert named(text, protected) == set()
    numbers = ["".join(lead["number"].split()) for lead in story["leads"]["leads"]]
    assert named(text, [*numbers, "线索〔"]) == set()


def test_the_docx_says_what_the_pdf_says(stage, report, responsible):
    text = docx_text(stage.paper("report.docx"))
    assert named(text, responsible) == responsible
    for block in BLOCKS:
        assert block in text
    sentences = [part for part in re.split(r"[。；]", report) if len(part) > 25 and "—" not in part]
    missing = [part for part in sentences if part not in text]
    assert len(sentences) > 80
    # A sentence that runs over a page has the page's number in the PDF's text.
    assert len(missing) < page_count(stage.paper("report.pdf")) + 5


def test_the_annexed_statistics_are_figures_without_names(report, roster, story):
    annex = report[report.rindex("个别谈话情况统计") :]
    assert named(annex, roster) == set()
    categories = ("班子其他成员", "中层干部", "下属单位负责人", "一般干部职工", "离退休领导干部")
    assert named(annex, categories) == set(categories)
    assert "不含谈话人姓名" in annex
    assert f"个别谈话共{len(story['talks']['talks'])}场" in report


@pytest.mark.parametrize("name", PAPERS)
def test_every_font_is_embedded(stage, name):
    found = fonts(stage.paper(name))
    assert found
    assert all(embedded for _, embedded in found)


def test_the_talk_record_is_signed_and_counted_on_every_page(stage, story):
    data = stage.paper("talk-record.pdf")
    pages = ["".join(text.split()) for text in page_texts(data)]
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in text
        assert "被谈话人签名：" in text
    assert "以上记录已交被谈话人核对（或者向其宣读），与其所谈一致。" in pages[-1]
    talk = next(t for t in story["talks"]["talks"] if t["number"] == "T-004")
    for fact in (talk["talker"], talk["place"], *talk["interviewers"], "14时30分至17时00分"):
        assert fact in pages[0]
    assert "已说明身份、来意、谈话纪律和保密要求" in pages[0]
    for line in ("谈话人签名：", "记录人签名："):
        assert line in pages[-1]
    assert "问：" in pages[0]
    assert "答：" in pages[1]


def test_the_talk_with_the_number_one_is_told_to_the_secretary(stage, story):
    text = all_text(stage.paper("number-one-talk-report.pdf"))
    given = story["number_one_talk"]["report"]
    assert text.index(f"{given['addressee']}：") < text.index("一、谈话基本情况")
    for fact in (given["name"], given["place"], "2026年11月5日", "9时00分至11时50分"):
        assert fact in text
    for part in ("matters", "statements", "explanations", "reminders"):
        for sentence in given[part]:
            assert "".join(sentence.split())[:20] in text
    assert "组长签名：" in text
    assert text.index("本人表态") < text.index("本人说明") < text.index("谈话人研判意见")


def test_the_classification_mark_heads_the_first_page(stage):
    for name in PAPERS:
        first = page_texts(stage.paper(name))[0].strip()
        assert first.startswith("工作秘密")
