"""Whatever a form can be refused for is worded, in both languages, with the same blanks."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from inspector_app.forms import load
from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES

FOLDER = Path(load.__file__).parent
CODE = re.compile(r"\"forms\.(\w+)\"")
EXPRESSION_CODE = re.compile(r"XPathError\(\s*\"(\w+)\"")


def texts(language):
    file = resources() / "wording" / language / "forms.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def blanks(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def test_both_languages_have_the_same_keys_and_blanks():
    found = {
        language: {
            (part, key): blanks(text)
            for part, words in (
                ("errors", texts(language)["errors"]["forms"]),
                ("problem", texts(language)["forms"]["problem"]),
            )
            for key, text in words.items()
        }
        for language in LANGUAGES
    }
    assert found["zh_CN"] == found["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_can_be_raised_is_worded(language):
    raised = {
        code
        for path in FOLDER.glob("*.py")
        for code in CODE.findall(path.read_text(encoding="utf-8"))
    }
    raised |= {
        f"{where}_{code}"  # at a node of an XForm, or in a cell of a spreadsheet
        for where in ("expression", "cell")
        for path in (FOLDER / "xpath").glob("*.py")
        for code in EXPRESSION_CODE.findall(path.read_text(encoding="utf-8"))
    }
    raised |= {"cell_instead", "cell_no_reference"}  # better said than as expression_…
    assert raised == set(texts(language)["errors"]["forms"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_problem_is_worded(language):
    assert set(texts(language)["forms"]["problem"]) == {
        "required", "type", "choice", "constraint", "expression",
    }  # fmt: skip
