"""The words of papers: the same keys and placeholders in both languages."""

import ast
import string
import tomllib
from pathlib import Path

import inspector_app.documents
from inspector_app.system.resources import resources
from inspector_app.system.wording import LANGUAGES

ROOM = Path(inspector_app.documents.__file__).parent


def leaves(tree: dict, prefix: str = "") -> dict[str, str]:
    found = {}
    for key, value in tree.items():
        path = f"{prefix}{key}"
        found |= leaves(value, f"{path}.") if isinstance(value, dict) else {path: value}
    return found


def words(language: str) -> dict[str, str]:
    file = resources() / "wording" / language / "papers.toml"
    return leaves(tomllib.loads(file.read_text(encoding="utf-8")))


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_word_the_same_things():
    one, other = (words(language) for language in LANGUAGES)
    assert set(one) == set(other)
    assert all(text.strip() for text in (*one.values(), *other.values()))


def test_no_language_needs_a_value_that_is_not_given():
    chinese, english = words("zh_CN"), words("en")
    # what the mission gives is at hand for every text; the rest is given by the program
    mission = {"inspection", "party_group", "number_one", "body", "team", "committee"}
    for key, text in chinese.items():
        given, used = placeholders(text) - mission, placeholders(english[key]) - mission
        assert given == used, key


def test_every_refusal_of_the_room_has_its_words():
    worded = {key for key in words("zh_CN") if key.startswith("errors.")}
    raised = set()
    for file in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                first = node.exc.args[0] if node.exc.args else None
                if isinstance(first, ast.Constant) and str(first.value).startswith("papers."):
                    raised.add(f"errors.{first.value}")
    assert raised == worded
