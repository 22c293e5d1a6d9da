"""Every refusal of the exchange has its words, in both languages, with the same values."""

import ast
import string
import tomllib
from pathlib import Path

import pytest

import inspector_app.exchange
from inspector_app.domain.errors import KnownError
from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES, Wording

_ROOM = Path(inspector_app.exchange.__file__).parent


def _raised() -> dict[str, set[str]]:
    """Each code in the room's source, with the names of the values given to it."""
    codes: dict[str, set[str]] = {}
    for file in _ROOM.glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            for node in [*call.args, *(keyword.value for keyword in call.keywords)]:
                for text in ast.walk(node):
                    if isinstance(text, ast.Constant) and str(text.value).startswith("exchange."):
                        names = {keyword.arg or "" for keyword in call.keywords} - {"code"}
                        codes.setdefault(text.value, set()).update(names)
    given_later = ("bad_manifest", "bad_receipt", "bad_card", "bad_request")
    for code in (f"exchange.{name}" for name in given_later):
        codes[code].add("field")  # given in signed_json.Fields.bad
    return codes


def _worded(language: str) -> dict[str, str]:
    file = resources() / "wording" / language / "exchange.toml"
    texts = tomllib.loads(file.read_text(encoding="utf-8"))["errors"]["exchange"]
    return {f"exchange.{name}": text for name, text in texts.items()}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_exactly_the_codes_raised_are_worded(language):
    assert set(_worded(language)) == set(_raised())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_use_the_values_given(language):
    for code, text in _worded(language).items():
        assert _placeholders(text) == _raised()[code], code


def test_both_languages_say_a_value_equally_often():
    chinese, english = (_worded(language) for language in LANGUAGES)
    for code, text in chinese.items():
        assert _placeholders(text) == _placeholders(english[code]), code


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_reads_as_a_sentence(world, package, language):
    with pytest.raises(KnownError) as caught:
        world.open(package[:-1])
    text = Wording(language).error(caught.value)
    assert str(len(package)) in text
    assert "{" not in text
