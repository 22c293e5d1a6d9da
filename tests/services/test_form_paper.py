"""A form printed blank: the finished PDF and DOCX, read back."""

import io
import re

import docx
import pypdfium2 as pdfium
import pytest

from inspector_app.forms.load import form_from, load_form
from inspector_app.services.form_paper import form_printable
from inspector_app.system.fonts import find_fonts
from inspector_app.system.resources import shipped_forms
from inspector_app.system.wording import LANGUAGES, Wording
from tests.documents.pages import page_texts

FORM = """| survey |
| | type | name | label::中文 (zh) | label::English (en) | required | relevant | appearance |
| | text | name | 姓名 | Name | yes | | |
| | select_one l | party | 是否党员 | Party member | | | |
| | select_multiple l | both | 兼有 | Both | | ${party} = 'x' | |
| | begin repeat | r | 同行人 | Companions | | | |
| | text | rname | 同行人姓名 | Companion | | | multiline |
| | end repeat | | | | | | |
| | begin group | m | 满意程度 | Satisfaction | | | table-list |
| | select_one l | m1 | 态度 | Manner | | | |
| | end group | | | | | | |
| choices |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | l | x | 是 | Yes |
| | l | y | 否 | No |
| settings |
| | form_title | form_id | version | default_language |
| | 来访登记（示例） | visit | 7 | 中文 (zh) |
"""


def squeezed(text):
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def fonts():
    return find_fonts()


def test_what_the_paper_says(fonts):
    form = form_from(FORM.encode(), name="a")
    pages = page_texts(form_printable(form, Wording(), copies=2).pdf(fonts))
    text = squeezed("".join(pages))
    for words in (
        "来访登记（示例）", "表单编号：visit", "版本：7", form.hash[:12], "姓名*[name]",
        "○是○否", "□是□否", "如第2题选“是”，填写本题。", "同行人姓名[rname]", "第2份",
        "填写人（签名）", "态度[m1]", "满意程度",
    ):  # fmt: skip
        assert words in text, words
    assert "第3份" not in text
    assert text.count("[rname]") == 2
    for number, page in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in squeezed(page)


def test_a_long_list_is_annexed(fonts):
    more = "".join(f"| | l | c{number} | 第{number}项 | Item {number} |\n" for number in range(90))
    data = FORM.replace("| | l | y |", more + "| | l | y |")
    printable = form_printable(form_from(data.encode(), name="a"), Wording())
    text = squeezed("".join(page_texts(printable.pdf(fonts))))
    for words in ("（选项见附件）", "第2、3、5题的选项", "第89项"):
        assert words in text, words


def test_the_other_language(fonts):
    form = form_from(FORM.encode(), name="a")
    text = squeezed("".join(page_texts(form_printable(form, Wording("en")).pdf(fonts))))
    for words in ("Name*[name]", "○Yes○No", 'Answerifquestion2isanswered"Yes".', "Page1of"):
        assert words in text, words


def test_no_line_to_write_on_is_broken_in_its_cell(fonts):
    """A line longer than its cell would go on as a stump on the next one."""
    form = form_from(FORM.encode(), name="a")
    text = "\n".join(page_texts(form_printable(form, Wording()).pdf(fonts)))
    runs = re.findall(r"_+", text)
    assert runs
    assert min(map(len, runs)) > 8


@pytest.mark.parametrize("name", ["petitions", "team_meetings"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_forms_print_as_pdf_and_in_a_word_processor(name, language, fonts):
    form = load_form(shipped_forms() / f"{name}.md")
    printable = form_printable(form, Wording(language))
    assert page_texts(printable.pdf(fonts))
    document = docx.Document(io.BytesIO(printable.docx()))
    assert any("[" in cell.text for table in document.tables for cell in table._cells)


def test_hints_conditions_and_names_are_small_print(fonts):
    """The question itself has the full size, what stands below it does not."""
    form = form_from(FORM.encode(), name="a")
    with pdfium.PdfDocument(form_printable(form, Wording()).pdf(fonts)) as document:
        page = document[0]
        heights = {
            page.get_textpage().get_text_bounded(*each.get_bounds()): each.get_bounds()
            for each in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT])
        }
    tall = {text.strip(): top - bottom for text, (_, bottom, _, top) in heights.items()}
    label = next(size for text, size in tall.items() if text.startswith("是否党员"))
    name = next(size for text, size in tall.items() if text.startswith("[party]"))
    assert name < label


def test_small_print_keeps_its_style_in_a_word_processor():
    form = form_from(FORM.encode(), name="a")
    document = docx.Document(io.BytesIO(form_printable(form, Wording()).docx()))
    [cell] = [
        cell
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if cell.text.startswith("是否党员")
    ]
    assert [paragraph.style.name for paragraph in cell.paragraphs] == ["表格文字", "表格小字"]
