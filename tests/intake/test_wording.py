"""Whatever reading foreign files can say is worded, in both languages, with the same blanks."""

import re
import string
import tomllib
from pathlib import Path

import pytest

from inspector_app.intake import evidence, matching, tables
from inspector_app.intake.evidence import FileType, media_type
from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES, Wording

CODE = re.compile(r"\"intake\.(\w+)\"")


def texts(language):
    file = resources() / "wording" / language / "intake.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def blanks(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


def flat(tree, prefix=""):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", blanks(value)


def test_both_languages_have_the_same_keys_and_blanks():
    assert dict(flat(texts("zh_CN"))) == dict(flat(texts("en")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_can_be_raised_is_worded(language):
    sources = list(Path(tables.__file__).parent.glob("*.py"))
    raised = {code for path in sources for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert len(raised) > 20
    worded = texts(language)["errors"]["intake"].keys()
    assert raised == set(worded)


@pytest.mark.parametrize("language", LANGUAGES)
def test_states_are_worded(language):
    wording = Wording(language)
    for kind in matching.MatchKind:
        assert wording.has(f"intake.match.{kind}")
    for problem in {*evidence._PROBLEMS.values(), "damaged", "image_too_large"}:
        assert wording.has(f"intake.evidence.{problem}")


def test_every_kind_of_file_has_a_media_type():
    assert all("/" in media_type(kind) for kind in FileType)
