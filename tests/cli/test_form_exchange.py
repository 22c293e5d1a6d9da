"""``form export`` and ``form import``: what an office edits comes back and is published."""

import openpyxl
import pytest

from inspector_app.forms.load import load_form
from inspector_app.system.resources import shipped_forms
from tests.services.form_fixture import SURVEY


def edited(path, version):
    """Let an office raise the version and change a label."""
    book = openpyxl.load_workbook(path)
    header = [cell.value for cell in book["settings"][1]]
    book["settings"].cell(2, header.index("version") + 1).value = version
    labels = [cell.value for cell in book["survey"][1]].index("label::中文 (zh)") + 1
    for row in range(2, book["survey"].max_row + 1):
        if book["survey"].cell(row, labels).value == "备注":
            book["survey"].cell(row, labels).value = "备注（办公室）"
    book.save(path)


def test_a_shipped_form_goes_out_and_comes_back_edited(young):
    out = young.place / "表" / "信访.xlsx"
    said = young("form", "export", "petitions", "--out", out)
    assert said.code == 0
    assert "来信来电来访登记" in said.out
    assert load_form(out).hash == load_form(shipped_forms() / "petitions.md").hash
    again = young.opened("form", "import", out, young.mission)
    assert again.code == 1
    assert "不需要再发布" in again.err
    edited(out, "2026.2")
    taken = young.opened("form", "import", out, young.mission, "--json")
    assert (taken.code, taken.json["version"], taken.json["form"]) == (0, "2026.2", "petitions")
    assert young.opened("form", "import", out, young.mission, language="en").code == 1
    back = young.place / "取回.xlsx"
    said = young.opened("form", "export", "petitions", "--mission", young.mission, "--out", back)
    assert said.code == 0
    assert load_form(back).hash == taken.json["hash"]


def test_another_form_under_the_same_version_is_refused(young):
    out = young.place / "a.xlsx"
    young("form", "export", "petitions", "--out", out)
    edited(out, "2026.1")
    said = young.opened("form", "import", out, young.mission, language="en")
    assert said.code == 1
    assert "Raise the version" in said.err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("不是表单", "survey"),
        (SURVEY.replace("VERSION", "1").replace("text | c", "telepathy | c"), "第 7 行"),
        (SURVEY.replace("VERSION", "1").replace("${b}", "${Nobody1}"), "Nobody1"),
    ],
)
def test_a_broken_form_is_refused_in_words_and_nothing_is_published(young, content, words):
    said = young.opened("form", "import", young.file("坏.md", content), young.mission)
    assert said.code == 1
    assert words in said.err
    assert young("form", "export", "nothing").code == 1
    missing = young.opened("form", "export", "sample", "--mission", young.mission)
    assert missing.code == 1
    assert "sample" in missing.err
