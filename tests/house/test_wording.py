"""Whatever the program can say is worded, in both languages, with the words it is given."""

import ast
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from inspector_app.domain import errors
from inspector_app.domain.records import HQ_TYPES, MISSION_TYPES
from inspector_app.services.mission import VOCABULARY
from inspector_app.system.wording import LANGUAGES, _load

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "inspector_app").rglob("*.py"))
TYPES = {**MISSION_TYPES, **HQ_TYPES}
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}


@cache
def all_calls() -> dict[Path, list[ast.Call]]:
    return {
        path: [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call)
        ]
        for path in SOURCES
    }


def calls(name: str, at: int) -> Iterator[tuple[str, ast.Call, str]]:
    """Every call of *name* whose argument number *at* is a text: (file, call, the text)."""
    for path, made in all_calls().items():
        for node in made:
            if len(node.args) <= at:
                continue
            called = node.func
            known = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            code = node.args[at]
            if known == name and isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield path.relative_to(ROOT).as_posix(), node, code.value


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def raised() -> list[tuple[str, str, set[str] | None]]:
    """Every known error that is made: where, its code, its parameters (None: not spelt out)."""
    found = []
    for kind in sorted(KINDS):
        for file, call, code in calls(kind, 0):
            names = {one.arg for one in call.keywords}
            found.append((file, code, None if None in names else {n for n in names if n}))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_error_that_is_raised_is_worded_with_what_it_tells(language):
    words = _load(language)
    made = raised()
    assert len(made) > 250
    unworded = {(file, code) for file, code, _ in made if f"errors.{code}" not in words}
    assert unworded == set()
    unfilled = {
        (file, code, name)
        for file, code, params in made
        if params is not None
        for name in placeholders(words[f"errors.{code}"]) - params
    }
    assert unfilled == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_that_verifying_finds_is_worded(language):
    source = (ROOT / "inspector_app" / "store" / "verify.py").read_text(encoding="utf-8")
    codes = {
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.partition(".")[0] in {"store", "journal"}
        and node.value.replace(".", "").replace("_", "").isalpha()
        and "." in node.value
    }
    assert len(codes) > 6
    words = _load(language)
    assert {code for code in codes if f"errors.{code}" not in words} == set()
    for code in codes:
        assert placeholders(words[f"errors.{code}"]) <= {"file", "entry"}, code


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_can_be_missing_is_worded(language):
    words = _load(language)
    codes = {code for _, _, code in calls("Missing", 0)}
    assert len(codes) > 10
    assert {code for code in codes if f"missing.{code}" not in words} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_record_type_and_each_of_its_fields_has_a_name(language):
    words = _load(language)
    needed = {f"records.{name}.label" for name in TYPES}
    needed |= {
        f"records.{name}.fields.{field.name}" for name in TYPES for field in TYPES[name].fields
    }
    assert needed - set(words) == set()


def test_both_languages_say_the_same_things_with_the_same_words_filled_in():
    chinese, english = (_load(language) for language in LANGUAGES)
    assert set(chinese) == set(english)
    differing = {
        key: placeholders(chinese[key]) ^ placeholders(english[key])
        for key in chinese
        if placeholders(chinese[key]) != placeholders(english[key])
    }
    # A mission's own words may stand in one language and be implied in the other.
    own = set(VOCABULARY) | {"body", "committee", "team", "office"}
    assert {key: names for key, names in differing.items() if not names <= own} == {}
